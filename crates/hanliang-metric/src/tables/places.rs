//! Names of places and the words that stand for one: 大庆市, 全市, 该县.

use std::sync::LazyLock;

use super::lexicon::{Lexicon, field, lines};

const NAMES: &str = include_str!("../../data/places.tsv");
const BODIES: &str = include_str!("../../data/bodies.tsv");

/// What a match is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Known {
    /// A name, with the name in full.
    Name(&'static str),
    /// The name of a country.
    Country(&'static str),
    /// 全市, 该县: stands for a name that ends alike.
    Whole,
    /// The end of a name that no table has: 镇, 村, 公司.
    End(End),
    /// A word that only looks like one: 市民, 健全.
    Word,
}

/// What kind of name an end belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ends {
    /// 镇, 乡, 村: below a county.
    Village,
    /// 公司, 银行: a body whose names end so.
    Firm,
    /// 企业, 部门, 医院: a body of a kind, by name or without.
    Office,
    /// 队, 航空: a body where the rest is no word.
    Team,
    /// 村民, 选手: what one is whose name follows.
    Person,
}

/// An end of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct End {
    pub(crate) ends: Ends,
    /// It names one body by itself: 公司实现收入3亿元.
    pub(crate) alone: bool,
    /// All bodies of the kind in a place act as one: 全市法院.
    pub(crate) system: bool,
}

static PLACES: LazyLock<Lexicon<Known>> = LazyLock::new(|| {
    Lexicon::new(
        lines(NAMES)
            .filter_map(name)
            .chain(lines(BODIES).filter_map(body)),
    )
});

/// A row of the table of names.
fn name(row: &'static str) -> Option<(&'static str, Known)> {
    let (name, rest) = field(row)?;
    let (rank, full) = field(rest)?;
    let country = rank == "country";
    let known = if country { Known::Country } else { Known::Name };
    Some((name, known(full)))
}

/// A row of the table of words and ends of names.
fn body(row: &'static str) -> Option<(&'static str, Known)> {
    let (word, rest) = field(row)?;
    let (class, marks) = field(rest).unwrap_or((rest, ""));
    let marked = |mark: &str| marks.split(',').any(|one| one == mark);
    let end = |ends| {
        let (alone, system) = (marked("alone"), marked("system"));
        Known::End(End {
            ends,
            alone,
            system,
        })
    };
    let known = match class {
        "word" => Known::Word,
        "whole" => Known::Whole,
        "village" => end(Ends::Village),
        "firm" => end(Ends::Firm),
        "office" => end(Ends::Office),
        "team" => end(Ends::Team),
        "person" => end(Ends::Person),
        _ => return None,
    };
    Some((word, known))
}

/// The whole table.
pub(super) fn places() -> &'static Lexicon<Known> {
    &PLACES
}

/// The longest name of a place, or word that stands for one, that `text`
/// begins with, with its length in bytes.
pub(crate) fn place_at(text: &str) -> Option<(usize, Known)> {
    PLACES.longest(text).map(|(length, known)| (length, *known))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_sorted_unique_and_well_formed() {
        let mut last = "";
        for line in lines(NAMES) {
            let fields: Vec<&str> = line.split('\t').collect();
            let [name, rank, full] = fields[..] else {
                panic!("a row has three fields: {line:?}");
            };
            assert!(last < name, "sorted: {name}");
            assert!(["country", "region", "province", "prefecture", "county"].contains(&rank));
            assert!(full.starts_with(name), "{line}");
            last = name;
        }
    }

    #[test]
    fn words_are_sorted_unique_and_no_names() {
        let mut last = "";
        for line in lines(BODIES) {
            let (word, _) = body(line).expect("a word and its class");
            let marks = line.split('\t').nth(2);
            let known = |marks: &str| {
                let mut marks = marks.split(',');
                marks.all(|mark| matches!(mark, "alone" | "system"))
            };
            assert!(marks.is_none_or(known), "{line}");
            assert!(last < word, "sorted: {word}");
            let names = lines(NAMES).filter_map(field);
            assert!(!names.into_iter().any(|(name, _)| name == word), "{word}");
            last = word;
        }
    }

    #[test]
    fn the_longest_word_wins() {
        let text = "健全市场体系,全市城镇居民,江西赣州,浙江省宁波市";
        let mut past = 0;
        let found: Vec<&str> = text
            .char_indices()
            .filter_map(|(at, _)| {
                let rest = text.get(at..).filter(|_| at >= past)?;
                let (length, known) = place_at(rest)?;
                past = at + length;
                (known != Known::Word).then(|| rest.get(..length))?
            })
            .collect();
        assert_eq!(found, ["全市", "江西", "赣州", "浙江省", "宁波市"]);
    }
}
