//! The weights under training and how they move (Adam, Kingma and Ba 2015).

use super::lessons::Vocabulary;
use super::tape::Gradient;
use crate::train::perceptron::Dice;
use rashomon_annotate::Deprel;
use rashomon_annotate::language::network::inputs::Inputs;
use rashomon_annotate::language::network::math::{Matrix, add};
use rashomon_annotate::language::network::{FAR, Layer, MARKS, Network};
use rashomon_compare::vectors;

/// The sizes of a network.
#[derive(Clone, Copy)]
pub struct Sizes {
    pub half: usize,
    pub layers: usize,
    pub arc: usize,
    pub relation: usize,
    pub classes: usize,
}

/// All weights that every word takes part in.
#[derive(Clone)]
pub struct Dense {
    /// The network that ships.
    pub network: Network,
    /// From meaning vectors to rows of forms.
    pub blend: Matrix,
}

impl Dense {
    fn random(sizes: Sizes, meaning: usize, dice: &mut Dice) -> Dense {
        let width = 2 * sizes.half;
        let mut random = |rows: usize, columns: usize, spread: f32| {
            let mut part = Matrix::zeros(rows, columns);
            part.values.iter_mut().for_each(|value| *value = (dice.share() * 2.0 - 1.0) * spread);
            part
        };
        let fan = |rows: usize, columns: usize| (6.0 / (rows + columns) as f32).sqrt();
        let Sizes { arc, relation, classes, .. } = sizes;
        let mut layer = || {
            let mut gates = Matrix::zeros(4, width);
            // Cells start by keeping half and showing a little less.
            gates.row_mut(3).fill(-0.5);
            Layer { mix: random(width, 3 * width, (3.0 / width as f32).sqrt()), gates }
        };
        let layers = (0..sizes.layers).map(|_| layer()).collect();
        let relations = Deprel::ALL.len();
        Dense {
            network: Network {
                layers,
                tags: random(width + 1, classes, fan(width, classes)),
                told: random(classes, width, 0.3),
                ends: random(width + 1, 2 * (arc + relation), fan(width, 2 * arc)),
                arcs: random(arc + 1, arc + FAR + MARKS, 0.5 * fan(arc, arc)),
                root: random(1, arc, 0.3),
                apart: random(FAR + MARKS, relation, 0.3),
                relations: random(relation + 1, relations, fan(relation, relations)),
            },
            blend: random(meaning, sizes.half, 0.5),
        }
    }

    /// As many zeros.
    pub fn zeros(&self) -> Dense {
        let mut zeros = self.clone();
        zeros.parts_mut().into_iter().for_each(|part| part.values.fill(0.0));
        zeros
    }

    pub fn parts(&self) -> Vec<&Matrix> {
        self.network.parts().into_iter().chain([&self.blend]).collect()
    }

    pub fn parts_mut(&mut self) -> Vec<&mut Matrix> {
        self.network.parts_mut().into_iter().chain([&mut self.blend]).collect()
    }
}

/// All weights.
#[derive(Clone)]
pub struct Weights {
    pub dense: Dense,
    /// Rows of forms and of parts of words.
    pub forms: Matrix,
    pub parts: Matrix,
    /// Meaning vectors, which stay as they are.
    pub vectors: Matrix,
    /// How often each form is seen.
    pub counts: Vec<u32>,
}

impl Weights {
    pub fn new(sizes: Sizes, vocabulary: &Vocabulary, dice: &mut Dice) -> Weights {
        let shipped = vectors::shipped();
        let count = vocabulary.vectors.values().max().map_or(0, |&last| last + 1);
        let meaning = shipped.row(0).len();
        let mut vectors = Matrix::zeros(count as usize, meaning);
        for row in 0..count {
            let to = vectors.row_mut(row as usize).iter_mut();
            to.zip(shipped.row(row)).for_each(|(to, &byte)| *to = f32::from(byte) / 210.0);
        }
        let dense = Dense::random(sizes, meaning, dice);
        let mut table = |rows: usize, spread: f32| {
            let mut table = Matrix::zeros(rows + 1, sizes.half);
            let values = table.values[sizes.half..].iter_mut();
            values.for_each(|value| *value = (dice.share() * 2.0 - 1.0) * spread);
            table
        };
        let forms = table(vocabulary.forms.len(), 0.3);
        let parts = table(vocabulary.parts.len(), 0.2);
        Weights { dense, forms, parts, vectors, counts: vocabulary.counts.clone() }
    }

    /// The two sections of the model: rows of words, and the network.
    pub fn pack(&self, vocabulary: &Vocabulary) -> [Vec<u8>; 2] {
        let mut known = Vec::new();
        let keys: std::collections::BTreeSet<u64> =
            vocabulary.forms.keys().chain(vocabulary.vectors.keys()).copied().collect();
        for key in keys {
            let form = vocabulary.forms.get(&key).copied().unwrap_or(0);
            let mut row = self.forms.row(form as usize).to_vec();
            if let Some(&vector) = vocabulary.vectors.get(&key) {
                for (number, &value) in self.vectors.row(vector as usize).iter().enumerate() {
                    row.iter_mut().zip(self.dense.blend.row(number)).for_each(|(to, by)| *to += value * by);
                }
            }
            known.push((key, row));
        }
        known.extend(vocabulary.parts.iter().map(|(&key, &row)| (key, self.parts.row(row as usize).to_vec())));
        [Inputs::pack(self.forms.columns, self.forms.row(0), &known), self.dense.network.pack()]
    }

    fn all_mut(&mut self) -> Vec<&mut Matrix> {
        let mut all = self.dense.parts_mut();
        all.extend([&mut self.forms, &mut self.parts]);
        all
    }

    fn all(&self) -> Vec<&Matrix> {
        let mut all = self.dense.parts();
        all.extend([&self.forms, &self.parts]);
        all
    }

    /// Moves towards others, as a running mean does.
    pub fn follow(&mut self, other: &Weights, by: f32) {
        for (own, other) in self.all_mut().into_iter().zip(other.all()) {
            own.values.iter_mut().zip(&other.values).for_each(|(own, other)| *own += by * (other - *own));
        }
    }
}

const FIRST: f32 = 0.9;
const SECOND: f32 = 0.98;
/// A longer gradient is cut to this.
const LONGEST: f32 = 1.0;

/// What Adam remembers of some weights.
struct Memory {
    first: Vec<f32>,
    second: Vec<f32>,
}

impl Memory {
    fn new(part: &Matrix) -> Memory {
        Memory { first: vec![0.0; part.values.len()], second: vec![0.0; part.values.len()] }
    }

    fn step(&mut self, values: &mut [f32], gradient: &[f32], from: usize, rate: f32) {
        let first = &mut self.first[from..from + values.len()];
        let second = &mut self.second[from..from + values.len()];
        for (((value, &gradient), first), second) in values.iter_mut().zip(gradient).zip(first).zip(second) {
            *first += (1.0 - FIRST) * (gradient - *first);
            *second += (1.0 - SECOND) * (gradient * gradient - *second);
            *value -= rate * *first / (second.sqrt() + 1e-8);
        }
    }
}

/// Rows of a table that a batch touches, with their gradient.
struct Touched {
    memory: Memory,
    gradient: Matrix,
    rows: Vec<u32>,
    marked: Vec<bool>,
}

impl Touched {
    fn new(table: &Matrix) -> Touched {
        Touched {
            memory: Memory::new(table),
            gradient: Matrix::zeros(table.rows, table.columns),
            rows: Vec::new(),
            marked: vec![false; table.rows],
        }
    }

    fn add(&mut self, row: u32, gradient: &[f32]) {
        if !std::mem::replace(&mut self.marked[row as usize], true) {
            self.rows.push(row);
        }
        add(self.gradient.row_mut(row as usize), gradient);
    }

    /// Only touched rows move.
    fn step(&mut self, table: &mut Matrix, rate: f32, cut: f32) {
        for row in self.rows.drain(..) {
            let from = row as usize * table.columns;
            let gradient = self.gradient.row_mut(row as usize);
            gradient.iter_mut().for_each(|value| *value *= cut);
            self.memory.step(table.row_mut(row as usize), gradient, from, rate);
            gradient.fill(0.0);
            self.marked[row as usize] = false;
        }
    }
}

/// Moves weights.
pub struct Adam {
    dense: Vec<Memory>,
    forms: Touched,
    parts: Touched,
    steps: i32,
}

impl Adam {
    pub fn new(weights: &Weights) -> Adam {
        Adam {
            dense: weights.dense.parts().into_iter().map(Memory::new).collect(),
            forms: Touched::new(&weights.forms),
            parts: Touched::new(&weights.parts),
            steps: 0,
        }
    }

    /// One step along the sum of some gradients, taken in their order.
    pub fn step(&mut self, weights: &mut Weights, gradients: Vec<Gradient>, rate: f32) {
        self.steps += 1;
        let mut gradients = gradients.into_iter();
        let Some(first) = gradients.next() else { return };
        let half = weights.forms.columns;
        let mut scatter = |gradient: &Gradient| {
            for (row, (form, parts)) in gradient.rows.values.chunks_exact(2 * half).zip(&gradient.taken) {
                self.forms.add(*form, &row[..half]);
                parts.iter().filter(|&&part| part != 0).for_each(|&part| self.parts.add(part, &row[half..]));
            }
        };
        scatter(&first);
        let mut sum = first.dense;
        for gradient in gradients {
            scatter(&gradient);
            sum.parts_mut()
                .into_iter()
                .zip(gradient.dense.parts())
                .for_each(|(sum, part)| add(&mut sum.values, &part.values));
        }
        let square = |part: &Matrix| part.values.iter().map(|value| value * value).sum::<f32>();
        let length = sum.parts().into_iter().map(square).sum::<f32>().sqrt();
        let cut = (LONGEST / length.max(LONGEST)).min(1.0);
        let rate = rate * (1.0 - SECOND.powi(self.steps)).sqrt() / (1.0 - FIRST.powi(self.steps));
        for ((part, gradient), memory) in
            weights.dense.parts_mut().into_iter().zip(sum.parts_mut()).zip(&mut self.dense)
        {
            gradient.values.iter_mut().for_each(|value| *value *= cut);
            memory.step(&mut part.values, &gradient.values, 0, rate);
        }
        self.forms.step(&mut weights.forms, rate, cut);
        self.parts.step(&mut weights.parts, rate, cut);
    }
}
