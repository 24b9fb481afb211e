//! What one outlet alone has, and whether the others can be said to lack it.

use super::address::Desk;
use super::copied::words;
use super::matrix;
use super::write::Page;
use rashomon_news::{Missing, Only, OnlyKind, State};

/// Rows written out; more are counted.
const ROWS: usize = 3_000;

pub(super) fn write(page: &mut Page, desk: &mut Desk) {
    let all = &desk.view.side.findings.only;
    if all.is_empty() {
        return matrix::none(page, desk, ("only", "Only here"), "Nothing that one outlet alone reports was found.");
    }
    matrix::open(page, desk, "only", "Only here", all.len());
    page.raw("<p class=\"note\">What one outlet alone has. ");
    let common = desk.view.common_gap();
    match common {
        Some(why) => {
            page.raw("For none of the other reports can it be told whether they lack it: ");
            page.outlet(None, why);
            page.raw(".");
        }
        None => page.raw("<i>Absent</i>: the other report is whole, came later, and lacks it. <i>Unknown</i>: that cannot be told; open it for the reason."),
    }
    page.raw("</p><div class=\"lone\">");
    for place in 0..desk.view.reports().len() {
        let own: Vec<&Only> =
            all.iter().take(ROWS).filter(|only| desk.view.place(&only.report) == Some(place)).collect();
        if own.is_empty() {
            continue;
        }
        page.raw("<div class=\"group\">");
        page.open(desk.levels[2], &[]);
        page.outlet(None, desk.view.name(place));
        page.raw(" <span class=\"n\">");
        page.count(own.len());
        page.raw("</span>");
        page.close(desk.levels[2]);
        page.raw("<ul>");
        for only in own {
            row(page, desk, place, only, common.is_none());
        }
        page.raw("</ul></div>");
    }
    page.raw("</div>");
    if all.len() > ROWS {
        page.word("p", &[("class", "note")], &format!("… and {} more.", all.len() - ROWS));
    }
    page.raw("</section>");
}

fn row(page: &mut Page, desk: &mut Desk, place: usize, only: &Only, reasons: bool) {
    let speaker = only.what.as_deref().filter(|_| only.kind == OnlyKind::Utterance).unwrap_or("");
    page.open("li", &[("class", "row"), ("data-k", "only"), ("data-who", speaker)]);
    words(page, desk, place, &only.passage);
    page.raw("<small class=\"kind\">");
    page.text(match only.kind {
        OnlyKind::Utterance => "said",
        OnlyKind::Fact => "counted",
        OnlyKind::Event => "dated",
    });
    if let Some(what) = &only.what {
        page.raw(" · ");
        page.outlet(None, what);
    }
    page.raw("</small>");
    if reasons {
        missing(page, desk, &only.missing_from);
    }
    page.raw("</li>");
}

fn missing(page: &mut Page, desk: &Desk, all: &[Missing]) {
    if all.is_empty() {
        return;
    }
    let names = |state: State| -> Vec<&str> {
        all.iter().filter(|missing| missing.state == state).map(|missing| desk.view.called(&missing.report)).collect()
    };
    let parts: Vec<String> = [(State::Absent, "absent from"), (State::Unknown, "unknown for")]
        .into_iter()
        .map(|(state, start)| (names(state), start))
        .filter(|(names, _)| !names.is_empty())
        .map(|(names, start)| match names.len() {
            1..=3 => format!("{start} {}", names.join(", ")),
            count => format!("{start} {count}"),
        })
        .collect();
    page.raw("<details class=\"missing\">");
    page.word("summary", &[], &parts.join(" · "));
    page.raw("<ul>");
    for missing in all {
        page.raw("<li><b>");
        page.outlet(None, desk.view.called(&missing.report));
        page.raw("</b> ");
        page.text(missing.state.name());
        page.raw(": ");
        page.outlet(None, &missing.why);
        page.raw("</li>");
    }
    page.raw("</ul></details>");
}
