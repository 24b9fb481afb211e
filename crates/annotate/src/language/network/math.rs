//! The little mathematics that the network needs, the same on every machine but for the rounding of products.

use ndarray::{ArrayView2, ArrayViewMut2, ShapeBuilder, linalg::general_mat_mul};

/// Numbers in rows and columns.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Matrix {
    /// How many rows.
    pub rows: usize,
    /// How many columns.
    pub columns: usize,
    /// Row after row.
    pub values: Vec<f32>,
}

impl Matrix {
    /// All zero.
    pub fn zeros(rows: usize, columns: usize) -> Matrix {
        Matrix { rows, columns, values: vec![0.0; rows * columns] }
    }

    /// One row; all zero where there is none.
    pub fn row(&self, row: usize) -> &[f32] {
        self.values.get(row * self.columns..(row + 1) * self.columns).unwrap_or(&[])
    }

    /// One row, to be changed.
    pub fn row_mut(&mut self, row: usize) -> &mut [f32] {
        self.values.get_mut(row * self.columns..(row + 1) * self.columns).unwrap_or(&mut [])
    }

    /// So many rows, all zero, in the room it has.
    pub fn clear(&mut self, rows: usize, columns: usize) {
        self.values.clear();
        self.values.resize(rows * columns, 0.0);
        (self.rows, self.columns) = (rows, columns);
    }

    /// All of it.
    pub fn view(&self) -> ArrayView2<'_, f32> {
        self.part(0, self.columns)
    }

    /// Some of its columns.
    pub fn part(&self, from: usize, columns: usize) -> ArrayView2<'_, f32> {
        part(&self.values, self.rows, self.columns, from, columns)
    }

    /// All of it, to be changed.
    pub fn view_mut(&mut self) -> ArrayViewMut2<'_, f32> {
        let shape = (self.rows, self.columns).strides((self.columns, 1));
        ArrayViewMut2::from_shape(shape, &mut self.values)
            .unwrap_or_else(|_| ArrayViewMut2::from(&mut [] as &mut [[f32; 0]; 0]))
    }

    /// Becomes the product of two others.
    pub fn product(&mut self, a: &ArrayView2<'_, f32>, b: &ArrayView2<'_, f32>) {
        self.clear(a.nrows(), b.ncols());
        self.add_product(a, b);
    }

    /// Adds the product of two others; of other sizes than its own, nothing.
    pub fn add_product(&mut self, a: &ArrayView2<'_, f32>, b: &ArrayView2<'_, f32>) {
        if a.ncols() == b.nrows() && self.rows == a.nrows() && self.columns == b.ncols() && !self.values.is_empty() {
            general_mat_mul(1.0, a, b, 1.0, &mut self.view_mut());
        }
    }

    /// Adds a row to every row.
    pub fn add_to_rows(&mut self, row: &[f32]) {
        if self.columns > 0 {
            for own in self.values.chunks_exact_mut(self.columns) {
                add(own, row);
            }
        }
    }
}

/// Some columns of the rows of a slice; none where there are not so many.
pub fn part(values: &[f32], rows: usize, stride: usize, from: usize, columns: usize) -> ArrayView2<'_, f32> {
    let values = values.get(from..).unwrap_or(&[]);
    ArrayView2::from_shape((rows, columns).strides((stride, 1)), values)
        .unwrap_or_else(|_| ArrayView2::from(&[[0.0; 0]; 0]))
}

/// Adds one row to another.
pub fn add(to: &mut [f32], row: &[f32]) {
    for (to, value) in to.iter_mut().zip(row) {
        *to += value;
    }
}

/// The sum of the products of two rows.
pub fn dot(a: &[f32], b: &[f32]) -> f32 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// e to the power of `x`, by a polynomial: close to the last bits, the same everywhere, eight at a time where the machine can.
#[inline]
pub fn exp(x: f32) -> f32 {
    // Adding and taking away this number rounds to a whole one.
    const ROUND: f32 = 12_582_912.0;
    let power = x.clamp(-80.0, 80.0) * std::f32::consts::LOG2_E;
    let rounded = power + ROUND;
    let rest = (power - (rounded - ROUND)) * std::f32::consts::LN_2;
    let series = 1.0
        + rest * (1.0 + rest * (0.5 + rest * (1.0 / 6.0 + rest * (1.0 / 24.0 + rest * (1.0 / 120.0 + rest / 720.0)))));
    let whole = rounded.to_bits().wrapping_sub(ROUND.to_bits());
    f32::from_bits(whole.wrapping_add(127) << 23) * series
}

/// Between 0 and 1.
#[inline]
pub fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + exp(-x))
}

/// Below zero, a tenth.
#[inline]
pub fn leaky(x: f32) -> f32 {
    if x < 0.0 { 0.1 * x } else { x }
}

/// Scores to shares of one.
pub fn softmax(scores: &mut [f32]) {
    let most = scores.iter().fold(f32::MIN, |most, &score| most.max(score));
    let mut sum = 0.0;
    for score in scores.iter_mut() {
        *score = exp(*score - most);
        sum += *score;
    }
    scores.iter_mut().for_each(|score| *score /= sum);
}

/// Brings a row to mean 0 and variance 1; gives what it was multiplied by.
pub fn normalise(row: &mut [f32]) -> f32 {
    let count = row.len().max(1) as f32;
    let mean = sum(row.iter().copied()) / count;
    row.iter_mut().for_each(|value| *value -= mean);
    let scale = 1.0 / (sum(row.iter().map(|value| value * value)) / count + 1e-5).sqrt();
    row.iter_mut().for_each(|value| *value *= scale);
    scale
}

/// A sum in eight strands, so that the machine can take them together.
fn sum(values: impl ExactSizeIterator<Item = f32>) -> f32 {
    let mut strands = [0.0; 8];
    for (place, value) in values.enumerate() {
        strands[place % 8] += value;
    }
    strands.iter().sum()
}
