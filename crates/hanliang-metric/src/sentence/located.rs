//! Figures whose clause says no more than where they are of, place by place: what
//! is counted or measured there was said before the list.

use hanliang_span::Span;

use super::Stated;
use super::place::{Place, as_before, named};
use super::topic::counted_in;
use crate::context::clause::clause;
use crate::context::item::Item;
use crate::context::phrase::{is_measure, list_member, noun_before};
use crate::context::scope::{is_name_of_place, may_name_place};
use crate::passage::Passage;
use crate::rule::ItemRule;
use crate::tables::classes::Class;
use crate::tables::wording::Wording;
use crate::tables::words::{Part, words};

/// How many figures back the same unit is looked for.
const NEAR: usize = 12;

/// How far back a measure is looked for, in characters.
const FRAME: usize = 60;

/// 床位900张，其中甲县300张; 雨量较大的有：甲县254毫米: where it is counted or measured
/// is not what is.
pub(super) fn located(place: &Place<'_>, item: Item) -> Option<Item> {
    let (passage, one) = (place.passage, place.one);
    let own = !item.verbal && item.span.end <= place.figure.context().start;
    if !own || one.left.change.is_some() || place.is_part() {
        return None;
    }
    let there = location(place, one, place.before.last())?;
    let lead = Span::new(one.clause.start.min(there.start), there.start);
    let before = || {
        let before = passage.before(lead.start);
        let end = before.trim_end_matches(['，', ',', '：', ':']).len();
        let start = clause(passage, Span::at(end)).start;
        measure_in(passage, Span::new(start, end))
    };
    // 城镇人口300万人，农村200万人: the people of another part.
    let elsewhere = |item: &Item| {
        Wording::Area.is(passage.slice(there)) && Wording::Area.within(passage.slice(item.span))
    };
    let counted = counted_elsewhere(place).filter(|item| !elsewhere(item));
    // 27个站点超100毫米，雨量大的有：甲县254毫米: the measure, not what was counted by it.
    let measured = |item: &Item| is_measure(passage.slice(item.span));
    let named = place.figure.has_measure() && !counted.as_ref().is_some_and(measured);
    named
        .then(|| measure_in(passage, lead).or_else(before))
        .flatten()
        .or(counted)
        .or_else(|| headed(passage, lead.start))
}

/// 小学30所、学生9800人，其中城区13所6200人: a figure without a noun behind one
/// that says where.
pub(super) fn located_with_last(place: &Place<'_>) -> Option<Item> {
    let last = place.before.last()?;
    let earlier = place.before.iter().rev().nth(1);
    let adjoins = place.gap() == Some("") && place.figure.unit() != place.figure_of(last).unit();
    let located = adjoins && location(place, last, earlier).is_some();
    located.then(|| counted_elsewhere(place)).flatten()
}

/// What was counted before in the same unit, and not by where it is alone.
fn counted_elsewhere(place: &Place<'_>) -> Option<Item> {
    let unit = place.figure.unit();
    let near = (0..place.before.len()).rev().take(NEAR);
    let counted = near.filter_map(|at| {
        let other = place.before.get(at)?;
        let alike = place.figure_of(other).unit() == unit;
        let item = other.item.filter(|item| alike && !item.verbal)?;
        let earlier = at.checked_sub(1).and_then(|at| place.before.get(at));
        let only_there = || location(place, other, earlier);
        let named = item.span.end != other.left.edge || only_there().is_none();
        named.then_some(item)
    });
    let earlier = counted_in(place.known, unit).filter(|item| !item.verbal);
    counted.chain(earlier).next().map(as_before)
}

/// The place that stands before a figure, where nothing else does.
fn location(place: &Place<'_>, one: &Stated, before: Option<&Stated>) -> Option<Span> {
    let passage = place.passage;
    let start = before.map_or(0, |before| place.figure_of(before).context().end);
    let behind = start > one.clause.start;
    let lead = Span::new(start.max(one.clause.start), one.left.edge);
    if lead.end <= lead.start {
        return None;
    }
    let text = passage.slice(lead);
    let name = list_member(text);
    // 东区30处及西区12处
    let name = name.strip_prefix(['及', '和', '与']).unwrap_or(name);
    // 213个乡镇超过100毫米: what the figure before counts.
    if behind && name.len() == text.len() {
        return None;
    }
    let links = ['为', '是', '在', '有', '：', ':'];
    let linked = name.rfind(links).and_then(|at| name.get(at..));
    let linked = linked.map(|name| name.trim_start_matches(links));
    let span = |name: &str| Span::new(lead.end - name.len(), lead.end);
    // 小学30所，其中城区13所; but 乡镇12个 are counted themselves.
    let common = Wording::Area.is(name) || may_name_place(name);
    let area = common && place.figure_of(one).unit() != "个";
    let names = [Some(name), linked].into_iter().flatten();
    names
        .map(span)
        .find(|span| area || is_name_of_place(passage, *span))
}

/// The first measure that is named in a stretch.
fn measure_in(passage: &Passage<'_>, stretch: Span) -> Option<Item> {
    let text = passage.slice(stretch);
    let near = text.char_indices().rev().nth(FRAME);
    let stretch = Span::new(stretch.start + near.map_or(0, |(at, _)| at), stretch.end);
    let text = passage.slice(stretch);
    let words = words(text);
    let measure = words.iter().find(|word| {
        let form = word.span.of(text).unwrap_or_default();
        word.part != Part::Verb && is_measure(form)
    })?;
    let phrase = noun_before(passage, stretch.start, stretch.start + measure.span.end)?;
    (!phrase.verbal).then(|| named(phrase, ItemRule::Frame))
}

/// 各乡镇栽树情况：甲镇800亩: what the heading of a list says.
fn headed(passage: &Passage<'_>, list: usize) -> Option<Item> {
    let head = passage.before(list).strip_suffix(['：', ':'])?;
    let end = head.strip_suffix("情况").unwrap_or(head).len();
    let start = clause(passage, Span::at(end)).start;
    noun_before(passage, start, end).map(|phrase| named(phrase, ItemRule::Heading))
}
