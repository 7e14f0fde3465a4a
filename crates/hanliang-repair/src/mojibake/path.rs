//! The likeliest way a stretch of text came to be: which parts stand as they
//! were written, and which were read with the wrong table.
//!
//! A text is encoded back with the wrong table, and every way to read the
//! bytes with the right one is weighed against leaving the characters as they
//! are. Going over from the one to the other has its price, so that a few odd
//! characters are never enough. Bytes that were lost on the way, whether a
//! mark stands for them or nothing, break only their own character.

use super::encoded::{Encoded, Right, Unit, lead};
use super::hidden;
use super::table::{self, Table};
use crate::pinyin::cost_of;
use crate::plausibility;

/// The price of going over to the right table, in bits.
pub(crate) const SWITCH: u32 = 8;

/// A character that lost bytes, with a mark in their place.
const LOST_MARKED: u32 = 20;
/// A character that lost bytes, with nothing in their place.
const LOST_SILENTLY: u32 = 24;
/// A byte that belongs to no character.
const STRAY: u32 = 28;
/// The same inside a character of the text: whatever was lost, it stood between
/// two of these, so that the character before is put together from two halves.
/// Of 中国 (E4 B8 AD E5 9B BD), read as GBK, 涓浗 are left where AD E5 is lost: E4
/// B8 9B would be 丛, and BD, the second byte of 浗, belong to nothing.
const MISFIT: u32 = 60;

/// A character of ASCII that was taken for the second byte of a pair, where the
/// right table has pairs too: the two go on in step but where bytes were lost.
const HALF: u32 = 8;

/// The most that a whole character costs: less than a lost one, whatever it
/// is, as it may be on its way to another layer.
const WHOLE: u32 = 18;

/// How much less a character in use costs than one that is not.
const IN_USE: u32 = 6;

/// How much likelier words must be with the pairs that few decoders have, in nats.
const OTHER_PAIRS: f32 = 3.0;
/// How many characters before and behind make words with one.
const AROUND: usize = 3;

/// What a character that was read with the right table costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Weights {
    /// What it costs in Chinese text.
    ByCharacter,
    /// Little, whatever it is: what comes out is not the text yet, but the
    /// result of another wrong decoding.
    Flat,
    /// What it costs in Chinese text, and next to nothing may stand as it is:
    /// where both tables show ideographs, the characters alone do not tell.
    Throughout,
}

impl Weights {
    /// What a whole character costs.
    fn of(self, c: char) -> u32 {
        plausibility::cost(c).min(if self == Self::Flat { FLAT } else { WHOLE })
    }
}

/// What it costs to let a character stand that was read throughout with the
/// wrong table.
const STANDING: u32 = 30;

/// The cost of any character under flat weights.
const FLAT: u32 = 3;

/// What a run of whole characters is cheaper by than what stands there, where
/// no part of it is weighed again: as much as going over and back three times, with
/// two broken characters.
const CLEAR: u32 = 96;

/// So many characters before one that is not whole may have a part in it.
const LAST: usize = 2;

/// One step of the path: characters of the text, and what they stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Step {
    /// Bytes of the encoded text, from and to.
    pub(crate) from: usize,
    pub(crate) to: usize,
    /// What was written there; `None` if the characters stand as they are.
    pub(crate) written: Option<char>,
}

/// How much the shape of UTF-8 says for a reading, in bits: a byte inside a
/// character has two that are given, and one that is not there says as much
/// against it as a whole ideograph says for it. The letters of Latin-1 do not
/// come in such an order by chance, as ideographs may. What comes out of the last
/// layer is text.
pub(super) fn evidence(steps: &[Step], wrong: Table, is_last: bool) -> i32 {
    let sum: i32 = steps
        .iter()
        .filter_map(|step| step.written)
        .map(|c| match c.len_utf8() {
            1 => 0,
            // Also the controls of another layer.
            2 => 2,
            // GBK shows its user-defined cells so, if there is another layer.
            _ if !is_last && matches!(c, '\u{E000}'..='\u{F8FF}') => 4,
            _ if c == '\u{FFFD}' || plausibility::cost(c) >= plausibility::BROKEN => -4,
            3 => 4,
            _ => 6,
        })
        .sum();
    if wrong == Table::Latin1 { 2 * sum } else { sum }
}

/// The cheapest path through the text.
pub(crate) fn cheapest(encoded: &Encoded, right: Right, weights: Weights) -> Vec<Step> {
    let steps = match straight(encoded, right, weights) {
        Head::All(steps) => steps,
        Head::Part(head) => {
            let mut steps = weighed(encoded, right, weights, head);
            if right != Right::Utf8 {
                choose_pairs(encoded, right, &mut steps);
            }
            steps
        }
    };
    hidden::restore(encoded, right, steps)
}

/// Reads the characters that the wrong table has twice with the other pair, if
/// together that makes likelier words: their classes do not tell, and a decoder
/// has one pair or the other throughout.
fn choose_pairs(encoded: &Encoded, right: Right, steps: &mut [Step]) {
    let other = |step: &Step| {
        let one = step.written?;
        let other = encoded.twin(step.from, step.to, right)?;
        (other != one).then_some(other)
    };
    let mut gain = 0.0;
    for at in 0..steps.len() {
        let Some(other) = steps.get(at).and_then(other) else {
            continue;
        };
        let start = at.saturating_sub(AROUND);
        let around = steps.iter().skip(start).take(at - start + AROUND + 1);
        let as_it_is: String = around.clone().filter_map(|step| step.written).collect();
        let from = steps.get(at).map(|step| step.from);
        let read = around.filter_map(|step| {
            let chosen = (Some(step.from) == from).then_some(other);
            chosen.or(step.written)
        });
        gain += cost_of(&as_it_is) - cost_of(&read.collect::<String>());
    }
    if gain > OTHER_PAIRS {
        for step in steps {
            step.written = other(step).or(step.written);
        }
    }
}

/// What can be read at once from the start on.
enum Head {
    All(Vec<Step>),
    /// Up to here no other reading can be likelier.
    Part(Vec<Step>),
}

/// The path on which all of the text is read with the right table, if every
/// byte is there and no character costs more than what stands in its place:
/// then it is the cheapest. Between two tables that show ideographs there are
/// other ways to read a byte, so all paths are weighed. Of UTF-8 it is the path as
/// far as that goes.
fn straight(encoded: &Encoded, right: Right, weights: Weights) -> Head {
    if right != Right::Utf8 && encoded.wrong != Table::Latin1 {
        return Head::Part(Vec::new());
    }
    let mut steps = Vec::with_capacity(encoded.units.len());
    let (mut cost, mut standing) = (SWITCH, 0);
    let mut at = 0;
    let mut is_cheaper_everywhere = true;
    while at < encoded.units.len() {
        let certain = (right == Right::Utf8)
            .then(|| encoded.certain(at))
            .flatten();
        let Some((written, to)) = certain.or_else(|| encoded.whole(at, right)) else {
            break;
        };
        let (read, stands) = (weights.of(written), encoded.costs[at..to].iter().sum());
        if read > stands && !written.is_ascii() {
            is_cheaper_everywhere = false;
            if right != Right::Utf8 || read >= WHOLE {
                break;
            }
        }
        cost += read;
        standing += stands;
        steps.push(Step {
            from: at,
            to,
            written: Some(written),
        });
        at = to;
    }
    if at == encoded.units.len() && is_cheaper_everywhere && cost < standing {
        return Head::All(steps);
    }
    if right != Right::Utf8 || cost + CLEAR > standing {
        steps.clear();
    }
    // What stands next may have a part in the last of them.
    steps.truncate(steps.len().saturating_sub(LAST));
    Head::Part(steps)
}

/// The cheapest of all paths that begin with these steps.
fn weighed(encoded: &Encoded, right: Right, weights: Weights, head: Vec<Step>) -> Vec<Step> {
    let (start, length) = (head.last().map_or(0, |last| last.to), encoded.units.len());
    let mut nodes = Nodes::new(start, length);
    let first = if head.is_empty() {
        &mut nodes.clean
    } else {
        &mut nodes.wrong
    };
    if let Some(first) = first.first_mut() {
        first.cost = 0;
    }
    // Up to where the steps are known, and where a run was looked for.
    let (mut passed, mut tried) = (start, start);
    for at in start..length {
        if at < passed {
            continue;
        }
        let here = at - start;
        if right == Right::Utf8 && at >= tried && nodes.wrong[here].cost < nodes.clean[here].cost {
            let run = Run::at(encoded, at, weights, &mut nodes);
            tried = run.end;
            if run.is_clear {
                passed = run.settled;
            }
            if at < passed {
                continue;
            }
        }
        if encoded.offset(at).is_some() {
            nodes.cross(at);
            let next = (at + 1..=length)
                .find(|&next| encoded.offset(next).is_some())
                .unwrap_or(length);
            let standing = match (weights, encoded.units[at]) {
                (Weights::Throughout, Unit::Byte(0x80..) | Unit::Either(..)) => STANDING,
                _ => encoded.costs[at],
            };
            let cost = nodes.clean[here].cost.saturating_add(standing);
            nodes.clean[next - start].improve(cost, at, None);
        }
        let base = nodes.wrong[here].cost;
        if base == u32::MAX {
            continue;
        }
        let certain = (right == Right::Utf8)
            .then(|| encoded.certain(at))
            .flatten();
        if let Some((c, to)) = certain {
            nodes.read(to, base.saturating_add(weights.of(c)), at, c);
            continue;
        }
        readings(encoded, at, right, |to, written, cost| {
            let cost = match written {
                '\u{FFFD}' => cost,
                // With what it costs beyond itself.
                whole => weights.of(whole) + cost.saturating_sub(plausibility::cost(whole)),
            };
            nodes.read(to, base.saturating_add(cost), at, written);
        });
    }
    nodes.traced(head)
}

/// A run of characters of UTF-8 of which no other reading can be likelier.
struct Run {
    /// Behind all of them.
    end: usize,
    /// Behind those that nothing behind the run has a part in.
    settled: usize,
    /// Whether they are so much likelier than what stands there that no way goes
    /// over to it.
    is_clear: bool,
}

impl Run {
    /// The run from `at` on, whose nodes are reached.
    fn at(encoded: &Encoded, at: usize, weights: Weights, nodes: &mut Nodes) -> Self {
        let mut ends = [at; LAST + 1];
        let (mut cost, mut standing) = (0, 0);
        let base = nodes.wrong[at - nodes.start].cost;
        while let Some((c, to)) = encoded.certain(ends[LAST]) {
            let from = ends[LAST];
            cost += weights.of(c);
            standing += encoded.costs[from..to].iter().sum::<u32>();
            nodes.read(to, base.saturating_add(cost), from, c);
            ends.rotate_left(1);
            ends[LAST] = to;
        }
        Self {
            end: ends[LAST],
            settled: ends[0],
            is_clear: cost + CLEAR <= standing,
        }
    }
}

/// The cheapest ways to each place from `start` on, and what was read last on
/// them, on the side of the text as it stands and on that of the right table.
struct Nodes {
    start: usize,
    clean: Vec<Node>,
    wrong: Vec<Node>,
}

impl Nodes {
    fn new(start: usize, end: usize) -> Self {
        let nodes = vec![Node::UNREACHED; end - start + 1];
        Self {
            start,
            clean: nodes.clone(),
            wrong: nodes,
        }
    }

    /// Goes over between the sides where a character of the text begins. Back to
    /// plain text costs nothing, and comes as late as it can: ASCII may yet be
    /// the second byte of a pair in the next layer. Over to the other costs.
    fn cross(&mut self, at: usize) {
        let here = at - self.start;
        let (clean, wrong) = (&mut self.clean[here], &mut self.wrong[here]);
        if wrong.cost <= clean.cost && wrong.cost != u32::MAX {
            *clean = Node {
                crossed: true,
                ..*wrong
            };
        }
        let over = clean.cost.saturating_add(SWITCH);
        if over < wrong.cost {
            *wrong = Node {
                cost: over,
                from: at,
                written: None,
                crossed: true,
            };
        }
    }

    /// Reads a character up to `to`, with the right table.
    fn read(&mut self, to: usize, cost: u32, from: usize, written: char) {
        if let Some(node) = self.wrong.get_mut(to - self.start) {
            node.improve(cost, from, Some(written));
        }
    }

    /// The steps of the cheapest path, followed back from its end, behind those
    /// of its head.
    fn traced(&self, head: Vec<Step>) -> Vec<Step> {
        let last = self.clean.len() - 1;
        let mut steps = Vec::with_capacity(last);
        let mut at = self.start + last;
        let mut in_clean = self.clean[last].cost < self.wrong[last].cost;
        let begins_in_clean = head.is_empty();
        while at > self.start || in_clean != begins_in_clean {
            let here = at - self.start;
            let node = if in_clean {
                self.clean[here]
            } else {
                self.wrong[here]
            };
            if node.crossed {
                in_clean = !in_clean;
                continue;
            }
            if node.from >= at {
                break;
            }
            steps.push(Step {
                from: node.from,
                to: at,
                written: node.written,
            });
            at = node.from;
        }
        steps.reverse();
        if head.is_empty() {
            return steps;
        }
        let mut all = head;
        all.append(&mut steps);
        all
    }
}

#[derive(Clone, Copy, Debug)]
struct Node {
    cost: u32,
    from: usize,
    written: Option<char>,
    /// Reached from the other list at the same place.
    crossed: bool,
}

impl Node {
    const UNREACHED: Self = Self {
        cost: u32::MAX,
        from: usize::MAX,
        written: None,
        crossed: false,
    };

    fn improve(&mut self, cost: u32, from: usize, written: Option<char>) {
        if cost < self.cost {
            *self = Self {
                cost,
                from,
                written,
                crossed: false,
            };
        }
    }
}

/// All ways to read what starts at `at`: its end, the character, the cost.
fn readings(encoded: &Encoded, at: usize, right: Right, mut give: impl FnMut(usize, char, u32)) {
    for (first, next) in encoded.bytes(at) {
        if first < 0x80 {
            let c = char::from(first);
            let is_half = right != Right::Utf8 && encoded.offset(at).is_none();
            give(
                next,
                c,
                plausibility::cost(c) + if is_half { HALF } else { 0 },
            );
            continue;
        }
        let is_inner = right == Right::Utf8 && matches!(first, 0x80..=0xBF);
        let is_misfit = is_inner && encoded.offset(at).is_none();
        give(next, '\u{FFFD}', if is_misfit { MISFIT } else { STRAY });
        if is_inner && !is_misfit && encoded.wrong != Table::Latin1 {
            without_start(encoded, next, &mut give);
        }
        match right {
            Right::Utf8 => utf8(encoded, first, next, &mut give),
            Right::Gbk => pair(encoded, first, next, table::gbk, &mut give),
            Right::Big5 => pair(encoded, first, next, table::big5, &mut give),
        }
    }
    lost_start(encoded, at, right, give);
}

/// A mark stands for a whole character, or for the first bytes of one.
fn lost_start(encoded: &Encoded, at: usize, right: Right, mut give: impl FnMut(usize, char, u32)) {
    if encoded.units.get(at) != Some(&Unit::Lost) {
        return;
    }
    give(at + 1, '\u{FFFD}', LOST_MARKED);
    if encoded.has_whole_marks && right != Right::Utf8 {
        return;
    }
    let trails = match right {
        Right::Utf8 => 0x80..=0xBF,
        Right::Gbk | Right::Big5 => 0x40..=0xFE,
    };
    let most = if right == Right::Utf8 { 2 } else { 1 };
    for place in 1..=most {
        if !encoded
            .bytes(at + place)
            .any(|(byte, _)| trails.contains(&byte))
        {
            break;
        }
        give(at + place + 1, '\u{FFFD}', LOST_MARKED + 2);
    }
}

/// The last bytes of a character of UTF-8, whose first ones were in a character
/// that is gone; `at` is behind the first that is there.
fn without_start(encoded: &Encoded, at: usize, give: &mut impl FnMut(usize, char, u32)) {
    give(at, '\u{FFFD}', LOST_SILENTLY);
    for (_, next) in encoded.inner_bytes(at) {
        give(next, '\u{FFFD}', LOST_SILENTLY);
    }
}

/// A character of UTF-8 with this first byte, the others from `at` on.
fn utf8(encoded: &Encoded, first: u8, at: usize, give: &mut impl FnMut(usize, char, u32)) {
    if let Some((more, code)) = lead(first) {
        let is_space = |at: usize| encoded.byte(at) == Some(b' ');
        if more == 1 && is_space(at) && !is_space(at + 1) {
            // A letter is followed by the space between words as well.
            return;
        }
        continuation(encoded, (first, at), more, more + 1, Some(code), give);
        if more == 2 && encoded.lacks_hyphens {
            without_hyphen(encoded, code, at, give);
        }
    }
}

/// A character of three bytes that has lost AD, if only one of the two places
/// where it can have stood gives a character in use.
fn without_hyphen(
    encoded: &Encoded,
    code: u32,
    at: usize,
    give: &mut impl FnMut(usize, char, u32),
) {
    for (byte, next) in encoded.inner_bytes(at) {
        if encoded.inner_bytes(next).next().is_some() {
            continue;
        }
        let (known, lost) = (u32::from(byte & 0x3F), 0x2D);
        let mut read: Vec<(u32, char)> = [(known, lost), (lost, known)]
            .into_iter()
            .filter_map(|(second, third)| char::from_u32(code << 12 | second << 6 | third))
            .filter(|c| c.len_utf8() == 3)
            .map(|c| (plausibility::cost(c), c))
            .collect();
        read.sort_unstable();
        match *read {
            [(cost, c)] => give(next, c, cost),
            [(cost, c), (other, _)] if cost < WHOLE && cost + IN_USE <= other => {
                give(next, c, cost);
            }
            _ => {}
        }
    }
}

/// The last `more` bytes of a character of `length`, from `at` on, behind the
/// byte `before`; `code` is `None` once
/// one of them is lost.
fn continuation(
    encoded: &Encoded,
    (before, at): (u8, usize),
    more: usize,
    length: usize,
    code: Option<u32>,
    give: &mut impl FnMut(usize, char, u32),
) {
    if more == 0 {
        let Some(code) = code else {
            return give(at, '\u{FFFD}', LOST_MARKED);
        };
        if let Some(c) = char::from_u32(code).filter(|c| c.len_utf8() == length) {
            give(at, c, plausibility::cost(c));
        }
        return;
    }
    let mut found = false;
    let inner = encoded.inner_bytes(at);
    for (byte, next) in inner.filter(|&(byte, _)| encoded.agrees(at, before, byte)) {
        found = true;
        let code = code.map(|code| code << 6 | u32::from(byte & 0x3F));
        continuation(encoded, (byte, next), more - 1, length, code, give);
    }
    if encoded.is_mark(at) {
        // One mark can stand for all that is missing.
        give(at + 1, '\u{FFFD}', LOST_MARKED);
        continuation(encoded, (b'?', at + 1), more - 1, length, None, give);
    } else if !found || encoded.wrong != Table::Latin1 && encoded.offset(at).is_some() {
        give(at, '\u{FFFD}', LOST_SILENTLY);
    }
}

/// A character of a double-byte table with this lead, the trail at `at`.
fn pair(
    encoded: &Encoded,
    lead: u8,
    at: usize,
    read: impl Fn(u8, u8) -> Option<char>,
    give: &mut impl FnMut(usize, char, u32),
) {
    if !(0x81..=0xFE).contains(&lead) {
        return;
    }
    give(at, '\u{FFFD}', LOST_SILENTLY);
    if encoded.is_mark(at) {
        give(at + 1, '\u{FFFD}', LOST_MARKED);
    }
    let trails = encoded.bytes(at);
    for (trail, next) in trails.filter(|&(trail, _)| encoded.agrees(at, lead, trail)) {
        if let Some(c) = read(lead, trail) {
            give(next, c, plausibility::cost(c));
        }
    }
}
