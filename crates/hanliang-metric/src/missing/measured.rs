//! Units and classifiers that end a clause, known by what was measured before them.

use hanliang_quantity::UnitKind;
use hanliang_span::Span;

use super::determiner::determines;
use super::unit::{Left, REACH, ROUND, left};
use super::{Sought, Trace};
use crate::context::phrase::is_measure;
use crate::label::digits::is_arabic;
use crate::passage::Passage;
use crate::rule::MissingRule;
use crate::tables::classes::Class;
use crate::tables::cues::{Cue, cue_of};
use crate::tables::traces::{Wants, is_word, wants};
use crate::tables::wording::Wording;
use crate::tables::words::{Part, Word, is_han, words};

/// How far back the words before a unit are read, in characters.
const NEAR: usize = 8;

/// How far back a clause is looked through, in characters.
pub(super) const CLAUSE: usize = 40;

/// Units of one character that end no word behind what is measured.
const ALONE: [&str; 4] = ["元", "亩", "吨", "岁"];

/// 年降水量毫米，: a unit of measure right behind what it measures.
pub(super) fn behind_measure(passage: &Passage<'_>, at: usize) -> Option<Trace> {
    let lead = passage.before(at);
    if !lead.ends_with(is_han) || lead.ends_with(determines) {
        return None;
    }
    let left = left_at_end(passage, at).filter(|left| !left.round)?;
    if !is_unit_of_measure(passage, &left) {
        return None;
    }
    let measured =
        || last_word(lead).is_some_and(|(word, form)| word.part != Part::Verb && is_measure(form));
    if wants(lead, Wants::Amount) || measured() && figures_beside(passage, left.unit) {
        return Some(Trace::new(at, left.unit, true, MissingRule::UnitAlone));
    }
    // 距县城公里: how far it is says no noun.
    let apart = left.kind == UnitKind::Length && is_distance(lead);
    (apart && figures_beside(passage, left.unit))
        .then(|| Trace::bare(at, left.unit, MissingRule::UnitAlone))
}

/// 人口为人，, 面积为万亩，: the copula between what is measured and its unit; 由8600人
/// 上升为人，: a change from so many to none.
pub(super) fn after_copula(passage: &Passage<'_>, copula: usize) -> Option<Trace> {
    let lead = passage.before(copula);
    let at = copula + "为".len();
    let left = left_at_end(passage, at)?;
    if is_legend(passage, copula, left.unit.end) {
        return None;
    }
    let unit = passage.slice(left.unit);
    let counted = is_word(unit.trim_start_matches(ROUND), Wants::Classifier);
    let stands =
        left.round && left.kind != UnitKind::Money || counted || is_unit_of_measure(passage, &left);
    let (word, form) = last_word(lead)?;
    // 影片总量为部，: nothing else says so.
    let numbered = || left.kind == UnitKind::Count && lead.ends_with(['数', '量']);
    let measured = || {
        let amount = word.part != Part::Verb && is_measure(form);
        numbered() && word.part != Part::Verb
            || (amount || wants(lead, Wants::Amount)) && figures_beside(passage, left.unit)
    };
    let changed = || {
        let change = matches!(cue_of(form), Some(Cue::Increase | Cue::Decrease));
        change && began_with(lead, unit)
    };
    ((stands || numbered()) && measured() || changed()).then_some(Trace {
        at,
        unit: left.unit,
        sought: Sought::Before(copula),
        certain: true,
        rule: MissingRule::UnitAlone,
    })
}

/// 产量为万吨，面积为万亩: a legend tells the unit of each column.
fn is_legend(passage: &Passage<'_>, copula: usize, end: usize) -> bool {
    let told = |at: usize| left_at_end(passage, at).is_some();
    let before = passage.before(copula);
    let from = before.char_indices().rev().take(CLAUSE).last();
    let near = from
        .and_then(|(at, _)| before.get(at..))
        .unwrap_or_default();
    let first = before.len() - near.len();
    let mut earlier = near
        .match_indices('为')
        .map(|(at, word)| first + at + word.len());
    let mut later = passage
        .near(end, CLAUSE)
        .match_indices('为')
        .map(|(at, word)| end + at + word.len());
    earlier.any(told) || later.any(told)
}

/// 是全国的倍，: no word ends so.
pub(super) fn times(passage: &Passage<'_>, at: usize) -> Option<Trace> {
    let left = left_at_end(passage, at)?;
    (passage.before(at).ends_with('的'))
        .then(|| Trace::new(at, left.unit, true, MissingRule::UnitAlone))
}

/// 截至月21日: a month without its number, before a day.
pub(crate) fn month(passage: &Passage<'_>, at: usize) -> Option<Trace> {
    let rest = passage.near(at + "月".len(), 3);
    let day = rest.trim_start_matches(is_arabic);
    let lead = passage.before(at);
    let opens = ["截至", "截止", "今年", "去年", "明年", "当年"];
    let stands = day.len() < rest.len()
        && day.starts_with('日')
        && opens.iter().any(|word| lead.ends_with(word));
    let unit = Span::new(at, at + "月".len());
    stands.then(|| Trace::bare(at, unit, MissingRule::DateAlone))
}

/// 亿立方米 of 由亿立方米提高到12亿立方米, and 亿件 of 完成亿件，: a round power whose
/// figure stood before it.
pub(super) fn round(passage: &Passage<'_>, at: usize) -> Option<Trace> {
    let lead = passage.before(at);
    // 从万亩增加到3万亩: on a page that kept its digits ten thousand are meant.
    let meant = passage.near(at, 1) == "万" && !passage.stripped;
    let begins = lead.ends_with(['由', '从']) && !meant;
    if !begins && (!wants(lead, Wants::Done) || is_planned(lead)) {
        return None;
    }
    let left = left(passage, at).filter(|left| left.round)?;
    let unit = passage.slice(left.unit);
    if unit.trim_start_matches(ROUND).is_empty() {
        return None;
    }
    let stands = if begins {
        leads_to(passage.near(left.unit.end, NEAR), unit)
    } else {
        left.kind != UnitKind::Money && ends(passage, &left) && figures_beside(passage, left.unit)
    };
    stands.then(|| Trace::new(at, left.unit, true, MissingRule::RoundAlone))
}

/// 力争完成亿吨: what is aimed at may be as round.
fn is_planned(lead: &str) -> bool {
    let near = lead.char_indices().rev().take(CLAUSE);
    let near = near.take_while(|(_, c)| !matches!(c, '。' | '；'));
    let clause = near
        .last()
        .and_then(|(at, _)| lead.get(at..))
        .unwrap_or_default();
    clause.contains('将')
        || words(clause).iter().any(|word| {
            word.span
                .of(clause)
                .is_some_and(|form| Wording::Scheduled.is(form))
        })
}

/// Whether a round power at a place is all that is left of a figure: 人口为万人，.
pub(crate) fn lost_round(passage: &Passage<'_>, at: usize) -> bool {
    let copula = passage.before(at).strip_suffix('为');
    let trace = copula.and_then(|lead| after_copula(passage, lead.len()));
    trace.or_else(|| round(passage, at)).is_some()
}

/// 提高到12亿立方米: whether a change leads to a figure in the same unit.
fn leads_to(after: &str, unit: &str) -> bool {
    let verb = after.find(['到', '至', '为']);
    let change = verb.and_then(|verb| Some((after.get(..verb)?, after.get(verb..)?)));
    change.is_some_and(|(verb, rest)| {
        let rest = rest.trim_start_matches(['到', '至', '为']);
        let digits = rest.trim_start_matches(|c: char| is_arabic(c) || c == '.');
        let changes = matches!(cue_of(verb), Some(Cue::Increase | Cue::Decrease));
        changes
            && digits.len() < rest.len()
            && (digits.starts_with(unit) || unit.starts_with(digits))
    })
}

/// The marks that a clause ends in.
const ENDS: [char; 3] = ['，', '。', '；'];

/// The unit at a place, as [`left`], where the clause ends behind it.
fn left_at_end(passage: &Passage<'_>, at: usize) -> Option<Left> {
    // Most clauses go on beyond the longest unit, which costs less to see than the grammar.
    if !passage.near(at, REACH + 1).contains(ENDS) {
        return None;
    }
    left(passage, at).filter(|left| ends(passage, left))
}

/// Whether the clause ends behind a unit.
fn ends(passage: &Passage<'_>, left: &Left) -> bool {
    passage.near(left.unit.end, 1).starts_with(ENDS)
}

/// Whether a unit is nothing else than one of measure: 毫米, 元; not 度, 分, nor a length
/// of time, in which periods are told (周期为月).
fn is_unit_of_measure(passage: &Passage<'_>, left: &Left) -> bool {
    let unit = passage.slice(left.unit);
    let bare = unit.trim_start_matches(ROUND);
    let several = bare.chars().count() > 1 && !bare.contains('/') && bare.starts_with(is_han);
    match left.kind {
        UnitKind::Count | UnitKind::Duration | UnitKind::Ratio => false,
        UnitKind::Money => bare == "元",
        _ => several || ALONE.contains(&bare),
    }
}

/// The last word of a text, with its form.
pub(super) fn last_word(text: &str) -> Option<(Word, &str)> {
    let near = text.char_indices().rev().take(NEAR);
    let from = near.take_while(|(_, c)| is_han(*c)).last()?.0;
    let near = text.get(from..)?;
    let word = words(near).pop()?;
    Some((word, word.span.of(near)?))
}

/// 距县城公里: whether nothing but the words for a place stands behind 距.
fn is_distance(lead: &str) -> bool {
    let mut near = lead.chars().rev().take(NEAR);
    let mut plain = near
        .by_ref()
        .take_while(|c| *c != '距')
        .map(|c| is_han(c) && !determines(c));
    let plain = plain.by_ref().all(|plain| plain);
    plain
        && near
            .next()
            .is_none_or(|c| !matches!(c, '差' | '间' | '行' | '株'))
        && {
            let mut near = lead.chars().rev().take(NEAR);
            near.any(|c| c == '距')
        }
}

/// Whether a clause says from how many of a unit something changed: 由8600人｜上升.
fn began_with(lead: &str, unit: &str) -> bool {
    let near = lead.char_indices().rev().take(CLAUSE);
    let near = near.take_while(|(_, c)| !matches!(c, '，' | '。' | '；'));
    let clause = near.last().and_then(|(from, _)| lead.get(from..));
    let from = clause.and_then(|clause| clause.split_once(['由', '从']));
    from.is_some_and(|(_, from)| {
        let mut units = from.match_indices(unit);
        units.any(|(at, _)| {
            from.get(..at)
                .is_some_and(|lead| lead.ends_with(|c| is_arabic(c) || ROUND.contains(&c)))
        })
    })
}

/// Whether figures stand near that show others to be written out.
fn figures_beside(passage: &Passage<'_>, unit: Span) -> bool {
    let before = passage.before(unit.start).chars().rev().take(CLAUSE);
    let mut beside = before.chain(passage.near(unit.end, CLAUSE).chars());
    beside.any(is_arabic)
}
