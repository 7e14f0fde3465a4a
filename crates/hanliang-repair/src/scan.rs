//! One pass over a text that tells which fixes could have something to do.
//!
//! Clean text must cost no more than its validation as UTF-8. Each character
//! of three bytes is looked up in a bitmap of 8 KiB, each ASCII character in
//! a table; only what either of them marks is looked at again.

use std::sync::LazyLock;

use crate::fix::{Fix, FixSet};
use crate::form::invisible;
use crate::plausibility;

/// What the pass found worth a try.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Findings {
    pub(crate) fixes: FixSet,
    /// Whether there may be traces of lost text.
    pub(crate) lost: bool,
    /// Whether there is any character beyond ASCII.
    pub(crate) beyond_ascii: bool,
}

/// A bit for each character of three bytes: word by the first two, bit by
/// the third.
static ODD: LazyLock<[u64; 1024]> = LazyLock::new(|| {
    let mut odd = [0; 1024];
    for code in 0x0800..=0xFFFF_u32 {
        if char::from_u32(code).is_some_and(is_odd) {
            let [first, second, third] = utf8(code);
            odd[word(first, second)] |= 1 << (third & 0x3F);
        }
    }
    odd
});

/// The bytes of a character of three.
fn utf8(code: u32) -> [u8; 3] {
    let [_, _, high, low] = code.to_be_bytes();
    [
        0xE0 | high >> 4,
        0x80 | (high & 0x0F) << 2 | low >> 6,
        0x80 | low & 0x3F,
    ]
}

/// The word of the bitmap for the first two bytes of a character.
pub(crate) const fn word(first: u8, second: u8) -> usize {
    ((first as usize) << 6).wrapping_add(second as usize) & 1023
}

/// ASCII that can start or join damage.
const ODD_ASCII: [bool; 256] = {
    let mut odd = [false; 256];
    let mut byte = 0;
    while byte < 0x20 {
        odd[byte] = !matches!(byte, 0x09 | 0x0A | 0x0D);
        byte += 1;
    }
    odd[b' ' as usize] = true;
    odd[b'%' as usize] = true;
    odd[b'&' as usize] = true;
    odd[b'(' as usize] = true;
    odd[b',' as usize] = true;
    odd[b'?' as usize] = true;
    odd[b'\\' as usize] = true;
    odd[0x7F] = true;
    odd
};

/// Spaces between characters beyond ASCII are worth a look where there is one
/// for at most so many bytes: 中 国 has one for four.
const BYTES_A_SPACE: usize = 8;
/// How many odd characters in a row, and how far apart at most, in bytes.
const STREAK: usize = 3;
const GAP: usize = 16;
/// How many bytes of ASCII are looked at together.
const BLOCK: usize = 32;

fn is_odd(c: char) -> bool {
    match c {
        '烫' | '屯' => true,
        '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' => true,
        '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{2E80}'..='\u{2FDF}' => true,
        '\u{3105}'..='\u{3129}' | '\u{FE50}'..='\u{FE6B}' => true,
        '\u{E000}'..='\u{FAFF}' | '\u{FEFF}' | '\u{FFFD}' => true,
        _ => plausibility::is_rare(c),
    }
}

/// Whether a text starts with ， 。 or 、.
fn is_stop(bytes: &[u8]) -> bool {
    matches!(
        bytes,
        [0xEF, 0xBC, 0x8C, ..] | [0xE3, 0x80, 0x81 | 0x82, ..]
    )
}

/// Looks through a text.
pub(crate) fn scan(text: &str) -> Findings {
    let bytes = text.as_bytes();
    let mut scan = Scan {
        text,
        findings: Findings::default(),
        streak: 0,
        last: 0,
        spaces: 0,
    };
    let mut at = 0;
    while let Some(&first) = bytes.get(at) {
        at = match first {
            0..=0x7F => scan.ascii_run(at),
            0xE0..=0xEF => {
                scan.findings.beyond_ascii = true;
                scan.wide_run(at)
            }
            _ => {
                scan.other(at, first);
                at + if first < 0xE0 { 2 } else { 4 }
            }
        };
    }
    if scan.spaces * BYTES_A_SPACE >= text.len() && scan.spaces > 0 {
        scan.found(Fix::Spacing);
    }
    scan.findings
}

/// Whether a block is ASCII in which nothing can be wrong while ASCII stands
/// around it. Written without branches, so that it is a handful of vector
/// instructions.
fn is_plain(block: &[u8; BLOCK]) -> bool {
    let mut odd = 0;
    for &byte in block {
        let outside = u8::from(byte.wrapping_sub(b' ') >= 0x5F) & u8::from(byte != b'\n');
        let joins = u8::from(byte.wrapping_sub(b'%') <= 1);
        odd |= outside | joins | u8::from(byte == b'?') | u8::from(byte == b'\\');
    }
    odd == 0
}

/// Whether this is four characters of three bytes, of which none is odd and no
/// two commas or stops stand together, nor with one whose first byte is next.
fn is_plain_group(group: &[u8; 13], odd: &[u64; 1024]) -> bool {
    let [a, a1, a2, b, b1, b2, c, c1, c2, d, d1, d2, next] = *group;
    if (a & b & c & d) < 0xE0 || (a | b | c | d) >= 0xF0 {
        return false;
    }
    let bit = |first: u8, second: u8, third: u8| odd[word(first, second)] >> (third & 0x3F);
    if (bit(a, a1, a2) | bit(b, b1, b2) | bit(c, c1, c2) | bit(d, d1, d2)) & 1 != 0 {
        return false;
    }
    // E3 and EF lead the marks and the kana, E4 to E9 nearly all ideographs.
    let mark = |byte: u8| byte == 0xE3 || byte == 0xEF;
    let joins = mark(next) || next == b',';
    if !(mark(a) & mark(b) | mark(b) & mark(c) | mark(c) & mark(d) | mark(d) & joins) {
        return true;
    }
    let stop = |first: u8, second: u8, third: u8| is_stop(&[first, second, third]);
    let (a, b) = (stop(a, a1, a2), stop(b, b1, b2));
    let (c, d) = (stop(c, c1, c2), stop(d, d1, d2));
    !(a & b | b & c | c & d | d & joins)
}

struct Scan<'t> {
    text: &'t str,
    findings: Findings,
    /// Odd characters close together, and where the last one stands.
    streak: usize,
    last: usize,
    spaces: usize,
}

impl Scan<'_> {
    /// ASCII up to the next character beyond it; where that stands.
    fn ascii_run(&mut self, start: usize) -> usize {
        let bytes = self.text.as_bytes();
        let mut at = start;
        loop {
            for _ in 0..BLOCK {
                let Some(&byte @ 0..=0x7F) = bytes.get(at) else {
                    return at;
                };
                if ODD_ASCII[usize::from(byte)] {
                    self.ascii(at, byte);
                }
                at += 1;
            }
            let looked_at = at;
            while let Some(block) = bytes.get(at..).and_then(<[u8]>::first_chunk)
                && is_plain(block)
            {
                at += BLOCK;
            }
            // The last byte may stand before a character beyond ASCII.
            at -= usize::from(at > looked_at);
        }
    }

    /// Characters of three bytes up to the next of another kind; where that
    /// stands.
    fn wide_run(&mut self, start: usize) -> usize {
        let bytes = self.text.as_bytes();
        let odd = &*ODD;
        let mut at = start;
        loop {
            for _ in 0..4 {
                let Some(&[first @ 0xE0..=0xEF, second, third]) =
                    bytes.get(at..).and_then(<[u8]>::first_chunk)
                else {
                    return at;
                };
                let wide = [first, second, third];
                if odd[word(first, second)] >> (third & 0x3F) & 1 != 0 {
                    self.ideograph(at, wide);
                } else if is_stop(&wide) {
                    self.stop(at);
                }
                at += 3;
            }
            while let Some(group) = bytes.get(at..).and_then(<[u8]>::first_chunk)
                && is_plain_group(group, odd)
            {
                at += 12;
            }
        }
    }

    fn found(&mut self, fix: Fix) {
        self.findings.fixes = self.findings.fixes.with(fix);
    }

    fn byte(&self, at: usize) -> u8 {
        self.text.as_bytes().get(at).copied().unwrap_or(b'\n')
    }

    /// A comma or full stop, and what stands behind it.
    fn stop(&mut self, at: usize) {
        let behind = self.text.as_bytes().get(at + 3..).unwrap_or_default();
        if is_stop(behind) || behind.first() == Some(&b',') {
            self.found(Fix::Punctuation);
        }
    }

    fn ideograph(&mut self, at: usize, bytes: [u8; 3]) {
        match bytes {
            // 烫屯
            [0xE7, 0x83, 0xAB] | [0xE5, 0xB1, 0xAF] => {
                self.findings.lost |= self.text.as_bytes().get(at + 3..at + 6) == Some(&bytes);
                return;
            }
            // 锟, and U+FFFD
            [0xE9, 0x94, 0x9F] => self.findings.lost = true,
            [0xEF, 0xBF, 0xBD] => {
                self.findings.lost = true;
                self.found(Fix::Pinyin);
            }
            [0xE1 | 0xE2, ..] | [0xEF, 0xBB, 0xBF] => {
                if bytes[0] == 0xE2 && bytes[1] >= 0xBA {
                    self.found(Fix::Radicals);
                } else if invisible::is_due(self.text, at) {
                    self.found(Fix::Invisible);
                }
                return;
            }
            [0xEF, 0xA4..=0xAB, _] => {
                self.found(Fix::CompatibilityIdeographs);
                return;
            }
            [0xEE, ..] | [0xEF, 0x80..=0xA3, _] => self.found(Fix::PrivateUse),
            _ => {}
        }
        self.odd(at);
    }

    /// Characters of two and of four bytes.
    fn other(&mut self, at: usize, first: u8) {
        let second = self.byte(at + 1);
        match (first, second) {
            // No-break space, © ® · × ° « ».
            (0xC2, 0xA0 | 0xA9 | 0xAE | 0xB7 | 0xB0 | 0xAB | 0xBB) | (0xC3, 0x97) => {}
            (0xC2, 0x80..=0x9F) => {
                self.found(Fix::Invisible);
                self.odd(at);
            }
            (0xC2, 0xAD) | (0xD8, 0x9C) => {
                self.found(Fix::Invisible);
                self.odd(at);
            }
            // A letter in a word: é in café, ā in a reading. What a wrong
            // decoding leaves comes in twos and more.
            (0xC3..=0xC9, _) if self.is_in_word(at) => {}
            (0xC2..=0xC9, _) | (0xCB, 0x8B) => self.odd(at),
            // U+2F800 and on.
            (0xF0, 0xAF) => self.found(Fix::CompatibilityIdeographs),
            _ => {}
        }
    }

    /// Whether the letter of two bytes stands alone among those of a word.
    fn is_in_word(&self, at: usize) -> bool {
        let (before, after) = (self.byte(at.wrapping_sub(1)), self.byte(at + 2));
        (before.is_ascii_alphabetic() || before == b'(')
            && (after.is_ascii_lowercase() || after == b')')
    }

    fn odd(&mut self, at: usize) {
        self.streak = if self.streak > 0 && at - self.last <= GAP + 4 {
            self.streak + 1
        } else {
            1
        };
        self.last = at;
        if self.streak >= STREAK {
            self.found(Fix::Mojibake);
        }
    }

    fn ascii(&mut self, at: usize, byte: u8) {
        let next = self.byte(at + 1);
        let before = self.byte(at.wrapping_sub(1));
        match byte {
            b' ' => {
                if before >= 0x80 && next >= 0x80 {
                    self.spaces += 1;
                }
            }
            b',' => {
                let behind = self.text.as_bytes().get(at + 1..).unwrap_or_default();
                if is_stop(behind) {
                    self.found(Fix::Punctuation);
                }
            }
            b'%' => {
                if next == b'u' {
                    self.found(Fix::Escapes);
                }
                if next.is_ascii_hexdigit() && next >= b'8' {
                    self.found(Fix::PercentEncoding);
                }
            }
            b'&' => {
                if next == b'#' || next.is_ascii_alphabetic() {
                    self.found(Fix::Entities);
                }
            }
            // A reading: `(fā)`.
            b'(' => {
                if before >= 0x80 && (next.is_ascii_lowercase() || matches!(next, 0xC3..=0xC9)) {
                    self.found(Fix::Pinyin);
                }
            }
            b'?' => {
                if before >= 0x80 || next >= 0x80 {
                    self.found(Fix::Pinyin);
                }
                if next == b'?' {
                    self.findings.lost = true;
                }
            }
            b'\\' => {
                if next == b'u' || next == b'\\' {
                    self.found(Fix::Escapes);
                }
            }
            _ => self.found(Fix::Invisible),
        }
    }
}
