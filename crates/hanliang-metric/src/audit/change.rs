//! A stated change against the figures it leads between: 由54%提高到96%,
//! 提高42个百分点; 49746万吨,比上年增加1344万吨,增产2.8%.

use hanliang_quantity::{Number, UnitKind};

use super::stated::Stated;
use super::wording::{percent, rounded};
use super::{Page, finding};
use crate::record::{Finding, FindingKind, Metric, Role};

/// Words that make a change another than the plain difference.
const OTHERWISE: [&str; 14] = [
    "年均",
    "月均",
    "实际",
    "扣除",
    "可比",
    "同口径",
    "名义",
    "累计",
    "环比",
    "同比",
    "平均",
    "比",
    "较",
    "其中",
];
/// The verbs of a change alone.
const VERBS: [&str; 28] = [
    "增长", "增加", "增产", "增收", "增幅", "上升", "上涨", "提高", "提升", "扩大", "涨幅", "升幅",
    "下降", "减少", "降低", "下跌", "减产", "降幅", "跌幅", "缩减", "缩小", "回落", "增", "升",
    "涨", "减", "降", "跌",
];

/// Checks the change that ends in the figure at `at`.
pub(crate) fn check(page: &Page<'_>, at: usize, findings: &mut Vec<Finding>) {
    findings.extend(
        ends_and_change(page, at)
            .or_else(|| level_and_changes(page, at))
            .or_else(|| level_and_base(page, at)),
    );
}

/// From, to and the change stated after them.
fn ends_and_change(page: &Page<'_>, at: usize) -> Option<Finding> {
    let (from, to) = (at.checked_sub(2)?, at.checked_sub(1)?);
    let (began, arrived, change) = (page.metric(from)?, page.metric(to)?, page.metric(at)?);
    if began.role != Role::From || arrived.role != Role::To || !is_change(change) {
        return None;
    }
    page.gap(from, to)?;
    let gap = page.gap(to, at)?;
    if !is_plain_verb(gap) {
        return None;
    }
    let (first, last, stated) = (page.stated(from)?, page.stated(to)?, page.stated(at)?);
    if first.base != last.base {
        return None;
    }
    let sign = |number: Number| {
        if change.role == Role::Decrease {
            number.negate()
        } else {
            number
        }
    };
    let difference = sign(last.value.checked_sub(first.value)?);
    let (low, high) = (first.bounds()?, last.bounds()?);
    let ends = (high.0.checked_sub(low.1)?, high.1.checked_sub(low.0)?);
    let ends = order(sign(ends.0), sign(ends.1));
    let points = change.quantity.symbol().contains("点");
    let metrics = [from, to, at]
        .iter()
        .filter_map(|&at| Some(page.entry(at)?.metric))
        .collect();
    let (one, other, shown) = (page.text(from), page.text(to), page.text(at));
    let (larger, smaller) = if change.role == Role::Decrease {
        (one, other)
    } else {
        (other, one)
    };
    if arrived.kind == UnitKind::Percent && change.kind == UnitKind::Percent {
        // 由54%提高到96%,提高42%: points or a ratio, it is not said which.
        if !points {
            return None;
        }
        // Points are hundredths.
        let hundred = Number::from(100);
        let ends = (ends.0.checked_mul(hundred)?, ends.1.checked_mul(hundred)?);
        let agrees = stated.fits(ends)?;
        let result = percent(difference, stated.decimals.max(2));
        let arithmetic = verdict(&format!("{larger} − {smaller} = {result}"), shown, agrees);
        return settle(metrics, arithmetic, agrees, &[first, last, stated]);
    }
    if change.kind == UnitKind::Percent && !points {
        let ratio = difference.checked_div(first.value)?;
        let interval = over(ends, low)?;
        let agrees = stated.fits(interval)?;
        let result = percent(ratio, stated.decimals);
        let arithmetic = verdict(
            &format!("({larger} − {smaller}) ÷ {one} = {result}"),
            shown,
            agrees,
        );
        return settle(metrics, arithmetic, agrees, &[first, last, stated]);
    }
    if stated.base == first.base {
        let agrees = stated.fits(ends)?;
        let unit = change.quantity.unit.as_ref();
        let result = in_unit(difference, unit, stated.decimals);
        let arithmetic = verdict(&format!("{larger} − {smaller} = {result}"), shown, agrees);
        return settle(metrics, arithmetic, agrees, &[first, last, stated]);
    }
    None
}

/// A level, what it is compared with, and the difference: 600人,比去年的500人
/// 增加100人; 与普查的3600人相比,增加250人.
fn level_and_base(page: &Page<'_>, at: usize) -> Option<Finding> {
    let (level, base) = (at.checked_sub(2)?, at.checked_sub(1)?);
    let (now, then, change) = (page.metric(level)?, page.metric(base)?, page.metric(at)?);
    let lead = page.gap(level, base)?;
    let compared = lead.rsplit_once(['，', ',']).is_some_and(|(_, last)| {
        last.starts_with(['比', '较', '与', '同']) && last.ends_with('的')
    });
    if !compared
        || lead.chars().count() > 24
        || now.role != Role::Level
        || then.role != Role::Level
        || !is_change(change)
        || then.item != now.item
        || then.item.is_none()
        || !is_plain_verb(without_compared(page.gap(base, at)?))
    {
        return None;
    }
    let (last, first, stated) = (page.stated(level)?, page.stated(base)?, page.stated(at)?);
    if first.base != last.base || first.base != stated.base {
        return None;
    }
    let (larger, smaller) = if change.role == Role::Decrease {
        (first, last)
    } else {
        (last, first)
    };
    let (high, low) = (larger.bounds()?, smaller.bounds()?);
    let agrees = stated.fits((high.0.checked_sub(low.1)?, high.1.checked_sub(low.0)?))?;
    let difference = larger.value.checked_sub(smaller.value)?;
    let (one, other) = if change.role == Role::Decrease {
        (page.text(base), page.text(level))
    } else {
        (page.text(level), page.text(base))
    };
    let result = in_unit(difference, change.quantity.unit.as_ref(), stated.decimals);
    let arithmetic = verdict(
        &format!("{one} − {other} = {result}"),
        page.text(at),
        agrees,
    );
    let metrics = [base, level, at]
        .iter()
        .filter_map(|&at| Some(page.entry(at)?.metric))
        .collect();
    settle(metrics, arithmetic, agrees, &[first, last, stated])
}

/// The words after what is compared with, without 相比.
fn without_compared(gap: &str) -> &str {
    gap.trim_start_matches("相比").trim_start_matches("相较")
}

/// A level, by how much it changed, and by how many per cent.
fn level_and_changes(page: &Page<'_>, at: usize) -> Option<Finding> {
    let (level, middle) = (at.checked_sub(2)?, at.checked_sub(1)?);
    let base = page.metric(level)?;
    let (first, second) = (page.metric(middle)?, page.metric(at)?);
    if base.role != Role::Level || !is_change(first) || first.role != second.role {
        return None;
    }
    let (amount, rate) = match (first.kind, second.kind) {
        (UnitKind::Percent, UnitKind::Percent) => return None,
        (_, UnitKind::Percent) => (middle, at),
        (UnitKind::Percent, _) => (at, middle),
        _ => return None,
    };
    if page.metric(rate)?.quantity.symbol().contains("点") {
        return None;
    }
    // One thing, one comparison: …吨,比上年增加…吨,增产….
    let gap = page.gap(level, middle)?;
    // 与普查的3600人相比,增加250人,增长6.9%: the change began there.
    let began = without_compared(gap).len() < gap.len();
    let compared = gap.contains('比') || gap.contains('较') || gap.contains("同期");
    if !compared
        || gap.chars().count() > 20
        || gap.contains(['；', ';', '、'])
        || gap.contains("其中")
        || !is_plain_verb(page.gap(middle, at)?)
        || base.item.is_none()
        || base.item != first.item
    {
        return None;
    }
    let odd = ["实际", "扣除", "可比", "同口径"];
    if odd.iter().any(|word| gap.contains(word)) {
        return None;
    }
    let (total, step, stated) = (
        page.stated(level)?,
        page.stated(amount)?,
        page.stated(rate)?,
    );
    if total.base != step.base || base.quantity.symbol().is_empty() {
        return None;
    }
    let grew = first.role == Role::Increase;
    let before = |total: Number, step: Number| {
        if began {
            Some(total)
        } else if grew {
            total.checked_sub(step)
        } else {
            total.checked_add(step)
        }
    };
    let start = before(total.value, step.value)?;
    if start.is_negative() || start.is_zero() {
        return None;
    }
    let ratio = step.value.checked_div(start)?;
    let (low, high) = (total.bounds()?, step.bounds()?);
    let starts = if began {
        low
    } else if grew {
        (low.0.checked_sub(high.1)?, low.1.checked_sub(high.0)?)
    } else {
        (low.0.checked_add(high.0)?, low.1.checked_add(high.1)?)
    };
    let agrees = stated.fits(super::quotient(high, starts)?)?;
    let sign = if grew { "−" } else { "+" };
    let (whole, result) = (page.text(level), percent(ratio, stated.decimals));
    let part = page.text(amount);
    let reckoning = if began {
        format!("{part} ÷ {whole} = {result}")
    } else {
        format!("{part} ÷ ({whole} {sign} {part}) = {result}")
    };
    let arithmetic = verdict(&reckoning, page.text(rate), agrees);
    let metrics = [level, amount, rate]
        .iter()
        .filter_map(|&at| Some(page.entry(at)?.metric))
        .collect();
    settle(metrics, arithmetic, agrees, &[total, step, stated])
}

fn is_change(metric: &Metric) -> bool {
    matches!(metric.role, Role::Increase | Role::Decrease)
}

/// Nothing but a verb of change, so that the change is the plain one.
fn is_plain_verb(gap: &str) -> bool {
    if OTHERWISE.iter().any(|word| gap.contains(word)) {
        return false;
    }
    let bare = gap
        .trim_start_matches(['，', ',', '、', ' ', '（', '('])
        .trim_end_matches(['了', '达', '为', '约', '到', '近', '超', '过', '出'])
        .trim_start_matches("即")
        .trim_start_matches("净");
    VERBS.contains(&bare)
}

fn order(one: Number, other: Number) -> (Number, Number) {
    (one.min(other), one.max(other))
}

/// A difference over the figure it began from.
fn over(ends: (Number, Number), from: (Number, Number)) -> Option<(Number, Number)> {
    if from.0.is_negative() || from.0.is_zero() {
        return None;
    }
    let all = [
        ends.0.checked_div(from.0)?,
        ends.0.checked_div(from.1)?,
        ends.1.checked_div(from.0)?,
        ends.1.checked_div(from.1)?,
    ];
    Some((*all.iter().min()?, *all.iter().max()?))
}

/// A number of base units in the unit of a figure.
fn in_unit(number: Number, unit: Option<&hanliang_quantity::Unit>, decimals: u32) -> String {
    let Some(unit) = unit else {
        return rounded(number, decimals);
    };
    let one = unit
        .to_base(Number::ONE.into())
        .and_then(|one| number.checked_div(one.low()));
    match one {
        Some(number) => format!("{}{}", rounded(number, decimals.max(2)), unit.symbol()),
        None => rounded(number, decimals),
    }
}

fn verdict(reckoning: &str, stated: &str, agrees: bool) -> String {
    if agrees {
        format!("{reckoning}, stated as {stated}")
    } else {
        format!("{reckoning}, but {stated} is stated")
    }
}

/// A contradiction counts only where every figure is exact.
fn settle(
    metrics: Vec<usize>,
    arithmetic: String,
    agrees: bool,
    figures: &[&Stated],
) -> Option<Finding> {
    (agrees || figures.iter().all(|figure| figure.is_exact()))
        .then(|| finding(FindingKind::Change, metrics, arithmetic, agrees))
}
