use super::beam::{self, Hypothesis, State, WINDOW};
use super::context::Context;
use super::doubt;
use super::language::Cost;
use super::page::Page;
use super::stretch::{SETTLED, Stretch};
use super::usual;

/// Characters of the longest stretch that is tried.
const REACH: usize = 800;
/// Three characters of which nothing vanished seldom cost more.
const NATURAL: Cost = 13.0;
/// Above this they are no reading at all.
const DOUBTFUL: Cost = 24.0;
/// How much a vanished pair may cost with the characters around it.
const DEAREST: Cost = 36.0;

/// What a broken stretch stands for.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Solution {
    /// Byte offset in the damaged text where the stretch ends.
    pub(super) end: usize,
    /// What stood there, piece by piece, the sure apart from the unsure.
    pub(super) pieces: Vec<Piece>,
    /// By how much it is cheaper than the text as it stands.
    pub(super) margin: Cost,
}

impl Solution {
    pub(super) fn is_sure_anywhere(&self) -> bool {
        self.pieces.iter().any(Piece::is_sure)
    }
}

/// What stood in a part of a stretch.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Piece {
    /// Byte offset in the damaged text where it ends.
    pub(super) end: usize,
    pub(super) text: String,
    /// Byte offsets in `text` of marks that stand for a swallowed byte.
    pub(super) swallowed: Vec<usize>,
    /// What all other readings that fit weigh beside this one, where it is least
    /// sure.
    doubt: Cost,
}

impl Piece {
    /// Whether it is sure enough to stand in the place of what was found.
    pub(super) fn is_sure(&self) -> bool {
        is_sure(self.doubt)
    }

    /// How often a reading in as much doubt is right, as counted on other pages.
    /// Were the weights the truth, it would be `1 / (1 + doubt)`; they are too
    /// sure of themselves, and know nothing of one reading in a hundred.
    pub(super) fn confidence(&self) -> f64 {
        let against = 0.01 + 1.5 * f64::from(self.doubt).powf(0.8);
        (1.0 + against).recip()
    }
}

/// In more doubt a piece is left as it is: there 3 of 100 are right, and just
/// below it 18.
const BOUND: Cost = 4.0;

fn is_sure(doubt: Cost) -> bool {
    doubt <= BOUND
}

/// How much work the stretches of one page may make together, so that a page
/// of nothing but false stretches takes linear time.
#[derive(Clone, Copy, Debug)]
pub(super) struct Budget(usize);

impl Budget {
    /// For a page of so many bytes. Where no filter spliced readings in, marks
    /// can only be cuts, which are soon found.
    pub(super) const fn new(length: usize, is_spliced: bool) -> Self {
        let (any, each) = if is_spliced { (20_000, 32) } else { (4_000, 4) };
        Self(length.saturating_mul(each).saturating_add(any))
    }
}

/// How much work one stretch may make: steps of hypotheses.
const EFFORT: usize = 200_000;
/// How many hypotheses are pushed at the cost of a step.
const PUSHED: usize = 4;
/// How many steps a search for vanished pairs counts for.
const VANISHED_STEPS: usize = 16;

/// Tries to read the stretch that begins at byte `start` of `text`, a mark or
/// a reading. `before` is the end of the true text before it. `None` where the text as it stands is the better reading.
pub(super) fn solve(
    text: &str,
    start: usize,
    before: &Context,
    page: &Page,
    budget: &mut Budget,
) -> Option<Solution> {
    let first = attempt(text, start, before, page, budget, NONE);
    let is_natural = (first.as_ref()).is_some_and(|first| first.strain <= NATURAL);
    if page.shows_vacant || is_natural {
        return first?.solution;
    }
    let second = attempt(text, start, before, page, budget, MANY);
    let fallback = first.filter(|first| first.strain <= DOUBTFUL);
    second.or(fallback)?.solution
}

/// How pairs that vanished are looked for in a stretch.
#[derive(Clone, Copy, Debug)]
struct Vanished {
    /// How many readings of the stretch are kept at any place.
    kept: usize,
    /// How many of them are tried for pairs that vanished there.
    tried: usize,
    /// How many ways are tried of the first that vanished, and of each behind it.
    ways: &'static [usize],
    /// How much dearer than the best without it a vanished pair may be.
    dearer: Cost,
}

/// Nothing vanished.
const NONE: Vanished = Vanished {
    kept: 24,
    tried: 0,
    ways: &[],
    dearer: 0.0,
};
/// Up to three in a row may have.
const MANY: Vanished = Vanished {
    kept: 48,
    tried: 12,
    ways: &[10, 2, 1],
    dearer: 9.0,
};

/// The end of a search.
#[derive(Clone, Debug)]
struct Attempt {
    solution: Option<Solution>,
    /// What the least natural three characters of the best reading cost.
    strain: Cost,
}

/// One search; `None` if it came to no end.
fn attempt(
    text: &str,
    start: usize,
    before: &Context,
    page: &Page,
    budget: &mut Budget,
    vanished: Vanished,
) -> Option<Attempt> {
    let mut effort = budget.0.min(EFFORT);
    budget.0 -= effort;
    let mut stretch = Stretch::new(text, start, before, page);
    let beam = run(&mut stretch, vanished, &mut effort);
    budget.0 += effort;
    let beam = beam?;
    let best = beam.first()?;
    Some(Attempt {
        solution: conclude(&stretch, &beam),
        strain: stretch.strain(best),
    })
}

/// Runs until the stretch is settled or its line ends: what is left; `None`
/// where the effort does not suffice.
fn run(
    stretch: &mut Stretch<'_>,
    vanished: Vanished,
    effort: &mut usize,
) -> Option<Vec<Hypothesis>> {
    for at in 0..REACH {
        let mut beam = std::mem::take(stretch.ahead.get_mut(at)?);
        // What was pushed here has to be sorted before most of it is dropped.
        *effort = effort.checked_sub(beam.len() / PUSHED)?;
        beam::prune(&mut beam, vanished.kept, &mut stretch.joined);
        if stretch.token(at).is_none() {
            // At the end of a line a lead leaves a mark, so nothing can be
            // pending.
            beam.retain(|h| h.state == State::Aligned);
            let stops = (stretch.is_prose).then(|| stretch.page.share_of_stops());
            for hypothesis in &mut beam {
                hypothesis.reader.finish(stops);
            }
            beam::prune(&mut beam, vanished.kept, &mut stretch.joined);
            return Some(beam);
        }
        if is_settled(stretch, at, &beam) {
            return Some(beam);
        }
        *effort = effort.checked_sub(beam.len())?;
        for hypothesis in &beam {
            match hypothesis.state {
                State::Aligned => stretch.step_aligned(at, hypothesis),
                State::Pending(lead) | State::Split(lead) => {
                    stretch.step_pending(at, hypothesis, lead);
                }
            }
        }
        if vanished.tried > 0 {
            let best = beam.first().map_or(0.0, |h| h.reader.cost());
            let limit = (stretch.cheapest(at + 1) + vanished.dearer).min(best + DEAREST);
            let pending = beam.iter().filter(|h| h.state != State::Aligned);
            for hypothesis in pending.take(vanished.tried) {
                if let State::Pending(lead) | State::Split(lead) = hypothesis.state {
                    *effort = effort.checked_sub(VANISHED_STEPS)?;
                    let candidates = usual::with_lead_before_vacant(lead);
                    stretch.step_vanished(at, hypothesis, candidates, None, limit, vanished.ways);
                }
            }
        }
    }
    None
}

/// Whether all that is left has been in step for a while, and nothing that
/// is further ahead can still join.
fn is_settled(stretch: &Stretch<'_>, at: usize, beam: &[Hypothesis]) -> bool {
    !beam.is_empty()
        && beam
            .iter()
            .all(|h| h.state == State::Aligned && h.copied >= SETTLED)
        && stretch.ahead.iter().skip(at + 1).all(Vec::is_empty)
}

fn conclude(stretch: &Stretch<'_>, beam: &[Hypothesis]) -> Option<Solution> {
    let (best, others) = beam.split_first().filter(|(best, _)| best.is_changed)?;
    let margin = others
        .iter()
        .find(|h| !h.is_changed)
        .map_or(WINDOW, |h| h.reader.cost() - best.reader.cost());
    let (resumed, node) = best.resumed;
    let chain = stretch.chain(best.node);
    let doubts = doubt::doubts(stretch, &chain, best, others);
    let written = chain.partition_point(|&at| at <= node);
    Some(Solution {
        end: stretch.offset(resumed),
        pieces: pieces(stretch, &chain[..written], &doubts, resumed),
        margin,
    })
}

/// What the steps of a chain wrote, the sure apart from the unsure.
fn pieces(stretch: &Stretch<'_>, chain: &[usize], doubts: &[Cost], resumed: usize) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let steps = (chain.iter().filter_map(|&at| stretch.nodes.get(at)))
        .zip(doubts)
        .collect::<Vec<_>>();
    for step in steps.chunk_by(|(a, _), (b, _)| a.to == b.to) {
        let doubt = step.iter().map(|&(_, &doubt)| doubt).fold(0.0, Cost::max);
        if pieces
            .last()
            .is_none_or(|last| last.is_sure() != is_sure(doubt))
        {
            pieces.push(Piece::default());
        }
        let Some(piece) = pieces.last_mut() else {
            continue;
        };
        piece.doubt = piece.doubt.max(doubt);
        for (node, _) in step {
            if node.is_swallowed {
                piece.swallowed.push(piece.text.len());
            }
            piece.text.push(node.written);
            piece.end = stretch.offset(node.to);
        }
    }
    // Readings behind the last character belong to it.
    if let Some(last) = pieces.last_mut() {
        last.end = stretch.offset(resumed);
    }
    pieces
}
