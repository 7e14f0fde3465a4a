//! What each character of a text may be or begin, found in one look at it
//! for all the steps that would each go through the text.

use std::borrow::Cow;
use std::sync::LazyLock;

use hanliang_span::Span;

use super::{places, simplified, times};

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
}

const NUMERALS: &str =
    "0123456789０１２３４５６７８９〇零○一壹二两三四五六七八九十百千万半亿ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ";
const TRACES: &str =
    "“「.．%％‰第年月时达过破约计到至余个平公亩吨万亿立名支期户条件场份项届家所座台辆";
/// Beside those of the table of times.
const TIMES: &str = "期截每";

/// One character in so many bytes is of some kind.
const SPARSE: usize = 8;
/// What is known of a character: its kinds, and in the bits above them with
/// which characters a place that begins with it goes on, folded to so many.
type Traits = u32;
const KINDS: u32 = 5;
const SECONDS: u32 = Traits::BITS - KINDS;

/// The traits of each character of the basic plane; the others have none.
static TRAITS: LazyLock<Vec<Traits>> = LazyLock::new(|| {
    let mut table = vec![0; 1 << 16];
    let mut mark = |character: char, traits: Traits| {
        if let Some(all) = table.get_mut(character as usize) {
            *all |= traits;
        }
    };
    for character in NUMERALS.chars() {
        mark(character, Kind::Numeral as Traits);
    }
    for character in TRACES.chars() {
        mark(character, Kind::Trace as Traits);
    }
    for (first, second) in places::places().heads() {
        mark(first, Kind::Place as Traits | seconds(second));
    }
    for first in times::times()
        .heads()
        .map(|(first, _)| first)
        .chain(TIMES.chars())
    {
        mark(first, Kind::Time as Traits);
    }
    for character in simplified::traditional() {
        mark(character, Kind::Traditional as Traits);
    }
    table
});

/// The bit of a second character. A second character of three bytes is told by
/// its last byte, so that the text need not be decoded ahead.
const fn goes_on(last_byte: u8) -> Traits {
    1 << (KINDS + (last_byte as u32 & 0x3F) % SECONDS)
}

/// The bits of a word's second character: all, where it can have any.
fn seconds(second: Option<char>) -> Traits {
    let mut bytes = [0; 4];
    let written = second.map(|second| second.encode_utf8(&mut bytes).as_bytes());
    match written {
        Some([_, _, last]) => goes_on(*last),
        _ => !0 << KINDS,
    }
}

/// A character that is of some kind, and its place.
#[derive(Clone, Copy, Debug)]
struct Sign {
    at: usize,
    character: char,
    kinds: Traits,
}

/// All characters of a text that are of some kind, in order.
#[derive(Debug)]
pub(crate) struct Signs {
    signs: Vec<Sign>,
}

impl Signs {
    /// Reads a text, and simplifies it if need be.
    pub(crate) fn read(source: &str) -> (Cow<'_, str>, Self) {
        let mut signs = Vec::with_capacity(source.len() / SPARSE);
        match read_from(source, 0, Kind::Traditional as Traits, &mut signs) {
            None => (Cow::Borrowed(source), Self { signs }),
            Some(at) => {
                let text = simplified::simplified(source);
                // What the character before may begin hangs on this one.
                let before = source.get(..at).unwrap_or_default();
                let from = before.char_indices().next_back().map_or(at, |(at, _)| at);
                signs.pop_if(|sign| sign.at >= from);
                let _ = read_from(&text, from, 0, &mut signs);
                (text, Self { signs })
            }
        }
    }

    /// The characters of a kind within a stretch, in order.
    pub(crate) fn of(&self, kind: Kind, stretch: Span) -> impl Iterator<Item = (usize, char)> {
        let from = self.signs.partition_point(|sign| sign.at < stretch.start);
        let signs = self.signs.get(from..).unwrap_or_default();
        signs
            .iter()
            .take_while(move |sign| sign.at < stretch.end)
            .filter(move |sign| sign.kinds & kind as Traits != 0)
            .map(|sign| (sign.at, sign.character))
    }
}

/// Adds the signs from a place on, as far as the first of the kinds to stop
/// at: there it is.
fn read_from(text: &str, from: usize, stop: Traits, signs: &mut Vec<Sign>) -> Option<usize> {
    let table = &*TRAITS;
    let mut characters = text.get(from..)?.chars();
    while let Some(character) = characters.next() {
        let traits = table.get(character as usize).copied().unwrap_or_default();
        let mut kinds = traits & ((1 << KINDS) - 1);
        if kinds == 0 {
            continue;
        }
        let end = text.len() - characters.as_str().len();
        let at = end - character.len_utf8();
        if kinds & stop != 0 {
            return Some(at);
        }
        if kinds & Kind::Place as Traits != 0 {
            let last_byte = text.as_bytes().get(end + 2).copied().unwrap_or_default();
            if traits & goes_on(last_byte) == 0 {
                kinds ^= Kind::Place as Traits;
            }
        }
        if kinds != 0 {
            signs.push(Sign {
                at,
                character,
                kinds,
            });
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
        assert_eq!(of(text, Kind::Trace), "年户万第期至");
        assert!(of(text, Kind::Place).contains('大'));
        // 元 may begin 元旦.
        assert_eq!(of(text, Kind::Time), "去年每元期截至目前");
        let (simplified, signs) = Signs::read("全市黨員一萬名");
        assert_eq!(simplified, "全市党员一万名");
        assert_eq!(signs.signs.last().map(|sign| sign.character), Some('名'));
        assert!(matches!(Signs::read(text).0, Cow::Borrowed(_)));
    }
}
