//! Where words end, and which runs of letters are two words.

use crate::train::perceptron::{Dice, Perceptron};
use crate::train::treebank::Document;
use rashomon_annotate::language::features::Linear;
use rashomon_annotate::language::{tokens, weights};
use std::collections::{BTreeMap, BTreeSet};

/// Where words end.
pub fn train(documents: &[Document], epochs: usize) -> Perceptron {
    let mut weights = Perceptron::new();
    let mut chunk = tokens::Chunk::default();
    let mut keys = Vec::new();
    let mut dice = Dice::new(1);
    let mut order: Vec<usize> = (0..documents.len()).collect();
    for _ in 0..epochs {
        dice.shuffle(&mut order);
        for document in order.iter().map(|&place| &documents[place]) {
            let starts: BTreeSet<usize> = document.sentences.iter().flatten().map(|word| word.range.0).collect();
            for piece in document.text.split(tokens::blank).filter(|piece| !piece.is_empty()) {
                let from = piece.as_ptr() as usize - document.text.as_ptr() as usize;
                chunk.fill(piece, from);
                let mut last = 0;
                for place in 1..chunk.len() {
                    let gold = starts.contains(&chunk.byte(place));
                    if chunk.open(place) {
                        chunk.keys(place, last, &mut keys);
                        let score = weights.decide(&keys);
                        weights.tick();
                        // A margin, so that rare patterns are learnt firmly.
                        if gold && score < 2.0 {
                            weights.change(&keys, 0, 1.0);
                        } else if !gold && score > -2.0 {
                            weights.change(&keys, 0, -1.0);
                        }
                    }
                    if gold {
                        last = place;
                    }
                }
            }
        }
    }
    weights
}

/// Runs of letters that are two words more often than one, by the length of the first.
pub fn joined(documents: &[Document]) -> Vec<u8> {
    let mut counts: BTreeMap<u64, BTreeMap<usize, usize>> = BTreeMap::new();
    let mut chunk = tokens::Chunk::default();
    for document in documents {
        let starts: BTreeSet<usize> = document.sentences.iter().flatten().map(|word| word.range.0).collect();
        for piece in document.text.split(tokens::blank).filter(|piece| !piece.is_empty()) {
            let from = piece.as_ptr() as usize - document.text.as_ptr() as usize;
            chunk.fill(piece, from);
            let mut place = 0;
            while place < chunk.len() {
                let (length, key) = chunk.run(place);
                // "n" before "'t" is the other model's.
                let cut = (1..length).find(|&by| starts.contains(&chunk.byte(place + by)) && !chunk.open(place + by));
                if (2..=tokens::JOINED).contains(&length) {
                    *counts.entry(key).or_default().entry(cut.unwrap_or(0)).or_default() += 1;
                }
                place += length.max(1);
            }
        }
    }
    let rows = counts.into_iter().filter_map(|(key, cuts)| {
        let all: usize = cuts.values().sum();
        let (&cut, &count) = cuts.iter().filter(|cut| *cut.0 > 0).max_by_key(|cut| cut.1)?;
        (count * 2 > all).then(|| (key, vec![(cut as u8, 1.0)]))
    });
    weights::pack(rows.collect(), 5_000, None)
}
