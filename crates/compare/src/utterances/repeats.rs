//! What a report says again: in the headline, in the lead, below the picture.
//!
//! Groups are made of pairs of different reports. A report that has a member of a group may tell the same a second time in other
//! words; a forest of its own decides, which sees the two places and how the second one stands to the group's other members.

use super::candidates::Best;
use super::features::{self, Pair, Profile, RANKS};
use super::units::Unit;
use crate::Table;
use crate::grid::Grid;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// What is added to the features of a pair, ranks left out.
pub const NAMES: [&str; ADDED] = [
    "best chance elsewhere",
    "mean chance elsewhere",
    "member's best chance",
    "reports",
    "sentences between",
    "before the member",
    "headline of the two",
];

const ADDED: usize = 7;
/// How many there are with those of the pair.
pub const COUNT: usize = RANKS + ADDED;

/// A row of features.
pub type Row = [f32; COUNT];

/// Less meaning in common is not looked at.
const NEAR: f32 = 0.35;

/// A report of more units is none; each would be held against each member.
const MOST: usize = 1_000;

/// A member of a group.
#[derive(Clone, Debug)]
pub struct Seed {
    pub report: usize,
    pub words: Range<usize>,
    pub unit: usize,
}

/// The units of the report of a group's member that may say it again, with their rows.
pub fn rows<'t>(
    table: &'t Table,
    units: &[Unit],
    profiles: &mut FxHashMap<usize, Profile<'t>>,
    best: &Best,
    group: &[Seed],
    seed: usize,
) -> Vec<(usize, Row)> {
    let member = &group[seed];
    // A member can be cut as another unit on the same words was.
    let whole = &units[member.unit].words;
    let words = member.words.start.max(whole.start)..member.words.end.min(whole.end);
    if words.is_empty() {
        return Vec::new();
    }
    let report = member.report;
    let elsewhere: Vec<&Seed> = group.iter().filter(|other| other.report != report).collect();
    let first = units.partition_point(|unit| unit.report < report);
    let own: Vec<usize> = (first..units.len()).take_while(|&unit| units[unit].report == report).collect();
    if own.len() > MOST {
        return Vec::new();
    }
    let apart = |unit: usize| {
        let words = &units[unit].words;
        group
            .iter()
            .filter(|seed| seed.report == report)
            .all(|seed| words.end <= seed.words.start || seed.words.end <= words.start)
    };
    let mut out = Vec::new();
    for unit in own.into_iter().filter(|&unit| unit != member.unit && apart(unit)) {
        for one in [unit, member.unit] {
            profiles.entry(one).or_insert_with(|| Profile::new(table, &units[one]));
        }
        let (left, right) = (&profiles[&member.unit], &profiles[&unit]);
        if left.mean.cosine(&right.mean) < NEAR {
            continue;
        }
        let grid = Grid::new(&table.lexicon, &left.side, &right.side);
        let pair = Pair::new(table, (&units[member.unit], &units[unit]), (left, right));
        let row = features::row(table, &pair, &grid, &words, &units[unit].words);
        let chances: Vec<f32> = elsewhere.iter().map(|other| best.of(unit, other.unit)).collect();
        let own = elsewhere.iter().map(|other| best.of(member.unit, other.unit)).fold(0.0, f32::max);
        let (from, to) = (units[member.unit].sentence, units[unit].sentence);
        let headline = |unit: usize| f32::from(u8::from(table.sheets[report].sentences[units[unit].sentence].headline));
        let mut all = [0.0; COUNT];
        all[..RANKS].copy_from_slice(&row[..RANKS]);
        all[RANKS..].copy_from_slice(&[
            chances.iter().copied().fold(0.0, f32::max),
            chances.iter().sum::<f32>() / (chances.len() as f32).max(1.0),
            own,
            elsewhere.len() as f32,
            from.abs_diff(to) as f32,
            f32::from(u8::from(to < from)),
            headline(member.unit).max(headline(unit)),
        ]);
        out.push((unit, all));
    }
    out
}
