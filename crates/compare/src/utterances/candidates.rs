//! Which pairs are asked about at all, and how each is cut.

use super::features::{self, RANKS, Row};
use super::units::Unit;
use crate::Table;
use crate::grid::{self, Grid};
use crate::index::{self, Bounds, Item};
use crate::trees::Forest;
use std::ops::Range;

/// Five units of one other report each, sixty in all; a stem of more than 300 units is common; 2.5 is one rare word.
const BOUNDS: Bounds = Bounds { per_report: 6, in_all: 60, common: 300, least: 2.5 };
/// Up to this many units all pairs are asked by their meaning as well.
const FEW: usize = 700;
/// How near the meaning of two units must be to be asked about for it alone.
const NEAR: f32 = 0.45;
/// Pieces with less than this share of their weight in the other side are cut off; the model takes the better cut.
const CUTS: [f32; 3] = [0.0, 0.25, 0.45];

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

/// All pairs asked about, every cut of each, with the chance of each cut.
pub fn pairs(table: &Table, units: &[Unit], forest: &Forest) -> Vec<Scored> {
    let mut out: Vec<Scored> = asked(table, units).into_iter().flat_map(|(a, b)| cuts(table, units, a, b)).collect();
    rank(units, &mut out);
    for pair in &mut out {
        pair.chance = forest.trees.chance(&pair.row);
    }
    out
}

/// Pairs of units of different reports that share rare words, or meaning.
fn asked(table: &Table, units: &[Unit]) -> Vec<(usize, usize)> {
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
    let means: Vec<Vec<f32>> =
        if units.len() <= FEW { units.iter().map(|unit| unit_mean(table, unit)).collect() } else { Vec::new() };
    for unit in 0..units.len() {
        if !means.is_empty() {
            let mut alike: Vec<(f32, usize)> = (0..units.len())
                .filter(|&other| units[other].report != units[unit].report)
                .map(|other| (means[unit].iter().zip(&means[other]).map(|(x, y)| x * y).sum::<f32>(), other))
                .filter(|(cosine, _)| *cosine > NEAR)
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

fn unit_mean(table: &Table, unit: &Unit) -> Vec<f32> {
    let mut mean = grid::mean(table, &table.sheets[unit.report], &unit.words);
    let length = mean.iter().map(|x| x * x).sum::<f32>().sqrt().max(0.001);
    mean.iter_mut().for_each(|x| *x /= length);
    mean
}

fn cuts(table: &Table, units: &[Unit], a: usize, b: usize) -> Vec<Scored> {
    let (left, right) = (&units[a], &units[b]);
    let (sheet_a, sheet_b) = (&table.sheets[left.report], &table.sheets[right.report]);
    let grid = Grid::new(&table.lexicon, (sheet_a, left.words.clone()), (sheet_b, right.words.clone()));
    let mut out: Vec<Scored> = Vec::new();
    for least in CUTS {
        let (x, y) = if least == 0.0 {
            (left.words.clone(), right.words.clone())
        } else {
            grid.cut(&table.lexicon, (sheet_a, &left.words), (sheet_b, &right.words), least)
        };
        // What is left of a sentence must tell more than that somebody spoke.
        let tells = |sheet: &crate::Sheet, words: &Range<usize>| {
            sheet.words[words.clone()].iter().any(|word| !word.attributes && !table.lexicon.form(*word).stop)
        };
        if !tells(sheet_a, &x) || !tells(sheet_b, &y) || out.iter().any(|before| before.a.1 == x && before.b.1 == y) {
            continue;
        }
        let row = features::row(table, (left, right), &grid, &x, &y);
        out.push(Scored { units: (a, b), a: (left.report, x), b: (right.report, y), row, chance: 0.0 });
    }
    out
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
