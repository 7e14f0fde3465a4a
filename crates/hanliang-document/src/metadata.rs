use hanliang_span::Span;

use crate::published::Published;

/// What a page says of itself.
///
/// ```
/// use hanliang_document::Document;
///
/// let text = "某县改厕工作有序推进\n2019-05-06 09:30 来源: 某县日报\n\n今年以来,全县改厕1.2万户,农民满意。";
/// let metadata = Document::read(text).metadata;
/// let source = metadata.source.unwrap();
/// assert_eq!(source.text, "某县日报");
/// assert_eq!(source.ranges[0].of(text), Some("某县日报"));
/// assert_eq!(metadata.published.unwrap().date().unwrap().to_string(), "2019-05-06");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Metadata {
    /// The headline (正题). `None` if the page prints none.
    pub title: Option<Field>,
    /// The line above the headline (引题).
    pub kicker: Option<Field>,
    /// The line under the headline (副题), with its dash.
    pub subtitle: Option<Field>,
    /// Who wrote, photographed, translated it.
    pub byline: Vec<Credit>,
    /// Where it was first published (来源, or the paper in the byline).
    pub source: Option<Field>,
    /// When it was published, as far as the page says.
    pub published: Option<Published>,
    /// Agency, place and day before the first sentence (新华社北京11月21日电).
    pub dateline: Option<Field>,
    /// Editors and those who checked it (责编, 核稿).
    pub editors: Vec<Field>,
    /// The path of the page on its site, outermost first.
    pub breadcrumb: Vec<Field>,
    /// The abstract (核心提示, 摘要, 导读), paragraphs joined by a blank line.
    #[cfg_attr(feature = "serde", serde(rename = "abstract"))]
    pub summary: Option<Field>,
    /// The title under which it was first printed (原标题).
    pub original_title: Option<Field>,
    /// Keywords (关键词, 主题词).
    pub keywords: Vec<Field>,
    /// The number of an official document (国发〔2019〕12号).
    pub document_number: Option<Field>,
    /// To whom an official document is addressed.
    pub addressee: Option<Field>,
    /// Who issued an official document.
    pub signature: Vec<Field>,
    /// The address of the page.
    pub url: Option<Field>,
}

/// A piece of metadata: its text and where it stands.
///
/// ```
/// use hanliang_document::Document;
///
/// let text = "各县人民政府：\n现将方案印发给你们,请认真组织实施。";
/// let addressee = Document::read(text).metadata.addressee.unwrap();
/// assert_eq!(addressee.text, "各县人民政府");
/// assert_eq!(addressee.ranges[0].of(text), Some("各县人民政府"));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Field {
    /// The pieces joined.
    pub text: String,
    /// Where they stand: bytes into the text that was read.
    pub ranges: Vec<Span>,
}

impl Field {
    /// The field that is one piece of `text`; empty if the span does not fit.
    ///
    /// ```
    /// use hanliang_document::Field;
    /// use hanliang_span::Span;
    ///
    /// assert_eq!(Field::new("来源:日报", Span::new(7, 13)).text, "日报");
    /// assert_eq!(Field::new("日报", Span::new(7, 13)).text, "");
    /// ```
    #[must_use]
    pub fn new(text: &str, span: Span) -> Self {
        Self::joined(text, vec![span], "")
    }

    /// The field made of several pieces of `text`, with a separator between.
    ///
    /// ```
    /// use hanliang_document::Field;
    /// use hanliang_span::Span;
    ///
    /// let pieces = vec![Span::new(0, 6), Span::new(7, 13)];
    /// assert_eq!(Field::joined("上行\n下行", pieces, "").text, "上行下行");
    /// ```
    #[must_use]
    pub fn joined(text: &str, ranges: Vec<Span>, separator: &str) -> Self {
        let pieces: Vec<&str> = ranges
            .iter()
            .map(|range| range.of(text).unwrap_or_default())
            .collect();
        Self {
            text: pieces.join(separator),
            ranges,
        }
    }
}

/// One name of a byline with its role.
///
/// ```
/// use hanliang_document::Document;
///
/// let text = "新馆迎来百万读者\n本报记者 李小溪 通讯员 王燕\n新馆开馆以来,日均3200人次。";
/// let byline = Document::read(text).metadata.byline;
/// assert_eq!((byline[1].role.as_str(), byline[1].name.as_str()), ("通讯员", "王燕"));
/// assert_eq!(byline[1].span.of(text), Some("王燕"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Credit {
    /// The role as printed: 记者, 通訊員, 摄影.
    pub role: String,
    /// The name.
    pub name: String,
    /// Where the name stands: bytes into the text that was read.
    pub span: Span,
}
