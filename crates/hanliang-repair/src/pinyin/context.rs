use super::bracket::open_brackets;
use super::clause::Clause;

/// How many characters are read for what they say.
const READ: usize = 8;
/// How many are looked at for brackets and for the length of the line.
const FAR: usize = 300;
/// A line of more characters is no title, and ends as sentences do.
const LONG: usize = 25;

/// What a search knows of the true text before it, so far as it is on its line.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Context {
    /// Its last characters.
    pub(super) last: Vec<char>,
    /// The part of a sentence that it ends in.
    pub(super) clause: Clause,
    /// Which brackets are open, one bit each.
    pub(super) brackets: u8,
    /// Whether the line is one of prose, by its length.
    pub(super) is_prose: bool,
}

impl Context {
    /// `before` is the text, the nearest character first.
    pub(super) fn of(before: impl Iterator<Item = char>) -> Self {
        let line: Vec<char> = before.take(FAR).take_while(|&c| c != '\n').collect();
        let near = || line.iter().copied();
        let mut last: Vec<char> = near().take(READ).collect();
        last.reverse();
        Self {
            last,
            clause: Clause::behind(near()),
            brackets: open_brackets(near()),
            is_prose: line.len() > LONG,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn context(before: &str) -> Context {
        Context::of(before.chars().rev())
    }

    #[test]
    fn has_what_stands_on_its_line() {
        let context = context("标题\n他说：“去年的雨多");
        assert_eq!(context.last.iter().collect::<String>(), "说：“去年的雨多");
        assert_eq!(context.brackets, 1);
        assert!(!context.is_prose);
    }

    #[test]
    fn knows_prose_by_the_length_of_the_line() {
        assert!(context(&"今年的雨水比去年多。".repeat(3)).is_prose);
        assert!(!context(&"今年的雨水\n".repeat(9)).is_prose);
    }
}
