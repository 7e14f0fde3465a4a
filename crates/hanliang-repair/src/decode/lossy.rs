//! Decoding that keeps count of what it could not read.

use encoding_rs::{BIG5, DecoderResult, Encoding, GB18030, UTF_8};
use hanliang_span::Span;

use super::step;
use crate::plausibility;
use crate::record::{Damage, Loss};

/// How much likelier a line must be in another encoding than in the page's.
const LIKELIER: u64 = 24;

/// Bytes that were no character.
pub(crate) struct Invalid {
    /// Where, in the bytes.
    pub(crate) source: Span,
    /// The U+FFFD that stands for them in the text.
    pub(crate) target: Span,
    /// Whether the input ends in them.
    pub(crate) at_end: bool,
}

impl Invalid {
    /// As a loss; `mark` is the length of the byte order mark before `body`.
    pub(crate) fn loss(&self, body: &[u8], mark: usize) -> Loss {
        let bytes = body.get(self.source.range()).unwrap_or_default();
        let hex: Vec<String> = bytes.iter().map(|byte| format!("{byte:02X}")).collect();
        Loss {
            damage: if self.at_end {
                Damage::TruncatedCharacter
            } else {
                Damage::InvalidBytes
            },
            span: self.target,
            detail: Some(format!(
                "{} at byte {}",
                hex.join(" "),
                mark + self.source.start
            )),
        }
    }
}

/// Decodes with one encoding; U+FFFD stands for what is no character.
pub(crate) fn decode(bytes: &[u8], encoding: &'static Encoding) -> (String, Vec<Invalid>) {
    if encoding == UTF_8 {
        let mut text = String::with_capacity(bytes.len());
        let mut invalid = Vec::new();
        decode_utf8(bytes, 0, bytes.len(), &mut text, &mut invalid);
        return (text, invalid);
    }
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 2 + 16);
    let mut invalid = Vec::new();
    let mut at = 0;
    loop {
        let rest = bytes.get(at..).unwrap_or_default();
        let (result, read) = decoder.decode_to_string_without_replacement(rest, &mut text, true);
        at += read;
        match result {
            DecoderResult::InputEmpty => break,
            DecoderResult::OutputFull => text.reserve(rest.len() + 64),
            DecoderResult::Malformed(length, beyond) => {
                let end = at.saturating_sub(usize::from(beyond));
                push_invalid(
                    Span::new(end.saturating_sub(usize::from(length)), end),
                    bytes.len(),
                    &mut text,
                    &mut invalid,
                );
            }
        }
    }
    (text, invalid)
}

/// A page whose encoding is known, of which single lines may be in another:
/// pages are put together from parts. Stands for all of UTF-8, GB18030 and
/// Big5.
pub(crate) fn decode_mixed(bytes: &[u8], encoding: &'static Encoding) -> (String, Vec<Invalid>) {
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 2);
    let mut invalid = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let rest = bytes.get(at..).unwrap_or_default();
        let length = memchr::memchr(b'\n', rest).map_or(rest.len(), |i| i + 1);
        let line = rest.get(..length).unwrap_or_default();
        if encoding != UTF_8 {
            decode_pairs(line, at, bytes.len(), encoding, &mut text, &mut invalid);
        } else if let Some(decoded) = other_encoding(line) {
            text.push_str(&decoded);
        } else {
            decode_utf8(line, at, bytes.len(), &mut text, &mut invalid);
        }
        at += length;
    }
    (text, invalid)
}

/// A line of GB18030 or Big5, unless it is UTF-8 or out of step.
fn decode_pairs(
    line: &[u8],
    offset: usize,
    total: usize,
    encoding: &'static Encoding,
    text: &mut String,
    invalid: &mut Vec<Invalid>,
) {
    let (read, errors) = decode(line, encoding);
    if let Ok(utf8) = simdutf8::basic::from_utf8(line)
        && !utf8.is_ascii()
        && plausibility::cost_of(utf8) + LIKELIER < plausibility::cost_of(&read)
    {
        text.push_str(utf8);
        return;
    }
    if let Some(parts) = step::in_step(line, &read, &errors, encoding, offset + line.len() == total)
    {
        for (span, read) in parts {
            match read {
                Some(read) => text.push_str(&read),
                None => push_invalid(span.shift(offset), total, text, invalid),
            }
        }
        return;
    }
    let start = text.len();
    text.push_str(&read);
    invalid.extend(errors.into_iter().map(|error| {
        let source = error.source.shift(offset);
        Invalid {
            source,
            target: error.target.shift(start),
            at_end: source.end == total,
        }
    }));
}

fn decode_utf8(
    bytes: &[u8],
    offset: usize,
    total: usize,
    text: &mut String,
    invalid: &mut Vec<Invalid>,
) {
    let mut at = offset;
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        at += chunk.valid().len();
        let length = chunk.invalid().len();
        if length > 0 {
            push_invalid(Span::new(at, at + length), total, text, invalid);
            at += length;
        }
    }
}

fn push_invalid(source: Span, total: usize, text: &mut String, invalid: &mut Vec<Invalid>) {
    let start = text.len();
    text.push('\u{FFFD}');
    invalid.push(Invalid {
        source,
        target: Span::new(start, text.len()),
        at_end: source.end == total,
    });
}

/// The line in the encoding that reads all of it as likelier text than UTF-8
/// with errors, if there is one.
fn other_encoding(line: &[u8]) -> Option<String> {
    if core::str::from_utf8(line).is_ok() {
        return None;
    }
    let as_utf8 = plausibility::cost_of(&String::from_utf8_lossy(line));
    [GB18030, BIG5]
        .into_iter()
        .filter_map(|encoding| {
            let text = encoding.decode_without_bom_handling_and_without_replacement(line)?;
            let cost = plausibility::cost_of(&text);
            (cost + LIKELIER < as_utf8).then(|| (cost, text.into_owned()))
        })
        .min_by_key(|(cost, _)| *cost)
        .map(|(_, text)| text)
}
