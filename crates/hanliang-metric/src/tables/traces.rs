//! Words that want a figure beside them.

use std::sync::LazyLock;

use super::lexicon::Lexicon;

const TABLE: &str = include_str!("../../data/traces.tsv");

/// What a word says of the figure that it wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wants {
    /// 达, 超过: an amount follows.
    Reach = 1,
    /// 共有, 设有: how many there are.
    Total = 2,
    /// 投资, 面积: how much it is.
    Amount = 4,
    /// 个, 名: the word is a classifier, and wants one before it.
    Classifier = 8,
    /// 名: words other than a verb of counting show it to stand alone too.
    Bare = 16,
    /// 份: a classifier that may follow 余.
    Exceeded = 32,
    /// 其: makes a word with 余, which wants nothing.
    LeftOver = 64,
    /// 每: stands in the place of a numeral.
    Determiner = 128,
    /// 完成: so many were done, where a round power follows.
    Done = 256,
    /// 起: happenings and things are told by it one beside the other.
    Tally = 512,
    /// 今年: how old one is.
    Age = 1024,
}

static WORDS: LazyLock<Lexicon<u16>> = LazyLock::new(|| Lexicon::read(TABLE, wanted));

/// What a row says: kinds parted by spaces, as bits.
fn wanted(kinds: &str) -> Option<u16> {
    let mut kinds = kinds.split(' ').map(|kind| {
        Some(match kind {
            "reach" => Wants::Reach,
            "total" => Wants::Total,
            "amount" => Wants::Amount,
            "classifier" => Wants::Classifier,
            "bare" => Wants::Bare,
            "exceeded" => Wants::Exceeded,
            "left-over" => Wants::LeftOver,
            "determiner" => Wants::Determiner,
            "done" => Wants::Done,
            "tally" => Wants::Tally,
            "age" => Wants::Age,
            _ => return None,
        })
    });
    kinds.try_fold(0, |bits: u16, kind| Some(bits | kind? as u16))
}

/// Whether a word is of this kind.
pub(crate) fn is_word(word: &str, what: Wants) -> bool {
    WORDS
        .get(word)
        .is_some_and(|kinds| kinds & what as u16 != 0)
}

/// Whether a character is a word of this kind.
pub(crate) fn is_character(character: char, what: Wants) -> bool {
    is_word(character.encode_utf8(&mut [0; 4]), what)
}

/// The characters that words before an amount end in.
#[cfg(test)]
pub(crate) fn reach_ends() -> impl Iterator<Item = char> {
    let rows = super::lexicon::lines(TABLE).filter_map(super::lexicon::field);
    let reach = rows.filter(|(word, _)| is_word(word, Wants::Reach));
    reach.filter_map(|(word, _)| word.chars().next_back())
}

/// Whether `text` ends in a word that wants a figure of this kind.
pub(crate) fn wants(text: &str, what: Wants) -> bool {
    let mut words = WORDS.suffixes(text);
    words.any(|(_, kinds)| kinds & what as u16 != 0)
}

#[cfg(test)]
mod tests {
    use super::super::lexicon::assert_well_formed;
    use super::*;

    #[test]
    fn rows_are_sorted_and_well_formed() {
        assert_well_formed(TABLE, |_, kinds| wanted(kinds).is_some());
    }

    #[test]
    fn a_word_is_seen_at_the_end() {
        assert!(wants("边境线长达", Wants::Reach));
        assert!(wants("全县共有", Wants::Total));
        assert!(wants("完成投资", Wants::Amount));
        assert!(!wants("完成投资的", Wants::Amount));
    }
}
