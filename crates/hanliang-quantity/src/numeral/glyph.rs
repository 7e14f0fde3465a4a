use std::sync::LazyLock;

use crate::char_map::CharMap;

/// What one character can be in a numeral, by `data/numerals.tsv`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Glyph {
    /// 零 〇.
    Zero,
    /// 一 to 九, financial and variant forms: 1 to 9.
    Digit(u8),
    /// 两: 2 before a magnitude or a classifier, never a last digit.
    Two,
    /// 俩, 仨: a digit with its classifier.
    Pair(u8),
    /// 幺 洞 拐 勾: a digit of a spoken code.
    Code(u8),
    /// 0 to 9, ASCII or full width.
    Arabic(u8),
    /// 十 百 千: the power of ten.
    Small(u8),
    /// 万 亿 兆 京 垓 秭: the power of ten.
    Big(u8),
    /// 廿 卅 卌: 20, 30, 40.
    Tens(u8),
    /// 几 数.
    Vague,
    /// 负 and the minus signs.
    Minus,
    /// 点 before decimals.
    Point,
    /// 半.
    Half,
    /// 对 of 对折.
    Fold,
    /// One of [`VULGAR`], by place.
    Vulgar(u8),
    /// ⁰ to ⁹.
    Superscript(u8),
    /// Nothing that a numeral is made of.
    None,
}

/// Vulgar fractions of one character: numerator and denominator.
pub(crate) const VULGAR: [(char, u8, u8); 15] = [
    ('½', 1, 2),
    ('⅓', 1, 3),
    ('⅔', 2, 3),
    ('¼', 1, 4),
    ('¾', 3, 4),
    ('⅕', 1, 5),
    ('⅖', 2, 5),
    ('⅗', 3, 5),
    ('⅘', 4, 5),
    ('⅙', 1, 6),
    ('⅚', 5, 6),
    ('⅛', 1, 8),
    ('⅜', 3, 8),
    ('⅝', 5, 8),
    ('⅞', 7, 8),
];

/// Classes in the high byte, values in the low byte.
static GLYPHS: LazyLock<CharMap> = LazyLock::new(read_table);

/// The glyph of a character.
#[inline(always)]
pub(crate) fn glyph(character: char) -> Glyph {
    decode(GLYPHS.get(character))
}

/// The characters of the Basic Multilingual Plane that a numeral can begin
/// with, one bit each, for the loop that looks at every character.
#[derive(Debug)]
pub(crate) struct Starts([u64; 1024]);

static STARTS: LazyLock<Starts> = LazyLock::new(|| {
    let mut starts = Starts([0; 1024]);
    for code in 0..=u16::MAX {
        let starting = match decode(GLYPHS.get_code(code)) {
            Glyph::None | Glyph::Point | Glyph::Superscript(_) | Glyph::Code(0 | 7 | 9) => false,
            Glyph::Big(power) => power <= 8,
            _ => true,
        };
        if starting {
            starts.0[usize::from(code >> 6)] |= 1 << (code & 63);
        }
    }
    starts
});

impl Starts {
    pub(crate) fn table() -> &'static Self {
        &STARTS
    }

    #[inline(always)]
    pub(crate) fn has(&self, code: u16) -> bool {
        self.0[usize::from(code >> 6)] >> (code & 63) & 1 == 1
    }
}

#[inline(always)]
fn decode(cell: u16) -> Glyph {
    let [class, value] = cell.to_be_bytes();
    match class {
        1 => Glyph::Zero,
        2 => Glyph::Digit(value),
        3 => Glyph::Two,
        4 => Glyph::Pair(value),
        5 => Glyph::Code(value),
        6 => Glyph::Arabic(value),
        7 => Glyph::Small(value),
        8 => Glyph::Big(value),
        9 => Glyph::Tens(value),
        10 => Glyph::Vague,
        11 => Glyph::Minus,
        12 => Glyph::Point,
        13 => Glyph::Half,
        14 => Glyph::Vulgar(value),
        15 => Glyph::Superscript(value),
        16 => Glyph::Fold,
        _ => Glyph::None,
    }
}

const CLASSES: [&str; 16] = [
    "zero",
    "digit",
    "two",
    "pair",
    "code",
    "arabic",
    "small",
    "big",
    "tens",
    "vague",
    "minus",
    "point",
    "half",
    "fraction",
    "superscript",
    "fold",
];

const ROWS: &str = include_str!("../../data/numerals.tsv");

fn read_table() -> CharMap {
    let mut map = CharMap::new();
    for line in ROWS.lines().filter(|line| !line.starts_with('#')) {
        let mut fields = line.split('\t');
        let (Some(form), Some(class), Some(value)) = (fields.next(), fields.next(), fields.next())
        else {
            continue;
        };
        let Some(character) = form.chars().next() else {
            continue;
        };
        let class = (1_u8..).zip(CLASSES).find(|(_, name)| *name == class);
        let vulgar = (0_u8..).zip(VULGAR).find(|(_, row)| row.0 == character);
        let value = match vulgar {
            Some((place, _)) => place,
            None => value.parse().unwrap_or(0),
        };
        if let Some((class, _)) = class {
            map.set(character, u16::from_be_bytes([class, value]));
        }
    }
    map
}

#[cfg(test)]
mod tests {
    use super::{Glyph, ROWS, VULGAR, glyph};

    #[test]
    fn every_row_is_read_and_none_is_twice() {
        let mut last = None;
        for line in ROWS.lines().filter(|line| !line.starts_with('#')) {
            let fields: Vec<&str> = line.split('\t').collect();
            assert_eq!(fields.len(), 4, "{line}");
            let character = fields[0].chars().next();
            assert!(last < character, "{line}");
            last = character;
            assert!(character.is_some_and(|c| glyph(c) != Glyph::None), "{line}");
        }
    }

    #[test]
    fn vulgar_fractions_say_what_the_table_says() {
        for (character, numerator, denominator) in VULGAR {
            let row = format!("{character}\tfraction\t{numerator}/{denominator}\t");
            assert!(ROWS.contains(&row), "{row}");
        }
    }
}
