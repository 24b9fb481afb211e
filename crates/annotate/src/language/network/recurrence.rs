//! A light recurrence (Lei and others 2018): all products are made before, for a whole batch; what goes from word to word is
//! taken element by element. The first half of the elements runs forwards, the second backwards.

use super::Layer;
use super::math::sigmoid;

/// Runs one layer over one sentence: `mixed` holds candidates and gates of each word, `state` what came in and, afterwards, what
/// goes out.
pub fn run(layer: &Layer, mixed: &[f32], state: &mut [f32]) {
    let width = layer.gates.columns;
    let half = width / 2;
    let length = state.len() / width.max(1);
    let mut cell = vec![0.0; half];
    for backwards in [false, true] {
        cell.fill(0.0);
        let from = if backwards { half } else { 0 };
        let gate = |row: usize| &layer.gates.row(row)[from..from + half];
        let (keep_cell, show_cell, keep_bias, show_bias) = (gate(0), gate(1), gate(2), gate(3));
        for step in 0..length {
            let place = if backwards { length - 1 - step } else { step };
            let mixed = &mixed[place * 3 * width..(place + 1) * 3 * width];
            let part = |number: usize| &mixed[number * width + from..number * width + from + half];
            let (candidate, keep, show) = (part(0), part(1), part(2));
            let state = &mut state[place * width + from..place * width + from + half];
            let cell = &mut cell[..half];
            for at in 0..half {
                let before = cell[at];
                let keep = sigmoid(keep[at] + keep_cell[at] * before + keep_bias[at]);
                let show = sigmoid(show[at] + show_cell[at] * before + show_bias[at]);
                let now = candidate[at] + keep * (before - candidate[at]);
                cell[at] = now;
                state[at] += show * (now - state[at]);
            }
        }
    }
}
