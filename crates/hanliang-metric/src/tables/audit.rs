//! Words by which figures are checked against each other.

use std::sync::LazyLock;

use super::classes::Characters;
use super::lexicon::{field, lines};

const TABLE: &str = include_str!("../../data/audit.tsv");

/// What such a word says; the table tells each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Check {
    Adjusted,
    Aged,
    Ambiguous,
    Done,
    Elsewhere,
    Net,
    NoPerson,
    Otherwise,
    Part,
    Person,
    Plan,
    Planned,
    Present,
    Real,
    Rest,
    Same,
    Several,
    Share,
    Single,
    Start,
    Structure,
    Sum,
    Together,
    Verb,
}

/// The words of a class, with the characters that they begin with, and those that
/// they end in: most texts are ruled out by these.
#[derive(Debug, Default)]
struct Words {
    words: Vec<&'static str>,
    firsts: Characters,
    lasts: Characters,
}

impl Words {
    fn push(&mut self, word: &'static str) {
        self.words.push(word);
        word.chars().take(1).for_each(|c| self.firsts.add(c));
        word.chars().rev().take(1).for_each(|c| self.lasts.add(c));
    }
}

/// The words of each class, by its place.
static WORDS: LazyLock<[Words; 24]> = LazyLock::new(|| {
    let mut words: [Words; 24] = Default::default();
    for (word, classes) in lines(TABLE).filter_map(field) {
        for class in classes.split(' ').filter_map(Check::named) {
            if let Some(list) = words.get_mut(class as usize) {
                list.push(word);
            }
        }
    }
    words
});

impl Check {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "adjusted" => Self::Adjusted,
            "aged" => Self::Aged,
            "ambiguous" => Self::Ambiguous,
            "done" => Self::Done,
            "elsewhere" => Self::Elsewhere,
            "net" => Self::Net,
            "no-person" => Self::NoPerson,
            "otherwise" => Self::Otherwise,
            "part" => Self::Part,
            "person" => Self::Person,
            "plan" => Self::Plan,
            "planned" => Self::Planned,
            "present" => Self::Present,
            "real" => Self::Real,
            "rest" => Self::Rest,
            "same" => Self::Same,
            "several" => Self::Several,
            "share" => Self::Share,
            "single" => Self::Single,
            "start" => Self::Start,
            "structure" => Self::Structure,
            "sum" => Self::Sum,
            "together" => Self::Together,
            "verb" => Self::Verb,
            _ => return None,
        })
    }

    fn words(self) -> impl Iterator<Item = &'static str> {
        let class = WORDS.get(self as usize).into_iter();
        class.flat_map(|class| class.words.iter().copied())
    }

    /// Whether such a word may begin with a character; `false` is certain.
    fn may_begin_with(self, first: char) -> bool {
        let class = WORDS.get(self as usize);
        class.is_some_and(|class| class.firsts.may_have(first))
    }

    /// Whether such a word may end in a character; `false` is certain.
    fn may_end_in(self, last: char) -> bool {
        let class = WORDS.get(self as usize);
        class.is_some_and(|class| class.lasts.may_have(last))
    }

    /// Whether a word is such a one.
    pub(crate) fn is(self, word: &str) -> bool {
        word.starts_with(|c| self.may_begin_with(c)) && self.words().any(|one| one == word)
    }

    /// The last such word of the table that stands anywhere in a text.
    pub(crate) fn found_in(self, text: &str) -> Option<&'static str> {
        self.words().filter(|word| text.contains(word)).last()
    }

    /// Whether a text begins with such a word.
    pub(crate) fn begins(self, text: &str) -> bool {
        text.starts_with(|c| self.may_begin_with(c))
            && self.words().any(|word| text.starts_with(word))
    }

    /// Whether a text ends in such a word.
    pub(crate) fn ends(self, text: &str) -> bool {
        text.ends_with(|c| self.may_end_in(c)) && self.words().any(|word| text.ends_with(word))
    }

    /// A text without such a word at its end.
    pub(crate) fn stripped(self, text: &str) -> Option<&str> {
        self.words().find_map(|word| text.strip_suffix(word))
    }

    /// Whether such a word stands anywhere in a text.
    pub(crate) fn within(self, text: &str) -> bool {
        let mut places = text.char_indices().filter(|(_, c)| self.may_begin_with(*c));
        places.any(|(at, _)| text.get(at..).is_some_and(|rest| self.begins(rest)))
    }
}

const OPPOSITES: &str = include_str!("../../data/opposites.tsv");

/// Pairs of words that begin kinds which exclude each other: 男, 女.
pub(crate) fn opposites() -> impl Iterator<Item = (&'static str, &'static str)> {
    lines(OPPOSITES).filter_map(field)
}

#[cfg(test)]
mod tests {
    use super::super::lexicon::assert_well_formed;
    use super::*;

    #[test]
    fn rows_are_sorted_unique_and_well_formed() {
        assert_well_formed(TABLE, |_, classes| {
            classes
                .split(' ')
                .all(|class| Check::named(class).is_some())
        });
        assert!(WORDS.iter().all(|class| !class.words.is_empty()));
    }

    #[test]
    fn opposites_are_sorted_pairs() {
        let pairs: Vec<_> = opposites().collect();
        assert!(pairs.is_sorted() && pairs.iter().all(|(one, other)| one != other));
        assert!(pairs.contains(&("男", "女")));
    }

    #[test]
    fn a_word_is_asked_for_by_its_place() {
        assert!(Check::Verb.is("增长") && !Check::Verb.is("增长的"));
        assert!(Check::Person.ends("一名老汉") && Check::Present.begins("出勤率为"));
        assert!(Check::Adjusted.within("按可比价格计算") && !Check::Plan.within("去年"));
    }
}
