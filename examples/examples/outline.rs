//! The structure of each document as a tree.
//!
//! ```text
//! cargo run --release -p hanliang-examples --example outline -- seeds/*.txt
//! ```
//!
//! With `--rules`, each line says which rule made it.

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Parser;
use hanliang::document::{Block, BlockKind, Credit, Document, Field};
use hanliang_examples::Pages;

/// Characters of a block that are shown.
const SHOWN: usize = 40;

/// The structure of documents as trees.
#[derive(Parser)]
struct Arguments {
    /// Say which rule made each block
    #[arg(long)]
    rules: bool,
    #[command(flatten)]
    pages: Pages,
}

fn main() -> ExitCode {
    let Arguments { rules, pages } = Arguments::parse();
    pages.for_each(|input, report, out| {
        writeln!(out, "{input}")?;
        metadata(out, &report.document)?;
        tree(out, &report.text, &report.document, rules)?;
        writeln!(out)
    })
}

/// What the page says of itself, a line each.
fn metadata(out: &mut dyn Write, document: &Document) -> io::Result<()> {
    let metadata = &document.metadata;
    let one = |field: &Option<Field>| field.as_ref().map(|field| field.text.clone());
    let many = |fields: &[Field]| {
        let texts: Vec<&str> = fields.iter().map(|field| field.text.as_str()).collect();
        (!texts.is_empty()).then(|| texts.join(", "))
    };
    let said = [
        ("title", one(&metadata.title)),
        ("kicker", one(&metadata.kicker)),
        ("subtitle", one(&metadata.subtitle)),
        ("byline", names(&metadata.byline)),
        ("source", one(&metadata.source)),
        ("published", metadata.published.map(|date| date.to_string())),
        ("dateline", one(&metadata.dateline)),
        ("editors", many(&metadata.editors)),
        ("path", many(&metadata.breadcrumb)),
        ("abstract", one(&metadata.summary).map(|text| shown(&text))),
        ("keywords", many(&metadata.keywords)),
        ("number", one(&metadata.document_number)),
        ("addressee", one(&metadata.addressee)),
        ("signature", many(&metadata.signature)),
        ("original", one(&metadata.original_title)),
        ("url", one(&metadata.url)),
    ];
    for (name, value) in said {
        if let Some(value) = value {
            writeln!(out, "  {name:10} {value}")?;
        }
    }
    Ok(())
}

fn names(credits: &[Credit]) -> Option<String> {
    let names: Vec<String> = credits
        .iter()
        .map(|credit| format!("{} {}", credit.role, credit.name))
        .collect();
    (!names.is_empty()).then(|| names.join(", "))
}

/// The blocks, set in under their headings; stories under their own line.
fn tree(out: &mut dyn Write, text: &str, document: &Document, rules: bool) -> io::Result<()> {
    for (index, block) in document.blocks.iter().enumerate() {
        let story = document
            .stories
            .iter()
            .position(|story| story.blocks.first() == Some(&index));
        if let Some(story) = story {
            let by = names(&document.stories[story].byline)
                .map(|names| format!(" ({names})"))
                .unwrap_or_default();
            writeln!(out, "  story {}{by}", story + 1)?;
        }
        // Items of a list are set in by their level, headings by what is over them.
        let inner = match (block.kind, block.level) {
            (BlockKind::ListItem, Some(level)) => usize::from(level.saturating_sub(1)),
            _ => 0,
        };
        let depth = document.headings_above(index).count() + inner;
        let mut line = format!("  {}{}", "  ".repeat(depth), label(block));
        if rules {
            line.push_str(&format!(" [{}", block.rule));
            if let Some(joined) = block.joined {
                line.push_str(&format!(", {joined}"));
            }
            line.push(']');
        }
        if block.rows.is_empty() {
            line.push_str(&format!(" {}", shown(block.join(text).text())));
        }
        writeln!(out, "{line}")?;
        for row in &block.rows {
            let cells: Vec<&str> = row.cells.iter().filter_map(|cell| cell.of(text)).collect();
            writeln!(out, "  {}| {} |", "  ".repeat(depth + 1), cells.join(" | "))?;
        }
    }
    Ok(())
}

fn label(block: &Block) -> String {
    let mut label = match (block.kind, block.level) {
        (BlockKind::Heading, Some(level)) => "#".repeat(usize::from(level)),
        (BlockKind::ListItem, Some(level)) => format!("list item {level}:"),
        (kind, _) => format!("{kind}:"),
    };
    if block.ranges.len() > 1 {
        label.push_str(&format!(" ({} pieces joined)", block.ranges.len()));
    }
    if !block.rows.is_empty() {
        label.push_str(&format!(" ({} rows)", block.rows.len()));
    }
    label
}

/// The first and last characters of a text, on one line.
fn shown(text: &str) -> String {
    let line: Vec<char> = text
        .chars()
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .collect();
    if line.len() <= SHOWN {
        return line.into_iter().collect();
    }
    let (head, tail) = (&line[..SHOWN * 2 / 3], &line[line.len() - SHOWN / 3..]);
    let mut shown: String = head.iter().collect();
    shown.push_str(" … ");
    shown.extend(tail);
    shown
}
