//! A sorted list of words: which of them a text begins with. The first character
//! is found by its code and the second by a hash of both; of the rows that begin
//! with these two, few are left.

/// The characters that rows are found by: all of three bytes.
const FIRST_HAN: usize = 0x3400;
const LAST_HAN: usize = 0x9FFF;
/// The length of one, in bytes. The second character of a row is as long.
const HAN: usize = 3;

/// Words with what each means.
#[derive(Debug)]
pub(crate) struct Lexicon<V> {
    /// In the order of their characters, each word once.
    rows: Vec<(&'static str, V)>,
    /// For each Han character; rows that begin otherwise are not found.
    starts: Vec<Start>,
    /// The rows of two characters and more by these two, at a place that a hash
    /// of the two says or the next that is free. As long as a power of two.
    pairs: Vec<Pair>,
    /// The longest word, in bytes.
    longest: usize,
    /// A bit for each character that a word ends in, by [`end_bit`]: most
    /// texts end otherwise.
    ends: [u64; ENDS],
}

/// How many words of 64 bits the ends are folded to.
const ENDS: usize = 16;

/// The place of a last character in [`Lexicon::ends`].
const fn end_bit(last: char) -> (usize, u64) {
    let code = last as usize;
    (code / 64 % ENDS, 1 << (code % 64))
}

/// The rows that begin with one character.
#[derive(Clone, Copy, Debug, Default)]
struct Start {
    /// The number of the row that is this character alone, counted from 1; 0 if
    /// there is none.
    alone: u32,
    /// Which second characters the others have, folded to 32: most texts go on
    /// otherwise, and need no search.
    seconds: u32,
}

/// The Han character that a text begins with, counted from the first.
fn first(text: &[u8]) -> Option<usize> {
    let &[lead @ 0xE3..=0xE9, middle, last] = text.first_chunk()? else {
        return None;
    };
    let bits = |byte: u8| usize::from(byte & 0x3F);
    let code = usize::from(lead & 0xF) << 12 | bits(middle) << 6 | bits(last);
    code.checked_sub(FIRST_HAN)
}

/// The character behind it, by its three bytes.
fn second(text: &[u8]) -> Option<u32> {
    let &[lead, middle, last] = text.get(HAN..)?.first_chunk()?;
    Some(u32::from_be_bytes([0, lead, middle, last]))
}

/// The place of a second character in [`Start::seconds`].
const fn fold(second: u32) -> u32 {
    1 << (second & 31)
}

/// The rows that begin with two characters.
#[derive(Clone, Copy, Debug, Default)]
struct Pair {
    /// The two characters, by [`key`]; 0 where no rows are.
    key: u64,
    /// The first of them and the one behind the last.
    from: u32,
    to: u32,
}

/// Two characters as one number; it is never 0, as no second character is.
const fn key(first: usize, second: u32) -> u64 {
    (first as u64) << 32 | second as u64
}

/// Where a key is looked for in so many places, a power of two.
fn place(key: u64, places: usize) -> usize {
    // Fibonacci hashing: the product's high half is spread evenly.
    let hash = (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as usize;
    hash & (places - 1)
}

/// The rows of a table under `data/`: all lines but comments. The largest has
/// 68,000, so lines and fields are looked for by byte.
pub(crate) fn lines(table: &'static str) -> impl Iterator<Item = &'static str> {
    let mut start = 0;
    memchr::memchr_iter(b'\n', table.as_bytes())
        .chain([table.len()])
        .filter_map(move |end| table.get(core::mem::replace(&mut start, end + 1)..end))
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// The first field of a row, and the rest.
pub(crate) fn field(row: &str) -> Option<(&str, &str)> {
    let tab = row.bytes().position(|byte| byte == b'\t')?;
    Some((row.get(..tab)?, row.get(tab + 1..)?))
}

/// Tests that the words of a table are sorted and unique, and that each means
/// something.
#[cfg(test)]
pub(super) fn assert_well_formed(table: &'static str, meaning: impl Fn(&str, &str) -> bool) {
    let mut last = "";
    for line in lines(table) {
        let (word, means) = field(line).expect("two fields");
        assert!(meaning(word, means), "{line}");
        assert!(last < word, "sorted: {word}");
        let mut characters = word.chars();
        characters.next();
        let han = first(word.as_bytes()).is_some();
        let second = characters.next().map_or(HAN, char::len_utf8);
        assert!(!han || second == HAN, "found by two characters: {word}");
        last = word;
    }
}

impl<V> Lexicon<V> {
    /// The words of a table whose rows are a word and what it means.
    pub(crate) fn read(table: &'static str, meaning: impl Fn(&'static str) -> Option<V>) -> Self {
        let rows = lines(table).filter_map(field);
        Self::new(rows.filter_map(|(word, means)| Some((word, meaning(means)?))))
    }

    /// Words in any order; of a word that comes twice the first counts.
    pub(crate) fn new(rows: impl Iterator<Item = (&'static str, V)>) -> Self {
        let mut rows: Vec<(&'static str, V)> = rows.collect();
        rows.sort_by_key(|(word, _)| *word);
        rows.dedup_by_key(|(word, _)| *word);
        let mut starts = vec![Start::default(); LAST_HAN - FIRST_HAN + 1];
        let mut pairs: Vec<Pair> = Vec::new();
        let mut ends = [0; ENDS];
        for (row, (word, _)) in (0..).zip(&rows) {
            if let Some(last) = word.chars().next_back() {
                let (place, bit) = end_bit(last);
                ends[place] |= bit;
            }
            let first = first(word.as_bytes()).unwrap_or(starts.len());
            let Some(start) = starts.get_mut(first) else {
                continue;
            };
            let Some(second) = second(word.as_bytes()) else {
                start.alone = row + 1;
                continue;
            };
            start.seconds |= fold(second);
            let (key, from, to) = (key(first, second), row, row + 1);
            match pairs.last_mut().filter(|last| last.key == key) {
                Some(last) => last.to = to,
                None => pairs.push(Pair { key, from, to }),
            }
        }
        let longest = rows.iter().map(|(word, _)| word.len()).max();
        Self {
            rows,
            starts,
            pairs: hashed(&pairs),
            longest: longest.unwrap_or_default(),
            ends,
        }
    }

    /// The first character of each word, with the second.
    pub(crate) fn heads(&self) -> impl Iterator<Item = (char, Option<char>)> {
        self.rows.iter().filter_map(|(word, _)| {
            let mut characters = word.chars();
            Some((characters.next()?, characters.next()))
        })
    }

    /// Calls `found` for each word that `text` begins with, shortest first,
    /// with its length in bytes.
    pub(crate) fn prefixes<'a>(&'a self, text: &str, found: impl FnMut(usize, &'a V)) {
        let _ = self.walk(text, found);
    }

    fn walk<'a>(&'a self, text: &str, mut found: impl FnMut(usize, &'a V)) -> Option<()> {
        let bytes = text.as_bytes();
        let first = first(bytes)?;
        let start = self.starts.get(first)?;
        if let Some(row) = start.alone.checked_sub(1) {
            found(HAN, &self.rows.get(row as usize)?.1);
        }
        let second = second(bytes)?;
        if start.seconds & fold(second) == 0 {
            return None;
        }
        let pair = self.pair(key(first, second))?;
        let rows = self.rows.get(pair.from as usize..pair.to as usize)?;
        for (word, value) in rows {
            if word.len() == 2 * HAN || text.starts_with(word) {
                found(word.len(), value);
            }
        }
        Some(())
    }

    /// The rows that begin with two characters.
    fn pair(&self, key: u64) -> Option<&Pair> {
        let mut place = place(key, self.pairs.len());
        loop {
            let pair = self.pairs.get(place)?;
            if pair.key == key {
                return Some(pair);
            }
            if pair.key == 0 {
                return None;
            }
            place = (place + 1) & (self.pairs.len() - 1);
        }
    }

    /// The longest word that `text` begins with.
    pub(crate) fn longest<'a>(&'a self, text: &str) -> Option<(usize, &'a V)> {
        let mut longest = None;
        self.prefixes(text, |length, value| longest = Some((length, value)));
        longest
    }

    /// The words that `text` ends in, shortest first, with their length in bytes.
    pub(crate) fn suffixes<'a>(&'a self, text: &str) -> impl Iterator<Item = (usize, &'a V)> {
        let may_end = text.chars().next_back().is_some_and(|last| {
            let (place, bit) = end_bit(last);
            self.ends[place] & bit != 0
        });
        let text = if may_end { text } else { "" };
        let ends = text
            .char_indices()
            .rev()
            .filter_map(move |(at, _)| text.get(at..));
        ends.take_while(|end| end.len() <= self.longest)
            .filter_map(|end| Some((end.len(), self.get(end)?)))
    }

    /// What a word means.
    pub(crate) fn get<'a>(&'a self, word: &str) -> Option<&'a V> {
        self.longest(word)
            .filter(|(length, _)| *length == word.len())
            .map(|(_, value)| value)
    }
}

/// Pairs in the places where they are looked for; at least a third of the places
/// are free, so that a search is short and comes to an end.
fn hashed(pairs: &[Pair]) -> Vec<Pair> {
    let places = (pairs.len() * 3 / 2 + 1).next_power_of_two();
    let mut hashed = vec![Pair::default(); places];
    for pair in pairs {
        let mut place = place(pair.key, places);
        while hashed[place].key != 0 {
            place = (place + 1) & (places - 1);
        }
        hashed[place] = *pair;
    }
    hashed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_words_a_text_begins_with() {
        let rows = [
            ("年底", 2),
            ("年", 1),
            ("年底前", 3),
            ("去年", 4),
            ("年", 9),
        ];
        let lexicon = Lexicon::new(rows.into_iter());
        let found = |text| {
            let mut found = Vec::new();
            lexicon.prefixes(text, |_, value| found.push(*value));
            found
        };
        assert_eq!(found("年底前完成"), [1, 2, 3]);
        assert_eq!(found("年初"), [1]);
        assert_eq!(found("去"), []);
        assert_eq!(found("A"), []);
        assert_eq!(found(""), []);
        assert_eq!(lexicon.longest("年底完成"), Some(("年底".len(), &2)));
        let ends: Vec<_> = lexicon.suffixes("到去年").collect();
        assert_eq!(ends, [("年".len(), &1), ("去年".len(), &4)]);
        assert_eq!(
            (lexicon.get("去年"), lexicon.get("去年底")),
            (Some(&4), None)
        );
    }
}
