//! What several outlets tell: said, counted, when, named how.

use super::address::Desk;
use super::matrix::{self, Cell, Mark, Row, pieces};
use super::write::Page;
use crate::view::{Standing, View, bounds, date, fact_standing, how, kinds, marks, plain, standing};
use rashomon_news::{DifferenceKind, Fact, Member, Relation, Utterance, Value};
use std::collections::BTreeSet;

/// Others that one cell is held against in the page.
const PAIRS: usize = 12;

pub(super) fn said(page: &mut Page, desk: &mut Desk) {
    let all = &desk.view.side.findings.utterances;
    let mut rows = Vec::new();
    for utterance in all {
        let marks = marks(utterance);
        let mut cells = Vec::new();
        for (number, (member, marks)) in utterance.members.iter().zip(&marks).enumerate() {
            let Some(place) = desk.view.place(&member.report) else { continue };
            let range = member.passage.range();
            cells.push(Cell {
                place,
                address: desk.passage(place, range),
                words: pieces(member.passage.text(), range, &[(Mark::Alone, &marks.alone), (Mark::Some, &marks.some)]),
                note: how(&member.value),
                against: against(&desk.view, utterance, number),
            });
        }
        let ids = utterance.members.iter().map(|member| member.report.as_str());
        let alarm = utterance.differences.iter().any(|difference| difference.alarm);
        let standing = standing(utterance);
        rows.push(Row {
            head: utterance.speaker.clone().unwrap_or_else(|| "Speaker not known".to_owned()),
            notes: vec![
                ("alarm", if alarm { "quoted words differ".to_owned() } else { String::new() }),
                (standing.name(), kinds(utterance)),
                ("count", desk.view.independence(ids, utterance.origins)),
            ],
            standing: standing.name(),
            speaker: utterance.speaker.clone().unwrap_or_default(),
            cells,
        });
    }
    matrix::write(
        page,
        desk,
        "said",
        (
            "Said",
            "<span class=\"screen\">Click any words to read them in their report. </span><mark class=\"alone\">Underlined</mark>: no other outlet has these words; <mark class=\"some\">dotted</mark>: not all have them. Empty cells: <i>absent</i>, the whole report lacks it; <i>unknown</i>, that cannot be told.",
        ),
        &rows,
    );
}

/// How one member stands to each of the others: "Channel Nine: trimmed".
fn against(view: &View, utterance: &Utterance, number: usize) -> String {
    let lines =
        utterance.differences.iter().filter(|pair| pair.a == number || pair.b == number).take(PAIRS).map(|pair| {
            let other = &utterance.members[if pair.a == number { pair.b } else { pair.a }];
            let kinds: Vec<&str> = pair.kinds.iter().map(|&kind| turned(kind, pair.b == number)).collect();
            let alarm = if pair.alarm { "; both print theirs as verbatim" } else { "" };
            format!("{}: {}{alarm}", view.called(&other.report), kinds.join(", "))
        });
    lines.collect::<Vec<_>>().join("\n")
}

/// A kind of difference as the other one of a pair says it of the first: what the second leaves out, the first adds.
fn turned(kind: DifferenceKind, second: bool) -> &'static str {
    match kind {
        DifferenceKind::Trimmed if second => "this one is shorter",
        DifferenceKind::Trimmed => "the other is shorter",
        DifferenceKind::Extended if second => "this one has more",
        DifferenceKind::Extended => "the other has more",
        other => plain(other),
    }
}

pub(super) fn counted(page: &mut Page, desk: &mut Desk) {
    let mut rows = Vec::new();
    for fact in &desk.view.side.findings.facts {
        let cells = fact.members.iter().filter_map(|member| value(desk, fact, member)).collect();
        let ids = fact.members.iter().map(|member| member.report.as_str());
        let class = match fact.relation {
            Relation::Conflict => "alarm",
            _ => fact_standing(fact).name(),
        };
        rows.push(Row {
            head: fact.what.clone(),
            notes: vec![
                (class, fact.relation.name().to_owned()),
                ("why", fact.why.clone()),
                ("count", desk.view.independence(ids, fact.origins)),
            ],
            standing: fact_standing(fact).name(),
            speaker: String::new(),
            cells,
        });
    }
    let note = "Numbers as printed; in brackets what they allow. No value is taken for the right one.";
    matrix::write(page, desk, "counted", ("Counted", note), &rows);
}

fn value(desk: &mut Desk, fact: &Fact, member: &Member<Value>) -> Option<Cell> {
    let place = desk.view.place(&member.report)?;
    let quantity = &member.value.quantity;
    let range = member.passage.range();
    let phrase = if quantity.phrase.contains(range) { quantity.phrase } else { range };
    let mut note = String::new();
    if quantity.low != quantity.high {
        note = format!("[{}]", bounds(quantity));
    }
    if let Some(day) = member.value.as_of.filter(|_| matches!(fact.relation, Relation::Update | Relation::Conflict)) {
        note += &format!("{}as of {}", if note.is_empty() { "" } else { " " }, date(day));
    }
    Some(Cell {
        place,
        address: desk.passage(place, range),
        words: pieces(member.passage.text(), phrase, &[(Mark::Point, &[range])]),
        note,
        against: String::new(),
    })
}

pub(super) fn when(page: &mut Page, desk: &mut Desk) {
    let mut rows = Vec::new();
    for event in &desk.view.side.findings.events {
        let mut cells = Vec::new();
        for member in event.members.iter() {
            let Some(place) = desk.view.place(&member.report) else { continue };
            let range = member.passage.range();
            let clause = if member.value.clause.contains(range) { member.value.clause } else { range };
            cells.push(Cell {
                place,
                address: desk.passage(place, range),
                words: pieces(member.passage.text(), clause, &[(Mark::Point, &[range])]),
                note: member.value.date.clone(),
                against: String::new(),
            });
        }
        let ids = event.members.iter().map(|member| member.report.as_str());
        let standing = if event.date.is_some() { Standing::Agree } else { Standing::Differ };
        let words = event.date.clone().unwrap_or_else(|| "the dates differ".to_owned());
        rows.push(Row {
            head: event.what.clone(),
            notes: vec![(standing.name(), words), ("count", desk.view.independence(ids, event.origins))],
            standing: standing.name(),
            speaker: String::new(),
            cells,
        });
    }
    matrix::write(page, desk, "when", ("When", "What outlets date, with the words that date it."), &rows);
}

pub(super) fn named(page: &mut Page, desk: &mut Desk) {
    let mut rows = Vec::new();
    for wording in &desk.view.side.findings.wording {
        let mut cells = Vec::new();
        let mut forms: Vec<BTreeSet<String>> = vec![BTreeSet::new(); desk.view.reports().len()];
        for label in &wording.labels {
            let Some((place, first)) = desk.view.place(&label.report).zip(label.at.first()) else { continue };
            forms[place].insert(label.words.to_lowercase());
            let times = if label.at.len() > 1 { format!("{} times", label.at.len()) } else { String::new() };
            cells.push(Cell {
                place,
                address: desk.passage(place, first.range()),
                words: vec![(Mark::Plain, label.words.clone())],
                note: times,
                against: String::new(),
            });
        }
        forms.retain(|forms| !forms.is_empty());
        let standing = if forms.windows(2).all(|two| two[0] == two[1]) { Standing::Agree } else { Standing::Differ };
        rows.push(Row {
            head: wording.about.clone(),
            notes: Vec::new(),
            standing: standing.name(),
            speaker: String::new(),
            cells,
        });
    }
    matrix::write(
        page,
        desk,
        "named",
        ("Named how", "The same thing in each outlet’s words; each opens at its first place."),
        &rows,
    );
}
