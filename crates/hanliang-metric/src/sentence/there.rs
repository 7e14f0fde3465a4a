//! Figures whose clause says no more than where they are of, or of whom, or
//! nothing: what they measure was said in the clauses before.

use hanliang_quantity::UnitKind;
use hanliang_span::Span;

use super::place::{Place, as_before, named};
use super::topic::said_of;
use crate::context::clause::clause;
use crate::context::item::{Answer, Item};
use crate::context::phrase::{is_group, is_measure, names_places, noun_before};
use crate::rule::ItemRule;
use crate::tables::classes::Class;
use crate::tables::wording::Wording;
use crate::tables::words::words;

/// 全市房价下降1%，其中甲县、乙县跌幅近两成: where it changed is not what did.
pub(super) fn changed_there(place: &Place<'_>, item: Item) -> Option<Item> {
    place.one.left.change?;
    let passage = place.passage;
    let lead = Span::new(item.span.start, place.one.left.edge.max(item.span.end));
    let lead = passage.slice(lead);
    let text = passage.slice(item.span);
    let rate = Wording::Rate.length_before(text);
    let text = text.get(..text.len() - rate.unwrap_or(0))?;
    // Told apart as words last: few clauses are of this kind.
    let there = is_among(place) && is_group(text) || names_places(text);
    (!lead.contains('占') && there)
        .then(|| measured_before(place))
        .flatten()
}

/// 成交量下降17%。其中，大城市下降1%: whether the sentence goes on with the parts of
/// what the one before measured.
fn is_among(place: &Place<'_>) -> bool {
    let passage = place.passage;
    let sentence = passage.sentence_over(place.one.clause.start);
    sentence.is_some_and(|sentence| passage.after(sentence.start).starts_with("其中"))
}

/// How many figures back a measure is looked for.
const NEAR: usize = 12;

/// The measure that the last figures were of, in this sentence or before.
fn measured_before(place: &Place<'_>) -> Option<Item> {
    let measure = |item: &Item| !item.verbal && is_measure(place.passage.slice(item.span));
    let near = place.before.iter().rev().take(NEAR);
    let near = near.filter_map(|other| other.item);
    let earlier = place.known.iter().rev().map(|known| known.item);
    near.chain(earlier).find(measure).map(as_before)
}

/// The clause before the figure's, where no figure stands in it.
fn clause_without_figure(place: &Place<'_>) -> Option<Span> {
    let clause = place.clause_before()?;
    let last = place.before.last().map(|last| place.figure_of(last));
    let stated = last.is_some_and(|last| last.context().end > clause.start);
    (!stated).then_some(clause)
}

/// 全市房价下降1%，甲县降幅达3%; 乙县跌幅明显，下降2%: where it changed, and
/// nothing else, is named.
pub(super) fn changed_in_place(place: &Place<'_>) -> Option<Item> {
    let (passage, left) = (place.passage, &place.one.left);
    left.change?;
    let own = passage.slice(Span::new(left.start.min(left.edge), left.edge));
    let before = || {
        let text = passage.slice(clause_without_figure(place)?);
        let mut places = text.char_indices().map(|(at, _)| text.split_at(at));
        let (lead, _) = places.find(|(_, rest)| Wording::Rate.begins(rest))?;
        Some(lead)
    };
    let lead = if own.is_empty() { before()? } else { own };
    let lead = lead
        .trim_start_matches("其中")
        .trim_start_matches("其次")
        .trim_start_matches('仅');
    names_places(lead).then(|| measured_before(place)).flatten()
}

/// How far back the clause is looked for that says in what respect, in
/// characters.
const FRAME: usize = 60;

/// How long the name of a group that is compared may be, in characters.
const GROUP: usize = 8;

/// 从销量来看，甲县超过4万吨，乙县约3万吨; 控球率上，东队43%，西队57%: a clause says in
/// what measure places or groups are compared.
pub(super) fn framed(place: &Place<'_>) -> Option<Item> {
    let (passage, left) = (place.passage, &place.one.left);
    let own = passage.slice(Span::new(left.start.min(left.edge), left.edge));
    let group = || own.chars().count() <= GROUP && !own.contains('的') && is_group(own);
    let there = || names_places(own.trim_start_matches('仅')) || group();
    if left.change.is_some() || left.share || place.figure.unit() == "倍" {
        return None;
    }
    let before = passage.before(place.one.clause.start);
    let near = before.char_indices().rev().take(FRAME);
    let mut near = near.take_while(|(_, c)| !matches!(c, '。' | '；' | '\n'));
    let mut marks = near
        .by_ref()
        .filter(|(_, c)| matches!(c, '，' | ',' | '：' | ':'));
    let edge = marks.find_map(|(at, _)| {
        let lead = before.get(..at)?;
        let frame = lead
            .strip_suffix('看')
            .or_else(|| lead.strip_suffix("方面"))
            .or_else(|| lead.strip_suffix('上'))?;
        Some(frame.trim_end_matches(['来', '上']).len())
    })?;
    // Told apart as words last: few clauses stand behind such a one.
    if !there() {
        return None;
    }
    let start = clause(passage, Span::at(edge)).start;
    let phrase = noun_before(passage, start, edge)?;
    let noun = passage.slice(phrase.span);
    let counts = place.figure.has_measure() || place.is_part() || noun.ends_with('数');
    (!phrase.verbal && counts && is_measure(noun)).then(|| named(phrase, ItemRule::Frame))
}

/// 产值30亿元。分季度看，一季度增长6%: the clause says by what parts it is told, and the
/// measure was named before, if at all.
pub(super) fn parted(place: &Place<'_>) -> Answer {
    let clause = place.passage.slice(clause_without_figure(place)?);
    let parts = clause
        .strip_prefix('分')
        .and_then(|parts| parts.strip_suffix('看'));
    let short = parts.is_some_and(|parts| (1..=PARTS).contains(&parts.chars().count()));
    let earlier = || place.known.last().map(|known| known.item);
    let last = || place.before.iter().rev().find_map(|other| other.item);
    let named = || {
        last()
            .or_else(earlier)
            .filter(|item| !item.verbal)
            .map(as_before)
    };
    short.then(|| measured_before(place).or_else(named))
}

/// How long the words for the parts may be, in characters.
const PARTS: usize = 6;

/// 读者数增长迅速，一年增加820万: what a clause says of a measure goes on in the
/// next.
pub(super) fn predicated(place: &Place<'_>) -> Option<Item> {
    let (passage, left) = (place.passage, &place.one.left);
    let own = Span::new(left.start.min(left.edge), left.edge);
    let lasts = place.figure.kind() == UnitKind::Duration;
    if lasts || left.share || !passage.slice(own).is_empty() {
        return None;
    }
    let end = passage
        .before(place.one.clause.start)
        .trim_end_matches(' ')
        .strip_suffix(['，', ','])?
        .len();
    let before = Span::new(clause(passage, Span::at(end)).start, end);
    let mut stated = place
        .before
        .iter()
        .rev()
        .take(NEAR)
        .map(|other| place.figure_of(other));
    let between = stated.find(|other| other.kind() != UnitKind::Duration);
    if between.is_some_and(|other| other.context().end > before.start) {
        return None;
    }
    let phrase = said_of(passage, before)?;
    let noun = passage.slice(phrase.span);
    // 收入增长4%，支出｜大幅增加，增长12%; but not 销量3万辆，需求旺盛，增长8%.
    let said = passage.slice(Span::new(phrase.span.end, before.end));
    let changes = said.contains(['升', '降', '增', '减', '涨', '跌']);
    let anew = left.change.is_some() && between.is_some() && changes && !is_group(noun);
    (anew || is_measure(noun)).then(|| named(phrase, ItemRule::ClauseBefore))
}

/// 电子增长5%，机械则受需求带动，增长3%: a contrasted subject goes on over the
/// next clause.
pub(super) fn contrasted(place: &Place<'_>) -> Option<Item> {
    let passage = place.passage;
    place.one.left.change?;
    let before = clause_without_figure(place)?;
    let text = passage.slice(before);
    if !text.contains('则') {
        return None;
    }
    let words = words(text);
    let then = words.iter().find(|word| word.span.of(text) == Some("则"))?;
    let phrase = noun_before(passage, before.start, before.start + then.span.start)?;
    (!phrase.verbal).then(|| named(phrase, ItemRule::ClauseBefore))
}
