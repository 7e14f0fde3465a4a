//! Quantities written out, so that [`Quantity::parse`] reads them back.

use crate::error::{Error, ErrorKind};
use crate::numeral::{self, Style};
use crate::unit::UNITS;
use crate::value::Relation;

use super::Quantity;

/// Writes a quantity so that it parses back to the same value, unit and
/// relation: 约, 超过, 不少于, 不到 or 不超过, then the number in this style, for
/// a range both ends, then the unit.
///
/// The unit is the one that the quantity has, as it is written, but for per
/// cent: 百分之 before a number in Chinese characters, % behind digits.
///
/// ```
/// use hanliang_quantity::quantity::format;
/// use hanliang_quantity::{Quantity, Style};
///
/// let weight = Quantity::parse("35000.6公斤")?;
/// assert_eq!(format(&weight, Style::Simplified)?, "三万五千点六公斤");
/// let share = Quantity::parse("约30%")?;
/// assert_eq!(format(&share, Style::Traditional)?, "約百分之三十");
/// let sum = Quantity::parse("10-15万元")?;
/// assert_eq!(format(&sum, Style::Financial)?, "壹拾万至壹拾伍万元");
/// assert_eq!(format(&sum, Style::Mixed)?, "10万至15万元");
/// # Ok::<(), hanliang_quantity::Error>(())
/// ```
///
/// # Errors
///
/// [`ErrorKind::Unwritable`] where nothing that is written so reads back: what
/// [`numeral::format`] refuses, units that stand behind no numeral of the
/// style, and a range behind 百分之 or ¥ whose second magnitude would count for
/// both ends (百分之三至五百).
pub fn format(quantity: &Quantity, style: Style) -> Result<String, Error> {
    let low = numeral::format(quantity.low(), style)?;
    let high = numeral::format(quantity.high(), style)?;
    let (before, behind) = signs(quantity, style);
    let word = word(quantity.relation, style);
    let one = |number: &str| std::format!("{before}{number}{behind}");
    let written = if quantity.value.is_single() {
        [one(&low), String::new()]
    } else {
        // The unit once, or with each end: 三至十万元 is from thirty thousand.
        [
            std::format!("{before}{low}至{high}{behind}"),
            std::format!("{}至{}", one(&low), one(&high)),
        ]
    };
    written
        .into_iter()
        .map(|written| std::format!("{word}{written}"))
        .find(|written| Quantity::parse(written).is_ok_and(|read| is_same(&read, quantity)))
        .ok_or(Error::of_value(ErrorKind::Unwritable))
}

fn is_same(read: &Quantity, quantity: &Quantity) -> bool {
    let unit = |one: &Quantity| one.unit.as_ref().map(|unit| unit.canonical().to_owned());
    read.value == quantity.value
        && read.relation == quantity.relation
        && unit(read) == unit(quantity)
}

/// The unit, before the number or behind it.
fn signs(quantity: &Quantity, style: Style) -> (&str, &str) {
    let symbol = quantity.symbol();
    let is_digits = matches!(style, Style::Arabic | Style::Mixed);
    let is_percent = quantity
        .unit
        .as_ref()
        .is_some_and(|unit| unit.canonical() == "%");
    if is_percent {
        return if is_digits {
            ("", "%")
        } else {
            ("百分之", "")
        };
    }
    let goes_before = UNITS
        .before_figure()
        .iter()
        .any(|(sign, _)| *sign == symbol);
    if goes_before {
        (symbol, "")
    } else {
        ("", symbol)
    }
}

/// The word that states a relation.
const fn word(relation: Relation, style: Style) -> &'static str {
    let is_traditional = matches!(style, Style::Traditional | Style::FinancialTraditional);
    match relation {
        Relation::Exact => "",
        Relation::About if is_traditional => "約",
        Relation::About => "约",
        Relation::More if is_traditional => "超過",
        Relation::More => "超过",
        Relation::AtLeast if is_traditional => "不少於",
        Relation::AtLeast => "不少于",
        Relation::Less => "不到",
        Relation::AtMost if is_traditional => "不超過",
        Relation::AtMost => "不超过",
    }
}
