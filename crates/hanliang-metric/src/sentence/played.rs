//! Points, and how games ended: what was played, and who played it, was told before.

use super::Stated;
use super::place::{Place, as_before};
use crate::context::item::{Answer, Item, is_result, is_scored};
use crate::context::phrase::is_measure;
use crate::rule::ItemRule;
use crate::tables::classes::Class;
use crate::tables::counting::Beside;

/// What points and results are of.
pub(super) fn of_game(place: &Place<'_>) -> Answer {
    let scored = is_scored(place.passage, place.figure, &place.one.left) || scores_too(place);
    if !is_result(place.figure) && !scored {
        return None;
    }
    let own = |item: &Item| !scored || item.rule == ItemRule::NounAfter;
    Some(played(place).or(place.one.item.filter(own)))
}

/// 两队交锋43场，东队14胜16平13负: what was played is what ended so; 14胜16平: so is what the
/// result before is of, where this one names nothing.
fn played(place: &Place<'_>) -> Option<Item> {
    let result = |other: &Stated| is_result(place.figure_of(other));
    let bout = |other: &Stated| matches!(place.figure_of(other).unit(), "场" | "战" | "次");
    let mut near = place.before.iter().rev().take(BOUTS);
    let last = near.find(|other| result(other) || bout(other))?;
    let own = result(last) && place.one.item.is_some();
    (is_result(place.figure) && !own)
        .then_some(last.item)?
        .map(as_before)
}

/// 李明得到31分6个篮板，王刚18分: the points of the next are points too.
fn scores_too(place: &Place<'_>) -> bool {
    if place.figure.unit() != "分" {
        return false;
    }
    let near = || place.before.iter().rev().take(TEAM);
    let last = near().find(|other| place.figure_of(other).unit() == "分");
    let scored = last.is_some_and(|last| last.item.is_none());
    let tallied = |item: Item| Beside::Tally.is(place.passage.slice(item.span));
    let game = || near().any(|other| other.item.is_some_and(tallied));
    let who = |item: Item| {
        let noun = place.passage.slice(item.span);
        !item.verbal && item.rule == ItemRule::NounBefore && !is_measure(noun)
    };
    scored && place.one.item.is_some_and(who) && game()
}

/// How many figures back the points of another player are looked for.
const TEAM: usize = 8;

/// How many figures back what was played is looked for.
const BOUTS: usize = 4;
