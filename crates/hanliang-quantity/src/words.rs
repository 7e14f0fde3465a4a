use std::sync::LazyLock;

use crate::groups::{Groups, first_two};
use crate::numeral::{Glyph, next, unit_follows};

/// Words that hold numeral characters which do not count (一切, 百姓, 统一),
/// each under every pair of characters in it.
#[derive(Debug)]
struct Words {
    /// Sorted by pair.
    entries: Vec<Entry>,
    groups: Groups,
    /// A bit for each pair there is, by [`place_of_pair`]: most pairs of a
    /// text are ruled out by it.
    pairs: [u64; 256],
}

#[derive(Debug)]
struct Entry {
    pair: (char, char),
    word: &'static str,
    /// Where the pair begins in the word, in bytes.
    offset: usize,
    /// What must not follow for the word to hold.
    unless: &'static str,
    /// The words behind which no unit must follow either.
    behind: &'static str,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| Words::read(include_str!("../data/words.tsv")));

static NOT_UNITS: LazyLock<NotUnits> =
    LazyLock::new(|| NotUnits::read(include_str!("../data/not_units.tsv")));

static NOUNS: LazyLock<NotUnits> =
    LazyLock::new(|| NotUnits::read(include_str!("../data/nouns.tsv")));

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
            let mut fields = line.split('\t');
            let word = fields.next().unwrap_or_default();
            let unless = fields.next().unwrap_or_default();
            let behind = fields.next().unwrap_or_default();
            for ((offset, one), other) in word.char_indices().zip(word.chars().skip(1)) {
                entries.push(Entry {
                    pair: (one, other),
                    word,
                    offset,
                    unless,
                    behind,
                });
            }
        }
        entries.sort_unstable_by_key(|entry| entry.pair);
        let groups = Groups::new(entries.iter().map(|entry| entry.pair));
        let mut pairs = [0; 256];
        for entry in &entries {
            let (word, bit) = place_of_pair(entry.pair);
            pairs[word] |= bit;
        }
        Self {
            entries,
            groups,
            pairs,
        }
    }

    #[inline]
    fn may_have(&self, pair: (char, char)) -> bool {
        let (word, bit) = place_of_pair(pair);
        self.pairs[word] & bit != 0
    }

    /// The furthest end of a word that has this pair at `at`.
    fn end(&self, text: &str, at: usize, pair: (char, char)) -> Option<usize> {
        if !self.may_have(pair) {
            return None;
        }
        let group = self.entries.get(self.groups.range(pair.0)?)?;
        let from = group.partition_point(|entry| entry.pair.1 < pair.1);
        let entries = group.get(from..)?.iter();
        entries
            .take_while(|entry| entry.pair.1 == pair.1)
            .filter_map(|entry| entry.end(text, at))
            .max()
    }
}

/// The bit of a pair among 16 384, mixed from both characters.
#[inline]
fn place_of_pair((first, second): (char, char)) -> (usize, u64) {
    let mixed = u32::from(first).wrapping_mul(31) ^ u32::from(second);
    let [_, _, high, low] = (mixed & 0x3FFF).to_be_bytes();
    let word = usize::from(high) << 2 | usize::from(low >> 6);
    (word, 1 << (low & 63))
}

impl Entry {
    fn end(&self, text: &str, at: usize) -> Option<usize> {
        let start = at.checked_sub(self.offset)?;
        let follows = text.get(start..)?.strip_prefix(self.word)?;
        let before = text.get(..start)?;
        // 提高三成 is 提高 and 三成, 提高三年级 of a grade.
        let broken = listed(self.behind).any(|word| before.ends_with(word)) && is_counted(follows);
        // 周三家庭 has no unit behind 三.
        let counts = |one: &str| follows.starts_with(one) && !outgrows_unit(follows, one.len());
        let holds = !broken && !listed(self.unless).any(counts);
        holds.then_some(start + self.word.len())
    }
}

/// Whether a unit or a magnitude follows.
fn is_counted(follows: &str) -> bool {
    matches!(next(follows).0, Glyph::Small(_) | Glyph::Big(_)) || unit_follows(follows)
}

/// The words of a field.
fn listed(field: &'static str) -> impl Iterator<Item = &'static str> {
    field.split(' ').filter(|one| !one.is_empty())
}

/// Whether nothing that a word gives way to follows it.
fn holds_before(follows: &str, unless: &'static str) -> bool {
    !listed(unless).any(|one| follows.starts_with(one))
}

/// Words that begin like a unit (分析, 成立), sorted.
#[derive(Debug)]
struct NotUnits {
    /// Each with what must not follow for it to hold.
    words: Vec<(&'static str, &'static str)>,
    groups: Groups,
}

/// Whether a word begins here that is longer than the unit of `length` bytes.
pub(crate) fn outgrows_unit(text: &str, length: usize) -> bool {
    NOT_UNITS.outgrow(text, length)
}

/// Whether a noun begins here, `length` bytes of which could be the end of the
/// unit before it: the 线 of 条线, the 线路 of 条线路.
pub(crate) fn begins_noun(text: &str, length: usize) -> bool {
    NOUNS.outgrow(text, length)
}

impl NotUnits {
    /// Whether a word of more than `length` bytes begins here.
    fn outgrow(&self, text: &str, length: usize) -> bool {
        let mut places = self.groups.beginning(first_two(text));
        places.any(|place| {
            self.words.get(place).is_some_and(|(word, unless)| {
                word.len() > length
                    && text
                        .strip_prefix(word)
                        .is_some_and(|follows| holds_before(follows, unless))
            })
        })
    }

    fn read(table: &'static str) -> Self {
        let lines = table.lines().filter(|line| !line.starts_with('#'));
        // A test holds the table to its order.
        let words: Vec<(&str, &str)> = lines
            .map(|line| line.split_once('\t').unwrap_or((line, "")))
            .filter(|(word, _)| first_two(word).1 != '\0')
            .collect();
        let groups = Groups::new(words.iter().map(|(word, _)| first_two(word)));
        Self { words, groups }
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
            include_str!("../data/nouns.tsv"),
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
        assert_eq!(covering("每周三下午", "每周".len()), Some("每周三".len()));
        assert_eq!(covering("每周三次", "每周".len()), None);
        assert_eq!(covering("本周三", "本周".len()), Some("本周三".len()));
        assert_eq!(covering("本周三家庭", "本周".len()), Some("本周三".len()));
        assert_eq!(covering("本周三次", "本周".len()), None);
        assert_eq!(covering("提高三成", "提高".len()), None);
        assert_eq!(covering("提高三学生", "提高".len()), Some("提高三".len()));
        assert_eq!(covering("去年初三天", "去年初".len()), None);
        assert_eq!(
            covering("正月初三天", "正月初".len()),
            Some("正月初三".len())
        );
    }

    #[test]
    fn a_longer_word_is_no_unit() {
        assert!(outgrows_unit("分析", "分".len()));
        assert!(!outgrows_unit("分钟", "分钟".len()));
        assert!(!outgrows_unit("个", "个".len()));
        assert!(outgrows_unit("种植面积", "种".len()));
        assert!(!outgrows_unit("种植物", "种".len()));
        assert!(!outgrows_unit("名家长", "名".len()));
    }
}
