//! The words that rules know.

use super::number;

/// The number of every word that no rule knows.
pub(crate) const UNKNOWN: u16 = 0;

/// The longest word looked up, in bytes; longer ones are unknown.
const LONGEST: usize = 24;

/// The words that rules know, numbered from 1, with the classes they belong to.
#[derive(Default)]
pub(crate) struct Lexicon {
    ids: Table,
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
        let word = word.to_lowercase();
        // No rule has a longer word; one would never be found.
        if word.len() > LONGEST || word.is_empty() {
            return UNKNOWN;
        }
        let key = key(word.as_bytes());
        let known = self.ids.get(key);
        if known != UNKNOWN {
            return known;
        }
        let id = self.classes.len() as u16;
        self.ids.put(key, id);
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

    /// Puts a known word into a class, by its number.
    pub fn mark(&mut self, id: u16, class: u8) {
        if let Some(mask) = self.masks.get_mut(id as usize).filter(|_| id != UNKNOWN) {
            *mask |= 1 << (class & 63);
        }
    }

    /// The number of a word in any case; dashes and apostrophes of all sorts are "-" and "'".
    pub fn id(&self, word: &str) -> u16 {
        let bytes = word.as_bytes();
        if bytes.len() > LONGEST || bytes.is_empty() {
            return UNKNOWN;
        }
        if bytes.len() == 3 && bytes[0] == 0xe2 {
            match word {
                "’" | "‘" => return self.id("'"),
                "‐" | "‑" | "–" | "−" => return self.id("-"),
                _ => {}
            }
        }
        self.ids.get(key(bytes))
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

/// A word of at most 24 bytes, in lower case, as three numbers: compared and hashed at once.
type Key = [u64; LONGEST / 8];

fn key(word: &[u8]) -> Key {
    let mut lower = [0u8; LONGEST];
    lower[..word.len()].copy_from_slice(word);
    lower.make_ascii_lowercase();
    let part = |at: usize| u64::from_le_bytes(lower[at * 8..at * 8 + 8].try_into().unwrap_or([0; 8]));
    [part(0), part(1), part(2)]
}

/// Open addressing over [`Key`]s, never more than half full.
struct Table {
    slots: Vec<(Key, u16)>,
    used: usize,
}

impl Default for Table {
    fn default() -> Table {
        Table { slots: vec![([0; 3], UNKNOWN); 4096], used: 0 }
    }
}

impl Table {
    fn slot(&self, key: Key) -> usize {
        const MIX: u64 = 0x9e37_79b9_7f4a_7c15;
        let mixed = (key[0] ^ key[1].rotate_left(23) ^ key[2].rotate_left(41)).wrapping_mul(MIX);
        let mask = self.slots.len() - 1;
        let mut at = (mixed >> 40) as usize & mask;
        while self.slots[at].1 != UNKNOWN && self.slots[at].0 != key {
            at = (at + 1) & mask;
        }
        at
    }

    fn get(&self, key: Key) -> u16 {
        self.slots[self.slot(key)].1
    }

    fn put(&mut self, key: Key, id: u16) {
        if self.used * 2 >= self.slots.len() {
            let empty = vec![([0; 3], UNKNOWN); self.slots.len() * 2];
            for (key, id) in std::mem::replace(&mut self.slots, empty) {
                if id != UNKNOWN {
                    let at = self.slot(key);
                    self.slots[at] = (key, id);
                }
            }
        }
        let at = self.slot(key);
        self.slots[at] = (key, id);
        self.used += 1;
    }
}
