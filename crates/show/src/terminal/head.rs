//! The top of a story: its headline, how many reports and origins, who published what and when.

use super::clean::clean;
use super::sheet::{Line, Sheet, Tone};
use crate::view::{View, counted, plain, when};
use rashomon_news::{Origin, SideBySide};
use unicode_width::UnicodeWidthStr;

/// Reports listed at the top of a story on one screen.
const REPORTS: usize = 12;
/// Origins named on one screen.
const ORIGINS: usize = 8;
/// The widest column for outlets' names.
const NAME: usize = 20;

pub(super) fn print(sheet: &mut Sheet, view: &View, (number, stories): (usize, &[SideBySide])) {
    let story = &view.side.story;
    sheet.rule();
    let title = story.title.as_deref().filter(|title| !title.trim().is_empty()).unwrap_or("(no headline)");
    let mut line = Line::new();
    if stories.len() > 1 {
        line = line.with(Tone::Faint, &format!("{number}/{}", stories.len()));
    }
    sheet.line(0, 0, &line.with(Tone::Head, title));
    sheet.line(0, 0, &counts(view));
    running(sheet, view, stories);
    shared_origins(sheet, view);
    sheet.gap();
    reports(sheet, view);
    alarms(sheet, view);
}

fn counts(view: &View) -> Line {
    let mut line = Line::new().with(Tone::Plain, &counted(view.reports().len(), "report"));
    if view.reports().len() > 1 {
        let origins = view.side.findings.origins.len();
        let words = if origins == 0 {
            "cannot tell how many independent origins".to_owned()
        } else {
            counted(origins, "independent origin")
        };
        line = line.dot(Tone::Plain, &words);
    }
    line.dot(Tone::Plain, &when(&view.side.story))
}

/// Other stories of the same running story.
fn running(sheet: &mut Sheet, view: &View, stories: &[SideBySide]) {
    let story = &view.side.story;
    let others: Vec<String> = stories
        .iter()
        .enumerate()
        .filter(|(_, other)| other.story.storyline == story.storyline && other.story.id != story.id)
        .map(|(number, _)| (number + 1).to_string())
        .collect();
    if !others.is_empty() {
        let noun = if others.len() == 1 { "story" } else { "stories" };
        let words = format!("same running story as {noun} {}", others.join(", "));
        sheet.line(0, 0, &Line::new().with(Tone::Faint, &words));
    }
}

/// Origins on which more than one report rests, with the reason.
fn shared_origins(sheet: &mut Sheet, view: &View) {
    let shared: Vec<&Origin> = view.side.findings.origins.iter().filter(|origin| origin.reports.len() > 1).collect();
    let limit = sheet.limit(ORIGINS);
    for origin in shared.iter().take(limit) {
        let names: Vec<&str> = origin.reports.iter().map(|id| view.called(id)).collect();
        let why = origin.why.as_deref().unwrap_or("they share text");
        let line = Line::new()
            .with(Tone::Differ, "one origin:")
            .with(Tone::Name, &names.join(", "))
            .with(Tone::Faint, &format!("— {} ({why})", view.origin_name(origin)));
        sheet.line(0, 2, &line);
    }
    sheet.more(0, shared.len().saturating_sub(limit));
}

fn reports(sheet: &mut Sheet, view: &View) {
    let column = column(view);
    let limit = sheet.limit(REPORTS);
    for (place, all) in view.reports().iter().enumerate().take(limit) {
        let report = &all.report;
        let title = report.title.as_deref().map(str::trim).filter(|title| !title.is_empty());
        let line = match title {
            Some(title) => Line::new().with(Tone::Plain, title),
            None => Line::new().with(Tone::Faint, "(no headline)"),
        };
        sheet.named(2, column, view.name(place), &line);
        let day = view.day(place);
        let mut line = Line::new().with(Tone::Faint, &day.when).dot(Tone::Faint, &day.why);
        if !report.agencies.is_empty() {
            line = line.dot(Tone::Faint, &format!("credits {}", report.agencies.join(", ")));
        }
        if report.complete == Some(false) {
            line = line.dot(Tone::Differ, "this copy is cut off");
        }
        sheet.line(column + 4, column + 4, &line);
    }
    sheet.more(2, view.reports().len().saturating_sub(limit));
}

/// Words that two outlets print as verbatim and that differ.
fn alarms(sheet: &mut Sheet, view: &View) {
    let mut found = Vec::new();
    for (_, utterance, difference) in view.alarms() {
        let (a, b) = (&utterance.members[difference.a], &utterance.members[difference.b]);
        let ways: Vec<_> = difference.kinds.iter().map(|&kind| plain(kind)).collect();
        let words = format!(
            "{} and {} print different words in quote marks for one thing {} said ({})",
            view.called(&a.report),
            view.called(&b.report),
            utterance.speaker.as_deref().unwrap_or("the same speaker"),
            ways.join(", ")
        );
        found.push((words, [a, b]));
    }
    if found.is_empty() {
        return;
    }
    sheet.gap();
    let (limit, column) = (sheet.limit(3), column(view));
    for (words, members) in found.iter().take(limit) {
        sheet.line(0, 2, &Line::new().with(Tone::Alarm, "!").with(Tone::Alarm, words));
        for member in members {
            sheet.named(
                2,
                column,
                view.called(&member.report),
                &Line::new().with(Tone::Plain, member.passage.as_str()),
            );
        }
    }
    sheet.more(2, found.len().saturating_sub(limit));
}

/// How wide the column of outlets' names is.
pub(super) fn column(view: &View) -> usize {
    (0..view.reports().len()).map(|place| clean(view.name(place)).width()).max().unwrap_or(0).clamp(2, NAME)
}
