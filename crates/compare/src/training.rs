//! What the forests are trained on: the pairs they would be asked about, with their features.

use crate::{Forest, Table, events, facts, utterances};
use rashomon_news::{Annotated, Story};
use rashomon_text::Range;

/// A pair a forest is asked about.
#[derive(Clone, Debug)]
pub struct Pair {
    /// Id of the report and the passage, in bytes.
    pub a: (String, Range),
    /// The other.
    pub b: (String, Range),
    /// The features.
    pub row: Vec<f32>,
    /// Pairs that are the same two things cut differently have the same number.
    pub things: (usize, usize),
}

/// The pairs of a story, for each forest.
pub struct Pairs {
    /// For utterances.
    pub utterances: Vec<Pair>,
    /// For facts.
    pub facts: Vec<Pair>,
    /// For events.
    pub events: Vec<Pair>,
    units: Vec<utterances::Unit>,
    scored: Vec<utterances::Scored>,
}

impl Pairs {
    /// The utterance pairs that deserve a second look, by place, with their rows, given the chances of the first.
    pub fn second(&self, chances: &[f32]) -> Vec<(usize, Vec<f32>)> {
        utterances::second(&self.units, &self.scored, chances)
    }
}

/// All pairs of a story.
pub fn pairs(story: &Story, reports: &[&Annotated]) -> Pairs {
    let table = Table::new(story, reports);
    let nothing = Forest::default();
    let (units, mut scored) = utterances::asked(&table);
    let place = |side: &(usize, std::ops::Range<usize>)| {
        let sheet = &table.sheets[side.0];
        Some((sheet.id().to_owned(), sheet.span(side.1.clone())?))
    };
    // No stretch is empty; were one, it could not be judged.
    scored.retain(|pair| place(&pair.a).is_some() && place(&pair.b).is_some());
    let utterances = scored
        .iter()
        .filter_map(|pair| {
            Some(Pair { a: place(&pair.a)?, b: place(&pair.b)?, row: pair.row.to_vec(), things: pair.units })
        })
        .collect();
    let counted = facts::quantities(&table);
    let facts = facts::pairs(&table, &counted, &nothing).into_iter().map(|scored| {
        let side = |place: usize| (table.sheets[counted[place].spot.report].id().to_owned(), counted[place].passage);
        Pair { a: side(scored.pair.0), b: side(scored.pair.1), row: scored.row.to_vec(), things: scored.pair }
    });
    let whens = events::whens(&table);
    let events = events::pairs(&table, &whens, &nothing).into_iter().map(|scored| {
        let side = |place: usize| (table.sheets[whens[place].spot.report].id().to_owned(), whens[place].range);
        Pair { a: side(scored.pair.0), b: side(scored.pair.1), row: scored.row.to_vec(), things: scored.pair }
    });
    let (facts, events) = (facts.collect(), events.collect());
    Pairs { utterances, facts, events, units, scored }
}

/// A place that may say again what a member of a group says.
pub struct Repeat {
    /// Number of the group.
    pub group: usize,
    /// Id of the report and the passage, in bytes.
    pub place: (String, Range),
    /// The features.
    pub row: Vec<f32>,
}

/// All such places, given the groups by report id and passage, and the chances of the story's utterance pairs at first sight.
pub fn repeats(
    story: &Story,
    reports: &[&Annotated],
    groups: &[Vec<(String, Range)>],
    pairs: &Pairs,
    chances: &[f32],
) -> Vec<Repeat> {
    let table = Table::new(story, reports);
    let best = utterances::Best::new(pairs.scored.iter().zip(chances).map(|(pair, &chance)| (pair.units, chance)));
    let report = |id: &str| table.sheets.iter().position(|sheet| sheet.id() == id);
    let places: Vec<Vec<_>> = groups
        .iter()
        .map(|group| {
            let place = |(id, range): &(String, Range)| {
                let report = report(id)?;
                Some((report, table.sheets[report].words_in(*range))).filter(|place| !place.1.is_empty())
            };
            group.iter().filter_map(place).collect()
        })
        .collect();
    let found = utterances::repeated(&table, &pairs.units, &best, &places);
    let repeat = |(group, report, words, row): (usize, usize, std::ops::Range<usize>, Vec<f32>)| {
        let sheet = &table.sheets[report];
        Some(Repeat { group, place: (sheet.id().to_owned(), sheet.span(words)?), row })
    };
    found.into_iter().filter_map(repeat).collect()
}

/// The names of an utterance pair's features.
pub const UTTERANCES: &[&str] = &utterances::NAMES;
/// The names of what the second look adds.
pub const SECOND: &[&str] = &utterances::SECOND;
/// The names of what the forest for repeats sees besides.
pub const REPEATS: &[&str] = &utterances::REPEATS;
/// The names of a fact pair's own features; those of the surroundings follow.
pub const FACTS: &[&str] = &facts::NAMES;
/// The names of an event pair's own features; those of the surroundings follow.
pub const EVENTS: &[&str] = &events::NAMES;
