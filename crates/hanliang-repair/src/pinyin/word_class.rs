//! Which words follow which, by what they are in a sentence: 的 seldom begins
//! one and often follows a noun.

use std::sync::LazyLock;

use super::language::Cost;

/// The first line the classes of words, each other line a class and what it
/// costs that a word of each of them follows it, in eighths of a nat.
const TABLE: &str = include_str!("../../data/word_class.tsv");

/// What a word is in its sentence: its part of speech, and whether it has one
/// character or more.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Class(u8);

impl Class {
    /// No word is known to stand here.
    pub(super) const UNKNOWN: Self = Self(0);
    /// Nothing of its sentence stands before the word.
    pub(super) const START: Self = Self(1);

    /// The class of the name that the table has.
    pub(super) fn named(name: &str, is_long: bool) -> Self {
        TABLES.named(name, is_long)
    }

    /// What it costs that a word of the class `next` follows.
    pub(super) fn then(self, next: Self) -> Cost {
        let at = usize::from(self.0) * MOST + usize::from(next.0);
        TABLES.costs.get(at).copied().unwrap_or_default()
    }
}

/// The most classes that a table can have.
const MOST: usize = 64;

struct Tables {
    names: Vec<&'static str>,
    /// By class and the class after it.
    costs: Vec<Cost>,
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    let mut lines = TABLE.lines().filter(|line| !line.starts_with('#'));
    let names: Vec<&str> = lines
        .next()
        .unwrap_or_default()
        .split('\t')
        .skip(1)
        .collect();
    let mut costs = vec![0.0; MOST * MOST];
    for (row, line) in lines.enumerate() {
        for (column, cost) in line.split('\t').skip(1).enumerate() {
            let at = (row + 1) * MOST + column + 2;
            if let (Some(slot), Ok(cost)) = (costs.get_mut(at), cost.parse::<i8>()) {
                *slot = Cost::from(cost) / 8.0;
            }
        }
    }
    Tables { names, costs }
});

impl Tables {
    fn named(&self, name: &str, is_long: bool) -> Class {
        let found = self.names.iter().position(|known| {
            let long = known.strip_prefix('*');
            long.is_some() == is_long && long.unwrap_or(known) == name
        });
        found
            .and_then(|place| u8::try_from(place + 2).ok())
            .map_or(Class::UNKNOWN, Class)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_has_a_row_for_each_class_and_one_for_starts() {
        let mut lines = TABLE.lines().filter(|line| !line.starts_with('#'));
        let names: Vec<&str> = lines.next().unwrap().split('\t').skip(1).collect();
        assert!(names.len() > 40 && names.len() + 2 <= MOST);
        assert!(names.windows(2).all(|two| two[0] != two[1]));
        let rows: Vec<Vec<&str>> = lines.map(|line| line.split('\t').collect()).collect();
        let heads: Vec<&str> = rows.iter().map(|row| row[0]).collect();
        assert_eq!(heads[0], "start");
        assert_eq!(&heads[1..], names);
        for row in rows {
            assert_eq!(row.len(), names.len() + 1);
            assert!(row[1..].iter().all(|cost| cost.parse::<i8>().is_ok()));
        }
    }

    #[test]
    fn particles_follow_nouns_and_begin_no_sentence() {
        let particle = Class::named("uj", false);
        let noun = Class::named("n", true);
        assert!(noun.then(particle) < 0.0);
        assert!(Class::START.then(particle) > 0.0);
        assert!(particle.then(particle) > 0.0);
        assert_eq!(Class::named("none", true), Class::UNKNOWN);
        assert!(Class::UNKNOWN.then(noun).abs() < f32::EPSILON);
    }
}
