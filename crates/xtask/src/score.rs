//! Metrics, labels and lost figures against the gold annotations.
//!
//! The fields are defined in `tests/gold/GUIDELINES.md`. A predicted metric
//! matches a gold metric when their spans overlap, one to one, the largest
//! overlap first. `value` asks both ends to be equal as numbers, `item~` a
//! character F1 of at least one half; `record` is overlap, value, unit,
//! relation and `item~` together.

mod compare;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_json::Value as Json;

use compare::compare;

/// The attributes of a metric that are compared as they are written.
pub const ATTRIBUTES: [&str; 7] = ["relation", "unit", "kind", "role", "time", "per", "scope"];

/// One line of a gold file.
#[derive(Clone, Debug, Deserialize)]
#[serde(tag = "type", rename_all = "lowercase")]
enum Gold {
    Metric(GoldMetric),
    Label(GoldLabel),
    Missing { at: usize },
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

#[derive(Clone, Debug, Deserialize)]
struct GoldLabel {
    start: usize,
    end: usize,
    class: String,
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

/// The project's annotated passages that no rule is tuned on.
#[must_use]
pub fn held_out() -> PathBuf {
    root().join("tests/heldout")
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
