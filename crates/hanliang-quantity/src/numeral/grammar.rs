//! The grammar of whole numerals: signs, fractions, halves and ranges over
//! the numbers by place, the digit strings and the Arabic ones.

use nom::Parser;
use nom::branch::alt;
use nom::combinator::opt;

use crate::kind::UnitKind;
use crate::number::Number;
use crate::unit::UNITS;
use crate::value::{Relation, Value};

use super::arabic::arabic;
use super::behind::{at_least, ten_thousands, tolerance};
use super::cardinal::{Zhao, approximator, cardinal};
use super::digits::{digit_string, few};
use super::glyph::{Glyph, VULGAR, glyph};
use super::plain::plain;
use super::read::{Read, Reading, Shape, Why, blanks, fail, kept, next, power, range_mark, refuse};
use super::section::points;
use super::start::has_point;

/// `分之` with a power of ten before it, as 百分之 and 万分之: the power, and
/// what the parts are counted of.
pub(crate) fn per_power(input: &str, zhao: Zhao) -> Read<'_, u8> {
    if !matches!(next(input).0, Glyph::Small(2 | 3) | Glyph::Big(_)) {
        return refuse(input);
    }
    let (mut rest, mut total) = (input, 0_u8);
    // 百万, 万万: no denominator has more than four of them.
    for _ in 0..4 {
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
    if reading.shape == Shape::Fold {
        // 对折 has no sign.
        return refuse(input);
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
        _ => {
            let (rest, first) = number(input, zhao)?;
            if let Some(read) = round_about(input, rest, first, zhao) {
                return Ok(read);
            }
            with_fraction(rest, first, zhao)
        }
    }
}

/// Spoken ranges: 百八十 and 千儿八百 are eighty to a hundred and eight hundred
/// to a thousand, 十几二十 is ten to twenty.
fn round_about<'t>(
    input: &'t str,
    rest: &'t str,
    first: Reading,
    zhao: Zhao,
) -> Option<(&'t str, Reading)> {
    let between = |low: Number, high: Number, relation: Relation| Reading {
        value: Value::between(low, high),
        relation,
        scale: 0,
        shared: 0,
        shape: Shape::Plain,
    };
    if first.shape == Shape::Bare {
        let (magnitude, after) = next(input);
        let (Glyph::Small(power @ (2 | 3)) | Glyph::Big(power @ 4)) = magnitude else {
            return None;
        };
        let after = after.strip_prefix(['儿', '兒']).unwrap_or(after);
        let (Glyph::Small(lower), behind) = next(after.strip_prefix('八')?) else {
            return None;
        };
        // 百八十六 and 百八十点五 count on, 百八十点 does not; 两 is a unit behind 十.
        let ends = behind.len() == rest.len()
            || matches!(next(behind).0, Glyph::None | Glyph::Arabic(_))
            || behind.starts_with(['两', '兩']);
        let whole = lower + 1 == power && ends;
        let low = Number::from(8).checked_mul(self::power(lower)?)?;
        return whole.then_some((behind, between(low, self::power(power)?, Relation::About)));
    }
    let few = first.relation == Relation::More && first.scale == 0 && first.value.is_single();
    if !few || !matches!(next(rest).0, Glyph::Digit(_)) {
        return None;
    }
    let low = first.value.low();
    let (rest, high) = number(rest, zhao).ok()?;
    let next_ten = low.checked_add(Number::from(10))?;
    (high.value == next_ten.into()).then(|| (rest, between(low, next_ten, Relation::Exact)))
}

/// The number, or the fraction that it begins.
fn with_fraction(rest: &str, first: Reading, zhao: Zhao) -> Read<'_, Reading> {
    let read = match rest.chars().next() {
        Some('/' | '／' | '⁄') => over(rest, first),
        Some('分') => numerator_over(rest, first, zhao),
        Some('又') => mixed(rest, first, zhao),
        Some('半') => half_of_one(rest, first),
        Some('上') => return Ok(hundreds_upon(rest, first).unwrap_or((rest, first))),
        Some(' ' | '\u{3000}') => alt((
            |rest| numerator_over(rest, first, zhao),
            |rest| mixed(rest, first, zhao),
            |rest| mixed_slash(rest, first),
        ))
        .parse(rest),
        Some(next) if matches!(glyph(next), Glyph::Vulgar(_)) => mixed_vulgar(rest, first),
        _ => return Ok((rest, first)),
    };
    match read {
        Ok((rest, value)) => Ok((rest, Reading::exact(value, Shape::Fraction))),
        Err(nom::Err::Error(_)) => Ok((rest, first)),
        Err(failure) => Err(failure),
    }
}

/// A number without a fraction.
fn number(input: &str, zhao: Zhao) -> Read<'_, Reading> {
    match plain(input) {
        Some(read) => Ok(read),
        None => number_by_grammar(input, zhao),
    }
}

/// The same, where it is not plain or one would know whether the two agree.
pub(super) fn number_by_grammar(input: &str, zhao: Zhao) -> Read<'_, Reading> {
    match next(input).0 {
        Glyph::Digit(_) | Glyph::Two | Glyph::Zero | Glyph::Code(_) => {
            alt((digit_string, |input| cardinal(input, zhao), zero)).parse(input)
        }
        _ => cardinal(input, zhao),
    }
}

/// 零 alone, and 零点五.
fn zero(input: &str) -> Read<'_, Reading> {
    let (Glyph::Zero, rest) = next(input) else {
        return refuse(input);
    };
    match opt(points).parse(rest)? {
        (rest, Some(part)) => {
            let part = kept(input, part.value())?.low();
            Ok((rest, Reading::exact(part, Shape::Plain)))
        }
        (rest, None) => Ok((rest, Reading::exact(Number::ZERO, Shape::Digits(1)))),
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

/// 半 behind 一.
fn half_of_one(input: &str, first: Reading) -> Read<'_, Number> {
    match input.strip_prefix('半') {
        Some(rest) if first.shape == Shape::Digit && first.value == Value::ONE => {
            Ok((rest, kept(input, Number::new(1, 2))?))
        }
        _ => refuse(input),
    }
}

/// 百上千 of 成百上千, 千上万 of 成千上万: more than the lesser.
fn hundreds_upon(input: &str, first: Reading) -> Read<'_, Reading> {
    let (next, greater) = match first.scale {
        2 => ("上千", first.value == Number::from(100).into()),
        3 => ("上万", first.value == Number::from(1000).into()),
        _ => return refuse(input),
    };
    let rest = match input.strip_prefix(next) {
        Some(rest) => rest,
        None if next == "上万" => input.strip_prefix("上萬").unwrap_or(input),
        None => return refuse(input),
    };
    if !greater || first.shape != Shape::Bare || rest.len() == input.len() {
        return refuse(input);
    }
    let relation = Relation::More;
    Ok((rest, Reading { relation, ..first }))
}

/// `½` behind Arabic digits: 3½.
fn mixed_vulgar(input: &str, first: Reading) -> Read<'_, Number> {
    if first.shape != Shape::Arabic {
        return refuse(input);
    }
    let (rest, part) = vulgar(input)?;
    let value = first.value.low().checked_add(part.value.low());
    Ok((rest, kept(input, value)?))
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
            Ok((rest, Reading::exact(Number::from(5), Shape::Fold)))
        }
        _ => refuse(input),
    }
}

/// `3/5` behind a blank: `1 3/5`.
fn mixed_slash(input: &str, first: Reading) -> Read<'_, Number> {
    let Some(after) = input.strip_prefix(' ') else {
        return refuse(input);
    };
    if first.shape != Shape::Arabic || !matches!(next(after).0, Glyph::Arabic(_)) {
        return refuse(input);
    }
    let (rest, numerator) = arabic(after)?;
    let numerator = Reading::exact(kept(input, numerator.number())?, Shape::Arabic);
    let (rest, part) = over(rest, numerator)?;
    Ok((rest, kept(input, first.value.low().checked_add(part))?))
}

/// The slash and the denominator: `1/3`. Not part of a path or a date.
fn over(input: &str, numerator: Reading) -> Read<'_, Number> {
    let Some(after) = input.strip_prefix(['/', '／', '⁄']) else {
        return refuse(input);
    };
    if numerator.shape != Shape::Arabic || !matches!(next(after).0, Glyph::Arabic(_)) {
        return refuse(input);
    }
    let (rest, denominator) = arabic(after)?;
    let goes_on = |c: char| matches!(c, '/' | '／') || c.is_ascii_alphanumeric();
    let (numerator, bottom) = (numerator.value.low(), kept(input, denominator.number())?);
    let whole = numerator.is_integer() && denominator.whole;
    // Two readings of a blood pressure, as in 140/90毫米汞柱.
    let two = UNITS
        .longest(rest)
        .is_some_and(|unit| unit.kind == UnitKind::Pressure);
    // 16/10万 are sixteen of a hundred thousand.
    let parts = matches!(next(rest).0, Glyph::Big(_));
    if !whole || two || parts || bottom.is_zero() || rest.starts_with(goes_on) {
        return refuse(input);
    }
    Ok((rest, kept(input, numerator.checked_div(bottom))?))
}

/// 又三分之一, 又1/3 behind a whole number.
fn mixed(input: &str, first: Reading, zhao: Zhao) -> Read<'_, Number> {
    let Some(rest) = blanks(input).strip_prefix('又') else {
        return refuse(input);
    };
    let (rest, term) = number(blanks(rest), zhao)?;
    let (rest, part) = alt((
        |rest| numerator_over(rest, term, zhao),
        |rest| over(rest, term),
    ))
    .parse(rest)?;
    Ok((rest, kept(input, first.value.low().checked_add(part))?))
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

/// The upper end of a range that began with `low`: 至3, -20. The ends must
/// rise; 三到十万 and 3到10万 share the magnitude.
pub(crate) fn upper(input: &str, low: Reading, zhao: Zhao) -> Read<'_, Reading> {
    let (rest, mark) = range_mark(input)?;
    // The columns 1.1 -4.1 are two numbers.
    if input.strip_prefix(" -").is_some_and(has_point) {
        return refuse(input);
    }
    // 一至三两个 is no range: how many 三两 is, the noun alone says.
    let (unsigned, _) = opt(sign).parse(rest)?;
    let vague = few(unsigned);
    let (rest, high) = signed(rest, zhao)?;
    if vague.is_some_and(|(behind, _)| behind.len() == rest.len()) {
        return refuse(input);
    }
    let dash = !matches!(mark, '至' | '到');
    // 2019-01-02, 010-8888 and A-1-2 are no ranges.
    let goes_on = |rest: &str| rest.starts_with(|c: char| c.is_ascii_digit());
    if dash && rest.strip_prefix(['-', '–']).is_some_and(goes_on) {
        return refuse(input);
    }
    let (low_value, value) = (low.value, high.value);
    let factor = kept(input, power(high.shared))?;
    let shared = kept(input, value.high().checked_div(factor))?;
    let low_value = if low.scale == 0 && high.shared > 0 && low_value.high() < shared {
        kept(
            input,
            low_value.try_map(|number| number.checked_mul(factor)),
        )?
    } else {
        low_value
    };
    // 5～-3 falls below zero; other ranges rise.
    let rises = low_value.high() < value.high() || value.low().is_negative();
    if !rises || low_value == value || high.shape == Shape::Fold {
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

/// 零下 before a range counts for both ends: 零下5至10度 is -10 to -5. A wider
/// one rises above zero, as what a device stands: 零下20至60度.
pub(crate) fn both_below_zero(written: &str, range: Value) -> Value {
    let (low, high) = (range.low(), range.high());
    let spread = high.checked_add(low);
    let near = spread.is_some_and(|spread| !spread.is_negative() && spread <= Number::from(20));
    if !written.starts_with("零下") || !low.is_negative() || low == high || !near {
        return range;
    }
    Value::between(high.negate(), low)
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
        return dozens(rest, Reading { value, ..reading });
    }
    if let Some(("", few)) = few(unsigned) {
        let value = match negative {
            Some(()) => kept(input, few.value.try_map(|part| Some(part.negate())))?,
            None => few.value,
        };
        return Ok(("", Reading { value, ..few }));
    }
    if let Ok(("", reading)) = portion(input, zhao) {
        return Ok(("", reading));
    }
    let (rest, reading) = range(input, zhao)?;
    let (rest, reading) = tolerance(rest, &reading)
        .or_else(|| ten_thousands(rest, &reading, ""))
        .unwrap_or((rest, reading));
    let (rest, relation) = match at_least(rest, &reading) {
        Some((rest, relation)) => (rest, Some(relation)),
        None => opt(approximator).parse(rest)?,
    };
    let relation = relation.unwrap_or(reading.relation);
    let reading = Reading {
        relation,
        ..reading
    };
    dozens(rest, reading)
}

/// 打 behind a numeral is part of it.
fn dozens(input: &str, reading: Reading) -> Read<'_, Reading> {
    let Some(rest) = input.strip_prefix('打') else {
        return Ok((input, reading));
    };
    let dozen = Number::from(12);
    let value = reading.value.try_map(|count| count.checked_mul(dozen));
    let value = kept(input, value)?;
    Ok((rest, Reading { value, ..reading }))
}

/// A numeral, or two with a mark of a range between.
fn range(input: &str, zhao: Zhao) -> Read<'_, Reading> {
    let (rest, low) = signed(input, zhao)?;
    match upper(rest, low, zhao) {
        Ok((rest, both)) => {
            let value = both_below_zero(input, both.value);
            Ok((rest, Reading { value, ..both }))
        }
        Err(nom::Err::Error(_)) => Ok((rest, low)),
        Err(failure) => Err(failure),
    }
}

/// 10 to the power as a divisor: what 百分之 makes of a number.
pub(crate) fn divided(number: Number, exponent: u8) -> Option<Number> {
    number.checked_div(power(exponent)?)
}
