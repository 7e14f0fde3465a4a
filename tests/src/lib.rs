//! The laws that hold for any input, in one place: the tests state them over
//! generated input, the fuzzers over input they grow.
//!
//! Each function panics where its law is broken.

#![allow(clippy::expect_used)] // a broken law is a panic

use hanliang::document::{Document, sentences};
use hanliang::metric;
use hanliang::quantity::{self, Numeral};
use hanliang::span::Span;
use hanliang::{Pipeline, repair};

/// Short patterns that, repeated, once cost or may cost a reader its patience:
/// what opens and never closes, what starts every rule, what no rule expects.
pub const PATTERNS: [&[u8]; 53] = [
    b"(",
    b")",
    "“".as_bytes(),
    "”".as_bytes(),
    "《".as_bytes(),
    "“”".as_bytes(),
    b"\"",
    b"1",
    "一".as_bytes(),
    "万".as_bytes(),
    "一、".as_bytes(),
    "、".as_bytes(),
    b",",
    "。".as_bytes(),
    "：".as_bytes(),
    b"\n",
    b"\r\n",
    b"a\n",
    b" ",
    b"\t",
    "　".as_bytes(),
    b"?",
    b"*",
    b"\0",
    b"\xff",
    b"\x81",
    b"\xe4\xb8",
    "\u{fffd}".as_bytes(),
    "第".as_bytes(),
    "个".as_bytes(),
    b"%",
    "百分之".as_bytes(),
    b"3-",
    b".",
    b"1.",
    b"(a)",
    "發(fā)".as_bytes(),
    "?qǐng)".as_bytes(),
    "ÖÐ".as_bytes(),
    "涓枃".as_bytes(),
    b"&#",
    b"&amp;",
    b"\\u4e2d",
    b"%E4%B8",
    "锟斤拷".as_bytes(),
    "2010年".as_bytes(),
    "全市3个、".as_bytes(),
    "由1元提高到".as_bytes(),
    "分别".as_bytes(),
    "\u{200b}".as_bytes(),
    "\u{202e}".as_bytes(),
    "e\u{301}".as_bytes(),
    "🀄".as_bytes(),
];

/// Bytes give a report whose spans all fit its text, in order.
///
/// # Panics
///
/// If one does not.
pub fn report(bytes: &[u8]) {
    let report = Pipeline::new().read(bytes);
    let text = report.text.as_str();
    let fits = |span: Span| assert!(span.of(text).is_some(), "{span:?} does not fit");
    report.losses.iter().for_each(|loss| fits(loss.span));
    for metric in &report.metrics {
        fits(metric.quantity.span);
        let mentions = metric
            .item
            .iter()
            .chain(metric.time.as_ref().map(|time| &time.mention))
            .chain(metric.scope.as_ref().map(|scope| &scope.mention))
            .chain(&metric.per);
        mentions.flat_map(|m| &m.spans).for_each(|&s| fits(s));
        assert!(metric.block < report.document.blocks.len());
    }
    report.labels.iter().for_each(|label| fits(label.span));
    report
        .missing
        .iter()
        .for_each(|missing| fits(Span::at(missing.at)));
    let metrics = report.metrics.len();
    for finding in &report.findings {
        assert!(finding.metrics.iter().all(|&metric| metric < metrics));
    }
    let starts: Vec<usize> = report
        .metrics
        .iter()
        .map(|m| m.quantity.span.start)
        .collect();
    assert!(starts.is_sorted(), "metrics stand in the order of the text");
}

/// The edits of a repair, replayed on the source, give the target; repairing
/// the target again changes nothing.
///
/// # Panics
///
/// If they do not.
pub fn repair_round_trip(source: &str) {
    let repaired = repair::repair(source);
    let (mut replayed, mut from) = (String::new(), 0);
    for edit in &repaired.edits {
        replayed.push_str(
            Span::new(from, edit.source.start)
                .of(source)
                .expect("edits are in order"),
        );
        assert_eq!(edit.source.of(source), Some(edit.before.as_str()));
        assert_eq!(edit.target.start, replayed.len());
        replayed.push_str(&edit.after);
        assert_eq!(edit.target.end, replayed.len());
        from = edit.source.end;
    }
    replayed.push_str(
        source
            .get(from..)
            .expect("the last edit ends on a boundary"),
    );
    assert_eq!(replayed, repaired.text);
    let again = repair::repair(&repaired.text);
    assert_eq!(
        again.text, repaired.text,
        "a second repair changed the text"
    );
}

/// Numerals and quantities are found in order, apart, and a numeral that was
/// found parses alone to the same value.
///
/// # Panics
///
/// If one is not.
pub fn quantities(text: &str) {
    let mut end = 0;
    for found in quantity::find_iter(text) {
        assert!(found.span.of(text).is_some_and(|t| !t.is_empty()));
        assert!(end <= found.span.start, "quantities overlap");
        end = found.span.end;
    }
    end = 0;
    for found in quantity::numeral::find_iter(text) {
        let written = found.span.of(text).expect("a numeral lies on boundaries");
        assert!(end <= found.span.start, "numerals overlap");
        end = found.span.end;
        let alone = Numeral::parse(written);
        assert_eq!(alone.map(|n| n.value), Ok(found.value), "{written}");
    }
}

/// Extraction gives the same each time; what it says to be a figure it does not
/// say to be no figure; lost figures stand in order.
///
/// # Panics
///
/// If it does not.
pub fn metrics(text: &str) {
    let extraction = metric::extract(text);
    let again = metric::extract(text);
    assert_eq!(extraction.metrics, again.metrics);
    assert_eq!(extraction.labels, again.labels);
    assert_eq!(extraction.missing, again.missing);
    for metric in &extraction.metrics {
        let numeral = metric.quantity.numeral;
        assert!(numeral.of(text).is_some_and(|written| !written.is_empty()));
        let label = extraction
            .labels
            .partition_point(|label| label.span.start < numeral.start);
        if let Some(label) = extraction.labels.get(label) {
            assert_ne!(label.span, numeral, "both a figure and none");
        }
    }
    assert!(extraction.missing.is_sorted_by_key(|missing| missing.at));
    assert!(
        extraction
            .missing
            .iter()
            .all(|m| text.is_char_boundary(m.at))
    );
}

/// The leaves of a document in order give back its text but for white space,
/// and sentences cover their text in order.
///
/// # Panics
///
/// If they do not.
pub fn document(text: &str) {
    let document = Document::read(text);
    let mut end = 0;
    for leaf in document.leaves() {
        let gap = text.get(end..leaf.span.start).expect("leaves are in order");
        assert!(
            gap.chars().all(char::is_whitespace),
            "text was dropped: {gap:?}"
        );
        end = leaf.span.end;
    }
    let tail = text.get(end..).expect("the last leaf ends on a boundary");
    assert!(
        tail.chars().all(char::is_whitespace),
        "text was dropped: {tail:?}"
    );
    let mut end = 0;
    for sentence in sentences(text) {
        assert!(end <= sentence.start && sentence.of(text).is_some());
        end = sentence.end;
    }
}

/// The examples of the front page run.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
pub struct Readme;

/// The guide's examples run.
#[cfg(doctest)]
pub mod guide {
    #[doc = include_str!("../../book/src/corpus.md")]
    pub struct Corpus;
    #[doc = include_str!("../../book/src/journalist.md")]
    pub struct Journalist;
    #[doc = include_str!("../../book/src/researcher.md")]
    pub struct Researcher;
    #[doc = include_str!("../../book/src/developer.md")]
    pub struct Developer;
}
