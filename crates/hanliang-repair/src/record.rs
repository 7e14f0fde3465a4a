use core::fmt;

use hanliang_span::Span;

/// What happened to a text, one name for each mechanism.
///
/// The kebab-case [`name`](Damage::name) is the one used in JSON and is
/// stable.
///
/// ```
/// use hanliang_repair::Damage;
///
/// assert_eq!(Damage::MojibakeUtf8AsGbk.name(), "mojibake-utf8-as-gbk");
/// assert_eq!(Damage::from_name("html-entity"), Some(Damage::HtmlEntity));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Damage {
    /// A reading put behind a traditional character: 發(fā)展 for 發展.
    PinyinAnnotation,
    /// A reading put between the bytes of two characters, which broke both:
    /// `日?qǐng)?bào)` for 日報.
    PinyinStraddle,
    /// A byte that the broken characters of such a splice took with them.
    PinyinSwallowed,

    /// UTF-8 read as GBK or GB18030: 涓枃 for 中文.
    #[cfg_attr(feature = "serde", serde(rename = "mojibake-utf8-as-gbk"))]
    MojibakeUtf8AsGbk,
    /// UTF-8 read as Latin-1 or Windows-1252: `ä¸­æ–‡` for 中文.
    #[cfg_attr(feature = "serde", serde(rename = "mojibake-utf8-as-latin1"))]
    MojibakeUtf8AsLatin1,
    /// UTF-8 read as Big5.
    #[cfg_attr(feature = "serde", serde(rename = "mojibake-utf8-as-big5"))]
    MojibakeUtf8AsBig5,
    /// GBK read as Latin-1 or Windows-1252: `ÖÐÎÄ` for 中文.
    #[cfg_attr(feature = "serde", serde(rename = "mojibake-gbk-as-latin1"))]
    MojibakeGbkAsLatin1,
    /// GBK read as Big5.
    #[cfg_attr(feature = "serde", serde(rename = "mojibake-gbk-as-big5"))]
    MojibakeGbkAsBig5,
    /// Big5 read as Latin-1 or Windows-1252.
    #[cfg_attr(feature = "serde", serde(rename = "mojibake-big5-as-latin1"))]
    MojibakeBig5AsLatin1,
    /// Big5 read as GBK.
    #[cfg_attr(feature = "serde", serde(rename = "mojibake-big5-as-gbk"))]
    MojibakeBig5AsGbk,
    /// Two wrong decodings, one upon the other.
    MojibakeTwoLayers,

    /// U+FFFD: something was there that a decoder could not read.
    ReplacementCharacter,
    /// U+FFFD in UTF-8 read as GBK: 锟斤拷. Only the length remains.
    ReplacementAsGbk,
    /// Memory that was never filled, read as GBK: 烫烫烫, 屯屯屯.
    UnfilledMemory,
    /// Question marks where an encoder lacked the characters.
    QuestionMarks,
    /// Bytes that are no character of the encoding of the input.
    InvalidBytes,
    /// The last character of the input is not complete.
    TruncatedCharacter,

    /// U+FEFF inside a text.
    ByteOrderMark,
    /// Zero-width spaces and joiners where no script needs them.
    ZeroWidth,
    /// Direction marks in text that has no right-to-left script.
    DirectionMark,
    /// Control characters other than the tab and the line ends.
    ControlCharacter,
    /// User-defined cells of GBK, which stand for punctuation or for nothing
    /// that can be known.
    PrivateUse,
    /// Kangxi radicals and radicals of the CJK supplement for the ideograph:
    /// U+2F00 ⼀ for U+4E00 一.
    KangxiRadical,
    /// Compatibility ideographs for the unified ones.
    CompatibilityIdeograph,
    /// Entities of HTML: `&ldquo;`, `&#20013;`, `&amp;nbsp;`.
    HtmlEntity,
    /// Escapes of source code: `\u4e2d\u6587`.
    UnicodeEscape,
    /// UTF-8 or GBK bytes as `%E4%B8%AD`.
    PercentEncoding,
    /// Spaces between the characters of a word: 中 国.
    SpacedHan,
    /// Punctuation that came out twice: `，，` or `,。`.
    DoubledPunctuation,
    /// Full-width ASCII, where [`Fix::FullWidth`](crate::Fix::FullWidth) is on.
    FullWidth,
}

impl Damage {
    /// Every kind there is, in the order of this page.
    pub const ALL: &'static [Self] = &[
        Self::PinyinAnnotation,
        Self::PinyinStraddle,
        Self::PinyinSwallowed,
        Self::MojibakeUtf8AsGbk,
        Self::MojibakeUtf8AsLatin1,
        Self::MojibakeUtf8AsBig5,
        Self::MojibakeGbkAsLatin1,
        Self::MojibakeGbkAsBig5,
        Self::MojibakeBig5AsLatin1,
        Self::MojibakeBig5AsGbk,
        Self::MojibakeTwoLayers,
        Self::ReplacementCharacter,
        Self::ReplacementAsGbk,
        Self::UnfilledMemory,
        Self::QuestionMarks,
        Self::InvalidBytes,
        Self::TruncatedCharacter,
        Self::ByteOrderMark,
        Self::ZeroWidth,
        Self::DirectionMark,
        Self::ControlCharacter,
        Self::PrivateUse,
        Self::KangxiRadical,
        Self::CompatibilityIdeograph,
        Self::HtmlEntity,
        Self::UnicodeEscape,
        Self::PercentEncoding,
        Self::SpacedHan,
        Self::DoubledPunctuation,
        Self::FullWidth,
    ];

    /// The stable name, in kebab-case.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::PinyinAnnotation => "pinyin-annotation",
            Self::PinyinStraddle => "pinyin-straddle",
            Self::PinyinSwallowed => "pinyin-swallowed",
            Self::MojibakeUtf8AsGbk => "mojibake-utf8-as-gbk",
            Self::MojibakeUtf8AsLatin1 => "mojibake-utf8-as-latin1",
            Self::MojibakeUtf8AsBig5 => "mojibake-utf8-as-big5",
            Self::MojibakeGbkAsLatin1 => "mojibake-gbk-as-latin1",
            Self::MojibakeGbkAsBig5 => "mojibake-gbk-as-big5",
            Self::MojibakeBig5AsLatin1 => "mojibake-big5-as-latin1",
            Self::MojibakeBig5AsGbk => "mojibake-big5-as-gbk",
            Self::MojibakeTwoLayers => "mojibake-two-layers",
            Self::ReplacementCharacter => "replacement-character",
            Self::ReplacementAsGbk => "replacement-as-gbk",
            Self::UnfilledMemory => "unfilled-memory",
            Self::QuestionMarks => "question-marks",
            Self::InvalidBytes => "invalid-bytes",
            Self::TruncatedCharacter => "truncated-character",
            Self::ByteOrderMark => "byte-order-mark",
            Self::ZeroWidth => "zero-width",
            Self::DirectionMark => "direction-mark",
            Self::ControlCharacter => "control-character",
            Self::PrivateUse => "private-use",
            Self::KangxiRadical => "kangxi-radical",
            Self::CompatibilityIdeograph => "compatibility-ideograph",
            Self::HtmlEntity => "html-entity",
            Self::UnicodeEscape => "unicode-escape",
            Self::PercentEncoding => "percent-encoding",
            Self::SpacedHan => "spaced-han",
            Self::DoubledPunctuation => "doubled-punctuation",
            Self::FullWidth => "full-width",
        }
    }

    /// Whether it is a wrong decoding of a whole stretch.
    pub(crate) const fn is_mojibake(self) -> bool {
        matches!(
            self,
            Self::MojibakeUtf8AsGbk
                | Self::MojibakeUtf8AsLatin1
                | Self::MojibakeUtf8AsBig5
                | Self::MojibakeGbkAsLatin1
                | Self::MojibakeGbkAsBig5
                | Self::MojibakeBig5AsLatin1
                | Self::MojibakeBig5AsGbk
                | Self::MojibakeTwoLayers
        )
    }

    /// The kind with this name, if there is one.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.name() == name)
    }
}

impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// One repair: what stood there, what stands there now, and why.
///
/// The edits of a text are in order and do not overlap, on either side.
/// Replacing each `source` by its `after` turns the text before into the text
/// after; between edits the two are the same.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Edit {
    /// The damage that was undone. Where one repair lies inside the result of
    /// an earlier one, the two are one edit with the damage of the earlier.
    pub damage: Damage,
    /// Where it stood, in bytes of the text before.
    pub source: Span,
    /// Where it stands, in bytes of the text after.
    pub target: Span,
    /// The text before, in full.
    pub before: String,
    /// The text after, in full.
    pub after: String,
    /// How sure it is, from 0 to 1. 1 means no other reading fits.
    pub confidence: f64,
}

/// Damage that can be seen but not undone. The text there is as it was.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Loss {
    /// What happened.
    pub damage: Damage,
    /// Where, in bytes of the text after repair. Empty where nothing stands
    /// for what was lost.
    pub span: Span,
    /// What more is known, for a person to read.
    pub detail: Option<String>,
}

/// What a text as a whole shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum SignalKind {
    /// The digits were taken out of the text: "截至年底,全市共有党员万名".
    StrippedDigits,
}

impl SignalKind {
    /// The stable name, in kebab-case.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::StrippedDigits => "stripped-digits",
        }
    }
}

impl fmt::Display for SignalKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A finding about the text as a whole, with the places it rests on.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Signal {
    /// What was found.
    pub kind: SignalKind,
    /// Where it shows, in bytes of the text after repair, in order.
    pub evidence: Vec<Span>,
}
