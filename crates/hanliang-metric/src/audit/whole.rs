//! Shares of one whole against the whole: 公益林占45%,商品林占40%,其他占25%;
//! 产业结构为12.5∶35.3∶52.2.

use hanliang_quantity::{Number, UnitKind};
use hanliang_span::Span;

use super::share::is_growth;
use super::wording::percent;
use super::{Page, finding};
use crate::record::{Finding, FindingKind, Metric, Role};
use crate::tables::audit::{Check, opposites};

/// How many parts a whole may have.
const PARTS: usize = 40;

/// Checks the shares that begin with the figure at `at`.
pub(crate) fn check(page: &Page<'_>, at: usize, findings: &mut Vec<Finding>) {
    findings.extend(shares(page, at).or_else(|| structure(page, at)));
}

/// 公益林占45%,商品林占40%,其他占25%
fn shares(page: &Page<'_>, at: usize) -> Option<Finding> {
    if !is_share(page.metric(at)?) || !says_share(page.lead(at, 16)) {
        return None;
    }
    // Only from the first of them on.
    let before = at
        .checked_sub(1)
        .filter(|&before| page.gap(before, at).is_some());
    if before.is_some_and(|before| page.metric(before).is_some_and(is_share)) {
        return None;
    }
    let parts = run(page, at);
    let rest = parts
        .last()
        .zip(parts.iter().nth_back(1))
        .is_some_and(|(&last, _)| {
            last.checked_sub(1)
                .and_then(|before| page.gap(before, last))
                .is_some_and(|gap| Check::Rest.within(gap))
        });
    if parts.len() < 2 || !(rest || exclude_each_other(page, &parts)) {
        return None;
    }
    let (sum, low, high) = sum_of(page, &parts)?;
    // What falls short of the whole may stand in another sentence.
    let agrees = low <= Number::ONE && Number::ONE <= high;
    if !agrees && (low <= Number::ONE || may_overlap(page, &parts, rest)) {
        return None;
    }
    Some(report(page, &parts, sum, agrees))
}

/// The sum of shares, with the bounds that their rounding gives it; `None` where
/// one is stated as about.
fn sum_of(page: &Page<'_>, parts: &[usize]) -> Option<(Number, Number, Number)> {
    let (mut sum, mut low, mut high) = (Number::ZERO, Number::ZERO, Number::ZERO);
    for &part in parts {
        let stated = page.stated(part).filter(|stated| stated.is_exact())?;
        let bounds = stated.bounds()?;
        sum = sum.checked_add(stated.value)?;
        low = low.checked_add(bounds.0)?;
        high = high.checked_add(bounds.1)?;
    }
    Some((sum, low, high))
}

/// Whether one thing may be counted in several shares: more than one answer was
/// allowed, or there is already nothing left for the rest.
fn may_overlap(page: &Page<'_>, parts: &[usize], rest: bool) -> bool {
    let around = |first: usize, last: usize| {
        let start = page.entry(first)?.context.start;
        let end = page.entry(last)?.context.end;
        let after = page.passage.near(end, 24).split('。').next()?;
        Some([
            page.lead(first, 40),
            page.passage.slice(Span::new(start, end)),
            after,
        ])
    };
    let several = parts
        .first()
        .zip(parts.last())
        .and_then(|(&first, &last)| around(first, last))
        .is_none_or(|words| words.iter().any(|words| Check::Several.within(words)));
    let others = parts
        .get(..parts.len().saturating_sub(1))
        .unwrap_or_default();
    several || rest && sum_of(page, others).is_none_or(|(sum, ..)| sum >= Number::ONE)
}

/// The shares from one on that are of the same whole.
fn run(page: &Page<'_>, at: usize) -> Vec<usize> {
    let mut parts = vec![at];
    for next in at + 1..at + 1 + PARTS {
        let (Some(gap), Some(metric)) = (page.gap(next - 1, next), page.metric(next)) else {
            break;
        };
        if gap.contains("其中") || gap.contains(['（', '(', '）', ')']) {
            break;
        }
        if is_share(metric) {
            if !says_share(gap) {
                break;
            }
            parts.push(next);
        } else if metric.kind != UnitKind::Age && !is_growth(metric) {
            break;
        }
    }
    parts
}

fn is_share(metric: &Metric) -> bool {
    metric.role == Role::Share
        && metric.kind == UnitKind::Percent
        && !metric.quantity.symbol().contains('点')
}

/// Whether nothing but the word for a share stands before the figure, so that
/// no whole of its own is named.
fn says_share(words: &str) -> bool {
    let words = words.trim_end_matches(['为', '达', '是', '了', '到']);
    Check::Share.ends(words)
}

/// Whether no thing is of two of the parts: men and women, ages that do not
/// overlap, the first, second and third industry.
fn exclude_each_other(page: &Page<'_>, parts: &[usize]) -> bool {
    let pairs = parts.iter().enumerate();
    let mut pairs = pairs.flat_map(|(place, &one)| {
        let others = parts.get(place + 1..).unwrap_or_default();
        others.iter().map(move |&other| (one, other))
    });
    pairs.all(|(one, other)| {
        ages_apart(page, one, other) || {
            let (one, other) = (subject(page, one), subject(page, other));
            opposites().any(|(a, b)| {
                one.starts_with(a) && other.starts_with(b)
                    || one.starts_with(b) && other.starts_with(a)
            })
        }
    })
}

/// The words of a share before its verb: 公益林 of 公益林占.
fn subject<'a>(page: &Page<'a>, at: usize) -> &'a str {
    let words = page.lead(at, 24);
    let ends = ['，', ',', '。', '；', ';', '：', ':', '、', '%', '％', '\n'];
    words.rsplit(ends).next().unwrap_or_default()
}

/// Whether the ages before two shares leave each other out.
fn ages_apart(page: &Page<'_>, one: usize, other: usize) -> bool {
    let age = |at: usize| {
        let before = at.checked_sub(1)?;
        page.gap(before, at)
            .filter(|gap| gap.chars().count() <= 8)?;
        page.metric(before)
            .filter(|metric| metric.kind == UnitKind::Age)
    };
    let (Some(one), Some(other)) = (age(one), age(other)) else {
        return false;
    };
    let range = |metric: &Metric| !metric.quantity.value.is_single();
    range(one) && one.quantity.value.high() <= other.quantity.value.low()
}

/// 产业结构为12.5∶35.3∶52.2
fn structure(page: &Page<'_>, at: usize) -> Option<Finding> {
    let mark = |one: usize| {
        page.gap(one, one + 1)
            .is_some_and(|gap| matches!(gap.trim(), ":" | "：" | "∶"))
    };
    if !mark(at) || !mark(at + 1) {
        return None;
    }
    let parts = [at, at + 1, at + 2];
    let after = page.entry(at + 2)?.context.end;
    let goes_on = page.passage.after(after).starts_with([':', '：', '∶']);
    if at.checked_sub(1).is_some_and(mark) || goes_on {
        return None;
    }
    let lead = page.lead(at, 16);
    let lead = lead.rsplit(['，', ',', '。', '；', ';']).next()?;
    if !Check::Structure.within(lead) {
        return None;
    }
    let hundred = Number::from(100);
    let (mut sum, mut low, mut high) = (Number::ZERO, Number::ZERO, Number::ZERO);
    let mut tenths = false;
    for part in parts {
        let stated = page.stated(part)?;
        // A unitless whole number is rounded here, for it is in hundredths.
        let step = stated.step.max(Number::from_decimal(1, stated.decimals)?);
        let half = step.checked_div(Number::from(2))?;
        sum = sum.checked_add(stated.value)?;
        low = low.checked_add(stated.value.checked_sub(half)?)?;
        high = high.checked_add(stated.value.checked_add(half)?)?;
        tenths |= stated.decimals > 0 || stated.value >= Number::from(10);
    }
    let agrees = low <= hundred && hundred <= high;
    // 1∶4∶5 is in tenths.
    (tenths && (agrees || low > hundred)).then(|| {
        let whole = sum.checked_div(hundred)?;
        Some(report(page, &parts, whole, agrees))
    })?
}

fn report(page: &Page<'_>, parts: &[usize], whole: Number, agrees: bool) -> Finding {
    let names: Vec<&str> = parts.iter().map(|&part| page.text(part)).collect();
    let decimals = parts.iter().filter_map(|&part| page.stated(part));
    let decimals = decimals
        .map(|stated| stated.decimals)
        .max()
        .unwrap_or_default();
    let sum = percent(whole, decimals);
    let verdict = if agrees {
        "all of it"
    } else {
        "more than there is"
    };
    let arithmetic = format!("{} = {sum}, {verdict}", names.join(" + "));
    finding(
        FindingKind::Total,
        page.metrics_at(parts),
        arithmetic,
        agrees,
    )
}
