use super::beam::{self, Hypothesis, Node, ROOT, State, WINDOW};
use super::character;
use super::gbk::{self, Pair};
use super::language::{Cost, Reader};
use super::page::Page;
use super::reading::Gloss;
use super::usual::{self, Usual};

/// Characters in step that a stretch needs after it before it is settled.
const SETTLED: usize = 4;
/// Characters of the longest stretch that is tried.
const REACH: usize = 800;

/// What a pair that vanished costs, above the characters it was part of.
const VANISHED: Cost = 1.0;
/// Three characters of which nothing vanished seldom cost more.
const NATURAL: Cost = 16.0;
/// Above this they are no reading at all.
const DOUBTFUL: Cost = 24.0;
/// How many hypotheses are tried for pairs that vanished.
const TRIED: usize = 10;
/// How much dearer than the best without it a vanished pair may be.
const DEARER: Cost = 12.0;
/// The most that a character saves by joining a word.
const JOINING: Cost = 9.5;
/// What a reading that is not the first one costs.
const LATER_READING: Cost = 3.0;
/// What it costs that a mark, or the punctuation of a cut, is not shown.
const NOT_SHOWN: Cost = 4.0;
/// What a swallowed byte costs.
const SWALLOWED: Cost = 4.0;
/// What it costs that a key of the page stands without its reading.
const UNANNOTATED: Cost = 6.0;
/// What full-width letters, digits and signs cost other than punctuation.
const RARE_WIDTH: Cost = 4.0;
/// What a quotation mark costs that opens twice or closes what is not open.
const UNBALANCED: Cost = 4.0;
/// Least weight of neighbours that the page has elsewhere.
const SEEN: Cost = 2.5;

/// What a broken stretch stands for.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Solution {
    /// Byte offset in the damaged text where the stretch ends.
    pub(super) end: usize,
    /// What stood there.
    pub(super) text: String,
    /// Byte offsets in `text` of marks that stand for a swallowed byte.
    pub(super) swallowed: Vec<usize>,
    /// The share of this reading among all that fit, from 0 to 1.
    pub(super) confidence: f64,
    /// By how much it is cheaper than the text as it stands.
    pub(super) margin: Cost,
}

/// How much work the stretches of one page may make together, so that a page
/// of nothing but false stretches takes linear time.
#[derive(Clone, Copy, Debug)]
pub(super) struct Budget(usize);

impl Budget {
    /// For a page of so many bytes.
    pub(super) const fn new(length: usize) -> Self {
        Self(2_000_000_usize.saturating_add(length.saturating_mul(20)))
    }
}

/// How much work one stretch may make, in characters written.
const EFFORT: usize = 1_000_000;

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
    gbk::pair_of(c) == Some(cut) || gbk::full_width(c) == Some(cut)
}

/// Whether a character is the punctuation of any cut.
pub(super) fn shows_any_cut(c: char) -> bool {
    CUTS.iter().any(|&cut| shows_cut(c, cut))
}

/// One character of the damaged text.
#[derive(Clone, Copy, Debug)]
struct Token {
    c: char,
    start: usize,
}

struct Search<'t> {
    text: &'t str,
    page: &'t Page,
    vanished: Vanished,
    /// What the text before the stretch costs.
    base: Cost,
    tokens: Vec<Token>,
    /// Byte offset after the last token.
    end: usize,
    nodes: Vec<Node>,
    /// Hypotheses by token index, from the present one on.
    ahead: Vec<Vec<Hypothesis>>,
}

/// Tries to read the stretch that begins at byte `start` of `text`, a mark or
/// a reading. `before` is the true text before it, up to three characters.
/// `None` where the text as it stands is the better reading.
pub(super) fn solve(
    text: &str,
    start: usize,
    before: &[char],
    page: &Page,
    budget: &mut Budget,
) -> Option<Solution> {
    let first = attempt(text, start, before, page, budget, Vanished::Never);
    let is_natural = (first.as_ref()).is_some_and(|first| first.strain <= NATURAL);
    if page.shows_vacant || is_natural {
        return first?.solution;
    }
    let second = attempt(text, start, before, page, budget, Vanished::Tried);
    let fallback = first.filter(|first| first.strain <= DOUBTFUL);
    second.or(fallback)?.solution
}

/// Whether pairs may have vanished from the stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Vanished {
    Never,
    Tried,
}

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
    before: &[char],
    page: &Page,
    budget: &mut Budget,
    vanished: Vanished,
) -> Option<Attempt> {
    if budget.0 == 0 {
        return None;
    }
    let mut reader = Reader::default();
    for &c in before {
        reader.read(c);
    }
    let mut search = Search {
        text,
        page,
        vanished,
        base: reader.cost(),
        end: start,
        ahead: Vec::new(),
        tokens: Vec::new(),
        nodes: Vec::new(),
    };
    search.ahead.push(vec![Hypothesis {
        state: State::Aligned,
        reader,
        last: before.last().copied().unwrap_or('\n'),
        before: before.iter().rev().nth(1).copied().unwrap_or('\n'),
        node: ROOT,
        is_changed: false,
        brackets: open_brackets(text, start),
        resumed: (0, ROOT),
        copied: 0,
        rivals: 0.0,
    }]);
    let end = search.run();
    budget.0 = budget.0.saturating_sub(search.nodes.len());
    let beam = end?;
    let best = beam.first()?;
    Some(Attempt {
        solution: search.conclude(&beam),
        strain: search.strain(best),
    })
}

impl Search<'_> {
    /// Runs until the stretch is settled or its line ends: what is left.
    fn run(&mut self) -> Option<Vec<Hypothesis>> {
        for at in 0..REACH {
            if self.nodes.len() > EFFORT {
                return None;
            }
            let mut beam = std::mem::take(self.ahead.get_mut(at)?);
            beam::prune(&mut beam);
            if self.token(at).is_none() {
                // At the end of a line a lead leaves a mark, so nothing can be
                // pending.
                beam.retain(|h| h.state == State::Aligned);
                for hypothesis in &mut beam {
                    hypothesis.reader.finish();
                }
                beam::prune(&mut beam);
                return Some(beam);
            }
            if self.is_settled(at, &beam) {
                return Some(beam);
            }
            for hypothesis in &beam {
                match hypothesis.state {
                    State::Aligned => self.step_aligned(at, hypothesis),
                    State::Pending(lead) => self.step_pending(at, hypothesis, lead),
                }
            }
            if self.vanished == Vanished::Tried {
                let limit = self.cheapest(at + 1) + DEARER;
                let pending = beam.iter().filter(|h| h.state != State::Aligned);
                for hypothesis in pending.take(TRIED) {
                    if let State::Pending(lead) = hypothesis.state {
                        let candidates = usual::with_lead(lead);
                        self.step_vanished(at, hypothesis, candidates, None, limit, 0);
                    }
                }
            }
        }
        None
    }

    /// Whether all that is left has been in step for a while, and nothing that
    /// is further ahead can still join.
    fn is_settled(&self, at: usize, beam: &[Hypothesis]) -> bool {
        !beam.is_empty()
            && beam
                .iter()
                .all(|h| h.state == State::Aligned && h.copied >= SETTLED)
            && self.ahead.iter().skip(at + 1).all(Vec::is_empty)
    }

    fn conclude(&self, beam: &[Hypothesis]) -> Option<Solution> {
        let best = beam.first().filter(|best| best.is_changed)?;
        let cost = best.reader.cost();
        let all: Cost = beam
            .iter()
            .map(|h| (cost - h.reader.cost()).exp() * (1.0 + h.rivals))
            .sum();
        let margin = beam
            .iter()
            .find(|h| !h.is_changed)
            .map_or(WINDOW, |h| h.reader.cost() - cost);
        let (resumed, node) = best.resumed;
        let (text, swallowed) = self.written(node);
        Some(Solution {
            end: self
                .tokens
                .get(resumed)
                .map_or(self.end, |token| token.start),
            text,
            swallowed,
            confidence: f64::from(all.recip()),
            margin,
        })
    }

    /// What the least natural three characters of a hypothesis cost, of those
    /// that end before the characters it copied last.
    fn strain(&self, hypothesis: &Hypothesis) -> Cost {
        let mut costs = Vec::new();
        let mut at = hypothesis.node;
        while let Some(node) = self.nodes.get(at) {
            costs.push(node.cost);
            at = node.previous;
        }
        costs.push(self.base);
        let Some(restored) = costs.get(hypothesis.copied.saturating_sub(1).min(SETTLED - 2)..)
        else {
            return 0.0;
        };
        let widest = 3.min(restored.len().saturating_sub(1));
        restored
            .windows(widest + 1)
            .filter_map(|window| Some(window.first()? - window.last()?))
            .fold(0.0, Cost::max)
    }

    /// All that was written up to a node, and where marks were left for bytes
    /// that were swallowed.
    fn written(&self, mut at: usize) -> (String, Vec<usize>) {
        let mut chain = Vec::new();
        while let Some(node) = self.nodes.get(at) {
            chain.push(*node);
            at = node.previous;
        }
        let mut text = String::new();
        let mut swallowed = Vec::new();
        for node in chain.iter().rev() {
            if node.is_swallowed {
                swallowed.push(text.len());
            }
            text.push(node.written);
        }
        (text, swallowed)
    }

    /// The token at an index, read from the text when it is first asked for.
    /// A line end is none.
    fn token(&mut self, at: usize) -> Option<char> {
        while self.tokens.len() <= at {
            let c = self.text.get(self.end..)?.chars().next()?;
            if matches!(c, '\n' | '\r') {
                return None;
            }
            self.tokens.push(Token { c, start: self.end });
            self.end += c.len_utf8();
        }
        self.tokens.get(at).map(|token| token.c)
    }

    /// The reading whose first letter is token `at`, and the token after it.
    fn gloss(&mut self, at: usize) -> Option<(Gloss, usize)> {
        let c = self.token(at)?;
        if c.is_ascii() && !c.is_ascii_lowercase() || character::is_ideograph(c) {
            return None;
        }
        let start = self.tokens.get(at)?.start;
        let gloss = Gloss::at(self.text, start)?;
        let mut after = at;
        while self.end < gloss.end {
            after += 1;
            self.token(after)?;
        }
        let after = self.tokens.partition_point(|token| token.start < gloss.end);
        Some((gloss, after))
    }

    /// Adds a character of the true text to what a hypothesis has written, at
    /// the width the page has.
    fn restore(&mut self, hypothesis: &mut Hypothesis, c: char) {
        let shown = if self.page.is_normalised {
            gbk::half_width(c).unwrap_or(c)
        } else {
            c
        };
        self.write(hypothesis, shown);
        let is_rare = gbk::half_width(c).is_some_and(|half| !",;:!?()".contains(half));
        if is_rare {
            hypothesis.reader.charge(RARE_WIDTH);
        }
    }

    /// Adds a character to what a hypothesis has written.
    fn write(&mut self, hypothesis: &mut Hypothesis, c: char) {
        self.nodes.push(Node {
            written: c,
            is_swallowed: false,
            previous: hypothesis.node,
            cost: hypothesis.reader.cost(),
        });
        hypothesis.node = self.nodes.len() - 1;
        hypothesis.reader.read(c);
        let form = self.page.form_cost(c);
        let seen = if character::is_ideograph(c) && self.page.has_neighbours(hypothesis.last, c) {
            SEEN
        } else {
            0.0
        };
        hypothesis.reader.charge(form - seen);
        if let Some((bracket, opens)) = bracket(c) {
            let is_open = hypothesis.brackets >> bracket & 1 == 1;
            if is_open == opens {
                hypothesis.reader.charge(UNBALANCED);
            }
            hypothesis.brackets ^= u8::from(is_open != opens) << bracket;
        }
        hypothesis.before = hypothesis.last;
        hypothesis.last = c;
    }

    fn push(&mut self, at: usize, mut hypothesis: Hypothesis, state: State) {
        hypothesis.state = state;
        if state != State::Aligned {
            hypothesis.is_changed = true;
        } else if hypothesis.copied == 0 {
            hypothesis.resumed = (at, hypothesis.node);
        }
        while self.ahead.len() <= at {
            self.ahead.push(Vec::new());
        }
        if let Some(beam) = self.ahead.get_mut(at) {
            beam.push(hypothesis);
        }
    }

    fn step_aligned(&mut self, at: usize, from: &Hypothesis) {
        let Some(c) = self.token(at) else {
            return;
        };
        if c == '('
            && let Some((gloss, after)) = self.gloss(at + 1)
            && explains(from, gloss)
        {
            self.push(after, *from, State::Aligned);
            return;
        }
        // As it stands.
        let mut copy = *from;
        self.write(&mut copy, c);
        copy.copied += 1;
        if is_mark(c) && c != from.last {
            copy.reader.charge(2.0);
        }
        self.push(at + 1, copy, State::Aligned);

        let broken = self.broken(at, c);
        if let Some((gloss, after, dropped)) = broken {
            let trail = gbk::pair_of(from.last)
                .or_else(|| gbk::full_width(from.last))
                .map(|pair| pair[1]);
            if let Some(trail) = trail {
                for lead in 0x81..=0xFE_u8 {
                    let key = [trail, lead];
                    if character::is_key_read(key, gloss.reading) {
                        let mut next = *from;
                        next.copied = 0;
                        next.reader.charge(reading_cost(key, gloss) + dropped);
                        self.push(after, next, State::Pending(lead));
                    }
                }
            }
        }
        if is_mark(c) && broken.is_none() {
            self.step_cut(at, from);
            self.step_double_cut(at, from);
        }
    }

    /// The reading after a mark, or after one that is not shown; the token
    /// after it, and what that costs.
    fn broken(&mut self, at: usize, c: char) -> Option<(Gloss, usize, Cost)> {
        if is_mark(c) {
            let open = self.token(at + 1) == Some('(');
            let (gloss, after) = self.gloss(at + 1 + usize::from(open))?;
            return Some((gloss, after, 0.0));
        }
        let (gloss, after) = self.gloss(at)?;
        Some((gloss, after, NOT_SHOWN))
    }

    /// The mark stands for a lead byte whose trail was taken for the first
    /// byte of the punctuation of a cut.
    fn step_cut(&mut self, at: usize, from: &Hypothesis) {
        let next_char = self.token(at + 1);
        for cut in CUTS {
            let shown = next_char.is_some_and(|c| shows_cut(c, cut));
            for &Usual { c, .. } in usual::with_trail(cut[0]) {
                let mut next = *from;
                next.copied = 0;
                self.restore(&mut next, c);
                next.reader.charge(if shown { 1.0 } else { NOT_SHOWN });
                self.push(at + 1 + usize::from(shown), next, State::Pending(cut[1]));
            }
        }
    }

    /// Two marks before the punctuation of a cut: another cut began at the last
    /// byte of the character before, and was cut itself.
    fn step_double_cut(&mut self, at: usize, from: &Hypothesis) {
        let (Some(mark), Some(c)) = (self.token(at + 1), self.token(at + 2)) else {
            return;
        };
        if !is_mark(mark) {
            return;
        }
        for first in CUTS {
            let overlaps = CUTS
                .iter()
                .any(|&cut| first[1] == cut[0] && shows_cut(c, cut));
            if !overlaps {
                continue;
            }
            for &Usual { c, .. } in usual::with_trail(first[0]) {
                let mut next = *from;
                next.copied = 0;
                next.is_changed = true;
                self.restore(&mut next, c);
                next.reader.charge(1.0);
                self.push(at + 2, next, State::Aligned);
            }
        }
    }

    fn step_pending(&mut self, at: usize, from: &Hypothesis, lead: u8) {
        let Some(c) = self.token(at) else {
            return;
        };
        if let Some([hi, lo]) = gbk::pair_of(c) {
            self.close(at + 1, from, [lead, hi], lo, 0.0);
        }
        if self.page.is_normalised
            && let Some([hi, lo]) = gbk::full_width(c)
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
        let broken = self.broken(at, c);
        if let Some((gloss, after, dropped)) = broken {
            for trail in 0x81..=0xFE_u8 {
                let key = [lead, trail];
                if character::is_key_read(key, gloss.reading) {
                    let cost = reading_cost(key, gloss) + dropped;
                    self.finish_annotated(after, from, key, cost);
                }
            }
        }
        if is_mark(c) && broken.is_none() {
            self.step_orphan(at, from, usual::with_lead(lead), None);
        }
    }

    /// The mark stands for a trail that was taken for a lead: before the
    /// punctuation of a cut, before a byte of ASCII that went with it, or at
    /// the end of the line.
    fn step_orphan(
        &mut self,
        at: usize,
        from: &Hypothesis,
        candidates: &'static [Usual],
        first: Option<u8>,
    ) {
        let mark = self.token(at).unwrap_or('?');
        let ends = self.token(at + 1).is_none_or(shows_any_cut);
        let swallowed = match self.tokens.get(at + 1) {
            Some(next) if is_tag(self.text.get(next.start..).unwrap_or_default()) => '<',
            _ => mark,
        };
        for &Usual { pair, c, .. } in candidates {
            let fits =
                gbk::is_lead(pair[1]) && first.is_none_or(|first| gbk::is_vacant([first, pair[0]]));
            if !fits {
                continue;
            }
            let mut next = *from;
            next.copied = 0;
            self.restore(&mut next, c);
            if self.page.is_key(pair) {
                next.reader.charge(UNANNOTATED);
            }
            if ends {
                self.push(at + 1, next, State::Aligned);
            }
            if next.reader.cost() > from.reader.cost() + WINDOW {
                continue;
            }
            next.reader.charge(SWALLOWED);
            next.reader.read('0');
            self.nodes.push(Node {
                written: swallowed,
                is_swallowed: swallowed == mark,
                previous: next.node,
                cost: next.reader.cost(),
            });
            next.node = self.nodes.len() - 1;
            next.before = next.last;
            next.last = mark;
            self.push(at + 1, next, State::Aligned);
        }
    }

    /// What the best hypothesis costs that has reached token `at` or more.
    fn cheapest(&self, at: usize) -> Cost {
        self.ahead
            .iter()
            .skip(at)
            .flatten()
            .map(|h| h.reader.cost())
            .fold(Cost::INFINITY, Cost::min)
    }

    /// A pair that the decoder has no character for vanished before token
    /// `at`: the trail of one of `candidates` and the lead of the next
    /// character. `first` is the first byte of the pair before it, if that
    /// vanished too; `others` is how many did. Tried only where it is not much
    /// dearer than that nothing vanished.
    fn step_vanished(
        &mut self,
        at: usize,
        from: &Hypothesis,
        candidates: &'static [Usual],
        first: Option<u8>,
        limit: Cost,
        others: u8,
    ) {
        let room = limit - from.reader.cost() - VANISHED;
        let mut ways: Vec<(Hypothesis, u8)> = Vec::new();
        for usual in candidates {
            if usual.cost > room + JOINING {
                break;
            }
            let Usual { pair, c, .. } = *usual;
            let fits = gbk::opens_vacant(pair[1])
                && first.is_none_or(|first| gbk::is_vacant([first, pair[0]]));
            if !fits || self.is_too_dear(from, usual, room) {
                continue;
            }
            let mut next = *from;
            next.copied = 0;
            self.restore(&mut next, c);
            next.reader.charge(VANISHED);
            if self.page.is_key(pair) {
                next.reader.charge(UNANNOTATED);
            }
            if next.reader.cost() < limit {
                ways.push((next, pair[1]));
            }
        }
        ways.sort_by(|a, b| a.0.reader.cost().total_cmp(&b.0.reader.cost()));
        ways.truncate([6, 3, 2].get(usize::from(others)).copied().unwrap_or(1));
        for (next, trail) in &ways {
            self.step_after_vanished(at, next, *trail, limit);
            if others < 2 {
                let candidates = usual::before_vacant();
                self.step_vanished(at, next, candidates, Some(*trail), limit, others + 1);
            }
        }
    }

    /// Whether a character costs more than there is room for, whatever word it
    /// ends.
    fn is_too_dear(&self, from: &Hypothesis, usual: &Usual, room: Cost) -> bool {
        let seen = if self.page.has_neighbours(from.last, usual.c) {
            SEEN
        } else {
            0.0
        };
        usual.cost - seen > room && usual.cost - seen - from.reader.saving(usual.c) > room
    }

    /// The pair that vanished began with `first`; its second byte is the lead
    /// of a character that token `at` closes.
    fn step_after_vanished(&mut self, at: usize, from: &Hypothesis, first: u8, limit: Cost) {
        let Some(c) = self.token(at) else {
            return;
        };
        let room = limit - from.reader.cost();
        if let Some([hi, lo]) = gbk::pair_of(c) {
            for usual in usual::with_trail(hi) {
                if usual.cost > room + JOINING {
                    break;
                }
                if gbk::is_vacant([first, usual.pair[0]]) && !self.is_too_dear(from, usual, room) {
                    self.close(at + 1, from, usual.pair, lo, 0.0);
                }
            }
        }
        if let Ok(byte @ 0x40..=0x7E) = u8::try_from(u32::from(c)) {
            for usual in usual::with_trail(byte) {
                if usual.cost > room + JOINING {
                    break;
                }
                if gbk::is_vacant([first, usual.pair[0]]) && !self.is_too_dear(from, usual, room) {
                    self.finish(at + 1, from, usual.pair, 0.0);
                }
            }
        }
        let broken = self.broken(at, c);
        if is_mark(c) && broken.is_none() {
            self.step_orphan(at, from, usual::before_orphan(), Some(first));
        }
        if let Some((gloss, after, dropped)) = broken {
            for &Usual { pair, .. } in usual::keys_read(gloss.reading) {
                if gbk::is_vacant([first, pair[0]]) && gbk::is_lead(pair[1]) {
                    let cost = reading_cost(pair, gloss) + dropped;
                    self.finish_annotated(after, from, pair, cost);
                }
            }
        }
    }

    /// Writes the character of `pair`, whose trail was taken for a lead; `lo`
    /// is the byte after it.
    fn close(&mut self, at: usize, from: &Hypothesis, pair: Pair, lo: u8, cost: Cost) {
        let Some(c) = gbk::char_of(pair) else {
            return;
        };
        let mut next = *from;
        next.copied = 0;
        self.restore(&mut next, c);
        next.reader.charge(cost);
        if self.page.is_key(pair) {
            next.reader.charge(UNANNOTATED);
        }
        match lo {
            0x40..=0x7E => {
                self.write(&mut next, char::from(lo));
                self.push(at, next, State::Aligned);
            }
            lead if gbk::is_lead(lead) => self.push(at, next, State::Pending(lead)),
            _ => {}
        }
    }

    /// Writes the character of `pair`; the text is in step again.
    fn finish(&mut self, at: usize, from: &Hypothesis, pair: Pair, cost: Cost) {
        let alone = self.page.is_key(pair) && self.token(at) != Some('(');
        let cost = cost + if alone { UNANNOTATED } else { 0.0 };
        self.finish_annotated(at, from, pair, cost);
    }

    fn finish_annotated(&mut self, at: usize, from: &Hypothesis, pair: Pair, cost: Cost) {
        let Some(c) = gbk::char_of(pair) else {
            return;
        };
        let mut next = *from;
        next.copied = 0;
        self.restore(&mut next, c);
        next.reader.charge(cost);
        self.push(at, next, State::Aligned);
    }
}

/// Which kind of bracket a character is, and whether it opens.
fn bracket(c: char) -> Option<(u8, bool)> {
    match c {
        '“' | '”' => Some((0, c == '“')),
        '《' | '》' => Some((1, c == '《')),
        '（' | '）' | '(' | ')' => Some((2, matches!(c, '（' | '('))),
        _ => None,
    }
}

/// Which brackets are open at a place, by its line: one bit each.
fn open_brackets(text: &str, at: usize) -> u8 {
    let head = text.get(..at).unwrap_or_default();
    let (mut open, mut seen) = (0, 0);
    for c in head.chars().rev().take(300).take_while(|&c| c != '\n') {
        if let Some((bracket, opens)) = bracket(c) {
            if seen >> bracket & 1 == 0 && opens {
                open |= 1 << bracket;
            }
            seen |= 1 << bracket;
        }
    }
    open
}

/// Whether a text begins like a tag of HTML whose `<` was swallowed.
fn is_tag(rest: &str) -> bool {
    let name = rest.trim_start_matches('/');
    let length = name
        .bytes()
        .take(10)
        .take_while(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        .count();
    let after = name.get(length..).unwrap_or_default();
    let is_closing = name.len() + 1 == rest.len();
    match name.get(..length) {
        Some(
            "a" | "b" | "br" | "div" | "em" | "font" | "h1" | "h2" | "h3" | "i" | "img" | "li"
            | "p" | "span" | "strong" | "td" | "tr" | "u" | "ul",
        ) => {
            after.starts_with('>')
                || after.starts_with("/>")
                || (!is_closing
                    && after
                        .strip_prefix(' ')
                        .is_some_and(|a| a.starts_with(|c: char| c.is_ascii_lowercase())))
        }
        _ => false,
    }
}

/// Whether the character before the place, or the trail of the one before it
/// and an ASCII letter, is a key with this reading.
fn explains(from: &Hypothesis, gloss: Gloss) -> bool {
    if let Some(pair) = gbk::pair_of(from.last) {
        return character::is_key_read(pair, gloss.reading);
    }
    let Ok(letter) = u8::try_from(u32::from(from.last)) else {
        return false;
    };
    gbk::pair_of(from.before)
        .is_some_and(|before| character::is_key_read([before[1], letter], gloss.reading))
}

fn reading_cost(key: Pair, gloss: Gloss) -> Cost {
    if character::is_first_reading(key, gloss.reading) {
        0.0
    } else {
        LATER_READING
    }
}
