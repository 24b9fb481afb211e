//! The network: tags and trees together.

mod lessons;
mod tape;
mod weights;

use super::Gold;
use crate::train::perceptron::Dice;
use anyhow::Result;
use lessons::{Lesson, Vocabulary};
use rayon::prelude::*;
use std::time::Instant;
use tape::{Gradient, Left};
use weights::{Adam, Sizes, Weights};

/// How often all sentences are seen.
const EPOCHS: usize = 24;
/// After so many epochs, each time, the model can be looked at.
const LOOK: usize = 4;
/// Half the width of a word's state, layers, and widths of the ends of arcs and relations.
const HALF: usize = 96;
const LAYERS: usize = 4;
const ENDS: usize = 96;
/// Tokens of a batch.
const BATCH: usize = 1200;
/// A batch is always cut in so many, so that two cores can share it and one core finds the same.
const SHARDS: usize = 2;
/// The longest step of a weight, reached after some steps and left along half a cosine.
const RATE: f32 = 0.002;
const WARM: usize = 200;
/// What ships is a running mean of the weights: from this share of all steps on, each so many steps it takes a share of the newest.
const MEAN: (f32, usize, f32) = (0.6, 4, 0.01);
/// Chosen beforehand, as usual for networks of this size.
const LEFT: Left = Left { states: 0.25, ends: 0.25, forms: 0.1, parts: 0.05 };

/// Trains, and shows the two sections of the model as they would ship after some of the epochs and the last.
pub fn train(
    golds: &[Gold],
    mark: &[bool; 256],
    classes: usize,
    look: &mut dyn FnMut(usize, [Vec<u8>; 2]) -> Result<()>,
) -> Result<()> {
    let vocabulary = Vocabulary::new(golds);
    let lessons: Vec<Lesson> = golds.iter().map(|gold| Lesson::new(gold, &vocabulary, mark)).collect();
    let sizes = Sizes { half: HALF, layers: LAYERS, arc: ENDS, relation: ENDS, classes };
    let mut dice = Dice::new(7);
    let mut weights = Weights::new(sizes, &vocabulary, &mut dice);
    println!(
        "  {} forms, {} vectors, {} parts of words",
        vocabulary.forms.len(),
        vocabulary.vectors.len(),
        vocabulary.parts.len()
    );
    let tokens: usize = lessons.iter().map(|lesson| lesson.forms.len()).sum();
    let steps = EPOCHS * tokens / BATCH;
    let mut adam = Adam::new(&weights);
    let mut mean: Option<Weights> = None;
    let mut order: Vec<usize> = (0..lessons.len()).collect();
    let mut step = 0;
    for epoch in 1..=EPOCHS {
        let start = Instant::now();
        dice.shuffle(&mut order);
        let mut losses = [0.0; 3];
        let mut rest = order.as_slice();
        while !rest.is_empty() {
            let (count, shared) = batch(rest, &lessons);
            let (taken, after) = rest.split_at(count);
            rest = after;
            let gradients = gradients(&weights, taken, &lessons, 1.0 / shared as f32, step);
            for gradient in &gradients {
                losses.iter_mut().zip(gradient.losses).for_each(|(sum, loss)| *sum += loss);
            }
            adam.step(&mut weights, gradients, rate(step, steps));
            step += 1;
            if step as f32 > MEAN.0 * steps as f32 && step % MEAN.1 == 0 {
                match &mut mean {
                    Some(mean) => mean.follow(&weights, MEAN.2),
                    None => mean = Some(weights.clone()),
                }
            }
        }
        let [tags, heads, relations] = losses.map(|loss| loss / tokens as f64);
        println!(
            "epoch {epoch}: losses {tags:.4} {heads:.4} {relations:.4}, {:.0} tokens/s",
            tokens as f64 / start.elapsed().as_secs_f64()
        );
        if epoch % LOOK == 0 || epoch == EPOCHS {
            look(epoch, mean.as_ref().unwrap_or(&weights).pack(&vocabulary))?;
        }
    }
    Ok(())
}

/// How many of the next sentences make a batch, and among how many tokens its loss is shared: the sentence that no longer fits
/// counts there, which makes steps a little shorter.
fn batch(order: &[usize], lessons: &[Lesson]) -> (usize, usize) {
    let mut tokens = 0;
    let fits = |&&place: &&usize| {
        let before = tokens;
        tokens += lessons[place].forms.len();
        before < BATCH
    };
    let count = order.iter().take_while(fits).count();
    (count, tokens)
}

/// What the sentences of a batch say.
fn gradients(weights: &Weights, taken: &[usize], lessons: &[Lesson], scale: f32, step: usize) -> Vec<Gradient> {
    let shard = |shard: usize| {
        let own: Vec<&Lesson> = taken.iter().skip(shard).step_by(SHARDS).map(|&place| &lessons[place]).collect();
        let mut dice = Dice::new(((step * SHARDS + shard) as u64 + 1) << 8);
        (!own.is_empty()).then(|| tape::learn(weights, &own, LEFT, scale, &mut dice))
    };
    (0..SHARDS).into_par_iter().filter_map(shard).collect()
}

fn rate(step: usize, steps: usize) -> f32 {
    let warm = ((step + 1) as f32 / WARM as f32).min(1.0);
    let along = (step as f32 / steps as f32).min(1.0);
    RATE * warm * (0.5 + 0.5 * (along * std::f32::consts::PI).cos())
}

#[cfg(test)]
mod tests {
    use super::tape::{self, Left};
    use super::{Dice, Gold, Lesson, Sizes, Vocabulary, Weights};
    use rashomon_annotate::language::model;
    use rashomon_annotate::language::network::inputs::Inputs;
    use rashomon_annotate::language::network::{self, NONE, Network, Scratch, Told};
    use rashomon_annotate::language::word::Word;
    use rashomon_annotate::{Deprel, Upos, Xpos};

    const TAGS: [(Upos, Xpos); 3] = [(Upos::Noun, Xpos::Nn), (Upos::Verb, Xpos::Vb), (Upos::Punct, Xpos::Stop)];
    const NOTHING_LEFT_OUT: Left = Left { states: 0.0, ends: 0.0, forms: 0.0, parts: 0.0 };

    fn golds() -> Vec<Gold> {
        let gold = |words: &[&str], tags: &[u8], heads: &[u32]| Gold {
            words: words.iter().map(|word| Word::new(word)).collect(),
            tags: tags.to_vec(),
            heads: heads.to_vec(),
            labels: heads
                .iter()
                .zip(tags)
                .map(|(&head, &tag)| match (head, tag) {
                    (NONE, _) => Deprel::Root as u8,
                    (_, 2) => Deprel::Punct as u8,
                    _ => Deprel::Obj as u8,
                })
                .collect(),
        };
        vec![
            gold(&["boats", "sink", ",", "boats", "swim", "."], &[0, 1, 2, 0, 1, 2], &[1, NONE, 4, 4, 1, 1]),
            gold(&["boats", "swim"], &[0, 1], &[1, NONE]),
            gold(&["sink", "them", "boats", "!"], &[1, 0, 0, 2], &[NONE, 0, 0, 0]),
            gold(&["boats", "sink", "them"], &[0, 1, 0], &[1, NONE, 1]),
        ]
    }

    fn prepared() -> (Vec<Gold>, Vocabulary, Vec<Lesson>, Weights) {
        let golds = golds();
        let vocabulary = Vocabulary::new(&golds);
        let lessons = golds.iter().map(|gold| Lesson::new(gold, &vocabulary, &model::marks(&TAGS))).collect();
        let sizes = Sizes { half: 4, layers: 2, arc: 3, relation: 3, classes: 3 };
        let weights = Weights::new(sizes, &vocabulary, &mut Dice::new(1));
        (golds, vocabulary, lessons, weights)
    }

    #[test]
    fn gradients_are_slopes_of_the_loss() {
        let (_, _, lessons, weights) = prepared();
        let lessons: Vec<&Lesson> = lessons.iter().collect();
        let learn = |weights: &Weights| tape::learn(weights, &lessons, NOTHING_LEFT_OUT, 1.0, &mut Dice::new(1));
        let loss = |weights: &Weights| learn(weights).losses.iter().sum::<f64>();
        let gradient = learn(&weights).dense;
        let parts = gradient.parts().len();
        for part in 0..parts {
            for place in (0..gradient.parts()[part].values.len()).step_by(7) {
                let moved = |by: f32| {
                    let mut weights = weights.clone();
                    weights.dense.parts_mut()[part].values[place] += by;
                    loss(&weights)
                };
                let slope = (moved(0.004) - moved(-0.004)) / 0.008;
                let told = f64::from(gradient.parts()[part].values[place]);
                assert!((slope - told).abs() < 0.01 + 0.03 * slope.abs(), "part {part}, {place}: {slope} but {told}");
            }
        }
        // Of a form: its row is summed before anything else.
        let gradient = learn(&weights);
        let row = gradient.taken[0].0 as usize;
        for place in 0..weights.forms.columns {
            let moved = |by: f32| {
                let mut weights = weights.clone();
                weights.forms.row_mut(row)[place] += by;
                loss(&weights)
            };
            let slope = (moved(0.004) - moved(-0.004)) / 0.008;
            let rows = gradient.rows.values.chunks_exact(gradient.rows.columns).zip(&gradient.taken);
            let told: f32 = rows.filter(|(_, taken)| taken.0 as usize == row).map(|(values, _)| values[place]).sum();
            assert!((slope - f64::from(told)).abs() < 0.01 + 0.03 * slope.abs(), "form, {place}: {slope} but {told}");
        }
    }

    #[test]
    fn what_is_learnt_is_told_alone_or_together() {
        let (golds, vocabulary, lessons, mut weights) = prepared();
        let lessons: Vec<&Lesson> = lessons.iter().collect();
        let mut adam = super::Adam::new(&weights);
        for _ in 0..300 {
            let gradient = tape::learn(&weights, &lessons, NOTHING_LEFT_OUT, 0.1, &mut Dice::new(1));
            adam.step(&mut weights, vec![gradient], 0.01);
        }
        let [rows, network] = weights.pack(&vocabulary);
        let (inputs, network) = (Inputs::new(&rows).unwrap(), Network::new(&network).unwrap());
        let read = |golds: &[&Gold]| {
            let words: Vec<Word> = golds.iter().flat_map(|gold| gold.words.clone()).collect();
            let mut ends = Vec::new();
            golds.iter().for_each(|gold| ends.push(ends.last().unwrap_or(&0) + gold.words.len()));
            let (mut scratch, mut told) = (Scratch::default(), Told::default());
            network::read(&words, &ends, &network, &inputs, &model::marks(&TAGS), &mut scratch, &mut told);
            (told.tags, told.arcs)
        };
        let together = read(&golds.iter().collect::<Vec<_>>());
        let mut first = 0;
        for gold in &golds {
            let end = first + gold.words.len();
            let alone = read(&[gold]);
            assert_eq!(alone.0, together.0[first..end]);
            assert_eq!(alone.1, together.1[first..end]);
            assert_eq!(alone.0, gold.tags);
            let arcs: Vec<(u32, u8)> = gold.heads.iter().copied().zip(gold.labels.iter().copied()).collect();
            let words = |arcs: &[(u32, u8)]| -> Vec<(u32, u8)> {
                arcs.iter().zip(&gold.tags).filter(|(_, tag)| **tag != 2).map(|(arc, _)| *arc).collect()
            };
            assert_eq!(words(&alone.1), words(&arcs));
            first = end;
        }
    }
}
