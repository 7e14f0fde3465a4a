//! Blocks in the making.

use hanliang_span::Span;

use crate::block::Block;
use crate::kind::BlockKind;
use crate::lead::Lead;
use crate::line::Line;
use crate::marker::Marker;
use crate::rule::Rule;

/// A block in the making: what the line it came from looked like, and whether
/// its kind is settled by what it says alone.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    pub(crate) block: Block,
    pub(crate) settled: bool,
    pub(crate) blanks: u32,
    pub(crate) indent: u32,
    pub(crate) width: u32,
    /// Whether its text ends as a sentence does.
    pub(crate) finished: bool,
    pub(crate) marker: Option<Marker>,
    pub(crate) lead: Option<Box<Lead>>,
}

impl Draft {
    /// Running text, until another rule says otherwise.
    pub(crate) fn new(line: &Line) -> Self {
        Self {
            block: Block::new(BlockKind::Paragraph, vec![line.span], Rule::Text),
            settled: false,
            blanks: line.blanks,
            indent: line.indent,
            width: line.width,
            finished: true,
            marker: None,
            lead: None,
        }
    }

    pub(crate) fn settle(&mut self, kind: BlockKind, rule: Rule) {
        self.block.kind = kind;
        self.block.rule = rule;
        self.settled = true;
    }

    pub(crate) const fn kind(&self) -> BlockKind {
        self.block.kind
    }

    /// Its first piece.
    pub(crate) fn first(&self) -> Span {
        self.block.ranges.first().copied().unwrap_or_default()
    }

    /// Its last piece.
    pub(crate) fn last(&self) -> Span {
        self.block.ranges.last().copied().unwrap_or_default()
    }

    /// Its text, if it is one piece.
    pub(crate) fn text<'t>(&self, text: &'t str) -> &'t str {
        match self.block.ranges.as_slice() {
            [only] => only.of(text).unwrap_or_default(),
            _ => "",
        }
    }

    /// Whether it may still become something other than running text.
    pub(crate) fn is_open(&self) -> bool {
        !self.settled && self.block.kind == BlockKind::Paragraph
    }

    /// Whether it is a short line without a stop, which no rule has claimed.
    pub(crate) fn is_short(&self, columns: u32) -> bool {
        self.is_open() && self.block.ranges.len() == 1 && self.width <= columns && !self.finished
    }
}
