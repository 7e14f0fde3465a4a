use memchr::memchr_iter;

use super::character::{self, Kind};
use super::gbk;
use super::reading::{Gloss, Reading};
use super::search::is_mark;

/// A reading in parentheses behind a character, or the rest of one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Annotation {
    /// The reading and where it stands.
    pub(super) gloss: Gloss,
    /// What stands before it.
    pub(super) shape: Shape,
}

/// What stands before a reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// An opening parenthesis, and before it this character: `發(fā)`.
    Open {
        /// Byte offset of the parenthesis.
        at: usize,
        /// The character before it.
        behind: char,
    },
    /// A mark for a broken character: `?qǐng)`.
    Marked {
        /// Byte offset of the mark.
        at: usize,
    },
    /// Neither: `日qǐng)`.
    Bare,
}

/// Every reading of the text with its parenthesis, in order.
pub(super) fn annotations(text: &str) -> impl Iterator<Item = Annotation> + '_ {
    memchr_iter(b')', text.as_bytes()).filter_map(|close| {
        let gloss = Gloss::before(text, close)?;
        let head = text.get(..gloss.start)?;
        let mut back = head.char_indices().rev();
        let shape = match back.next() {
            Some((at, '(')) => match back.next() {
                Some((mark, '\u{FFFD}')) => Shape::Marked { at: mark },
                Some((_, behind)) => Shape::Open { at, behind },
                None => return None,
            },
            Some((at, c)) if is_mark(c) => Shape::Marked { at },
            Some((_, c)) if character::is_ideograph(c) && gloss.reading.has_tone() => Shape::Bare,
            _ => return None,
        };
        Some(Annotation { gloss, shape })
    })
}

/// How often a key occurs and is annotated.
#[derive(Clone, Copy, Debug)]
struct Tally {
    reading: Reading,
    annotated: u32,
    occurrences: u32,
    /// Whether every annotation had the same reading.
    constant: bool,
}

/// Whether the readings of a page were spliced in by a filter; else they
/// belong to its author.
pub(super) fn is_spliced(text: &str, annotations: &[Annotation]) -> bool {
    let mut keys: Vec<Tally> = Vec::new();
    let mut slots = vec![0_u16; 0x1_0000];
    let mut foreign = 0_u32;
    let mut between = 0_u32;
    let mut straddles = 0_u32;
    for annotation in annotations {
        let reading = annotation.gloss.reading;
        match annotation.shape {
            Shape::Open { behind, .. } => {
                if !character::is_ideograph(behind) {
                    continue;
                }
                let key =
                    gbk::pair_of(behind).is_some_and(|pair| character::is_key_read(pair, reading));
                if !key {
                    foreign += 1;
                    continue;
                }
                let after = text
                    .get(annotation.gloss.end..)
                    .and_then(|rest| rest.chars().next());
                between += u32::from(after.is_some_and(character::is_ideograph));
                let Some(slot) = slots.get_mut(scalar(behind)) else {
                    continue;
                };
                if *slot == 0 {
                    keys.push(Tally {
                        reading,
                        annotated: 0,
                        occurrences: 0,
                        constant: true,
                    });
                    *slot = u16::try_from(keys.len()).unwrap_or_default();
                }
                if let Some(tally) = usize::from(*slot)
                    .checked_sub(1)
                    .and_then(|i| keys.get_mut(i))
                {
                    tally.annotated += 1;
                    tally.constant &= tally.reading == reading;
                }
            }
            Shape::Marked { at } => {
                let trail = text
                    .get(..at)
                    .and_then(|head| head.chars().next_back())
                    .and_then(gbk::pair_of)
                    .map(|pair| pair[1]);
                let fits = trail.is_some_and(|trail| {
                    (0x81..=0xFE).any(|lead| character::is_key_read([trail, lead], reading))
                });
                straddles += u32::from(fits);
            }
            Shape::Bare => {}
        }
    }
    if keys.is_empty() && straddles == 0 {
        return false;
    }
    let (mut traditional, mut simplified) = (0_u32, 0_u32);
    for c in text.chars() {
        match character::kind(c) {
            Kind::Traditional => traditional += 1,
            Kind::Simplified => simplified += 1,
            Kind::Either | Kind::Merged => continue,
        }
        if let Some(&slot) = slots.get(scalar(c))
            && let Some(tally) = usize::from(slot)
                .checked_sub(1)
                .and_then(|i| keys.get_mut(i))
        {
            tally.occurrences += 1;
        }
    }
    let annotated: u32 = keys.iter().map(|tally| tally.annotated).sum();
    let steady: u32 = keys
        .iter()
        .filter(|tally| tally.constant && tally.annotated * 5 >= tally.occurrences * 4)
        .map(|tally| tally.annotated)
        .sum();
    let repeated = keys.iter().filter(|tally| tally.annotated > 1).count();
    traditional >= simplified * 3
        && foreign * 9 <= annotated
        && steady * 5 >= annotated * 4
        && (repeated >= 2
            || (keys.len() >= 3 && between * 2 > annotated)
            || (annotated >= 1 && straddles >= 1)
            || straddles >= 2)
}

fn scalar(c: char) -> usize {
    usize::try_from(u32::from(c)).unwrap_or(usize::MAX)
}
