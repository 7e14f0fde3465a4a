//! Numerals: parsed alone, found in running text.

mod accept;
mod amount;
mod arabic;
mod behind;
mod cardinal;
mod digits;
mod format;
mod glyph;
mod grammar;
mod plain;
mod read;
mod scan;
mod section;
mod several;
mod start;

use core::iter::FusedIterator;
use core::str::FromStr;

use hanliang_span::Span;

use crate::error::{Error, ErrorKind};
use crate::number::Number;
use crate::value::{Relation, Value};
use crate::words;

pub(crate) use accept::unit_follows;
pub use cardinal::Zhao;
pub(crate) use cardinal::approximator;
pub use format::{Style, format};
pub(crate) use glyph::{Glyph, glyph};
pub(crate) use grammar::{both_below_zero, divided};
pub(crate) use read::{Shape, blanks, next, range_mark};
pub(crate) use scan::{Found, Scanner};
pub(crate) use several::is_temperature;

/// A numeral in a text: its place and its exact value.
///
/// The span covers signs, magnitudes and approximators inside (`-6,145.03万`,
/// `1600多万`, `十几`), and for a range both ends (`2至3`). In 百分之五 the
/// numeral is 五.
///
/// ```
/// use hanliang_quantity::{Numeral, Relation};
///
/// let numeral = Numeral::parse("两万三千零五十")?;
/// assert_eq!(numeral.value.to_string(), "23050");
/// assert_eq!(Numeral::parse("三万五")?.value.to_string(), "35000");
/// assert_eq!(Numeral::parse("负二又三分之一")?.value.to_string(), "-7/3");
/// assert_eq!(Numeral::parse("三五百")?.value.to_string(), "300..500");
/// assert_eq!(Numeral::parse("十几万")?.relation, Relation::More);
/// # Ok::<(), hanliang_quantity::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Numeral {
    /// The place, in bytes of the text handed in.
    pub span: Span,
    /// The value, magnitude multiplied out.
    pub value: Value,
    /// What approximators inside the numeral say: 十几 is `More` than 10.
    pub relation: Relation,
}

impl Numeral {
    /// Reads a whole text as one numeral; blanks around it are allowed.
    ///
    /// Here 百分之五 is 1/20.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Empty`] for a blank text; [`ErrorKind::NotANumeral`] at
    /// the first character that does not belong (三百里: at 里; 一二三十: at
    /// 十); [`ErrorKind::Overflow`] beyond 28 digits;
    /// [`ErrorKind::ZeroDenominator`] for 零分之一.
    pub fn parse(text: &str) -> Result<Self, Error> {
        Self::parse_with(text, Zhao::default())
    }

    pub(crate) fn parse_with(text: &str, zhao: Zhao) -> Result<Self, Error> {
        if let Some(("", reading)) = plain::plain(text) {
            return Ok(Self {
                span: Span::new(0, text.len()),
                value: reading.value,
                relation: reading.relation,
            });
        }
        let trimmed = text.trim();
        let start = text.len() - text.trim_start().len();
        if trimmed.is_empty() {
            return Err(Error::at(ErrorKind::Empty, Span::new(0, text.len())));
        }
        let end = start + trimmed.len();
        let error = |kind, rest: usize| {
            let at = end - rest;
            let character = text.get(at..end).and_then(|rest| rest.chars().next());
            let length = character.map_or(0, char::len_utf8);
            Error::at(kind, Span::new(at, at + length))
        };
        match grammar::whole(trimmed, zhao) {
            Ok(("", reading)) => Ok(Self {
                span: Span::new(start, end),
                value: reading.value,
                relation: reading.relation,
            }),
            Ok((rest, _)) => Err(error(ErrorKind::NotANumeral, rest.len())),
            Err(nom::Err::Error(halt) | nom::Err::Failure(halt)) => {
                let kind = match halt.why {
                    read::Why::Overflow => ErrorKind::Overflow,
                    read::Why::ZeroDenominator => ErrorKind::ZeroDenominator,
                    read::Why::NotANumeral => ErrorKind::NotANumeral,
                };
                Err(error(kind, halt.rest))
            }
            Err(nom::Err::Incomplete(_)) => Err(error(ErrorKind::NotANumeral, 0)),
        }
    }

    /// The lower end of the value.
    #[must_use]
    pub const fn low(&self) -> Number {
        self.value.low()
    }

    /// The upper end of the value.
    #[must_use]
    pub const fn high(&self) -> Number {
        self.value.high()
    }
}

/// Reads what [`Numeral::parse`] does.
impl FromStr for Numeral {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        Self::parse(text)
    }
}

/// Finds all numerals in a text, left to right, without overlap.
///
/// Words in which a numeral character does not count (一切, 百姓, 统一) are
/// passed over, and so are ordinals (第一; see [`crate::ordinal`]), digits
/// glued to a letter (A4), and digits of more than 28 places, which
/// [`Numeral::parse`] refuses with its reason.
///
/// ```
/// use hanliang_quantity::numeral;
///
/// let text = "一切从1万8起步，第二年达到三十多万";
/// let found: Vec<_> = numeral::find_iter(text)
///     .map(|numeral| (&text[numeral.span.range()], numeral.value.to_string()))
///     .collect();
/// assert_eq!(found, [("1万8", "18000".into()), ("三十多万", "300000".into())]);
/// ```
#[must_use]
pub fn find_iter(text: &str) -> FindIter<'_> {
    find_iter_with(text, Zhao::default())
}

pub(crate) fn find_iter_with(text: &str, zhao: Zhao) -> FindIter<'_> {
    FindIter {
        scanner: Scanner::new(text, zhao),
    }
}

/// The iterator of [`find_iter`].
#[derive(Clone, Debug)]
pub struct FindIter<'t> {
    scanner: Scanner<'t>,
}

impl Iterator for FindIter<'_> {
    type Item = Numeral;

    fn next(&mut self) -> Option<Numeral> {
        loop {
            let found = self.scanner.next_found()?;
            // 对折 is a quantity, but 对 is no numeral.
            if found.is_ordinal(self.scanner.text) || found.shape == Shape::Fold {
                continue;
            }
            let numeral = Numeral {
                span: Span::new(found.start, found.end),
                value: found.value,
                relation: found.relation,
            };
            return Some(dozens(self.scanner.text, numeral));
        }
    }
}

impl FusedIterator for FindIter<'_> {}

/// 打 behind a numeral is part of it: 十打 is 120.
fn dozens(text: &str, numeral: Numeral) -> Numeral {
    let rest = text.get(numeral.span.end..).unwrap_or_default();
    if !rest.starts_with('打') || words::outgrows_unit(rest, '打'.len_utf8()) {
        return numeral;
    }
    let dozen = Number::from(12);
    match numeral.value.try_map(|number| number.checked_mul(dozen)) {
        Some(value) => Numeral {
            span: Span::new(numeral.span.start, numeral.span.end + '打'.len_utf8()),
            value,
            ..numeral
        },
        None => numeral,
    }
}
