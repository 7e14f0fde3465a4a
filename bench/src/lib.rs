//! The texts that are measured: the seeds, repeated to a size at which the
//! clock is steady.

use std::fs;
use std::path::PathBuf;

/// The project's folder.
#[must_use]
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The five seeds as text, in order of name.
///
/// # Panics
///
/// If the seeds cannot be read.
#[must_use]
pub fn seeds() -> Vec<String> {
    let mut paths: Vec<PathBuf> = fs::read_dir(root().join("seeds"))
        .expect("seeds/ is there")
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|e| e == "txt"))
        .collect();
    paths.sort();
    paths
        .iter()
        .map(|path| fs::read_to_string(path).expect("a seed is UTF-8"))
        .collect()
}

/// The seeds that need no repair, repeated up to at least `bytes`.
#[must_use]
pub fn clean(bytes: usize) -> String {
    let mut seeds = seeds();
    seeds.remove(1);
    repeat(&seeds.join("\n\n"), bytes)
}

/// The seed with spliced readings, repeated up to at least `bytes`.
#[must_use]
pub fn spliced(bytes: usize) -> String {
    repeat(&seeds()[1], bytes)
}

fn repeat(text: &str, bytes: usize) -> String {
    let mut text = text.to_owned();
    text.push_str("\n\n");
    text.repeat(bytes / text.len() + 1)
}
