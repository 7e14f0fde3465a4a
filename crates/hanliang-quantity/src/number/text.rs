//! Numbers written out and read back.

use core::fmt;
use core::str::FromStr;

use hanliang_span::Span;

use crate::error::{Error, ErrorKind};

use super::Number;

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = self.numerator >= 0;
        if let Some(places) = f.precision() {
            let text = rounded(*self, places);
            let is_zero = text.bytes().all(|byte| matches!(byte, b'0' | b'.'));
            return f.pad_integral(sign || is_zero, "", &text);
        }
        let Some((mantissa, scale)) = self.as_decimal() else {
            let text = format!("{}/{}", self.numerator.unsigned_abs(), self.denominator);
            return f.pad_integral(sign, "", &text);
        };
        let digits = mantissa.unsigned_abs().to_string();
        if scale == 0 {
            return f.pad_integral(sign, "", &digits);
        }
        let digits = format!("{digits:0>width$}", width = scale + 1);
        let (whole, part) = digits.split_at(digits.len() - scale);
        f.pad_integral(sign, "", &format!("{whole}.{part}"))
    }
}

/// The distance from zero with so many decimal places, halves rounded up.
fn rounded(number: Number, places: usize) -> String {
    let divisor = number.denominator.unsigned_abs();
    let magnitude = number.numerator.unsigned_abs();
    let (mut whole, mut rest) = (magnitude / divisor, magnitude % divisor);
    let mut digits = vec![b'0'; places];
    for digit in &mut digits {
        *digit += u8::try_from(rest * 10 / divisor).unwrap_or(0);
        rest = rest * 10 % divisor;
    }
    if rest * 2 >= divisor {
        let nines = digits.iter_mut().rev().take_while(|digit| **digit == b'9');
        let carried = nines.map(|digit| *digit = b'0').count();
        match digits.len().checked_sub(carried + 1) {
            Some(last) => digits[last] += 1,
            None => whole += 1,
        }
    }
    let point = if digits.is_empty() { "" } else { "." };
    let part: String = digits.into_iter().map(char::from).collect();
    format!("{whole}{point}{part}")
}

/// Reads what `Display` writes: `118000`, `-7.5`, `1/3`.
///
/// # Errors
///
/// [`ErrorKind::Empty`], [`ErrorKind::NotANumeral`] at the first character
/// that does not belong, [`ErrorKind::Overflow`] beyond 28 digits,
/// [`ErrorKind::ZeroDenominator`] for `1/0`. Chinese is read by
/// the grammar of numerals.
impl FromStr for Number {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let whole = Span::new(0, text.len());
        let overflow = Error::at(ErrorKind::Overflow, whole);
        if let Some((numerator, denominator)) = text.split_once('/') {
            let at = numerator.len() + 1;
            let numerator = parse_decimal(numerator, 0)?;
            let denominator = parse_decimal(denominator, at)?;
            if denominator.is_zero() {
                let span = Span::new(at, text.len());
                return Err(Error::at(ErrorKind::ZeroDenominator, span));
            }
            return numerator.checked_div(denominator).ok_or(overflow);
        }
        parse_decimal(text, 0)
    }
}

fn parse_decimal(text: &str, at: usize) -> Result<Number, Error> {
    let place = |start: usize, end: usize| Span::new(at + start, at + end);
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let lead = text.len() - unsigned.len();
    if unsigned.is_empty() || unsigned == "." {
        return Err(Error::at(ErrorKind::Empty, place(0, text.len())));
    }
    let overflow = Error::at(ErrorKind::Overflow, place(0, text.len()));
    let (mut mantissa, mut scale, mut point) = (0_i128, 0_u32, false);
    for (offset, character) in unsigned.char_indices() {
        if character == '.' && !point {
            point = true;
            continue;
        }
        let Some(digit) = character.to_digit(10) else {
            let start = lead + offset;
            let span = place(start, start + character.len_utf8());
            return Err(Error::at(ErrorKind::NotANumeral, span));
        };
        mantissa = mantissa
            .checked_mul(10)
            .and_then(|grown| grown.checked_add(i128::from(digit)))
            .ok_or(overflow)?;
        scale += u32::from(point);
    }
    if text.starts_with('-') {
        mantissa = -mantissa;
    }
    Number::from_decimal(mantissa, scale).ok_or(overflow)
}

#[cfg(feature = "serde")]
impl serde::Serialize for Number {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Number {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_precision_rounds_halves_away_from_zero() {
        let shown = |text: &str, places: usize| {
            let number: Number = text.parse().unwrap();
            format!("{number:.places$}")
        };
        assert_eq!(shown("2.5", 0), "3");
        assert_eq!(shown("-2.5", 0), "-3");
        assert_eq!(shown("2/3", 3), "0.667");
        assert_eq!(shown("9.995", 2), "10.00");
        assert_eq!(shown("0.94", 1), "0.9");
        assert_eq!(shown("-0.001", 2), "0.00");
        assert_eq!(shown("7", 2), "7.00");
        let least = "0.0000000000000000000000000001";
        assert_eq!(shown(least, 28), least);
    }

    #[test]
    fn a_width_is_kept_with_a_precision() {
        let number: Number = "1/3".parse().unwrap();
        assert_eq!(format!("{number:8.2}|{number:+08.2}"), "    0.33|+0000.33");
    }
}
