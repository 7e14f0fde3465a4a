//! What a unit says of the noun beside it.

use super::classes::{Class, classes};

classes! {
    /// What such a unit is.
    Counter from "units.tsv" {
        /// 人: what it counts was not named by its clause alone.
        Alone = "alone",
        /// 次: counts happenings, which verbs may name.
        Event = "event",
        /// 村: an ordinary noun too.
        Loose = "loose",
        /// 户: itself the noun, so that none need follow.
        Noun = "noun",
        People = "people",
        /// 届: follows its verb, whatever was named before.
        Verb = "verb",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_may_be_several() {
        assert!(Counter::People.is("人次") && Counter::Event.is("人次"));
        assert!(Counter::Noun.is("村") && Counter::Loose.is("村"));
        assert!(!Counter::Noun.is("个"));
    }
}
