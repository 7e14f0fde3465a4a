//! The annotated passages as other pages would set them: what is said is the
//! same, so the same figures are found in it.

use std::path::Path;
use std::{fs, io};

use hanliang::Pipeline;
use hanliang::metric::Metric;
use hanliang::span::is_han;
use xtask::score::{default_gold, passages};

/// What a metric says, however its text is set.
#[derive(Debug, PartialEq, Eq)]
struct Said {
    low: String,
    high: String,
    unit: String,
    kind: String,
    role: &'static str,
    item: String,
}

fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn said(metric: &Metric) -> Said {
    let unit = metric.quantity.unit.as_ref();
    Said {
        low: metric.quantity.low().to_string(),
        high: metric.quantity.high().to_string(),
        unit: unit.map_or_else(String::new, |unit| bare(unit.symbol())),
        kind: format!("{:?}", metric.kind),
        role: metric.role.name(),
        item: metric
            .item
            .as_ref()
            .map_or_else(String::new, |item| bare(&item.text)),
    }
}

fn read(pipeline: &Pipeline, text: &str) -> Vec<Said> {
    let report = pipeline.read(text.as_bytes());
    report.metrics.iter().map(said).collect()
}

/// The annotated texts of a folder.
fn texts(folder: &Path) -> io::Result<Vec<String>> {
    let files = fs::read_dir(folder.join("text"))?;
    files.map(|file| fs::read_to_string(file?.path())).collect()
}

/// The texts of the seeds and of the passages.
fn all_texts() -> io::Result<Vec<String>> {
    let mut all = texts(&default_gold())?;
    all.extend(texts(&passages())?);
    Ok(all)
}

/// A blank between ideographs and Latin letters or digits.
fn spaced(text: &str, blank: char) -> String {
    let mut set = String::with_capacity(text.len() * 2);
    let mut last = '\n';
    for c in text.chars() {
        let meets = is_han(last) && c.is_ascii_alphanumeric()
            || (last.is_ascii_alphanumeric() || last == '%') && is_han(c);
        if meets {
            set.push(blank);
        }
        set.push(c);
        last = c;
    }
    set
}

#[test]
fn blanks_around_figures_change_none() {
    let pipeline = Pipeline::new();
    let texts = all_texts().unwrap();
    assert_eq!(texts.len(), 143);
    for text in texts {
        let expected = read(&pipeline, &text);
        for blank in [' ', '\u{a0}'] {
            assert_eq!(read(&pipeline, &spaced(&text, blank)), expected, "{text}");
        }
    }
}

/// Quotation marks of Taiwan and Hong Kong.
#[test]
fn corner_brackets_quote_as_well() {
    let pipeline = Pipeline::new();
    let corners = |text: &str| text.replace('“', "「").replace('”', "」");
    let curls = |text: &str| text.replace('「', "“").replace('」', "”");
    for text in all_texts().unwrap() {
        let expected = read(&pipeline, &curls(&text));
        let mut found = read(&pipeline, &corners(&text));
        for one in &mut found {
            one.item = curls(&one.item);
        }
        assert_eq!(found, expected, "{text}");
    }
}

/// Marks of emphasis around each figure, as Markdown has them.
fn emphasized(text: &str, metrics: &[Metric]) -> String {
    let mut set = String::with_capacity(text.len() * 2);
    let mut at = 0;
    for metric in metrics {
        let span = metric.quantity.span;
        set.push_str(text.get(at..span.start).unwrap_or_default());
        set.push_str("**");
        set.push_str(span.of(text).unwrap_or_default());
        set.push_str("**");
        at = span.end;
    }
    set.push_str(text.get(at..).unwrap_or_default());
    set
}

#[test]
fn emphasis_changes_no_figure() {
    let pipeline = Pipeline::new();
    // Figures of the seeds are cut by columns, and marks cannot be.
    for text in texts(&passages()).unwrap() {
        let report = pipeline.read(text.as_bytes());
        let expected: Vec<Said> = report.metrics.iter().map(said).collect();
        let set = emphasized(&report.text, &report.metrics);
        let mut found = read(&pipeline, &set);
        for one in &mut found {
            one.item = one.item.replace("**", "");
        }
        assert_eq!(found, expected, "{set}");
    }
}
