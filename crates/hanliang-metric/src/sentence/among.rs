//! 其中: when the parts of something hold, which was counted before them.

use hanliang_span::Span;

use super::{Sentence, Stated};
use crate::context::time::TimeFound;
use crate::figure::Figure;
use crate::passage::Passage;
use crate::tables::classes::Class;
use crate::tables::dates::Dated;

/// How many figures back a whole is looked for.
const REACH: usize = 12;

/// Gives the parts of a list the time of their whole: 2022年续建道路14条，1—7月完成
/// 铺设31公里，其中村道9条，总里程40公里. The time between holds for what was done then.
pub(super) fn hold_with_whole(sentence: &Sentence<'_>, stated: &mut [Stated]) {
    let mut at = 1;
    while at < stated.len() {
        let carried = stated[at].time;
        let whole = match opens_list(sentence, stated, at) {
            true => whole_of(sentence, stated, at),
            false => None,
        };
        // The time stands between the whole and its parts.
        let between = |whole: &usize| {
            let end = sentence.figures[stated[*whole].figure].context().end;
            carried.is_some_and(|time| time.span.start >= end)
        };
        let whole = whole.filter(between).and_then(|whole| stated[whole].time);
        let Some(whole) = whole.filter(|whole| carried.is_some_and(|time| time.span != whole.span))
        else {
            at += 1;
            continue;
        };
        // The first of them has that time, so that this goes on.
        let parts = stated.iter_mut().skip(at);
        let alike =
            |one: &&mut Stated| one.time.map(|time| time.span) == carried.map(|time| time.span);
        for part in parts.take_while(alike) {
            part.time = Some(whole);
            at += 1;
        }
    }
}

/// Whether the list of the parts of something begins at a figure, whose time
/// stands before that list.
fn opens_list(sentence: &Sentence<'_>, stated: &[Stated], at: usize) -> bool {
    let figure = |one: &Stated| sentence.figures[one.figure].context();
    let (before, place) = (figure(&stated[at - 1]).end, figure(&stated[at]).start);
    let gap = Span::new(before, place.max(before));
    let time = stated[at].time.filter(|time| time.span.end <= before);
    let lead = sentence.passage.slice(gap);
    let lead = lead.trim_start_matches(['，', ',', '；', ';', '（', '(']);
    time.is_some() && lead.starts_with("其中") && lead.len() < gap.len()
}

/// The nearest figure before one that counts in the same unit.
fn whole_of(sentence: &Sentence<'_>, stated: &[Stated], at: usize) -> Option<usize> {
    let figure = |at: usize| &sentence.figures[stated[at].figure];
    let part = figure(at);
    let counts = part.has_count_unit() || part.has_measure() && !part.is_percent();
    let mut near = (0..at).rev().take(REACH);
    near.find(|whole| counts && figure(*whole).unit() == part.unit())
}

/// The time of a sentence that is opened by 其中 and states no other: that of
/// the figure before which counts as its first does, or of the last one.
pub(crate) fn time_of_whole(
    passage: &Passage<'_>,
    figures: &[Figure],
    before: &[(usize, Option<TimeFound>)],
    first: usize,
) -> Option<TimeFound> {
    let alike =
        |whole: usize| figures[whole].has_unit() && figures[whole].unit() == figures[first].unit();
    let mut near = before.iter().rev().take(REACH);
    let whole = near.find(|(whole, _)| alike(*whole)).or(before.last())?;
    // 届时车程缩短到2小时。其中隧道22座: which stand already.
    whole
        .1
        .filter(|time| !Dated::Planned.is(passage.slice(time.span)))
}
