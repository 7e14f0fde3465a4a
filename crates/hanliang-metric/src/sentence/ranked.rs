//! Figures behind a clause that ranks: what is first, what it is ranked by, and what
//! comes next.

use hanliang_span::Span;

use super::place::{Place, named};
use crate::context::item::Item;
use crate::context::phrase::noun_before;
use crate::rule::ItemRule;
use crate::tables::classes::Class;
use crate::tables::wording::Wording;
use crate::tables::words::{Part, words};

/// 鞋类价格上升8%；其次为食品类，上升3%: what is next in order.
pub(super) fn next_in_order(place: &Place<'_>) -> Option<Item> {
    place.one.left.change?;
    let clause = place.clause_before()?;
    let before = place.passage.slice(clause);
    let rest = before
        .strip_prefix("其次")
        .or_else(|| before.strip_prefix("再次"));
    let rest = rest?.strip_prefix(['是', '为'])?;
    let phrase = noun_before(place.passage, clause.end - rest.len(), clause.end)?;
    (!phrase.verbal).then(|| named(phrase, ItemRule::ClauseBefore))
}

/// 产量最高的三个县是甲县、乙县、丙县，分别为3万吨、2万吨、1万吨: what they are ranked by.
pub(super) fn ranked_by(place: &Place<'_>) -> Option<Item> {
    let Span { start, end } = place.one.left.each.then(|| place.clause_before())??;
    let before = place.passage.slice(Span::new(start, end));
    let (measure, rank) = before.split_once('最')?;
    let (rank, ranked) = rank.split_once('的')?;
    let counted = place.before.last().map(|last| place.figure_of(last).span());
    let which = counted.is_some_and(|counted| counted.start == end - ranked.len());
    let phrase = noun_before(place.passage, start, start + measure.len())?;
    let short = (1..=2).contains(&rank.chars().count());
    (short && which && !phrase.verbal).then(|| named(phrase, ItemRule::ClauseBefore))
}

/// 其中青年占比最高，为38%; 东市降幅较为明显，达三成: the share or the rate that the
/// clause before ranks.
pub(super) fn greatest_share(place: &Place<'_>) -> Option<Item> {
    let plain = place.is_part() && place.one.left.change.is_none();
    let clause = plain.then(|| place.clause_before())??;
    let start = clause.start;
    let ranked = place.passage.slice(clause);
    let mut ends = ranked.char_indices().rev().take(2).enumerate();
    let lead = ends.find_map(|(back, (at, _))| {
        let (before, rank) = ranked.split_at_checked(at)?;
        let adjective = || words(rank).iter().all(|word| word.part == Part::Adjective);
        let degree = Wording::Degree.length_before(before)?;
        (back == 0 || adjective()).then(|| before.get(..before.len() - degree))?
    })?;
    let figured = place
        .before
        .last()
        .is_some_and(|last| place.figure_of(last).context().end > start);
    if figured {
        return None;
    }
    let phrase = noun_before(place.passage, start, start + lead.len())?;
    (!phrase.verbal).then(|| named(phrase, ItemRule::ClauseBefore))
}
