//! A messy text copy of a page: each line told for what it is, the text itself never changed.

pub mod features;
pub mod lines;
pub mod roles;
pub mod stretch;
pub mod title;
pub mod when;

use crate::facts::{agencies, bylines};
use crate::model::models;
use crate::{Options, ending, language};
use rashomon_news::{Doubt, Moment, Published, Rejected, Report, Role, Rule};
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
    let mut odds: Vec<f32> =
        features::numbers(&text, &lines, &ready).iter().map(|numbers| models.copy.odds_of(numbers)).collect();
    stretch::hold(&mut odds, &ready);
    let clear = stretch::clear(&mut odds, &lines, &ready);
    if !clear {
        report.doubts.push(Doubt::new("the copy has no clear article"));
    }
    let copy = Copy { text: &text, lines: &lines, ready: &ready, odds: &odds };
    let title = headline(&copy, clear);
    let published = published(&copy, title, options, &mut report);
    let roles = roles::roles(&copy, title, published.as_ref().map(|(_, place)| *place));
    report.published = published.map(|(published, _)| published).or_else(|| options.published.map(crate::rows::given));
    report.title = title.map(|place| copy.words(place).to_owned());
    report.blocks = Layer::new(lines.iter().zip(&roles).map(|(line, role)| (line.range, *role)));
    tell(&copy, &roles, &mut report);
    let body: Vec<&str> = report.telling().map(|range| text.slice(range)).collect();
    report.language = language::of(&body);
    report.complete = complete(&copy, &roles, &body);
    report
}

/// Whether the copy is all there, by the article's last line and what follows it.
fn complete(copy: &Copy<'_>, roles: &[Role], body: &[&str]) -> Option<bool> {
    let last = roles.iter().rposition(|role| matches!(role, Role::Paragraph | Role::Subhead))?;
    let after = (last + 1..roles.len()).filter(|place| roles[*place] == Role::Furniture).map(|place| copy.words(place));
    ending::complete(body, after)
}

/// Finds authors and agencies.
fn tell(copy: &Copy<'_>, roles: &[Role], report: &mut Report) {
    let credit = |name: &str, all: &mut Vec<String>| {
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
}

/// The line of the headline, where one line is likelier than not; never one that was taken for want of a clear article.
fn headline(copy: &Copy<'_>, clear: bool) -> Option<usize> {
    let candidates = title::candidates(copy);
    let numbers = title::numbers(copy, &candidates);
    let odds = numbers.iter().map(|row| models().title.odds_of(row));
    best(candidates.into_iter().zip(odds).filter(|(place, _)| clear || copy.odds[*place] <= 0.0))
        .filter(|(_, odds)| *odds > TITLE)
        .map(|(place, _)| place)
}

/// Log odds above which a line is taken for the headline: most copies have one, so the likeliest line needs little. Of all
/// cuts this one makes the most copies of the training pages right, none where there is none being right, over four folds.
const TITLE: f32 = -3.0;
/// Log odds above which a date is taken for that of publication, chosen likewise.
const WHEN: f32 = -1.0;

/// The likeliest; of equals the first.
fn best<T>(all: impl Iterator<Item = (T, f32)>) -> Option<(T, f32)> {
    all.reduce(|best, next| if next.1 > best.1 { next } else { best })
}

fn published(
    copy: &Copy<'_>,
    title: Option<usize>,
    options: &Options,
    report: &mut Report,
) -> Option<(Published, usize)> {
    let candidates = when::candidates(copy);
    let numbers = when::numbers(copy, title, &candidates);
    let mut left = Vec::new();
    for (one, numbers) in candidates.into_iter().zip(numbers) {
        let lower = copy.words(one.place).to_lowercase();
        let odds = models().when.odds_of(&numbers);
        let why = if one.found.value.day() > options.today {
            "after the day of reading"
        } else if lower.contains('©') || lower.contains("copyright") {
            "copyright"
        } else if one.found.timed && one.place < 3 && title.is_none_or(|title| title > one.place + 1) {
            "page clock"
        } else if odds <= WHEN {
            "stands where dates of publication do not"
        } else {
            left.push((one, odds));
            continue;
        };
        lose(report, &one.found.value, why);
    }
    let (place, odds) = best(left.iter().enumerate().map(|(place, (_, odds))| (place, *odds)))?;
    let _ = odds;
    let one = left.swap_remove(place).0;
    for (other, _) in &left {
        lose(report, &other.found.value, "another date stands nearer to the headline");
    }
    let start = copy.lines[one.place].range.start();
    let passage = copy.text.range(start + one.found.range.start, start + one.found.range.end);
    Some((Published { value: one.found.value, why: Rule::new("published/text"), passage, from: None }, one.place))
}

fn lose(report: &mut Report, value: &Moment, why: &str) {
    /// A list of rejected dates longer than this explains nothing.
    const MOST: usize = 20;
    if report.rejected.len() < MOST {
        let rule = Rule::new("published/text");
        report.rejected.push(Rejected { field: "published", value: value.to_string(), rule, why: why.to_owned() });
    }
}
