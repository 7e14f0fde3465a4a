//! A place moving through a text.

use hanliang_span::Span;

use crate::chars::{digit, han_digit};

/// A text and a place in it; reading moves the place only on success.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cursor<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Cursor<'t> {
    pub(crate) const fn new(text: &'t str, at: usize) -> Self {
        Self { text, at }
    }

    pub(crate) const fn at(self) -> usize {
        self.at
    }

    pub(crate) fn rest(self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    pub(crate) fn is_end(self) -> bool {
        self.at >= self.text.len()
    }

    pub(crate) fn peek(self) -> Option<char> {
        self.rest().chars().next()
    }

    pub(crate) fn bump(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += c.len_utf8();
        Some(c)
    }

    /// Moves past a character that fits.
    pub(crate) fn one(&mut self, fits: impl Fn(char) -> bool) -> Option<char> {
        let c = self.peek().filter(|&c| fits(c))?;
        self.at += c.len_utf8();
        Some(c)
    }

    /// Moves past all characters that fit; the span of them.
    pub(crate) fn run(&mut self, fits: impl Fn(char) -> bool) -> Span {
        let start = self.at;
        while self.one(&fits).is_some() {}
        Span::new(start, self.at)
    }

    /// Moves past a word.
    pub(crate) fn word(&mut self, word: &str) -> bool {
        let found = self.rest().starts_with(word);
        if found {
            self.at += word.len();
        }
        found
    }

    /// Moves to a place further on.
    pub(crate) const fn jump(&mut self, at: usize) {
        self.at = at;
    }

    /// Reads a number of up to `most` digits, half or full width: value and
    /// how many digits.
    pub(crate) fn digits(&mut self, most: usize) -> Option<(u32, usize)> {
        let mut value = 0_u32;
        let mut count = 0;
        let mut ahead = *self;
        while let Some(next) = ahead.peek().and_then(digit) {
            count += 1;
            if count > most {
                return None;
            }
            value = value.checked_mul(10)?.checked_add(next)?;
            ahead.bump();
        }
        if count == 0 {
            return None;
        }
        *self = ahead;
        Some((value, count))
    }

    /// Reads a Han number below 100, or a year digit by digit.
    pub(crate) fn han_number(&mut self) -> Option<u32> {
        let mut ahead = *self;
        let mut values = [0_u32; 5];
        let mut count = 0;
        while let Some(value) = ahead.peek().and_then(han_digit) {
            *values.get_mut(count)? = value;
            count += 1;
            ahead.bump();
        }
        let value = match values.get(..count)? {
            [] => return None,
            [one] => *one,
            [10, ones] if *ones < 10 => 10 + ones,
            [tens, 10] if (1..10).contains(tens) => tens * 10,
            [tens, 10, ones] if (1..10).contains(tens) && *ones < 10 => tens * 10 + ones,
            digits if digits.iter().all(|&value| value < 10) => {
                digits.iter().fold(0, |sum, value| sum * 10 + value)
            }
            _ => return None,
        };
        *self = ahead;
        Some(value)
    }

    /// Reads a number in either writing, of up to `most` digits.
    pub(crate) fn number(&mut self, most: usize) -> Option<u32> {
        self.digits(most)
            .map(|(value, _)| value)
            .or_else(|| self.han_number())
    }
}
