//! Which of the times of a sentence a figure holds for, and which of a passage.

use hanliang_span::Span;

use super::speech::speech_over;
use super::time::{Core, TimeFound};
use crate::label::digits::digit;
use crate::passage::Passage;
use crate::record::Role;
use crate::tables::classes::Class;
use crate::tables::times::When;
use crate::tables::wording::Wording;
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
    let speech = speech_over(passage, place);
    let usable = |at: usize| {
        let time = times[at];
        // 比9月的172亿元: what is compared with holds then.
        let own_then = time.compared && adjoins(passage, time, place);
        let own = matches!(time.core, Core::Length(of) if of == figure);
        let elsewhere = owned.binary_search(&at).is_ok()
            && (time.span.start < clause.start || role == Role::To);
        let past = matches!(time.core, Core::Length(_))
            && passage
                .slice(Span::new(time.span.end, place.start.max(time.span.end)))
                .contains(['；', ';']);
        let attribute = passage.near(time.span.end, 1) == "的" && time.span.start < clause.start;
        let within = time.span.start >= clause.start;
        let run =
            matches!(time.core, Core::Length(_)) && passage.slice(time.span).starts_with("连续");
        !attribute
            && (within || !run || passage.slice(clause).starts_with("累计"))
            && speech.is_none_or(|speech| speech.covers(time.span))
            && !of_whole(passage, time, place)
            && (!time.compared || own_then)
            && (within || !is_done_with(passage, time))
            && (role == Role::From || !is_start(passage, time))
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

/// Whether no more than 的 stands between a time and a figure.
fn adjoins(passage: &Passage<'_>, time: TimeFound, place: Span) -> bool {
    passage.slice(Span::new(time.span.end, place.start.max(time.span.end))) == "的"
}

/// Whether a time says when something was done and ends its clause: 创办于
/// 1953年，.
fn is_done_with(passage: &Passage<'_>, time: TimeFound) -> bool {
    let verb = passage.before(time.span.start).strip_suffix('于');
    verb.is_some_and(|verb| verb.ends_with(is_han))
        && !passage.near(time.span.end, 1).starts_with(is_han)
}

/// Whether a change begins at a time: 由上年的13.1降至12.6.
fn is_start(passage: &Passage<'_>, time: TimeFound) -> bool {
    let opened = ["起", "开始", "以来", "至今"];
    passage.before(time.span.start).ends_with('由')
        && !opened
            .iter()
            .any(|word| passage.slice(time.span).ends_with(word))
}

/// Whether a time is of the whole that a share or a multiple is of: 是上年的
/// 2.3倍, 占当时用电的四分之一.
fn of_whole(passage: &Passage<'_>, time: TimeFound, place: Span) -> bool {
    let figure = passage.slice(place);
    let part = figure.ends_with(['%', '％', '倍', '成']) || figure.contains("分之");
    let whole = || {
        let before = passage.before(time.span.start);
        before.ends_with(['是', '为', '占', '到', '达', '按'])
    };
    let held = || {
        let between = passage.slice(Span::new(time.span.end, place.start.max(time.span.end)));
        let between = between.trim_end_matches(['近', '约']);
        between.ends_with('的') && !between.contains(['，', ',', '；', '、'])
            || between.is_empty() && passage.slice(time.span).ends_with('的')
    };
    part && whole() && held()
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
    let lead = without_mark(lead);
    // 初步核算，全年…, 据省统计局发布，全年…: one clause may stand before.
    let lead = lead
        .strip_suffix(['，', ','])
        .filter(|clause| attributes(clause))
        .map_or(lead, |_| "");
    let plain = lead.is_empty()
        || (lead.chars().count() <= 2 && lead.chars().all(|c| matches!(c, '在' | '于' | '到')));
    let dated = matches!(first.core, Core::Date(_) | Core::Word(_) | Core::Phrase);
    // 9月28日，货轮靠港。 tells of one day, and nothing of the next sentence.
    let event = is_day(passage, *first);
    (plain && dated && !event && is_han_or_digit(passage.near(first.span.start, 1)))
        .then_some(*first)
}

/// A text without the mark of a list that it begins with: 二、, （三）, 1.
fn without_mark(text: &str) -> &str {
    let number = text.trim_start_matches(['（', '(']);
    let rest = number.trim_start_matches(|c| digit(c).is_some() || c == '十');
    if rest.len() == number.len() {
        return text;
    }
    rest.strip_prefix(['、', '.', '．', '）', ')'])
        .unwrap_or(text)
}

/// Whether the time that opens a passage holds for a figure of a sentence:
/// speech has its own.
pub(crate) fn holds_on(
    passage: &Passage<'_>,
    opens: TimeFound,
    sentence: Span,
    figure: Span,
) -> bool {
    let before = passage.slice(Span::new(sentence.start.min(figure.start), figure.start));
    opens.span.end <= sentence.start.max(figure.start)
        && (opens.span.start >= sentence.start || !is_planned(before))
        && speech_over(passage, figure).is_none_or(|speech| speech.covers(opens.span))
}

/// Whether the words before a figure say that it is planned: 公司拟派发….
fn is_planned(before: &str) -> bool {
    let mut places = before.match_indices('拟');
    places.any(|(at, _)| {
        let lead = before.get(..at).unwrap_or_default();
        !lead.ends_with(['模', '虚', '草', '比'])
    })
}

/// Whether a clause says no more than where what follows is from.
fn attributes(clause: &str) -> bool {
    let length = clause.chars().count();
    let said = || clause.starts_with(['据', '據']) || is_event(clause);
    length <= 6 && clause.chars().all(is_han) || length <= 24 && !clause.contains('，') && said()
}

fn is_han_or_digit(text: &str) -> bool {
    text.chars()
        .next()
        .is_some_and(|c| is_han(c) || crate::label::digits::is_arabic(c) || matches!(c, '“' | '「'))
}

/// Whether a time is a single day.
fn is_day(passage: &Passage<'_>, time: TimeFound) -> bool {
    let named = |date: &str| date.ends_with('日') || date.starts_with(['周', '星', '礼']);
    matches!(time.core, Core::Word(When::Day(_)))
        || matches!(time.core, Core::Date(span) if named(passage.slice(span)))
}

/// Whether a day is one that is told of, or when something was said, not when
/// a figure held: 今日公布.
fn reported(passage: &Passage<'_>, time: TimeFound) -> bool {
    if !is_day(passage, time) {
        return false;
    }
    // 6月14日是世界献血者日: a day that is spoken of itself.
    if passage.near(time.span.end, 1) == "是" {
        return true;
    }
    let near = passage.near(time.span.end, 20);
    // 今日（10月8日）表示
    let near = match near.strip_prefix(['（', '(']) {
        Some(bracket) => bracket.split_once(['）', ')']).map_or("", |(_, rest)| rest),
        None => near.trim_start_matches(['）', ')']),
    };
    let mut clauses = near.split(|c| !is_han(c));
    let clause = clauses.next().unwrap_or_default();
    // 9月8日，法院公开宣判…: who says it follows.
    let said = clause.is_empty()
        && near.starts_with(['，', ','])
        && clauses
            .next()
            .is_some_and(|clause| Wording::Says.within(clause));
    said || is_event(clause)
}

/// Whether a clause tells of an event: something is said, or held.
fn is_event(clause: &str) -> bool {
    Wording::Says.within(clause) || Wording::Meets.within(clause)
}
