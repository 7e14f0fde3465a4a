use hanliang_document::Document;
#[cfg(feature = "html")]
use hanliang_document::Extent;
use hanliang_metric::{Finding, Label, Metric, Missing};
use hanliang_repair::{ByteMap, Edit, Loss, Origin, Signal};
use hanliang_span::EditMap;

/// All that was read from one document.
///
/// Plain data without lifetimes. Every span is a range of UTF-8 bytes in
/// [`text`](Self::text); only the `source` of an [`Edit`] is one in the text
/// as it was decoded.
///
/// ```
/// let report = hanliang::read("&ldquo;两会&rdquo;期间,全县接待群众1243人次。".as_bytes());
/// assert_eq!(report.text, "“两会”期间,全县接待群众1243人次。");
/// assert_eq!((report.encoding, report.edits.len(), report.metrics.len()), ("UTF-8", 2, 1));
/// let metric = &report.metrics[0];
/// assert_eq!(metric.quantity.span.of(&report.text), Some("1243人次"));
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Report {
    /// The encoding the bytes were in, by its usual name: `UTF-8`, `GB18030`.
    pub encoding: &'static str,
    /// Of a web page, how much of it was read: its article, or all of its body
    /// where none was found. `None` for plain text.
    #[cfg(feature = "html")]
    pub extent: Option<Extent>,
    /// The repaired text. A clean document's text is its decoded input.
    pub text: String,
    /// The repairs, in the order of the text.
    pub edits: Vec<Edit>,
    /// How the bytes were decoded, for [`byte_map`](Self::byte_map).
    pub origin: Origin,
    /// Damage that was seen and could not be undone.
    pub losses: Vec<Loss>,
    /// What holds of the text as a whole, such as stripped digits.
    pub signals: Vec<Signal>,
    /// The document's metadata and structure.
    pub document: Document,
    /// Each quantity with what it measures, in the order of the text.
    pub metrics: Vec<Metric>,
    /// Numerals that are no quantities.
    pub labels: Vec<Label>,
    /// Figures that were lost from the text.
    pub missing: Vec<Missing>,
    /// Figures checked against each other.
    pub findings: Vec<Finding>,
}

impl Report {
    /// The map from the text to the bytes it was read from, which must be the
    /// same. `None` for a web page, whose text is no part of its bytes.
    ///
    /// ```
    /// let page = b"\xC8\xAB\xCA\xD0\xC8\xCB\xBF\xDA&nbsp;30.6\xCD\xF2\xC8\xCB"; // GB18030
    /// let report = hanliang::read(page);
    /// let place = report.metrics[0].quantity.span;
    /// assert_eq!(place.of(&report.text), Some("30.6万人"));
    /// let bytes = report.byte_map(page).unwrap().to_bytes(place);
    /// assert_eq!(page.get(bytes.range()), Some(&b"30.6\xCD\xF2\xC8\xCB"[..]));
    /// ```
    #[must_use]
    pub fn byte_map(&self, bytes: &[u8]) -> Option<ByteMap> {
        #[cfg(feature = "html")]
        if self.extent.is_some() {
            return None;
        }
        Some(self.origin.byte_map(bytes, self.map()))
    }

    /// The map between the decoded text and the repaired one.
    ///
    /// ```
    /// let report = hanliang::read("今日の天気".as_bytes());
    /// assert!(report.map().is_identity());
    /// ```
    #[must_use]
    pub fn map(&self) -> EditMap {
        EditMap::new(self.edits.iter().map(|edit| (edit.source, edit.target)))
    }
}
