//! The numbers in a number-name: 5 of 五位一体, 2 and 6 of 双联六帮.

use hanliang_span::Span;

use super::digits::digit;
use crate::passage::{Passage, Quote};

/// The most members a name is looked up for.
const MOST: u32 = 16;

/// A number-name and what it says of its members.
pub(crate) struct Name<'p> {
    /// With its quotation marks.
    pub(crate) outside: Span,
    /// How many members it has, if it says so with one number.
    pub(crate) count: Option<usize>,
    /// What stands after the number: 绥棱 of 五个绥棱, 帮 of 六帮.
    pub(crate) noun: &'p str,
    /// The digits of a countdown: 54321.
    pub(crate) digits: Option<Vec<u32>>,
    /// Each number with the character after it: 2 联 and 6 帮 of 双联六帮.
    pub(crate) parts: Vec<(u32, char)>,
}

impl<'p> Name<'p> {
    pub(crate) fn read(passage: &'p Passage<'_>, span: Span) -> Self {
        let text = passage.slice(span);
        let quoted = passage.before(span.start).ends_with(['“', '「', '"']);
        let outside = if quoted {
            Quote {
                inside: span,
                title: false,
            }
            .outside(&passage.text)
        } else {
            span
        };
        let all: Vec<u32> = text.chars().filter_map(|c| c.to_digit(10)).collect();
        let countdown = all.len() >= 3 && all.len() == text.chars().count();
        let numbers = numbers_of(text);
        let (count, noun) = match numbers.as_slice() {
            [(number, end)] => (Some(*number), text.get(*end..).unwrap_or_default()),
            // 五位一体: many in one.
            [(number, end), (1, _)] if text.ends_with("一体") => {
                (Some(*number), text.get(*end..).unwrap_or_default())
            }
            // 1+3: one thing with three parts.
            [(1, _), (number, end)] if text.contains(['+', '＋']) => {
                (Some(*number), text.get(*end..).unwrap_or_default())
            }
            _ => (None, ""),
        };
        let noun = noun
            .trim_start_matches(['个', '项', '大', '条', '种', '位', '类', '“', '「'])
            .trim_end_matches(['”', '」']);
        Self {
            outside,
            count: count
                .filter(|count| (2..=MOST).contains(count))
                .and_then(|count| usize::try_from(count).ok()),
            noun,
            digits: countdown.then_some(all),
            parts: numbers
                .iter()
                .filter_map(|(number, end)| Some((*number, text.get(*end..)?.chars().next()?)))
                .collect(),
        }
    }
}

/// The numerals in a name with where each ends. 1+3 has its sum.
fn numbers_of(text: &str) -> Vec<(u32, usize)> {
    let mut found: Vec<(u32, usize)> = Vec::new();
    let mut open = false;
    for (at, character) in text.char_indices() {
        let end = at + character.len_utf8();
        let value = match character {
            '十' => Some(10),
            '两' => Some(2),
            '双' if at == 0 => Some(2),
            _ => digit(character),
        };
        match (value, found.last_mut()) {
            (Some(value), Some(last)) if open => {
                last.0 = match (last.0, value) {
                    (tens, 10) if tens < 10 => tens * 10,
                    (tens, ones) if tens >= 10 && tens % 10 == 0 && ones < 10 => tens + ones,
                    // 四五: no single number.
                    _ => 0,
                };
                last.1 = end;
            }
            (Some(value), _) => found.push((value, end)),
            (None, _) => {}
        }
        open = value.is_some();
    }
    found
}
