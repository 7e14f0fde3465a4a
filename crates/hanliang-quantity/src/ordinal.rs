//! Ordinals: 第 and a numeral.

use core::iter::FusedIterator;
use core::str::FromStr;

use hanliang_span::Span;

use crate::error::{Error, ErrorKind};
use crate::number::Number;
use crate::numeral::{Scanner, Zhao};

/// An ordinal in a text: 第十一, 第3.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Ordinal {
    /// The place, from 第 to the end of the numeral, in bytes.
    pub span: Span,
    /// Which one.
    pub value: Number,
}

impl Ordinal {
    /// Reads a whole text as one ordinal; blanks around it are allowed.
    ///
    /// ```
    /// use hanliang_quantity::{Number, Ordinal};
    ///
    /// assert_eq!(Ordinal::parse("第二十三")?.value, Number::from(23));
    /// assert!(Ordinal::parse("第三届").is_err());
    /// # Ok::<(), hanliang_quantity::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Empty`] for a blank text; [`ErrorKind::NotANumeral`] at the
    /// start, where no ordinal stands there, and at what follows one.
    pub fn parse(text: &str) -> Result<Self, Error> {
        Self::parse_with(text, Zhao::default())
    }

    pub(crate) fn parse_with(text: &str, zhao: Zhao) -> Result<Self, Error> {
        let start = text.len() - text.trim_start().len();
        let end = text.trim_end().len();
        if start >= end {
            return Err(Error::at(ErrorKind::Empty, Span::new(0, text.len())));
        }
        let found = find_iter_with(text, zhao).next();
        let found = found.filter(|found| found.span.start == start);
        let at = match found {
            Some(found) if found.span.end == end => return Ok(found),
            Some(found) => found.span.end,
            None => start,
        };
        let length = (text.get(at..).unwrap_or_default().chars().next()).map_or(0, char::len_utf8);
        Err(Error::at(
            ErrorKind::NotANumeral,
            Span::new(at, at + length),
        ))
    }
}

/// Reads what [`Ordinal::parse`] does.
impl FromStr for Ordinal {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        Self::parse(text)
    }
}

/// Finds all ordinals in a text, left to right.
///
/// ```
/// use hanliang_quantity::ordinal;
///
/// let text = "第十一届和第3次会议";
/// let found: Vec<_> = ordinal::find_iter(text).map(|o| o.value.to_string()).collect();
/// assert_eq!(found, ["11", "3"]);
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
    type Item = Ordinal;

    fn next(&mut self) -> Option<Ordinal> {
        loop {
            let found = self.scanner.next_found()?;
            if found.is_ordinal(self.scanner.text) {
                return Some(Ordinal {
                    span: Span::new(found.start - '第'.len_utf8(), found.end),
                    value: found.value.low(),
                });
            }
        }
    }
}

impl FusedIterator for FindIter<'_> {}
