//! Time expressions on the calendar.
//!
//! A date without its year is the one nearer to the date of the page; after 截至
//! it is past. Words and lengths are counted from the date of the page, and say
//! so where it states none. What names no days by itself stays open: feasts by
//! the moon, seasons and school years, and 同期 or 当月, which say that it is the
//! like stretch or that month.

mod numbered;
mod word;

use jiff::ToSpan;
use jiff::civil::Date;

use self::numbered::{dated, is_short_year, stretch};
use self::word::{length, word};
use super::time::{Core, TimeFound};
use crate::figure::Figure;
use crate::label::date::is_of_republic;
use crate::label::digits::{digit, digits_at};
use crate::passage::Passage;
use crate::record::{Interval, Resolution};
use crate::tables::times::{When, time_at};
use crate::tables::words::is_han;

const fn between(first: Option<Date>, last: Option<Date>) -> Interval {
    Interval { first, last }
}

/// The days a time expression means, counted from `today`, the date of the
/// page.
pub(crate) fn resolve(
    passage: &Passage<'_>,
    time: &TimeFound,
    figures: &[Figure],
    today: Option<Date>,
) -> Resolution {
    let text = passage.slice(time.span);
    // Seasons and years of schools and firms begin when their own rules say.
    if ["赛季", "学年", "财年"]
        .iter()
        .any(|end| text.ends_with(end))
    {
        return Resolution::Open;
    }
    let interval = match time.core {
        Core::Date(_) => match date(text, today) {
            Ok(interval) => interval,
            Err(resolution) => return resolution,
        },
        Core::Word(When::Open) => return Resolution::Open,
        Core::Phrase => match phrase(text, today) {
            Ok(interval) => interval,
            Err(resolution) => return resolution,
        },
        Core::Word(when) => {
            let Some(today) = today else {
                return Resolution::NeedsReferenceDate;
            };
            match stretch_from(when, text, today).or_else(|| word(when, text, today)) {
                Some(interval) => interval,
                None => return Resolution::Open,
            }
        }
        Core::Length(figure) => {
            let Some(today) = today else {
                return Resolution::NeedsReferenceDate;
            };
            match figures
                .get(figure)
                .and_then(|figure| length(figure, text, today))
            {
                Some(interval) => interval,
                None => return Resolution::Open,
            }
        }
    };
    Resolution::Resolved(bounded(interval, text, today))
}

/// 今年1月1日至3月31日: from a date in a year or a month that a word names.
fn stretch_from(when: When, text: &str, today: Date) -> Option<Interval> {
    let at = text.find(['至', '到', '—', '～', '~', '-'])?;
    let (from, to) = text.split_at_checked(at)?;
    // 至今 is no end with a number.
    if !from.ends_with(|c: char| digit(c).is_some() || matches!(c, '月' | '日')) {
        return None;
    }
    let first = match when {
        When::Year(_) | When::Month(_) => word(when, from, today)?,
        _ => return None,
    };
    let last = dated(to, first.first).ok()?.last?;
    (first.first <= Some(last)).then(|| between(first.first, Some(last)))
}

/// A date, or a stretch from one to another. The word that a number in brackets
/// explains says no more than it: 去（114）年12月.
fn date(text: &str, today: Option<Date>) -> Result<Interval, Resolution> {
    // 20XX年
    if text.contains(['X', 'x', '×', '*']) {
        return Err(Resolution::Open);
    }
    let explained = text.split_once(['（', '(']).and_then(|(lead, rest)| {
        let (number, rest) = rest.split_once(['）', ')'])?;
        let lead = lead.trim_end_matches(is_han);
        Some([lead, number, rest].concat())
    });
    let text = explained.as_deref().unwrap_or(text);
    stretch(text, today).map_or_else(|| dated(text, today), Ok)
}

/// 截至 opens the start, 以来 and 起 open the end up to the page's date.
fn bounded(interval: Interval, text: &str, today: Option<Date>) -> Interval {
    if text.starts_with("截") {
        return between(None, interval.last.map(|day| past(day, text, today)));
    }
    if text.ends_with('前')
        && !text.ends_with("目前")
        && !text.ends_with("日前")
        && !text.ends_with("当前")
    {
        return between(None, interval.last);
    }
    if ["以来", "起", "开始", "至今"]
        .iter()
        .any(|word| text.ends_with(word))
    {
        return between(
            interval.first,
            today.or(None).filter(|day| Some(*day) >= interval.first),
        );
    }
    interval
}

/// 截至10月9日 on a page of May: what is counted up to is past, so that a date
/// without a year is of the year before.
fn past(day: Date, text: &str, today: Option<Date>) -> Date {
    let named = text.contains("今年") || text.contains("本年") || has_year(text);
    match today.filter(|today| day > *today && !named) {
        Some(_)
            if text.contains(['月', '日', '季'])
                || text.contains("年底")
                || text.contains("年末") =>
        {
            year_before(day)
        }
        _ => day,
    }
}

/// Whether a year stands in an expression by its number.
fn has_year(text: &str) -> bool {
    let at = text.char_indices().find(|(_, c)| digit(*c).is_some());
    at.and_then(|(at, _)| digits_at(text, at))
        .is_some_and(|digits| {
            let rest = text.get(digits.end..).unwrap_or_default();
            digits.count == 4 && digits.positional
                || is_of_republic(&digits)
                || is_short_year(&digits, rest)
        })
}

/// The same day a year before; the last of a month stays the last.
fn year_before(day: Date) -> Date {
    let before = day.checked_sub(1.year()).unwrap_or(day);
    if day == day.last_of_month() {
        before.last_of_month()
    } else {
        before
    }
}

/// Of a time without its year, the one of this year or the last that ends
/// nearer to the day of the page: 12月 on a page of January is past.
fn nearest(interval: Interval, today: Date) -> Interval {
    let (Some(first), Some(last)) = (interval.first, interval.last) else {
        return interval;
    };
    let before = year_before(last);
    let ahead = last.duration_since(today).as_hours();
    if ahead > today.duration_since(before).as_hours() {
        between(Some(year_before(first)), Some(before))
    } else {
        interval
    }
}

/// A phrase: 截至 before a word of time, a five-year plan with its years;
/// others (随访期间, 春节期间) name no days.
fn phrase(text: &str, today: Option<Date>) -> Result<Interval, Resolution> {
    if let Some((length, when)) = text.strip_prefix("截至").and_then(time_at)
        && when != When::Open
        && "截至".len() + length == text.len()
    {
        let today = today.ok_or(Resolution::NeedsReferenceDate)?;
        return word(when, text, today).ok_or(Resolution::Open);
    }
    plan(text).ok_or(Resolution::Open)
}

/// “十四五”期间, “十三五”末.
fn plan(text: &str) -> Option<Interval> {
    // Five-year plans from the sixth (1981–1985) on follow without a gap.
    let inner = text.trim_start_matches(['“', '「', '"']);
    let digits = digits_at(inner, 0).filter(|digits| digits.han && digits.count >= 2)?;
    // 十三五 reads as 135 or 15 by digits; the plan is what stands before 五.
    let run = inner.get(..digits.end)?.strip_suffix('五')?;
    let head = if run == "十" {
        10
    } else {
        digits_at(run, 0)?.value
    };
    let number = i16::try_from(head)
        .ok()
        .filter(|number| (6..=40).contains(number))?;
    let first = 1981 + (number - 6) * 5;
    let last = first + 4;
    let years = if text.ends_with('末') {
        last..=last
    } else if text.ends_with('初') {
        first..=first
    } else {
        first..=last
    };
    Some(between(
        Date::new(*years.start(), 1, 1).ok(),
        Date::new(*years.end(), 12, 31).ok(),
    ))
}
