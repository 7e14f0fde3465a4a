//! Lines of pairs that fell out of step: a byte too many, or one that is
//! gone, makes every pair behind it another character. The line is read
//! again with bytes dropped where the words show that they were lost.

use encoding_rs::{BIG5, Encoding};
use hanliang_span::Span;

use super::lossy::Invalid;
use crate::mojibake::table;
use crate::pinyin::Reader;
use crate::plausibility;

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
/// How much likelier the other reading must be where none of its bytes is
/// known to be lost.
const MARGIN: f32 = 6.0;
/// The longest line that is read again, in bytes: what a line needs for it is
/// some eighty times its length.
const LONGEST: usize = 1 << 16;

/// A part of a line: its bytes, and what they read; nothing if they are no
/// character.
pub(super) type Part = (Span, Option<String>);

/// The line with bytes dropped, if that is far likelier than `text`, which
/// stands for it with these errors.
pub(super) fn in_step(
    line: &[u8],
    text: &str,
    errors: &[Invalid],
    encoding: &'static Encoding,
    ends_input: bool,
) -> Option<Vec<Part>> {
    if line.len() > LONGEST || errors.is_empty() && !may_be_out_of_step(text) {
        return None;
    }
    let path = Path::cheapest(line, encoding, ends_input);
    let margin = match errors {
        [] => MARGIN,
        // Cut off there, or out of step.
        [error] if error.at_end => MARGIN / 2.0,
        _ => 0.0,
    };
    (path.cost() + margin < straight(line, encoding, ends_input))
        .then(|| path.parts(line, encoding))
}

/// What the line costs with no byte dropped but those that start no character.
fn straight(line: &[u8], encoding: &'static Encoding, ends_input: bool) -> f32 {
    let mut reader = Reader::default();
    let (mut at, mut is_stray) = (0, false);
    while at < line.len() {
        let (length, read, charge) = next(line, at, encoding);
        if read.is_some() || !is_stray {
            reader.read(read.unwrap_or('\u{FFFD}'));
        }
        reader.charge(match read {
            Some(_) => charge,
            None => lost(line, at, is_stray, ends_input),
        });
        is_stray = read.is_none();
        at += length;
    }
    reader.cost()
}

/// What it costs that the byte at `at` belongs to no character.
fn lost(line: &[u8], at: usize, is_stray: bool, ends_input: bool) -> f32 {
    if is_stray {
        ANOTHER
    } else if ends_input && at + 1 == line.len() {
        CUT_OFF
    } else {
        STRAY
    }
}

/// The character at `at`, how many bytes it has, and what it costs beside the
/// words; none if its first byte starts no character.
fn next(line: &[u8], at: usize, encoding: &'static Encoding) -> (usize, Option<char>, f32) {
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

/// Whether a text shows what pairs out of step do: characters that are seldom
/// needed, or where they come to an end a letter of ASCII by itself.
fn may_be_out_of_step(text: &str) -> bool {
    let mut before = ['\n'; 2];
    text.chars().any(|c| {
        let [first, second] = before;
        before = [second, c];
        let alone = matches!(second, '@'..='~') && !first.is_ascii() && !c.is_ascii_alphanumeric();
        alone
            || second == '€' && !c.is_ascii()
            || plausibility::is_rare(c)
            || plausibility::cost(c) >= plausibility::BROKEN
    })
}

/// The likeliest way to cut a line into characters and bytes that are none,
/// up to each of its places.
struct Path {
    nodes: Vec<Option<Node>>,
}

#[derive(Clone, Copy)]
struct Node {
    reader: Reader,
    /// Where the last character starts.
    from: usize,
    is_stray: bool,
}

impl Path {
    fn cheapest(line: &[u8], encoding: &'static Encoding, ends_input: bool) -> Self {
        let mut nodes: Vec<Option<Node>> = vec![None; line.len() + 1];
        if let Some(first) = nodes.first_mut() {
            *first = Some(Node {
                reader: Reader::default(),
                from: 0,
                is_stray: false,
            });
        }
        for at in 0..line.len() {
            let Some(Some(node)) = nodes.get(at).copied() else {
                continue;
            };
            let mut reach = |length: usize, read: Option<char>, charge: f32| {
                let mut reader = node.reader;
                if read.is_some() || !node.is_stray {
                    reader.read(read.unwrap_or('\u{FFFD}'));
                }
                reader.charge(charge);
                if let Some(slot) = nodes.get_mut(at + length)
                    && slot.is_none_or(|known| reader.cost() < known.reader.cost())
                {
                    *slot = Some(Node {
                        reader,
                        from: at,
                        is_stray: read.is_none(),
                    });
                }
            };
            let (length, read, charge) = next(line, at, encoding);
            if let Some(c) = read {
                reach(length, Some(c), charge);
            }
            if line.get(at).is_some_and(|byte| !byte.is_ascii()) {
                reach(1, None, lost(line, at, node.is_stray, ends_input));
            }
        }
        Self { nodes }
    }

    fn cost(&self) -> f32 {
        let last = self.nodes.last().copied().flatten();
        last.map_or(f32::INFINITY, |node| node.reader.cost())
    }

    /// What is read, and between the bytes that are not.
    fn parts(&self, line: &[u8], encoding: &'static Encoding) -> Vec<Part> {
        let mut spans: Vec<(Span, bool)> = Vec::new();
        let mut end = line.len();
        while let Some(Some(node)) = self.nodes.get(end)
            && node.from < end
        {
            match spans.last_mut() {
                Some((span, is_stray)) if *is_stray == node.is_stray => span.start = node.from,
                _ => spans.push((Span::new(node.from, end), node.is_stray)),
            }
            end = node.from;
        }
        let read = |(span, is_stray): (Span, bool)| {
            let bytes = line.get(span.range()).unwrap_or_default();
            let text = encoding.decode_without_bom_handling(bytes).0;
            (span, (!is_stray).then(|| text.into_owned()))
        };
        spans.into_iter().rev().map(read).collect()
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
