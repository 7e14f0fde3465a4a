//! How often the rules that find items were right.

use std::sync::LazyLock;

use super::lexicon::{field, lines};

const TABLE: &str = include_str!("../../data/confidence.tsv");

/// The rules with how often each was right, in the order of their names.
static RULES: LazyLock<Vec<(&'static str, f64)>> = LazyLock::new(|| {
    lines(TABLE)
        .filter_map(field)
        .filter_map(|(rule, counts)| Some((rule, rate(counts)?)))
        .collect()
});

/// The rate of so many out of so many, as if one more had been right and one
/// wrong: of few cases little is known.
fn rate(counts: &str) -> Option<f64> {
    let (right, of) = field(counts)?;
    let (right, of): (u32, u32) = (right.parse().ok()?, of.parse().ok()?);
    (right <= of).then(|| f64::from(right + 1) / f64::from(of + 2))
}

/// How often a record is right whose item a rule found, from 0 to 1.
pub(crate) fn confidence(rule: &str) -> f64 {
    let of = |rule: &str| {
        let at = RULES.binary_search_by_key(&rule, |(name, _)| name).ok()?;
        RULES.get(at).map(|(_, rate)| *rate)
    };
    of(rule).or_else(|| of("other")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn table_is_well_formed() {
        super::super::lexicon::assert_well_formed(TABLE, |_, counts| rate(counts).is_some());
    }

    #[test]
    fn a_rule_without_a_row_is_one_of_the_others() {
        assert!(confidence("subject") > confidence("as-before"));
        assert!(confidence("none") < confidence("as-before"));
        assert_eq!(
            confidence("heading").to_bits(),
            confidence("other").to_bits()
        );
        assert!((confidence("other") - 0.6).abs() < 1e-9);
    }
}
