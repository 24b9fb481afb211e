//! The same thing said, in several reports.

mod candidates;
mod difference;
mod features;
mod gather;
mod repeats;
mod second;
mod units;

pub(crate) use candidates::{Best, Scored, pairs};
pub use features::NAMES;
pub use repeats::NAMES as REPEATS;
pub(crate) use repeats::Seed;
pub use second::NAMES as SECOND;
pub(crate) use units::Unit;

use crate::Table;
use crate::origins::Count;
use crate::trees::Forest;
use rashomon_news::Utterance;
use rashomon_text::Range;
use std::collections::BTreeMap;

/// Passages that might be told elsewhere too, by (report, other report).
pub(crate) type Doubtful = BTreeMap<(usize, usize), Vec<Range>>;

/// From this chance a pair is too likely for one of its sides to be called absent.
const DOUBTFUL: f32 = 0.12;

/// Finds them, in the order of the first member's place in the story, with what was nearly found.
pub(crate) fn find(table: &Table, forests: (&Forest, &Forest, &Forest), count: &Count) -> (Vec<Utterance>, Doubtful) {
    let units = units::find(table);
    let mut pairs = pairs(table, &units, forests.0);
    pairs.retain(|pair| pair.chance >= second::LEAST);
    let best = Best::new(pairs.iter().map(|pair| (pair.units, pair.chance)));
    let rows = second::rows(&units, &pairs, &best);
    let rows: Vec<&[f32]> = rows.iter().map(|row| &row[..]).collect();
    let chances = if rows.len() > second::MANY { forests.1.sixth().chances(&rows) } else { forests.1.chances(&rows) };
    pairs.iter_mut().zip(chances).for_each(|(pair, chance)| pair.chance = chance);
    let mut doubtful = Doubtful::new();
    for pair in pairs.iter().filter(|pair| pair.chance >= DOUBTFUL) {
        let (a, b) = (&pair.a, &pair.b);
        doubtful.entry((a.0, b.0)).or_default().extend(table.sheets[a.0].span(a.1.clone()));
        doubtful.entry((b.0, a.0)).or_default().extend(table.sheets[b.0].span(b.1.clone()));
    }
    (gather::groups(table, &units, &pairs, (forests.1.threshold, &best, forests.2), count), doubtful)
}

/// All pairs a model is asked about, without a chance, and the units they are made of.
pub(crate) fn asked(table: &Table) -> (Vec<Unit>, Vec<Scored>) {
    let units = units::find(table);
    let pairs = pairs(table, &units, &Forest::default());
    (units, pairs)
}

/// The pairs that deserve a second look, by place, with their rows, given the chances of the first.
pub(crate) fn second(units: &[Unit], pairs: &[Scored], chances: &[f32]) -> Vec<(usize, Vec<f32>)> {
    let likely = |(_, chance): &(usize, &f32)| **chance >= second::LEAST;
    let (places, seen): (Vec<usize>, Vec<Scored>) = chances
        .iter()
        .enumerate()
        .filter(likely)
        .map(|(place, &chance)| (place, Scored { chance, ..pairs[place].clone() }))
        .unzip();
    let best = Best::new(seen.iter().map(|pair| (pair.units, pair.chance)));
    places.into_iter().zip(second::rows(units, &seen, &best)).map(|(place, row)| (place, row.to_vec())).collect()
}

/// The places of a report that may say again what a group's member says, with their rows: (number of the group, report, words, row).
pub(crate) fn repeated(
    table: &Table,
    units: &[Unit],
    best: &Best,
    groups: &[Vec<(usize, std::ops::Range<usize>)>],
) -> Vec<(usize, usize, std::ops::Range<usize>, Vec<f32>)> {
    let mut profiles = rustc_hash::FxHashMap::default();
    let mut out = Vec::new();
    for (number, group) in groups.iter().enumerate() {
        let seeds: Vec<Seed> = group
            .iter()
            .filter_map(|(report, words)| {
                let shared =
                    |unit: &Unit| unit.words.end.min(words.end).saturating_sub(unit.words.start.max(words.start));
                let fit =
                    |unit: &Unit| shared(unit) as f32 / (unit.words.len() + words.len() - shared(unit)).max(1) as f32;
                let of = (0..units.len()).filter(|&unit| units[unit].report == *report && shared(&units[unit]) > 0);
                let unit = of.max_by(|&a, &b| fit(&units[a]).total_cmp(&fit(&units[b])))?;
                (fit(&units[unit]) >= 0.4).then(|| Seed { report: *report, words: units[unit].words.clone(), unit })
            })
            .collect();
        for seed in 0..seeds.len() {
            // The report's other members are what is looked for.
            let mut one: Vec<Seed> = vec![seeds[seed].clone()];
            one.extend(seeds.iter().filter(|other| other.report != seeds[seed].report).cloned());
            for (unit, row) in repeats::rows(table, units, &mut profiles, best, &one, 0) {
                out.push((number, units[unit].report, units[unit].words.clone(), row.to_vec()));
            }
        }
    }
    out
}
