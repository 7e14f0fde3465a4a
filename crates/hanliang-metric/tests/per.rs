//! Per whom or per what: the rows of `cases/per.tsv`.

mod table;

use hanliang_metric::extract;

use table::rows;

const CASES: &str = include_str!("cases/per.tsv");

#[test]
fn every_case_holds() {
    let mut wrong = Vec::new();
    for [text, figure, per, _why] in rows(CASES) {
        let extraction = extract(text);
        let metric = extraction
            .metrics
            .iter()
            .find(|metric| metric.mention.text == figure);
        let found = metric.map(|metric| {
            let words: Vec<&str> = metric.per.iter().map(|per| &*per.text).collect();
            words.join(" ")
        });
        let per = if per == "-" { "" } else { per };
        if found.as_deref() != Some(per) {
            wrong.push(format!("{text}\n  {figure} {per}: {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
