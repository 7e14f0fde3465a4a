//! Single characters of UTF-8 read as Latin-1 in a line that is sound
//! otherwise: `Itâ€™s`, `约翰Â·史密斯`; and marks read as GBK among letters of
//! ASCII: `Don鈥檛`.
//!
//! Words cannot tell here, the bytes can: every letter of Latin-1 in the line
//! must belong to a whole character of UTF-8, in places where no language has
//! a letter before such a sign. `É”` may also be the end of a quotation.

use hanliang_span::Span;

use super::chain::{Mistake, UTF8_AS_LATIN1};
use super::encoded::lead;
use super::path::Weights;
use super::stretch::Stretch;
use super::suspicion;
use super::table::{Bytes, Table};
use super::{SURE, WORTH_REPORTING};
use crate::form::is_mentioned;
use crate::plausibility;

const UTF8_AS_GBK: Mistake = Mistake::utf8_as(Table::Gbk);

/// What a sign or a letter counts, and what an ideograph: one alone is too
/// short to be sure.
const SIGN: usize = 2;
const IDEOGRAPH: usize = 1;

/// The characters of a line that were UTF-8, as stretches of the text. Where a
/// letter does not fit they are in doubt.
pub(super) fn find(line: &str, offset: usize) -> Vec<Stretch> {
    let mut found = read_as_latin1(line, offset);
    if found.is_empty() {
        found = read_as_gbk(line, offset);
    }
    found
}

fn read_as_latin1(line: &str, offset: usize) -> Vec<Stretch> {
    if memchr::memchr(0xC3, line.as_bytes()).is_none() {
        return Vec::new();
    }
    let (mut telling, mut doubtful) = (0_usize, 0_usize);
    let mut unfit: Vec<Stretch> = Vec::new();
    let mut undone = String::with_capacity(line.len());
    let mut found: Vec<Stretch> = Vec::new();
    let mut before = None;
    let mut rest = line;
    while let Some(c) = rest.chars().next() {
        let at = line.len() - rest.len();
        let Some(sequence) = sequence(rest) else {
            if matches!(c, '\u{80}'..='\u{FF}') && suspicion::is_odd(c) {
                let span = Span::new(at, at + c.len_utf8()).shift(offset);
                unfit.push(fragment(span, '\u{FFFD}'.to_string(), UTF8_AS_LATIN1));
            }
            undone.push(c);
            before = Some(c);
            rest = rest.get(c.len_utf8()..).unwrap_or_default();
            continue;
        };
        rest = rest.get(sequence.length..).unwrap_or_default();
        undone.push(sequence.written);
        if !sequence.is_telling(before, rest.chars().next()) {
            // 什么 of GBK is ʲô.
            let is_phonetic = matches!(sequence.written, '\u{250}'..='\u{36F}');
            doubtful += if is_phonetic { 2 * SIGN } else { SIGN };
        } else if matches!(sequence.first, 0xE4..=0xEE) {
            telling += IDEOGRAPH;
        } else {
            telling += SIGN;
        }
        before = Some(sequence.written);
        let span = Span::new(at, at + sequence.length).shift(offset);
        match found.last_mut() {
            Some(last) if last.span.end == span.start => last.extend(span, sequence.written),
            _ => found.push(fragment(span, sequence.written.to_string(), UTF8_AS_LATIN1)),
        }
    }
    found.retain(|stretch| {
        let (start, end) = (stretch.span.start - offset, stretch.span.end - offset);
        let before = line.get(..start).and_then(|head| head.chars().next_back());
        let after = line.get(end..).and_then(|tail| tail.chars().next());
        !is_mentioned(before, after)
    });
    // What is UTF-8 once more is for the chains of several mistakes.
    let again = undone
        .char_indices()
        .any(|(at, _)| undone.get(at..).and_then(sequence).is_some());
    if telling < SIGN || doubtful > telling || again {
        found.clear();
    }
    if !found.is_empty() && !unfit.is_empty() {
        found.extend(unfit);
        found.sort_by_key(|fragment| fragment.span);
        found.iter_mut().for_each(doubt);
    }
    found
}

/// Marks of UTF-8 that GBK shows with the letter behind them: of `’t`, E2 80 99
/// 74, come 鈥 and 檛.
fn read_as_gbk(line: &str, offset: usize) -> Vec<Stretch> {
    let marks = line.match_indices('鈥').filter_map(|(at, first)| {
        let second = line.get(at + first.len()..)?.chars().next()?;
        let span = Span::new(at, at + first.len() + second.len_utf8()).shift(offset);
        if matches!(second, '?' | '\u{FFFD}') {
            let mut lost = fragment(span, '\u{FFFD}'.to_string(), UTF8_AS_GBK);
            doubt(&mut lost);
            return Some(lost);
        }
        let Bytes::Two(last, letter @ b'@'..=b'~') = Table::Gbk.encode(second)? else {
            return None;
        };
        let mark = char::from_u32(0x2000 | u32::from(last & 0x3F))?;
        let is_mark = matches!(last, 0x80..=0xBF) && matches!(mark, '\u{2010}'..='\u{203A}');
        let written = String::from_iter([mark, char::from(letter)]);
        is_mark.then(|| fragment(span, written, UTF8_AS_GBK))
    });
    marks.collect()
}

/// A byte order mark of UTF-8 that was read as GBK, with the letter behind it:
/// of `\u{FEFF}a`, EF BB BF 61, come 锘 and 縜. A mark may stand for its last
/// byte.
pub(super) fn byte_order_mark(text: &str) -> Option<Stretch> {
    let second = text.strip_prefix('锘')?.chars().next()?;
    let written = match Table::Gbk.encode(second) {
        _ if matches!(second, '?' | '\u{FFFD}') => String::new(),
        Some(Bytes::Two(0xBF, letter @ b'@'..=b'~')) => char::from(letter).to_string(),
        _ => return None,
    };
    let span = Span::new(0, '锘'.len_utf8() + second.len_utf8());
    Some(fragment(span, written, UTF8_AS_GBK))
}

fn fragment(span: Span, written: String, mistake: Mistake) -> Stretch {
    Stretch {
        odds: None,
        is_whole: false,
        span,
        damage: mistake.damage,
        parts: vec![(span, written)],
        chain: vec![(mistake, Weights::ByCharacter)],
        gain: SURE,
        cost: 0.0,
        letters: 1,
        sound: true,
        telling: true,
        proven: true,
    }
}

/// Leaves a fragment, and reports it.
fn doubt(fragment: &mut Stretch) {
    fragment.gain = WORTH_REPORTING;
    fragment.sound = false;
    fragment.proven = false;
}

/// A character of UTF-8 that was read as Latin-1.
struct Sequence {
    written: char,
    first: u8,
    inner: Vec<u8>,
    /// In bytes of the text.
    length: usize,
}

/// The one that the text starts with.
fn sequence(text: &str) -> Option<Sequence> {
    let byte = |c: char| match Table::Latin1.encode(c)? {
        Bytes::One(byte) => Some(byte),
        Bytes::Two(..) => None,
    };
    let mut chars = text.chars();
    let shown = chars.next().filter(|&c| c != '×')?;
    let first = byte(shown)?;
    let (more, mut code) = lead(first)?;
    let mut inner = Vec::with_capacity(more);
    let mut length = shown.len_utf8();
    // à, of which the no-break space was made plain: the space between words
    // comes behind.
    if first == 0xC3 && chars.as_str().starts_with("  ") {
        return Some(Sequence {
            written: 'à',
            first,
            inner: vec![0xA0],
            length: length + 1,
        });
    }
    for shown in chars.take(more) {
        let byte = byte(shown).filter(|byte| matches!(byte, 0x80..=0xBF))?;
        code = code << 6 | u32::from(byte & 0x3F);
        inner.push(byte);
        length += shown.len_utf8();
    }
    let written =
        char::from_u32(code).filter(|c| inner.len() == more && c.len_utf8() == more + 1)?;
    let is_text = written == '\u{FEFF}' || plausibility::cost(written) < plausibility::BROKEN;
    is_text.then_some(Sequence {
        written,
        first,
        inner,
        length,
    })
}

impl Sequence {
    /// Whether no text has these characters in this order between those two.
    fn is_telling(&self, before: Option<char>, after: Option<char>) -> bool {
        let capital = before.is_some_and(|c| c.is_ascii_uppercase());
        let letter = before.is_some_and(|c| c.is_ascii_alphabetic() || is_latin(c));
        match (self.first, &*self.inner) {
            (0xE2, [0x80, _]) => true,
            (0xC2, [mark]) if ends_word(*mark) => {
                !letter && !before.is_some_and(|c| "“‘\"'«(（「".contains(c))
            }
            // Two bytes of other alphabets are an ideograph of GBK as well.
            (first, [_]) if first > 0xC3 => false,
            (_, [mark]) => {
                let in_word = after.is_some_and(|c| c.is_ascii_lowercase());
                !ends_word(*mark) && (!capital || in_word)
            }
            (_, inner) => {
                let is_used = !matches!(self.written, '\u{3400}'..='\u{4DBF}');
                !letter && is_used && !inner.iter().all(|&mark| ends_word(mark))
            }
        }
    }
}

fn is_latin(c: char) -> bool {
    matches!(c, '\u{C0}'..='\u{24F}')
}

/// Whether Windows-1252 shows the byte as a sign that may stand behind a word:
/// a quotation mark, a dash, an ellipsis, a no-break space, ™ or ®.
fn ends_word(byte: u8) -> bool {
    matches!(
        byte,
        0x82 | 0x84 | 0x85 | 0x8B | 0x91..=0x97 | 0x99 | 0x9B | 0xA0 | 0xAB | 0xAE | 0xBB
    )
}
