//! One pass over a text that tells which fixes could have something to do.
//!
//! Clean text must cost no more than its validation as UTF-8. Characters of
//! three bytes are looked up in a table of 64 KiB, four at a time, each ASCII
//! character in another; only what either of them marks is looked at again.

use std::sync::LazyLock;

use crate::fix::{Fix, FixSet};
use crate::form::invisible;
use crate::plausibility;
use crate::signal;

/// What the pass found worth a try.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Findings {
    pub(crate) fixes: FixSet,
    /// Whether there may be traces of lost text.
    pub(crate) lost: bool,
    /// Whether there is any character beyond ASCII.
    pub(crate) beyond_ascii: bool,
}

/// What each character of three bytes is, by [`number`]: [`ODD`], [`STOP`],
/// [`MARK`] and [`STRANGE`].
static CLASSES: LazyLock<Box<[u8; 0x1_0000]>> = LazyLock::new(|| {
    let mut classes = Box::new([0; 0x1_0000]);
    let mut mark = |c: char, class: u8| {
        if let [first, second, third] = *c.encode_utf8(&mut [0; 4]).as_bytes() {
            classes[number(first, second, third)] |= class;
        }
    };
    for c in ('\u{0800}'..='\u{FFFF}').filter(|&c| is_odd(c)) {
        mark(c, ODD);
    }
    "，。、".chars().for_each(|c| mark(c, STOP));
    signal::MARKED.chars().for_each(|c| mark(c, MARK));
    for c in ('\u{0800}'..='\u{FFFF}').filter(|&c| plausibility::is_strange(c)) {
        mark(c, STRANGE);
    }
    classes
});

/// A character that is looked at again.
const ODD: u8 = 1;
/// ， 。 or 、.
const STOP: u8 = 2;
/// One that the signals look at.
pub(crate) const MARK: u8 = 4;
/// One that pairs of bytes out of step are read as more often than others.
pub(crate) const STRANGE: u8 = 8;

/// The number of a character by its three bytes: its scalar value and a
/// constant.
#[inline]
fn number(first: u8, second: u8, third: u8) -> usize {
    let (first, second, third) = (u16::from(first), u16::from(second), u16::from(third));
    let number = (first << 12).wrapping_add(second << 6).wrapping_add(third);
    usize::from(number)
}

/// What four characters of three bytes are, if four stand here.
#[inline(always)]
fn four_classes(bytes: &[u8], at: usize, classes: &[u8; 0x1_0000]) -> Option<[u8; 4]> {
    let &[a, a1, a2, b, b1, b2, c, c1, c2, d, d1, d2] = bytes.get(at..)?.first_chunk()?;
    let is_wide = a & b & c & d >= 0xE0 && (a | b | c | d) < 0xF0;
    is_wide.then(|| {
        [
            classes[number(a, a1, a2)],
            classes[number(b, b1, b2)],
            classes[number(c, c1, c2)],
            classes[number(d, d1, d2)],
        ]
    })
}

/// Shows where a character of three bytes of this class stands, and where
/// another one is wanted by its first byte and its place.
pub(crate) fn each_of(
    text: &str,
    class: u8,
    is_wanted: impl Fn(usize, u8) -> bool,
    mut see: impl FnMut(usize),
) {
    let (bytes, classes) = (text.as_bytes(), &**CLASSES);
    let mut at = 0;
    while let Some(&first) = bytes.get(at) {
        if let Some(four) = four_classes(bytes, at, classes) {
            if four.iter().fold(0, |all, one| all | one) & class != 0 {
                let places = (at..).step_by(3).zip(four);
                (places.filter(|(_, one)| one & class != 0)).for_each(|(at, _)| see(at));
            }
            at += 12;
            continue;
        }
        let is_seen = match bytes.get(at..at + 3) {
            Some(&[first @ 0xE0..=0xEF, second, third]) => {
                classes[number(first, second, third)] & class != 0
            }
            _ => is_wanted(at, first),
        };
        if is_seen {
            see(at);
        }
        at += match first {
            0..=0x7F => 1,
            0x80..=0xDF => 2,
            0xE0..=0xEF => 3,
            _ => 4,
        };
    }
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
/// A text of at most so many bytes is looked at for any odd character: it may
/// be too short for three.
const SHORT: usize = 64;
/// How many bytes of a long run of ASCII are looked at together.
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

/// Looks through a text.
pub(crate) fn scan(text: &str) -> Findings {
    let mut scan = Scan {
        text,
        findings: Findings::default(),
        last: 0,
        streak: 0,
        streak_at: 0,
        spaces: 0,
    };
    scan.run();
    if text.len() <= SHORT && scan.streak > 0 {
        scan.found(Fix::Mojibake);
    }
    if scan.spaces * BYTES_A_SPACE >= text.len() && scan.spaces > 0 {
        scan.found(Fix::Spacing);
    }
    scan.findings
}

/// Whether a block is ASCII in which nothing can be wrong while ASCII stands
/// around it; the byte behind it is there to be looked at. Written without
/// branches, so that it is a handful of vector instructions.
fn is_plain(block: &[u8; BLOCK + 1]) -> bool {
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
    /// What the character before is; a comma of ASCII is a [`STOP`].
    last: u8,
    /// Odd characters close together, and where the last one stands.
    streak: usize,
    streak_at: usize,
    spaces: usize,
}

impl Scan<'_> {
    fn run(&mut self) {
        let bytes = self.text.as_bytes();
        let classes = &**CLASSES;
        let mut at = 0;
        loop {
            at = self.wide_run(at, classes);
            let Some(&first) = bytes.get(at) else {
                return;
            };
            at = if first < 0x80 {
                self.ascii_run(at)
            } else {
                self.other(at, first);
                self.last = 0;
                at + if first < 0xE0 { 2 } else { 4 }
            };
        }
    }

    /// Characters of three bytes up to the next of another length; where that
    /// stands.
    fn wide_run(&mut self, start: usize, classes: &[u8; 0x1_0000]) -> usize {
        let bytes = self.text.as_bytes();
        let mut at = start;
        let mut last = self.last;
        // Four together, without a branch for each.
        while let Some([a, b, c, d]) = four_classes(bytes, at, classes) {
            let stops = last & a | a & b | b & c | c & d;
            if (a | b | c | d) & ODD | stops & STOP != 0 {
                if stops & STOP != 0 {
                    self.found(Fix::Punctuation);
                }
                for (place, class) in [a, b, c, d].into_iter().enumerate() {
                    if class & ODD != 0 {
                        self.ideograph(at + 3 * place);
                    }
                }
            }
            last = d;
            at += 12;
        }
        while let Some(&[first @ 0xE0..=0xEF, second, third]) =
            bytes.get(at..).and_then(<[u8]>::first_chunk)
        {
            let class = classes[number(first, second, third)];
            if class & last & STOP != 0 {
                self.found(Fix::Punctuation);
            }
            if class & ODD != 0 {
                self.ideograph(at);
            }
            last = class;
            at += 3;
        }
        self.findings.beyond_ascii |= at > start;
        self.last = last;
        at
    }

    /// ASCII up to the next character beyond it; where that stands.
    fn ascii_run(&mut self, start: usize) -> usize {
        let bytes = self.text.as_bytes();
        let mut at = start;
        if self.last & STOP != 0 && bytes.get(at) == Some(&b',') {
            self.found(Fix::Punctuation);
        }
        loop {
            for _ in 0..8 {
                let Some(&byte @ 0..=0x7F) = bytes.get(at) else {
                    let last = at.checked_sub(1).and_then(|last| bytes.get(last));
                    self.last = if last == Some(&b',') { STOP } else { 0 };
                    return at;
                };
                if ODD_ASCII[usize::from(byte)] {
                    self.ascii(at, byte);
                }
                at += 1;
            }
            while let Some(block) = bytes.get(at..).and_then(<[u8]>::first_chunk)
                && is_plain(block)
            {
                at += BLOCK;
            }
        }
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
