//! Noun phrases beside a figure, from the words and their parts of speech.

mod after;
mod before;
mod marks;

use hanliang_span::Span;

pub(crate) use after::{may_begin_noun, noun_after};
pub(crate) use before::{is_measure, noun_before};

use crate::tables::classes::Class;
use crate::tables::wording::Wording;
use crate::tables::words::{Part, Word, is_place_end, words};

/// How far a phrase is looked for, in characters.
const REACH: usize = 36;

/// A noun phrase, or a verb standing for one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Phrase {
    pub(crate) span: Span,
    /// Its head is a verb: 培训, 宣讲.
    pub(crate) verbal: bool,
}

/// How a phrase after a figure may begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Opening {
    /// Only with a noun: after 人 户 元 %, which need no noun.
    Noun,
    /// Also with a verb that modifies one (退役军人), after a classifier that
    /// needs its noun.
    Modifier,
    /// Also with a verb alone: after 次 and 年 (5次进藏).
    Verb,
}

/// The word of scope that opens a phrase: 全市, 我国, 各地.
pub(crate) fn is_scope_word(word: &str) -> bool {
    let whole = word.strip_prefix(['全', '我', '该', '本', '各']);
    matches!(word, "其" | "该" | "本" | "各")
        || whole.is_some_and(|kind| Wording::PointedKind.is(kind))
        || Wording::Scope.is(word)
}

/// A member of a list without what stands before it: ，其中｜甲县.
pub(crate) fn list_member(text: &str) -> &str {
    let marks = ['，', ',', '、', '；', ';', '：', ':', '（', '('];
    let member = text.trim_start_matches(marks);
    member.strip_prefix("其中").unwrap_or(member)
}

/// Whether a phrase is a name of a place and no more.
pub(crate) fn is_place(phrase: &str) -> bool {
    let count = phrase.chars().count();
    (2..=4).contains(&count) && phrase.ends_with(is_place_end) && !phrase.ends_with('区')
}

/// Whether a phrase names places and no more.
pub(crate) fn names_places(phrase: &str) -> bool {
    are_places(phrase, &words(phrase))
}

/// Whether words of a text name places and no more.
fn are_places(text: &str, words: &[Word]) -> bool {
    let place = |word: &Word| {
        let form = word.span.of(text).unwrap_or_default();
        matches!(word.part, Part::Place)
            || matches!(form, "、" | "和" | "与" | "及")
            || form.chars().count() == 1 && form.ends_with(is_place_end)
    };
    words.iter().any(|word| word.part == Part::Place) && words.iter().all(place)
}

/// Whether a phrase names a body, a place or a sort of people, of which a
/// measure may hold.
pub(crate) fn is_group(phrase: &str) -> bool {
    Wording::Group.ends(phrase)
        || words(phrase)
            .last()
            .is_some_and(|word| word.part == Part::Place)
}
