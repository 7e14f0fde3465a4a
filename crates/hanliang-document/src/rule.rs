use core::fmt;

/// The rule that made a block, or that joined its pieces.
///
/// A wrong block leads by its rule to the place that made it.
///
/// ```
/// use hanliang_document::{Document, Rule};
///
/// let document = Document::read("一、总体情况\n全年粮食产量稳定增长,农民收入增加。");
/// assert_eq!(document.blocks[0].rule, Rule::NumberedHeading);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Rule {
    /// The first short line of the head.
    HeadLine,
    /// A short line above the title that does not end the thought.
    AboveTitle,
    /// Who issued it, over the number of an official document.
    Letterhead,
    /// A line under the title, after a dash or by its place.
    UnderTitle,
    /// Roles and names, nothing else.
    Credits,
    /// Agency, place and day over the text: 新华社北京11月21日电.
    Dateline,
    /// Labels with their values: date, source, author.
    LabelledLine,
    /// A date that stands alone.
    DateLine,
    /// Words of a menu over the title.
    Menu,
    /// Steps of a path, `A>>B>>C`.
    Path,
    /// A word that announces an abstract, keywords or references.
    AnnouncingWord,
    /// The text after such a word.
    Announced,
    /// A heading by its number: 一、 （一） 1. 第一章.
    NumberedHeading,
    /// A heading in brackets: 【…】.
    BracketedHeading,
    /// A heading by its marks: `## …`.
    MarkedHeading,
    /// A short line without a stop before running text.
    ShortLine,
    /// The second line of a two-line heading.
    Deck,
    /// The head of one of several stories.
    StoryHead,
    /// The name of a column over several stories.
    Column,
    /// Set apart by the space a picture leaves.
    PictureGap,
    /// Says that it belongs to a picture: 图为…, …摄.
    PictureWord,
    /// Number of a figure or table: 表1, 图2.
    FigureNumber,
    /// Starts with a number: 1、 （1） ①.
    NumberedItem,
    /// Starts with a bullet.
    BulletedItem,
    /// Rows with the same number of cells.
    AlignedCells,
    /// Starts with a mark of quotation, `>`.
    QuoteMark,
    /// A note: 注:, ①… at the end.
    NoteMark,
    /// An entry with a number in brackets under 参考文献.
    ReferenceMark,
    /// Year in brackets, then a number and 号.
    NumberOfDocument,
    /// A line that ends in a colon before the text of an official document.
    AddresseeLine,
    /// Issuer and date at the end.
    SignatureLines,
    /// Wording that only page furniture has.
    FurnitureWording,
    /// Follows a line that opens a part of furniture (相关阅读).
    FurnitureSection,
    /// A number of a page.
    PageNumber,
    /// The same line again and again.
    Repeated,
    /// A web address alone.
    AddressAlone,
    /// Editors' credits.
    EditorLine,
    /// Whatever is none of the others: running text.
    Text,
    /// Joined: a sentence was cut by a column, a page or something lifted out.
    CutSentence,
    /// Joined: every line was cut at one width.
    HardWrap,
    /// Joined: a title over two lines.
    TitleLines,
}

impl Rule {
    /// The stable name, as in JSON.
    ///
    /// ```
    /// use hanliang_document::Rule;
    ///
    /// assert_eq!(Rule::CutSentence.name(), "cut-sentence");
    /// ```
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::HeadLine => "head-line",
            Self::AboveTitle => "above-title",
            Self::Letterhead => "letterhead",
            Self::UnderTitle => "under-title",
            Self::Credits => "credits",
            Self::Dateline => "dateline",
            Self::LabelledLine => "labelled-line",
            Self::DateLine => "date-line",
            Self::Menu => "menu",
            Self::Path => "path",
            Self::AnnouncingWord => "announcing-word",
            Self::Announced => "announced",
            Self::NumberedHeading => "numbered-heading",
            Self::BracketedHeading => "bracketed-heading",
            Self::MarkedHeading => "marked-heading",
            Self::ShortLine => "short-line",
            Self::Deck => "deck",
            Self::StoryHead => "story-head",
            Self::Column => "column",
            Self::PictureGap => "picture-gap",
            Self::PictureWord => "picture-word",
            Self::FigureNumber => "figure-number",
            Self::NumberedItem => "numbered-item",
            Self::BulletedItem => "bulleted-item",
            Self::AlignedCells => "aligned-cells",
            Self::QuoteMark => "quote-mark",
            Self::NoteMark => "note-mark",
            Self::ReferenceMark => "reference-mark",
            Self::NumberOfDocument => "number-of-document",
            Self::AddresseeLine => "addressee-line",
            Self::SignatureLines => "signature-lines",
            Self::FurnitureWording => "furniture-wording",
            Self::FurnitureSection => "furniture-section",
            Self::PageNumber => "page-number",
            Self::Repeated => "repeated",
            Self::AddressAlone => "address-alone",
            Self::EditorLine => "editor-line",
            Self::Text => "text",
            Self::CutSentence => "cut-sentence",
            Self::HardWrap => "hard-wrap",
            Self::TitleLines => "title-lines",
        }
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
