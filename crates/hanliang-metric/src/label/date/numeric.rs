//! Dates in digits alone: 2016-11-21, 12/21.

use hanliang_span::Span;

use super::DASHES;
use super::date_at;
use super::day::{lettered, with_hour};
use super::year::is_year;
use crate::label::digits::{Digits, digits_at, digits_before};
use crate::tables::classes::Class;
use crate::tables::dates::Dated;
use crate::tables::words::is_han;

/// 2016-11-21, 2016.11.21, 2016/11/21, and a year alone: 2020.
pub(super) fn numeric(text: &str, at: usize, first: &Digits) -> Option<usize> {
    if let Some(end) = day_first(text, at, first).or_else(|| slashed(text, at, first)) {
        return Some(with_hour(text, end));
    }
    if !is_year(first) || first.han || !(1900..2100).contains(&first.value) {
        return None;
    }
    let rest = text.get(first.end..)?;
    if let Some(mark) = rest
        .chars()
        .next()
        .filter(|mark| matches!(mark, '-' | '/' | '.'))
        && let Some(month) = digits_at(text, first.end + 1)
        && (1..=12).contains(&month.value)
        && month.count <= 2
        && text.get(month.end..)?.starts_with(mark)
        && let Some(day) = digits_at(text, month.end + 1)
        && (1..=31).contains(&day.value)
        && day.count <= 2
    {
        return Some(with_hour(text, day.end));
    }
    // A length of so many years, see `year`.
    if rest.starts_with('年') {
        return None;
    }
    // A part of something longer is no year.
    let mut before = text.get(..at)?.chars().rev();
    let (mark, lead) = (before.next(), before.next());
    // A comma groups digits, or parts two clauses.
    let grouped = mark == Some(',') && lead.is_some_and(|c| c.is_ascii_digit());
    if grouped
        || mark.is_some_and(|mark| {
            mark.is_ascii_alphanumeric() || matches!(mark, '.' | '-' | '/' | '_')
        })
    {
        return None;
    }
    if let Some(end) = lettered(text, first.end) {
        return Some(end);
    }
    if let Some(after) = rest.strip_prefix(DASHES) {
        let from = text.len() - after.len();
        if let Some(second) = digits_at(text, from).filter(is_year) {
            return Some(second.end);
        }
    }
    if rest.starts_with(|mark: char| {
        mark.is_ascii_alphanumeric() || matches!(mark, '.' | '%' | '％' | '‰' | '/' | '+')
    }) {
        return None;
    }
    Some(first.end)
}

/// Whether a sign may belong to the digits that it stands beside.
const fn goes_on(sign: char) -> bool {
    sign.is_ascii_alphanumeric() || matches!(sign, '/' | '.' | '%' | '％')
}

/// A month and a day with a stroke between: 12/21.
#[derive(Clone, Copy, Debug)]
struct Slashed {
    month: u32,
    day: u32,
    end: usize,
}

impl Slashed {
    /// The one that begins with a number which is the month.
    fn with(text: &str, month: &Digits) -> Option<Self> {
        let rest = text.get(month.end..)?.strip_prefix('/')?;
        let day = digits_at(text, text.len() - rest.len())?;
        let within = |digits: &Digits, most: u32| {
            !digits.han && digits.count <= 2 && (1..=most).contains(&digits.value)
        };
        let alone = !text.get(day.end..)?.starts_with(goes_on);
        (alone && within(month, 12) && within(&day, 31)).then_some(Self {
            month: month.value,
            day: day.value,
            end: day.end,
        })
    }

    /// The second end of a stretch of days that begins with this one: 1/30-2/5; not of two
    /// fractions, 1/3至1/2.
    fn up_to(self, text: &str) -> Option<Self> {
        let rest = text.get(self.end..)?.strip_prefix(DASHES)?;
        let from = text.len() - rest.len();
        let month = digits_at(text, from)?;
        let second = Self::with(text, &month)?;
        ((self.month, self.day) < (second.month, second.day)).then_some(second)
    }

    /// A day greater than what most fractions are counted in: 3/18.
    const fn is_late(self) -> bool {
        self.day > 10
    }
}

/// 5/1起, 截至2/5, （1/30-2/5）: a month and a day where the words beside tell them
/// from a fraction.
fn slashed(text: &str, at: usize, first: &Digits) -> Option<usize> {
    let date = Slashed::with(text, first)?;
    let before = text.get(..at)?;
    if before.ends_with(|c: char| goes_on(c) || c == '-') {
        return None;
    }
    let last = date.up_to(text);
    let end = last.map_or(date.end, |last| last.end);
    let after = text.get(end..)?;
    if Dated::Measured.begins(after) || Dated::Reckons.ends(before) {
        return None;
    }
    let opens = |before: &str| !before.ends_with(|c: char| is_han(c) || c.is_ascii_alphanumeric());
    let bracket = before.strip_suffix(['（', '(']);
    let bracketed = bracket.filter(|_| after.starts_with(['）', ')']));
    // 1/30-2/5; but 1/20-1/10 may be of a whole.
    let stretch = last.is_some_and(|last| {
        let late = (date.is_late(), last.is_late());
        date.month != last.month && (late.0 || late.1)
            || bracketed.is_some() && late == (true, true)
    });
    let told = match bracketed {
        Some(lead) => {
            let behind = after.trim_start_matches(['）', ')']);
            let counts = behind.starts_with('的') || Dated::Measured.begins(behind);
            !counts && (opens(lead) || Dated::Dates.ends(lead))
        }
        None => {
            let since = before.ends_with(['自', '从']);
            let lead = before.trim_end_matches(['为', '是', '：', ':', '自', '从']);
            Dated::Opens.ends(before)
                || Dated::DayBehind.begins(after)
                || is_weekday(after)
                || last.is_some() && Dated::Dates.ends(lead)
                || after.starts_with('起') && (since || opens(before) || date.is_late())
                || after.starts_with(['前', '后']) && (date.is_late() || opens(before))
        }
    };
    (told || stretch).then_some(end)
}

/// Whether a text begins with a day of the week in brackets: （六）.
fn is_weekday(text: &str) -> bool {
    let inside = text.strip_prefix(['（', '(']);
    let day = inside.and_then(|inside| inside.strip_prefix(|c| "一二三四五六日".contains(c)));
    day.is_some_and(|rest| rest.starts_with(['）', ')']))
}

/// 22.01.2016: the day, the month and the year.
fn day_first(text: &str, at: usize, first: &Digits) -> Option<usize> {
    let part = |end: usize, most: u32| {
        let rest = text.get(end..)?.strip_prefix('.')?;
        let digits = digits_at(text, text.len() - rest.len())?;
        (!digits.han && digits.count == 2 && (1..=most).contains(&digits.value)).then_some(digits)
    };
    let opens = !text
        .get(..at)?
        .ends_with(|c: char| c.is_ascii_alphanumeric() || c == '.');
    if first.han || first.count > 2 || !(1..=31).contains(&first.value) || !opens {
        return None;
    }
    let month = part(first.end, 12)?;
    let rest = text.get(month.end..)?.strip_prefix('.')?;
    let year = digits_at(text, text.len() - rest.len()).filter(is_year)?;
    let whole = !text
        .get(year.end..)?
        .starts_with(|c: char| c.is_ascii_alphanumeric() || c == '.');
    (whole && !year.han).then_some(year.end)
}

/// Whether the year or month at `at` is the second end of a stretch whose
/// first end has no unit of its own: the 2020 of 2015—2020年.
pub(crate) fn second_end(text: &str, at: usize) -> Option<Span> {
    let before = text.get(..at)?;
    let mark = before
        .chars()
        .next_back()
        .filter(|mark| DASHES.contains(mark))?;
    let (start, _, _) = digits_before(text, at - mark.len_utf8())?;
    date_at(text, start).filter(|span| span.end > at)
}
