//! A messy text copy of a page: each line told for what it is, the text itself never changed.

pub mod features;
pub mod lines;
mod roles;
mod title;

use crate::facts::{agencies, bylines, dates};
use crate::model::models;
use crate::{Options, language};
use rashomon_news::{Moment, Published, Rejected, Report, Role, Rule};
use rashomon_text::{Layer, Text};
use roles::Copy;

/// Reads a text copy.
pub fn read(name: &str, words: &str, options: &Options) -> Report {
    let text = Text::new(words);
    let mut report = Report::new(crate::stem(name), text.clone());
    report.source = name.to_owned();
    let models = models();
    let lines = lines::lines(&text);
    let ready = features::ready(&text, &lines, &models.lexicon);
    let odds: Vec<f32> =
        features::numbers(&text, &lines, &ready).iter().map(|numbers| models.copy.odds_of(numbers)).collect();
    let copy = Copy { text: &text, lines: &lines, ready: &ready, odds: &odds };
    let title = title::find(&copy);
    let roles = roles::roles(&copy, title);
    report.title = title.map(|place| copy.words(place).to_owned());
    report.blocks = Layer::new(lines.iter().zip(&roles).map(|(line, role)| (line.range, *role)));
    tell(&copy, &roles, title, options, &mut report);
    let body: Vec<&str> = report.telling().map(|range| text.slice(range)).collect();
    report.language = language::of(&body);
    report
}

/// Finds authors, agencies and the date.
fn tell(copy: &Copy<'_>, roles: &[Role], title: Option<usize>, options: &Options, report: &mut Report) {
    let mut credit = |name: &str, all: &mut Vec<String>| {
        if !all.iter().any(|known| known == name) {
            all.push(name.to_owned());
        }
    };
    for (place, role) in roles.iter().enumerate() {
        let words = copy.words(place);
        let found = match role {
            Role::Byline => agencies::credited(words, agencies::Place::Credit),
            Role::Paragraph | Role::Dateline => agencies::credited(words, agencies::Place::Running),
            _ => Vec::new(),
        };
        for name in found {
            credit(name, &mut report.agencies);
        }
        if *role == Role::Byline && report.authors.is_empty() {
            report.authors = bylines::authors(words);
        }
    }
    report.published = published(copy, roles, title, options, report);
}

fn published(
    copy: &Copy<'_>,
    roles: &[Role],
    title: Option<usize>,
    options: &Options,
    report: &mut Report,
) -> Option<Published> {
    let first = roles.iter().position(|role| *role == Role::Paragraph).unwrap_or(0);
    let last = roles.iter().rposition(|role| *role == Role::Paragraph).unwrap_or(0);
    let from = title.unwrap_or(first).min(first).saturating_sub(6);
    let mut best: Option<(i32, Published)> = None;
    for (place, role) in roles.iter().enumerate() {
        if matches!(role, Role::Paragraph | Role::Subhead | Role::Caption | Role::Pullquote) {
            continue;
        }
        let words = copy.words(place);
        for found in dates::find(words) {
            let lower = words.to_lowercase();
            let start = copy.lines[place].range.start();
            let passage = copy.text.range(start + found.range.start, start + found.range.end);
            let mut lose = |why: &str| {
                report.rejected.push(Rejected {
                    field: "published",
                    value: found.value.to_string(),
                    rule: Rule::new("published/text"),
                    why: why.to_owned(),
                });
            };
            if found.value.day() > options.today {
                lose("after the day of reading");
            } else if lower.contains('©') || lower.contains("copyright") {
                lose("copyright");
            } else if found.timed && title.is_none() && place < 3 && place + 1 < first && !lower.contains("publish") {
                lose("page clock");
            } else if place < from || place > last + 3 {
                lose("far from the article");
            } else {
                let near = (place as i32 - first as i32).abs();
                let score = 100 - near - if place > first { 30 } else { 0 }
                    + if lower.contains("publish") || lower.contains("posted") { 20 } else { 0 }
                    - if lower.contains("updated") && !lower.contains("publish") { 5 } else { 0 };
                if best.as_ref().is_none_or(|(most, _)| score > *most) {
                    let value = found.value;
                    best = Some((score, Published { value, why: Rule::new("published/text"), passage, from: None }));
                }
            }
        }
    }
    best.map(|(_, published)| published).or_else(|| options.published.map(given))
}

fn given(value: Moment) -> Published {
    crate::rows::given(value)
}
