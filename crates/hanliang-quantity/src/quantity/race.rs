//! Times of races: 2:21:36, 1:44.39, where the words around call them so. A
//! time of day looks alike.

use crate::number::Number;
use crate::numeral::{Found, Shape};
use crate::unit::{UNITS, Unit};
use crate::value::Relation;
use crate::wording::Wording;

use super::unit_after::Measured;

/// The time that begins with this figure, in seconds.
pub(super) fn race_time(text: &str, found: &Found) -> Option<Measured> {
    let colon = (text.get(found.end..)).is_some_and(|rest| rest.starts_with([':', '：']));
    if found.shape != Shape::Arabic || !colon {
        return None;
    }
    let left = text.get(..found.start)?.trim_end_matches([' ', '了']);
    if !Wording::Timed.ends(left) {
        return None;
    }
    let rest = text.get(found.start..)?;
    let behind =
        rest.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ':' | '：' | '.'));
    let written = rest
        .get(..rest.len() - behind.len())?
        .trim_end_matches(['.', ':', '：']);
    let mut parts = written.split([':', '：']);
    let (first, second) = (parts.next()?, parts.next()?);
    let (hours, minutes, seconds) = match parts.next() {
        Some(third) => (first, second, third),
        // 3:1 is a score, 1:44.39 is not.
        None if second.contains('.') => ("0", first, second),
        None => return None,
    };
    let padded = |part: &str| part.bytes().take_while(u8::is_ascii_digit).count() == 2;
    if parts.next().is_some() || hours.len() > 2 || !padded(seconds) {
        return None;
    }
    let seconds: Number = seconds.parse().ok()?;
    let (hours, minutes): (u32, u32) = (hours.parse().ok()?, minutes.parse().ok()?);
    if minutes >= 60 || seconds >= Number::from(60) {
        return None;
    }
    let whole = Number::from(hours * 3600 + minutes * 60);
    let end = found.start + written.len();
    Some(Measured {
        value: whole.checked_add(seconds)?.into(),
        relation: Relation::Exact,
        unit: Some(Unit::written(UNITS.get("秒")?.with_symbol(":"))),
        end,
        numeral_end: end,
        next_place: None,
    })
}
