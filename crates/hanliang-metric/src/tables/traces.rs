//! Words that want a figure beside them.

use std::sync::LazyLock;

use super::lexicon::{Lexicon, field, lines};

const TABLE: &str = include_str!("../../data/traces.tsv");
/// The longest word, in characters.
const LONGEST: usize = 3;

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
}

static WORDS: LazyLock<Lexicon<u8>> = LazyLock::new(|| {
    let rows = lines(TABLE).filter_map(field);
    Lexicon::new(rows.map(|(word, kinds)| (word, kinds.split(' ').map(bit).sum())))
});

fn bit(kind: &str) -> u8 {
    match kind {
        "reach" => Wants::Reach as u8,
        "total" => Wants::Total as u8,
        "amount" => Wants::Amount as u8,
        "classifier" => Wants::Classifier as u8,
        _ => 0,
    }
}

/// Whether a word is of this kind.
pub(crate) fn is_word(word: &str, what: Wants) -> bool {
    WORDS.get(word).is_some_and(|kinds| kinds & what as u8 != 0)
}

/// The characters that words before an amount end in.
#[cfg(test)]
pub(crate) fn reach_ends() -> impl Iterator<Item = char> {
    let rows = lines(TABLE).filter_map(field);
    let reach = rows.filter(|(_, kinds)| kinds.split(' ').any(|kind| kind == "reach"));
    reach.filter_map(|(word, _)| word.chars().next_back())
}

/// Whether `text` ends in a word that wants a figure of this kind.
pub(crate) fn wants(text: &str, what: Wants) -> bool {
    let ends = text.char_indices().rev().take(LONGEST);
    let mut words = ends.filter_map(|(at, _)| text.get(at..));
    words.any(|word| is_word(word, what))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_sorted_and_well_formed() {
        let mut last = "";
        for line in lines(TABLE) {
            let (word, kinds) = line.split_once('\t').expect("two fields");
            assert!(kinds.split(' ').all(|kind| bit(kind) != 0), "{line}");
            assert!(word.chars().count() <= LONGEST, "{line}");
            assert!(last < word, "sorted: {word}");
            last = word;
        }
    }

    #[test]
    fn a_word_is_seen_at_the_end() {
        assert!(wants("边境线长达", Wants::Reach));
        assert!(wants("全县共有", Wants::Total));
        assert!(wants("完成投资", Wants::Amount));
        assert!(!wants("完成投资的", Wants::Amount));
    }
}
