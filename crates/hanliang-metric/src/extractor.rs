use hanliang_document::Document;

use crate::config::Config;
use crate::missing::is_stripped;
use crate::reading::Reading;
use crate::record::Extraction;

/// Reads figures with their meaning from documents.
///
/// Cheap to make and to clone; may be shared between threads. The same text
/// gives the same extraction, byte for byte.
///
/// ```
/// use hanliang_document::Document;
/// use hanliang_metric::Extractor;
///
/// let text = "截至6月底,全县217个行政村已划分责任区1243个。";
/// let extraction = Extractor::new().extract(text, &Document::read(text));
/// let [villages, areas] = &extraction.metrics[..] else { panic!() };
/// assert_eq!(villages.item.as_ref().unwrap().text, "行政村");
/// assert_eq!(areas.quantity.low().to_string(), "1243");
/// assert_eq!(areas.time.as_ref().unwrap().mention.text, "截至6月底");
/// ```
#[derive(Clone, Debug, Default)]
pub struct Extractor {
    config: Config,
}

impl Extractor {
    /// With the default settings.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// With these settings.
    #[must_use]
    pub fn with(config: impl Into<Config>) -> Self {
        Self {
            config: config.into(),
        }
    }

    /// All that `text` counts and measures. `document` is the document read
    /// from the same text; spans are bytes into the text.
    #[must_use]
    pub fn extract(&self, text: &str, document: &Document) -> Extraction {
        let today = document
            .metadata
            .published
            .as_ref()
            .and_then(hanliang_document::Published::date)
            .or(self.config.reference);
        let mut reading = Reading::new(today, is_stripped(text, document));
        for (index, block) in document.blocks.iter().enumerate() {
            reading.block(text, index, block);
        }
        reading.settle(text, document)
    }

    /// As [`extract`](Self::extract), reading the document from the text
    /// itself.
    #[must_use]
    pub fn extract_text(&self, text: &str) -> Extraction {
        self.extract(text, &Document::read(text))
    }
}

/// All that a text counts and measures, for the one-off.
///
/// ```
/// let extraction = hanliang_metric::extract("大庆市5761个基层党组织开展了活动。");
/// let metric = &extraction.metrics[0];
/// assert_eq!(metric.mention.text, "5761个");
/// assert_eq!(metric.item.as_ref().unwrap().text, "基层党组织");
/// ```
#[must_use]
pub fn extract(text: &str) -> Extraction {
    Extractor::new().extract_text(text)
}
