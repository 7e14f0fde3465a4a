//! Quantities in several units: 2小时23分55秒, 十二块五毛, 1米8.

use hanliang_span::is_han;

use crate::kind::UnitKind;
use crate::number::Number;
use crate::numeral::{Found, Glyph, Scanner, approximator, blanks, glyph, next, unit_follows};
use crate::unit::{Base, UNITS, Unit};
use crate::value::{Relation, Value};
use crate::wording::Wording;

use super::modifier;
use super::unit_after::{Measured, measure};

/// Joins the smaller units that follow directly. Time, mass, length and area
/// come out in the smallest unit, money in its main unit.
pub(super) fn with_smaller_units(scanner: &mut Scanner<'_>, whole: &mut Measured) {
    if !digit_follows(scanner.text, whole.end) {
        return;
    }
    // A text can only fall so many steps: day, hour, minute, second.
    for _ in 0..6 {
        match smaller(scanner, whole) {
            Some(joined) => *whole = joined,
            None => break,
        }
    }
    if let Some((end, value)) = bare_tail(scanner.text, whole) {
        whole.end = end;
        whole.value = value;
    }
}

/// Whether a digit, or a word that links one, stands here: without, there is
/// nothing to join.
fn digit_follows(text: &str, at: usize) -> bool {
    let rest = text.get(at..).unwrap_or_default();
    rest.starts_with([' ', '\u{3000}', '\u{A0}', '又'])
        || !matches!(
            next(rest).0,
            Glyph::None | Glyph::Vague | Glyph::Half | Glyph::Fold | Glyph::Minus
        )
}

fn smaller(scanner: &mut Scanner<'_>, whole: &Measured) -> Option<Measured> {
    let unit = whole.unit.as_ref()?;
    if !splits(unit) || whole.relation != Relation::Exact || !whole.value.is_single() {
        return None;
    }
    let (found, read_to) = numeral_right_behind(scanner, whole.end)?;
    let part = measure(scanner.text, &found);
    let part_unit = part.unit.as_ref()?;
    let seconds = seconds_by_mark(scanner.text, whole, &found, part_unit);
    let part_unit = seconds.as_ref().unwrap_or(part_unit);
    let read = read_by_part(unit, part_unit, seconds.is_some());
    let unit = read.as_ref().unwrap_or(unit);
    let part_unit = smaller_unit(unit, part_unit)?;
    if is_within_each(scanner.text, whole, &found, &part_unit) {
        return None;
    }
    let sum = sum(whole.value.low(), unit, part.value, part_unit)?;
    scanner.at = part.end.max(read_to);
    Some(Measured {
        value: sum.value.into(),
        relation: part.relation,
        unit: Some(sum.unit),
        end: part.end,
        numeral_end: whole.numeral_end,
        next_place: sum.next_place,
    })
}

/// Whether the shorter time stands for how much of each longer one, and is no part of
/// it: 一天8小时 or 一周五天 where they open a clause, 每周5天8小时; not 历时一天3小时.
fn is_within_each(text: &str, whole: &Measured, part: &Found, part_unit: &Unit) -> bool {
    let Some(unit) = whole.unit.as_ref() else {
        return false;
    };
    let (Some(before), Some(after)) = (text.get(..whole.numeral_end), text.get(part.end..)) else {
        return false;
    };
    if (unit.canonical(), part_unit.canonical()) == ("d", "h") {
        let arabic = |c: char| matches!(glyph(c), Glyph::Arabic(_));
        let numeral = before.trim_end_matches(|c| arabic(c) || matches!(glyph(c), Glyph::Digit(_)));
        let system = blanks(after).strip_prefix(part_unit.symbol());
        if Wording::Weekly.ends(numeral) || system.is_some_and(|rest| rest.starts_with("工作")) {
            return true;
        }
    }
    let Some(lead) = before.strip_suffix('一') else {
        return false;
    };
    // 停电一天2小时 is a length: only what opens a clause is told of each.
    let each = matches!(
        (unit.canonical(), part_unit.canonical()),
        ("wk", "d") | ("d", "h")
    );
    let opens = !lead.ends_with(is_han);
    // 零, 又: the two are added up.
    let adjoins = part.start == whole.end;
    let goes_on = after.strip_prefix(part_unit.symbol()).unwrap_or(after);
    each && adjoins && opens && !goes_on.starts_with(['后', '前', '就', '才', '，', '。'])
}

/// The numeral that follows at a place, 零 or 又 between or not, and how far it
/// was read.
fn numeral_right_behind(scanner: &Scanner<'_>, at: usize) -> Option<(Found, usize)> {
    let rest = blanks(scanner.text.get(at..)?);
    let start = rest.strip_prefix(['零', '又', '〇']).map_or(rest, blanks);
    if !matches!(
        next(start).0,
        Glyph::Digit(_) | Glyph::Two | Glyph::Arabic(_) | Glyph::Small(1)
    ) {
        return None;
    }
    let mut ahead = scanner.clone();
    ahead.at = scanner.text.len() - start.len();
    let found = ahead.found_at(ahead.at)?;
    found.percent.is_none().then_some((found, ahead.at))
}

/// What a unit with two meanings is beside a smaller one: 分 before seconds is
/// minutes (1分52秒), 度 before minutes of arc an angle (39°54′).
fn read_by_part(unit: &Unit, part: &Unit, seconds_by_mark: bool) -> Option<Unit> {
    let read = match (unit.symbol(), part.symbol()) {
        _ if seconds_by_mark => UNITS.get("分钟"),
        ("分", _) if part.canonical() == "s" => UNITS.get("分钟"),
        ("度" | "°", "分" | "′" | "'") => UNITS.get("角度"),
        _ => None,
    };
    read.map(Unit::from_table)
}

/// A value with a part of it in a smaller unit.
struct Sum {
    value: Number,
    unit: Unit,
    /// What one of the next smaller place would be worth.
    next_place: Option<Number>,
}

/// Adds a part that is less than one of the larger unit.
fn sum(whole: Number, unit: &Unit, part: Value, part_unit: Unit) -> Option<Sum> {
    let (large, small) = (unit.definition(), part_unit.definition());
    if large.base != small.base || large.factor <= small.factor || !part.is_single() {
        return None;
    }
    let ratio = large.factor.checked_div(small.factor)?;
    let part = part.low();
    if part >= ratio {
        return None;
    }
    // 零下3度5 is -3.5, and so is 负三块五毛.
    let part = match whole.is_negative() {
        true => part.negate(),
        false => part,
    };
    let tenth = Number::new(1, 10)?;
    if large.kind == UnitKind::Money && large.factor == Number::ONE {
        return Some(Sum {
            value: whole.checked_add(part.checked_div(ratio)?)?,
            unit: unit.clone(),
            next_place: tenth.checked_div(ratio),
        });
    }
    Some(Sum {
        value: whole.checked_mul(ratio)?.checked_add(part)?,
        unit: part_unit,
        next_place: Some(tenth),
    })
}

/// The seconds of 59′23″: without degrees before them the marks are those of
/// a time, where the seconds have two digits.
fn seconds_by_mark(text: &str, whole: &Measured, found: &Found, small: &Unit) -> Option<Unit> {
    let large = whole.unit.as_ref()?;
    let digits = text.get(found.start..found.end)?;
    let digits = digits.split_once('.').map_or(digits, |(whole, _)| whole);
    let time = match (large.symbol(), small.symbol()) {
        ("′", "″") => whole.next_place.is_none(),
        // 6'2" is a height: twelve inches are a foot.
        ("'", "\"") => found.value.low() >= Number::from(12),
        _ => false,
    };
    let two = digits.len() == 2 && digits.bytes().all(|digit| digit.is_ascii_digit());
    let seconds = UNITS.get("秒")?.with_symbol(small.symbol().to_owned());
    (time && two).then(|| Unit::written(seconds))
}

/// Units that are split into smaller ones when spoken.
fn splits(unit: &Unit) -> bool {
    unit.symbol() == "分"
        || matches!(
            unit.kind(),
            UnitKind::Duration
                | UnitKind::Money
                | UnitKind::Mass
                | UnitKind::Length
                | UnitKind::Area
                | UnitKind::Angle
                | UnitKind::Temperature
                | UnitKind::Age
        ) && !matches!(unit.symbol(), "月" | "月份" | "日" | "号" | "號")
}

/// 分 is a minute behind hours, a fen behind yuan and jiao, a tenth behind mu.
fn smaller_unit(large: &Unit, small: &Unit) -> Option<Unit> {
    if !matches!(small.symbol(), "分" | "毛" | "毫" | "角") {
        return Some(small.clone());
    }
    let form = match (large.kind(), small.symbol()) {
        (UnitKind::Duration, "分") => "分钟",
        (UnitKind::Angle, "分") => "角分",
        (UnitKind::Money, "分") => {
            let Base::Own(code) = &large.definition().base else {
                return None;
            };
            let cent = money_cent(code)?;
            return Some(Unit::written(cent));
        }
        (UnitKind::Area, "分") if large.canonical() == "亩" => {
            let mut tenth = large.definition().with_symbol("分");
            tenth.canonical = "分地".into();
            tenth.factor = tenth.factor.checked_div(Number::from(10))?;
            return Some(Unit::written(tenth));
        }
        (UnitKind::Money, _) => {
            let Base::Own(code) = &large.definition().base else {
                return None;
            };
            let mut dime = money_cent(code)?;
            dime.symbol = small.symbol().to_owned().into();
            dime.canonical = small.canonical().to_owned().into();
            dime.factor = Number::new(1, 10)?;
            return Some(Unit::written(dime));
        }
        _ => return None,
    };
    let unit = UNITS.get(form)?;
    Some(Unit::written(unit.with_symbol(small.symbol().to_owned())))
}

fn money_cent(code: &str) -> Option<crate::unit::Definition> {
    let mut cent = UNITS.get("分钱")?.with_symbol("分");
    cent.canonical = "分".into();
    cent.base = Base::Own(code.to_owned().into());
    Some(cent)
}

/// 1米8, 一块二, 三斤二, 三块零四: one digit counts the next lower place, and
/// one behind 零 the place below that. 9秒98: behind seconds stand decimals.
fn bare_tail(text: &str, whole: &Measured) -> Option<(usize, Value)> {
    let unit = whole.unit.as_ref()?;
    if !whole.value.is_single() || whole.relation != Relation::Exact {
        return None;
    }
    let rest = text.get(whole.end..)?;
    let (after, part) = match unit.symbol() {
        "秒" => decimals(rest, 3)?,
        // 1′23″45
        "″" | "\"" if unit.canonical() == "s" => decimals(rest, 3)?,
        "米" | "公尺" if whole.next_place.is_none() => decimals(rest, 2)?,
        "米" | "块" | "塊" | "斤" | "毛" | "角" | "蚊" | "丈" | "尺" | "公尺" | "度" => {
            decimals(rest, 1)?
        }
        // 五元九角九
        "元" | "圆" | "圓" if whole.next_place.is_some() => decimals(rest, 1)?,
        // 三元七上下
        "元" | "圆" | "圓" => decimals(rest, 1).filter(|(after, _)| is_about(after))?,
        _ => return None,
    };
    let place = match whole.next_place {
        Some(place) if unit.canonical() != "s" => place.checked_mul(Number::from(10))?,
        _ if whole.value.low().is_integer() => Number::ONE,
        _ => return None,
    };
    // 9秒98, 19米88: a mark in sport, whatever word follows.
    let mark = whole.next_place.is_none() || unit.canonical() == "s";
    let hundredths = mark
        && (rest.get(..rest.len() - after.len()))
            .is_some_and(|digits| digits.len() == 2 && digits.bytes().all(|c| c.is_ascii_digit()));
    // 五块九毛九买的: behind two units a third digit counts, whatever follows.
    let third = whole.next_place.is_some() && unit.kind() == UnitKind::Money;
    let open = after.chars().next().is_none_or(|next| {
        !is_han(next) && !next.is_ascii_alphanumeric() && !matches!(next, '.' | '%' | '％' | '、')
            || "的高长宽深左以多至到一每".contains(next)
            || is_about(after)
            || (hundredths || third) && is_han(next) && approximator(after).is_err()
    });
    if !open || unit_follows(after) {
        return None;
    }
    let part = part.checked_mul(place)?;
    let low = whole.value.low();
    let value = match low.is_negative() {
        true => low.checked_sub(part)?,
        false => low.checked_add(part)?,
    };
    Some((text.len() - after.len(), value.into()))
}

/// Whether what follows says that the figure is about so much.
fn is_about(after: &str) -> bool {
    let about = modifier::after(after, UnitKind::Money);
    about.is_some_and(|(relation, _)| relation == Relation::About)
}

/// Digits that stand for decimals: at most so many, or one behind 零.
fn decimals(input: &str, most: u32) -> Option<(&str, Number)> {
    let (mut rest, mut mantissa, mut scale) = (input, 0_i128, 0_u32);
    if let (Glyph::Zero, after) = next(input) {
        (rest, scale) = (after, 1);
    }
    let most = most.max(scale + 1);
    while scale < most {
        let (Glyph::Digit(digit) | Glyph::Arabic(digit), after) = next(rest) else {
            break;
        };
        mantissa = mantissa * 10 + i128::from(digit);
        scale += 1;
        rest = after;
    }
    // 四块五一斤: what the price is of follows.
    let priced = || rest.strip_prefix('一').is_some_and(unit_follows);
    let ends = matches!(next(rest).0, Glyph::None) || priced();
    // 3分26秒00
    let none = mantissa == 0 && scale < 2;
    if none || !ends {
        return None;
    }
    Some((rest, Number::from_decimal(mantissa, scale)?))
}
