//! Gradient-boosted trees with logistic loss, after Friedman (2001) with Newton leaves; deterministic.

use rashomon_compare::{Node, Trees};

/// A row with its answer.
pub struct Example {
    pub row: Vec<f32>,
    pub right: bool,
    pub weight: f32,
}

/// How the trees are grown.
#[derive(Clone, Copy)]
pub struct Growth {
    pub trees: usize,
    pub depth: usize,
    pub rate: f32,
    /// Least sum of hessians in a leaf.
    pub least: f32,
    /// Added to hessians: shrinks leaves that rest on little.
    pub ridge: f32,
    /// Share of the rows, and of the features, that each tree sees.
    pub rows: f32,
    pub features: f32,
    pub seed: u64,
    /// By feature: 1 where more of it can only speak for a pair, -1 where only against it, 0 where either.
    pub signs: &'static [i8],
}

impl Default for Growth {
    fn default() -> Growth {
        Growth {
            trees: 160,
            depth: 4,
            rate: 0.07,
            least: 3.0,
            ridge: 3.0,
            rows: 0.7,
            features: 0.5,
            seed: 7,
            signs: &[],
        }
    }
}

const BINS: usize = 32;

struct Random(u64);

impl Random {
    fn next(&mut self) -> f32 {
        // xorshift64*
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 40) as f32 / (1u64 << 24) as f32
    }
}

struct Data {
    /// By feature: the upper edges of its bins.
    edges: Vec<Vec<f32>>,
    /// By feature, by row.
    bins: Vec<Vec<u8>>,
}

fn bin(examples: &[Example]) -> Data {
    let count = examples.first().map_or(0, |example| example.row.len());
    let mut data = Data { edges: Vec::new(), bins: Vec::new() };
    for feature in 0..count {
        let mut values: Vec<f32> = examples.iter().map(|example| example.row[feature]).collect();
        values.sort_by(f32::total_cmp);
        let mut edges: Vec<f32> = (1..BINS).map(|part| values[values.len() * part / BINS]).collect();
        edges.dedup();
        data.bins.push(
            examples.iter().map(|example| edges.partition_point(|&edge| edge <= example.row[feature]) as u8).collect(),
        );
        data.edges.push(edges);
    }
    data
}

/// Trees that tell right examples from wrong ones.
pub fn grow(examples: &[Example], growth: Growth) -> Trees {
    if examples.is_empty() {
        return Trees::default();
    }
    let data = bin(examples);
    let (right, all) = examples
        .iter()
        .fold((0.0, 0.0), |(right, all), e| (right + if e.right { e.weight } else { 0.0 }, all + e.weight));
    let share: f32 = (right + 1.0) / (all + 2.0);
    let mut trees = Trees { base: (share / (1.0 - share)).ln(), trees: Vec::new() };
    let mut sums = vec![trees.base; examples.len()];
    let mut random = Random(growth.seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    for _ in 0..growth.trees {
        let rows: Vec<u32> = (0..examples.len() as u32).filter(|_| random.next() < growth.rows).collect();
        let features: Vec<usize> = (0..data.edges.len()).filter(|_| random.next() < growth.features).collect();
        let slopes: Vec<(f32, f32)> = examples
            .iter()
            .zip(&sums)
            .map(|(example, &sum)| {
                let chance = 1.0 / (1.0 + (-sum).exp());
                let gradient = if example.right { 1.0 - chance } else { -chance };
                (gradient * example.weight, (chance * (1.0 - chance)).max(1e-4) * example.weight)
            })
            .collect();
        let mut tree = vec![Node::default()];
        split(&data, &slopes, &features, rows, growth.depth, 0, &mut tree, &growth);
        let one = Trees { base: 0.0, trees: vec![tree] };
        for (example, sum) in examples.iter().zip(&mut sums) {
            let chance = one.chance(&example.row);
            // The log-odds of a single tree are its leaf.
            *sum += (chance / (1.0 - chance)).ln();
        }
        trees.trees.extend(one.trees);
    }
    trees
}

#[allow(clippy::too_many_arguments)]
fn split(
    data: &Data,
    slopes: &[(f32, f32)],
    features: &[usize],
    rows: Vec<u32>,
    depth: usize,
    at: usize,
    tree: &mut Vec<Node>,
    growth: &Growth,
) {
    let total = rows.iter().fold((0.0f64, 0.0f64), |sum, &row| {
        (sum.0 + f64::from(slopes[row as usize].0), sum.1 + f64::from(slopes[row as usize].1))
    });
    let gain = |sum: (f64, f64)| sum.0 * sum.0 / (sum.1 + f64::from(growth.ridge));
    tree[at].value = (total.0 / (total.1 + f64::from(growth.ridge))) as f32 * growth.rate;
    if depth == 0 {
        return;
    }
    let mut best: Option<(f64, usize, usize)> = None;
    for &feature in features {
        let mut sums = [(0.0f64, 0.0f64); BINS];
        for &row in &rows {
            let sum = &mut sums[data.bins[feature][row as usize] as usize];
            sum.0 += f64::from(slopes[row as usize].0);
            sum.1 += f64::from(slopes[row as usize].1);
        }
        let mut left = (0.0, 0.0);
        for (edge, sum) in sums.iter().enumerate().take(data.edges[feature].len()) {
            left = (left.0 + sum.0, left.1 + sum.1);
            let right = (total.0 - left.0, total.1 - left.1);
            if left.1 < f64::from(growth.least) || right.1 < f64::from(growth.least) {
                continue;
            }
            // Leaves must rise (fall) with the feature where more of it can only speak for (against) a pair.
            let slope = right.0 / (right.1 + f64::from(growth.ridge)) - left.0 / (left.1 + f64::from(growth.ridge));
            if slope * f64::from(growth.signs.get(feature).copied().unwrap_or(0)) < 0.0 {
                continue;
            }
            let value = gain(left) + gain(right) - gain(total);
            if value > 1e-3 && best.is_none_or(|best| value > best.0) {
                best = Some((value, feature, edge));
            }
        }
    }
    let Some((_, feature, edge)) = best else { return };
    let (low, high): (Vec<u32>, Vec<u32>) =
        rows.into_iter().partition(|&row| data.bins[feature][row as usize] as usize <= edge);
    let left = tree.len();
    tree.extend([Node::default(), Node::default()]);
    tree[at] = Node { feature: feature as u16, threshold: data.edges[feature][edge], left: left as u16, value: 0.0 };
    split(data, slopes, features, low, depth - 1, left, tree, growth);
    split(data, slopes, features, high, depth - 1, left + 1, tree, growth);
}
