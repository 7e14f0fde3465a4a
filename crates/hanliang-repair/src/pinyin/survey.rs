use hanliang_span::Span;
use memchr::{memchr_iter, memmem};

use super::character::{self, Kind};
use super::gbk;
use super::mark::{is_mark, shows_any_cut};
use super::page::Page;
use super::reading::{Gloss, Reading};
use super::usual;

/// A reading in parentheses behind a character, or the rest of one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Annotation {
    /// The reading and where it stands.
    pub(super) gloss: Gloss,
    /// What stands before it.
    pub(super) shape: Shape,
}

impl Annotation {
    /// Byte offset of the first character that does not belong to the text.
    pub(super) fn start(&self) -> usize {
        match self.shape {
            Shape::Open { at, .. } | Shape::Marked { at } => at,
            Shape::Bare => self.gloss.start,
        }
    }
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
        /// Whether that is a key with this reading.
        is_key: bool,
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
                Some((_, behind)) => Shape::Open {
                    at,
                    behind,
                    is_key: character::is_read(behind, gloss.reading),
                },
                None => return None,
            },
            Some((at, c)) if is_mark(c) => Shape::Marked { at },
            Some((_, c)) if character::is_ideograph(c) && gloss.reading.has_tone() => Shape::Bare,
            _ => return None,
        };
        Some(Annotation { gloss, shape })
    })
}

/// Marks that may stand for the lead of a character that a cut broke: behind
/// the mark, and behind the punctuation of the cut if that is shown, comes a
/// character that bytes out of step can give.
pub(super) fn marks(text: &str) -> impl Iterator<Item = usize> + '_ {
    let questions = memchr_iter(b'?', text.as_bytes());
    let replacements = memmem::find_iter(text.as_bytes(), "\u{FFFD}");
    questions.chain(replacements).filter(|&at| {
        let mut rest = text
            .get(at..)
            .unwrap_or_default()
            .chars()
            .skip(1)
            .peekable();
        let mut cuts = 0;
        while cuts < 3 && rest.next_if(|&c| shows_any_cut(c)).is_some() {
            cuts += 1;
        }
        match rest.next() {
            Some(c) if gbk::pair_of(c).is_some() || c == '€' => true,
            Some('@'..='~') => cuts > 0,
            _ => cuts > 1,
        }
    })
}

/// Whether a text is in traditional characters.
pub(crate) fn is_traditional(text: &str) -> bool {
    tells_traditional(text.chars())
}

/// Whether the text around a place is in traditional characters.
pub(super) fn is_traditional_at(text: &str, at: usize) -> bool {
    const AROUND: usize = 60;
    let after = text.get(at..).unwrap_or_default().chars().take(AROUND);
    let before = text
        .get(..at)
        .unwrap_or_default()
        .chars()
        .rev()
        .take(AROUND);
    tells_traditional(before.chain(after))
}

fn tells_traditional(characters: impl Iterator<Item = char>) -> bool {
    let (mut traditional, mut simplified) = (0_usize, 0_usize);
    for c in characters {
        match character::kind(c) {
            Kind::Traditional => traditional += 1,
            Kind::Simplified => simplified += 1,
            Kind::Either | Kind::Merged => {}
        }
    }
    traditional > 0 && traditional >= simplified.saturating_mul(3)
}

/// How often a key occurs and is annotated.
#[derive(Clone, Copy, Debug)]
struct Tally {
    key: char,
    reading: Reading,
    annotated: u32,
    occurrences: u32,
    /// Whether every annotation had the same reading.
    constant: bool,
}

/// The keys of the filter that spliced the readings of a page in; `None` where
/// the readings belong to its author.
pub(super) fn spliced_keys(
    text: &str,
    annotations: &[Annotation],
    page: &Page,
) -> Option<Vec<char>> {
    let mut tallies = Tallies::of(text, annotations);
    if tallies.keys.is_empty() && tallies.straddles == 0 {
        return None;
    }
    for tally in &mut tallies.keys {
        tally.occurrences = u32::from(page.count(tally.key));
    }
    if !tallies.show_a_filter(page) || tallies.straddles == 0 && is_word_list(text, annotations) {
        return None;
    }
    let steady = tallies.keys.iter().filter(|tally| tally.is_steady());
    Some(steady.map(|tally| tally.key).collect())
}

/// What the annotations of a page have in common.
#[derive(Default)]
struct Tallies {
    keys: Vec<Tally>,
    /// How many stand behind a character that is no key.
    foreign: u32,
    /// How many stand before another ideograph.
    between: u32,
    /// How many fit a key whose bytes belong to two characters.
    straddles: u32,
}

impl Tallies {
    fn of(text: &str, annotations: &[Annotation]) -> Self {
        let mut tallies = Self::default();
        // For each character, 1 + the place of its key.
        let mut slots = vec![0_u16; character::COUNT];
        for annotation in annotations {
            let reading = annotation.gloss.reading;
            match annotation.shape {
                Shape::Open { behind, is_key, .. } => {
                    if !is_key {
                        tallies.foreign += u32::from(character::is_ideograph(behind));
                        continue;
                    }
                    let after = text
                        .get(annotation.gloss.end..)
                        .and_then(|rest| rest.chars().next());
                    tallies.between += u32::from(after.is_some_and(character::is_ideograph));
                    tallies.count(behind, reading, &mut slots);
                }
                Shape::Marked { at } => {
                    tallies.straddles += u32::from(fits_a_pair(text, at, reading));
                }
                Shape::Bare => {}
            }
        }
        tallies
    }

    /// Counts an annotation of a key.
    fn count(&mut self, key: char, reading: Reading, slots: &mut [u16]) {
        let Some(slot) = character::index(key).and_then(|i| slots.get_mut(i)) else {
            return;
        };
        if *slot == 0 {
            self.keys.push(Tally {
                key,
                reading,
                annotated: 0,
                occurrences: 0,
                constant: true,
            });
            *slot = u16::try_from(self.keys.len()).unwrap_or_default();
        }
        if let Some(tally) = usize::from(*slot)
            .checked_sub(1)
            .and_then(|i| self.keys.get_mut(i))
        {
            tally.annotated += 1;
            tally.constant &= tally.reading == reading;
        }
    }

    /// Whether a filter was at work: most readings are behind its keys, always
    /// the same behind one, and there is more than one sign of it.
    fn show_a_filter(&self, page: &Page) -> bool {
        let keys = &self.keys;
        let annotated: u32 = keys.iter().map(|tally| tally.annotated).sum();
        let steady = keys.iter().filter(|tally| tally.is_steady());
        let steady: u32 = steady.map(|tally| tally.annotated).sum();
        let repeated = keys.iter().filter(|tally| tally.annotated > 1).count();
        let is_table_made = page.script.is_table_made() && self.foreign == 0;
        page.script.is_traditional()
            && self.foreign * 9 <= annotated
            && steady * 5 >= annotated * 4
            && (repeated >= 2
                || (keys.len() >= 3 && self.between * 2 > annotated)
                || (annotated >= 1 && self.straddles >= 1)
                || self.straddles >= 2
                || (is_table_made && self.between > 0))
    }
}

/// Whether the character before a mark ends in the first byte of a key with
/// this reading.
fn fits_a_pair(text: &str, at: usize, reading: Reading) -> bool {
    let trail = text
        .get(..at)
        .and_then(|head| head.chars().next_back())
        .and_then(gbk::pair_of)
        .map(|pair| pair[1]);
    trail.is_some_and(|trail| {
        usual::keys_read(reading).any(|key| key.pair[0] == trail && gbk::is_lead(key.pair[1]))
    })
}

/// The readings that stand whole behind their characters.
pub(super) fn aligned(annotations: &[Annotation]) -> impl Iterator<Item = Span> {
    annotations
        .iter()
        .filter_map(|annotation| match annotation {
            Annotation {
                gloss,
                shape: Shape::Open { at, .. },
            } => Some(Span::new(*at, gloss.end)),
            _ => None,
        })
}

/// How many words of a list have a reading at least.
const WORDS: usize = 3;
/// The longest word of a list, in ideographs: what is longer is running text.
const LONGEST_WORD: usize = 4;

/// Whether the readings are those of a list of words, as textbooks print them: a
/// filter annotates the running text of a page, of which seldom more than every
/// third character is a key.
fn is_word_list(text: &str, annotations: &[Annotation]) -> bool {
    // Of those with readings: words or runs of them, their ideographs, readings.
    let mut all = (0, 0, 0);
    let mut longest = 0;
    let mut here = (0, 0);
    let mut end_word = |(length, read): (usize, usize)| {
        if read > 0 {
            all = (all.0 + 1, all.1 + length, all.2 + read);
            longest = longest.max(length);
        }
    };
    let mut done = 0;
    for reading in aligned(annotations).chain([Span::new(text.len(), text.len())]) {
        for c in text.get(done..reading.start).unwrap_or_default().chars() {
            if character::is_ideograph(c) {
                here.0 += 1;
            } else {
                end_word(core::mem::take(&mut here));
            }
        }
        here.1 += usize::from(!reading.is_empty());
        done = reading.end;
    }
    end_word(here);
    let (words, length, read) = all;
    length == read || words >= WORDS && longest <= LONGEST_WORD && length * 2 <= read * 5
}

impl Tally {
    /// Whether it has one reading, and that nearly wherever it occurs.
    fn is_steady(&self) -> bool {
        self.constant && self.annotated * 5 >= self.occurrences * 4
    }
}
