//! Words that say when.

use std::sync::LazyLock;

use super::WordMap;

const TABLE: &str = include_str!("../../data/times.tsv");
/// The longest word, in characters.
const LONGEST: usize = 8;

/// What such a word means, counted from the date of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum When {
    Year(i16),
    YearSince(i16),
    YearStart(i16),
    YearEnd(i16),
    /// The first or second half of this year (0) or of the last (-1).
    Half(u8, i16),
    Month(i32),
    Week(i64),
    Day(i64),
    Now,
    Recent,
    Open,
}

static TIMES: LazyLock<WordMap<When>> = LazyLock::new(|| {
    TABLE
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .filter_map(|(word, meaning)| Some((word, when(meaning)?)))
        .collect()
});

fn when(meaning: &str) -> Option<When> {
    let (name, number) = meaning.split_once(':').unwrap_or((meaning, "0"));
    let number: i16 = number.parse().ok()?;
    Some(match name {
        "year" => When::Year(number),
        "year-since" => When::YearSince(number),
        "year-start" => When::YearStart(number),
        "year-end" => When::YearEnd(number),
        "half" => When::Half(u8::try_from(number).ok()?, 0),
        "half-last" => When::Half(u8::try_from(number).ok()?, -1),
        "month" => When::Month(i32::from(number)),
        "week" => When::Week(i64::from(number)),
        "day" => When::Day(i64::from(number)),
        "now" => When::Now,
        "recent" => When::Recent,
        "open" => When::Open,
        _ => return None,
    })
}

/// Characters that begin a word of the table, to pass over the rest quickly.
pub(crate) const fn may_begin(character: char) -> bool {
    matches!(
        character,
        '今' | '本'
            | '去'
            | '上'
            | '前'
            | '明'
            | '来'
            | '后'
            | '年'
            | '下'
            | '当'
            | '这'
            | '昨'
            | '目'
            | '截'
            | '现'
            | '如'
            | '迄'
            | '至'
            | '到'
            | '眼'
            | '近'
            | '日'
            | '最'
            | '数'
            | '不'
            | '过'
            | '以'
            | '从'
            | '此'
            | '之'
            | '期'
            | '报'
            | '同'
            | '未'
            | '将'
            | '平'
            | '全'
            | '春'
            | '节'
            | '任'
            | '月'
            | '季'
    )
}

/// The longest word of the table that `text` begins with, with its length in
/// bytes.
pub(crate) fn time_at(text: &str) -> Option<(usize, When)> {
    let times = &*TIMES;
    let mut end = 0;
    let mut found = None;
    for character in text.chars().take(LONGEST) {
        end += character.len_utf8();
        if let Some(when) = text.get(..end).and_then(|word| times.get(word)) {
            found = Some((end, *when));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_sorted_unique_and_well_formed() {
        let mut last = "";
        for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
            let (word, meaning) = line.split_once('\t').expect("two fields");
            assert!(when(meaning).is_some(), "{line}");
            assert!(last < word, "sorted: {word}");
            assert!(word.chars().next().is_some_and(may_begin), "{word}");
            assert!(word.chars().count() <= LONGEST, "{word}");
            last = word;
        }
    }
}
