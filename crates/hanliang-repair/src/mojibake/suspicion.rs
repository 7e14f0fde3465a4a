//! Whether a line can be the result of a wrong decoding at all.

use std::sync::LazyLock;

use super::table::{self, Bytes, Table};
use crate::pinyin::cost_of;
use crate::plausibility;

/// How many odd characters close together make a line suspect.
pub(super) const STREAK: usize = 3;
/// How many others may stand between two of a streak.
const GAP: usize = 4;

/// How many characters beyond ASCII a short line has.
const SHORT: usize = 16;
/// What characters that make no words cost at least, each, in nats.
const WORDLESS: f32 = 10.0;

/// One bit for each character of the basic plane: most of what is done to a
/// damaged line begins with this question.
static ODD: LazyLock<Vec<u64>> = LazyLock::new(|| {
    let mut odd = vec![0; 0x1_0000 / 64];
    for c in ('\0'..='\u{FFFF}').filter(|&c| is_odd_by_rule(c)) {
        let code = c as usize;
        odd[code / 64] |= 1 << (code % 64);
    }
    odd
});

/// Characters that a wrong decoding scatters over a text and Chinese pages
/// seldom need.
pub(crate) fn is_odd(c: char) -> bool {
    let code = c as usize;
    match ODD.get(code / 64) {
        Some(word) => word >> (code % 64) & 1 != 0,
        None => is_odd_by_rule(c),
    }
}

fn is_odd_by_rule(c: char) -> bool {
    match c {
        '\0'..='\x7F' | '\u{A0}' | '©' | '®' | '·' | '×' | '°' | '«' | '»' => false,
        // Phonetic letters and small forms: what Big5 shows for the
        // punctuation of GBK.
        'ˋ' | '\u{3105}'..='\u{3129}' | '\u{FE50}'..='\u{FE6B}' => true,
        '\u{80}'..='\u{24F}' | '\u{E000}'..='\u{F8FF}' | '\u{20000}'..='\u{3FFFF}' => true,
        _ => plausibility::is_rare(c),
    }
}

/// Whether odd characters stand close together, and make no words with those
/// around them: rare ones do in a text that is full of them. In a short line
/// one will do where all of it makes no words.
pub(crate) fn is_suspect(line: &str) -> bool {
    has_streak(line) || is_short_and_wordless(line) || has_letters_in_pairs(line)
}

/// How many characters in a row are letters of Latin-1 in UTF-8 that were read as
/// GBK: of the ideographs that pages have one in thirty is in that corner.
const IN_PAIRS: usize = 8;

/// Whether many characters in a row are such letters (C2 80 to C3 BF): the
/// middle of three wrong tables, which shows many characters in daily use.
fn has_letters_in_pairs(line: &str) -> bool {
    let mut count = 0;
    line.chars().any(|c| {
        count = match Table::Gbk.encode(c) {
            Some(Bytes::Two(0xC2 | 0xC3, 0x80..=0xBF)) => count + 1,
            _ => 0,
        };
        count >= IN_PAIRS
    })
}

fn is_short_and_wordless(line: &str) -> bool {
    let wide = |c: &char| !c.is_ascii();
    let count = line.chars().filter(wide).take(SHORT + 1).count();
    if !(STREAK..=SHORT).contains(&count) || !has_odd(line) {
        return false;
    }
    let words: String = line.chars().filter(wide).collect();
    let count = u8::try_from(count).unwrap_or(u8::MAX);
    cost_of(&words) > WORDLESS * f32::from(count)
}

/// What characters that make hardly a word cost at least, each, in nats.
const POOR: f32 = 9.0;

/// Whether a line is short, makes hardly a word, and may be pairs that were read
/// with the other table of pairs.
pub(crate) fn may_be_pairs(line: &str) -> bool {
    let wide = |c: &char| !c.is_ascii();
    let count = line.chars().filter(wide).take(SHORT + 1).count();
    if !(STREAK..=SHORT).contains(&count) || !(has_odd(line) || is_shown_by_big5(line)) {
        return false;
    }
    let words: String = line.chars().filter(wide).collect();
    let count = u8::try_from(count).unwrap_or(u8::MAX);
    cost_of(&words) > POOR * f32::from(count)
}

/// Whether all of a line may be GB2312 that was read as Big5, and there are too many
/// characters for chance.
pub(super) fn may_be_shown_by_big5(line: &str) -> bool {
    let wide = line.chars().filter(|c| !c.is_ascii());
    wide.take(STREAK).count() == STREAK && is_shown_by_big5(line)
}

/// One bit for each character of the basic plane that Big5 shows for an ideograph
/// of GB2312, or a sign: both of its bytes are above A0.
static SHOWN_BY_BIG5: LazyLock<Vec<u64>> = LazyLock::new(|| {
    let mut shown = vec![0; 0x1_0000 / 64];
    let leads = (0xA1..=0xA3).chain(0xB0..=0xF7_u8);
    let pairs = leads.flat_map(|lead| (0xA1..=0xFE_u8).map(move |trail| (lead, trail)));
    for c in pairs.filter_map(|(lead, trail)| table::big5(lead, trail)) {
        let code = c as usize;
        if let Some(word) = shown.get_mut(code / 64) {
            *word |= 1 << (code % 64);
        }
    }
    shown
});

/// Whether all of a line but its ASCII may be GB2312 that was read as Big5. Of
/// the characters of clean text hardly one in four is of these.
pub(crate) fn is_shown_by_big5(line: &str) -> bool {
    let shown = &*SHOWN_BY_BIG5;
    let mut is_wide = false;
    for c in line.chars() {
        if c.is_ascii() {
            continue;
        }
        is_wide = true;
        let code = c as usize;
        if shown
            .get(code / 64)
            .is_none_or(|word| word >> (code % 64) & 1 == 0)
        {
            return false;
        }
    }
    is_wide
}

fn has_streak(line: &str) -> bool {
    let (mut streak, mut gap, mut start) = (0, 0, 0);
    for (at, c) in line.char_indices() {
        if c == '\u{FFFD}' {
            // A trace of any damage: neither for nor against.
            continue;
        }
        if is_odd(c) {
            if streak == 0 {
                start = at;
            }
            streak += 1;
            gap = 0;
            if streak >= STREAK {
                if !has_words(line, start, at) {
                    return true;
                }
                streak = 0;
            }
        } else {
            gap += 1;
            if gap > GAP {
                streak = 0;
            }
        }
    }
    false
}

/// What characters that make words cost at most, each, in nats.
const WORDED: f32 = 7.0;

/// Whether what stands from the one place to the other makes words.
fn has_words(line: &str, start: usize, end: usize) -> bool {
    let rest = line.get(start..).unwrap_or_default();
    let length = end - start;
    let behind = rest
        .char_indices()
        .skip_while(|&(at, _)| at < length)
        .nth(GAP);
    let near = behind.map_or(rest, |(at, _)| rest.get(..at).unwrap_or(rest));
    let count = u8::try_from(near.chars().count()).unwrap_or(u8::MAX);
    cost_of(near) <= WORDED * f32::from(count)
}

/// Whether there is any odd character.
pub(crate) fn has_odd(line: &str) -> bool {
    line.chars().any(is_odd)
}

/// How many odd characters there are.
pub(super) fn count_odd(text: &str) -> usize {
    text.chars().filter(|&c| is_odd(c)).count()
}

/// Whether a reading is text one would expect: hardly a rare ideograph, no
/// character without meaning, and most of it there.
pub(crate) fn is_good(text: &str) -> bool {
    let (mut all, mut odd, mut lost) = (0_usize, 0_usize, 0_usize);
    for c in text.chars() {
        match c {
            '\0'..='\x7F' => {}
            '\u{FFFD}' => lost += 1,
            _ => {
                all += 1;
                let broken = plausibility::cost(c) >= plausibility::BROKEN;
                odd += usize::from(broken) * 2 + usize::from(plausibility::is_rare(c));
            }
        }
    }
    odd * 5 <= all && lost * 5 <= all * 2
}
