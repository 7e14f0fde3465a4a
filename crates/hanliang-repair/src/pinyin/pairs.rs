//! Which characters stand side by side more often than by chance.

use std::sync::LazyLock;

use super::character;
use super::language::Cost;

/// The first line gains in halves of a nat, each other line a simplified
/// character and those behind it by what they gain there.
const TABLE: &str = include_str!("../../data/pairs.tsv");

/// How much a gain counts beside what words cost: words tell a part of it too.
const TRUSTED: Cost = 0.5;
/// What a pair gains that is not in the table, in halves of a nat.
const UNSEEN: i8 = -2;

struct Pairs {
    /// Where the characters behind each ideograph begin, by its place, and where
    /// the last end.
    starts: Vec<u32>,
    /// The places of those characters, in order behind each.
    seconds: Vec<u16>,
    /// What they gain there, in halves of a nat.
    gains: Vec<i8>,
}

static PAIRS: LazyLock<Pairs> = LazyLock::new(|| {
    let mut lines = TABLE.lines().filter(|line| !line.starts_with('#'));
    let gains: Vec<i8> = (lines.next().unwrap_or_default().split('\t').skip(1))
        .filter_map(|gain| gain.parse().ok())
        .collect();
    let mut pairs = Pairs {
        starts: Vec::with_capacity(character::COUNT + 1),
        seconds: Vec::new(),
        gains: Vec::new(),
    };
    let mut row: Vec<(u16, i8)> = Vec::new();
    for line in lines {
        let mut columns = line.split('\t');
        let first = columns.next().and_then(|c| c.chars().next());
        let Some(first) = first.and_then(character::index) else {
            continue;
        };
        pairs.end_rows(first);
        row.clear();
        for (list, &gain) in columns.zip(&gains) {
            let places = list.chars().filter_map(place);
            row.extend(places.map(|second| (second, gain)));
        }
        row.sort_unstable();
        pairs.seconds.extend(row.iter().map(|&(second, _)| second));
        pairs.gains.extend(row.iter().map(|&(_, gain)| gain));
    }
    pairs.end_rows(character::COUNT);
    pairs
});

fn place(c: char) -> Option<u16> {
    character::index(c).and_then(|place| u16::try_from(place).ok())
}

impl Pairs {
    /// All before that of the ideograph at `place` have ended.
    fn end_rows(&mut self, place: usize) {
        let end = u32::try_from(self.seconds.len()).unwrap_or(u32::MAX);
        self.starts.resize(place + 1, end);
    }

    fn gain(&self, first: usize, second: u16) -> Option<i8> {
        let at = |place: usize| Some(*self.starts.get(place)? as usize);
        let (start, end) = (at(first)?, at(first + 1)?);
        let behind = self.seconds.get(start..end)?;
        let found = behind.binary_search(&second).ok()?;
        self.gains.get(start + found).copied()
    }
}

/// What it saves that one simplified ideograph stands behind another, where a
/// word ends between them.
pub(super) fn saving(first: char, second: char) -> Cost {
    let (Some(first), Some(second)) = (character::index(first), place(second)) else {
        return 0.0;
    };
    let gain = PAIRS.gain(first, second).unwrap_or(UNSEEN);
    TRUSTED * Cost::from(gain) / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_well_formed() {
        let mut lines = TABLE.lines().filter(|line| !line.starts_with('#'));
        let gains: Vec<&str> = lines.next().unwrap().split('\t').skip(1).collect();
        assert!(gains.iter().all(|gain| gain.parse::<i8>().is_ok()));
        let rows: Vec<Vec<&str>> = lines.map(|line| line.split('\t').collect()).collect();
        assert!(rows.len() > 5_000);
        assert!(rows.windows(2).all(|two| two[0][0] < two[1][0]));
        let mut all = 0;
        for row in rows {
            assert_eq!(row.len(), gains.len() + 1, "{}", row[0]);
            assert_eq!(row[0].chars().count(), 1, "{}", row[0]);
            assert!(row.concat().chars().all(character::is_ideograph));
            let mut behind: Vec<char> = row[1..].concat().chars().collect();
            all += behind.len();
            behind.sort_unstable();
            assert!(behind.windows(2).all(|two| two[0] < two[1]), "{}", row[0]);
        }
        assert_eq!(all, PAIRS.seconds.len());
        assert_eq!(all, PAIRS.gains.len());
    }

    #[test]
    fn neighbours_save_and_strangers_cost() {
        assert!(saving('发', '展') > 1.0);
        assert!(saving('的', '的') < 0.0);
        assert!(saving('龥', '龥') < 0.0);
        assert!(saving('a', '展').abs() < Cost::EPSILON);
    }
}
