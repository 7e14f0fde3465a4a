//! Bytes that no one sees in Latin-1, and that were taken out: the soft hyphen
//! AD, the no-break space A0, and what Windows-1252 has no letter for. Where pairs
//! of bytes were read as letters, all behind such a byte is out of step, and the
//! words show where it stood. Some pages have blanks in the place of both.

use super::encoded::{Encoded, Right, Unit};
use super::path::Step;
use super::table;
use crate::pinyin::Reader;
use crate::plausibility;

/// What a byte costs that was taken out, beside its character, in nats.
const HIDDEN: f32 = 1.0;
/// What a byte costs that belongs to no character, beside the mark for it.
const STRAY: f32 = 4.0;
/// How much likelier the text must be with the bytes that were taken out.
const MARGIN: f32 = 4.0;
/// What it costs that a letter stands as it is among pairs.
const STANDING: f32 = 8.0;
/// How many characters make no words if they cost so much, in nats.
const STRAINED: usize = 3;
const STRAIN: f32 = 31.0;
/// How much costlier it must be that a byte stood elsewhere, in nats, how many
/// characters away that is looked for, and how many before and behind are
/// weighed with them.
const RIVAL: f32 = 4.0;
const REACH: usize = 6;
const AROUND: usize = 4;
/// Of how many bytes that Windows-1252 has letters for none is one without, where
/// those without were taken out.
const LETTERS: usize = 8;

/// What Windows-1252 has no letter for.
const LETTERLESS: [u8; 5] = [0x81, 0x8D, 0x8F, 0x90, 0x9D];

const SPACE: u8 = b' ';

/// One character: its bytes in the encoded text, and the one that was taken out.
#[derive(Clone, Copy, Debug)]
struct Piece {
    from: usize,
    to: usize,
    read: Option<char>,
    hidden: Option<u8>,
}

/// The steps, with the bytes that were taken out in their places where the words
/// show them; marks stand for the characters beside which one may as well
/// have stood.
pub(super) fn restore(encoded: &Encoded, right: Right, steps: Vec<Step>) -> Vec<Step> {
    if right == Right::Utf8 || encoded.wrong != table::Table::Latin1 {
        return steps;
    }
    let hidden = hidden(encoded);
    if hidden.is_empty() || !is_in_trouble(encoded, &steps) {
        return steps;
    }
    let mut all: Vec<Step> = Vec::with_capacity(steps.len());
    for run in steps.chunk_by(|a, b| is_byte(encoded, a) && is_byte(encoded, b)) {
        let pieces = restored(encoded, right, run, &hidden);
        match pieces {
            Some(pieces) => all.extend(pieces.iter().map(|piece| Step {
                from: piece.from,
                to: piece.to,
                written: Some(piece.read.unwrap_or('\u{FFFD}')),
            })),
            None => all.extend(without_standing(encoded, run)),
        }
    }
    all
}

/// The characters of a run of bytes with those that were taken out, if that is
/// likelier.
fn restored(encoded: &Encoded, right: Right, run: &[Step], hidden: &[u8]) -> Option<Vec<Piece>> {
    if !is_in_trouble(encoded, run) {
        return None;
    }
    let (from, to) = (run.first()?.from, run.last()?.to);
    let bytes: Option<Vec<u8>> = (from..to).map(|at| encoded.byte(at)).collect();
    let bytes = bytes?;
    let as_it_is = run.iter().map(|step| match step.written {
        Some('\u{FFFD}') => (None, STRAY),
        Some(c) => (Some(c), 0.0),
        None => encoded.byte(step.from).map_or((None, 0.0), |byte| {
            let charge = if byte.is_ascii() { 0.0 } else { STANDING };
            (Some(char::from(byte)), charge)
        }),
    });
    let as_it_is = cost(as_it_is);
    let (cost, mut pieces) = cheapest(&bytes, right, hidden)?;
    if cost + MARGIN >= as_it_is {
        return None;
    }
    let doubtful = doubtful(&bytes, right, &pieces);
    for (piece, is_doubtful) in pieces.iter_mut().zip(doubtful) {
        (piece.from, piece.to) = (piece.from + from, piece.to + from);
        if is_doubtful {
            piece.read = None;
        }
    }
    Some(pieces)
}

/// The same with a mark for each letter that stands between pairs, or between one
/// and a blank: it is a half of one.
fn without_standing<'e>(encoded: &'e Encoded, run: &'e [Step]) -> impl Iterator<Item = Step> + 'e {
    let side = |at: Option<usize>| at.and_then(|at| run.get(at));
    run.iter().enumerate().map(move |(at, step)| {
        let sides = [side(at.checked_sub(1)), side(Some(at + 1))];
        let mut beside = sides.into_iter().flatten();
        let is_half = is_standing(encoded, step)
            && beside
                .clone()
                .any(|step| step.written.is_some_and(|c| !c.is_ascii()))
            && !beside.any(|step| is_letter(encoded, step));
        let mark = is_half.then_some('\u{FFFD}');
        Step {
            written: mark.or(step.written),
            ..*step
        }
    })
}

/// Whether a byte beyond ASCII stands as it is.
fn is_standing(encoded: &Encoded, step: &Step) -> bool {
    step.written.is_none() && encoded.byte(step.from).is_some_and(|byte| !byte.is_ascii())
}

/// Whether a letter stands as it is, of ASCII or not.
fn is_letter(encoded: &Encoded, step: &Step) -> bool {
    let is_ascii = |byte: u8| byte.is_ascii_alphabetic();
    is_standing(encoded, step)
        || step.to == step.from + 1 && encoded.byte(step.from).is_some_and(is_ascii)
}

/// Whether it takes but bytes of the text.
fn is_byte(encoded: &Encoded, step: &Step) -> bool {
    let units = encoded.units.get(step.from..step.to).unwrap_or_default();
    units.iter().all(|unit| matches!(unit, Unit::Byte(_)))
}

/// Whether characters show that their bytes may not belong together: by
/// themselves, or because they make no words.
fn is_in_trouble(encoded: &Encoded, run: &[Step]) -> bool {
    let is_trouble = |step: &Step| match step.written {
        Some(c) => c == '\u{FFFD}' || plausibility::is_strange(c),
        None => is_standing(encoded, step),
    };
    let mut reader = Reader::default();
    let mut costs = [0.0; STRAINED];
    run.iter().any(|step| {
        let before = reader.cost();
        let Some(c) = step.written.filter(|c| !c.is_ascii()) else {
            reader.read(' ');
            costs = [0.0; STRAINED];
            return is_trouble(step);
        };
        reader.read(c);
        costs.rotate_left(1);
        costs[STRAINED - 1] = reader.cost() - before;
        is_trouble(step) || costs.iter().sum::<f32>() > STRAIN
    })
}

/// The bytes that may have been taken out: those that the text does not have, of
/// those that are taken out together.
fn hidden(encoded: &Encoded) -> Vec<u8> {
    let mut seen = [0_usize; 256];
    for unit in &encoded.units {
        if let Unit::Byte(byte) = unit {
            seen[usize::from(*byte)] += 1;
        }
    }
    let is_absent = |byte: &u8| seen[usize::from(*byte)] == 0;
    let letters: usize = seen[0x80..0xA0].iter().sum();
    let mut hidden = Vec::new();
    if is_absent(&0xAD) {
        hidden.push(0xAD);
        hidden.extend(Some(0xA0).filter(is_absent));
    }
    if letters >= LETTERS && LETTERLESS.iter().all(is_absent) {
        hidden.extend(LETTERLESS);
    }
    hidden
}

fn pair(lead: u8, trail: u8, right: Right) -> Option<char> {
    match right {
        Right::Utf8 => None,
        Right::Gbk => table::gbk(lead, trail),
        Right::Big5 => table::big5(lead, trail),
    }
}

#[derive(Clone, Copy)]
struct Node {
    reader: Reader,
    piece: Piece,
}

/// The likeliest way to cut bytes into characters, and what it costs.
fn cheapest(bytes: &[u8], right: Right, hidden: &[u8]) -> Option<(f32, Vec<Piece>)> {
    let mut nodes: Vec<Option<Node>> = vec![None; bytes.len() + 1];
    for at in 0..bytes.len() {
        let reader = match nodes[at] {
            Some(node) => node.reader,
            None if at == 0 => Reader::default(),
            None => continue,
        };
        let mut reach = |to: usize, read: Option<char>, hidden: Option<u8>, charge: f32| {
            let mut reader = reader;
            reader.read(read.unwrap_or('\u{FFFD}'));
            reader.charge(charge);
            let slot = &mut nodes[to];
            if slot.is_none_or(|known| reader.cost() < known.reader.cost()) {
                let piece = Piece {
                    from: at,
                    to,
                    read,
                    hidden,
                };
                *slot = Some(Node { reader, piece });
            }
        };
        let byte = bytes[at];
        if byte.is_ascii() {
            reach(at + 1, Some(char::from(byte)), None, 0.0);
        } else {
            reach(at + 1, None, None, STRAY);
        }
        let next = bytes.get(at + 1).copied();
        if !byte.is_ascii()
            && let Some(c) = next.and_then(|next| pair(byte, next, right))
        {
            reach(at + 2, Some(c), None, 0.0);
        }
        for &gone in hidden {
            let is_blank = matches!(gone, 0xA0 | 0xAD);
            if let Some(c) = pair(byte, gone, right) {
                reach(at + 1, Some(c), Some(gone), HIDDEN);
                if is_blank && next == Some(SPACE) {
                    reach(at + 2, Some(c), None, HIDDEN);
                }
            }
            if !is_in_word(bytes, at)
                && let Some(c) = pair(gone, byte, right)
            {
                reach(at + 1, Some(c), Some(gone), HIDDEN);
            }
            if byte == SPACE
                && is_blank
                && !is_in_word(bytes, at + 1)
                && let Some(c) = next.and_then(|next| pair(gone, next, right))
            {
                reach(at + 2, Some(c), None, HIDDEN);
            }
        }
    }
    let cost = nodes.last().copied().flatten()?.reader.cost();
    let mut pieces = Vec::new();
    let mut end = bytes.len();
    while let Some(Some(node)) = nodes.get(end)
        && end > 0
    {
        pieces.push(node.piece);
        end = node.piece.from;
    }
    pieces.reverse();
    Some((cost, pieces))
}

/// Whether a byte of ASCII has another beside it: a letter by itself may be the
/// second byte of a pair.
fn is_in_word(bytes: &[u8], at: usize) -> bool {
    let is_ascii = |at: usize| {
        let byte = bytes.get(at);
        byte.is_some_and(u8::is_ascii_graphic)
    };
    is_ascii(at) && (is_ascii(at.wrapping_sub(1)) || is_ascii(at + 1))
}

fn cost(read: impl Iterator<Item = (Option<char>, f32)>) -> f32 {
    let mut reader = Reader::default();
    for (c, charge) in read {
        reader.read(c.unwrap_or('\u{FFFD}'));
        reader.charge(charge);
    }
    reader.cost()
}

/// Which characters stand in doubt because a byte beside them may have stood
/// elsewhere.
fn doubtful(bytes: &[u8], right: Right, pieces: &[Piece]) -> Vec<bool> {
    let takes_out = pieces.iter().any(|piece| piece.hidden.is_some());
    let mut doubtful: Vec<bool> = (0..pieces.len())
        .map(|at| takes_out && is_ellipsis(pieces, at))
        .collect();
    for (at, piece) in pieces.iter().enumerate() {
        let Some(gone) = piece.hidden else {
            continue;
        };
        let is_pair = |piece: &Piece| piece.to - piece.from == 2 && piece.hidden.is_none();
        let before = pieces[..at]
            .iter()
            .rev()
            .take(REACH)
            .take_while(|piece| is_pair(piece))
            .count();
        let behind = pieces[at + 1..]
            .iter()
            .take(REACH)
            .take_while(|piece| is_pair(piece))
            .count();
        let (first, last) = (at - before, at + behind);
        for from in first..=at {
            for to in at..=last {
                // One end of the two, with the other at the byte.
                if (from == at) == (to == at) {
                    continue;
                }
                let rivals = elsewhere(bytes, right, pieces, (from, to), gone);
                if rivals.into_iter().any(|excess| excess < RIVAL) {
                    doubtful[from..=to].fill(true);
                }
            }
        }
    }
    doubtful
}

/// Whether a wide blank within a text may be what is left of an ellipsis
/// (A1 AD A1 AD), of which nothing else is left; where bytes were taken out.
fn is_ellipsis(pieces: &[Piece], at: usize) -> bool {
    let read = |at: usize| pieces.get(at).and_then(|piece| piece.read);
    let is_blank = |at: usize| read(at).is_none_or(char::is_whitespace);
    read(at) == Some('\u{3000}') && !is_blank(at.wrapping_sub(1)) && !is_blank(at + 1)
}

/// How much more it costs that the byte which was taken out stood at the other end
/// of these pieces, as the first or the second of its character.
fn elsewhere(
    bytes: &[u8],
    right: Right,
    pieces: &[Piece],
    (from, to): (usize, usize),
    gone: u8,
) -> Vec<f32> {
    let Some(within) = bytes.get(pieces[from].from..pieces[to].to) else {
        return Vec::new();
    };
    let read = |bytes: &[u8]| -> Option<Vec<char>> {
        bytes
            .chunks(2)
            .map(|two| pair(two[0], *two.get(1)?, right))
            .collect()
    };
    let text = |pieces: &[Piece]| -> Vec<char> {
        pieces
            .iter()
            .map(|piece| piece.read.unwrap_or('\u{FFFD}'))
            .collect()
    };
    let before = text(&pieces[from.saturating_sub(AROUND)..from]);
    let behind = text(&pieces[to + 1..pieces.len().min(to + 1 + AROUND)]);
    let weigh = |middle: &[char]| {
        let all = before.iter().chain(middle).chain(&behind);
        cost(all.map(|&c| (Some(c), 0.0)))
    };
    let stands = weigh(&text(&pieces[from..=to]));
    // Any place but its own within them gives the same characters as one of these.
    let places = [0, 1, within.len() - 1, within.len()];
    let mut found = Vec::new();
    for place in places {
        let mut bytes = within.to_vec();
        bytes.insert(place, gone);
        if let Some(other) = read(&bytes)
            && other != text(&pieces[from..=to])
        {
            found.push(weigh(&other) - stands);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::path::{Weights, cheapest};
    use super::*;

    /// GBK as Windows-1252 shows it, read again, with `blank` for each AD.
    fn read(text: &str, blank: &str) -> String {
        let (bytes, ..) = encoding_rs::GBK.encode(text);
        let shown = encoding_rs::WINDOWS_1252
            .decode_without_bom_handling(&bytes)
            .0;
        let shown = shown.replace('\u{AD}', blank);
        let encoded = Encoded::new(&shown, table::Table::Latin1, false);
        let steps = cheapest(&encoded, Right::Gbk, Weights::ByCharacter);
        steps
            .iter()
            .map(|step| step.written.unwrap_or('-'))
            .collect()
    }

    #[test]
    fn the_words_show_where_a_byte_was() {
        for text in ["原来的经验告诉我们", "从而拉动了整个市场"] {
            for blank in ["", " "] {
                assert_eq!(read(text, blank), text);
            }
        }
    }

    #[test]
    fn a_text_that_has_the_byte_has_lost_none() {
        let text = "原来的经验告诉我们";
        assert_eq!(read(text, "\u{AD}"), text);
    }
}
