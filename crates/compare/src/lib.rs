//! What do the reports of a story say together, differently, alone?
//!
//! [`compare`] is the door. Passages are cut into words here, alike for every report; nothing of grammar is needed beyond what
//! the annotations carry. Work is near linear in the number of reports: pairs are looked up through an index, never all tried.

mod chains;
mod context;
mod copies;
mod credits;
mod cues;
mod events;
mod facts;
mod grid;
mod index;
mod linking;
mod only;
mod origins;
mod people;
mod sequence;
mod sheet;
pub mod training;
mod trees;
mod utterances;
pub mod vectors;
mod wording;
mod words;

pub use trees::{Forest, Model, Node, Trees};

use rashomon_news::{Annotated, Findings, Moment, Story};
use rustc_hash::FxHashMap;
use sheet::Sheet;
use words::Lexicon;

/// All findings of one story; `reports` are its members, in the story's order.
pub fn compare(story: &Story, reports: &[&Annotated]) -> Findings {
    compare_with(story, reports, Model::shipped())
}

/// The same with a model of one's own.
pub fn compare_with(story: &Story, reports: &[&Annotated], model: &Model) -> Findings {
    let table = Table::new(story, reports);
    let copies = copies::find(&table.sheets, &table.overlaps, &table.times);
    let origins = origins::find(&table.sheets, &copies);
    let count = origins::Count::new(&table.sheets, &origins);
    let (utterances, doubtful) = utterances::find(&table, (&model.utterances, &model.second, &model.repeats), &count);
    let facts = facts::find(&table, &model.facts, &count);
    let events = events::find(&table, &model.events, &count);
    let found = only::Found { utterances: &utterances, facts: &facts, events: &events, doubtful: &doubtful };
    let only = only::find(&table, &found);
    let (wording, chains) = (wording::find(&table), chains::find(&table));
    Findings { origins, utterances, facts, events, copies, only, wording, chains, doubts: Vec::new() }
}

/// The reports of one story laid side by side: what every part of the comparison looks at.
pub(crate) struct Table<'a> {
    pub sheets: Vec<Sheet<'a>>,
    /// The stems of the words of each.
    pub stems: Vec<Vec<u32>>,
    pub lexicon: Lexicon,
    pub overlaps: copies::Overlaps,
    shared: FxHashMap<(usize, usize), f32>,
    pub people: people::People,
    /// When each report was published, as far as can be told.
    pub times: Vec<Option<Moment>>,
}

impl<'a> Table<'a> {
    pub fn new(story: &Story, reports: &[&'a Annotated]) -> Table<'a> {
        let mut lexicon = Lexicon::new();
        let sheets: Vec<_> = reports.iter().map(|&all| Sheet::new(all, &mut lexicon)).collect();
        lexicon.weigh();
        let stems: Vec<Vec<u32>> =
            sheets.iter().map(|sheet| sheet.words.iter().map(|&word| lexicon.stem(word)).collect()).collect();
        let overlaps = copies::overlaps(&sheets, &stems, &lexicon);
        let people = people::People::new(&sheets);
        let times = sheets
            .iter()
            .map(|sheet| {
                let told = story
                    .reports
                    .iter()
                    .find(|member| member.id == sheet.id())
                    .and_then(|member| member.dating.moment());
                told.or(sheet.all.report.published.as_ref().map(|published| published.value))
            })
            .collect();
        let shared = overlaps.iter().map(|(&pair, all)| (pair, share(&sheets, pair, all))).collect();
        Table { sheets, stems, lexicon, overlaps, shared, people, times }
    }

    /// What share of the shorter report's words also stand in the other, in the same order.
    pub fn shared(&self, a: usize, b: usize) -> f32 {
        self.shared.get(&(a.min(b), a.max(b))).copied().unwrap_or(0.0)
    }
}

fn share(sheets: &[Sheet], (a, b): (usize, usize), stretches: &[copies::Shared]) -> f32 {
    let agree: usize = stretches.iter().map(|shared| shared.agree).sum();
    let shorter = sheets[a].words.len().min(sheets[b].words.len()).max(1);
    (agree as f32 / shorter as f32).min(1.0)
}
