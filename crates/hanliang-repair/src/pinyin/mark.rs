use super::gbk::{self, Pair};

/// Marks that decoders put for bytes they cannot read.
pub(super) const fn is_mark(c: char) -> bool {
    matches!(c, '?' | '\u{FFFD}')
}

/// Bytes of the punctuation that sites were cut at, most frequent first.
pub(super) const CUTS: [Pair; 6] = [
    [0xA3, 0xBB],
    [0xA3, 0xA1],
    [0xA3, 0xBF],
    [0xA1, 0xA3],
    [0xA3, 0xAC],
    [0xA1, 0xA2],
];

/// Whether a character, at either width, is the punctuation of a cut.
pub(super) fn shows_cut(c: char, cut: Pair) -> bool {
    gbk::pair_of(c) == Some(cut) || gbk::full_width(c) == Some(cut)
}

/// Whether a character is the punctuation of any cut.
pub(super) fn shows_any_cut(c: char) -> bool {
    CUTS.iter().any(|&cut| shows_cut(c, cut))
}

/// Whether a text begins like a tag of HTML whose `<` was swallowed.
pub(super) fn is_tag(rest: &str) -> bool {
    let name = rest.trim_start_matches('/');
    let length = name
        .bytes()
        .take(10)
        .take_while(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        .count();
    let after = name.get(length..).unwrap_or_default();
    let is_closing = name.len() + 1 == rest.len();
    match name.get(..length) {
        Some(
            "a" | "b" | "br" | "div" | "em" | "font" | "h1" | "h2" | "h3" | "i" | "img" | "li"
            | "p" | "span" | "strong" | "td" | "tr" | "u" | "ul",
        ) => {
            after.starts_with('>')
                || after.starts_with("/>")
                || (!is_closing
                    && after
                        .strip_prefix(' ')
                        .is_some_and(|a| a.starts_with(|c: char| c.is_ascii_lowercase())))
        }
        _ => false,
    }
}
