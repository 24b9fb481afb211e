//! The same dated happening, in several reports.

mod date;
mod features;
mod gather;

pub use features::NAMES;

use crate::Table;
use crate::context::{self, Spot};
use crate::index::{self, Bounds, Item};
use crate::origins::Count;
use crate::trees::Forest;
use features::Row;
use rashomon_news::{Event, Happening, Time, TimeKind};
use rashomon_text::Range;

/// As for facts.
const BOUNDS: Bounds = Bounds { per_report: 6, in_all: 60, common: 400, least: 2.0 };

/// A time expression of a report with what it dates.
pub(crate) struct When<'a> {
    pub spot: Spot,
    pub range: Range,
    pub time: &'a Time,
    pub happening: Option<&'a Happening>,
    pub date: String,
}

/// A pair with what the model thinks.
pub(crate) struct Scored {
    pub pair: (usize, usize),
    pub row: Row,
    pub chance: f32,
}

/// Finds them, by date.
pub(crate) fn find(table: &Table, forest: &Forest, count: &Count) -> Vec<Event> {
    let whens = whens(table);
    let pairs = pairs(table, &whens, forest);
    gather::groups(table, &whens, &pairs, forest.threshold, count)
}

/// All dated time expressions, by report and place.
pub(crate) fn whens<'a>(table: &Table<'a>) -> Vec<When<'a>> {
    let mut out = Vec::new();
    for (report, sheet) in table.sheets.iter().enumerate() {
        let all = sheet.all;
        for item in all.times.iter().filter(|item| matches!(item.value.kind, TimeKind::Date | TimeKind::Time)) {
            let Some(date) = date::iso(&item.value) else { continue };
            let happening = all.happenings.iter().find(|happening| happening.time == item.range);
            if let Some(spot) = Spot::new(table, report, item.range, happening.map(|happening| happening.clause)) {
                out.push(When { spot, range: item.range, time: &item.value, happening, date });
            }
        }
    }
    out
}

/// All pairs a model is asked about.
pub(crate) fn pairs(table: &Table, whens: &[When], forest: &Forest) -> Vec<Scored> {
    let items: Vec<Item> =
        whens.iter().map(|when| Item { report: when.spot.report, keys: keys(table, when) }).collect();
    let days = features::Days::new(whens);
    let mut out: Vec<Scored> = index::pairs(&items, BOUNDS)
        .into_iter()
        .map(|pair| Scored { pair, row: features::row(table, whens, &days, pair), chance: 0.0 })
        .collect();
    let scores: Vec<_> = out.iter().map(|scored| (scored.pair, features::score(&scored.row))).collect();
    let ranks = index::ranks(&scores, |place| whens[place].spot.report);
    for (scored, ranks) in out.iter_mut().zip(ranks) {
        features::rank(&mut scored.row, ranks);
    }
    let rows: Vec<&[f32]> = out.iter().map(|scored| &scored.row[..]).collect();
    let chances = forest.chances(&rows);
    out.iter_mut().zip(chances).for_each(|(scored, chance)| scored.chance = chance);
    out
}

/// Stems of the clause, and the date by year, month and day.
fn keys(table: &Table, when: &When) -> Vec<(u32, f32)> {
    let mut keys = context::keys(table, &when.spot);
    for (length, weight) in [(4, 1.0), (7, 1.5), (10, 2.5)] {
        if let Some(part) = when.date.get(..length) {
            let hash =
                part.bytes().fold(0x811c_9dc5u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
            keys.push((hash | 0x8000_0000, weight));
        }
    }
    context::merge(&mut keys);
    keys
}
