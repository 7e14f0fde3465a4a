//! One pass over a text that tells which fixes could have something to do.
//!
//! Clean text must cost no more than its validation as UTF-8. All characters
//! are looked up in a [sieve](Sieve), a block at a time; only of blocks in which
//! it catches one are the characters looked at again.

use std::sync::LazyLock;

use hanliang_span::Span;

use crate::fix::{Fix, FixSet};
use crate::form::invisible;
use crate::mojibake::{self, suspicion};
use crate::plausibility;
use crate::sieve::{self, BLOCK, Block, Sieve};

/// What the pass found worth a try.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Findings {
    pub(crate) fixes: FixSet,
    /// Whether there may be traces of lost text.
    pub(crate) lost: bool,
    /// Whether there is any character beyond ASCII.
    pub(crate) beyond_ascii: bool,
}

/// What is looked at again.
static ODD: LazyLock<Sieve> = LazyLock::new(|| {
    let mut odd = Sieve::new();
    let wide = '\u{0800}'..='\u{FFFF}';
    wide.filter(|&c| is_odd(c)).for_each(|c| odd.add(c));
    for first in 0..=0xFF {
        for next in 0..=0xFF {
            if may_be_odd(first, next) {
                odd.add_all(first, next);
            }
        }
    }
    odd
});

/// Whether a character of one, two or four bytes is looked at again, by its
/// first byte and the one behind that: ASCII that can start or join damage, and
/// what is not at home in Chinese text.
fn may_be_odd(first: u8, next: u8) -> bool {
    match first {
        b'\t' | b'\n' | b'\r' => false,
        ..b' ' | b'?' | 0x7F => true,
        b' ' => next >= 0x80,
        b'%' => matches!(next, b'u' | b'2' | b'8' | b'9' | b'A'..=b'F' | b'a'..=b'f'),
        b'&' => next == b'#' || next.is_ascii_alphabetic(),
        b'(' => next.is_ascii_lowercase() || matches!(next, 0xC3..=0xC9),
        // Before ， 。 or 、.
        b',' => matches!(next, 0xE3 | 0xEF),
        b'\\' => matches!(next, b'u' | b'\\'),
        // No-break space, © ® · ° « ».
        0xC2 => !matches!(next, 0xA0 | 0xA9 | 0xAE | 0xB7 | 0xB0 | 0xAB | 0xBB),
        0xC3..=0xC9 => true,
        _ => matches!((first, next), (0xCB, 0x8B) | (0xD8, 0x9C) | (0xF0, 0xAF)),
    }
}

/// Spaces between characters beyond ASCII are worth a look where there is one
/// for at most so many bytes: 中 国 has one for four.
const BYTES_A_SPACE: usize = 8;
/// How many odd characters in a row, and how far apart at most, in bytes.
const STREAK: usize = 3;
const GAP: usize = 16;
/// A text of at most so many bytes is looked at for any odd character: it may
/// be too short for three.
const SHORT: usize = 64;
/// So many lines that are no longer are weighed by their words, and one more for
/// so many bytes: lists of names have rare characters.
const LINES: usize = 8;
const BYTES_A_LINE: usize = 1 << 13;

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

/// Looks through a text.
pub(crate) fn scan(text: &str) -> Findings {
    let mut scan = Scan {
        text,
        findings: Findings::default(),
        stops: 0,
        is_caught: false,
        streak: 0,
        streak_at: 0,
        lines: if text.len() > SHORT {
            LINES + text.len() / BYTES_A_LINE
        } else {
            0
        },
        line_end: 0,
        spaces: 0,
    };
    scan.run();
    if text.len() <= SHORT && (scan.streak > 0 || is_shown_by_big5(text)) {
        scan.found(Fix::Mojibake);
    }
    if scan.spaces * BYTES_A_SPACE >= text.len() && scan.spaces > 0 {
        scan.found(Fix::Spacing);
    }
    scan.findings
}

/// Whether a short text in which nothing is odd may yet be pairs of bytes that
/// were read with the other table.
#[inline(never)]
fn is_shown_by_big5(text: &str) -> bool {
    suspicion::is_shown_by_big5(text) && text.lines().any(mojibake::is_likely_pairs)
}

/// Whether a block is ASCII in which nothing can be wrong while ASCII stands
/// around it. Written without branches, so that it is a handful of vector
/// instructions.
fn is_plain(block: &Block) -> bool {
    let mut odd = 0;
    for at in 0..BLOCK {
        let (byte, next) = (block[at], block[at + 1]);
        let outside = u8::from(byte.wrapping_sub(b' ') >= 0x5F) & u8::from(byte != b'\n');
        // `%` before a digit from 8, a letter or `%25`, `&` before `#` or a
        // letter.
        let joins = u8::from(byte.wrapping_sub(b'%') <= 1)
            & (u8::from(next >= b'8') | u8::from(next == b'#') | u8::from(next == b'2'));
        let marks = u8::from(byte == b'?') & u8::from(next == b'?');
        odd |= outside | joins | marks | u8::from(byte == b'\\');
    }
    odd == 0 && block[BLOCK] < 0x80
}

struct Scan<'t> {
    text: &'t str,
    findings: Findings,
    /// Where the last block had what may be ， 。 、 or a comma.
    stops: u64,
    /// Whether it had anything odd.
    is_caught: bool,
    /// Odd characters close together, and where the last one stands.
    streak: usize,
    streak_at: usize,
    /// How many more short lines may be weighed, and where the last one ended.
    lines: usize,
    line_end: usize,
    spaces: usize,
}

impl Scan<'_> {
    fn run(&mut self) {
        let odd = &*ODD;
        let all = Span::new(0, self.text.len());
        sieve::each_block(self.text, all, |at, block, starts| {
            let is_ascii = starts == u64::MAX;
            if is_ascii && self.byte(at.wrapping_sub(1)) < 0x80 && is_plain(block) {
                self.stops = 0;
                return;
            }
            if !is_ascii && !self.findings.beyond_ascii {
                self.findings.beyond_ascii = block[..BLOCK].iter().any(|b| b & 0xF0 == 0xE0);
            }
            // The first bytes of ， 。 and 、, and a comma: one three bytes behind
            // another.
            let stops = sieve::any_of(block, [0xE3, 0xEF, b',']);
            let doubled = stops & (stops << 3 | self.stops >> (BLOCK - 3));
            self.stops = stops;
            if doubled != 0 {
                sieve::places(doubled).for_each(|place| self.doubled(at + place));
            }
            // Damage comes in many places together.
            let caught = if self.is_caught {
                odd.likely_caught(block, starts)
            } else {
                odd.caught(block, starts)
            };
            self.is_caught = caught != 0;
            sieve::places(caught).for_each(|place| self.odd_character(at + place));
        });
    }

    /// A character of [`ODD`].
    #[inline(never)]
    fn odd_character(&mut self, at: usize) {
        match self.byte(at) {
            b',' => {
                if self.is_stop(at + 1) {
                    self.found(Fix::Punctuation);
                }
            }
            first @ ..0x80 => self.ascii(at, first),
            0xE0..=0xEF => self.ideograph(at),
            first => self.other(at, first),
        }
    }

    /// What may be a stop or a comma right behind a stop.
    fn doubled(&mut self, at: usize) {
        if self.is_stop(at.wrapping_sub(3)) && (self.is_stop(at) || self.byte(at) == b',') {
            self.found(Fix::Punctuation);
        }
    }

    /// Whether ， 。 or 、 stands here.
    fn is_stop(&self, at: usize) -> bool {
        let bytes = self.text.as_bytes().get(at..).and_then(<[u8]>::first_chunk);
        matches!(bytes, Some([0xE3, 0x80, 0x81 | 0x82] | [0xEF, 0xBC, 0x8C]))
    }

    fn found(&mut self, fix: Fix) {
        self.findings.fixes = self.findings.fixes.with(fix);
    }

    fn byte(&self, at: usize) -> u8 {
        self.text.as_bytes().get(at).copied().unwrap_or(b'\n')
    }

    /// A character of three bytes that is odd.
    fn ideograph(&mut self, at: usize) {
        let wide = self.text.as_bytes().get(at..).and_then(<[u8]>::first_chunk);
        let Some(&bytes) = wide else {
            return;
        };
        match bytes {
            // 烫屯
            [0xE7, 0x83, 0xAB] | [0xE5, 0xB1, 0xAF] => {
                self.findings.lost |= self.text.as_bytes().get(at + 3..at + 6) == Some(&bytes);
                return;
            }
            // 鈥, and 锘 at the start: what GBK shows of a quotation mark in UTF-8
            // and of a byte order mark.
            [0xE9, 0x88, 0xA5] => self.found(Fix::Mojibake),
            [0xE9, 0x94, 0x98] if at == 0 => self.found(Fix::Mojibake),
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
        // A letter before a sign of Latin-1 or Windows-1252, as a character of
        // UTF-8 is read.
        if first == 0xC3 && matches!(self.byte(at + 2), 0xC2 | 0xC5 | 0xC6 | 0xCB | 0xE2) {
            self.found(Fix::Mojibake);
        }
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
        self.streak = if self.streak > 0 && at - self.streak_at <= GAP + 4 {
            self.streak + 1
        } else {
            1
        };
        self.streak_at = at;
        if self.streak >= STREAK || self.is_in_short_line(at) {
            self.found(Fix::Mojibake);
        }
    }

    /// Whether an odd character stands in a line that is too short for more of
    /// them, and is likely to be pairs that were read with the other table.
    #[cold]
    #[inline(never)]
    fn is_in_short_line(&mut self, at: usize) -> bool {
        if self.lines == 0 || at < self.line_end || self.findings.fixes.has(Fix::Mojibake) {
            return false;
        }
        let bytes = self.text.as_bytes();
        let before = bytes.get(at.saturating_sub(SHORT)..at).unwrap_or_default();
        let behind = bytes.get(at..).unwrap_or_default();
        let behind = behind.get(..SHORT).unwrap_or(behind);
        let start = match memchr::memrchr(b'\n', before) {
            Some(place) => at - before.len() + place + 1,
            None if before.len() == at => 0,
            None => return false,
        };
        let end = match memchr::memchr(b'\n', behind) {
            Some(place) => at + place,
            None if behind.len() < SHORT => self.text.len(),
            None => return false,
        };
        self.lines -= 1;
        self.line_end = end;
        self.text
            .get(start..end)
            .is_some_and(mojibake::is_likely_pairs)
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
            b'%' => {
                if next == b'u' {
                    self.found(Fix::Escapes);
                }
                let first = if next == b'2' && self.byte(at + 2) == b'5' {
                    self.byte(at + 3)
                } else {
                    next
                };
                if first.is_ascii_hexdigit() && first >= b'8' {
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
