//! Marks that hold a stretch of words together.

use crate::tables::words::Word;

/// What opens and what closes.
const PAIRS: [(&str, &str); 8] = [
    ("“", "”"),
    ("「", "」"),
    ("『", "』"),
    ("《", "》"),
    ("（", "）"),
    ("(", ")"),
    ("\"", "\""),
    ("'", "'"),
];

/// The index of the mark that opens what the mark at `index` closes.
pub(super) fn opening(words: &[Word], index: usize, text: &str) -> Option<usize> {
    let form = |word: &Word| word.span.of(text).unwrap_or_default();
    let mark = form(words.get(index)?);
    let (open, _) = PAIRS.iter().find(|(_, close)| *close == mark)?;
    let before = words.get(..index)?;
    before.iter().rposition(|word| form(word).ends_with(open))
}

/// The index of the mark that closes what the mark at `index` opens.
pub(super) fn closing(words: &[Word], index: usize, text: &str) -> Option<usize> {
    let form = |word: &Word| word.span.of(text).unwrap_or_default();
    let mark = form(words.get(index)?);
    let (_, close) = PAIRS.iter().find(|(open, _)| *open == mark)?;
    let after = words.get(index + 1..)?;
    let found = after
        .iter()
        .position(|word| form(word).starts_with(close))?;
    Some(index + 1 + found)
}
