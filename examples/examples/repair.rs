//! Repairs files: the text to standard output, byte for byte; a summary to
//! standard error.
//!
//! ```text
//! cargo run --release -p hanliang-examples --example repair -- [--edits] FILE… | -
//! ```
//!
//! `--edits` prints each repair to standard error as one JSON object. `-` is
//! standard input. A file that cannot be read gives an error line, the rest
//! go on, and the exit status is 1.

use std::collections::BTreeMap;
use std::io::{self, Read, Write};
use std::process::ExitCode;

use hanliang::repair::{Repaired, Repairer};

fn main() -> ExitCode {
    let mut edits = false;
    let mut paths = Vec::new();
    for argument in std::env::args_os().skip(1) {
        match argument.to_str() {
            Some("--edits") => edits = true,
            Some("--help" | "-h") => {
                eprintln!("usage: repair [--edits] FILE… | -");
                return ExitCode::SUCCESS;
            }
            Some(option) if option.starts_with("--") => {
                eprintln!("repair: unknown option {option}; usage: repair [--edits] FILE… | -");
                return ExitCode::from(2);
            }
            _ => paths.push(argument),
        }
    }
    if paths.is_empty() {
        eprintln!("usage: repair [--edits] FILE… | -");
        return ExitCode::from(2);
    }

    let repairer = Repairer::new();
    let mut failed = false;
    for path in &paths {
        let name = path.to_string_lossy();
        let bytes = if path == "-" {
            let mut bytes = Vec::new();
            io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
        } else {
            std::fs::read(path)
        };
        let result = bytes.and_then(|bytes| {
            let repaired = repairer.repair_bytes(&bytes);
            write(&name, &repaired, edits)
        });
        match result {
            Ok(()) => {}
            // Whoever reads has what they wanted.
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => return ExitCode::SUCCESS,
            Err(error) => {
                eprintln!("repair: {name}: {error}");
                failed = true;
            }
        }
    }
    ExitCode::from(u8::from(failed))
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
