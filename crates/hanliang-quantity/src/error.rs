use core::fmt;

use hanliang_span::Span;

/// Why a text is not the numeral, unit or quantity it was said to be, and
/// where.
///
/// ```
/// use hanliang_quantity::{ErrorKind, Number};
///
/// let error = "36x".parse::<Number>().unwrap_err();
/// assert_eq!(error.kind(), ErrorKind::NotANumeral);
/// assert_eq!(error.span().unwrap().range(), 2..3); // x
/// assert_eq!(error.to_string(), "not part of a numeral at bytes 2..3");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[error("{kind}{}", Place(*.span))]
pub struct Error {
    kind: ErrorKind,
    span: Option<Span>,
}

/// A place as the end of a message; nothing where there is none.
struct Place(Option<Span>);

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0
            .map_or(Ok(()), |span| write!(f, " at bytes {span:?}"))
    }
}

/// The kinds of [`Error`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The text is empty or blank.
    Empty,
    /// The place begins nothing that reads as a numeral.
    NotANumeral,
    /// A numeral was read, but what follows it is no unit.
    NotAUnit,
    /// The value has more than 28 significant digits.
    Overflow,
    /// A fraction's denominator is zero.
    ZeroDenominator,
    /// The two units do not measure the same thing.
    Incompatible,
    /// The style cannot write this value.
    Unwritable,
}

impl Error {
    pub(crate) const fn at(kind: ErrorKind, span: Span) -> Self {
        Self {
            kind,
            span: Some(span),
        }
    }

    /// Of a value, not of a text.
    pub(crate) const fn of_value(kind: ErrorKind) -> Self {
        Self { kind, span: None }
    }

    /// What is wrong.
    #[must_use]
    pub const fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// Where, in bytes of the text handed in; `None` where none was
    /// (conversion, formatting).
    ///
    /// ```
    /// use hanliang_quantity::{Number, Unit};
    ///
    /// let (mu, jin) = (Unit::lookup("亩").unwrap(), Unit::lookup("斤").unwrap());
    /// let error = mu.convert(Number::from(1).into(), &jin).unwrap_err();
    /// assert_eq!(error.span(), None);
    /// assert_eq!(error.to_string(), "units of different dimensions");
    /// ```
    #[must_use]
    pub const fn span(&self) -> Option<Span> {
        self.span
    }
}

impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "nothing to read",
            Self::NotANumeral => "not part of a numeral",
            Self::NotAUnit => "not a unit",
            Self::Overflow => "more than 28 significant digits",
            Self::ZeroDenominator => "denominator is zero",
            Self::Incompatible => "units of different dimensions",
            Self::Unwritable => "value cannot be written in this style",
        })
    }
}
