//! Words around a numeral by which it counts something or is only a manner
//! of speaking: 近万元 and 万元户, 用一天 and 一天中.

use super::classes::{Class, classes};

classes! {
    /// What a word says of the numeral beside it; the table tells each.
    Beside from "counting.tsv" {
        Allotted = "allotted",
        Amount = "amount",
        Award = "award",
        Compared = "compared",
        Composed = "composed",
        Each = "each",
        Bus = "bus",
        Figurative = "figurative",
        Folk = "folk",
        Grid = "grid",
        Halved = "halved",
        Idle = "idle",
        Lasting = "lasting",
        Measured = "measured",
        Mile = "mile",
        Need = "need",
        Numbered = "numbered",
        Origin = "origin",
        Lowered = "lowered",
        Past = "past",
        Pointed = "pointed",
        Raised = "raised",
        Rise = "rise",
        Rest = "rest",
        Result = "result",
        Settled = "settled",
        Span = "span",
        Stated = "stated",
        Stock = "stock",
        Stretch = "stretch",
        System = "system",
        Tally = "tally",
        Times = "times",
        Village = "village",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_may_say_several_things() {
        assert!(Beside::Pointed.ends("迎来新的") && !Beside::Lasting.ends("迎来新的"));
        assert!(Beside::Lasting.ends("工期缩短") && Beside::Idle.begins("之计在于"));
        assert!(Beside::Village.begins("村民") && Beside::Settled.begins("村民"));
        assert!(Beside::Stated.is("约") && Beside::Lasting.is("约"));
    }
}
