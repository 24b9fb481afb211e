//! The words that rules know.

use super::number;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// The number of every word that no rule knows.
pub(crate) const UNKNOWN: u16 = 0;

/// The longest word looked up, in bytes; longer ones are unknown.
const LONGEST: usize = 24;

/// The words that rules know, numbered from 1, with the classes they belong to.
#[derive(Default)]
pub(crate) struct Lexicon {
    ids: HashMap<Box<[u8]>, u16, BuildHasherDefault<Fnv>>,
    classes: Vec<Vec<(u8, i32)>>,
    masks: Vec<u64>,
    numbers: Vec<Option<number::Numeral>>,
}

impl Lexicon {
    /// A lexicon of the numerals.
    pub fn new() -> Lexicon {
        let mut lexicon = Lexicon::default();
        lexicon.classes.push(Vec::new());
        lexicon.masks.push(0);
        lexicon.numbers.push(None);
        for (word, numeral) in number::numerals() {
            let id = lexicon.add(&word);
            lexicon.numbers[id as usize] = Some(numeral);
        }
        for mark in ["-", ",", ".", "/", "'", ":", "a", "an", "and", "of"] {
            lexicon.add(mark);
        }
        lexicon
    }

    /// The number of a word, which is added where it is new.
    pub fn add(&mut self, word: &str) -> u16 {
        let key: Box<[u8]> = word.to_lowercase().into_bytes().into();
        if let Some(&id) = self.ids.get(&key) {
            return id;
        }
        let id = self.classes.len() as u16;
        self.ids.insert(key, id);
        self.classes.push(Vec::new());
        self.masks.push(0);
        self.numbers.push(None);
        id
    }

    /// Puts a word into a class (0–63), with a value.
    pub fn put(&mut self, word: &str, class: u8, value: i32) {
        let id = self.add(word) as usize;
        self.classes[id].push((class, value));
        self.masks[id] |= 1 << (class & 63);
    }

    /// The number of a word in any case; dashes and apostrophes of all sorts are "-" and "'".
    pub fn id(&self, word: &str) -> u16 {
        let bytes = word.as_bytes();
        if bytes.len() > LONGEST {
            return UNKNOWN;
        }
        if bytes.len() == 3 && bytes[0] == 0xe2 {
            match word {
                "’" | "‘" => return self.id("'"),
                "‐" | "‑" | "–" | "−" => return self.id("-"),
                _ => {}
            }
        }
        let mut lower = [0u8; LONGEST];
        lower[..bytes.len()].copy_from_slice(bytes);
        lower[..bytes.len()].make_ascii_lowercase();
        self.ids.get(&lower[..bytes.len()]).copied().unwrap_or(UNKNOWN)
    }

    /// The value of a word in a class.
    pub fn value(&self, id: u16, class: u8) -> Option<i32> {
        let id = id as usize;
        if self.masks.get(id)? & (1 << (class & 63)) == 0 {
            return None;
        }
        self.classes[id].iter().find(|entry| entry.0 == class).map(|entry| entry.1)
    }

    /// Whether the word is in the class.
    pub fn is(&self, id: u16, class: u8) -> bool {
        self.masks.get(id as usize).is_some_and(|mask| mask & (1 << (class & 63)) != 0)
    }

    /// What the word says as a numeral.
    pub fn numeral(&self, id: u16) -> Option<number::Numeral> {
        self.numbers.get(id as usize).copied().flatten()
    }

    /// How many numbers are given out.
    pub fn len(&self) -> usize {
        self.classes.len()
    }
}

/// FNV-1a: short keys, no attacker can choose the lexicon's words.
pub(crate) struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Fnv {
        Fnv(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}
