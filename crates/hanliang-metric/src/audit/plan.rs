//! What was done against what was planned: 年初预算80万元,支出决算92万元,完成预算的
//! 115%; 52.3亿元,为年初预算50亿元的104.6%.

use hanliang_quantity::UnitKind;

use super::share::is_amount;
use super::wording::percent;
use super::{Page, finding, quotient};
use crate::record::{Finding, FindingKind};
use crate::tables::audit::Check;

/// Checks the rate at `at`.
pub(crate) fn check(page: &Page<'_>, at: usize, findings: &mut Vec<Finding>) {
    findings.extend(plan_in_phrase(page, at).or_else(|| plan_before(page, at)));
}

/// 52.3亿元,为年初预算50亿元的104.6%
fn plan_in_phrase(page: &Page<'_>, at: usize) -> Option<Finding> {
    let (done, plan) = (at.checked_sub(2)?, at.checked_sub(1)?);
    if page.gap(plan, at)? != "的" {
        return None;
    }
    let gap = page.gap(done, plan)?;
    let words = gap.trim_start_matches(['，', ',', ' ', '（', '(']);
    let verbs = ["占", "为", "是", "完成", "达到", "相当于"];
    let verb = verbs.iter().find(|verb| words.starts_with(**verb))?;
    let words = words.strip_prefix(verb)?;
    // Less than the plan is a share of it, which is looked at there.
    if *verb == "占" && page.stated(done)?.value < page.stated(plan)?.value {
        return None;
    }
    let named = Check::Planned.ends(words);
    let one = !words.contains(['，', ',', '。', '；', ';', '、']) && words.chars().count() <= 12;
    (named && one).then(|| reckon(page, done, plan, at, true))?
}

/// 年初预算80万元,支出决算92万元,完成预算的115%
fn plan_before(page: &Page<'_>, at: usize) -> Option<Finding> {
    let (one, other) = (at.checked_sub(2)?, at.checked_sub(1)?);
    let rate = rate_words(page.gap(other, at)?)?;
    let (before, between) = (clause_before(page, one), page.gap(one, other)?);
    let kind = Check::Planned.found_in(rate)?;
    if between.chars().count() > 24 || between.contains(['；', ';']) {
        return None;
    }
    // Of the two, one is planned; and no other plan stands in the sentence.
    let planned = [before.contains(kind), between.contains(kind)];
    let (plan, done, words) = match planned {
        [true, false] => (one, other, between),
        [false, true] => (other, one, before),
        _ => return None,
    };
    let earlier = page.lead(one, 120);
    let earlier = earlier.rsplit(['。', '\n']).next().unwrap_or_default();
    let earlier = earlier.strip_suffix(before).unwrap_or(earlier);
    let alone = !Check::Planned.within(earlier);
    // The plan of a year is not that of a stage, nor the one that was altered.
    let stated = if planned[0] { before } else { between };
    let qualifier = rate.split(kind).next().unwrap_or_default();
    let after = page.passage.near(page.entry(at)?.context.end, 8);
    let same =
        stated.contains(qualifier) && !stated.contains("调整") && !after.starts_with(['（', '(']);
    let certain = Check::Done.within(words) && alone && same;
    reckon(page, done, plan, at, certain)
}

/// The words before a figure in its clause.
fn clause_before<'a>(page: &Page<'a>, at: usize) -> &'a str {
    let words = page.lead(at, 24);
    words
        .rsplit(['，', ',', '。', '；', ';', '\n'])
        .next()
        .unwrap_or_default()
}

/// What a rate is said to be of: 年初预算 of ,完成年初预算的.
fn rate_words(gap: &str) -> Option<&str> {
    let words = gap.trim_start_matches(['，', ',', ' ', '（', '(']);
    let words = words.strip_suffix('的')?;
    let verbs = ["完成", "占", "为", "是"];
    let words = verbs.iter().find_map(|verb| words.strip_prefix(verb))?;
    let words = words.trim_start_matches('了');
    let one = !words.contains(['，', ',', '。', '；', ';', '、', '的']);
    (one && words.chars().count() <= 8).then_some(words)
}

fn reckon(page: &Page<'_>, done: usize, plan: usize, at: usize, certain: bool) -> Option<Finding> {
    let rate = page.metric(at)?;
    let points = rate.quantity.symbol().contains('点');
    let amounts = is_amount(page.metric(done)?) && is_amount(page.metric(plan)?);
    let (actual, planned, stated) = (page.stated(done)?, page.stated(plan)?, page.stated(at)?);
    if rate.kind != UnitKind::Percent || points || !amounts || actual.base != planned.base {
        return None;
    }
    let interval = quotient(actual.bounds()?, planned.bounds()?)?;
    let ratio = actual.value.checked_div(planned.value)?;
    let agrees = stated.agrees(interval, ratio, &[actual, planned])?;
    let exact = [actual, planned, stated]
        .iter()
        .all(|figure| figure.is_exact());
    if !(agrees || certain && exact) {
        return None;
    }
    let verdict = page.verdict(at, agrees);
    let arithmetic = format!(
        "{} ÷ {} = {}, {verdict}",
        page.text(done),
        page.text(plan),
        percent(ratio, stated.decimals + 2)
    );
    let metrics = page.metrics_at(&[done, plan, at]);
    Some(finding(FindingKind::Plan, metrics, arithmetic, agrees))
}
