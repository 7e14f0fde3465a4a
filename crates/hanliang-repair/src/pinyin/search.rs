use std::sync::LazyLock;

use super::character;
use super::gbk::{self, Pair};
use super::language::{self, Cost, Reader};
use super::reading::Gloss;

/// How many readings of a stretch are kept at any place.
const BEAM: usize = 48;
/// Readings that cost this much more than the best are dropped.
const WINDOW: Cost = 16.0;
/// Characters in step that a stretch needs after it before it is settled.
const SETTLED: usize = 4;
/// Characters of the longest stretch that is tried.
const REACH: usize = 600;

/// What a broken stretch stands for.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Solution {
    /// Byte offset in the damaged text where the stretch ends.
    pub(super) end: usize,
    /// What stood there.
    pub(super) text: String,
    /// Whether a byte of ASCII was swallowed, at which offsets of `text` a
    /// mark was left for it.
    pub(super) swallowed: Vec<usize>,
    /// The share of this reading among all that fit.
    pub(super) confidence: f64,
}

/// What the search needs to know of the page.
#[derive(Clone, Debug)]
pub(super) struct Page {
    /// Whether full-width ASCII was normalised.
    pub(super) normalised: bool,
}

/// One character of the damaged text.
#[derive(Clone, Copy, Debug)]
struct Token {
    c: char,
    start: usize,
}

/// Where a hypothesis stands in the true bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum State {
    /// Between characters, as is the damaged text. Counts characters since.
    Aligned(u8),
    /// The lead byte was read, its trail comes next.
    Pending(u8),
}

/// What one step wrote; the chain of steps is the text of a hypothesis.
#[derive(Clone, Copy, Debug)]
struct Node {
    written: char,
    /// Whether it stands for a byte that was swallowed.
    swallowed: bool,
    previous: usize,
}

#[derive(Clone, Copy, Debug)]
struct Hypothesis {
    state: State,
    reader: Reader,
    /// The last character of the true text.
    last: char,
    /// The one before it.
    before: char,
    node: usize,
    /// Whether it ever was out of step.
    changed: bool,
}

struct Search<'t> {
    text: &'t str,
    page: &'t Page,
    tokens: Vec<Token>,
    /// Byte offset after the last token.
    end: usize,
    nodes: Vec<Node>,
    /// Hypotheses by token index.
    ahead: Vec<Vec<Hypothesis>>,
}

const ROOT: usize = usize::MAX;

/// Marks that decoders put for bytes they cannot read.
pub(super) const fn is_mark(c: char) -> bool {
    matches!(c, '?' | '\u{FFFD}')
}

/// Bytes of the punctuation that sites were cut at, most frequent first.
const CUTS: [Pair; 6] = [
    [0xA3, 0xBB],
    [0xA3, 0xA1],
    [0xA3, 0xBF],
    [0xA1, 0xA3],
    [0xA3, 0xAC],
    [0xA1, 0xA2],
];

/// Whether a character, at either width, is the punctuation of a cut.
fn shows_cut(c: char, cut: Pair) -> bool {
    gbk::pair_of(c) == Some(cut) || (c.is_ascii() && full_width(c) == Some(cut))
}

/// The pair of full-width ASCII that is normalised to `c`.
fn full_width(c: char) -> Option<Pair> {
    match u8::try_from(u32::from(c)) {
        Ok(byte @ 0x21..=0x7E) => Some([0xA3, byte + 0x80]),
        Ok(b' ') => Some([0xA1, 0xA1]),
        _ => None,
    }
}

/// For each byte the pairs that have it as lead, and as trail, the most usual
/// first.
struct Usual {
    by_lead: Vec<Vec<Pair>>,
    by_trail: Vec<Vec<Pair>>,
}

const USUAL: usize = 40;

static USUAL_PAIRS: LazyLock<Usual> = LazyLock::new(|| {
    let pairs = |of: &dyn Fn(u8) -> Pair| {
        let mut found: Vec<(Cost, Pair)> = (0x40..=0xFE)
            .map(of)
            .filter(|&pair| !gbk::is_vacant(pair))
            .filter_map(|pair| Some((language::character_cost(gbk::char_of(pair)?), pair)))
            .collect();
        found.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        found.truncate(USUAL);
        found.into_iter().map(|(_, pair)| pair).collect::<Vec<_>>()
    };
    Usual {
        by_lead: (0..=0xFF_u8)
            .map(|lead| pairs(&|trail| [lead, trail]))
            .collect(),
        by_trail: (0..=0xFF_u8)
            .map(|trail| pairs(&|lead| [lead, trail]))
            .collect(),
    }
});

fn usual_by_lead(lead: u8) -> &'static [Pair] {
    USUAL_PAIRS
        .by_lead
        .get(usize::from(lead))
        .map_or(&[], Vec::as_slice)
}

fn usual_by_trail(trail: u8) -> &'static [Pair] {
    USUAL_PAIRS
        .by_trail
        .get(usize::from(trail))
        .map_or(&[], Vec::as_slice)
}

/// Tries to read the stretch that begins at byte `start` of `text`, a mark or
/// a reading. `before` is the true text before it, up to three characters.
/// `None` where the text as it stands is the better reading.
pub(super) fn solve(text: &str, start: usize, before: &[char], page: &Page) -> Option<Solution> {
    let rest = text.get(start..)?;
    let tokens: Vec<Token> = rest
        .char_indices()
        .take_while(|&(_, c)| c != '\n')
        .take(REACH)
        .map(|(offset, c)| Token {
            c,
            start: start + offset,
        })
        .collect();
    let last = tokens.last()?;
    let mut search = Search {
        text,
        page,
        end: last.start + last.c.len_utf8(),
        ahead: vec![Vec::new(); tokens.len() + 1],
        tokens,
        nodes: Vec::new(),
    };
    let mut reader = Reader::default();
    for &c in before {
        reader.read(c);
    }
    search.ahead.first_mut()?.push(Hypothesis {
        state: State::Aligned(0),
        reader,
        last: before.last().copied().unwrap_or('\n'),
        before: before.iter().rev().nth(1).copied().unwrap_or('\n'),
        node: ROOT,
        changed: false,
    });
    search.run()
}

impl Search<'_> {
    fn run(mut self) -> Option<Solution> {
        let mut at = 0;
        loop {
            let mut beam = std::mem::take(self.ahead.get_mut(at)?);
            prune(&mut beam);
            if at == self.tokens.len() || self.is_settled(at, &beam) {
                // At the end of a line a lead is an orphan that leaves a mark,
                // so nothing can be pending.
                beam.retain(|h| matches!(h.state, State::Aligned(_)));
                return self.conclude(at, &beam);
            }
            for hypothesis in beam {
                match hypothesis.state {
                    State::Aligned(_) => self.step_aligned(at, &hypothesis),
                    State::Pending(lead) => self.step_pending(at, &hypothesis, lead),
                }
            }
            at += 1;
        }
    }

    /// Whether all that is left has been in step for a while, and nothing that
    /// is further ahead can still join.
    fn is_settled(&self, at: usize, beam: &[Hypothesis]) -> bool {
        let settled = u8::try_from(SETTLED).unwrap_or(u8::MAX);
        !beam.is_empty()
            && beam
                .iter()
                .all(|h| matches!(h.state, State::Aligned(count) if count >= settled))
            && self.ahead.iter().skip(at + 1).take(12).all(Vec::is_empty)
    }

    fn conclude(&self, at: usize, beam: &[Hypothesis]) -> Option<Solution> {
        let best = beam.first()?;
        if !best.changed {
            return None;
        }
        let (text, swallowed) = self.written(best);
        let (mut same, mut all) = (0.0_f64, 0.0_f64);
        for other in beam {
            let weight = f64::from(best.reader.cost() - other.reader.cost()).exp();
            all += weight;
            if self.written(other).0 == text {
                same += weight;
            }
        }
        Some(Solution {
            end: self.tokens.get(at).map_or(self.end, |token| token.start),
            text,
            swallowed,
            confidence: same / all,
        })
    }

    /// All that a hypothesis wrote, and where it left marks for bytes that
    /// were swallowed.
    fn written(&self, hypothesis: &Hypothesis) -> (String, Vec<usize>) {
        let mut chain = Vec::new();
        let mut at = hypothesis.node;
        while let Some(node) = self.nodes.get(at) {
            chain.push(*node);
            at = node.previous;
        }
        let mut text = String::new();
        let mut swallowed = Vec::new();
        for node in chain.iter().rev() {
            if node.swallowed {
                swallowed.push(text.len());
            }
            text.push(node.written);
        }
        (text, swallowed)
    }

    fn write(&mut self, hypothesis: &mut Hypothesis, c: char) {
        self.write_node(hypothesis, c, false);
    }

    fn write_node(&mut self, hypothesis: &mut Hypothesis, c: char, swallowed: bool) {
        self.nodes.push(Node {
            written: c,
            swallowed,
            previous: hypothesis.node,
        });
        hypothesis.node = self.nodes.len() - 1;
        hypothesis.before = hypothesis.last;
        hypothesis.last = c;
        hypothesis.reader.read(c);
    }

    fn push(&mut self, at: usize, mut hypothesis: Hypothesis, state: State) {
        hypothesis.state = state;
        hypothesis.changed |= matches!(state, State::Pending(_));
        if let Some(beam) = self.ahead.get_mut(at) {
            beam.push(hypothesis);
        }
    }

    fn token(&self, at: usize) -> Option<char> {
        self.tokens.get(at).map(|token| token.c)
    }

    /// The reading whose first letter is token `at`, and the token after it.
    fn gloss(&self, at: usize) -> Option<(Gloss, usize)> {
        let token = self.tokens.get(at)?;
        if !token.c.is_ascii_lowercase() && token.c.is_ascii() {
            return None;
        }
        let gloss = Gloss::at(self.text, token.start)?;
        let after = self.tokens.partition_point(|token| token.start < gloss.end);
        Some((gloss, after))
    }

    /// The bytes that the character before the place can end with.
    fn trails(&self, last: char) -> [Option<u8>; 2] {
        match gbk::pair_of(last) {
            Some(pair) => [Some(pair[1]), None],
            None => [full_width(last).map(|pair| pair[1]), None],
        }
    }

    fn step_aligned(&mut self, at: usize, from: &Hypothesis) {
        let Some(c) = self.token(at) else {
            return;
        };
        let count = match from.state {
            State::Aligned(count) => count,
            State::Pending(_) => 0,
        };
        // As it stands.
        let mut copy = *from;
        self.write(&mut copy, c);
        if is_mark(c) {
            copy.reader.charge(2.0);
        }
        self.push(at + 1, copy, State::Aligned(count.saturating_add(1)));

        if c == '('
            && let Some((gloss, after)) = self.gloss(at + 1)
            && self.explains(from, gloss)
        {
            self.push(after, *from, State::Aligned(0));
        }
        let (letters, dropped) = if is_mark(c) {
            let open = self.token(at + 1) == Some('(');
            (at + 1 + usize::from(open), false)
        } else {
            (at, true)
        };
        if let Some((gloss, after)) = self.gloss(letters) {
            for trail in self.trails(from.last).into_iter().flatten() {
                for lead in 0x81..=0xFE_u8 {
                    let key = [trail, lead];
                    if !character::is_key_read(key, gloss.reading) {
                        continue;
                    }
                    let mut next = *from;
                    next.reader.charge(reading_cost(key, gloss, dropped));
                    self.push(after, next, State::Pending(lead));
                }
            }
        }
        if is_mark(c) {
            self.step_cut(at, from);
        }
    }

    /// The mark stands for a lead byte whose trail was taken for the first
    /// byte of the punctuation of a cut.
    fn step_cut(&mut self, at: usize, from: &Hypothesis) {
        let next_char = self.token(at + 1);
        for cut in CUTS {
            let shown = next_char.is_some_and(|c| shows_cut(c, cut));
            let penalty = if shown { 1.0 } else { 5.0 };
            for &pair in usual_by_trail(cut[0]) {
                let Some(c) = gbk::char_of(pair) else {
                    continue;
                };
                let mut next = *from;
                self.write(&mut next, c);
                next.reader.charge(penalty);
                self.push(at + 1 + usize::from(shown), next, State::Pending(cut[1]));
            }
        }
    }

    /// Whether the character before the place, or the trail of the one before
    /// and an ASCII letter, is a key with this reading.
    fn explains(&self, from: &Hypothesis, gloss: Gloss) -> bool {
        if let Some(pair) = gbk::pair_of(from.last) {
            return character::is_key_read(pair, gloss.reading);
        }
        let (Some(before), Ok(letter)) = (
            gbk::pair_of(from.before),
            u8::try_from(u32::from(from.last)),
        ) else {
            return false;
        };
        character::is_key_read([before[1], letter], gloss.reading)
    }

    fn step_pending(&mut self, at: usize, from: &Hypothesis, lead: u8) {
        let Some(c) = self.token(at) else {
            return;
        };
        if let Some([hi, lo]) = gbk::pair_of(c) {
            self.close(at + 1, from, [lead, hi], lo, 0.0);
        }
        if c.is_ascii()
            && self.page.normalised
            && let Some([hi, lo]) = full_width(c)
        {
            self.close(at + 1, from, [lead, hi], lo, 1.0);
        }
        if let Ok(byte @ 0x40..=0x7E) = u8::try_from(u32::from(c)) {
            self.finish(at + 1, from, [lead, byte], 0.0);
        }
        if c == '€' {
            self.finish(at + 1, from, [lead, 0x80], 0.0);
        }
        if c == '('
            && let Some((gloss, after)) = self.gloss(at + 1)
            && let Some([_, hi]) = gbk::pair_of(from.last)
            && character::is_key_read([hi, lead], gloss.reading)
        {
            self.push(after, *from, State::Pending(lead));
        }
        let (letters, dropped) = if is_mark(c) {
            let open = self.token(at + 1) == Some('(');
            (at + 1 + usize::from(open), false)
        } else {
            (at, true)
        };
        if let Some((gloss, after)) = self.gloss(letters) {
            for trail in 0x81..=0xFE_u8 {
                let key = [lead, trail];
                if character::is_key_read(key, gloss.reading) {
                    self.finish(after, from, key, reading_cost(key, gloss, dropped));
                }
            }
        }
        if is_mark(c) {
            self.step_orphan(at, from, lead);
        }
    }

    /// The mark stands for a trail that was taken for a lead: before the
    /// punctuation of a cut, before a byte of ASCII that went with it, or at
    /// the end of the line.
    fn step_orphan(&mut self, at: usize, from: &Hypothesis, lead: u8) {
        let next_char = self.token(at + 1);
        let cut = next_char.is_none_or(|c| CUTS.iter().any(|&cut| shows_cut(c, cut)));
        for &pair in usual_by_lead(lead) {
            if pair[1] < 0x81 {
                continue;
            }
            let Some(c) = gbk::char_of(pair) else {
                continue;
            };
            let mut next = *from;
            self.write(&mut next, c);
            if cut {
                let mut next = next;
                next.reader.charge(1.0);
                self.push(at + 1, next, State::Aligned(0));
            }
            self.write_node(&mut next, self.token(at).unwrap_or('?'), true);
            next.reader.charge(2.0);
            self.push(at + 1, next, State::Aligned(0));
        }
    }

    /// Writes the character of `pair`, whose trail was taken for a lead; `lo`
    /// is the byte after it.
    fn close(&mut self, at: usize, from: &Hypothesis, pair: Pair, lo: u8, penalty: Cost) {
        let Some(c) = readable(pair) else {
            return;
        };
        let mut next = *from;
        self.write(&mut next, c);
        next.reader.charge(penalty);
        match lo {
            0x40..=0x7E => {
                self.write(&mut next, char::from(lo));
                self.push(at, next, State::Aligned(0));
            }
            lead if gbk::is_lead(lead) => self.push(at, next, State::Pending(lead)),
            _ => {}
        }
    }

    /// Writes the character of `pair`; the text is in step again.
    fn finish(&mut self, at: usize, from: &Hypothesis, pair: Pair, penalty: Cost) {
        let Some(c) = readable(pair) else {
            return;
        };
        let mut next = *from;
        self.write(&mut next, c);
        next.reader.charge(penalty);
        self.push(at, next, State::Aligned(0));
    }
}

fn readable(pair: Pair) -> Option<char> {
    gbk::char_of(pair)
}

fn reading_cost(key: Pair, gloss: Gloss, dropped: bool) -> Cost {
    let first = if character::is_first_reading(key, gloss.reading) {
        0.0
    } else {
        3.0
    };
    first + if dropped { 3.0 } else { 0.0 }
}

/// Keeps the best of those that go on in the same way, and of all the best.
fn prune(beam: &mut Vec<Hypothesis>) {
    beam.sort_by(|a, b| {
        (a.reader.cost().total_cmp(&b.reader.cost())).then_with(|| a.node.cmp(&b.node))
    });
    let Some(best) = beam.first().map(|h| h.reader.cost()) else {
        return;
    };
    beam.retain(|h| h.reader.cost() <= best + WINDOW);
    beam.truncate(BEAM);
}
