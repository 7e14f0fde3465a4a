//! Words by which the words beside a figure are read.

use super::classes::{Class, classes};

classes! {
    /// What such a word says; the table tells each.
    Wording from "wording.tsv" {
        Above = "above",
        Alike = "alike",
        Announces = "announces",
        Area = "area",
        Attributive = "attributive",
        Began = "began",
        Becomes = "becomes",
        Below = "below",
        Brings = "brings",
        Calls = "calls",
        Compares = "compares",
        Contains = "contains",
        Decline = "decline",
        Degree = "degree",
        Dimension = "dimension",
        Does = "does",
        Doubtful = "doubtful",
        Effort = "effort",
        Empty = "empty",
        Event = "event",
        Explains = "explains",
        Finds = "finds",
        Fulfils = "fulfils",
        Governs = "governs",
        InTurn = "in-turn",
        Group = "group",
        Growth = "growth",
        Manner = "manner",
        Measure = "measure",
        Meets = "meets",
        Modal = "modal",
        Object = "object",
        OfTime = "of-time",
        OfWhole = "of-whole",
        Opens = "opens",
        People = "people",
        Performs = "performs",
        Phased = "phased",
        Places = "places",
        Pointed = "pointed",
        PointedKind = "pointed-kind",
        Programme = "programme",
        Property = "property",
        Rank = "rank",
        Ranks = "ranks",
        Rate = "rate",
        Record = "record",
        Region = "region",
        Ratio = "ratio",
        RatioLink = "ratio-link",
        Says = "says",
        Scheduled = "scheduled",
        Scope = "scope",
        Scores = "scores",
        Session = "session",
        Share = "share",
        Sets = "sets",
        Spends = "spends",
        State = "state",
        StateRate = "state-rate",
        Subordinate = "subordinate",
        Sum = "sum",
        Thing = "thing",
        Total = "total",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_asked_for_by_its_place() {
        assert!(Wording::Modal.is("能") && !Wording::Modal.is("能力"));
        assert!(Wording::Share.ends("近视率") && Wording::Growth.begins("增长的"));
        assert!(Wording::Says.within("市统计局公布") && !Wording::Says.within("市统计局"));
        assert_eq!(Wording::Above.length_at("超过往年"), Some("超过".len()));
    }
}
