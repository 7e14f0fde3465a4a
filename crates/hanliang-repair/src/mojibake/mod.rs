//! Text that was decoded with the wrong table: found, encoded back, and
//! decoded with the right one.
//!
//! The unit of decision is a line, since pages are put together from parts.
//! A stretch is repaired if that makes the line likelier by a margin that
//! chance does not reach, and shorter stretches only where the same mistake
//! is established on the page.

mod path;
mod suspicion;
mod table;

use hanliang_span::Span;

use crate::plausibility;
use crate::record::Damage;
use crate::rewrite::{Pass, Rewrite};
use path::{Encoded, Right, Step};
use table::Table;

/// The gain, in bits, from which a stretch is repaired on its own evidence.
const SURE: u64 = 36;
/// The same where the page has other stretches with the same mistake.
const ESTABLISHED: u64 = 14;
/// The gain from which a stretch that is left alone is reported.
const WORTH_REPORTING: u64 = 14;
/// A line is weighed in windows of this many characters.
const WINDOW: usize = 4096;
/// The part of a window by which its mistake is found.
const SAMPLE: usize = 240;
/// How many wrong decodings, one upon the other, are undone.
const LAYERS: usize = 3;

/// A wrong table and the right one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Mistake {
    wrong: Table,
    right: Right,
    damage: Damage,
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
    /// How much likelier it is than the text as it stands, in bits.
    gain: u64,
    /// Whether what it gives is good text.
    good: bool,
}

/// Undoes wrong decodings.
pub(crate) fn repair(text: &str) -> Option<(String, Pass)> {
    let mut stretches = Vec::new();
    for window in windows(text) {
        if window.of(text).is_some_and(suspicion::is_suspect) {
            find(text, window, &MISTAKES, &mut stretches);
        }
    }
    if stretches.is_empty() {
        return None;
    }
    let established: Vec<Mistake> = MISTAKES
        .into_iter()
        .filter(|mistake| {
            let sure = |s: &&Stretch| s.damage == mistake.damage && s.good && s.gain >= SURE;
            stretches.iter().filter(sure).count() > 0
        })
        .collect();
    if !established.is_empty() {
        // With a mistake known, its short lines are looked at too.
        let mut again = Vec::new();
        let mut known = stretches.into_iter().peekable();
        for window in windows(text) {
            let before = again.len();
            while let Some(stretch) = known.next_if(|s| s.span.start < window.end) {
                again.push(stretch);
            }
            if again.len() == before && window.of(text).is_some_and(suspicion::has_odd) {
                find(text, window, &established, &mut again);
            }
        }
        stretches = again;
    }
    let mut rewrite = Rewrite::new(text);
    for stretch in stretches {
        let known = established
            .iter()
            .any(|mistake| mistake.damage == stretch.damage);
        let bound = if known { ESTABLISHED } else { SURE };
        if stretch.good && stretch.gain >= bound {
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
        } else if stretch.gain >= WORTH_REPORTING {
            let read: String = stretch
                .parts
                .iter()
                .map(|(_, written)| &**written)
                .collect();
            rewrite.lose(
                stretch.span,
                stretch.damage,
                Some(format!("may stand for {read}: too little to be sure")),
            );
        }
    }
    rewrite.finish()
}

/// The probability that goes with a gain, the prior of damage taken off.
fn confidence(gain: u64, established: bool) -> f64 {
    let prior = if established { 4 } else { 26 };
    let bits = i32::try_from(gain.saturating_sub(prior).min(40)).unwrap_or(40);
    1.0 - 0.5_f64.powi(bits.max(1))
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

/// Finds the mistake that makes the window likeliest, and its stretches.
fn find(text: &str, window: Span, mistakes: &[Mistake], stretches: &mut Vec<Stretch>) {
    let Some(content) = window.of(text) else {
        return;
    };
    let Some(mistake) = likeliest(content, mistakes) else {
        return;
    };
    let encoded = Encoded::new(content, mistake.wrong);
    let (_, steps) = path::cheapest(&encoded, mistake.right);
    for run in steps.chunk_by(|a, b| a.written.is_some() == b.written.is_some()) {
        if run.first().is_some_and(|step| step.written.is_some()) {
            stretches.extend(stretch(
                content,
                window.start,
                &encoded,
                run,
                mistake,
                mistakes,
            ));
        }
    }
}

/// The mistake under which the suspect part of the window is likeliest.
fn likeliest(content: &str, mistakes: &[Mistake]) -> Option<Mistake> {
    let start = content
        .char_indices()
        .find(|&(_, c)| suspicion::is_odd(c))
        .map_or(0, |(at, _)| at);
    // In step from an ASCII character or the start of the line on.
    let start = content
        .get(..start)
        .and_then(|before| before.rfind(|c: char| c < '@'))
        .map_or(0, |at| at + 1);
    let rest = content.get(start..)?;
    let end = rest
        .char_indices()
        .nth(SAMPLE)
        .map_or(rest.len(), |(at, _)| at);
    let sample = rest.get(..end)?;
    let as_it_is = plausibility::cost_of(sample);
    mistakes
        .iter()
        .map(|mistake| {
            let encoded = Encoded::new(sample, mistake.wrong);
            (path::cheapest(&encoded, mistake.right).0, *mistake)
        })
        .filter(|(cost, _)| u64::from(*cost) < as_it_is)
        .min_by_key(|(cost, _)| *cost)
        .map(|(_, mistake)| mistake)
}

/// One run of the path as a stretch of the text.
fn stretch(
    content: &str,
    offset: usize,
    encoded: &Encoded,
    run: &[Step],
    mistake: Mistake,
    mistakes: &[Mistake],
) -> Option<Stretch> {
    let (from, to) = (run.first()?.from, run.last()?.to);
    let cost: u64 = run.iter().map(|step| u64::from(step.cost)).sum();
    let mut parts = parts(content, encoded, run);
    // ASCII at the ends belongs to neither.
    let span = Span::new(parts.first()?.0.start, parts.last()?.0.end);
    let mut damage = mistake.damage;
    let mut gain = encoded.cost(from, to).saturating_sub(cost);
    let mut written: String = run.iter().filter_map(|step| step.written).collect();
    for _ in 1..LAYERS {
        let Some((deeper, more)) = next_layer(&written, mistakes) else {
            break;
        };
        damage = Damage::MojibakeTwoLayers;
        gain += more;
        written = deeper;
        parts = vec![(
            Span::new(encoded.offset(from)?, encoded.offset(to)?),
            written.clone(),
        )];
    }
    let good = suspicion::is_good(&written);
    let span = parts
        .iter()
        .fold(span, |span, (part, _)| span.join(*part))
        .shift(offset);
    for (part, _) in &mut parts {
        *part = part.shift(offset);
    }
    Some(Stretch {
        span,
        damage,
        parts,
        gain,
        good,
    })
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

/// The text under another wrong decoding, if there is one, and the gain.
fn next_layer(text: &str, mistakes: &[Mistake]) -> Option<(String, u64)> {
    if !suspicion::is_suspect(text) {
        return None;
    }
    let mistake = likeliest(text, mistakes)?;
    let encoded = Encoded::new(text, mistake.wrong);
    let (cost, steps) = path::cheapest(&encoded, mistake.right);
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
    let gain = plausibility::cost_of(text).saturating_sub(u64::from(cost));
    (gain >= ESTABLISHED).then_some((written, gain))
}
