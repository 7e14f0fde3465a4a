//! Two figures that bound one interval: 大于20小于35, 10与20之间.

use hanliang_span::Span;

use crate::numeral::blanks;
use crate::value::{Relation, Value};
use crate::wording::Wording;

use super::Quantity;

/// The interval of 大于20小于35, 10以上20以下, 10与20之间.
pub(super) fn interval(text: &str, first: &Quantity, second: &Quantity) -> Option<Quantity> {
    let compatible = match (&first.unit, &second.unit) {
        (None, _) => true,
        (Some(one), Some(other)) => one.canonical() == other.canonical(),
        (Some(_), None) => false,
    };
    if !compatible || first.high() >= second.low() {
        return None;
    }
    let between = text.get(first.context.end..second.context.start)?;
    let between = blanks(between).trim_end_matches(' ');
    let bounds = matches!(first.relation, Relation::More | Relation::AtLeast)
        && matches!(second.relation, Relation::Less | Relation::AtMost)
        && (between.is_empty() || Wording::Joins.is(between))
        // 不低于1亿元且不超过2亿元: each bound is stated with its unit.
        && (first.unit.is_none() || between.is_empty());
    let after = text.get(second.span.end..)?;
    let inside = matches!(between, "与" | "與" | "和")
        && (after.starts_with("之间") || after.starts_with("之間"))
        && first.relation == Relation::Exact;
    if !bounds && !inside {
        return None;
    }
    let end = if inside {
        second.span.end + "之间".len()
    } else {
        second.context.end
    };
    Some(Quantity {
        span: first.span.join(second.span),
        numeral: first.numeral.join(second.numeral),
        context: Span::new(first.context.start, end),
        value: Value::between(first.low(), second.high()),
        relation: Relation::Exact,
        unit: second.unit.clone(),
    })
}
