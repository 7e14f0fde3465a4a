//! A mean against its total and what it is over: 社员120户,分红36万元,户均3000元.

use hanliang_quantity::Number;

use super::share::is_amount;
use super::{Page, finding, quotient};
use crate::record::{Finding, FindingKind, Metric};

/// Checks the mean at `at` against the two figures before it.
pub(crate) fn check(page: &Page<'_>, at: usize, findings: &mut Vec<Finding>) {
    findings.extend(mean(page, at));
}

fn mean(page: &Page<'_>, at: usize) -> Option<Finding> {
    let (one, other) = (at.checked_sub(2)?, at.checked_sub(1)?);
    let (first, gap) = (page.gap(one, other)?, page.gap(other, at)?);
    let long = |gap: &str| gap.chars().count() > 20 || gap.contains(['；', ';', '、', '。']);
    if long(first) || long(gap) || !is_amount(page.metric(at)?) {
        return None;
    }
    let over = denominator(page.metric(at)?, page.metric(other)?.mention.span().end)?;
    let counts = |at: usize| {
        page.metric(at)
            .is_some_and(|metric| is_counted_by(metric, over))
    };
    let (count, total) = match (counts(one), counts(other)) {
        (true, false) => (one, other),
        (false, true) => (other, one),
        _ => return None,
    };
    let (whole, number, stated) = (page.stated(total)?, page.stated(count)?, page.stated(at)?);
    let amounts = is_amount(page.metric(total)?) && is_amount(page.metric(count)?);
    if whole.base != stated.base || number.base == stated.base || !amounts {
        return None;
    }
    // Round figures may have been rounded to their zeros.
    let (sum, share) = (whole.as_rounded()?, stated.as_rounded()?);
    // 10亩 counts ten, though it is so many square metres.
    let one = Number::ONE.checked_div(in_base(page.metric(count)?)?)?;
    let (low, high) = number.bounds()?;
    let counted = (low.checked_mul(one)?, high.checked_mul(one)?);
    let interval = quotient(sum.bounds()?, counted)?;
    let ratio = whole.value.checked_div(number.value.checked_mul(one)?)?;
    let agrees = share.agrees(interval, ratio, &[&sum, number])?;
    let exact = [whole, number, stated]
        .iter()
        .all(|figure| figure.is_exact());
    let certain = exact && is_of_the_total(page, total, at, gap);
    if !(agrees || certain) {
        return None;
    }
    let result = page.said(at, ratio, stated.decimals.max(2));
    let verdict = page.verdict(at, agrees);
    let arithmetic = format!(
        "{} ÷ {} = {result}, {verdict}",
        page.text(total),
        page.text(count)
    );
    let metrics = page.metrics_at(&[total, count, at]);
    Some(finding(FindingKind::Mean, metrics, arithmetic, agrees))
}

/// How many base units the unit of a figure is.
fn in_base(metric: &Metric) -> Option<Number> {
    let Some(unit) = &metric.quantity.unit else {
        return Some(Number::ONE);
    };
    Some(unit.to_base(Number::ONE.into())?.low())
}

/// What a mean is over, as it is said behind `from`: 户 of 户均, 公里 of 每公里. What
/// was said before of another figure is a price: 每盒12元,两盒20元.
fn denominator(metric: &Metric, from: usize) -> Option<&str> {
    // A mean over time as well (月人均) is none of the total.
    let mut named = metric.per.iter().filter(|per| per.text != "平均");
    let (per, none) = (named.next()?, named.next());
    if per.span().start < from {
        return None;
    }
    let word = per
        .text
        .strip_suffix('均')
        .or_else(|| per.text.strip_prefix('每'))?;
    let time = word.ends_with(['年', '月', '日', '天', '周', '时', '季', '分', '秒', '平']);
    (none.is_none() && !word.is_empty() && !time).then_some(word)
}

/// Whether a figure counts what a mean is over: 120户 for 户均, 320名社员 for
/// 人均, 45个班 for 每班.
fn is_counted_by(metric: &Metric, over: &str) -> bool {
    let unit = metric.quantity.symbol();
    let item = metric.item.as_ref().map_or("", |item| item.text.as_str());
    let over = over
        .strip_prefix(['个', '名', '位'])
        .filter(|noun| !noun.is_empty())
        .unwrap_or(over);
    unit == over
        || over == "人" && matches!(unit, "名" | "位" | "人")
        || matches!(unit, "个" | "所" | "家" | "座") && item.ends_with(over)
}

/// Whether the mean is of that total and nothing else: of the same things, and
/// of the same time.
fn is_of_the_total(page: &Page<'_>, total: usize, at: usize, gap: &str) -> bool {
    let (Some(whole), Some(mean)) = (page.metric(total), page.metric(at)) else {
        return false;
    };
    let times = [&whole.time, &mean.time];
    let same_time = whole.time == mean.time || times.iter().any(|time| time.is_none());
    let words = gap.trim_start_matches(['，', ',', ' ']);
    let bare = mean
        .per
        .iter()
        .fold(words.to_owned(), |words, per| words.replace(&per.text, ""));
    let bare = bare.trim_end_matches(['为', '约', '达', '是', '有']);
    let same = bare.is_empty() || page.item(total).ends_with(bare);
    same && same_time && whole.scope == mean.scope
}
