//! Ordinals: 第 and a numeral.

use core::iter::FusedIterator;

use hanliang_span::Span;

use crate::number::Number;
use crate::numeral;

/// An ordinal in a text: 第十一, 第3.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Ordinal {
    /// The place, from 第 to the end of the numeral, in bytes.
    pub span: Span,
    /// Which one.
    pub value: Number,
}

/// Finds all ordinals in a text, left to right.
#[must_use]
pub fn find_iter(text: &str) -> FindIter<'_> {
    FindIter {
        text,
        numerals: numeral::find_iter(text),
    }
}

/// The iterator of [`find_iter`].
#[derive(Clone, Debug)]
pub struct FindIter<'t> {
    text: &'t str,
    numerals: numeral::FindIter<'t>,
}

impl Iterator for FindIter<'_> {
    type Item = Ordinal;

    fn next(&mut self) -> Option<Ordinal> {
        loop {
            let numeral = self.numerals.next()?;
            let start = numeral.span.start;
            if self
                .text
                .get(..start)
                .is_some_and(|left| left.ends_with('第'))
            {
                return Some(Ordinal {
                    span: Span::new(start - '第'.len_utf8(), numeral.span.end),
                    value: numeral.low(),
                });
            }
        }
    }
}

impl FusedIterator for FindIter<'_> {}
