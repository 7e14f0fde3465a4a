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

/// The same of every value there is, whether a page of the tests has it or not.
#[test]
fn every_name_is_the_one_serde_writes() {
    use hanliang::metric::{ItemRule, LabelRule, MissingRule};
    use hanliang::repair::{Damage, Fix};

    let mut pairs = Vec::new();
    pairs.extend(Damage::ALL.iter().map(|it| (to_value(it), it.name())));
    pairs.extend(Fix::ALL.iter().map(|it| (to_value(it), it.name())));
    pairs.extend(ItemRule::ALL.iter().map(|it| (to_value(it), it.name())));
    pairs.extend(LabelRule::ALL.iter().map(|it| (to_value(it), it.name())));
    pairs.extend(MissingRule::ALL.iter().map(|it| (to_value(it), it.name())));
    for (value, name) in pairs {
        assert_eq!(value.unwrap().as_str(), Some(name));
    }
    assert!(
        Damage::ALL
            .iter()
            .all(|it| Damage::from_name(it.name()) == Some(*it))
    );
    assert!(
        Fix::ALL
            .iter()
            .all(|it| Fix::from_name(it.name()) == Some(*it))
    );
}

/// What serde writes of records, it reads back.
#[test]
fn serde_reads_what_it_writes() {
    fn check<T>(record: &T)
    where
        T: serde::Serialize + serde::de::DeserializeOwned + PartialEq + std::fmt::Debug,
    {
        let written = serde_json::to_string(record).unwrap();
        assert_eq!(&serde_json::from_str::<T>(&written).unwrap(), record);
    }
    let mut counts = [0; 5];
    for gold in [default_gold(), passages()] {
        for entry in fs::read_dir(gold.join("text")).unwrap() {
            let report = hanliang::read(&fs::read(entry.unwrap().path()).unwrap());
            report.metrics.iter().for_each(check);
            report.labels.iter().for_each(check);
            report.missing.iter().for_each(check);
            report.findings.iter().for_each(check);
            report.losses.iter().for_each(check);
            check(&report.document);
            counts[0] += report.metrics.len();
            counts[1] += report.labels.len();
            counts[2] += report.missing.len();
            counts[3] += report.findings.len();
            let times = report
                .metrics
                .iter()
                .filter_map(|metric| metric.time.as_ref());
            counts[4] += times.filter(|time| time.interval.days().is_some()).count();
        }
    }
    assert!(counts.iter().all(|count| *count >= 10), "{counts:?}");
}
