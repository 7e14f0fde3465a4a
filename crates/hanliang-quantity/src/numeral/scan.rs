//! Numerals in running text, one behind the other.

use hanliang_span::is_han;

use crate::kind::UnitKind;
use crate::number::Number;
use crate::unit::UNITS;
use crate::value::{Relation, Value};
use crate::words;

use super::accept::accepted;
use super::behind::{approximated, point_by_mark, ten_thousands, tolerance};
use super::cardinal::Zhao;
use super::digits::coefficient_by_place;
use super::glyph::{Glyph, glyph};
use super::grammar::{both_below_zero, per_power, portion, signed, upper};
use super::plain::plain;
use super::read::{Read, Reading, Shape, blanks, next};
use super::several::{digits_only, is_kelvin, is_pressure, is_spaced, may_be_grouped};
use super::start::{Progress, candidate, end_of_word, start_of_point};

/// A numeral found in running text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Found {
    /// From the sign to the last approximator, in bytes of the text.
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) value: Value,
    pub(crate) relation: Relation,
    pub(crate) shape: Shape,
    pub(crate) scale: u8,
    /// What stands before it where 百分之 does.
    pub(crate) percent: Option<Percent>,
}

/// 百分之 before a numeral.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Percent {
    /// Where it begins, with its sign.
    pub(crate) start: usize,
    /// Its power of ten: 2 for 百分之, 3 for 千分之.
    pub(crate) power: u8,
    /// Whether a sign stands before it.
    pub(crate) negative: bool,
}

impl Found {
    /// Whether 第 stands before it.
    pub(crate) fn is_ordinal(&self, text: &str) -> bool {
        text.get(..self.start)
            .is_some_and(|left| left.ends_with('第'))
    }
}

/// Finds the numerals of a text from a place on.
#[derive(Clone, Debug)]
pub(crate) struct Scanner<'t> {
    pub(crate) text: &'t str,
    pub(crate) at: usize,
    pub(crate) zhao: Zhao,
    /// Where the last numeral ended, for signs.
    last: Option<usize>,
}

impl<'t> Scanner<'t> {
    pub(crate) const fn new(text: &'t str, zhao: Zhao) -> Self {
        Self {
            text,
            at: 0,
            zhao,
            last: None,
        }
    }

    /// The next numeral, reading on behind it afterwards.
    pub(crate) fn next_found(&mut self) -> Option<Found> {
        loop {
            let start = candidate(self.text, self.at)?;
            match self.look_at(start) {
                Ok(found) => {
                    self.at = found.end;
                    self.last = Some(found.end);
                    return Some(found);
                }
                Err(end) => self.at = end,
            }
        }
    }

    /// The numeral that begins right at `start`, whatever word it may be part
    /// of and whatever stands before it: 十分 behind hours is a numeral and its
    /// unit, and so is 肆角 behind 元.
    pub(crate) fn found_at(&mut self, start: usize) -> Option<Found> {
        let (first, _) = next(self.text.get(start..)?);
        let found = self.read_at(start, first, None).ok()?;
        self.at = found.end;
        self.last = Some(found.end);
        Some(found)
    }

    /// The numeral at `start`, or where to look on.
    fn look_at(&self, start: usize) -> Result<Found, usize> {
        let rest = self.text.get(start..).unwrap_or_default();
        let (first, after) = next(rest);
        let left = self.left(start);
        if !self.progress().may_start(start, first, after, left) {
            return Err(match first {
                Glyph::Arabic(_) => end_of_word(self.text, start),
                _ => start + (rest.len() - after.len()).max(1),
            });
        }
        // No word of the table has an Arabic digit.
        let word = match first {
            Glyph::Arabic(_) => None,
            // 七一八億 does not begin with the name of a day.
            _ => words::covering(self.text, start)
                .filter(|_| !matches!(coefficient_by_place(rest), Ok((_, (_, 3..))))),
        };
        match word {
            Some(end) => Err(end),
            None => self.read_at(start, first, left),
        }
    }

    const fn progress(&self) -> Progress<'t> {
        Progress {
            text: self.text,
            last: self.last,
        }
    }

    fn left(&self, start: usize) -> Option<char> {
        self.text.get(..start)?.chars().next_back()
    }

    /// The numeral at `start`, where one may start.
    fn read_at(&self, start: usize, first: Glyph, left: Option<char>) -> Result<Found, usize> {
        let text = self.text;
        let character = text.get(start..).and_then(|rest| rest.chars().next());
        let beyond = start + character.map_or(1, char::len_utf8);
        let start = start_of_point(text, start, first);
        let rest = text.get(start..).unwrap_or_default();
        if matches!(first, Glyph::Minus | Glyph::Small(2 | 3) | Glyph::Big(_))
            && let Some(found) = self.percent(start, rest)
        {
            return Ok(found);
        }
        let (rest, reading) = match self.number(start, first, left) {
            Ok((rest, reading)) => self.marked(start, rest, reading),
            Err(nom::Err::Failure(_)) => return Err(end_of_run(text, start)),
            Err(_) => return Err(beyond),
        };
        let end = text.len() - rest.len();
        let written = text.get(start..end).unwrap_or_default();
        if !accepted(&reading, written, rest, left) {
            return Err(end.max(beyond));
        }
        Ok(Found {
            start,
            end,
            value: reading.value,
            relation: reading.relation,
            shape: reading.shape,
            scale: reading.scale,
            percent: None,
        })
    }

    /// The number at `start`, up to the second end of a range if it is one.
    fn number(&self, start: usize, first: Glyph, left: Option<char>) -> Read<'t, Reading> {
        let written = self.text.get(start..).unwrap_or_default();
        let read = match plain(written) {
            Some(read) => Ok(read),
            None => signed(written, self.zhao),
        };
        let parts = matches!(&read, Ok((after, _)) if after.starts_with(['份', '分']));
        if parts && let Some(portion) = self.portion(written, first, left) {
            return Ok(portion);
        }
        let (rest, reading) = read?;
        // 2019/01/02 is a date, 010-88886666 a number to dial.
        let other = match (reading.shape, left) {
            (Shape::Fraction, Some('/' | '／')) => digits_only(written),
            (Shape::Fraction, _) if is_pressure(self.text, start) => digits_only(written),
            (Shape::Arabic, left) if is_spaced(written, rest) && !may_be_grouped(left) => {
                digits_only(written)
            }
            (Shape::Arabic, _) if leading_zero(written) => None,
            // 色温3000K
            _ if is_kelvin(self.text, start, rest) => digits_only(written),
            _ => upper(rest, reading, self.zhao).ok().map(|(rest, range)| {
                let value = both_below_zero(written, range.value);
                (rest, Reading { value, ..range })
            }),
        };
        Ok(other.unwrap_or((rest, reading)))
    }

    /// A number with its tolerance, the letter for 万 and an approximator, where
    /// they stand behind it.
    fn marked(&self, start: usize, rest: &'t str, reading: Reading) -> (&'t str, Reading) {
        let marked = match blanks(rest).chars().next() {
            Some('±') => tolerance(rest, &reading),
            // The number of a heading opens its line.
            Some('．' | '·' | '・' | '‧')
                if self.left(start).is_some_and(|left| !left.is_whitespace()) =>
            {
                point_by_mark(rest, &reading, false)
            }
            Some('w' | 'W' | 'ｗ' | 'Ｗ') => {
                ten_thousands(rest, &reading, self.text.get(..start).unwrap_or_default())
            }
            _ => None,
        };
        let (rest, reading) = marked.unwrap_or((rest, reading));
        match approximated(rest, &reading) {
            Some((after, relation)) => (
                after,
                Reading {
                    relation,
                    ..reading
                },
            ),
            None => (rest, reading),
        }
    }

    /// 三分一 where nothing else stands around it but a measure.
    fn portion<'r>(
        &self,
        rest: &'r str,
        first: Glyph,
        left: Option<char>,
    ) -> Option<(&'r str, Reading)> {
        if !matches!(first, Glyph::Digit(_) | Glyph::Small(1)) || left.is_some_and(is_han) {
            return None;
        }
        let (rest, reading) = portion(rest, self.zhao).ok()?;
        let open = rest.chars().next().is_none_or(|right| !is_han(right));
        let measure = UNITS
            .longest(rest)
            .is_some_and(|unit| unit.kind == UnitKind::Volume || unit.kind == UnitKind::Mass);
        (open || measure).then_some((rest, reading))
    }

    /// 百分之三十: the number, with the place of 百分之.
    fn percent(&self, start: usize, rest: &str) -> Option<Found> {
        let place = |left: &str| self.text.len() - left.len();
        let (unsigned, negative) = match super::grammar::sign(rest) {
            Ok((after, ())) => (after, true),
            Err(_) => (rest, false),
        };
        if let Some(after) = unsigned.strip_prefix("百分百") {
            return Some(Found {
                start: place(after) - '百'.len_utf8(),
                end: place(after),
                value: Number::from(100).into(),
                relation: Relation::Exact,
                shape: Shape::Plain,
                scale: 0,
                percent: Some(Percent {
                    start,
                    power: 2,
                    negative,
                }),
            });
        }
        let (number, power) = per_power(unsigned, self.zhao).ok()?;
        // 百分之百分之一 says no percentage of one.
        if per_power(number, self.zhao).is_ok() {
            return None;
        }
        let (after, reading) = signed(number, self.zhao).ok()?;
        if reading.shape == Shape::Fold {
            return None;
        }
        let (after, reading) = point_by_mark(after, &reading, true).unwrap_or((after, reading));
        let (mut after, mut reading) = upper(after, reading, self.zhao).unwrap_or((after, reading));
        if let Some((behind, relation)) = approximated(after, &reading) {
            after = behind;
            reading.relation = relation;
        }
        Some(Found {
            start: place(number),
            end: place(after),
            value: reading.value,
            relation: reading.relation,
            shape: Shape::Plain,
            scale: reading.scale,
            percent: Some(Percent {
                start,
                power,
                negative,
            }),
        })
    }
}

/// 010, 007: no number counts or measures so.
fn leading_zero(written: &str) -> bool {
    let digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
    written.starts_with('0') && digit(written.as_bytes().get(1))
}

/// The end of the numeral characters at `start`: what is too long to keep is
/// passed over whole.
fn end_of_run(text: &str, start: usize) -> usize {
    let rest = text.get(start..).unwrap_or_default();
    let part = |c: char| {
        !matches!(glyph(c), Glyph::None) || matches!(c, ',' | '.' | '，' | '^' | '+' | '×' | '⁻')
    };
    let length = rest.find(|c| !part(c)).unwrap_or(rest.len());
    start + length.max(rest.chars().next().map_or(1, char::len_utf8))
}
