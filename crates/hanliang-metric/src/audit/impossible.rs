//! Magnitudes that cannot be: a coverage of 120 %, a person of 3000 years,
//! 30 hours a day.

use std::sync::LazyLock;

use hanliang_quantity::{Number, Unit, UnitKind};

use super::wording::percent;
use super::{Page, finding};
use crate::record::{Finding, FindingKind, Metric, Role};

const TABLE: &str = include_str!("../../data/limits.tsv");
/// The greatest age of a person, in years, with room.
const AGE: i32 = 130;
/// Signs that a person is spoken of.
const PERSONS: [&str; 12] = [
    "人",
    "者",
    "员",
    "老",
    "岁以上",
    "平均年龄",
    "年龄",
    "今年",
    "现年",
    "享年",
    "终年",
    "周岁",
];
/// Stretches of time with how many of a unit they have at most.
const DAYS: [(&str, &str, i32); 6] = [
    ("每天", "小时", 24),
    ("每日", "小时", 24),
    ("日均", "小时", 24),
    ("每周", "天", 7),
    ("每年", "天", 366),
    ("每年", "个月", 12),
];

/// Words an item ends in, with the most it can be.
static LIMITS: LazyLock<Vec<(&'static str, Number)>> = LazyLock::new(|| {
    TABLE
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let mut fields = line.split('\t');
            let word = fields.next()?;
            let value = fields.nth(2)?.parse().ok()?;
            Some((word, value))
        })
        .collect()
});

/// Checks the figure at `at` against what it can be at most.
pub(crate) fn check(page: &Page<'_>, at: usize, findings: &mut Vec<Finding>) {
    let Some((metric, entry)) = page.metric(at).zip(page.entry(at)) else {
        return;
    };
    let why = rate(page, at, metric)
        .or_else(|| age(page, at, metric))
        .or_else(|| time(page, at, metric))
        .or_else(|| cold(page, at, metric));
    findings
        .extend(why.map(|why| finding(FindingKind::Impossible, vec![entry.metric], why, false)));
}

fn rate(page: &Page<'_>, at: usize, metric: &Metric) -> Option<String> {
    let stated = page.stated(at)?;
    if metric.kind != UnitKind::Percent
        || stated.value <= Number::ONE
        || matches!(metric.role, Role::Increase | Role::Decrease)
    {
        return None;
    }
    let item = page.item(at);
    let lead = page.lead(at, 12).trim_end_matches([
        '达', '到', '为', '是', '高', '至', '已', '均', '超', '过', '在',
    ]);
    let (word, most) = LIMITS
        .iter()
        .find(|(word, _)| item.ends_with(word) || lead.ends_with(word))?;
    let most = percent(*most, 0);
    Some(format!(
        "{} > {most}, the most a {word} can be",
        page.text(at)
    ))
}

fn age(page: &Page<'_>, at: usize, metric: &Metric) -> Option<String> {
    let value = metric.quantity.value.low();
    let person = || {
        let words = [page.item(at), page.lead(at, 8)];
        PERSONS
            .iter()
            .any(|word| words.iter().any(|words| words.contains(word)))
    };
    (metric.kind == UnitKind::Age && value > Number::from(AGE) && person())
        .then(|| format!("{} > {AGE}岁, more than anyone has lived", page.text(at)))
}

fn time(page: &Page<'_>, at: usize, metric: &Metric) -> Option<String> {
    if metric.kind != UnitKind::Duration {
        return None;
    }
    let before = page.lead(at, 8);
    let (word, unit, most) = DAYS.iter().find(|(word, unit, _)| {
        metric.quantity.symbol() == *unit
            && (before.ends_with(word) || metric.per.iter().any(|per| per.text == *word))
    })?;
    (metric.quantity.value.low() > Number::from(*most))
        .then(|| format!("{} > {most}{unit}, all there are {word}", page.text(at)))
}

fn cold(page: &Page<'_>, at: usize, metric: &Metric) -> Option<String> {
    let unit = metric.quantity.unit.as_ref()?;
    if metric.kind != UnitKind::Temperature {
        return None;
    }
    let zero = Unit::lookup("摄氏度")?.to_base(Number::ZERO.into())?.low();
    let value = unit.to_base(metric.quantity.value)?.low();
    (value.is_negative() && !zero.is_zero())
        .then(|| format!("{} lies below absolute zero", page.text(at)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_sorted_unique_and_well_formed() {
        let mut last = "";
        let mut count = 0;
        for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
            let fields: Vec<&str> = line.split('\t').collect();
            assert_eq!(fields.len(), 5, "{line}");
            assert!(fields[1] == "percent" && fields[2] == "max", "{line}");
            assert!(last < fields[0], "sorted: {line}");
            (last, count) = (fields[0], count + 1);
        }
        assert_eq!(LIMITS.len(), count);
    }
}
