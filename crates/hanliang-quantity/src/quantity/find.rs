//! Quantities found in running text.

use hanliang_span::{Span, is_han};

use crate::kind::UnitKind;
use crate::number::Number;
use crate::numeral::{Found, Scanner, Shape, Zhao, both_below_zero, divided, range_mark};
use crate::unit::{UNITS, Unit};
use crate::value::{Relation, Value};
use crate::wording::Wording;

use super::Quantity;
use super::context::by_context;
use super::interval::interval;
use super::modifier;
use super::race::race_time;
use super::split::with_smaller_units;
use super::unit_after::{Measured, measure};
use super::unit_before::{with_brackets, with_one_left_out, with_sign_before};

/// Reads quantities one behind the other.
#[derive(Clone, Debug)]
pub(super) struct Reader<'t> {
    scanner: Scanner<'t>,
    /// Read, but not yet handed out.
    ahead: Option<Quantity>,
    /// Where the last quantity ended: none begins before it.
    end: usize,
}

impl<'t> Reader<'t> {
    pub(super) fn new(text: &'t str, zhao: Zhao) -> Self {
        Self {
            scanner: Scanner::new(text, zhao),
            ahead: None,
            end: 0,
        }
    }

    /// The next quantity; two that bound one interval are joined.
    pub(super) fn next_quantity(&mut self) -> Option<Quantity> {
        let first = match self.ahead.take() {
            Some(first) => first,
            None => self.read()?,
        };
        if !self.may_be_interval(&first) {
            return Some(first);
        }
        self.ahead = self.read();
        let second = self.ahead.as_ref();
        let joined = second.and_then(|second| interval(self.scanner.text, &first, second));
        if joined.is_some() {
            self.ahead = None;
        }
        Some(joined.unwrap_or(first))
    }

    fn may_be_interval(&self, first: &Quantity) -> bool {
        if matches!(first.relation, Relation::More | Relation::AtLeast) {
            return first.context != first.span;
        }
        let rest = self.scanner.text.get(first.span.end..).unwrap_or_default();
        rest.starts_with(['与', '與', '和'])
    }

    fn read(&mut self) -> Option<Quantity> {
        loop {
            let found = self.scanner.next_found()?;
            if !found.is_ordinal(self.scanner.text) {
                let quantity = self.quantity(&found);
                self.end = quantity.span.end;
                return Some(quantity);
            }
        }
    }

    fn quantity(&mut self, found: &Found) -> Quantity {
        let text = self.scanner.text;
        if let Some(quantity) = percentage(found) {
            let mut quantity = self.up_to_percentage(quantity, found);
            with_relation(text, self.end, &mut quantity);
            return quantity;
        }
        let mut measured = match race_time(text, found) {
            Some(time) => time,
            None => measure(text, found),
        };
        with_smaller_units(&mut self.scanner, &mut measured);
        let start = with_one_left_out(text, found, self.end, &mut measured);
        let start = with_sign_before(text, start, self.end, &mut measured);
        if let Some(unit) = by_context(text, start, &measured) {
            measured.unit = Some(unit);
        }
        if let Some(range) = self
            .up_to(start, &measured)
            .or_else(|| self.give_or_take(&measured))
        {
            measured = range;
        }
        self.scanner.at = self.scanner.at.max(measured.end);
        let span = Span::new(start, measured.end);
        let mut quantity = Quantity {
            span,
            numeral: Span::new(found.start, measured.numeral_end),
            context: span,
            value: measured.value,
            relation: measured.relation,
            unit: measured.unit,
        };
        if found.shape == Shape::Tolerance {
            with_brackets(text, found, &mut quantity);
        }
        with_relation(text, self.end, &mut quantity);
        quantity
    }

    /// 到百分之七 behind 百分之五.
    fn up_to_percentage(&mut self, low: Quantity, found: &Found) -> Quantity {
        let text = self.scanner.text;
        let rest = text.get(low.span.end..).unwrap_or_default();
        let Ok((start, _)) = range_mark(rest) else {
            return low;
        };
        let mut ahead = self.scanner.clone();
        let next = ahead.found_at(text.len() - start.len());
        let high = next.as_ref().and_then(percentage);
        let power = |found: &Found| found.percent.map(|percent| percent.power);
        match high {
            Some(high)
                if low.high() < high.low() && next.as_ref().and_then(power) == power(found) =>
            {
                self.scanner = ahead;
                Quantity {
                    span: low.span.join(high.span),
                    numeral: low.numeral.join(high.numeral),
                    context: low.span.join(high.span),
                    value: Value::between(low.low(), high.high()),
                    ..high
                }
            }
            _ => low,
        }
    }

    /// A tolerance with the unit at both figures: 100g±5g.
    fn give_or_take(&self, middle: &Measured) -> Option<Measured> {
        let text = self.scanner.text;
        let rest = text.get(middle.end..)?.strip_prefix('±')?;
        let mut ahead = self.scanner.clone();
        let found = ahead.found_at(text.len() - rest.len())?;
        let width = measure(text, &found);
        let unit = middle.unit.as_ref()?;
        let same = width
            .unit
            .as_ref()
            .is_some_and(|other| other.canonical() == unit.canonical());
        let single = middle.value.is_single() && width.value.is_single();
        if !same || !single || middle.relation != Relation::Exact {
            return None;
        }
        let (center, width_value) = (middle.value.low(), width.value.low());
        Some(Measured {
            value: Value::between(
                center.checked_sub(width_value)?,
                center.checked_add(width_value)?,
            ),
            relation: Relation::About,
            end: width.end,
            ..middle.clone()
        })
    }

    /// Whether the figure at `written` and the one behind 至 or 到 are no range but what
    /// was and what came of it: 由300亩到3000亩, or a change and its level,
    /// 减少800人至3.6万人.
    fn leads_to(&self, written: usize, low: Value, high: &Measured) -> bool {
        let text = self.scanner.text;
        let (Some(left), Some(after)) = (text.get(..written), text.get(high.end..)) else {
            return false;
        };
        // 从30元到200元不等
        if Wording::Varied.begins(after) {
            return false;
        }
        let left = left.strip_suffix('了').unwrap_or(left);
        let kind = high.unit.as_ref().map(Unit::kind);
        let opens = |lead: &str| !lead.ends_with(|c: char| is_han(c) || c.is_ascii_alphanumeric());
        // 从5公里到10公里，都有补给点: all between.
        let mut behind = after.chars();
        let closes = matches!(behind.next(), Some('，' | ',' | '。'))
            && !matches!(behind.next(), Some('都' | '均' | '各' | '皆' | '全'));
        let grown = left.strip_suffix(['由', '从', '從']).is_some_and(|lead| {
            let measured = !matches!(
                kind,
                Some(UnitKind::Age | UnitKind::Money | UnitKind::Duration | UnitKind::Temperature)
            );
            closes && measured && (left.ends_with('由') || opens(lead))
        });
        let level = || {
            let level = low.high().checked_mul(Number::from(LEVEL));
            level.is_some_and(|level| level < high.value.low())
        };
        grown || kind != Some(UnitKind::Percent) && Wording::Changes.ends(left) && level()
    }

    /// A range with a unit at both ends: 10%—15%, 两升到三升, 5万至8万元.
    fn up_to(&mut self, written: usize, low: &Measured) -> Option<Measured> {
        let text = self.scanner.text;
        let (start, _) = range_mark(text.get(low.end..)?).ok()?;
        let unit = low.unit.as_ref().filter(|unit| ranges(unit, low.value))?;
        let mut ahead = self.scanner.clone();
        ahead.at = text.len() - start.len();
        let place = ahead.at;
        let found = ahead.next_found().filter(|found| found.start == place)?;
        if found.percent.is_some() {
            return None;
        }
        let mut high = measure(text, &found);
        with_smaller_units(&mut ahead, &mut high);
        let low_value = unit.convert(low.value, high.unit.as_ref()?).ok()?;
        // 5℃～-3℃ falls below zero; other ranges rise.
        let falls = unit.kind() == UnitKind::Temperature && high.value.low().is_negative();
        let rises = low_value.high() < high.value.low() || falls;
        if low.relation != Relation::Exact || !rises {
            return None;
        }
        if self.leads_to(written, low_value, &high) {
            return None;
        }
        self.scanner.at = high.end;
        let range = Value::between(low_value.low(), high.value.high());
        high.value = both_below_zero(text.get(written..)?, range);
        Some(high)
    }
}

/// How many times as much as a change the level is that it leads to, at least:
/// 减少800人至3.6万人, but 增加300人至500人 is about so many.
const LEVEL: u32 = 10;

/// Calendar units and numbers that name a day or a year do not make ranges:
/// 6月至8月, 2016年至2018年 are dates.
fn ranges(unit: &Unit, value: Value) -> bool {
    let calendar = matches!(
        unit.symbol(),
        "月" | "月份" | "日" | "号" | "號" | "时" | "時" | "点钟" | "年度" | "季" | "旬"
    );
    let year = unit.canonical() == "a" && value.high() >= Number::from(1000);
    !calendar && !year
}

/// 百分之三: a hundredth is the unit, other powers of ten are stated in per
/// cent, so that what is percent is counted in per cent.
fn percentage(found: &Found) -> Option<Quantity> {
    let percent = found.percent?;
    let unit = UNITS.get("%")?;
    let (value, unit) = if percent.power == 2 {
        // 百分百
        let short = found.start - percent.start == "百分".len();
        let symbol = if short { "百分" } else { "百分之" };
        (found.value, unit.with_symbol(symbol))
    } else {
        let hundred = Number::from(100);
        let value = found
            .value
            .try_map(|number| divided(number.checked_mul(hundred)?, percent.power))?;
        (value, unit.with_symbol("%"))
    };
    let value = match percent.negative {
        true => value.try_map(|number| Some(number.negate()))?,
        false => value,
    };
    let start = percent.start;
    let span = Span::new(start, found.end);
    Some(Quantity {
        span,
        numeral: Span::new(found.start, found.end),
        context: span,
        value,
        relation: found.relation,
        unit: Some(Unit::written(unit)),
    })
}

/// What the words around say of the value.
fn with_relation(text: &str, from: usize, quantity: &mut Quantity) {
    let left = text.get(..quantity.span.start).unwrap_or_default();
    let right = text.get(quantity.span.end..).unwrap_or_default();
    let before = modifier::before(left).filter(|(_, at)| {
        match left.get(*at..) {
            Some("近") => !is_recent_time(quantity) || is_bare(text, quantity),
            // 22日~28日: the tilde leads from the figure before it.
            Some("~" | "～") => *at != from,
            // 上千 is a thousand at least; 网上3家 is three, and so is 山上有三家.
            Some(above) if above.starts_with('上') => {
                above.trim_end() == "上" && is_bare(text, quantity)
            }
            // 过亿元 is more; 过了3天 is past.
            Some(past) if past.starts_with(['过', '過']) => {
                is_bare(text, quantity) && quantity.kind() != UnitKind::Duration
            }
            _ => true,
        }
    });
    let after = modifier::after(right, quantity.kind());
    let mut context = quantity.span;
    let mut relation = quantity.relation;
    if let Some((stated, start)) = before {
        relation = stated;
        context.start = start.min(context.start);
    }
    if let Some((stated, length)) = after {
        // 近12年之久 stays about.
        if stated != Relation::Exact {
            relation = stated;
        }
        context.end = quantity.span.end + length;
    }
    // 1600多万 stays more, whatever 约 stands around it.
    if quantity.relation != Relation::Exact && relation == Relation::About {
        relation = quantity.relation;
    }
    quantity.relation = relation;
    quantity.context = context;
}

/// Whether the numeral begins with a magnitude: 万人次.
fn is_bare(text: &str, quantity: &Quantity) -> bool {
    let numeral = quantity.numeral.of(text);
    numeral.is_some_and(|numeral| numeral.starts_with(['百', '千', '万', '萬', '亿', '億']))
}

/// 近两年 is the last two years, not nearly two; 近万年 is nearly, and so is
/// an age, 近70岁.
fn is_recent_time(quantity: &Quantity) -> bool {
    quantity.unit.as_ref().is_some_and(|unit| {
        unit.kind() == UnitKind::Duration
            && matches!(
                unit.canonical(),
                "a" | "mo" | "d" | "wk" | "世纪" | "季度" | "季" | "学期" | "旬"
            )
    })
}
