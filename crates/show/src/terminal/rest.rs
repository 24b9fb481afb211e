//! Who copied whom, who passed it on, what one outlet alone has, what could not be told.

use super::head::column;
use super::sheet::{Line, Sheet, Tone};
use crate::view::{View, counted};
use rashomon_news::{Direction, Missing, Only, OnlyKind, State};

/// Rows of each section on one screen.
const COPIED: usize = 3;
const PASSED: usize = 3;
/// Passages printed for one way.
const WORDS: usize = 3;
const ONLY: usize = 6;
const DOUBTS: usize = 4;

pub(super) fn copied(sheet: &mut Sheet, view: &View) {
    let all = &view.side.findings.copies;
    if all.is_empty() {
        return;
    }
    sheet.section("COPIED", "text that two outlets share");
    let limit = sheet.limit(COPIED);
    for copy in all.iter().take(limit) {
        let (a, b) = (view.called(&copy.a), view.called(&copy.b));
        let line = match copy.direction {
            Some(Direction::AToB) => Line::new().with(Tone::Name, a).with(Tone::Plain, "→").with(Tone::Name, b),
            Some(Direction::BToA) => Line::new().with(Tone::Name, b).with(Tone::Plain, "→").with(Tone::Name, a),
            None => Line::new().with(Tone::Name, a).with(Tone::Plain, "=").with(Tone::Name, b),
        };
        let line = match &copy.origin {
            Some(origin) => line.dot(Tone::Differ, &format!("both from {origin}")),
            None => line,
        };
        let line = if copy.direction.is_none() && copy.origin.is_none() {
            line.dot(Tone::Faint, "cannot tell who had it first")
        } else {
            line
        };
        let words: usize = copy.passages.iter().map(|(a, _)| a.as_str().split_whitespace().count()).sum();
        let shared = if words > 0 { format!("{} shared", counted(words, "word")) } else { "credit only".to_owned() };
        sheet.line(1, 3, &line.dot(Tone::Faint, &shared));
        let longest = copy.passages.iter().map(|(a, _)| a).max_by_key(|passage| passage.range().len());
        if let Some(passage) = longest {
            sheet.line(3, 3, &Line::new().with(Tone::Plain, passage.as_str()).cut(sheet.room(0)));
        }
        let credits: Vec<String> = copy
            .credits
            .iter()
            .map(|(id, passage)| format!("{}: “{}”", view.called(id), passage.as_str().trim()))
            .collect();
        if !credits.is_empty() {
            sheet.line(3, 5, &Line::new().with(Tone::Faint, "credited in").with(Tone::Plain, &credits.join(" · ")));
        }
    }
    sheet.more(1, all.len().saturating_sub(limit));
}

pub(super) fn passed_on(sheet: &mut Sheet, view: &View) {
    let all = view.ways();
    if all.is_empty() {
        return;
    }
    sheet.section("PASSED ON", "who heard it from whom");
    let (limit, column) = (sheet.limit(PASSED), column(view));
    for way in all.iter().take(limit) {
        let mut words: Vec<&str> = way.passages.iter().map(|passage| passage.as_str()).collect();
        words.dedup();
        let shown = sheet.limit(WORDS);
        let line = Line::new()
            .with(Tone::Head, &way.links.join(" → "))
            .dot(Tone::Plain, &words[..words.len().min(shown)].join(" · "));
        let line = if words.len() > shown {
            line.with(Tone::Faint, &format!("… {} more", words.len() - shown))
        } else {
            line
        };
        sheet.named(1, column, view.called(way.report), &line);
    }
    sheet.more(1, all.len().saturating_sub(limit));
}

pub(super) fn only(sheet: &mut Sheet, view: &View) {
    let all = &view.side.findings.only;
    if all.is_empty() {
        return;
    }
    sheet.section("ONLY HERE", "one outlet alone");
    let common = view.common_gap();
    if let Some(why) = common {
        let words = format!("Cannot tell for any of the other reports whether they lack it: {why}.");
        sheet.line(1, 1, &Line::new().with(Tone::Faint, &words));
    }
    let (limit, column) = (sheet.limit(ONLY), column(view));
    for only in shared_out(all, limit) {
        let line = Line::new()
            .with(Tone::Plain, only.passage.as_str())
            .cut(sheet.room(column))
            .with(Tone::Faint, &format!("[{}]", about(only)));
        sheet.named(1, column, view.called(&only.report), &line);
        if common.is_none() {
            let line = Line::new().with(Tone::Faint, &missing(view, &only.missing_from));
            sheet.line(column + 3, column + 3, &line);
        }
    }
    sheet.more(1, all.len().saturating_sub(limit));
}

/// "said by Ines Aldous", "counts people aboard", "dated".
fn about(only: &Only) -> String {
    match (only.kind, only.what.as_deref()) {
        (OnlyKind::Utterance, Some(who)) => format!("said by {who}"),
        (OnlyKind::Utterance, None) => "said, cannot tell by whom".to_owned(),
        (OnlyKind::Fact, Some(what)) => format!("counts {what}"),
        (OnlyKind::Fact, None) => "counted".to_owned(),
        (OnlyKind::Event, Some(what)) => format!("dates {what}"),
        (OnlyKind::Event, None) => "dated".to_owned(),
    }
}

/// The first rows of each outlet in turn, so that one long report does not fill the screen; in the given order.
fn shared_out(all: &[Only], limit: usize) -> Vec<&Only> {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    let mut ranked: Vec<(usize, usize)> = all
        .iter()
        .enumerate()
        .map(|(place, only)| {
            let known = counts.iter().position(|count| count.0 == only.report);
            let known = known.unwrap_or_else(|| {
                counts.push((&only.report, 0));
                counts.len() - 1
            });
            counts[known].1 += 1;
            (counts[known].1, place)
        })
        .collect();
    ranked.sort_unstable();
    let mut places: Vec<usize> = ranked.into_iter().take(limit).map(|(_, place)| place).collect();
    places.sort_unstable();
    places.into_iter().map(|place| &all[place]).collect()
}

/// "absent from A; unknown for B (the copy is cut)".
pub(super) fn missing(view: &View, all: &[Missing]) -> String {
    let mut groups: Vec<(State, &str, Vec<&str>)> = Vec::new();
    for missing in all {
        let name = view.called(&missing.report);
        match groups.iter_mut().find(|group| group.0 == missing.state && group.1 == missing.why) {
            Some(group) => group.2.push(name),
            None => groups.push((missing.state, &missing.why, vec![name])),
        }
    }
    groups.sort_by_key(|group| group.0);
    let words = groups.iter().map(|(state, why, names)| {
        let names = match names.len() {
            count if count > 1 && count == all.len() => "all others".to_owned(),
            count if count > 4 => format!("{count} others"),
            _ => names.join(", "),
        };
        let start = match state {
            State::Absent => "absent from",
            State::Unknown => "cannot tell for",
        };
        if why.is_empty() { format!("{start} {names}") } else { format!("{start} {names} ({why})") }
    });
    words.collect::<Vec<_>>().join("; ")
}

pub(super) fn doubts(sheet: &mut Sheet, view: &View) {
    let mut all: Vec<String> = view.side.findings.doubts.clone();
    for (place, annotated) in view.reports().iter().enumerate() {
        all.extend(annotated.report.doubts.iter().map(|doubt| format!("{}: {doubt}", view.name(place))));
    }
    if all.is_empty() {
        return;
    }
    sheet.section("CANNOT TELL", "");
    let limit = sheet.limit(DOUBTS);
    for doubt in all.iter().take(limit) {
        sheet.line(1, 3, &Line::new().with(Tone::Plain, doubt));
    }
    sheet.more(1, all.len().saturating_sub(limit));
}
