//! What the examples share: reading the inputs a person names, and a word for
//! what was checked.
//!
//! A file that cannot be read is told on standard error and the rest go on;
//! the exit status then is 1.

use std::fmt;
use std::fs::File;
use std::io::{self, BufRead, BufReader, IsTerminal, Read, Write};
use std::process::ExitCode;

use clap::Args;
use hanliang::document::HtmlErrorKind;
use hanliang::metric::Finding;
use hanliang::{Pipeline, Report};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// The inputs that a person names on the command line.
#[derive(Args, Debug)]
pub struct Inputs {
    /// Each input line is a document
    #[arg(long)]
    lines: bool,
    /// Files to read, `-` for standard input
    #[arg(required = true)]
    files: Vec<String>,
}

impl Inputs {
    /// Calls `each` for every document, in order, with a buffered standard
    /// output; the status is 1 if an input could not be read or the output
    /// could not be written.
    pub fn for_each(
        &self,
        mut each: impl FnMut(Input<'_>, &mut dyn Write) -> io::Result<()>,
    ) -> ExitCode {
        let cut = if self.lines { Cut::Lines } else { Cut::Files };
        let mut out = io::BufWriter::new(io::stdout().lock());
        let code = for_each_input(&self.files, cut, |input| each(input, &mut out));
        match out.flush() {
            Err(e) if e.kind() != io::ErrorKind::BrokenPipe => ExitCode::FAILURE,
            _ => code,
        }
    }
}

/// The inputs that a person names on the command line, read through the whole
/// chain.
#[derive(Args, Debug)]
pub struct Pages {
    /// The inputs are web pages (HTML): read the article of each
    #[arg(long)]
    html: bool,
    #[command(flatten)]
    inputs: Inputs,
}

impl Pages {
    /// Calls `each` with the report of every document, as
    /// [`Inputs::for_each`] does. A page that gives no article is told, and
    /// the status then is 1.
    pub fn for_each(
        &self,
        mut each: impl FnMut(Input<'_>, &Report, &mut dyn Write) -> io::Result<()>,
    ) -> ExitCode {
        let pipeline = Pipeline::new();
        let mut refused = false;
        let code = self.inputs.for_each(|input, out| {
            let report = if self.html {
                article(&pipeline, &input)
            } else {
                Some(pipeline.read(input.bytes))
            };
            refused |= report.is_none();
            report.map_or(Ok(()), |report| each(input, &report, out))
        });
        if refused { ExitCode::FAILURE } else { code }
    }
}

/// The article of a web page. What has no markup is told and read as text;
/// markup that cannot be read is told.
fn article(pipeline: &Pipeline, input: &Input<'_>) -> Option<Report> {
    match pipeline.read_html(input.bytes) {
        Ok(report) => Some(report),
        Err(e) if e.kind() == HtmlErrorKind::NotHtml => {
            complain(input, &format_args!("{e}, read as text"));
            Some(pipeline.read(input.bytes))
        }
        Err(e) => {
            complain(input, &e);
            None
        }
    }
}

/// One document as it was found; shown as `file`, or `file:line`.
#[derive(Debug)]
pub struct Input<'a> {
    /// The path as given, or `-` for standard input.
    pub file: &'a str,
    /// The number of the line it stands on, from 1, where each line is a
    /// document.
    pub line: Option<usize>,
    /// Its bytes, undecoded.
    pub bytes: &'a [u8],
}

impl fmt::Display for Input<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.file)?;
        self.line.map_or(Ok(()), |line| write!(f, ":{line}"))
    }
}

/// What a finding says, in a word that stands out where it is bad news.
#[must_use]
pub const fn verdict(finding: &Finding) -> &'static str {
    if finding.agrees {
        "agrees"
    } else {
        "DISAGREES"
    }
}

/// How an input is cut into documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
    /// Each file is a document.
    Files,
    /// Each line of each file is a document, read one at a time.
    Lines,
}

/// Calls `each` for every document of the files, in order.
///
/// A person at a terminal who reads several files sees how far it is. If the
/// reader of the output goes away (a closed pipe), the work ends quietly.
pub fn for_each_input(
    files: &[String],
    cut: Cut,
    mut each: impl FnMut(Input<'_>) -> io::Result<()>,
) -> ExitCode {
    let progress = progress(files.len());
    let mut failed = false;
    for file in files {
        progress.set_message(file.clone());
        let done = open(file).and_then(|reader| match cut {
            Cut::Files => whole(file, reader, &mut each),
            Cut::Lines => lines(file, reader, &mut each),
        });
        match done {
            Ok(()) => {}
            Err(Failure::Output(e)) if e.kind() == io::ErrorKind::BrokenPipe => break,
            Err(Failure::Output(e)) => {
                progress.suspend(|| complain("output", &e));
                failed = true;
                break;
            }
            Err(Failure::Input(e)) => {
                progress.suspend(|| complain(file, &e));
                failed = true;
            }
        }
        progress.inc(1);
    }
    progress.finish_and_clear();
    ExitCode::from(u8::from(failed))
}

enum Failure {
    Input(io::Error),
    Output(io::Error),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Input(error)
    }
}

fn open(file: &str) -> Result<Box<dyn BufRead>, Failure> {
    if file == "-" {
        return Ok(Box::new(io::stdin().lock()));
    }
    let opened = File::open(file)?;
    if opened.metadata()?.is_dir() {
        // Opening a folder succeeds on some systems and reading it then fails
        // with a message that does not help.
        return Err(Failure::Input(io::Error::new(
            io::ErrorKind::IsADirectory,
            "is a directory; name the files in it",
        )));
    }
    Ok(Box::new(BufReader::new(opened)))
}

fn whole(
    file: &str,
    mut reader: impl Read,
    each: &mut impl FnMut(Input<'_>) -> io::Result<()>,
) -> Result<(), Failure> {
    let mut bytes = Vec::new();
    reader.read_to_end(&mut bytes)?;
    each(Input {
        file,
        line: None,
        bytes: &bytes,
    })
    .map_err(Failure::Output)
}

fn lines(
    file: &str,
    mut reader: impl BufRead,
    each: &mut impl FnMut(Input<'_>) -> io::Result<()>,
) -> Result<(), Failure> {
    let mut bytes = Vec::new();
    for line in 1.. {
        bytes.clear();
        if reader.read_until(b'\n', &mut bytes)? == 0 {
            break;
        }
        while bytes.pop_if(|b| matches!(b, b'\n' | b'\r')).is_some() {}
        each(Input {
            file,
            line: Some(line),
            bytes: &bytes,
        })
        .map_err(Failure::Output)?;
    }
    Ok(())
}

/// Shown only where several files are read and the output does not share the
/// terminal's lines with it.
fn progress(files: usize) -> ProgressBar {
    if files < 2 || io::stdout().is_terminal() {
        return ProgressBar::hidden();
    }
    let length = u64::try_from(files).unwrap_or(u64::MAX);
    let bar = ProgressBar::with_draw_target(Some(length), ProgressDrawTarget::stderr());
    let style = ProgressStyle::with_template("{bar:30} {pos}/{len} {wide_msg}");
    bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

fn complain(file: impl fmt::Display, error: &dyn fmt::Display) {
    // Nothing is left to tell if standard error is gone too.
    let _ = writeln!(io::stderr(), "{file}: {error}");
}
