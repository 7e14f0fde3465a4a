use hanliang_span::Span;

/// Why strict decoding failed. Repair itself never fails.
///
/// ```
/// use hanliang_repair::{ErrorKind, Span, decode_strict};
///
/// let error = decode_strict(b"abc\xFF", "utf-8").unwrap_err();
/// assert_eq!((error.kind(), error.span()), (ErrorKind::InvalidBytes, Some(Span::new(3, 4))));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[error("{kind}{}", .span.map(|span| format!(" (bytes {span:?})")).unwrap_or_default())]
pub struct Error {
    kind: ErrorKind,
    span: Option<Span>,
}

/// The kinds of [`Error`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum ErrorKind {
    /// No encoding goes by the label.
    #[error("no encoding goes by this label")]
    UnknownEncoding,
    /// Bytes that are no character of the encoding.
    #[error("the bytes are no character of the encoding")]
    InvalidBytes,
}

impl Error {
    pub(crate) const fn new(kind: ErrorKind, span: Option<Span>) -> Self {
        Self { kind, span }
    }

    pub(crate) const fn at(kind: ErrorKind, start: usize, length: usize) -> Self {
        Self::new(kind, Some(Span::new(start, start.saturating_add(length))))
    }

    /// What kind of error it is.
    #[must_use]
    pub const fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// Where, in bytes of the input, if it has a place.
    #[must_use]
    pub const fn span(&self) -> Option<Span> {
        self.span
    }
}
