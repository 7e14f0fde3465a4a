//! Percent-encoded text outside of addresses: `%E4%B8%AD%E6%96%87`, or the
//! bytes of GBK, `%D6%D0%CE%C4`; `%25E4%25B8%25AD` where it was encoded again.

use hanliang_span::Span;

use super::{Around, escape};
use crate::han::{is_chinese, is_han};
use crate::record::Damage;
use crate::rewrite::{Pass, Rewrite};

/// The least number of ideographs in a run of UTF-8, or in the runs of a line.
const UTF8: usize = 2;
/// The same for GBK, in which any two bytes are likely to be a character.
const GBK: usize = 4;

/// Reads runs of encoded bytes.
pub(crate) fn repair(text: &str) -> Option<(String, Pass)> {
    let around = Around::new(text);
    let mut rewrite = Rewrite::new(text);
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        let runs = runs(line, offset);
        let runs: Vec<Run> = runs
            .into_iter()
            .filter(|run| {
                let (start, end) = (run.span.start, run.span.end);
                !is_in_address(&around, start, end) && !escape::is_in_code(&around, start, end)
            })
            .collect();
        let pieces = pieces(&around, &runs, Extent::of(line));
        for (run, piece) in runs.iter().zip(pieces) {
            let Some(written) = read(&run.bytes).or(piece) else {
                continue;
            };
            if !around.explains(run.span.start, run.span.end, &written) {
                rewrite.replace(run.span, &written, Damage::PercentEncoding, 1.0);
            }
        }
        offset += line.len();
    }
    rewrite.finish()
}

/// How much of a line was encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Extent {
    /// All that can be: an ASCII mark too is what it stands for.
    Line,
    /// Some of it.
    Parts,
}

impl Extent {
    fn of(line: &str) -> Self {
        if line.is_ascii() {
            Self::Line
        } else {
            Self::Parts
        }
    }
}

/// A run of encoded bytes.
#[derive(Debug)]
struct Run {
    span: Span,
    bytes: Vec<u8>,
}

/// The runs of a line, `offset` bytes into the text.
fn runs(line: &str, offset: usize) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut done = 0;
    for at in memchr::memchr_iter(b'%', line.as_bytes()) {
        if at < done {
            continue;
        }
        let (length, bytes) = run(line.as_bytes().get(at..).unwrap_or_default());
        if bytes.is_empty() {
            continue;
        }
        done = at + length;
        let span = Span::new(offset + at, offset + done);
        runs.push(Run { span, bytes });
    }
    runs
}

/// What runs stand for that figures cut short: 2023%E5%B9%B45%E6%9C%88. Together
/// they are as sure as one run, if all of the line are of one encoding.
fn pieces(around: &Around<'_>, runs: &[Run], extent: Extent) -> Vec<Option<String>> {
    let none = || runs.iter().map(|_| None).collect();
    let as_utf8 = |bytes: &[u8]| core::str::from_utf8(bytes).ok().map(str::to_owned);
    let (read, least) = match runs {
        [] => return none(),
        _ => match runs.iter().map(|run| as_utf8(&run.bytes)).collect() {
            Some(read) => (read, UTF8),
            None => match runs.iter().map(|run| as_gbk(&run.bytes)).collect() {
                Some(read) => (read, GBK),
                None => return none(),
            },
        },
    };
    let read: Vec<String> = read;
    let ideographs: usize = read
        .iter()
        .map(|read| read.chars().filter(|&c| is_han(c)).count())
        .sum();
    if ideographs < least {
        return none();
    }
    let touches = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || is_chinese(c));
    let piece = |(run, read): (&Run, String)| {
        let beside = touches(around.before(run.span.start)) || touches(around.at(run.span.end));
        (beside && (extent == Extent::Line || !read.is_ascii()) && escape::is_words(&read, 0))
            .then_some(read)
    };
    runs.iter().zip(read).map(piece).collect()
}

/// The run of encoded bytes at the start of a text: its length, and the bytes.
/// In one that was encoded again, `%25` stands for each `%`.
fn run(text: &[u8]) -> (usize, Vec<u8>) {
    let sign: &[u8] = match text {
        [b'%', b'2', b'5', high, low, ..] if hex(*high) >= Some(8) && hex(*low).is_some() => b"%25",
        _ => b"%",
    };
    let length = sign.len() + 2;
    let bytes = text.chunks_exact(length).map_while(|chunk| {
        let [high, low] = *chunk.strip_prefix(sign)? else {
            return None;
        };
        Some(hex(high)? << 4 | hex(low)?)
    });
    let bytes: Vec<u8> = bytes.collect();
    (length * bytes.len(), bytes)
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit)
        .to_digit(16)
        .and_then(|value| u8::try_from(value).ok())
}

/// The words that these bytes are, if they are any.
pub(super) fn read(bytes: &[u8]) -> Option<String> {
    if core::str::from_utf8(bytes).is_ok() {
        return read_utf8(bytes, UTF8);
    }
    read_gbk(bytes, GBK)
}

/// The words of UTF-8 that these bytes are, of at least so many ideographs.
pub(super) fn read_utf8(bytes: &[u8], ideographs: usize) -> Option<String> {
    let text = core::str::from_utf8(bytes).ok()?;
    let is_words =
        escape::is_words(text, ideographs) || escape::is_words_in_bytes(text, escape::IN_BYTES);
    is_words.then(|| text.to_owned())
}

/// The words of GBK that these bytes are, of at least so many ideographs.
pub(super) fn read_gbk(bytes: &[u8], ideographs: usize) -> Option<String> {
    as_gbk(bytes).filter(|text| escape::is_words(text, ideographs))
}

fn as_gbk(bytes: &[u8]) -> Option<String> {
    encoding_rs::GB18030
        .decode_without_bom_handling_and_without_replacement(bytes)
        .map(std::borrow::Cow::into_owned)
}

/// Whether the word it stands in is an address, or a part of one.
fn is_in_address(around: &Around<'_>, start: usize, end: usize) -> bool {
    let of_address = |c: char| c.is_ascii_graphic();
    let before = around.line_before(start);
    let word_start = before
        .rfind(|c: char| !of_address(c))
        .and_then(|at| before.get(at..))
        .map_or(before, |t| t.trim_start_matches(|c: char| !of_address(c)));
    let after = around.line_after(end);
    let word_end = after
        .find(|c: char| !of_address(c))
        .and_then(|at| after.get(..at))
        .unwrap_or(after);
    [word_start, word_end].into_iter().any(|part| {
        part.contains(['/', '=', '?', '&', '#', '@'])
            || part.contains("www.")
            || ["%2F", "%2f", "%26", "%23", "%20"]
                .iter()
                .any(|sign| part.contains(sign))
    })
}
