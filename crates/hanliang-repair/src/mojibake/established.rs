//! The mistakes that a page is known to have, and what is written where one is.

use core::cmp::Ordering;

use hanliang_span::Span;

use super::chain::{Chain, likeliest};
use super::path::Weights;
use super::stretch::Stretch;
use super::{CERTAIN, Known, likelier, sample, suspicion};

/// The gain from which a stretch is repaired where the page has other stretches
/// with the same mistake.
const ESTABLISHED: f32 = 10.0;
/// How many stretches a page must have to be sure by all of them.
const LINES: usize = 3;
/// The odds from which a line that may be pairs is worth a word.
pub(super) const LIKELY: f32 = 7.0;
/// The odds from which it is written, with those that any line of the page has.
const TOLD: f32 = 6.0;
/// The odds from which a part of a line is written: of a line there are many.
const PART: f32 = 10.0;
/// The shares of lines with the mistake that a page may have.
const SHARES: [f32; 7] = [0.02, 0.1, 0.3, 0.6, 0.9, 0.98, 0.995];
/// What it costs to choose one of them.
const CHOICE: f32 = 2.0;
/// No line tells more.
const MOST: f32 = 40.0;

/// The mistakes that a page is known to have.
#[derive(Debug, Default)]
pub(super) struct Established {
    chains: Vec<Chain>,
    /// Where pairs were read with the other table of pairs, the odds that a line
    /// has that, whatever it says.
    prior: f32,
}

impl Established {
    /// Those of a page, and its stretches with those of the lines that are too
    /// short to be suspect by themselves.
    pub(super) fn of(
        text: &str,
        windows: &[Span],
        stretches: Vec<Stretch>,
        known: &mut Known,
    ) -> (Self, Vec<Stretch>) {
        let mut chains: Vec<Chain> = Vec::new();
        for stretch in stretches.iter().filter(|stretch| stretch.is_sure()) {
            for chain in variants(&stretch.chain) {
                if !chains.contains(&chain) {
                    chains.push(chain);
                }
            }
        }
        if chains.is_empty()
            && let Some(chain) = together(text, windows, &stretches, known)
        {
            chains = variants(&chain);
        }
        let stretches = with_short_lines(text, windows, stretches, &chains, known);
        let is_asked = stretches.iter().any(Stretch::is_between_ideographs);
        let prior = if is_asked {
            Lines::new(text, windows, &stretches).share().1
        } else {
            0.0
        };
        (Self { chains, prior }, stretches)
    }

    /// Whether a stretch is sure enough to be written.
    pub(super) fn writes(&self, stretch: &Stretch) -> bool {
        let is_likely = stretch.sound
            && match stretch.odds.filter(|_| stretch.is_between_ideographs()) {
                Some(odds) if stretch.is_whole => odds + self.prior >= TOLD,
                Some(odds) => odds >= PART,
                None => stretch.gain >= ESTABLISHED,
            };
        stretch.is_sure() || self.chains.contains(&stretch.chain) && is_likely
    }

    /// The probability that a stretch is right, the prior of damage taken off.
    pub(super) fn confidence(&self, stretch: &Stretch) -> f64 {
        let is_known = self.chains.contains(&stretch.chain);
        let by_words = stretch.gain - if is_known { 6.0 } else { 34.0 };
        let by_odds = stretch
            .odds
            .filter(|_| stretch.is_whole)
            .map_or(0.0, |odds| odds + if is_known { self.prior } else { -9.0 });
        1.0 - f64::from(-by_words.max(by_odds).clamp(1.0, 30.0)).exp()
    }
}

/// What the lines of a page tell of a mistake.
struct Lines(Vec<Option<f32>>);

impl Lines {
    /// The odds of each line beyond ASCII; `None` of those that stand as they are.
    fn new(text: &str, windows: &[Span], stretches: &[Stretch]) -> Self {
        let mut stretches = stretches.iter().peekable();
        let lines = windows.iter().filter_map(|window| {
            let mut odds = None;
            let mut is_lost = false;
            while let Some(stretch) = stretches.next_if(|s| s.span.start < window.end) {
                if stretch.is_between_ideographs() {
                    let whole = stretch.odds.filter(|_| stretch.is_whole);
                    let found = whole.or_else(|| stretch.is_sure().then_some(MOST));
                    odds = odds.into_iter().chain(found).reduce(f32::max);
                    is_lost |= found.is_none();
                }
            }
            let content = window.of(text).unwrap_or_default();
            let is_silent = content.is_ascii() || is_lost && odds.is_none();
            (!is_silent).then_some(odds)
        });
        Self(lines.collect())
    }

    /// How much likelier it is that the page has the mistake, and the odds that one
    /// of its lines has it if it does.
    fn share(&self) -> (f32, f32) {
        let total = |share: f32| -> f32 {
            let each = self.0.iter().map(|odds| match odds {
                Some(odds) => (1.0 - share + share * odds.min(MOST).exp()).ln(),
                None => (1.0 - share).ln(),
            });
            each.sum()
        };
        let shares = SHARES.map(|share| (total(share) - CHOICE, (share / (1.0 - share)).ln()));
        shares
            .into_iter()
            .max_by(|a, b| a.0.total_cmp(&b.0))
            .unwrap_or_default()
    }
}

/// The mistake that a page has throughout, where no line is long enough to be
/// sure by itself: all lines together gain what chance does not, and hardly an
/// odd character is left that it does not explain.
fn together(
    text: &str,
    windows: &[Span],
    stretches: &[Stretch],
    known: &mut Known,
) -> Option<Chain> {
    let lines = stretches.iter().filter(|s| s.is_whole_by(LIKELY));
    let line = lines.max_by(|a, b| a.odds.partial_cmp(&b.odds).unwrap_or(Ordering::Equal));
    let best = stretches.iter().max_by(|a, b| a.gain.total_cmp(&b.gain));
    let chain = match line.or(best) {
        Some(best) => best.chain.clone(),
        None => likeliest(sample(text), 1).1,
    };
    let [(mistake, _)] = chain.as_slice() else {
        return None;
    };
    let all = with_short_lines(text, windows, Vec::new(), &variants(&chain), known);
    if mistake.is_between_ideographs() {
        let odds = Lines::new(text, windows, &all).share().0;
        return (odds >= CERTAIN).then_some(chain);
    }
    let explained: usize = all
        .iter()
        .filter_map(|stretch| stretch.span.of(text))
        .map(suspicion::count_odd)
        .sum();
    let odd = suspicion::count_odd(text);
    (all.len() >= LINES && Stretch::are_sure(&all) && (odd - explained) * 8 <= odd).then_some(chain)
}

/// A chain, and the same chain where it could go through the whole of a line.
pub(super) fn variants(chain: &Chain) -> Vec<Chain> {
    let mut all = vec![chain.clone()];
    if let [(mistake, _)] = chain.as_slice()
        && mistake.is_between_ideographs()
    {
        all = vec![
            vec![(*mistake, Weights::ByCharacter)],
            vec![(*mistake, Weights::Throughout)],
        ];
    }
    all
}

/// The stretches, and those of the lines that are too short to be suspect by
/// themselves, under the mistakes that the page is known to have.
fn with_short_lines(
    text: &str,
    windows: &[Span],
    stretches: Vec<Stretch>,
    established: &[Chain],
    known: &mut Known,
) -> Vec<Stretch> {
    if established.is_empty() {
        return stretches;
    }
    let mut all = Vec::new();
    let mut stretches = stretches.into_iter().peekable();
    for &window in windows {
        let before = all.len();
        while let Some(stretch) = stretches.next_if(|s| s.span.start < window.end) {
            all.push(stretch);
        }
        let content = window.of(text).unwrap_or_default();
        let found = all.get(before..).unwrap_or_default();
        let may_be_short = suspicion::has_odd(content) || suspicion::may_be_shown_by_big5(content);
        if may_be_short && !found.iter().any(Stretch::is_sure) {
            let short = likelier(established.iter(), content, window.start, known);
            if found.is_empty() || short.iter().any(|line| line.is_whole_by(0.0)) {
                all.truncate(before);
                all.extend(short);
            }
        }
    }
    all
}
