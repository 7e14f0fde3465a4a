//! HZ-GB-2312 (RFC 1843): GB/T 2312 in seven bits, between `~{` and `~}`.
//! WHATWG has no decoder for it, and detectors take it for ASCII.

use std::borrow::Cow;

use super::Decoded;
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
    while let Some(tilde) = rest.find('~') {
        let (before, from) = rest.split_at_checked(tilde)?;
        out.push_str(before);
        rest = match from.as_bytes().get(1) {
            Some(b'~') => {
                out.push('~');
                from.get(2..)?
            }
            // A tilde at the end of a line joins it to the next.
            Some(b'\n') => from.get(2..)?,
            Some(b'{') => {
                let body = from.get(2..)?;
                let end = end_of_shift(body);
                let part = pairs(body.get(..end)?)?;
                out.push_str(&part);
                shifted.push_str(&part);
                let after = body.get(end..)?;
                after.strip_prefix("~}").unwrap_or(after)
            }
            _ => {
                out.push('~');
                from.get(1..)?
            }
        };
    }
    out.push_str(rest);
    let count = u64::try_from(shifted.chars().count()).ok()?;
    (count > 0 && plausibility::cost_of(&shifted) <= count * 14).then_some(Decoded {
        text: Cow::Owned(out),
        encoding: "HZ-GB-2312",
        losses: Vec::new(),
    })
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
