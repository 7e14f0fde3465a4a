//! When single figures hold: the rows of `cases/times.tsv`.

use hanliang_metric::extract;

const CASES: &str = include_str!("cases/times.tsv");

#[test]
fn every_case_holds() {
    let mut wrong = Vec::new();
    for line in CASES.lines().filter(|line| !line.starts_with('#')) {
        let fields: Vec<&str> = line.split('\t').collect();
        let [text, figure, time, _why] = fields[..] else {
            panic!("a row has four fields: {line:?}");
        };
        let extraction = extract(text);
        let found = extraction
            .metrics
            .iter()
            .find(|metric| metric.mention.text == figure)
            .map(|metric| metric.time.as_ref().map_or("-", |time| &time.mention.text));
        if found != Some(time) {
            wrong.push(format!("{text}\n  {figure} {time}: {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
