//! The top of a story: headlines, reports, origins, dates, what could not be told.

use super::address::Desk;
use super::write::{Page, tag, web};
use super::{graph, timeline};
use crate::view::{counted, when};
use rashomon_news::DifferenceKind;

/// Reports listed openly; a longer list folds.
const OPEN: usize = 12;
/// Doubts listed openly.
const DOUBTS: usize = 4;

pub(super) fn write(page: &mut Page, desk: &mut Desk, heading: &str, alone: bool) {
    page.raw("<header class=\"head\"><div class=\"lead\">");
    if !alone {
        page.raw("<p class=\"kicker\"><a href=\"#\">All stories</a></p>");
    }
    let title = desk.view.side.story.title.clone();
    page.open(desk.levels[0], &[("id", heading), ("class", "title")]);
    page.outlet(None, title.as_deref().filter(|title| !title.trim().is_empty()).unwrap_or("(no headline)"));
    page.close(desk.levels[0]);
    summary(page, desk);
    origins(page, desk);
    alarms(page, desk);
    page.raw("</div>");
    if desk.view.reports().len() > 1 {
        page.raw("<div class=\"figures\">");
        timeline::write(page, desk);
        graph::write(page, desk);
        page.raw("</div>");
    }
    reports(page, desk);
    doubts(page, desk);
    page.raw("</header>");
}

fn summary(page: &mut Page, desk: &Desk) {
    let side = desk.view.side;
    page.raw("<p class=\"sum\">");
    page.word("b", &[], &counted(side.reports.len(), "report"));
    if side.reports.len() > 1 {
        page.raw(" · ");
        match side.findings.origins.len() {
            0 => page.text("cannot tell how many independent origins"),
            count => page.word("b", &[], &counted(count, "independent origin")),
        }
    }
    page.raw(" · ");
    page.text(&when(&side.story));
    if side.reports.len() == 1 {
        page.raw(" · one report alone: nothing to set it beside");
    }
    page.raw("</p>");
}

fn origins(page: &mut Page, desk: &Desk) {
    let shared: Vec<_> = desk.view.side.findings.origins.iter().filter(|origin| origin.reports.len() > 1).collect();
    if shared.is_empty() {
        return;
    }
    page.raw("<ul class=\"shared\">");
    for origin in shared {
        page.raw("<li><b>");
        page.outlet(None, &desk.view.origin_name(origin));
        page.raw("</b> is one origin, counted once: ");
        for (number, id) in origin.reports.iter().enumerate() {
            page.raw(if number > 0 { ", " } else { "" });
            page.outlet(None, desk.view.called(id));
        }
        if let Some(why) = &origin.why {
            page.raw(" <span class=\"why\">(");
            page.outlet(None, why);
            page.raw(")</span>");
        }
        page.raw("</li>");
    }
    page.raw("</ul>");
}

/// Words that two outlets print as verbatim and that differ: said first, linked to their rows.
fn alarms(page: &mut Page, desk: &Desk) {
    let found = desk.view.alarms();
    if found.is_empty() {
        return;
    }
    page.raw("<div class=\"alarms\" role=\"note\"><p><b>Quoted words differ.</b> Two outlets print different words in quote marks, each as verbatim:</p><ul>");
    for (number, utterance, difference) in found {
        page.raw("<li>");
        page.open("a", &[("href", &format!("#{}", desk.row("said", number)))]);
        page.outlet(None, utterance.speaker.as_deref().unwrap_or("speaker not known"));
        page.close("a");
        page.raw(" in ");
        page.outlet(None, desk.view.called(&utterance.members[difference.a].report));
        page.raw(" and in ");
        page.outlet(None, desk.view.called(&utterance.members[difference.b].report));
        if difference.kinds.contains(&DifferenceKind::Negation) {
            page.raw(": one says not");
        }
        page.raw("</li>");
    }
    page.raw("</ul></div>");
}

fn reports(page: &mut Page, desk: &Desk) {
    let all = desk.view.reports();
    let many = all.len() > OPEN;
    if many {
        page.raw("<details class=\"desk\"><summary>");
        page.text(&format!("The {} reports: headlines, dates, origins", all.len()));
        page.raw("</summary>");
    }
    page.raw("<div class=\"wide\" role=\"region\" aria-label=\"Reports\" tabindex=\"0\"><table class=\"reports\"><thead><tr><th scope=\"col\">Outlet</th><th scope=\"col\">Its headline</th><th scope=\"col\">Published</th><th scope=\"col\">Rests on</th></tr></thead><tbody>");
    for (place, annotated) in all.iter().enumerate() {
        let report = &annotated.report;
        page.raw("<tr><th scope=\"row\">");
        page.open("a", &[("href", &format!("#{}", desk.report(place)))]);
        page.outlet(None, desk.view.name(place));
        page.raw("</a></th><td>");
        match report.title.as_deref().map(str::trim).filter(|title| !title.is_empty()) {
            Some(title) => page.word("bdi", &[("class", "own"), ("lang", tag(report.language.as_deref()))], title),
            None => page.raw("<span class=\"why\">no headline</span>"),
        }
        if let Some(address) = web(report.url.as_deref()) {
            page.raw(" ");
            page.open("a", &[("class", "out"), ("href", address), ("rel", "noreferrer noopener"), ("title", address)]);
            page.raw("source</a>");
        }
        page.raw("</td><td>");
        day(page, desk, place);
        page.raw("</td><td>");
        match desk.view.origin(place) {
            Some(origin) => {
                page.outlet(None, &desk.view.origin_name(origin));
                if !report.agencies.is_empty() {
                    page.raw(" <span class=\"why\">credits ");
                    page.outlet(None, &report.agencies.join(", "));
                    page.raw("</span>");
                }
            }
            None => page.raw("<span class=\"why\">cannot tell</span>"),
        }
        if report.complete == Some(false) {
            page.raw(" <span class=\"cut\">copy cut off</span>");
        }
        page.raw("</td></tr>");
    }
    page.raw("</tbody></table></div>");
    page.raw(if many { "</details>" } else { "" });
}

/// When a report was published, and the reason.
pub(super) fn day(page: &mut Page, desk: &Desk, place: usize) {
    let day = desk.view.day(place);
    page.text(&day.when);
    if !day.why.is_empty() {
        page.raw(" <span class=\"why\">");
        page.outlet(None, &day.why);
        page.raw("</span>");
    }
}

fn doubts(page: &mut Page, desk: &Desk) {
    let mut all: Vec<String> = desk.view.side.findings.doubts.clone();
    for (place, annotated) in desk.view.reports().iter().enumerate() {
        all.extend(annotated.report.doubts.iter().map(|doubt| format!("{}: {doubt}", desk.view.name(place))));
    }
    if all.is_empty() {
        return;
    }
    page.raw(if all.len() <= DOUBTS { "<details class=\"doubts\" open>" } else { "<details class=\"doubts\">" });
    page.word("summary", &[], &format!("What could not be told ({})", all.len()));
    page.raw("<ul>");
    for doubt in &all {
        page.raw("<li>");
        page.outlet(None, doubt);
        page.raw("</li>");
    }
    page.raw("</ul></details>");
}
