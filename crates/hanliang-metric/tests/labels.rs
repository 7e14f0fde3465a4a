//! Numerals that are no quantities: the rows of `cases/labels.tsv`.

mod table;

use hanliang_metric::extract;

use table::rows;

const CASES: &str = include_str!("cases/labels.tsv");

#[test]
fn every_case_holds() {
    let mut wrong = Vec::new();
    for [text, labels, _why] in rows(CASES) {
        let extraction = extract(text);
        let found = extraction.labels.iter().map(|label| {
            let written = label.span.of(text).unwrap_or_default();
            format!("{written} {}", label.class.name())
        });
        let found: Vec<String> = found.collect();
        let found = match found.is_empty() {
            true => "-".to_owned(),
            false => found.join(", "),
        };
        if found != labels {
            wrong.push(format!("{text}\n  wanted {labels}, found {found}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
