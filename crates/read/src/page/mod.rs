//! Web pages: the article's text as blocks, and what the page says of its origin.

pub mod features;
pub mod linked;
pub mod names;
pub mod nesting;
pub mod opinion;
pub mod origin;
pub mod title;
pub mod tree;
pub mod walk;

use crate::facts::agencies;
use crate::model::models;
use crate::{Failure, Options, ending, language};
use dom_query::Document;
use rashomon_news::{Doubt, Report, Role, Rule};
use rashomon_text::{Layer, Text};
use std::collections::BTreeSet;
use tree::{Page, Tag};

/// Log odds above which a line is the article's; between -0.4 and 0 the figures of four folds do not differ.
const CUT: f32 = -0.2;

/// Reads a page; `address` is where it comes from, where known.
///
/// # Errors
/// Where the page is nested deeper than [`nesting::DEEPEST`] or has no text at all.
pub fn read(name: &str, html: &str, address: Option<&str>, options: &Options) -> Result<Report, Failure> {
    if nesting::depth(html) > nesting::DEEPEST {
        return Err(Failure::new(
            name,
            format!("elements are nested deeper than {}; that is no page", nesting::DEEPEST),
        ));
    }
    let document = Document::from(html);
    let page = walk::walk(&document);
    let other = opinion::text(document);
    let opinion = opinion::shares(&page, other.as_deref());
    let models = models();
    let ready = features::ready(&page, &models.lexicon);
    let numbers = features::numbers(&page, &ready, &opinion);
    let odds: Vec<f32> = numbers.iter().map(|row| models.page.odds_of(row)).collect();
    drop(numbers);
    let linked = linked::read(&page.linked);
    let own = page.canonical.clone().or_else(|| page.meta("og:url").map(str::to_owned)).or_else(|| linked.url.clone());
    let url = address.map(str::to_owned).or(own).filter(|url| url.starts_with("http"));
    let outlet = origin::outlet(&page, &linked, url.as_deref());
    let titles = title::candidates(&page, &linked, outlet.as_deref(), &odds);
    let title = title::choose(&titles);
    let headline = title.map(|place| titles[place].words.clone());

    let parts = parts(&page, &odds, headline.as_deref());
    if parts.is_empty() && headline.is_none() {
        return Err(Failure::new(name, "the page has no text"));
    }
    let (text, blocks) = join(&page, headline.as_deref(), &parts);
    let mut report = Report::new(crate::stem(name), text);
    report.blocks = blocks;
    report.source = name.to_owned();
    report.outlet = outlet;
    for (place, lost) in titles.iter().enumerate() {
        if Some(place) != title && Some(&lost.words) != headline.as_ref() {
            origin::lose(
                &mut report,
                "title",
                lost.words.clone(),
                lost.rule,
                "fewer of the page's parts agree with it",
            );
        }
    }
    report.title = headline;
    let first = odds.iter().position(|odds| *odds > CUT).unwrap_or(0);
    origin::date(&page, &linked, url.as_deref(), first, options, &mut report);
    origin::authors(&page, &linked, first, &mut report);
    credits(&page, &parts, &odds, &mut report);
    report.section = linked.section.clone().or_else(|| page.meta("article:section").map(linked::plain));
    report.url = url;
    let body: Vec<&str> = parts.iter().map(|(place, _)| page.lines[*place].text.as_str()).collect();
    report.language = language::of(&body).or_else(|| declared(&page));
    report.complete = complete(&page, &parts, &linked, &body);
    if let Some(share) = disagreement(&page, &parts, other.as_deref()) {
        report.doubts.push(Doubt::new(format!("the readability extractor keeps only {share} percent of these words")));
        report.rejected.push(rashomon_news::Rejected {
            field: "text",
            value: other.unwrap_or_default().split_whitespace().take(30).collect::<Vec<_>>().join(" "),
            rule: Rule::new("text/readability"),
            why: "the line model takes other parts of the page".to_owned(),
        });
    }
    Ok(report)
}

/// The lines of the article and their roles.
fn parts(page: &Page, odds: &[f32], headline: Option<&str>) -> Vec<(usize, Role)> {
    let mut seen = BTreeSet::new();
    let mut out = Vec::new();
    for (place, line) in page.lines.iter().enumerate().filter(|(place, _)| odds[*place] > CUT) {
        if out.is_empty() && headline.is_some_and(|headline| headline == line.text) {
            continue;
        }
        // Pages carry a second copy of the article for small screens; short lines may well come twice.
        if line.text.len() >= 80 && !seen.insert(line.text.as_str()) {
            continue;
        }
        let element = &page.elements[line.element as usize];
        let role = if element.tag.heading() || element.tags & HEADINGS != 0 { Role::Subhead } else { Role::Paragraph };
        out.push((place, role));
    }
    out
}

const HEADINGS: u32 = 1 << Tag::H1 as u8 | 1 << Tag::H2 as u8 | 1 << Tag::H3 as u8 | 1 << Tag::H4 as u8;

/// One text of them all, parted by blank lines.
fn join(page: &Page, headline: Option<&str>, parts: &[(usize, Role)]) -> (Text, Layer<Role>) {
    let mut words = String::new();
    let mut places = Vec::new();
    let lines = parts.iter().map(|(place, role)| (page.lines[*place].text.as_str(), *role));
    for (line, role) in headline.map(|headline| (headline, Role::Headline)).into_iter().chain(lines) {
        if !words.is_empty() {
            words.push_str("\n\n");
        }
        places.push((words.len(), words.len() + line.len(), role));
        words.push_str(line);
    }
    let text = Text::new(words);
    let blocks = places.into_iter().filter_map(|(start, end, role)| Some((text.range(start, end)?, role)));
    let blocks = Layer::new(blocks.collect::<Vec<_>>());
    (text, blocks)
}

/// Agencies that the article's own lines credit, and a sign-off after its end.
fn credits(page: &Page, parts: &[(usize, Role)], odds: &[f32], report: &mut Report) {
    let mut found: Vec<&'static str> = Vec::new();
    for (place, _) in parts {
        found.extend(agencies::credited(&page.lines[*place].text, agencies::Place::Running));
    }
    let last = odds.iter().rposition(|odds| *odds > CUT).map_or(0, |last| last + 1);
    for line in page.lines.iter().skip(last).take(4).filter(|line| line.text.len() < 120) {
        found.extend(agencies::credited(&line.text, agencies::Place::Running));
    }
    for agency in found {
        if !report.agencies.iter().any(|known| known == agency) {
            report.agencies.push(agency.to_owned());
        }
    }
}

/// The language a page declares: `en-GB` gives `en`.
fn declared(page: &Page) -> Option<String> {
    let tag = page.language.as_deref()?;
    let code: String = tag.chars().take_while(char::is_ascii_alphabetic).collect();
    (code.len() == 2).then(|| code.to_ascii_lowercase())
}

fn complete(page: &Page, parts: &[(usize, Role)], linked: &linked::Linked, body: &[&str]) -> Option<bool> {
    let chars: usize = body.iter().map(|part| part.chars().count()).sum();
    if let Some(all) = linked.body.as_deref().map(|all| all.chars().count()).filter(|all| *all > 200) {
        // The page's own statement of its text: a fifth less is a cut, unless the statement is a summary.
        if chars * 10 < all * 7 {
            return Some(false);
        }
        if chars * 10 > all * 9 && chars * 10 < all * 13 {
            return Some(true);
        }
    }
    if linked.free == Some(false) && chars < 1500 {
        return Some(false);
    }
    let last = parts.last().map_or(0, |(place, _)| place + 1);
    ending::complete(body, page.lines.iter().skip(last).map(|line| line.text.as_str()))
}

/// The share of the article's words, in percent, that the other extractor keeps, where it is less than half.
fn disagreement(page: &Page, parts: &[(usize, Role)], other: Option<&str>) -> Option<u32> {
    let other: BTreeSet<&str> = other?.split_whitespace().collect();
    let words = || parts.iter().flat_map(|(place, _)| page.lines[*place].text.split_whitespace());
    let (all, kept) = (words().count(), words().filter(|word| other.contains(word)).count());
    (all >= 50 && kept * 2 < all).then(|| (kept * 100 / all) as u32)
}
