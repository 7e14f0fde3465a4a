//! The figures of one sentence, read together: each in its clause, then rows
//! of figures, then figures that say nothing of themselves, then roles.

mod distribute;
mod elided;
mod finish;
mod inherit;
mod place;
mod topic;

use hanliang_span::Span;

use crate::context::clause::clause;
use crate::context::item::{Item, Surroundings, own};
use crate::context::left::{Left, read_left};
use crate::context::per::Each;
use crate::context::time::{Core, TimeFound};
use crate::figure::Figure;
use crate::passage::Passage;
use crate::record::{Link, Role};
use crate::tables::cues::without_cues;
use crate::tables::words::{Part, words};

pub(crate) use distribute::{distribute, distribute_times};
pub(crate) use finish::finish;
pub(crate) use inherit::inherit;
pub(crate) use topic::{Known, remember};

/// A figure that states a quantity, with what was read around it.
pub(crate) struct Stated {
    pub(crate) figure: usize,
    pub(crate) clause: Span,
    pub(crate) left: Left,
    pub(crate) item: Option<Item>,
    pub(crate) role: Role,
    pub(crate) time: Option<TimeFound>,
    pub(crate) per: Vec<Span>,
    pub(crate) link: Option<Link>,
}

/// Reads what stands around each figure of a sentence.
pub(crate) fn read_sentence(
    passage: &Passage<'_>,
    figures: &[Figure],
    range: core::ops::Range<usize>,
    metric: &[bool],
    times: &[TimeFound],
    each: &[Each],
) -> Vec<Stated> {
    let count = range.clone().filter(|at| metric[*at]).count();
    let mut stated: Vec<Stated> = Vec::with_capacity(count);
    for index in range.clone() {
        if !metric[index] {
            continue;
        }
        let figure = &figures[index];
        let clause = clause(passage, figure.context);
        // 比五年前增加3厘米, 由十年前的38%提高: a length of time that says when.
        let mut earlier = stated.iter().rev().map(|one| one.figure);
        let previous = earlier
            .next()
            .and_then(|last| match says_when(times, last, &figures[last]) {
                true => earlier.next(),
                false => Some(last),
            })
            .map(|at| &figures[at]);
        let from = previous
            .map_or(clause.start, |previous| {
                previous.context.end.max(clause.start)
            })
            .min(figure.context.start);
        // 面向31个省计划招生6200人: the noun that the figure before counts is
        // taken.
        let taken = stated
            .last()
            .and_then(|one| one.item)
            .filter(|item| item.rule == "noun-after" && item.span.start == from)
            .map(|item| item.span.end.min(figure.context.start))
            .filter(|end| {
                let rest = passage.slice(Span::new(*end, figure.context.start));
                // 37个县56万人受灾: nothing is left for the second.
                let adjoins = rest.is_empty() && figure.has_count_unit();
                previous.is_some_and(Figure::has_count_unit)
                    && (adjoins || !without_cues(rest).is_empty())
            })
            .unwrap_or(from);
        let mut left = read_left(passage, taken, figure.context.start, times, each);
        left.share &= !figure.is_ratio();
        // 约占案件总数的十分之一
        let lead = passage.slice(Span::new(from, figure.context.start));
        left.about |= place::is_part(figure.kind()) && lead.contains("约占");
        let next = (index + 1..range.end)
            .find(|at| metric[*at])
            .and_then(|at| figures.get(at))
            .filter(|next| next.context.start < clause.end);
        let right_end = next.map_or(clause.end, |next| {
            next.context.start.max(figure.context.end)
        });
        let around = Surroundings {
            passage,
            figure,
            left: &left,
            from,
            right_end,
            next,
            clause_end: clause.end,
        };
        let mut item = own(around)
            .filter(|item| figure.counts_events() || !is_predicate(passage, &left, item));
        // 师生比, 男女比例: the name of a ratio ends so.
        if let Some(item) = item.as_mut().filter(|_| figure.is_ratio()) {
            let gap = passage.slice(Span::new(
                item.span.end.min(figure.context.start),
                figure.context.start,
            ));
            let end = ["比例", "比率", "比"]
                .iter()
                .find(|end| gap.starts_with(**end));
            item.span.end += end.map_or(0, |end| end.len());
        }
        // 60岁及以上人口占18.9%: whose age it is.
        if let (Some(item), Some(age)) = (&mut item, previous)
            && age.kind() == hanliang_quantity::UnitKind::Age
            && !item.verbal
            && item.span.end <= left.edge
            && age.context.end <= item.span.start
            && matches!(
                passage.slice(Span::new(age.context.end, item.span.start)),
                "" | "的"
            )
        {
            item.span.start = age.context.start;
        }
        stated.push(Stated {
            figure: index,
            clause,
            left,
            item,
            role: Role::Level,
            time: None,
            per: Vec::new(),
            link: None,
        });
    }
    stated
}

/// Modal verbs and 再: behind one a verb is a predicate, and no name of what is
/// done.
const MODALS: [&str; 12] = [
    "能", "可", "敢", "会", "再", "要", "须", "需", "应", "可以", "能够", "只能",
];

/// Whether an item is no more than a verb behind a modal: 一年能卖十万元,
/// 再加发10元. What it is of was named before.
fn is_predicate(passage: &Passage<'_>, left: &Left, item: &Item) -> bool {
    let names_verb = item.verbal && matches!(item.rule, "subject" | "noun-before");
    if !names_verb || item.span.end > left.edge {
        return false;
    }
    let text = passage.slice(Span::new(left.start.min(item.span.start), item.span.end));
    let words = words(text);
    let [.., modal, verb] = &words[..] else {
        return false;
    };
    verb.part == Part::Verb
        && modal
            .span
            .of(text)
            .is_some_and(|form| MODALS.contains(&form))
}

/// Whether a figure is a length of time within an expression that ends behind
/// it: 五年前.
fn says_when(times: &[TimeFound], at: usize, length: &Figure) -> bool {
    let found = times.partition_point(|time| time.span.end <= length.context.end);
    times.get(found).is_some_and(|time| {
        matches!(time.core, Core::Length(of) if of == at) && time.span.start <= length.span.start
    })
}
