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
use crate::sheet::Sheet;
use crate::trees::Forest;
use features::Row;
use measure::Measure;
use rashomon_news::{Fact, Quantity};
use rashomon_text::Range;

/// Six quantities of one other report each; sharing a class or a unit is enough to be asked about in small stories.
const BOUNDS: Bounds = Bounds { per_report: 6, in_all: 60, common: 400, least: 2.0 };

/// A quantity of a report.
pub(crate) struct Counted<'a> {
    pub spot: Spot,
    pub quantity: &'a Quantity,
    pub measure: Measure,
    /// What a finding shows: the phrase, or more of its clause where the phrase alone says too little.
    pub passage: Range,
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
            if let Some(spot) = Spot::new(table, report, item.value.phrase.cover(item.range), None) {
                let passage = passage(sheet, &spot, item.range);
                out.push(Counted { spot, quantity: &item.value, measure: Measure::of(&item.value), passage });
            }
        }
    }
    out
}

/// A phrase of fewer words than this says too little by itself: "five days", "$60".
const TELLING: usize = 5;
/// Words taken in before and after such a phrase.
const AROUND: (usize, usize) = (4, 4);

/// The phrase with enough of its clause to be understood, up to the next number.
fn passage(sheet: &Sheet, spot: &Spot, own: Range) -> Range {
    let text = sheet.text();
    let phrase = sheet.span(spot.phrase.clone()).unwrap_or(own).cover(own);
    if spot.phrase.len() >= TELLING {
        return phrase;
    }
    let taken = |place: usize| {
        let range = sheet.words[place].range;
        sheet.all.quantities.overlapping(range).any(|other| other.range != own && !phrase.contains(other.range))
    };
    let first = spot.phrase.start.saturating_sub(AROUND.0).max(spot.clause.start.min(spot.phrase.start));
    let last = (spot.phrase.end + AROUND.1).min(spot.clause.end.max(spot.phrase.end));
    let start = (first..spot.phrase.start).rev().take_while(|&place| !taken(place)).last().unwrap_or(spot.phrase.start);
    let end =
        (spot.phrase.end..last).take_while(|&place| !taken(place)).last().map_or(spot.phrase.end, |place| place + 1);
    let around = sheet.span(start..end).map_or(phrase, |range| range.cover(phrase));
    text.trim(around)
}

/// All pairs a model is asked about.
pub(crate) fn pairs(table: &Table, counted: &[Counted], forest: &Forest) -> Vec<Scored> {
    let items: Vec<Item> = counted.iter().map(|one| Item { report: one.spot.report, keys: keys(table, one) }).collect();
    let asked: Vec<_> = index::pairs(&items, BOUNDS)
        .into_iter()
        .filter(|&(a, b)| counted[a].measure.dimension == counted[b].measure.dimension)
        .collect();
    let values = features::values(counted);
    let mut out: Vec<Scored> = asked
        .iter()
        .map(|&pair| Scored { pair, row: features::row(table, counted, &values, pair), chance: 0.0 })
        .collect();
    let scores: Vec<_> = out.iter().map(|scored| (scored.pair, features::score(&scored.row))).collect();
    let ranks = index::ranks(&scores, |place| counted[place].spot.report);
    for (scored, ranks) in out.iter_mut().zip(ranks) {
        features::rank(&mut scored.row, ranks);
    }
    let rows: Vec<&[f32]> = out.iter().map(|scored| &scored.row[..]).collect();
    let chances = forest.chances(&rows);
    out.iter_mut().zip(chances).for_each(|(scored, chance)| scored.chance = chance);
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
