//! `cargo run --release -p xtask -- COMMAND`: see [`USAGE`].

use std::process::ExitCode;

const USAGE: &str = "\
usage: cargo run --release -p xtask -- COMMAND

  score [--gold DIR] [--errors]      metrics, labels and lost figures against the annotations
  structure [--gold FILE] [--errors] document structure against the annotations
  generate [--check]                 write the generated tables anew, or compare them";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let Some((command, rest)) = args.split_first() else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    let done = match command.as_str() {
        "score" => xtask::score::run(rest),
        "structure" => xtask::structure::run(rest),
        "generate" => xtask::generate::run(rest),
        _ => Err(format!("unknown command: {command}\n{USAGE}")),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}
