//! What each character of a text may be or begin, found in one look at it
//! for all the steps that would each go through the text.

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
const TRACES: &str = "“「.%％第年达过破约计余个平公亩吨万亿立名支期户条件场份项届";
/// Beside those of the table of times.
const TIMES: &str = "期截每";

/// One character in so many bytes is of some kind.
const SPARSE: usize = 12;

/// The kinds of each character of the basic plane; the others have none.
static KINDS: LazyLock<Box<[u8; 1 << 16]>> = LazyLock::new(|| {
    let mut kinds = Box::new([0; 1 << 16]);
    let mut mark = |kind: Kind, characters: &mut dyn Iterator<Item = char>| {
        for character in characters {
            if let Some(kinds) = kinds.get_mut(character as usize) {
                *kinds |= kind as u8;
            }
        }
    };
    mark(Kind::Numeral, &mut NUMERALS.chars());
    mark(Kind::Trace, &mut TRACES.chars());
    mark(Kind::Place, &mut places::places().firsts());
    mark(
        Kind::Time,
        &mut times::times().firsts().chain(TIMES.chars()),
    );
    mark(Kind::Traditional, &mut simplified::traditional());
    kinds
});

/// A character that is of some kind, and its place.
#[derive(Clone, Copy, Debug)]
struct Sign {
    at: usize,
    character: char,
    kinds: u8,
}

/// All characters of a text that are of some kind, in order.
#[derive(Debug)]
pub(crate) struct Signs {
    signs: Vec<Sign>,
    kinds: u8,
}

impl Signs {
    /// Reads a text. In traditional characters it shows no more than that.
    pub(crate) fn new(text: &str) -> Self {
        let (table, places) = (&*KINDS, places::places());
        let mut all = 0;
        let mut signs = Vec::with_capacity(text.len() / SPARSE);
        let mut characters = text.char_indices();
        while let Some((at, character)) = characters.next() {
            let code = u16::try_from(u32::from(character)).unwrap_or_default();
            let mut kinds = table[usize::from(code)];
            if kinds & Kind::Place as u8 != 0 {
                let next = characters.clone().next().map(|(_, next)| next);
                if !places.may_begin(character, next) {
                    kinds ^= Kind::Place as u8;
                }
            }
            if kinds != 0 {
                all |= kinds;
                signs.push(Sign {
                    at,
                    character,
                    kinds,
                });
            }
        }
        Self { signs, kinds: all }
    }

    /// Whether any character is of a kind.
    pub(crate) const fn any(&self, kind: Kind) -> bool {
        self.kinds & kind as u8 != 0
    }

    /// The characters of a kind within a stretch, in order.
    pub(crate) fn of(&self, kind: Kind, stretch: Span) -> impl Iterator<Item = (usize, char)> {
        let from = self.signs.partition_point(|sign| sign.at < stretch.start);
        let signs = self.signs.get(from..).unwrap_or_default();
        signs
            .iter()
            .take_while(move |sign| sign.at < stretch.end)
            .filter(move |sign| sign.kinds & kind as u8 != 0)
            .map(|sign| (sign.at, sign.character))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str, kind: Kind) -> String {
        let signs = Signs::new(text);
        let found = signs.of(kind, Span::new(0, text.len()));
        found.map(|(_, character)| character).collect()
    }

    #[test]
    fn one_look_finds_all_kinds() {
        let text = "去年大庆市每户增收8万元，第三期截至目前";
        assert_eq!(of(text, Kind::Numeral), "8万三");
        assert_eq!(of(text, Kind::Trace), "年户万第期");
        assert!(of(text, Kind::Place).contains('大'));
        assert_eq!(of(text, Kind::Time), "去年每期截至目前");
        assert!(Signs::new("全市黨員").any(Kind::Traditional));
    }
}
