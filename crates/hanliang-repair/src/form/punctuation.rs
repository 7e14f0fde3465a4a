//! Punctuation that a crawler doubled: `，，` and `,。` inside sentences.
//!
//! Writers double marks too, for effect or by mistake; so on its own evidence
//! this runs only on a page that has many, and none of the kinds that are
//! written for effect are touched (。。。 ！！ ？？ ……).

use hanliang_span::Span;

use super::{Around, Evidence};
use crate::han::is_han;
use crate::record::Damage;
use crate::rewrite::{Pass, Rewrite};

/// The least number of doubled marks on a page.
const DOUBLED: usize = 4;
/// There is at least one for so many single ones.
const SINGLE: usize = 20;

/// Puts one mark for two.
pub(crate) fn repair(text: &str, evidence: Evidence) -> Option<(String, Pass)> {
    let found = find(text);
    if evidence == Evidence::Page && !is_enough(text, found.len()) {
        return None;
    }
    let mut rewrite = Rewrite::new(text);
    for (span, mark) in found {
        rewrite.replace(span, mark, Damage::DoubledPunctuation, 0.9);
    }
    rewrite.finish()
}

fn is_enough(text: &str, doubled: usize) -> bool {
    doubled >= DOUBLED
        && text.matches(['，', '。', ',', '、']).count() <= doubled.saturating_mul(SINGLE)
}

/// Pairs of marks between ideographs, or after one at the end of a line, and
/// the mark that is meant.
fn find(text: &str) -> Vec<(Span, &'static str)> {
    let around = Around::new(text);
    let mut found = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if mark(c).is_none() {
            continue;
        }
        let mut run = String::from(c);
        let mut end = at + c.len_utf8();
        while let Some((next, d)) = chars.next_if(|&(_, d)| mark(d).is_some()) {
            run.push(d);
            end = next + d.len_utf8();
        }
        let after = around.at(end);
        let in_sentence = around.before(at).is_some_and(is_han)
            && after.is_none_or(|c| is_han(c) || matches!(c, '\n' | '\r' | '“' | '《' | ' '));
        if let (true, Some(meant)) = (in_sentence, meant(&run)) {
            found.push((Span::new(at, end), meant));
        }
    }
    found
}

fn mark(c: char) -> Option<char> {
    matches!(c, '，' | ',' | '。' | '、').then_some(c)
}

fn meant(run: &str) -> Option<&'static str> {
    match run {
        "，，" | "，," | ",，" => Some("，"),
        "、、" => Some("、"),
        "，。" | ",。" | "。，" | "。," => Some("。"),
        _ => None,
    }
}
