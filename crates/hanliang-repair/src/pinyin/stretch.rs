use super::beam::{Fresh, Hypothesis, Joined, Node, ROOT, State, WINDOW};
use super::bracket::{bracket, closed_ahead, is_of_the_text};
use super::character;
use super::clause::Ahead;
use super::context::Context;
use super::gbk;
use super::language::{Cost, Reader};
use super::page::Page;
use super::reading::Gloss;

/// Characters in step that a stretch needs after it before it is settled.
pub(super) const SETTLED: usize = 4;
/// What full-width letters, digits and signs cost other than punctuation.
const RARE_WIDTH: Cost = 4.0;
/// What a bracket costs that opens twice or closes what is not open.
const UNBALANCED: Cost = 4.0;
/// What one saves that opens what the rest of the line closes, or closes what it
/// does not.
const BALANCING: Cost = 2.5;
/// How much counts what the form of a character costs beside the words: a page
/// chooses its form once, not anew wherever the character occurs.
const FORM: Cost = 1.5;
/// How much the page's own neighbours count against what all texts have.
const NEIGHBOURS: Cost = 0.3;
/// The same for its characters by themselves.
const ALONE: Cost = 0.1;

/// One character of the damaged text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) c: char,
    pub(super) start: usize,
}

/// A stretch on its way through a search: what of the damaged text was read,
/// and all that hypotheses wrote.
#[derive(Debug)]
pub(super) struct Stretch<'t> {
    pub(super) text: &'t str,
    pub(super) page: &'t Page,
    pub(super) tokens: Vec<Token>,
    /// Byte offset after the last token.
    pub(super) end: usize,
    pub(super) nodes: Vec<Node>,
    /// Hypotheses by token index, from the present one on.
    pub(super) ahead: Vec<Vec<Hypothesis>>,
    /// What the cheapest of them costs, by token index.
    least: Vec<Cost>,
    /// Those that were given up for others on the way.
    pub(super) joined: Vec<Joined>,
    /// Which brackets the text behind a place closes: that place, and one bit
    /// each.
    closed_ahead: Option<(usize, u8)>,
    /// The same for how the part of a sentence there ends.
    clause_ahead: Option<(usize, Ahead)>,
    /// Whether its line is one of prose.
    pub(super) is_prose: bool,
}

impl<'t> Stretch<'t> {
    /// Begins at byte `start` of `text`, in step, after the true text `before`.
    pub(super) fn new(text: &'t str, start: usize, before: &Context, page: &'t Page) -> Self {
        let mut reader = Reader::default();
        for &c in &before.last {
            reader.read(c);
        }
        let first = Hypothesis {
            state: State::Aligned,
            reader,
            last: before.last.last().copied().unwrap_or('\n'),
            before: before.last.iter().rev().nth(1).copied().unwrap_or('\n'),
            clause: before.clause,
            node: ROOT,
            fresh: Fresh::default(),
            is_changed: false,
            brackets: before.brackets,
            resumed: (0, ROOT),
            copied: 0,
            rivals: 0.0,
        };
        Self {
            text,
            page,
            tokens: Vec::new(),
            end: start,
            nodes: Vec::new(),
            ahead: vec![vec![first]],
            least: vec![reader.cost()],
            joined: Vec::new(),
            closed_ahead: None,
            clause_ahead: None,
            is_prose: before.is_prose,
        }
    }

    /// What the least natural three characters of a hypothesis cost, of those
    /// that end before the characters it copied last.
    pub(super) fn strain(&self, hypothesis: &Hypothesis) -> Cost {
        let mut costs = vec![hypothesis.reader.cost()];
        let mut at = hypothesis.node;
        while let Some(node) = self.nodes.get(at) {
            costs.push(node.cost);
            at = node.previous;
        }
        let Some(restored) = costs.get(hypothesis.copied.min(SETTLED - 1)..) else {
            return 0.0;
        };
        let widest = 3.min(restored.len().saturating_sub(1));
        restored
            .windows(widest + 1)
            .filter_map(|window| Some(window.first()? - window.last()?))
            .fold(0.0, Cost::max)
    }

    /// The chain of steps up to a node, the first one first.
    pub(super) fn chain(&self, mut at: usize) -> Vec<usize> {
        let mut chain = Vec::new();
        while let Some(node) = self.nodes.get(at) {
            chain.push(at);
            at = node.previous;
        }
        chain.reverse();
        chain
    }

    /// Byte offset of a token in the text, or of its end.
    pub(super) fn offset(&self, token: usize) -> usize {
        self.tokens.get(token).map_or(self.end, |token| token.start)
    }

    /// The token at an index, read from the text when it is first asked for.
    /// A line end is none.
    pub(super) fn token(&mut self, at: usize) -> Option<char> {
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
    pub(super) fn gloss(&mut self, at: usize) -> Option<(Gloss, usize)> {
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
    pub(super) fn restore(&mut self, hypothesis: &mut Hypothesis, c: char) {
        let shown = if self.page.is_normalised {
            gbk::half_width(c).unwrap_or(c)
        } else {
            c
        };
        self.write(hypothesis, shown, 0);
        let is_rare = gbk::half_width(c).is_some_and(|half| !",;:!?()".contains(half));
        if is_rare {
            hypothesis.reader.charge(RARE_WIDTH);
        }
    }

    /// What a character that costs so much by its words saves because the page
    /// has it elsewhere, behind `last` or at all.
    pub(super) fn habit(&self, last: char, c: char, cost: Cost, own: u16) -> Cost {
        let alone = self.page.share(c, own);
        if alone == 0.0 {
            return 0.0;
        }
        let behind = self.page.share_behind(last, c, own);
        let trusted = ALONE + if behind == 0.0 { 0.0 } else { NEIGHBOURS };
        let known = ALONE * alone + NEIGHBOURS * behind;
        (1.0 - trusted + known * cost.exp()).ln().max(0.0)
    }

    /// Adds a character to what a hypothesis has written, of which the page
    /// counts `own` occurrences because it stands there.
    pub(super) fn write(&mut self, hypothesis: &mut Hypothesis, c: char, own: u16) {
        hypothesis.fresh.push(c, hypothesis.reader.cost());
        let cost = hypothesis.reader.cost();
        hypothesis.reader.read(c);
        let form = FORM * self.page.form_cost(c);
        let habit = if character::is_ideograph(c) {
            let cost = hypothesis.reader.cost() - cost;
            self.habit(hypothesis.last, c, cost, own)
        } else {
            0.0
        };
        hypothesis.reader.charge(form - habit);
        if own == 0 && !character::is_ideograph(c) {
            let ahead = self.ahead_of_clause();
            hypothesis
                .reader
                .charge(hypothesis.clause.end_cost(c, ahead));
        }
        hypothesis.clause.read(c);
        if let Some((bracket, opens)) = bracket(c) {
            let is_open = hypothesis.brackets >> bracket & 1 == 1;
            if is_open == opens {
                hypothesis.reader.charge(UNBALANCED);
            } else if own == 0 && is_of_the_text(c) {
                let is_closed = self.closed_ahead() >> bracket & 1 == 1;
                if is_closed == opens {
                    hypothesis.reader.charge(-BALANCING);
                }
            }
            hypothesis.brackets ^= u8::from(is_open != opens) << bracket;
        }
        hypothesis.before = hypothesis.last;
        hypothesis.last = c;
    }

    /// How the part of a sentence behind the last token ends.
    fn ahead_of_clause(&mut self) -> Ahead {
        if let Some((place, ahead)) = self.clause_ahead
            && place == self.end
        {
            return ahead;
        }
        let ahead = Ahead::of(self.text.get(self.end..).unwrap_or_default());
        self.clause_ahead = Some((self.end, ahead));
        ahead
    }

    /// Which brackets the text behind the last token closes before it opens
    /// them.
    fn closed_ahead(&mut self) -> u8 {
        if let Some((place, closed)) = self.closed_ahead
            && place == self.end
        {
            return closed;
        }
        let closed = closed_ahead(self.text.get(self.end..).unwrap_or_default());
        self.closed_ahead = Some((self.end, closed));
        closed
    }

    /// Keeps a hypothesis that has come to token `at`, unless it costs too much
    /// already. The text as it stands is kept at any cost, so that no repair is
    /// ever weighed without it.
    pub(super) fn push(&mut self, at: usize, mut hypothesis: Hypothesis, state: State) {
        hypothesis.state = state;
        hypothesis.is_changed |= state != State::Aligned;
        if hypothesis.is_changed && !self.affords(at, hypothesis.reader.cost()) {
            return;
        }
        let fresh = core::mem::take(&mut hypothesis.fresh);
        for (place, &(written, cost)) in fresh.chars().iter().enumerate() {
            self.nodes.push(Node {
                written,
                is_swallowed: fresh.is_swallowed && place + 1 == fresh.chars().len(),
                previous: hypothesis.node,
                to: at,
                cost,
            });
            hypothesis.node = self.nodes.len() - 1;
        }
        if state == State::Aligned && hypothesis.copied == 0 {
            hypothesis.resumed = (at, hypothesis.node);
        }
        while self.ahead.len() <= at {
            self.ahead.push(Vec::new());
            self.least.push(Cost::INFINITY);
        }
        if let (Some(beam), Some(least)) = (self.ahead.get_mut(at), self.least.get_mut(at)) {
            *least = least.min(hypothesis.reader.cost());
            beam.push(hypothesis);
        }
    }

    /// Whether a hypothesis of this cost is not too dear beside the cheapest
    /// one that has reached token `at`.
    pub(super) fn affords(&self, at: usize, cost: Cost) -> bool {
        cost <= self.cheapest(at) + WINDOW
    }

    /// What the cheapest hypothesis costs that has reached token `at`.
    pub(super) fn cheapest(&self, at: usize) -> Cost {
        self.least.get(at).copied().unwrap_or(Cost::INFINITY)
    }
}
