//! Parts against the total they are said to make: 341例,其中A137例、B94例、
//! 其他110例; A50人、B60人,合计110人.

use hanliang_quantity::Number;

use super::stated::Stated;
use super::{Page, finding, is_mean};
use crate::record::{Finding, FindingKind, Role};
use crate::tables::audit::{Check, opposites};

/// How many parts a total may have.
const PARTS: usize = 40;

/// Checks the total at `at`, whether its parts stand after it or before.
pub(crate) fn check(page: &Page<'_>, at: usize, findings: &mut Vec<Finding>) {
    findings.extend(parts_after(page, at));
    findings.extend(parts_before(page, at));
}

/// 341例死亡,其中…
fn parts_after(page: &Page<'_>, at: usize) -> Option<Finding> {
    let total = page.stated(at)?;
    let gap = page.gap(at, at + 1)?;
    if !gap.contains("其中") || gap.contains(['；', ';']) {
        return None;
    }
    let level = page.metric(at)?.role == Role::Level && !is_mean(page.metric(at)?);
    let (parts, mut rest) = listed_after(page, at, total);
    if parts.len() < 2 {
        return None;
    }
    // 男180名、女120名 are all there are.
    if let [one, other] = parts[..] {
        rest |= page.item(one).starts_with('男') && page.item(other).starts_with('女');
    }
    let agrees = adds_up(page, &parts, total)?;
    // 5200人、2600人、850人,其余往届生…: all without the last, which begins
    // anew.
    if !agrees && adds_up(page, parts.get(..parts.len() - 1)?, total)? {
        return None;
    }
    let opposite = is_opposite(page, &parts) && exceeds(page, &parts, total)?;
    let certain =
        (rest && is_one_list(page, &parts) || opposite) && level && exact(page, &parts, total);
    (agrees || certain).then(|| report(page, &parts, at, agrees))?
}

/// The parts that are listed behind a total, and whether the last is said to
/// be the rest (其余).
fn listed_after(page: &Page<'_>, at: usize, total: &Stated) -> (Vec<usize>, bool) {
    let mut parts = Vec::new();
    let mut last = at;
    let mut depth = 0_i32;
    for next in at + 1..at + 1 + PARTS {
        let Some(gap) = page.gap(last, next) else {
            break;
        };
        // A second 其中 opens the parts of a part.
        if gap.contains(['；', ';']) || (next > at + 1 && gap.contains("其中")) {
            break;
        }
        last = next;
        // 800人(女工300人): the parts of a part; and no further than the
        // bracket that holds all parts.
        if !parts.is_empty() {
            depth += nesting(gap);
        }
        if depth < 0 {
            break;
        }
        if depth > 0 {
            continue;
        }
        if same_kind(page, at, next) {
            parts.push(next);
            if Check::Rest.within(gap) {
                return (parts, true);
            }
            continue;
        }
        // Shares of the parts stand between them: 占40%.
        let stated = page.stated(next);
        if stated.is_some_and(|stated| stated.base == total.base) {
            break;
        }
    }
    (parts, false)
}

/// By how many brackets the words go deeper.
fn nesting(gap: &str) -> i32 {
    gap.chars()
        .map(|c| match c {
            '（' | '(' => 1,
            '）' | ')' => -1,
            _ => 0,
        })
        .sum()
}

/// Whether all parts but the last, which may stand off, follow one another by
/// the same mark: with 、 and ， mixed they are divided twice over.
fn is_one_list(page: &Page<'_>, parts: &[usize]) -> bool {
    let mut marks = parts
        .get(..parts.len().saturating_sub(1))
        .unwrap_or_default()
        .windows(2)
        .filter_map(|pair| page.gap(*pair.first()?, *pair.last()?)?.chars().next());
    let first = marks.next();
    marks.all(|mark| Some(mark) == first)
}

/// Whether the parts are such that nothing is two of them.
fn is_opposite(page: &Page<'_>, parts: &[usize]) -> bool {
    let rest = |place: usize| parts.get(place + 1..).unwrap_or_default();
    let mut pairs = parts
        .iter()
        .enumerate()
        .flat_map(|(place, &one)| rest(place).iter().map(move |&other| (one, other)));
    pairs.all(|(one, other)| are_opposite(page, one, other))
}

fn are_opposite(page: &Page<'_>, one: usize, other: usize) -> bool {
    let words = |at: usize, gap: Option<&str>| {
        let gap = gap.unwrap_or_default();
        let last = gap.rsplit(['，', ',', '、', '：', ':']).next();
        let named = last.unwrap_or_default().trim_start_matches("其中");
        [named.to_owned(), page.item(at).to_owned()]
    };
    let before = |at: usize| page.gap(at.checked_sub(1)?, at);
    let (first, second) = (words(one, before(one)), words(other, before(other)));
    let begins = |words: &[String], with: &str| words.iter().any(|word| word.starts_with(with));
    opposites().any(|(a, b)| {
        begins(&first, a) && begins(&second, b) || begins(&first, b) && begins(&second, a)
    })
}

/// Whether the parts are more than the total, whatever was rounded.
fn exceeds(page: &Page<'_>, parts: &[usize], total: &Stated) -> Option<bool> {
    let mut low = Number::ZERO;
    for &part in parts {
        low = low.checked_add(page.stated(part)?.bounds()?.0)?;
    }
    Some(low > total.bounds()?.1)
}

/// 男50人、女60人,合计110人
fn parts_before(page: &Page<'_>, at: usize) -> Option<Finding> {
    let total = page.stated(at)?;
    let lead = page
        .lead(at, 6)
        .trim_end_matches(['为', '达', '有', '约', '了', '到', '超', '过']);
    let sum = Check::Sum.ends(lead);
    if !sum && !lead.ends_with('共') {
        return None;
    }
    // The list, backwards from the total.
    let mut run = Vec::new();
    let mut next = at;
    while let Some(part) = next.checked_sub(1).filter(|_| run.len() < PARTS) {
        let Some(gap) = page.gap(part, next) else {
            break;
        };
        if gap.contains(['；', ';']) {
            break;
        }
        next = part;
        if same_kind(page, at, part) {
            run.push(part);
        } else if page
            .stated(part)
            .is_some_and(|stated| stated.base == total.base)
        {
            break;
        }
    }
    run.reverse();
    if run.len() < 2 {
        return None;
    }
    // The sum may be of the last of them only.
    for start in 0..run.len() - 1 {
        let parts = run.get(start..)?;
        if adds_up(page, parts, total) == Some(true) {
            return report(page, parts, at, true);
        }
    }
    // Nothing but the word for the sum: in 3天合计 each part counts thrice.
    let close = page.gap(*run.last()?, at).is_some_and(|gap| {
        let word = gap
            .trim_start_matches(['，', ',', '、', ' '])
            .trim_end_matches(['为', '达', '有']);
        Check::Sum.is(word)
    });
    let one_list = run.windows(2).all(|pair| {
        let (Some(one), Some(other)) = (pair.first(), pair.last()) else {
            return false;
        };
        page.gap(*one, *other)
            .is_some_and(|gap| gap.chars().count() <= 12 && !gap.contains(['。', '，', ',']))
    });
    (sum && close && one_list && exact(page, &run, total)).then(|| report(page, &run, at, false))?
}

/// Whether two figures count the same: unit, and both amounts or both shares
/// or both changes.
fn same_kind(page: &Page<'_>, one: usize, other: usize) -> bool {
    let read = || {
        let same = page.stated(one)?.base == page.stated(other)?.base;
        let (one, other) = (page.metric(one)?, page.metric(other)?);
        let unit = one.quantity.unit.is_some() && other.quantity.unit.is_some();
        Some(same && unit && one.role == other.role && one.per == other.per)
    };
    read().unwrap_or(false)
}

fn exact(page: &Page<'_>, parts: &[usize], total: &Stated) -> bool {
    total.is_exact()
        && parts
            .iter()
            .all(|&part| page.stated(part).is_some_and(Stated::is_exact))
}

/// Whether the parts make the total, within what was rounded.
fn adds_up(page: &Page<'_>, parts: &[usize], total: &Stated) -> Option<bool> {
    let (mut low, mut high) = (Number::ZERO, Number::ZERO);
    for &part in parts {
        let bounds = page.stated(part)?.bounds()?;
        low = low.checked_add(bounds.0)?;
        high = high.checked_add(bounds.1)?;
    }
    let fits = total.fits((low, high))?;
    // 5万元、4万元、2万元 of 12万元: with so few digits rounding explains
    // nothing, nor is it ruled out.
    let rounded = low < high && fits && exact(page, parts, total) && total.significant < 3;
    if rounded {
        let middle = low.checked_add(high)?.checked_div(Number::from(2))?;
        return (middle == total.value).then_some(true);
    }
    Some(fits)
}

fn report(page: &Page<'_>, parts: &[usize], total: usize, agrees: bool) -> Option<Finding> {
    let mut sum = Number::ZERO;
    for &part in parts {
        sum = sum.checked_add(page.stated(part)?.value)?;
    }
    let names: Vec<&str> = parts.iter().map(|&part| page.text(part)).collect();
    let shown = page.text(total);
    let verdict = if !agrees {
        format!("but {shown} is stated")
    } else if page.stated(total)?.value == sum {
        "as stated".to_owned()
    } else {
        format!("stated as {shown}")
    };
    let decimals = parts
        .iter()
        .chain([&total])
        .filter_map(|&at| page.stated(at));
    let decimals = decimals
        .map(|stated| stated.decimals)
        .max()
        .unwrap_or_default();
    let sum = page.said(total, sum, decimals.max(2));
    let arithmetic = format!("{} = {sum}, {verdict}", names.join(" + "));
    let metrics = parts
        .iter()
        .chain([&total])
        .filter_map(|&at| Some(page.entry(at)?.metric))
        .collect();
    Some(finding(FindingKind::Total, metrics, arithmetic, agrees))
}
