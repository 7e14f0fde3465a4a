//! Roles, links, times and distributors.

use hanliang_quantity::UnitKind;
use hanliang_span::Span;

use super::place::as_before;
use super::{Sentence, Stated};
use crate::context::held::{Held, holds_on};
use crate::context::per::Distributed;
use crate::context::time::{Core, TimeFound};
use crate::figure::Figure;
use crate::passage::Passage;
use crate::record::{Link, Role};
use crate::relate::role;
use crate::rule::ItemRule;
use crate::tables::classes::Class;
use crate::tables::wording::Wording;
use crate::tables::words::is_han;

/// Gives the figures of a sentence their roles, then what follows from them.
pub(super) fn finish(sentence: &Sentence<'_>, stated: &mut [Stated]) {
    for at in 0..stated.len() {
        let role = role_at(sentence, stated, at);
        stated[at].role = role;
        if role == Role::To
            && !stated[at].again
            && let Some(first) = beginning(stated, at)
        {
            link_ends(stated, first, at);
        }
    }
    let owned = owned(sentence, stated);
    for at in 0..stated.len() {
        stated[at].time = time(sentence, &stated[at], &owned);
        stated[at].per = per(sentence, stated, at);
        stated[at].link = stated[at].link.or_else(|| base(stated, at));
    }
}

/// How many changes may begin in a row, or figures be restated.
const LONGEST_ROW: usize = 12;

/// What a figure is to its item. What follows where a change began is where it
/// arrives.
fn role_at(sentence: &Sentence<'_>, stated: &[Stated], at: usize) -> Role {
    let one = &stated[at];
    if let Some(before) = at.checked_sub(1).filter(|_| one.again) {
        return stated[before].role;
    }
    if let Some(role) = pairs_with_end(sentence, stated, at) {
        return role;
    }
    // 从18000元增加了1500元: by how much.
    let grows = one.left.change.is_some() && !one.left.arrives;
    if !grows && !begins_row(stated, at) && first_end(stated, at).is_some() {
        return Role::To;
    }
    let figure = &sentence.figures[one.figure];
    // 由8:40:52调整为6:38:56
    if figure.stands_in_row() && one.left.begins && !one.left.arrives {
        return Role::From;
    }
    // 三年计划, 30岁居民: what the noun is like.
    let lasts = matches!(figure.kind(), UnitKind::Duration | UnitKind::Age)
        && one
            .item
            .is_some_and(|item| item.rule == ItemRule::NounAfter);
    // 连升四个月: how long it went on.
    let went_on = |word: Span| one.left.continued || sentence.passage.slice(word).starts_with('连');
    let streak = figure.kind() == UnitKind::Duration && one.left.change_word.is_some_and(went_on);
    if lasts || streak || is_frame(sentence.passage, figure) {
        return Role::Level;
    }
    let mut near = (at + 1..stated.len()).take(LONGEST_ROW);
    let next = near.find(|next| {
        let paired = one.left.begins && adjoins(sentence, stated, *next);
        let next = &stated[*next];
        !(next.again || paired || one.left.begins && next.left.begins)
    });
    let next = next.map(|next| &stated[next]);
    let next_arrives = next.is_some_and(|next| arrives_behind(sentence, figure, next));
    // 从18000元增加了1500元
    let grows = |next: &Stated| {
        let other = &sentence.figures[next.figure];
        let alike = other.unit() == figure.unit() && one.left.change.is_none();
        next.left.change.is_some() && alike && one.left.begins
    };
    let next_arrives = next_arrives || next.is_some_and(grows);
    if is_part_of_added(sentence, stated, at) {
        return Role::Increase;
    }
    if let Some(role) = goes_on_with_list(sentence, stated, at) {
        return role;
    }
    if let Some(role) = rate_of_change(sentence, stated, at) {
        return role;
    }
    let item = one.item.map(|item| item.span);
    role(sentence.passage, figure, &one.left, item, next_arrives)
}

/// 由260户780人减少到90户210人: what stands beside an end of a change, of the same things
/// counted otherwise, is an end too.
fn pairs_with_end(sentence: &Sentence<'_>, stated: &[Stated], at: usize) -> Option<Role> {
    let before = at.checked_sub(1)?;
    let role = stated[before].role;
    let ends = matches!(role, Role::From | Role::To);
    (ends && adjoins(sentence, stated, at)).then_some(role)
}

/// Whether a figure stands right behind the one before, in another unit: 260户｜780人.
fn adjoins(sentence: &Sentence<'_>, stated: &[Stated], at: usize) -> bool {
    let figure = |at: usize| &sentence.figures[stated[at].figure];
    at.checked_sub(1).is_some_and(|before| {
        let (first, second) = (figure(before), figure(at));
        first.context().end == second.context().start
            && first.has_count_unit()
            && second.has_count_unit()
            && first.unit() != second.unit()
    })
}

/// 新增床位900张，其中甲县300张: a part of what was added was added.
fn is_part_of_added(sentence: &Sentence<'_>, stated: &[Stated], at: usize) -> bool {
    let one = &stated[at];
    // 累计300例: not a sum.
    let left = &one.left;
    let plain = left.change.is_none() && !left.share && !left.compared && !left.linked;
    let Some(item) = one
        .item
        .filter(|item| plain && item.rule == ItemRule::AsBefore)
    else {
        return false;
    };
    let unit = |one: &Stated| sentence.figures[one.figure].unit();
    let mut near = stated[..at].iter().rev().take(LONGEST_ROW);
    near.any(|whole| {
        let same = whole.item.is_some_and(|other| other.span == item.span);
        same && unit(whole) == unit(one)
            && whole.role == Role::Increase
            && whole.left.change.is_none()
    })
}

/// 门店增加15家（13.3%）: a rate alone in a bracket behind a change is that change.
fn rate_of_change(sentence: &Sentence<'_>, stated: &[Stated], at: usize) -> Option<Role> {
    let passage = sentence.passage;
    let figure = &sentence.figures[stated[at].figure];
    let before = stated.get(at.checked_sub(1)?)?;
    let changed = &sentence.figures[before.figure];
    let open = passage
        .before(figure.context().start)
        .strip_suffix(['（', '('])?;
    // 增加3人死亡（4.9%）
    let gap = passage.slice(Span::new(changed.context().end.min(open.len()), open.len()));
    let near = gap.chars().count() <= BEHIND_CHANGE && gap.chars().all(is_han);
    let alone = passage
        .near(figure.context().end, 1)
        .starts_with(['）', ')']);
    let rate = figure.is_percent() && !changed.is_percent();
    let changes = matches!(before.role, Role::Increase | Role::Decrease);
    (near && alone && rate && changes).then_some(before.role)
}

/// How long the noun behind a change may be that a rate in a bracket follows, in
/// characters.
const BEHIND_CHANGE: usize = 6;

/// What is listed on has the role of the one before it: 新增病例46例（甲省19例）、感染者5例,
/// 甲区（增长13.8%）、乙区（13.3%）.
fn goes_on_with_list(sentence: &Sentence<'_>, stated: &[Stated], at: usize) -> Option<Role> {
    let (passage, one) = (sentence.passage, &stated[at]);
    let left = &one.left;
    if left.change.is_some() || left.share || left.arrives || left.begins || left.each {
        return None;
    }
    let figure = &sentence.figures[one.figure];
    let mut near = stated[..at].iter().rev().take(LONGEST_ROW);
    let last = near.next()?;
    let other = &sentence.figures[last.figure];
    let changes = matches!(last.role, Role::Increase | Role::Decrease);
    let gap = passage.slice(Span::new(other.context().end, figure.context().start));
    let between = gap
        .strip_prefix(['）', ')'])
        .and_then(|gap| gap.strip_prefix('、'));
    if changes
        && figure.unit() == other.unit()
        && let Some(name) = between.and_then(|gap| gap.strip_suffix(['（', '(']))
    {
        let short = name.chars().count() <= FRAME && name.chars().all(is_han);
        return short.then_some(last.role);
    }
    if last.left.change.is_some() && changes {
        return None;
    }
    let item = one
        .item
        .filter(|item| item.span.end <= figure.span().start)?;
    let listed = passage.before(item.span.start).strip_suffix('、')?.len();
    let head = core::iter::once(last).chain(near).find(|head| {
        let end = sentence.figures[head.figure].context().end;
        let aside = passage.slice(Span::new(end.min(listed), listed));
        aside.is_empty() || aside.starts_with(['（', '(']) && aside.ends_with(['）', ')'])
    })?;
    let noun = head.item?;
    let own = noun.span.end <= sentence.figures[head.figure].span().start;
    let lead = passage.before(noun.span.start);
    let added = own
        && (lead.ends_with("新增") || lead.ends_with("净增"))
        && head.role == Role::Increase
        && head.left.change.is_none()
        && sentence.figures[head.figure].unit() == figure.unit();
    added.then_some(Role::Increase)
}

/// How long the noun of a frame may be, in characters.
const FRAME: usize = 10;

/// 增幅在十二个街道中列第三: among how many, not by how much.
fn is_frame(passage: &Passage<'_>, figure: &Figure) -> bool {
    let governed = passage.before(figure.context().start).ends_with('在');
    let near = passage.near(figure.context().end, FRAME);
    let noun = near.split(|c| !is_han(c)).next().unwrap_or_default();
    governed && figure.has_count_unit() && noun.contains(['中', '里'])
}

/// The figure before another where the change of both begins.
fn first_end(stated: &[Stated], at: usize) -> Option<usize> {
    let mut near = (0..at).rev().take(LONGEST_ROW);
    let first = near.find(|earlier| !stated[*earlier].again)?;
    (stated[first].role == Role::From).then_some(first)
}

/// Where the change began that arrives at a figure: in a row of changes, as far
/// into the row of beginnings as the figure is into its own.
fn beginning(stated: &[Stated], at: usize) -> Option<usize> {
    let near = (0..at).rev().take(2 * LONGEST_ROW);
    let mut earlier = near.filter(|at| !stated[*at].again);
    let mut earlier = earlier.by_ref().peekable();
    let mut ends = 0;
    while earlier.next_if(|at| stated[*at].role == Role::To).is_some() {
        ends += 1;
    }
    let row: Vec<usize> = earlier
        .take_while(|at| stated[*at].role == Role::From)
        .collect();
    row.len().checked_sub(ends + 1).map(|back| row[back])
}

/// Whether changes begin at a figure as at the one before: 分别从3亿、5亿.
fn begins_row(stated: &[Stated], at: usize) -> bool {
    let begins = |at: usize| stated[at].left.begins;
    begins(at) && at.checked_sub(1).is_some_and(begins)
}

/// Whether a change that begins at a figure arrives at the next.
fn arrives_behind(sentence: &Sentence<'_>, figure: &Figure, next: &Stated) -> bool {
    let passage = sentence.passage;
    let end = figure.context().end;
    let plain = || {
        let gap = Span::new(end, next.left.edge.max(end));
        let before = passage.before(sentence.figures[next.figure].context().start);
        passage.slice(gap).is_empty() && before.ends_with(['到', '至', '为'])
    };
    next.left.arrives || plain()
}

/// Links the two ends of a change; the second is of what the first is, where it
/// names nothing itself.
fn link_ends(stated: &mut [Stated], first: usize, at: usize) {
    let item = stated[first].item;
    stated[at].link = Some(Link::Began(first));
    stated[first].link = Some(Link::Arrives(at));
    if stated[at].item.is_none() || stated[at].left.edge <= stated[at].left.start {
        stated[at].item = item.map(as_before);
    }
}

/// Times that stand right before the first end of a change hold for it only.
fn owned(sentence: &Sentence<'_>, stated: &[Stated]) -> Vec<usize> {
    let times = sentence.times;
    let first_ends = stated.iter().filter(|one| one.role == Role::From);
    let own = first_ends.filter_map(|one| {
        let place = sentence.figures[one.figure].context();
        let upto = times.partition_point(|time| time.span.end <= place.start);
        let own = upto.checked_sub(1)?;
        (times.get(own)?.span.start >= one.left.edge).then_some(own)
    });
    own.collect()
}

/// When a figure holds.
fn time(sentence: &Sentence<'_>, one: &Stated, owned: &[usize]) -> Option<TimeFound> {
    let figure = &sentence.figures[one.figure];
    let lasts = figure.kind() == UnitKind::Duration;
    let found = own_time(sentence, one, figure, owned)
        .filter(|time| !(lasts && matches!(time.core, Core::Length(_))));
    let changes = one.left.change.is_some() || matches!(one.role, Role::From | Role::To);
    // 学制三年: a length of time holds at all times, but 培训时间为22天 is what came of
    // one.
    let spent = || {
        let noun = one
            .item
            .map_or("", |item| sentence.passage.slice(item.span));
        Wording::OfTime.ends(noun)
    };
    if found.is_some() || lasts && !changes && !spent() {
        return found;
    }
    let (passage, span) = (sentence.passage, sentence.span);
    let opens = sentence.opens;
    opens.filter(|time| holds_on(passage, *time, span, figure.context()))
}

/// The time of its sentence that a figure holds for.
fn own_time(
    sentence: &Sentence<'_>,
    one: &Stated,
    figure: &Figure,
    owned: &[usize],
) -> Option<TimeFound> {
    let times = sentence.times;
    let upto = times.partition_point(|time| time.span.start <= figure.span().start);
    let near = times.get(upto.saturating_sub(2)..upto).unwrap_or_default();
    let is_time = near
        .iter()
        .any(|time| matches!(time.core, Core::Length(of) if of == one.figure));
    // 为期62天 says how long, not when.
    let before = sentence.passage.before(figure.context().start);
    if is_time || before.ends_with("为期") {
        return None;
    }
    let held = Held {
        passage: sentence.passage,
        times,
        owned,
        figure: one.figure,
        place: figure.context(),
        clause: one.clause,
        role: one.role,
    };
    let found = held.time()?;
    times.get(found).copied()
}

/// Per what a figure is.
fn per(sentence: &Sentence<'_>, stated: &[Stated], at: usize) -> Vec<Span> {
    let one = &stated[at];
    let span = |one: &Stated| sentence.figures[one.figure].span();
    let earlier = at.checked_sub(1).and_then(|earlier| stated.get(earlier));
    let first_from = |place: usize| {
        let first = stated.partition_point(|one| span(one).start < place);
        stated.get(first).map(span)
    };
    let distributed = Distributed {
        passage: sentence.passage,
        figure: &sentence.figures[one.figure],
        left: &one.left,
        item: one.item.map(|item| item.span),
        clause: one.clause,
        each: sentence.each,
        times: sentence.times,
        earlier: earlier.map(|earlier| (span(earlier), &earlier.per[..])),
        first_from,
    };
    distributed.per()
}

/// How many figures back the base of a change is looked for.
const BASE_REACH: usize = 4;

/// A change or a share belongs to the figure before it with its item.
fn base(stated: &[Stated], at: usize) -> Option<Link> {
    let one = &stated[at];
    let link = match one.role {
        Role::Increase | Role::Decrease => Link::ChangeOf,
        Role::Share => Link::ShareOf,
        _ => return None,
    };
    let item = one.item?.span;
    let mut near = (0..at).rev().take(BASE_REACH);
    let base = near.find(|earlier| {
        let earlier = &stated[*earlier];
        earlier.role == Role::Level && earlier.item.is_some_and(|other| other.span == item)
    })?;
    Some(link(base))
}
