//! What each character of a text may be or begin, found in one look at it
//! for all the steps that would each go through the text.

use std::borrow::Cow;
use std::sync::LazyLock;

use hanliang_quantity::{Unit, UnitKind};
use hanliang_span::Span;

use super::{folding, places, times};
use crate::room::push;

/// What a character may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A numeral, or a part of one.
    Numeral = 1,
    /// What is left where a figure was lost.
    Trace = 2,
    /// The beginning of a place.
    Place = 4,
    /// The beginning of a word of time: 去年, 期间, 截至, 每.
    Time = 8,
    /// Written otherwise in simplified text.
    Traditional = 16,
    /// The beginning of a unit, or a power that may stand alone. So many are that
    /// they are no signs; [`kinds`] tells them.
    Unit = 32,
    /// A mark behind which a clause ends; no sign either.
    Stop = 64,
    /// The beginning of a unit that does more than count: 米, 元, 个百分点. Chinese
    /// text is full of what begins classifiers alone (村, 部, 层).
    Measure = 128,
}

/// The kinds whose characters are signs.
const SIGNS: Kinds = Kind::Unit as Kinds - 1;

const NUMERALS: &str =
    "0123456789０１２３４５６７８９〇零○一壹二两三四五六七八九十百千万半亿ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ";
const TRACES: &str = "“「.．%％‰第年月时达过破约计到至为余个平公亩吨万亿立毫厘元岁倍名支期户条件场份项届家所座台辆起宗例伤分";
const STOPS: &str = "，,。；;！？\n";
/// Beside those of the table of times.
const TIMES: &str = "期截每";

/// One character in so many bytes is of some kind.
const SPARSE: usize = 8;
/// Kinds of a character, as bits.
type Kinds = u8;

/// What is known of the characters of the basic plane; the others are of no kind.
struct Traits {
    /// Of most characters nothing else is asked, so these stand close together.
    kinds: Vec<Kinds>,
    /// With which characters a place that begins with a character goes on, folded
    /// to so many.
    seconds: Vec<u64>,
}

static TRAITS: LazyLock<Traits> = LazyLock::new(|| {
    let mut kinds: Vec<Kinds> = vec![0; 1 << 16];
    let mut goes_on = vec![0; 1 << 16];
    let mut mark = |character: char, kind: Kind| {
        if let Some(all) = kinds.get_mut(character as usize) {
            *all |= kind as Kinds;
        }
    };
    for character in NUMERALS.chars() {
        mark(character, Kind::Numeral);
    }
    for character in TRACES.chars() {
        mark(character, Kind::Trace);
    }
    for (first, second) in places::places().heads() {
        mark(first, Kind::Place);
        if let Some(all) = goes_on.get_mut(first as usize) {
            *all |= seconds(second);
        }
    }
    for first in times::times()
        .heads()
        .map(|(first, _)| first)
        .chain(TIMES.chars())
    {
        mark(first, Kind::Time);
    }
    for character in folding::traditional() {
        mark(character, Kind::Traditional);
    }
    for character in STOPS.chars() {
        mark(character, Kind::Stop);
    }
    let powers = ['万', '亿'];
    for character in powers {
        mark(character, Kind::Unit);
    }
    for unit in Unit::all() {
        let Some(first) = unit.symbol().chars().next() else {
            continue;
        };
        mark(first, Kind::Unit);
        if unit.kind() != UnitKind::Count {
            mark(first, Kind::Measure);
        }
    }
    Traits {
        kinds,
        seconds: goes_on,
    }
});

/// The bit of a second character. A second character of three bytes is told by
/// its last byte, so that the text need not be decoded ahead.
const fn goes_on(last_byte: u8) -> u64 {
    1 << (last_byte & 63)
}

/// The bits of a word's second character: all, where it can have any.
fn seconds(second: Option<char>) -> u64 {
    let mut bytes = [0; 4];
    let written = second.map(|second| second.encode_utf8(&mut bytes).as_bytes());
    match written {
        Some([_, _, last]) => goes_on(*last),
        _ => !0,
    }
}

/// A character that is of some kind, and its place.
///
/// Some texts are nothing but signs, so one takes no more room than it must.
#[derive(Clone, Copy, Debug)]
struct Sign {
    at: u32,
    /// The code of the character: all that are signs are of the basic plane.
    code: u16,
    kinds: Kinds,
}

impl Sign {
    const fn at(self) -> usize {
        self.at as usize
    }

    fn character(self) -> char {
        char::from_u32(self.code.into()).unwrap_or_default()
    }
}

/// All characters of a text that are of some kind, in order. Of a text beyond
/// 4 GB what its first 4 GB have.
#[derive(Debug)]
pub(crate) struct Signs {
    signs: Vec<Sign>,
}

impl Signs {
    /// Reads a text, and simplifies it if need be.
    pub(crate) fn read(source: &str) -> (Cow<'_, str>, Self) {
        let mut signs = Vec::with_capacity(source.len() / SPARSE);
        match read_from(source, 0, Kind::Traditional as Kinds, &mut signs) {
            None => (Cow::Borrowed(source), Self { signs }),
            Some(at) => {
                let text = folding::simplified(source);
                // What the character before may begin hangs on this one.
                let before = source.get(..at).unwrap_or_default();
                let from = before.char_indices().next_back().map_or(at, |(at, _)| at);
                signs.pop_if(|sign| sign.at() >= from);
                let _ = read_from(&text, from, 0, &mut signs);
                (text, Self { signs })
            }
        }
    }

    /// The characters of a kind within a stretch, in order.
    pub(crate) fn of(&self, kind: Kind, stretch: Span) -> impl Iterator<Item = (usize, char)> {
        let from = self.signs.partition_point(|sign| sign.at() < stretch.start);
        let signs = self.signs.get(from..).unwrap_or_default();
        signs
            .iter()
            .take_while(move |sign| sign.at() < stretch.end)
            .filter(move |sign| sign.kinds & kind as Kinds != 0)
            .map(|sign| (sign.at(), sign.character()))
    }
}

/// The characters of a text from a place on: where each begins and ends, and its
/// code, 0 beyond the basic plane.
fn characters(text: &str, from: usize) -> impl Iterator<Item = (usize, usize, u16)> {
    let bytes = text.as_bytes();
    let bits = |byte: u8| u16::from(byte & 0x3F);
    let mut at = from;
    core::iter::from_fn(move || {
        // The arms are in the order of how often Chinese text takes them.
        let (code, length) = match bytes.get(at..)? {
            [lead @ 0xE0..=0xEF, middle, last, ..] => {
                let lead = u16::from(lead & 0x0F);
                (lead << 12 | bits(*middle) << 6 | bits(*last), 3)
            }
            [ascii @ 0..=0x7F, ..] => (u16::from(*ascii), 1),
            [lead @ 0x80..=0xDF, last, ..] => (u16::from(lead & 0x1F) << 6 | bits(*last), 2),
            [_, _, _, _, ..] => (0, 4),
            _ => return None,
        };
        let start = at;
        at += length;
        Some((start, at, code))
    })
}

/// The characters of a text: where each begins and ends, and whether it is of a
/// kind.
pub(crate) fn kinds(text: &str) -> impl Iterator<Item = (usize, usize, impl Fn(Kind) -> bool)> {
    let traits = &*TRAITS;
    characters(text, 0).map(|(start, end, code)| {
        let kinds = traits.kinds[usize::from(code)];
        (start, end, move |kind| kinds & kind as Kinds != 0)
    })
}

/// Adds the signs from a place on, as far as the first of the kinds to stop
/// at: there it is.
fn read_from(text: &str, from: usize, stop: Kinds, signs: &mut Vec<Sign>) -> Option<usize> {
    let traits = &*TRAITS;
    for (start, end, code) in characters(text, from) {
        let mut kinds = traits.kinds[usize::from(code)] & SIGNS;
        if kinds == 0 {
            continue;
        }
        if kinds & stop != 0 {
            return Some(start);
        }
        if kinds & Kind::Place as Kinds != 0 {
            let last_byte = text.as_bytes().get(end + 2).copied().unwrap_or_default();
            if traits.seconds[usize::from(code)] & goes_on(last_byte) == 0 {
                kinds ^= Kind::Place as Kinds;
            }
        }
        if kinds != 0 {
            let at = u32::try_from(start).ok()?;
            push(signs, Sign { at, code, kinds }, start, text.len());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str, kind: Kind) -> String {
        let (_, signs) = Signs::read(text);
        let found = signs.of(kind, Span::new(0, text.len()));
        found.map(|(_, character)| character).collect()
    }

    #[test]
    fn words_before_an_amount_are_seen() {
        for end in super::super::traces::reach_ends() {
            assert!(TRACES.contains(end), "{end}");
        }
    }

    #[test]
    fn a_place_is_seen_before_the_first_traditional_character() {
        for place in ["中國", "山東省", "全縣", "本縣", "大連"] {
            let first = place.chars().next();
            assert_eq!(of(place, Kind::Place).chars().next(), first, "{place}");
        }
    }

    #[test]
    fn one_look_finds_all_kinds() {
        let text = "去年大庆市每户增收8万元，第三期截至目前";
        assert_eq!(of(text, Kind::Numeral), "8万三");
        assert_eq!(of(text, Kind::Trace), "年户万元第期至");
        assert!(of(text, Kind::Place).contains('大'));
        // 元 may begin 元旦.
        assert_eq!(of(text, Kind::Time), "去年每元期截至目前");
        let (simplified, signs) = Signs::read("全市黨員一萬名");
        assert_eq!(simplified, "全市党员一万名");
        assert_eq!(signs.signs.last().map(|sign| sign.character()), Some('名'));
        assert!(matches!(Signs::read(text).0, Cow::Borrowed(_)));
    }
}
