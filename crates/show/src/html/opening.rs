//! The opening page of several stories: each with its outlets, span and counts, by running story.

use super::address::Names;
use super::write::Page;
use crate::view::{View, counted, when};
use rashomon_news::SideBySide;

/// Outlets named on a card.
const OUTLETS: usize = 8;

pub(super) fn write(page: &mut Page, stories: &[SideBySide], names: &Names) {
    page.raw("<section class=\"opening\" id=\"stories\" aria-labelledby=\"stories/name\"><h1 id=\"stories/name\">");
    page.text(&counted_stories(stories.len()));
    page.raw("</h1>");
    if stories.is_empty() {
        page.raw("<p class=\"note\">No report could be read.</p></section>");
        return;
    }
    let reports: usize = stories.iter().map(|side| side.reports.len()).sum();
    page.word(
        "p",
        &[("class", "note")],
        &format!("{} in all. Stories of one running story stand together.", counted(reports, "report")),
    );
    let mut lines: Vec<(&str, Vec<usize>)> = Vec::new();
    for (number, side) in stories.iter().enumerate() {
        match lines.iter_mut().find(|line| line.0 == side.story.storyline) {
            Some(line) => line.1.push(number),
            None => lines.push((&side.story.storyline, vec![number])),
        }
    }
    for (_, members) in lines {
        let running = members.len() > 1;
        page.raw(if running { "<div class=\"running\"><p class=\"kicker\">Running story</p>" } else { "<div>" });
        page.raw("<ol class=\"cards\">");
        for number in members {
            card(page, &stories[number], &names.stories[number]);
        }
        page.raw("</ol></div>");
    }
    page.raw("</section>");
}

fn counted_stories(count: usize) -> String {
    match count {
        0 => "No stories".to_owned(),
        1 => "1 story".to_owned(),
        count => format!("{count} stories"),
    }
}

fn card(page: &mut Page, side: &SideBySide, address: &str) {
    let view = View::new(side);
    page.raw("<li class=\"card\"><h2>");
    page.open("a", &[("href", &format!("#{address}"))]);
    page.outlet(None, side.story.title.as_deref().filter(|title| !title.trim().is_empty()).unwrap_or("(no headline)"));
    page.raw("</a></h2><p class=\"sum\">");
    page.text(&counted(side.reports.len(), "report"));
    if side.reports.len() > 1 && !side.findings.origins.is_empty() {
        page.raw(" · ");
        page.text(&counted(side.findings.origins.len(), "independent origin"));
    }
    page.raw(" · ");
    page.text(&when(&side.story));
    page.raw("</p><p class=\"outlets\">");
    for place in 0..side.reports.len().min(OUTLETS) {
        page.raw(if place > 0 { " · " } else { "" });
        page.outlet(None, view.name(place));
    }
    if side.reports.len() > OUTLETS {
        page.text(&format!(" and {} more", side.reports.len() - OUTLETS));
    }
    page.raw("</p>");
    let found = &side.findings;
    let alarms = view.alarms().len();
    let counts: Vec<String> = [
        (found.utterances.len(), "said together"),
        (found.facts.len(), "counted together"),
        (found.events.len(), "dated together"),
        (found.copies.len(), "copied"),
        (found.only.len(), "in one report only"),
    ]
    .iter()
    .filter(|count| count.0 > 0)
    .map(|(count, words)| format!("{count} {words}"))
    .collect();
    page.word("p", &[("class", "why")], &counts.join(" · "));
    if alarms > 0 {
        page.word("p", &[("class", "alarm")], &format!("quoted words differ in {}", counted(alarms, "place")));
    }
    page.raw("</li>");
}
