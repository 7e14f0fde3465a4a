//! Repairs files: the text to standard output, byte for byte; a summary to
//! standard error.
//!
//! ```text
//! cargo run --release -p hanliang-examples --example repair -- --edits seeds/001_*.txt
//! ```
//!
//! `--edits` prints each repair to standard error as one JSON object. A file
//! that cannot be read gives an error line, the rest go on, and the exit status
//! is 1.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::process::ExitCode;

use clap::Parser;
use hanliang::repair::{Repaired, Repairer};
use hanliang_examples::{Cut, for_each_input};

/// Undoes the damage of Chinese texts.
#[derive(Parser)]
struct Arguments {
    /// Each repair to standard error, with what was there before and after
    #[arg(long)]
    edits: bool,
    /// Files to read, `-` for standard input
    #[arg(required = true)]
    files: Vec<String>,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let repairer = Repairer::new();
    for_each_input(&arguments.files, Cut::Files, |input| {
        let repaired = repairer.repair_bytes(input.bytes);
        write(input.file, &repaired, arguments.edits)
    })
}

fn write(name: &str, repaired: &Repaired<'_>, edits: bool) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(repaired.text.as_bytes())?;
    out.flush()?;

    let mut log = io::stderr().lock();
    if edits {
        for edit in &repaired.edits {
            let line = serde_json::json!({
                "file": name,
                "damage": edit.damage.name(),
                "source": [edit.source.start, edit.source.end],
                "target": [edit.target.start, edit.target.end],
                "before": edit.before,
                "after": edit.after,
                "confidence": edit.confidence,
            });
            writeln!(log, "{line}")?;
        }
    }
    let mut counts = BTreeMap::new();
    for edit in &repaired.edits {
        *counts.entry(edit.damage.name()).or_insert(0_usize) += 1;
    }
    let mut lost = BTreeMap::new();
    for loss in &repaired.losses {
        *lost.entry(loss.damage.name()).or_insert(0_usize) += 1;
    }
    write!(
        log,
        "{name}: {}, {} edits{}, {} losses{}",
        repaired.encoding,
        repaired.edits.len(),
        list(&counts),
        repaired.losses.len(),
        list(&lost),
    )?;
    for signal in &repaired.signals {
        write!(
            log,
            ", {} in {} places",
            signal.kind.name(),
            signal.evidence.len()
        )?;
    }
    writeln!(log)
}

/// The counts by name: ` (html-entity 3, zero-width 1)`.
fn list(counts: &BTreeMap<&str, usize>) -> String {
    if counts.is_empty() {
        return String::new();
    }
    let parts: Vec<String> = counts
        .iter()
        .map(|(name, count)| format!("{name} {count}"))
        .collect();
    format!(" ({})", parts.join(", "))
}
