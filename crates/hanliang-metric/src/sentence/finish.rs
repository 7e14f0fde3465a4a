//! Roles, links, times and distributors.

use hanliang_span::Span;

use super::Stated;
use crate::context::held::{holds_on, time_for};
use crate::context::item::Item;
use crate::context::per::{Each, per_of};
use crate::context::time::{Core, TimeFound};
use crate::figure::Figure;
use crate::passage::Passage;
use crate::record::{Link, Role};
use crate::relate::role;

/// Roles, links, times and distributors.
pub(crate) fn finish(
    passage: &Passage<'_>,
    figures: &[Figure],
    stated: &mut [Stated],
    times: &[TimeFound],
    opens: Option<TimeFound>,
    each: &[Each],
    sentence: Span,
) {
    use hanliang_quantity::UnitKind;
    // Times that stand right before the first end of a change hold for it only.
    let mut owned: Vec<usize> = Vec::new();
    for at in 0..stated.len() {
        let next_arrives = stated.get(at + 1).is_some_and(|next| {
            next.left.arrives
                || passage
                    .slice(Span::new(
                        figures[stated[at].figure].context.end,
                        next.left.edge.max(figures[stated[at].figure].context.end),
                    ))
                    .is_empty()
                    && passage
                        .before(figures[next.figure].context.start)
                        .ends_with(['到', '至', '为'])
        });
        let one = &stated[at];
        let figure = &figures[one.figure];
        let plain = figure.kind() == UnitKind::Duration
            && one.item.is_some_and(|item| item.rule == "noun-after");
        let mut role = role(
            passage,
            figure,
            &one.left,
            one.item.map(|item| item.span),
            next_arrives,
        );
        if plain {
            role = Role::Level;
        }
        if at > 0 && stated[at - 1].role == Role::From {
            role = Role::To;
            let item = stated[at - 1].item;
            stated[at].link = Some(Link::Began(at - 1));
            stated[at - 1].link = Some(Link::Arrives(at));
            if stated[at].item.is_none() || stated[at].left.edge <= stated[at].left.start {
                stated[at].item = item.map(|item| Item {
                    rule: "as-before",
                    ..item
                });
            }
        }
        stated[at].role = role;
        if role == Role::From
            && let Some(own) = times
                .partition_point(|time| time.span.end <= figure.context.start)
                .checked_sub(1)
                .filter(|own| {
                    times
                        .get(*own)
                        .is_some_and(|time| time.span.start >= stated[at].left.edge)
                })
        {
            owned.push(own);
        }
    }
    for at in 0..stated.len() {
        let figure = &figures[stated[at].figure];
        let place = figure.context;
        let mut found = time_for(
            passage,
            times,
            &owned,
            stated[at].figure,
            place,
            stated[at].clause,
            stated[at].role,
        )
        .and_then(|at| times.get(at))
        .copied();
        let upto = times.partition_point(|time| time.span.start <= figure.span.start);
        let is_time = times
            .get(upto.saturating_sub(2)..upto)
            .unwrap_or_default()
            .iter()
            .any(|time| matches!(time.core, Core::Length(of) if of == stated[at].figure));
        // 为期62天 says how long, not when.
        let lasts = passage.before(figure.context.start).ends_with("为期");
        if is_time || lasts {
            found = None;
        }
        if figure.kind() == UnitKind::Duration
            && found.is_some_and(|time| matches!(time.core, Core::Length(_)))
        {
            found = None;
        }
        stated[at].time = found.or(opens.filter(|time| holds_on(passage, *time, sentence, place)));
        if figure.kind() == UnitKind::Duration
            && stated[at].left.change.is_none()
            && !matches!(stated[at].role, Role::From | Role::To)
            && found.is_none()
        {
            stated[at].time = None;
        }
        stated[at].per = per_of(
            passage,
            figure,
            &stated[at].left,
            stated[at].item.map(|item| item.span),
            stated[at].clause,
            each,
            at.checked_sub(1)
                .map(|earlier| figures[stated[earlier].figure].span),
        );
        // A change or a share belongs to the figure before it with its item.
        if stated[at].link.is_none()
            && matches!(
                stated[at].role,
                Role::Increase | Role::Decrease | Role::Share
            )
            && at > 0
        {
            let same = (0..at).rev().take(4).find(|&earlier| {
                stated[earlier].role == Role::Level
                    && stated[earlier].item.map(|item| item.span)
                        == stated[at].item.map(|item| item.span)
                    && stated[at].item.is_some()
            });
            if let Some(base) = same {
                stated[at].link = Some(if stated[at].role == Role::Share {
                    Link::ShareOf(base)
                } else {
                    Link::ChangeOf(base)
                });
            }
        }
    }
}
