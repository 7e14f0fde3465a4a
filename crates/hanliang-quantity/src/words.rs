use std::sync::LazyLock;

use crate::char_map::CharMap;

/// Words that hold numeral characters which do not count (一切, 百姓, 统一),
/// each under every pair of characters in it.
#[derive(Debug)]
struct Words {
    /// Sorted by pair.
    entries: Vec<Entry>,
    /// The second character of each entry's pair.
    seconds: Vec<char>,
    /// For the first character of a pair, 1 + the place in `groups`.
    first: CharMap,
    /// Where the entries of one first character start and end.
    groups: Vec<(usize, usize)>,
}

#[derive(Debug)]
struct Entry {
    pair: (char, char),
    word: &'static str,
    /// Where the pair begins in the word, in bytes.
    offset: usize,
    /// What must not follow for the word to hold.
    unless: &'static str,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| Words::read(include_str!("../data/words.tsv")));

static NOT_UNITS: LazyLock<NotUnits> =
    LazyLock::new(|| NotUnits::read(include_str!("../data/not_units.tsv")));

/// Where the word ends that covers the character at `at` and is no numeral.
pub(crate) fn covering(text: &str, at: usize) -> Option<usize> {
    let mut after = text.get(at..)?.chars();
    let character = after.next()?;
    let left = text.get(..at)?.chars().next_back();
    let forward = after
        .next()
        .and_then(|right| WORDS.end(text, at, (character, right)));
    let backward = left.and_then(|left| {
        let start = at.checked_sub(left.len_utf8())?;
        WORDS.end(text, start, (left, character))
    });
    forward.max(backward)
}

impl Words {
    fn read(table: &'static str) -> Self {
        let mut entries = Vec::new();
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            let (word, unless) = line.split_once('\t').unwrap_or((line, ""));
            for ((offset, one), other) in word.char_indices().zip(word.chars().skip(1)) {
                entries.push(Entry {
                    pair: (one, other),
                    word,
                    offset,
                    unless,
                });
            }
        }
        entries.sort_by_key(|entry| (entry.pair, entry.word, entry.offset));
        let seconds = entries.iter().map(|entry| entry.pair.1).collect();
        let (first, groups) = group(entries.iter().map(|entry| entry.pair.0));
        Self {
            entries,
            seconds,
            first,
            groups,
        }
    }

    /// The furthest end of a word that has this pair at `at`.
    fn end(&self, text: &str, at: usize, pair: (char, char)) -> Option<usize> {
        let group = usize::from(self.first.get(pair.0)).checked_sub(1)?;
        let (start, end) = *self.groups.get(group)?;
        let seconds = self.seconds.get(start..end)?;
        let from = start + seconds.partition_point(|second| *second < pair.1);
        let entries = self.entries.get(from..end)?.iter();
        entries
            .take_while(|entry| entry.pair.1 == pair.1)
            .filter_map(|entry| entry.end(text, at))
            .max()
    }
}

/// Start and end of each run of one character in a sorted list, found by that
/// character: 1 + the place of its run.
fn group(sorted: impl Iterator<Item = char>) -> (CharMap, Vec<(usize, usize)>) {
    let (mut first, mut groups) = (CharMap::new(), Vec::<(usize, usize)>::new());
    let mut current = None;
    for (place, character) in sorted.enumerate() {
        if current != Some(character) {
            current = Some(character);
            groups.push((place, place));
            if let Ok(group) = u16::try_from(groups.len()) {
                first.set(character, group);
            }
        }
        if let Some(group) = groups.last_mut() {
            group.1 = place + 1;
        }
    }
    (first, groups)
}

impl Entry {
    fn end(&self, text: &str, at: usize) -> Option<usize> {
        let start = at.checked_sub(self.offset)?;
        let follows = text.get(start..)?.strip_prefix(self.word)?;
        let mut unless = self.unless.split(' ').filter(|one| !one.is_empty());
        let holds = !unless.any(|one| follows.starts_with(one));
        holds.then_some(start + self.word.len())
    }
}

/// Words that begin like a unit (分析, 成立), sorted.
#[derive(Debug)]
struct NotUnits {
    words: Vec<&'static str>,
    /// The second character of each word.
    seconds: Vec<char>,
    /// For a first character, 1 + the place in `groups`.
    first: CharMap,
    groups: Vec<(usize, usize)>,
}

/// Whether a word begins here that is longer than the unit of `length` bytes.
pub(crate) fn outgrows_unit(text: &str, length: usize) -> bool {
    let mut characters = text.chars();
    let (Some(first), Some(second)) = (characters.next(), characters.next()) else {
        return false;
    };
    let Some(group) = usize::from(NOT_UNITS.first.get(first)).checked_sub(1) else {
        return false;
    };
    let (start, end) = NOT_UNITS.groups[group];
    let seconds = &NOT_UNITS.seconds[start..end];
    let words = &NOT_UNITS.words[start..end];
    let mut pairs = seconds.iter().zip(words);
    pairs.any(|(other, word)| *other == second && word.len() > length && text.starts_with(word))
}

impl NotUnits {
    fn read(table: &'static str) -> Self {
        let mut words: Vec<&str> = table
            .lines()
            .filter(|line| !line.starts_with('#') && line.chars().count() > 1)
            .collect();
        words.sort_unstable();
        let seconds = words
            .iter()
            .filter_map(|word| word.chars().nth(1))
            .collect();
        let (first, groups) = group(words.iter().filter_map(|word| word.chars().next()));
        Self {
            words,
            seconds,
            first,
            groups,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{covering, outgrows_unit};

    #[test]
    fn both_tables_are_sorted_and_hold_nothing_twice() {
        for table in [
            include_str!("../data/words.tsv"),
            include_str!("../data/not_units.tsv"),
        ] {
            let words: Vec<&str> = table
                .lines()
                .filter(|line| !line.starts_with('#'))
                .filter_map(|line| line.split('\t').next())
                .collect();
            assert!(words.windows(2).all(|pair| pair[0] < pair[1]));
        }
    }

    #[test]
    fn a_word_is_seen_from_each_of_its_characters() {
        assert_eq!(covering("一切都好", 0), Some(6));
        assert_eq!(covering("要统一", 6), Some(9));
        assert_eq!(covering("千方百计", 0), Some(12));
        assert_eq!(covering("千方百计", 6), Some(12));
        assert_eq!(covering("一个", 0), None);
    }

    #[test]
    fn a_word_gives_way_to_what_follows() {
        assert_eq!(covering("十分好", 0), Some(6));
        assert_eq!(covering("十分钟", 0), None);
        assert_eq!(covering("十分之一", 0), None);
    }

    #[test]
    fn a_longer_word_is_no_unit() {
        assert!(outgrows_unit("分析", "分".len()));
        assert!(!outgrows_unit("分钟", "分钟".len()));
        assert!(!outgrows_unit("个", "个".len()));
    }
}
