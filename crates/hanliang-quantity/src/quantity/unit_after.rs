//! The unit behind a numeral.

use hanliang_span::is_han;

use crate::kind::UnitKind;
use crate::number::Number;
use crate::numeral::{Found, Glyph, Shape, approximator, blanks, glyph, next, unit_follows};
use crate::unit::{Definition, UNITS, Unit};
use crate::value::{Relation, Value};
use crate::wording::Wording;
use crate::words;

use super::context::{amperes, current, kelvin, magnitude_of_star, shots};
use super::half::{half_behind, half_inside};
use super::modifier;
use super::rate::{of_nothing, of_the_next, rate};

/// A numeral joined with its unit.
#[derive(Clone, Debug)]
pub(super) struct Measured {
    pub(super) value: Value,
    pub(super) relation: Relation,
    pub(super) unit: Option<Unit>,
    /// Where the unit ends; where the numeral ends, without one.
    pub(super) end: usize,
    /// Where the numeral ends: earlier than it was read where its last
    /// magnitude belongs to the unit (三千瓦).
    pub(super) numeral_end: usize,
    /// What one more digit without a unit counts, where units were split:
    /// 五块七毛八.
    pub(super) next_place: Option<Number>,
}

/// The unit behind the numeral and what it makes of the value.
pub(super) fn measure(text: &str, found: &Found) -> Measured {
    let rest = text.get(found.end..).unwrap_or_default();
    let mut measured = Measured {
        value: found.value,
        relation: found.relation,
        unit: None,
        end: found.end,
        numeral_end: found.end,
        next_place: None,
    };
    let special = if found.scale > 0 {
        prefixed(text, found, &measured)
    } else {
        None
    };
    let special = special.or_else(|| match rest.chars().next()? {
        '个' | '個' => {
            half_inside(rest, found, &measured).or_else(|| hundred_millions(rest, found, &measured))
        }
        ' ' | '\u{3000}' | '折' | '成' => {
            tenths(rest, found, &measured).or_else(|| half_inside(rest, found, &measured))
        }
        '/' | '／' => slashed(rest, found, &measured),
        '旬' => decades(rest, found, &measured),
        ')' | '）' => bracketed(text, found, &measured),
        '大' => barrier(rest, found, &measured),
        _ => None,
    });
    if let Some(measured) = special {
        return measured;
    }
    if let Some((unit, length)) = unit_at(text, found) {
        measured.unit = Some(unit);
        measured.end = found.end + length;
        half_behind(rest, found.end, &mut measured);
        more_inside(rest, found, &mut measured);
    }
    measured
}

/// 4块多钱 is more than 4块钱: 多 stands within the unit.
fn more_inside(rest: &str, found: &Found, measured: &mut Measured) {
    let Some(unit) = measured
        .unit
        .as_ref()
        .filter(|_| found.relation == Relation::Exact)
    else {
        return;
    };
    let behind = rest.get(measured.end - found.end..).unwrap_or_default();
    let Ok((after, relation)) = approximator(behind) else {
        return;
    };
    let Some(after) = after.strip_prefix(['钱', '錢']) else {
        return;
    };
    let whole = [unit.symbol(), "钱"].concat();
    if let Some(whole) = UNITS.get(&whole).filter(|_| unit.kind() == UnitKind::Money) {
        measured.unit = Some(Unit::from_table(whole));
        measured.relation = relation;
        measured.end = found.end + rest.len() - after.len();
    }
}

/// The unit that `rest` begins with, and how far it reaches.
fn unit_at(text: &str, found: &Found) -> Option<(Unit, usize)> {
    let rest = text.get(found.end..)?;
    let start = blanks(rest);
    let blank = rest.len() - start.len();
    if start.starts_with(['个', '個', '百', '佰'])
        && let Some(length) = percentage_points(start)
    {
        let symbol: String = start.get(..length)?.split(char::is_whitespace).collect();
        let unit = UNITS.get(&symbol).map(Unit::from_table)?;
        return Some((unit, blank + length));
    }
    match UNITS.longest(start).map(|unit| before_noun(unit, start)) {
        Some(unit) if holds(unit, start, found) || before_copula(unit, text, found) => {
            let length = unit.symbol.len();
            let (unit, length) = match or_set(start, unit) {
                Some(both) => both,
                None => rate(start, unit, length),
            };
            Some((unit, blank + length))
        }
        _ if blank == 0 => feet_or_inches(text, found)
            .or_else(|| current(text, found))
            .or_else(|| kelvin(text, found))
            .or_else(|| magnitude_of_star(text, found))
            .or_else(|| shots(text, found))
            .or_else(|| unknown(start, found)),
        _ => kelvin(text, found),
    }
}

/// The unit, or a shorter one where its end begins the noun: 20条线路 are 20条.
fn before_noun(unit: &'static Definition, start: &str) -> &'static Definition {
    let mut places = unit.symbol.char_indices().skip(1);
    let shorter = places.find_map(|(at, _)| {
        let end = unit.symbol.len() - at;
        let noun = words::begins_noun(start.get(at..)?, end);
        noun.then(|| UNITS.get(unit.symbol.get(..at)?)).flatten()
    });
    shorter.unwrap_or(unit)
}

/// A classifier with another in brackets: 台（套）, 件(套).
fn or_set(start: &str, unit: &Definition) -> Option<(Unit, usize)> {
    let inside = start.get(unit.symbol.len()..)?.strip_prefix(['（', '('])?;
    let other = UNITS.longest(inside)?;
    let close = inside.get(other.symbol.len()..)?.chars().next()?;
    let counts = |unit: &Definition| unit.kind == UnitKind::Count;
    if !matches!(close, '）' | ')')
        || !inside.starts_with(is_han)
        || !counts(unit)
        || !counts(other)
    {
        return None;
    }
    let length = start.len() - inside.len() + other.symbol.len() + close.len_utf8();
    let symbol = start.get(..length)?;
    Some((Unit::written(unit.with_symbol(symbol.to_owned())), length))
}

/// Whether the unit is one here and not the beginning of something longer.
fn holds(unit: &Definition, start: &str, found: &Found) -> bool {
    let length = unit.symbol.len();
    let after = start.get(length..).unwrap_or_default();
    let right = after.chars().next();
    if unit.symbol.ends_with(|c: char| c.is_ascii_alphabetic()) {
        // 5V2A: the voltage and the current of a charger.
        if &*unit.symbol == "V" && right.is_some_and(|c| c.is_ascii_digit()) {
            let current = after.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
            return amperes(current);
        }
        // 1h30min: a smaller unit goes on.
        if matches!(&*unit.symbol, "h" | "min") && right.is_some_and(|c| c.is_ascii_digit()) {
            let part = after.trim_start_matches(|c: char| c.is_ascii_digit());
            return UNITS
                .longest(part)
                .is_some_and(|part| part.base == unit.base && part.factor < unit.factor);
        }
        return !right.is_some_and(|right| right.is_ascii_alphanumeric());
    }
    match &*unit.symbol {
        // %28 is a character of an address; 95%CI is a percentage.
        "%" => {
            let mut two = after.chars().take(2);
            let digit = right.is_some_and(|right| right.is_ascii_digit());
            let code = after.len() > 1 && two.all(|c| c.is_ascii_hexdigit());
            !digit && !code
        }
        // 618两个: the digits are a name, and two are counted.
        // 7、8两个月: nobody weighs so many.
        "两" | "兩" if after.starts_with(['个', '個']) => false,
        "两" | "兩" if is_count_of_two(found, after) => false,
        // 二分之一时, and 一半 before 时.
        "时" | "時" if found.shape == Shape::Fraction => false,
        // A discount is less than whole.
        "折" => found.value.high() < Number::from(10) && !words::outgrows_unit(start, length),
        _ => !words::outgrows_unit(start, length),
    }
}

/// 三成为女性, 12分为全队最高: the 为 behind the unit is the copula, not the end of
/// 成为 or 分为.
fn before_copula(unit: &Definition, text: &str, found: &Found) -> bool {
    let (Some(left), Some(rest)) = (text.get(..found.start), text.get(found.end..)) else {
        return false;
    };
    let Some(after) = (rest.strip_prefix(&*unit.symbol))
        .and_then(|after| after.strip_prefix(['为', '為']))
        .filter(|after| after.starts_with(is_han))
    else {
        return false;
    };
    let digit = matches!(found.shape, Shape::Digit | Shape::Arabic);
    match &*unit.symbol {
        // 七成 of something; but 第三成为, 张三成为 are who became something.
        "成" => {
            let open = !left.ends_with(is_han) || Wording::Parts.ends(left);
            digit && open && found.value.high() < Number::from(10)
        }
        // 分为三类 divides; a bare number before it would be a name.
        "分" => {
            let divided = !matches!(next(after).0, Glyph::None) || Wording::Pieces.begins(after);
            !divided && left.ends_with(is_han) && !left.ends_with('第')
        }
        _ => false,
    }
}

/// Whether 两 behind a hundred or more counts what follows, 400亿两个: as a weight so
/// many taels are silver.
fn is_count_of_two(found: &Found, after: &str) -> bool {
    found.value.low() >= Number::from(100)
        && unit_follows(after)
        && UNITS
            .longest(after)
            .is_some_and(|unit| unit.kind == UnitKind::Count)
}

/// 个百分点, also with blanks inside; its length.
pub(super) fn percentage_points(start: &str) -> Option<usize> {
    let mut rest = start.strip_prefix(['个', '個']).map_or(start, blanks);
    for part in [['百', '佰'], ['分', '分'], ['点', '點']] {
        rest = blanks(rest).strip_prefix(part)?;
    }
    Some(start.len() - rest.len())
}

/// 6' and 2\": a straight mark right behind Arabic digits, where none stands
/// before them that it could close.
fn feet_or_inches(text: &str, found: &Found) -> Option<(Unit, usize)> {
    let mark = text.get(found.end..)?.chars().next()?;
    let (form, symbol) = match mark {
        '\'' => ("英尺", "'"),
        '"' => ("英寸", "\""),
        _ => return None,
    };
    // A mark of its own before the digits opens a quotation.
    let left = text.get(..found.start)?;
    let mut near = left.chars().rev().take(40).take_while(|c| *c != '\n');
    if found.shape != Shape::Arabic || near.any(|c| c == mark) {
        return None;
    }
    let unit = UNITS.get(form)?.with_symbol(symbol);
    Some((Unit::written(unit), mark.len_utf8()))
}

/// What a slash right behind the number makes of it: 120/80mmHg, 5.6/10万,
/// 12.3×10^9/L.
fn slashed(rest: &str, found: &Found, bare: &Measured) -> Option<Measured> {
    if let Some(unit) = of_the_next(rest, found) {
        return Some(Measured {
            unit: Some(unit),
            ..bare.clone()
        });
    }
    let (unit, length) = of_nothing(rest)?;
    Some(Measured {
        unit: Some(unit),
        end: found.end + length,
        ..bare.clone()
    })
}

/// 七旬: ten years of age each, from fifty on. Fewer are tens of days.
fn decades(rest: &str, found: &Found, bare: &Measured) -> Option<Measured> {
    let count = found.value.low();
    if found.shape != Shape::Digit || !(Number::from(5)..Number::from(10)).contains(&count) {
        return None;
    }
    // 五旬节 is a feast.
    if rest.strip_prefix('旬')?.starts_with(['节', '節']) {
        return None;
    }
    let unit = UNITS.get("岁")?.with_symbol("旬");
    let ten = Number::from(10);
    Some(Measured {
        value: found.value.try_map(|decades| decades.checked_mul(ten))?,
        unit: Some(Unit::written(unit)),
        end: found.end + '旬'.len_utf8(),
        ..bare.clone()
    })
}

/// 1万亿大关: what is passed is a round number, without a unit.
fn barrier(rest: &str, found: &Found, bare: &Measured) -> Option<Measured> {
    let mark = ["大关", "大關"]
        .into_iter()
        .find(|mark| rest.starts_with(mark))?;
    let round = found.value.low() >= Number::from(100);
    round.then(|| Measured {
        end: found.end + mark.len(),
        ..bare.clone()
    })
}

/// (62.5±8.4)kg: the unit behind the bracket is that of a figure with its
/// tolerance.
fn bracketed(text: &str, found: &Found, bare: &Measured) -> Option<Measured> {
    if found.shape != Shape::Tolerance || !text.get(..found.start)?.ends_with(['(', '（']) {
        return None;
    }
    let close = text.get(found.end..)?.chars().next()?.len_utf8();
    let behind = Found {
        end: found.end + close,
        ..*found
    };
    let (unit, length) = unit_at(text, &behind)?;
    Some(Measured {
        unit: Some(unit),
        end: behind.end + length,
        ..bare.clone()
    })
}

/// A single character between a numeral and the end of its phrase is its
/// classifier, known or not.
fn unknown(start: &str, found: &Found) -> Option<(Unit, usize)> {
    let mut characters = start.chars();
    let character = characters.next().filter(|character| is_han(*character))?;
    if !matches!(glyph(character), Glyph::None) || NO_CLASSIFIER.contains(character) {
        return None;
    }
    if matches!(
        found.shape,
        Shape::Fraction | Shape::Half | Shape::Tolerance
    ) || !found.value.low().is_integer()
    {
        return None;
    }
    let after = characters.as_str();
    let ends = match after.chars().next() {
        None => false,
        Some(next) => "，。；、！？,;".contains(next),
    };
    (ends || modifier::after(after, UnitKind::Other).is_some()).then(|| {
        let length = character.len_utf8();
        let symbol = start.get(..length).unwrap_or_default();
        (Unit::unknown(symbol), length)
    })
}

/// Function words: never classifiers.
const NO_CLASSIFIER: &str = "的了是在和与或及等也就都而为为至到从比以于之其这那有无不未又再更最很已将被把让使由向对给着过去来上下左右前后内外中多余整正强弱许之起止呢啊吧呀吗嗎嘛哦哈啦喔呗咯哟喲系為與於無這將讓給過來後內餘對許還被";

/// 千 and 兆 before a unit that has them as prefixes belong to the unit:
/// 三千瓦 is 3 kW, 1兆赫 is 1 MHz. 三千米 is 3000 m: so it is said.
fn prefixed(text: &str, found: &Found, bare: &Measured) -> Option<Measured> {
    let written = text.get(found.start..found.end)?;
    let prefix = written.chars().next_back()?;
    let exponent = match prefix {
        '百' => 2,
        '千' => 3,
        '兆' => 6,
        _ => return None,
    };
    let start = found.end - prefix.len_utf8();
    let coefficient = written.strip_suffix(prefix)?;
    if coefficient.is_empty() {
        return None;
    }
    let rest = text.get(start..)?;
    let unit = before_noun(UNITS.longest(rest)?, rest);
    let length = unit.symbol.len();
    if length <= prefix.len_utf8() || words::outgrows_unit(rest, length) {
        return None;
    }
    let chinese = !coefficient.contains(|c: char| matches!(glyph(c), Glyph::Arabic(_)));
    if chinese && matches!(&*unit.symbol, "千米") {
        return None;
    }
    // 数千吨 are thousands; a few 千瓦 or 千克 may be meant.
    if &*unit.symbol == "千吨" && matches!(coefficient, "数" | "數" | "几" | "幾" | "好几" | "上")
    {
        return None;
    }
    // 一万三千瓦 has a magnitude before: the whole number stays whole. No 千 is a place
    // behind several digits, 3万2406千瓦.
    let higher = |c: char| matches!(glyph(c), Glyph::Small(2 | 3) | Glyph::Big(_));
    let digits = coefficient.trim_end_matches(|c: char| matches!(glyph(c), Glyph::Arabic(_)));
    let several = coefficient.len() - digits.len() > 1;
    if coefficient.contains(higher) && exponent < 6 && !several {
        return None;
    }
    // What 兆 stands for was settled when the numeral was read.
    let exponent = if exponent == 6 {
        u32::from(found.scale)
    } else {
        exponent
    };
    let times = Number::new(10_i128.pow(exponent), 1)?;
    let (unit, length) = rate(rest, unit, length);
    Some(Measured {
        value: found.value.try_map(|number| number.checked_div(times))?,
        unit: Some(unit),
        end: start + length,
        numeral_end: start,
        ..bare.clone()
    })
}

/// 七成六 is 7.6成, 五五折 and 72折 are 5.5折 and 7.2折.
fn tenths(rest: &str, found: &Found, bare: &Measured) -> Option<Measured> {
    let start = blanks(rest);
    let (start, inner) = match next(start) {
        // 7 2 折
        (Glyph::Arabic(digit), after)
            if start.len() < rest.len()
                && found.shape == Shape::Arabic
                && blanks(after).starts_with('折') =>
        {
            (blanks(after), Some(digit))
        }
        _ => (start, None),
    };
    let symbol = match start.chars().next()? {
        '折' => "折",
        '成' => "成",
        _ => return None,
    };
    if words::outgrows_unit(start, symbol.len()) {
        return None;
    }
    let ten = Number::from(10);
    let mut value = found.value;
    let mut after = start.get(symbol.len()..)?;
    if let Some(digit) = inner {
        let part = Number::from_decimal(i128::from(digit), 1)?;
        value = value.try_map(|number| number.checked_add(part))?;
    } else if symbol == "折" && value.low() > ten && value.high() < Number::from(100) {
        value = value.try_map(|number| number.checked_div(ten))?;
    } else if symbol == "折" && found.shape == Shape::Adjacent {
        // 八九折 is two discounts or one; the one is said.
        let string = value.low().checked_add(value.high().checked_div(ten)?)?;
        value = string.into();
    } else if let (Glyph::Digit(digit) | Glyph::Arabic(digit), rest) = next(blanks(after)) {
        // 三成五 and 3成5, not 3成 5.2
        let number = matches!(next(rest).0, Glyph::None) && !rest.starts_with(['.', '%', '．']);
        // 三成五人: of the people, so many; nobody counts five of them there.
        let people = rest.starts_with(['人', '户', '戶']);
        if symbol == "成" && number && value.low() < ten && (people || !unit_follows(rest)) {
            let part = Number::from_decimal(i128::from(digit), 1)?;
            value = value.try_map(|number| number.checked_add(part))?;
            after = rest;
        }
    }
    if symbol == "折" && value.high() >= ten {
        return None;
    }
    let text_end = found.end + rest.len();
    let mut measured = Measured {
        value,
        unit: UNITS.get(symbol).map(Unit::from_table),
        end: text_end - after.len(),
        ..bare.clone()
    };
    if symbol == "成" {
        half_behind(rest, found.end, &mut measured);
    }
    Some(measured)
}

/// 5个亿 is 500 million, where the noun that 亿 is the head of does not follow:
/// 3个亿元村 are three villages.
fn hundred_millions(rest: &str, found: &Found, bare: &Measured) -> Option<Measured> {
    let after = rest
        .strip_prefix(['个', '個'])?
        .strip_prefix(['亿', '億'])?;
    let next = after.chars().next();
    if next.is_some_and(|next| is_han(next) && !"的了以左多到至和与".contains(next)) {
        return None;
    }
    let times = Number::from(100_000_000);
    let end = found.end + rest.len() - after.len();
    Some(Measured {
        value: found.value.try_map(|number| number.checked_mul(times))?,
        end,
        numeral_end: end,
        ..bare.clone()
    })
}
