//! Whether a line can be the result of a wrong decoding at all.

use crate::plausibility;

/// How many odd characters close together make a line suspect.
pub(super) const STREAK: usize = 3;
/// How many others may stand between two of a streak.
const GAP: usize = 4;

/// Characters that a wrong decoding scatters over a text and Chinese pages
/// seldom need.
pub(crate) fn is_odd(c: char) -> bool {
    match c {
        '\0'..='\x7F' | '\u{A0}' | '©' | '®' | '·' | '×' | '°' | '«' | '»' => false,
        // Phonetic letters and small forms: what Big5 shows for the
        // punctuation of GBK.
        'ˋ' | '\u{3105}'..='\u{3129}' | '\u{FE50}'..='\u{FE6B}' => true,
        '\u{80}'..='\u{24F}' | '\u{E000}'..='\u{F8FF}' | '\u{20000}'..='\u{3FFFF}' => true,
        _ => plausibility::is_rare(c),
    }
}

/// Whether odd characters stand close together.
pub(crate) fn is_suspect(line: &str) -> bool {
    let (mut streak, mut gap) = (0, 0);
    for c in line.chars() {
        if c == '\u{FFFD}' {
            // A trace of any damage: neither for nor against.
            continue;
        }
        if is_odd(c) {
            streak += 1;
            gap = 0;
            if streak >= STREAK {
                return true;
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
