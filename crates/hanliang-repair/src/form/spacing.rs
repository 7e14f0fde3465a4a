//! Spaces put between the characters of words: 中 国 人 民.
//!
//! Lists of characters, and verses, are written so. Only a page that is set
//! so throughout, and has the punctuation of sentences, shows damage.

use hanliang_span::Span;

use super::Evidence;
use crate::han::{is_chinese, is_han, is_punctuation};
use crate::record::Damage;
use crate::rewrite::{Pass, Rewrite};

/// The least number of spaced pairs on a page.
const PAIRS: usize = 24;
/// The least number on a line, where the line is all the evidence.
const PAIRS_OF_LINE: usize = 3;
/// How many spaced pairs there are for each pair without a space.
const RATIO: usize = 9;

/// Takes out single spaces between ideographs, and beside the punctuation
/// between them.
pub(crate) fn repair(text: &str, evidence: Evidence) -> Option<(String, Pass)> {
    if evidence == Evidence::Page && !is_spaced_page(text) {
        return None;
    }
    let mut rewrite = Rewrite::new(text);
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        let counts = Counts::of(line);
        let spaced = match evidence {
            Evidence::Page => counts.spaced > 0,
            Evidence::Sight => counts.spaced >= PAIRS_OF_LINE && counts.is_throughout(),
        };
        if spaced {
            for at in spaces(line) {
                let span = Span::new(at, at + 1).shift(offset);
                rewrite.replace(span, "", Damage::SpacedHan, 0.95);
            }
        }
        offset += line.len();
    }
    rewrite.finish()
}

/// Whether the whole page is set with spaces, sentences included.
pub(crate) fn is_spaced_page(text: &str) -> bool {
    let counts = Counts::of(text);
    counts.spaced >= PAIRS && counts.is_throughout() && counts.stops * 40 >= counts.spaced
}

/// What stands between neighbouring ideographs.
#[derive(Default)]
struct Counts {
    spaced: usize,
    tight: usize,
    /// Commas and full stops.
    stops: usize,
}

impl Counts {
    fn of(text: &str) -> Self {
        let mut counts = Self::default();
        let (mut last, mut space) = (None, false);
        for c in text.chars() {
            match c {
                ' ' if !space => space = true,
                _ => {
                    let pair = is_ideograph(c) && last.is_some_and(is_ideograph);
                    counts.spaced += usize::from(pair && space);
                    counts.tight += usize::from(pair && !space);
                    counts.stops +=
                        usize::from(matches!(c, '，' | '。' | ',' | '；' | '！' | '？'));
                    last = (c != ' ').then_some(c);
                    space = false;
                }
            }
        }
        counts
    }

    fn is_throughout(&self) -> bool {
        self.spaced >= self.tight * RATIO
    }
}

/// Offsets of the single spaces between Chinese characters and their marks, and
/// beside the digits, letters and signs that are set apart as they are: 1 1 . 8 万,
/// not 共有 11 个.
fn spaces(line: &str) -> impl Iterator<Item = usize> + '_ {
    memchr::memchr_iter(b' ', line.as_bytes()).filter(move |&at| {
        let left = line.get(..at).unwrap_or_default();
        let right = line.get(at + 1..).unwrap_or_default();
        joins(left.chars().rev()) && joins(right.chars())
    })
}

/// Whether the first of these characters is one that spaces were put beside.
fn joins(mut characters: impl Iterator<Item = char>) -> bool {
    let is_single = |c: char| c.is_ascii_alphanumeric() || ".,%;:()".contains(c);
    characters.next().is_some_and(|c| {
        let mut alone = || {
            characters
                .next()
                .is_none_or(|next| !next.is_ascii_graphic())
        };
        is_ideograph(c) || is_chinese(c) || is_punctuation(c) || is_single(c) && alone()
    })
}

/// An ideograph, or the radical that stands for one.
fn is_ideograph(c: char) -> bool {
    is_han(c) || matches!(c, '\u{2E80}'..='\u{2FDF}')
}
