//! Which of the times of a sentence a figure holds for, and which of a passage.

use hanliang_span::Span;

use super::time::{Core, TimeFound};
use crate::passage::Passage;
use crate::record::Role;
use crate::tables::times::When;
use crate::tables::words::is_han;

/// When the figure at `place` holds: the nearest time before it in its clause;
/// else the nearest that opens a clause of the sentence, a date rather than a
/// length of time; else the nearest of all.
pub(crate) fn time_for(
    passage: &Passage<'_>,
    times: &[TimeFound],
    owned: &[usize],
    figure: usize,
    place: Span,
    clause: Span,
    role: Role,
) -> Option<usize> {
    let upto = times.partition_point(|time| time.span.start < place.start);
    let usable = |at: usize| {
        let time = times[at];
        let own = matches!(time.core, Core::Length(of) if of == figure);
        let elsewhere = owned.binary_search(&at).is_ok()
            && (time.span.start < clause.start || role == Role::To);
        let past = matches!(time.core, Core::Length(_))
            && passage
                .slice(Span::new(time.span.end, place.start.max(time.span.end)))
                .contains(['；', ';']);
        let attribute = passage.near(time.span.end, 1) == "的" && time.span.start < clause.start;
        !attribute
            && !time.compared
            && !own
            && !reported(passage, time)
            && time.span.end <= place.start
            && !elsewhere
            && !past
    };
    let recent = upto.saturating_sub(12)..upto;
    let found = |test: &dyn Fn(TimeFound) -> bool| {
        recent
            .clone()
            .rev()
            .find(|&at| usable(at) && test(times[at]))
    };
    let length = |time: TimeFound| matches!(time.core, Core::Length(_));
    found(&|time| time.span.start >= clause.start && !length(time))
        .or_else(|| found(&|time| time.span.start >= clause.start))
        .or_else(|| found(&|time| leads(passage, time) && !length(time)))
        .or_else(|| found(&|time| !length(time)))
        .or_else(|| found(&|_| true))
}

/// Whether a time opens its clause, so that it holds for what follows.
fn leads(passage: &Passage<'_>, time: TimeFound) -> bool {
    let before = passage.before(time.span.start);
    let lead = before.trim_end_matches(['在', '从', '自', '于', '到', '至', ' ', '\u{3000}']);
    lead.is_empty()
        || lead.ends_with([
            '，', ',', '。', '；', ';', '：', ':', '\n', '！', '？', '”', '）', ')',
        ])
}

/// The time that opens a passage at `start`, which holds for all of it.
pub(crate) fn opens_passage(
    passage: &Passage<'_>,
    start: usize,
    times: &[TimeFound],
) -> Option<TimeFound> {
    let mut usable = times
        .iter()
        .filter(|time| !time.compared && !reported(passage, **time));
    let first = usable.next()?;
    let lead = passage.slice(Span::new(start, first.span.start.max(start)));
    let lead = lead.trim_start_matches([' ', '\u{3000}', '\t', '\n', '*', '·', '•']);
    // 初步核算，全年…, 据省统计局发布，全年…: one clause may stand before.
    let lead = lead
        .strip_suffix(['，', ','])
        .filter(|clause| attributes(clause))
        .map_or(lead, |_| "");
    let plain = lead.is_empty()
        || (lead.chars().count() <= 2 && lead.chars().all(|c| matches!(c, '在' | '于' | '到')));
    let dated = matches!(first.core, Core::Date(_) | Core::Word(_) | Core::Phrase);
    (plain && dated && is_han_or_digit(passage.near(first.span.start, 1))).then_some(*first)
}

/// Whether a clause says no more than where what follows is from.
fn attributes(clause: &str) -> bool {
    let length = clause.chars().count();
    let said =
        || clause.starts_with(['据', '據']) || REPORTS.iter().any(|word| clause.contains(word));
    length <= 6 && clause.chars().all(is_han) || length <= 24 && !clause.contains('，') && said()
}

fn is_han_or_digit(text: &str) -> bool {
    text.chars()
        .next()
        .is_some_and(|c| is_han(c) || crate::label::digits::is_arabic(c) || matches!(c, '“' | '「'))
}

/// Whether a day is one that is told of, or when something was said, not when
/// a figure held: 今日公布.
fn reported(passage: &Passage<'_>, time: TimeFound) -> bool {
    let day = matches!(time.core, Core::Word(When::Day(_)))
        || matches!(time.core, Core::Date(span) if passage.slice(span).ends_with('日'));
    if !day {
        return false;
    }
    // 6月14日是世界献血者日: a day that is spoken of itself.
    if passage.near(time.span.end, 1) == "是" {
        return true;
    }
    let near = passage.near(time.span.end, 16);
    let clause = near.split(|c| !is_han(c)).next().unwrap_or_default();
    REPORTS.iter().any(|word| clause.contains(word))
}

/// Verbs of saying and of making known.
const REPORTS: [&str; 16] = [
    "公布",
    "发布",
    "获悉",
    "表示",
    "宣布",
    "通报",
    "报道",
    "介绍",
    "指出",
    "透露",
    "披露",
    "举行",
    "召开",
    "了解到",
    "报导",
    "说",
];
