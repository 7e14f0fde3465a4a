//! How lines end: sentences with a stop, unless the page breaks them.

use super::language::{Cost, is_end};
use super::mark::is_mark;

/// A line of more bytes is one of prose: titles seldom have 35 characters.
const LONG: usize = 105;

/// How the lines of prose of a page end.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct LineEnds {
    stops: u32,
    others: u32,
}

impl LineEnds {
    pub(super) fn of(text: &str) -> Self {
        let mut ends = Self::default();
        for line in text.lines().filter(|line| line.len() > LONG) {
            match line.trim_end().chars().next_back() {
                Some(last) if is_mark(last) => {}
                Some(last) if is_end(last) => ends.stops += 1,
                _ => ends.others += 1,
            }
        }
        ends
    }

    /// The share that ends with a stop, of which three of four do before anything
    /// is known.
    pub(super) fn share_of_stops(self) -> Cost {
        (self.stops as Cost + 3.0) / ((self.stops + self.others) as Cost + 4.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_end_their_lines_with_stops_or_do_not() {
        let share = |end: &str| {
            let line = format!("{}{end}\n", "今年的雨水比去年多".repeat(5));
            LineEnds::of(&line.repeat(20)).share_of_stops()
        };
        assert!(share("。") > 0.9);
        assert!(share("。”") > 0.9);
        assert!(share("") < 0.2);
        assert!((share("?") - 0.75).abs() < 0.01);
    }
}
