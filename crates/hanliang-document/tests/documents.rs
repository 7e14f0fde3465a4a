//! Whole pages with their structure, kept beside this file: `cases/*.txt` is
//! what comes in, `cases/*.outline` what a reader sees in it.
//!
//! To write the outlines of new pages, run with `OUTLINE=write` and read every
//! line of the result before keeping it.

// A failed expectation is the point of a test, in its helpers too.
#![allow(clippy::expect_used, clippy::panic)]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use hanliang_document::{Block, Credit, Document, Field};

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut found: Vec<PathBuf> = fs::read_dir(folder)
        .expect("the cases")
        .map(|entry| entry.expect("a case").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
        .collect();
    found.sort();
    found
}

fn names(credits: &[Credit]) -> String {
    credits
        .iter()
        .map(|credit| format!("{} {}", credit.role, credit.name))
        .collect::<Vec<_>>()
        .join("; ")
}

fn line(outline: &mut String, name: &str, value: &str) {
    if !value.is_empty() {
        writeln!(outline, "{name}: {value}").expect("a string grows");
    }
}

fn block_line(text: &str, block: &Block) -> String {
    let joined = block.join(text);
    let shown = joined.text().replace('\n', "⏎").replace('\t', "⇥");
    let length = shown.chars().count();
    // Enough of a long block to see where it begins and ends.
    let shown = if length > 48 {
        let head: String = shown.chars().take(24).collect();
        let tail: String = shown.chars().skip(length - 16).collect();
        format!("{head} … {tail}")
    } else {
        shown
    };
    let level = block
        .level
        .map(|level| format!(" {level}"))
        .unwrap_or_default();
    let pieces = match block.ranges.len() {
        1 => String::new(),
        count => format!(" ({count} pieces)"),
    };
    format!("{}{level}{pieces} | {shown}", block.kind)
}

fn outline(text: &str) -> String {
    let document = Document::read(text);
    let metadata = &document.metadata;
    let mut found = String::new();
    let one = |field: &Option<Field>| {
        field
            .as_ref()
            .map(|field| field.text.clone())
            .unwrap_or_default()
    };
    let many = |fields: &[Field]| {
        fields
            .iter()
            .map(|field| field.text.as_str())
            .collect::<Vec<_>>()
            .join("; ")
    };
    line(&mut found, "title", &one(&metadata.title));
    line(&mut found, "kicker", &one(&metadata.kicker));
    line(&mut found, "subtitle", &one(&metadata.subtitle));
    line(&mut found, "byline", &names(&metadata.byline));
    line(&mut found, "source", &one(&metadata.source));
    line(
        &mut found,
        "published",
        &metadata
            .published
            .map(|date| date.to_string())
            .unwrap_or_default(),
    );
    line(&mut found, "dateline", &one(&metadata.dateline));
    line(&mut found, "editors", &many(&metadata.editors));
    line(&mut found, "breadcrumb", &many(&metadata.breadcrumb));
    let summary: String = one(&metadata.summary).chars().take(20).collect();
    line(&mut found, "abstract", &summary);
    line(&mut found, "original title", &one(&metadata.original_title));
    line(&mut found, "keywords", &many(&metadata.keywords));
    line(
        &mut found,
        "document number",
        &one(&metadata.document_number),
    );
    line(&mut found, "addressee", &one(&metadata.addressee));
    line(&mut found, "signature", &many(&metadata.signature));
    line(&mut found, "url", &one(&metadata.url));
    for block in &document.blocks {
        found.push_str(&block_line(text, block));
        found.push('\n');
        for row in &block.rows {
            let cells: Vec<&str> = row.cells.iter().filter_map(|cell| cell.of(text)).collect();
            writeln!(found, "  row | {}", cells.join(" | ")).expect("a string grows");
        }
        if let Some(lead) = block.lead_in.and_then(|span| span.of(text)) {
            writeln!(found, "  lead-in | {lead}").expect("a string grows");
        }
    }
    for story in &document.stories {
        let first = story.blocks.first().copied().unwrap_or_default();
        let last = story.blocks.last().copied().unwrap_or_default();
        writeln!(
            found,
            "story {first}-{last} | {} | {}",
            one(&story.title),
            names(&story.byline)
        )
        .expect("a string grows");
    }
    found
}

#[test]
fn pages_have_their_structure() {
    let write = std::env::var("OUTLINE").is_ok_and(|wish| wish == "write");
    let mut wrong = String::new();
    let cases = cases();
    assert!(cases.len() >= 20, "only {} pages", cases.len());
    for path in cases {
        let text = fs::read_to_string(&path).expect("a page");
        let found = outline(&text);
        let kept = path.with_extension("outline");
        if write {
            fs::write(&kept, &found).expect("an outline written");
        }
        let expected = fs::read_to_string(&kept).unwrap_or_default();
        if found != expected {
            writeln!(wrong, "{}:", path.display()).expect("a string grows");
            for (was, is) in expected
                .lines()
                .zip(found.lines())
                .filter(|(was, is)| was != is)
            {
                writeln!(wrong, "  expected {was}\n  found    {is}").expect("a string grows");
            }
            if expected.lines().count() != found.lines().count() {
                writeln!(wrong, "  and the number of lines differs").expect("a string grows");
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
