//! Parts of speech.

use super::{EPOCHS, Gold};
use crate::train::perceptron::{Dice, Perceptron};
use rashomon_annotate::language::features::{Linear, best};
use rashomon_annotate::language::tags;
use rayon::prelude::*;

/// Trains one pass of the tagger on the sentences that `take` names.
pub fn train(
    golds: &[Gold],
    ahead: Option<&[Vec<u8>]>,
    classes: usize,
    take: &dyn Fn(usize) -> bool,
    epochs: usize,
) -> Perceptron {
    let mut weights = Perceptron::new();
    let mut keys = Vec::new();
    let mut scores = vec![0.0; classes];
    let mut dice = Dice::new(3);
    let mut order: Vec<usize> = (0..golds.len()).filter(|&place| take(place)).collect();
    for _ in 0..epochs {
        dice.shuffle(&mut order);
        for &number in &order {
            let gold = &golds[number];
            let (mut one, mut two) = (tags::NONE, tags::NONE);
            for (place, &tag) in gold.tags.iter().enumerate() {
                tags::keys(&gold.words, place, one, two, ahead.map(|ahead| ahead[number].as_slice()), &mut keys);
                scores.fill(0.0);
                weights.add(&keys, &mut scores);
                let told = best(&scores);
                weights.tick();
                if told != usize::from(tag) {
                    weights.change(&keys, usize::from(tag), 1.0);
                    weights.change(&keys, told, -1.0);
                }
                (one, two) = (told as u8, one);
            }
        }
    }
    weights
}

/// Tags of all training sentences by taggers that have not seen them: of the first pass and of the second.
pub fn jackknife(golds: &[Gold], classes: usize) -> (Vec<Vec<u8>>, Vec<Vec<u8>>) {
    const FOLDS: usize = 5;
    let pass = |ahead: Option<&[Vec<u8>]>| {
        let fold = |fold: usize| {
            let held = |place: usize| place / 20 % FOLDS == fold;
            let weights = train(golds, ahead, classes, &|place| !held(place), EPOCHS.folds).settle();
            let mut scratch = tags::Scratch::default();
            let mut tags = vec![Vec::new(); golds.len()];
            for place in (0..golds.len()).filter(|&place| held(place)) {
                let ahead = ahead.map(|ahead| ahead[place].as_slice());
                tags::tag(&golds[place].words, ahead, classes, &weights, &mut scratch, &mut tags[place]);
            }
            tags
        };
        let folds: Vec<Vec<Vec<u8>>> = (0..FOLDS).into_par_iter().map(fold).collect();
        let mut joined = vec![Vec::new(); golds.len()];
        for (place, tags) in folds.into_iter().flat_map(|fold| fold.into_iter().enumerate()) {
            if !tags.is_empty() {
                joined[place] = tags;
            }
        }
        joined
    };
    let first = pass(None);
    let second = pass(Some(&first));
    let right = |found: &[Vec<u8>]| {
        let pairs = golds.iter().zip(found).flat_map(|(gold, found)| gold.tags.iter().zip(found));
        let (right, all) = pairs.fold((0, 0), |(right, all), (a, b)| (right + usize::from(a == b), all + 1));
        right as f64 / f64::from(all)
    };
    println!("  fine tags, cross-validated: {:.4}, then {:.4}", right(&first), right(&second));
    (first, second)
}
