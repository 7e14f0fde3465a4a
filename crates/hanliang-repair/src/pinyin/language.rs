use std::sync::LazyLock;

use super::character::{self, Kind};

/// Each line a cost in eighths of a nat and the simplified words that have it.
const WORDS: &str = include_str!("../../data/words.tsv");

/// The longest word of the table, in characters.
const LONGEST: usize = 4;

/// Costs are in nats; a nat is a factor of 2.718.
pub(super) type Cost = f32;

/// Words packed into numbers, 16 bits a character, in an open table.
struct Words {
    slots: Vec<(u64, u8)>,
}

static TABLE: LazyLock<Words> = LazyLock::new(|| {
    let mut words = Words {
        slots: vec![(0, 0); 1 << 18],
    };
    for line in WORDS.lines() {
        let Some((cost, list)) = line.split_once('\t') else {
            continue;
        };
        let Ok(cost) = cost.parse::<u8>() else {
            continue;
        };
        for word in list.split(' ') {
            let packed = word.chars().fold(0, |packed, c| packed << 16 | code(c));
            words.insert(packed, cost);
        }
    }
    words
});

fn code(c: char) -> u64 {
    u64::from(u32::from(c)) & 0xFFFF
}

impl Words {
    fn start(&self, packed: u64) -> usize {
        let mixed = packed.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40;
        usize::try_from(mixed).unwrap_or_default() & (self.slots.len() - 1)
    }

    fn insert(&mut self, packed: u64, cost: u8) {
        let mut at = self.start(packed);
        for _ in 0..self.slots.len() {
            match self.slots.get_mut(at) {
                Some(slot) if slot.0 == 0 || slot.0 == packed => {
                    *slot = (packed, cost);
                    return;
                }
                _ => at = (at + 1) & (self.slots.len() - 1),
            }
        }
    }

    fn cost(&self, packed: u64) -> Option<Cost> {
        let mut at = self.start(packed);
        loop {
            match self.slots.get(at) {
                Some(&(found, cost)) if found == packed => return Some(Cost::from(cost) / 8.0),
                Some(&(0, _)) | None => return None,
                Some(_) => at = (at + 1) & (self.slots.len() - 1),
            }
        }
    }
}

/// A character that no word has.
const UNKNOWN: Cost = 17.0;
/// Punctuation, digits and letters where they are usual.
const SIGN: Cost = 4.0;

/// What a simplified character costs alone.
pub(super) fn character_cost(c: char) -> Cost {
    if character::is_ideograph(c) {
        TABLE
            .cost(code(character::simplified(c)))
            .unwrap_or(UNKNOWN)
    } else {
        sign_cost(c)
    }
}

fn sign_cost(c: char) -> Cost {
    match c {
        '，' | '。' | ',' | '、' => 2.5,
        '“'
        | '”'
        | '；'
        | '：'
        | '！'
        | '？'
        | ';'
        | ':'
        | '（'
        | '）'
        | '《'
        | '》'
        | '0'..='9'
        | '.'
        | '%' => SIGN,
        ' '..='~' | '·' | '…' | '—' | '「' | '」' | '『' | '』' | '\u{3000}' => 6.0,
        '\u{E000}'..='\u{F8FF}' | '\u{FFFD}' => 14.0,
        'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '０'..='９' | '％' | '．' => 8.0,
        _ => 12.0,
    }
}

/// The cost of a text so far, as the cheapest way to cut it into words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reader {
    /// Cheapest cost up to the end, up to one character before it, and so on.
    ends: [Cost; LONGEST],
    /// The last characters in simplified form, the newest in the lowest bits.
    recent: u64,
}

impl Default for Reader {
    fn default() -> Self {
        Self {
            ends: [0.0, Cost::INFINITY, Cost::INFINITY, Cost::INFINITY],
            recent: 0,
        }
    }
}

impl Reader {
    /// The cost of all that was read.
    pub(super) fn cost(&self) -> Cost {
        self.ends[0]
    }

    /// Adds a cost that does not come from words.
    pub(super) fn charge(&mut self, cost: Cost) {
        for end in &mut self.ends {
            *end += cost;
        }
    }

    /// Reads one more character.
    pub(super) fn read(&mut self, c: char) {
        if !character::is_ideograph(c) {
            let cost = self.ends[0] + sign_cost(c);
            self.ends = [cost, Cost::INFINITY, Cost::INFINITY, Cost::INFINITY];
            self.recent = 0;
            return;
        }
        let recent = self.recent << 16 | code(character::simplified(c));
        let mut best = self.ends[0] + TABLE.cost(recent & 0xFFFF).unwrap_or(UNKNOWN);
        let mut mask = 0xFFFF_u64;
        for &end in &self.ends[1..] {
            mask = mask << 16 | 0xFFFF;
            if end.is_finite()
                && let Some(cost) = TABLE.cost(recent & mask)
            {
                best = best.min(end + cost);
            }
        }
        if character::kind(c) == Kind::Simplified {
            best += 5.0;
        }
        self.ends = [best, self.ends[0], self.ends[1], self.ends[2]];
        self.recent = recent;
    }
}

/// What a text costs, cut into words the cheapest way, in whichever script.
pub(crate) fn cost_of(text: &str) -> Cost {
    let mut ends = [0.0, Cost::INFINITY, Cost::INFINITY, Cost::INFINITY];
    let mut recent = 0;
    for c in text.chars() {
        let single = if character::is_ideograph(c) {
            recent = recent << 16 | code(character::simplified(c));
            TABLE.cost(recent & 0xFFFF).unwrap_or(UNKNOWN)
        } else {
            recent = 0;
            sign_cost(c)
        };
        let mut best = ends[0] + single;
        let mut mask = 0xFFFF_u64;
        for &end in &ends[1..] {
            mask = mask << 16 | 0xFFFF;
            if recent > mask >> 16
                && end.is_finite()
                && let Some(cost) = TABLE.cost(recent & mask)
            {
                best = best.min(end + cost);
            }
        }
        ends = [best, ends[0], ends[1], ends[2]];
    }
    ends[0]
}
