//! Words that belong to dates, or by which numbers of days are none.

use super::classes::{Class, classes};

classes! {
    /// What a word is to the date beside it; the table tells each.
    Dated from "dates.tsv" {
        AfterLength = "after-length",
        BeforeLength = "before-length",
        Belongs = "belongs",
        Day = "day",
        Festive = "festive",
        Explained = "explained",
        Former = "former",
        Governs = "governs",
        Month = "month",
        NamesDay = "names-day",
        Opens = "opens",
        OpensClause = "opens-clause",
        Reaching = "reaching",
        SoFar = "so-far",
        Summing = "summing",
        Turning = "turning",
        Year = "year",
    }
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
    }
}
