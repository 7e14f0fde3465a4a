//! Numerals: parsed alone, found in running text.

use core::iter::FusedIterator;

use hanliang_span::Span;

use crate::number::Number;
use crate::value::{Relation, Value};

/// A numeral in a text: its place and its exact value.
///
/// The span covers signs, magnitudes and approximators inside (`-6,145.03万`,
/// `1600多万`, `十几`), and for a range both ends (`2至3`).
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

/// Finds all numerals in a text, left to right, without overlap.
#[must_use]
pub fn find_iter(text: &str) -> FindIter<'_> {
    FindIter { text, at: 0 }
}

/// The iterator of [`find_iter`].
#[derive(Clone, Debug)]
pub struct FindIter<'t> {
    text: &'t str,
    at: usize,
}

impl Iterator for FindIter<'_> {
    type Item = Numeral;

    fn next(&mut self) -> Option<Numeral> {
        let rest = self.text.get(self.at..)?;
        let start = self.at + rest.find(|c: char| c.is_ascii_digit())?;
        let rest = self.text.get(start..)?;
        let length = rest
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(rest.len());
        self.at = start + length;
        match rest.get(..length)?.parse::<Number>() {
            Ok(number) => Some(Numeral {
                span: Span::new(start, start + length),
                value: number.into(),
                relation: Relation::Exact,
            }),
            Err(_) => self.next(),
        }
    }
}

impl FusedIterator for FindIter<'_> {}
