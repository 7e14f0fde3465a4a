//! Figures whose clause names nothing, and the one before it does.

use hanliang_quantity::UnitKind;
use hanliang_span::Span;

use super::place::{Place, as_before, changes, named};
use super::topic::{said_of, subject, without_rank, without_record};
use crate::context::clause::clause;
use crate::context::item::Item;
use crate::context::phrase::noun_before;
use crate::rule::ItemRule;
use crate::tables::classes::Class;
use crate::tables::wording::Wording;

/// 19只股价上涨，9只下跌: others of those that the clause before counted.
pub(super) fn counted_again(place: &Place<'_>) -> Option<Item> {
    let before = place.clause_before()?;
    let last = place.before.last()?;
    let opens = place.figure_of(last).context().start == before.start;
    let alike = place.figure.has_count_unit()
        && !place.figure.is_self_counting()
        && place.figure_of(last).unit() == place.figure.unit();
    (opens && alike && place.is_bare())
        .then_some(last.item)?
        .filter(|item| !item.verbal)
        .map(as_before)
}

/// The noun that the clause before ends in, if no figure stands there.
pub(super) fn counted_in_clause_before(place: &Place<'_>) -> Option<Item> {
    let before = place.clause_before()?;
    let end = before.end;
    let ends_in_figure = place
        .before
        .last()
        .is_some_and(|last| place.figure_of(last).context().end == end);
    // 升越300元关口，高见305元: the mark that was passed is no item.
    let marked = || {
        let last = place.before.last().map(|last| place.figure_of(last));
        let mark = last.map(|last| Span::new(last.context().end.min(end), end));
        mark.is_some_and(|mark| Wording::Measure.is(place.passage.slice(mark)))
    };
    if changes(place)
        || ends_in_figure
        || marked()
        || !names_cases(place) && place.figure.is_self_counting()
    {
        return None;
    }
    object_of(place, before)
}

/// 违规用车问题，达28起: a clause of happenings, with no noun of its own.
fn names_cases(place: &Place<'_>) -> bool {
    place.figure.counts_events() && place.one.left.linked
}

/// What the clause before names, for the first figure of the sentence, whatever it
/// states.
pub(super) fn opened_by_clause_before(place: &Place<'_>) -> Option<Item> {
    let first = place.before.is_empty();
    let before = first.then(|| place.clause_before())??;
    object_of(place, before)
}

/// What the clause before a figure names.
fn object_of(place: &Place<'_>, before: Span) -> Option<Item> {
    let told = without_record(place.passage.slice(before));
    let end = before.start + without_rank(told).len();
    // 转让旧设备一批，共计23台: the object is what is summed up.
    let before = place.passage.before(end);
    let some = ["一批", "一套", "一组"]
        .iter()
        .find_map(|word| before.strip_suffix(word));
    let end = some.map_or(end, str::len);
    // 可申请助学贷款，每人不超过2万元: the object is money.
    let paid = place.figure.kind() == UnitKind::Money
        && before.ends_with(['款', '金', '费', '贴', '资', '薪', '奖', '恤', '偿']);
    let goes_on = place.one.left.linked && some.is_none() && !paid;
    let cases = || {
        let start = clause(place.passage, Span::at(end)).start;
        said_of(place.passage, Span::new(start, end))
            .or_else(|| noun_before(place.passage, start, end))
            .filter(|phrase| !phrase.verbal)
    };
    if let Some(phrase) = names_cases(place).then(cases).flatten() {
        return Some(named(phrase, ItemRule::ClauseBefore));
    }
    // 扩大服务对象，从40岁扩至30岁: what changes is the object.
    let object = || subject(place.passage, end, false).filter(|_| place.one.left.begins);
    let phrase = object().or_else(|| subject(place.passage, end, goes_on))?;
    Some(Item {
        span: phrase.span,
        rule: ItemRule::ClauseBefore,
        verbal: false,
    })
}

/// 受访者中，六成表示支持: the whole is named in the clause before.
pub(super) fn whole_of_clause_before(place: &Place<'_>) -> Option<Item> {
    if !place.is_part() || !place.is_bare() || place.one.left.change.is_some() {
        return None;
    }
    let before = place.passage.before(place.one.left.start);
    let inner = before.strip_suffix(['，', ','])?;
    if !inner.ends_with('中') || inner.ends_with("其中") {
        return None;
    }
    let clause = clause(place.passage, Span::at(inner.len()));
    let counted = place.before.last().and_then(|last| last.item);
    let counted = counted.filter(|item| item.span.start >= clause.start);
    let whole = || {
        let phrase = noun_before(place.passage, clause.start, inner.len())?;
        (!phrase.verbal).then(|| named(phrase, ItemRule::Whole))
    };
    counted.or_else(whole).map(|item| Item {
        rule: ItemRule::Whole,
        ..item
    })
}
