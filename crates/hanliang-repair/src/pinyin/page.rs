use std::cell::{Cell, OnceCell};

use hanliang_span::Span;

use super::character::{self, COUNT, Kind};
use super::gbk::{self, Pair};
use super::language::Cost;
use super::line_end::LineEnds;
use super::neighbours::Neighbours;

/// How many of a page's characters stand on each side of the reform.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Script {
    traditional: u32,
    simplified: u32,
    /// Characters that one-to-one tables leave as they are, because they stand
    /// for several.
    left: u32,
    /// One of those several.
    converted: u32,
}

impl Script {
    fn see(&mut self, c: char, kind: Kind) {
        match kind {
            Kind::Either => {}
            Kind::Simplified => self.simplified += 1,
            Kind::Merged => self.left += u32::from(matches!(c, '后' | '里' | '于' | '采')),
            Kind::Traditional => {
                self.traditional += 1;
                self.converted += u32::from(matches!(c, '後' | '裡' | '裏' | '於' | '採'));
            }
        }
    }

    /// Whether traditional characters outnumber those that are only simplified.
    pub(super) fn is_traditional(&self) -> bool {
        self.traditional >= self.simplified * 3
    }

    /// Whether a table made the text traditional, character by character.
    pub(super) fn is_table_made(&self) -> bool {
        self.left > 0 && self.converted == 0
    }
}

/// What a page tells of its own text: which keys its filter had, which
/// characters and which neighbours it uses.
#[derive(Clone, Debug)]
pub(super) struct Page {
    /// Whether full-width ASCII was normalised.
    pub(super) is_normalised: bool,
    /// Whether pairs without a character are shown, so that none are lost.
    pub(super) shows_vacant: bool,
    pub(super) script: Script,
    /// One bit a pair: keys that are annotated wherever they occur.
    keys: Vec<u64>,
    /// How often each ideograph occurs, by scalar value from U+4E00.
    counts: Vec<u16>,
    /// How many ideographs there are.
    length: u32,
    neighbours: Neighbours,
    line_ends: LineEnds,
    /// What it costs that a character is no key of which nothing else is known.
    unlisted: Cost,
    /// What each form costs, by place, as far as it was asked for.
    forms: OnceCell<Vec<Cell<Option<Cost>>>>,
}

impl Page {
    /// Reads the text of a page without the `aligned` readings.
    pub(super) fn new(text: &str, aligned: impl Iterator<Item = Span>) -> Self {
        let mut page = Self {
            is_normalised: true,
            shows_vacant: false,
            script: Script::default(),
            keys: vec![0; 0x1_0000 / 64],
            counts: vec![0; COUNT],
            length: 0,
            neighbours: Neighbours::with_room_for(text.len() / 3),
            line_ends: LineEnds::of(text),
            unlisted: 0.0,
            forms: OnceCell::new(),
        };
        let kinds = character::kinds();
        // The ideograph before, if one is.
        let mut last = None;
        let mut done = 0;
        for reading in aligned.chain([Span::new(text.len(), text.len())]) {
            for c in text.get(done..reading.start).unwrap_or_default().chars() {
                let index = character::index(c);
                let Some((count, kind)) =
                    index.and_then(|i| Some((page.counts.get_mut(i)?, *kinds.get(i)?)))
                else {
                    page.is_normalised &= gbk::half_width(c).is_none();
                    page.shows_vacant |= matches!(c, '\u{E000}'..='\u{F8FF}');
                    last = None;
                    continue;
                };
                *count = count.saturating_add(1);
                page.length = page.length.saturating_add(1);
                page.script.see(c, kind);
                if let Some(last) = last {
                    page.neighbours.see(last, c);
                }
                last = Some(c);
            }
            done = reading.end;
        }
        page
    }

    /// Its filter is known to have had these keys.
    pub(super) fn learn(&mut self, keys: Vec<char>) {
        let mut annotated = 0;
        for key in keys {
            let Some(pair) = gbk::pair_of(key) else {
                continue;
            };
            annotated += u32::from(self.count(key));
            let number = usize::from(u16::from_be_bytes(pair));
            if let Some(word) = self.keys.get_mut(number / 64) {
                *word |= 1 << (number % 64);
            }
        }
        let bare = self.script.traditional.saturating_sub(annotated);
        self.unlisted = ((annotated + bare + 1) as Cost / (bare + 1) as Cost).ln();
    }

    /// Whether the page's filter annotates this pair wherever it occurs.
    pub(super) fn is_key(&self, pair: Pair) -> bool {
        let number = usize::from(u16::from_be_bytes(pair));
        self.keys
            .get(number / 64)
            .is_some_and(|word| word >> (number % 64) & 1 == 1)
    }

    /// Whether the page has the character without a reading: a filter annotates
    /// every occurrence of its keys.
    pub(super) fn shows_bare(&self, pair: Pair) -> bool {
        !self.is_key(pair) && gbk::char_of(pair).is_some_and(|c| self.count(c) > 0)
    }

    /// What it costs that a character that can be a key, and that the page does
    /// not have elsewhere, is none: by how many of those that it has are none.
    pub(super) fn unlisted_cost(&self) -> Cost {
        self.unlisted
    }

    /// The share of its lines of prose that end with a stop.
    pub(super) fn share_of_stops(&self) -> Cost {
        self.line_ends.share_of_stops()
    }

    /// How often the page has the character.
    pub(super) fn count(&self, c: char) -> u16 {
        character::index(c)
            .and_then(|i| self.counts.get(i))
            .copied()
            .unwrap_or_default()
    }

    /// The share of a character among all ideographs, where `own` occurrences
    /// are those in question.
    pub(super) fn share(&self, c: char, own: u16) -> Cost {
        match self.count(c).saturating_sub(own) {
            0 => 0.0,
            // One that occurred once may be chance.
            seen => (Cost::from(seen) - 0.5) / (self.length as Cost + 1.0),
        }
    }

    /// The share of `second` among the ideographs behind `first`, where `own`
    /// occurrences are those in question.
    pub(super) fn share_behind(&self, first: char, second: char, own: u16) -> Cost {
        let seen = self.neighbours.seen(first, second).saturating_sub(own);
        if seen == 0 {
            return 0.0;
        }
        let all = self.count(first);
        // One that occurred once may be chance.
        (Cost::from(seen) - 0.5) / (Cost::from(all.saturating_sub(own)) + 1.0)
    }

    /// What it costs that a simplified character is written as `c`: of the
    /// forms it can have, the page keeps to one.
    pub(super) fn form_cost(&self, c: char) -> Cost {
        let forms = self.forms.get_or_init(|| vec![Cell::new(None); COUNT]);
        let Some(known) = character::index(c).and_then(|place| forms.get(place)) else {
            return 0.0;
        };
        known.get().unwrap_or_else(|| {
            let cost = self.form_cost_anew(c);
            known.set(Some(cost));
            cost
        })
    }

    fn form_cost_anew(&self, c: char) -> Cost {
        let own = Cost::from(self.count(c)) + character::form_weight(c);
        let mut all = 0.0;
        for &form in character::forms(c) {
            all += Cost::from(self.count(form)) + character::form_weight(form);
        }
        if all > own { (all / own).ln() } else { 0.0 }
    }
}
