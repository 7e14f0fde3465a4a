use std::borrow::Cow;

use hanliang_span::Span;

use crate::kind::BlockKind;
use crate::rule::Rule;

/// One block of a document: its kind and the places in the text it is made of.
///
/// A block whose sentence was cut by a column, a page or a picture has several
/// ranges; its text is these pieces joined without a separator
/// ([`join`](Self::join)). Ranges are bytes into the text that was read, in
/// reading order, without overlap.
///
/// ```
/// use hanliang_document::{BlockKind, Document, Rule};
///
/// let text = "一、总体情况\n全年粮食产量稳定增长,农民收入增加。";
/// let block = &Document::read(text).blocks[0];
/// assert_eq!((block.kind, block.level), (BlockKind::Heading, Some(1)));
/// assert_eq!(block.marker.and_then(|span| span.of(text)), Some("一、"));
/// assert_eq!(block.rule, Rule::NumberedHeading);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// The level of a heading or list item, 1 for the outermost.
    pub level: Option<u8>,
    /// The pieces of the text it is made of; at least one.
    pub ranges: Vec<Span>,
    /// The rule that made it.
    pub rule: Rule,
    /// The rule that joined its pieces, if there are several.
    pub joined: Option<Rule>,
    /// The number, bullet or mark it begins with (`1、`, `（二）`, `第三章`).
    pub marker: Option<Span>,
    /// What stands before the first sentence of a story (本报讯 记者某某报道,
    /// 新华社北京11月21日电). It is a part of the first range.
    pub lead_in: Option<Span>,
    /// The block of the heading right above it: for a heading, the one it is
    /// subordinate to.
    pub heading: Option<usize>,
    /// The rows of a table.
    pub rows: Vec<Row>,
}

/// A row of a table.
///
/// ```
/// use hanliang_document::Document;
///
/// let text = "指标\t全县\t农村\n价格\t1.8\t2.0\n收入\t5.1\t6.3";
/// let document = Document::read(text);
/// let cells: Vec<&str> =
///     document.blocks[0].rows[1].cells.iter().filter_map(|cell| cell.of(text)).collect();
/// assert_eq!(cells, ["价格", "1.8", "2.0"]);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Row {
    /// The cells, in order; an empty span is an empty cell.
    pub cells: Vec<Span>,
}

impl Block {
    /// A block of the given pieces, without level, marker or rows.
    ///
    /// ```
    /// use hanliang_document::{Block, BlockKind, Rule};
    /// use hanliang_span::Span;
    ///
    /// let block = Block::new(BlockKind::Paragraph, vec![Span::new(0, 9)], Rule::Text);
    /// assert_eq!(block.join("三个字").text(), "三个字");
    /// ```
    #[must_use]
    pub const fn new(kind: BlockKind, ranges: Vec<Span>, rule: Rule) -> Self {
        Self {
            kind,
            level: None,
            ranges,
            rule,
            joined: None,
            marker: None,
            lead_in: None,
            heading: None,
            rows: Vec::new(),
        }
    }

    /// From its first to its last byte, with whatever lies between its pieces.
    ///
    /// ```
    /// use hanliang_document::{Block, BlockKind, Rule};
    /// use hanliang_span::Span;
    ///
    /// let pieces = vec![Span::new(0, 12), Span::new(14, 24)];
    /// let block = Block::new(BlockKind::Paragraph, pieces, Rule::Text);
    /// assert_eq!(block.span(), Span::new(0, 24));
    /// ```
    #[must_use]
    pub fn span(&self) -> Span {
        let mut pieces = self.ranges.iter().copied();
        let first = pieces.next().unwrap_or_default();
        pieces.fold(first, Span::join)
    }

    /// Its pieces as one text, with the way back to the source.
    ///
    /// `text` is the text the document was read from. Borrowed when the block
    /// has one piece, allocated when it has several.
    ///
    /// ```
    /// use hanliang_document::Document;
    /// use hanliang_span::Span;
    ///
    /// let text = "讲座办得多了。今年以来,全市讲座由去年的12场提高到30场,听众来自29个\n\n\
    ///             省的城市和乡村,有力推动了工作。";
    /// let document = Document::read(text);
    /// let joined = document.blocks[0].join(text);
    /// let at = joined.text().find("29个省").unwrap();
    /// let source = joined.to_source(Span::new(at, at + "29个省".len()));
    /// assert_eq!(source.of(text), Some("29个\n\n省"));
    /// ```
    #[must_use]
    pub fn join<'a>(&'a self, text: &'a str) -> Joined<'a> {
        Joined::new(text, &self.ranges)
    }
}

/// The pieces of a block as one text, with the way back to the source.
///
/// Made by [`Block::join`], or from pieces by [`Joined::new`].
///
/// ```
/// use hanliang_document::Document;
///
/// let text = "一句话在此。";
/// let document = Document::read(text);
/// let joined = document.blocks[0].join(text);
/// assert_eq!(joined.text(), text);
/// ```
#[derive(Clone, Debug)]
pub struct Joined<'a> {
    text: Cow<'a, str>,
    ranges: &'a [Span],
    /// Where each piece starts in the joined text; empty for one piece.
    starts: Vec<usize>,
}

impl<'a> Joined<'a> {
    /// Joins pieces of a text. A range that does not fit the text is empty.
    ///
    /// ```
    /// use hanliang_document::Joined;
    /// use hanliang_span::Span;
    ///
    /// let text = "办好农村\n\n事";
    /// let pieces = [Span::new(0, 12), Span::new(14, 17), Span::new(20, 99)];
    /// assert_eq!(Joined::new(text, &pieces).text(), "办好农村事");
    /// ```
    #[must_use]
    pub fn new(text: &'a str, ranges: &'a [Span]) -> Self {
        if let [only] = ranges {
            return Self {
                text: Cow::Borrowed(only.of(text).unwrap_or_default()),
                ranges,
                starts: Vec::new(),
            };
        }
        let mut joined = String::new();
        let mut starts = Vec::with_capacity(ranges.len());
        for range in ranges {
            starts.push(joined.len());
            joined.push_str(range.of(text).unwrap_or_default());
        }
        Self {
            text: Cow::Owned(joined),
            ranges,
            starts,
        }
    }

    /// The joined text.
    ///
    /// ```
    /// use hanliang_document::Joined;
    /// use hanliang_span::Span;
    ///
    /// let pieces = [Span::new(0, 5), Span::new(7, 10)];
    /// assert_eq!(Joined::new("29个\n\n省", &pieces).text(), "29个省");
    /// ```
    #[inline]
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Carries a span of the joined text to the source. A span that crosses a
    /// join covers the source from its first to its last byte, with whatever
    /// lies between; [`to_sources`](Self::to_sources) leaves that out.
    ///
    /// ```
    /// use hanliang_document::Joined;
    /// use hanliang_span::Span;
    ///
    /// let pieces = [Span::new(0, 5), Span::new(7, 10)];
    /// let joined = Joined::new("29个\n\n省", &pieces);
    /// assert_eq!(joined.to_source(Span::new(2, 8)), Span::new(2, 10));
    /// ```
    #[must_use]
    pub fn to_source(&self, span: Span) -> Span {
        let first = self.piece(span.start);
        let last = if span.is_empty() {
            first
        } else {
            self.piece(span.end - 1)
        };
        Span::new(
            self.source_at(first, span.start),
            self.source_at(last, span.end),
        )
    }

    /// Carries a span of the joined text to the source, piece by piece.
    ///
    /// ```
    /// use hanliang_document::Joined;
    /// use hanliang_span::Span;
    ///
    /// let text = "办好农村\n\n事,要有";
    /// let pieces = [Span::new(0, 12), Span::new(14, 24)];
    /// let joined = Joined::new(text, &pieces);
    /// assert_eq!(joined.text(), "办好农村事,要有");
    /// assert_eq!(
    ///     joined.to_sources(Span::new(6, 15)),
    ///     [Span::new(6, 12), Span::new(14, 17)],
    /// );
    /// ```
    #[must_use]
    pub fn to_sources(&self, span: Span) -> Vec<Span> {
        if self.starts.is_empty() {
            return vec![self.to_source(span)];
        }
        let first = self.piece(span.start);
        let last = if span.is_empty() {
            first
        } else {
            self.piece(span.end - 1)
        };
        (first..=last)
            .map(|piece| {
                let start = span.start.max(self.start_of(piece));
                let end = if piece == last {
                    span.end
                } else {
                    self.start_of(piece + 1)
                };
                Span::new(self.source_at(piece, start), self.source_at(piece, end))
            })
            .collect()
    }

    /// The piece that holds the byte at `offset` of the joined text.
    fn piece(&self, offset: usize) -> usize {
        self.starts
            .partition_point(|&start| start <= offset)
            .saturating_sub(1)
    }

    fn start_of(&self, piece: usize) -> usize {
        self.starts.get(piece).copied().unwrap_or_default()
    }

    fn source_at(&self, piece: usize, offset: usize) -> usize {
        let Some(range) = self.ranges.get(piece) else {
            return 0;
        };
        let within = offset.saturating_sub(self.start_of(piece));
        range.start.saturating_add(within).min(range.end)
    }
}
