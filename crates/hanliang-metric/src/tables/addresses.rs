//! Words behind the numbers by which places are called.

use super::classes::{Class, classes};

classes! {
    /// What a number before such a word is the number of.
    #[derive(PartialOrd, Ord)]
    Addressed from "addresses.tsv" {
        House = "house",
        Section = "section",
        Floor = "floor",
        Room = "room",
        /// A line on which vehicles run.
        Line = "line",
    }
}

/// Parts of an address, each within the one before.
const PARTS: [Addressed; 4] = [
    Addressed::House,
    Addressed::Section,
    Addressed::Floor,
    Addressed::Room,
];

/// The part of an address that a text begins with, and what sort it is.
pub(crate) fn part_at(text: &str) -> Option<(&str, Addressed)> {
    PARTS.into_iter().find_map(|part| {
        let word = text.get(..part.length_at(text)?)?;
        Some((word, part))
    })
}

/// The parts of an address that a text may end in, with the text before each.
pub(crate) fn parts_before(text: &str) -> impl Iterator<Item = (&str, &str, Addressed)> {
    Addressed::table()
        .words
        .suffixes(text)
        .filter_map(move |(length, bits)| {
            let part = PARTS.into_iter().find(|part| bits & part.bit() != 0)?;
            let (lead, word) = text.split_at_checked(text.len() - length)?;
            Some((lead, word, part))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_part_is_within_the_one_before() {
        assert!(PARTS.is_sorted());
        assert_eq!(part_at("号楼二层"), Some(("号楼", Addressed::House)));
        let before: Vec<_> = parts_before("5号楼").collect();
        let (house, floor) = (Addressed::House, Addressed::Floor);
        assert!(before.contains(&("5", "号楼", house)) && before.contains(&("5号", "楼", floor)));
    }
}
