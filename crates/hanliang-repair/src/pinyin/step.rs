use super::beam::{Hypothesis, State, WINDOW};
use super::character;
use super::gbk::{self, Pair};
use super::language::Cost;
use super::mark::{CUTS, is_mark, is_tag, shows_any_cut, shows_cut};
use super::reading::Gloss;
use super::stretch::Stretch;
use super::usual::{self, Usual};

/// What the character behind a pair that vanished costs at least.
const LEAST: Cost = 2.0;
/// What a character is taken to save by joining a word, to end a search of
/// candidates in the order of their costs: few save more.
const JOINING: Cost = 9.5;
/// What a reading that is not the first one costs.
const LATER_READING: Cost = 3.0;
/// What it costs that a mark, or the punctuation of a cut, is not shown.
const NOT_SHOWN: Cost = 4.0;
/// What a swallowed byte costs.
const SWALLOWED: Cost = 4.0;
/// What it costs that a key of the page stands without its reading.
const UNANNOTATED: Cost = 6.0;
/// The same where a reading that stands between its bytes came first.
const LATER: Cost = 2.0;
/// What it costs at most that a character that can be a key, and of which the
/// page tells nothing else, stands without a reading.
const UNLISTED: Cost = 3.0;
/// What it costs that a key is annotated which the page has bare elsewhere.
const BARE: Cost = 4.0;

/// The steps of the damage, read backwards.
impl Stretch<'_> {
    pub(super) fn step_aligned(&mut self, at: usize, from: &Hypothesis) {
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
        self.write(&mut copy, c, 1);
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
                let keys = usual::keys_read(gloss.reading).map(|key| key.pair);
                for key in keys.filter(|key| key[0] == trail && gbk::is_lead(key[1])) {
                    let mut next = *from;
                    next.copied = 0;
                    next.reader.charge(self.reading_cost(key, gloss) + dropped);
                    self.push(after, next, State::Split(key[1]));
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
            let target = at + 1 + usize::from(shown);
            let cost = if shown { 1.0 } else { NOT_SHOWN };
            for usual in usual::with_trail(cut[0]).iter().flatten() {
                if self.is_too_dear(from, usual, self.room(target, from) - cost) {
                    continue;
                }
                let mut next = *from;
                next.copied = 0;
                self.restore(&mut next, usual.c);
                next.reader.charge(cost);
                self.push(target, next, State::Pending(cut[1]));
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
            for usual in usual::with_trail(first[0]).iter().flatten() {
                if self.is_too_dear(from, usual, self.room(at + 2, from)) {
                    continue;
                }
                let mut next = *from;
                next.copied = 0;
                next.is_changed = true;
                self.restore(&mut next, usual.c);
                next.reader.charge(1.0);
                self.push(at + 2, next, State::Aligned);
            }
        }
    }

    pub(super) fn step_pending(&mut self, at: usize, from: &Hypothesis, lead: u8) {
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
            self.push(after, *from, State::Split(lead));
        }
        let broken = self.broken(at, c);
        if let Some((gloss, after, dropped)) = broken {
            let keys = usual::keys_read(gloss.reading).map(|key| key.pair);
            for key in keys.filter(|key| key[0] == lead && gbk::is_lead(key[1])) {
                let cost = self.reading_cost(key, gloss) + dropped;
                self.finish_annotated(after, from, key, cost);
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
        for usual in candidates {
            let Usual { pair, c, cost } = *usual;
            let room = self.room(at + 1, from);
            if cost > room + JOINING {
                break;
            }
            let fits =
                gbk::is_lead(pair[1]) && first.is_none_or(|first| gbk::is_vacant([first, pair[0]]));
            if !fits || self.is_too_dear(from, usual, room) {
                continue;
            }
            let mut next = *from;
            next.copied = 0;
            self.restore(&mut next, c);
            next.reader.charge(self.without_reading(from, pair));
            if ends {
                self.push(at + 1, next, State::Aligned);
            }
            next.reader.charge(SWALLOWED);
            next.reader.read('0');
            next.fresh.push(swallowed, next.reader.cost());
            next.fresh.is_swallowed = swallowed == mark;
            next.before = next.last;
            next.last = mark;
            self.push(at + 1, next, State::Aligned);
        }
    }

    /// A pair that the decoder has no character for vanished before token
    /// `at`: the trail of one of `candidates` and the lead of the next
    /// character. `first` is the first byte of the pair before it, if that
    /// vanished too; `ways` is how many are tried of it and of each behind it.
    /// Tried only where it is not much dearer than that nothing vanished.
    pub(super) fn step_vanished(
        &mut self,
        at: usize,
        from: &Hypothesis,
        candidates: &'static [Usual],
        first: Option<u8>,
        limit: Cost,
        ways: &[usize],
    ) {
        let Some((&most, behind)) = ways.split_first() else {
            return;
        };
        let room = limit - from.reader.cost() - LEAST;
        // The cheapest, in the order of their costs.
        let mut found: Vec<(Hypothesis, u8)> = Vec::with_capacity(most + 1);
        for usual in candidates {
            if usual.cost > room + JOINING {
                break;
            }
            let Usual { pair, c, .. } = *usual;
            let fits = first.is_none_or(|first| gbk::is_vacant([first, pair[0]]));
            if !fits || is_dear_by_words(from, usual, room) {
                continue;
            }
            let mut next = *from;
            next.copied = 0;
            self.restore(&mut next, c);
            next.reader.charge(self.without_reading(from, pair));
            next.state = State::Aligned;
            let cost = next.reader.cost();
            let place =
                found.partition_point(|(way, _)| way.reader.cost().total_cmp(&cost).is_le());
            if cost < limit && place < most {
                found.insert(place, (next, pair[1]));
                found.truncate(most);
            }
        }
        for (next, trail) in &found {
            self.step_after_vanished(at, next, *trail, limit);
            let candidates = usual::between_vacant(*trail);
            self.step_vanished(at, next, candidates, Some(*trail), limit, behind);
        }
    }

    /// What a step may cost that goes on to token `at`.
    fn room(&self, at: usize, from: &Hypothesis) -> Cost {
        self.cheapest(at) + WINDOW - from.reader.cost()
    }

    /// Whether a character is likely to cost more than there is room for,
    /// whatever word it ends.
    fn is_too_dear(&self, from: &Hypothesis, usual: &Usual, room: Cost) -> bool {
        is_dear_by_words(from, usual, room)
            && usual.cost - self.habit(from.last, usual.c, usual.cost, 0) > room
    }

    /// The pair that vanished began with `first`; its second byte is the lead
    /// of a character that token `at` closes.
    fn step_after_vanished(&mut self, at: usize, from: &Hypothesis, first: u8, limit: Cost) {
        let Some(c) = self.token(at) else {
            return;
        };
        let room = limit - from.reader.cost();
        let as_shown = match (gbk::pair_of(c), u8::try_from(u32::from(c))) {
            _ if c == '€' => Some((0x80, None, 0.0)),
            (Some([hi, lo]), _) => Some((hi, Some(lo), 0.0)),
            (None, Ok(byte @ 0x40..=0x7E)) => Some((byte, None, 0.0)),
            _ => None,
        };
        let normalised = gbk::full_width(c)
            .filter(|_| self.page.is_normalised)
            .map(|[hi, lo]| (hi, Some(lo), 1.0));
        for (trail, lo, cost) in as_shown.into_iter().chain(normalised) {
            for usuals in usual::with_trail(trail) {
                for usual in usuals {
                    if usual.cost > room + JOINING {
                        break;
                    }
                    if !gbk::is_vacant([first, usual.pair[0]])
                        || is_dear_by_words(from, usual, room)
                    {
                        continue;
                    }
                    match lo {
                        Some(lo) => self.close(at + 1, from, usual.pair, lo, cost),
                        None => self.finish(at + 1, from, usual.pair, cost),
                    }
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
                    let cost = self.reading_cost(pair, gloss) + dropped;
                    self.finish_annotated(after, from, pair, cost);
                }
            }
        }
    }

    /// What it costs that the character of `pair`, the next one of `from`, has no
    /// reading.
    fn without_reading(&self, from: &Hypothesis, pair: Pair) -> Cost {
        let cost = if self.page.is_key(pair) {
            UNANNOTATED
        } else if character::key_readings(pair).is_empty() || self.page.shows_bare(pair) {
            0.0
        } else {
            self.page.unlisted_cost().min(UNLISTED)
        };
        match from.state {
            State::Split(_) => cost.min(LATER),
            _ => cost,
        }
    }

    /// What it costs that a key is shown with this reading.
    fn reading_cost(&self, key: Pair, gloss: Gloss) -> Cost {
        let later = if character::is_first_reading(key, gloss.reading) {
            0.0
        } else {
            LATER_READING
        };
        let bare = if self.page.shows_bare(key) { BARE } else { 0.0 };
        later + bare
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
        next.reader.charge(self.without_reading(from, pair));
        match lo {
            0x40..=0x7E => {
                self.write(&mut next, char::from(lo), 0);
                self.push(at, next, State::Aligned);
            }
            lead if gbk::is_lead(lead) => self.push(at, next, State::Pending(lead)),
            _ => {}
        }
    }

    /// Writes the character of `pair`; the text is in step again.
    fn finish(&mut self, at: usize, from: &Hypothesis, pair: Pair, cost: Cost) {
        let alone = if self.token(at) == Some('(') {
            0.0
        } else {
            self.without_reading(from, pair)
        };
        self.finish_annotated(at, from, pair, cost + alone);
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

/// Whether a character is likely to cost more than there is room for by what words
/// are taken to save, see `Reader::saving`. What the page knows is not asked: many
/// characters are gone through where one vanished.
fn is_dear_by_words(from: &Hypothesis, usual: &Usual, room: Cost) -> bool {
    usual.cost > room && usual.cost - from.reader.saving(usual.c) > room
}
