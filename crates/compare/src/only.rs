//! What one report alone has, and which others can be said to lack it.

use crate::Table;
use rashomon_news::{Event, Fact, Missing, Moment, Only, OnlyKind, State, Utterance};
use rashomon_text::Range;
use std::collections::{BTreeMap, BTreeSet};

/// How many other reports are named for each thing: in a story of hundreds the rest is more of the same.
const NAMED: usize = 30;

/// What was found together, and what was nearly found.
pub struct Found<'f> {
    pub utterances: &'f [Utterance],
    pub facts: &'f [Fact],
    pub events: &'f [Event],
    /// Passages that some pair speaks for without being sure, by (report, other report).
    pub doubtful: &'f BTreeMap<(usize, usize), Vec<Range>>,
}

/// By report, in order of the text.
pub fn find(table: &Table, found: &Found) -> Vec<Only> {
    let ids: BTreeMap<&str, usize> = table.sheets.iter().enumerate().map(|(at, sheet)| (sheet.id(), at)).collect();
    let together = together(&ids, found);
    let taken = taken(&ids, table.sheets.len(), found);
    // Whom each report quotes.
    let speakers: Vec<BTreeSet<usize>> = (0..table.sheets.len())
        .map(|report| {
            table.sheets[report]
                .all
                .quotes
                .iter()
                .filter_map(|quote| table.people.find(report, quote.speaker.as_ref()?))
                .collect()
        })
        .collect();
    let mut out = Vec::new();
    for (report, sheet) in table.sheets.iter().enumerate() {
        let free = |range: Range| !taken[report].iter().any(|other| other.overlaps(range));
        let tells = |range: Range| sheet.all.report.role_at(range.start()).is_some_and(|role| role.tells());
        let mut own: Vec<(Range, OnlyKind, Option<String>, Option<usize>)> = Vec::new();
        for quote in &sheet.all.quotes {
            for &range in &quote.content {
                if free(range) && tells(range) && sheet.words_in(range).len() > 2 {
                    let number = quote.speaker.as_ref().and_then(|name| table.people.find(report, name));
                    own.push((range, OnlyKind::Utterance, quote.speaker.clone(), number));
                }
            }
        }
        for item in
            sheet.all.quantities.iter().filter(|item| item.value.class.is_some() || item.value.counted.is_some())
        {
            if free(item.value.phrase) && tells(item.value.phrase) {
                own.push((item.value.phrase, OnlyKind::Fact, item.value.of.clone(), None));
            }
        }
        for happening in &sheet.all.happenings {
            if free(happening.time) && tells(happening.clause) {
                own.push((happening.clause, OnlyKind::Event, Some(happening.lemma.clone()), None));
            }
        }
        own.sort_by_key(|only| (only.0, only.1));
        own.dedup_by(|next, before| next.0 == before.0 && next.1 == before.1);
        for (range, kind, what, speaker) in own {
            let mut missing: Vec<Missing> = (0..table.sheets.len())
                .filter(|&other| other != report)
                .take(NAMED)
                .map(|other| {
                    let covers = speaker
                        .map_or(together.contains(&(report.min(other), report.max(other))), |speaker| {
                            speakers[other].contains(&speaker)
                        });
                    let like = found
                        .doubtful
                        .get(&(report, other))
                        .is_some_and(|all| all.iter().any(|passage| passage.overlaps(range)));
                    let (state, why) = state(table, report, other, covers, like);
                    Missing { report: table.sheets[other].id().to_owned(), state, why: why.to_owned() }
                })
                .collect();
            missing.sort_by_key(|missing| missing.state);
            out.push(Only {
                report: sheet.id().to_owned(),
                passage: sheet.text().passage(range),
                kind,
                what,
                missing_from: missing,
            });
        }
    }
    out
}

/// Whether `other` can be said to lack what `report` has, with the reason.
fn state(table: &Table, report: usize, other: usize, covers: bool, like: bool) -> (State, &'static str) {
    let unknown = |why| (State::Unknown, why);
    match table.sheets[other].all.report.complete {
        Some(true) => {}
        Some(false) => return unknown("its copy is cut"),
        None => return unknown("it cannot be told whether its copy is complete"),
    }
    if like {
        return unknown("it has something like it");
    }
    if !covers {
        return unknown("it does not cover this");
    }
    // The thing was known by the time the report that has it was published; nothing earlier can be told.
    match (table.times[report], table.times[other]) {
        (_, None) => unknown("its date is not known"),
        (None, _) => unknown("it cannot be told when this was known"),
        (Some(known), Some(published)) => match later(known, published) {
            Some(true) => (State::Absent, "it is complete, covers this, and was published after"),
            Some(false) => unknown("it was published before"),
            None => unknown("published the same day; which came first cannot be told"),
        },
    }
}

fn later(known: Moment, published: Moment) -> Option<bool> {
    if let (Some(known), Some(published)) = (known.instant(), published.instant()) {
        return Some(published > known);
    }
    let (known, published) = (known.day(), published.day());
    (known != published).then_some(published > known)
}

/// Pairs of reports that share a finding.
fn together(ids: &BTreeMap<&str, usize>, found: &Found) -> BTreeSet<(usize, usize)> {
    let groups = found
        .utterances
        .iter()
        .map(|all| all.members.iter().map(|member| member.report.as_str()).collect::<Vec<_>>())
        .chain(found.facts.iter().map(|all| all.members.iter().map(|member| member.report.as_str()).collect()))
        .chain(found.events.iter().map(|all| all.members.iter().map(|member| member.report.as_str()).collect()));
    let mut out = BTreeSet::new();
    for group in groups {
        let mut places: Vec<usize> = group.iter().filter_map(|id| ids.get(id)).copied().collect();
        places.sort_unstable();
        places.dedup();
        for (at, &a) in places.iter().enumerate() {
            out.extend(places[at + 1..].iter().map(|&b| (a, b)));
        }
    }
    out
}

/// The passages of each report that some finding holds.
fn taken(ids: &BTreeMap<&str, usize>, reports: usize, found: &Found) -> Vec<Vec<Range>> {
    let mut out = vec![Vec::new(); reports];
    let mut add = |report: &str, range: Range| {
        if let Some(&place) = ids.get(report) {
            out[place].push(range);
        }
    };
    found
        .utterances
        .iter()
        .flat_map(|all| all.members.iter())
        .for_each(|member| add(&member.report, member.passage.range()));
    found
        .facts
        .iter()
        .flat_map(|all| all.members.iter())
        .for_each(|member| add(&member.report, member.passage.range()));
    found
        .events
        .iter()
        .flat_map(|all| all.members.iter())
        .for_each(|member| add(&member.report, member.passage.range()));
    out
}
