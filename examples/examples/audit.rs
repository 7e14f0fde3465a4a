//! What the figures of a page say of one another: shares against part and
//! whole, changes and multiples against their ends, parts against their total,
//! plans against what came of them, means against total and count, counts
//! against the names listed, one figure stated twice, and figures that cannot
//! be.
//!
//! ```text
//! cargo run --release -p hanliang-examples --example audit -- seeds/*.txt
//! cargo run --release -p hanliang-examples --example audit -- --wrong seeds/*.txt
//! ```
//!
//! Exits with 1 if a file could not be read. A contradiction is a finding,
//! not a failure.

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Parser;
use hanliang::Report;
use hanliang::span::TextIndex;
use hanliang_examples::{Input, Pages, verdict};

/// What the figures of Chinese pages say of one another.
#[derive(Parser)]
struct Arguments {
    /// Only what disagrees or cannot be
    #[arg(long)]
    wrong: bool,
    #[command(flatten)]
    pages: Pages,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    arguments
        .pages
        .for_each(|input, report, out| write_findings(out, &input, report, arguments.wrong))
}

/// A line with the counts, then for each finding its arithmetic and the
/// figures it used, each with what it counts and where it stands.
fn write_findings(
    out: &mut dyn Write,
    input: &Input<'_>,
    report: &Report,
    wrong: bool,
) -> io::Result<()> {
    let disagree = report.findings.iter().filter(|f| !f.agrees).count();
    writeln!(
        out,
        "{input}: {} figures, {} checks, {disagree} that disagree",
        report.metrics.len(),
        report.findings.len()
    )?;
    let index = TextIndex::new(&report.text);
    for finding in &report.findings {
        if wrong && finding.agrees {
            continue;
        }
        let verdict = verdict(finding);
        writeln!(
            out,
            "  {} {verdict}: {}",
            finding.kind.name(),
            finding.arithmetic
        )?;
        for metric in finding
            .metrics
            .iter()
            .filter_map(|&at| report.metrics.get(at))
        {
            let item = metric.item.as_ref().map_or("", |item| item.text.as_str());
            let scope = metric
                .scope
                .as_ref()
                .map_or("", |scope| scope.mention.text.as_str());
            let line = index.position(metric.quantity.span.start).line;
            writeln!(
                out,
                "    line {line}: {} · {} · {} {scope}",
                metric.mention.text,
                metric.role.name(),
                item
            )?;
        }
    }
    Ok(())
}
