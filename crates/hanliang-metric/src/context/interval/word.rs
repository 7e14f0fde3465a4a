//! Words of time and lengths up to now, counted from the date of the page.

use hanliang_quantity::UnitKind;
use jiff::civil::{Date, date};
use jiff::{Span as Period, ToSpan};

use super::numbered::{first_months, in_year, month_of, tenth_of};
use super::{between, nearest};
use crate::figure::Figure;
use crate::label::digits::{digit, digits_at};
use crate::record::Interval;
use crate::tables::times::When;

/// A time word counted from the page's date.
pub(super) fn word(when: When, text: &str, today: Date) -> Option<Interval> {
    let year = today.year();
    Some(match when {
        // 今年｜前三季度, 去年｜12月5日
        When::Year(offset) => {
            let year = year.checked_add(offset)?;
            let rest = text.find('年').and_then(|at| text.get(at + "年".len()..));
            in_year(year, rest.unwrap_or_default())?
        }
        When::YearSince(offset) => {
            between(Some(date(year.checked_add(offset)?, 1, 1)), Some(today))
        }
        When::YearStart(offset) => month_of(year.checked_add(offset)?, 1)?,
        When::YearEnd(offset) => month_of(year.checked_add(offset)?, 12)?,
        When::Half(half, offset) => half_of(year.checked_add(offset)?, half),
        When::Month(offset) => in_month(offset, text, today)?,
        When::Week(offset) => in_week(offset, text, today)?,
        When::Day(offset) => {
            let day = today.checked_add(offset.days()).ok()?;
            between(Some(day), Some(day))
        }
        When::Now => between(None, Some(today)),
        When::Recent => between(None, Some(today)),
        When::Open | When::Holiday | When::Feast => return None,
    })
}

/// 上半年, 下半年
fn half_of(year: i16, half: u8) -> Interval {
    if half == 1 {
        between(Date::new(year, 1, 1).ok(), Date::new(year, 6, 30).ok())
    } else {
        between(Date::new(year, 7, 1).ok(), Date::new(year, 12, 31).ok())
    }
}

/// 上月, 上月底, 本月初, 本月中旬
fn in_month(offset: i32, text: &str, today: Date) -> Option<Interval> {
    let day = today.first_of_month().checked_add(offset.months()).ok()?;
    let month = month_of(day.year(), day.month())?;
    if text.ends_with(['底', '末']) {
        return Some(between(month.last, month.last));
    }
    if text.ends_with('初') {
        return tenth_of(month, "上");
    }
    // 本月5日
    let number = text
        .char_indices()
        .find(|(_, c)| digit(*c).is_some() || *c == '十')
        .and_then(|(at, _)| digits_at(text, at))
        .filter(|number| {
            text.get(number.end..)
                .is_some_and(|rest| rest.starts_with('日'))
        });
    if let Some(number) = number {
        let day = Date::new(day.year(), day.month(), i8::try_from(number.value).ok()?).ok()?;
        return Some(between(Some(day), Some(day)));
    }
    let tenth = text
        .strip_suffix('旬')
        .and_then(|text| text.chars().next_back());
    match tenth {
        Some(tenth) => tenth_of(month, tenth.encode_utf8(&mut [0; 4])),
        None => Some(month),
    }
}

/// 上周, 本周末, 下周三
fn in_week(offset: i64, text: &str, today: Date) -> Option<Interval> {
    let monday = today
        .checked_sub(i64::from(today.weekday().to_monday_zero_offset()).days())
        .ok()?
        .checked_add((offset * 7).days())
        .ok()?;
    let day = |day: i64| monday.checked_add(day.days()).ok();
    Some(match text.split_once('周').map(|(_, day)| day) {
        Some("末") => between(day(5), day(6)),
        Some("日") => between(day(6), day(6)),
        Some(name) if !name.is_empty() => {
            let number = i64::from(digits_at(name, 0)?.value) - 1;
            (0..6)
                .contains(&number)
                .then(|| between(day(number), day(number)))?
        }
        _ => between(Some(monday), day(6)),
    })
}

/// 近两年, 过去三年: so long up to the page's date. 两年后 is open.
pub(super) fn length(figure: &Figure, text: &str, today: Date) -> Option<Interval> {
    if figure.kind() != UnitKind::Duration || text.ends_with('后') || text.ends_with('前') {
        return None;
    }
    // 前4个月 are the first of the year.
    if text.starts_with('前') {
        let months =
            (figure.unit() == "个月").then(|| first_months(today.year(), figure.integer()?))?;
        return months.map(|months| nearest(months, today));
    }
    let coming = text.starts_with("未来");
    let running = coming
        || ["近", "过去", "最近"]
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
    Some(if coming {
        between(Some(today), Some(today.checked_add(period).ok()?))
    } else {
        between(today.checked_sub(period).ok(), Some(today))
    })
}
