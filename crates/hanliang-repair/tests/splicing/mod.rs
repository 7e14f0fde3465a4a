//! Pages that were damaged as sites do it, and how to compare what comes back.
#![allow(dead_code, reason = "each test binary uses its part")]
#![allow(clippy::unwrap_used, reason = "a table that is wrong fails the test")]

use hanliang_repair::pinyin::Splicer;
use hanliang_repair::{Fix, Repaired, Repairer};

const PAGES: &str = include_str!("../cases/pinyin_pages.txt");

/// The keys that seed 001 shows, in the order in which it shows them.
pub(crate) fn seed_keys() -> Vec<char> {
    let seed = include_str!("../../../../seeds/001_f299fb9804765b73.txt");
    let chars: Vec<char> = seed.chars().collect();
    let all: Vec<char> = Splicer::all_keys().collect();
    let mut keys = Vec::new();
    for window in chars.windows(2) {
        if window[1] == '(' && all.contains(&window[0]) && !keys.contains(&window[0]) {
            keys.push(window[0]);
        }
    }
    keys
}

pub(crate) fn pages() -> impl Iterator<Item = &'static str> {
    PAGES
        .split("\n\n")
        .skip(1)
        .map(|page| page.trim_end_matches('\n'))
}

pub(crate) fn fixer() -> Repairer {
    Repairer::without_fixes().with(Fix::Pinyin)
}

/// A page as a site would show it: readings and cuts do not reach over the
/// ends of lines.
pub(crate) fn spliced(site: &Splicer, page: &str) -> String {
    let lines: Vec<String> = page.lines().map(|line| site.splice(line)).collect();
    lines.join("\n")
}

/// How many characters have to be put in, taken out or changed.
pub(crate) fn wrong(got: &str, want: &str) -> usize {
    let want: Vec<char> = want.chars().collect();
    let mut row: Vec<usize> = (0..=want.len()).collect();
    for (above, c) in got.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = above + 1;
        for (at, &w) in want.iter().enumerate() {
            let changed = diagonal + usize::from(c != w);
            diagonal = row[at + 1];
            row[at + 1] = changed.min(diagonal + 1).min(row[at] + 1);
        }
    }
    row[want.len()]
}

/// Keys in an order that a number decides, `share` of 1000 of them.
pub(crate) fn shuffled(keys: &[char], seed: u64, share: u64) -> Vec<char> {
    let mut state = seed | 1;
    let mut next = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    let mut kept: Vec<(u64, char)> = keys
        .iter()
        .filter_map(|&key| (next() % 1000 < share).then_some((next(), key)))
        .collect();
    kept.sort_unstable();
    kept.into_iter().map(|(_, key)| key).collect()
}

/// Edits replay, spans are on boundaries and in order.
pub(crate) fn check(source: &str, repaired: &Repaired<'_>) {
    let mut target = String::new();
    let mut at = 0;
    for edit in &repaired.edits {
        assert!(at <= edit.source.start, "in order");
        assert_eq!(edit.source.of(source), Some(edit.before.as_str()));
        target.push_str(source.get(at..edit.source.start).unwrap_or_default());
        assert_eq!(target.len(), edit.target.start);
        target.push_str(&edit.after);
        assert_eq!(target.len(), edit.target.end);
        assert!((0.0..=1.0).contains(&edit.confidence), "{edit:?}");
        at = edit.source.end;
    }
    target.push_str(source.get(at..).unwrap_or_default());
    assert_eq!(target, repaired.text);
    for loss in &repaired.losses {
        assert!(loss.span.of(&repaired.text).is_some(), "{loss:?}");
    }
}
