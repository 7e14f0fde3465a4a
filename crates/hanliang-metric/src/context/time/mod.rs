//! When a figure holds: the time expressions of a sentence.

mod expression;

use hanliang_quantity::UnitKind;
use hanliang_span::Span;

pub(crate) use self::expression::is_nearly;
use self::expression::{length_of_time, moments, periods, plan_period, words_of_time};
use crate::figure::Figure;
use crate::label::Found;
use crate::label::date::{is_counted_month, names_day};
use crate::label::digits::digit;
use crate::missing::lost_month;
use crate::passage::Passage;
use crate::record::LabelClass;
use crate::tables::classes::Class;
use crate::tables::dates::{Dated, is_outgrown};
use crate::tables::times::When;
use crate::tables::wording::Wording;
use crate::tables::words::{Part, is_han, words};

/// What a time expression rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Core {
    /// A date with numerals, at this place.
    Date(Span),
    /// A word: 去年, 目前.
    Word(When),
    /// A length of time that runs up to now: 近两年, 连续6年.
    Length(usize),
    /// A phrase that names no days: 随访期间, “十三五”期间.
    Phrase,
}

/// A time expression of a passage.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TimeFound {
    pub(crate) span: Span,
    pub(crate) core: Core,
    /// It is what a change is counted from (比去年): not when a figure holds.
    pub(crate) compared: bool,
}

/// What makes another word of the 今 of 至今: 至今晨, 至今年底.
const AFTER_NOW: [char; 7] = ['晨', '早', '晚', '夜', '日', '年', '天'];

/// The time expressions of one sentence, in order, without overlap.
pub(crate) fn times_of(
    passage: &Passage<'_>,
    sentence: Span,
    labels: &[Found],
    figures: &[Figure],
    first_figure: usize,
) -> Vec<TimeFound> {
    let (mut found, mut hours) = (Vec::new(), Vec::new());
    dates(passage, sentence, labels, &mut found, &mut hours);
    for (offset, figure) in figures.iter().enumerate() {
        if sentence.covers(figure.span())
            && figure.kind() == UnitKind::Duration
            && !is_dated(labels, figure)
            && let Some(span) = length_of_time(passage, figure)
        {
            found.push((span, Core::Length(first_figure + offset)));
        }
    }
    words_of_time(passage, sentence, &mut found);
    periods(passage, sentence, &mut found);
    moments(passage, sentence, &mut found);
    // 昨日开售，截至晚上9时: the day was told.
    let told = found.iter().map(|(span, _)| span.start).min();
    let told = told.unwrap_or(usize::MAX);
    let upto = hours.iter().filter_map(|hour| up_to_hour(passage, *hour));
    let upto = upto.filter(|span| span.start < told);
    found.extend(upto.map(|span| (span, Core::Phrase)));
    found.sort_by_key(|(span, _)| (span.start, core::cmp::Reverse(span.end)));
    let mut times: Vec<TimeFound> = Vec::new();
    for (span, core) in found {
        // 《白皮书（2020—2024）》 is a name.
        if passage.quote_over(span).is_some_and(|quote| quote.title) {
            continue;
        }
        let whole = match core {
            Core::Length(_) | Core::Phrase => span,
            _ => widen(passage, with_hour(passage, span, &hours)),
        };
        if times
            .last_mut()
            .is_some_and(|last| goes_on(passage, last, span, whole, core))
        {
            continue;
        }
        times.push(TimeFound {
            span: whole,
            core,
            compared: compared(passage, whole) || goes_on_comparing(passage, &times, whole),
        });
    }
    times
}

/// The dates and plans among the labels of a sentence, and the hours.
fn dates(
    passage: &Passage<'_>,
    sentence: Span,
    labels: &[Found],
    found: &mut Vec<(Span, Core)>,
    hours: &mut Vec<Span>,
) {
    for label in labels.iter().filter(|label| sentence.covers(label.span)) {
        match label.class {
            LabelClass::Date if is_hour(passage.slice(label.span)) => hours.push(label.span),
            // 2022届毕业生, 2024款: a year that names a sort.
            LabelClass::Date if names_sort(passage, label.span) => {}
            // 2025滨城马拉松: a year that is part of a name.
            LabelClass::Date if names_event(passage, label.span) => {}
            // 今日（10月8日）: the day was named.
            LabelClass::Date if explains(passage, label.span) => {}
            // 3月9日正月二十二: the day was named.
            LabelClass::Date if is_of_the_moon(passage, label.span) => {}
            // 6、7、8三个月: each is one of several.
            LabelClass::Date if is_listed(passage, label.span) => {}
            // 截至月21日: the month was lost.
            LabelClass::Date if lacks_month(passage, label.span) => {}
            LabelClass::Date => found.push((label.span, Core::Date(label.span))),
            LabelClass::Slogan | LabelClass::Ordinal => {
                let plan = plan_period(passage, label.span);
                found.extend(plan.map(|span| (span, Core::Phrase)));
            }
            _ => {}
        }
    }
}

/// Whether a date is the bare number of a month in a list: 6 of 6、7、8三个月.
fn is_listed(passage: &Passage<'_>, date: Span) -> bool {
    let bare = passage.slice(date).chars().all(|c| digit(c).is_some());
    bare && is_counted_month(&passage.text, date)
}

/// Whether the number of the month before a day was lost.
fn lacks_month(passage: &Passage<'_>, day: Span) -> bool {
    let month = passage.before(day.start).strip_suffix('月');
    month.is_some_and(|lead| lost_month(passage, lead.len()).is_some())
}

/// 截至上午10时: an hour tells no day, but it is when a count ended.
fn up_to_hour(passage: &Passage<'_>, hour: Span) -> Option<Span> {
    let before = passage.before(hour.start);
    let part = Dated::PartOfDay.length_before(before).unwrap_or(0);
    let lead = before.get(..before.len() - part).unwrap_or(before);
    // 截至今｜上午9时
    let today = lead.strip_suffix('今').filter(|_| part > 0);
    let lead = today.unwrap_or(lead);
    let word = Dated::Opens.length_before(lead)?;
    let start = lead.len() - word;
    let upto = passage
        .slice(Span::new(start, lead.len()))
        .starts_with('截');
    upto.then(|| Span::new(start, hour.end))
}

/// Whether a date in brackets only says which day the word before them is.
fn explains(passage: &Passage<'_>, date: Span) -> bool {
    let before = passage.before(date.start).strip_suffix(['（', '(']);
    before.is_some_and(names_day) && passage.after(date.end).starts_with(['）', ')'])
}

/// Whether a day of the moon stands behind the same day of the sun.
fn is_of_the_moon(passage: &Passage<'_>, date: Span) -> bool {
    let moon = passage.slice(date);
    let lunar = Dated::LunarMonth.begins(moon) || Dated::Moon.begins(moon);
    let before = passage.before(date.start);
    lunar
        && before
            .trim_end_matches(['（', '(', '，', ' '])
            .ends_with('日')
}

/// Whether a figure is a part of a date.
fn is_dated(labels: &[Found], figure: &Figure) -> bool {
    let upto = labels.partition_point(|label| label.span.start < figure.span().end);
    let near = labels.get(upto.saturating_sub(2)..upto).unwrap_or_default();
    near.iter()
        .any(|label| label.class == LabelClass::Date && label.span.overlaps(figure.span()))
}

/// Whether a time is a part of the one before it, or goes on with it; then that
/// one takes it in.
fn goes_on(
    passage: &Passage<'_>,
    last: &mut TimeFound,
    span: Span,
    whole: Span,
    core: Core,
) -> bool {
    if last.span.end > whole.start {
        if last.span.end < whole.end && last.span.end >= span.start {
            last.span.end = whole.end;
        }
        return true;
    }
    // 2018年3月至2020年9月
    let gap = passage.slice(Span::new(last.span.end, whole.start));
    let stretch = matches!(gap, "至" | "到" | "-" | "—" | "～" | "~" | "——")
        && matches!(
            (last.core, core),
            (Core::Date(_) | Core::Word(_), Core::Date(_) | Core::Word(_))
        );
    // 2020年｜第三季度, 2020年｜上半年, 今年｜前4个月
    let part = !matches!(core, Core::Length(_)) || passage.slice(whole).starts_with('前');
    let part_of_last = last.span.end == whole.start && part;
    if stretch || part_of_last {
        last.span.end = whole.end;
    }
    // 今年｜春节
    if part_of_last && core == Core::Phrase {
        last.core = core;
    }
    stretch || part_of_last
}

/// 27日下午5时: a day with the hour behind it.
fn with_hour(passage: &Passage<'_>, day: Span, hours: &[Span]) -> Span {
    let near = hours.iter().find(|hour| hour.start >= day.end);
    let part = |hour: &Span| passage.slice(Span::new(day.end, hour.start));
    match near.filter(|hour| {
        let part = part(hour);
        part.is_empty() || Dated::PartOfDay.is(part)
    }) {
        Some(hour) => Span::new(day.start, last_hour(passage, *hour, hours)),
        None => day,
    }
}

/// Where a stretch of hours ends that begins with one: 9时｜至19时, 21时｜至次日5时.
fn last_hour(passage: &Passage<'_>, first: Span, hours: &[Span]) -> usize {
    let behind = hours.iter().find(|hour| hour.start >= first.end);
    let leads = |hour: &&Span| {
        let gap = passage.slice(Span::new(first.end, hour.start));
        let part = gap.strip_prefix(['至', '到', '-', '—', '~', '～']);
        part.is_some_and(|part| matches!(part, "" | "次日") || Dated::PartOfDay.is(part))
    };
    behind.filter(leads).map_or(first.end, |hour| hour.end)
}

/// Whether a year names whom or what of it.
fn names_sort(passage: &Passage<'_>, year: Span) -> bool {
    passage.slice(year).ends_with(|c: char| c.is_ascii_digit())
        && passage
            .after(year.end)
            .starts_with(['届', '级', '款', '版', '型'])
}

/// Whether a year without 年 goes on in a name.
fn names_event(passage: &Passage<'_>, year: Span) -> bool {
    let bare = passage
        .slice(year)
        .bytes()
        .all(|byte| byte.is_ascii_digit());
    let after = passage.near(year.end, 3);
    bare && after.starts_with(is_han) && !Dated::Belongs.begins(after)
}

/// A time of day alone, which tells no day.
fn is_hour(text: &str) -> bool {
    // 2024-03-08 16:10
    let year = text.bytes().take_while(u8::is_ascii_digit).count() == 4;
    !year
        && !text.contains(['年', '月', '日', '号', '季', '世'])
        && text.contains([':', '：', '时', '点'])
}

/// Takes in what belongs to a date on both sides: 截至…, …以来, 从…开始.
fn widen(passage: &Passage<'_>, span: Span) -> Span {
    let (mut start, mut end) = (span.start, span.end);
    let mut opened = false;
    end += weekday(passage, span);
    for _ in 0..3 {
        let near = passage.near(end, 7);
        let after = passage.near(end, 4);
        if let Some(word) = Dated::Belongs
            .length_at(after)
            .and_then(|length| after.get(..length))
        {
            let next = passage.near(end + word.len(), 1);
            // 前 begins 前三季度.
            let begins = match word {
                "前" => next.starts_with(|c: char| crate::label::digits::digit(c).is_some()),
                "至今" => next.starts_with(AFTER_NOW),
                "全年" => true,
                _ => false,
            };
            let begins = begins || is_outgrown(near, word.len());
            if begins {
                break;
            }
            opened |= matches!(word, "起" | "开始" | "以来" | "至今");
            end += word.len();
        } else {
            break;
        }
    }
    if let Some(since) = since(passage, end) {
        (end, opened) = (end + since, true);
    }
    let before = passage.before(start);
    if passage.slice(span).ends_with("年代") && before.ends_with("上世纪") {
        start -= "上世纪".len();
    } else if let Some(length) = Dated::Opens.length_before(before) {
        start -= length;
    } else if opened && before.ends_with(['从', '自']) {
        start -= "从".len();
    }
    Span::new(start, end)
}

/// The length of what began at a time that ends at a place: 9月｜开放以来.
fn since(passage: &Passage<'_>, at: usize) -> Option<usize> {
    let near = passage.near(at, 6);
    let verb = near.find("以来").filter(|verb| *verb > 3)?;
    let begun = words(near.get(..verb)?);
    (begun.len() == 1 && begun.first()?.part == Part::Verb).then_some(verb + "以来".len())
}

/// The length of the day behind a week: 六 of 上周六.
fn weekday(passage: &Passage<'_>, week: Span) -> usize {
    let day = passage.near(week.end, 1);
    let named = passage.slice(week).ends_with('周')
        && day.starts_with(['一', '二', '三', '四', '五', '六', '日'])
        && !passage
            .near(week.end + day.len(), 1)
            .starts_with(is_counted);
    if named { day.len() } else { 0 }
}

/// Whether a numeral goes on with this character: 本周三场.
fn is_counted(character: char) -> bool {
    matches!(
        character,
        '场' | '次' | '个' | '名' | '家' | '期' | '天' | '部' | '项' | '起' | '大'
    ) || crate::label::digits::digit(character).is_some()
        || matches!(character, '十' | '百' | '千' | '万')
}

/// Whether a change is counted from this time: 比去年, 较年初, 与上年相比.
fn compared(passage: &Passage<'_>, span: Span) -> bool {
    let before = passage.before(span.start);
    before.ends_with(['比', '较', '同'])
        || (Wording::Above.ends(before) || Wording::Below.ends(before)) && is_target(passage, span)
        || (before.ends_with(['与', '和', '跟']) && is_compared_with(passage, span.end))
        || passage.near(span.end, 4).starts_with("同期") && before.ends_with(['与', '和'])
}

/// 高于年初｜目标: what was set then.
fn is_target(passage: &Passage<'_>, span: Span) -> bool {
    let near = passage.near(span.end, 3);
    let near = near.strip_prefix('的').unwrap_or(near);
    ["目标", "计划", "预算", "预期"]
        .iter()
        .any(|set| near.starts_with(set))
}

/// Whether the last time is compared with, and this one with it: 比上月｜和
/// 上年同期.
fn goes_on_comparing(passage: &Passage<'_>, times: &[TimeFound], span: Span) -> bool {
    times.last().is_some_and(|last| {
        let gap = passage.slice(Span::new(last.span.end, span.start));
        last.compared && matches!(gap, "、" | "和" | "与" | "及")
    })
}

/// Whether the clause that goes on at a place sets something against what it
/// began with: 与上年同期｜比较, 与2010年｜的850人相比.
fn is_compared_with(passage: &Passage<'_>, at: usize) -> bool {
    let near = passage.near(at, 24);
    let clause = near
        .split(['，', ',', '。', '；'])
        .next()
        .unwrap_or_default();
    // 与去年同期相比增长5%, 与8月比较上升
    let same = ["同期", "同一时期", "同时期"].iter();
    let rest = same
        .filter_map(|same| clause.strip_prefix(*same))
        .next()
        .unwrap_or(clause);
    Wording::Alike.ends(clause)
        || Wording::Alike.begins(rest)
        || ["同比", "对比"].iter().any(|word| rest.starts_with(word))
}
