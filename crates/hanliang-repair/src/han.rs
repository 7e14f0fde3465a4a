//! Classes of characters, by block.

pub(crate) use hanliang_span::is_han;

/// Whether this is punctuation as Chinese sets it: CJK, full-width, or the
/// quotes, dashes and dots it shares with Latin.
pub(crate) fn is_punctuation(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{3004}' | '\u{3008}'..='\u{301F}'
        | '\u{FF01}'..='\u{FF0F}' | '\u{FF1A}'..='\u{FF20}' | '\u{FF3B}'..='\u{FF40}'
        | '\u{FF5B}'..='\u{FF65}' | '\u{FE10}'..='\u{FE19}' | '\u{FE30}'..='\u{FE4F}'
        | '\u{2010}'..='\u{201F}' | '\u{2025}' | '\u{2026}' | '·')
}

/// Whether this stands in Chinese text only: an ideograph, or punctuation
/// that is not shared with Latin.
pub(crate) fn is_chinese(c: char) -> bool {
    is_han(c) || is_punctuation(c) && c >= '\u{3000}'
}

/// Whether this is kana or Hangul.
pub(crate) fn is_kana_or_hangul(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}' | '\u{FF66}'..='\u{FF9F}'
        | '\u{1100}'..='\u{11FF}' | '\u{3130}'..='\u{318F}' | '\u{AC00}'..='\u{D7A3}')
}

/// Whether this is of a script that is written from right to left.
pub(crate) fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{0590}'..='\u{08FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFE}'
        | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
}

/// Whether a page is Chinese, as far as its characters tell: ideographs, and
/// hardly any kana or Hangul.
pub(crate) fn is_chinese_page(text: &str) -> bool {
    let (mut han, mut other) = (0_usize, 0_usize);
    for c in text.chars() {
        han += usize::from(is_han(c));
        other += usize::from(is_kana_or_hangul(c));
    }
    han > other.saturating_mul(20)
}
