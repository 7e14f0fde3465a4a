//! One table of ratios from the last run of the benches.
//!
//! Each row compares two measurements of the same run on the same input, so
//! the machine cancels out.

use std::fs;
use std::path::{Path, PathBuf};

/// Ours, the peer, and what the ratio of their speeds should at least be.
const ROWS: [(&str, &str, &str, &str); 13] = [
    ("repair of clean text", "clean/repair", "clean/from_utf8", "1"),
    ("repair of clean bytes", "clean/repair_bytes", "clean/from_utf8", ""),
    ("repair of clean text", "clean/repair", "clean/plsfix", ""),
    ("repair of spliced text", "spliced/repair", "spliced/plsfix", ""),
    ("decode GB18030", "gb18030/decode", "gb18030/encoding_rs", ""),
    ("parse a numeral", "parse/numeral", "parse/chinese-number", "2"),
    ("scan for quantities", "scan/quantities", "scan/regex", "0.5"),
    ("quantities of sentences", "sentences/quantities", "sentences/duckling", ""),
    ("document model", "seeds/document", "seeds/jieba cut", ""),
    ("whole chain", "seeds/chain", "seeds/jieba cut", "1"),
    ("whole chain", "seeds/chain", "seeds/jieba tag", ""),
    ("whole chain, a document", "documents/chain", "documents/jieba tag", ""),
    ("two cores against one", "cores/2", "cores/1", ""),
];

struct Measurement {
    /// Nanoseconds for one pass.
    time: f64,
    /// Bytes or elements in one pass.
    amount: f64,
    unit: &'static str,
}

fn main() {
    let folder = std::env::args().nth(1).map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target/criterion"),
        PathBuf::from,
    );
    println!("| what | ours | peer | ratio | wanted |");
    println!("| --- | --- | --- | --- | --- |");
    for (what, ours, peer, wanted) in ROWS {
        match (read(&folder, ours), read(&folder, peer)) {
            (Some(a), Some(b)) => println!(
                "| {what} | {} | {} ({}) | {:.2} | {wanted} |",
                speed(&a),
                speed(&b),
                peer.split_once('/').map_or(peer, |p| p.1),
                (a.amount / a.time) / (b.amount / b.time),
            ),
            _ => println!("| {what} | not measured | | | {wanted} |"),
        }
    }
}

fn read(folder: &Path, id: &str) -> Option<Measurement> {
    let folder = folder.join(id.replace(' ', "_"));
    let folder = if folder.exists() { folder } else { folder.parent()?.join(id.split_once('/')?.1) };
    let json = |name: &str| -> Option<serde_json::Value> {
        serde_json::from_str(&fs::read_to_string(folder.join("new").join(name)).ok()?).ok()
    };
    let time = json("estimates.json")?["median"]["point_estimate"].as_f64()?;
    let throughput = &json("benchmark.json")?["throughput"];
    let (unit, amount) = match (throughput["Bytes"].as_f64(), throughput["Elements"].as_f64()) {
        (Some(bytes), _) => ("bytes", bytes),
        (None, Some(elements)) => ("elements", elements),
        (None, None) => return None,
    };
    Some(Measurement { time, amount, unit })
}

fn speed(m: &Measurement) -> String {
    match m.unit {
        "bytes" => format!("{:.1} MB/s", m.amount / m.time * 1000.0),
        _ => format!("{:.0} ns each", m.time / m.amount),
    }
}
