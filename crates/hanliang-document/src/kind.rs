use core::fmt;

/// What a block of a document is.
///
/// [`name`](Self::name) gives the stable lower-case name used in records, in
/// snake case, as type of a block in JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum BlockKind {
    /// The headline of the page (正题).
    Title,
    /// The line above the headline (引题).
    Kicker,
    /// The line under the headline (副题), often after a dash.
    Subtitle,
    /// A heading within the text, with its level.
    Heading,
    /// Running text.
    Paragraph,
    /// One item of a numbered or bulleted list, with its level.
    ListItem,
    /// The text of a picture or the name of a table.
    Caption,
    /// Lines of aligned cells.
    Table,
    /// The abstract (核心提示, 摘要, 导读).
    Abstract,
    /// A quoted passage set off from the text.
    Quote,
    /// A note to the text (注:, ①…).
    Footnote,
    /// An entry of the references.
    Reference,
    /// A word that only announces what follows (核心提示, 参考文献).
    Label,
    /// Who wrote it, photographed it, edited it, as a line of its own.
    Byline,
    /// The line with date, source and the like under the title.
    FrontMatter,
    /// The number of an official document (国发〔2019〕12号).
    DocumentNumber,
    /// To whom an official document is addressed.
    Addressee,
    /// Who issued an official document, and when, at its end.
    Signature,
    /// Keywords (关键词, 主题词).
    Keywords,
    /// Page furniture: navigation, copyright, share prompts, page numbers,
    /// advertisements, comment areas, editors' credits.
    Boilerplate,
}

impl BlockKind {
    /// The stable name, as in JSON.
    ///
    /// ```
    /// use hanliang_document::BlockKind;
    ///
    /// assert_eq!(BlockKind::ListItem.name(), "list_item");
    /// ```
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Kicker => "kicker",
            Self::Subtitle => "subtitle",
            Self::Heading => "heading",
            Self::Paragraph => "paragraph",
            Self::ListItem => "list_item",
            Self::Caption => "caption",
            Self::Table => "table",
            Self::Abstract => "abstract",
            Self::Quote => "quote",
            Self::Footnote => "footnote",
            Self::Reference => "reference",
            Self::Label => "label",
            Self::Byline => "byline",
            Self::FrontMatter => "front_matter",
            Self::DocumentNumber => "document_number",
            Self::Addressee => "addressee",
            Self::Signature => "signature",
            Self::Keywords => "keywords",
            Self::Boilerplate => "boilerplate",
        }
    }

    /// Whether it says something about the subject, so that a figure in it
    /// is a statement: text, lists, tables, titles, headings, captions.
    /// Furniture and the lines about the page itself are not body.
    ///
    /// ```
    /// use hanliang_document::BlockKind;
    ///
    /// assert!(BlockKind::Caption.is_body());
    /// assert!(!BlockKind::FrontMatter.is_body());
    /// ```
    #[must_use]
    pub const fn is_body(self) -> bool {
        match self {
            Self::Title
            | Self::Kicker
            | Self::Subtitle
            | Self::Heading
            | Self::Paragraph
            | Self::ListItem
            | Self::Caption
            | Self::Table
            | Self::Abstract
            | Self::Quote
            | Self::Footnote => true,
            Self::Reference
            | Self::Label
            | Self::Byline
            | Self::FrontMatter
            | Self::DocumentNumber
            | Self::Addressee
            | Self::Signature
            | Self::Keywords
            | Self::Boilerplate => false,
        }
    }
}

impl fmt::Display for BlockKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
