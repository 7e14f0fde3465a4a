//! A figure among those of its sentence, as the rules that look back see it.

use core::cell::OnceCell;

use hanliang_quantity::UnitKind;
use hanliang_span::Span;

use super::Stated;
use super::topic::Known;
use crate::context::clause::clause;
use crate::context::item::Item;
use crate::context::phrase::Phrase;
use crate::figure::Figure;
use crate::passage::Passage;
use crate::rule::ItemRule;
use crate::tables::cues::{Cue, cue_of};
use crate::tables::words::{Part, words};

/// A figure of a sentence, with those before it.
pub(super) struct Place<'a> {
    pub(super) passage: &'a Passage<'a>,
    pub(super) figures: &'a [Figure],
    /// What the sentences before counted.
    pub(super) known: &'a [Known],
    /// The figures of the sentence before this one, their items settled.
    pub(super) before: &'a [Stated],
    pub(super) one: &'a Stated,
    pub(super) figure: &'a Figure,
    /// What several rules ask, told once.
    pub(super) told: Told,
}

/// What was told of a place so far.
#[derive(Default)]
pub(super) struct Told {
    is_bare: OnceCell<bool>,
    clause_before: OnceCell<Option<Span>>,
}

impl<'a> Place<'a> {
    /// The figure of another place of the sentence.
    pub(super) fn figure_of(&self, other: &Stated) -> &'a Figure {
        &self.figures[other.figure]
    }

    /// What stands between the figure before and this one.
    pub(super) fn gap(&self) -> Option<&'a str> {
        let from = self.figure_of(self.before.last()?).context().end;
        let to = self.figure.context().start.max(from);
        Some(self.passage.slice(Span::new(from, to)))
    }

    /// Whether no noun is left before the cues: they reach back to where the
    /// search began, or to a verb and what goes with it alone.
    pub(super) fn is_bare(&self) -> bool {
        *self.told.is_bare.get_or_init(|| {
            let left = &self.one.left;
            let rest = Span::new(left.start.min(left.edge), left.edge);
            words(self.passage.slice(rest))
                .iter()
                .all(|word| matches!(word.part, Part::Verb | Part::Adverb | Part::Particle))
        })
    }

    /// The clause before, if a mark parts it from this one and nothing stands
    /// between the mark and the figure.
    pub(super) fn clause_before(&self) -> Option<Span> {
        *self.told.clause_before.get_or_init(|| {
            let before = self.passage.before(self.one.left.start);
            let inner = before.trim_end_matches(['，', ',', '：', ':', ' ']);
            let parted = inner.len() < before.len() && self.is_bare();
            parted.then(|| {
                let start = clause(self.passage, Span::at(inner.len())).start;
                Span::new(start, inner.len())
            })
        })
    }

    /// Whether a change follows right on the figure: 三年|翻了一番.
    pub(super) fn goes_on(&self) -> bool {
        let near = self.passage.near(self.figure.context().end, 2);
        let first = near.char_indices().nth(1).map_or(near.len(), |(at, _)| at);
        [near, near.get(..first).unwrap_or_default()]
            .iter()
            .any(|word| matches!(cue_of(word), Some(Cue::Increase | Cue::Decrease)))
    }

    pub(super) fn is_part(&self) -> bool {
        is_part(self.figure.kind())
    }
}

/// Kinds that state a part of something.
pub(super) const fn is_part(kind: UnitKind) -> bool {
    matches!(kind, UnitKind::Percent | UnitKind::Ratio)
}

/// The item of another figure, taken over.
pub(super) fn as_before(item: Item) -> Item {
    Item {
        rule: ItemRule::AsBefore,
        ..item
    }
}

pub(super) const fn named(phrase: Phrase, rule: ItemRule) -> Item {
    Item {
        span: phrase.span,
        rule,
        verbal: phrase.verbal,
    }
}

/// Whether the figure states a change, a share or a multiple.
pub(super) fn changes(place: &Place<'_>) -> bool {
    place.one.left.change.is_some()
        || place.one.left.share
        || place.figure.unit() == "倍"
        || place.figure.kind() == UnitKind::Percent
}
