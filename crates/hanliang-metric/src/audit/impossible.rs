//! Magnitudes that cannot be: a coverage of 120 %, a person of 3000 years,
//! 30 hours a day.

use std::sync::LazyLock;

use hanliang_quantity::{Number, Unit, UnitKind};

use super::wording::percent;
use super::{Page, finding};
use crate::record::{Finding, FindingKind, Metric, Role};
use crate::tables::audit::Check;
use crate::tables::words::is_han;

const TABLE: &str = include_str!("../../data/limits.tsv");
/// The greatest age of a person, in years, with room.
const AGE: i32 = 130;
/// Stretches of time with how many of a unit they have at most.
const DAYS: [(&str, &str, i32); 6] = [
    ("每天", "小时", 24),
    ("每日", "小时", 24),
    ("日均", "小时", 24),
    ("每周", "天", 7),
    ("每年", "天", 366),
    ("每年", "个月", 12),
];

/// What a row of the table says of the items it holds for.
#[derive(Clone, Copy, Debug)]
enum Limit {
    /// The most they can be.
    Most(Number),
    /// The same, if the item is the word and no more.
    Alone(Number),
    /// None: the row keeps a shorter one off.
    None,
}

/// Words an item ends in, the longest first.
static LIMITS: LazyLock<Vec<(&'static str, Limit)>> = LazyLock::new(|| {
    let mut limits: Vec<_> = rows().filter_map(row).collect();
    limits.sort_by_key(|(word, _)| core::cmp::Reverse(word.len()));
    limits
});

/// The least that any item can be at most: what is no more is possible.
static LEAST: LazyLock<Option<Number>> = LazyLock::new(|| {
    let most = LIMITS.iter().filter_map(|(_, limit)| match limit {
        Limit::Most(most) | Limit::Alone(most) => Some(*most),
        Limit::None => None,
    });
    most.min()
});

fn rows() -> impl Iterator<Item = &'static str> {
    TABLE.lines().filter(|line| !line.starts_with('#'))
}

fn row(line: &'static str) -> Option<(&'static str, Limit)> {
    let mut fields = line.split('\t');
    let word = fields.next()?;
    let (bound, value) = (fields.nth(1)?, fields.next()?);
    let limit = match bound {
        "max" => Limit::Most(value.parse().ok()?),
        "alone" => Limit::Alone(value.parse().ok()?),
        "none" => Limit::None,
        _ => return None,
    };
    Some((word, limit))
}

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
    if metric.kind != UnitKind::Percent || matches!(metric.role, Role::Increase | Role::Decrease) {
        return None;
    }
    if LEAST.is_none_or(|least| stated.value <= least) {
        return None;
    }
    let item = page.item(at);
    let lead = page.lead(at, 12);
    // 是去年的120%: a ratio to another figure.
    if lead.ends_with(['的', '之']) {
        return None;
    }
    let lead = lead.trim_end_matches([
        '达', '到', '为', '是', '高', '至', '已', '均', '超', '过', '在',
    ]);
    let (word, limit) = LIMITS
        .iter()
        .find(|(word, _)| item.ends_with(word) || lead.ends_with(word))?;
    let most = match limit {
        Limit::Most(most) => *most,
        Limit::Alone(most) if item == *word => *most,
        Limit::Alone(_) | Limit::None => return None,
    };
    (stated.value > most).then(|| {
        let most = percent(most, 0);
        format!("{} > {most}, the most a {word} can be", page.text(at))
    })
}

fn age(page: &Page<'_>, at: usize, metric: &Metric) -> Option<String> {
    let too_old = metric.kind == UnitKind::Age && metric.quantity.value.low() > Number::from(AGE);
    (too_old && of_person(page, at))
        .then(|| format!("{} > {AGE}岁, more than anyone has lived", page.text(at)))
}

/// Whether an age is said of a person: the item is one, or the word before.
fn of_person(page: &Page<'_>, at: usize) -> bool {
    let is = |words: &str| Check::Person.ends(words) && !Check::NoPerson.ends(words);
    let item = page.item(at);
    if !item.is_empty() {
        return is(item);
    }
    let mut lead = page.lead(at, 8);
    while let Some(rest) = Check::Aged.stripped(lead) {
        lead = rest;
    }
    is(lead)
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
    let entry = page.entry(at)?;
    let clause = page.passage.slice(entry.clause);
    // 14个月工资 is pay, not time.
    let counts_other = page
        .passage
        .after(entry.context.end)
        .starts_with(|next| next == '的' || (is_han(next) && !matches!(next, '以' | '左' | '之')));
    (metric.quantity.value.low() > Number::from(*most)
        && Check::Single.within(clause)
        && !Check::Together.within(clause)
        && !counts_other)
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
        for line in rows() {
            let fields: Vec<&str> = line.split('\t').collect();
            assert_eq!(fields.len(), 5, "{line}");
            assert_eq!(fields[1], "percent", "{line}");
            assert!(last < fields[0], "sorted: {line}");
            (last, count) = (fields[0], count + 1);
        }
        assert_eq!(LIMITS.len(), count);
    }
}
