//! What is read from one document against its gold.

use std::collections::{BTreeMap, BTreeSet};

use hanliang::quantity::Number;
use hanliang::span::TextIndex;
use serde_json::Value as Json;

use super::{ATTRIBUTES, Gold, GoldLabel, GoldMetric, Score, Tally};

/// The score of one document; every difference is added in words.
pub(super) fn compare(
    name: &str,
    text: &str,
    gold: &[Gold],
    report: &Json,
    differences: &mut Vec<String>,
) -> Score {
    let read = report["text"].as_str().unwrap_or_default();
    let mut comparison = Document {
        name,
        text,
        report,
        index: TextIndex::new(read),
        differences,
        score: Score {
            documents: 1,
            same_text: usize::from(read == text),
            ..Score::default()
        },
    };
    let (mut metrics, mut labels, mut missing) = (Vec::new(), Vec::new(), Vec::new());
    for record in gold {
        match record {
            Gold::Metric(metric) => metrics.push(metric),
            Gold::Label(label) => labels.push(label),
            Gold::Missing { at } => missing.push(*at),
        }
    }
    comparison.metrics(&metrics, &labels);
    comparison.labels(&labels);
    comparison.missing(&missing);
    comparison.score
}

/// A document under comparison. Offsets of the gold count characters of the
/// gold text; ours count bytes of the repaired text. Where the two texts differ,
/// places past the difference do not compare, and the difference is the finding.
struct Document<'a> {
    name: &'a str,
    text: &'a str,
    report: &'a Json,
    index: TextIndex<'a>,
    differences: &'a mut Vec<String>,
    score: Score,
}

impl<'a> Document<'a> {
    fn metrics(&mut self, gold: &[&GoldMetric], labels: &[&GoldLabel]) {
        let ours = self.spans("metrics");
        let spans: Vec<_> = gold.iter().map(|m| (m.start, m.end)).collect();
        let pairs = pair(&spans, &ours);
        let counts = |hit| Tally {
            hit,
            gold: gold.len(),
            predicted: ours.len(),
        };
        let (mut exact, mut whole) = (0, 0);
        for &(i, j) in &pairs {
            exact += usize::from(spans[i] == ours[j]);
            whole += usize::from(self.record(gold[i], &self.predicted("metrics")[j]));
        }
        self.score.mention = counts(pairs.len());
        self.score.exact = counts(exact);
        self.score.record = counts(whole);
        for (i, metric) in gold.iter().enumerate() {
            if !pairs.iter().any(|p| p.0 == i) {
                let what = format!("missed | {}", metric.text);
                self.differs(&what, metric.start, metric.end);
            }
        }
        for (j, &(start, end)) in ours.iter().enumerate() {
            if pairs.iter().any(|p| p.1 == j) {
                continue;
            }
            let label = labels.iter().find(|l| l.start < end && start < l.end);
            self.score.label_as_metric += usize::from(label.is_some());
            self.score.slogan_as_metric += usize::from(label.is_some_and(|l| l.class == "slogan"));
            let class = label.map_or(String::new(), |label| format!(" ({})", label.class));
            self.differs(&format!("spurious{class}"), start, end);
        }
    }

    /// Compares the attributes of a pair; whether it is right as a record.
    fn record(&mut self, gold: &GoldMetric, ours: &Json) -> bool {
        let got = |name: &str| ours[name].as_str().unwrap_or_default();
        let want = |name: &str| {
            let value = gold.attributes.get(name).and_then(Json::as_str);
            value.unwrap_or_default()
        };
        let value = same_number(&gold.low, got("low")) && same_number(&gold.high, got("high"));
        let item = character_f1(&gold.item, got("item")) >= 0.5;
        let mut checks = vec![("value", value), ("item~", item)];
        checks.extend(ATTRIBUTES.map(|name| (name, squeeze(want(name)) == squeeze(got(name)))));
        for &(name, right) in &checks {
            *self.score.attributes.entry(name).or_default() += usize::from(right);
        }
        *self.score.attributes.entry("item=").or_default() += usize::from(gold.item == got("item"));
        let wrong: Vec<String> = checks
            .iter()
            .filter(|(_, right)| !right)
            .map(|&(name, _)| match name {
                "value" => format!(
                    "value: {}..{} not {}..{}",
                    gold.low,
                    gold.high,
                    got("low"),
                    got("high")
                ),
                "item~" => format!("item: {:?} not {:?}", gold.item, got("item")),
                _ => format!("{name}: {:?} not {:?}", want(name), got(name)),
            })
            .collect();
        if !wrong.is_empty() {
            let around = self.around(gold.start, gold.end);
            let (name, text) = (self.name, &gold.text);
            self.differences.push(format!(
                "{name} differs {text} | {around} | {}",
                wrong.join("; ")
            ));
        }
        let record = ["value", "item~", "unit", "relation"];
        checks
            .iter()
            .all(|(name, right)| *right || !record.contains(name))
    }

    fn labels(&mut self, gold: &[&GoldLabel]) {
        let ours = self.spans("labels");
        let spans: Vec<_> = gold.iter().map(|l| (l.start, l.end)).collect();
        let pairs = pair(&spans, &ours);
        self.score.labels = Tally {
            hit: pairs.len(),
            gold: gold.len(),
            predicted: ours.len(),
        };
        for &(i, j) in &pairs {
            let (label, class) = (gold[i], &self.predicted("labels")[j]["class"]);
            let right = class.as_str() == Some(&label.class);
            self.score.label_class += usize::from(right);
            if !right {
                let what = format!("label class {} not {class}", label.class);
                self.differs(&what, label.start, label.end);
            }
        }
        for (i, label) in gold.iter().enumerate() {
            if !pairs.iter().any(|p| p.0 == i) {
                let what = format!("label missed ({})", label.class);
                self.differs(&what, label.start, label.end);
            }
        }
        for (j, &(start, end)) in ours.iter().enumerate() {
            if !pairs.iter().any(|p| p.1 == j) {
                self.differs("label spurious", start, end);
            }
        }
    }

    /// Lost figures: the nearest within two characters.
    fn missing(&mut self, gold: &[usize]) {
        let places: Vec<usize> = self
            .predicted("missing")
            .iter()
            .map(|record| self.scalar(record, "at"))
            .collect();
        let mut used = BTreeSet::new();
        for &at in gold {
            let nearest = (0..places.len())
                .filter(|j| !used.contains(j))
                .min_by_key(|&j| places[j].abs_diff(at))
                .filter(|&j| places[j].abs_diff(at) <= 2);
            match nearest {
                Some(j) => {
                    used.insert(j);
                }
                None => self.differs("missing not seen", at, at),
            }
        }
        for (j, &at) in places.iter().enumerate() {
            if !used.contains(&j) {
                self.differs("missing spurious", at, at);
            }
        }
        self.score.missing = Tally {
            hit: used.len(),
            gold: gold.len(),
            predicted: places.len(),
        };
    }

    fn predicted(&self, key: &str) -> &'a [Json] {
        let records = self.report[key].as_array();
        records.map(Vec::as_slice).unwrap_or_default()
    }

    fn spans(&self, key: &str) -> Vec<(usize, usize)> {
        let records = self.predicted(key).iter();
        records
            .map(|record| (self.scalar(record, "start"), self.scalar(record, "end")))
            .collect()
    }

    fn scalar(&self, record: &Json, key: &str) -> usize {
        let offset = record[key].as_u64().and_then(|n| usize::try_from(n).ok());
        self.index.scalar(offset.unwrap_or(usize::MAX))
    }

    fn differs(&mut self, what: &str, start: usize, end: usize) {
        let line = format!("{} {what} | {}", self.name, self.around(start, end));
        self.differences.push(line);
    }

    fn around(&self, start: usize, end: usize) -> String {
        self.text
            .chars()
            .skip(start.saturating_sub(12))
            .take(end - start.saturating_sub(12) + 12)
            .map(|c| if c == '\n' { '/' } else { c })
            .collect()
    }
}

/// Pairs by overlap, one to one, the largest first; of equal overlaps the one
/// whose lengths differ least.
fn pair(gold: &[(usize, usize)], predicted: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut candidates = Vec::new();
    for (i, g) in gold.iter().enumerate() {
        for (j, p) in predicted.iter().enumerate() {
            let overlap = g.1.min(p.1).saturating_sub(g.0.max(p.0));
            if overlap > 0 {
                let difference = (g.1 - g.0).abs_diff(p.1 - p.0);
                candidates.push((std::cmp::Reverse(overlap), difference, i, j));
            }
        }
    }
    candidates.sort_unstable();
    let (mut taken_gold, mut taken, mut pairs) = (BTreeSet::new(), BTreeSet::new(), Vec::new());
    for (_, _, i, j) in candidates {
        if !taken_gold.contains(&i) && !taken.contains(&j) {
            taken_gold.insert(i);
            taken.insert(j);
            pairs.push((i, j));
        }
    }
    pairs.sort_unstable();
    pairs
}

/// Whether two numbers are equal, however many zeros they are written with.
fn same_number(a: &str, b: &str) -> bool {
    match (a.parse::<Number>(), b.parse::<Number>()) {
        (Ok(a), Ok(b)) => a == b,
        _ => false,
    }
}

/// F1 over the characters of two strings as bags; 1 if both are empty.
fn character_f1(a: &str, b: &str) -> f64 {
    let mut bag: BTreeMap<char, usize> = BTreeMap::new();
    for c in a.chars() {
        *bag.entry(c).or_default() += 1;
    }
    let mut same = 0;
    for c in b.chars() {
        if let Some(n) = bag.get_mut(&c).filter(|n| **n > 0) {
            *n -= 1;
            same += 1;
        }
    }
    Tally {
        hit: same,
        gold: a.chars().count(),
        predicted: b.chars().count(),
    }
    .f1()
}

fn squeeze(text: &str) -> String {
    text.replace(' ', "")
}
