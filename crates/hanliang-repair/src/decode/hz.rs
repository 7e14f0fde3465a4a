//! HZ-GB-2312 (RFC 1843): GB/T 2312 in seven bits, between `~{` and `~}`.
//! WHATWG has no decoder for it, and detectors take it for ASCII.

use std::borrow::Cow;

use encoding_rs::GB18030;

use super::Decoded;
use super::origin::{self, Origin};
use crate::byte_map::Runs;
use crate::plausibility;

/// Decodes text that is HZ, or gives `None` if it is not.
///
/// Every shifted part must be whole pairs of assigned cells and the whole
/// must be likely: `~{` is also a directive of Lisp's `format`.
pub(crate) fn decode(text: &str) -> Option<Decoded<'_>> {
    if !text.is_ascii() {
        return None;
    }
    memchr::memmem::find(text.as_bytes(), b"~{")?;
    let mut out = String::with_capacity(text.len());
    let mut shifted = String::new();
    let mut rest = text;
    while let Some((token, length)) = token(rest) {
        let (here, behind) = rest.split_at_checked(length)?;
        match token {
            Token::Plain => out.push_str(here),
            Token::Tilde => out.push('~'),
            Token::Shifted => {
                let part = pairs(within(here))?;
                out.push_str(&part);
                shifted.push_str(&part);
            }
            Token::Nothing => {}
        }
        rest = behind;
    }
    let count = u64::try_from(shifted.chars().count()).ok()?;
    (count > 0 && plausibility::cost_of(&shifted) <= count * 14).then_some(Decoded {
        text: Cow::Owned(out),
        encoding: "HZ-GB-2312",
        losses: Vec::new(),
        origin: Origin::hz(),
    })
}

/// What bytes that were decoded so take up in the text.
pub(super) fn runs(bytes: &[u8], runs: &mut Runs) {
    let mut rest = core::str::from_utf8(bytes).unwrap_or_default();
    while let Some((token, length)) = token(rest) {
        let (here, behind) = rest.split_at_checked(length).unwrap_or((rest, ""));
        match token {
            Token::Plain => runs.push(1, 1, length),
            Token::Tilde => runs.push(1, length, 1),
            Token::Shifted => {
                let within = within(here);
                let gb: Vec<u8> = within.bytes().map(|byte| byte | 0x80).collect();
                runs.skip(2);
                origin::decode(&gb, GB18030, runs);
                runs.skip(length - 2 - within.len());
            }
            Token::Nothing => runs.skip(length),
        }
        rest = behind;
    }
}

/// A part of such a text.
enum Token {
    /// As it is.
    Plain,
    /// `~~`, or a tilde that means nothing.
    Tilde,
    /// `~{` and what follows it in pairs, with `~}` if it ends so.
    Shifted,
    /// A tilde that joins a line to the next.
    Nothing,
}

/// The part that a text begins with, and its length.
fn token(text: &str) -> Option<(Token, usize)> {
    let Some(tilde) = text.find('~') else {
        return (!text.is_empty()).then_some((Token::Plain, text.len()));
    };
    if tilde > 0 {
        return Some((Token::Plain, tilde));
    }
    Some(match text.as_bytes().get(1) {
        Some(b'~') => (Token::Tilde, 2),
        Some(b'\n') => (Token::Nothing, 2),
        Some(b'{') => {
            let end = 2 + end_of_shift(text.get(2..)?);
            let is_closed = text.get(end..)?.starts_with("~}");
            (Token::Shifted, if is_closed { end + 2 } else { end })
        }
        _ => (Token::Tilde, 1),
    })
}

/// The pairs of a shifted part.
fn within(shifted: &str) -> &str {
    let body = shifted.get(2..).unwrap_or_default();
    body.strip_suffix("~}").unwrap_or(body)
}

/// Where the shifted part ends: at `~}` on a pair boundary, or with the line.
fn end_of_shift(body: &str) -> usize {
    let bytes = body.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if byte == b'\n' || (byte == b'~' && bytes.get(at + 1) == Some(&b'}')) {
            break;
        }
        at += if bytes.get(at + 1) == Some(&b'\n') {
            1
        } else {
            2
        };
    }
    at.min(bytes.len())
}

fn pairs(body: &str) -> Option<String> {
    if !body.len().is_multiple_of(2) || !body.bytes().all(|byte| (0x21..=0x7E).contains(&byte)) {
        return None;
    }
    let gb: Vec<u8> = body.bytes().map(|byte| byte | 0x80).collect();
    encoding_rs::GB18030
        .decode_without_bom_handling_and_without_replacement(&gb)
        .map(Cow::into_owned)
}
