//! Dates with numerals: years, quarters, months, days, and stretches of them.

use jiff::ToSpan;
use jiff::civil::Date;

use super::{between, has_year, nearest};
use crate::label::date::is_of_republic;
use crate::label::digits::{Digits, digit, digits_at};
use crate::record::{Interval, Resolution};

/// The year before the first of the Republic: 民国113年 is 2024.
const BEFORE_REPUBLIC: i16 = 1911;

/// 2018年3月至2020年9月: from the first day of the one to the last of the other.
pub(super) fn stretch(text: &str, today: Option<Date>) -> Option<Interval> {
    let at = text.find(['至', '到', '—', '～', '~'])?;
    let mark = text.get(at..)?.chars().next()?.len_utf8();
    let (from, to) = (text.get(..at)?, text.get(at + mark..)?);
    let (from, to) = (from.trim_end_matches('—'), to.trim_start_matches('—'));
    if !from.ends_with(['年', '月', '日', '初', '底', '末', '时', '点']) {
        return None;
    }
    let first = dated(from, today).ok()?;
    // The second end may leave its year to the first: 2018年3月至9月.
    let mut last = dated(to, first.first.or(today)).ok()?.last?;
    if Some(last) < first.first && !has_year(to) {
        last = last.checked_add(1.year()).ok()?;
    }
    let both = between(first.first, Some(last));
    let both = match today.filter(|_| !has_year(from)) {
        Some(today) => nearest(both, today),
        None => both,
    };
    (both.first <= both.last).then_some(both)
}

/// A date with numerals: 2010年, 2010年末, 6月底, 21日, 2015—2020年.
pub(super) fn dated(text: &str, today: Option<Date>) -> Result<Interval, Resolution> {
    let start = text
        .char_indices()
        .find(|(_, c)| digit(*c).is_some() || *c == '十')
        .map(|(at, _)| at)
        .ok_or(Resolution::Open)?;
    let first = digits_at(text, start).ok_or(Resolution::Open)?;
    let (lead, rest) = (text.get(..start), text.get(first.end..));
    let (lead, rest) = (lead.unwrap_or_default(), rest.unwrap_or_default());
    let value = i16::try_from(first.value).map_err(|_| Resolution::Open)?;
    let interval = if let Some(year) = year_at(lead, &first, rest, value)? {
        years_from(year, rest).or_else(|| in_year(year, rest))
    } else if rest.starts_with("世纪") {
        decade(value, rest)
    } else if rest.starts_with("年代") {
        let today = today.filter(|_| text.contains("上世纪"));
        today.and_then(|today| decade_of(today.year() / 100 - 1, value))
    } else {
        near(
            text,
            &first,
            rest,
            today.ok_or(Resolution::NeedsReferenceDate)?,
        )
    };
    interval.ok_or(Resolution::Open)
}

/// The year that a number is, by itself or by the words around it.
fn year_at(lead: &str, digits: &Digits, rest: &str, value: i16) -> Result<Option<i16>, Resolution> {
    let republic = lead.ends_with("民国") || is_of_republic(digits);
    if rest.starts_with('年') && republic {
        let year = value.checked_add(BEFORE_REPUBLIC);
        return year.ok_or(Resolution::Open).map(Some);
    }
    // 98年, 05年: of the last hundred years.
    let century = || if value < 50 { 2000 } else { 1900 };
    Ok(if digits.count == 4 && digits.positional {
        Some(value)
    } else {
        is_short_year(digits, rest).then(|| century() + value)
    })
}

/// 2015—2020年, from the first of these.
fn years_from(year: i16, rest: &str) -> Option<Interval> {
    let after = rest.trim_start_matches(['-', '–', '—', '－', '~', '至', '到']);
    let second = digits_at(after, 0).filter(|_| after.len() < rest.len())?;
    let last = i16::try_from(second.value)
        .ok()
        .filter(|last| *last > 1000)?;
    Some(between(
        Date::new(year, 1, 1).ok(),
        Date::new(last, 12, 31).ok(),
    ))
}

/// A month, a quarter, a day or an hour without its year: the nearest to the
/// date of the page.
fn near(text: &str, first: &Digits, rest: &str, today: Date) -> Option<Interval> {
    let from_first = text.starts_with(['前', '首']);
    if rest.starts_with('月') || rest.contains("月") && !rest.starts_with('日') {
        let months = month(today.year(), first, rest, from_first)?;
        return Some(nearest(months, today));
    }
    if rest.starts_with('季') {
        let quarters = quarter(today.year(), first.value, from_first, rest)?;
        return Some(nearest(quarters, today));
    }
    if rest.starts_with(['日', '号']) {
        return day_near(i8::try_from(first.value).ok()?, today);
    }
    // 12/21
    if rest.starts_with('/') {
        let month = text.get(text.find(|c: char| c.is_ascii_digit())?..)?;
        return Some(nearest(month_and_day(today.year(), month)?, today));
    }
    if let Some(part) = by_letter(today.year(), text) {
        return Some(nearest(part, today));
    }
    // An hour alone.
    Some(between(Some(today), Some(today)))
}

/// Whether two digits are a year without its century.
pub(super) fn is_short_year(digits: &Digits, rest: &str) -> bool {
    digits.count == 2 && digits.positional && rest.starts_with('年') && !rest.starts_with("年代")
}

/// What follows the year: 年, 年末, 年11月21日, 年上半年, -11-21.
pub(super) fn in_year(year: i16, rest: &str) -> Option<Interval> {
    if let Some(parts) = rest.strip_prefix(['-', '/', '.']) {
        return month_and_day(year, parts);
    }
    let rest = rest.strip_prefix('年').unwrap_or(rest);
    if let Some(part) = by_letter(year, rest) {
        return Some(part);
    }
    if rest.starts_with(['末', '底']) {
        return month_of(year, 12);
    }
    if rest.starts_with('初') {
        return month_of(year, 1);
    }
    if rest.starts_with("上半年") {
        return half(year, 1);
    }
    if rest.starts_with("下半年") {
        return half(year, 2);
    }
    let first_three = rest.starts_with(['前', '首']);
    let at = rest
        .char_indices()
        .take(3)
        .find(|(_, c)| digit(*c).is_some() || *c == '十')
        .map(|(at, _)| at);
    if let Some(at) = at {
        let number = digits_at(rest, at)?;
        let after = rest.get(number.end..)?;
        if after.starts_with('季') {
            return quarter(year, number.value, first_three, after);
        }
        if after.starts_with("个月") && first_three {
            return first_months(year, number.value);
        }
        if after.starts_with(['月', '-', '—', '至', '–', '~']) {
            return month(year, &number, after, first_three);
        }
    }
    year_of(year)
}

/// 11-21, 12/21.
fn month_and_day(year: i16, text: &str) -> Option<Interval> {
    let month = digits_at(text, 0)?;
    let day = digits_at(text, month.end + 1)?;
    let (month, day) = (i8::try_from(month.value), i8::try_from(day.value));
    let day = Date::new(year, month.ok()?, day.ok()?).ok()?;
    Some(between(Some(day), Some(day)))
}

/// 前4个月, 前5月.
pub(super) fn first_months(year: i16, count: u32) -> Option<Interval> {
    let last = month_of(year, i8::try_from(count).ok()?)?;
    Some(between(month_of(year, 1)?.first, last.last))
}

/// 20世纪90年代.
pub(super) fn decade(century: i16, rest: &str) -> Option<Interval> {
    let rest = rest.strip_prefix("世纪")?;
    let digits = digits_at(rest, 0)?;
    let after = rest.get(digits.end..)?;
    let decade = i16::try_from(digits.value).ok()?;
    after
        .starts_with("年代")
        .then(|| decade_of(century.checked_sub(1)?, decade))?
}

pub(super) fn decade_of(hundreds: i16, decade: i16) -> Option<Interval> {
    let first = hundreds.checked_mul(100)?.checked_add(decade)?;
    let fits = (0..100).contains(&decade) && decade % 10 == 0;
    fits.then(|| {
        let last = Date::new(first.checked_add(9)?, 12, 31).ok()?;
        Some(between(Date::new(first, 1, 1).ok(), Some(last)))
    })?
}

/// A day of this month or the last, whichever is nearer.
pub(super) fn day_near(day: i8, today: Date) -> Option<Interval> {
    let this = Date::new(today.year(), today.month(), day).ok();
    let month = today.first_of_month().checked_sub(1.month()).ok()?;
    let last = Date::new(month.year(), month.month(), day).ok();
    let day = match (this, last) {
        (Some(this), Some(last)) => {
            let ahead = this.duration_since(today).as_hours();
            let back = today.duration_since(last).as_hours();
            if ahead > back { last } else { this }
        }
        (this, last) => this.or(last)?,
    };
    Some(between(Some(day), Some(day)))
}

/// 11月, 11月21日, 1-9月, 6月底.
pub(super) fn month(year: i16, first: &Digits, rest: &str, from_first: bool) -> Option<Interval> {
    let counted = rest.strip_prefix('个').unwrap_or(rest);
    if from_first && counted.starts_with('月') {
        return first_months(year, first.value);
    }
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
    if let Some(tenth) = rest.find('旬').and_then(|end| rest.get(..end)) {
        return tenth_of(whole, tenth);
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

/// 上旬, 中旬, 下旬: ten days each, the last up to the end of the month.
pub(super) fn tenth_of(month: Interval, which: &str) -> Option<Interval> {
    let first = month.first?;
    let on = |day| Date::new(first.year(), first.month(), day).ok();
    Some(match which {
        "上" => between(on(1), on(10)),
        "中" => between(on(11), on(20)),
        "下" => between(on(21), month.last),
        _ => return None,
    })
}

/// 一季度, 前三季度, 一季度末.
pub(super) fn quarter(year: i16, number: u32, from_first: bool, rest: &str) -> Option<Interval> {
    let number = i8::try_from(number)
        .ok()
        .filter(|number| (1..=4).contains(number))?;
    let first = if from_first { 1 } else { number * 3 - 2 };
    let last = month_of(year, number * 3)?.last;
    if rest.starts_with("季度末") || rest.starts_with("季度底") {
        return Some(between(last, last));
    }
    Some(between(month_of(year, first)?.first, last))
}

/// Q1, H2: a quarter or a half of a year.
fn by_letter(year: i16, text: &str) -> Option<Interval> {
    let mut signs = text.chars();
    let letter = signs.next()?;
    let number = signs.next()?.to_digit(10)?;
    match letter {
        'Q' => quarter(year, number, false, ""),
        'H' => half(year, number),
        _ => None,
    }
}

fn half(year: i16, number: u32) -> Option<Interval> {
    let last = i8::try_from(number).ok().filter(|number| *number <= 2)? * 6;
    Some(between(
        month_of(year, last - 5)?.first,
        month_of(year, last)?.last,
    ))
}

pub(super) fn year_of(year: i16) -> Option<Interval> {
    Some(between(
        Date::new(year, 1, 1).ok(),
        Some(Date::new(year, 12, 31).ok()?),
    ))
}

pub(super) fn month_of(year: i16, month: i8) -> Option<Interval> {
    let first = Date::new(year, month, 1).ok()?;
    Some(between(Some(first), Some(first.last_of_month())))
}
