use core::iter::FusedIterator;
use core::slice;

use hanliang_span::Span;

use crate::block::Block;
use crate::document::{Document, Leaf, Reason};
use crate::kind::BlockKind;

impl Document {
    /// The pieces of all blocks in the order of the text. Between them and
    /// around them is white space only.
    ///
    /// Sorts the pieces first: *O*(*n* log *n*), one allocation.
    ///
    /// ```
    /// use hanliang_document::Document;
    ///
    /// let text = "第一段到此为止。\n\n  第二段到此为止。\n";
    /// let document = Document::read(text);
    /// let leaves: Vec<&str> = document.leaves().filter_map(|leaf| leaf.span.of(text)).collect();
    /// assert_eq!(leaves, ["第一段到此为止。", "第二段到此为止。"]);
    /// ```
    #[must_use]
    pub fn leaves(&self) -> Leaves {
        let mut leaves: Vec<Leaf> = Vec::with_capacity(self.blocks.len());
        for (index, block) in self.blocks.iter().enumerate() {
            leaves.extend(block.ranges.iter().map(|&span| Leaf { block: index, span }));
        }
        leaves.sort_unstable_by_key(|leaf| leaf.span);
        Leaves {
            leaves: leaves.into_iter(),
        }
    }

    /// The headings over a block, nearest first: `(index, block)`.
    ///
    /// ```
    /// use hanliang_document::Document;
    ///
    /// let text = "一、总体情况\n（一）农业\n全年粮食产量稳定增长,农民增收。";
    /// let document = Document::read(text);
    /// let above: Vec<_> = document
    ///     .headings_above(2)
    ///     .map(|(_, heading)| heading.ranges[0].of(text).unwrap())
    ///     .collect();
    /// assert_eq!(above, ["（一）农业", "一、总体情况"]);
    /// ```
    #[must_use]
    pub fn headings_above(&self, block: usize) -> HeadingsAbove<'_> {
        HeadingsAbove {
            blocks: &self.blocks,
            next: self.blocks.get(block).and_then(|block| block.heading),
        }
    }

    /// The blocks that say something about the subject
    /// ([`BlockKind::is_body`]), in reading order: `(index, block)`.
    ///
    /// ```
    /// use hanliang_document::Document;
    ///
    /// let text = "责任编辑:李明\n今年以来,全县改厕1.2万户,农民满意。";
    /// let document = Document::read(text);
    /// let body: Vec<&str> =
    ///     document.body().filter_map(|(_, block)| block.span().of(text)).collect();
    /// assert_eq!(body, ["今年以来,全县改厕1.2万户,农民满意。"]);
    /// ```
    #[must_use]
    pub fn body(&self) -> Body<'_> {
        Body {
            blocks: self.blocks.iter(),
            next: 0,
        }
    }

    /// Which rule made each block, and which joined its pieces.
    ///
    /// ```
    /// use hanliang_document::{Document, Rule};
    ///
    /// let document = Document::read("一、总体情况\n全年粮食产量稳定增长,农民收入增加。");
    /// let reason = document.reasons().next().unwrap();
    /// assert_eq!((reason.block, reason.rule), (0, Rule::NumberedHeading));
    /// ```
    #[must_use]
    pub fn reasons(&self) -> Reasons<'_> {
        Reasons {
            blocks: &self.blocks,
            block: 0,
            joined: false,
        }
    }
}

/// Iterator over the pieces of a document, see [`Document::leaves`].
#[derive(Clone, Debug)]
pub struct Leaves {
    leaves: std::vec::IntoIter<Leaf>,
}

impl Iterator for Leaves {
    type Item = Leaf;

    fn next(&mut self) -> Option<Leaf> {
        self.leaves.next()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.leaves.size_hint()
    }
}

impl FusedIterator for Leaves {}
impl ExactSizeIterator for Leaves {}

/// Iterator over the headings above a block, see [`Document::headings_above`].
#[derive(Clone, Debug)]
pub struct HeadingsAbove<'a> {
    blocks: &'a [Block],
    next: Option<usize>,
}

impl<'a> Iterator for HeadingsAbove<'a> {
    type Item = (usize, &'a Block);

    fn next(&mut self) -> Option<Self::Item> {
        let index = self.next?;
        let block = self.blocks.get(index)?;
        // A heading stands before what it heads, so the walk ends.
        self.next = block.heading.filter(|&above| above < index);
        Some((index, block))
    }
}

impl FusedIterator for HeadingsAbove<'_> {}

/// Iterator over the blocks of the body, see [`Document::body`].
#[derive(Clone, Debug)]
pub struct Body<'a> {
    blocks: slice::Iter<'a, Block>,
    next: usize,
}

impl<'a> Iterator for Body<'a> {
    type Item = (usize, &'a Block);

    fn next(&mut self) -> Option<Self::Item> {
        for block in self.blocks.by_ref() {
            let index = self.next;
            self.next += 1;
            if block.kind.is_body() {
                return Some((index, block));
            }
        }
        None
    }
}

impl FusedIterator for Body<'_> {}

/// Iterator over the rules that made the blocks of a document, see [`Document::reasons`].
#[derive(Clone, Debug)]
pub struct Reasons<'a> {
    blocks: &'a [Block],
    block: usize,
    joined: bool,
}

impl Iterator for Reasons<'_> {
    type Item = Reason;

    fn next(&mut self) -> Option<Reason> {
        let index = self.block;
        let block = self.blocks.get(index)?;
        let reason = |rule, span: Span| Reason {
            block: index,
            kind: block.kind,
            rule,
            span,
        };
        match block.joined {
            Some(rule) if self.joined => {
                self.joined = false;
                self.block += 1;
                Some(reason(rule, block.span()))
            }
            joined => {
                self.joined = joined.is_some();
                self.block += usize::from(joined.is_none());
                Some(reason(block.rule, block.span()))
            }
        }
    }
}

impl FusedIterator for Reasons<'_> {}

impl Document {
    /// The blocks of one kind, in reading order: `(index, block)`.
    ///
    /// ```
    /// use hanliang_document::{BlockKind, Document};
    ///
    /// let document = Document::read("一、总体情况\n全年粮食产量稳定增长,农民收入增加。");
    /// let headings: Vec<usize> = document.of_kind(BlockKind::Heading).map(|(at, _)| at).collect();
    /// assert_eq!(headings, [0]);
    /// ```
    pub fn of_kind(&self, kind: BlockKind) -> impl Iterator<Item = (usize, &Block)> {
        self.blocks
            .iter()
            .enumerate()
            .filter(move |(_, block)| block.kind == kind)
    }
}
