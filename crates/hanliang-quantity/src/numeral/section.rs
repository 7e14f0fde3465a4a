//! What stands below 万: terms of a coefficient and 千, 百 or 十, falling.

use hanliang_span::is_han;
use nom::Parser;
use nom::branch::alt;
use nom::combinator::{map, opt, verify};

use crate::value::Relation;

use super::accept::{measure_follows, unit_follows};
use super::amount::Amount;
use super::arabic::arabic;
use super::digits::coefficient_by_place;
use super::glyph::Glyph;
use super::read::{Read, blanks, kept, next, refuse};

/// A section, and what its form lets stand around it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Section {
    pub(super) value: Amount,
    pub(super) relation: Option<Relation>,
    /// One coefficient without a magnitude, and how many digits it has: 五 of
    /// 三万五, 12 of 12万.
    pub(super) coefficient: Option<usize>,
    /// It has Arabic digits.
    pub(super) arabic: bool,
    /// It ended in a colloquial tail: 三百五.
    pub(super) tail: bool,
    /// The power at its very end.
    pub(super) scale: u8,
}

impl Section {
    /// What stands before a bare magnitude: 万 is 1万.
    pub(super) const ONE: Self = Self {
        value: Amount::ONE,
        relation: None,
        coefficient: None,
        arabic: false,
        tail: false,
        scale: 0,
    };

    /// Ten or more in Arabic digits, and 千 right behind them.
    pub(super) fn is_of_thousands(&self) -> bool {
        self.arabic && self.scale == 3 && !self.value.is_below(4)
    }
}

/// Where in a section the next term would stand.
#[derive(Clone, Copy, Debug)]
struct Place {
    /// The section begins the number.
    first: bool,
    /// No term was read yet.
    empty: bool,
    /// The power that the term must stay below.
    limit: u8,
}

/// A term: 三百, 十, 廿, 几十, 零五, or a last digit.
#[derive(Clone, Copy, Debug)]
struct Term {
    value: Amount,
    /// The power it counts.
    power: u8,
    relation: Option<Relation>,
    arabic: bool,
    end: End,
}

/// Whether a term ends its section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    /// Lower terms may follow.
    Open,
    /// The last digit.
    Last,
    /// A digit that counts the place below the last magnitude: 三百五.
    Tail,
    /// The coefficient of a magnitude from 万 up, or a number of one digit.
    Whole(usize),
}

/// The terms of a section, behind groups of at most the power `open`.
pub(super) fn section(input: &str, open: u8) -> Read<'_, Section> {
    let first = open == 0;
    let mut place = Place {
        first,
        empty: true,
        limit: 4,
    };
    let mut section = Section {
        value: Amount::ZERO,
        ..Section::ONE
    };
    let mut rest = input;
    while place.limit > 0 {
        let (after, Some(term)) = opt(|input| term(input, place)).parse(rest)? else {
            break;
        };
        section.value = kept(input, section.value.add(term.value))?;
        section.relation = term.relation.or(section.relation);
        section.arabic |= term.arabic;
        section.scale = term.power;
        section.tail = term.end == End::Tail;
        if let End::Whole(digits) = term.end {
            section.coefficient = Some(digits);
        }
        place.empty = false;
        place.limit = if term.end == End::Open { term.power } else { 0 };
        rest = after;
    }
    if place.empty {
        return refuse(input);
    }
    let (rest, part) = opt(|input| decimals_of_magnitude(input, &section, open)).parse(rest)?;
    if let Some(part) = part {
        section.value = kept(input, section.value.add(part))?;
        section.coefficient = None;
        section.scale = 0;
    }
    Ok((rest, section))
}

fn term(input: &str, place: Place) -> Read<'_, Term> {
    let start = blanks(input);
    match next(start).0 {
        Glyph::Digit(_) | Glyph::Two | Glyph::Arabic(_) => {
            if !place.empty
                && place.limit == 1
                && let Ok((rest, ones)) = ones(start)
            {
                return last(rest, ones, place);
            }
            let (rest, coefficient) = coefficient(start)?;
            match opt(|input| counted(input, coefficient, place)).parse(rest)? {
                (rest, Some(term)) => Ok((rest, term)),
                (rest, None) => last(rest, coefficient, place),
            }
        }
        Glyph::Zero => after_zero(start, place),
        Glyph::Vague => alt((|input| some(input, place), |input| few(input, place))).parse(start),
        Glyph::None if place.first && place.empty && start.starts_with(['.', '．']) => {
            let (rest, coefficient) = coefficient(start)?;
            last(rest, coefficient, place)
        }
        _ => alt((|input| tens(input, place), |input| bare(input, place))).parse(start),
    }
}

/// 廿, 卅, 卌.
fn tens(input: &str, place: Place) -> Read<'_, Term> {
    match next(input) {
        (Glyph::Tens(tens), rest) if place.limit > 1 => {
            Ok((rest, open(Amount::whole(u128::from(tens)), 1)))
        }
        _ => refuse(input),
    }
}

/// A magnitude without a coefficient: 十 anywhere, 百 and 千 at the front.
fn bare(input: &str, place: Place) -> Read<'_, Term> {
    let (rest, exponent) = small(input, place)?;
    if exponent > 1 && !(place.first && place.empty) {
        return refuse(input);
    }
    let value = kept(input, Amount::ONE.raise(exponent))?;
    Ok((rest, open(value, exponent)))
}

/// The magnitude behind a coefficient. 两 does not stand before 十.
fn counted(input: &str, coefficient: Coefficient, place: Place) -> Read<'_, Term> {
    let (rest, exponent) = small(blanks(input), place)?;
    if exponent == 1 && coefficient.form == Form::NeverLast {
        return refuse(input);
    }
    let value = kept(input, coefficient.value.raise(exponent))?;
    let term = open(value, exponent);
    let arabic = coefficient.arabic;
    Ok((rest, Term { arabic, ..term }))
}

/// A coefficient with no magnitude behind it. At the front it is the whole
/// section; one digit right behind 百 or 千 counts the next lower place
/// (三百五); behind 十, or with several digits, it counts ones (3百05).
fn last(input: &str, coefficient: Coefficient, place: Place) -> Read<'_, Term> {
    let last = coefficient.form == Form::Whole;
    let term = Term {
        arabic: coefficient.arabic,
        ..open(coefficient.value, 0)
    };
    // 两 stands alone in its section only before a magnitude: 一亿两万.
    let counts = || matches!(next(blanks(input)).0, Glyph::Big(_));
    if place.empty && (place.first || last || counts()) {
        let end = End::Whole(coefficient.digits);
        return Ok((input, Term { end, ..term }));
    }
    if !last {
        return refuse(input);
    }
    if coefficient.digits == 1 && place.limit > 1 {
        // 五百 三千 is two numbers, neither of them 530.
        if matches!(next(blanks(input)).0, Glyph::Small(_)) {
            return refuse(input);
        }
        let power = place.limit - 1;
        let value = kept(input, coefficient.value.raise(power))?;
        let end = End::Tail;
        return Ok((
            input,
            Term {
                value,
                power,
                end,
                ..term
            },
        ));
    }
    if !coefficient.value.is_below(place.limit) {
        return refuse(input);
    }
    let end = End::Last;
    Ok((input, Term { end, ..term }))
}

/// 零 and what it leads to: a term two or more places lower, the last digit,
/// or 几.
fn after_zero(input: &str, place: Place) -> Read<'_, Term> {
    let (Glyph::Zero, rest) = next(input) else {
        return refuse(input);
    };
    let start = blanks(rest);
    // At the very front only 零十 is a number by place.
    if place.first && place.empty && !matches!(next(start).0, Glyph::Small(_)) {
        return refuse(input);
    }
    match next(start).0 {
        Glyph::Vague => {
            let behind = Place {
                empty: false,
                limit: place.limit,
                ..place
            };
            alt((
                |input| some(input, behind),
                map(sign_of_few, |()| few_more()),
            ))
            .parse(start)
        }
        Glyph::Digit(_) | Glyph::Two | Glyph::Arabic(_) => {
            let (rest, coefficient) = coefficient(start)?;
            if let Ok(read) = counted(rest, coefficient, place) {
                return Ok(read);
            }
            // 一亿零两万: 两 may stand before a magnitude.
            let magnitude = matches!(next(blanks(rest)).0, Glyph::Big(_));
            let whole = coefficient.form == Form::Whole || magnitude;
            if !whole || !coefficient.value.is_below(place.limit) {
                return refuse(input);
            }
            let term = Term {
                end: End::Last,
                arabic: coefficient.arabic,
                ..open(coefficient.value, 0)
            };
            Ok((rest, term))
        }
        _ => alt((
            |input| tens(input, place),
            verify(|input| ten(input, place), |term: &Term| term.power == 1),
        ))
        .parse(start),
    }
}

fn ten(input: &str, place: Place) -> Read<'_, Term> {
    let place = Place {
        first: true,
        empty: true,
        ..place
    };
    bare(input, place)
}

/// 几百, 数千: their floor, and more.
fn some(input: &str, place: Place) -> Read<'_, Term> {
    let (Glyph::Vague, rest) = next(input) else {
        return refuse(input);
    };
    let start = blanks(rest);
    if let (Glyph::Big(_), _) = next(start) {
        if !(place.empty && place.first) {
            return refuse(input);
        }
        // 几万: the coefficient of what follows.
        let term = Term {
            relation: Some(Relation::More),
            end: End::Last,
            ..open(Amount::ONE, 0)
        };
        return Ok((rest, term));
    }
    let (rest, exponent) = small(start, place)?;
    let value = kept(input, Amount::ONE.raise(exponent))?;
    let term = Term {
        relation: Some(Relation::More),
        ..open(value, exponent)
    };
    Ok((rest, term))
}

/// 几 behind 十: 十几, 二十几.
fn few(input: &str, place: Place) -> Read<'_, Term> {
    if place.empty || place.limit != 1 {
        return refuse(input);
    }
    map(sign_of_few, |()| few_more()).parse(input)
}

fn sign_of_few(input: &str) -> Read<'_, ()> {
    match input.strip_prefix(['几', '幾']) {
        Some(rest) => Ok((rest, ())),
        None => refuse(input),
    }
}

fn few_more() -> Term {
    Term {
        relation: Some(Relation::More),
        end: End::Last,
        ..open(Amount::ZERO, 0)
    }
}

fn open(value: Amount, power: u8) -> Term {
    Term {
        value,
        power,
        relation: None,
        arabic: false,
        end: End::Open,
    }
}

/// 十, 百 or 千, below the place's limit.
fn small(input: &str, place: Place) -> Read<'_, u8> {
    match next(input) {
        // 第90百分位数: a hundredth, no hundred.
        (Glyph::Small(2), rest) if rest.starts_with("分位") => refuse(input),
        (Glyph::Small(exponent), rest) if exponent < place.limit => Ok((rest, exponent)),
        _ => refuse(input),
    }
}

/// What stands before a magnitude.
#[derive(Clone, Copy, Debug)]
struct Coefficient {
    value: Amount,
    arabic: bool,
    form: Form,
    /// How many digits its whole part has.
    digits: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// Digits that may also stand last.
    Whole,
    /// 两, what has a point, and digits that a magnitude counts (三二五億).
    NeverLast,
}

fn coefficient(input: &str) -> Read<'_, Coefficient> {
    alt((
        adjacent,
        map(coefficient_by_place, |(value, digits)| Coefficient {
            value: Amount::whole(value),
            arabic: false,
            form: Form::NeverLast,
            digits,
        }),
        map(digit, |(digit, form)| Coefficient {
            value: Amount::whole(u128::from(digit)),
            arabic: false,
            form,
            digits: 1,
        }),
        map(arabic, |read| Coefficient {
            value: read.amount,
            arabic: true,
            form: if read.whole {
                Form::Whole
            } else {
                Form::NeverLast
            },
            digits: read.digits,
        }),
    ))
    .parse(input)
}

/// A digit: its value, and whether it may stand last.
fn digit(input: &str) -> Read<'_, (u8, Form)> {
    match next(input) {
        (Glyph::Digit(digit), rest) => Ok((rest, (digit, Form::Whole))),
        (Glyph::Two, rest) => Ok((rest, (2, Form::NeverLast))),
        _ => refuse(input),
    }
}

/// Two digits side by side that bound a range: 三四, 三五, 两三; with 、
/// between them a magnitude must follow (四、五百). A third digit makes them
/// something else.
fn adjacent(input: &str) -> Read<'_, Coefficient> {
    let (rest, (low, _)) = digit(input)?;
    let mark = rest.strip_prefix('、');
    let (rest, (high, form)) = digit(mark.unwrap_or(rest))?;
    let magnitude = matches!(next(blanks(rest)).0, Glyph::Small(_) | Glyph::Big(_));
    let third = matches!(
        next(rest).0,
        Glyph::Digit(_) | Glyph::Zero | Glyph::Two | Glyph::Code(_)
    );
    // 一、两十: no number has 两 before 十.
    let torn = form == Form::NeverLast && mark.is_some() && next(blanks(rest)).0 == Glyph::Small(1);
    if !is_step(low, high) || torn || !magnitude && (third || mark.is_some()) {
        return refuse(input);
    }
    Ok((rest, one_of_two(low, high, form)))
}

/// One figure between two digits side by side.
fn one_of_two(low: u8, high: u8, form: Form) -> Coefficient {
    Coefficient {
        value: Amount::between(u128::from(low), u128::from(high)),
        arabic: false,
        form,
        digits: 1,
    }
}

/// 七、八 of 十七、八岁: a unit must follow, or nothing, for in 十七、八、九 numbers
/// are listed.
fn ones(input: &str) -> Read<'_, Coefficient> {
    let (rest, (low, _)) = digit(input)?;
    let Some(rest) = rest.strip_prefix('、') else {
        return refuse(input);
    };
    let (rest, (high, form)) = digit(rest)?;
    if low == 0 || high != low + 1 || !(rest.is_empty() || unit_follows(rest)) {
        return refuse(input);
    }
    Ok((rest, one_of_two(low, high, form)))
}

/// 三四 and 三五 are ranges, 三六 is not.
pub(super) const fn is_step(low: u8, high: u8) -> bool {
    low > 0 && (high == low + 1 || low == 3 && high == 5)
}

/// 点五 of 三点五万 and of 二万六千点五亿: a greater magnitude takes in what stands
/// before it.
fn decimals_of_magnitude<'t>(input: &'t str, section: &Section, open: u8) -> Read<'t, Amount> {
    let (rest, part) = points(input)?;
    let single = section.value.is_single() && section.relation.is_none();
    match next(blanks(rest)).0 {
        Glyph::Big(power) if single && power > open => Ok((rest, part)),
        _ => refuse(input),
    }
}

/// 点 and digits: the part behind the point. 八点二十, 五点三刻 and 9点30分 are
/// times of day.
pub(super) fn points(input: &str) -> Read<'_, Amount> {
    let (Glyph::Point, rest) = next(blanks(input)) else {
        return refuse(input);
    };
    let clock = is_clock(blanks(rest));
    let (mut rest, mut mantissa, mut scale) = (blanks(rest), Some(0_u128), 0_u8);
    loop {
        let (glyph, after) = next(rest);
        let digit = match glyph {
            Glyph::Zero => 0,
            Glyph::Digit(digit) | Glyph::Arabic(digit) => digit,
            _ => break,
        };
        mantissa = mantissa.and_then(|value| value.checked_mul(10)?.checked_add(u128::from(digit)));
        scale = scale.saturating_add(1);
        rest = after;
    }
    // 八点二十 is a time, 三点五千克 a weight.
    let counts = matches!(next(rest).0, Glyph::Small(_)) && !has_kilo(rest);
    if scale == 0 || clock || counts || rest.starts_with('刻') {
        return refuse(input);
    }
    let mantissa = kept(input, mantissa.filter(|_| scale <= 28))?;
    Ok((rest, Amount::decimal(mantissa, scale)))
}

/// 千克 and 千公顷: a thousand of what a unit measures.
fn has_kilo(input: &str) -> bool {
    measure_follows(input) || kilo(input).is_ok()
}

/// 千 before a unit that measures and that the two make no unit of, 四点一千公顷, and where the
/// numeral ends: 四点一千.
pub(super) fn kilo(input: &str) -> Read<'_, ()> {
    let ends = |rest: &str| measure_follows(rest) || !rest.starts_with(is_han);
    match input.strip_prefix('千') {
        Some(rest) if !measure_follows(input) && ends(rest) => Ok((rest, ())),
        _ => refuse(input),
    }
}

/// 30分: minutes in two Arabic digits.
fn is_clock(input: &str) -> bool {
    let minutes = input.strip_prefix(|c: char| matches!(c, '0'..='5'));
    let minutes = minutes.and_then(|rest| rest.strip_prefix(|c: char| c.is_ascii_digit()));
    minutes.is_some_and(|rest| rest.starts_with('分') && !rest.starts_with("分之"))
}
