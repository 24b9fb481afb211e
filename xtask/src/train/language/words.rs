//! Where words end, and which runs of letters are two words.

use crate::train::perceptron::{Dice, Perceptron};
use crate::train::treebank::Document;
use rashomon_annotate::language::features::{Linear, best};
use rashomon_annotate::language::{tokens, weights};
use std::collections::BTreeSet;

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

/// A run of letters that is two words somewhere: its key, its neighbours, and the length of the first word or 0.
struct Run<'a> {
    key: u64,
    previous: &'a str,
    next: &'a str,
    cut: usize,
}

fn runs(documents: &[Document]) -> Vec<Run<'_>> {
    let mut runs = Vec::new();
    let mut chunk = tokens::Chunk::default();
    for document in documents {
        let starts: BTreeSet<usize> = document.sentences.iter().flatten().map(|word| word.range.0).collect();
        for paragraph in document.text.split("\n\n") {
            let pieces: Vec<&str> = paragraph.split(tokens::blank).filter(|piece| !piece.is_empty()).collect();
            for (number, piece) in pieces.iter().enumerate() {
                let from = piece.as_ptr() as usize - document.text.as_ptr() as usize;
                chunk.fill(piece, from);
                let mut place = 0;
                while place < chunk.len() {
                    let (length, key) = chunk.run(place);
                    // "n" before "'t" is the other model's.
                    let first = |by: &usize| starts.contains(&chunk.byte(place + by)) && !chunk.open(place + by);
                    let cut = (1..length).find(first).unwrap_or(0);
                    if (2..=tokens::JOINED).contains(&length) {
                        let previous = number.checked_sub(1).map_or("", |before| pieces[before]);
                        runs.push(Run { key, previous, next: pieces.get(number + 1).copied().unwrap_or(""), cut });
                    }
                    place += length.max(1);
                }
            }
        }
    }
    let split: BTreeSet<u64> = runs.iter().filter(|run| run.cut > 0).map(|run| run.key).collect();
    runs.retain(|run| split.contains(&run.key));
    runs
}

/// Runs of letters that are two words ("cannot", "its" for "it's"), by the length of the first and their neighbours.
pub fn joined(documents: &[Document], epochs: usize) -> Vec<u8> {
    let mut weights = Perceptron::new();
    let mut runs = runs(documents);
    let (mut keys, mut dice) = (Vec::new(), Dice::new(5));
    for run in &runs {
        // Every run that was ever split is listed, with a preference for what it is most often.
        tokens::joined_keys(run.key, "", "", &mut keys);
        weights.change(&keys[..1], run.cut, 0.1);
    }
    for _ in 0..epochs {
        dice.shuffle(&mut runs);
        for run in &runs {
            tokens::joined_keys(run.key, run.previous, run.next, &mut keys);
            let mut scores = [0.0; tokens::JOINED];
            weights.add(&keys, &mut scores);
            let told = best(&scores);
            weights.tick();
            if told != run.cut {
                weights.change(&keys, run.cut, 1.0);
                weights.change(&keys, told, -1.0);
            }
        }
    }
    weights::pack(weights.average(), 30_000, None)
}
