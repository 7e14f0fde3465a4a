//! Direct speech, whose figures hold where and when the speaker says.

use hanliang_span::Span;

use crate::passage::Passage;

/// The speech a figure stands in: a quotation of a clause or more.
pub(super) fn speech_over(passage: &Passage<'_>, figure: Span) -> Option<Span> {
    let quote = passage.quote_over(figure).filter(|quote| !quote.title)?;
    let said = passage.slice(quote.inside);
    said.contains(['，', '。', '！', '？', ','])
        .then_some(quote.inside)
}
