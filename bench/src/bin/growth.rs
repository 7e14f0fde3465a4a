//! Time and peak memory of the whole chain as its input grows: the seeds from
//! 10 kB to 100 MB, then one hostile pattern after another at three sizes, each
//! twice the one before. A linear reader keeps its speed and its memory a byte.
//! Every size reads the same text: what is smaller than a megabyte reads a
//! megabyte in documents of that size. Of three readings the fastest counts.
//!
//! `growth [LARGEST_MB] [PATTERNS_MB]`, 100 and 4 unless given.

use std::time::Instant;

use hanliang::Pipeline;
use hanliang_bench::clean;
use hanliang_tests::PATTERNS;
use peak_alloc::PeakAlloc;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

const MEGABYTE: usize = 1_000_000;
/// The smallest documents that are read, in bytes.
const SMALLEST: usize = 10_000;

/// What reading one input took, or several one after another.
struct Reading {
    bytes: usize,
    seconds: f64,
    /// Most bytes allocated at one time for a byte of input, the input not
    /// counted.
    peak: f64,
}

fn read(pipeline: &Pipeline, input: &[u8]) -> Reading {
    let before = MEMORY.current_usage();
    MEMORY.reset_peak_usage();
    let start = Instant::now();
    let report = pipeline.read(input);
    let seconds = start.elapsed().as_secs_f64();
    drop(report);
    let peak = MEMORY.peak_usage().saturating_sub(before);
    Reading { bytes: input.len(), seconds, peak: peak as f64 / input.len() as f64 }
}

impl Reading {
    fn speed(&self) -> String {
        format!("{:.1}", self.bytes as f64 / self.seconds / 1e6)
    }

    fn memory(&self) -> String {
        format!("{:.1}", self.peak)
    }

    fn add(&mut self, other: &Self) {
        self.bytes += other.bytes;
        self.seconds += other.seconds;
        self.peak = self.peak.max(other.peak);
    }
}

/// Reads a text in documents of so many bytes.
fn read_in_parts(pipeline: &Pipeline, text: &str, bytes: usize) -> Reading {
    let mut rest = text;
    let mut reading = Reading { bytes: 0, seconds: 0.0, peak: 0.0 };
    // What characters cut short leave over at the end is no document.
    while rest.len() > bytes / 2 {
        let (document, after) = rest.split_at(rest.floor_char_boundary(bytes));
        reading.add(&read(pipeline, document.as_bytes()));
        rest = after;
    }
    reading
}

fn main() {
    let mut sizes = std::env::args().skip(1).map(|size| size.parse::<usize>().expect("a size in MB"));
    let (largest, patterns) = (sizes.next().unwrap_or(100), sizes.next().unwrap_or(4));
    let pipeline = Pipeline::new();
    // The tables are read once, each when it is first asked for: some only by
    // documents that begin in the midst of a page.
    let _ = read_in_parts(&pipeline, &clean(MEGABYTE), SMALLEST);

    println!("| clean seeds, repeated, a document of | MB/s | peak bytes a byte |\n| --- | --- | --- |");
    let mut bytes = SMALLEST;
    while bytes <= largest * MEGABYTE {
        let total = bytes.max(MEGABYTE);
        let text = clean(total);
        let text = text.get(..text.floor_char_boundary(total)).expect("a boundary");
        let readings = [(); 3].map(|()| read_in_parts(&pipeline, text, bytes));
        let fastest = readings.into_iter().min_by(|one, other| one.seconds.total_cmp(&other.seconds));
        let reading = fastest.expect("three readings");
        println!("| {} | {} | {} |", size(bytes), reading.speed(), reading.memory());
        bytes *= 10;
    }

    println!("\n| pattern | quarter, MB/s | half, MB/s | {patterns} MB, MB/s | peak bytes a byte |");
    println!("| --- | --- | --- | --- | --- |");
    for pattern in PATTERNS {
        let [quarter, half, whole] = [4, 2, 1].map(|part| {
            let input = pattern.repeat(patterns * MEGABYTE / part / pattern.len());
            read(&pipeline, &input)
        });
        println!(
            "| `{}` | {} | {} | {} | {} |",
            pattern.escape_ascii(),
            quarter.speed(),
            half.speed(),
            whole.speed(),
            whole.memory(),
        );
    }
}

fn size(bytes: usize) -> String {
    if bytes < MEGABYTE { format!("{} kB", bytes / 1000) } else { format!("{} MB", bytes / MEGABYTE) }
}
