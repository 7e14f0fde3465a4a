//! Words that say when.

use std::sync::LazyLock;

use super::lexicon::Lexicon;

const TABLE: &str = include_str!("../../data/times.tsv");

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
    /// A holiday, which the name before it tells: 国庆｜假期.
    Holiday,
    /// A feast, which names no days by itself: 春节.
    Feast,
}

static TIMES: LazyLock<Lexicon<When>> = LazyLock::new(|| Lexicon::read(TABLE, when));

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
        "holiday" => When::Holiday,
        "feast" => When::Feast,
        _ => return None,
    })
}

/// The whole table.
pub(super) fn times() -> &'static Lexicon<When> {
    &TIMES
}

/// The longest word of the table that `text` begins with, with its length in
/// bytes.
pub(crate) fn time_at(text: &str) -> Option<(usize, When)> {
    TIMES.longest(text).map(|(length, when)| (length, *when))
}

#[cfg(test)]
mod tests {
    use super::super::lexicon::assert_well_formed;
    use super::super::words::is_han;
    use super::*;

    #[test]
    fn rows_are_sorted_unique_and_well_formed() {
        assert_well_formed(TABLE, |word, meaning| {
            when(meaning).is_some() && word.chars().all(is_han)
        });
    }
}
