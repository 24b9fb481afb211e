//! An averaged perceptron over hashed features.

use rashomon_annotate::language::features::Linear;
use rashomon_annotate::language::weights::Row;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Keys are hashes already.
#[derive(Default)]
pub struct Same(u64);

impl Hasher for Same {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, _: &[u8]) {}

    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
}

/// One weight: class, value, value times the steps before each change.
type Cell = (u8, f32, f64);

/// Weights under training.
pub struct Perceptron {
    index: HashMap<u64, u32, BuildHasherDefault<Same>>,
    rows: Vec<Vec<Cell>>,
    step: f64,
}

impl Perceptron {
    /// All weights zero.
    pub fn new() -> Perceptron {
        Perceptron { index: HashMap::default(), rows: Vec::new(), step: 1.0 }
    }

    /// One more decision has been looked at.
    pub fn tick(&mut self) {
        self.step += 1.0;
    }

    /// Adds `by` to the weights of `class` under all keys.
    pub fn change(&mut self, keys: &[u64], class: usize, by: f32) {
        for &key in keys {
            let next = self.rows.len() as u32;
            let row = *self.index.entry(key).or_insert(next);
            if row == next {
                self.rows.push(Vec::new());
            }
            let row = &mut self.rows[row as usize];
            let class = class as u8;
            let weighted = f64::from(by) * self.step;
            match row.iter_mut().find(|cell| cell.0 == class) {
                Some(cell) => {
                    cell.1 += by;
                    cell.2 += weighted;
                }
                None => row.push((class, by, weighted)),
            }
        }
    }

    /// The averaged weights, by key.
    pub fn average(&self) -> Vec<(u64, Row)> {
        let average = |row: &Vec<Cell>| {
            let mut row: Row = row.iter().map(|cell| (cell.0, cell.1 - (cell.2 / self.step) as f32)).collect();
            row.sort_by_key(|pair| pair.0);
            row
        };
        let mut rows: Vec<_> = self.index.iter().map(|(&key, &row)| (key, average(&self.rows[row as usize]))).collect();
        rows.sort_by_key(|row| row.0);
        rows
    }
}

impl Linear for Perceptron {
    fn add(&self, keys: &[u64], scores: &mut [f32]) {
        for key in keys {
            if let Some(&row) = self.index.get(key) {
                for &(class, value, _) in &self.rows[row as usize] {
                    scores[usize::from(class)] += value;
                }
            }
        }
    }
}

/// A small generator of random numbers with a seed (xorshift), the same on every machine.
pub struct Dice(u64);

impl Dice {
    /// Starts at a seed.
    pub fn new(seed: u64) -> Dice {
        Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// A number below `bound`.
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        ((self.0 >> 11) % bound.max(1) as u64) as usize
    }

    /// A share of one.
    pub fn share(&mut self) -> f32 {
        self.below(1 << 24) as f32 / (1 << 24) as f32
    }

    /// Shuffles.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for place in (1..items.len()).rev() {
            items.swap(place, self.below(place + 1));
        }
    }
}
