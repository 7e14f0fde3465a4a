//! Words around a numeral by which it counts something or is only a manner
//! of speaking: 近万元 and 万元户, 用一天 and 一天中.

use std::sync::LazyLock;

use super::lexicon::Lexicon;

const TABLE: &str = include_str!("../../data/counting.tsv");

/// What a word says of the numeral beside it; the table tells each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Beside {
    Allotted,
    Amount,
    Compared,
    Each,
    Figurative,
    Halved,
    Idle,
    Lasting,
    Past,
    Pointed,
    Rest,
    Settled,
    Span,
    Stated,
    Times,
    Village,
}

impl Beside {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "allotted" => Self::Allotted,
            "amount" => Self::Amount,
            "compared" => Self::Compared,
            "each" => Self::Each,
            "figurative" => Self::Figurative,
            "halved" => Self::Halved,
            "idle" => Self::Idle,
            "lasting" => Self::Lasting,
            "past" => Self::Past,
            "pointed" => Self::Pointed,
            "rest" => Self::Rest,
            "settled" => Self::Settled,
            "span" => Self::Span,
            "stated" => Self::Stated,
            "times" => Self::Times,
            "village" => Self::Village,
            _ => return None,
        })
    }

    const fn bit(self) -> u16 {
        1 << self as u16
    }

    /// Whether a text begins with such a word.
    pub(crate) fn begins(self, text: &str) -> bool {
        let mut any = false;
        WORDS.prefixes(text, |_, bits| any |= bits & self.bit() != 0);
        any
    }

    /// Whether a text ends in such a word.
    pub(crate) fn ends(self, text: &str) -> bool {
        WORDS.suffixes(text).any(|(_, bits)| bits & self.bit() != 0)
    }

    /// Whether a word is such a one.
    pub(crate) fn is(self, word: &str) -> bool {
        WORDS.get(word).is_some_and(|bits| bits & self.bit() != 0)
    }
}

static WORDS: LazyLock<Lexicon<u16>> = LazyLock::new(|| {
    Lexicon::read(TABLE, |classes| {
        let mut classes = classes.split(' ').map(Beside::named);
        classes.try_fold(0, |bits, class| Some(bits | class?.bit()))
    })
});

#[cfg(test)]
mod tests {
    use super::super::lexicon::assert_well_formed;
    use super::*;

    #[test]
    fn rows_are_sorted_unique_and_well_formed() {
        assert_well_formed(TABLE, |_, classes| {
            classes
                .split(' ')
                .all(|class| Beside::named(class).is_some())
        });
    }

    #[test]
    fn a_word_may_say_several_things() {
        assert!(Beside::Pointed.ends("迎来新的") && !Beside::Lasting.ends("迎来新的"));
        assert!(Beside::Lasting.ends("工期缩短") && Beside::Idle.begins("之计在于"));
        assert!(Beside::Village.begins("村民") && Beside::Settled.begins("村民"));
        assert!(Beside::Stated.is("约") && Beside::Lasting.is("约"));
    }
}
