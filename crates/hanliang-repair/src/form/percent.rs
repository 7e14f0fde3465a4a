//! Percent-encoded text outside of addresses: `%E4%B8%AD%E6%96%87`, or the
//! bytes of GBK, `%D6%D0%CE%C4`; `%25E4%25B8%25AD` where it was encoded again.

use hanliang_span::Span;

use super::{Around, escape};
use crate::record::Damage;
use crate::rewrite::{Pass, Rewrite};

/// The least number of ideographs in a run of UTF-8.
const UTF8: usize = 2;
/// The same for GBK, in which any two bytes are likely to be a character.
const GBK: usize = 4;

/// Reads runs of encoded bytes.
pub(crate) fn repair(text: &str) -> Option<(String, Pass)> {
    let around = Around::new(text);
    let mut rewrite = Rewrite::new(text);
    let mut done = 0;
    for at in memchr::memchr_iter(b'%', text.as_bytes()) {
        if at < done {
            continue;
        }
        let (length, bytes) = run(text.as_bytes().get(at..).unwrap_or_default());
        if bytes.is_empty() {
            continue;
        }
        done = at + length;
        let Some(written) = read(&bytes) else {
            continue;
        };
        if is_in_address(&around, at, done)
            || escape::is_in_code(&around, at, done)
            || around.explains(at, done, &written)
        {
            continue;
        }
        rewrite.replace(Span::new(at, done), &written, Damage::PercentEncoding, 1.0);
    }
    rewrite.finish()
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
    escape::is_words(text, ideographs).then(|| text.to_owned())
}

/// The words of GBK that these bytes are, of at least so many ideographs.
pub(super) fn read_gbk(bytes: &[u8], ideographs: usize) -> Option<String> {
    encoding_rs::GB18030
        .decode_without_bom_handling_and_without_replacement(bytes)
        .filter(|text| escape::is_words(text, ideographs))
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
            || part.contains("%2")
    })
}
