//! Words in which a numeral character is no numeral.

use std::sync::LazyLock;

use hanliang_span::Span;

use super::WordMap;

const TABLE: &str = include_str!("../../data/fixed_words.tsv");
/// The longest word of the table, in bytes.
const LONGEST: usize = 48;

/// What such a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fixed {
    /// It plays on the number: 千方百计, 百姓.
    Idiom,
    /// The number has no force: 统一, 四川.
    Word,
}

static WORDS: LazyLock<WordMap<Fixed>> = LazyLock::new(|| {
    TABLE
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .map(|(word, class)| {
            (
                word,
                if class == "idiom" {
                    Fixed::Idiom
                } else {
                    Fixed::Word
                },
            )
        })
        .collect()
});

/// The longest word of the table over the character at `at`, if there is one.
pub(crate) fn fixed_word(text: &str, at: usize) -> Option<(Span, Fixed)> {
    let words = &*WORDS;
    let mut best: Option<(Span, Fixed)> = None;
    let before = text.get(..at)?;
    // Starts: the character itself and up to five before it.
    let starts = core::iter::once(at).chain(
        before
            .char_indices()
            .rev()
            .take(5)
            .take_while(|(_, c)| super::words::is_han(*c))
            .map(|(start, _)| start),
    );
    for start in starts {
        let rest = text.get(start..)?;
        for (offset, character) in rest.char_indices().take(LONGEST / 3) {
            if !super::words::is_han(character) {
                break;
            }
            let end = offset + character.len_utf8();
            if start + end <= at {
                continue;
            }
            if let Some(class) = rest.get(..end).and_then(|word| words.get(word)) {
                let span = Span::new(start, start + end);
                if best.is_none_or(|(held, _)| held.len() < span.len()) {
                    best = Some((span, *class));
                }
            }
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_sorted_unique_and_well_formed() {
        let mut last = "";
        for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
            let (word, class) = line.split_once('\t').expect("two fields");
            assert!(matches!(class, "idiom" | "word"), "{line}");
            assert!(last < word, "sorted: {word}");
            assert!(word.len() <= LONGEST, "{word}");
            last = word;
        }
    }

    #[test]
    fn finds_the_longest() {
        let text = "想方设法千方百计为百姓";
        let at = text.find('千').unwrap();
        let (span, class) = fixed_word(text, at).unwrap();
        assert_eq!((span.of(text), class), (Some("千方百计"), Fixed::Idiom));
    }
}
