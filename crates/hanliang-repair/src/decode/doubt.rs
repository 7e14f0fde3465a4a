//! Which characters beside a lost byte could be others: the byte may have
//! stood elsewhere, and the words hardly tell.

use encoding_rs::{BIG5, Encoding};

use super::pairs::{self, Piece};
use crate::pinyin::cost_of;
use crate::plausibility;

/// How many characters a byte that was lost can be off.
const REACH: usize = 6;
/// How many characters before and behind are weighed with them.
const AROUND: usize = 4;
/// How much costlier another reading must be to be no rival, in nats.
const RIVAL: f32 = 4.0;
/// The same for the byte that a line of at most so many bytes ends in: inputs are
/// cut off anywhere. In a longer one a byte is seldom lost so near to the end.
const CUT_OFF: f32 = 0.0;
const SHORT: usize = 64;
/// The same where no byte is known to be lost.
const CLOSE: f32 = 3.0;

/// Adds the pieces that stand in doubt because of a stray byte beside them.
pub(super) fn of_strays(
    pieces: &[Piece],
    line: &[u8],
    encoding: &'static Encoding,
    is_cut_off: bool,
    doubtful: &mut [bool],
) {
    for (at, piece) in pieces.iter().enumerate() {
        if piece.read.is_some() {
            continue;
        }
        let is_explained = is_cut_off && at + 1 == pieces.len();
        let rival = match is_explained {
            true if line.len() > SHORT => continue,
            true => CUT_OFF,
            false => RIVAL,
        };
        let byte = line.get(piece.span.start).copied();
        if encoding != BIG5 && byte == Some(0x80) {
            // Decoders show it as the euro sign, which has a price beside it.
            set(doubtful, at, at + 1);
        }
        for moved in [before(pieces, at), behind(pieces, at)] {
            let far = moved.filter_map(|(from, to)| {
                let differs = other_end(pieces, at, (from, to), line, encoding)?;
                (differs < rival).then_some((from, to))
            });
            if let Some((from, to)) = far.last() {
                set(doubtful, from, at);
                set(doubtful, at + 1, to);
            }
        }
    }
}

fn set(doubtful: &mut [bool], from: usize, to: usize) {
    doubtful
        .iter_mut()
        .take(to)
        .skip(from)
        .for_each(|one| *one = true);
}

/// The pairs before a stray byte that it may have stood before instead, from
/// the nearest on: with it, from and to.
fn before(pieces: &[Piece], at: usize) -> Box<dyn Iterator<Item = (usize, usize)> + '_> {
    let pairs = pieces.iter().take(at).rev().take(REACH);
    let count = pairs.take_while(|piece| is_pair(piece)).count();
    Box::new((1..=count).map(move |length| (at - length, at + 1)))
}

/// The same behind it.
fn behind(pieces: &[Piece], at: usize) -> Box<dyn Iterator<Item = (usize, usize)> + '_> {
    let pairs = pieces.iter().skip(at + 1).take(REACH);
    let count = pairs.take_while(|piece| is_pair(piece)).count();
    Box::new((1..=count).map(move |length| (at, at + 1 + length)))
}

fn is_pair(piece: &Piece) -> bool {
    piece.read.is_some() && piece.span.len() == 2
}

/// Adds the letters of ASCII that the second byte of the character before them
/// makes another character with, whose words are about as likely.
pub(super) fn of_letters(
    pieces: &[Piece],
    line: &[u8],
    encoding: &'static Encoding,
    doubtful: &mut [bool],
) {
    for at in 1..pieces.len() {
        if !pairs::is_letter_alone(pieces, at) || !pieces.get(at - 1).is_some_and(is_pair) {
            continue;
        }
        let start = pieces.get(at).map_or(0, |piece| piece.span.start - 1);
        let (_, Some(other), _) = pairs::next(line, start, encoding) else {
            continue;
        };
        let read = format!("\u{FFFD}{other}");
        let is_usual = !other.is_ascii() && !plausibility::is_rare(other);
        if is_usual && differs_by(pieces, (at - 1, at + 1), &read) < CLOSE {
            set(doubtful, at - 1, at + 1);
        }
    }
}

/// How much more the pieces cost with this text in their place.
fn differs_by(pieces: &[Piece], (from, to): (usize, usize), read: &str) -> f32 {
    let text = |from: usize, to: usize| -> String {
        let pieces = pieces.iter().take(to).skip(from);
        let chars = pieces.map(|piece| piece.read.unwrap_or('\u{FFFD}'));
        chars.collect()
    };
    let before = text(from.saturating_sub(AROUND), from);
    let after = text(to, to + AROUND);
    let cost = |middle: &str| cost_of(&format!("{before}{middle}{after}"));
    cost(read) - cost(&text(from, to))
}

/// How much more it costs that the stray byte stands at the other end of these
/// pieces, if it can.
fn other_end(
    pieces: &[Piece],
    at: usize,
    (from, to): (usize, usize),
    line: &[u8],
    encoding: &'static Encoding,
) -> Option<f32> {
    let (first, last) = (pieces.get(from)?, pieces.get(to - 1)?);
    let span = first.span.join(last.span);
    // The stray byte goes from one end of the pieces to the other.
    let paired = if at + 1 == to {
        span.start + 1..span.end
    } else {
        span.start..span.end - 1
    };
    let bytes = line.get(paired).unwrap_or_default();
    let read = pairs::straight(bytes, encoding);
    if read.iter().any(|piece| piece.read.is_none()) {
        return None;
    }
    let read: String = read.iter().filter_map(|piece| piece.read).collect();
    let read = if at + 1 == to {
        format!("\u{FFFD}{read}")
    } else {
        format!("{read}\u{FFFD}")
    };
    Some(differs_by(pieces, (from, to), &read))
}

/// Adds the pieces that another reading does not have.
pub(super) fn where_they_differ(pieces: &[Piece], other: &[Piece], doubtful: &mut [bool]) {
    let mut others = other.iter().peekable();
    for (piece, doubtful) in pieces.iter().zip(doubtful) {
        while others
            .next_if(|other| other.span.start < piece.span.start)
            .is_some()
        {}
        let is_shared = others.peek().is_some_and(|other| other.span == piece.span);
        *doubtful |= !is_shared;
    }
}
