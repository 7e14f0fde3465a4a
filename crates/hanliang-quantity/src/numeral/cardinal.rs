//! Numbers by place: 一万二千三百零五, 5万4千, 1.2亿, 三百五十余万, 四五千.
//!
//! A *group* is a section and the magnitudes behind it (亿, 万亿); a number
//! is its groups and a last section.

use nom::Parser;
use nom::combinator::opt;

use crate::value::Relation;

use super::amount::Amount;
use super::glyph::Glyph;
use super::read::{Halt, Read, Reading, Shape, Why, blanks, fail, kept, next, refuse};
use super::section::{Section, kilo, points, section};

/// What 兆 stands for.
///
/// ```
/// use hanliang_quantity::{Finder, Zhao};
///
/// let million = Finder::new().zhao(Zhao::Million);
/// assert_eq!(million.quantities("兩兆元").next().unwrap().low().to_string(), "2000000");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum Zhao {
    /// 10^12, the third power of ten thousand, as in Taiwan and Japan and in
    /// dictionaries: 五兆 is 5 000 000 000 000.
    #[default]
    Trillion,
    /// 10^6, as in technical use on the mainland: 五兆 is 5 000 000.
    Million,
}

/// A number by place.
pub(crate) fn cardinal(input: &str, zhao: Zhao) -> Read<'_, Reading> {
    let mut number = Groups::default();
    let mut rest = input;
    loop {
        let first = number.count == 0;
        let open = number.greatest();
        let (after, section) = opt(|input| section(input, open)).parse(rest)?;
        let (after, inner) = match section {
            Some(_) => opt(approximator_of_magnitude).parse(after)?,
            None => (after, None),
        };
        let (end, Some((exponent, later))) = opt(|input| magnitudes(input, zhao)).parse(after)?
        else {
            if let Some(section) = section
                && number.close(&section, input)?
            {
                rest = after;
            }
            break;
        };
        // Two magnitudes apart are not one number.
        let Some(section) = section.or(first.then_some(Section::ONE)) else {
            break;
        };
        if !number.push(&section, exponent, input)? {
            break;
        }
        number.relation = later
            .or(inner)
            .or(section.relation)
            .unwrap_or(number.relation);
        rest = end;
        if section.tail {
            break;
        }
    }
    if number.count == 0 && number.last.is_none() {
        return refuse(input);
    }
    let whole = number.value.is_single() && number.relation == Relation::Exact;
    let (after, part) = opt(points).parse(rest)?;
    let (rest, value) = match part {
        Some(part) if whole && number.value.is_whole() => {
            let value = number.value.add(part);
            match opt(kilo).parse(after)? {
                (after, Some(())) => (after, kept(input, value.and_then(|value| value.raise(3)))?),
                _ => (after, kept(input, value)?),
            }
        }
        _ => (rest, number.value),
    };
    Ok((rest, number.reading(input, value)?))
}

/// The groups read so far.
#[derive(Debug)]
struct Groups {
    value: Amount,
    /// Each group's value and power, falling; a greater power takes in those
    /// before it.
    open: [(Amount, u8); 7],
    count: usize,
    /// The power of the last character of magnitude, for 三万五.
    tail: u8,
    /// The last group has decimals: nothing lower can follow (1.2亿 100万).
    decimal: bool,
    /// The section at the end.
    last: Option<Section>,
    relation: Relation,
    /// The power at the very end, and the one that a range shares.
    scale: u8,
    shared: u8,
}

impl Default for Groups {
    fn default() -> Self {
        let zero = Amount::ZERO;
        Self {
            value: zero,
            open: [(zero, 0); 7],
            count: 0,
            tail: 0,
            decimal: false,
            last: None,
            relation: Relation::Exact,
            scale: 0,
            shared: 0,
        }
    }
}

impl Groups {
    /// The greatest power read so far, 0 before the first.
    fn greatest(&self) -> u8 {
        let open = self.open.get(..self.count).unwrap_or_default();
        open.first().map_or(0, |(_, power)| *power)
    }

    /// Takes a section and the power behind it; `false` if they do not belong
    /// to this number.
    fn push(
        &mut self,
        section: &Section,
        exponent: Exponent,
        input: &str,
    ) -> Result<bool, nom::Err<Halt>> {
        let overflow = || fail(input, Why::Overflow);
        let mut value = section.value;
        let mut count = self.count;
        while count > 0 && self.open[count - 1].1 < exponent.total {
            value = value.add(self.open[count - 1].0).ok_or_else(overflow)?;
            count -= 1;
        }
        let taken = count > 0 && (self.decimal || self.open[count - 1].1 == exponent.total);
        if count == self.open.len() || taken {
            return Ok(false);
        }
        let value = value.raise(exponent.total).ok_or_else(overflow)?;
        self.open[count] = (value, exponent.total);
        self.count = count + 1;
        self.tail = exponent.last;
        self.decimal = !section.value.is_whole();
        self.scale = exponent.total;
        self.shared = exponent.total;
        self.value = self.sum().ok_or_else(overflow)?;
        Ok(true)
    }

    /// Takes the last section, which has no magnitude behind it.
    fn close(&mut self, section: &Section, input: &str) -> Result<bool, nom::Err<Halt>> {
        let overflow = || fail(input, Why::Overflow);
        let lone = section.coefficient == Some(1) && section.value.is_whole();
        let (value, scale) = match self.tail {
            0 => (section.value, section.scale),
            _ if self.decimal => return Ok(false),
            // 3万2406千: no 千 under 万 counts so many, so it counts the whole.
            4 if section.is_of_thousands() => {
                let raised = self.value.raise(section.scale).ok_or_else(overflow)?;
                self.value = raised;
                (section.value, section.scale)
            }
            // 三万五: one digit right behind a magnitude counts the next lower place.
            tail if lone => {
                let value = section.value.raise(tail - 1).ok_or_else(overflow)?;
                (value, tail - 1)
            }
            tail => {
                if !section.value.is_below(tail) || !section.value.is_whole() {
                    return Ok(false);
                }
                (section.value, section.scale)
            }
        };
        self.scale = scale;
        // 三到五百 shares 百, 三到五十 does not share 十.
        self.shared = if scale > 1 { scale } else { 0 };
        self.relation = section.relation.unwrap_or(self.relation);
        self.last = Some(*section);
        self.value = self.value.add(value).ok_or_else(overflow)?;
        Ok(true)
    }

    fn sum(&self) -> Option<Amount> {
        let groups = self.open.get(..self.count)?;
        groups
            .iter()
            .try_fold(Amount::ZERO, |sum, (value, _)| sum.add(*value))
    }

    fn reading(&self, input: &str, value: Amount) -> Result<Reading, nom::Err<Halt>> {
        let bare = matches!(next(input).0, Glyph::Small(2 | 3) | Glyph::Big(_));
        let alone = self.count == 0 && value == self.value;
        let shape = match self.last {
            _ if bare => Shape::Bare,
            Some(section) if alone && section.coefficient.is_some() => {
                if section.arabic {
                    Shape::Arabic
                } else {
                    Shape::Digit
                }
            }
            _ => Shape::Plain,
        };
        Ok(Reading {
            value: kept(input, value.value())?,
            relation: self.relation,
            scale: self.scale,
            shared: self.shared,
            shape,
        })
    }
}

/// The power of a run of magnitudes: 万亿 is 12, its last is 8.
#[derive(Clone, Copy, Debug)]
struct Exponent {
    total: u8,
    last: u8,
}

/// Magnitudes from 万 up, with an approximator between two of them
/// (三十万多亿).
fn magnitudes(input: &str, zhao: Zhao) -> Read<'_, (Exponent, Option<Relation>)> {
    let (mut rest, last) = magnitude(input, zhao)?;
    let mut exponent = Exponent { total: last, last };
    let mut relation = None;
    loop {
        let (after, inner) = opt(approximator_of_magnitude).parse(rest)?;
        let (after, Some(last)) = opt(|input| magnitude(input, zhao)).parse(after)? else {
            break;
        };
        exponent.total = exponent.total.saturating_add(last);
        exponent.last = last;
        relation = inner.or(relation);
        rest = after;
    }
    Ok((rest, (exponent, relation)))
}

fn magnitude(input: &str, zhao: Zhao) -> Read<'_, u8> {
    match next(blanks(input)) {
        (Glyph::Big(power), rest) => Ok((rest, zhao.power(power))),
        _ => refuse(input),
    }
}

impl Zhao {
    /// The power of ten of a magnitude, 兆 by this choice.
    pub(super) const fn power(self, power: u8) -> u8 {
        match (power, self) {
            (12, Self::Million) => 6,
            (power, _) => power,
        }
    }
}

/// 多, 余 or 来 with a magnitude behind it.
fn approximator_of_magnitude(input: &str) -> Read<'_, Relation> {
    let (rest, relation) = approximator(blanks(input))?;
    match next(blanks(rest)).0 {
        Glyph::Big(_) => Ok((rest, relation)),
        _ => refuse(input),
    }
}

/// 多, 余, 几: more; 来: about.
#[inline]
pub(crate) fn approximator(input: &str) -> Read<'_, Relation> {
    let mut characters = input.chars();
    let relation = match characters.next() {
        Some('多' | '余' | '餘' | '几' | '幾') => Relation::More,
        Some('来' | '來') => Relation::About,
        _ => return refuse(input),
    };
    Ok((characters.as_str(), relation))
}
