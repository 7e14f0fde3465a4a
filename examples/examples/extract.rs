//! Figures with their meaning from Chinese pages, damaged or not.
//!
//! ```text
//! cargo run --release -p hanliang-examples --example extract -- seeds/*.txt
//! cargo run --release -p hanliang-examples --example extract -- --json seeds/*.txt
//! cargo run --release -p hanliang-examples --example extract -- --csv seeds/*.txt
//! cargo run --release -p hanliang-examples --example extract -- --html page.html
//! ```

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Parser;
use comfy_table::{CellAlignment, ContentArrangement, Table, TableComponent, presets};
use csv::WriterBuilder;
use hanliang::Report;
use hanliang::metric::{Mention, Metric};
use hanliang_examples::{Input, Pages, verdict};

/// Figures with their meaning from Chinese pages, damaged or not.
#[derive(Parser)]
struct Arguments {
    /// One JSON object a document instead of a table
    #[arg(long, conflicts_with = "csv")]
    json: bool,
    /// One table for all documents as CSV, a row a figure
    #[arg(long)]
    csv: bool,
    /// Also what is no quantity (dates, slogans, …)
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    pages: Pages,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let mut headed = false;
    arguments.pages.for_each(|input, report, out| {
        if arguments.json {
            report.write_json(input.file, input.line, &mut *out)?;
            writeln!(out)
        } else if arguments.csv {
            let rows = WriterBuilder::new().has_headers(!headed).from_writer(out);
            headed |= !report.metrics.is_empty();
            write_rows(rows, &input, report)
        } else {
            write_table(out, &input, report, arguments.all)
        }
    })
}

/// A row a metric, with the names of the columns before the first of all.
fn write_rows(
    mut rows: csv::Writer<impl Write>,
    input: &Input<'_>,
    report: &Report,
) -> io::Result<()> {
    for row in report.rows(&input.to_string()) {
        rows.serialize(row).map_err(io::Error::from)?;
    }
    rows.flush()
}

/// Title and metadata, then a row a metric, then what was lost and checked.
fn write_table(
    out: &mut dyn Write,
    input: &Input<'_>,
    report: &Report,
    all: bool,
) -> io::Result<()> {
    write_head(out, input, report)?;
    if !report.metrics.is_empty() {
        writeln!(out, "{}", table(&report.metrics))?;
    }
    for missing in &report.missing {
        write!(out, "lost figure: {}", around(&report.text, missing.at))?;
        if !missing.unit.is_empty() {
            write!(out, ", in {}", missing.unit)?;
        }
        if let Some(item) = &missing.item {
            write!(out, ", of {}", item.text)?;
        }
        writeln!(out)?;
    }
    for finding in &report.findings {
        let verdict = verdict(finding);
        writeln!(out, "{verdict}: {}", finding.arithmetic)?;
    }
    for loss in &report.losses {
        let around = around(&report.text, loss.span.start);
        writeln!(out, "not repaired: {}, at {around}", loss.damage)?;
    }
    if all {
        for label in &report.labels {
            let text = label.span.of(&report.text).unwrap_or_default();
            writeln!(out, "{}: {text}", label.class.name())?;
        }
    }
    writeln!(out)
}

/// The title, a line on where the page is from, and how much was found.
fn write_head(out: &mut dyn Write, input: &Input<'_>, report: &Report) -> io::Result<()> {
    let metadata = &report.document.metadata;
    let title = [&metadata.title, &metadata.original_title]
        .into_iter()
        .flatten()
        .next()
        .map_or("(no title)", |title| title.text.as_str());
    writeln!(out, "{title}")?;
    let mut facts = vec![input.to_string(), report.encoding.to_owned()];
    facts.extend(metadata.source.as_ref().map(|source| source.text.clone()));
    facts.extend(metadata.published.as_ref().map(ToString::to_string));
    facts.extend(
        metadata
            .byline
            .iter()
            .map(|c| format!("{} {}", c.role, c.name)),
    );
    writeln!(out, "{}", facts.join(" · "))?;
    writeln!(
        out,
        "{} metrics, {} labels, {} lost figures; {} repairs, {} losses",
        report.metrics.len(),
        report.labels.len(),
        report.missing.len(),
        report.edits.len(),
        report.losses.len()
    )
}

/// A row a metric.
fn table(metrics: &[Metric]) -> Table {
    let mut table = Table::new();
    table
        .load_preset(presets::NOTHING)
        .set_style(TableComponent::HeaderLines, '─')
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_header(["value", "unit", "item", "role", "time", "per", "scope"]);
    for metric in metrics {
        let text = |mention: Option<&Mention>| mention.map_or("", |m| m.text.as_str()).to_owned();
        let per: Vec<&str> = metric.per.iter().map(|per| per.text.as_str()).collect();
        let unit = metric.quantity.unit.as_ref();
        table.add_row([
            value(metric),
            unit.map_or("", |unit| unit.symbol()).to_owned(),
            text(metric.item.as_ref()),
            metric.role.name().to_owned(),
            text(metric.time.as_ref().map(|time| &time.mention)),
            per.join(" "),
            text(metric.scope.as_ref().map(|scope| &scope.mention)),
        ]);
    }
    if let Some(values) = table.column_mut(0) {
        values.set_cell_alignment(CellAlignment::Right);
    }
    table
}

/// `≥ 98`, `2–3`, `1,152`: as one would write it in a table.
fn value(metric: &Metric) -> String {
    let quantity = &metric.quantity;
    let (low, high) = (quantity.value.low(), quantity.value.high());
    let number = if quantity.value.is_single() {
        grouped(&low.to_string())
    } else {
        format!(
            "{}–{}",
            grouped(&low.to_string()),
            grouped(&high.to_string())
        )
    };
    match quantity.relation.symbol() {
        "=" => number,
        ">=" => format!("≥ {number}"),
        "<=" => format!("≤ {number}"),
        other => format!("{other} {number}"),
    }
}

/// A decimal with its integer digits in groups of three.
fn grouped(number: &str) -> String {
    let digits = number.trim_start_matches('-');
    let whole = digits.find(['.', '/']).unwrap_or(digits.len());
    let mut out = String::from(if digits.len() < number.len() { "-" } else { "" });
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && i < whole && (whole - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}

/// Some characters on either side of a place, which is marked.
fn around(text: &str, at: usize) -> String {
    const REACH: usize = 8;
    let (before, after) = text.split_at_checked(at).unwrap_or((text, ""));
    let mut left: Vec<char> = before.chars().rev().take(REACH).collect();
    left.reverse();
    left.into_iter()
        .chain(['▲'])
        .chain(after.chars().take(REACH))
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect()
}
