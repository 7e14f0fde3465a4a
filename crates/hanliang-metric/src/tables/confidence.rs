//! How often the rules that find items were right.

use std::sync::LazyLock;

use super::lexicon::{field, lines};
use crate::rule::ItemRule;

const TABLE: &str = include_str!("../../data/confidence.tsv");

/// The row of the rules that were asked too seldom to be counted alone.
const OTHER: &str = "other";

/// How often each rule was right, in the order of their declaration.
static RATES: LazyLock<Vec<f64>> = LazyLock::new(|| {
    let of = |name| {
        let mut rows = lines(TABLE).filter_map(field);
        rows.find(|(rule, _)| *rule == name)
            .map(|(_, counts)| counts)
    };
    let rate = |rule: &ItemRule| match of(rule.name())? {
        OTHER => rate(of(OTHER)?),
        counts => rate(counts),
    };
    let rates = ItemRule::ALL.iter().map(rate);
    rates.map(Option::unwrap_or_default).collect()
});

/// The rate of so many out of so many, as if one more had been right and one
/// wrong: of few cases little is known.
fn rate(counts: &str) -> Option<f64> {
    let (right, of) = field(counts)?;
    let (right, of): (u32, u32) = (right.parse().ok()?, of.parse().ok()?);
    (right <= of).then(|| f64::from(right + 1) / f64::from(of + 2))
}

/// How often a record is right whose item a rule found, from 0 to 1.
pub(crate) fn confidence(rule: ItemRule) -> f64 {
    RATES.get(rule as usize).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_rule_has_a_row_and_each_row_a_rule() {
        super::super::lexicon::assert_well_formed(TABLE, |rule, counts| {
            rate(counts).is_some() || counts == OTHER && rule != OTHER
        });
        let rows = lines(TABLE).filter_map(field).map(|(rule, _)| rule);
        let rows: Vec<&str> = rows.filter(|rule| *rule != OTHER).collect();
        let mut rules: Vec<&str> = ItemRule::ALL.iter().map(|rule| rule.name()).collect();
        rules.sort_unstable();
        assert_eq!(rows, rules);
    }

    #[test]
    fn a_rule_that_was_not_counted_is_one_of_the_others() {
        assert!(confidence(ItemRule::Subject) > confidence(ItemRule::AsBefore));
        assert!(confidence(ItemRule::None) < confidence(ItemRule::AsBefore));
        assert!((confidence(ItemRule::Heading) - 0.6).abs() < 1e-9);
    }
}
