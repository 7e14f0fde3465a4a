//! Words in which a numeral character is no numeral.

use std::sync::LazyLock;

use hanliang_span::Span;

use super::lexicon::Lexicon;

const TABLE: &str = include_str!("../../data/fixed_words.tsv");

/// What such a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fixed {
    /// It plays on the number: 千方百计, 百姓.
    Idiom,
    /// The number has no force: 统一, 四川.
    Word,
    /// A number-name: 四个意识.
    Name,
}

static WORDS: LazyLock<Lexicon<Fixed>> = LazyLock::new(|| Lexicon::read(TABLE, fixed));

fn fixed(class: &str) -> Option<Fixed> {
    Some(match class {
        "idiom" => Fixed::Idiom,
        "word" => Fixed::Word,
        "name" => Fixed::Name,
        _ => return None,
    })
}

/// The longest word of the table over the character at `at`, if there is one.
pub(crate) fn fixed_word(text: &str, at: usize) -> Option<(Span, Fixed)> {
    // The words are Han, so none is over a digit of another script.
    let (before, after) = text.split_at_checked(at)?;
    if !after.starts_with(super::words::is_han) {
        return None;
    }
    let words = &*WORDS;
    let mut best: Option<(Span, Fixed)> = None;
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
        let Some((length, class)) = words.longest(text.get(start..)?) else {
            continue;
        };
        let span = Span::new(start, start + length);
        // 百分之三 has no 之三.
        let parts = text
            .get(..start)
            .is_some_and(|before| before.ends_with('分'));
        if parts && text.get(start..).is_some_and(|word| word.starts_with('之')) {
            continue;
        }
        if span.end > at && best.is_none_or(|(held, _)| held.len() < length) {
            best = Some((span, *class));
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::super::lexicon::assert_well_formed;
    use super::super::words::is_han;
    use super::*;

    #[test]
    fn rows_are_sorted_unique_and_well_formed() {
        assert_well_formed(TABLE, |word, class| {
            fixed(class).is_some() && word.chars().all(is_han)
        });
    }

    #[test]
    fn finds_the_longest() {
        let text = "想方设法千方百计为百姓";
        let at = text.find('千').unwrap();
        let (span, class) = fixed_word(text, at).unwrap();
        assert_eq!((span.of(text), class), (Some("千方百计"), Fixed::Idiom));
    }
}
