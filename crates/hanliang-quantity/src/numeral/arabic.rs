//! Arabic digits: separators, decimals, powers, letters for magnitudes.

use nom::Parser;
use nom::combinator::{opt, verify};

use crate::number::Number;

use super::glyph::Glyph;
use super::read::{Halt, Read, Why, fail, kept, next, power, refuse};

/// An Arabic number and how it was written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Arabic {
    pub(crate) number: Number,
    /// How many digits its whole part has.
    pub(crate) digits: usize,
    /// Whether it has a point, a power or a letter.
    pub(crate) whole: bool,
}

/// `1,234.5`, `.5`, `2e5`, `1.2×10⁵`, `2^-1`, `40k`.
pub(crate) fn arabic(input: &str) -> Read<'_, Arabic> {
    let (rest, mantissa) = mantissa(input)?;
    let (rest, number) = exponent(rest, mantissa.number)?;
    let (rest, letter) = opt(letter(mantissa)).parse(rest)?;
    let number = match letter {
        Some(exponent) => {
            let factor = kept(input, power(exponent))?;
            kept(input, number.checked_mul(factor))?
        }
        None => number,
    };
    let plain = number == mantissa.number && letter.is_none();
    let whole = mantissa.whole && plain;
    Ok((
        rest,
        Arabic {
            number,
            whole,
            ..mantissa
        },
    ))
}

/// Digits with or without separators and a point.
fn mantissa(input: &str) -> Read<'_, Arabic> {
    let (rest, run) = opt(grouped).parse(input)?;
    let (whole, digits) = run.unwrap_or((Some(0), 0));
    let (rest, part) = match point(rest) {
        Some(after) => match digit_run(after) {
            Ok((after, part)) => (after, Some(part)),
            Err(_) => (rest, None),
        },
        None => (rest, None),
    };
    if digits == 0 && part.is_none() {
        return refuse(input);
    }
    let Some((mantissa, scale)) = join(whole, part) else {
        return Err(fail(rest, Why::Overflow));
    };
    let number = kept(input, Number::from_decimal(mantissa, scale))?;
    let read = Arabic {
        number,
        digits,
        whole: part.is_none(),
    };
    Ok((rest, read))
}

/// A run of digits: its value (`None` beyond 28 digits) and its length.
type Digits = (Option<i128>, usize);

fn join(whole: Option<i128>, part: Option<Digits>) -> Option<(i128, u32)> {
    match part {
        None => Some((whole?, 0)),
        Some((part, length)) => {
            let scale = u32::try_from(length).ok()?;
            let whole = whole?.checked_mul(10_i128.checked_pow(scale)?)?;
            Some((whole.checked_add(part?)?, scale))
        }
    }
}

fn digit_run(input: &str) -> Read<'_, Digits> {
    let (mut rest, mut value, mut length) = (input, Some(0_i128), 0_usize);
    while let (Glyph::Arabic(digit), after) = next(rest) {
        value = value.and_then(|value| value.checked_mul(10)?.checked_add(i128::from(digit)));
        length += 1;
        rest = after;
    }
    if length == 0 {
        return refuse(input);
    }
    Ok((rest, (value, length)))
}

/// Groups of three behind a separator, as `1,234,567`; one separator
/// throughout. Full-width digits may have the full-width comma.
fn grouped(input: &str) -> Read<'_, Digits> {
    let (mut rest, (mut value, mut length)) = digit_run(input)?;
    if length > 3 {
        return Ok((rest, (value, length)));
    }
    let wide = !input.starts_with(|c: char| c.is_ascii());
    let separator = match rest.chars().next() {
        Some(separator @ (',' | '\u{A0}' | '\u{2009}' | '\u{202F}')) => separator,
        Some(separator @ '，') if wide => separator,
        _ => return Ok((rest, (value, length))),
    };
    while let Some(after) = rest.strip_prefix(separator) {
        let Ok((after, (group, 3))) = digit_run(after) else {
            break;
        };
        if separator == '，' && after_is_ascii_digit(rest) {
            break;
        }
        value = value
            .zip(group)
            .and_then(|(value, group)| value.checked_mul(1000)?.checked_add(group));
        length += 3;
        rest = after;
    }
    Ok((rest, (value, length)))
}

fn after_is_ascii_digit(rest: &str) -> bool {
    let mut characters = rest.chars();
    characters.next();
    characters.next().is_some_and(|c| c.is_ascii_digit())
}

/// After the point, where a digit follows.
fn point(input: &str) -> Option<&str> {
    let after = input.strip_prefix(['.', '．'])?;
    matches!(next(after).0, Glyph::Arabic(_)).then_some(after)
}

/// A letter for a magnitude, where no word goes on: 40k, 1.2M, .0012G. One
/// digit and G is a generation of networks, no magnitude.
fn letter<'t>(mantissa: Arabic) -> impl Parser<&'t str, Output = u8, Error = Halt> {
    let generation = mantissa.whole && mantissa.digits == 1;
    verify(letter_power, move |exponent| {
        !(generation && (*exponent == 9 || *exponent == 12))
    })
}

fn letter_power(input: &str) -> Read<'_, u8> {
    let mut characters = input.chars();
    let exponent = match characters.next() {
        Some('k' | 'K' | 'ｋ' | 'Ｋ') => 3,
        Some('M' | 'Ｍ') => 6,
        Some('G' | 'Ｇ') => 9,
        Some('T') => 12,
        _ => return refuse(input),
    };
    let rest = characters.as_str();
    let word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '²' | '³' | '/' | 'Ω' | '·');
    if rest.starts_with(word) {
        return refuse(input);
    }
    Ok((rest, exponent))
}

/// `e5`, `^-1`, `×10⁵`, `×10^5`; the number itself where there is none.
fn exponent(input: &str, base: Number) -> Read<'_, Number> {
    if let Ok((rest, exponent)) = scientific(input) {
        let number = kept(input, times_power_of_ten(base, exponent))?;
        return Ok((rest, number));
    }
    match input.strip_prefix('^').map(signed) {
        Some(Ok((rest, exponent))) => {
            let number = kept(input, raised(base, exponent))?;
            Ok((rest, number))
        }
        _ => Ok((input, base)),
    }
}

fn scientific(input: &str) -> Read<'_, i32> {
    if let Some(after) = input.strip_prefix(['e', 'E']) {
        let (rest, exponent) = signed(after)?;
        if rest.starts_with(|c: char| c.is_ascii_alphanumeric()) {
            return refuse(input);
        }
        return Ok((rest, exponent));
    }
    let times = input.trim_start_matches(' ');
    let after = match times.strip_prefix(['×', '✕', '*', 'x', 'X', '·']) {
        Some(after) => after.trim_start_matches(' '),
        None => return refuse(input),
    };
    let Some(after) = after.strip_prefix("10") else {
        return refuse(input);
    };
    match after.strip_prefix('^') {
        Some(after) => signed(after),
        None => superscript(after),
    }
}

/// An integer with any signs: `5`, `+14`, `--23`.
fn signed(input: &str) -> Read<'_, i32> {
    let digits = input.trim_start_matches(['+', '-', '−']);
    let signs = &input.as_bytes()[..input.len() - digits.len()];
    if signs.len() > 4 {
        return refuse(input);
    }
    let (rest, (value, _)) = digit_run(digits)?;
    // Anything so great overflows by the caller's own check.
    let value = value
        .and_then(|value| i32::try_from(value).ok())
        .map_or(9_999, |value| value.min(9_999));
    let pluses = signs.iter().filter(|sign| **sign == b'+').count();
    // Each minus has one byte, or the three of U+2212, an odd number either way.
    let minus = (signs.len() - pluses) % 2 == 1;
    Ok((rest, if minus { -value } else { value }))
}

fn superscript(input: &str) -> Read<'_, i32> {
    let (mut rest, minus) = match input.strip_prefix('⁻') {
        Some(rest) => (rest, true),
        None => (input, false),
    };
    let mut value = None;
    while let (Glyph::Superscript(digit), after) = next(rest) {
        value = Some((value.unwrap_or(0) * 10 + i32::from(digit)).min(9_999));
        rest = after;
    }
    match value {
        Some(value) => Ok((rest, if minus { -value } else { value })),
        None => refuse(input),
    }
}

fn times_power_of_ten(base: Number, exponent: i32) -> Option<Number> {
    let power = power(u8::try_from(exponent.unsigned_abs()).ok()?)?;
    if exponent < 0 {
        base.checked_div(power)
    } else {
        base.checked_mul(power)
    }
}

/// The base to a whole power; a sign before the base is not part of it.
fn raised(base: Number, exponent: i32) -> Option<Number> {
    let mut result = Number::ONE;
    if base == Number::ONE || base.is_zero() {
        return (exponent > 0 || !base.is_zero()).then_some(base);
    }
    for _ in 0..exponent.unsigned_abs() {
        result = result.checked_mul(base)?;
    }
    if exponent < 0 {
        Number::ONE.checked_div(result)
    } else {
        Some(result)
    }
}
