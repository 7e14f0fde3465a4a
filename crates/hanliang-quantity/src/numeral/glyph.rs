use std::sync::LazyLock;

use crate::char_map::CharMap;

/// What one character can be in a numeral, by `data/numerals.tsv`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
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
    #[default]
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

static GLYPHS: LazyLock<CharMap<Glyph>> = LazyLock::new(read_table);

/// The glyph of a character.
#[inline(always)]
pub(crate) fn glyph(character: char) -> Glyph {
    GLYPHS.get(character)
}

/// The characters of the Basic Multilingual Plane that a numeral can begin
/// with, one bit each, for the loop that looks at every character.
#[derive(Debug)]
pub(crate) struct Starts([u64; 1024]);

static STARTS: LazyLock<Starts> = LazyLock::new(|| {
    let mut starts = Starts([0; 1024]);
    for character in rows().filter_map(|(form, _, _)| form.chars().next()) {
        let starting = match glyph(character) {
            Glyph::None | Glyph::Point | Glyph::Superscript(_) | Glyph::Code(0 | 7 | 9) => false,
            Glyph::Big(power) => power <= 8,
            _ => true,
        };
        if let (true, Ok(code)) = (starting, u16::try_from(u32::from(character))) {
            starts.0[usize::from(code >> 6)] |= 1 << (code & 63);
        }
    }
    starts
});

impl Starts {
    #[inline]
    pub(crate) fn table() -> &'static Self {
        &STARTS
    }

    /// Whether a numeral can begin with the character that is `place`th of its
    /// block of 64: the last byte of its UTF-8, and what the others make.
    #[inline(always)]
    pub(crate) fn has(&self, block: u16, place: u8) -> bool {
        self.0[usize::from(block & 0x3FF)] >> (place & 63) & 1 == 1
    }
}

const ROWS: &str = include_str!("../../data/numerals.tsv");

/// Form, class and value of each row.
fn rows() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    let lines = ROWS.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| {
        let mut fields = line.split('\t');
        Some((fields.next()?, fields.next()?, fields.next()?))
    })
}

fn read_table() -> CharMap<Glyph> {
    let mut map = CharMap::new();
    for (form, class, value) in rows() {
        if let Some(character) = form.chars().next() {
            map.set(character, read_glyph(character, class, value));
        }
    }
    map
}

fn read_glyph(character: char, class: &str, value: &str) -> Glyph {
    let number = value.parse().unwrap_or(0);
    match class {
        "zero" => Glyph::Zero,
        "digit" => Glyph::Digit(number),
        "two" => Glyph::Two,
        "pair" => Glyph::Pair(number),
        "code" => Glyph::Code(number),
        "arabic" => Glyph::Arabic(number),
        "small" => Glyph::Small(number),
        "big" => Glyph::Big(number),
        "tens" => Glyph::Tens(number),
        "vague" => Glyph::Vague,
        "minus" => Glyph::Minus,
        "point" => Glyph::Point,
        "half" => Glyph::Half,
        "superscript" => Glyph::Superscript(number),
        "fold" => Glyph::Fold,
        "fraction" => {
            let mut places = (0_u8..).zip(VULGAR);
            let place = places.find(|(_, row)| row.0 == character);
            place.map_or(Glyph::None, |(place, _)| Glyph::Vulgar(place))
        }
        _ => Glyph::None,
    }
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
