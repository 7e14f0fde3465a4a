//! How likely a text is, in bits: the one measure by which a reading of
//! bytes is preferred to another.
//!
//! The cost of a character is about the negative logarithm of its share in
//! Chinese running text, by class. The classes of ideographs are the levels
//! of the standards: level 1 of GB/T 2312 (3755 characters) and of Big5
//! (5401) hold what is in daily use, level 2 the rest; what only GBK or
//! Unicode has is rarer still. A wrong decoding scatters over all of them, a
//! right one stays in level 1.

use std::sync::LazyLock;

/// What cannot be text at all.
pub(crate) const BROKEN: u32 = 24;

const DAILY: u32 = 11;
/// What is in the second level of a standard.
pub(crate) const SECOND_LEVEL: u32 = 17;

/// The cost of each character of the basic plane.
static COSTS: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let mut costs: Vec<u8> = (0..=u16::MAX).map(outside_the_levels).collect();
    let mut set = |text: &str, cost: u32| {
        for c in text.chars() {
            if let (Ok(cost), Some(slot)) = (u8::try_from(cost), costs.get_mut(c as usize))
                && is_ideograph(c)
                && *slot > cost
            {
                *slot = cost;
            }
        }
    };
    let gb = encoding_rs::GB18030;
    let big5 = encoding_rs::BIG5;
    set(&rows(gb, 0xD8..=0xF7, &[0xA1..=0xFE]), SECOND_LEVEL);
    set(
        &rows(big5, 0xC9..=0xF9, &[0x40..=0x7E, 0xA1..=0xFE]),
        SECOND_LEVEL,
    );
    set(&rows(gb, 0xB0..=0xD7, &[0xA1..=0xFE]), DAILY);
    set(&rows(big5, 0xA4..=0xC6, &[0x40..=0x7E, 0xA1..=0xFE]), DAILY);
    costs
});

/// The characters at the crossings of these lead and trail bytes.
fn rows(
    encoding: &'static encoding_rs::Encoding,
    leads: core::ops::RangeInclusive<u8>,
    trails: &[core::ops::RangeInclusive<u8>],
) -> String {
    let mut bytes = Vec::new();
    for lead in leads {
        for trail in trails.iter().cloned().flatten() {
            bytes.extend([lead, trail]);
        }
    }
    encoding.decode_without_bom_handling(&bytes).0.into_owned()
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}' | '〇')
}

fn outside_the_levels(unit: u16) -> u8 {
    match unit {
        0x09 | 0x0A | 0x0D => 5,
        0x00..=0x1F | 0x7F..=0x9F => 24,
        0x20..=0x7E => 5,
        // Latin-1 marks that Chinese pages use: · × ° «».
        0xB7 | 0xD7 | 0xB0 | 0xAB | 0xBB => 10,
        0xA0 => 8,
        0xA1..=0xFF => 14,
        0x0100..=0x024F => 14,
        0x0370..=0x03FF => 13,
        0x0400..=0x04FF => 13,
        0x0250..=0x1FFF => 18,
        0x2010..=0x2027 | 0x2030..=0x203B => 8,
        0x2000..=0x206F => 16,
        0x2070..=0x2BFF => 13,
        0x2E80..=0x2FDF => 18,
        0x3000..=0x3002 | 0x3008..=0x3011 => 7,
        0x3003..=0x303F => 13,
        0x3040..=0x30FF => 11,
        0x3100..=0x312F => 14,
        0x3200..=0x33FF => 16,
        0x3400..=0x4DBF => 22,
        0x4E00..=0x9FFF => 20,
        0xAC00..=0xD7A3 => 13,
        0xFF01 | 0xFF08 | 0xFF09 | 0xFF0C | 0xFF1A | 0xFF1B | 0xFF1F => 7,
        0xFF00..=0xFF5E => 10,
        0xFF5F..=0xFFEF => 15,
        0xF900..=0xFAFF => 22,
        _ => 24,
    }
}

/// The cost of a character on its own, in bits.
pub(crate) fn cost(c: char) -> u32 {
    match c as u32 {
        code @ 0..=0xFFFF => COSTS
            .get(code as usize)
            .map_or(BROKEN, |&cost| u32::from(cost)),
        0x1F000..=0x1FAFF => 14,
        0x20000..=0x3FFFF => 22,
        _ => BROKEN,
    }
}

/// The cost of a character after another. Letters of one alphabet keep
/// together, so each is cheap after another; and a repeated character (a
/// rule of dashes) says little.
pub(crate) fn cost_after(previous: Option<char>, c: char) -> u32 {
    let alone = cost(c);
    let Some(previous) = previous.filter(|_| !is_ideograph(c)) else {
        return alone;
    };
    if previous == c {
        return alone.min(3);
    }
    match (alphabet(previous), alphabet(c)) {
        // é in café is cheap, but not the ÖÐ of a wrong decoding.
        (Some(Alphabet::Ascii), Some(Alphabet::Latin)) => alone.min(7),
        (Some(Alphabet::Latin), Some(Alphabet::Latin)) => alone,
        (Some(Alphabet::Hangul), Some(Alphabet::Hangul)) => alone.min(10),
        (Some(Alphabet::Kana), Some(Alphabet::Kana)) => alone.min(8),
        (Some(a), Some(b)) if a == b => alone.min(6),
        _ => alone,
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Alphabet {
    Ascii,
    Latin,
    LatinExtended,
    Greek,
    Cyrillic,
    Kana,
    Hangul,
}

fn alphabet(c: char) -> Option<Alphabet> {
    match c {
        'A'..='Z' | 'a'..='z' => Some(Alphabet::Ascii),
        '\u{C0}'..='\u{FF}' => Some(Alphabet::Latin),
        '\u{100}'..='\u{24F}' => Some(Alphabet::LatinExtended),
        '\u{370}'..='\u{3FF}' => Some(Alphabet::Greek),
        '\u{400}'..='\u{4FF}' => Some(Alphabet::Cyrillic),
        '\u{3040}'..='\u{30FF}' => Some(Alphabet::Kana),
        '\u{AC00}'..='\u{D7A3}' => Some(Alphabet::Hangul),
        _ => None,
    }
}

/// The cost of a text.
pub(crate) fn cost_of(text: &str) -> u64 {
    let mut previous = None;
    let mut sum = 0;
    for c in text.chars() {
        sum += u64::from(cost_after(previous, c));
        previous = Some(c);
    }
    sum
}

/// Whether this is an ideograph that a page seldom needs.
pub(crate) fn is_rare(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}') && cost(c) >= SECOND_LEVEL
}

/// Whether pairs of bytes that are out of step are read as this more often than
/// a page needs it: a rare ideograph, the euro sign that is the byte 80, or
/// what no text has.
pub(crate) fn is_strange(c: char) -> bool {
    c == '€' || is_rare(c) || cost(c) >= BROKEN
}
