//! Ordinals: 第 and a numeral.

use core::iter::FusedIterator;

use hanliang_span::Span;

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
