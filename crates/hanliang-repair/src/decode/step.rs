//! Lines of pairs that fell out of step: a byte too many, or one that is
//! gone, makes every pair behind it another character. The line is read
//! again with the byte dropped where that makes it likeliest.

use encoding_rs::Encoding;
use hanliang_span::Span;

use crate::{pinyin, plausibility};

/// What a byte that belongs to no character costs, in bits.
const STRAY: u32 = 28;
/// How much likelier the other reading must be.
const MARGIN: u32 = 24;
/// What a character beyond ASCII costs at most in a line that is in step.
const IN_STEP: u32 = 13;
/// The longest line that is read again, in bytes: what a line needs for it is
/// some eighty times its length.
const LONGEST: usize = 1 << 16;

/// How many characters before and behind a stray byte are weighed as words.
const AROUND: usize = 5;

/// A part of a line: its bytes, and what they read; nothing if they are no
/// character.
pub(super) type Part = (Span, Option<String>);

/// The line with single bytes dropped, if that is far likelier than `text`,
/// which stands for it with so many errors.
pub(super) fn in_step(
    line: &[u8],
    text: &str,
    errors: usize,
    encoding: &'static Encoding,
) -> Option<Vec<Part>> {
    if line.len() > LONGEST {
        return None;
    }
    let errors = u32::try_from(errors).ok()?;
    let (mut letters, mut beyond_ascii, mut all) = (0_u32, 0_u32, 0_u32);
    let mut is_broken = errors > 0;
    for c in text.chars() {
        let cost = plausibility::cost(c);
        all = all.saturating_add(cost);
        is_broken |= cost >= plausibility::BROKEN;
        if !c.is_ascii() {
            letters += 1;
            beyond_ascii = beyond_ascii.saturating_add(cost);
        }
    }
    if !is_broken && beyond_ascii <= letters.saturating_mul(IN_STEP) {
        return None;
    }
    let standing = all.saturating_add(errors.saturating_mul(STRAY - plausibility::BROKEN));
    let (cost, parts) = cheapest(line, encoding);
    (cost.saturating_add(MARGIN) < standing).then(|| by_words(line, parts, encoding))
}

/// The parts with each stray byte where the words around it are likeliest: the
/// classes of characters do not tell 落�档 from 落实�.
fn by_words(line: &[u8], mut parts: Vec<Part>, encoding: &'static Encoding) -> Vec<Part> {
    let is_pair = |part: &&Part| part.0.len() == 2 && part.1.is_some();
    for stray in 0..parts.len() {
        let Some((head, [(_, None), tail @ ..])) = parts.split_at_checked(stray) else {
            continue;
        };
        let before = head.iter().rev().take(AROUND).take_while(is_pair).count();
        let after = tail.iter().take(AROUND).take_while(is_pair).count();
        let range = stray - before..stray + after + 1;
        let start = parts.get(range.start).map_or(0, |part| part.0.start);
        let readings = (0..range.len()).filter_map(|place| {
            let parts = with_stray_at(line, start, place, range.len(), encoding)?;
            let text: String = parts
                .iter()
                .map(|part| part.1.as_deref().unwrap_or("\u{FFFD}"))
                .collect();
            Some((pinyin::cost_of(&text), parts))
        });
        if let Some((_, best)) = readings.min_by(|a, b| a.0.total_cmp(&b.0)) {
            parts.splice(range, best);
        }
    }
    parts
}

/// Parts from `start` on, all of them pairs but the one at `place`.
fn with_stray_at(
    line: &[u8],
    start: usize,
    place: usize,
    count: usize,
    encoding: &'static Encoding,
) -> Option<Vec<Part>> {
    let mut at = start;
    (0..count)
        .map(|part| {
            let length = if part == place { 1 } else { 2 };
            let span = Span::new(at, at + length);
            at = span.end;
            let read = character(line, span.start, length, encoding);
            (part == place || read.is_some()).then_some((span, read.filter(|_| part != place)))
        })
        .collect()
}

/// The cheapest way to cut the bytes into characters and stray bytes.
fn cheapest(line: &[u8], encoding: &'static Encoding) -> (u32, Vec<Part>) {
    // The cost of all up to here, and where the last character starts.
    let mut nodes = vec![(u32::MAX, 0_usize); line.len() + 1];
    nodes[0].0 = 0;
    for at in 0..line.len() {
        let base = nodes[at].0;
        let mut reach = |length: usize, cost: u32| {
            let cost = base.saturating_add(cost);
            if let Some(node) = nodes.get_mut(at + length)
                && cost < node.0
            {
                *node = (cost, at);
            }
        };
        reach(1, STRAY);
        for length in [1, 2, 4] {
            if let Some(read) = character(line, at, length, encoding) {
                reach(length, read.chars().map(plausibility::cost).sum());
            }
        }
    }
    let mut parts = Vec::new();
    let mut end = line.len();
    while end > 0 {
        let start = nodes[end].1;
        let read = character(line, start, end - start, encoding);
        parts.push((Span::new(start, end), read));
        end = start;
    }
    parts.reverse();
    (nodes[line.len()].0, parts)
}

/// The character of so many bytes at `at`, if these are one.
fn character(line: &[u8], at: usize, length: usize, encoding: &'static Encoding) -> Option<String> {
    let bytes = line.get(at..at + length)?;
    match (bytes, length) {
        (&[byte], _) if byte < 0x80 => return Some(char::from(byte).to_string()),
        (_, 1) => return None,
        (&[0x81..=0xFE, 0x40..=0xFE], _) => {}
        (&[0x81..=0xFE, b'0'..=b'9', 0x81..=0xFE, b'0'..=b'9'], _) => {}
        _ => return None,
    }
    encoding
        .decode_without_bom_handling_and_without_replacement(bytes)
        .map(std::borrow::Cow::into_owned)
}
