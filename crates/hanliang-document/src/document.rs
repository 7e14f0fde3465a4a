use hanliang_span::Span;

use crate::block::Block;
use crate::kind::BlockKind;
use crate::metadata::{Credit, Field, Metadata};
use crate::rule::Rule;

/// A page as its parts: what it says of itself, its blocks in reading order,
/// and its stories if it has several.
///
/// Owned, plain data: places are byte spans into the text that was read, which
/// is not kept.
///
/// ```
/// use hanliang_document::{BlockKind, Document};
///
/// let text = "某县改厕工作有序推进\n\n本报讯 记者李明报道 今年以来,全县改厕1.2万户。";
/// let document = Document::read(text);
/// assert_eq!(document.metadata.title.as_ref().unwrap().text, "某县改厕工作有序推进");
/// let kinds: Vec<_> = document.blocks.iter().map(|block| block.kind).collect();
/// assert_eq!(kinds, [BlockKind::Title, BlockKind::Paragraph]);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Document {
    /// What the page says of itself.
    pub metadata: Metadata,
    /// The blocks in reading order, furniture included: every character that
    /// is no white space belongs to exactly one.
    pub blocks: Vec<Block>,
    /// The stories of a page with several; empty for a page of one.
    pub stories: Vec<Story>,
}

/// One of several stories on a page.
///
/// ```
/// use hanliang_document::Document;
///
/// let text = "东县蔬菜供不应求\n本报讯 记者唐海报道 东县建成大棚1200座。\n\
///             西县万人学电商\n本报讯 记者谭红报道 西县培训1.1万人次。";
/// let document = Document::read(text);
/// assert_eq!(document.stories.len(), 2);
/// let second = &document.stories[1];
/// assert_eq!(second.title.as_ref().unwrap().text, "西县万人学电商");
/// assert_eq!(second.byline[0].name, "谭红");
/// assert_eq!(second.blocks, [2, 3]);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Story {
    /// Its headline, if it has one.
    pub title: Option<Field>,
    /// Who wrote it.
    pub byline: Vec<Credit>,
    /// Its blocks, as indices into [`Document::blocks`], head included.
    pub blocks: Vec<usize>,
}

/// Which rule made or joined a block; see [`Document::reasons`].
///
/// ```
/// use hanliang_document::{BlockKind, Document, Rule};
///
/// let document = Document::read("责任编辑:李明");
/// let reason = document.reasons().next().unwrap();
/// assert_eq!((reason.kind, reason.rule), (BlockKind::Boilerplate, Rule::EditorLine));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Reason {
    /// The block, as an index into [`Document::blocks`].
    pub block: usize,
    /// What the block was found to be.
    pub kind: BlockKind,
    /// The rule.
    pub rule: Rule,
    /// From the first to the last byte it speaks of.
    pub span: Span,
}

/// One unbroken piece of a block; see [`Document::leaves`].
///
/// ```
/// use hanliang_document::Document;
///
/// let text = "  第一段到此为止。";
/// let leaf = Document::read(text).leaves().next().unwrap();
/// assert_eq!((leaf.block, leaf.span.start), (0, 2));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Leaf {
    /// The block, as an index into [`Document::blocks`].
    pub block: usize,
    /// Where it stands: bytes into the text that was read.
    pub span: Span,
}
