//! Which pairs are asked about at all, and how each is cut.

use super::features::{self, Pair, Profile, RANKS, Row};
use super::units::Unit;
use crate::Table;
use crate::grid::Grid;
use crate::index::{self, Bounds, Item};
use crate::trees::Forest;
use crate::vectors::DIMS;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Six units of one other report each, forty in all; a stem of more than 300 units is common; 2.5 is one rare word.
const BOUNDS: Bounds = Bounds { per_report: 6, in_all: 40, common: 300, least: 2.5 };
/// Up to this many units all pairs are asked by their meaning as well.
const FEW: usize = 700;
/// How near the meaning of two units must be to be asked about for it alone.
const NEAR: f32 = 0.45;
/// Pieces with less than this share of their weight in the other side are cut off; the model takes the better cut.
const CUTS: [f32; 3] = [0.0, 0.3, 0.6];

/// Two units, how each is cut, and what the model thinks.
#[derive(Clone, Debug)]
pub struct Scored {
    /// Places of the units.
    pub units: (usize, usize),
    /// (report, places of words) of each.
    pub a: (usize, Range<usize>),
    pub b: (usize, Range<usize>),
    pub row: Row,
    pub chance: f32,
}

/// The best chance at first sight of two units of different reports, however they are cut.
pub struct Best(FxHashMap<(usize, usize), f32>);

impl Best {
    pub fn new(pairs: impl Iterator<Item = ((usize, usize), f32)>) -> Best {
        let mut best = FxHashMap::default();
        for (key, chance) in pairs {
            let most: &mut f32 = best.entry(key).or_default();
            *most = most.max(chance);
        }
        Best(best)
    }

    /// 0 where nobody asked.
    pub fn of(&self, a: usize, b: usize) -> f32 {
        self.0.get(&(a.min(b), a.max(b))).copied().unwrap_or(0.0)
    }

    /// All of them, in order of the units.
    pub fn all(&self) -> Vec<((usize, usize), f32)> {
        let mut all: Vec<_> = self.0.iter().map(|(key, chance)| (*key, *chance)).collect();
        all.sort_by_key(|(key, _)| *key);
        all
    }
}

/// All pairs asked about, every cut of each, with the chance of each cut.
pub fn pairs(table: &Table, units: &[Unit], forest: &Forest) -> Vec<Scored> {
    let profiles: Vec<Profile> = units.iter().map(|unit| Profile::new(table, unit)).collect();
    let mut out: Vec<Scored> = Vec::new();
    for pair in asked(table, units, &profiles) {
        cuts(table, units, &profiles, pair, &mut out);
    }
    rank(units, &mut out);
    let rows: Vec<&[f32]> = out.iter().map(|pair| &pair.row[..]).collect();
    let chances = forest.chances(&rows);
    out.iter_mut().zip(chances).for_each(|(pair, chance)| pair.chance = chance);
    out
}

/// Pairs of units of different reports that share rare words, or meaning.
fn asked(table: &Table, units: &[Unit], profiles: &[Profile]) -> Vec<(usize, usize)> {
    let items: Vec<Item> = units
        .iter()
        .map(|unit| {
            let words = table.sheets[unit.report].words[unit.words.clone()].iter();
            let mut keys: Vec<_> = words
                .map(|&word| (table.lexicon.stem(word), table.lexicon.weight(word)))
                .filter(|key| key.1 > 0.0)
                .collect();
            keys.sort_by_key(|key| key.0);
            keys.dedup_by_key(|key| key.0);
            Item { report: unit.report, keys }
        })
        .collect();
    let mut found = index::pairs(&items, BOUNDS);
    if units.len() <= FEW {
        // The first numbers of all means, the second ones, …: so many can be multiplied at once.
        let means: Vec<[f32; DIMS]> = profiles.iter().map(|profile| profile.mean.unit()).collect();
        let turned: Vec<Vec<f32>> = (0..DIMS).map(|place| means.iter().map(|mean| mean[place]).collect()).collect();
        let mut cosines = vec![0.0f32; units.len()];
        for (unit, mean) in means.iter().enumerate() {
            cosines.fill(0.0);
            for (x, row) in mean.iter().zip(&turned) {
                cosines.iter_mut().zip(row).for_each(|(sum, y)| *sum += x * y);
            }
            let mut alike: Vec<(f32, usize)> = cosines
                .iter()
                .enumerate()
                .filter(|&(other, &cosine)| cosine > NEAR && units[other].report != units[unit].report)
                .map(|(other, &cosine)| (cosine, other))
                .collect();
            index::keep(&mut alike, 2, |other| units[other].report);
            found.extend(alike.iter().map(|&(_, other)| (unit.min(other), unit.max(other))));
        }
    }
    found.sort_unstable();
    found.dedup();
    // Two reports telling the same without a source is no utterance.
    found.retain(|&(a, b)| units[a].loose + units[b].loose < 2.0);
    found
}

fn cuts(table: &Table, units: &[Unit], profiles: &[Profile], (a, b): (usize, usize), out: &mut Vec<Scored>) {
    let (left, right) = (&profiles[a], &profiles[b]);
    let grid = Grid::new(&table.lexicon, &left.side, &right.side);
    let pair = Pair::new(table, (&units[a], &units[b]), (left, right));
    let first = out.len();
    for least in CUTS {
        let (x, y) = if least == 0.0 {
            (units[a].words.clone(), units[b].words.clone())
        } else {
            grid.cut(&left.pieces, &right.pieces, least)
        };
        // What is left of a sentence must tell more than that somebody spoke.
        let known = |before: &Scored| before.a.1 == x && before.b.1 == y;
        if !left.tells(&x) || !right.tells(&y) || out[first..].iter().any(known) {
            continue;
        }
        let row = features::row(table, &pair, &grid, &x, &y);
        out.push(Scored { units: (a, b), a: (units[a].report, x), b: (units[b].report, y), row, chance: 0.0 });
    }
}

/// Fills in how each pair stands among all pairs of its units with the other report: the best of a report is likelier right.
fn rank(units: &[Unit], pairs: &mut [Scored]) {
    let scores: Vec<_> = pairs
        .iter()
        .map(|pair| (pair.units, pair.row[5] * 0.5 + pair.row[3] * 0.25 + pair.row[6].max(0.0) * 0.25))
        .collect();
    let ranks = index::ranks(&scores, |unit| units[unit].report);
    for (pair, ranks) in pairs.iter_mut().zip(ranks) {
        pair.row[RANKS..].copy_from_slice(&ranks);
    }
}
