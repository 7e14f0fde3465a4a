//! What the grammar's functions share.

use nom::error::{ErrorKind as NomKind, ParseError};
use nom::{Err, IResult};

use crate::number::Number;
use crate::value::{Relation, Value};

use super::amount::power_of_ten;
use super::glyph::{Glyph, glyph};

/// What a function of the grammar gives: what is left of the text, and what
/// it read.
pub(crate) type Read<'t, T> = IResult<&'t str, T, Halt>;

/// Why reading stopped, and how much text was left there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Halt {
    pub(crate) why: Why,
    pub(crate) rest: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Why {
    NotANumeral,
    Overflow,
    ZeroDenominator,
}

impl ParseError<&str> for Halt {
    fn from_error_kind(input: &str, _: NomKind) -> Self {
        Self {
            why: Why::NotANumeral,
            rest: input.len(),
        }
    }

    fn append(_: &str, _: NomKind, other: Self) -> Self {
        other
    }
}

/// Another way may read on.
pub(crate) fn refuse<T>(input: &str) -> Read<'_, T> {
    Err(Err::Error(Halt {
        why: Why::NotANumeral,
        rest: input.len(),
    }))
}

/// What was read is a numeral, but none that can be kept.
pub(crate) fn fail(input: &str, why: Why) -> Err<Halt> {
    Err::Failure(Halt {
        why,
        rest: input.len(),
    })
}

/// The result, or an overflow at `input`.
pub(crate) fn kept<T>(input: &str, result: Option<T>) -> Result<T, Err<Halt>> {
    result.ok_or_else(|| fail(input, Why::Overflow))
}

/// A numeral as read: its value and what its form allows it to be.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reading {
    pub(crate) value: Value,
    pub(crate) relation: Relation,
    /// The power of ten at its very end: 4 for 1600万, 0 where none.
    pub(crate) scale: u8,
    /// The power that the lower end of a range shares: 三到十万.
    pub(crate) shared: u8,
    pub(crate) shape: Shape,
}

/// The forms that need their surroundings to be numerals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Stands on its own.
    Plain,
    /// Written in Arabic digits only.
    Arabic,
    /// One Chinese digit.
    Digit,
    /// Begins with 百, 千, 万 or 亿: 万人次.
    Bare,
    /// Two Chinese digits side by side that are a range: 三四 (个).
    Adjacent,
    /// Chinese digits side by side: 二〇一九. How many.
    Digits(u8),
    /// 半.
    Half,
    /// A fraction.
    Fraction,
    /// A figure with its tolerance: 45.6±12.3.
    Tolerance,
    /// 对 of 对折.
    Fold,
}

impl Reading {
    pub(crate) fn exact(number: Number, shape: Shape) -> Self {
        Self {
            value: number.into(),
            relation: Relation::Exact,
            scale: 0,
            shared: 0,
            shape,
        }
    }
}

/// 10 to the power, for the powers of the grammar.
pub(crate) fn power(exponent: u8) -> Option<Number> {
    if exponent == 0 {
        return Some(Number::ONE);
    }
    Number::new(i128::try_from(power_of_ten(exponent)?).ok()?, 1)
}

/// The first character's glyph, and what follows it.
#[inline(always)]
pub(crate) fn next(input: &str) -> (Glyph, &str) {
    let mut characters = input.chars();
    match characters.next() {
        Some(character) => (glyph(character), characters.as_str()),
        None => (Glyph::None, input),
    }
}

/// Up to three blanks inside a numeral (not a line end), passed over.
#[inline]
pub(crate) fn blanks(input: &str) -> &str {
    // No blank begins with another byte than these.
    match input.as_bytes().first() {
        Some(b' ' | 0xC2 | 0xE3) => {}
        _ => return input,
    }
    let mut rest = input;
    for _ in 0..3 {
        match rest.strip_prefix([' ', '\u{3000}', '\u{A0}']) {
            Some(after) => rest = after,
            None => break,
        }
    }
    rest
}

/// The mark between the ends of a range: 至, 到, a dash, a tilde.
#[inline]
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
