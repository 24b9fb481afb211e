//! From pairs of quantities to facts.

use super::{Counted, Scored, relation};
use crate::Table;
use crate::linking::{self, Edge};
use crate::origins::Count;
use rashomon_news::{Fact, Member, Members, Relation, Rule, Value};

/// Groups of quantities that measure one thing.
pub fn groups(table: &Table, counted: &[Counted], pairs: &[Scored], threshold: f32, count: &Count) -> Vec<Fact> {
    let edge = |&Scored { pair: (a, b), chance, .. }: &Scored| Edge { a, b, chance, sure: chance >= threshold };
    let edges: Vec<Edge> = pairs.iter().map(edge).collect();
    // "Two of the more than 40 ferries": what a sentence counts apart is not one thing.
    let apart = |a: usize, b: usize| {
        let (a, b) = (&counted[a], &counted[b]);
        let one_sentence = a.spot.report == b.spot.report && a.spot.sentence == b.spot.sentence;
        one_sentence && !relation::may_be_one(a, b)
    };
    let groups = linking::groups(counted.len(), &|place| counted[place].spot.report, &apart, &edges);
    let mut out: Vec<Fact> = groups.iter().filter_map(|group| fact(table, counted, group, count)).collect();
    for (place, fact) in out.iter_mut().enumerate() {
        fact.id = format!("f{}", place + 1);
    }
    out
}

fn fact(table: &Table, counted: &[Counted], group: &[usize], count: &Count) -> Option<Fact> {
    let words = |place: usize| {
        let sheet = &table.sheets[counted[place].spot.report];
        sheet.span(counted[place].spot.clause.clone()).map_or("", |range| sheet.text().slice(range))
    };
    let printed = |place: usize| table.sheets[counted[place].spot.report].text().slice(counted[place].quantity.phrase);
    // The strongest relation that holds among members of different reports, and the first pair it holds of.
    let mut strongest: Option<(Relation, usize, usize)> = None;
    for (at, &a) in group.iter().enumerate() {
        for &b in group[at + 1..].iter().filter(|&&b| counted[b].spot.report != counted[a].spot.report) {
            let times = (table.times[counted[a].spot.report], table.times[counted[b].spot.report]);
            let relation = relation::of(&counted[a], &counted[b], times, (words(a), words(b)));
            if strongest.is_none_or(|(was, _, _)| relation > was) {
                strongest = Some((relation, a, b));
            }
        }
    }
    let (relation, a, b) = strongest?;
    let side = |place: usize| (table.sheets[counted[place].spot.report].id(), printed(place), &counted[place].measure);
    let members: Vec<Member<Value>> = group
        .iter()
        .map(|&place| {
            let sheet = &table.sheets[counted[place].spot.report];
            let value = Value {
                quantity: counted[place].quantity.clone(),
                as_of: table.times[counted[place].spot.report].map(|time| time.day()),
            };
            Member { report: sheet.id().to_owned(), passage: sheet.text().passage(counted[place].passage), value }
        })
        .collect();
    let origins = count.of(members.iter().map(|member| member.report.as_str()));
    Some(Fact {
        id: String::new(),
        what: what(counted, group, printed),
        relation,
        why: relation::why(relation, side(a), side(b)),
        members: Members::new(members)?,
        origins,
        rule: Rule::new("facts/forest"),
    })
}

/// What is counted in the words most members use; else the first member's own words.
fn what<'t>(counted: &[Counted], group: &[usize], printed: impl Fn(usize) -> &'t str) -> String {
    let mut all: Vec<&str> = group.iter().filter_map(|&place| counted[place].quantity.of.as_deref()).collect();
    all.sort_unstable();
    let best = all.chunk_by(|a, b| a == b).max_by_key(|same| (same.len(), same[0].len()));
    best.map_or_else(
        || group.first().map_or_else(String::new, |&place| printed(place).to_owned()),
        |same| same[0].to_owned(),
    )
}
