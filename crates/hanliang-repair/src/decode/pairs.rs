//! Bytes as pairs: one after the other as a decoder takes them, and on the
//! path on which bytes are dropped so that the words are likeliest.

use encoding_rs::{BIG5, Encoding};
use hanliang_span::Span;

use crate::mojibake::table;
use crate::pinyin::Reader;

/// What a byte that belongs to no character costs beside the mark for it, in
/// nats.
const STRAY: f32 = 2.0;
/// The same for the byte that an input ends in: inputs are cut off anywhere.
const CUT_OFF: f32 = 0.0;
/// What another byte that belongs to no character costs right behind: more than
/// any character.
const ANOTHER: f32 = 20.0;
/// What a sequence of four bytes costs, which digits behind half a character
/// can make.
const FOUR_BYTES: f32 = 6.0;
/// What it costs that a pair of Big5 ends in A1, with which its punctuation
/// starts, and ASCII follows with which it could end.
const SWALLOWED: f32 = 5.0;

/// A character, or a byte that belongs to none.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Piece {
    /// Its bytes in the line.
    pub(super) span: Span,
    pub(super) read: Option<char>,
    /// What it costs beside the words.
    charge: f32,
}

/// The line with no byte dropped but those that start no character.
pub(super) fn straight(line: &[u8], encoding: &'static Encoding) -> Vec<Piece> {
    let mut pieces = Vec::with_capacity(line.len() / 2 + 1);
    let mut at = 0;
    while at < line.len() {
        let (length, read, charge) = next(line, at, encoding);
        pieces.push(Piece {
            span: Span::new(at, at + length),
            read,
            charge,
        });
        at += length;
    }
    pieces
}

/// Whether the piece is the only letter of ASCII between others.
pub(super) fn is_letter_alone(pieces: &[Piece], at: usize) -> bool {
    let read = |at: usize| pieces.get(at).and_then(|piece| piece.read);
    let before = at.checked_sub(1).and_then(read);
    matches!(read(at), Some('@'..='~'))
        && before.is_some_and(|c| !c.is_ascii())
        && !read(at + 1).is_some_and(|c| c.is_ascii_alphanumeric())
}

/// What pieces cost that stand one behind the other.
pub(super) fn cost(pieces: &[Piece], ends_input: bool) -> f32 {
    let mut reader = Reader::default();
    let mut is_stray = false;
    for (at, piece) in pieces.iter().enumerate() {
        if piece.read.is_some() || !is_stray {
            reader.read(piece.read.unwrap_or('\u{FFFD}'));
        }
        reader.charge(match piece.read {
            Some(_) => piece.charge,
            None => lost(is_stray, ends_input && at + 1 == pieces.len()),
        });
        is_stray = piece.read.is_none();
    }
    reader.cost()
}

/// What it costs that a byte belongs to no character.
fn lost(is_behind_another: bool, is_last: bool) -> f32 {
    match (is_behind_another, is_last) {
        (true, _) => ANOTHER,
        (_, true) => CUT_OFF,
        _ => STRAY,
    }
}

/// The character at `at`, how many bytes it has, and what it costs beside the
/// words; none if its first byte starts no character.
pub(super) fn next(
    line: &[u8],
    at: usize,
    encoding: &'static Encoding,
) -> (usize, Option<char>, f32) {
    let bytes = line.get(at..).unwrap_or_default();
    match *bytes {
        [byte @ ..0x80, ..] => (1, Some(char::from(byte)), 0.0),
        // The euro sign of Windows.
        [0x80, b'0'..=b'9' | b' ', ..] if encoding != BIG5 => (1, Some('€'), 0.0),
        [lead, trail, ref rest @ ..] => match pair(lead, trail, encoding) {
            Some(c) => {
                let is_half = encoding == BIG5 && trail == 0xA1;
                let swallows = is_half && matches!(rest, [b'@'..=b'~', ..]);
                (2, Some(c), if swallows { SWALLOWED } else { 0.0 })
            }
            None => match four(bytes, encoding) {
                Some(c) => (4, Some(c), FOUR_BYTES),
                None => (1, None, 0.0),
            },
        },
        _ => (1, None, 0.0),
    }
}

/// The likeliest way to cut bytes into characters and bytes that are none,
/// up to each of their places.
pub(super) struct Path {
    nodes: Vec<Option<Node>>,
}

#[derive(Clone, Copy)]
struct Node {
    reader: Reader,
    /// Where the last character starts.
    from: usize,
    read: Option<char>,
    charge: f32,
}

impl Path {
    pub(super) fn cheapest(bytes: &[u8], encoding: &'static Encoding, ends_input: bool) -> Self {
        let mut nodes: Vec<Option<Node>> = vec![None; bytes.len() + 1];
        if let Some(first) = nodes.first_mut() {
            *first = Some(Node {
                reader: Reader::default(),
                from: 0,
                read: Some('\n'),
                charge: 0.0,
            });
        }
        for at in 0..bytes.len() {
            let Some(Some(node)) = nodes.get(at).copied() else {
                continue;
            };
            let is_stray = node.read.is_none();
            let mut reach = |length: usize, read: Option<char>, charge: f32| {
                let mut reader = node.reader;
                if read.is_some() || !is_stray {
                    reader.read(read.unwrap_or('\u{FFFD}'));
                }
                reader.charge(charge);
                if let Some(slot) = nodes.get_mut(at + length)
                    && slot.is_none_or(|known| reader.cost() < known.reader.cost())
                {
                    *slot = Some(Node {
                        reader,
                        from: at,
                        read,
                        charge,
                    });
                }
            };
            let (length, read, charge) = next(bytes, at, encoding);
            if let Some(c) = read {
                reach(length, Some(c), charge);
            }
            if bytes.get(at).is_some_and(|byte| !byte.is_ascii()) {
                let is_last = ends_input && at + 1 == bytes.len();
                reach(1, None, lost(is_stray, is_last));
            }
        }
        Self { nodes }
    }

    pub(super) fn cost(&self) -> f32 {
        let last = self.nodes.last().copied().flatten();
        last.map_or(f32::INFINITY, |node| node.reader.cost())
    }

    /// What is read, the bytes `offset` from the start of the line.
    pub(super) fn pieces(&self, offset: usize) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let mut end = self.nodes.len().saturating_sub(1);
        while let Some(Some(node)) = self.nodes.get(end)
            && node.from < end
        {
            pieces.push(Piece {
                span: Span::new(node.from, end).shift(offset),
                read: node.read,
                charge: if node.read.is_some() {
                    node.charge
                } else {
                    0.0
                },
            });
            end = node.from;
        }
        pieces.reverse();
        pieces
    }
}

/// The character of two bytes; of the cells of Big5 that have two, the first.
fn pair(lead: u8, trail: u8, encoding: &'static Encoding) -> Option<char> {
    if encoding != BIG5 {
        return table::gbk(lead, trail);
    }
    match (lead, trail) {
        (0x88, 0x62 | 0x64) => Some('Ê'),
        (0x88, 0xA3 | 0xA5) => Some('ê'),
        _ => table::big5(lead, trail),
    }
}

/// The character of the first four bytes.
fn four(bytes: &[u8], encoding: &'static Encoding) -> Option<char> {
    let bytes = bytes.get(..4)?;
    let &[0x81..=0xFE, b'0'..=b'9', 0x81..=0xFE, b'0'..=b'9'] = bytes else {
        return None;
    };
    let read = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
    // Ideographs, and no cell that is free for private use.
    read.chars().next().filter(|&c| c < '\u{40000}')
}
