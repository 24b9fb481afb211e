//! Hashes of words and of runs of words, the same on every machine and every run.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A word, by the hash of its stem. Two words of one stream collide about once in a million reports; nothing rests on one word.
pub type Term = u32;

/// The offset and prime of FNV-1a, 64 bits.
const BASIS: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0100_0000_01b3;

/// FNV-1a over bytes fed one at a time.
#[derive(Clone, Copy)]
pub struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Fnv {
        Fnv(BASIS)
    }
}

impl Fnv {
    /// Takes one byte in.
    pub fn byte(&mut self, byte: u8) {
        self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(PRIME);
    }

    /// The hash of what was taken in, all bits mixed.
    pub fn done(self) -> u64 {
        mixed(self.0)
    }
}

/// The hash of some bytes.
pub fn of(bytes: &[u8]) -> u64 {
    let mut hash = Fnv::default();
    bytes.iter().for_each(|&byte| hash.byte(byte));
    hash.done()
}

/// 32 of its bits, never 0 (which parts runs of words).
pub fn folded(hash: u64) -> Term {
    ((hash ^ (hash >> 32)) as u32).max(1)
}

/// Spreads the entropy of a number over all its bits (the finisher of SplitMix64).
pub fn mixed(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

/// A map keyed by hashes, which need no further hashing. Never iterated where order could show.
pub type ByHash<K, V> = HashMap<K, V, BuildHasherDefault<Spread>>;

/// Takes a number that is already a hash as its own hash.
#[derive(Default)]
pub struct Spread(u64);

impl Hasher for Spread {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|&byte| self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(PRIME));
    }

    fn write_u32(&mut self, number: u32) {
        self.0 = u64::from(number).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = number.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}
