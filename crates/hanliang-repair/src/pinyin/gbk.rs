use std::sync::LazyLock;

/// Two bytes of GBK: a lead from 0x81 to 0xFE, a trail from 0x40 to 0xFE
/// without 0x7F.
pub(super) type Pair = [u8; 2];

/// Whether a byte opens a pair.
pub(super) const fn is_lead(byte: u8) -> bool {
    byte >= 0x81 && byte <= 0xFE
}

/// Whether a byte can close a pair.
pub(super) const fn is_trail(byte: u8) -> bool {
    byte >= 0x40 && byte <= 0xFE && byte != 0x7F
}

const TRAILS: usize = 0xFF - 0x40;

/// Both directions of cp936, one look-up each.
struct Tables {
    /// By lead and trail; 0 where the pair is none.
    chars: Vec<u16>,
    /// By scalar value within the basic plane; 0 where GBK has no pair.
    pairs: Vec<u16>,
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    let mut tables = Tables {
        chars: vec![0; 126 * TRAILS],
        pairs: vec![0; 0x1_0000],
    };
    for lead in 0x81..=0xFE_u8 {
        for trail in (0x40..=0xFE_u8).filter(|&trail| is_trail(trail)) {
            let bytes = [lead, trail];
            let (text, malformed) = encoding_rs::GB18030.decode_without_bom_handling(&bytes);
            let decoded = text.chars().next().filter(|_| !malformed);
            // The one cell that newer tables moved out of the private use area.
            let decoded = match bytes {
                [0xA3, 0xA0] => Some('\u{E5E5}'),
                _ => decoded,
            };
            let Some(code) = decoded.and_then(|c| u16::try_from(u32::from(c)).ok()) else {
                continue;
            };
            if let Some(slot) = tables.chars.get_mut(cell(bytes)) {
                *slot = code;
            }
            if let Some(slot) = tables.pairs.get_mut(usize::from(code)) {
                *slot = u16::from_be_bytes(bytes);
            }
        }
    }
    tables
});

fn cell([lead, trail]: Pair) -> usize {
    usize::from(lead.wrapping_sub(0x81)) * TRAILS + usize::from(trail.wrapping_sub(0x40))
}

/// The character of a pair; user-defined cells are private-use characters.
pub(super) fn char_of(pair: Pair) -> Option<char> {
    if !is_lead(pair[0]) || !is_trail(pair[1]) {
        return None;
    }
    match TABLES.chars.get(cell(pair)) {
        Some(&code) if code != 0 => char::from_u32(u32::from(code)),
        _ => None,
    }
}

/// The pair of a character.
pub(super) fn pair_of(c: char) -> Option<Pair> {
    match TABLES.pairs.get(usize::try_from(u32::from(c)).ok()?) {
        Some(&pair) if pair != 0 => Some(pair.to_be_bytes()),
        _ => None,
    }
}

/// The ASCII character that full-width `c` is normalised to.
pub(super) fn half_width(c: char) -> Option<char> {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0),
        _ => None,
    }
}

/// The pair of the full-width character that is normalised to ASCII `c`.
pub(super) fn full_width(c: char) -> Option<Pair> {
    match u8::try_from(u32::from(c)) {
        Ok(byte @ 0x21..=0x7E) => Some([0xA3, byte + 0x80]),
        _ => None,
    }
}

/// Whether the pair is an ideograph of GB2312, the character set before GBK.
pub(super) const fn is_gb2312_ideograph([lead, trail]: Pair) -> bool {
    lead >= 0xB0 && lead <= 0xF7 && trail >= 0xA1
}

/// One bit a pair: whether it is vacant.
static VACANT: LazyLock<Vec<u64>> = LazyLock::new(|| {
    let mut bits = vec![0; 0x1_0000 / 64];
    for number in 0..=0xFFFF_u16 {
        if is_without_character(number.to_be_bytes())
            && let Some(word) = bits.get_mut(usize::from(number / 64))
        {
            *word |= 1 << (number % 64);
        }
    }
    bits
});

/// Whether decoders of cp936 have no character for the pair: the user-defined
/// cells and those that were assigned after cp936 was made. Such a pair comes
/// out as a private-use character or as nothing.
pub(super) fn is_vacant(pair: Pair) -> bool {
    let number = u16::from_be_bytes(pair);
    VACANT
        .get(usize::from(number / 64))
        .is_some_and(|word| word >> (number % 64) & 1 == 1)
}

fn is_without_character([lead, trail]: Pair) -> bool {
    let assigned_later = match lead {
        0xA2 => trail == 0xE3,
        0xA6 => matches!(trail, 0xD9..=0xDF | 0xEC | 0xED | 0xF3),
        0xA8 => matches!(trail, 0xBC | 0xBF),
        0xA9 => matches!(trail, 0x89..=0x95),
        0xFE => trail >= 0x50,
        _ => false,
    };
    assigned_later || char_of([lead, trail]).is_none_or(|c| matches!(c, '\u{E000}'..='\u{F8FF}'))
}

/// Whether vacant pairs begin with this byte.
pub(super) const fn opens_vacant(byte: u8) -> bool {
    matches!(byte, 0xA1..=0xA9 | 0xAA..=0xAF | 0xF8..=0xFE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_directions_agree() {
        for lead in 0x81..=0xFE_u8 {
            for trail in 0x40..=0xFE_u8 {
                let pair = [lead, trail];
                if let Some(c) = char_of(pair) {
                    let back = pair_of(c).unwrap();
                    assert_eq!(char_of(back), Some(c), "{pair:02X?}");
                }
            }
        }
        assert_eq!(pair_of('報'), Some([0x88, 0xF3]));
        assert_eq!(char_of([0xD5, 0x88]), Some('請'));
        assert_eq!(pair_of('\u{E000}'), Some([0xAA, 0xA1]));
        assert_eq!(pair_of('\u{E5E5}'), Some([0xA3, 0xA0]));
        assert_eq!(pair_of('a'), None);
    }

    #[test]
    fn vacant_cells_are_those_cp936_lacks() {
        assert!(is_vacant([0xF9, 0xD3]));
        assert!(is_vacant([0xA1, 0x40]));
        assert!(is_vacant([0xFE, 0x50]));
        assert!(!is_vacant([0xFE, 0x40]));
        assert!(!is_vacant([0xA2, 0xA1]));
        assert!(!is_vacant([0xF8, 0x7E]));
        assert!(!is_vacant([0xB0, 0xA1]));
    }
}
