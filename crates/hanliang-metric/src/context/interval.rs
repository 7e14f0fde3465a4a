//! Time expressions on the calendar.

use hanliang_quantity::UnitKind;
use jiff::civil::{Date, date};
use jiff::{Span as Period, ToSpan};

use super::time::{Core, TimeFound};
use crate::figure::Figure;
use crate::label::digits::{Digits, digit, digits_at};
use crate::passage::Passage;
use crate::record::{Interval, Resolution};
use crate::tables::times::{When, time_at};

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
        Core::Date(_) => match stretch(text, today).map_or_else(|| dated(text, today), Ok) {
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
            match word(when, text, today) {
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
        .is_some_and(|digits| digits.count == 4 && digits.positional)
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
    if rest.starts_with("世纪") {
        return decade(value, rest).ok_or(Resolution::Open);
    }
    if rest.starts_with("年代") {
        let (Some(_), Some(today)) = (text.find("上世纪"), today) else {
            return Err(Resolution::Open);
        };
        return decade_of(today.year() / 100 - 1, value).ok_or(Resolution::Open);
    }
    if rest.starts_with('月') || rest.contains("月") && !rest.starts_with('日') {
        let today = today.ok_or(needs)?;
        let months = month(today.year(), &first, rest, text.starts_with('前'));
        return months
            .map(|months| nearest(months, today))
            .ok_or(Resolution::Open);
    }
    if rest.starts_with("季度") {
        let today = today.ok_or(needs)?;
        let quarters = quarter(today.year(), first.value, text.starts_with('前'), rest);
        return quarters
            .map(|quarters| nearest(quarters, today))
            .ok_or(Resolution::Open);
    }
    if rest.starts_with(['日', '号']) {
        let today = today.ok_or(needs)?;
        let day = i8::try_from(first.value).map_err(|_| Resolution::Open)?;
        return day_near(day, today).ok_or(Resolution::Open);
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

/// 前4个月, 前5月.
fn first_months(year: i16, count: u32) -> Option<Interval> {
    let last = month_of(year, i8::try_from(count).ok()?)?;
    Some(between(month_of(year, 1)?.first, last.last))
}

/// 20世纪90年代.
fn decade(century: i16, rest: &str) -> Option<Interval> {
    let rest = rest.strip_prefix("世纪")?;
    let digits = digits_at(rest, 0)?;
    let after = rest.get(digits.end..)?;
    let decade = i16::try_from(digits.value).ok()?;
    after
        .starts_with("年代")
        .then(|| decade_of(century.checked_sub(1)?, decade))?
}

fn decade_of(hundreds: i16, decade: i16) -> Option<Interval> {
    let first = hundreds.checked_mul(100)?.checked_add(decade)?;
    let fits = (0..100).contains(&decade) && decade % 10 == 0;
    fits.then(|| {
        let last = Date::new(first.checked_add(9)?, 12, 31).ok()?;
        Some(between(Date::new(first, 1, 1).ok(), Some(last)))
    })?
}

/// A day of this month or the last, whichever is nearer.
fn day_near(day: i8, today: Date) -> Option<Interval> {
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
fn month(year: i16, first: &Digits, rest: &str, from_first: bool) -> Option<Interval> {
    if from_first && rest.starts_with('月') {
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
fn tenth_of(month: Interval, which: &str) -> Option<Interval> {
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
fn quarter(year: i16, number: u32, from_first: bool, rest: &str) -> Option<Interval> {
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

/// A time word counted from the page's date.
fn word(when: When, text: &str, today: Date) -> Option<Interval> {
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
            let month = month_of(day.year(), day.month())?;
            if text.ends_with(['底', '末']) {
                between(month.last, month.last)
            } else if text.ends_with('初') {
                tenth_of(month, "上")?
            } else if let Some(tenth) = text
                .strip_suffix('旬')
                .and_then(|text| text.chars().next_back())
            {
                tenth_of(month, tenth.encode_utf8(&mut [0; 4]))?
            } else {
                month
            }
        }
        When::Week(offset) => {
            let monday = today
                .checked_sub(i64::from(today.weekday().to_monday_zero_offset()).days())
                .ok()?
                .checked_add((offset * 7).days())
                .ok()?;
            let day = |day: i64| monday.checked_add(day.days()).ok();
            match text.split_once('周').map(|(_, day)| day) {
                Some("末") => between(day(5), day(6)),
                Some("日") => between(day(6), day(6)),
                Some(name) if !name.is_empty() => {
                    let number = i64::from(digits_at(name, 0)?.value) - 1;
                    (0..6)
                        .contains(&number)
                        .then(|| between(day(number), day(number)))?
                }
                _ => between(Some(monday), day(6)),
            }
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
