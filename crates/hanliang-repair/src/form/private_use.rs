//! User-defined cells of GBK: what the standard later gave a character, and
//! the cells that fonts show as a space. All others are known to no one but
//! their author.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use hanliang_span::Span;

use super::{Around, code_point, rows};
use crate::han::is_chinese;
use crate::record::Damage;
use crate::rewrite::{Pass, Rewrite};

static CELLS: LazyLock<BTreeMap<char, &'static str>> = LazyLock::new(|| {
    rows(include_str!("../../data/private_use.tsv"))
        .filter_map(|row| Some((code_point(row.first()?)?, *row.get(2)?)))
        .collect()
});

/// Each cell and the character that stands for it now.
pub(crate) fn cells() -> impl Iterator<Item = (char, char)> {
    CELLS.iter().filter_map(|(&cell, written)| {
        let mut chars = written.chars();
        chars
            .next()
            .filter(|_| chars.next().is_none())
            .map(|now| (cell, now))
    })
}

/// Puts the character of the standard for its old cell, and reports the rest.
///
/// Icon fonts use the same code points: a cell counts as one of GBK only if
/// it touches Chinese text.
pub(crate) fn repair(text: &str) -> Option<(String, Pass)> {
    let mut rewrite = Rewrite::new(text);
    let around = Around::new(text);
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if !is_private_use(c) {
            continue;
        }
        let mut end = at + c.len_utf8();
        let mut known = CELLS.contains_key(&c);
        while let Some((next, d)) = chars.next_if(|&(_, d)| is_private_use(d)) {
            end = next + d.len_utf8();
            known &= CELLS.contains_key(&d);
        }
        let touches =
            around.before(at).is_some_and(is_chinese) || around.at(end).is_some_and(is_chinese);
        let span = Span::new(at, end);
        let run = span.of(text).unwrap_or_default();
        if known && touches {
            let written: String = run.chars().filter_map(|c| CELLS.get(&c).copied()).collect();
            rewrite.replace(span, &written, Damage::PrivateUse, 1.0);
        } else {
            let codes: Vec<String> = run
                .chars()
                .take(8)
                .map(|c| format!("U+{:04X}", u32::from(c)))
                .collect();
            rewrite.lose(span, Damage::PrivateUse, Some(codes.join(" ")));
        }
    }
    rewrite.finish()
}

fn is_private_use(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cell_is_private_and_leads_to_a_character() {
        assert_eq!(CELLS.len(), 106);
        for (cell, written) in CELLS.iter() {
            assert!(is_private_use(*cell));
            assert!(written.chars().count() == 1 && !written.chars().any(is_private_use));
        }
    }
}
