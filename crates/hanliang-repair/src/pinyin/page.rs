use super::character;
use super::gbk::{self, Pair};
use super::language::Cost;

/// What a page tells of its own text: which keys its filter had, which
/// characters and which neighbours it uses.
#[derive(Clone, Debug)]
pub(super) struct Page {
    /// Whether full-width ASCII was normalised.
    pub(super) is_normalised: bool,
    /// Whether pairs without a character are shown, so that none are lost.
    pub(super) shows_vacant: bool,
    /// One bit a pair: keys that are annotated wherever they occur.
    keys: Vec<u64>,
    /// How often each ideograph occurs, by scalar value from U+4E00.
    counts: Vec<u16>,
    /// One bit for each pair of neighbours seen, by a hash of the two.
    neighbours: Vec<u64>,
}

const IDEOGRAPHS: usize = 0x9FA6 - 0x4E00;

impl Page {
    /// Reads the text of a page, whose filter is known to have had `keys`.
    pub(super) fn new(text: &str, keys: impl IntoIterator<Item = char>) -> Self {
        // Sixteen bits a character keep chance hits under one in ten.
        let words = (text.len() / 12).clamp(64, 1 << 22).next_power_of_two();
        let mut page = Self {
            is_normalised: true,
            shows_vacant: false,
            keys: vec![0; 0x1_0000 / 64],
            counts: vec![0; IDEOGRAPHS],
            neighbours: vec![0; words],
        };
        for pair in keys.into_iter().filter_map(gbk::pair_of) {
            let number = usize::from(u16::from_be_bytes(pair));
            if let Some(word) = page.keys.get_mut(number / 64) {
                *word |= 1 << (number % 64);
            }
        }
        let mut last = '\n';
        for c in text.chars() {
            if let Some(count) = place(c).and_then(|i| page.counts.get_mut(i)) {
                *count = count.saturating_add(1);
                if character::is_ideograph(last) {
                    let (word, bit) = page.slot(last, c);
                    if let Some(word) = page.neighbours.get_mut(word) {
                        *word |= bit;
                    }
                }
            } else {
                page.is_normalised &= gbk::half_width(c).is_none();
                page.shows_vacant |= matches!(c, '\u{E000}'..='\u{F8FF}');
            }
            last = c;
        }
        page
    }

    fn slot(&self, first: char, second: char) -> (usize, u64) {
        let mixed = (u64::from(u32::from(first)) << 32 | u64::from(u32::from(second)))
            .wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let word = usize::try_from(mixed >> 40).unwrap_or_default() & (self.neighbours.len() - 1);
        (word, 1 << (mixed >> 34 & 63))
    }

    /// Whether the page's filter annotates this pair wherever it occurs.
    pub(super) fn is_key(&self, pair: Pair) -> bool {
        let number = usize::from(u16::from_be_bytes(pair));
        self.keys
            .get(number / 64)
            .is_some_and(|word| word >> (number % 64) & 1 == 1)
    }

    /// How often the page has the character.
    pub(super) fn count(&self, c: char) -> u16 {
        place(c)
            .and_then(|i| self.counts.get(i))
            .copied()
            .unwrap_or_default()
    }

    /// Whether the page has the two side by side.
    pub(super) fn has_neighbours(&self, first: char, second: char) -> bool {
        let (word, bit) = self.slot(first, second);
        self.neighbours
            .get(word)
            .is_some_and(|word| word & bit != 0)
    }

    /// What it costs that a simplified character is written as `c`: of the
    /// forms it can have, the page keeps to one.
    pub(super) fn form_cost(&self, c: char) -> Cost {
        let own = Cost::from(self.count(c)) + character::form_weight(c);
        let mut all = 0.0;
        for &form in character::forms(c) {
            all += Cost::from(self.count(form)) + character::form_weight(form);
        }
        if all > own { (all / own).ln() } else { 0.0 }
    }
}

fn place(c: char) -> Option<usize> {
    usize::try_from(u32::from(c).checked_sub(0x4E00)?)
        .ok()
        .filter(|&i| i < IDEOGRAPHS)
}
