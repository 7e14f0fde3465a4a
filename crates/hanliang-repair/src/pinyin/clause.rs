//! Which punctuation ends a part of a sentence, by the one before it and how
//! much stands between: parts of a list are short and follow each other.

use super::character;
use super::language::Cost;

/// What ends a part of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stop {
    List,
    Comma,
    Period,
}

fn stop(c: char) -> Option<Stop> {
    match c {
        '、' => Some(Stop::List),
        ',' | '，' => Some(Stop::Comma),
        '。' | '\n' => Some(Stop::Period),
        _ => None,
    }
}

/// Whether a part of a sentence ends with it at all.
fn ends(c: char) -> bool {
    stop(c).is_some() || matches!(c, ';' | '；' | ':' | '：' | '!' | '！' | '?' | '？')
}

/// How far is looked for the stops around a place, in characters.
const REACH: usize = 64;

/// Up to so many ideographs a part is short, and of middle length.
const SHORT: u8 = 4;
const MIDDLE: u8 = 9;

/// What it costs that a short part, one of middle length and a long one end
/// with each stop, by the stop before it, beside what the stops cost by
/// themselves: of news and reviews, a short part behind `、` ends with `、` three
/// times in four.
const COSTS: [[[Cost; 3]; 3]; 3] = [
    // Behind 、 come 、 , 。 next.
    [[-1.8, 1.1, 1.2], [-1.0, 0.2, 0.1], [0.2, 0.0, -0.5]],
    [[-0.2, -0.1, 0.2], [0.2, -0.1, -0.3], [0.8, 0.0, -0.5]],
    [[0.3, -0.4, 1.4], [0.2, -0.4, 0.8], [0.7, -0.3, 0.0]],
];

/// A part of a sentence so far.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Clause {
    /// What stands before it, unless it is something else.
    behind: Option<Stop>,
    /// How many ideographs it has.
    length: u8,
}

impl Clause {
    /// The one that a text ends in, the nearest character first; readings and marks
    /// are no part of it.
    pub(super) fn behind(before: impl Iterator<Item = char>) -> Self {
        let mut length = 0;
        for c in before.take(REACH) {
            if character::is_ideograph(c) {
                length += 1;
            } else if ends(c) {
                return Self {
                    behind: stop(c),
                    length,
                };
            }
        }
        Self {
            behind: None,
            length,
        }
    }

    pub(super) fn read(&mut self, c: char) {
        if character::is_ideograph(c) {
            self.length = self.length.saturating_add(1);
        } else if ends(c) {
            *self = Self {
                behind: stop(c),
                length: 0,
            };
        }
    }

    /// What it costs that the part ends with `c` and the text goes on with
    /// `ahead`.
    pub(super) fn end_cost(self, c: char, ahead: Ahead) -> Cost {
        let Some(stop) = stop(c) else {
            return 0.0;
        };
        cost(self.behind, self.length, Some(stop)) + cost(Some(stop), ahead.length, ahead.stop)
    }
}

/// How the part of a sentence at the begin of a text ends.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Ahead {
    length: u8,
    stop: Option<Stop>,
}

impl Ahead {
    /// Of readings and marks too, nothing counts but ideographs.
    pub(super) fn of(text: &str) -> Self {
        let mut length = 0;
        for c in text.chars().take(REACH) {
            if character::is_ideograph(c) {
                length += 1;
            } else if ends(c) {
                return Self {
                    length,
                    // What breaks off says nothing of its end.
                    stop: stop(c).filter(|_| c != '\n'),
                };
            }
        }
        Self::default()
    }
}

fn cost(before: Option<Stop>, length: u8, after: Option<Stop>) -> Cost {
    let (Some(before), Some(after)) = (before, after) else {
        return 0.0;
    };
    let size = usize::from(length > SHORT) + usize::from(length > MIDDLE);
    COSTS[before as usize][size][after as usize]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clause(text: &str) -> Clause {
        Clause::behind(text.chars().rev())
    }

    /// What each stop costs between the two texts.
    fn costs(before: &str, after: &str) -> [Cost; 3] {
        let clause = clause(before);
        ['、', '，', '。'].map(|c| clause.end_cost(c, Ahead::of(after)))
    }

    #[test]
    fn short_parts_make_a_list() {
        let [list, comma, period] = costs("他买了苹果、香蕉", "橘子、葡萄。");
        assert!(list < comma && comma < period);
    }

    #[test]
    fn a_long_part_ends_a_sentence_rather_than_a_list() {
        let [list, comma, period] = costs(
            "天亮以后，大家沿着河边的小路慢慢往回走",
            "回到村里已经是中午。",
        );
        assert!(period < list && comma < list);
    }

    #[test]
    fn unknown_stops_and_other_signs_say_nothing() {
        assert!(costs("？", "？").iter().all(|cost| cost.abs() < 0.01));
        let clause = clause("他买了苹果、香蕉");
        assert!(clause.end_cost('》', Ahead::of("橘子、")).abs() < 0.01);
    }

    #[test]
    fn a_part_that_was_read_is_the_one_that_a_text_ends_in() {
        let mut read = clause("苹果");
        "、香蕉".chars().for_each(|c| read.read(c));
        assert_eq!(read, clause("苹果、香蕉"));
    }
}
