//! Escapes of source code that a page shows instead of their characters:
//! `\u4e2d\u6587`, and `%u4E2D%u6587` of the older scripts.
//!
//! In source code they are right. So only runs are read, which make words of
//! ideographs in daily use or marks beside Chinese text, and none in a string of
//! a program.

use hanliang_span::Span;

use super::{Around, is_mentioned};
use crate::han::{is_chinese, is_han};
use crate::mojibake::table::{Bytes, Table};
use crate::plausibility;
use crate::record::Damage;
use crate::rewrite::{Pass, Rewrite};

/// The least number of ideographs in a run.
const IDEOGRAPHS: usize = 2;

/// Reads runs of escapes.
pub(crate) fn repair(text: &str) -> Option<(String, Pass)> {
    let around = Around::new(text);
    let mut runs = Vec::new();
    let mut done = 0;
    for at in memchr::memchr2_iter(b'\\', b'%', text.as_bytes()) {
        if at < done {
            continue;
        }
        let Some((length, written)) = text.get(at..).and_then(run) else {
            continue;
        };
        done = at + length;
        if !is_in_code(&around, at, done) {
            let fit = fit(&around, at, done, &written);
            runs.push((Span::new(at, done), written, fit));
        }
    }
    let surely = runs.iter().any(|(_, _, fit)| *fit == Fit::Words);
    let mut rewrite = Rewrite::new(text);
    for (span, written, fit) in runs {
        if fit > Fit::Single || fit == Fit::Single && surely {
            rewrite.replace(span, &written, Damage::UnicodeEscape, 1.0);
        }
    }
    rewrite.finish()
}

/// How well what a run stands for fits its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    No,
    /// An ideograph or a mark by itself, as between figures: only where others
    /// are sure.
    Single,
    /// A mark or an emoji beside Chinese text, or an ideograph beside a figure in
    /// it.
    Beside,
    /// Words.
    Words,
}

fn fit(around: &Around<'_>, at: usize, done: usize, written: &str) -> Fit {
    if is_words(written, IDEOGRAPHS) || is_words_in_bytes(written, IN_BYTES) {
        return if around.explains(at, done, written) {
            Fit::No
        } else {
            Fit::Words
        };
    }
    let [before, after] = [around.before(at), around.at(done)];
    let beside = before.is_some_and(is_chinese) || after.is_some_and(is_chinese);
    let marks = is_punctuation_of_chinese(written);
    let emoji = written
        .chars()
        .all(|c| matches!(c, '\u{1F000}'..='\u{1FAFF}'))
        && !is_mentioned(before, after);
    let counted = is_words(written, 1) && is_among_figures(around, at, done);
    if beside && (marks || emoji) || counted {
        Fit::Beside
    } else if marks || is_words(written, 1) || is_words_in_bytes(written, 0) {
        Fit::Single
    } else {
        Fit::No
    }
}

/// Whether a figure touches the span in a line of Chinese text: 时间：2023\\u5e745月.
fn is_among_figures(around: &Around<'_>, at: usize, done: usize) -> bool {
    let figure = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    (figure(around.before(at)) || figure(around.at(done)))
        && (around.line_before(at).contains(is_chinese)
            || around.line_after(done).contains(is_chinese))
}

/// Whether these are marks as they stand in Chinese text: quotation marks, an
/// ideographic space.
fn is_punctuation_of_chinese(text: &str) -> bool {
    text.chars().all(|c| {
        matches!(c, '“' | '”' | '‘' | '’' | '…' | '—' | '·') || is_chinese(c) && !is_han(c)
    })
}

/// The run of escapes at the start of a text: its length, what it stands for.
fn run(text: &str) -> Option<(usize, String)> {
    let mut units = Vec::new();
    let mut rest = text;
    while let Some((unit, tail)) = escape(rest) {
        units.push(unit);
        rest = tail;
    }
    let written = String::from_utf16(&units).ok()?;
    (!units.is_empty()).then(|| (text.len() - rest.len(), written))
}

fn escape(text: &str) -> Option<(u16, &str)> {
    let hex = text
        .strip_prefix("\\\\u")
        .or_else(|| text.strip_prefix("\\u"))
        .or_else(|| text.strip_prefix("%u"))?;
    let (digits, rest) = hex.split_at_checked(4)?;
    if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    Some((u16::from_str_radix(digits, 16).ok()?, rest))
}

/// Whether this is Chinese text of at least so many ideographs: most in
/// daily use, with nothing but punctuation and ASCII beside them, and what other
/// fixes take out of words or read in them.
pub(crate) fn is_words(text: &str, ideographs: usize) -> bool {
    let (mut count, mut rare, mut other) = (0_usize, 0_usize, 0_usize);
    for c in text.chars() {
        if is_han(c) {
            count += 1;
            rare += usize::from(plausibility::is_rare(c));
        } else if matches!(c, '\u{200B}'..='\u{200D}' | '\u{FEFF}' | '\u{2E80}'..='\u{2FDF}') {
            other += 1;
        } else if plausibility::cost(c) > 14 {
            return false;
        }
    }
    count >= ideographs && rare * 3 <= count && other * 2 <= count
}

/// The least number of ideographs in a run of a wrong decoding: so many are sure
/// to be read.
pub(super) const IN_BYTES: usize = 6;

/// Whether this is UTF-8 that was read as Latin-1 or GBK before it was encoded, and
/// as what it was Chinese text of at least so many ideographs.
pub(crate) fn is_words_in_bytes(text: &str, ideographs: usize) -> bool {
    [Table::Latin1, Table::Gbk].into_iter().any(|table| {
        let mut bytes = Vec::with_capacity(text.len());
        for c in text.chars() {
            match table.encode(c) {
                Some(Bytes::One(byte)) => bytes.push(byte),
                Some(Bytes::Two(lead, trail)) => bytes.extend([lead, trail]),
                None => return false,
            }
        }
        String::from_utf8(bytes)
            .is_ok_and(|read| is_words(&read, ideographs) && read.contains(|c| c >= '\u{2000}'))
    })
}

/// Whether the span stands in a string of a program or of data: in ASCII
/// quotes that touch the marks of code, or among such marks.
pub(crate) fn is_in_code(around: &Around<'_>, start: usize, end: usize) -> bool {
    let (before, after) = (around.before(start), around.at(end));
    let marks = |c: Option<char>| c.is_some_and(|c| "=[]{}\\/|^$+*-`_".contains(c));
    if marks(before) || marks(after) {
        return true;
    }
    let line_before = around.line_before(start);
    // Another escape of the same string.
    if ["\\n", "\\r", "\\t"]
        .iter()
        .any(|escape| line_before.ends_with(escape))
    {
        return true;
    }
    let line_after = around.line_after(end);
    let touches = |c: Option<char>| c.is_some_and(|c| QUOTES.contains(&c));
    let within = touches(before)
        || touches(after)
        || line_before.contains(QUOTES) && line_after.contains(QUOTES);
    within && is_string_of_code(line_before, line_after)
}

/// The quotation marks of a program.
const QUOTES: [char; 2] = ['"', '\''];

/// Whether code stands beyond the quotation marks next to a place, on its line.
fn is_string_of_code(line_before: &str, line_after: &str) -> bool {
    let outer = line_before
        .rfind(QUOTES)
        .and_then(|at| line_before.get(..at))
        .and_then(|t| t.trim_end().chars().next_back());
    let beyond = line_after
        .find(QUOTES)
        .and_then(|at| line_after.get(at + 1..))
        .and_then(|t| t.trim_start().chars().next());
    let code = |c: char| c.is_ascii_alphanumeric() || "=:()[]{},;+\\#\"".contains(c);
    outer.is_some_and(code) || beyond.is_some_and(code)
}
