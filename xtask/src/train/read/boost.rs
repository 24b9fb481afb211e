//! Gradient boosted trees over numbers cut into at most 64 steps: logistic loss, grown level by level.

use rashomon_read::training::trees::step;
use rashomon_read::training::{Forest, LEAF, Node};

/// How a forest is grown.
#[derive(Clone, Copy, Debug)]
pub struct Growth {
    pub trees: usize,
    pub depth: usize,
    pub rate: f32,
    /// The least sum of second derivatives in a leaf.
    pub least: f32,
    /// Shares of the rows and of the numbers that each tree sees.
    pub rows: f32,
    pub numbers: f32,
    pub seed: u64,
}

/// Rows of numbers, cut into steps, a column after the other.
pub struct Table {
    pub steps: Vec<Vec<f32>>,
    pub columns: Vec<Vec<u8>>,
    pub rows: usize,
}

/// A xorshift generator: the same numbers everywhere.
pub struct Chance(pub u64);

impl Chance {
    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    pub fn share(&mut self) -> f32 {
        (self.next() >> 40) as f32 / (1u64 << 24) as f32
    }
}

impl Table {
    /// Cuts rows into steps at quantiles.
    pub fn new(rows: &[Vec<f32>]) -> Table {
        const STEPS: usize = 64;
        let width = rows.first().map_or(0, Vec::len);
        let every = rows.len().div_ceil(40_000).max(1);
        let steps: Vec<Vec<f32>> = (0..width)
            .map(|column| {
                let mut values: Vec<f32> = rows.iter().step_by(every).map(|row| row[column]).collect();
                values.sort_by(f32::total_cmp);
                let mut steps: Vec<f32> = (1..STEPS).map(|part| values[part * (values.len() - 1) / STEPS]).collect();
                steps.dedup();
                // Few values: a bound between each two.
                values.dedup();
                if values.len() <= STEPS {
                    values.windows(2).map(|two| (two[0] + two[1]) / 2.0).collect()
                } else {
                    steps
                }
            })
            .collect();
        let columns =
            (0..width).map(|column| rows.iter().map(|row| step(&steps[column], row[column])).collect()).collect();
        Table { steps, columns, rows: rows.len() }
    }
}

struct Split {
    feature: usize,
    step: u8,
    gain: f32,
}

/// Grows a forest on the rows named in `train`.
pub fn grow(table: &Table, labels: &[f32], weights: &[f32], train: &[u32], growth: Growth) -> Forest {
    let mut chance = Chance(growth.seed | 1);
    let (mut yes, mut all) = (0.0f64, 0.0f64);
    for row in train {
        yes += f64::from(labels[*row as usize] * weights[*row as usize]);
        all += f64::from(weights[*row as usize]);
    }
    let base = (yes.max(1.0) / (all - yes).max(1.0)).ln() as f32;
    let mut odds = vec![base; table.rows];
    let mut slopes = vec![(0.0f32, 0.0f32); table.rows];
    let mut forest = Forest { steps: table.steps.clone(), base, trees: Vec::new() };
    for _ in 0..growth.trees {
        let mut seen: Vec<u32> = Vec::new();
        for row in train {
            if chance.share() < growth.rows {
                let place = *row as usize;
                let p = 1.0 / (1.0 + (-odds[place]).exp());
                slopes[place] = ((labels[place] - p) * weights[place], (p * (1.0 - p)).max(1e-6) * weights[place]);
                seen.push(*row);
            }
        }
        let mut columns: Vec<usize> = (0..table.columns.len()).filter(|_| chance.share() < growth.numbers).collect();
        if columns.is_empty() {
            columns.push(0);
        }
        let tree = one(table, &slopes, seen, &columns, growth);
        for row in train {
            odds[*row as usize] += walk(&tree, table, *row as usize);
        }
        forest.trees.push(tree);
    }
    forest
}

fn walk(tree: &[Node], table: &Table, row: usize) -> f32 {
    let mut place = 0;
    while tree[place].feature != LEAF {
        let node = tree[place];
        place = usize::from(node.left) + usize::from(table.columns[usize::from(node.feature)][row] > node.step);
    }
    tree[place].value
}

/// The log odds of a row of a table.
pub fn odds(forest: &Forest, table: &Table, row: usize) -> f32 {
    forest.trees.iter().fold(forest.base, |sum, tree| sum + walk(tree, table, row))
}

type Histogram = Vec<(f32, f32)>;

fn histogram(table: &Table, slopes: &[(f32, f32)], rows: &[u32], columns: &[usize]) -> Histogram {
    let mut all = vec![(0.0, 0.0); columns.len() * 64];
    for (place, column) in columns.iter().enumerate() {
        let steps = &table.columns[*column];
        let part = &mut all[place * 64..place * 64 + 64];
        for row in rows {
            let slope = slopes[*row as usize];
            let sum = &mut part[usize::from(steps[*row as usize])];
            sum.0 += slope.0;
            sum.1 += slope.1;
        }
    }
    all
}

fn one(table: &Table, slopes: &[(f32, f32)], rows: Vec<u32>, columns: &[usize], growth: Growth) -> Vec<Node> {
    let mut tree = vec![Node { feature: LEAF, step: 0, left: 0, value: 0.0 }];
    let first = histogram(table, slopes, &rows, columns);
    let mut level = vec![(0usize, rows, first)];
    for depth in 0..=growth.depth {
        let mut next = Vec::new();
        for (place, rows, sums) in level {
            let total = rows.iter().fold((0.0f64, 0.0f64), |sum, row| {
                let slope = slopes[*row as usize];
                (sum.0 + f64::from(slope.0), sum.1 + f64::from(slope.1))
            });
            tree[place].value = growth.rate * (total.0 / (total.1 + 1.0)) as f32;
            let split = (depth < growth.depth).then(|| best(&sums, columns, total, growth)).flatten();
            let Some(split) = split else { continue };
            let column = &table.columns[split.feature];
            let (left, right): (Vec<u32>, Vec<u32>) = rows.iter().partition(|row| column[**row as usize] <= split.step);
            if left.is_empty() || right.is_empty() {
                continue;
            }
            let at = tree.len();
            tree[place] = Node { feature: split.feature as u16, step: split.step, left: at as u16, value: 0.0 };
            tree.extend([Node { feature: LEAF, step: 0, left: 0, value: 0.0 }; 2]);
            let last = depth + 1 == growth.depth;
            let smaller = if left.len() < right.len() { &left } else { &right };
            let small = if last { Vec::new() } else { histogram(table, slopes, smaller, columns) };
            let large: Histogram =
                sums.iter().zip(&small).map(|(all, part)| (all.0 - part.0, all.1 - part.1)).collect();
            let (of_left, of_right) = if left.len() < right.len() { (small, large) } else { (large, small) };
            next.push((at, left, of_left));
            next.push((at + 1, right, of_right));
        }
        level = next;
    }
    tree
}

fn best(sums: &Histogram, columns: &[usize], total: (f64, f64), growth: Growth) -> Option<Split> {
    let (all, weight) = (total.0 as f32, total.1 as f32);
    let gain = |slope: f32, curve: f32| slope * slope / (curve + 1.0);
    let whole = gain(all, weight);
    let mut best: Option<Split> = None;
    for (place, column) in columns.iter().enumerate() {
        let (mut slope, mut curve) = (0.0, 0.0);
        for (step, part) in sums[place * 64..place * 64 + 63].iter().enumerate() {
            slope += part.0;
            curve += part.1;
            if curve < growth.least || weight - curve < growth.least {
                continue;
            }
            let gain = gain(slope, curve) + gain(all - slope, weight - curve) - whole;
            if gain > 1e-3 && best.as_ref().is_none_or(|best| gain > best.gain) {
                best = Some(Split { feature: *column, step: step as u8, gain });
            }
        }
    }
    best
}
