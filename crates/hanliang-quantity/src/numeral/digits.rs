//! Digits side by side: 二〇一九, 幺幺零, 一七二零点一三四, 三四 (个).

use nom::Parser;
use nom::combinator::opt;

use crate::kind::UnitKind;
use crate::number::Number;
use crate::unit::UNITS;
use crate::value::{Relation, Value};
use crate::words;

use super::accept::unit_follows;
use super::glyph::Glyph;
use super::read::{Read, Reading, Shape, Why, fail, kept, next, refuse};
use super::section::{is_step, points};

/// Two or more Chinese digits without magnitudes.
pub(crate) fn digit_string(input: &str) -> Read<'_, Reading> {
    let run = run(input);
    // With a magnitude behind it the last digit is that one's coefficient, or
    // all of them are.
    if run.count < 2 || run.count == 2 && followed_by_magnitude(run.rest) || run.is_coefficient() {
        return refuse(input);
    }
    // 三两天 is a few days; 三两 before anything else is a weight.
    if let Some((rest, few)) = few(input).filter(|(rest, _)| counts(rest)) {
        return Ok((rest, few));
    }
    if run.spoken && !(run.count >= 3 && run.coded) {
        return refuse(input);
    }
    let value = match run.value {
        Some(value) => kept(input, Number::new(value, 1))?,
        None => return Err(fail(run.rest, Why::Overflow)),
    };
    if let (rest, Some(part)) = opt(points).parse(run.rest)? {
        let part = kept(input, part.value())?.low();
        let value = kept(input, value.checked_add(part))?;
        return Ok((rest, Reading::exact(value, Shape::Plain)));
    }
    let (low, high) = (run.first, run.second);
    if run.count == 2 && is_step(low, high) && !run.zero {
        let value = Value::between(Number::from(u32::from(low)), Number::from(u32::from(high)));
        return Ok((run.rest, adjacent(value)));
    }
    let count = u8::try_from(run.count).unwrap_or(u8::MAX);
    Ok((run.rest, Reading::exact(value, Shape::Digits(count))))
}

/// More digits than a number can have: what is longer is not read to its end.
const LONGEST: usize = 40;

/// 三二五 of 三二五億: digits place by place that 万 or 亿 counts, and how many
/// they are.
pub(super) fn coefficient_by_place(input: &str) -> Read<'_, (u128, usize)> {
    let run = run_up_to(input, LONGEST);
    match run.value.and_then(|value| u128::try_from(value).ok()) {
        Some(value) if run.is_coefficient() => Ok((run.rest, (value, run.count))),
        _ => refuse(input),
    }
}

fn adjacent(value: Value) -> Reading {
    Reading {
        value,
        relation: Relation::Exact,
        scale: 0,
        shared: 0,
        shape: Shape::Adjacent,
    }
}

/// 三两: two or three.
pub(super) fn few(input: &str) -> Option<(&str, Reading)> {
    let rest = input.strip_prefix('三')?.strip_prefix(['两', '兩'])?;
    let value = Value::between(Number::from(2), Number::from(3));
    (!matches!(next(rest).0, Glyph::Digit(_) | Glyph::Two)).then(|| (rest, adjacent(value)))
}

/// Whether things or days are counted here. What is weighed (三两米) is none.
fn counts(rest: &str) -> bool {
    unit_follows(rest)
        && UNITS.longest(rest).is_some_and(|unit| {
            matches!(unit.kind, UnitKind::Count | UnitKind::Duration) && &*unit.symbol != "面"
        })
}

struct Run<'t> {
    rest: &'t str,
    /// `None` beyond 38 digits.
    value: Option<i128>,
    count: usize,
    first: u8,
    second: u8,
    zero: bool,
    /// It has 两, which only spoken codes and ranges have.
    spoken: bool,
    /// It has 幺, which only spoken codes have.
    coded: bool,
}

impl Run<'_> {
    /// Whether 万 or 亿 counts all digits: 三二五億, 二五點三億. 三五億 is a
    /// range, 一九四九万众一心 goes on with a word.
    fn is_coefficient(&self) -> bool {
        let range = self.count == 2 && is_step(self.first, self.second);
        let rest = points(self.rest).map_or(self.rest, |(rest, _)| rest);
        let decimal = rest.len() < self.rest.len();
        self.count >= 2
            && self.value.is_some()
            && !self.spoken
            && (!range || decimal)
            && self.first > 0
            && matches!(next(rest).0, Glyph::Big(_))
            && words::covering(rest, 0).is_none()
    }
}

fn run(input: &str) -> Run<'_> {
    run_up_to(input, usize::MAX)
}

fn run_up_to(input: &str, longest: usize) -> Run<'_> {
    let mut run = Run {
        rest: input,
        value: Some(0),
        count: 0,
        first: 0,
        second: 0,
        zero: false,
        spoken: false,
        coded: false,
    };
    while run.count < longest {
        let (glyph, after) = next(run.rest);
        let digit = match glyph {
            Glyph::Zero => 0,
            Glyph::Digit(digit) => digit,
            Glyph::Two => 2,
            Glyph::Code(digit) => digit,
            _ => break,
        };
        // 两三 is a range; elsewhere 两 is a digit only of spoken codes.
        let two = matches!(glyph, Glyph::Two);
        run.spoken |= matches!(glyph, Glyph::Code(0 | 7 | 9)) || two && run.count > 0;
        run.coded |= matches!(glyph, Glyph::Code(1));
        run.zero |= digit == 0;
        match run.count {
            0 => run.first = digit,
            1 => run.second = digit,
            _ => {}
        }
        run.value = run
            .value
            .and_then(|value| value.checked_mul(10)?.checked_add(i128::from(digit)));
        run.count += 1;
        run.rest = after;
        // No number any more, and no code either: 三两三两三两 without end.
        if run.value.is_none() && run.spoken && !run.coded {
            break;
        }
    }
    // 一两 is a range too.
    if run.count == 2 && run.first == 1 && run.second == 2 {
        run.spoken = false;
    }
    run
}

fn followed_by_magnitude(rest: &str) -> bool {
    matches!(next(rest).0, Glyph::Small(_) | Glyph::Big(_))
}
