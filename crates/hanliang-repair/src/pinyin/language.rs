use std::sync::LazyLock;

use super::character;
use super::pairs;
use super::word_class::Class;

/// Each line a cost in eighths of a nat, a part of speech and the simplified
/// words that have both.
const WORDS: &str = include_str!("../../data/words.tsv");

/// The longest word of the table, in characters.
const LONGEST: usize = 4;

/// Costs are in nats; a nat is a factor of 2.718.
pub(crate) type Cost = f32;

/// Words packed into numbers, 16 bits a character, in an open table.
struct Words {
    slots: Vec<(u64, Word)>,
    /// Words of one character, by that character: each that is read asks for it.
    singles: Vec<Option<Word>>,
    /// One bit for each two characters that end some word or the head of one,
    /// by a hash of the two: most pairs do not, and need no look-up.
    pairs: Vec<u64>,
}

/// What is known of a word.
#[derive(Clone, Copy, Debug, Default)]
struct Word {
    /// In eighths of a nat.
    cost: u8,
    class: Class,
}

impl Word {
    fn cost(self) -> Cost {
        Cost::from(self.cost) / 8.0
    }
}

static TABLE: LazyLock<Words> = LazyLock::new(|| {
    let mut words = Words {
        slots: vec![(0, Word::default()); 1 << 18],
        singles: vec![None; 1 << 16],
        pairs: vec![0; 1 << 14],
    };
    for line in WORDS.lines() {
        let mut columns = line.split('\t');
        let (Some(Ok(cost)), Some(part), Some(list)) = (
            columns.next().map(str::parse::<u8>),
            columns.next(),
            columns.next(),
        ) else {
            continue;
        };
        let classes = [false, true].map(|is_long| Class::named(part, is_long));
        for word in list.split(' ') {
            let packed = word.chars().fold(0, |packed, c| packed << 16 | code(c));
            let class = classes[usize::from(packed > 0xFFFF)];
            words.insert(packed, Word { cost, class });
            if packed > 0xFFFF {
                words.join(packed);
            }
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

    fn slot(&self, packed: u64) -> (usize, u64) {
        let mixed = (packed & 0xFFFF_FFFF).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let word = usize::try_from(mixed >> 40).unwrap_or_default() & (self.pairs.len() - 1);
        (word, 1 << (mixed >> 34 & 63))
    }

    /// Notes the last two characters of a word.
    fn join(&mut self, packed: u64) {
        let (word, bit) = self.slot(packed);
        if let Some(word) = self.pairs.get_mut(word) {
            *word |= bit;
        }
    }

    /// Whether a word can end with these two characters.
    fn ends_word(&self, packed: u64) -> bool {
        let (word, bit) = self.slot(packed);
        self.pairs.get(word).is_some_and(|word| word & bit != 0)
    }

    fn insert(&mut self, packed: u64, word: Word) {
        if let Some(single) = self.single_mut(packed) {
            *single = Some(word);
            return;
        }
        let mut at = self.start(packed);
        for _ in 0..self.slots.len() {
            match self.slots.get_mut(at) {
                Some(slot) if slot.0 == 0 || slot.0 == packed => {
                    *slot = (packed, word);
                    return;
                }
                _ => at = (at + 1) & (self.slots.len() - 1),
            }
        }
    }

    fn single_mut(&mut self, packed: u64) -> Option<&mut Option<Word>> {
        self.singles.get_mut(usize::try_from(packed).ok()?)
    }

    fn cost(&self, packed: u64) -> Option<Cost> {
        self.word(packed).map(|(cost, _)| cost)
    }

    fn word(&self, packed: u64) -> Option<(Cost, Class)> {
        let single = usize::try_from(packed).ok();
        if let Some(single) = single.and_then(|packed| self.singles.get(packed)) {
            return single.map(|word| (word.cost(), word.class));
        }
        let mut at = self.start(packed);
        loop {
            match self.slots.get(at) {
                Some(&(found, word)) if found == packed => {
                    return Some((word.cost(), word.class));
                }
                Some(&(0, _)) | None => return None,
                Some(_) => at = (at + 1) & (self.slots.len() - 1),
            }
        }
    }
}

/// A character that no word has.
const UNKNOWN: Cost = 17.0;
/// Stands for a character of ASCII words and numbers among those last read;
/// no word has it.
const ALPHANUMERIC: u64 = 1;

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
        '，' | ',' => 3.0,
        '。' => 3.4,
        '、' => 4.2,
        '“' | '”' | '：' | '！' | '？' | ':' | '!' | '?' | '（' | '）' | '《' | '》' | '('
        | ')' | '.' | '%' => 4.5,
        '；' | ';' | ' ' | '-' | '/' | '"' | '\'' | '·' | '…' | '—' => 6.0,
        '0'..='9' => 6.5,
        '‘' | '’' | '「' | '」' | '『' | '』' | '<' | '>' => 8.0,
        'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '０'..='９' | '％' | '．' => 8.0,
        '\u{E000}'..='\u{F8FF}' | '\u{FFFD}' => 14.0,
        _ => 11.0,
    }
}

/// What a sign stands next to: its place in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    /// Ends a part of a sentence.
    Stop,
    Open,
    Close,
    Other,
}

fn sign(c: char) -> Sign {
    match c {
        '，' | ',' | '。' | '、' | '；' | ';' | '：' | ':' | '！' | '!' | '？' | '?' => {
            Sign::Stop
        }
        '“' | '《' | '（' | '(' | '‘' | '「' | '『' => Sign::Open,
        '”' | '》' | '）' | ')' | '’' | '」' | '』' => Sign::Close,
        _ => Sign::Other,
    }
}

/// Whether a line of prose ends with it.
pub(super) fn is_end(c: char) -> bool {
    matches!(sign(c), Sign::Stop | Sign::Close) || matches!(c, '…' | '—' | '.')
}

/// Whether clauses end with this particle more often than they go on.
fn is_final(c: char) -> bool {
    matches!(
        c,
        '啊' | '嗎' | '吗' | '呢' | '吧' | '呀' | '嘛' | '哇' | '哦' | '啦'
    )
}

/// What it costs that two signs stand side by side, or that a text ends after
/// the first.
fn sign_pair_cost(first: char, second: char) -> Cost {
    match (sign(first), sign(second)) {
        // It joins the parts of a name.
        (Sign::Stop | Sign::Open, _) if second == '·' => 4.0,
        (_, Sign::Stop | Sign::Close) if first == '·' => 4.0,
        // Questions and cries come in rows.
        (Sign::Stop, Sign::Stop) if first == second && matches!(first, '?' | '!' | '？' | '！') => {
            -2.0
        }
        // So do full stops that stand for dots.
        (Sign::Stop, Sign::Stop) if first == second && first == '。' => 1.0,
        (Sign::Stop, Sign::Stop) if matches!(first, '?' | '？') && matches!(second, '!' | '！') => {
            1.0
        }
        (Sign::Other, Sign::Stop) if is_final(first) => -1.8,
        (Sign::Stop, Sign::Stop) => 6.0,
        (Sign::Open, Sign::Stop) if matches!(second, '?' | '!' | '？' | '！') => 0.0,
        (Sign::Open, Sign::Stop | Sign::Close) | (Sign::Close, Sign::Open) => 4.0,
        (Sign::Open, _) if second == '\n' => 8.0,
        (Sign::Stop, _) if second == '\n' && matches!(first, '、' | '，' | ',') => 6.0,
        (Sign::Stop, Sign::Close) if !matches!(first, '，' | ',' | '、' | '：' | ':') => -2.0,
        _ => 0.0,
    }
}

/// What a stop at the end of a line saves: it costs there what it does among
/// those that lines end with, not among all characters.
const AT_END: Cost = 2.5;

/// The cost of a text so far, as the cheapest way to cut it into words.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reader {
    /// Cheapest cost up to the end, up to one character before it, and so on,
    /// with what is saved by the characters on both sides of that place.
    ends: [Cost; LONGEST],
    /// What the last word is on the way to each.
    classes: [Class; LONGEST],
    /// The last characters in simplified form, the newest in the lowest bits.
    recent: u64,
    /// The last character as it is.
    last: char,
}

impl Default for Reader {
    fn default() -> Self {
        Self {
            ends: [0.0, Cost::INFINITY, Cost::INFINITY, Cost::INFINITY],
            classes: [Class::UNKNOWN; LONGEST],
            recent: 0,
            last: '\n',
        }
    }
}

impl Reader {
    /// The cost of all that was read.
    pub(crate) fn cost(&self) -> Cost {
        self.ends[0]
    }

    /// The last three characters. Readers that agree in them are taken to read
    /// on alike, which is nearly so: the classes of their last words can still
    /// differ, and with them what the next word costs.
    pub(super) fn recent(&self) -> u64 {
        self.recent & 0xFFFF_FFFF_FFFF
    }

    /// What reading `c` next is taken to save on its cost alone: nothing where
    /// no word ends with the last character and this one. It is no bound: a word
    /// of characters that are rare alone saves more, and each word, also of one
    /// character, up to 4.375 by its class. Pruning by it is approximate.
    pub(super) fn saving(&self, c: char) -> Cost {
        let ends_word = TABLE.ends_word(self.recent << 16 | code(character::simplified(c)));
        if ends_word { 8.0 } else { 0.0 }
    }

    /// Adds a cost that does not come from words.
    pub(crate) fn charge(&mut self, cost: Cost) {
        for end in &mut self.ends {
            *end += cost;
        }
    }

    /// Reads one more character.
    pub(crate) fn read(&mut self, c: char) {
        if !character::is_ideograph(c) {
            // Letters come in words and digits in numbers.
            let follows = c.is_ascii_alphanumeric() && self.recent == ALPHANUMERIC;
            let cost = self.ends[0]
                + if follows {
                    3.0
                } else {
                    sign_cost(c) + sign_pair_cost(self.last, c)
                };
            self.last = c;
            self.ends = [cost, Cost::INFINITY, Cost::INFINITY, Cost::INFINITY];
            self.classes[0] = if sign(c) == Sign::Other {
                Class::UNKNOWN
            } else {
                Class::START
            };
            self.recent = if c.is_ascii_alphanumeric() {
                ALPHANUMERIC
            } else {
                0
            };
            return;
        }
        let simplified = character::simplified(c);
        let recent = self.recent << 16 | code(simplified);
        let apart = self.ends[0] - pairs::saving(character::simplified(self.last), simplified);
        let (alone, mut class) = (TABLE.word(recent & 0xFFFF)).unwrap_or((UNKNOWN, Class::UNKNOWN));
        let mut best = apart + alone + self.classes[0].then(class);
        if TABLE.ends_word(recent) {
            let mut mask = 0xFFFF_u64;
            for (&end, before) in self.ends.iter().zip(self.classes).skip(1) {
                mask = mask << 16 | 0xFFFF;
                if end.is_finite()
                    && let Some((cost, long)) = TABLE.word(recent & mask)
                {
                    let cost = end + cost + before.then(long);
                    if cost < best {
                        (best, class) = (cost, long);
                    }
                }
            }
        }
        if is_final(self.last) {
            best += 1.0;
        }
        self.ends = [best, apart, self.ends[1], self.ends[2]];
        self.classes = [class, self.classes[0], self.classes[1], self.classes[2]];
        self.recent = recent;
        self.last = c;
    }

    /// Comes to the end of the line; `stops` is the share of lines that end with a
    /// stop, if this is one of prose.
    pub(super) fn finish(&mut self, stops: Option<Cost>) {
        let mut cost = sign_pair_cost(self.last, '\n');
        if let Some(stops) = stops {
            cost -= if is_end(self.last) {
                stops.ln() + AT_END
            } else {
                (1.0 - stops).ln()
            };
        }
        self.charge(cost);
    }
}

/// What a text costs, cut into words the cheapest way, in whichever script.
pub(crate) fn cost_of(text: &str) -> Cost {
    cost_with(text, |_| Cost::INFINITY)
}

/// The same, where a character by itself costs no more than `most` of it.
pub(crate) fn cost_with(text: &str, mut most: impl FnMut(char) -> Cost) -> Cost {
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
        let mut best = ends[0] + single.min(most(c));
        if recent > 0xFFFF && TABLE.ends_word(recent) {
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
        }
        ends = [best, ends[0], ends[1], ends[2]];
    }
    ends[0]
}
