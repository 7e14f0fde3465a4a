//! A stretch of a text that reads better with another table.

use hanliang_span::Span;

use super::chain::{self, Chain, LAYER, approximate, undo};
use super::encoded::{Encoded, Right};
use super::path::{self, Step};
use super::table::Table;
use super::{CERTAIN, SURE, odds, remains, suspicion};
use crate::han;
use crate::pinyin::cost_of;
use crate::plausibility;
use crate::record::Damage;

/// What a sound text costs at most, for each of its characters beyond ASCII.
const SOUND: f32 = 9.5;
/// The same for a short stretch of GBK or Big5, in which nearly any two bytes
/// are a character: only words tell it from chance.
const WORDED: f32 = 7.2;
/// What each of several stretches gains by being chosen.
const EACH: f32 = 6.0;
/// The gain from which no stretch is short.
const LONG: f32 = 200.0;
/// The part of a long run that is weighed by its words, in characters, and in how
/// many behind it the two tables come to an end together.
const SAMPLE: usize = 48;
const TOGETHER: usize = 4;
/// What a sound text may cost beyond that: a name, a rare word.
const SLACK: f32 = 16.0;

/// The evidence, in bits, that hardly any text but UTF-8 gives: two
/// ideographs read as GBK.
pub(super) const TELLING: i32 = 8;
/// The evidence that no other text gives, whatever is written there: ten.
const PROOF: i32 = 40;

/// A stretch of text that reads better with another table.
#[derive(Clone, Debug)]
pub(super) struct Stretch {
    /// Where, in the text.
    pub(super) span: Span,
    pub(super) damage: Damage,
    /// The parts that differ, and what was written there.
    pub(super) parts: Vec<(Span, String)>,
    /// The wrong decodings.
    pub(super) chain: Chain,
    /// How much likelier it is than the text as it stands, in nats.
    pub(super) gain: f32,
    /// What it costs beyond ASCII, and for how many characters.
    pub(super) cost: f32,
    pub(super) letters: usize,
    /// Whether what it gives is sound text.
    pub(super) sound: bool,
    /// Whether that could hardly come about by chance.
    pub(super) telling: bool,
    /// Whether its bytes are UTF-8 beyond doubt, whatever is written there.
    pub(super) proven: bool,
    /// Where the wrong table shows ideographs, the [odds](super::odds) for it.
    pub(super) odds: Option<f32>,
    /// Whether there is nothing but ASCII beside it in its line.
    pub(super) is_whole: bool,
}

impl Stretch {
    pub(super) fn is_sure(&self) -> bool {
        self.telling && self.gain >= SURE && (self.sound || self.proven)
            || self.is_whole_by(CERTAIN)
    }

    /// Whether it is all of a line, with such odds.
    pub(super) fn is_whole_by(&self, odds: f32) -> bool {
        self.is_whole && self.odds.is_some_and(|found| found >= odds)
    }

    /// Whether the table it was read with and its own both show ideographs.
    pub(super) fn is_between_ideographs(&self) -> bool {
        let first = self.chain.first();
        first.is_some_and(|(mistake, _)| mistake.is_between_ideographs())
    }

    /// What shares its damage in a gap beside it, if it was UTF-8.
    pub(super) fn remains(&self, text: &str, gap: Span, touches: [bool; 2]) -> Vec<Span> {
        let first = self.chain.first().map(|(first, _)| first);
        let (Some(first), Some(content)) = (first, gap.of(text)) else {
            return Vec::new();
        };
        if first.right != Right::Utf8 {
            return Vec::new();
        }
        let spans = remains::between(content, touches, first.wrong);
        spans
            .into_iter()
            .map(|span| span.shift(gap.start))
            .collect()
    }

    /// The same, `offset` bytes further on.
    pub(super) fn shift(mut self, offset: usize) -> Self {
        self.span = self.span.shift(offset);
        for (part, _) in &mut self.parts {
            *part = part.shift(offset);
        }
        self
    }

    /// Takes in what stands behind it.
    pub(super) fn extend(&mut self, span: Span, written: char) {
        self.span.end = span.end;
        if let Some((part, text)) = self.parts.last_mut() {
            part.end = span.end;
            text.push(written);
        }
    }

    /// Whether these stretches are sure together.
    pub(super) fn are_sure(all: &[Self]) -> bool {
        let count = approximate(all.len());
        let gain: f32 = all.iter().map(|stretch| stretch.gain).sum();
        let cost: f32 = all.iter().map(|stretch| stretch.cost).sum();
        let letters = all.iter().map(|stretch| stretch.letters).sum();
        let sound = all.iter().filter(|stretch| stretch.sound).count();
        gain >= SURE + EACH * count
            && cost <= SOUND * approximate(letters) + SLACK
            && sound * 4 >= all.len() * 3
    }

    /// Why it was left alone.
    pub(super) fn doubt(&self) -> String {
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

/// One run of the path as a stretch of the text.
pub(super) fn stretch(
    content: &str,
    encoded: &Encoded,
    run: &[Step],
    chain: &Chain,
) -> Option<Stretch> {
    let (from, to) = (
        encoded.offset(run.first()?.from)?,
        encoded.offset(run.last()?.to)?,
    );
    let mut parts = parts(content, encoded, run);
    if parts.is_empty() {
        return None;
    }
    let Undone {
        damage,
        written,
        layers,
        evidence,
    } = undone(encoded, run, chain)?;
    if layers > 1 {
        parts = vec![trimmed(content, Span::new(from, to), &written)];
    }
    let ends_in_utf8 = chain
        .last()
        .is_some_and(|(last, _)| last.right == Right::Utf8);
    let proven = ends_in_utf8 && evidence.last().is_some_and(|&last| last >= PROOF);
    let sample = (proven && layers == 1)
        .then(|| sampled(encoded, run))
        .flatten();
    let (to, written) = sample.unwrap_or((to, written));
    let beyond_ascii = cost_beyond_ascii(&written);
    let cost = beyond_ascii + cost_of_ascii(&written);
    let gain = cost_of(content.get(from..to)?) - cost - LAYER * (f32::from(layers) - 1.0);
    let telling = match evidence.iter().min() {
        Some(&least) => least >= TELLING,
        None => gain >= LONG || beyond_ascii <= usual(&written, WORDED),
    };
    let span = parts.iter().map(|(part, _)| *part).reduce(Span::join)?;
    let odds = match chain.as_slice() {
        [(mistake, _)] if mistake.is_between_ideographs() => !written.contains('\u{FFFD}'),
        // Two characters are too few, whatever they say.
        [(mistake, _)] => {
            mistake.wrong != Table::Latin1 && letters(&written) > 2 && is_chinese(&written)
        }
        _ => false,
    };
    let odds = odds
        .then(|| {
            content
                .get(from..to)
                .map(|shown| odds::odds(shown, &written))
        })
        .flatten();
    let beside = [content.get(..from), content.get(to..)];
    Some(Stretch {
        odds,
        is_whole: beside.iter().flatten().all(|beside| beside.is_ascii()),
        span,
        damage,
        parts,
        chain: chain.clone(),
        gain,
        cost: beyond_ascii,
        letters: letters(&written),
        sound: beyond_ascii <= usual(&written, SOUND) + SLACK && suspicion::is_good(&written),
        telling,
        proven,
    })
}

/// The first characters of a long run, whose bytes are UTF-8 beyond doubt, and
/// where they end in the text: what they gain says enough.
fn sampled(encoded: &Encoded, run: &[Step]) -> Option<(usize, String)> {
    let ends = run.iter().enumerate().skip(SAMPLE);
    let (last, end) = ends
        .take(TOGETHER)
        .find_map(|(place, step)| Some((place, encoded.offset(step.to)?)))?;
    let steps = run.get(..=last)?;
    Some((end, steps.iter().filter_map(|step| step.written).collect()))
}

/// What a run says once its layers are undone.
struct Undone {
    damage: Damage,
    written: String,
    layers: i16,
    /// Of each layer that was UTF-8.
    evidence: Vec<i32>,
}

/// Undoes the layers of a chain, those that can be.
fn undone(encoded: &Encoded, run: &[Step], chain: &Chain) -> Option<Undone> {
    let ((first, _), deeper) = chain.split_first()?;
    let mut undone = Undone {
        damage: first.damage,
        written: run.iter().filter_map(|step| step.written).collect(),
        layers: 1,
        evidence: Vec::new(),
    };
    let mut has_whole_marks = chain::loses(encoded, run);
    if first.right == Right::Utf8 {
        let evidence = path::evidence(run, first.wrong, deeper.is_empty());
        undone.evidence.push(evidence);
    }
    for (layer, (mistake, weights)) in deeper.iter().enumerate() {
        if let Some(below) = undo(&undone.written, *mistake, *weights, has_whole_marks) {
            undone.damage = Damage::MojibakeTwoLayers;
            undone.written = below.written;
            undone.layers += 1;
            has_whole_marks = below.loses;
            if mistake.right == Right::Utf8 {
                let is_last = layer + 1 == deeper.len();
                undone.evidence.push(below.evidence[usize::from(!is_last)]);
            }
        }
    }
    Some(undone)
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

/// Whether a text is Chinese in all of its characters, each one of a standard's.
fn is_chinese(text: &str) -> bool {
    text.chars().all(|c| {
        let is_ideograph = han::is_han(c) && plausibility::cost(c) <= plausibility::SECOND_LEVEL;
        c.is_ascii() || is_ideograph || han::is_punctuation(c)
    })
}

/// What a text costs at so much for each character beyond ASCII.
fn usual(text: &str, each: f32) -> f32 {
    each * approximate(letters(text))
}

/// How many characters beyond ASCII a text has.
fn letters(text: &str) -> usize {
    text.chars().filter(|c| !c.is_ascii()).count()
}

/// What a text costs without its ASCII, which is the same in every reading.
fn cost_beyond_ascii(text: &str) -> f32 {
    text.split(|c: char| c.is_ascii()).map(cost_of).sum()
}

/// What its ASCII costs: no word goes across it.
fn cost_of_ascii(text: &str) -> f32 {
    let mut buffer = [0; 4];
    let ascii = text.chars().filter(char::is_ascii);
    ascii.map(|c| cost_of(c.encode_utf8(&mut buffer))).sum()
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
