//! Time expressions on the calendar.

use hanliang_quantity::UnitKind;
use jiff::civil::{Date, date};
use jiff::{Span as Period, ToSpan};

use super::time::{Core, TimeFound};
use crate::figure::Figure;
use crate::label::digits::{digit, digits_at, is_arabic};
use crate::passage::Passage;
use crate::record::{Interval, Resolution};
use crate::tables::times::When;

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
    let interval = match time.core {
        Core::Date(_) => match stretch(text, today).map_or_else(|| dated(text, today), Ok) {
            Ok(interval) => interval,
            Err(resolution) => return resolution,
        },
        Core::Word(When::Open) | Core::Phrase => return phrase(text, today),
        Core::Word(when) => {
            let Some(today) = today else {
                return Resolution::NeedsReferenceDate;
            };
            match word(when, today) {
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

/// 截至 opens the start, 以来 and 起 open the end up to the page's date.
fn bounded(interval: Interval, text: &str, today: Option<Date>) -> Interval {
    if text.starts_with("截")
        || text.ends_with('前')
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

fn year_of(year: i16) -> Option<Interval> {
    Some(between(
        Date::new(year, 1, 1).ok(),
        Some(Date::new(year, 12, 31).ok()?),
    ))
}

fn month_of(year: i16, month: i8) -> Option<Interval> {
    let first = Date::new(year, month, 1).ok()?;
    Some(between(Some(first), Some(first.last_of_month())))
}

/// 2018年3月至2020年9月: from the first day of the one to the last of the other.
fn stretch(text: &str, today: Option<Date>) -> Option<Interval> {
    let at = text.find(['至', '到', '—', '～', '~'])?;
    let mark = text.get(at..)?.chars().next()?.len_utf8();
    let (from, to) = (text.get(..at)?, text.get(at + mark..)?);
    let (from, to) = (from.trim_end_matches('—'), to.trim_start_matches('—'));
    if !from.ends_with(['年', '月', '日', '初', '底', '末']) {
        return None;
    }
    let first = dated(from, today).ok()?;
    // The second end may leave its year to the first: 2018年3月至9月.
    let day = first.first.or(today);
    let last = dated(to, day).ok()?;
    Some(between(first.first, last.last)).filter(|both| both.first <= both.last)
}

/// A date with numerals: 2010年, 2010年末, 6月底, 21日, 2015—2020年.
fn dated(text: &str, today: Option<Date>) -> Result<Interval, Resolution> {
    let needs = Resolution::NeedsReferenceDate;
    let start = text
        .char_indices()
        .find(|(_, c)| digit(*c).is_some() || *c == '十')
        .map(|(at, _)| at)
        .ok_or(Resolution::Open)?;
    let first = digits_at(text, start).ok_or(Resolution::Open)?;
    let rest = text.get(first.end..).unwrap_or_default();
    let value = i16::try_from(first.value).map_err(|_| Resolution::Open)?;
    if first.count == 4 && first.positional {
        let after = rest.trim_start_matches(['-', '–', '—', '－', '~', '至', '到']);
        if after.len() < rest.len()
            && let Some(second) = digits_at(after, 0)
            && let Ok(last) = i16::try_from(second.value)
            && last > 1000
        {
            return Ok(between(
                Date::new(value, 1, 1).ok(),
                Date::new(last, 12, 31).ok(),
            ));
        }
        return in_year(value, rest).ok_or(Resolution::Open);
    }
    if rest.starts_with("世纪") || rest.starts_with("年代") {
        return Err(Resolution::Open);
    }
    if rest.starts_with('月') || rest.contains("月") && !rest.starts_with('日') {
        let today = today.ok_or(needs)?;
        return month(today.year(), &first, rest).ok_or(Resolution::Open);
    }
    if rest.starts_with("季度") {
        let today = today.ok_or(needs)?;
        return quarter(today.year(), first.value, text.starts_with('前')).ok_or(Resolution::Open);
    }
    if rest.starts_with(['日', '号']) {
        let today = today.ok_or(needs)?;
        let day = i8::try_from(first.value).map_err(|_| Resolution::Open)?;
        let day = Date::new(today.year(), today.month(), day).map_err(|_| Resolution::Open)?;
        return Ok(between(Some(day), Some(day)));
    }
    // An hour alone.
    match today {
        Some(day) => Ok(between(Some(day), Some(day))),
        None => Err(needs),
    }
}

/// What follows the year: 年, 年末, 年11月21日, 年上半年, -11-21.
fn in_year(year: i16, rest: &str) -> Option<Interval> {
    if let Some(parts) = rest.strip_prefix(['-', '/', '.']) {
        let month = digits_at(parts, 0)?;
        let day = digits_at(parts, month.end + 1)?;
        let day = Date::new(
            year,
            i8::try_from(month.value).ok()?,
            i8::try_from(day.value).ok()?,
        )
        .ok()?;
        return Some(between(Some(day), Some(day)));
    }
    let rest = rest.strip_prefix('年').unwrap_or(rest);
    if rest.starts_with(['末', '底']) {
        return month_of(year, 12);
    }
    if rest.starts_with('初') {
        return month_of(year, 1);
    }
    if rest.starts_with("上半年") {
        return Some(between(
            Date::new(year, 1, 1).ok(),
            Date::new(year, 6, 30).ok(),
        ));
    }
    if rest.starts_with("下半年") {
        return Some(between(
            Date::new(year, 7, 1).ok(),
            Date::new(year, 12, 31).ok(),
        ));
    }
    let first_three = rest.starts_with('前');
    let at = rest
        .char_indices()
        .take(3)
        .find(|(_, c)| digit(*c).is_some() || *c == '十')
        .map(|(at, _)| at);
    if let Some(at) = at {
        let number = digits_at(rest, at)?;
        let after = rest.get(number.end..)?;
        if after.starts_with("季度") {
            return quarter(year, number.value, first_three);
        }
        if after.starts_with(['月', '-', '—', '至', '–', '~']) {
            return month(year, &number, after);
        }
    }
    year_of(year)
}

/// 11月, 11月21日, 1-9月, 6月底.
fn month(year: i16, first: &crate::label::digits::Digits, rest: &str) -> Option<Interval> {
    let month = i8::try_from(first.value).ok()?;
    let Some(rest) = rest.strip_prefix('月') else {
        let after = rest.trim_start_matches(['-', '–', '—', '－', '~', '至', '到', '、']);
        let second = digits_at(after, 0)?;
        let last = month_of(year, i8::try_from(second.value).ok()?)?;
        return Some(between(month_of(year, month)?.first, last.last));
    };
    let whole = month_of(year, month)?;
    if rest.starts_with(['底', '末']) {
        return Some(between(whole.last, whole.last));
    }
    if rest.starts_with('初') {
        return Some(between(
            whole.first,
            whole.first.and_then(|day| day.checked_add(9.days()).ok()),
        ));
    }
    if let Some(day) = digits_at(rest, 0)
        && rest
            .get(day.end..)
            .is_some_and(|rest| rest.starts_with(['日', '号']))
    {
        let day = Date::new(year, month, i8::try_from(day.value).ok()?).ok()?;
        return Some(between(Some(day), Some(day)));
    }
    Some(whole)
}

/// 一季度, 前三季度.
fn quarter(year: i16, number: u32, from_first: bool) -> Option<Interval> {
    let number = i8::try_from(number)
        .ok()
        .filter(|number| (1..=4).contains(number))?;
    let first = if from_first { 1 } else { number * 3 - 2 };
    Some(between(
        month_of(year, first)?.first,
        month_of(year, number * 3)?.last,
    ))
}

/// A time word counted from the page's date.
fn word(when: When, today: Date) -> Option<Interval> {
    let year = today.year();
    Some(match when {
        When::Year(offset) => year_of(year.checked_add(offset)?)?,
        When::YearSince(offset) => {
            between(Some(date(year.checked_add(offset)?, 1, 1)), Some(today))
        }
        When::YearStart(offset) => month_of(year.checked_add(offset)?, 1)?,
        When::YearEnd(offset) => month_of(year.checked_add(offset)?, 12)?,
        When::Half(half, offset) => {
            let year = year.checked_add(offset)?;
            if half == 1 {
                between(Date::new(year, 1, 1).ok(), Date::new(year, 6, 30).ok())
            } else {
                between(Date::new(year, 7, 1).ok(), Date::new(year, 12, 31).ok())
            }
        }
        When::Month(offset) => {
            let day = today.first_of_month().checked_add(offset.months()).ok()?;
            month_of(day.year(), day.month())?
        }
        When::Week(offset) => {
            let monday = today
                .checked_sub(i64::from(today.weekday().to_monday_zero_offset()).days())
                .ok()?
                .checked_add((offset * 7).days())
                .ok()?;
            between(Some(monday), monday.checked_add(6.days()).ok())
        }
        When::Day(offset) => {
            let day = today.checked_add(offset.days()).ok()?;
            between(Some(day), Some(day))
        }
        When::Now => between(None, Some(today)),
        When::Recent => between(None, Some(today)),
        When::Open => return None,
    })
}

/// 近两年, 过去三年: so long up to the page's date. 两年后 is open.
fn length(figure: &Figure, text: &str, today: Date) -> Option<Interval> {
    if figure.kind() != UnitKind::Duration
        || text.ends_with('后')
        || text.ends_with('前')
        || text.contains("未来")
    {
        return None;
    }
    let running = ["近", "过去", "最近"]
        .iter()
        .any(|word| text.starts_with(word))
        || text.ends_with('来');
    if !running {
        return None;
    }
    let number = i64::from(figure.integer()?);
    let period: Period = match figure.unit() {
        "年" => Period::new().try_years(number).ok()?,
        "个月" | "月" => Period::new().try_months(number).ok()?,
        "天" | "日" => Period::new().try_days(number).ok()?,
        "周" | "个星期" => Period::new().try_weeks(number).ok()?,
        _ => return None,
    };
    Some(between(today.checked_sub(period).ok(), Some(today)))
}

/// A phrase: a five-year plan has its years, others have none.
fn phrase(text: &str, _today: Option<Date>) -> Resolution {
    // Five-year plans from the sixth (1981–1985) on follow without a gap.
    let inner = text.trim_start_matches(['“', '「', '"']);
    let Some(number) = digits_at(inner, 0).filter(|digits| digits.han && digits.count >= 2) else {
        return Resolution::Open;
    };
    let mut characters = inner.chars();
    let plan = inner
        .get(..number.end)
        .is_some_and(|run| run.ends_with('五'));
    if !plan || characters.next().is_some_and(is_arabic) {
        return Resolution::Open;
    }
    // 十三五 reads as 135 or 15 by digits; the plan is what stands before 五.
    let head: u32 = match inner
        .get(..number.end)
        .map(|run| run.trim_end_matches('五'))
    {
        Some("十") => 10,
        Some(run) => match digits_at(run, 0) {
            Some(digits) => digits.value,
            None => return Resolution::Open,
        },
        None => return Resolution::Open,
    };
    let Ok(number) = i16::try_from(head) else {
        return Resolution::Open;
    };
    if !(6..=40).contains(&number) {
        return Resolution::Open;
    }
    let first = 1981 + (number - 6) * 5;
    match (Date::new(first, 1, 1), Date::new(first + 4, 12, 31)) {
        (Ok(_), Ok(end)) if text.ends_with('末') => {
            Resolution::Resolved(between(Date::new(first + 4, 1, 1).ok(), Some(end)))
        }
        (Ok(start), Ok(end)) => Resolution::Resolved(between(Some(start), Some(end))),
        _ => Resolution::Open,
    }
}
