//! Quantities: a numeral with its unit and its relation.

mod context;
mod find;
mod format;
mod half;
mod interval;
mod modifier;
mod race;
mod rate;
mod split;
mod unit_after;
mod unit_before;

use core::iter::FusedIterator;
use core::str::FromStr;

use hanliang_span::Span;

use crate::error::{Error, ErrorKind};
use crate::kind::UnitKind;
use crate::number::Number;
use crate::numeral::Zhao;
use crate::unit::Unit;
use crate::value::{Relation, Value};

use find::Reader;

pub use format::format;

/// A quantity in a text: an exact value in a unit, and how the words around
/// it bound it.
///
/// Plain data without a lifetime; every span is in bytes of the text handed
/// in.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Quantity {
    /// From the first numeral character to the end of the unit, with
    /// approximators inside (`1600多万元`, `10余场`). Words before and after
    /// (约, 以上) are not in it.
    pub span: Span,
    /// The numeral alone, without the unit.
    pub numeral: Span,
    /// The span together with the words that state the relation: from 约 to
    /// 左右. The same as `span` where there are none.
    pub context: Span,
    /// The value in the unit, magnitude multiplied out.
    pub value: Value,
    /// What the words before, inside and after say of the value.
    pub relation: Relation,
    /// The unit; `None` where the text has none.
    pub unit: Option<Unit>,
}

impl Quantity {
    /// A quantity of no text: exact, its places empty.
    ///
    /// ```
    /// use hanliang_quantity::quantity::format;
    /// use hanliang_quantity::{Number, Quantity, Style, Unit};
    ///
    /// let area = Quantity::new(Number::from(35_000), Unit::lookup("平方米"));
    /// assert_eq!(format(&area, Style::Mixed)?, "3.5万平方米");
    /// # Ok::<(), hanliang_quantity::Error>(())
    /// ```
    #[must_use]
    pub fn new(value: impl Into<Value>, unit: Option<Unit>) -> Self {
        Self {
            span: Span::default(),
            numeral: Span::default(),
            context: Span::default(),
            value: value.into(),
            relation: Relation::Exact,
            unit,
        }
    }

    /// Reads a whole text as one quantity, with the words that bound it;
    /// blanks around it are allowed.
    ///
    /// ```
    /// use hanliang_quantity::{Quantity, Relation, Unit};
    ///
    /// let quantity = Quantity::parse("不少于3亩")?;
    /// assert_eq!(quantity.relation, Relation::AtLeast);
    /// let square_metres = Unit::lookup("平方米").unwrap();
    /// assert_eq!(quantity.to(&square_metres)?.to_string(), "2000");
    /// # Ok::<(), hanliang_quantity::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Empty`] for a blank text, [`ErrorKind::NotANumeral`]
    /// where no quantity stands at the start (苹果3个: at 苹; 一切: at 一),
    /// [`ErrorKind::NotAUnit`] at what follows it (3个苹果: at 苹).
    pub fn parse(text: &str) -> Result<Self, Error> {
        Self::parse_with(text, Zhao::default())
    }

    pub(crate) fn parse_with(text: &str, zhao: Zhao) -> Result<Self, Error> {
        let start = text.len() - text.trim_start().len();
        let end = text.trim_end().len();
        if start >= end {
            return Err(Error::at(ErrorKind::Empty, Span::new(0, text.len())));
        }
        let character = |at: usize| {
            let rest = text.get(at..).unwrap_or_default();
            let length = rest.chars().next().map_or(0, char::len_utf8);
            Span::new(at, at + length)
        };
        match find_iter_with(text, zhao).next() {
            Some(quantity) if quantity.context.start == start => {
                if quantity.context.end == end {
                    Ok(quantity)
                } else {
                    let place = character(quantity.context.end);
                    Err(Error::at(ErrorKind::NotAUnit, place))
                }
            }
            _ => Err(Error::at(ErrorKind::NotANumeral, character(start))),
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

    /// What is measured; without a unit a whole number counts and a fraction
    /// is a ratio.
    #[inline]
    #[must_use]
    pub fn kind(&self) -> UnitKind {
        match &self.unit {
            Some(unit) => unit.kind(),
            None if !self.value.low().is_integer() => UnitKind::Ratio,
            None => UnitKind::Count,
        }
    }

    /// The unit as written, `""` where there is none.
    #[inline]
    #[must_use]
    pub fn symbol(&self) -> &str {
        self.unit.as_ref().map_or("", Unit::symbol)
    }

    /// The value in another unit, exactly.
    ///
    /// # Errors
    ///
    /// As [`Unit::convert`]; a quantity without a unit is incompatible with
    /// every unit.
    pub fn to(&self, unit: &Unit) -> Result<Value, Error> {
        match &self.unit {
            Some(own) => own.convert(self.value, unit),
            None => Unit::unknown("").convert(self.value, unit),
        }
    }

    /// The same quantity in another unit: its places stay, and what the words
    /// say of its value holds there too.
    ///
    /// ```
    /// use hanliang_quantity::quantity::format;
    /// use hanliang_quantity::{Quantity, Style, Unit};
    ///
    /// let stated: Quantity = "不少于3万斤".parse()?;
    /// let tonnes = stated.convert(&Unit::lookup("吨").unwrap())?;
    /// assert_eq!(format(&tonnes, Style::Simplified)?, "不少于十五吨");
    /// # Ok::<(), hanliang_quantity::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Quantity::to`].
    pub fn convert(&self, unit: &Unit) -> Result<Self, Error> {
        Ok(Self {
            value: self.to(unit)?,
            unit: Some(unit.clone()),
            ..self.clone()
        })
    }
}

/// Reads what [`Quantity::parse`] does.
impl FromStr for Quantity {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        Self::parse(text)
    }
}

/// Finds every numeral with its unit, left to right, without overlap.
///
/// Nothing is judged here: a year, a list number and a slogan are found as
/// the quantities they look like, and a numeral without a unit has none.
/// Ordinals are not found; see [`crate::ordinal`].
///
/// ```
/// use hanliang_quantity::{Relation, find_iter};
///
/// let text = "累计投入1600多万元，占总数的34.4%，用时2小时23分55秒";
/// let found: Vec<_> = find_iter(text).collect();
/// assert_eq!(found[0].span.of(text), Some("1600多万元"));
/// assert_eq!((found[0].low().to_string().as_str(), found[0].relation), ("16000000", Relation::More));
/// assert_eq!((found[1].low().to_string().as_str(), found[1].symbol()), ("34.4", "%"));
/// assert_eq!((found[2].low().to_string().as_str(), found[2].symbol()), ("8635", "秒"));
/// ```
#[must_use]
pub fn find_iter(text: &str) -> FindIter<'_> {
    find_iter_with(text, Zhao::default())
}

pub(crate) fn find_iter_with(text: &str, zhao: Zhao) -> FindIter<'_> {
    FindIter {
        reader: Reader::new(text, zhao),
    }
}

/// The iterator of [`find_iter`].
#[derive(Clone, Debug)]
pub struct FindIter<'t> {
    reader: Reader<'t>,
}

impl Iterator for FindIter<'_> {
    type Item = Quantity;

    fn next(&mut self) -> Option<Quantity> {
        self.reader.next_quantity()
    }
}

impl FusedIterator for FindIter<'_> {}
