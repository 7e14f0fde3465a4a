use core::fmt;
use core::ops::Range;

/// A place in a text: a half-open range of UTF-8 byte offsets.
///
/// A span says nothing of which text it belongs to; the type that holds it
/// does. [`Span::new`] puts `start` before `end`; one made otherwise, by its
/// fields, is empty and fits no text.
///
/// ```
/// use hanliang_span::Span;
///
/// let text = "增长3.5%";
/// let span = Span::new(6, 10);
/// assert_eq!(span.of(text), Some("3.5%"));
/// assert_eq!(span.len(), 4);
/// ```
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Span {
    /// Byte offset of the first byte.
    pub start: usize,
    /// Byte offset after the last byte.
    pub end: usize,
}

impl Span {
    /// The span from `start` to `end`; the two are put in order.
    ///
    /// ```
    /// # use hanliang_span::Span;
    /// assert_eq!(Span::new(9, 3), Span::new(3, 9));
    /// ```
    #[inline]
    #[must_use]
    pub const fn new(start: usize, end: usize) -> Self {
        if start <= end {
            Self { start, end }
        } else {
            Self {
                start: end,
                end: start,
            }
        }
    }

    /// The empty span at a place.
    #[inline]
    #[must_use]
    pub const fn at(offset: usize) -> Self {
        Self {
            start: offset,
            end: offset,
        }
    }

    /// How many bytes it covers.
    #[inline]
    #[must_use]
    pub const fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Whether it covers no byte.
    #[inline]
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.start >= self.end
    }

    /// The part of `text` it covers, or `None` if it does not fit: beyond the
    /// end, or not on character boundaries.
    #[inline]
    #[must_use]
    pub fn of(self, text: &str) -> Option<&str> {
        text.get(self.start..self.end)
    }

    /// As a standard range.
    #[inline]
    #[must_use]
    pub const fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// Whether the byte at `offset` is covered.
    #[inline]
    #[must_use]
    pub const fn contains(self, offset: usize) -> bool {
        self.start <= offset && offset < self.end
    }

    /// Whether all of `other` lies inside.
    ///
    /// ```
    /// # use hanliang_span::Span;
    /// assert!(Span::new(0, 9).covers(Span::new(3, 9)));
    /// assert!(!Span::new(0, 9).covers(Span::new(6, 12)));
    /// ```
    #[inline]
    #[must_use]
    pub const fn covers(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    #[inline]
    #[must_use]
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that covers both, and whatever lies between.
    ///
    /// ```
    /// # use hanliang_span::Span;
    /// assert_eq!(Span::new(0, 3).join(Span::new(6, 9)), Span::new(0, 9));
    /// ```
    #[inline]
    #[must_use]
    pub const fn join(self, other: Self) -> Self {
        Self {
            start: if self.start < other.start {
                self.start
            } else {
                other.start
            },
            end: if self.end > other.end {
                self.end
            } else {
                other.end
            },
        }
    }

    /// The same length, `by` bytes further on: from a part of a text to the
    /// whole. Saturates at the greatest offset.
    ///
    /// ```
    /// # use hanliang_span::Span;
    /// assert_eq!(Span::new(0, 3).shift(100), Span::new(100, 103));
    /// ```
    #[inline]
    #[must_use]
    pub const fn shift(self, by: usize) -> Self {
        Self {
            start: self.start.saturating_add(by),
            end: self.end.saturating_add(by),
        }
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

impl From<Range<usize>> for Span {
    #[inline]
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

impl From<Span> for Range<usize> {
    #[inline]
    fn from(span: Span) -> Self {
        span.range()
    }
}
