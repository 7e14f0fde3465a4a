//! What stands before a figure and belongs to it: the sign of a currency, a
//! unit of which there is one, a bracket.

use hanliang_span::is_han;

use crate::number::Number;
use crate::numeral::{Found, Glyph, Shape, glyph};
use crate::unit::{UNITS, Unit};

use super::Quantity;
use super::unit_after::Measured;

/// A unit before its figure that stands for one of it: 米九 is 1.9 metres, 块八
/// 1.8 yuan, 个半小时 an hour and a half, where nothing else stands around.
pub(super) fn with_one_left_out(
    text: &str,
    found: &Found,
    from: usize,
    measured: &mut Measured,
) -> usize {
    let start = found.start;
    let left = text.get(from..start).unwrap_or_default();
    let Some(head) = left.chars().next_back() else {
        return start;
    };
    let rest = text.get(measured.end..).unwrap_or_default();
    if !matches!(head, '米' | '块' | '塊' | '蚊' | '个' | '個' | '分') {
        return start;
    }
    let before = left.get(..left.len() - head.len_utf8()).unwrap_or_default();
    let open_left = before.chars().next_back().is_none_or(|c| {
        !is_han(c) && glyph(c) == Glyph::None || "高约近达到至等了过用花要才".contains(c)
    });
    let open_right = rest
        .chars()
        .next()
        .is_none_or(|c| !is_han(c) || "到至的以左".contains(c));
    let tenth = Number::new(1, 10).unwrap_or(Number::ONE);
    let (form, place, end) = match (head, found.shape, &measured.unit) {
        ('米' | '块' | '塊' | '蚊', Shape::Digit, None) if open_right => {
            (head, tenth, measured.end)
        }
        ('个' | '個', Shape::Half, _) => (head, Number::ONE, measured.end),
        ('分', Shape::Half, None) if rest.starts_with(['钟', '鐘']) => {
            (head, Number::ONE, measured.end + '钟'.len_utf8())
        }
        _ => return start,
    };
    let value = measured
        .value
        .try_map(|part| part.checked_mul(place)?.checked_add(Number::ONE));
    let (true, Some(value)) = (open_left, value) else {
        return start;
    };
    let unit = match (form, &measured.unit) {
        ('分', _) => UNITS.get("分钟").map(Unit::from_table),
        ('个' | '個', Some(unit)) if unit.symbol() == "月" => {
            UNITS.get("个月").map(Unit::from_table)
        }
        ('个' | '個', unit) => unit.clone(),
        (form, _) => UNITS
            .get(form.encode_utf8(&mut [0; 4]))
            .map(Unit::from_table),
    };
    measured.value = value;
    measured.unit = unit;
    measured.end = end;
    from + before.len()
}

/// ¥1.25, 人民币50: the sign is the unit where none stands behind.
pub(super) fn with_sign_before(
    text: &str,
    start: usize,
    from: usize,
    measured: &mut Measured,
) -> usize {
    let left = text.get(from..start).unwrap_or_default();
    let trimmed = left.trim_end_matches([' ', '\u{3000}', '\u{A0}']);
    if left.len() - trimmed.len() > 6 {
        return start;
    }
    let Some(sign) = UNITS.sign_before(trimmed) else {
        return start;
    };
    let latin = sign.symbol.starts_with(|c: char| c.is_ascii_alphabetic());
    let before = trimmed.get(..trimmed.len() - sign.symbol.len());
    let glued =
        latin && before.is_some_and(|before| before.ends_with(|c: char| c.is_ascii_alphanumeric()));
    // 4人民币5美元: the name belongs to the figure before it.
    let taken = before.is_some_and(|before| {
        before
            .chars()
            .next_back()
            .is_some_and(|left| !matches!(glyph(left), Glyph::None | Glyph::Vague))
    });
    // 欧元兑美元1.08 is a rate of exchange.
    let exchange = before.is_some_and(|before| before.ends_with(['兑', '兌', '对', '對']));
    if glued || taken || exchange {
        return start;
    }
    // ¥128起 is a price and where it begins, no cases.
    let sign_alone = !sign.symbol.contains(is_han) && trimmed.len() == left.len();
    if measured
        .unit
        .as_ref()
        .is_some_and(|unit| unit.symbol() == "起")
        && sign_alone
    {
        measured.unit = None;
        measured.end = measured.numeral_end;
    }
    if let Some(unit) = &measured.unit {
        // 港币100元: the name before says whose yuan.
        let generic = matches!(unit.symbol(), "元" | "块" | "塊" | "圆" | "圓" | "块钱");
        if !generic || sign.canonical == unit.definition().canonical {
            return start;
        }
        let sign = sign.with_symbol(unit.symbol().to_owned());
        measured.unit = Some(Unit::written(sign));
        return start;
    }
    measured.unit = Some(Unit::from_table(sign));
    from + trimmed.len() - sign.symbol.len()
}

/// (62.5±8.4)kg begins with its bracket.
pub(super) fn with_brackets(text: &str, found: &Found, quantity: &mut Quantity) {
    let closed = text
        .get(found.end..)
        .is_some_and(|rest| rest.starts_with([')', '）']));
    let open = text
        .get(..found.start)
        .and_then(|left| left.chars().next_back());
    if let (true, true, Some(open)) = (closed, quantity.unit.is_some(), open) {
        quantity.span.start = found.start - open.len_utf8();
        quantity.context = quantity.span;
    }
}
