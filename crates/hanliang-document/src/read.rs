use hanliang_span::Span;

use crate::block::Block;
use crate::document::Document;
use crate::kind::BlockKind;
use crate::rule::Rule;

impl Document {
    /// Reads a text. Never fails.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let mut document = Self::default();
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let trimmed = line.trim_start();
            let start = at + line.len() - trimmed.len();
            let trimmed = trimmed.trim_end();
            at += line.len();
            if !trimmed.is_empty() {
                let span = Span::new(start, start + trimmed.len());
                document
                    .blocks
                    .push(Block::new(BlockKind::Paragraph, vec![span], Rule::Text));
            }
        }
        document
    }
}
