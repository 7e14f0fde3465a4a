//! The tables a text can be read with by mistake, both ways.

use core::ops::RangeInclusive;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use encoding_rs::{BIG5, Encoding, GB18030};

use crate::form::private_use;

/// The bytes of a character in a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bytes {
    One(u8),
    Two(u8, u8),
}

/// A table that was used where another belonged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Table {
    /// Latin-1 and Windows-1252 at once: they differ in 80 to 9F, where one
    /// has controls and the other letters, which do not collide.
    Latin1,
    Gbk,
    Big5,
}

impl Table {
    /// Another pair that this table shows as `c`: Big5 with its additions has
    /// some hundred twins, and GB18030 shows A1 A1 and A3 A0 as a space.
    pub(crate) fn twin(self, c: char) -> Option<(u8, u8)> {
        let table = match self {
            Self::Latin1 => return None,
            Self::Gbk => &*DOUBLE_BYTE_GBK,
            Self::Big5 => &*DOUBLE_BYTE_BIG5,
        };
        let unit = u16::try_from(u32::from(c)).ok()?;
        let [lead, trail] = table.twins.get(usize::from(unit))?.to_be_bytes();
        (lead != 0).then_some((lead, trail))
    }

    /// The bytes that this table shows as `c`.
    pub(crate) fn encode(self, c: char) -> Option<Bytes> {
        if c.is_ascii() {
            return u8::try_from(c).ok().map(Bytes::One);
        }
        match self {
            Self::Latin1 => latin1(c).map(Bytes::One),
            Self::Gbk => DOUBLE_BYTE_GBK.encode(c),
            Self::Big5 => DOUBLE_BYTE_BIG5.encode(c),
        }
    }
}

/// Reads a pair of GBK.
pub(crate) fn gbk(lead: u8, trail: u8) -> Option<char> {
    DOUBLE_BYTE_GBK.decode(lead, trail)
}

/// Reads a pair of Big5.
pub(crate) fn big5(lead: u8, trail: u8) -> Option<char> {
    DOUBLE_BYTE_BIG5.decode(lead, trail)
}

static DOUBLE_BYTE_GBK: LazyLock<DoubleByte> = LazyLock::new(|| {
    let mut table = DoubleByte::new(GB18030);
    table.write[0x20AC] = 0x0080;
    // Some decoders show the cells that the standard has moved since as
    // private-use characters, and some as what stands there now.
    for (cell, now) in private_use::cells() {
        table.alias(cell, now);
        table.alias(now, cell);
    }
    table
});
static DOUBLE_BYTE_BIG5: LazyLock<DoubleByte> = LazyLock::new(|| {
    let mut table = DoubleByte::new(BIG5);
    let leads = [0xC6_u8, 0xC7];
    let cells = leads.into_iter().flat_map(|lead| {
        let trails = (0x40..=0x7E).chain(0xA1..=0xFE_u8);
        trails.map(move |trail| u16::from_be_bytes([lead, trail]))
    });
    let cells = cells.skip_while(|&pair| pair < 0xC6A1);
    for (c, pair) in KANA_OF_UNICODE.iter().cloned().flatten().zip(cells) {
        table.twin(c, pair);
    }
    table
});

/// What the Unicode Consortium's table of Big5 (`BIG5.TXT`), and decoders made
/// from it, have from C6A1 on, where WHATWG has the cells of ETEN.
const KANA_OF_UNICODE: [RangeInclusive<char>; 13] = [
    'ヾ'..='ヾ',
    'ゝ'..='ゞ',
    '々'..='々',
    'ぁ'..='ん',
    'ァ'..='ヶ',
    'Д'..='Е',
    'Ё'..='Ё',
    'Ж'..='М',
    'У'..='е',
    'ё'..='ё',
    'ж'..='я',
    '①'..='⑩',
    '⑴'..='⑽',
];

/// What Windows-1252 shows for 80 to 9F; 0 where it has nothing and most
/// readers show the control.
const WINDOWS_1252: [u32; 32] = [
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
    0x0152, 0, 0x017D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC,
    0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
];

fn latin1(c: char) -> Option<u8> {
    if let Ok(byte) = u8::try_from(u32::from(c)) {
        return Some(byte);
    }
    let place = WINDOWS_1252
        .iter()
        .position(|&shown| shown == u32::from(c))?;
    u8::try_from(0x80 + place).ok()
}

/// A double-byte table as `encoding_rs` reads it, both ways.
struct DoubleByte {
    /// Pair to code point; 0 where there is none.
    read: Vec<u16>,
    /// Code point to pair; 0 where there is none.
    write: Vec<u16>,
    /// Code point to its other pair; 0 where there is none.
    twins: Vec<u16>,
    /// Characters beyond the basic plane to their pairs, and back.
    beyond: BTreeMap<char, u16>,
    beyond_pairs: BTreeMap<u16, char>,
}

impl DoubleByte {
    fn new(encoding: &'static Encoding) -> Self {
        let mut read = vec![0; 1 << 16];
        let mut write = vec![0; 1 << 16];
        let mut twins = vec![0; 1 << 16];
        let mut beyond = BTreeMap::new();
        let mut beyond_pairs = BTreeMap::new();
        for lead in 0x81..=0xFE_u8 {
            for trail in 0x40..=0xFE_u8 {
                let pair = [lead, trail];
                let Some(text) =
                    encoding.decode_without_bom_handling_and_without_replacement(&pair)
                else {
                    continue;
                };
                let mut chars = text.chars();
                let (Some(c), None) = (chars.next(), chars.next()) else {
                    continue;
                };
                let pair = u16::from_be_bytes(pair);
                let Ok(unit) = u16::try_from(u32::from(c)) else {
                    beyond.insert(c, pair);
                    beyond_pairs.insert(pair, c);
                    continue;
                };
                read[usize::from(pair)] = unit;
                // Of two cells for one character the later is the standard's:
                // the earlier ones of Big5 are the additions of Hong Kong.
                let earlier = core::mem::replace(&mut write[usize::from(unit)], pair);
                if earlier != 0 {
                    twins[usize::from(unit)] = earlier;
                }
            }
        }
        Self {
            read,
            write,
            twins,
            beyond,
            beyond_pairs,
        }
    }

    /// Lets `other` stand for the pair of `c`, if it has none of its own.
    fn alias(&mut self, other: char, c: char) {
        let pair = self.pair(c);
        if pair == 0 || self.pair(other) != 0 {
            return;
        }
        match self.write.get_mut(other as usize) {
            Some(slot) => *slot = pair,
            None => {
                self.beyond.insert(other, pair);
            }
        }
    }

    /// Lets another pair stand for a character, beside its own.
    fn twin(&mut self, c: char, pair: u16) {
        let own = self.pair(c);
        if own == 0 {
            if let Some(slot) = self.write.get_mut(c as usize) {
                *slot = pair;
            }
        } else if own != pair
            && let Some(slot) = self.twins.get_mut(c as usize)
            && *slot == 0
        {
            *slot = pair;
        }
    }

    /// The pair of a character; 0 if it has none.
    fn pair(&self, c: char) -> u16 {
        let pair = self.write.get(c as usize).or_else(|| self.beyond.get(&c));
        pair.copied().unwrap_or_default()
    }

    fn encode(&self, c: char) -> Option<Bytes> {
        match self.pair(c).to_be_bytes() {
            [0, 0] => None,
            [0, byte] => Some(Bytes::One(byte)),
            [lead, trail] => Some(Bytes::Two(lead, trail)),
        }
    }

    fn decode(&self, lead: u8, trail: u8) -> Option<char> {
        let pair = u16::from_be_bytes([lead, trail]);
        match self.read.get(usize::from(pair)) {
            Some(0) | None => self.beyond_pairs.get(&pair).copied(),
            Some(&unit) => char::from_u32(u32::from(unit)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kana_of_big5_have_two_pairs() {
        assert_eq!(Table::Big5.encode('ぁ'), Some(Bytes::Two(0xC6, 0xE7)));
        for (c, twin) in [
            ('ヾ', (0xC6, 0xA1)),
            ('ぁ', (0xC6, 0xA5)),
            ('ん', (0xC6, 0xF7)),
            ('ァ', (0xC6, 0xF8)),
            ('Д', (0xC7, 0xB1)),
        ] {
            assert_eq!(Table::Big5.twin(c), Some(twin), "{c}");
        }
    }

    #[test]
    fn both_editions_of_a_moved_cell_have_its_bytes() {
        for (old, new, pair) in [
            ('\u{E78F}', '\u{FE11}', (0xA6, 0xDB)),
            ('\u{E7C8}', 'ǹ', (0xA8, 0xBF)),
            ('\u{E81E}', '龴', (0xFE, 0x59)),
            ('\u{E816}', '𠂇', (0xFE, 0x51)),
        ] {
            let bytes = Some(Bytes::Two(pair.0, pair.1));
            assert_eq!(Table::Gbk.encode(old), bytes);
            assert_eq!(Table::Gbk.encode(new), bytes);
        }
    }
}
