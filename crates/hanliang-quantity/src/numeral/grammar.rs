//! The grammar of whole numerals: signs, fractions, halves and ranges over
//! the numbers by place, the digit strings and the Arabic ones.

use nom::Parser;
use nom::branch::alt;
use nom::combinator::opt;

use crate::number::Number;
use crate::value::Value;

use super::arabic::arabic;
use super::cardinal::{Zhao, approximator, cardinal};
use super::digits::digit_string;
use super::glyph::{Glyph, VULGAR};
use super::read::{Read, Reading, Shape, Why, blanks, fail, kept, next, power, refuse};
use super::section::points;

/// `分之` with a power of ten before it, as 百分之 and 万分之: the power, and
/// what the parts are counted of.
pub(crate) fn per_power(input: &str, zhao: Zhao) -> Read<'_, u8> {
    if !matches!(next(input).0, Glyph::Small(2 | 3) | Glyph::Big(_)) {
        return refuse(input);
    }
    let (mut rest, mut total) = (input, 0_u8);
    loop {
        match next(blanks(rest)) {
            (Glyph::Small(exponent @ (2 | 3)), after) => {
                total = total.saturating_add(exponent);
                rest = after;
            }
            (Glyph::Big(exponent), after) => {
                total = total.saturating_add(zhao.power(exponent));
                rest = after;
            }
            _ => break,
        }
    }
    let rest = parts_of(rest).ok_or(nom::Err::Error(super::read::Halt {
        why: Why::NotANumeral,
        rest: input.len(),
    }))?;
    if total > 24 {
        return refuse(input);
    }
    Ok((blanks(rest), total))
}

/// A numeral with its sign; a range is not read here.
pub(crate) fn signed(input: &str, zhao: Zhao) -> Read<'_, Reading> {
    let (rest, negative) = opt(sign).parse(input)?;
    let (rest, reading) = unsigned(rest, zhao)?;
    if negative.is_none() {
        return Ok((rest, reading));
    }
    let value = kept(input, reading.value.try_map(|number| Some(number.negate())))?;
    let shape = match reading.shape {
        Shape::Fraction | Shape::Arabic => reading.shape,
        _ => Shape::Plain,
    };
    let reading = Reading {
        value,
        shape,
        ..reading
    };
    Ok((rest, reading))
}

/// 负, 零下, and the minus signs.
pub(crate) fn sign(input: &str) -> Read<'_, ()> {
    if let Some(rest) = input.strip_prefix("零下") {
        return Ok((rest, ()));
    }
    match next(input) {
        (Glyph::Minus, rest) => Ok((blanks(rest), ())),
        _ => refuse(input),
    }
}

fn unsigned(input: &str, zhao: Zhao) -> Read<'_, Reading> {
    match next(input).0 {
        Glyph::Half => half(input),
        Glyph::Vulgar(_) => vulgar(input),
        Glyph::Pair(_) => pair(input),
        Glyph::Fold => fold(input),
        _ => alt((
            slash_fraction,
            |input| fraction(input, zhao),
            half_of_one,
            |input| with_vulgar(input, zhao),
        ))
        .parse(input),
    }
}

/// A number without a fraction.
fn number(input: &str, zhao: Zhao) -> Read<'_, Reading> {
    alt((digit_string, |input| cardinal(input, zhao), zero)).parse(input)
}

/// 零 alone, and 零点五.
fn zero(input: &str) -> Read<'_, Reading> {
    let (Glyph::Zero, rest) = next(input) else {
        return refuse(input);
    };
    match opt(points).parse(rest)? {
        (rest, Some(part)) => Ok((rest, Reading::exact(part, Shape::Plain))),
        (rest, None) => Ok((rest, Reading::exact(Number::ZERO, Shape::Digits(1)))),
    }
}

/// `三又1/2` is not written, but `3½` is.
fn with_vulgar(input: &str, zhao: Zhao) -> Read<'_, Reading> {
    let (rest, whole) = number(input, zhao)?;
    if whole.shape != Shape::Arabic {
        return Ok((rest, whole));
    }
    match vulgar(rest) {
        Ok((rest, part)) => {
            let value = kept(input, whole.value.low().checked_add(part.value.low()))?;
            Ok((rest, Reading::exact(value, Shape::Fraction)))
        }
        Err(_) => Ok((rest, whole)),
    }
}

/// 半.
fn half(input: &str) -> Read<'_, Reading> {
    let (Glyph::Half, rest) = next(input) else {
        return refuse(input);
    };
    let half = kept(input, Number::new(1, 2))?;
    Ok((rest, Reading::exact(half, Shape::Half)))
}

/// 一半.
fn half_of_one(input: &str) -> Read<'_, Reading> {
    let Some(rest) = input.strip_prefix("一半") else {
        return refuse(input);
    };
    let half = kept(input, Number::new(1, 2))?;
    Ok((rest, Reading::exact(half, Shape::Fraction)))
}

fn vulgar(input: &str) -> Read<'_, Reading> {
    let (Glyph::Vulgar(place), rest) = next(input) else {
        return refuse(input);
    };
    let Some((_, numerator, denominator)) = VULGAR.get(usize::from(place)) else {
        return refuse(input);
    };
    let value = kept(
        input,
        Number::new(i128::from(*numerator), i128::from(*denominator)),
    )?;
    Ok((rest, Reading::exact(value, Shape::Fraction)))
}

/// 俩, 仨.
fn pair(input: &str) -> Read<'_, Reading> {
    match next(input) {
        (Glyph::Pair(count), rest) => {
            let count = Number::from(u32::from(count));
            Ok((rest, Reading::exact(count, Shape::Digit)))
        }
        _ => refuse(input),
    }
}

/// 对 of 对折: half the price, 5折.
fn fold(input: &str) -> Read<'_, Reading> {
    match next(input) {
        (Glyph::Fold, rest) if rest.starts_with('折') => {
            Ok((rest, Reading::exact(Number::from(5), Shape::Digit)))
        }
        _ => refuse(input),
    }
}

/// `1/3`, and `1 3/5` with its whole part. Not part of a path or a date.
fn slash_fraction(input: &str) -> Read<'_, Reading> {
    if !matches!(next(input).0, Glyph::Arabic(_)) {
        return refuse(input);
    }
    let (rest, first) = arabic(input)?;
    if let Ok((rest, value)) = over(rest, first.number) {
        return Ok((rest, Reading::exact(value, Shape::Fraction)));
    }
    let Some(after) = rest.strip_prefix(' ') else {
        return refuse(input);
    };
    if !first.whole || !matches!(next(after).0, Glyph::Arabic(_)) {
        return refuse(input);
    }
    let (rest, numerator) = arabic(after)?;
    let (rest, part) = over(rest, numerator.number)?;
    let value = kept(input, first.number.checked_add(part))?;
    Ok((rest, Reading::exact(value, Shape::Fraction)))
}

/// The slash and the denominator of `numerator`.
fn over(input: &str, numerator: Number) -> Read<'_, Number> {
    let Some(after) = input.strip_prefix(['/', '／', '⁄']) else {
        return refuse(input);
    };
    if !matches!(next(after).0, Glyph::Arabic(_)) {
        return refuse(input);
    }
    let (rest, denominator) = arabic(after)?;
    let goes_on = |c: char| matches!(c, '/' | '／') || c.is_ascii_alphanumeric();
    let whole = numerator.is_integer() && denominator.whole;
    if !whole || denominator.number.is_zero() || rest.starts_with(goes_on) {
        return refuse(input);
    }
    let value = kept(input, numerator.checked_div(denominator.number))?;
    Ok((rest, value))
}

/// 三分之一, 二又三分之一, 3分之157: with a whole part or without.
fn fraction(input: &str, zhao: Zhao) -> Read<'_, Reading> {
    let (rest, first) = number(input, zhao)?;
    if let Some(after) = blanks(rest).strip_prefix('又') {
        let after = blanks(after);
        if let Ok((rest, denominator)) = number(after, zhao) {
            let (rest, part) = numerator_over(rest, denominator, zhao)?;
            let value = kept(input, first.value.low().checked_add(part))?;
            return Ok((rest, Reading::exact(value, Shape::Fraction)));
        }
    }
    let (rest, value) = numerator_over(rest, first, zhao)?;
    Ok((rest, Reading::exact(value, Shape::Fraction)))
}

/// 分之 and the numerator, behind the denominator.
fn numerator_over(input: &str, denominator: Reading, zhao: Zhao) -> Read<'_, Number> {
    let Some(rest) = parts_of(input) else {
        return refuse(input);
    };
    if !denominator.value.is_single() {
        return refuse(input);
    }
    let (rest, negative) = opt(sign).parse(blanks(rest))?;
    let (rest, numerator) = number(rest, zhao)?;
    if !numerator.value.is_single() {
        return refuse(input);
    }
    let (mut numerator, denominator) = (numerator.value.low(), denominator.value.low());
    // A sign before the whole and one before the numerator undo each other:
    // 负三分之负一 is one third.
    if negative.is_some() {
        numerator = numerator.negate();
    }
    if denominator.is_zero() {
        return Err(fail(input, Why::ZeroDenominator));
    }
    let value = kept(input, numerator.checked_div(denominator))?;
    Ok((rest, value))
}

/// 三分一, 十份十一: the spoken forms without 之. They look like other
/// things, so only a numeral that stands alone is read as one.
pub(crate) fn portion(input: &str, zhao: Zhao) -> Read<'_, Reading> {
    let (rest, denominator) = number(input, zhao)?;
    let Some(rest) = rest.strip_prefix(['份', '分']) else {
        return refuse(input);
    };
    let (rest, numerator) = number(rest, zhao)?;
    let simple = |reading: Reading| reading.value.is_single() && reading.shape != Shape::Arabic;
    if !simple(denominator) || !simple(numerator) || denominator.value.low() <= Number::ONE {
        return refuse(input);
    }
    let value = numerator.value.low().checked_div(denominator.value.low());
    Ok((rest, Reading::exact(kept(input, value)?, Shape::Fraction)))
}

/// 分之, with blanks.
pub(super) fn parts_of(input: &str) -> Option<&str> {
    let rest = blanks(input).strip_prefix('分')?;
    blanks(rest).strip_prefix('之')
}

/// The mark between the ends of a range: 至, 到, a dash, a tilde.
pub(crate) fn range_mark(input: &str) -> Read<'_, char> {
    let mut characters = blanks(input).chars();
    match characters.next() {
        Some(
            mark @ ('至' | '到' | '-' | '–' | '—' | '―' | '~' | '～' | '〜' | '－' | '−' | '∼'),
        ) => {
            let mut rest = characters.as_str();
            if mark == '—' {
                rest = rest.strip_prefix('—').unwrap_or(rest);
            }
            Ok((blanks(rest), mark))
        }
        _ => refuse(input),
    }
}

/// The upper end of a range that began with `low`: 至3, -20. The ends must
/// rise; 三到十万 and 3到10万 share the magnitude.
pub(crate) fn upper(input: &str, low: Reading, zhao: Zhao) -> Read<'_, Reading> {
    let (rest, mark) = range_mark(input)?;
    let (rest, high) = signed(rest, zhao)?;
    let dash = !matches!(mark, '至' | '到');
    // 2019-01-02, 010-8888 and A-1-2 are no ranges.
    let goes_on = |rest: &str| rest.starts_with(|c: char| c.is_ascii_digit());
    if dash && rest.strip_prefix(['-', '–']).is_some_and(goes_on) {
        return refuse(input);
    }
    let (low_value, value) = (low.value, high.value);
    let shared = kept(input, value.high().checked_div(high.shared))?;
    let low_value =
        if low.scale == Number::ONE && high.shared != Number::ONE && low_value.high() < shared {
            kept(
                input,
                low_value.try_map(|number| number.checked_mul(high.shared)),
            )?
        } else {
            low_value
        };
    if low_value.high() >= value.high() {
        return refuse(input);
    }
    let reading = Reading {
        value: Value::between(low_value.low(), value.high()),
        relation: high.relation,
        scale: high.scale,
        shared: high.shared,
        shape: Shape::Plain,
    };
    Ok((rest, reading))
}

/// A whole text: a numeral or a range of two, with an approximator or 打 at
/// the end, or 百分之 at the front.
pub(crate) fn whole(input: &str, zhao: Zhao) -> Read<'_, Reading> {
    let (unsigned, negative) = opt(sign).parse(input)?;
    if let Ok((number, exponent)) = per_power(unsigned, zhao) {
        let (rest, reading) = range(number, zhao)?;
        let value = kept(input, reading.value.try_map(|part| divided(part, exponent)))?;
        let value = match negative {
            Some(()) => kept(input, value.try_map(|part| Some(part.negate())))?,
            None => value,
        };
        return Ok((rest, Reading { value, ..reading }));
    }
    let (rest, reading) = range(input, zhao)?;
    let (rest, relation) = opt(approximator).parse(rest)?;
    let relation = relation.unwrap_or(reading.relation);
    let reading = Reading {
        relation,
        ..reading
    };
    match rest.strip_prefix('打') {
        Some(rest) => {
            let dozen = Number::from(12);
            let value = reading.value.try_map(|count| count.checked_mul(dozen));
            let value = kept(input, value)?;
            Ok((rest, Reading { value, ..reading }))
        }
        None => Ok((rest, reading)),
    }
}

/// A numeral, or two with a mark of a range between.
fn range(input: &str, zhao: Zhao) -> Read<'_, Reading> {
    let (rest, low) = signed(input, zhao)?;
    match upper(rest, low, zhao) {
        Ok((rest, both)) => Ok((rest, both)),
        Err(nom::Err::Error(_)) => Ok((rest, low)),
        Err(failure) => Err(failure),
    }
}

/// 10 to the power as a divisor: what 百分之 makes of a number.
pub(crate) fn divided(number: Number, exponent: u8) -> Option<Number> {
    number.checked_div(power(exponent)?)
}
