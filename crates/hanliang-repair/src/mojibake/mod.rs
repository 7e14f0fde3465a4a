//! Text that was decoded with the wrong table: found, encoded back, and
//! decoded with the right one.
//!
//! The unit of decision is a line, since pages are put together from parts.
//! A stretch is repaired if that makes the line likelier by a margin that
//! chance does not reach, and shorter stretches only where the same mistake
//! is established on the page.

mod chain;
mod encoded;
mod established;
mod fragment;
mod hidden;
mod odds;
mod path;
mod piece;
mod remains;
mod stretch;
pub(crate) mod suspicion;
pub(crate) mod table;
mod wordless;

use std::collections::HashMap;

use hanliang_span::Span;

use crate::rewrite::{Pass, Rewrite};
use chain::{BETWEEN_IDEOGRAPHS, Chain, LAYERS, Mistake, likeliest};
use encoded::{Encoded, Right};
use established::{Established, LIKELY, variants};
use path::Weights;
use piece::Piece;
use stretch::{Stretch, stretch};
use table::Table;

/// The gain from which a stretch is repaired on its own evidence. Gains are
/// in nats, by the costs of words: about ten for a word in daily use, and
/// seventeen for each character that no word has.
const SURE: f32 = 42.0;
/// The odds from which a line is repaired on its own evidence: no clean line of
/// two million has 10, those in the order of a table aside, and of lists of rare
/// characters one in e^15 can have it.
const CERTAIN: f32 = 15.0;
/// The gain from which a stretch that is left alone is reported.
const WORTH_REPORTING: f32 = 16.0;
/// So many windows in a row of one mistake are a habit of the page.
const HABIT: usize = 4;
/// A line is weighed in windows of this many characters.
const WINDOW: usize = 4096;
/// The characters before a cut that may be a part of one that is cut: under
/// three layers a character is up to 27.
const TAIL: usize = 32;
/// The part of a window by which its mistake is found.
const SAMPLE: usize = 240;

/// Undoes wrong decodings.
pub(crate) fn repair(text: &str, known: &mut Known) -> Option<(String, Pass)> {
    let (windows, stretches, fragments) = find_all(text, known);
    let (established, stretches) = Established::of(text, &windows, stretches, known);
    let mut stretches = with_fragments(stretches, fragments);
    if stretches.first().is_none_or(|first| first.span.start > 0) {
        stretches.splice(0..0, fragment::byte_order_mark(text));
    }
    let lines = by_line(text, windows, stretches, &established);
    let mut remains = remains_of(text, &lines, &established)
        .into_iter()
        .peekable();
    let mut rewrite = Rewrite::new(text);
    for (window, stretches) in lines {
        let remains = remains.next_if(|(span, _)| span.start < window.end);
        let mut pieces = match remains {
            Some((span, wrong)) => piece::refused(text, span, wrong, &stretches),
            None => piece::found(text, window, &stretches, &established),
        };
        let beside = piece::among_marks(text, window, &pieces, stretches.first());
        pieces.extend(beside);
        pieces.sort_by_key(Piece::span);
        for piece in pieces {
            piece.write(&mut rewrite, &established);
        }
    }
    rewrite.finish()
}

/// The windows of a text, the stretches that read better with another table,
/// and the single characters that do, each in order.
fn find_all(text: &str, known: &mut Known) -> (Vec<Span>, Vec<Stretch>, Vec<Stretch>) {
    let mut windows: Vec<Span> = Vec::new();
    let mut stretches: Vec<Stretch> = Vec::new();
    let mut fragments: Vec<Stretch> = Vec::new();
    let mut habit = Habit::default();
    while let Some(mut window) = window(text, windows.last().map_or(0, |last| last.end)) {
        let before = stretches.len();
        if window.of(text).is_some_and(suspicion::is_suspect) {
            let cut = in_step_of_utf8(text, window, &habit.chain);
            window.end = cut.unwrap_or(window.end);
            let mut found = find(text, window, &mut habit, known);
            if cut.is_none()
                && let Some(end) = in_step(text, window, &found)
            {
                window.end = end;
                let chain = found.first().map(|stretch| stretch.chain.clone());
                let content = window.of(text).unwrap_or_default();
                found = known.stretches_of(content, window.start, &chain.unwrap_or_default());
            }
            stretches.extend(found);
        }
        let found = stretches.get(before..).unwrap_or_default();
        let content = window.of(text).unwrap_or_default();
        if !found.iter().any(Stretch::is_sure)
            && suspicion::may_be_pairs(content)
            && let Some(line) = line_of_pairs(content, window.start, known)
        {
            stretches.truncate(before);
            stretches.push(line);
        }
        windows.push(window);
        let found = stretches.get(before..).unwrap_or_default();
        if !found.iter().any(Stretch::is_sure) {
            let line = window.of(text).unwrap_or_default();
            fragments.extend(fragment::find(line, window.start));
        }
    }
    (windows, stretches, fragments)
}

/// Whether a short line is likely to have been read with the other table of
/// pairs, as a whole.
pub(crate) fn is_likely_pairs(line: &str) -> bool {
    suspicion::may_be_pairs(line) && mistakes_of_pairs(line).next().is_some()
}

/// The mistakes between two tables of pairs that a line is likely to have.
fn mistakes_of_pairs(line: &str) -> impl Iterator<Item = Mistake> {
    let is_likely =
        |mistake: &Mistake| odds::of_line(line, *mistake).is_some_and(|odds| odds >= LIKELY);
    BETWEEN_IDEOGRAPHS.into_iter().filter(is_likely)
}

/// A short line as a whole, if it is likely to have been read with the other
/// table of pairs.
fn line_of_pairs(content: &str, offset: usize, known: &mut Known) -> Option<Stretch> {
    let chains = mistakes_of_pairs(content).map(|mistake| vec![(mistake, Weights::Throughout)]);
    let found = chains.flat_map(|chain| known.stretches_of(content, offset, &chain));
    found
        .filter(|stretch| stretch.is_whole_by(LIKELY))
        .max_by(|a, b| {
            let odds = |stretch: &Stretch| stretch.odds.unwrap_or_default();
            odds(a).total_cmp(&odds(b))
        })
}

/// The lines that have something to repair or to report, with their stretches.
fn by_line(
    text: &str,
    windows: Vec<Span>,
    stretches: Vec<Stretch>,
    established: &Established,
) -> Vec<(Span, Vec<Stretch>)> {
    let mut lines: Vec<(Span, Vec<Stretch>)> = Vec::new();
    let mut stretches = stretches.into_iter().peekable();
    for window in windows {
        let mut within = Vec::new();
        while let Some(stretch) = stretches.next_if(|s| s.span.start < window.end) {
            if established.writes(&stretch) || is_worth_reporting(&stretch) {
                within.push(stretch);
            }
        }
        if !within.is_empty() || window.of(text).is_some_and(suspicion::has_odd) {
            lines.push((window, within));
        }
    }
    lines
}

/// What is left of UTF-8 in the lines of which nothing is written.
fn remains_of(
    text: &str,
    lines: &[(Span, Vec<Stretch>)],
    established: &Established,
) -> Vec<(Span, Table)> {
    let is_left = |stretches: &[Stretch]| !stretches.iter().any(|s| established.writes(s));
    let left = lines.iter().filter(|(_, stretches)| is_left(stretches));
    let left: Vec<Span> = left.map(|(window, _)| *window).collect();
    remains::of_lines(text, &left)
}

fn is_worth_reporting(stretch: &Stretch) -> bool {
    let is_likely = if stretch.is_between_ideographs() {
        stretch.telling
    } else {
        stretch.sound || stretch.telling
    };
    stretch.gain >= WORTH_REPORTING && is_likely || stretch.is_whole_by(LIKELY)
}

/// The stretches and the fragments, in order; a stretch gives way to the
/// fragments in its place. Where the page has another mistake with Latin-1, two
/// of its letters are no character of UTF-8.
fn with_fragments(stretches: Vec<Stretch>, fragments: Vec<Stretch>) -> Vec<Stretch> {
    let is_free = |stretch: &Stretch| {
        let next = fragments.partition_point(|f| f.span.end <= stretch.span.start);
        let next = fragments.get(next);
        next.is_none_or(|fragment| fragment.span.start >= stretch.span.end)
    };
    let others = stretches.iter().filter(|stretch| is_free(stretch));
    let mut mistakes = others.flat_map(|stretch| &stretch.chain);
    if fragments.is_empty() || mistakes.any(|(mistake, _)| mistake.is_pairs_as_latin1()) {
        return stretches;
    }
    let mut all: Vec<Stretch> = Vec::with_capacity(stretches.len() + fragments.len());
    all.extend(stretches.into_iter().filter(is_free));
    all.extend(fragments);
    all.sort_by_key(|stretch| stretch.span.start);
    all
}

/// The line that starts at an offset, or a piece of one that is too long.
fn window(text: &str, at: usize) -> Option<Span> {
    let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
    // Only as far as a window can reach: a page may be one line. A line of
    // more bytes has more characters, and is cut wherever it ends.
    let near = rest.as_bytes().get(..4 * WINDOW).unwrap_or(rest.as_bytes());
    let line = memchr::memchr(b'\n', near).map_or(rest.len(), |i| i + 1);
    let length = if line <= WINDOW {
        line
    } else {
        cut(rest.get(..line).unwrap_or(rest))
    };
    Some(Span::new(at, at + length))
}

/// Where to cut a long line: after ASCII that cannot be part of a pair, if
/// there is any, since every table is in step there.
fn cut(line: &str) -> usize {
    let end = line
        .char_indices()
        .nth(WINDOW)
        .map_or(line.len(), |(at, _)| at);
    if end == line.len() {
        return end;
    }
    let window = line.get(..end).unwrap_or(line);
    match window.rfind(|c: char| c < '@') {
        Some(at) if at > end / 2 => at + 1,
        _ => end,
    }
}

/// The last place of a window where it may end, if it was cut elsewhere than at
/// ASCII.
fn tail(text: &str, window: Span) -> Option<usize> {
    let content = window.of(text)?;
    // A plain space may have been A0.
    let is_ascii = content.ends_with(|c: char| c < '@' && c != ' ');
    if window.end == text.len() || is_ascii {
        return None;
    }
    let (tail, _) = content.char_indices().rev().nth(TAIL)?;
    Some(tail)
}

/// Where to end a window that was cut elsewhere than at ASCII: behind the last
/// character whose bytes are all before the cut, in every layer.
fn in_step(text: &str, window: Span, found: &[Stretch]) -> Option<usize> {
    let last = found.last()?;
    let tail = tail(text, window)?;
    if last.span.end <= window.start + tail {
        return None;
    }
    let content = window.of(text)?;
    let ends = chain::ends(content, &last.chain);
    let within = ends.into_iter().rev().find(|&end| end <= tail)?;
    (within > content.len() / 2).then_some(window.start + within)
}

/// The same where the page is known to be UTF-8 in one layer: there the bytes
/// show it.
fn in_step_of_utf8(text: &str, window: Span, chain: &Chain) -> Option<usize> {
    let [(mistake, _)] = chain.as_slice() else {
        return None;
    };
    if mistake.right != Right::Utf8 {
        return None;
    }
    let tail = tail(text, window)?;
    let content = window.of(text)?.get(..tail)?;
    let (start, _) = content.char_indices().rev().nth(TAIL)?;
    let encoded = Encoded::new(content.get(start..)?, mistake.wrong, false);
    let end = encoded.last_start()?;
    Some(window.start + start + end)
}

/// The mistake that the last windows of a page had.
#[derive(Default)]
struct Habit {
    chain: Chain,
    /// How many of them in a row.
    windows: usize,
}

impl Habit {
    /// Whether the page has it so often that it is enough for a window in which
    /// it is not sure.
    fn is_steady(&self) -> bool {
        self.windows >= HABIT
    }

    fn see(&mut self, chain: &Chain) {
        if self.chain == *chain {
            self.windows += 1;
        } else {
            self.chain.clone_from(chain);
            self.windows = 1;
        }
    }
}

/// Finds the stretches of a window. The mistake of the window before is tried
/// first; all others only if that does not explain it.
fn find(text: &str, window: Span, habit: &mut Habit, known: &mut Known) -> Vec<Stretch> {
    let content = window.of(text).unwrap_or_default();
    if !habit.chain.is_empty() {
        let found = likelier(variants(&habit.chain).iter(), content, window.start, known);
        let is_explained = habit.is_steady() && gain(&found) >= WORTH_REPORTING;
        if is_explained || found.iter().any(Stretch::is_sure) {
            return found;
        }
    }
    let (_, chain) = likeliest(sample(content), LAYERS);
    let found = known.stretches_of(content, window.start, &chain);
    if !found.is_empty() {
        habit.see(&chain);
    }
    found
}

/// The stretches under the chain by which they gain most.
fn likelier<'c>(
    chains: impl Iterator<Item = &'c Chain>,
    content: &str,
    offset: usize,
    known: &mut Known,
) -> Vec<Stretch> {
    let found = chains.map(|chain| known.stretches_of(content, offset, chain));
    found
        .max_by(|a, b| gain(a).total_cmp(&gain(b)))
        .unwrap_or_default()
}

/// What stretches gain together.
fn gain(stretches: &[Stretch]) -> f32 {
    stretches.iter().map(|stretch| stretch.gain).sum()
}

/// What the windows were read as that a round leaves as they are: the next one
/// comes upon them again.
#[derive(Debug, Default)]
pub(crate) struct Known {
    windows: HashMap<Box<str>, Vec<(Chain, Vec<Stretch>)>>,
    /// How many bytes they have.
    length: usize,
}

/// No more bytes than these are kept.
const KEPT: usize = 1 << 20;

impl Known {
    /// The stretches of a window, which stands at `offset`, under a chain.
    fn stretches_of(&mut self, content: &str, offset: usize, chain: &Chain) -> Vec<Stretch> {
        let known = self.windows.get(content).and_then(|readings| {
            let mut readings = readings.iter();
            readings.find(|(of, _)| of == chain)
        });
        let found = match known {
            Some((_, found)) => found.clone(),
            None => {
                let found = stretches_of(content, chain);
                self.keep(content, chain, &found);
                found
            }
        };
        let found = found.into_iter();
        found.map(|stretch| stretch.shift(offset)).collect()
    }

    /// Keeps what will hardly be written.
    fn keep(&mut self, content: &str, chain: &Chain, found: &[Stretch]) {
        if self.length < KEPT && !found.iter().any(Stretch::is_sure) {
            self.length += content.len();
            let readings = self.windows.entry(content.into()).or_default();
            readings.push((chain.clone(), found.to_vec()));
        }
    }
}

fn stretches_of(content: &str, chain: &Chain) -> Vec<Stretch> {
    let Some((first, weights)) = chain.first() else {
        return Vec::new();
    };
    let encoded = Encoded::new(content, first.wrong, false);
    let steps = path::cheapest(&encoded, first.right, *weights);
    steps
        .chunk_by(|a, b| a.written.is_some() == b.written.is_some())
        .filter(|run| run.first().is_some_and(|step| step.written.is_some()))
        .filter_map(|run| stretch(content, &encoded, run, chain))
        .collect()
}

/// The suspect part of a window, in step from an ASCII character or the start
/// of the line on.
fn sample(content: &str) -> &str {
    let odd = content
        .char_indices()
        .find(|&(_, c)| suspicion::is_odd(c))
        .map_or(0, |(at, _)| at);
    let start = content
        .get(..odd)
        .and_then(|before| before.rfind(|c: char| c < '@'))
        .map_or(0, |at| at + 1);
    let rest = content.get(start..).unwrap_or(content);
    let end = rest
        .char_indices()
        .nth(SAMPLE)
        .map_or(rest.len(), |(at, _)| at);
    rest.get(..end).unwrap_or(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The same, with a look at all of the line for each window.
    fn windows_of_whole_lines(text: &str) -> Vec<Span> {
        let mut found = Vec::new();
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let end = at + line.len();
            while at < end {
                let rest = text.get(at..end).unwrap_or_default();
                let length = if rest.len() <= WINDOW {
                    rest.len()
                } else {
                    cut(rest)
                };
                found.push(Span::new(at, at + length));
                at += length;
            }
        }
        found
    }

    #[test]
    fn long_lines_are_cut_as_if_all_of_them_were_seen() {
        for unit in ["a", "é", "中", "𠀀", "a中", "中文,", "\n"] {
            for characters in [0, 1, WINDOW - 1, WINDOW, WINDOW + 1, 3 * WINDOW] {
                for end in ["", "\n", "a", "\n中", "中\n\n"] {
                    let text: String = unit.chars().cycle().take(characters).collect();
                    let text = text + end;
                    let first = window(&text, 0);
                    let next = |last: &Span| window(&text, last.end);
                    let found: Vec<Span> = core::iter::successors(first, next).collect();
                    assert_eq!(found, windows_of_whole_lines(&text), "{unit:?} {end:?}");
                    assert!(found.iter().all(|window| window.of(&text).is_some()));
                }
            }
        }
    }
}
