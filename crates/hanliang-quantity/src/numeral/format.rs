//! Numbers written out, so that [`Numeral::parse`](super::Numeral::parse)
//! reads them back.

use crate::error::{Error, ErrorKind};
use crate::number::Number;

use super::Numeral;

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Style {
    /// 一万二千三百零五, 负三点五, 三分之一.
    Simplified,
    /// 一萬二千三百零五, 負三點五.
    Traditional,
    /// As it is said: 两万两千三百零五, 十五.
    Spoken,
    /// On cheques: 壹万贰仟叁佰零伍.
    Financial,
    /// On cheques, traditional: 壹萬貳仟參佰零伍.
    FinancialTraditional,
    /// Digit by digit: 二〇一九. Two digits that read as a range (三四) are
    /// refused.
    Digits,
    /// 12305, -3.5, 1/3.
    Arabic,
    /// As newspapers do: 11.8万, 3亿, exact.
    Mixed,
}

/// Writes a number so that it parses back to the same number.
///
/// Magnitudes are 万, 亿, 万亿, and from 10^16 on 京, 垓, 秭.
///
/// ```
/// use hanliang_quantity::numeral::{Style, format};
///
/// let number = "118000".parse()?;
/// assert_eq!(format(number, Style::Simplified)?, "十一万八千");
/// assert_eq!(format(number, Style::Mixed)?, "11.8万");
/// assert_eq!(format("20.5".parse()?, Style::Financial)?, "贰拾点伍");
/// assert_eq!(format("2222".parse()?, Style::Spoken)?, "两千两百二十二");
/// assert_eq!(format("-1/3".parse()?, Style::Traditional)?, "負三分之一");
/// assert!(format("34".parse()?, Style::Digits).is_err()); // 三四 is 3 to 4
/// # Ok::<(), hanliang_quantity::Error>(())
/// ```
///
/// # Errors
///
/// [`ErrorKind::Unwritable`] where the style has no way to write the number:
/// fractions and ambiguous pairs in [`Style::Digits`].
pub fn format(number: Number, style: Style) -> Result<String, Error> {
    let hand = match style {
        Style::Arabic => return Ok(number.to_string()),
        Style::Mixed => return Ok(mixed(number)),
        Style::Digits => return digit_by_digit(number),
        Style::Simplified | Style::Spoken => &SIMPLIFIED,
        Style::Traditional => &TRADITIONAL,
        Style::Financial => &FINANCIAL,
        Style::FinancialTraditional => &FINANCIAL_TRADITIONAL,
    };
    let writer = Writer {
        hand,
        spoken: style == Style::Spoken,
        financial: matches!(style, Style::Financial | Style::FinancialTraditional),
    };
    Ok(writer.number(number))
}

/// The characters of one way of writing.
#[derive(Debug)]
struct Hand {
    digits: [char; 10],
    /// 十 百 千.
    small: [char; 3],
    /// 万, 亿, then 京 垓 秭.
    big: [char; 5],
    negative: char,
    point: char,
}

const SIMPLIFIED: Hand = Hand {
    digits: ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'],
    small: ['十', '百', '千'],
    big: ['万', '亿', '京', '垓', '秭'],
    negative: '负',
    point: '点',
};

const TRADITIONAL: Hand = Hand {
    big: ['萬', '億', '京', '垓', '秭'],
    negative: '負',
    point: '點',
    ..SIMPLIFIED
};

const FINANCIAL: Hand = Hand {
    digits: ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'],
    small: ['拾', '佰', '仟'],
    ..SIMPLIFIED
};

const FINANCIAL_TRADITIONAL: Hand = Hand {
    digits: ['零', '壹', '貳', '參', '肆', '伍', '陸', '柒', '捌', '玖'],
    small: ['拾', '佰', '仟'],
    ..TRADITIONAL
};

#[derive(Debug)]
struct Writer {
    hand: &'static Hand,
    spoken: bool,
    financial: bool,
}

impl Writer {
    fn number(&self, number: Number) -> String {
        let mut out = String::new();
        if number.is_negative() {
            out.push(self.hand.negative);
        }
        let number = number.abs();
        match number.as_decimal() {
            Some((mantissa, scale)) => {
                let power = 10_u128.pow(u32::try_from(scale).unwrap_or(0));
                let mantissa = mantissa.unsigned_abs();
                self.whole(mantissa / power, &mut out);
                if scale > 0 {
                    out.push(self.hand.point);
                    let part = mantissa % power;
                    self.digits(&std::format!("{part:0>scale$}"), &mut out);
                }
            }
            None => {
                self.whole(number.denominator().unsigned_abs(), &mut out);
                out.push_str("分之");
                self.whole(number.numerator().unsigned_abs(), &mut out);
            }
        }
        out
    }

    fn digits(&self, digits: &str, out: &mut String) {
        for byte in digits.bytes() {
            out.push(self.hand.digits[usize::from(byte.wrapping_sub(b'0')) % 10]);
        }
    }

    fn whole(&self, value: u128, out: &mut String) {
        if value == 0 {
            out.push(self.hand.digits[0]);
            return;
        }
        let start = out.len();
        let mut rest = value;
        for (power, name) in [
            (10_u128.pow(24), self.hand.big[4]),
            (10_u128.pow(20), self.hand.big[3]),
            (10_u128.pow(16), self.hand.big[2]),
        ] {
            self.group(rest / power, Some(name), power, value, start, out);
            rest %= power;
        }
        // Below 京 the coefficient of 亿 has its own 万: 一万二千亿.
        let hundred_millions = rest / 100_000_000;
        let inner = hundred_millions / 10_000;
        self.group(
            inner,
            Some(self.hand.big[0]),
            10_u128.pow(12),
            value,
            start,
            out,
        );
        let outer = hundred_millions % 10_000;
        self.group(outer, None, 100_000_000, value, start, out);
        if hundred_millions > 0 {
            out.push(self.hand.big[1]);
        }
        rest %= 100_000_000;
        self.group(
            rest / 10_000,
            Some(self.hand.big[0]),
            10_000,
            value,
            start,
            out,
        );
        self.group(rest % 10_000, None, 1, value, start, out);
    }

    /// Four digits and the magnitude behind them, with 零 where places before
    /// them are empty.
    fn group(
        &self,
        group: u128,
        name: Option<char>,
        power: u128,
        value: u128,
        start: usize,
        out: &mut String,
    ) {
        if group == 0 {
            return;
        }
        let first = out.len() == start;
        if !first && (group < 1000 || (value / power / 10_000).is_multiple_of(10_000)) {
            out.push(self.hand.digits[0]);
        }
        self.section(group, first, name.is_some() || power > 1, out);
        out.extend(name);
    }

    /// A number below ten thousand.
    fn section(&self, value: u128, first: bool, before_magnitude: bool, out: &mut String) {
        let mut skipped = false;
        let mut begun = false;
        for (place, power) in [(3, 1000), (2, 100), (1, 10), (0, 1)] {
            let digit = usize::try_from(value / power % 10).unwrap_or(0);
            if digit == 0 {
                skipped = begun;
                continue;
            }
            if skipped {
                out.push(self.hand.digits[0]);
                skipped = false;
            }
            let ten = place == 1 && digit == 1 && !begun && first && !self.financial;
            let two = self.spoken
                && digit == 2
                && (place >= 2 || place == 0 && !begun && first && before_magnitude);
            if two {
                out.push('两');
            } else if !ten {
                out.push(self.hand.digits[digit]);
            }
            if place > 0 {
                out.push(self.hand.small[place - 1]);
            }
            begun = true;
        }
    }
}

fn digit_by_digit(number: Number) -> Result<String, Error> {
    let unwritable = Error::of_value(ErrorKind::Unwritable);
    let mut out = String::new();
    for character in number.to_string().chars() {
        out.push(match character {
            '-' => '负',
            '.' => '点',
            '0' => '〇',
            '1'..='9' => {
                SIMPLIFIED.digits[character.to_digit(10).map_or(0, |digit| digit as usize)]
            }
            _ => return Err(unwritable),
        });
    }
    match Numeral::parse(&out) {
        Ok(read) if read.value == number.into() => Ok(out),
        _ => Err(unwritable),
    }
}

fn mixed(number: Number) -> String {
    for (power, name) in [(100_000_000, '亿'), (10_000, '万')] {
        let power = Number::from(power);
        if number.abs() < power {
            continue;
        }
        let Some(coefficient) = number.checked_div(power) else {
            continue;
        };
        if coefficient.as_decimal().is_some() {
            return std::format!("{coefficient}{name}");
        }
    }
    number.to_string()
}
