//! What stands behind a figure and is more, or less, than a noun phrase: a name
//! behind an age, a verb alone, what those counted became.

use hanliang_span::Span;

use super::clause::clause;
use super::item::{Item, item};
use super::phrase::{Opening, noun_after, noun_before};
use crate::figure::Figure;
use crate::label::digits::digit;
use crate::passage::Passage;
use crate::rule::ItemRule;
use crate::tables::classes::Class;
use crate::tables::cues::{Cue, cue_of};
use crate::tables::surnames::is_common_surname;
use crate::tables::wording::Wording;
use crate::tables::words::{Part, Word, is_han, words};

/// What those became of whom the last of a list is named before the figure.
pub(super) fn became(passage: &Passage<'_>, figure: &Figure) -> Option<Item> {
    if !passage.before(figure.context().start).ends_with('等') {
        return None;
    }
    let end = figure.context().end;
    let near = words(passage.near(end, 6));
    let verb = near.first().filter(|word| {
        let form = passage.slice(Span::new(end, end + word.span.end));
        form.ends_with(['评', '获', '选', '任', '为'])
    })?;
    let start = end + verb.span.end;
    let clause = clause(passage, Span::at(start)).end;
    noun_before(passage, start, clause)
        .filter(|phrase| !phrase.verbal)
        .map(|phrase| item(phrase, ItemRule::Became))
}

/// What the part of those counted before is: 其中3名是｜教师.
pub(crate) fn predicate_noun(
    passage: &Passage<'_>,
    figure: &Figure,
    clause_end: usize,
) -> Option<Item> {
    let end = figure.context().end;
    let near = passage.near(end, LINK);
    let rest = near
        .trim_start_matches(['均', '都', '则', '全'])
        .strip_prefix(['是', '为', '系', '属'])?;
    let start = end + near.len() - rest.len();
    let phrase = noun_after(passage, start, clause_end, Opening::Modifier)?;
    // 其中3名是去年｜入职的: not what they are, but how, or since when.
    (phrase.span.end == clause_end).then(|| item(phrase, ItemRule::PredicateNoun))
}

/// How far behind a figure its copula stands, in characters.
const LINK: usize = 4;

/// How long what ranks a figure behind it may be, in characters.
pub(crate) const RANKED: usize = 4;

/// Whether the text behind a figure is no more than its rank: 最多, 最为严重, 居首, 次之.
pub(crate) fn ends_ranked(behind: &str) -> bool {
    let end = behind.find(|c: char| !is_han(c)).unwrap_or(behind.len());
    let rank = behind.get(..end).unwrap_or_default();
    let adjective = |rest: &str| words(rest).iter().all(|word| word.part == Part::Adjective);
    let most = rank.strip_prefix('最');
    let most = most.map(|rest| rest.strip_prefix('为').unwrap_or(rest));
    let most =
        most.is_some_and(|rest| !rest.is_empty() && (rest.chars().count() == 1 || adjective(rest)));
    rank.chars().count() <= RANKED && (most || Wording::Places.is(rank))
}

/// How long the name of a change behind 的 may be, in characters.
const CHANGE: usize = 8;

/// Which change the noun at a place names, if it names one and no more: 增长, 同比增速,
/// 正增长, 下滑.
pub(crate) fn change_named(passage: &Passage<'_>, at: usize) -> Option<Cue> {
    let near = passage.near(at, CHANGE);
    let manner = ["同比", "环比", "年均", "平均", "年化", "大幅", "正"];
    let noun = manner.iter().find_map(|word| near.strip_prefix(word));
    let noun = noun.unwrap_or(near);
    let named = |class: Wording, cue| class.length_at(noun).map(|length| (length, cue));
    let verb = || {
        let length = words(noun).first()?.span.len();
        let cue = cue_of(noun.get(..length)?)?;
        matches!(cue, Cue::Increase | Cue::Decrease).then_some((length, cue))
    };
    let (length, cue) = named(Wording::Decline, Cue::Decrease)
        .or_else(|| named(Wording::Growth, Cue::Increase))
        .or_else(verb)?;
    let rest = noun.get(length..)?;
    (!rest.starts_with(is_han)).then_some(cue)
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
    let named = characters.next().is_some_and(is_common_surname);
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

/// How long what became of those counted may be, in characters.
const LONGEST_VERBS: usize = 8;

/// Where 和 stands before the next figure: 12人受伤｜和2人失联.
fn next_counted(near: &str) -> Option<usize> {
    let mut digits = near.char_indices().filter(|(_, c)| digit(*c).is_some());
    let (first, _) = digits.next()?;
    let joined = near.get(..first)?.strip_suffix(['和', '及', '与'])?;
    joined.chars().all(is_han).then_some(joined.len())
}

/// A verb, or verbs in a row, between a figure and a break: 5人被困, 20人紧急转移
/// 安置.
pub(super) fn lone_verb(passage: &Passage<'_>, at: usize) -> Option<Span> {
    let near = passage.near(at, LONGEST_VERBS + 1);
    let breaks = |c: char| matches!(c, '、' | '，' | ',' | '。' | '；' | ';' | '（' | '(' | '）');
    let text = match next_counted(near).or_else(|| near.find(breaks)) {
        Some(end) => near.get(..end)?,
        None if near.chars().count() <= LONGEST_VERBS => near,
        None => return None,
    };
    let words = words(text);
    let verb = |word: &Word| matches!(word.part, Part::Verb | Part::VerbalNoun);
    // 5人被困
    if words.len() == 2 && text.starts_with('被') && words.last().is_some_and(verb) {
        return Some(Span::new(at, at + text.len())).filter(|span| span.len() == 6);
    }
    let how = |word: &&Word| matches!(word.part, Part::Adverb | Part::Adjective);
    let first = words.iter().take_while(how).count();
    let verbs = words.get(first..).filter(|verbs| !verbs.is_empty())?;
    let start = verbs.first()?.span.start;
    let count = text.get(start..).map_or(0, |verbs| verbs.chars().count());
    (verbs.iter().all(verb) && (2..=4).contains(&count))
        .then(|| Span::new(at + start, at + text.len()))
}
