//! When single figures hold: the rows of `cases/times.tsv`, and on the
//! calendar those of `cases/intervals.tsv`.

mod table;

use hanliang_metric::{Config, Extractor, Resolution, extract};

use table::rows;

const CASES: &str = include_str!("cases/times.tsv");

#[test]
fn every_case_holds() {
    let mut wrong = Vec::new();
    for [text, figure, time, _why] in rows(CASES) {
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

const INTERVALS: &str = include_str!("cases/intervals.tsv");

#[test]
fn every_time_is_on_the_calendar() {
    let mut wrong = Vec::new();
    for [time, page, interval, _why] in rows(INTERVALS) {
        let mut config = Config::new();
        if page != "-" {
            config = config.reference_date(page.parse().expect("a date"));
        }
        let text = format!("{time}，全市生产汽车500辆。");
        let extraction = Extractor::with(config).extract_text(&text);
        let metric = extraction
            .metrics
            .iter()
            .find(|metric| metric.mention.text == "500辆");
        let found = metric.and_then(|metric| metric.time.as_ref());
        let found = found.map(|found| match found.interval {
            _ if found.mention.text != time => format!("of {}", found.mention.text),
            Resolution::Resolved(interval) => interval.to_string(),
            Resolution::NeedsReferenceDate => "needs".to_owned(),
            _ => "open".to_owned(),
        });
        if found.as_deref() != Some(interval) {
            wrong.push(format!("{time} on {page}: {interval}, found {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
