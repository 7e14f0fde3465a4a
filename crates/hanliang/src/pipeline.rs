use hanliang_document::Document;
#[cfg(feature = "html")]
use hanliang_document::HtmlError;
use hanliang_metric::Extractor;
use hanliang_repair::{Repaired, Repairer};

use crate::Report;

/// Reads one document with the default settings: bytes to [`Report`].
///
/// For many documents build one [`Pipeline`] and keep it.
///
/// ```
/// let report = hanliang::read("党员占34.4%".as_bytes());
/// assert_eq!(report.encoding, "UTF-8");
/// assert_eq!(report.metrics[0].role.name(), "share");
/// ```
#[must_use]
pub fn read(bytes: &[u8]) -> Report {
    Pipeline::new().read(bytes)
}

/// The whole chain, to be used again and again: repair, document, metrics.
///
/// It is `Send + Sync`; one serves all threads.
///
/// ```
/// use hanliang::Pipeline;
/// use hanliang::repair::Repairer;
///
/// let pipeline = Pipeline::new().repairer(Repairer::new());
/// let pages = ["人口30.6万人。", "面积4238平方公里。"];
/// let units: Vec<String> = pages
///     .iter()
///     .flat_map(|page| pipeline.read(page.as_bytes()).metrics)
///     .filter_map(|metric| Some(metric.quantity.unit?.canonical().to_owned()))
///     .collect();
/// assert_eq!(units, ["人", "km2"]);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Pipeline {
    repairer: Repairer,
    extractor: Extractor,
}

impl Pipeline {
    /// With the default settings of each step.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Repairs with these settings.
    #[must_use]
    pub fn repairer(mut self, repairer: Repairer) -> Self {
        self.repairer = repairer;
        self
    }

    /// Extracts with these settings.
    #[must_use]
    pub fn extractor(mut self, extractor: Extractor) -> Self {
        self.extractor = extractor;
        self
    }

    /// Reads the bytes of one document, in whatever encoding they are.
    #[must_use]
    pub fn read(&self, bytes: &[u8]) -> Report {
        self.report(self.repairer.repair_bytes(bytes))
    }

    /// Reads the article of one web page, in whatever encoding its bytes are;
    /// one that the page declares is believed unless the bytes say otherwise.
    ///
    /// The report is that of the article's text, as
    /// [`Document::read_html`] takes it from the page: the spans, and the
    /// `source` of each edit, count from the start of that text. Bytes of the
    /// page that are no character are U+FFFD there, and losses of that kind.
    ///
    /// ```
    /// use hanliang::Pipeline;
    /// use hanliang::document::Extent;
    ///
    /// let page = "<title>县里修路</title><p>今年修通农村公路<b>80</b>公里。</p>";
    /// let report = Pipeline::new().read_html(page.as_bytes())?;
    /// assert_eq!(report.text, "县里修路\n\n今年修通农村公路80公里。");
    /// assert_eq!(report.extent, Some(Extent::Body)); // too short to hold an article
    /// assert_eq!(report.metrics[0].quantity.value.to_string(), "80");
    /// # Ok::<(), hanliang::document::HtmlError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Where the page gives no text, by [`HtmlError`]: not one tag (plain text
    /// is for [`read`](Self::read)), markup without text, or markup nested
    /// beyond all use.
    #[cfg(feature = "html")]
    pub fn read_html(&self, bytes: &[u8]) -> Result<Report, HtmlError> {
        let decoded = match hanliang_document::declared_encoding(bytes) {
            Some(label) => hanliang_repair::decode_as(bytes, label),
            None => hanliang_repair::decode(bytes),
        };
        let page = Document::read_html(&decoded.text)?;
        Ok(Report {
            encoding: decoded.encoding,
            extent: Some(page.extent),
            ..self.report(self.repairer.repair(&page.text))
        })
    }

    /// What a repaired text says.
    fn report(&self, repaired: Repaired<'_>) -> Report {
        let text = repaired.text.into_owned();
        let document = Document::read(&text);
        let extraction = self.extractor.extract(&text, &document);
        Report {
            encoding: repaired.encoding,
            #[cfg(feature = "html")]
            extent: None,
            text,
            edits: repaired.edits,
            origin: repaired.origin,
            losses: repaired.losses,
            signals: repaired.signals,
            document,
            metrics: extraction.metrics,
            labels: extraction.labels,
            missing: extraction.missing,
            findings: extraction.findings,
        }
    }
}

#[cfg(all(test, feature = "html"))]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_read_as_it_declares() {
        // 인구 5만명 in EUC-KR; alone the bytes are likelier GB18030.
        let bytes: &[u8] = b"<p>\xC0\xCE\xB1\xB8 5\xB8\xB8\xB8\xED</p>";
        let declared = [b"<meta charset=euc-kr>", bytes].concat();
        let text = |page| Pipeline::new().read_html(page).map(|report| report.text);
        assert_eq!(text(&declared), Ok("인구 5만명".to_owned()));
        assert_ne!(text(bytes), text(&declared));
        let lied = "<meta charset=euc-kr><p>人口5万人</p>";
        assert_eq!(text(lied.as_bytes()), Ok("人口5万人".to_owned()));
    }
}
