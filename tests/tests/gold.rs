//! The figures reached on the annotated texts, held as floors: a change may
//! raise them, none may lower them.

use std::collections::BTreeSet;
use std::fs;

use xtask::score::{Score, default_gold, held_out, passages, score};

/// Holds each figure at its floor or above.
fn hold(total: &Score, floors: &[(&str, f64, f64)]) {
    for (what, got, floor) in floors {
        assert!(
            got >= floor,
            "{what} fell to {got:.4}, the floor is {floor}"
        );
    }
    assert_eq!(total.same_text, total.documents);
}

#[test]
fn the_seeds_are_read_as_well_as_they_were() {
    let total = score(&default_gold()).unwrap().total;
    assert_eq!(total.documents, 5);
    hold(
        &total,
        &[
            ("mention F1", total.mention.f1(), 0.99),
            ("record F1", total.record.f1(), 0.945),
            ("labels F1", total.labels.f1(), 0.99),
            ("missing F1", total.missing.f1(), 0.99),
            ("role", total.attribute("role"), 0.99),
            ("time", total.attribute("time"), 0.97),
            ("unit", total.attribute("unit"), 0.99),
            ("kind", total.attribute("kind"), 0.99),
            ("item=", total.attribute("item="), 0.65),
            ("per", total.attribute("per"), 0.99),
            ("scope", total.attribute("scope"), 0.76),
        ],
    );
    assert_eq!(total.label_as_metric, 0);
}

#[test]
fn passages_of_other_genres_are_read_as_well_as_they_were() {
    let total = score(&passages()).unwrap().total;
    assert_eq!(total.documents, 138);
    hold(
        &total,
        &[
            ("mention F1", total.mention.f1(), 0.99),
            ("record F1", total.record.f1(), 0.908),
            ("labels F1", total.labels.f1(), 0.94),
            ("missing F1", total.missing.f1(), 1.0),
            ("role", total.attribute("role"), 0.98),
            ("time", total.attribute("time"), 0.905),
            ("unit", total.attribute("unit"), 0.99),
            ("kind", total.attribute("kind"), 0.98),
            ("item=", total.attribute("item="), 0.645),
            ("per", total.attribute("per"), 0.96),
            ("scope", total.attribute("scope"), 0.655),
        ],
    );
}

#[test]
fn passages_that_no_rule_is_tuned_on_are_read_as_well_as_they_were() {
    let total = score(&held_out()).unwrap().total;
    assert_eq!(total.documents, 12);
    hold(
        &total,
        &[
            ("mention F1", total.mention.f1(), 0.98),
            ("record F1", total.record.f1(), 0.785),
            ("labels F1", total.labels.f1(), 0.88),
            ("role", total.attribute("role"), 0.97),
            ("time", total.attribute("time"), 0.85),
        ],
    );
}

/// A rule that was renamed would take the confidence of the rare ones.
#[test]
fn each_rule_whose_confidence_is_stated_finds_items() {
    let used: BTreeSet<&str> = [default_gold(), passages(), held_out()]
        .iter()
        .flat_map(|gold| fs::read_dir(gold.join("text")).unwrap())
        .map(|entry| fs::read(entry.unwrap().path()).unwrap())
        .flat_map(|page| hanliang::read(&page).metrics)
        .map(|metric| metric.rule.name())
        .collect();
    let table = include_str!("../../crates/hanliang-metric/data/confidence.tsv");
    let rows = table.lines().filter(|line| !line.starts_with('#'));
    for (rule, counts) in rows.filter_map(|line| line.split_once('\t')) {
        let counted = rule != "other" && counts != "other";
        assert!(!counted || used.contains(rule), "{rule}");
    }
}
