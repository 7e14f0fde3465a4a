//! What stands behind a figure and is more, or less, than a noun phrase: a name
//! behind an age, a verb alone, what those counted became.

use hanliang_span::Span;

use super::clause::clause;
use super::item::{Item, item};
use super::phrase::noun_before;
use crate::figure::Figure;
use crate::passage::Passage;
use crate::tables::classes::Class;
use crate::tables::cues::{Cue, cue_of};
use crate::tables::surnames::is_surname;
use crate::tables::wording::Wording;
use crate::tables::words::{Part, is_han, words};

/// What those became of whom the last of a list is named before the figure.
pub(super) fn became(passage: &Passage<'_>, figure: &Figure) -> Option<Item> {
    let listed = passage.before(figure.context().start).ends_with('等');
    let end = figure.context().end;
    let near = words(passage.near(end, 6));
    let verb = near.first().filter(|word| {
        let form = passage.slice(Span::new(end, end + word.span.end));
        listed && form.ends_with(['评', '获', '选', '任', '为'])
    })?;
    let start = end + verb.span.end;
    let clause = clause(passage, Span::at(start)).end;
    noun_before(passage, start, clause)
        .filter(|phrase| !phrase.verbal)
        .map(|phrase| item(phrase, "became"))
}

/// Whether the noun at a place names a change: 增长, 增速.
pub(super) fn names_change(passage: &Passage<'_>, at: usize) -> bool {
    let near = passage.near(at, 3);
    let (word, after) = near.split_at_checked("增长".len()).unwrap_or((near, ""));
    let changes =
        Wording::Rate.is(word) || matches!(cue_of(word), Some(Cue::Increase | Cue::Decrease));
    changes && !after.starts_with(is_han)
}

/// A phrase without the verb after its first noun and what follows it: 以9秒
/// 的成绩｜获得亚军.
pub(super) fn up_to_verb(passage: &Passage<'_>, found: Item) -> Item {
    let words = words(passage.slice(found.span));
    let mut verbs = words
        .iter()
        .skip(1)
        .filter(|word| word.part == Part::Verb && word.span.len() > 3);
    let end = verbs
        .next()
        .map_or(found.span.end, |verb| found.span.start + verb.span.start);
    Item {
        span: Span::new(found.span.start, end),
        ..found
    }
}

/// Who is of an age: the noun up to its verb, with the name that follows it.
pub(super) fn person(passage: &Passage<'_>, found: Item) -> Item {
    let whole = found;
    let found = up_to_verb(passage, whole);
    if found.span != whole.span {
        return found;
    }
    let near = passage.near(found.span.end, 3);
    let mut characters = near.chars();
    let named = characters.next().is_some_and(is_surname);
    let given: usize = characters
        .take_while(|c| is_han(*c) && !"的是在说从有和与向身个为".contains(*c))
        .map(char::len_utf8)
        .sum();
    if named && given > 0 {
        let end = found.span.end + near.chars().next().map_or(0, char::len_utf8) + given;
        return Item {
            span: Span::new(found.span.start, end),
            ..found
        };
    }
    found
}

/// A verb of two characters that stands between a figure and a break.
pub(super) fn lone_verb(passage: &Passage<'_>, at: usize) -> Option<Span> {
    let near = passage.near(at, 3);
    let mut characters = near.char_indices();
    let (end, after) = characters
        .nth(2)
        .map_or((near.len(), None), |(at, c)| (at, Some(c)));
    let breaks = after.is_none_or(|c| matches!(c, '、' | '，' | ',' | '。' | '；' | ';' | '）'));
    let text = near.get(..end).filter(|_| breaks)?;
    let words = words(text);
    let (verb, rest) = words.split_last()?;
    // 5人被困
    let passive = || rest.len() == 1 && text.starts_with('被');
    (matches!(verb.part, Part::Verb | Part::VerbalNoun) && (rest.is_empty() || passive()))
        .then(|| Span::new(at, at + end))
        .filter(|span| span.len() == 6)
}
