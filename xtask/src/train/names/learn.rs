//! A conditional random field by stochastic gradient, with feature rows hashed as at run time.

use super::corpus::Document;
use rashomon_annotate::people::features;
use rashomon_annotate::people::looks::Looks;
use rashomon_annotate::people::tagger::{BUCKETS, LABELS, Model, follows};

/// One stretch of tokens with its features and labels.
pub struct Stretch {
    rows: Vec<Vec<u32>>,
    labels: Vec<u8>,
}

/// The stretches of a document where names can be.
pub fn stretches(document: &Document) -> Vec<Stretch> {
    let looks = Looks::new(&document.words(), &document.sentences);
    looks
        .segments()
        .into_iter()
        .map(|segment| {
            let rows = segment.clone().map(|token| {
                let mut row = Vec::new();
                features::of(&looks, token, &mut row);
                row
            });
            Stretch { rows: rows.collect(), labels: closed(&document.labels[segment]) }
        })
        .collect()
}

/// A stretch that starts inside a name begins it.
fn closed(labels: &[u8]) -> Vec<u8> {
    let mut labels = labels.to_vec();
    for at in 0..labels.len() {
        let before = if at == 0 { 0 } else { labels[at - 1] };
        if !follows(before, labels[at]) {
            labels[at] -= 1;
        }
    }
    labels
}

/// SplitMix64: the same bytes on every machine.
pub struct Dice(pub u64);

impl Dice {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        rashomon_annotate::people::lexicon::mix(self.0)
    }

    pub fn chance(&mut self) -> f32 {
        (self.next() >> 40) as f32 / (1u64 << 24) as f32
    }
}

/// How to learn.
#[derive(Clone, Copy)]
pub struct Recipe {
    pub rounds: usize,
    pub rate: f32,
    /// Weight decay towards zero, at each step a feature is seen.
    pub decay: f32,
    /// Share of features left out at random at each sight: lexical ones are many, and must not carry all.
    pub dropout: f32,
    pub seed: u64,
}

pub struct Weights {
    pub rows: Vec<f32>,
    pub transitions: Vec<f32>,
}

impl Weights {
    pub fn model(&self, floor: f32) -> Model {
        let rows: Vec<f32> = self.rows.iter().map(|&weight| if weight.abs() < floor { 0.0 } else { weight }).collect();
        Model::quantised(self.transitions.clone(), &rows)
    }
}

/// Learns from stretches, each with its weight.
pub fn learn(stretches: &[(&Stretch, f32)], recipe: Recipe) -> Weights {
    let mut weights = vec![0f32; BUCKETS * LABELS];
    let mut squares = vec![1e-3f32; BUCKETS * LABELS];
    let mut transitions = vec![0f32; LABELS * LABELS];
    let mut transition_squares = vec![1e-3f32; LABELS * LABELS];
    let mut sums = vec![0f32; BUCKETS * LABELS];
    let mut transition_sums = vec![0f32; LABELS * LABELS];
    let mut dice = Dice(recipe.seed);
    let mut order: Vec<usize> = (0..stretches.len()).collect();
    let averaged = recipe.rounds / 2;
    for round in 0..recipe.rounds {
        for at in (1..order.len()).rev() {
            order.swap(at, (dice.next() % (at as u64 + 1)) as usize);
        }
        let rate = recipe.rate;
        for &place in &order {
            let (stretch, weight) = stretches[place];
            let kept: Vec<Vec<u32>> = stretch
                .rows
                .iter()
                .map(|row| row.iter().copied().filter(|_| dice.chance() >= recipe.dropout).collect())
                .collect();
            let boost = 1.0 / (1.0 - recipe.dropout);
            let scores: Vec<[f32; LABELS]> = kept
                .iter()
                .map(|row| {
                    let mut sum = [0f32; LABELS];
                    for &feature in row {
                        let at = feature as usize * LABELS;
                        for (sum, weight) in sum.iter_mut().zip(&weights[at..at + LABELS]) {
                            *sum += weight;
                        }
                    }
                    sum.map(|sum| sum * boost)
                })
                .collect();
            let (tokens, pairs) = gradients(&scores, &transitions, &stretch.labels);
            for (row, gradient) in kept.iter().zip(&tokens) {
                if gradient.iter().all(|gradient| gradient.abs() < 1e-3) {
                    continue;
                }
                for &feature in row {
                    let at = feature as usize * LABELS;
                    for label in 0..LABELS {
                        let slope = gradient[label] * weight - recipe.decay * weights[at + label];
                        squares[at + label] += slope * slope;
                        weights[at + label] += rate * slope / squares[at + label].sqrt();
                    }
                }
            }
            for at in 0..LABELS * LABELS {
                let slope = pairs[at] * weight - recipe.decay * transitions[at];
                if slope != 0.0 {
                    transition_squares[at] += slope * slope;
                    transitions[at] += rate * slope / transition_squares[at].sqrt();
                }
            }
        }
        if round >= averaged {
            sums.iter_mut().zip(&weights).for_each(|(sum, weight)| *sum += weight);
            transition_sums.iter_mut().zip(&transitions).for_each(|(sum, weight)| *sum += weight);
        }
    }
    let rounds = (recipe.rounds - averaged) as f32;
    Weights {
        rows: sums.into_iter().map(|sum| sum / rounds).collect(),
        transitions: transition_sums.into_iter().map(|sum| sum / rounds).collect(),
    }
}

/// Gold minus expected counts, for each token's labels and for pairs.
fn gradients(scores: &[[f32; LABELS]], transitions: &[f32], gold: &[u8]) -> (Vec<[f32; LABELS]>, Vec<f32>) {
    let length = scores.len();
    let step = |previous: usize, next: usize| {
        if follows(previous as u8, next as u8) { transitions[previous * LABELS + next] } else { f32::NEG_INFINITY }
    };
    let mut forward = vec![[f32::NEG_INFINITY; LABELS]; length];
    for label in 0..LABELS {
        if follows(0, label as u8) {
            forward[0][label] = scores[0][label];
        }
    }
    for at in 1..length {
        for next in 0..LABELS {
            forward[at][next] = log_sum((0..LABELS).map(|previous| forward[at - 1][previous] + step(previous, next)))
                + scores[at][next];
        }
    }
    let mut backward = vec![[0f32; LABELS]; length];
    for at in (0..length - 1).rev() {
        for previous in 0..LABELS {
            backward[at][previous] =
                log_sum((0..LABELS).map(|next| step(previous, next) + scores[at + 1][next] + backward[at + 1][next]));
        }
    }
    let total = log_sum(forward[length - 1].iter().copied());
    let mut tokens = vec![[0f32; LABELS]; length];
    let mut pairs = vec![0f32; LABELS * LABELS];
    for at in 0..length {
        for label in 0..LABELS {
            tokens[at][label] = -(forward[at][label] + backward[at][label] - total).exp();
        }
        tokens[at][usize::from(gold[at])] += 1.0;
        if at > 0 {
            for previous in 0..LABELS {
                for next in 0..LABELS {
                    let score =
                        forward[at - 1][previous] + step(previous, next) + scores[at][next] + backward[at][next]
                            - total;
                    pairs[previous * LABELS + next] -= score.exp();
                }
            }
            pairs[usize::from(gold[at - 1]) * LABELS + usize::from(gold[at])] += 1.0;
        }
    }
    (tokens, pairs)
}

fn log_sum(values: impl Iterator<Item = f32> + Clone) -> f32 {
    let most = values.clone().fold(f32::NEG_INFINITY, f32::max);
    if most == f32::NEG_INFINITY {
        return most;
    }
    most + values.map(|value| (value - most).exp()).sum::<f32>().ln()
}
