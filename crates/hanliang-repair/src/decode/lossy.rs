//! Decoding that keeps count of what it could not read.

use encoding_rs::{BIG5, DecoderResult, Encoding, GB18030, UTF_8};
use hanliang_span::Span;

use super::origin::Origin;
use super::step::{self, Part};
use crate::record::{Damage, Loss};
use crate::{pinyin, plausibility};

/// How much likelier a line must be in another encoding than in the page's.
const LIKELIER: u64 = 24;
/// What a character that is lost costs, beside the mark for it, in bits.
const LOST: u64 = 16;
/// Of so many characters one at most may be lost where a line is in another
/// encoding, how many there are at least, and what they cost at most, each, in
/// nats.
const FEW: usize = 6;
const LEAST: usize = 4;
const SOUND: f32 = 10.0;

/// Bytes that were no character, or perhaps another.
pub(crate) struct Invalid {
    /// Where, in the bytes.
    pub(crate) source: Span,
    /// What stands for them in the text: U+FFFD, or characters in doubt.
    pub(crate) target: Span,
    /// Whether the input ends in them.
    pub(crate) at_end: bool,
    /// Whether they were read, but beside a lost byte that may have stood
    /// elsewhere.
    pub(crate) is_doubtful: bool,
}

impl Invalid {
    /// As a loss; `mark` is the length of the byte order mark before `body`.
    pub(crate) fn loss(&self, body: &[u8], mark: usize) -> Loss {
        let bytes = body.get(self.source.range()).unwrap_or_default();
        let hex: Vec<String> = bytes.iter().map(|byte| format!("{byte:02X}")).collect();
        Loss {
            damage: if self.at_end && !self.is_doubtful {
                Damage::TruncatedCharacter
            } else {
                Damage::InvalidBytes
            },
            span: self.target,
            detail: Some(format!(
                "{} at byte {}{}",
                hex.join(" "),
                mark + self.source.start,
                if self.is_doubtful { ", in doubt" } else { "" },
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
pub(crate) fn decode_mixed(
    bytes: &[u8],
    encoding: &'static Encoding,
    origin: &mut Origin,
) -> (String, Vec<Invalid>) {
    if encoding != UTF_8 {
        return decode_pairs(bytes, encoding, origin);
    }
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 2);
    let mut invalid = Vec::new();
    for line in lines(bytes) {
        let content = bytes.get(line.range()).unwrap_or_default();
        let ends_input = line.end == bytes.len();
        if let Some(other) = in_other_encoding(content, ends_input) {
            for (span, reader) in other.readers {
                origin.push(span.shift(line.start), reader);
            }
            invalid.extend(other.invalid.into_iter().map(|place| Invalid {
                source: place.source.shift(line.start),
                target: place.target.shift(text.len()),
                ..place
            }));
            text.push_str(&other.text);
        } else {
            decode_utf8(content, line.start, bytes.len(), &mut text, &mut invalid);
        }
    }
    (text, invalid)
}

/// The lines of an input, each with its end.
fn lines(bytes: &[u8]) -> impl Iterator<Item = Span> + '_ {
    let mut start = 0;
    let ends = memchr::memchr_iter(b'\n', bytes).map(|at| at + 1);
    let ends = ends.chain(core::iter::once(bytes.len()));
    let lines = ends.map(move |end| Span::new(core::mem::replace(&mut start, end), end));
    lines.filter(|line| !line.is_empty())
}

/// A page of GB18030 or Big5, but for the lines that are UTF-8 or out of step.
/// No character of either has the byte of a line end in it, so that the lines
/// of the bytes are those of the text.
fn decode_pairs(
    bytes: &[u8],
    encoding: &'static Encoding,
    origin: &mut Origin,
) -> (String, Vec<Invalid>) {
    let (read, errors) = decode(bytes, encoding);
    let mut out = Pairs {
        read: &read,
        done: 0,
        text: String::new(),
        invalid: Vec::new(),
    };
    let mut errors = errors.into_iter().peekable();
    let mut out_of_step = step::out_of_step(&read).into_iter().peekable();
    for (line, shown) in lines(bytes).zip(lines(read.as_bytes())) {
        let content = bytes.get(line.range()).unwrap_or_default();
        let shown_as = shown.of(&read).unwrap_or_default();
        let mut marks = Vec::new();
        while let Some(error) = errors.next_if(|error| error.source.start < line.end) {
            marks.push(error);
        }
        let is_out_of_step = out_of_step.next_if(|odd| odd.start < shown.end).is_some();
        let is_troubled = is_out_of_step || !marks.is_empty();
        if is_utf8(content, shown_as, is_troubled) {
            out.keep_up_to(shown.start);
            decode_utf8(
                content,
                line.start,
                bytes.len(),
                &mut out.text,
                &mut out.invalid,
            );
            out.done = shown.end;
            origin.push(line, Some(UTF_8));
            continue;
        }
        let parts = is_troubled
            .then(|| step::in_step(content, encoding, line.end == bytes.len()))
            .flatten();
        let Some(parts) = parts else {
            for error in marks {
                let target = out.place(error.target);
                out.invalid.push(Invalid { target, ..error });
            }
            continue;
        };
        out.keep_up_to(shown.start);
        for part in parts {
            let reader = (!part.is_stray).then_some(encoding);
            origin.push(part.span.shift(line.start), reader);
            out.push(&part, content, line.start, bytes.len(), encoding);
        }
        out.done = shown.end;
    }
    if out.done > 0 {
        out.keep_up_to(read.len());
        return (out.text, out.invalid);
    }
    let invalid = out.invalid;
    (read, invalid)
}

/// A text in which some lines of another are replaced.
struct Pairs<'t> {
    read: &'t str,
    /// How much of it is in the text, or replaced there.
    done: usize,
    text: String,
    invalid: Vec<Invalid>,
}

impl Pairs<'_> {
    fn keep_up_to(&mut self, end: usize) {
        self.text
            .push_str(self.read.get(self.done..end).unwrap_or_default());
        self.done = end;
    }

    /// Where a place that is not replaced comes to stand.
    fn place(&self, span: Span) -> Span {
        let shift = |at: usize| at.saturating_sub(self.done) + self.text.len();
        Span::new(shift(span.start), shift(span.end))
    }

    /// Reads a part of a line, which starts at `offset` in the input.
    fn push(
        &mut self,
        part: &Part,
        line: &[u8],
        offset: usize,
        total: usize,
        encoding: &'static Encoding,
    ) {
        let start = self.text.len();
        let source = part.span.shift(offset);
        if part.is_stray {
            push_invalid(source, total, &mut self.text, &mut self.invalid);
        } else {
            let bytes = line.get(part.span.range()).unwrap_or_default();
            let (read, errors) = decode(bytes, encoding);
            self.text.push_str(&read);
            self.invalid.extend(errors.into_iter().map(|error| {
                let source = error.source.shift(source.start);
                Invalid {
                    source,
                    target: error.target.shift(start),
                    at_end: source.end == total,
                    is_doubtful: false,
                }
            }));
        }
        let target = Span::new(start, self.text.len());
        let is_mark = self
            .invalid
            .last()
            .is_some_and(|last| last.target == target);
        if part.is_doubtful && !is_mark {
            self.invalid.push(Invalid {
                source,
                target,
                at_end: source.end == total,
                is_doubtful: true,
            });
        }
    }
}

/// Whether the line is UTF-8: if that is far likelier than what it was read as. In
/// one that shows trouble bytes may be lost.
fn is_utf8(line: &[u8], read: &str, is_troubled: bool) -> bool {
    // Not of `simdutf8`: other text is seldom UTF-8 for more than a few bytes.
    match core::str::from_utf8(line) {
        Ok(utf8) => {
            !utf8.is_ascii() && plausibility::cost_of(utf8) + LIKELIER < plausibility::cost_of(read)
        }
        Err(_) if is_troubled && may_be_words(line) => {
            let utf8 = String::from_utf8_lossy(line);
            let lost = utf8.matches('\u{FFFD}').count();
            has_words(&utf8, lost)
                && cost_with_losses(&utf8, lost) + LIKELIER < plausibility::cost_of(read)
        }
        Err(_) => false,
    }
}

/// Whether [`has_words`] can be true of a line as UTF-8. A character beyond ASCII
/// has two bytes at least, so that too many are lost soon where it is none.
fn may_be_words(line: &[u8]) -> bool {
    let lost = |chunk: &core::str::Utf8Chunk<'_>| !chunk.invalid().is_empty();
    let most = line.len() / (2 * FEW);
    line.utf8_chunks().filter(lost).nth(most).is_none()
}

/// What a reading costs of which so many characters are lost, in bits.
fn cost_with_losses(read: &str, lost: usize) -> u64 {
    let lost = u64::try_from(lost).unwrap_or(u64::MAX);
    plausibility::cost_of(read).saturating_add(lost.saturating_mul(LOST))
}

/// Whether a line of which so many characters are lost makes words for the rest.
fn has_words(read: &str, lost: usize) -> bool {
    let words = read.split(|c: char| c.is_ascii() || c == '\u{FFFD}');
    let (mut cost, mut count) = (0.0, 0_u16);
    for word in words {
        cost += pinyin::cost_of(word);
        count = count.saturating_add(u16::try_from(word.chars().count()).unwrap_or(u16::MAX));
    }
    let least = lost.saturating_mul(FEW).max(LEAST);
    let is_mostly_there = usize::from(count) >= least;
    is_mostly_there && cost <= SOUND * f32::from(count)
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
        is_doubtful: false,
    });
}

/// A line by itself, as one encoding reads it.
struct Line {
    text: String,
    /// With places in the line and its text.
    invalid: Vec<Invalid>,
    /// Which decoder read which of its bytes.
    readers: Vec<(Span, Option<&'static Encoding>)>,
}

impl Line {
    /// Of pairs, which may be out of step.
    fn of_pairs(line: &[u8], encoding: &'static Encoding, ends_input: bool) -> Self {
        let (text, invalid) = decode(line, encoding);
        let is_troubled = !invalid.is_empty() || !step::out_of_step(&text).is_empty();
        let parts = is_troubled
            .then(|| step::in_step(line, encoding, ends_input))
            .flatten();
        let Some(parts) = parts else {
            let invalid = invalid.into_iter().map(|place| Invalid {
                at_end: place.at_end && ends_input,
                ..place
            });
            return Self {
                text,
                invalid: invalid.collect(),
                readers: vec![(Span::new(0, line.len()), Some(encoding))],
            };
        };
        let total = if ends_input { line.len() } else { usize::MAX };
        let mut out = Pairs {
            read: "",
            done: 0,
            text: String::with_capacity(text.len()),
            invalid: Vec::new(),
        };
        let mut readers = Vec::with_capacity(parts.len());
        for part in parts {
            readers.push((part.span, (!part.is_stray).then_some(encoding)));
            out.push(&part, line, 0, total, encoding);
        }
        Self {
            text: out.text,
            invalid: out.invalid,
            readers,
        }
    }

    /// How many of its characters are lost.
    fn lost(&self) -> usize {
        let lost = self.invalid.iter().filter(|place| !place.is_doubtful);
        lost.count()
    }
}

/// The line in the encoding that reads it as likelier text than UTF-8 with errors,
/// if there is one: all of it, or all but a few characters of sound text.
fn in_other_encoding(line: &[u8], ends_input: bool) -> Option<Line> {
    if core::str::from_utf8(line).is_ok() {
        return None;
    }
    let utf8 = String::from_utf8_lossy(line);
    let as_utf8 = plausibility::cost_of(&utf8);
    let with_losses = cost_with_losses(&utf8, utf8.matches('\u{FFFD}').count());
    let readings = [GB18030, BIG5].into_iter().filter_map(|encoding| {
        let read = Line::of_pairs(line, encoding, ends_input);
        let lost = read.lost();
        let cost = cost_with_losses(&read.text, lost);
        let is_likelier = lost == 0 && cost + LIKELIER < as_utf8
            || has_words(&read.text, lost) && cost + LIKELIER < with_losses;
        is_likelier.then_some((cost, read))
    });
    let best = readings.min_by_key(|(cost, _)| *cost);
    best.map(|(_, read)| read)
}
