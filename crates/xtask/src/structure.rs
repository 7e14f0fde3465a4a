//! Document structure against the annotations, field by field.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use hanliang::document::{Block, BlockKind, Credit, Document, Field, Metadata};
use serde::Deserialize;

/// The structure of one document as annotators saw it.
#[derive(Debug, Deserialize)]
struct Gold {
    title: Option<String>,
    subtitle: Option<String>,
    byline: Vec<Name>,
    published: Option<String>,
    source: Option<String>,
    editors: Option<Vec<String>>,
    breadcrumb: Option<Vec<String>>,
    #[serde(rename = "abstract")]
    summary: Option<String>,
    original_title: Option<String>,
    url: Option<String>,
    captions: Vec<String>,
    headings: Vec<Heading>,
    stories: Vec<Story>,
    list_items: Vec<String>,
    joins: Vec<(String, String)>,
    boilerplate: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct Name {
    role: String,
    name: String,
}

#[derive(Debug, Deserialize)]
struct Heading {
    text: String,
    level: u8,
}

#[derive(Debug, Deserialize)]
struct Story {
    title: Option<String>,
    first_words: String,
    last_words: String,
}

/// How many of a field were found rightly, are annotated, were found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Found and annotated.
    pub hits: usize,
    /// Annotated.
    pub gold: usize,
    /// Found.
    pub found: usize,
}

/// Counts by field, over all documents.
pub type Counts = BTreeMap<&'static str, Count>;

/// The level of headings has no recall of its own and stays out of the total.
const LEVEL: &str = "heading_level";

/// Runs the command: `[--gold FILE] [--errors]`.
///
/// # Errors
///
/// A file of annotations or a text beside it that cannot be read, or an
/// argument that is not known.
pub fn run(args: &[String]) -> Result<(), String> {
    let mut gold = "tests/gold/structure.json".to_owned();
    let mut errors = false;
    let mut words = args.iter();
    while let Some(word) = words.next() {
        match word.as_str() {
            "--errors" => errors = true,
            "--gold" => {
                let path = words.next().ok_or("--gold needs a file")?;
                gold.clone_from(path);
            }
            _ => return Err(format!("unknown argument: {word}")),
        }
    }
    let counts = score(Path::new(&gold), |key, field, count| {
        if errors && (count.hits < count.gold || count.hits < count.found) {
            println!(
                "{key} {field}: hit {} of gold {}, found {}",
                count.hits, count.gold, count.found
            );
        }
    })?;
    for (field, count) in &counts {
        println!(
            "{field:15} hit {:3} gold {:3} found {:3}",
            count.hits, count.gold, count.found
        );
    }
    let all = total(&counts);
    println!(
        "all             hit {:3} gold {:3} found {:3}",
        all.hits, all.gold, all.found
    );
    Ok(())
}

/// Scores all documents of a file of annotations; the texts stand beside it
/// in `text/`. Calls `each` with every document, field and count.
///
/// # Errors
///
/// A file that cannot be read or is not well formed.
pub fn score(gold: &Path, mut each: impl FnMut(&str, &str, Count)) -> Result<Counts, String> {
    let annotations = fs::read_to_string(gold).map_err(|error| told(gold, &error))?;
    let annotations: BTreeMap<String, Gold> =
        serde_json::from_str(&annotations).map_err(|error| told(gold, &error))?;
    let mut counts = Counts::new();
    for (key, annotated) in &annotations {
        let path = gold.with_file_name("text").join(format!("{key}.txt"));
        let text = fs::read_to_string(&path).map_err(|error| told(&path, &error))?;
        for (field, count) in compare(annotated, &text, &Document::read(&text)) {
            each(key, field, count);
            let sum = counts.entry(field).or_default();
            sum.hits += count.hits;
            sum.gold += count.gold;
            sum.found += count.found;
        }
    }
    Ok(counts)
}

fn told(path: &Path, error: &dyn std::fmt::Display) -> String {
    format!("{}: {error}", path.display())
}

/// The sum over all fields but the level of headings.
#[must_use]
pub fn total(counts: &Counts) -> Count {
    let mut all = Count::default();
    for (_, count) in counts.iter().filter(|(field, _)| **field != LEVEL) {
        all.hits += count.hits;
        all.gold += count.gold;
        all.found += count.found;
    }
    all
}

/// White space made one blank, and the marks of a title taken off.
fn norm(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").trim_matches(['《', '》']).to_owned()
}

fn compare(gold: &Gold, text: &str, found: &Document) -> Vec<(&'static str, Count)> {
    let mut counts = compare_metadata(gold, &found.metadata);
    counts.extend(compare_blocks(gold, text, found));
    counts
}

fn compare_metadata(gold: &Gold, metadata: &Metadata) -> Vec<(&'static str, Count)> {
    let published = metadata.published.map(|date| date.to_string());
    let list = |field: &Option<Vec<String>>| field.clone().unwrap_or_default();
    let shown = |fields: &[Field]| -> Vec<String> {
        fields.iter().map(|field| field.text.clone()).collect()
    };
    let first =
        |text: Option<&str>| text.map(|text| norm(text).chars().take(20).collect::<String>());
    vec![
        (
            "title",
            one(gold.title.as_deref(), of_field(&metadata.title)),
        ),
        (
            "subtitle",
            one(gold.subtitle.as_deref(), of_field(&metadata.subtitle)),
        ),
        (
            "published",
            one(gold.published.as_deref(), published.as_deref()),
        ),
        (
            "source",
            one(gold.source.as_deref(), of_field(&metadata.source)),
        ),
        (
            "original_title",
            one(
                gold.original_title.as_deref(),
                of_field(&metadata.original_title),
            ),
        ),
        ("url", one(gold.url.as_deref(), of_field(&metadata.url))),
        (
            "byline",
            many(
                &gold
                    .byline
                    .iter()
                    .map(|name| (name.role.clone(), name.name.clone()))
                    .collect::<Vec<_>>(),
                &metadata.byline.iter().map(pair).collect::<Vec<_>>(),
            ),
        ),
        (
            "editors",
            many(&list(&gold.editors), &shown(&metadata.editors)),
        ),
        (
            "breadcrumb",
            many(&list(&gold.breadcrumb), &shown(&metadata.breadcrumb)),
        ),
        (
            "abstract",
            one(
                first(gold.summary.as_deref()).as_deref(),
                first(of_field(&metadata.summary)).as_deref(),
            ),
        ),
    ]
}

fn compare_blocks(gold: &Gold, text: &str, found: &Document) -> Vec<(&'static str, Count)> {
    let texts: Vec<(&Block, String)> = found
        .blocks
        .iter()
        .map(|block| (block, norm(block.join(text).text())))
        .collect();
    let of = |kind: BlockKind| -> Vec<String> {
        texts
            .iter()
            .filter(|(block, _)| block.kind == kind)
            .map(|(_, text)| text.clone())
            .collect()
    };
    let headings: Vec<String> = gold
        .headings
        .iter()
        .map(|heading| norm(&heading.text))
        .collect();
    vec![
        (
            "captions",
            many(&normed(&gold.captions), &of(BlockKind::Caption)),
        ),
        ("headings", many(&headings, &of(BlockKind::Heading))),
        (LEVEL, levels(gold, &texts)),
        ("list_items", items(gold, &of(BlockKind::ListItem))),
        ("joins", joins(gold, &texts)),
        (
            "boilerplate",
            many(&normed(&gold.boilerplate), &of(BlockKind::Boilerplate)),
        ),
        ("stories", stories(gold, text, found)),
    ]
}

fn of_field(field: &Option<Field>) -> Option<&str> {
    field.as_ref().map(|field| field.text.as_str())
}

fn pair(credit: &Credit) -> (String, String) {
    (credit.role.clone(), credit.name.clone())
}

fn normed(texts: &[String]) -> Vec<String> {
    texts.iter().map(|text| norm(text)).collect()
}

/// One value against one value.
fn one(gold: Option<&str>, found: Option<&str>) -> Count {
    let (gold, found) = (
        norm(gold.unwrap_or_default()),
        norm(found.unwrap_or_default()),
    );
    Count {
        hits: usize::from(!gold.is_empty() && gold == found),
        gold: usize::from(!gold.is_empty()),
        found: usize::from(!found.is_empty()),
    }
}

/// Two bags of values: what they share counts as often as both have it.
fn many<T: Ord>(gold: &[T], found: &[T]) -> Count {
    let mut left: BTreeMap<&T, usize> = BTreeMap::new();
    for value in gold {
        *left.entry(value).or_default() += 1;
    }
    let mut hits = 0;
    for value in found {
        if let Some(count) = left.get_mut(value).filter(|count| **count > 0) {
            *count -= 1;
            hits += 1;
        }
    }
    Count {
        hits,
        gold: gold.len(),
        found: found.len(),
    }
}

/// Of the headings found rightly, how many have their level.
fn levels(gold: &Gold, texts: &[(&Block, String)]) -> Count {
    let levels: BTreeMap<String, u8> = gold
        .headings
        .iter()
        .map(|heading| (norm(&heading.text), heading.level))
        .collect();
    let mut count = Count::default();
    for (block, text) in texts
        .iter()
        .filter(|(block, _)| block.kind == BlockKind::Heading)
    {
        if let Some(level) = levels.get(text) {
            count.gold += 1;
            count.found += 1;
            count.hits += usize::from(block.level == Some(*level));
        }
    }
    count
}

/// A list item is annotated by its first words.
fn items(gold: &Gold, found: &[String]) -> Count {
    let hit = |item: &&String| {
        let start = norm(item);
        found.iter().any(|text| text.starts_with(&start))
    };
    Count {
        hits: gold.list_items.iter().filter(hit).count(),
        gold: gold.list_items.len(),
        found: found.len(),
    }
}

/// A join is annotated by the words before and after the cut.
fn joins(gold: &Gold, texts: &[(&Block, String)]) -> Count {
    let running = |block: &Block| {
        matches!(
            block.kind,
            BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Abstract
        )
    };
    let hits = gold
        .joins
        .iter()
        .filter(|(before, after)| {
            let seam = format!("{before}{after}");
            texts
                .iter()
                .any(|(block, text)| running(block) && text.contains(&seam))
        })
        .count();
    let made: usize = texts.iter().map(|(block, _)| block.ranges.len() - 1).sum();
    Count {
        hits,
        gold: gold.joins.len(),
        found: made.max(hits),
    }
}

/// A story is found if its title is, with its first and last words.
fn stories(gold: &Gold, text: &str, found: &Document) -> Count {
    let hit = |story: &&Story| {
        let title = norm(story.title.as_deref().unwrap_or_default());
        let same = found
            .stories
            .iter()
            .find(|other| norm(of_field(&other.title).unwrap_or_default()) == title);
        same.is_some_and(|other| {
            let body: String = other
                .blocks
                .iter()
                .filter_map(|&at| found.blocks.get(at))
                .filter(|block| matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem))
                .map(|block| block.join(text).text().to_owned())
                .collect();
            body.contains(&story.first_words) && body.contains(&story.last_words)
        })
    };
    Count {
        hits: gold.stories.iter().filter(hit).count(),
        gold: gold.stories.len(),
        found: found.stories.len(),
    }
}
