//! From pairs of dated expressions to events.

use super::{Scored, When};
use crate::Table;
use crate::linking::{self, Edge};
use crate::origins::Count;
use rashomon_news::{Dated, Event, Member, Members, Rule};
use std::collections::BTreeMap;

/// Groups of expressions that date one happening, by date.
pub fn groups(table: &Table, whens: &[When], pairs: &[Scored], threshold: f32, count: &Count) -> Vec<Event> {
    let edge = |&Scored { pair: (a, b), chance, .. }: &Scored| Edge { a, b, chance, sure: chance >= threshold };
    let edges: Vec<Edge> = pairs.iter().map(edge).collect();
    let groups = linking::groups(whens.len(), &|place| whens[place].spot.report, &|_, _| false, &edges);
    let mut out: Vec<Event> = groups.iter().filter_map(|group| event(table, whens, group, count)).collect();
    out.sort_by_cached_key(|event| event.members.iter().map(|member| member.value.date.clone()).min());
    for (place, event) in out.iter_mut().enumerate() {
        event.id = format!("e{}", place + 1);
    }
    out
}

fn event(table: &Table, whens: &[When], group: &[usize], count: &Count) -> Option<Event> {
    let members: Vec<Member<Dated>> = group
        .iter()
        .filter_map(|&place| {
            let when = &whens[place];
            let sheet = &table.sheets[when.spot.report];
            let clause =
                when.happening.map(|happening| happening.clause).or_else(|| sheet.span(when.spot.clause.clone()))?;
            let value = Dated { date: when.date.clone(), clause };
            Some(Member { report: sheet.id().to_owned(), passage: sheet.text().passage(when.range), value })
        })
        .collect();
    let origins = count.of(members.iter().map(|member| member.report.as_str()));
    Some(Event {
        id: String::new(),
        what: what(table, whens, group),
        date: date(whens, group),
        members: Members::new(members)?,
        origins,
        rule: Rule::new("events/forest"),
    })
}

/// The most precise date that all members can share; `None` where two exclude each other.
fn date(whens: &[When], group: &[usize]) -> Option<String> {
    let finest = group
        .iter()
        .map(|&place| &whens[place].date)
        .max_by_key(|date| (date.len(), std::cmp::Reverse(date.as_str())))?;
    group.iter().all(|&place| finest.starts_with(whens[place].date.as_str())).then(|| finest.clone())
}

/// What happened: the clause of the member whose word for it most members use, the shortest such clause.
fn what(table: &Table, whens: &[When], group: &[usize]) -> String {
    let mut lemmas: BTreeMap<&str, usize> = BTreeMap::new();
    for happening in group.iter().filter_map(|&place| whens[place].happening) {
        *lemmas.entry(&happening.lemma).or_default() += 1;
    }
    let best =
        lemmas.iter().max_by_key(|(lemma, count)| (**count, std::cmp::Reverse(**lemma))).map(|(lemma, _)| *lemma);
    let clause = |place: usize| {
        let when = &whens[place];
        let sheet = &table.sheets[when.spot.report];
        let range = when.happening.map(|happening| happening.clause).or_else(|| sheet.span(when.spot.clause.clone()));
        range.map_or("", |range| sheet.text().slice(range))
    };
    let told = group.iter().filter(|&&place| {
        best.is_none() || whens[place].happening.is_some_and(|happening| Some(happening.lemma.as_str()) == best)
    });
    told.map(|&place| clause(place)).min_by_key(|words| words.len()).unwrap_or("").to_owned()
}
