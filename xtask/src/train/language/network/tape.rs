//! One batch forwards, with all that is needed to go back, and back: the gradient of each weight.

use super::lessons::Lesson;
use super::weights::Weights;
use crate::train::perceptron::Dice;
use ndarray::{ArrayView2, ArrayViewMut2, linalg::general_mat_mul};
use rashomon_annotate::Deprel;
use rashomon_annotate::language::network::inputs::PARTS;
use rashomon_annotate::language::network::math::{self, Matrix, add, leaky, normalise, sigmoid, softmax};
use rashomon_annotate::language::network::{FAR, Layer, NONE, affine, between, far};

/// How much is left out while training, in shares.
#[derive(Clone, Copy)]
pub struct Left {
    /// Of what goes into products.
    pub states: f32,
    /// Of the ends of arcs and relations.
    pub ends: f32,
    /// Of all forms; rare ones more often.
    pub forms: f32,
    /// Of the parts of words.
    pub parts: f32,
}

/// What one batch says.
pub struct Gradient {
    /// Of all dense weights.
    pub dense: super::weights::Dense,
    /// Of what each word's rows sum to, and the rows: form first.
    pub rows: Matrix,
    /// The rows taken.
    pub taken: Vec<(u32, [u32; PARTS])>,
    /// Sums of losses: tags, heads, relations.
    pub losses: [f64; 3],
}

/// A mask for each sentence: 0 or what keeps the mean.
fn masks(count: usize, width: usize, left: f32, dice: &mut Dice) -> Matrix {
    let mut mask = Matrix::zeros(count, width);
    let keep = 1.0 / (1.0 - left);
    let bound = (left * 65_536.0) as usize;
    mask.values.iter_mut().for_each(|value| *value = if dice.below(65_536) < bound { 0.0 } else { keep });
    mask
}

struct Ran {
    input: Matrix,
    before: Matrix,
    mixed: Matrix,
    keep: Matrix,
    show: Matrix,
    cell: Matrix,
    out: Matrix,
    scales: Vec<f32>,
    mask: Matrix,
}

/// Every row times the mask of its sentence.
fn masked(state: &Matrix, mask: &Matrix, owner: &[usize]) -> Matrix {
    let mut masked = state.clone();
    for (row, &owner) in masked.values.chunks_exact_mut(state.columns).zip(owner) {
        row.iter_mut().zip(mask.row(owner)).for_each(|(value, mask)| *value *= mask);
    }
    masked
}

/// Adds the gradient of an affine part, and gives that of what went in.
fn affine_back(input: &ArrayView2<'_, f32>, out: &Matrix, part: &Matrix, gradient: &mut Matrix) -> Matrix {
    let inner = part.rows - 1;
    let (weights, alone) = gradient.values.split_at_mut(inner * part.columns);
    if let Ok(mut weights) = ArrayViewMut2::from_shape((inner, part.columns), weights) {
        general_mat_mul(1.0, &input.t(), &out.view(), 1.0, &mut weights);
    }
    out.values.chunks_exact(out.columns).for_each(|row| add(alone, row));
    let mut back = Matrix::default();
    back.product(&out.view(), &math::part(&part.values, inner, part.columns, 0, part.columns).reversed_axes());
    back
}

/// The gradient before [`normalise`] from the one after it.
fn normalise_back(gradient: &mut Matrix, out: &Matrix, scales: &[f32]) {
    let width = out.columns;
    for ((row, out), &scale) in gradient.values.chunks_exact_mut(width).zip(out.values.chunks_exact(width)).zip(scales)
    {
        let mean = row.iter().sum::<f32>() / width as f32;
        let along = math::dot(row, out) / width as f32;
        row.iter_mut().zip(out).for_each(|(value, out)| *value = scale * (*value - mean - out * along));
    }
}

fn normalised(state: &mut Matrix) -> Vec<f32> {
    state.values.chunks_exact_mut(state.columns).map(normalise).collect()
}

fn recur(layer: &Layer, ran: &mut Ran, first: usize, end: usize) {
    let width = layer.gates.columns;
    let half = width / 2;
    for (backwards, from) in [(false, 0), (true, half)] {
        let gate = |row: usize| &layer.gates.row(row)[from..from + half];
        let (keep_cell, show_cell, keep_bias, show_bias) = (gate(0), gate(1), gate(2), gate(3));
        let mut state = vec![0.0; half];
        for step in 0..end - first {
            let place = if backwards { end - 1 - step } else { first + step };
            let own = place * width + from..place * width + from + half;
            let mixed = &ran.mixed.values[place * 3 * width..(place + 1) * 3 * width];
            let part = |number: usize| &mixed[number * width + from..number * width + from + half];
            let (candidate, keeps, shows) = (part(0), part(1), part(2));
            let keep = &mut ran.keep.values[own.clone()];
            let show = &mut ran.show.values[own.clone()];
            let cell = &mut ran.cell.values[own.clone()];
            let before = &ran.before.values[own.clone()];
            let out = &mut ran.out.values[own];
            for at in 0..half {
                keep[at] = sigmoid(keeps[at] + keep_cell[at] * state[at] + keep_bias[at]);
                show[at] = sigmoid(shows[at] + show_cell[at] * state[at] + show_bias[at]);
                state[at] = candidate[at] + keep[at] * (state[at] - candidate[at]);
                cell[at] = state[at];
                out[at] = before[at] + show[at] * (state[at] - before[at]);
            }
        }
    }
}

/// Takes the gradient of what a layer gave: that of what was mixed goes to `mixed`, that of what came in past it to `past`.
fn recur_back(
    layer: &Layer,
    ran: &Ran,
    gradient: &Matrix,
    (first, end): (usize, usize),
    mixed: &mut Matrix,
    past: &mut Matrix,
    gates: &mut Matrix,
) {
    let width = layer.gates.columns;
    let half = width / 2;
    let none = vec![0.0; half];
    let mut sums = vec![0.0; 4 * half];
    for (backwards, from) in [(false, 0), (true, half)] {
        let gate = |row: usize| &layer.gates.row(row)[from..from + half];
        let (keep_cell, show_cell) = (gate(0), gate(1));
        let mut flow = vec![0.0; half];
        sums.fill(0.0);
        let (keep_cells, rest) = sums.split_at_mut(half);
        let (show_cells, rest) = rest.split_at_mut(half);
        let (keep_biases, show_biases) = rest.split_at_mut(half);
        for step in (0..end - first).rev() {
            let place = if backwards { end - 1 - step } else { first + step };
            let own = place * width + from..place * width + from + half;
            let earlier: &[f32] = match step {
                0 => &none,
                _ => {
                    let place = if backwards { place + 1 } else { place - 1 };
                    &ran.cell.values[place * width + from..place * width + from + half]
                }
            };
            let candidate = &ran.mixed.values[place * 3 * width + from..place * 3 * width + from + half];
            let (keep, show) = (&ran.keep.values[own.clone()], &ran.show.values[own.clone()]);
            let (cell, before) = (&ran.cell.values[own.clone()], &ran.before.values[own.clone()]);
            let gradient = &gradient.values[own.clone()];
            let past = &mut past.values[own];
            let mixed = &mut mixed.values[place * 3 * width..(place + 1) * 3 * width];
            let (candidates, rest) = mixed.split_at_mut(width);
            let (keeps, shows) = rest.split_at_mut(width);
            let (candidates, keeps, shows) =
                (&mut candidates[from..from + half], &mut keeps[from..from + half], &mut shows[from..from + half]);
            for at in 0..half {
                let show_in = gradient[at] * (cell[at] - before[at]) * show[at] * (1.0 - show[at]);
                past[at] = gradient[at] * (1.0 - show[at]);
                let into = flow[at] + gradient[at] * show[at];
                let keep_in = into * (earlier[at] - candidate[at]) * keep[at] * (1.0 - keep[at]);
                candidates[at] = into * (1.0 - keep[at]);
                keeps[at] = keep_in;
                shows[at] = show_in;
                flow[at] = into * keep[at] + keep_in * keep_cell[at] + show_in * show_cell[at];
                keep_cells[at] += keep_in * earlier[at];
                show_cells[at] += show_in * earlier[at];
                keep_biases[at] += keep_in;
                show_biases[at] += show_in;
            }
        }
        for (row, sums) in sums.chunks_exact(half).enumerate() {
            add(&mut gates.row_mut(row)[from..from + half], sums);
        }
    }
}

/// Learns from some sentences: every loss counts `scale` times.
pub fn learn(weights: &Weights, lessons: &[&Lesson], left: Left, scale: f32, dice: &mut Dice) -> Gradient {
    let network = &weights.dense.network;
    let (width, half) = (network.width(), network.width() / 2);
    let count: usize = lessons.iter().map(|lesson| lesson.forms.len()).sum();
    let mut dense = weights.dense.zeros();
    let mut losses = [0.0; 3];

    // What the words are.
    let mut owner = Vec::with_capacity(count);
    let mut spans = Vec::new();
    let mut taken = Vec::with_capacity(count);
    let mut state = Matrix::zeros(count, width);
    let mut meaning = Matrix::zeros(count, weights.dense.blend.rows);
    for (number, lesson) in lessons.iter().enumerate() {
        spans.push((owner.len(), owner.len() + lesson.forms.len()));
        for place in 0..lesson.forms.len() {
            let form = lesson.forms[place];
            let seen = weights.counts[form as usize] as f32;
            let chance = left.forms + (1.0 - left.forms) * if left.forms > 0.0 { 0.25 / (0.25 + seen) } else { 0.0 };
            let unknown = dice.share() < chance;
            let form = if unknown { 0 } else { form };
            let row = owner.len();
            if let Some(vector) = lesson.vectors[place].filter(|_| !unknown || dice.share() > 0.3) {
                meaning.row_mut(row).copy_from_slice(weights.vectors.row(vector as usize));
            }
            let mut parts = lesson.parts[place];
            parts.iter_mut().filter(|_| dice.share() < left.parts).for_each(|part| *part = 0);
            let (own, rest) = state.row_mut(row).split_at_mut(half);
            add(own, weights.forms.row(form as usize));
            parts.iter().filter(|&&part| part != 0).for_each(|&part| add(rest, weights.parts.row(part as usize)));
            taken.push((form, parts));
            owner.push(number);
        }
    }
    let mut blended = Matrix::default();
    blended.product(&meaning.view(), &weights.dense.blend.view());
    state.values.chunks_exact_mut(width).zip(blended.values.chunks_exact(half)).for_each(|(row, by)| add(row, by));
    let scales = normalised(&mut state);
    let start = state.clone();

    // The layers, with the tags in the middle.
    let mut ran: Vec<Ran> = Vec::new();
    let mut tagging = None;
    for (number, layer) in network.layers.iter().enumerate() {
        if number == network.middle() {
            let mask = masks(lessons.len(), width, left.states, dice);
            let input = masked(&state, &mask, &owner);
            let mut shares = Matrix::default();
            affine(&input.view(), &network.tags, &mut shares);
            shares.values.chunks_exact_mut(network.tags.columns).for_each(softmax);
            state.add_product(&shares.view(), &network.told.view());
            tagging = Some((mask, input, shares));
        }
        let mask = masks(lessons.len(), width, left.states, dice);
        let input = masked(&state, &mask, &owner);
        let mut mixed = Matrix::default();
        mixed.product(&input.view(), &layer.mix.view());
        let zeros = || Matrix::zeros(count, width);
        let mut step = Ran {
            input,
            before: state,
            mixed,
            keep: zeros(),
            show: zeros(),
            cell: zeros(),
            out: zeros(),
            scales: Vec::new(),
            mask,
        };
        spans.iter().for_each(|&(first, end)| recur(layer, &mut step, first, end));
        step.scales = normalised(&mut step.out);
        state = step.out.clone();
        ran.push(step);
    }

    // Both ends of arcs.
    let (arc, relation) = (network.arc_width(), network.relation_width());
    let top_mask = masks(lessons.len(), width, left.states, dice);
    let top = masked(&state, &top_mask, &owner);
    let mut sides = Matrix::default();
    affine(&top.view(), &network.ends, &mut sides);
    let side_mask = masks(lessons.len(), 2 * arc, left.ends, dice);
    let relation_mask = masks(lessons.len(), relation, left.ends, dice);
    let side_width = sides.columns;
    for (row, &owner) in sides.values.chunks_exact_mut(side_width).zip(&owner) {
        for (value, mask) in row.iter_mut().zip(side_mask.row(owner)) {
            *value = leaky(*value) * mask;
        }
    }
    let mut wants = Matrix::default();
    affine(&sides.part(0, arc), &network.arcs, &mut wants);
    let mut sides_back = Matrix::zeros(count, side_width);
    let mut wants_back = Matrix::zeros(count, wants.columns);
    let mut hidden = Matrix::zeros(0, relation);
    // For each relation to learn: sentence, word, head, both as places in the batch, their buckets, the answer.
    let mut named: Vec<(usize, usize, usize, [usize; 2], u8)> = Vec::new();
    let (mut asks, mut heads, mut scores) = (Matrix::default(), Matrix::default(), Matrix::default());
    for (number, (lesson, &(first, _))) in lessons.iter().zip(&spans).enumerate() {
        let sentence = &lesson.sentence;
        let words = sentence.places.len();
        asks.clear(words, arc);
        heads.clear(words + 1, arc);
        heads.row_mut(0).copy_from_slice(network.root.row(0));
        for (word, &place) in sentence.places.iter().enumerate() {
            asks.row_mut(word).copy_from_slice(&wants.row(first + place)[..arc]);
            heads.row_mut(word + 1).copy_from_slice(&sides.row(first + place)[arc..2 * arc]);
        }
        scores.product(&asks.view(), &heads.view().reversed_axes());
        for (word, &place) in sentence.places.iter().enumerate() {
            let apart = &wants.row(first + place)[arc..];
            let row = scores.row_mut(word);
            for (other, score) in row[1..].iter_mut().enumerate() {
                *score += apart[far(word, other)] + apart[FAR + between(&sentence.before, word, other)];
            }
            row[word + 1] = -1e9;
            softmax(row);
            let answer = lesson.heads[word].wrapping_add(1) as usize;
            losses[1] -= f64::from(row[answer].max(1e-9).ln());
            row[answer] -= 1.0;
            row.iter_mut().for_each(|value| *value *= scale);
            let apart = &mut wants_back.row_mut(first + place)[arc..];
            for (other, &score) in row[1..].iter().enumerate().filter(|&(other, _)| other != word) {
                apart[far(word, other)] += score;
                apart[FAR + between(&sentence.before, word, other)] += score;
            }
        }
        let (mut asks_back, mut heads_back) = (Matrix::default(), Matrix::default());
        asks_back.product(&scores.view(), &heads.view());
        heads_back.product(&scores.view().reversed_axes(), &asks.view());
        add(dense.network.root.row_mut(0), heads_back.row(0));
        for (word, &place) in sentence.places.iter().enumerate() {
            wants_back.row_mut(first + place)[..arc].copy_from_slice(asks_back.row(word));
            add(&mut sides_back.row_mut(first + place)[arc..2 * arc], heads_back.row(word + 1));
        }
        for (word, &place) in sentence.places.iter().enumerate().filter(|&(word, _)| lesson.heads[word] != NONE) {
            let head = lesson.heads[word] as usize;
            let over = first + sentence.places[head];
            let buckets = [far(word, head), FAR + between(&sentence.before, word, head)];
            hidden.rows += 1;
            let from = hidden.values.len();
            hidden.values.extend_from_slice(&sides.row(first + place)[2 * arc..2 * arc + relation]);
            let row = &mut hidden.values[from..];
            add(row, &sides.row(over)[2 * arc + relation..]);
            buckets.iter().for_each(|&bucket| add(row, network.apart.row(bucket)));
            for (value, mask) in row.iter_mut().zip(relation_mask.row(number)) {
                *value = leaky(*value) * mask;
            }
            named.push((number, first + place, over, buckets, lesson.labels[word]));
        }
    }
    let mut names = Matrix::default();
    affine(&hidden.view(), &network.relations, &mut names);
    for (row, &(.., label)) in names.values.chunks_exact_mut(Deprel::ALL.len()).zip(&named) {
        softmax(row);
        losses[2] -= f64::from(row[usize::from(label)].max(1e-9).ln());
        row[usize::from(label)] -= 1.0;
        row.iter_mut().for_each(|value| *value *= scale);
    }

    // And back.
    let mut hidden_back = affine_back(&hidden.view(), &names, &network.relations, &mut dense.network.relations);
    for (at, &(number, word, over, buckets, _)) in named.iter().enumerate() {
        let row = hidden_back.row_mut(at);
        for ((value, out), mask) in row.iter_mut().zip(hidden.row(at)).zip(relation_mask.row(number)) {
            *value *= mask * if *out < 0.0 { 0.1 } else { 1.0 };
        }
        add(&mut sides_back.row_mut(word)[2 * arc..2 * arc + relation], row);
        add(&mut sides_back.row_mut(over)[2 * arc + relation..], row);
        buckets.iter().for_each(|&bucket| add(dense.network.apart.row_mut(bucket), row));
    }
    let asks_back = affine_back(&sides.part(0, arc), &wants_back, &network.arcs, &mut dense.network.arcs);
    for (place, &owner) in owner.iter().enumerate() {
        let row = &mut sides_back.row_mut(place)[..2 * arc];
        add(row, asks_back.row(place));
        for ((value, out), mask) in row.iter_mut().zip(sides.row(place)).zip(side_mask.row(owner)) {
            *value *= mask * if *out < 0.0 { 0.1 } else { 1.0 };
        }
    }
    let back = affine_back(&top.view(), &sides_back, &network.ends, &mut dense.network.ends);
    let mut gradient = masked(&back, &top_mask, &owner);
    for (number, layer) in network.layers.iter().enumerate().rev() {
        let step = &ran[number];
        normalise_back(&mut gradient, &step.out, &step.scales);
        let mut mixed = Matrix::zeros(count, 3 * width);
        let mut past = Matrix::zeros(count, width);
        let own = &mut dense.network.layers[number];
        for &span in &spans {
            recur_back(layer, step, &gradient, span, &mut mixed, &mut past, &mut own.gates);
        }
        own.mix.add_product(&step.input.view().reversed_axes(), &mixed.view());
        let mut back = Matrix::default();
        back.product(&mixed.view(), &layer.mix.view().reversed_axes());
        gradient = masked(&back, &step.mask, &owner);
        add(&mut gradient.values, &past.values);
        if let Some((mask, input, shares)) = tagging.as_ref().filter(|_| number == network.middle()) {
            dense.network.told.add_product(&shares.view().reversed_axes(), &gradient.view());
            let mut back = Matrix::default();
            back.product(&gradient.view(), &network.told.view().reversed_axes());
            let classes = network.tags.columns;
            let tags = lessons.iter().flat_map(|lesson| &lesson.tags);
            let rows = back.values.chunks_exact_mut(classes).zip(shares.values.chunks_exact(classes));
            for ((row, shares), &tag) in rows.zip(tags) {
                let along = math::dot(row, shares);
                for (value, share) in row.iter_mut().zip(shares) {
                    *value = share * (*value - along) + share * scale;
                }
                row[usize::from(tag)] -= scale;
                losses[0] -= f64::from(shares[usize::from(tag)].max(1e-9).ln());
            }
            let back = affine_back(&input.view(), &back, &network.tags, &mut dense.network.tags);
            add(&mut gradient.values, &masked(&back, mask, &owner).values);
        }
    }
    normalise_back(&mut gradient, &start, &scales);
    dense.blend.add_product(&meaning.view().reversed_axes(), &gradient.part(0, half));
    Gradient { dense, rows: gradient, taken, losses }
}
