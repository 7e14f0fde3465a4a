//! Figures with their meaning from Chinese pages, damaged or not.
//!
//! ```text
//! cargo run --release -p hanliang-examples --example extract -- seeds/*.txt
//! cargo run --release -p hanliang-examples --example extract -- --json seeds/*.txt
//! ```

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Parser;
use comfy_table::{ContentArrangement, Table, presets};
use hanliang::{Pipeline, Report};
use hanliang_examples::{Cut, for_each_input};

/// Figures with their meaning from Chinese pages, damaged or not.
#[derive(Parser)]
struct Arguments {
    /// One JSON object a document instead of a table
    #[arg(long)]
    json: bool,
    /// Each input line is a document
    #[arg(long)]
    lines: bool,
    /// Also what is no quantity (dates, slogans, …) and which figures were lost
    #[arg(long)]
    all: bool,
    /// Files to read, `-` for standard input
    #[arg(required = true)]
    files: Vec<String>,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let pipeline = Pipeline::new();
    let cut = if arguments.lines { Cut::Lines } else { Cut::Files };
    let mut out = io::BufWriter::new(io::stdout().lock());
    let code = for_each_input(&arguments.files, cut, |input| {
        let report = pipeline.read(input.bytes);
        if arguments.json {
            report.write_json(input.file, input.line, &mut out)?;
            writeln!(out)
        } else {
            let name = match input.line {
                Some(line) => format!("{}:{line}", input.file),
                None => input.file.to_owned(),
            };
            write_table(&mut out, &name, &report, arguments.all)
        }
    });
    match out.flush() {
        Err(e) if e.kind() != io::ErrorKind::BrokenPipe => ExitCode::FAILURE,
        _ => code,
    }
}
