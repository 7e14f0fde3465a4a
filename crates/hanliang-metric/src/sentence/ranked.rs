//! Figures behind a clause that ranks: what is first, what it is ranked by, and what
//! comes next.

use hanliang_span::Span;

use super::place::{Place, as_before, named};
use crate::context::behind::{RANKED, ends_ranked};
use crate::context::item::Item;
use crate::context::phrase::{is_group, is_measure, names_places, noun_before};
use crate::rule::ItemRule;
use crate::tables::classes::Class;
use crate::tables::wording::Wording;
use crate::tables::words::{Part, words};

/// What a figure is of that a rank stands beside, whoever has the rank.
pub(super) fn ranked(place: &Place<'_>) -> Option<Item> {
    let clause = place.one.clause;
    let start = place.before.last().map_or(clause.start, |last| {
        place.figure_of(last).context().end.max(clause.start)
    });
    let lead = Span::new(start, place.figure.context().start.max(start));
    let text = place.passage.slice(lead);
    first_named(place, lead.start, text)
        .or_else(|| ranked_behind(place, lead.start, text))
        .or_else(|| next_named(place, text))
}

/// 出生率最高为东县6‰, 死亡率最高的是西县8‰: the measure stands before the rank.
fn first_named(place: &Place<'_>, start: usize, lead: &str) -> Option<Item> {
    let (measure, rank) = lead.split_once('最')?;
    let links = ["为", "是", "的为", "的是", "者为", "者是"];
    let mut ends = rank.char_indices().skip(1).take(2);
    let (_, who) = ends.find_map(|(at, _)| {
        let rest = rank.get(at..)?;
        let mut links = links.iter();
        links.find_map(|link| Some((at, rest.strip_prefix(link)?)))
    })?;
    // 公司最近为员工: no measure, and no rank.
    let named = named_by(place, start, measure, who)?;
    let noun = place.passage.slice(named.span);
    (is_measure(noun) && (names_places(who) || is_group(who))).then_some(named)
}

/// 病例以东区265例最多, 门店数以甲省300家居首: it stands before 以.
fn ranked_behind(place: &Place<'_>, start: usize, lead: &str) -> Option<Item> {
    let behind = place.passage.near(place.figure.context().end, RANKED + 1);
    if !ends_ranked(behind) {
        return None;
    }
    let (measure, who) = lead.rsplit_once('以')?;
    let where_it_is = names_places(who) || is_group(who);
    where_it_is.then(|| named_by(place, start, measure, who))?
}

/// The noun that ends before a rank, if somebody is named who has the rank.
fn named_by(place: &Place<'_>, start: usize, measure: &str, who: &str) -> Option<Item> {
    let short = (1..=WHO).contains(&who.chars().count());
    let phrase = noun_before(place.passage, start, start + measure.len())?;
    (short && !phrase.verbal).then(|| named(phrase, ItemRule::Subject))
}

/// How long the name may be of who has it, in characters.
const WHO: usize = 10;

/// 出生率最高为东县6‰，其次为西县5‰; 东店300台最高，西店20台最低: the same of who comes next.
fn next_named(place: &Place<'_>, lead: &str) -> Option<Item> {
    let last = place.before.last()?;
    let same = place.figure_of(last).unit() == place.figure.unit();
    let item = last
        .item
        .filter(|item| same && item.rule == ItemRule::Subject)?;
    let told = place.passage.slice(item.span);
    let behind = place.passage.near(place.figure.context().end, RANKED + 1);
    let lead = lead.trim_start_matches(['，', ',', '；', '。']);
    let next = ["其次", "再次", "次为", "次是"]
        .iter()
        .find_map(|next| lead.strip_prefix(next));
    let listed = || ends_ranked(behind) && (names_places(lead) || is_group(lead));
    let who = next.map_or("", |who| who.trim_start_matches(['为', '是']));
    let there = names_places(who) || is_group(who);
    let first = place.passage.before(place.figure_of(last).context().start);
    let first = first.get(item.span.end..).unwrap_or_default();
    let ranks = first.starts_with(['最', '以']) && !told.is_empty();
    (ranks && (next.is_some() && there || listed())).then(|| as_before(item))
}

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
