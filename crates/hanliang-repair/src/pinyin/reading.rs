use core::fmt::{self, Write};
use std::sync::LazyLock;

/// One syllable of Hanyu Pinyin: base letters and tone, packed.
///
/// Equal readings are equal numbers, whatever letters they were written with
/// (`ɡ` is `g`, `ɑ` is `a`, `v` is `ü`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Reading(u64);

const TONE_BITS: u64 = 0b111;

impl Reading {
    /// The whole of `text` as a syllable: 1 to 6 letters, at most one tone
    /// mark.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut packed = 0_u64;
        let mut tone = 0_u64;
        let mut letters = 0;
        for c in text.chars() {
            let (letter, mark) = letter_of(c)?;
            if mark != 0 && std::mem::replace(&mut tone, mark) != 0 {
                return None;
            }
            letters += 1;
            if letters > 6 {
                return None;
            }
            packed = packed << 5 | letter;
        }
        (letters > 0).then_some(Self(packed << 3 | tone))
    }

    /// The syllable that a text ends with, by the same rules, and the byte
    /// offset at which it starts.
    fn parse_end(text: &str) -> Option<(Self, usize)> {
        let mut packed = 0_u64;
        let mut tone = 0_u64;
        let mut letters = 0;
        let mut start = text.len();
        for c in text.chars().rev() {
            let Some((letter, mark)) = letter_of(c) else {
                break;
            };
            if letters == 6 || (mark != 0 && std::mem::replace(&mut tone, mark) != 0) {
                return None;
            }
            packed |= letter << (5 * letters);
            letters += 1;
            start -= c.len_utf8();
        }
        (letters > 0).then_some((Self(packed << 3 | tone), start))
    }

    /// Whether a tone is marked.
    pub(super) const fn has_tone(self) -> bool {
        self.0 & TONE_BITS != 0
    }

    /// The same syllable without its tone.
    pub(super) const fn toneless(self) -> Self {
        Self(self.0 & !TONE_BITS)
    }

    /// Whether what a page shows stands for this reading: the same, or the
    /// same letters where the page has no tone marks.
    pub(super) fn shows_as(self, shown: Self) -> bool {
        self == shown || (!shown.has_tone() && self.toneless() == shown)
    }
}

impl fmt::Display for Reading {
    /// As dictionaries print it, `ü` as such.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let letters: Vec<u64> = (0..6)
            .rev()
            .map(|place| self.0 >> (3 + 5 * place) & 0b1_1111)
            .filter(|&letter| letter != 0)
            .collect();
        let bears = tone_bearer(&letters);
        for (place, &letter) in letters.iter().enumerate() {
            let tone = if Some(place) == bears {
                self.0 & TONE_BITS
            } else {
                0
            };
            f.write_char(written(letter, tone))?;
        }
        Ok(())
    }
}

/// Which letter has the tone mark: `a` or `e`, else the `o` of `ou`, else the
/// last vowel, else the first letter.
fn tone_bearer(letters: &[u64]) -> Option<usize> {
    let place = |letter: u8| letters.iter().position(|&l| l == u64::from(letter - 0x60));
    let vowels = [b'i', b'o', b'u', b'{'].map(|v| u64::from(v - 0x60));
    place(b'a')
        .or_else(|| place(b'e'))
        .or_else(|| place(b'o'))
        .or_else(|| letters.iter().rposition(|l| vowels.contains(l)))
        .or(Some(0))
}

/// The letters with their four tones, after the one without.
const WRITTEN: [(char, [char; 4]); 9] = [
    ('a', ['ā', 'á', 'ǎ', 'à']),
    ('e', ['ē', 'é', 'ě', 'è']),
    ('i', ['ī', 'í', 'ǐ', 'ì']),
    ('o', ['ō', 'ó', 'ǒ', 'ò']),
    ('u', ['ū', 'ú', 'ǔ', 'ù']),
    ('{', ['ǖ', 'ǘ', 'ǚ', 'ǜ']),
    ('m', ['m', 'ḿ', 'm', 'm']),
    ('n', ['n', 'ń', 'ň', 'ǹ']),
    ('ê', ['ê', 'ế', 'ê', 'ề']),
];

fn written(letter: u64, tone: u64) -> char {
    let base = u32::try_from(letter + 0x60)
        .ok()
        .and_then(char::from_u32)
        .unwrap_or('?');
    let toned = WRITTEN
        .iter()
        .find(|row| row.0 == base)
        .and_then(|row| row.1.get(usize::try_from(tone.checked_sub(1)?).ok()?));
    match toned {
        Some(&c) => c,
        None if base == '{' => 'ü',
        None => base,
    }
}

/// Letters below this are looked up in a table.
const TABLED: usize = 0x262;

/// For each character below [`TABLED`] the letter in the lower five bits and
/// the tone above them; 0 for what is no letter.
static LETTERS: LazyLock<[u8; TABLED]> = LazyLock::new(|| {
    let mut letters = [0; TABLED];
    for (code, slot) in (0_u32..).zip(&mut letters) {
        if let Some((letter, tone)) = char::from_u32(code).and_then(spelled) {
            *slot = u8::try_from(tone << 5 | letter).unwrap_or_default();
        }
    }
    letters
});

/// Base letter from 1 to 27 (`ü` is 27) and tone from 0 to 4.
fn letter_of(c: char) -> Option<(u64, u64)> {
    let code = usize::try_from(u32::from(c)).ok()?;
    match LETTERS.get(code) {
        Some(0) => None,
        Some(&packed) => Some((u64::from(packed & 0b1_1111), u64::from(packed >> 5))),
        None => spelled(c),
    }
}

/// The same, by its rows.
fn spelled(c: char) -> Option<(u64, u64)> {
    let (base, tone) = match c {
        'a'..='u' | 'w'..='z' => (c, 0),
        'v' | 'ü' => ('{', 0),
        'ɑ' => ('a', 0),
        'ɡ' => ('g', 0),
        'ā' => ('a', 1),
        'á' => ('a', 2),
        'ǎ' | 'ă' => ('a', 3),
        'à' => ('a', 4),
        'ē' => ('e', 1),
        'é' => ('e', 2),
        'ě' | 'ĕ' => ('e', 3),
        'è' => ('e', 4),
        'ê' => ('e', 0),
        'ế' => ('e', 2),
        'ề' => ('e', 4),
        'ī' => ('i', 1),
        'í' => ('i', 2),
        'ǐ' | 'ĭ' => ('i', 3),
        'ì' => ('i', 4),
        'ō' => ('o', 1),
        'ó' => ('o', 2),
        'ǒ' | 'ŏ' => ('o', 3),
        'ò' => ('o', 4),
        'ū' => ('u', 1),
        'ú' => ('u', 2),
        'ǔ' | 'ŭ' => ('u', 3),
        'ù' => ('u', 4),
        'ǖ' => ('{', 1),
        'ǘ' => ('{', 2),
        'ǚ' => ('{', 3),
        'ǜ' => ('{', 4),
        'ḿ' => ('m', 2),
        'ń' => ('n', 2),
        'ň' => ('n', 3),
        'ǹ' => ('n', 4),
        _ => return None,
    };
    let letter = u64::from(u32::from(base)).checked_sub(0x60)?;
    Some((letter, tone))
}

/// A reading with its closing parenthesis, as it stands in a text: `fā)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Gloss {
    /// What it says.
    pub(super) reading: Reading,
    /// Byte offset of the first letter.
    pub(super) start: usize,
    /// Byte offset after the parenthesis.
    pub(super) end: usize,
}

impl Gloss {
    /// The one that ends with the parenthesis at `close`, if there is one. A
    /// blank may stand before the parenthesis.
    pub(super) fn before(text: &str, close: usize) -> Option<Self> {
        let head = text.get(..close)?;
        let letters = head.trim_end_matches([' ', '\u{A0}']);
        if head.len() - letters.len() > 2 {
            return None;
        }
        let (reading, start) = Reading::parse_end(letters)?;
        Some(Self {
            reading,
            start,
            end: close + 1,
        })
    }

    /// The one whose first letter is at `start`, if there is one.
    pub(super) fn at(text: &str, start: usize) -> Option<Self> {
        let rest = text.get(start..)?;
        let length = rest
            .char_indices()
            .take(8)
            .find(|&(_, c)| letter_of(c).is_none())?
            .0;
        let (letters, tail) = rest.split_at_checked(length)?;
        let closing = tail.trim_start_matches([' ', '\u{A0}']);
        let blank = tail.len() - closing.len();
        if blank > 2 || !closing.starts_with(')') {
            return None;
        }
        Some(Self {
            reading: Reading::parse(letters)?,
            start,
            end: start + length + blank + 1,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_tones() {
        let zhang = Reading::parse("zhǎng").unwrap();
        assert!(zhang.has_tone());
        assert_eq!(zhang.toneless(), Reading::parse("zhang").unwrap());
        assert!(zhang.shows_as(Reading::parse("zhang").unwrap()));
        assert!(!zhang.shows_as(Reading::parse("zhàng").unwrap()));
        assert_eq!(Reading::parse("ɡuān"), Reading::parse("guān"));
        assert_eq!(Reading::parse("lv"), Reading::parse("lü"));
        for none in ["", "zhuangs", "éé", "Fa", "fa1", "發"] {
            assert_eq!(Reading::parse(none), None, "{none}");
        }
        for (text, start) in [("zhǎng", 0), ("發fā", 3), ("(lüè", 1), ("chuáng", 0)] {
            let reading = text.get(start..).and_then(Reading::parse).unwrap();
            assert_eq!(Reading::parse_end(text), Some((reading, start)), "{text}");
        }
        for none in ["", "zhuangs", "éé", "fa1", "發"] {
            assert_eq!(Reading::parse_end(none), None, "{none}");
        }
    }

    #[test]
    fn written_as_in_dictionaries() {
        for reading in [
            "zhǎng", "fā", "yè", "guī", "jiǔ", "liú", "lǜ", "lüè", "ǒu", "yuè", "ér", "ń", "me",
        ] {
            assert_eq!(Reading::parse(reading).unwrap().to_string(), reading);
        }
    }

    #[test]
    fn found_from_either_end() {
        let text = "事業(yè )發";
        let gloss = Gloss::before(text, 11).unwrap();
        assert_eq!((gloss.start, gloss.end), (7, 12));
        assert_eq!(Gloss::at(text, 7), Some(gloss));
        assert_eq!(Gloss::at("(a", 1), None);
        assert_eq!(Gloss::before("()", 1), None);
    }
}
