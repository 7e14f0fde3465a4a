//! Metrics, labels and lost figures against the gold annotations.
//!
//! The fields are defined in `tests/gold/GUIDELINES.md`. A predicted metric
//! matches a gold metric when their spans overlap, one to one, the largest
//! overlap first. `value` asks both ends to be equal as numbers, `item~` a
//! character F1 of at least one half; `record` is overlap, value, unit,
//! relation and `item~` together.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_json::Value as Json;

/// The attributes of a metric that are compared as they are written.
pub const ATTRIBUTES: [&str; 7] = ["relation", "unit", "kind", "role", "time", "per", "scope"];

/// One line of a gold file.
#[derive(Clone, Debug, Deserialize)]
#[serde(tag = "type", rename_all = "lowercase")]
enum Gold {
    Metric(GoldMetric),
    Label {
        start: usize,
        end: usize,
        class: String,
    },
    Missing {
        at: usize,
    },
}

#[derive(Clone, Debug, Deserialize)]
struct GoldMetric {
    start: usize,
    end: usize,
    text: String,
    low: String,
    high: String,
    #[serde(default)]
    item: String,
    #[serde(flatten)]
    attributes: BTreeMap<String, Json>,
}

/// Hits against gold and predicted counts.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Tally {
    /// Right ones.
    pub hit: usize,
    /// How many the annotators gave.
    pub gold: usize,
    /// How many were predicted.
    pub predicted: usize,
}

impl Tally {
    /// The harmonic mean of precision and recall; 1 where there was nothing
    /// to find and nothing was found.
    #[must_use]
    pub fn f1(self) -> f64 {
        if self.gold + self.predicted == 0 {
            return 1.0;
        }
        2.0 * ratio(self.hit, self.gold + self.predicted)
    }

    fn add(&mut self, other: Self) {
        self.hit += other.hit;
        self.gold += other.gold;
        self.predicted += other.predicted;
    }
}

/// How one document, or several together, compare with the gold.
#[derive(Clone, Debug, Default)]
pub struct Score {
    /// Metrics that overlap a gold metric.
    pub mention: Tally,
    /// Metrics with exactly the gold span.
    pub exact: Tally,
    /// Metrics right as a whole.
    pub record: Tally,
    /// Over the mentions: attribute to how many are right. Besides
    /// [`ATTRIBUTES`]: `value`, `item~` and `item=`.
    pub attributes: BTreeMap<&'static str, usize>,
    /// Labels that overlap a gold label.
    pub labels: Tally,
    /// Of those, with the right class.
    pub label_class: usize,
    /// Metrics reported where the gold has a label and no metric.
    pub label_as_metric: usize,
    /// Of those, where the label is a slogan.
    pub slogan_as_metric: usize,
    /// Lost figures within two characters of a gold one.
    pub missing: Tally,
    /// Documents whose repaired text is the gold text.
    pub same_text: usize,
    /// Documents.
    pub documents: usize,
}

impl Score {
    /// The share of mentions whose attribute is right.
    #[must_use]
    pub fn attribute(&self, name: &str) -> f64 {
        ratio(
            self.attributes.get(name).copied().unwrap_or(0),
            self.mention.hit.max(1),
        )
    }

    fn add(&mut self, other: &Self) {
        self.mention.add(other.mention);
        self.exact.add(other.exact);
        self.record.add(other.record);
        for (name, count) in &other.attributes {
            *self.attributes.entry(name).or_default() += count;
        }
        self.labels.add(other.labels);
        self.label_class += other.label_class;
        self.label_as_metric += other.label_as_metric;
        self.slogan_as_metric += other.slogan_as_metric;
        self.missing.add(other.missing);
        self.same_text += other.same_text;
        self.documents += other.documents;
    }
}

/// A gold folder compared with what is read from its texts.
#[derive(Clone, Debug, Default)]
pub struct Comparison {
    /// Each document's name and score, in order of name.
    pub documents: Vec<(String, Score)>,
    /// All documents together.
    pub total: Score,
    /// Every difference, in words.
    pub differences: Vec<String>,
}

/// Scores every document of a gold folder.
///
/// The folder holds `NNN.jsonl` and `text/NNN.txt`. A document is read from
/// `seeds/NNN_*` beside the folder's grandparent where there is one, else from
/// its text.
///
/// # Errors
///
/// A file that cannot be read, or a line that is no record, by name.
pub fn score(folder: &Path) -> Result<Comparison, String> {
    let mut names: Vec<String> = read_folder(folder)?
        .iter()
        .filter(|path| path.extension().is_some_and(|e| e == "jsonl"))
        .filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()))
        .collect();
    names.sort();
    let mut comparison = Comparison::default();
    for name in names {
        let text = read_text(&folder.join("text").join(format!("{name}.txt")))?;
        let gold = read_text(&folder.join(format!("{name}.jsonl")))?
            .lines()
            .filter(|line| !line.trim().is_empty())
            .map(|line| {
                serde_json::from_str(line).map_err(|e| format!("{name}.jsonl: {e}: {line}"))
            })
            .collect::<Result<Vec<Gold>, String>>()?;
        let bytes = match seed(&name) {
            Some(path) if folder == default_gold() => {
                fs::read(&path).map_err(|e| format!("{}: {e}", path.display()))?
            }
            _ => text.clone().into_bytes(),
        };
        let report = hanliang::read(&bytes).to_json(&name);
        let one = compare(&name, &text, &gold, &report, &mut comparison.differences);
        comparison.total.add(&one);
        comparison.documents.push((name, one));
    }
    Ok(comparison)
}

/// The project's own annotations.
#[must_use]
pub fn default_gold() -> PathBuf {
    root().join("tests/gold")
}

/// The project's annotated passages of other genres.
#[must_use]
pub fn passages() -> PathBuf {
    root().join("tests/passages")
}

/// `score [--gold DIR] [--errors]`: prints a table, with every difference
/// before it if asked.
///
/// # Errors
///
/// As [`score`], and words that are not understood.
pub fn run(args: &[String]) -> Result<(), String> {
    let (mut folder, mut errors) = (default_gold(), false);
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--errors" => errors = true,
            "--gold" => folder = args.next().ok_or("--gold wants a folder")?.into(),
            other => return Err(format!("score: unknown word: {other}")),
        }
    }
    let comparison = score(&folder)?;
    if errors {
        for line in &comparison.differences {
            println!("{line}");
        }
    }
    println!(
        "doc    gold pred | mention  exact record | value item~ item= {} | labels class lab>met | missing | text",
        ATTRIBUTES.join(" ")
    );
    let all = ("all".to_owned(), comparison.total);
    for (name, s) in comparison.documents.iter().chain([&all]) {
        print!(
            "{name:5} {:5} {:4} |   {:.3}  {:.3}  {:.3} | {:.3} {:.3} {:.3}",
            s.mention.gold,
            s.mention.predicted,
            s.mention.f1(),
            s.exact.f1(),
            s.record.f1(),
            s.attribute("value"),
            s.attribute("item~"),
            s.attribute("item="),
        );
        for name in ATTRIBUTES {
            print!(" {:width$.3}", s.attribute(name), width = name.len().max(5));
        }
        println!(
            " |  {:.3} {:.3} {:7} |   {:.3} | {}/{}",
            s.labels.f1(),
            ratio(s.label_class, s.labels.hit.max(1)),
            s.label_as_metric,
            s.missing.f1(),
            s.same_text,
            s.documents
        );
    }
    Ok(())
}

fn compare(
    name: &str,
    text: &str,
    gold: &[Gold],
    report: &Json,
    differences: &mut Vec<String>,
) -> Score {
    let read = report["text"].as_str().unwrap_or_default();
    let mut score = Score {
        documents: 1,
        same_text: usize::from(read == text),
        ..Score::default()
    };
    // Offsets of the gold count characters of the gold text; ours count bytes
    // of the repaired text. Where the two texts differ, places past the
    // difference do not compare, and the difference is the finding.
    let index = hanliang::span::TextIndex::new(read);
    let scalar = |record: &Json, key: &str| {
        let offset = record[key].as_u64().and_then(|n| usize::try_from(n).ok());
        index.scalar(offset.unwrap_or(usize::MAX))
    };
    let predicted = |key: &str| {
        report[key]
            .as_array()
            .map(Vec::as_slice)
            .unwrap_or_default()
    };
    let spans = |key: &str| -> Vec<(usize, usize)> {
        predicted(key)
            .iter()
            .map(|r| (scalar(r, "start"), scalar(r, "end")))
            .collect()
    };
    let around = |start: usize, end: usize| -> String {
        text.chars()
            .skip(start.saturating_sub(12))
            .take(end - start.saturating_sub(12) + 12)
            .map(|c| if c == '\n' { '/' } else { c })
            .collect()
    };

    let (mut metrics, mut labels, mut missing) = (Vec::new(), Vec::new(), Vec::new());
    for record in gold {
        match record {
            Gold::Metric(metric) => metrics.push(metric),
            Gold::Label { start, end, class } => labels.push((*start, *end, class)),
            Gold::Missing { at } => missing.push(*at),
        }
    }

    // Metrics.
    let ours = spans("metrics");
    let pairs = pair(
        &metrics.iter().map(|m| (m.start, m.end)).collect::<Vec<_>>(),
        &ours,
    );
    let counts = |hit| Tally {
        hit,
        gold: metrics.len(),
        predicted: ours.len(),
    };
    let (mut exact, mut whole) = (0, 0);
    for &(i, j) in &pairs {
        let (gold, ours_json) = (metrics[i], &predicted("metrics")[j]);
        let field = |key: &str| ours_json[key].as_str().unwrap_or_default();
        exact += usize::from((gold.start, gold.end) == ours[j]);
        let value = same_number(&gold.low, field("low")) && same_number(&gold.high, field("high"));
        let item = character_f1(&gold.item, field("item")) >= 0.5;
        let mut wrong = Vec::new();
        let mut note = |name: &'static str, right: bool, score: &mut Score| {
            *score.attributes.entry(name).or_default() += usize::from(right);
            if !right {
                wrong.push(name);
            }
        };
        note("value", value, &mut score);
        note("item~", item, &mut score);
        *score.attributes.entry("item=").or_default() += usize::from(gold.item == field("item"));
        let mut same = BTreeSet::new();
        for name in ATTRIBUTES {
            let want = gold.attributes.get(name).and_then(Json::as_str);
            let right = squeeze(want.unwrap_or_default()) == squeeze(field(name));
            note(name, right, &mut score);
            if right {
                same.insert(name);
            }
        }
        whole += usize::from(value && item && same.contains("unit") && same.contains("relation"));
        if !wrong.is_empty() {
            let details: Vec<String> = wrong
                .iter()
                .map(|&name| {
                    let name = name.trim_end_matches('~');
                    let want = match name {
                        "value" => format!("{}..{}", gold.low, gold.high),
                        "item" => gold.item.clone(),
                        _ => gold
                            .attributes
                            .get(name)
                            .and_then(Json::as_str)
                            .unwrap_or_default()
                            .to_owned(),
                    };
                    let got = match name {
                        "value" => format!("{}..{}", field("low"), field("high")),
                        _ => field(name).to_owned(),
                    };
                    format!("{name}: {want:?} not {got:?}")
                })
                .collect();
            differences.push(format!(
                "{name} differs {} | {} | {}",
                gold.text,
                around(gold.start, gold.end),
                details.join("; ")
            ));
        }
    }
    score.mention = counts(pairs.len());
    score.exact = counts(exact);
    score.record = counts(whole);
    for (i, m) in metrics.iter().enumerate() {
        if !pairs.iter().any(|p| p.0 == i) {
            differences.push(format!(
                "{name} missed | {} | {}",
                m.text,
                around(m.start, m.end)
            ));
        }
    }
    for (j, &(start, end)) in ours.iter().enumerate() {
        if pairs.iter().any(|p| p.1 == j) {
            continue;
        }
        let label = labels.iter().find(|l| l.0 < end && start < l.1);
        score.label_as_metric += usize::from(label.is_some());
        score.slogan_as_metric += usize::from(label.is_some_and(|l| l.2 == "slogan"));
        differences.push(format!(
            "{name} spurious {}| {}",
            label.map(|l| format!("({}) ", l.2)).unwrap_or_default(),
            around(start, end)
        ));
    }

    // Labels.
    let ours = spans("labels");
    let pairs = pair(
        &labels.iter().map(|l| (l.0, l.1)).collect::<Vec<_>>(),
        &ours,
    );
    score.labels = Tally {
        hit: pairs.len(),
        gold: labels.len(),
        predicted: ours.len(),
    };
    for &(i, j) in &pairs {
        let right = predicted("labels")[j]["class"].as_str() == Some(labels[i].2.as_str());
        score.label_class += usize::from(right);
        if !right {
            differences.push(format!(
                "{name} label class | {} | {} not {}",
                around(labels[i].0, labels[i].1),
                labels[i].2,
                predicted("labels")[j]["class"]
            ));
        }
    }
    for (i, l) in labels.iter().enumerate() {
        if !pairs.iter().any(|p| p.0 == i) {
            differences.push(format!(
                "{name} label missed ({}) | {}",
                l.2,
                around(l.0, l.1)
            ));
        }
    }
    for (j, &(start, end)) in ours.iter().enumerate() {
        if !pairs.iter().any(|p| p.1 == j) {
            differences.push(format!("{name} label spurious | {}", around(start, end)));
        }
    }

    // Lost figures: the nearest within two characters.
    let places: Vec<usize> = predicted("missing")
        .iter()
        .map(|r| scalar(r, "at"))
        .collect();
    let mut used = BTreeSet::new();
    for &at in &missing {
        let nearest = (0..places.len())
            .filter(|j| !used.contains(j))
            .min_by_key(|&j| places[j].abs_diff(at));
        match nearest.filter(|&j| places[j].abs_diff(at) <= 2) {
            Some(j) => {
                used.insert(j);
            }
            None => differences.push(format!("{name} missing not seen | {}", around(at, at))),
        }
    }
    for (j, &at) in places.iter().enumerate() {
        if !used.contains(&j) {
            differences.push(format!("{name} missing spurious | {}", around(at, at)));
        }
    }
    score.missing = Tally {
        hit: used.len(),
        gold: missing.len(),
        predicted: places.len(),
    };
    score
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
    use hanliang::quantity::Number;
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

#[expect(
    clippy::cast_precision_loss,
    reason = "shares of a few hundred records"
)]
fn ratio(part: usize, whole: usize) -> f64 {
    part as f64 / whole as f64
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn seed(name: &str) -> Option<PathBuf> {
    let mut found: Vec<PathBuf> = read_folder(&root().join("seeds"))
        .ok()?
        .into_iter()
        .filter(|path| {
            path.file_name()
                .and_then(|n| n.to_str())
                .is_some_and(|n| n.starts_with(&format!("{name}_")))
        })
        .collect();
    found.sort();
    found.into_iter().next()
}

fn read_folder(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let entries = fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    Ok(entries.flatten().map(|entry| entry.path()).collect())
}

fn read_text(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))
}
