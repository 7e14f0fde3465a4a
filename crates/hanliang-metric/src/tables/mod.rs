//! The tables under `data/`, loaded when first asked.

pub(crate) mod cues;
pub(crate) mod fixed;
pub(crate) mod places;
pub(crate) mod simplified;
pub(crate) mod times;
pub(crate) mod words;

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A table from words, hashed by FNV-1a: short keys of our own, so that no
/// input can choose them.
pub(crate) type WordMap<V> = HashMap<&'static str, V, BuildHasherDefault<Fnv>>;

/// FNV-1a over 64 bits.
#[derive(Debug)]
pub(crate) struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}
