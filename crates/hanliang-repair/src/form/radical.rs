//! Radicals and compatibility ideographs in the place of ideographs, as text
//! taken from PDF has them: the two look the same and compare unequal.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use hanliang_span::Span;

use super::{Around, code_point, rows};
use crate::han::{is_chinese, is_chinese_page, is_han};
use crate::mojibake::suspicion;
use crate::pinyin;
use crate::record::Damage;
use crate::rewrite::{Pass, Rewrite};

static RADICALS: LazyLock<BTreeMap<char, &'static str>> =
    LazyLock::new(|| table(include_str!("../../data/radical.tsv")));
static COMPATIBILITY: LazyLock<BTreeMap<char, &'static str>> =
    LazyLock::new(|| table(include_str!("../../data/compatibility.tsv")));

/// The simplified form that a radical stands for as well, because it has no
/// radical of its own: ⼾ is 户 in the fonts of simplified pages, while 门 has ⻔
/// beside the ⾨ of 門.
static SHARED: LazyLock<BTreeMap<char, char>> = LazyLock::new(|| {
    let own: BTreeSet<char> = RADICALS
        .values()
        .filter_map(|to| to.chars().next())
        .collect();
    let shared = RADICALS.iter().filter_map(|(&radical, ideograph)| {
        let simplified = pinyin::simplified(ideograph.chars().next()?);
        (!own.contains(&simplified)).then_some((radical, simplified))
    });
    shared.collect()
});

fn table(text: &'static str) -> BTreeMap<char, &'static str> {
    rows(text)
        .filter_map(|row| Some((code_point(row.first()?)?, *row.get(3)?)))
        .collect()
}

/// How many radicals in the order of their code points make a list of them.
const LIST: usize = 5;

/// Puts the ideograph for a radical where radicals stand in words.
///
/// A page on radicals shows them by themselves, or in their order.
pub(crate) fn repair_radicals(text: &str) -> Option<(String, Pass)> {
    let mut found: Vec<(usize, char)> = Vec::new();
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        // In the result of a wrong decoding that could not be undone, the
        // radical is the trace of another character.
        if line.contains(is_radical)
            && !suspicion::is_suspect(line)
            && !suspicion::is_shown_by_big5(line)
        {
            let here = line.char_indices().filter(|&(_, c)| is_radical(c));
            found.extend(here.map(|(at, c)| (offset + at, c)));
        }
        offset += line.len();
    }
    let around = Around::new(text);
    let is_shown = |&(at, c): &(usize, char)| is_shown(&around, at, c, &RADICALS);
    if found.is_empty() || is_list(&found) || found.iter().any(is_shown) {
        return None;
    }
    let in_words = found
        .iter()
        .filter(|&&(at, c)| stands_in_word(text, at, c))
        .count();
    if in_words * 2 < found.len() {
        return None;
    }
    let mut rewrite = Rewrite::new(text);
    let mut simplified = None;
    for (at, c) in found {
        if let Some(ideograph) = RADICALS.get(&c).copied() {
            let shared = SHARED
                .get(&c)
                .filter(|_| *simplified.get_or_insert_with(|| !pinyin::is_traditional(text)));
            let mut written = [0; 4];
            let ideograph = shared.map_or(ideograph, |shared| shared.encode_utf8(&mut written));
            let span = Span::new(at, at + c.len_utf8());
            rewrite.replace(span, ideograph, Damage::KangxiRadical, 1.0);
        }
    }
    rewrite.finish()
}

/// Puts the unified ideograph for a compatibility ideograph, in Chinese text.
///
/// Names of Japan and the hanja of Korea keep them: there they are a choice.
/// A page about them shows them beside what they stand for.
pub(crate) fn repair_compatibility(text: &str) -> Option<(String, Pass)> {
    let mut rewrite = Rewrite::new(text);
    let around = Around::new(text);
    let mut chinese = None;
    for (at, c) in text.char_indices() {
        if !matches!(c, '\u{F900}'..='\u{FAFF}' | '\u{2F800}'..='\u{2FA1F}') {
            continue;
        }
        if !*chinese.get_or_insert_with(|| is_chinese_page(text)) {
            return None;
        }
        if is_shown(&around, at, c, &COMPATIBILITY) {
            return None;
        }
        if let Some(unified) = COMPATIBILITY.get(&c) {
            let span = Span::new(at, at + c.len_utf8());
            rewrite.replace(span, unified, Damage::CompatibilityIdeograph, 1.0);
        }
    }
    rewrite.finish()
}

fn is_radical(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{2FDF}')
}

/// Whether an ideograph or another radical stands next to it, or a figure that
/// it is the unit of (22⼈).
fn stands_in_word(text: &str, at: usize, c: char) -> bool {
    let before = text.get(..at).and_then(|t| t.chars().next_back());
    let after = text.get(at + c.len_utf8()..).and_then(|t| t.chars().next());
    let word = |c: char| is_han(c) || is_radical(c);
    before.is_some_and(|c| word(c) || c.is_ascii_digit()) || after.is_some_and(word)
}

/// Whether a page shows the character itself: in the quotes of code, or by
/// itself on a line that has what it stands for.
fn is_shown(around: &Around<'_>, at: usize, c: char, table: &BTreeMap<char, &'static str>) -> bool {
    let end = at + c.len_utf8();
    let (before, after) = (around.before(at), around.at(end));
    let touches = |c: Option<char>| c.is_some_and(|c| is_chinese(c) || is_radical(c));
    let explained = |meant: &&str| {
        around.line_before(at).contains(meant) || around.line_after(end).contains(meant)
    };
    let quote = |c: Option<char>| matches!(c, Some('`' | '"' | '\''));
    quote(before) && quote(after)
        || !touches(before)
            && !touches(after)
            && !before.is_some_and(|c| c.is_ascii_digit())
            && table.get(&c).is_some_and(explained)
}

/// Whether the radicals come in the order of their code points.
fn is_list(found: &[(usize, char)]) -> bool {
    found.len() >= LIST && found.is_sorted_by(|a, b| a.1 < b.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_whole_and_lead_to_unified_ideographs() {
        assert_eq!(RADICALS.len(), 328);
        assert_eq!(COMPATIBILITY.len(), 1002);
        for (from, to) in RADICALS.iter().chain(COMPATIBILITY.iter()) {
            let to = to.chars().next().unwrap();
            assert!(is_han(to), "{from} leads to {to}");
            assert!(!RADICALS.contains_key(&to) && !COMPATIBILITY.contains_key(&to));
        }
    }

    #[test]
    fn a_simplified_form_without_a_radical_has_that_of_the_traditional_one() {
        assert_eq!(SHARED.get(&'⼾'), Some(&'户'));
        assert_eq!(SHARED.get(&'⾨'), None);
        let repaired = |text| repair_radicals(text).map(|(text, _)| text);
        assert_eq!(
            repaired("⽤⼾满意度达95%").as_deref(),
            Some("用户满意度达95%")
        );
        assert_eq!(
            repaired("⽤⼾滿意度達95%").as_deref(),
            Some("用戶滿意度達95%")
        );
    }
}
