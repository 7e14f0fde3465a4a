//! The plainest numbers, in one pass: 23, 34.4, 1600万, 一百二十三, 三万零五十.
//!
//! Nearly all numerals of running text are so plain. What is read here is
//! what the grammar reads; where a number might go on in any other way, it is
//! left to the grammar. A test holds the two together.

use crate::number::Number;

use super::amount::power_of_ten;
use super::glyph::{Glyph, glyph};
use super::read::{Reading, Shape, next};

/// A plain number and what follows it.
#[inline]
pub(super) fn plain(input: &str) -> Option<(&str, Reading)> {
    if input.as_bytes().first()?.is_ascii_digit() {
        arabic(input)
    } else {
        by_place(input)
    }
}

/// Whether a plain number ends before this character for certain.
fn ends(character: Option<char>) -> bool {
    match character {
        None => true,
        Some(c) if c.is_ascii() => {
            matches!(
                c,
                '%' | ')'
                    | ']'
                    | '>'
                    | '<'
                    | ';'
                    | ':'
                    | '-'
                    | '~'
                    | '"'
                    | '\n'
                    | '\r'
                    | 'm'
                    | '('
                    | '|'
            )
        }
        Some(
            '、' | '分' | '又' | '半' | '多' | '余' | '餘' | '来' | '來' | '×' | '·' | '／' | '⁄'
            | '’' | '份' | '\u{A0}' | '\u{2009}' | '\u{202F}' | '\u{3000}' | '．' | '⁻' | 'ｋ'
            | 'Ｋ' | 'Ｍ' | 'Ｇ',
        ) => false,
        Some(c) => glyph(c) == Glyph::None,
    }
}

/// Up to 18 digits with one point at most, and 万 or 亿.
fn arabic(input: &str) -> Option<(&str, Reading)> {
    let bytes = input.as_bytes();
    let (mut value, mut length, mut places) = (0_u64, 0_usize, 0_u32);
    let mut point = false;
    while let Some(byte) = bytes.get(length) {
        match byte {
            b'0'..=b'9' => {
                value = value.checked_mul(10)?.checked_add(u64::from(byte - b'0'))?;
                places += u32::from(point);
            }
            b'.' if !point => point = true,
            _ => break,
        }
        length += 1;
    }
    if length > 18 || point && places == 0 {
        return None;
    }
    let rest = input.get(length..)?;
    let (following, after) = next(rest);
    let (rest, scale) = match following {
        Glyph::Big(power @ (4 | 8)) => (after, power),
        _ => (rest, 0),
    };
    let grouped = |rest: &str| rest.starts_with(|c: char| c.is_ascii_digit());
    if !ends(rest.chars().next()) || rest.strip_prefix('，').is_some_and(grouped) {
        return None;
    }
    let mut number = Number::from_decimal(i128::from(value), places)?;
    if scale > 0 {
        let factor = i128::try_from(power_of_ten(scale)?).ok()?;
        number = number.checked_mul(Number::new(factor, 1)?)?;
    }
    let shape = if scale > 0 {
        Shape::Plain
    } else {
        Shape::Arabic
    };
    let reading = Reading {
        scale,
        shared: scale,
        ..Reading::exact(number, shape)
    };
    Some((rest, reading))
}

/// Digits and magnitudes up to 亿, with 零 where places are skipped.
fn by_place(input: &str) -> Option<(&str, Reading)> {
    let mut places = Places::default();
    let mut rest = input;
    loop {
        let (glyph, after) = next(rest);
        match glyph {
            Glyph::Digit(value) if places.digit.is_none() => places.digit(value, false),
            Glyph::Two if places.digit.is_none() => places.digit(2, true),
            Glyph::Small(power) if power < places.limit => places.small(power)?,
            Glyph::Big(power @ (4 | 8)) if power < places.group_limit => places.big(power)?,
            Glyph::Zero if places.may_skip() => places.zero = true,
            Glyph::None if ends(rest.chars().next()) => break,
            _ => return None,
        }
        rest = after;
    }
    Some((rest, places.reading()?))
}

/// A number that is read place by place.
struct Places {
    /// What is closed by 万 or 亿, and what is not yet.
    groups: u64,
    section: u64,
    /// A digit that waits for its magnitude, and whether it was 两.
    digit: Option<u8>,
    two: bool,
    /// The power that the next must stay below, in this section and among the
    /// groups.
    limit: u8,
    group_limit: u8,
    /// The power at the end.
    scale: u8,
    /// 零 stands behind the last magnitude.
    zero: bool,
}

impl Default for Places {
    fn default() -> Self {
        Self {
            groups: 0,
            section: 0,
            digit: None,
            two: false,
            limit: 4,
            group_limit: 9,
            scale: 0,
            zero: false,
        }
    }
}

impl Places {
    #[inline]
    const fn digit(&mut self, value: u8, two: bool) {
        (self.digit, self.two, self.scale) = (Some(value), two, 0);
    }

    /// 十 百 千, with the digit before it; at the start 十 needs none.
    #[inline]
    fn small(&mut self, power: u8) -> Option<()> {
        let count = match self.digit.take() {
            Some(2) if self.two && power == 1 => return None,
            Some(digit) => digit,
            None if power == 1 && self.is_empty() && !self.zero => 1,
            None => return None,
        };
        self.section += u64::from(count) * u64::try_from(power_of_ten(power)?).ok()?;
        (self.limit, self.scale, self.zero) = (power, power, false);
        Some(())
    }

    /// 万 亿, with the section before it.
    #[inline]
    fn big(&mut self, power: u8) -> Option<()> {
        if let Some(last) = self.digit.take() {
            if self.section > 0 && (self.two || self.limit != 1 && !self.zero) {
                return None;
            }
            self.section += u64::from(last);
        } else if self.section == 0 || self.zero {
            return None;
        }
        self.groups += self.section * u64::try_from(power_of_ten(power)?).ok()?;
        self.section = 0;
        (self.limit, self.group_limit, self.scale, self.zero) = (4, power, power, false);
        Some(())
    }

    /// Whether 零 may stand here.
    #[inline]
    const fn may_skip(&self) -> bool {
        self.digit.is_none() && !self.zero && !self.is_empty()
    }

    /// Whether no magnitude was read.
    #[inline]
    const fn is_empty(&self) -> bool {
        self.section == 0 && self.groups == 0
    }

    /// The number, if it is plain.
    #[inline]
    fn reading(self) -> Option<Reading> {
        let alone = self.is_empty();
        match self.digit {
            None if self.zero || alone => return None,
            Some(_) if self.two && !alone => return None,
            // 三百五, 三万五 are not plain.
            Some(_) if !(alone || self.zero || self.limit == 1) => return None,
            _ => {}
        }
        let total = self.groups + self.section + u64::from(self.digit.unwrap_or(0));
        let number = Number::new(i128::from(total), 1)?;
        let shape = if alone { Shape::Digit } else { Shape::Plain };
        let scale = self.scale;
        Some(Reading {
            scale,
            shared: if scale > 1 { scale } else { 0 },
            ..Reading::exact(number, shape)
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::plain;
    use crate::numeral::cardinal::Zhao;
    use crate::numeral::grammar::number_by_grammar;

    proptest! {
        #[test]
        fn what_is_plain_reads_the_same_by_the_grammar(
            text in "([0-9]{1,6}(\\.[0-9]{1,3})?|[一二两三九十百千万亿零]{1,9})[万亿]?[元%个分、又半多 点]?[一3]?"
        ) {
            if let Some((rest, reading)) = plain(&text) {
                let (left, read) = number_by_grammar(&text, Zhao::default()).expect("a numeral");
                prop_assert_eq!(rest, left);
                prop_assert_eq!(reading.value, read.value);
                prop_assert_eq!(reading.relation, read.relation);
                prop_assert_eq!(reading.scale, read.scale);
                prop_assert_eq!(reading.shared, read.shared);
                prop_assert_eq!(reading.shape, read.shape);
            }
        }
    }
}
