//! A part against the whole it is said to be of: 48家,其中民办56家.

use hanliang_quantity::UnitKind;

use super::share::is_amount;
use super::{Page, finding, is_mean};
use crate::record::{Finding, FindingKind};
use crate::tables::audit::Check;

/// Checks the part at `at`; only one greater than its whole is told.
pub(crate) fn check(page: &Page<'_>, at: usize, findings: &mut Vec<Finding>) {
    findings.extend(greater(page, at));
}

fn greater(page: &Page<'_>, at: usize) -> Option<Finding> {
    let whole = at.checked_sub(1)?;
    let gap = page.gap(whole, at)?;
    let words = gap
        .trim_start_matches(['，', ',', '（', '(', ' '])
        .strip_prefix("其中")?;
    let plain = !words.contains(['，', ',', '；', ';', '：', ':', '（', '(']);
    if !plain || words.chars().count() > 12 {
        return None;
    }
    let (metric, part) = (page.metric(whole)?, page.metric(at)?);
    let (of, stated) = (page.stated(whole)?, page.stated(at)?);
    let certain = of.is_exact() && stated.is_exact() && of.base == stated.base;
    // Few are greater: that is asked before their words.
    if !certain || stated.bounds()?.0 <= of.bounds()?.1 {
        return None;
    }
    // Parts that may be negative, and parts of another time or place.
    let net = [page.item(whole), page.item(at), words]
        .iter()
        .any(|words| Check::Net.within(words));
    let elsewhere = words.contains('年') || Check::Elsewhere.within(words);
    let apart = elsewhere
        || metric.per != part.per
        || part.scope.is_some() && metric.scope != part.scope
        || part.time.is_some() && metric.time != part.time;
    let counted = !matches!(metric.kind, UnitKind::Length | UnitKind::Other);
    if is_mean(metric) || !is_amount(metric) || !is_amount(part) || net || apart || !counted {
        return None;
    }
    same_head(page.item(whole), page.item(at)).then(|| {
        let arithmetic = format!("{} > {}, the whole of it", page.text(at), page.text(whole));
        let metrics = page.metrics_at(&[at, whole]);
        finding(FindingKind::Part, metrics, arithmetic, false)
    })
}

/// Whether two nouns end alike, in two characters or in one that is the whole
/// of a head: 病人 and 住院病人, 在校生 and 寄宿生.
fn same_head(one: &str, other: &str) -> bool {
    let tail = |text: &str, count: usize| -> String {
        let from = text.chars().count().saturating_sub(count);
        text.chars().skip(from).collect()
    };
    let person = ['生', '员', '工', '人', '户', '者', '民'];
    !one.is_empty()
        && !other.is_empty()
        && (tail(one, 2) == tail(other, 2)
            || one.ends_with(person) && tail(one, 1) == tail(other, 1))
}
