//! What several outlets tell: said, counted, when, named how.

use super::clean::clean;
use super::head::column;
use super::sheet::{Line, Sheet, Tone};
use crate::view::{Marks, Standing, View, bounds, date, fact_standing, how, kinds, marks, standing};
use rashomon_news::{Fact, Member, Relation, Utter, Utterance, Value};
use rashomon_text::{Passage, Range};
use std::collections::BTreeSet;

/// Rows of each section on one screen.
const SAID: usize = 6;
const COUNTED: usize = 5;
const WHEN: usize = 3;
const NAMED: usize = 3;
/// Names that one outlet gives one thing, on one screen.
const LABELS: usize = 5;
/// Outlets of one row on one screen.
const MEMBERS: usize = 6;

pub(super) fn said(sheet: &mut Sheet, view: &View) {
    let all = &view.side.findings.utterances;
    if all.is_empty() {
        sheet.section("SAID", "nothing that two outlets both report was found");
        return;
    }
    sheet.section("SAID", "by more than one outlet");
    let limit = sheet.limit(SAID);
    for utterance in all.iter().take(limit) {
        let ids = utterance.members.iter().map(|member| member.report.as_str());
        let tone = if standing(utterance) == Standing::Agree { Tone::Good } else { Tone::Differ };
        let speaker = match &utterance.speaker {
            Some(name) => Line::new().with(Tone::Head, name),
            None => Line::new().with(Tone::Faint, "cannot tell who"),
        };
        let line = speaker.dot(Tone::Faint, &view.independence(ids, utterance.origins)).dot(tone, &kinds(utterance));
        let line = match utterance.differences.iter().any(|difference| difference.alarm) {
            true => line.dot(Tone::Alarm, "! quoted words differ"),
            false => line,
        };
        sheet.line(1, 3, &line);
        members(sheet, view, &spoken(utterance, sheet.room(column(view))));
    }
    sheet.more(1, all.len().saturating_sub(limit));
}

/// One outlet's line in a row.
struct Entry {
    report: String,
    line: Line,
}

/// Lines of one row; outlets that print the same words share a line.
fn members(sheet: &mut Sheet, view: &View, entries: &[Entry]) {
    let mut lines: Vec<(Vec<&str>, &Line, String)> = Vec::new();
    for entry in entries {
        let name = view.called(&entry.report);
        let key = format!("{:?}", entry.line);
        match lines.iter_mut().find(|line| line.2 == key) {
            Some(line) => line.0.push(name),
            None => lines.push((vec![name], &entry.line, key)),
        }
    }
    let (limit, column) = (sheet.limit(MEMBERS), column(view));
    for (names, line, _) in lines.iter().take(limit) {
        let (last, before) = names.split_last().map_or(("", &[][..]), |(last, before)| (*last, before));
        for name in before {
            sheet.named(3, column, name, &Line::new().with(Tone::Faint, "the same words:"));
        }
        sheet.named(3, column, last, line);
    }
    sheet.more(3, lines.len().saturating_sub(limit));
}

fn spoken(utterance: &Utterance, room: usize) -> Vec<Entry> {
    let marks = marks(utterance);
    let members = utterance.members.iter().zip(&marks);
    members.map(|(member, marks)| Entry { report: member.report.clone(), line: words(member, marks, room) }).collect()
}

fn words(member: &Member<Utter>, marks: &Marks, room: usize) -> Line {
    let line = marked(Line::new(), &member.passage, &marks.alone).cut(room);
    line.with(Tone::Faint, &format!("[{}]", how(&member.value)))
}

/// A passage with the words of some ranges in the tone of what stands alone.
fn marked(mut line: Line, passage: &Passage, alone: &[Range]) -> Line {
    let (text, whole) = (passage.text(), passage.range());
    let mut at = whole.start();
    for range in alone.iter().filter_map(|&range| whole.intersection(range)) {
        if let Some(before) = text.range(at, range.start()) {
            line = line.glued(Tone::Plain, text.slice(before));
        }
        line = line.glued(Tone::Alone, text.slice(range));
        at = range.end();
    }
    match text.range(at, whole.end()) {
        Some(rest) if !rest.is_empty() => line.glued(Tone::Plain, text.slice(rest)),
        _ => line,
    }
}

pub(super) fn counted(sheet: &mut Sheet, view: &View) {
    let all = &view.side.findings.facts;
    if all.is_empty() {
        return;
    }
    sheet.section("COUNTED", "by more than one outlet");
    let limit = sheet.limit(COUNTED);
    for fact in all.iter().take(limit) {
        let ids = fact.members.iter().map(|member| member.report.as_str());
        let tone = match fact.relation {
            Relation::Conflict => Tone::Alarm,
            _ if fact_standing(fact) == Standing::Differ => Tone::Differ,
            _ => Tone::Good,
        };
        let line = Line::new()
            .with(Tone::Head, &fact.what)
            .dot(tone, fact.relation.name())
            .dot(Tone::Faint, &fact.why)
            .dot(Tone::Faint, &view.independence(ids, fact.origins));
        sheet.line(1, 3, &line);
        let entries: Vec<Entry> = fact
            .members
            .iter()
            .map(|member| Entry { report: member.report.clone(), line: value(fact, member) })
            .collect();
        members(sheet, view, &entries);
    }
    sheet.more(1, all.len().saturating_sub(limit));
}

fn value(fact: &Fact, member: &Member<Value>) -> Line {
    let quantity = &member.value.quantity;
    let text = member.passage.text();
    let phrase =
        if quantity.phrase.contains(member.passage.range()) { quantity.phrase } else { member.passage.range() };
    let mut notes = Vec::new();
    if quantity.low != quantity.high {
        notes.push(bounds(quantity));
    }
    if let Some(day) = member.value.as_of.filter(|_| matches!(fact.relation, Relation::Update | Relation::Conflict)) {
        notes.push(format!("as of {}", date(day)));
    }
    notes.retain(|note| !note.is_empty());
    let line = Line::new().with(Tone::Plain, text.slice(phrase));
    if notes.is_empty() { line } else { line.with(Tone::Faint, &format!("[{}]", notes.join("; "))) }
}

pub(super) fn when(sheet: &mut Sheet, view: &View) {
    let all = &view.side.findings.events;
    if all.is_empty() {
        return;
    }
    sheet.section("WHEN", "what more than one outlet dates");
    let limit = sheet.limit(WHEN);
    for event in all.iter().take(limit) {
        let ids = event.members.iter().map(|member| member.report.as_str());
        let line = Line::new().with(Tone::Head, &event.what);
        let line = match &event.date {
            Some(date) => line.dot(Tone::Good, date),
            None => line.dot(Tone::Differ, "the outlets' dates differ"),
        };
        sheet.line(1, 3, &line.dot(Tone::Faint, &view.independence(ids, event.origins)));
        let entries: Vec<Entry> = event
            .members
            .iter()
            .map(|member| {
                let line =
                    marked(Line::new(), &clause(&member.passage, member.value.clause), &[member.passage.range()])
                        .cut(sheet.room(column(view)));
                let differs = event.date.as_ref() != Some(&member.value.date);
                let line = if differs { line.with(Tone::Faint, &format!("[{}]", member.value.date)) } else { line };
                Entry { report: member.report.clone(), line }
            })
            .collect();
        members(sheet, view, &entries);
    }
    sheet.more(1, all.len().saturating_sub(limit));
}

fn clause(passage: &Passage, clause: Range) -> Passage {
    if clause.contains(passage.range()) { passage.text().passage(clause) } else { passage.clone() }
}

pub(super) fn named(sheet: &mut Sheet, view: &View) {
    let all = &view.side.findings.wording;
    if all.is_empty() {
        return;
    }
    sheet.section("NAMED HOW", "the same thing in each outlet's words");
    let (limit, column) = (sheet.limit(NAMED), column(view));
    for wording in all.iter().take(limit) {
        sheet.line(1, 3, &Line::new().with(Tone::Head, &wording.about));
        let mut done = BTreeSet::new();
        let reports: Vec<&str> =
            wording.labels.iter().map(|label| label.report.as_str()).filter(|id| done.insert(*id)).collect();
        let rows = sheet.limit(MEMBERS);
        for report in reports.iter().take(rows) {
            let labels: Vec<String> = wording
                .labels
                .iter()
                .filter(|label| label.report == *report)
                .map(|label| {
                    let times = if label.at.len() > 1 { format!(" ×{}", label.at.len()) } else { String::new() };
                    format!("{}{times}", clean(&label.words))
                })
                .collect();
            let shown = sheet.limit(LABELS).min(labels.len());
            let line = Line::new().with(Tone::Plain, &labels[..shown].join(" · "));
            let left = labels.len() - shown;
            let line = if left > 0 { line.with(Tone::Faint, &format!("… {left} more")) } else { line };
            sheet.named(3, column, view.called(report), &line);
        }
        sheet.more(3, reports.len().saturating_sub(rows));
    }
    sheet.more(1, all.len().saturating_sub(limit));
}
