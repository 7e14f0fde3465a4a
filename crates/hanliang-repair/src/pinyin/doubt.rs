//! How much weighs against each character of the text that was found: the
//! weights of all readings that say something else there, those that the search
//! gave up on the way among them.

use super::beam::{Hypothesis, Joined, Node};
use super::language::Cost;
use super::stretch::Stretch;

/// For each step of the chain of the `best`, what all readings that differ
/// from it there weigh beside it.
pub(super) fn doubts(
    stretch: &Stretch<'_>,
    chain: &[usize],
    best: &Hypothesis,
    others: &[Hypothesis],
) -> Vec<Cost> {
    let last = others.iter().map(|other| Joined {
        kept: best.node,
        other: other.node,
        weight: other.weight(best.reader.cost()),
    });
    // By where they begin to differ and where they no longer do.
    let mut changes = vec![0.0; chain.len() + 1];
    for joined in stretch.joined.iter().copied().chain(last) {
        let Ok(end) = chain.binary_search(&joined.kept) else {
            continue;
        };
        let (mut from, mut to) = differing(stretch, chain, end, joined.other);
        if from >= to {
            // It has characters more, which stand between two of these.
            (from, to) = (from.saturating_sub(1), (from + 1).min(chain.len()));
        }
        if let Some(change) = changes.get_mut(from) {
            *change += joined.weight;
        }
        if let Some(change) = changes.get_mut(to) {
            *change -= joined.weight;
        }
    }
    changes.pop();
    let mut doubt = 0.0;
    for change in &mut changes {
        doubt += *change;
        *change = doubt.max(0.0);
    }
    changes
}

/// The places of the chain, of those up to `end`, at which the one that ends
/// with the node `other` differs from it: from the first, up to but without the
/// last. If the chain is 日報社說 and the other 日到社說, joined at 說, they share
/// the node of 日 and write 社說 alike, so it is 1 and 2: 報 alone is in doubt.
fn differing(
    stretch: &Stretch<'_>,
    chain: &[usize],
    end: usize,
    mut other: usize,
) -> (usize, usize) {
    let node = |at: usize| stretch.nodes.get(at);
    let alike = |a: &Node, b: &Node| (a.written, a.to) == (b.written, b.to);
    let mut to = end + 1;
    while let (Some(kept), Some(given_up)) = (
        to.checked_sub(1).and_then(|at| node(*chain.get(at)?)),
        node(other),
    ) {
        if !alike(kept, given_up) {
            break;
        }
        to -= 1;
        other = given_up.previous;
    }
    let mut from = 0;
    while let Some(given_up) = node(other) {
        if let Ok(at) = chain.binary_search(&other) {
            from = at + 1;
            break;
        }
        other = given_up.previous;
    }
    (from, to)
}
