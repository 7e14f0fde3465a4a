//! Numbers by place: 一万二千三百零五, 5万4千, 1.2亿, 三百五十余万, 四五千.
//!
//! A *section* is what stands below 万: terms of a coefficient and 千, 百 or
//! 十, falling. A *group* is a section and the magnitudes behind it (亿, 万亿).

use nom::Parser;
use nom::branch::alt;
use nom::combinator::map;

use crate::number::Number;
use crate::value::{Relation, Value};

use super::arabic::arabic;
use super::glyph::Glyph;
use super::read::{Read, Reading, Shape, Why, add, blanks, fail, kept, next, power, raise, refuse};

/// What 兆 stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum Zhao {
    /// 10^12, the fourth power of ten thousand, as in Taiwan and Japan and in
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
    let bare = matches!(next(input).0, Glyph::Small(2 | 3) | Glyph::Big(_));
    loop {
        let (after, section) = match section(rest, number.is_empty()) {
            Ok((after, section)) => (after, Some(section)),
            Err(nom::Err::Error(_)) => (rest, None),
            Err(failure) => return Err(failure),
        };
        let (before_big, inner) = match &section {
            Some(_) => approximator_before_big(after).unwrap_or((after, None)),
            None => (after, None),
        };
        let (end, exponent, inner_after) = magnitudes(blanks(before_big), zhao);
        let Some(exponent) = exponent else {
            match section {
                Some(section) => {
                    if !number.close(&section, input)? {
                        break;
                    }
                    rest = after;
                }
                None if number.is_empty() => return refuse(input),
                None => {}
            }
            break;
        };
        let section = match section {
            Some(section) => section,
            None if number.is_empty() => Section::ONE,
            // Two magnitudes apart: not one number.
            None => break,
        };
        if !number.push(&section, exponent, input)? {
            break;
        }
        for relation in [section.relation, inner, inner_after].into_iter().flatten() {
            number.relation = relation;
        }
        rest = end;
        if section.tail {
            break;
        }
    }
    let (rest, value) = decimals(rest, &number, input)?;
    let plain = number.plain && value == number.value;
    let shape = match (bare, plain) {
        (true, _) => Shape::Bare,
        (false, true) if number.arabic => Shape::Arabic,
        (false, true) => Shape::Digit,
        (false, false) => Shape::Plain,
    };
    let reading = Reading {
        value,
        relation: number.relation,
        scale: kept(input, power(number.scale))?,
        shape,
    };
    Ok((rest, reading))
}

/// The groups read so far.
#[derive(Debug)]
struct Groups {
    value: Value,
    /// Each group's value and power, falling; a greater power takes in those
    /// before it.
    open: [(Value, u8); 4],
    count: usize,
    /// The power of the last character of magnitude, for 三万五.
    last: u8,
    relation: Relation,
    /// The power at the very end.
    scale: u8,
    /// One coefficient and nothing else.
    plain: bool,
    arabic: bool,
    closed: bool,
}

impl Default for Groups {
    fn default() -> Self {
        let zero = Value::from(Number::ZERO);
        Self {
            value: zero,
            open: [(zero, 0); 4],
            count: 0,
            last: 0,
            relation: Relation::Exact,
            scale: 0,
            plain: false,
            arabic: false,
            closed: false,
        }
    }
}

impl Groups {
    fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Takes a section and the power behind it; `false` if they do not belong
    /// to this number.
    fn push(
        &mut self,
        section: &Section,
        exponent: Exponent,
        input: &str,
    ) -> Result<bool, nom::Err<super::read::Halt>> {
        let overflow = || fail(input, Why::Overflow);
        let mut value = section.value;
        let mut count = self.count;
        while count > 0 && self.open[count - 1].1 < exponent.total {
            value = add(value, self.open[count - 1].0).ok_or_else(overflow)?;
            count -= 1;
        }
        if count > 0 && self.open[count - 1].1 == exponent.total || count == self.open.len() {
            return Ok(false);
        }
        let value = raise(value, exponent.total).ok_or_else(overflow)?;
        self.open[count] = (value, exponent.total);
        self.count = count + 1;
        self.last = exponent.last;
        self.scale = exponent.total.saturating_add(section.scale);
        self.sum().ok_or_else(overflow)?;
        Ok(true)
    }

    /// Takes the last section, which has no magnitude behind it.
    fn close(
        &mut self,
        section: &Section,
        input: &str,
    ) -> Result<bool, nom::Err<super::read::Halt>> {
        let overflow = || fail(input, Why::Overflow);
        let value = match self.last {
            0 => section.value,
            // 三万五: one digit right behind a magnitude counts the next lower place.
            last if section.lone => raise(section.value, last - 1).ok_or_else(overflow)?,
            last => {
                let limit = power(last).ok_or_else(overflow)?;
                if section.value.high() >= limit
                    || !section.value.high().is_integer() && section.arabic
                {
                    return Ok(false);
                }
                section.value
            }
        };
        self.plain = self.is_empty() && section.one_coefficient;
        self.arabic = section.arabic;
        self.scale = if section.lone && self.last > 0 {
            self.last - 1
        } else {
            section.scale
        };
        if let Some(relation) = section.relation {
            self.relation = relation;
        }
        self.value = add(self.sum().ok_or_else(overflow)?, value).ok_or_else(overflow)?;
        self.closed = true;
        Ok(true)
    }

    fn sum(&mut self) -> Option<Value> {
        let mut sum = Value::from(Number::ZERO);
        for (value, _) in &self.open[..self.count] {
            sum = add(sum, *value)?;
        }
        self.value = sum;
        Some(sum)
    }
}

/// What stands below 万.
#[derive(Clone, Copy, Debug)]
struct Section {
    value: Value,
    relation: Option<Relation>,
    /// One coefficient without a magnitude, right behind what went before
    /// (no 零): 五 of 三万五.
    lone: bool,
    /// One coefficient without a magnitude.
    one_coefficient: bool,
    arabic: bool,
    /// It ended in a colloquial tail: 三百五.
    tail: bool,
    /// The power at its very end.
    scale: u8,
}

impl Section {
    const ONE: Self = Self {
        value: Value::ONE,
        relation: None,
        lone: false,
        one_coefficient: false,
        arabic: false,
        tail: false,
        scale: 0,
    };
}

/// A coefficient: what stands before a magnitude.
#[derive(Clone, Copy, Debug)]
struct Coefficient {
    value: Value,
    arabic: bool,
    /// May stand last: 两 may not, nor may what has a point.
    last: bool,
    /// How many Arabic digits; 1 for a Chinese one.
    digits: usize,
}

fn coefficient(input: &str) -> Read<'_, Coefficient> {
    alt((
        adjacent,
        digit,
        map(arabic, |read| Coefficient {
            value: read.number.into(),
            arabic: true,
            last: read.whole,
            digits: read.digits,
        }),
    ))
    .parse(input)
}

fn digit(input: &str) -> Read<'_, Coefficient> {
    let (value, last, rest) = match next(input) {
        (Glyph::Digit(digit), rest) => (digit, true, rest),
        (Glyph::Two, rest) => (2, false, rest),
        _ => return refuse(input),
    };
    let coefficient = Coefficient {
        value: Number::from(u32::from(value)).into(),
        arabic: false,
        last,
        digits: 1,
    };
    Ok((rest, coefficient))
}

/// Two digits side by side, or with 、 between, that bound a range: 三四,
/// 三五, 两三, 四、五. A third digit makes it something else.
fn adjacent(input: &str) -> Read<'_, Coefficient> {
    let (rest, low) = digit(input)?;
    let mark = rest.strip_prefix('、');
    let (rest, high) = digit(mark.unwrap_or(rest))?;
    let third = matches!(
        next(rest).0,
        Glyph::Digit(_) | Glyph::Zero | Glyph::Two | Glyph::Code(_)
    );
    let magnitude = matches!(next(blanks(rest)).0, Glyph::Small(_) | Glyph::Big(_));
    let step = is_step(low.value.low(), high.value.high(), mark.is_some());
    // 一百二、三百五 is two numbers: with the mark a magnitude must follow.
    if third && !magnitude || !step || mark.is_some() && !magnitude {
        return refuse(input);
    }
    let value = Value::between(low.value.low(), high.value.high());
    Ok((rest, Coefficient { value, ..high }))
}

/// 三四 and 三五 are ranges, 三六 is not.
pub(super) fn is_step(low: Number, high: Number, marked: bool) -> bool {
    let step = high.checked_sub(low);
    let three_five = low == Number::from(3) && high == Number::from(5) && !marked;
    step == Some(Number::ONE) || three_five
}

/// The terms below 万.
fn section(input: &str, first: bool) -> Read<'_, Section> {
    let mut value = Value::from(Number::ZERO);
    let mut relation = None;
    let mut one_coefficient = false;
    let mut arabic = false;
    let mut tail = false;
    // The power that the next term must stay below, and the last one read.
    let (mut limit, mut scale) = (4_u8, 0_u8);
    let (mut rest, mut any) = (input, false);
    loop {
        let start = blanks(rest);
        let (glyph, after) = next(start);
        match glyph {
            Glyph::Zero if limit > 0 && (any || !first || is_place(after)) => {
                // Only passed over for what follows it.
                let Some((after, term)) = after_zero(after, limit, any) else {
                    break;
                };
                value = kept(input, add(value, term.value))?;
                relation = relation.or(term.relation);
                limit = term.scale;
                scale = term.scale;
                rest = after;
                any = true;
                if limit == 0 {
                    break;
                }
            }
            Glyph::Tens(tens) if limit > 1 => {
                value = kept(input, add(value, Number::from(u32::from(tens)).into()))?;
                (rest, limit, scale, any) = (after, 1, 1, true);
            }
            Glyph::Small(exponent) if exponent < limit && (exponent == 1 || first && !any) => {
                value = kept(input, add(value, kept(input, power(exponent))?.into()))?;
                (rest, limit, scale, any) = (after, exponent, exponent, true);
            }
            Glyph::Vague => match next(blanks(after)) {
                (Glyph::Small(exponent), end) if exponent < limit && (first || any) => {
                    value = kept(input, add(value, kept(input, power(exponent))?.into()))?;
                    relation = Some(Relation::More);
                    (rest, limit, scale, any) = (end, exponent, exponent, true);
                }
                (Glyph::Big(_), _) if !any && first => {
                    value = Value::ONE;
                    relation = Some(Relation::More);
                    rest = after;
                    any = true;
                    break;
                }
                _ if any && limit == 1 && start.starts_with(['几', '幾']) => {
                    relation = Some(Relation::More);
                    rest = after;
                    break;
                }
                _ => break,
            },
            Glyph::Digit(_) | Glyph::Two | Glyph::Arabic(_) => {
                let Ok((after, read)) = coefficient(start) else {
                    match coefficient(start) {
                        Err(nom::Err::Failure(halt)) => return Err(nom::Err::Failure(halt)),
                        _ => break,
                    }
                };
                match next(blanks(after)) {
                    (Glyph::Small(exponent), end)
                        if exponent < limit && !(exponent == 1 && !read.last && !read.arabic) =>
                    {
                        let term = kept(input, raise(read.value, exponent))?;
                        value = kept(input, add(value, term))?;
                        arabic |= read.arabic;
                        (rest, limit, scale, any) = (end, exponent, exponent, true);
                    }
                    _ if !any => {
                        // The whole section is this coefficient.
                        value = read.value;
                        arabic = read.arabic;
                        one_coefficient = true;
                        rest = after;
                        any = true;
                        break;
                    }
                    _ if !read.last => break,
                    _ => {
                        let (last, end) = last_digit(read, limit);
                        let Some(term) = last else { break };
                        value = kept(input, add(value, term))?;
                        tail = end > 0;
                        scale = end;
                        rest = after;
                        break;
                    }
                }
            }
            _ => break,
        }
    }
    if !any {
        return refuse(input);
    }
    let lone = one_coefficient && !input.starts_with(['零', '〇', '○']);
    let lone = lone && value.high() < Number::from(10) && value.low().is_integer();
    let mut section = Section {
        value,
        relation,
        lone,
        one_coefficient,
        arabic,
        tail,
        scale,
    };
    // 三点五万: decimals below a magnitude.
    if let Some((after, part)) = points(rest) {
        let single = section.value.is_single() && section.relation.is_none();
        if single && matches!(next(blanks(after)).0, Glyph::Big(_)) && first {
            section.value = kept(input, add(section.value, part.into()))?;
            section.lone = false;
            section.one_coefficient = false;
            section.scale = 0;
            rest = after;
        }
    }
    Ok((rest, section))
}

/// A magnitude or a digit with one: what may follow 零 at the front.
fn is_place(input: &str) -> bool {
    matches!(next(input).0, Glyph::Small(_))
}

/// What follows 零 inside a section: a lower term, the last digit, or 几.
fn after_zero(input: &str, limit: u8, any: bool) -> Option<(&str, Section)> {
    let start = blanks(input);
    let (glyph, after) = next(start);
    let term = |value: Value, scale: u8, relation| Section {
        value,
        scale,
        relation,
        ..Section::ONE
    };
    match glyph {
        Glyph::Small(1) if limit > 1 => Some((after, term(power(1)?.into(), 1, None))),
        Glyph::Tens(tens) if limit > 1 => {
            Some((after, term(Number::from(u32::from(tens)).into(), 1, None)))
        }
        Glyph::Vague if any && start.starts_with(['几', '幾']) => match next(blanks(after)) {
            (Glyph::Small(exponent), end) if exponent < limit => {
                let value = power(exponent)?.into();
                Some((end, term(value, exponent, Some(Relation::More))))
            }
            _ => Some((after, term(Number::ZERO.into(), 0, Some(Relation::More)))),
        },
        Glyph::Digit(_) | Glyph::Two | Glyph::Arabic(_) => {
            let (after, read) = coefficient(start).ok()?;
            match next(blanks(after)) {
                (Glyph::Small(exponent), end) if exponent < limit => {
                    Some((end, term(raise(read.value, exponent)?, exponent, None)))
                }
                _ if !read.last => None,
                _ if read.value.high() >= power(limit)? => None,
                _ => Some((after, term(read.value, 0, None))),
            }
        }
        _ => None,
    }
}

/// The last coefficient of a section behind the power `limit`: its value, and
/// the power it counts. One digit right behind 百 or 千 counts the next lower
/// place (三百五); behind 十, or several Arabic digits, it counts ones.
fn last_digit(read: Coefficient, limit: u8) -> (Option<Value>, u8) {
    if read.digits == 1 && limit > 1 {
        return (raise(read.value, limit - 1), limit - 1);
    }
    let fits = power(limit).is_some_and(|limit| read.value.high() < limit);
    (fits.then_some(read.value), 0)
}

/// The power of a run of magnitudes: 万亿 is 12, its last is 8.
#[derive(Clone, Copy, Debug)]
struct Exponent {
    total: u8,
    last: u8,
}

/// Magnitudes from 万 up, with an approximator between two of them (三十万多亿).
fn magnitudes(input: &str, zhao: Zhao) -> (&str, Option<Exponent>, Option<Relation>) {
    let mut rest = input;
    let mut read: Option<Exponent> = None;
    let mut relation = None;
    loop {
        let start = if read.is_some() { blanks(rest) } else { rest };
        let (start, inner) = match read {
            Some(_) => approximator_before_big(start).unwrap_or((start, None)),
            None => (start, None),
        };
        let (Glyph::Big(power), after) = next(start) else {
            break;
        };
        let power = match (power, zhao) {
            (12, Zhao::Million) => 6,
            (power, _) => power,
        };
        relation = relation.or(inner);
        let total = read.map_or(0, |read| read.total).saturating_add(power);
        read = Some(Exponent { total, last: power });
        rest = after;
    }
    (rest, read, relation)
}

/// 多, 余 or 来 with a magnitude behind it.
fn approximator_before_big(input: &str) -> Option<(&str, Option<Relation>)> {
    let (rest, relation) = approximator(blanks(input))?;
    let rest = blanks(rest);
    matches!(next(rest).0, Glyph::Big(_)).then_some((rest, Some(relation)))
}

/// 多, 余, 几: more; 来: about.
pub(crate) fn approximator(input: &str) -> Option<(&str, Relation)> {
    let mut characters = input.chars();
    let relation = match characters.next()? {
        '多' | '余' | '餘' | '几' | '幾' => Relation::More,
        '来' | '來' => Relation::About,
        _ => return None,
    };
    Some((characters.as_str(), relation))
}

/// Decimals behind a whole number: 两千三点一, 十五点七, 零点77.
fn decimals<'t>(
    rest: &'t str,
    number: &Groups,
    input: &'t str,
) -> Result<(&'t str, Value), nom::Err<super::read::Halt>> {
    let whole = number.value.is_single() && number.relation == Relation::Exact;
    if whole
        && number.value.low().is_integer()
        && let Some((after, part)) = points(rest)
    {
        return Ok((after, kept(input, add(number.value, part.into()))?));
    }
    Ok((rest, number.value))
}

/// 点 and digits: the part behind the point. 八点二十 is a time of day.
pub(super) fn points(input: &str) -> Option<(&str, Number)> {
    let (Glyph::Point, rest) = next(blanks(input)) else {
        return None;
    };
    let (mut rest, mut mantissa, mut scale) = (blanks(rest), 0_i128, 0_u32);
    loop {
        let (glyph, after) = next(rest);
        let digit = match glyph {
            Glyph::Zero => 0,
            Glyph::Digit(digit) | Glyph::Arabic(digit) => digit,
            _ => break,
        };
        mantissa = mantissa.checked_mul(10)?.checked_add(i128::from(digit))?;
        scale += 1;
        rest = after;
    }
    if scale == 0 || matches!(next(rest).0, Glyph::Small(_)) {
        return None;
    }
    Some((rest, Number::from_decimal(mantissa, scale)?))
}
