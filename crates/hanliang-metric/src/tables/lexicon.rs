//! A sorted list of words, searched character by character: which of them a
//! text begins with, without hashing and with next to nothing to build. Words
//! that a text ends in are found by the last character.

use std::sync::OnceLock;

/// The characters that rows are found by.
const FIRST_HAN: usize = 0x3400;
const LAST_HAN: usize = 0x9FFF;

/// Words with what each means.
#[derive(Debug)]
pub(crate) struct Lexicon<V> {
    /// In the order of their characters, each word once.
    rows: Vec<(&'static str, V)>,
    /// The second character of each row, 0 if it has none: so many rows begin
    /// alike that this one is searched for.
    seconds: Vec<u32>,
    /// For each Han character and for the end; rows that begin otherwise are
    /// not found.
    starts: Vec<Start>,
    /// A bit for each character that a word ends in, by [`end_bit`]: most
    /// texts end otherwise.
    ends: [u64; ENDS],
    /// The last character and the number of each row that can be found, in the
    /// order of these characters, of those that end alike the shortest first.
    /// Made when it is first asked for: of most lexicons it never is.
    by_end: OnceLock<Vec<(char, u32)>>,
}

/// How many words of 64 bits the ends are folded to.
const ENDS: usize = 16;

/// The place of a last character in [`Lexicon::ends`].
const fn end_bit(last: char) -> (usize, u64) {
    let code = last as usize;
    (code / 64 % ENDS, 1 << (code % 64))
}

/// The rows that begin with one character.
#[derive(Clone, Copy, Debug)]
struct Start {
    /// The first row that begins with it or with a later one.
    row: u32,
    /// Which second characters they have, folded to 64: most texts go on
    /// otherwise, and need no search.
    seconds: u64,
}

/// The place of a second character in [`Start::seconds`].
const fn fold(second: u32) -> u64 {
    1 << (second & 63)
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
        let start = |row| Start {
            row: u32::try_from(row).unwrap_or(u32::MAX),
            seconds: 0,
        };
        let mut seconds = Vec::with_capacity(rows.len());
        let mut starts = Vec::with_capacity(LAST_HAN - FIRST_HAN + 2);
        let mut ends = [0; ENDS];
        for (row, (word, _)) in rows.iter().enumerate() {
            if let Some(last) = word.chars().next_back() {
                let (place, bit) = end_bit(last);
                ends[place] |= bit;
            }
            let mut characters = word.chars();
            let first = characters.next().and_then(slot).unwrap_or_default();
            let second = characters.next().map_or(0, u32::from);
            seconds.push(second);
            starts.resize(starts.len().max(first + 1), start(row));
            if let Some(start) = starts.get_mut(first) {
                start.seconds |= if second == 0 { u64::MAX } else { fold(second) };
            }
        }
        starts.resize(LAST_HAN - FIRST_HAN + 2, start(rows.len()));
        Self {
            rows,
            seconds,
            starts,
            ends,
            by_end: OnceLock::new(),
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
        let mut characters = text.chars();
        let Some(slot) = characters.next().and_then(slot) else {
            return;
        };
        let (Some(start), Some(end)) = (self.starts.get(slot), self.starts.get(slot + 1)) else {
            return;
        };
        let second = characters.clone().next().map_or(0, u32::from);
        if start.seconds & fold(second) != 0 {
            let _ = self.within(
                start.row as usize,
                end.row as usize,
                text,
                characters,
                found,
            );
        }
    }

    /// Goes through the rows that begin as the text does.
    fn within<'a>(
        &'a self,
        mut from: usize,
        to: usize,
        text: &str,
        mut rest: core::str::Chars<'_>,
        mut found: impl FnMut(usize, &'a V),
    ) -> Option<()> {
        let mut length = text.len() - rest.as_str().len();
        if self.seconds.get(from) == Some(&0) {
            found(length, &self.rows.get(from)?.1);
            from += 1;
        }
        let next = rest.next()?;
        let second = u32::from(next);
        let seconds = self.seconds.get(from..to)?;
        from += seconds.partition_point(|other| *other < second);
        let alike = self.seconds.get(from..to)?;
        let count = alike.iter().take_while(|other| **other == second).count();
        length += next.len_utf8();
        let mut rows = self.rows.get(from..from + count)?;
        loop {
            let ((word, value), longer) = rows.split_first()?;
            if word.len() == length {
                found(length, value);
                rows = longer;
            }
            // Few are left: those that go on as the text does.
            let next = rest.next()?;
            let from = rows.iter().position(|row| after(row.0, length) == next)?;
            rows = rows.get(from..)?;
            let count = rows.iter().take_while(|row| after(row.0, length) == next);
            rows = rows.get(..count.count())?;
            length += next.len_utf8();
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
        let last = text.chars().next_back().filter(|last| {
            let (place, bit) = end_bit(*last);
            self.ends[place] & bit != 0
        });
        let alike = last.map_or(&[][..], |last| self.ending_in(last));
        alike.iter().filter_map(move |(_, row)| {
            let (word, value) = self.rows.get(*row as usize)?;
            text.ends_with(word).then_some((word.len(), value))
        })
    }

    /// The rows that end in a character, as in [`Lexicon::by_end`].
    fn ending_in(&self, last: char) -> &[(char, u32)] {
        let all = self.by_end.get_or_init(|| {
            let rows = (0..).zip(&self.rows);
            let found = rows.filter(|(_, (word, _))| word.chars().next().and_then(slot).is_some());
            let end = |(row, (word, _)): (u32, &(&str, V))| Some((word.chars().next_back()?, row));
            let mut all: Vec<(char, u32)> = found.filter_map(end).collect();
            let length = |row: u32| self.rows.get(row as usize).map(|(word, _)| word.len());
            all.sort_by_key(|(last, row)| (*last, length(*row)));
            all
        });
        let from = all.partition_point(|(other, _)| *other < last);
        let to = all.partition_point(|(other, _)| *other <= last);
        all.get(from..to).unwrap_or_default()
    }

    /// What a word means.
    pub(crate) fn get<'a>(&'a self, word: &str) -> Option<&'a V> {
        let mut characters = word.chars();
        let slot = slot(characters.next()?)?;
        if characters.as_str().is_empty() {
            // Of the rows that begin with a character, the first is that alone.
            let (row, end) = (self.starts.get(slot)?.row, self.starts.get(slot + 1)?.row);
            let alone = row < end && self.seconds.get(row as usize) == Some(&0);
            return alone.then(|| self.rows.get(row as usize).map(|(_, value)| value))?;
        }
        self.longest(word)
            .filter(|(length, _)| *length == word.len())
            .map(|(_, value)| value)
    }
}

fn slot(character: char) -> Option<usize> {
    (character as usize)
        .checked_sub(FIRST_HAN)
        .filter(|slot| *slot <= LAST_HAN - FIRST_HAN)
}

/// The character of a row at a byte; no row ends there.
fn after(word: &str, at: usize) -> char {
    word.get(at..)
        .and_then(|rest| rest.chars().next())
        .unwrap_or_default()
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
