//! Words that belong to dates, or by which numbers of days are none.

use super::classes::{Class, classes};
use super::words::words;

classes! {
    /// What a word is to the date beside it; the table tells each.
    Dated from "dates.tsv" {
        AfterLength = "after-length",
        Aims = "aims",
        BeforeLength = "before-length",
        Arrives = "arrives",
        Belongs = "belongs",
        Dates = "dates",
        Day = "day",
        DayBehind = "day-behind",
        Earlier = "earlier",
        Event = "event",
        Festive = "festive",
        Explained = "explained",
        Foretells = "foretells",
        Former = "former",
        Governs = "governs",
        Lasts = "lasts",
        LunarMonth = "lunar-month",
        Month = "month",
        Measured = "measured",
        Moon = "moon",
        NamesDay = "names-day",
        Opens = "opens",
        OpensClause = "opens-clause",
        Outgrows = "outgrows",
        PartOfDay = "part-of-day",
        Planned = "planned",
        Reaching = "reaching",
        Reckons = "reckons",
        Reign = "reign",
        SoFar = "so-far",
        Stays = "stays",
        Summing = "summing",
        ThisTime = "this-time",
        Turning = "turning",
        Year = "year",
    }
}

/// How far words are told apart behind a time, in characters.
const JOINT: usize = 5;

/// Whether the last character of the time that `length` bytes of a text are
/// begins another word there: the 初 of 3月初步, the 内 of 目前内地; not the 起 of
/// 6月起重新开放, where the words beside it are others.
pub(crate) fn is_outgrown(text: &str, length: usize) -> bool {
    let last = text.get(..length).and_then(|time| time.chars().next_back());
    let from = last.map_or(length, |last| length - last.len_utf8());
    let rest = text.get(from..).unwrap_or_default();
    let near = rest
        .char_indices()
        .nth(JOINT)
        .map_or(rest.len(), |(at, _)| at);
    let near = rest.get(..near).unwrap_or_default();
    let joined = || {
        words(near)
            .first()
            .is_some_and(|word| word.span.len() > "初".len())
    };
    Dated::Outgrows.begins(rest) && !Dated::Stays.begins(rest) && joined()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_word_belongs() {
        assert_eq!(Dated::Month.length_at("月上中旬"), Some("月上中旬".len()));
        assert_eq!(Dated::Opens.length_before("自截至到"), Some("截至到".len()));
        assert!(Dated::BeforeLength.ends("为期") && Dated::AfterLength.begins("以内"));
        assert!(Dated::Day.is("五四") && !Dated::Day.is("五"));
        assert!(is_outgrown("月初步统计", "月初".len()));
        assert!(!is_outgrown("月初，", "月初".len()));
        assert!(!is_outgrown("内地方债务", "内".len()));
        for text in ["起重新开放", "底价格上涨", "底部分企业", "初中国出口"] {
            assert!(!is_outgrown(text, "起".len()), "{text}");
        }
    }
}
