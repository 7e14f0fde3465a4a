//! Text that was decoded with the wrong table: found, encoded back, and
//! decoded with the right one.
//!
//! The unit of decision is a line, since pages are put together from parts.
//! A stretch is repaired if that makes the line likelier by a margin that
//! chance does not reach, and shorter stretches only where the same mistake
//! is established on the page.

mod path;
pub(crate) mod suspicion;
mod table;

use hanliang_span::Span;

use crate::pinyin::cost_of;
use crate::record::Damage;
use crate::rewrite::{Pass, Rewrite};
use path::{Encoded, Right, Step, Weights};
use table::Table;

/// The gain from which a stretch is repaired on its own evidence. Gains are
/// in nats, by the costs of words: about ten for a word in daily use, and
/// seventeen for each character that no word has.
const SURE: f32 = 42.0;
/// The same where the page has other stretches with the same mistake.
const ESTABLISHED: f32 = 10.0;
/// The gain from which a stretch that is left alone is reported.
const WORTH_REPORTING: f32 = 16.0;
/// What a sound text costs at most, for each of its characters beyond ASCII.
const SOUND: f32 = 9.5;
/// The same for a short stretch of GBK or Big5, in which nearly any two bytes
/// are a character: only words tell it from chance.
const WORDED: f32 = 7.2;
/// The gain from which no stretch is short.
const LONG: f32 = 200.0;
/// What a further layer must bring the cost down to, as a share.
const DEEPER: f32 = 0.8;
/// What a sound text may cost beyond that: a name, a rare word.
const SLACK: f32 = 16.0;
/// What each wrong decoding costs, as an assumption.
const LAYER: f32 = 8.0;
/// A line is weighed in windows of this many characters.
const WINDOW: usize = 4096;
/// The part of a window by which its mistake is found.
const SAMPLE: usize = 240;
/// How many wrong decodings, one upon the other, are undone.
const LAYERS: usize = 3;

/// What it costs to go over from damaged text to sound text or back.
const CROSSING: f32 = 5.0;

/// Wrong decodings in the order in which they are undone. What comes out of
/// all but the last need not be likely text.
type Chain = Vec<(Mistake, Weights)>;

/// A wrong table and the right one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Mistake {
    wrong: Table,
    right: Right,
    damage: Damage,
}

impl Mistake {
    /// Whether both tables show most bytes as ideographs.
    fn is_between_ideographs(self) -> bool {
        self.wrong != Table::Latin1 && self.right != Right::Utf8
    }
}

const MISTAKES: [Mistake; 7] = [
    Mistake {
        wrong: Table::Gbk,
        right: Right::Utf8,
        damage: Damage::MojibakeUtf8AsGbk,
    },
    Mistake {
        wrong: Table::Latin1,
        right: Right::Utf8,
        damage: Damage::MojibakeUtf8AsLatin1,
    },
    Mistake {
        wrong: Table::Big5,
        right: Right::Utf8,
        damage: Damage::MojibakeUtf8AsBig5,
    },
    Mistake {
        wrong: Table::Latin1,
        right: Right::Gbk,
        damage: Damage::MojibakeGbkAsLatin1,
    },
    Mistake {
        wrong: Table::Latin1,
        right: Right::Big5,
        damage: Damage::MojibakeBig5AsLatin1,
    },
    Mistake {
        wrong: Table::Big5,
        right: Right::Gbk,
        damage: Damage::MojibakeGbkAsBig5,
    },
    Mistake {
        wrong: Table::Gbk,
        right: Right::Big5,
        damage: Damage::MojibakeBig5AsGbk,
    },
];

/// A stretch of text that reads better with another table.
#[derive(Debug)]
struct Stretch {
    /// Where, in the text.
    span: Span,
    damage: Damage,
    /// The parts that differ, and what was written there.
    parts: Vec<(Span, String)>,
    /// The wrong decodings.
    chain: Chain,
    /// How much likelier it is than the text as it stands, in nats.
    gain: f32,
    /// Whether what it gives is sound text.
    sound: bool,
    /// Whether that could hardly come about by chance.
    telling: bool,
}

/// Undoes wrong decodings.
pub(crate) fn repair(text: &str) -> Option<(String, Pass)> {
    let mut stretches: Vec<Stretch> = Vec::new();
    for window in windows(text) {
        if window.of(text).is_some_and(suspicion::is_suspect) {
            let last = stretches.last().map(|stretch| stretch.chain.clone());
            find(text, window, last.as_slice(), &mut stretches);
        }
    }
    if stretches.is_empty() {
        return None;
    }
    let mut established: Vec<Chain> = Vec::new();
    for stretch in stretches.iter().filter(|stretch| stretch.is_sure()) {
        for chain in variants(&stretch.chain) {
            if !established.contains(&chain) {
                established.push(chain);
            }
        }
    }
    if !established.is_empty() {
        stretches = with_short_lines(text, stretches, &established);
    }
    let mut rewrite = Rewrite::new(text);
    for stretch in stretches {
        let known = established.contains(&stretch.chain);
        if stretch.is_sure() || known && stretch.sound && stretch.gain >= ESTABLISHED {
            let confidence = confidence(stretch.gain, known);
            for (span, written) in &stretch.parts {
                rewrite.replace(*span, written, stretch.damage, confidence);
                for (offset, mark) in written.match_indices('\u{FFFD}') {
                    rewrite.lose_in_last(
                        Span::new(offset, offset + mark.len()),
                        Damage::ReplacementCharacter,
                        Some("bytes of this character were lost".to_owned()),
                    );
                }
            }
        } else if stretch.gain >= WORTH_REPORTING && (stretch.sound || stretch.telling) {
            rewrite.lose(stretch.span, stretch.damage, Some(stretch.doubt()));
        }
    }
    rewrite.finish()
}

/// A chain, and the same chain where it could go through the whole of a line.
fn variants(chain: &Chain) -> Vec<Chain> {
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
fn with_short_lines(text: &str, stretches: Vec<Stretch>, established: &[Chain]) -> Vec<Stretch> {
    let mut all = Vec::new();
    let mut known = stretches.into_iter().peekable();
    for window in windows(text) {
        let before = all.len();
        while let Some(stretch) = known.next_if(|s| s.span.start < window.end) {
            all.push(stretch);
        }
        if all.len() == before && window.of(text).is_some_and(suspicion::has_odd) {
            let chains = established.iter();
            let found = chains.map(|chain| stretches_in(text, window, chain));
            all.extend(
                found
                    .max_by(|a, b| gain(a).total_cmp(&gain(b)))
                    .unwrap_or_default(),
            );
        }
    }
    all
}

impl Stretch {
    fn is_sure(&self) -> bool {
        self.sound && self.telling && self.gain >= SURE
    }

    /// Why it was left alone.
    fn doubt(&self) -> String {
        let read: String = self
            .parts
            .iter()
            .flat_map(|(_, written)| written.chars())
            .take(40)
            .collect();
        if self.sound {
            format!("may stand for {read}: too short to be sure")
        } else {
            format!("too many bytes are lost; what is left reads {read}")
        }
    }
}

/// The probability that goes with a gain, the prior of damage taken off.
fn confidence(gain: f32, established: bool) -> f64 {
    let prior = if established { 6.0 } else { 34.0 };
    1.0 - f64::from(-(gain - prior).clamp(1.0, 30.0)).exp()
}

/// Lines, and pieces of lines that are too long.
fn windows(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut at = 0;
    core::iter::from_fn(move || {
        let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
        let line = memchr::memchr(b'\n', rest.as_bytes()).map_or(rest.len(), |i| i + 1);
        let length = if line <= WINDOW {
            line
        } else {
            cut(rest.get(..line).unwrap_or(rest))
        };
        let window = Span::new(at, at + length);
        at = window.end;
        Some(window)
    })
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

/// Finds the stretches of a window. Chains that are known from other windows
/// are tried first; all others only if those do not explain it.
fn find(text: &str, window: Span, known: &[Chain], stretches: &mut Vec<Stretch>) {
    let Some(content) = window.of(text) else {
        return;
    };
    for chain in known {
        let found = stretches_of(content, window.start, chain);
        // Where both tables show ideographs, each window is its own case.
        let settled = !chain
            .iter()
            .any(|(mistake, _)| mistake.is_between_ideographs());
        if settled && found.iter().any(Stretch::is_sure) {
            stretches.extend(found);
            return;
        }
    }
    let sample = sample(content);
    let (_, chain) = likeliest(sample, LAYERS);
    stretches.extend(stretches_of(content, window.start, &chain));
}

fn stretches_in(text: &str, window: Span, chain: &Chain) -> Vec<Stretch> {
    let content = window.of(text).unwrap_or_default();
    stretches_of(content, window.start, chain)
}

/// What stretches gain together.
fn gain(stretches: &[Stretch]) -> f32 {
    stretches.iter().map(|stretch| stretch.gain).sum()
}

fn stretches_of(content: &str, offset: usize, chain: &Chain) -> Vec<Stretch> {
    let Some((first, weights)) = chain.first() else {
        return Vec::new();
    };
    let encoded = Encoded::new(content, first.wrong);
    let steps = path::cheapest(&encoded, first.right, *weights);
    steps
        .chunk_by(|a, b| a.written.is_some() == b.written.is_some())
        .filter(|run| run.first().is_some_and(|step| step.written.is_some()))
        .filter_map(|run| stretch(content, offset, &encoded, run, chain))
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

/// The chain of at most so many wrong decodings under which a text is
/// likeliest, and what the text costs under it. Empty if it is the text as it
/// stands.
fn likeliest(text: &str, layers: usize) -> (f32, Chain) {
    let as_it_is = cost_of(text);
    let mut best = (as_it_is, Chain::new());
    if layers == 0 || !suspicion::is_suspect(text) {
        return best;
    }
    // A further layer is an assumption, which must explain much.
    let most = if layers == LAYERS {
        as_it_is
    } else {
        as_it_is * DEEPER
    };
    for mistake in MISTAKES {
        for weights in [Weights::ByCharacter, Weights::Flat, Weights::Throughout] {
            let makes_sense = match weights {
                Weights::ByCharacter => true,
                // For results that are to be read again.
                Weights::Flat => layers > 1 && mistake.right == Right::Utf8,
                Weights::Throughout => layers == LAYERS && mistake.is_between_ideographs(),
            };
            if !makes_sense {
                continue;
            }
            let Some((written, crossings)) = undo(text, mistake, weights) else {
                continue;
            };
            let crossed = CROSSING * approximate(crossings);
            let (cost, deeper) = if is_whole(text, &written) {
                likeliest(&written, layers - 1)
            } else {
                (cost_of(&written), Chain::new())
            };
            let useless = weights == Weights::Flat && deeper.is_empty();
            let cost = cost + crossed;
            if !useless && cost + LAYER < best.0 && cost < most {
                let mut chain = vec![(mistake, weights)];
                chain.extend(deeper);
                best = (cost + LAYER, chain);
            }
        }
    }
    best
}

/// Whether a reading has lost so little of a text that it may be read again.
fn is_whole(text: &str, written: &str) -> bool {
    let marks = |text: &str| text.matches('\u{FFFD}').count();
    let lost = marks(written).saturating_sub(marks(text));
    lost * 12 <= written.chars().count()
}

/// The text with one wrong decoding undone, if that changes it, and how often
/// the path went over from one side to the other.
fn undo(text: &str, mistake: Mistake, weights: Weights) -> Option<(String, usize)> {
    let encoded = Encoded::new(text, mistake.wrong);
    let steps = path::cheapest(&encoded, mistake.right, weights);
    if steps.iter().all(|step| step.written.is_none()) {
        return None;
    }
    let mut written = String::with_capacity(text.len());
    for step in &steps {
        match step.written {
            Some(c) => written.push(c),
            None => {
                let (from, to) = (encoded.offset(step.from)?, encoded.offset(step.to)?);
                written.push_str(text.get(from..to)?);
            }
        }
    }
    let runs = steps.chunk_by(|a, b| a.written.is_some() == b.written.is_some());
    Some((written, runs.count() - 1))
}

/// One run of the path as a stretch of the text.
fn stretch(
    content: &str,
    offset: usize,
    encoded: &Encoded,
    run: &[Step],
    chain: &Chain,
) -> Option<Stretch> {
    let ((first, _), deeper) = chain.split_first()?;
    let (from, to) = (
        encoded.offset(run.first()?.from)?,
        encoded.offset(run.last()?.to)?,
    );
    let mut parts = parts(content, encoded, run);
    if parts.is_empty() {
        return None;
    }
    let mut damage = first.damage;
    let mut written: String = run.iter().filter_map(|step| step.written).collect();
    let mut undone = 1_i16;
    for (mistake, weights) in deeper {
        if let Some((below, _)) = undo(&written, *mistake, *weights) {
            damage = Damage::MojibakeTwoLayers;
            written = below;
            parts = vec![trimmed(content, Span::new(from, to), &written)];
            undone += 1;
        }
    }
    let cost = cost_of(&written);
    let gain = cost_of(content.get(from..to)?) - cost - LAYER * (f32::from(undone) - 1.0);
    let self_checking = chain
        .iter()
        .any(|(mistake, _)| mistake.right == Right::Utf8);
    let beyond_ascii = cost_beyond_ascii(&written);
    let telling = self_checking || gain >= LONG || beyond_ascii <= usual(&written, WORDED);
    let span = parts
        .iter()
        .map(|(part, _)| *part)
        .reduce(Span::join)?
        .shift(offset);
    for (part, _) in &mut parts {
        *part = part.shift(offset);
    }
    Some(Stretch {
        span,
        damage,
        parts,
        chain: chain.clone(),
        gain,
        sound: beyond_ascii <= usual(&written, SOUND) + SLACK && suspicion::is_good(&written),
        telling,
    })
}

/// A span and what is written there, without what is the same at both ends.
fn trimmed(content: &str, span: Span, written: &str) -> (Span, String) {
    let before = span.of(content).unwrap_or_default();
    let same = |pairs: &mut dyn Iterator<Item = (char, char)>| -> usize {
        pairs
            .take_while(|(a, b)| a == b)
            .map(|(a, _)| a.len_utf8())
            .sum()
    };
    let head = same(&mut before.chars().zip(written.chars()));
    let (before, after) = (
        before.get(head..).unwrap_or_default(),
        written.get(head..).unwrap_or_default(),
    );
    let tail = same(&mut before.chars().rev().zip(after.chars().rev()));
    let kept = after.get(..after.len() - tail).unwrap_or_default();
    (
        Span::new(span.start + head, span.end - tail),
        kept.to_owned(),
    )
}

/// What a text costs at so much for each character beyond ASCII.
fn usual(text: &str, each: f32) -> f32 {
    each * approximate(text.chars().filter(|c| !c.is_ascii()).count())
}

/// What a text costs without its ASCII, which is the same in every reading.
fn cost_beyond_ascii(text: &str) -> f32 {
    text.split(|c: char| c.is_ascii()).map(cost_of).sum()
}

fn approximate(count: usize) -> f32 {
    u16::try_from(count).map_or(f32::from(u16::MAX), f32::from)
}

/// The parts of a run that differ from the text, cut where both sides have a
/// boundary and the reader would see one.
fn parts(content: &str, encoded: &Encoded, run: &[Step]) -> Vec<(Span, String)> {
    let same = |step: &Step| {
        let at = encoded.offset(step.from).zip(encoded.offset(step.to));
        let stands = at.and_then(|(from, to)| content.get(from..to));
        let mut buffer = [0; 4];
        stands.is_some() && stands == step.written.map(|c| &*c.encode_utf8(&mut buffer))
    };
    let mut parts = Vec::new();
    let mut open: Option<(usize, String)> = None;
    for (i, step) in run.iter().enumerate() {
        let Some(c) = step.written else { continue };
        if open.is_none() {
            if same(step) {
                continue;
            }
            open = encoded.offset(step.from).map(|at| (at, String::new()));
        }
        if let Some((_, written)) = &mut open {
            written.push(c);
        }
        let Some(end) = encoded.offset(step.to) else {
            continue;
        };
        let ends = run.get(i + 1).is_none_or(same)
            || matches!(
                c,
                '，' | '。' | '、' | '；' | '：' | '？' | '！' | '”' | '》'
            );
        if ends && let Some((start, written)) = open.take() {
            parts.push((Span::new(start, end), written));
        }
    }
    parts
}
