//! Whether words name a place and no more.

use hanliang_span::Span;

use super::named::village;
use crate::passage::Passage;
use crate::tables::classes::Class;
use crate::tables::places::{Ends, Known, place_at};
use crate::tables::wording::Wording;
use crate::tables::words::words;

/// How many names one place may have, from the province to the village.
const LEVELS: usize = 5;

/// Whether a stretch is the name of one place: 涟水县高沟镇. Names that no table has are
/// known by how they end.
pub(crate) fn is_name_of_place(passage: &Passage<'_>, stretch: Span) -> bool {
    let mut at = stretch.start;
    let mut last: Option<Span> = None;
    for _ in 0..LEVELS {
        let rest = Span::new(at, stretch.end);
        let text = passage.slice(rest);
        // 盐城｜市区, 高沟镇｜石盘站
        let part = text == "区" || Wording::Area.is(text) || is_station(text);
        if last.is_some() && part {
            return true;
        }
        let next = match place_at(text) {
            Some((length, Known::Name(_))) => Some(Span::new(at, at + length)),
            _ => village_at(passage, rest, last),
        };
        let Some(next) = next else {
            return false;
        };
        at = next.end;
        last = Some(next);
        if at == stretch.end {
            return true;
        }
    }
    false
}

/// Whether a stretch may be the name of a place by its end, though its words are
/// common ones, 水洼村, or unknown ones, 石桥区; but 景区 is a word.
pub(crate) fn may_name_place(text: &str) -> bool {
    let mut near = text.char_indices().skip(2).take(LONGEST);
    near.any(|(at, _)| {
        let end = text.get(at..).unwrap_or_default();
        matches!(place_at(end), Some((length, Known::End(end)))
            if length == text.len() - at && end.ends == Ends::Village)
    }) && text.chars().count() <= LONGEST
        || (3..=LONGEST).contains(&text.chars().count())
            && text.ends_with(['县', '区', '市'])
            && words(text).len() > 1
}

/// The longest name of a village or a station with its end, in characters.
const LONGEST: usize = 5;

fn is_station(text: &str) -> bool {
    text.ends_with('站') && (2..=LONGEST).contains(&text.chars().count())
}

/// The village or town that a stretch begins with, known by how its name ends.
fn village_at(passage: &Passage<'_>, stretch: Span, within: Option<Span>) -> Option<Span> {
    let places = passage.slice(stretch).char_indices().skip(1);
    places
        .filter_map(|(at, _)| {
            let end = Span::new(stretch.start + at, stretch.end);
            let (length, known) = place_at(passage.slice(end))?;
            let Known::End(kind) = known else { return None };
            let end = Span::new(end.start, end.start + length);
            (kind.ends == Ends::Village)
                .then(|| village(passage, end, within))
                .flatten()
        })
        .find(|name| name.start == stretch.start)
}
