use core::ops::Range;

use crate::Span;

/// The map from one version of a text to the next, made of the places that
/// changed.
///
/// Each change is a pair: the span in the **source** (the text before) and the
/// span in the **target** (the text after). Between changes the two texts are
/// the same, so places there move by a constant. Inside a change no byte has a
/// single counterpart: a place there is carried to the whole of the other
/// side, so a span never loses what it covered.
///
/// Look-ups are binary searches.
///
/// ```
/// use hanliang_span::{EditMap, Span};
///
/// // source: 事業(yè)發展   target: 事業發展
/// let map = EditMap::new([(Span::new(6, 11), Span::new(6, 6))]);
/// assert_eq!(map.to_source(Span::new(6, 9)), Span::new(11, 14)); // 發
/// assert_eq!(map.to_source(Span::new(3, 9)), Span::new(3, 14)); // 業發
/// assert_eq!(map.to_target(Span::new(11, 14)), Span::new(6, 9));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct EditMap {
    changes: Vec<(Span, Span)>,
}

impl EditMap {
    /// From pairs of source and target, in the order of the text. Pairs that
    /// overlap on either side, or stand in another order there, become one
    /// change that covers them all.
    ///
    /// ```
    /// use hanliang_span::{EditMap, Span};
    ///
    /// // Two words that changed places.
    /// let first = (Span::new(0, 2), Span::new(3, 5));
    /// let second = (Span::new(3, 5), Span::new(0, 2));
    /// let map = EditMap::new([first, second]);
    /// assert_eq!(map.to_target(Span::new(0, 2)), Span::new(0, 5));
    /// ```
    #[must_use]
    pub fn new(changes: impl IntoIterator<Item = (Span, Span)>) -> Self {
        let mut kept: Vec<(Span, Span)> = Vec::new();
        for (mut source, mut target) in changes {
            while let Some((s, t)) =
                kept.pop_if(|(s, t)| source.start < s.end || target.start < t.end)
            {
                (source, target) = (source.join(s), target.join(t));
            }
            kept.push((source, target));
        }
        Self { changes: kept }
    }

    /// The changes, in order: source and target of each.
    pub fn changes(&self) -> impl ExactSizeIterator<Item = (Span, Span)> + '_ {
        self.changes.iter().copied()
    }

    /// Whether the two texts are the same.
    #[must_use]
    pub fn is_identity(&self) -> bool {
        self.changes.is_empty()
    }

    /// Where a span of the target came from in the source.
    #[must_use]
    pub fn to_source(&self, span: Span) -> Span {
        carry(&self.changes, span, |&(source, target)| (target, source))
    }

    /// Where a span of the source went in the target.
    #[must_use]
    pub fn to_target(&self, span: Span) -> Span {
        carry(&self.changes, span, |&(source, target)| (source, target))
    }

    /// This map followed by the next: from the source of this one to the
    /// target of `next`, where the target of this is the source of `next`.
    ///
    /// Changes that touch the same bytes become one.
    ///
    /// ```
    /// use hanliang_span::{EditMap, Span};
    ///
    /// let first = EditMap::new([(Span::new(0, 4), Span::new(0, 0))]);
    /// let second = EditMap::new([(Span::new(2, 3), Span::new(2, 5))]);
    /// let both = first.then(&second);
    /// assert_eq!(both.to_source(Span::new(2, 5)), Span::new(6, 7));
    /// ```
    #[must_use]
    pub fn then(&self, next: &Self) -> Self {
        // Both lists are in the order of the middle text. Changes that touch
        // there form one group, whose outer ends are carried outwards.
        let mut merged: Vec<(Span, Span)> = Vec::new();
        let (mut i, mut j) = (0, 0);
        while i < self.changes.len() || j < next.changes.len() {
            let mut middle = match (self.changes.get(i), next.changes.get(j)) {
                (Some(a), Some(b)) if a.1.start <= b.0.start => a.1,
                (Some(a), None) => a.1,
                (_, Some(b)) => b.0,
                (None, None) => break,
            };
            let (first_i, first_j) = (i, j);
            loop {
                let before = (i, j);
                while let Some(&(_, t)) = self.changes.get(i).filter(|c| touches(c.1, middle)) {
                    middle = middle.join(t);
                    i += 1;
                }
                while let Some(&(s, _)) = next.changes.get(j).filter(|c| touches(c.0, middle)) {
                    middle = middle.join(s);
                    j += 1;
                }
                if before == (i, j) {
                    break;
                }
            }
            let source = outward(&self.changes, first_i..i, middle, |&(s, t)| (t, s));
            let target = outward(&next.changes, first_j..j, middle, |&(s, t)| (s, t));
            merged.push((source, target));
        }
        Self { changes: merged }
    }
}

fn touches(span: Span, middle: Span) -> bool {
    span.start <= middle.end && middle.start <= span.end
}

/// Carries the group's span in the middle text outwards. The parts of it
/// before the group's first change and after its last are unchanged text.
fn outward(
    changes: &[(Span, Span)],
    group: Range<usize>,
    middle: Span,
    order: impl Fn(&(Span, Span)) -> (Span, Span) + Copy,
) -> Span {
    let group = changes.get(group).unwrap_or_default();
    let (Some(first), Some(last)) = (group.first().map(order), group.last().map(order)) else {
        return carry(changes, middle, order);
    };
    Span::new(
        first.1.start - (first.0.start - middle.start),
        last.1.end + (middle.end - last.0.end),
    )
}

/// Carries a span from the side that `order` puts first to the other side.
///
/// A start goes behind an empty change at its place and an end before it, so
/// text that was put in or taken out at the edge of a span stays outside.
fn carry(
    changes: &[(Span, Span)],
    span: Span,
    order: impl Fn(&(Span, Span)) -> (Span, Span) + Copy,
) -> Span {
    let ended = changes.partition_point(|c| order(c).0.end <= span.start);
    let start = match changes.get(ended).map(order) {
        Some((from, to)) if from.start < span.start => to.start,
        _ => shifted(changes, ended, span.start, order),
    };
    let begun = changes.partition_point(|c| order(c).0.start < span.end);
    let end = match begun.checked_sub(1).and_then(|i| changes.get(i)).map(order) {
        Some((from, to)) if span.end < from.end => to.end,
        _ => shifted(changes, begun, span.end, order),
    };
    Span::new(start, end)
}

/// An offset in unchanged text, moved by what the first `passed` changes
/// added or took away.
fn shifted(
    changes: &[(Span, Span)],
    passed: usize,
    offset: usize,
    order: impl Fn(&(Span, Span)) -> (Span, Span),
) -> usize {
    match passed
        .checked_sub(1)
        .and_then(|i| changes.get(i))
        .map(order)
    {
        Some((from, to)) => to.end + (offset - from.end),
        None => offset,
    }
}
