//! A count against the names listed behind it: 3个试点分别是甲村、乙村、丙村.

use hanliang_quantity::{Number, UnitKind};

use super::{Page, finding};
use crate::passage::Passage;
use crate::record::{Finding, FindingKind, Role};
use crate::tables::words::is_han;

/// The greatest count that is held against a list.
const MOST: usize = 40;
/// The longest name of a list, and the longest noun before one, in characters.
const NAME: usize = 8;

/// Checks the count at `at`.
pub(crate) fn check(page: &Page<'_>, at: usize, findings: &mut Vec<Finding>) {
    findings.extend(listed(page, at));
}

fn listed(page: &Page<'_>, at: usize) -> Option<Finding> {
    let (metric, stated) = (page.metric(at)?, page.stated(at)?);
    let counts = metric.kind == UnitKind::Count && metric.role == Role::Level;
    if !counts || !stated.is_exact() || !metric.per.is_empty() {
        return None;
    }
    let count = (2..=MOST).find(|&count| {
        u32::try_from(count).is_ok_and(|count| Number::from(count) == stated.value)
    })?;
    let names = names_behind(page.passage, page.entry(at)?.context.end)?;
    let agrees = names.len() == count;
    // 药材种植、加工 may be one of three.
    let last = |name: &&str| name.chars().next_back();
    let alike = names
        .windows(2)
        .all(|pair| pair.first().map(last) == pair.last().map(last));
    if !agrees && names.len() > count && !alike {
        return None;
    }
    let shown = page.text(at);
    let verdict = if agrees {
        "as stated".to_owned()
    } else {
        format!("but {shown} is stated")
    };
    let arithmetic = format!("{} = {}, {verdict}", names.join(" + "), names.len());
    let metrics = page.metrics_at(&[at]);
    Some(finding(FindingKind::Listing, metrics, arithmetic, agrees))
}

/// How far a list may reach, in characters.
const REACH: usize = 240;

/// The names of a list that is all of its sentence and has no mark but 、.
fn names_behind<'t>(passage: &'t Passage<'_>, at: usize) -> Option<Vec<&'t str>> {
    // The verb stands right behind the noun: most texts have none there.
    if !passage.near(at, NAME + 2).contains("分别") {
        return None;
    }
    let text = passage.near(at, REACH);
    let end = text.find(['。', '\n'])?;
    let (noun, list) = ["分别是", "分别为"]
        .iter()
        .find_map(|verb| text.get(..end)?.split_once(verb))?;
    if noun.chars().count() > NAME || !noun.chars().all(is_han) {
        return None;
    }
    let names: Vec<&str> = list.split('、').collect();
    // 和, 及 and 等 may stand in a name or between two.
    let plain = |name: &&str| {
        let links = ['和', '与', '及', '或', '等', '的'];
        (1..=NAME).contains(&name.chars().count())
            && name.chars().all(is_han)
            && !name.contains(links)
    };
    (names.len() > 1 && names.iter().all(plain)).then_some(names)
}
