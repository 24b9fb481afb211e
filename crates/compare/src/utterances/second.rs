//! The second look: what the other pairs say of a pair.
//!
//! The first forest sees two stretches alone. Here each pair is seen among all: a third report that says the same as both speaks
//! for it, a rival that fits one side better speaks against it, neighbours that correspond speak for it (reports retell in the
//! same order), and of several cuts of one statement the widest that still corresponds is wanted.

use super::candidates::{Best, Scored};
use super::features::COUNT as FIRST;
use super::units::Unit;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::ops::Range;

/// What is added to the features of the first look.
pub const NAMES: [&str; ADDED] = [
    "first chance",
    "best cut's chance",
    "rival, less",
    "rival, more",
    "wider pair's chance",
    "narrower pair's chance",
    "third report for it",
    "third report against it",
    "sentences around, before",
    "sentences around, after",
    "rest of the sentences",
];

const ADDED: usize = 11;
/// How many there are with those of the first look.
pub const COUNT: usize = FIRST + ADDED;

/// A row of the second look.
pub type Row = [f32; COUNT];

/// Of the pairs of a unit only so many are looked at as links to a third report.
const LINKS: usize = 24;
/// Pairs less likely than this at first sight are given up and say nothing of others: most, and few right ones.
pub const LEAST: f32 = 0.05;

type Key = (usize, usize);

/// Stories with more rows than this (some 30 reports of much the same) are seen by a sixth of the trees, so that 200 reports stay within two
/// seconds; what the others add is that a *single* statement of a small story hangs less on chance.
pub const MANY: usize = 25_000;

/// The rows of all pairs, whose chances are those of the first look.
pub fn rows(units: &[Unit], pairs: &[Scored], best: &Best) -> Vec<Row> {
    let around = Around::new(units, pairs, best);
    pairs.iter().map(|pair| around.row(units, pair)).collect()
}

struct Around<'p> {
    best: &'p Best,
    /// By unit: the units it may correspond to, the likeliest first.
    links: Vec<Vec<(f32, usize)>>,
    /// The best chance of two sentences of different reports.
    sentences: FxHashMap<(Key, Key), f32>,
    /// The likely pairs of two reports.
    likely: BTreeMap<Key, Vec<&'p Scored>>,
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

fn holds(outer: &Range<usize>, inner: &Range<usize>) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

impl<'p> Around<'p> {
    fn new(units: &[Unit], pairs: &'p [Scored], best: &'p Best) -> Around<'p> {
        let mut sentences: FxHashMap<(Key, Key), f32> = FxHashMap::default();
        let mut likely: BTreeMap<Key, Vec<&Scored>> = BTreeMap::new();
        for pair in pairs {
            likely.entry((pair.a.0, pair.b.0)).or_default().push(pair);
            let place = |unit: usize| (units[unit].report, units[unit].sentence);
            let most = sentences.entry((place(pair.units.0), place(pair.units.1))).or_default();
            *most = most.max(pair.chance);
        }
        let mut links: Vec<Vec<(f32, usize)>> = vec![Vec::new(); units.len()];
        for ((a, b), chance) in best.all() {
            links[a].push((chance, b));
            links[b].push((chance, a));
        }
        for list in &mut links {
            list.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
            list.truncate(LINKS);
        }
        Around { best, links, sentences, likely }
    }

    fn row(&self, units: &[Unit], pair: &Scored) -> Row {
        let (a, b) = pair.units;
        let (mut rival_a, mut rival_b, mut wider, mut narrower) = (0.0f32, 0.0f32, 0.0f32, 0.0f32);
        for other in self.likely.get(&(pair.a.0, pair.b.0)).into_iter().flatten() {
            let (on_a, on_b) = (overlap(&other.a.1, &pair.a.1), overlap(&other.b.1, &pair.b.1));
            match (on_a, on_b) {
                (true, false) => rival_a = rival_a.max(other.chance),
                (false, true) => rival_b = rival_b.max(other.chance),
                (true, true) => {
                    let longer = other.a.1.len() + other.b.1.len() > pair.a.1.len() + pair.b.1.len();
                    if longer && holds(&other.a.1, &pair.a.1) && holds(&other.b.1, &pair.b.1) {
                        wider = wider.max(other.chance);
                    } else if holds(&pair.a.1, &other.a.1)
                        && holds(&pair.b.1, &other.b.1)
                        && other.chance != pair.chance
                    {
                        narrower = narrower.max(other.chance);
                    }
                }
                (false, false) => {}
            }
        }
        let (mut for_it, mut against) = (0.0f32, 0.0f32);
        for (one, other) in [(a, b), (b, a)] {
            for &(chance, third) in &self.links[one] {
                let report = units[third].report;
                if report == units[a].report || report == units[b].report {
                    continue;
                }
                let across = self.best.of(third, other);
                for_it = for_it.max(chance.min(across));
                against = against.max(chance * (1.0 - across));
            }
        }
        let place = |unit: usize, by: isize| {
            units[unit].sentence.checked_add_signed(by).map(|sentence| (units[unit].report, sentence))
        };
        let near = |by_a: isize, by_b: isize| {
            let key = place(a, by_a).zip(place(b, by_b));
            key.and_then(|key| self.sentences.get(&key)).copied().unwrap_or(0.0)
        };
        let before = [(-1, -1), (-1, -2), (-2, -1)].into_iter().map(|(x, y)| near(x, y)).fold(0.0, f32::max);
        let after = [(1, 1), (1, 2), (2, 1)].into_iter().map(|(x, y)| near(x, y)).fold(0.0, f32::max);
        let mut row = [0.0; COUNT];
        row[..FIRST].copy_from_slice(&pair.row);
        row[FIRST..].copy_from_slice(&[
            pair.chance,
            self.best.of(a, b),
            rival_a.min(rival_b),
            rival_a.max(rival_b),
            wider,
            narrower,
            for_it,
            against,
            before,
            after,
            near(0, 0),
        ]);
        row
    }
}
