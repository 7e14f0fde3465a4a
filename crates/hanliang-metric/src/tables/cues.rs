//! Words that stand between a figure and the thing it measures.

use std::sync::LazyLock;

use super::lexicon::Lexicon;

const TABLE: &str = include_str!("../../data/cues.tsv");

/// What such a word says of the figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cue {
    Link,
    Increase,
    Decrease,
    Share,
    Compare,
    From,
    Per,
}

static CUES: LazyLock<Lexicon<Cue>> = LazyLock::new(|| Lexicon::read(TABLE, cue));

fn cue(role: &str) -> Option<Cue> {
    Some(match role {
        "link" => Cue::Link,
        "increase" => Cue::Increase,
        "decrease" => Cue::Decrease,
        "share" => Cue::Share,
        "compare" => Cue::Compare,
        "from" => Cue::From,
        "per" => Cue::Per,
        _ => return None,
    })
}

/// The longest cue that `text` ends in, with its length in bytes.
pub(crate) fn cue_before(text: &str) -> Option<(usize, Cue)> {
    let longest = CUES.suffixes(text).last();
    longest.map(|(length, cue)| (length, *cue))
}

/// What the longest cue says that `text` begins with.
pub(crate) fn cue_at(text: &str) -> Option<Cue> {
    CUES.longest(text).map(|(_, cue)| *cue)
}

/// A text up to the cues at its end.
pub(crate) fn without_cues(mut text: &str) -> &str {
    while let Some((length, _)) = cue_before(text) {
        text = text.get(..text.len() - length).unwrap_or_default();
    }
    text
}

/// What a word says, if it is a cue.
pub(crate) fn cue_of(word: &str) -> Option<Cue> {
    CUES.get(word).copied()
}

#[cfg(test)]
mod tests {
    use super::super::lexicon::assert_well_formed;
    use super::*;

    #[test]
    fn rows_are_sorted_unique_and_well_formed() {
        assert_well_formed(TABLE, |_, role| cue(role).is_some());
    }

    #[test]
    fn finds_the_longest() {
        assert_eq!(cue_before("平均面积达到"), Some((6, Cue::Link)));
        assert_eq!(cue_before("利润同比增长"), Some((6, Cue::Increase)));
        assert_eq!(cue_before("人口"), None);
    }
}
