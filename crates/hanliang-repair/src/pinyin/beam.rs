use super::clause::Clause;
use super::language::{Cost, Reader};

/// Readings that cost this much more than the best are dropped.
pub(super) const WINDOW: Cost = 16.0;

/// Where a hypothesis stands in the true bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// Between characters, as the damaged text is too.
    Aligned,
    /// The damaged text has used up the lead of a character; its trail comes
    /// next.
    Pending(u8),
    /// The same, and a reading stands before that trail: the two bytes were no
    /// key to the filter any more.
    Split(u8),
}

/// What one step wrote; the chain of steps is the text of a hypothesis.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node {
    pub(super) written: char,
    /// Whether it stands for a byte that was swallowed.
    pub(super) is_swallowed: bool,
    pub(super) previous: usize,
    /// The token that the step went on to.
    pub(super) to: usize,
    /// What all cost up to here.
    pub(super) cost: Cost,
}

/// The end of a chain that has none before it.
pub(super) const ROOT: usize = usize::MAX;

/// The most characters that one step writes: three pairs vanished, the
/// character after them, its ASCII trail or the mark of a swallowed byte.
const MOST: usize = 6;

/// What one step wrote. It joins the chain only if the step is kept, which few
/// are.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Fresh {
    chars: [(char, Cost); MOST],
    length: u8,
    /// Whether the last one stands for a byte that was swallowed.
    pub(super) is_swallowed: bool,
}

impl Fresh {
    /// Adds a character before which all cost this much.
    pub(super) fn push(&mut self, c: char, cost: Cost) {
        if let Some(slot) = self.chars.get_mut(usize::from(self.length)) {
            *slot = (c, cost);
            self.length += 1;
        }
    }

    pub(super) fn chars(&self) -> &[(char, Cost)] {
        self.chars
            .get(..usize::from(self.length))
            .unwrap_or_default()
    }
}

/// One way to read a stretch up to a place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hypothesis {
    pub(super) state: State,
    pub(super) reader: Reader,
    /// The last character of the true text, and the one before it.
    pub(super) last: char,
    pub(super) before: char,
    /// The part of a sentence that they end.
    pub(super) clause: Clause,
    /// The end of the chain.
    pub(super) node: usize,
    /// What this step has written and is not in the chain yet.
    pub(super) fresh: Fresh,
    /// Whether it ever was out of step.
    pub(super) is_changed: bool,
    /// Which brackets are open, one bit each.
    pub(super) brackets: u8,
    /// Where it came into step last: the token, and the end of the chain there.
    pub(super) resumed: (usize, usize),
    /// Characters copied since it was last out of step.
    pub(super) copied: usize,
    /// The share of others that came to the same place at a higher cost and
    /// go on alike: their weights as a multiple of its own.
    pub(super) rivals: Cost,
}

impl Hypothesis {
    /// What it weighs beside one of the cost `best`, with all that joined it.
    pub(super) fn weight(&self, best: Cost) -> Cost {
        (best - self.reader.cost()).exp() * (1.0 + self.rivals)
    }

    /// Is past the places where it had rivals once it outweighs all others.
    fn settle(&mut self, others: &[Self]) {
        let cost = self.reader.cost();
        let weight: Cost = others.iter().map(|h| h.weight(cost)).sum();
        if weight < 1.0 + self.rivals {
            self.rivals = 0.0;
        }
    }

    /// What has to agree for two to go on alike, in one number.
    fn way(&self) -> u128 {
        let state = match self.state {
            State::Aligned => [0, 0],
            State::Pending(lead) => [1, lead],
            State::Split(lead) => [2, lead],
        };
        u128::from(self.reader.recent())
            | u128::from(u32::from(self.last)) << 64
            | u128::from(u16::from_be_bytes(state)) << 96
            | u128::from(self.is_changed) << 112
    }
}

/// One hypothesis that was given up for a cheaper one that goes on alike.
#[derive(Clone, Copy, Debug)]
pub(super) struct Joined {
    /// The end of the chain that was kept.
    pub(super) kept: usize,
    /// The end of the one that was not.
    pub(super) other: usize,
    /// What it weighed beside the one that was kept.
    pub(super) weight: Cost,
}

/// Joins weigh less than this are not noted.
const LIGHTEST: Cost = 0.01;

/// Joins hypotheses that go on alike, drops those that cost too much, and puts
/// the `kept` cheapest first. The text as it stands stays, whatever it costs.
pub(super) fn prune(beam: &mut Vec<Hypothesis>, kept: usize, joined: &mut Vec<Joined>) {
    let Some(best) = beam.iter().map(|h| h.reader.cost()).min_by(Cost::total_cmp) else {
        return;
    };
    // Most are given up: they are not moved, only what points at them is.
    let mut cheapest: Vec<(Cost, &Hypothesis)> = (beam.iter())
        .map(|h| (h.reader.cost(), h))
        .filter(|(cost, h)| *cost <= best + WINDOW || !h.is_changed)
        .collect();
    cheapest.sort_unstable_by(|(a, first), (b, second)| {
        (a.total_cmp(b)).then_with(|| first.node.cmp(&second.node))
    });
    let mut ways: Vec<(u128, &Hypothesis, Cost)> = Vec::with_capacity(kept + 1);
    let mut joins: Vec<(u128, Joined)> = Vec::new();
    for (_, h) in cheapest {
        let way = h.way();
        if let Some((_, cheaper, rivals)) = ways.iter_mut().find(|(known, _, _)| *known == way) {
            let weight = h.weight(cheaper.reader.cost());
            *rivals += weight;
            if weight > LIGHTEST {
                let (kept, other) = (cheaper.node, h.node);
                joins.push((
                    way,
                    Joined {
                        kept,
                        other,
                        weight,
                    },
                ));
            }
        } else if ways.len() < kept
            || ways.len() == kept && !h.is_changed && ways.iter().all(|(_, h, _)| h.is_changed)
        {
            ways.push((way, h, h.rivals));
        }
    }
    if ways.len() > kept {
        ways.swap_remove(kept - 1);
    }
    joins.sort_by_key(|(way, _)| *way);
    joined.extend(joins.into_iter().map(|(_, join)| join));
    *beam = (ways.into_iter())
        .map(|(_, &h, rivals)| Hypothesis { rivals, ..h })
        .collect();
    if let Some((best, others)) = beam.split_first_mut() {
        best.settle(others);
    }
}
