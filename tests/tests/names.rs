//! The names that records have in JSON.

use std::fs;

use serde_json::{Value, to_value};
use xtask::score::{default_gold, passages};

/// A name as `serde` writes it; of a variant that holds something, its key.
fn written(value: &Value) -> Option<&str> {
    match value {
        Value::Object(fields) => fields.keys().next().map(String::as_str),
        name => name.as_str(),
    }
}

/// What serde writes of a record is the name that `name` gives and that the
/// pipeline's JSON has.
#[test]
fn serde_writes_the_names() {
    let texts = [default_gold(), passages()].map(|gold| fs::read_dir(gold.join("text")).unwrap());
    for entry in texts.into_iter().flatten() {
        let report = hanliang::read(&fs::read(entry.unwrap().path()).unwrap());
        let mut pairs = Vec::new();
        for block in &report.document.blocks {
            pairs.push((to_value(block.kind), block.kind.name()));
            pairs.push((to_value(block.rule), block.rule.name()));
        }
        for metric in &report.metrics {
            pairs.push((to_value(metric.role), metric.role.name()));
            pairs.push((to_value(metric.rule), metric.rule.name()));
            let links = metric.link.iter();
            pairs.extend(links.map(|link| (to_value(link), link.name())));
        }
        for label in &report.labels {
            pairs.push((to_value(label.class), label.class.name()));
            pairs.push((to_value(label.rule), label.rule.name()));
        }
        let rules = report.missing.iter().map(|missing| missing.rule);
        pairs.extend(rules.map(|rule| (to_value(rule), rule.name())));
        let findings = report.findings.iter().map(|finding| finding.kind);
        pairs.extend(findings.map(|kind| (to_value(kind), kind.name())));
        let damages = report.edits.iter().map(|edit| edit.damage);
        let damages = damages.chain(report.losses.iter().map(|loss| loss.damage));
        pairs.extend(damages.map(|damage| (to_value(damage), damage.name())));
        for (value, name) in pairs {
            assert_eq!(written(&value.unwrap()), Some(name));
            // Kebab case, but for the types of blocks that the contract names so.
            assert!(
                !name.contains('_')
                    || matches!(name, "list_item" | "front_matter" | "document_number")
            );
        }
    }
}
