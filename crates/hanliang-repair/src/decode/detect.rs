//! Which encoding: the reading that makes the likeliest text.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, EUC_JP, Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};

use super::lossy;
use crate::han::is_han;
use crate::pinyin;
use crate::plausibility;

/// How many bytes a guess looks at: of Chinese text few are enough, of other
/// text more, and still more where hardly any byte is beyond ASCII.
const FIRST_GLANCE: usize = 1 << 9;
const GLANCE: usize = 1 << 11;
const SAMPLE: usize = 1 << 14;
const LONG_SAMPLE: usize = 1 << 16;
/// The least number of bytes beyond ASCII in a sample that is long enough.
const TELLING: usize = 1 << 9;

/// What a character beyond ASCII costs at most in sound text, by the costs of
/// words: in nats, about six in running text and ten where characters stand
/// together by chance.
const SOUND: f32 = 7.2;
/// How far below that a text has to stay, so that short ones need to be surer.
const MARGIN: f32 = 16.0;
/// The same where more of the text is there to be looked at.
const SURE_MARGIN: f32 = 64.0;

/// An input of at most so many bytes is short.
const SHORT: usize = 64;
/// The least number of ideographs that make words.
const IDEOGRAPHS: usize = 3;
/// How much likelier words must be than letters of another alphabet, and what
/// a byte costs that is no character, in nats.
const LIKELIER: f32 = 4.0;
const LOST: f32 = 8.0;

/// What bytes that are no character cost, beside the mark that stands for
/// them, in bits. At the end of the input they cost nothing more: texts are
/// cut off anywhere.
const ERROR_COST: u64 = 16;

/// The encoding that a mark at the start names, and the mark's length.
pub(crate) fn byte_order_mark(bytes: &[u8]) -> Option<(&'static Encoding, usize)> {
    match bytes {
        [0x84, 0x31, 0x95, 0x33, ..] => Some((GB18030, 4)),
        _ => Encoding::for_bom(bytes),
    }
}

/// The name to report: GBK is the part of GB18030 without four-byte
/// sequences, and one decoder reads both.
pub(crate) fn name(encoding: &'static Encoding) -> &'static str {
    if encoding == GBK || encoding == GB18030 {
        "GB18030"
    } else {
        encoding.name()
    }
}

/// The likeliest encoding, a declared one preferred.
pub(crate) fn guess(bytes: &[u8], declared: Option<&'static Encoding>) -> &'static Encoding {
    if let Some(encoding) = at_a_glance(bytes) {
        return encoding;
    }
    // One decoder reads both.
    let declared = declared.map(|name| if name == GBK { GB18030 } else { name });
    let sample = sample(bytes);
    let pairs = looks_like_pairs(sample) && !begins_with_tag(bytes);
    let mut candidates = Vec::new();
    candidates.extend(declared);
    candidates.extend([UTF_8, GB18030, BIG5]);
    if pairs {
        candidates.extend([UTF_16LE, UTF_16BE]);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(sample, true);
    let guessed = detector.guess(None, Utf8Detection::Allow);
    candidates.push(guessed);

    let best = likeliest(sample, candidates, declared);
    if best != GB18030 && best != BIG5 {
        return words_of_short(sample, best).unwrap_or(best);
    }
    // These have kana in the same rows, or ideographs in nearly all, so only
    // the words tell.
    let mut contenders = vec![GB18030, BIG5];
    if guessed == EUC_JP {
        contenders.push(EUC_JP);
    }
    if sample.len() <= SHORT && pairs {
        contenders.extend([UTF_16LE, UTF_16BE]);
    }
    by_words(sample, contenders, declared).unwrap_or(best)
}

/// The first of the encodings in which the bytes make the likeliest characters.
fn likeliest(
    sample: &[u8],
    candidates: Vec<&'static Encoding>,
    declared: Option<&'static Encoding>,
) -> &'static Encoding {
    let cost = |encoding: &'static Encoding| {
        let (text, lost) = read(sample, encoding);
        let lost = u64::try_from(lost).unwrap_or(u64::MAX);
        let cost = plausibility::cost_of(&text).saturating_add(lost.saturating_mul(ERROR_COST));
        if declared == Some(encoding) {
            // What a page says of itself is some evidence.
            cost.saturating_sub(20 + cost / 50)
        } else {
            cost
        }
    };
    candidates
        .into_iter()
        .min_by_key(|encoding| cost(encoding))
        .unwrap_or(UTF_8)
}

/// The first of the encodings in which the bytes make the likeliest words.
fn by_words(
    sample: &[u8],
    contenders: Vec<&'static Encoding>,
    declared: Option<&'static Encoding>,
) -> Option<&'static Encoding> {
    let cost = |encoding: &'static Encoding| {
        let (text, lost) = read(sample, encoding);
        let lost = u16::try_from(lost).map_or(f32::MAX, f32::from);
        let cost = pinyin::cost_of(&text) + 12.0 * lost;
        if declared == Some(encoding) {
            cost * 0.98 - 14.0
        } else {
            cost
        }
    };
    contenders
        .into_iter()
        .map(|encoding| (cost(encoding), encoding))
        .min_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, encoding)| encoding)
}

/// The text of a sample, and how many characters of it were lost; the sample may
/// end in the midst of one.
fn read(sample: &[u8], encoding: &'static Encoding) -> (String, usize) {
    let (text, invalid) = lossy::decode(sample, encoding);
    let lost = invalid.iter().filter(|place| !place.at_end).count();
    (text, lost)
}

/// The encoding in which a short input makes words, if these are likelier than
/// the letters or syllables that it is in another: of a few bytes any alphabet
/// makes some text.
fn words_of_short(sample: &[u8], other: &'static Encoding) -> Option<&'static Encoding> {
    if sample.len() > SHORT {
        return None;
    }
    let words = |encoding: &'static Encoding| {
        let (text, invalid) = lossy::decode(sample, encoding);
        let inside = invalid.iter().filter(|place| !place.at_end).count();
        let lost = u16::try_from(inside).map_or(f32::MAX, f32::from);
        let read: f32 = text.split('\u{FFFD}').map(pinyin::cost_of).sum();
        let ideographs = text.chars().filter(|&c| is_han(c)).count();
        (ideographs >= IDEOGRAPHS).then_some(read + LOST * lost)
    };
    let (text, _) = lossy::decode(sample, other);
    let letters = u16::try_from(plausibility::cost_of(&text)).map_or(f32::MAX, f32::from);
    // Of bits in nats.
    let letters = letters * core::f32::consts::LN_2;
    let least = words(other).map_or(letters, |words| words.min(letters));
    [GB18030, BIG5]
        .into_iter()
        .filter_map(|encoding| Some((words(encoding)?, encoding)))
        .filter(|(cost, _)| cost + LIKELIER < least)
        .min_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, encoding)| encoding)
}

/// The encoding in which the start of the input is sound Chinese text.
fn at_a_glance(bytes: &[u8]) -> Option<&'static Encoding> {
    let first = telling_part(bytes, FIRST_GLANCE);
    let may_be_pairs = |sample| looks_like_pairs(sample) && !begins_with_tag(bytes);
    if first.len() == FIRST_GLANCE && !may_be_pairs(first) {
        let sure =
            [GB18030, BIG5].map(|encoding| (cost_if_sound(first, encoding, SURE_MARGIN), encoding));
        if let [(Some(_), only), (None, _)] | [(None, _), (Some(_), only)] = sure {
            return Some(only);
        }
    }
    let sample = telling_part(bytes, GLANCE);
    let mut candidates = vec![GB18030, BIG5];
    if may_be_pairs(sample) {
        candidates.extend([UTF_16LE, UTF_16BE]);
    }
    candidates
        .into_iter()
        .filter_map(|encoding| Some((cost_if_sound(sample, encoding, MARGIN)?, encoding)))
        .min_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, encoding)| encoding)
}

/// What the words of a sample cost in an encoding, if that is at most what sound
/// text costs but for the margin.
fn cost_if_sound(sample: &[u8], encoding: &'static Encoding, margin: f32) -> Option<f32> {
    let (text, invalid) = lossy::decode(sample, encoding);
    if !invalid.iter().all(|place| place.at_end) {
        return None;
    }
    let count = text.chars().filter(|c| !c.is_ascii()).count();
    let most = SOUND * u16::try_from(count).map_or(0.0, f32::from);
    let words = text.split(|c: char| c.is_ascii());
    let cost: f32 = words.map(pinyin::cost_of).sum();
    (cost + margin <= most).then_some(cost)
}

/// The part of the input that tells most.
fn sample(bytes: &[u8]) -> &[u8] {
    let sample = telling_part(bytes, SAMPLE);
    let telling = sample.iter().filter(|&&byte| is_telling(byte)).count();
    if telling < TELLING {
        telling_part(bytes, LONG_SAMPLE)
    } else {
        sample
    }
}

/// So many bytes from the first one beyond ASCII.
fn telling_part(bytes: &[u8], length: usize) -> &[u8] {
    let first = bytes.iter().position(|&byte| is_telling(byte)).unwrap_or(0);
    // Even, so that a pair of UTF-16 stays whole.
    let start = first & !1;
    let end = bytes.len().min(start.saturating_add(length));
    bytes.get(start..end).unwrap_or_default()
}

const fn is_telling(byte: u8) -> bool {
    byte >= 0x80 || byte == 0
}

/// Whether the input begins with a tag in single bytes: `<p>` would be three
/// bytes of other characters in UTF-16.
fn begins_with_tag(bytes: &[u8]) -> bool {
    const LONGEST: usize = 256;
    let head = bytes.trim_ascii_start();
    let head = head.get(..LONGEST).unwrap_or(head);
    let tag = head.strip_prefix(b"<").and_then(|rest| {
        let end = memchr::memchr(b'>', rest)?;
        rest.get(..end)
    });
    tag.is_some_and(|tag| {
        tag.first()
            .is_some_and(|&c| c.is_ascii_alphabetic() || matches!(c, b'!' | b'?'))
            && tag
                .iter()
                .all(|c| c.is_ascii_graphic() || c.is_ascii_whitespace())
    })
}

/// Whether UTF-16 is worth a try: text of any other encoding has no NUL and
/// hardly a control character, while in UTF-16 ASCII brings the one, and
/// 、。「」 and the full-width forms the other.
fn looks_like_pairs(sample: &[u8]) -> bool {
    sample.len() >= 4
        && sample
            .iter()
            .any(|&byte| matches!(byte, 0x00..=0x08 | 0x0B | 0x0E..=0x1F | 0xFF))
        || sample
            .chunks_exact(2)
            .filter(|pair| matches!(pair, [_, 0x4E..=0x9F]))
            .count()
            * 4
            >= sample.len()
        || sample
            .chunks_exact(2)
            .filter(|pair| matches!(pair, [0x4E..=0x9F, _]))
            .count()
            * 4
            >= sample.len()
}
