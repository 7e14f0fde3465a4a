//! Lines of pairs that fell out of step: a byte too many, or one that is
//! gone, makes every pair behind it another character. Such a line is read
//! again with bytes dropped where the words show that they were lost.
//!
//! Only what stands around a strange character or a byte that is none is read
//! again: pairs out of step do not go far without another one.

use std::sync::LazyLock;

use encoding_rs::Encoding;
use hanliang_span::Span;

use super::doubt;
use super::pairs::{self, Path, Piece};
use crate::pinyin::cost_of;
use crate::plausibility;
use crate::sieve::Sieve;

/// How much likelier the other reading must be where none of its bytes is
/// known to be lost, in nats.
const MARGIN: f32 = 6.0;
/// The longest line that is read again, in bytes.
const LONGEST: usize = 1 << 16;
/// How many characters around trouble are read again: of so many out of step
/// half are strange.
const AROUND: usize = 24;
/// How many characters before and behind a strange one tell whether it has its
/// place there, and what they cost at most if it has, each, in nats.
const NEAR: usize = 4;
const SOUND: f32 = 7.5;

/// A part of a line.
pub(super) struct Part {
    /// Its bytes.
    pub(super) span: Span,
    /// Whether they belong to no character.
    pub(super) is_stray: bool,
    /// Whether other characters are about as likely there.
    pub(super) is_doubtful: bool,
}

/// The line in parts, if some of its bytes are to be dropped, or are in doubt.
pub(super) fn in_step(
    line: &[u8],
    encoding: &'static Encoding,
    ends_input: bool,
) -> Option<Vec<Part>> {
    if line.len() > LONGEST {
        return None;
    }
    let pieces = pairs::straight(line, encoding);
    let mut parts: Vec<Part> = Vec::new();
    let mut done = 0;
    for window in windows(&pieces) {
        let within = pieces.get(window.range()).unwrap_or_default();
        let (Some(first), Some(last)) = (within.first(), within.last()) else {
            continue;
        };
        let span = first.span.join(last.span);
        let ends_input = ends_input && span.end == line.len();
        parts.extend(kept(done, span.start));
        read_again(line, span, within, encoding, ends_input, &mut parts);
        done = span.end;
    }
    parts.extend(kept(done, line.len()));
    let is_changed = parts.iter().any(|part| part.is_stray || part.is_doubtful);
    is_changed.then_some(parts)
}

fn kept(start: usize, end: usize) -> Option<Part> {
    (start < end).then_some(Part {
        span: Span::new(start, end),
        is_stray: false,
        is_doubtful: false,
    })
}

/// Reads a window again.
fn read_again(
    line: &[u8],
    span: Span,
    straight: &[Piece],
    encoding: &'static Encoding,
    ends_input: bool,
    parts: &mut Vec<Part>,
) {
    let bytes = line.get(span.range()).unwrap_or_default();
    let path = Path::cheapest(bytes, encoding, ends_input);
    let other: Vec<Piece> = path.pieces(span.start);
    let as_it_is = pairs::cost(straight, ends_input);
    let strays = straight.iter().filter(|piece| piece.read.is_none()).count();
    let is_cut_off = ends_input && straight.last().is_some_and(|last| last.read.is_none());
    let margin = match strays {
        0 => MARGIN,
        // Cut off there, or out of step.
        1 if is_cut_off => MARGIN / 2.0,
        _ => 0.0,
    };
    let is_chosen = path.cost() + margin < as_it_is;
    let (pieces, runner_up) = if is_chosen {
        (&*other, straight)
    } else {
        (straight, &*other)
    };
    // Inputs are cut off anywhere: that explains a byte at the end.
    let is_explained = !is_chosen && strays == 1 && is_cut_off;
    let mut doubtful = vec![false; pieces.len()];
    doubt::of_strays(pieces, line, encoding, is_explained, &mut doubtful);
    if !is_explained {
        doubt::of_letters(pieces, line, encoding, &mut doubtful);
        if !is_chosen && path.cost() < as_it_is {
            doubt::where_they_differ(pieces, runner_up, &mut doubtful);
        }
    }
    for (piece, is_doubtful) in pieces.iter().zip(doubtful) {
        // What is not read again is left to the decoder.
        let is_stray = is_chosen && piece.read.is_none();
        match parts.last_mut() {
            Some(last)
                if last.span.end == piece.span.start
                    && (last.is_stray, last.is_doubtful) == (is_stray, is_doubtful) =>
            {
                last.span.end = piece.span.end;
            }
            _ => parts.push(Part {
                span: piece.span,
                is_stray,
                is_doubtful,
            }),
        }
    }
}

/// The pieces around each that is strange or none, from and to.
fn windows(pieces: &[Piece]) -> Vec<Span> {
    let mut windows: Vec<Span> = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        let is_trouble = match piece.read {
            None => true,
            Some('@'..='~') => pairs::is_letter_alone(pieces, at),
            Some(c) => plausibility::is_strange(c) && !is_sound(pieces, at),
        };
        if !is_trouble {
            continue;
        }
        let window = Span::new(at.saturating_sub(AROUND), pieces.len().min(at + AROUND + 1));
        match windows.last_mut() {
            Some(last) if last.end >= window.start => last.end = window.end,
            _ => windows.push(window),
        }
    }
    windows
}

/// What pairs out of step are read as more often than others, and what may be a
/// letter by itself.
static STRANGE: LazyLock<Sieve> = LazyLock::new(|| {
    let mut strange = Sieve::new();
    let wide = '\u{0800}'..='\u{FFFF}';
    wide.filter(|&c| plausibility::is_strange(c))
        .for_each(|c| strange.add(c));
    for next in 0..=0xFF_u8 {
        if !next.is_ascii_alphanumeric() {
            (b'@'..=b'~').for_each(|letter| strange.add_all(letter, next));
        }
        (0xF0..=0xF4).for_each(|first| strange.add_all(first, next));
    }
    (0x80..0xA0).for_each(|control| strange.add_all(0xC2, control));
    strange
});

/// The lines of a text that show what pairs out of step do: characters that are
/// seldom needed, or where they come to an end a letter of ASCII by itself,
/// among others that make no words with them.
pub(super) fn out_of_step(text: &str) -> Vec<Span> {
    let bytes = text.as_bytes();
    let is_ascii = |at: usize| bytes.get(at).is_none_or(u8::is_ascii);
    let mut found: Vec<Span> = Vec::new();
    let mut line = Span::new(0, 0);
    STRANGE.each(text, Span::new(0, text.len()), |at| {
        let is_in_word = is_ascii(at) && is_ascii(at.wrapping_sub(1));
        if is_in_word || found.last().is_some_and(|last| at < last.end) {
            return;
        }
        if at >= line.end {
            line = line_around(bytes, line.end, at);
        }
        let read = line.of(text).unwrap_or_default();
        if !is_sound_around(read, at - line.start) {
            found.push(line);
        }
    });
    found
}

/// The line of a place, with its end, that starts at `from` or later.
fn line_around(bytes: &[u8], from: usize, at: usize) -> Span {
    let before = bytes.get(from..at).unwrap_or_default();
    let behind = bytes.get(at..).unwrap_or_default();
    let start = memchr::memrchr(b'\n', before).map_or(from, |end| from + end + 1);
    let end = memchr::memchr(b'\n', behind).map_or(bytes.len(), |end| at + end + 1);
    Span::new(start, end)
}

/// Whether the characters around a place make words with the one there.
fn is_sound_around(text: &str, at: usize) -> bool {
    let (before, behind) = text.split_at_checked(at).unwrap_or((text, ""));
    let mut here = behind.chars();
    if matches!(here.next(), Some('@'..='~')) {
        return false;
    }
    let near = before.char_indices().rev().nth(NEAR - 1);
    let start = near.map_or(0, |(at, _)| at);
    let near = behind.char_indices().nth(NEAR + 1);
    let end = near.map_or(text.len(), |(length, _)| at + length);
    has_words(text.get(start..end).unwrap_or_default())
}

/// The same of a piece.
fn is_sound(pieces: &[Piece], at: usize) -> bool {
    let near = pieces.iter().skip(at.saturating_sub(NEAR));
    let near = near.take(at.min(NEAR) + NEAR + 1);
    let near: String = near.map(|piece| piece.read.unwrap_or('\u{FFFD}')).collect();
    has_words(&near)
}

/// Whether a few characters make words; a euro sign has its price beside it.
fn has_words(text: &str) -> bool {
    let mut prices = text.split('€').skip(1).map(|price| price.chars().next());
    let count = u8::try_from(text.chars().count()).unwrap_or(u8::MAX);
    prices.all(|next| next.is_none_or(|c| c.is_ascii()))
        && cost_of(text) <= SOUND * f32::from(count)
}
