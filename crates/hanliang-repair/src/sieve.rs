//! Finds characters of a set in a text, many at a time.
//!
//! A block of 64 bytes is asked at which of them a character starts, by vector
//! instructions, and each of these is looked up by its first three bytes: the
//! first two choose a word, the third a bit of it. Nothing is decoded, and no
//! branch depends on a single character.

use hanliang_span::Span;
use wide::{CmpGt, i8x16, u8x16};

/// How many bytes are looked at together.
pub(crate) const BLOCK: usize = 64;

/// A block, and the bytes behind it that its last character may reach to.
pub(crate) type Block = [u8; BLOCK + 3];

/// What stands behind a text.
const PADDING: u8 = b'\n';

/// Shows each block of a part of a text, where it stands, and [where in
/// it](places) characters start. The last one goes on behind the part; behind
/// the text it is filled up with line ends.
#[inline(always)]
pub(crate) fn each_block(text: &str, part: Span, mut see: impl FnMut(usize, &Block, u64)) {
    let bytes = text.as_bytes();
    let mut at = part.start;
    while at < part.end
        && let Some(block) = bytes.get(at..).and_then(<[u8]>::first_chunk)
    {
        see(at, block, starts(block));
        at += BLOCK;
    }
    while at < part.end {
        let mut block = [PADDING; BLOCK + 3];
        let rest = bytes.get(at..).unwrap_or_default();
        block
            .iter_mut()
            .zip(rest)
            .for_each(|(to, from)| *to = *from);
        see(at, &block, starts(&block));
        at += BLOCK;
    }
}

/// The places in a block that a mask has a bit for, in order.
pub(crate) fn places(mask: u64) -> impl Iterator<Item = usize> {
    let next = |&rest: &u64| Some(rest & rest.wrapping_sub(1));
    let masks = core::iter::successors(Some(mask), next);
    masks
        .take_while(|&rest| rest != 0)
        .map(|rest| rest.trailing_zeros() as usize)
}

/// A set of characters, by their first three bytes. The characters behind
/// shorter ones count as bytes of theirs.
pub(crate) struct Sieve {
    words: Vec<u64>,
}

/// What [`Sieve`] looks up in.
type Words = [u64; 1 << 16];

impl Sieve {
    /// The empty set.
    pub(crate) fn new() -> Self {
        Self {
            words: vec![0; 1 << 16],
        }
    }

    /// Adds a character of three bytes.
    pub(crate) fn add(&mut self, c: char) {
        if let [first, second, third] = *c.encode_utf8(&mut [0; 4]).as_bytes() {
            self.add_bits(first, second, bit(third));
        }
    }

    /// Adds all that starts with these bytes.
    pub(crate) fn add_all(&mut self, first: u8, second: u8) {
        self.add_bits(first, second, u64::MAX);
    }

    fn add_bits(&mut self, first: u8, second: u8, bits: u64) {
        if let Some(word) = self.words.get_mut(number(first, second)) {
            *word |= bits;
        }
    }

    /// Where in a block something of the set starts.
    #[inline(always)]
    pub(crate) fn caught(&self, block: &Block, starts: u64) -> u64 {
        let words: Option<&Words> = self.words.first_chunk();
        match words {
            Some(words) if catches(words, block, starts) => caught(words, block, starts),
            _ => 0,
        }
    }

    /// The same of a block that is likely to have something.
    pub(crate) fn likely_caught(&self, block: &Block, starts: u64) -> u64 {
        let words: Option<&Words> = self.words.first_chunk();
        words.map_or(0, |words| caught(words, block, starts))
    }

    /// Shows where in a part of a text something of the set starts.
    pub(crate) fn each(&self, text: &str, part: Span, mut see: impl FnMut(usize)) {
        each_block(text, part, |at, block, starts| {
            let caught = places(self.caught(block, starts)).map(|place| at + place);
            caught.take_while(|&at| at < part.end).for_each(&mut see);
        });
    }
}

/// How many characters of three bytes there are in half a block at most.
const WIDE: usize = 11;

/// Looks up the characters of both halves of a block side by side, so that
/// neither waits for the other. Behind the last character of a half, what
/// stands behind the half is looked up, be it a character or none.
#[inline(always)]
fn catches(words: &Words, block: &Block, starts: u64) -> bool {
    let (mut low, mut high) = ((starts & 0xFFFF_FFFF) as u32, (starts >> 32) as u32);
    let mut caught = 0;
    for _ in 0..WIDE {
        caught |= next(words, block, 0, &mut low) | next(words, block, 32, &mut high);
    }
    while low | high != 0 {
        caught |= next(words, block, 0, &mut low) | next(words, block, 32, &mut high);
        caught |= next(words, block, 0, &mut low) | next(words, block, 32, &mut high);
    }
    caught & 1 != 0
}

/// Where something is caught.
fn caught(words: &Words, block: &Block, starts: u64) -> u64 {
    let (mut low, mut high) = ((starts & 0xFFFF_FFFF) as u32, (starts >> 32) as u32);
    let mut caught = 0;
    while low | high != 0 {
        let (first, second) = (low.trailing_zeros(), high.trailing_zeros());
        caught |= (next(words, block, 0, &mut low) & 1) << first;
        caught |= (next(words, block, 32, &mut high) & 1) << 32 << second;
    }
    caught
}

#[inline(always)]
fn next(words: &Words, block: &Block, half: usize, rest: &mut u32) -> u64 {
    let at = half + rest.trailing_zeros() as usize;
    *rest &= rest.wrapping_sub(1);
    words[number(block[at], block[at + 1])] >> (block[at + 2] % 64)
}

#[inline(always)]
fn number(first: u8, second: u8) -> usize {
    usize::from(u16::from_be_bytes([first, second]))
}

fn bit(third: u8) -> u64 {
    1 << (third % 64)
}

/// Where in a block characters start.
#[inline(always)]
fn starts(block: &Block) -> u64 {
    lanes(block, |lane| {
        let lane = i8x16::new(lane.map(u8::cast_signed));
        lane.cmp_gt(i8x16::splat(0xBF_u8.cast_signed())).move_mask()
    })
}

/// Where in a block one of three bytes stands.
#[inline(always)]
pub(crate) fn any_of(block: &Block, bytes: [u8; 3]) -> u64 {
    lanes(block, |lane| {
        let lane = u8x16::new(lane);
        let [a, b, c] = bytes.map(|byte| lane.cmp_eq(u8x16::splat(byte)));
        (a | b | c).move_mask()
    })
}

#[inline(always)]
fn lanes(block: &Block, mask: impl Fn([u8; 16]) -> i32) -> u64 {
    let (lanes, _) = block.as_chunks::<16>();
    let masks = lanes.iter().map(|&lane| mask(lane).cast_unsigned());
    masks
        .enumerate()
        .fold(0, |all, (at, mask)| all | u64::from(mask) << (16 * at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_it_has_at_each_place() {
        let mut sieve = Sieve::new();
        sieve.add('龍');
        sieve.add_all(b'%', b'u');
        for filler in ["", "龙", "é", "a", "𠮷", "a龙", "龙é𠮷"] {
            for count in 0..140 {
                let before = filler.repeat(count);
                for (caught, after) in [("龍", ""), ("%u", "龙"), ("龍", "龙"), ("%u", "")] {
                    let text = format!("{before}{caught}{after}{filler}");
                    let mut seen = Vec::new();
                    sieve.each(&text, Span::new(0, text.len()), |at| seen.push(at));
                    assert_eq!(seen, [before.len()], "{text}");
                    let mut seen = Vec::new();
                    sieve.each(&text, Span::new(0, before.len()), |at| seen.push(at));
                    assert!(seen.is_empty(), "{text}");
                }
            }
        }
    }

    #[test]
    fn finds_one_of_several_bytes() {
        let mut block = [b'x'; BLOCK + 3];
        (block[0], block[17], block[63], block[64]) = (b'a', b'b', b'c', b'a');
        let found: Vec<usize> = places(any_of(&block, *b"abc")).collect();
        assert_eq!(found, [0, 17, 63]);
    }
}
