//! Logistic regression with ridge, by Newton's steps; deterministic.

use super::boost::Example;

/// Pulls the weights of features of unit spread towards 0; ten and a hundred times more was worse for pairs of stories not seen.
const RIDGE: f64 = 10.0;
/// Newton's steps double the exact digits; so many are more than enough.
const STEPS: usize = 12;

/// The log-odds of a row of zeros, then what one of each feature adds; empty without examples.
pub fn line(examples: &[Example]) -> Vec<f32> {
    let Some(width) = examples.first().map(|example| example.row.len()) else { return Vec::new() };
    let count = examples.len() as f64;
    let mut mean = vec![0.0f64; width];
    let mut spread = vec![0.0f64; width];
    for example in examples {
        mean.iter_mut().zip(&example.row).for_each(|(sum, x)| *sum += f64::from(*x) / count);
    }
    for example in examples {
        let far = example.row.iter().zip(&mean).map(|(x, mean)| (f64::from(*x) - mean).powi(2));
        spread.iter_mut().zip(far).for_each(|(sum, far)| *sum += far / count);
    }
    // A feature that is always the same tells nothing.
    spread.iter_mut().for_each(|spread| *spread = if *spread > 1e-12 { spread.sqrt() } else { f64::INFINITY });
    let rows: Vec<Vec<f64>> = examples
        .iter()
        .map(|example| {
            let scaled = example
                .row
                .iter()
                .zip(mean.iter().zip(&spread))
                .map(|(x, (mean, spread))| (f64::from(*x) - mean) / spread);
            std::iter::once(1.0).chain(scaled).collect()
        })
        .collect();
    let mut weights = vec![0.0f64; width + 1];
    for _ in 0..STEPS {
        let mut slope = vec![0.0f64; width + 1];
        let mut curve = vec![vec![0.0f64; width + 1]; width + 1];
        for (example, row) in examples.iter().zip(&rows) {
            let sum: f64 = row.iter().zip(&weights).map(|(x, weight)| x * weight).sum();
            let chance = 1.0 / (1.0 + (-sum).exp());
            let weight = f64::from(example.weight);
            let miss = weight * (chance - f64::from(u8::from(example.right)));
            let bend = weight * (chance * (1.0 - chance)).max(1e-6);
            for (at, x) in row.iter().enumerate() {
                slope[at] += miss * x;
                let by = bend * x;
                curve[at][..=at].iter_mut().zip(row).for_each(|(sum, y)| *sum += by * y);
            }
        }
        for at in 1..=width {
            slope[at] += RIDGE * weights[at];
            curve[at][at] += RIDGE;
        }
        let step = solve(curve, slope);
        weights.iter_mut().zip(&step).for_each(|(weight, step)| *weight -= step);
        if step.iter().all(|step| step.abs() < 1e-6) {
            break;
        }
    }
    let mut out: Vec<f32> = vec![0.0];
    let mut base = weights[0];
    for (weight, (mean, spread)) in weights[1..].iter().zip(mean.iter().zip(&spread)) {
        base -= weight * mean / spread;
        out.push((weight / spread) as f32);
    }
    out[0] = base as f32;
    out
}

/// Solves a symmetric positive system, of which the lower half is given, by Cholesky's way.
fn solve(mut matrix: Vec<Vec<f64>>, mut right: Vec<f64>) -> Vec<f64> {
    let size = right.len();
    for row in 0..size {
        for column in 0..=row {
            let sum: f64 = (0..column).map(|k| matrix[row][k] * matrix[column][k]).sum();
            let value = matrix[row][column] - sum;
            matrix[row][column] = if row == column { value.max(1e-12).sqrt() } else { value / matrix[column][column] };
        }
    }
    for row in 0..size {
        let sum: f64 = (0..row).map(|k| matrix[row][k] * right[k]).sum();
        right[row] = (right[row] - sum) / matrix[row][row];
    }
    for row in (0..size).rev() {
        let sum: f64 = (row + 1..size).map(|k| matrix[k][row] * right[k]).sum();
        right[row] = (right[row] - sum) / matrix[row][row];
    }
    right
}
