use std::collections::HashMap;
use std::sync::LazyLock;

/// Words that hold numeral characters which do not count (一切, 百姓, 统一),
/// by the pair of characters around the one asked about.
#[derive(Debug)]
struct Words {
    /// By a numeral character and the one after it: the words and the offset
    /// of the character in each, longest word first.
    pairs: HashMap<(char, char), Vec<Entry>>,
}

#[derive(Clone, Debug)]
struct Entry {
    word: &'static str,
    offset: usize,
    unless: Vec<&'static str>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| Words::read(include_str!("../data/words.tsv")));

static NOT_UNITS: LazyLock<HashMap<char, Vec<&'static str>>> = LazyLock::new(|| {
    let mut words: HashMap<char, Vec<&'static str>> = HashMap::new();
    for word in include_str!("../data/not_units.tsv").lines() {
        if let Some(first) = word.chars().next().filter(|first| *first != '#') {
            words.entry(first).or_default().push(word);
        }
    }
    words
});

/// Where the word ends that covers the character at `at` and is no numeral.
pub(crate) fn covering(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let mut after = rest.chars();
    let character = after.next()?;
    let right = after.next();
    let left = text.get(..at)?.chars().next_back();
    let forward = right.and_then(|right| WORDS.pairs.get(&(character, right)));
    let backward = left.and_then(|left| WORDS.pairs.get(&(left, character)));
    let holds = |entry: &Entry, offset: usize| {
        let start = at.checked_sub(offset)?;
        let place = text.get(start..)?;
        let follows = place.strip_prefix(entry.word)?;
        let free = entry
            .unless
            .iter()
            .all(|unless| !follows.starts_with(unless));
        free.then_some(start + entry.word.len())
    };
    let forward = forward
        .into_iter()
        .flatten()
        .filter_map(|entry| holds(entry, entry.offset));
    let backward = backward.into_iter().flatten().filter_map(|entry| {
        let offset = entry.offset + left.map_or(0, char::len_utf8);
        holds(entry, offset)
    });
    forward.chain(backward).max()
}

/// Whether a word begins here that is longer than the unit of `length` bytes.
pub(crate) fn outgrows_unit(text: &str, length: usize) -> bool {
    let words = text.chars().next().and_then(|first| NOT_UNITS.get(&first));
    words
        .into_iter()
        .flatten()
        .any(|word| word.len() > length && text.starts_with(word))
}

impl Words {
    fn read(table: &'static str) -> Self {
        let mut pairs: HashMap<(char, char), Vec<Entry>> = HashMap::new();
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            let (word, unless) = line.split_once('\t').unwrap_or((line, ""));
            let unless: Vec<&str> = unless.split(' ').filter(|one| !one.is_empty()).collect();
            for ((offset, one), other) in word.char_indices().zip(word.chars().skip(1)) {
                pairs.entry((one, other)).or_default().push(Entry {
                    word,
                    offset,
                    unless: unless.clone(),
                });
            }
        }
        Self { pairs }
    }
}
