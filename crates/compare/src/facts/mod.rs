//! The same thing counted, in several reports.

mod features;
mod gather;
mod measure;
mod relation;

pub use features::NAMES;

use crate::Table;
use crate::context::{self, Spot};
use crate::index::{self, Bounds, Item};
use crate::origins::Count;
use crate::trees::Forest;
use features::Row;
use measure::Measure;
use rashomon_news::{Fact, Quantity};

/// Six quantities of one other report each; sharing a class or a unit is enough to be asked about in small stories.
const BOUNDS: Bounds = Bounds { per_report: 6, in_all: 60, common: 400, least: 2.0 };

/// A quantity of a report.
pub(crate) struct Counted<'a> {
    pub spot: Spot,
    pub quantity: &'a Quantity,
    pub measure: Measure,
}

/// A pair with what the model thinks.
pub(crate) struct Scored {
    pub pair: (usize, usize),
    pub row: Row,
    pub chance: f32,
}

/// Finds them, in the order of the first member's place in the story.
pub(crate) fn find(table: &Table, forest: &Forest, count: &Count) -> Vec<Fact> {
    let counted = quantities(table);
    let pairs = pairs(table, &counted, forest);
    gather::groups(table, &counted, &pairs, forest.threshold, count)
}

/// All quantities that can be compared, by report and place.
pub(crate) fn quantities<'a>(table: &Table<'a>) -> Vec<Counted<'a>> {
    let mut out = Vec::new();
    for (report, sheet) in table.sheets.iter().enumerate() {
        let all = sheet.all;
        for item in all.quantities.iter() {
            if item.value.low.is_none() && item.value.high.is_none() {
                continue;
            }
            if let Some(spot) = Spot::new(report, sheet, item.value.phrase.cover(item.range), None) {
                out.push(Counted { spot, quantity: &item.value, measure: Measure::of(&item.value) });
            }
        }
    }
    out
}

/// All pairs a model is asked about.
pub(crate) fn pairs(table: &Table, counted: &[Counted], forest: &Forest) -> Vec<Scored> {
    let items: Vec<Item> = counted.iter().map(|one| Item { report: one.spot.report, keys: keys(table, one) }).collect();
    let asked: Vec<_> = index::pairs(&items, BOUNDS).into_iter().filter(|&(a, b)| counted[a].measure.dimension == counted[b].measure.dimension).collect();
    let mut out: Vec<Scored> = asked.iter().map(|&pair| Scored { pair, row: features::row(table, counted, pair), chance: 0.0 }).collect();
    let scores: Vec<_> = out.iter().map(|scored| (scored.pair, features::score(&scored.row))).collect();
    let ranks = index::ranks(&scores, |place| counted[place].spot.report);
    for (scored, ranks) in out.iter_mut().zip(ranks) {
        features::rank(&mut scored.row, ranks);
        scored.chance = forest.trees.chance(&scored.row);
    }
    out
}

/// Stems of the clause, and the class, unit and value as keys of their own.
fn keys(table: &Table, one: &Counted) -> Vec<(u32, f32)> {
    let mut keys = context::keys(table, &one.spot);
    let mut own = |words: &str, weight: f32| {
        // FNV-1a; the high bit keeps these apart from stems.
        let hash = words.bytes().fold(0x811c_9dc5u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
        keys.push((hash | 0x8000_0000, weight));
    };
    if let Some(class) = &one.quantity.class {
        own(&format!("class {class}"), 2.0);
    }
    own(&format!("unit {}", one.quantity.unit), 2.0);
    own(&format!("value {:?} {:?}", one.measure.low, one.measure.high), 2.0);
    context::merge(&mut keys);
    keys
}
