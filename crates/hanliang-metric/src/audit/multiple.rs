//! A multiple against the two figures it is of: 由5000元提高到12000元,是2012年的
//! 2.4倍; 由60家增加到120家,翻了一番.

use hanliang_quantity::{Number, Relation};

use super::stated::Stated;
use super::wording::rounded;
use super::{Page, quotient};
use crate::record::{Finding, FindingKind, Metric, Role};

/// How many figures before a multiple the one it is of may stand.
const REACH: usize = 6;

/// Checks the multiple at `at`.
pub(crate) fn check(page: &Page<'_>, at: usize, findings: &mut Vec<Finding>) {
    let Some(metric) = page.metric(at) else {
        return;
    };
    findings.extend(match metric.quantity.symbol() {
        "番" => doublings(page, at),
        "倍" => times(page, at, metric),
        _ => None,
    });
}

/// 由60家增加到120家,翻了一番: how often the one was doubled.
fn doublings(page: &Page<'_>, at: usize) -> Option<Finding> {
    let (from, to) = (at.checked_sub(2)?, at.checked_sub(1)?);
    let (began, arrived) = (page.metric(from)?, page.metric(to)?);
    if began.role != Role::From || arrived.role != Role::To {
        return None;
    }
    page.gap(from, to)?;
    let verb = page.gap(to, at)?.trim_start_matches(['，', ',', '、', ' ']);
    if !matches!(verb, "翻" | "翻了" | "实现翻" | "实现了翻") {
        return None;
    }
    let (first, last, stated) = (page.stated(from)?, page.stated(to)?, page.stated(at)?);
    if first.base != last.base {
        return None;
    }
    let (low, high) = quotient(last.bounds()?, first.bounds()?)?;
    let agrees = doubled(stated, low, high)?;
    let ratio = last.value.checked_div(first.value)?;
    let reckoning = format!(
        "{} ÷ {} = {}",
        page.text(to),
        page.text(from),
        rounded(ratio, 2)
    );
    let certain = [first, last, stated].iter().all(|figure| figure.is_exact());
    page.settle(
        FindingKind::Multiple,
        [to, from, at],
        &reckoning,
        agrees,
        certain,
    )
}

/// Whether a ratio may be stated as so many doublings: rounded to them, from
/// half a doubling less, or cut to them, below one more.
fn doubled(stated: &Stated, low: Number, high: Number) -> Option<bool> {
    let times = (1..=8_u32).find(|times| Number::from(*times) == stated.value)?;
    let power = |exponent: u32| Number::from(1_u32 << exponent);
    let below = low < power(times + 1);
    match stated.relation {
        // The square of the ratio against that of 2^(n − 1/2).
        Relation::Exact => Some(below && high.checked_mul(high)? >= power(2 * times - 1)),
        Relation::More | Relation::AtLeast => Some(below && high >= power(times)),
        _ => None,
    }
}

/// …12000元,是2012年的2.4倍
fn times(page: &Page<'_>, at: usize, metric: &Metric) -> Option<Finding> {
    let now = at.checked_sub(1)?;
    let arrived = page.metric(now)?;
    if matches!(metric.role, Role::Increase | Role::Decrease)
        || !matches!(arrived.role, Role::Level | Role::To)
    {
        return None;
    }
    let words = base_words(page.gap(now, at)?)?;
    let stated = page.stated(at)?;
    let (base, named) = base_figure(page, now, words)?;
    let (first, last) = (page.stated(base)?, page.stated(now)?);
    let interval = quotient(last.bounds()?, first.bounds()?)?;
    let ratio = last.value.checked_div(first.value)?;
    let agrees = stated.agrees(interval, ratio, &[first, last])?;
    let certain = named && [first, last, stated].iter().all(|figure| figure.is_exact());
    let shown = rounded(ratio, stated.decimals.max(2));
    let reckoning = format!("{} ÷ {} = {shown}倍", page.text(now), page.text(base));
    page.settle(
        FindingKind::Multiple,
        [now, base, at],
        &reckoning,
        agrees,
        certain,
    )
}

/// What a multiple is of: 2012年 of ,是2012年的.
fn base_words(gap: &str) -> Option<&str> {
    let words = gap.trim_start_matches(['，', ',', ' ', '（', '(']);
    let verbs = ["相当于", "达到", "约为", "是", "为", "达"];
    let words = verbs.iter().find_map(|verb| words.strip_prefix(verb))?;
    let words = words.strip_suffix('的')?;
    let one = !words.contains(['，', ',', '。', '；', ';', '、', '的']);
    (!words.is_empty() && one && words.chars().count() <= 8).then_some(words)
}

/// The figure of that time before the one at `now`, and whether its time is
/// named in those words.
fn base_figure(page: &Page<'_>, now: usize, words: &str) -> Option<(usize, bool)> {
    let arrived = page.metric(now)?;
    let base = &page.stated(now)?.base;
    let mut near = (0..now)
        .rev()
        .take(REACH)
        .take_while(|&at| page.gap(at, now).is_some())
        .filter(|&at| page.stated(at).is_some_and(|stated| stated.base == *base));
    let alike = |at: usize, metric: &Metric| {
        let same = !page.item(at).is_empty() && page.item(at) == page.item(now);
        metric.role == Role::From && arrived.role == Role::To || metric.role == Role::Level && same
    };
    let of_that_time = |metric: &Metric| {
        let time = metric.time.as_ref();
        time.is_some_and(|time| time.mention.text == words) && metric.time != arrived.time
    };
    let began = now.checked_sub(1).filter(|&at| {
        page.metric(at)
            .is_some_and(|metric| metric.role == Role::From && arrived.role == Role::To)
    });
    let named = near.find(|&at| {
        page.metric(at)
            .is_some_and(|metric| alike(at, metric) && of_that_time(metric))
    });
    named.map(|at| (at, true)).or(began.map(|at| (at, false)))
}
