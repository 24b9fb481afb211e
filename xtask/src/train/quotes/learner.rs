//! Weights learnt by AdaGrad, and the features that are common enough to carry over.

use rashomon_annotate::quotes::model::SIZE;

/// A feature counts if this many cues have it: rarer ones do not carry over to other reports.
const LEAST_CUES: u8 = 3;
/// The step, and how fast weights shrink; with 4 rounds and averaging chosen on the held-out fifth (models/quotes.md).
const RATE: f32 = 0.12;
const DECAY: f32 = 3e-4;

/// One cue to learn from: features as slots of the table.
#[derive(Default)]
pub struct Example {
    pub features: Vec<u32>,
    pub cue: (u32, u32),
    pub ends: Vec<(u32, u32)>,
    pub options: Vec<(u32, u32, (u32, u32))>,
    /// Place of the right option; `None` for "nothing".
    pub answer: Option<u32>,
}

/// Weights learnt by AdaGrad.
pub struct Learner {
    pub weights: Vec<f32>,
    squares: Vec<f32>,
}

impl Learner {
    pub fn new() -> Learner {
        Learner { weights: vec![0.0; SIZE], squares: vec![0.01; SIZE] }
    }

    pub fn score(&self, features: &[u32]) -> f32 {
        features.iter().map(|slot| self.weights[*slot as usize]).sum()
    }

    pub fn step(&mut self, features: &[u32], gradient: f32) {
        for &slot in features {
            let weight = &mut self.weights[slot as usize];
            let change = gradient + DECAY * *weight;
            let square = &mut self.squares[slot as usize];
            *square += change * change;
            *weight -= RATE * change / square.sqrt();
        }
    }
}

/// Counts in how many cues a feature occurs; those that are too rare are dropped.
pub struct Census {
    counts: Vec<u8>,
    last: Vec<u32>,
}

impl Census {
    pub fn new() -> Census {
        Census { counts: vec![0; 1 << 24], last: vec![0; 1 << 24] }
    }

    pub fn count(&mut self, features: &[u32], example: u32) {
        for feature in features {
            let place = (feature >> 8) as usize;
            if self.last[place] != example {
                self.last[place] = example;
                self.counts[place] = self.counts[place].saturating_add(1);
            }
        }
    }

    pub fn keep(&self, features: &[u32], into: &mut Vec<u32>) -> (u32, u32) {
        let start = into.len() as u32;
        let common = features.iter().filter(|feature| self.counts[(*feature >> 8) as usize] >= LEAST_CUES);
        into.extend(common.map(|feature| feature & (SIZE as u32 - 1)));
        (start, into.len() as u32)
    }
}

/// A fixed shuffle, so that the same data give the same model.
pub fn shuffle<T>(items: &mut [T], mut seed: u64) {
    for place in (1..items.len()).rev() {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        items.swap(place, (seed >> 33) as usize % (place + 1));
    }
}

/// One step on one cue: softmax over "nothing" and its stretches.
pub fn learn(learner: &mut Learner, example: &Example, chances: &mut Vec<f32>) {
    let slice = |(start, end): (u32, u32)| &example.features[start as usize..end as usize];
    let cue = learner.score(slice(example.cue));
    let ends: Vec<f32> = example.ends.iter().map(|end| learner.score(slice(*end))).collect();
    chances.clear();
    chances.extend(
        example
            .options
            .iter()
            .map(|(left, right, own)| cue + ends[*left as usize] + ends[*right as usize] + learner.score(slice(*own))),
    );
    let top = chances.iter().copied().fold(0.0f32, f32::max);
    let mut total = (-top).exp();
    for chance in chances.iter_mut() {
        *chance = (*chance - top).exp();
        total += *chance;
    }
    let mut any = 0.0;
    let mut gradients = vec![0.0f32; ends.len()];
    for (number, (left, right, own)) in example.options.iter().enumerate() {
        let gradient = chances[number] / total - f32::from(u8::from(example.answer == Some(number as u32)));
        any += gradient;
        gradients[*left as usize] += gradient;
        gradients[*right as usize] += gradient;
        if gradient.abs() > 1e-3 {
            learner.step(slice(*own), gradient);
        }
    }
    if any.abs() > 1e-3 {
        learner.step(slice(example.cue), any);
    }
    for (end, gradient) in example.ends.iter().zip(gradients) {
        if gradient.abs() > 1e-3 {
            learner.step(slice(*end), gradient);
        }
    }
}
