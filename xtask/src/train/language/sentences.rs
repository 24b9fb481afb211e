//! Where sentences end.

use crate::train::perceptron::{Dice, Perceptron};
use crate::train::treebank::Document;
use rashomon_annotate::language::features::Linear;
use rashomon_annotate::language::sentences;
use rashomon_annotate::language::word::Word;

/// Where sentences end.
pub fn train(documents: &[Document], epochs: usize) -> Perceptron {
    let mut weights = Perceptron::new();
    let mut keys = Vec::new();
    let mut dice = Dice::new(2);
    let mut paragraphs = Vec::new();
    for document in documents {
        let (mut words, mut ends, mut spaced) = (Vec::new(), Vec::new(), Vec::new());
        for (place, sentence) in document.sentences.iter().enumerate() {
            for word in sentence {
                words.push(Word::new(&word.form));
                ends.push(false);
                spaced.push(document.text[word.range.1..].starts_with([' ', '\n']));
            }
            if let Some(end) = ends.last_mut() {
                *end = true;
            }
            if document.starts.get(place + 1).copied().unwrap_or(true) {
                paragraphs.push((std::mem::take(&mut words), std::mem::take(&mut ends), std::mem::take(&mut spaced)));
            }
        }
    }
    for _ in 0..epochs {
        dice.shuffle(&mut paragraphs);
        for (words, ends, spaced) in &paragraphs {
            let stops = sentences::stops(words);
            let mut running = sentences::Running { stops, ..Default::default() };
            for place in 0..words.len() - 1 {
                running.take(&words[place]);
                if sentences::open(words, place) {
                    sentences::keys(words, place, spaced[place], &running, &mut keys);
                    let score = weights.decide(&keys);
                    weights.tick();
                    if ends[place] && score < 2.0 {
                        weights.change(&keys, 0, 1.0);
                    } else if !ends[place] && score > -2.0 {
                        weights.change(&keys, 0, -1.0);
                    }
                }
                if ends[place] {
                    running = sentences::Running { stops, ..Default::default() };
                }
            }
        }
    }
    weights
}
