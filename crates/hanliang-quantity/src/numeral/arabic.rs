//! Arabic digits: separators, decimals, powers, letters for magnitudes.

use nom::Parser;
use nom::branch::alt;
use nom::character::complete::char;
use nom::combinator::{map, opt, success, verify};
use nom::sequence::preceded;

use crate::number::Number;
use crate::unit::UNITS;
use crate::wording::Wording;

use super::accept::unit_follows;
use super::amount::{Amount, power_of_ten};
use super::cardinal::approximator;
use super::glyph::Glyph;
use super::read::{Read, Why, fail, kept, next, power, refuse};

/// An Arabic number and how it was written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Arabic {
    pub(super) amount: Amount,
    /// How many digits its whole part has.
    pub(super) digits: usize,
    /// Whether it has neither a point, nor a power, nor a letter.
    pub(super) whole: bool,
}

impl Arabic {
    /// The exact number; `None` beyond 28 digits.
    pub(super) fn number(&self) -> Option<Number> {
        Some(self.amount.value()?.low())
    }
}

/// `1,234.5`, `.5`, `2e5`, `1.2×10⁵`, `2^-1`, `40k`.
pub(crate) fn arabic(input: &str) -> Read<'_, Arabic> {
    let (rest, mantissa) = mantissa(input)?;
    if !rest.starts_with(goes_on) {
        return Ok((rest, mantissa));
    }
    alt((
        |input| powered(input, mantissa),
        |input| lettered(input, mantissa),
        success(mantissa),
    ))
    .parse(rest)
}

/// What a power or a letter for a magnitude begins with.
fn goes_on(character: char) -> bool {
    matches!(
        character,
        '⁻' | '⁰' | '¹' | '²' | '³' | '⁴'
            ..='⁹'
                | ' '
                | '^'
                | '*'
                | '×'
                | '·'
                | 'e'
                | 'E'
                | 'x'
                | 'X'
                | 'k'
                | 'K'
                | 'M'
                | 'G'
                | 'T'
                | 'ｋ'
                | 'Ｋ'
                | 'Ｍ'
                | 'Ｇ'
    )
}

/// Digits with or without separators and a point.
fn mantissa(input: &str) -> Read<'_, Arabic> {
    let (rest, run) = opt(grouped).parse(input)?;
    let (whole, digits) = run.unwrap_or((Some(0), 0));
    let (rest, part) = opt(preceded(point, digit_run)).parse(rest)?;
    if digits == 0 && part.is_none() {
        return refuse(input);
    }
    let amount = match part {
        None => whole.map(Amount::whole),
        Some((part, places)) => whole.and_then(|whole| with_places(whole, part?, places)),
    };
    let read = Arabic {
        amount: amount.ok_or_else(|| fail(rest, Why::Overflow))?,
        digits,
        whole: part.is_none(),
    };
    Ok((rest, read))
}

/// A run of digits: its value (`None` beyond 38 digits) and its length.
type Digits = (Option<u128>, usize);

fn with_places(whole: u128, part: u128, places: usize) -> Option<Amount> {
    let scale = u8::try_from(places).ok()?;
    let whole = whole.checked_mul(power_of_ten(scale)?)?;
    Some(Amount::decimal(whole.checked_add(part)?, scale))
}

fn digit_run(input: &str) -> Read<'_, Digits> {
    let (mut rest, mut length) = (input, 0_usize);
    // Eighteen digits fit in half the width; few numbers have more.
    let mut small = 0_u64;
    while length < 18 {
        let (Glyph::Arabic(digit), after) = next(rest) else {
            break;
        };
        small = small * 10 + u64::from(digit);
        length += 1;
        rest = after;
    }
    if length == 0 {
        return refuse(input);
    }
    let mut value = Some(u128::from(small));
    while let (18.., (Glyph::Arabic(digit), after)) = (length, next(rest)) {
        value = value.and_then(|value| value.checked_mul(10)?.checked_add(u128::from(digit)));
        length += 1;
        rest = after;
    }
    Ok((rest, (value, length)))
}

/// Groups of three behind a separator, as `1,234,567` or `1’234’567`; one
/// separator throughout. The full-width comma divides groups of full-width
/// digits, and of others where one group can be no number: 1，050，000.
fn grouped(input: &str) -> Read<'_, Digits> {
    let (mut rest, (mut value, mut length)) = digit_run(input)?;
    if length > 3 {
        return Ok((rest, (value, length)));
    }
    let wide = !input.starts_with(|c: char| c.is_ascii());
    let separator = match rest.chars().next() {
        Some(separator @ (',' | '\'' | '’' | '\u{A0}' | '\u{2009}' | '\u{202F}')) => separator,
        Some(separator @ '，') if wide || has_group_of_zeros(rest) => separator,
        Some(separator @ ' ') if !input.starts_with('0') && spaced_groups(rest) => separator,
        _ => return Ok((rest, (value, length))),
    };
    while let Some(after) = rest.strip_prefix(separator) {
        let Ok((after, (group, 3))) = digit_run(after) else {
            break;
        };
        if separator == '，' && wide && after_is_ascii_digit(rest) {
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

/// Whether groups of three behind blanks follow that are one number: several,
/// or one with its unit or the end of its clause right behind, 8 700个. Columns of a table look alike.
fn spaced_groups(rest: &str) -> bool {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let (mut rest, mut groups) = (rest, 0);
    while let Some(after) = rest.strip_prefix(' ') {
        // Nine groups are more digits than are kept; a row of figures has more.
        if digits(after.get(..4).unwrap_or(after)) != 3 || groups > 8 {
            return false;
        }
        let behind = after.get(3..).unwrap_or_default();
        (rest, groups) = (behind, groups + 1);
    }
    let decimals = rest.strip_prefix('.').filter(|part| digits(part) > 0);
    let rest = decimals.map_or(rest, |part| part.get(digits(part)..).unwrap_or_default());
    let joined = |c: char| matches!(c, ',' | '.' | '-' | '/' | ':') || c.is_ascii_alphanumeric();
    let measured = |rest: &str| unit_follows(rest) && !rest.starts_with(' ');
    let counted = matches!(next(rest).0, Glyph::Big(4 | 8) | Glyph::Small(2 | 3))
        || measured(rest)
        || approximator(rest).is_ok_and(|(behind, _)| measured(behind));
    let ends = rest.is_empty() || rest.starts_with(['，', '。', '；', '、', '）', ')', '\n']);
    counted || ends || groups > 1 && !rest.starts_with(joined)
}

/// Whether groups of three behind full-width commas follow, nothing else, and
/// one of them begins with a zero.
fn has_group_of_zeros(rest: &str) -> bool {
    let end = rest.find(|c: char| c != '，' && !c.is_ascii_digit());
    let groups = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
    let mut groups = groups.split('，').skip(1).peekable();
    groups.peek().is_some()
        && groups.clone().all(|group| group.len() == 3)
        && groups.any(|group| group.starts_with('0'))
}

fn after_is_ascii_digit(rest: &str) -> bool {
    let mut characters = rest.chars();
    characters.next();
    characters.next().is_some_and(|c| c.is_ascii_digit())
}

/// The point, where a digit follows.
fn point(input: &str) -> Read<'_, ()> {
    match input.strip_prefix(['.', '．']) {
        Some(after) if matches!(next(after).0, Glyph::Arabic(_)) => Ok((after, ())),
        _ => refuse(input),
    }
}

/// A letter for a magnitude behind the number. One digit and G is a generation
/// of networks, no magnitude.
fn lettered(input: &str, mantissa: Arabic) -> Read<'_, Arabic> {
    let generation = mantissa.whole && mantissa.digits == 1;
    // 1.5T is an engine.
    let is_magnitude = |exponent: &u8| match exponent {
        9 => !generation,
        12 => !generation && mantissa.whole,
        _ => true,
    };
    let (rest, exponent) = verify(letter, is_magnitude).parse(input)?;
    let amount = kept(input, mantissa.amount.raise(exponent))?;
    Ok((
        rest,
        Arabic {
            amount,
            whole: false,
            ..mantissa
        },
    ))
}

/// 40k, 1.2M, .0012G, where no word goes on.
fn letter(input: &str) -> Read<'_, u8> {
    let mut characters = input.chars();
    // 18K金 is a fineness.
    if UNITS
        .longest(input)
        .is_some_and(|unit| unit.symbol.len() > 1)
    {
        return refuse(input);
    }
    let exponent = match characters.next() {
        Some('k' | 'K' | 'ｋ' | 'Ｋ') => 3,
        Some('M' | 'Ｍ') => 6,
        Some('G' | 'Ｇ') => 9,
        Some('T') => 12,
        _ => return refuse(input),
    };
    let rest = characters.as_str();
    let word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '²' | '³' | '/' | 'Ω' | '·');
    // 4K超高清 has so many thousand lines.
    if rest.starts_with(word) || Wording::Pictures.begins(rest) {
        return refuse(input);
    }
    Ok((rest, exponent))
}

/// What stands behind the number as its power.
#[derive(Clone, Copy, Debug)]
enum Power {
    OfTen(i32),
    OfItself(i32),
}

/// `e5`, `^-1`, `×10⁵`, `×10^5` behind the number.
fn powered(input: &str, mantissa: Arabic) -> Read<'_, Arabic> {
    let (rest, power) = alt((
        map(scientific, Power::OfTen),
        map(preceded(char('^'), signed), Power::OfItself),
        // 10⁻³; elsewhere raised digits are those of a note.
        map(verify(superscript, |_| is_base(&mantissa)), Power::OfItself),
    ))
    .parse(input)?;
    let base = kept(input, mantissa.number())?;
    let number = match power {
        Power::OfTen(exponent) => times_power_of_ten(base, exponent),
        Power::OfItself(exponent) => raised(base, exponent),
    };
    let number = kept(input, number)?;
    let Some(amount) = Amount::of(number) else {
        return refuse(input);
    };
    Ok((
        rest,
        Arabic {
            amount,
            whole: false,
            ..mantissa
        },
    ))
}

/// 10 and 2: what powers are stated of.
fn is_base(mantissa: &Arabic) -> bool {
    let base = mantissa.amount;
    mantissa.whole && (base == Amount::whole(10) || base == Amount::whole(2))
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
    let after = match times.strip_prefix(['×', '*', 'x', 'X', '·']) {
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
