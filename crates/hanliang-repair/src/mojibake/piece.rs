//! The parts of a line in the order in which they are written or reported.

use hanliang_span::Span;

use super::chain::Mistake;
use super::established::Established;
use super::stretch::Stretch;
use super::table::Table;
use super::{remains, wordless};
use crate::record::Damage;
use crate::rewrite::Rewrite;

/// Why the remains of a wrong decoding are left.
const GONE: &str = "too many bytes are lost";

/// A part of a line with something to say about.
pub(super) enum Piece<'s> {
    Stretch(&'s Stretch),
    /// What cannot be undone, and why.
    Lost(Span, Damage, String),
}

impl Piece<'_> {
    pub(super) fn span(&self) -> Span {
        match self {
            Self::Stretch(stretch) => stretch.span,
            Self::Lost(span, ..) => *span,
        }
    }

    /// Writes what the stretch should have been, or reports what is lost.
    pub(super) fn write(self, rewrite: &mut Rewrite<'_>, established: &Established) {
        match self {
            Self::Stretch(stretch) => write(stretch, established, rewrite),
            Self::Lost(span, damage, detail) => rewrite.lose(span, damage, Some(detail)),
        }
    }
}

/// A stretch that is left, with the reason.
fn doubtful<'s>(text: &str, stretch: &Stretch) -> Piece<'s> {
    let span = remains::with_mark(text, stretch.span);
    Piece::Lost(span, stretch.damage, stretch.doubt())
}

/// What cannot be undone, and the stretches outside of it.
pub(super) fn refused<'s>(
    text: &str,
    span: Span,
    wrong: Table,
    stretches: &'s [Stretch],
) -> Vec<Piece<'s>> {
    let (within, beside): (Vec<&Stretch>, Vec<&Stretch>) = stretches
        .iter()
        .partition(|stretch| stretch.span.overlaps(span));
    let span = within.iter().fold(span, |all, one| all.join(one.span));
    let span = remains::with_mark(text, span);
    let damage = Mistake::utf8_as(wrong).damage;
    let doubt = within.iter().find(|stretch| stretch.damage == damage);
    let detail = doubt.map_or_else(|| GONE.to_owned(), |stretch| stretch.doubt());
    let beside = beside.into_iter().map(|stretch| doubtful(text, stretch));
    let mut pieces: Vec<Piece<'_>> = beside.collect();
    pieces.push(Piece::Lost(span, damage, detail));
    pieces.sort_by_key(Piece::span);
    pieces
}

/// The stretches of a line, and what shares the damage of UTF-8 beside those
/// that are written.
pub(super) fn found<'s>(
    text: &str,
    window: Span,
    stretches: &'s [Stretch],
    established: &Established,
) -> Vec<Piece<'s>> {
    let mut pieces: Vec<Piece<'_>> = Vec::new();
    let mut done = window.start;
    let lost = |stretch: &Stretch, gap: Span, touches: [bool; 2]| {
        let spans = stretch.remains(text, gap, touches).into_iter();
        let damage = stretch.damage;
        spans.map(move |span| Piece::Lost(span, damage, GONE.to_owned()))
    };
    for (i, stretch) in stretches.iter().enumerate() {
        let gap = Span::new(done, stretch.span.start.max(done));
        pieces.extend(lost(stretch, gap, [i > 0, true]));
        pieces.push(if established.writes(stretch) {
            Piece::Stretch(stretch)
        } else {
            doubtful(text, stretch)
        });
        done = stretch.span.end.max(done);
    }
    if let Some(last) = stretches.last() {
        let gap = Span::new(done, window.end);
        pieces.extend(lost(last, gap, [true, false]));
    }
    pieces
}

/// What makes no words among marks of lost bytes, between the pieces of a line.
pub(super) fn among_marks<'s>(
    text: &str,
    window: Span,
    pieces: &[Piece<'_>],
    stretch: Option<&Stretch>,
) -> Vec<Piece<'s>> {
    let damage = stretch.map_or(Damage::ReplacementCharacter, |stretch| stretch.damage);
    let mut lost = Vec::new();
    let mut done = window.start;
    let ends = pieces.iter().map(Piece::span);
    for next in ends.chain([Span::new(window.end, window.end)]) {
        let gap = Span::new(done, next.start.max(done));
        let spans = wordless::parts(gap.of(text).unwrap_or_default());
        lost.extend(
            spans
                .into_iter()
                .map(|span| Piece::Lost(span.shift(gap.start), damage, GONE.to_owned())),
        );
        done = next.end.max(done);
    }
    lost
}

/// Writes what the stretch should have been.
fn write(stretch: &Stretch, established: &Established, rewrite: &mut Rewrite<'_>) {
    let confidence = established.confidence(stretch);
    for (span, written) in &stretch.parts {
        rewrite.replace(*span, written, stretch.damage, confidence);
        for (offset, mark) in written.match_indices('\u{FFFD}') {
            rewrite.lose_in_last(
                Span::new(offset, offset + mark.len()),
                Damage::ReplacementCharacter,
                Some("bytes of this character were lost".to_owned()),
            );
        }
    }
}
