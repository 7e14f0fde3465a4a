//! Numbers by which places are called: 5栋3单元1202室, 乘3路公交车, 详见2版,
//! 三年级二班.

use hanliang_span::Span;

use super::digits::{digits_at, is_arabic};
use crate::figure::Figure;
use crate::passage::Passage;
use crate::tables::addresses::{Addressed, part_at, parts_before};
use crate::tables::classes::Class;
use crate::tables::words::words;

/// With which character what stands behind a number of these kinds begins.
const FIRST: [char; 13] = [
    '号', '栋', '幢', '单', '层', '楼', '室', '房', '弄', '段', '路', '版', '班',
];
/// How far a list of lines is read, in characters.
const LIST: usize = 40;

/// The number with what it is called by.
pub(super) fn address(passage: &Passage<'_>, figure: &Figure) -> Option<Span> {
    if figure.relation_is_marked() {
        return None;
    }
    let end = figure.numeral().end;
    if !passage.after(end).starts_with(FIRST) {
        return None;
    }
    let start = figure.span().start;
    let before = passage.before(start);
    let after = passage.near(end, LIST);
    let arabic = passage.slice(figure.numeral()).chars().all(is_arabic);
    let length = in_building(before, after, figure, arabic)
        .or_else(|| arabic.then(|| line(before, after)).flatten())
        .or_else(|| page(before, after))
        .or_else(|| street(before, after))
        .or_else(|| class(before, after))?;
    Some(Span::new(start, end + length))
}

/// 1202室: no rooms are counted so; 5栋3单元: each names a part of the one
/// before it. 5栋12层 counts both.
fn in_building(before: &str, after: &str, figure: &Figure, arabic: bool) -> Option<usize> {
    let (own, part) = part_at(after)?;
    let rest = after.get(own.len()..)?;
    // 2000房东: a room is no part of a longer word.
    let whole = || {
        words(after)
            .first()
            .is_some_and(|word| word.span.len() == own.len())
    };
    if own == "房" && !whole() {
        return None;
    }
    let room = arabic && part == Addressed::Room && figure.is_long() && figure.is_single();
    let below = digits_at(rest, 0)
        .and_then(|digits| part_at(rest.get(digits.end..)?))
        .is_some_and(|(_, below)| holds(own, part, below));
    let above = parts_before(before)
        .any(|(lead, word, above)| lead.ends_with(is_arabic) && holds(word, above, part));
    (figure.is_single() && (room || below || above)).then_some(own.len())
}

/// Whether the part of a number is one of the other, in an address: of houses
/// only the numbered have floors.
fn holds(word: &str, part: Addressed, below: Addressed) -> bool {
    let numbered = part > Addressed::House || word.starts_with('号');
    part < below && (numbered || below != Addressed::Floor)
}

/// 3路、15路公交车, 乘6路.
fn line(before: &str, after: &str) -> Option<usize> {
    let mut rest = after.strip_prefix('路')?;
    let near = before.char_indices().rev().take(LIST).last();
    let near = near
        .and_then(|(at, _)| before.get(at..))
        .unwrap_or_default();
    let lead = near.trim_end_matches(|c| is_arabic(c) || "路、或和".contains(c));
    let mut named = lead.ends_with(['乘', '坐', '换']);
    while !named {
        named = Addressed::Line.begins(rest);
        let next = rest.strip_prefix(['、', '或', '和']);
        let next = next.map(|next| next.trim_start_matches(['夜', '快', '专']));
        let Some((next, digits)) = next.and_then(|next| Some((next, digits_at(next, 0)?))) else {
            break;
        };
        let Some(behind) = next
            .get(digits.end..)
            .and_then(|next| next.strip_prefix('路'))
        else {
            break;
        };
        rest = behind;
    }
    named.then_some("路".len())
}

/// 详见2版, 下转4-5版.
fn page(before: &str, after: &str) -> Option<usize> {
    let pointed = before.ends_with(['见', '接', '转']);
    (pointed && after.starts_with('版')).then_some("版".len())
}

/// 南京路820弄, 建设路三段: a lane or a stretch of a street.
fn street(before: &str, after: &str) -> Option<usize> {
    let part = after.chars().next().filter(|c| matches!(c, '弄' | '段'))?;
    (before.ends_with(['路', '街', '道'])).then_some(part.len_utf8())
}

/// 三年级二班, 2018级3班.
fn class(before: &str, after: &str) -> Option<usize> {
    let class = after.starts_with('班') && !after.starts_with("班次");
    (class && before.ends_with('级')).then_some("班".len())
}
