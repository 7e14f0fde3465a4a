//! A text as the bytes that the wrong table would have shown as it.

use super::table::{self, Bytes, Table};
use crate::plausibility;

/// What the bytes should have been read with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Right {
    Utf8,
    Gbk,
    Big5,
}

impl Right {
    /// Reads a pair; UTF-8 has none.
    pub(super) fn pair(self, lead: u8, trail: u8) -> Option<char> {
        match self {
            Self::Utf8 => None,
            Self::Gbk => table::gbk(lead, trail),
            Self::Big5 => table::big5(lead, trail),
        }
    }
}

/// The text as bytes of the wrong table.
#[derive(Debug)]
pub(crate) struct Encoded {
    pub(super) wrong: Table,
    pub(super) units: Vec<Unit>,
    /// For each unit, the offset in the text of the character that starts
    /// there, or `INSIDE`; one more at the end.
    starts: Vec<usize>,
    /// What each character costs as it stands; at its first unit.
    pub(super) costs: Vec<u32>,
    /// Whether a space may have been A0: where there is no A0 at all, the
    /// no-break spaces of Latin-1 were made plain.
    has_plain_spaces: bool,
    /// Whether AD may be missing: soft hyphens were taken out, and the
    /// controls of Latin-1, which are as little seen, were not.
    pub(super) lacks_hyphens: bool,
    /// Whether a mark stands for a whole character: its bytes were lost in the
    /// layer above, where it was one.
    pub(super) has_whole_marks: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Byte(u8),
    /// The euro sign of GB18030, which is 80 or the pair A2 E3; it takes two
    /// units.
    Euro,
    /// One of two bytes: the table has two pairs for the character.
    Either(u8, u8),
    /// A mark for bytes that could not be shown.
    Lost,
    /// A character that the wrong table cannot have shown.
    Foreign,
}

const INSIDE: usize = usize::MAX;

impl Encoded {
    pub(crate) fn new(text: &str, wrong: Table, has_whole_marks: bool) -> Self {
        let mut encoded = Self {
            has_whole_marks,
            wrong,
            units: Vec::with_capacity(text.len()),
            starts: Vec::with_capacity(text.len() + 1),
            costs: Vec::with_capacity(text.len()),
            has_plain_spaces: wrong == Table::Latin1 && !text.contains('\u{A0}'),
            lacks_hyphens: wrong == Table::Latin1
                && !text.contains('\u{AD}')
                && text.contains(|c| matches!(c, '\u{80}'..='\u{9F}')),
        };
        let mut previous = None;
        for (offset, c) in text.char_indices() {
            let cost = plausibility::cost_after(previous, c);
            previous = Some(c);
            match wrong.encode(c) {
                _ if c == '\u{FFFD}' => encoded.push(Unit::Lost, offset, cost),
                Some(_) if c == '€' && wrong == Table::Gbk => {
                    encoded.push(Unit::Euro, offset, cost);
                    encoded.push(Unit::Byte(0xE3), INSIDE, 0);
                }
                None => encoded.push(Unit::Foreign, offset, cost),
                Some(Bytes::One(byte)) => encoded.push(Unit::Byte(byte), offset, cost),
                Some(Bytes::Two(lead, trail)) => {
                    let (first, second) = match wrong.twin(c) {
                        Some(twin) => (Unit::Either(lead, twin.0), Unit::Either(trail, twin.1)),
                        None => (Unit::Byte(lead), Unit::Byte(trail)),
                    };
                    encoded.push(first, offset, cost);
                    encoded.push(second, INSIDE, 0);
                }
            }
        }
        encoded.starts.push(text.len());
        encoded
    }

    /// Where the unit stands in the text, if a character starts there.
    pub(crate) fn offset(&self, unit: usize) -> Option<usize> {
        self.starts.get(unit).copied().filter(|&at| at != INSIDE)
    }

    fn push(&mut self, unit: Unit, start: usize, cost: u32) {
        self.units.push(unit);
        self.starts.push(start);
        self.costs.push(cost);
    }

    /// The bytes that can be read at `at`, each with the place of the next.
    pub(super) fn bytes(&self, at: usize) -> impl Iterator<Item = (u8, usize)> {
        let (one, other) = match self.units.get(at) {
            Some(Unit::Byte(byte)) => (Some((*byte, at + 1)), None),
            Some(Unit::Either(one, other)) => (Some((*one, at + 1)), Some((*other, at + 1))),
            Some(Unit::Euro) => (Some((0xA2, at + 1)), Some((0x80, at + 2))),
            _ => (None, None),
        };
        one.into_iter().chain(other)
    }

    /// The bytes inside a character of UTF-8 that can be read at `at`.
    pub(super) fn inner_bytes(&self, at: usize) -> impl Iterator<Item = (u8, usize)> {
        let plain = self.has_plain_spaces && self.byte(at) == Some(b' ');
        let hidden = plain.then_some((0xA0, at + 1));
        let inside = |&(byte, _): &(u8, usize)| matches!(byte, 0x80..=0xBF);
        self.bytes(at).filter(inside).chain(hidden)
    }

    /// Whether a byte at `at` goes with the byte read before it: of the two
    /// pairs for a character, both come from one.
    pub(super) fn agrees(&self, at: usize, before: u8, byte: u8) -> bool {
        let first = at.checked_sub(1).and_then(|first| self.units.get(first));
        match (first, self.units.get(at)) {
            (Some(&Unit::Either(one, other)), Some(&Unit::Either(..)))
                if one != other && self.offset(at).is_none() =>
            {
                let place = usize::from(before != one);
                self.bytes(at)
                    .nth(place)
                    .is_some_and(|(read, _)| read == byte)
            }
            _ => true,
        }
    }

    /// Whether these units are a mark that was in the text before.
    pub(super) fn spells_mark(&self, from: usize, to: usize) -> bool {
        let mark = [0xEF, 0xBF, 0xBD].map(Unit::Byte);
        self.units.get(from..to).is_some_and(|units| units == mark)
    }

    pub(super) fn byte(&self, at: usize) -> Option<u8> {
        match self.units.get(at) {
            Some(Unit::Byte(byte)) => Some(*byte),
            _ => None,
        }
    }

    /// The character of the right table that starts at `at`, if all of it is
    /// there, and the place of the next.
    pub(super) fn whole(&self, at: usize, right: Right) -> Option<(char, usize)> {
        let first = self.byte(at)?;
        if first < 0x80 {
            return Some((char::from(first), at + 1));
        }
        let (c, length) = match right {
            Right::Gbk | Right::Big5 => (right.pair(first, self.byte(at + 1)?)?, 2),
            Right::Utf8 => {
                let (more, mut code) = lead(first)?;
                for place in 1..=more {
                    let next = self.byte(at + place)?;
                    code = code << 6 | u32::from(next & 0x3F);
                    if !matches!(next, 0x80..=0xBF) {
                        return None;
                    }
                }
                let c = char::from_u32(code).filter(|c| c.len_utf8() == more + 1)?;
                (c, more + 1)
            }
        };
        (c != '\u{FFFD}').then_some((c, at + length))
    }

    /// The same of UTF-8, where no other reading can be likelier: behind the
    /// character begins another, so that breaking it would leave its last bytes
    /// to none. Nearly all that was UTF-8 is read so, without a look at what
    /// may be lost. Of the two readings of a euro sign only one has that.
    pub(super) fn certain(&self, at: usize) -> Option<(char, usize)> {
        let first = self.byte(at)?;
        if first < 0x80 {
            return Some((char::from(first), at + 1));
        }
        let (more, mut code) = lead(first)?;
        let mut next = at + 1;
        for _ in 0..more {
            let (byte, length) = match self.units.get(next)? {
                Unit::Byte(byte @ 0x80..=0xBF) => (*byte, 1),
                Unit::Euro => (0x80, 2),
                _ => return None,
            };
            code = code << 6 | u32::from(byte & 0x3F);
            next += length;
        }
        let begins = match self.units.get(next) {
            Some(Unit::Byte(first)) => *first < 0x80 || lead(*first).is_some(),
            Some(_) => false,
            None => true,
        };
        let c = char::from_u32(code).filter(|c| begins && c.len_utf8() == more + 1)?;
        (c != '\u{FFFD}').then_some((c, next))
    }

    /// The offset of the last character of the text with which one of UTF-8 beyond
    /// ASCII begins.
    pub(super) fn last_start(&self) -> Option<usize> {
        let mut starts = (0..self.units.len()).rev();
        starts.find_map(|at| {
            let (c, _) = self.certain(at)?;
            self.offset(at).filter(|_| !c.is_ascii())
        })
    }

    /// What the other pair of a character is in the right table.
    pub(super) fn twin(&self, from: usize, to: usize, right: Right) -> Option<char> {
        let (&[Unit::Either(a, lead), Unit::Either(b, trail)], true) =
            (self.units.get(from..to)?, self.offset(from).is_some())
        else {
            return None;
        };
        right.pair(lead, trail).or_else(|| right.pair(a, b))
    }

    /// Whether a mark for lost bytes stands here. A question mark can be one.
    pub(super) fn is_mark(&self, at: usize) -> bool {
        matches!(self.units.get(at), Some(Unit::Lost | Unit::Byte(b'?')))
    }
}

/// How many bytes come after the first of a character, and what it says.
pub(super) fn lead(first: u8) -> Option<(usize, u32)> {
    match first {
        0xC2..=0xDF => Some((1, u32::from(first & 0x1F))),
        0xE0..=0xEF => Some((2, u32::from(first & 0x0F))),
        0xF0..=0xF4 => Some((3, u32::from(first & 0x07))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_euro_sign_is_the_byte_that_fits() {
        // E3 80 82 and E2 80 9C, the 80 of each in step with no lead of GBK.
        for text in ["a。国", "a“国”", "国a。"] {
            let shown = encoding_rs::GBK.decode_without_bom_handling(text.as_bytes());
            let encoded = Encoded::new(&shown.0, Table::Gbk, false);
            let mut read = String::new();
            let mut at = 0;
            while let Some((c, next)) = encoded.certain(at) {
                read.push(c);
                at = next;
            }
            assert!(text.starts_with(&read) && read.len() >= 4, "{read}");
        }
    }

    #[test]
    fn what_is_left_of_two_characters_is_not_certain() {
        // Of 中国 AD E5 is lost: E4 B8 9B would be 丛, and BD is left over.
        let shown = encoding_rs::GBK.decode_without_bom_handling(b"\xE4\xB8\x9B\xBD");
        let encoded = Encoded::new(&shown.0, Table::Gbk, false);
        assert_eq!(encoded.whole(0, Right::Utf8), Some(('丛', 3)));
        assert_eq!(encoded.certain(0), None);
    }
}
