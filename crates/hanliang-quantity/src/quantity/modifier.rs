//! Words around a figure that bound it, by `data/modifiers.tsv`.

use core::cmp::Reverse;
use std::sync::LazyLock;

use hanliang_span::is_han;

use crate::char_map::CharMap;
use crate::kind::UnitKind;
use crate::numeral::{Glyph, blanks, glyph};
use crate::unit::UNITS;
use crate::value::Relation;
use crate::wording::Wording;

#[derive(Debug)]
struct Modifier {
    word: &'static str,
    relation: Relation,
    /// Characters on the far side that make it part of another word.
    not: &'static str,
}

/// The words of one side, grouped by the character next to the figure,
/// longest first in each group.
#[derive(Debug)]
struct Side {
    modifiers: Vec<Modifier>,
    /// For a character, 1 + the place of its group's first.
    near: CharMap<u16>,
}

impl Side {
    fn read(side: &str, near: fn(&str) -> Option<char>) -> Self {
        let mut modifiers = Vec::new();
        for line in include_str!("../../data/modifiers.tsv").lines() {
            let fields: Vec<&str> = line.split('\t').collect();
            let [word, place, relation, not] = fields[..] else {
                continue;
            };
            let Some(relation) = Relation::from_symbol(relation).filter(|_| place == side) else {
                continue;
            };
            modifiers.push(Modifier {
                word,
                relation,
                not,
            });
        }
        modifiers.sort_by_key(|one: &Modifier| (near(one.word), Reverse(one.word.len()), one.word));
        let mut places = CharMap::new();
        for (place, modifier) in (1..).zip(&modifiers) {
            match near(modifier.word) {
                Some(character) if places.get(character) == 0 => places.set(character, place),
                _ => {}
            }
        }
        Self {
            modifiers,
            near: places,
        }
    }

    /// The modifiers with this character next to the figure.
    fn at(&self, near: char) -> &[Modifier] {
        match usize::from(self.near.get(near)).checked_sub(1) {
            Some(start) => self.modifiers.get(start..).unwrap_or_default(),
            None => &[],
        }
    }
}

static BEFORE: LazyLock<Side> =
    LazyLock::new(|| Side::read("before", |word| word.chars().next_back()));
static AFTER: LazyLock<Side> = LazyLock::new(|| Side::read("after", |word| word.chars().next()));
/// Adverbs that bound a figure later in their clause, grouped by their first
/// character.
static CLAUSE: LazyLock<Side> = LazyLock::new(|| Side::read("clause", |word| word.chars().next()));

/// Words that may stand between a modifier and the figure: 超过了, 至少有.
const LINKS: [char; 9] = ['了', '有', '为', '為', '达', '達', '到', '在', '每'];

/// What stands before the figure: its relation, and where its words begin.
pub(super) fn before(left: &str) -> Option<(Relation, usize)> {
    let left = left.trim_end_matches([' ', '\u{3000}']);
    if let Some(found) = ends_with(left) {
        return Some(found);
    }
    if let Some(found) = left.strip_suffix(LINKS).and_then(ends_with) {
        return Some(found);
    }
    adverb(left)
        .or_else(|| over_each(left))
        .map(|relation| (relation, left.len()))
}

/// How many distributors may stand between a comparison and its figure: 每人每年.
const EACH: usize = 2;
/// How long a distributor may be, in characters: 每平方公里.
const LONG: usize = 5;

/// The comparison before what a figure is distributed over: 不低于每人每月.
fn over_each(left: &str) -> Option<Relation> {
    let mut lead = left;
    for _ in 0..EACH {
        let mut near = lead.char_indices().rev().take(LONG);
        let Some((at, each)) = near.find(|(_, c)| *c == '每') else {
            break;
        };
        let one = lead.get(at + each.len_utf8()..)?;
        UNITS.get(one)?;
        lead = lead.get(..at)?;
    }
    let (relation, start) = (lead.len() < left.len()).then(|| ends_with(lead))??;
    // 走过每公里, 网上每件: one character may end another word.
    let word = lead.get(start..)?;
    (!matches!(word, "上" | "过" | "過" | "近")).then_some(relation)
}

fn ends_with(left: &str) -> Option<(Relation, usize)> {
    // "< =" and "> =" are written apart at times.
    if left.ends_with('=') {
        for (sign, relation) in [("> =", Relation::AtLeast), ("< =", Relation::AtMost)] {
            if let Some(rest) = left.strip_suffix(sign) {
                return Some((relation, rest.len()));
            }
        }
    }
    let near = left.chars().next_back()?;
    let group = BEFORE.at(near).iter();
    let mut group = group.take_while(|modifier| modifier.word.ends_with(near));
    group.find_map(|modifier| {
        let rest = left.strip_suffix(modifier.word)?;
        let other = rest
            .chars()
            .next_back()
            .is_some_and(|far| modifier.not.contains(far));
        (!other)
            .then(|| negated(rest, modifier.relation).unwrap_or((modifier.relation, rest.len())))
    })
}

/// The bound that a comparison behind a negation is, and where that begins.
fn negated(left: &str, comparison: Relation) -> Option<(Relation, usize)> {
    let bound = match comparison {
        Relation::More => Relation::AtMost,
        Relation::Less => Relation::AtLeast,
        _ => return None,
    };
    // 不得超过5人 is 5 at most.
    let start = Wording::Negates.stripped(left)?.len();
    Some((bound, start))
}

/// An adverb within ten characters, with neither punctuation nor another
/// numeral between.
fn adverb(left: &str) -> Option<Relation> {
    let mut start = left.len();
    for character in left.chars().rev().take(10) {
        if !is_han(character) || !matches!(glyph(character), Glyph::None | Glyph::Point) {
            return None;
        }
        start -= character.len_utf8();
        let tail = left.get(start..)?;
        let mut adverbs = CLAUSE.at(character).iter();
        if let Some(adverb) = adverbs.find(|adverb| tail.starts_with(adverb.word)) {
            let behind = tail.get(adverb.word.len()..)?;
            return (!behind.starts_with(|c| adverb.not.contains(c))).then_some(adverb.relation);
        }
    }
    None
}

/// What stands after the figure: its relation, and how many bytes it takes.
pub(super) fn after(right: &str, kind: UnitKind) -> Option<(Relation, usize)> {
    let start = blanks(right);
    let inner = match start.strip_prefix(['（', '(']) {
        Some(_) => ["（含）", "(含)", "（含本数）"]
            .iter()
            .find_map(|sign| start.strip_prefix(sign))
            .unwrap_or(start),
        None => start,
    };
    let near = inner.chars().next()?;
    for modifier in AFTER.at(near) {
        if !modifier.word.starts_with(near) {
            break;
        }
        let Some(rest) = inner.strip_prefix(modifier.word) else {
            continue;
        };
        let other = rest
            .chars()
            .next()
            .is_some_and(|far| modifier.not.contains(far));
        if !other {
            return Some((modifier.relation, right.len() - rest.len()));
        }
    }
    within(start, kind).map(|rest| (Relation::AtMost, right.len() - rest.len()))
}

/// 内 after a length or a time bounds it: 三年内, 5公里内.
fn within(start: &str, kind: UnitKind) -> Option<&str> {
    if !matches!(kind, UnitKind::Duration | UnitKind::Length) {
        return None;
    }
    let rest = start.strip_prefix(['内', '內'])?;
    let other = |c: char| "部容外蒙地陆涵设需在战阁科心".contains(c);
    (!rest.starts_with(other)).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::{after, before};
    use crate::kind::UnitKind;
    use crate::value::Relation;

    #[test]
    fn words_before_are_read_with_their_place() {
        assert_eq!(before("全年约"), Some((Relation::About, 6)));
        assert_eq!(before("合计超过了"), Some((Relation::More, 6)));
        assert_eq!(before("每季度至少走访"), Some((Relation::AtLeast, 21)));
        assert_eq!(before("厉行节约"), None);
        assert_eq!(before("人数不得超过"), Some((Relation::AtMost, 6)));
        assert_eq!(before("并未低于"), Some((Relation::AtLeast, 0)));
        assert_eq!(before("最近"), None);
    }

    #[test]
    fn words_after_are_read_with_their_length() {
        let count = UnitKind::Count;
        assert_eq!(after("以上的村", count), Some((Relation::AtLeast, 6)));
        assert_eq!(after("（含）以下", count), Some((Relation::AtMost, 15)));
        assert_eq!(
            after("内完成", UnitKind::Duration),
            Some((Relation::AtMost, 3))
        );
        assert_eq!(after("内容", UnitKind::Duration), None);
        assert_eq!(after("多次", UnitKind::Duration), None);
    }
}
