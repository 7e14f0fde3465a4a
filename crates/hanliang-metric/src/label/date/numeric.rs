//! Dates in digits alone: 2016-11-21, 12/21.

use hanliang_span::Span;

use super::DASHES;
use super::date_at;
use super::day::{lettered, with_hour};
use super::year::is_year;
use crate::label::digits::{Digits, digits_at, digits_before};

/// 2016-11-21, 2016.11.21, 2016/11/21, and a year alone: 2020.
pub(super) fn numeric(text: &str, at: usize, first: &Digits) -> Option<usize> {
    if let Some(end) = day_first(text, at, first) {
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
