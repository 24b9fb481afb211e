//! What the network knows of single words: a row for each known form, and rows for beginnings, endings and shapes.

use crate::language::features::Keys;
use crate::language::word::Word;

/// How many parts of a word have rows, besides its form.
pub const PARTS: usize = 11;

/// The keys of a word: its form in lower case, then its parts.
pub fn keys(word: &Word, out: &mut Vec<u64>) {
    let mut keys = Keys::new(out);
    keys.one(word.lower);
    keys.one(word.form);
    keys.one(word.shape);
    word.suffix.iter().for_each(|&suffix| keys.one(suffix));
    word.prefix.iter().for_each(|&prefix| keys.one(prefix));
}

/// Rows of bytes, found by key.
#[derive(Clone, Copy)]
pub struct Inputs<'a> {
    /// Mark of the key and number of the row, four bytes each; row 0 marks a free slot.
    slots: &'a [u8],
    /// Scale and bytes of each row; row 0 is that of unknown words.
    rows: &'a [u8],
    width: usize,
}

const SLOT: usize = 8;
const SCALE: usize = 4;

fn home(key: u64, slots: usize) -> usize {
    ((u64::from(key as u32) * slots as u64) >> 32) as usize
}

fn mark(key: u64) -> u32 {
    (key >> 32) as u32
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + 4)?.try_into().ok().map(u32::from_le_bytes)
}

impl<'a> Inputs<'a> {
    /// Reads a section; `None` where it is not one.
    pub fn new(section: &'a [u8]) -> Option<Inputs<'a>> {
        let (width, slots) = (number(section, 0)? as usize, number(section, 4)? as usize);
        let (slots, rows) = section.get(8..)?.split_at_checked(slots.checked_mul(SLOT)?)?;
        Some(Inputs { slots, rows, width })
    }

    /// Width of a row: half of the state of a word.
    pub fn width(&self) -> usize {
        self.width
    }

    fn find(&self, key: u64) -> usize {
        let slots = self.slots.len() / SLOT;
        let mut slot = home(key, slots);
        // A full table, which no trainer writes, ends the search too.
        for _ in 0..slots {
            let at = slot * SLOT;
            let (Some(held), Some(row)) = (number(self.slots, at), number(self.slots, at + 4)) else { break };
            if row == 0 || held == mark(key) {
                return row as usize;
            }
            slot = if slot + 1 == slots { 0 } else { slot + 1 };
        }
        0
    }

    fn add(&self, row: usize, to: &mut [f32]) {
        let at = row * (SCALE + self.width);
        let Some(bytes) = self.rows.get(at..at + SCALE + self.width) else { return };
        let scale = f32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]);
        for (to, &byte) in to.iter_mut().zip(&bytes[SCALE..]) {
            *to += scale * f32::from(byte as i8);
        }
    }

    /// Adds the row of a word's form to the first half of `to`, those of its parts to the second.
    pub fn fill(&self, word: &Word, room: &mut Vec<u64>, to: &mut [f32]) {
        let Some((form, parts)) = to.split_at_mut_checked(self.width) else { return };
        keys(word, room);
        let mut rows = [0; 1 + PARTS];
        rows.iter_mut().zip(room.iter()).for_each(|(row, &key)| *row = self.find(key));
        self.add(rows[0], form);
        rows[1..].iter().filter(|&&row| row != 0).for_each(|&row| self.add(row, parts));
    }

    /// Lays out rows as a section: the first row is that of unknown words, the others have keys.
    pub fn pack(width: usize, unknown: &[f32], known: &[(u64, Vec<f32>)]) -> Vec<u8> {
        let slots = known.len() * 3 / 2 + 2;
        let mut table = vec![0; slots * SLOT];
        let mut rows = Vec::new();
        for (row, values) in std::iter::once(unknown).chain(known.iter().map(|(_, row)| row.as_slice())).enumerate() {
            let scale = values.iter().fold(f32::MIN_POSITIVE, |most, value| most.max(value.abs())) / 127.0;
            rows.extend(scale.to_le_bytes());
            rows.extend(values.iter().map(|value| (value / scale).round() as i8 as u8));
            let Some((key, _)) = row.checked_sub(1).and_then(|row| known.get(row)) else { continue };
            let mut slot = home(*key, slots);
            while table[slot * SLOT + 4..(slot + 1) * SLOT] != [0; 4] {
                slot = if slot + 1 == slots { 0 } else { slot + 1 };
            }
            table[slot * SLOT..slot * SLOT + 4].copy_from_slice(&mark(*key).to_le_bytes());
            table[slot * SLOT + 4..(slot + 1) * SLOT].copy_from_slice(&(row as u32).to_le_bytes());
        }
        let mut section = (width as u32).to_le_bytes().to_vec();
        section.extend((slots as u32).to_le_bytes());
        section.extend(table);
        section.extend(rows);
        section
    }
}
