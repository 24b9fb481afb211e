//! Outlets as columns, what is said in rows, each outlet's own words in the cells.

use super::address::Desk;
use super::write::{Page, tag};
use crate::view::View;
use rashomon_news::State;
use rashomon_text::{Range, Text};

/// More cells than this are not all written: then only those with words stand in the page, stacked.
const CELLS: usize = 20_000;
/// Outlets named one by one where a row says who lacks it.
const NAMED: usize = 6;

/// Part of a cell's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    Plain,
    /// No other outlet has it.
    Alone,
    /// Not every outlet has it.
    Some,
    /// The number, or the time, that the row is about.
    Point,
}

/// One passage of one outlet.
pub(super) struct Cell {
    pub place: usize,
    /// Where it opens.
    pub address: String,
    pub words: Vec<(Mark, String)>,
    /// What we say of it: "mixed", "401 to 9,999".
    pub note: String,
    /// How it stands to others of the row, a line each; shown beside the evidence.
    pub against: String,
}

/// One row.
pub(super) struct Row {
    /// What it is about, and whether that is our word or a name.
    pub head: String,
    /// Short lines under the head: a class and words.
    pub notes: Vec<(&'static str, String)>,
    pub standing: &'static str,
    pub speaker: String,
    pub cells: Vec<Cell>,
}

/// A section of rows.
pub(super) fn write(page: &mut Page, desk: &Desk, section: &'static str, names: (&str, &'static str), rows: &[Row]) {
    if rows.is_empty() {
        return none(page, desk, (section, names.0), "Nothing that more than one outlet reports was found.");
    }
    open(page, desk, section, names.0, rows.len());
    page.raw("<p class=\"note\">");
    page.raw(names.1);
    page.raw("</p>");
    let columns = desk.view.reports().len();
    let dense = rows.len().saturating_mul(columns) <= CELLS;
    let size = match columns {
        0..=3 => "few",
        4..=6 => "some",
        _ => "many",
    };
    page.open(
        "div",
        &[
            ("class", if columns > 6 { "scroll many" } else { "scroll" }),
            ("role", "region"),
            ("aria-label", names.0),
            ("tabindex", if columns > 6 { "0" } else { "" }),
        ],
    );
    page.open("table", &[("class", &format!("matrix {size}{}", if dense { "" } else { " sparse" }))]);
    page.word("caption", &[("class", "vh")], names.0);
    if dense {
        header(page, desk);
    }
    page.raw("<tbody>");
    for (number, row) in rows.iter().enumerate() {
        self::row(page, desk, (section, number), row, dense);
    }
    page.raw("</tbody></table></div></section>");
}

/// A section's start.
pub(super) fn open(page: &mut Page, desk: &Desk, section: &'static str, name: &str, count: usize) {
    let id = format!("{}/{section}", desk.story);
    let heading = format!("{id}/name");
    page.open(
        "section",
        &[
            ("class", &format!("sheet {section}{}", if count == 0 { " bare" } else { "" })),
            ("id", &id),
            ("aria-labelledby", &heading),
        ],
    );
    page.open(desk.levels[1], &[("id", &heading)]);
    page.text(name);
    page.raw(" <span class=\"n\">");
    page.count(count);
    page.raw("</span>");
    page.close(desk.levels[1]);
}

/// A section in which nothing was found.
pub(super) fn none(page: &mut Page, desk: &Desk, (section, name): (&'static str, &str), words: &'static str) {
    open(page, desk, section, name, 0);
    page.raw("<p class=\"note\">");
    page.raw(words);
    page.raw("</p></section>");
}

fn header(page: &mut Page, desk: &Desk) {
    page.raw("<thead><tr><th scope=\"col\" class=\"corner\"><span class=\"vh\">What</span></th>");
    for place in 0..desk.view.reports().len() {
        page.raw("<th scope=\"col\">");
        page.open("a", &[("href", &format!("#{}", desk.report(place)))]);
        page.outlet(None, desk.view.name(place));
        page.close("a");
        if let Some(origin) = desk.view.origin(place).filter(|origin| origin.reports.len() > 1) {
            page.raw(" <small>rests on ");
            page.outlet(None, &desk.view.origin_name(origin));
            page.raw("</small>");
        }
        page.raw("</th>");
    }
    page.raw("</tr></thead>");
}

fn row(page: &mut Page, desk: &Desk, (section, number): (&str, usize), row: &Row, dense: bool) {
    page.open(
        "tr",
        &[("class", "row"), ("id", &desk.row(section, number)), ("data-k", row.standing), ("data-who", &row.speaker)],
    );
    page.raw("<th scope=\"row\"><bdi class=\"what\">");
    page.text(&row.head);
    page.raw("</bdi>");
    for (class, words) in row.notes.iter().filter(|note| !note.1.is_empty()) {
        page.word("small", &[("class", class)], words);
    }
    page.raw("</th>");
    let filled: Vec<usize> = row.cells.iter().map(|cell| cell.place).collect();
    let mut lacking = Vec::new();
    for place in 0..desk.view.reports().len() {
        let cells: Vec<&Cell> = row.cells.iter().filter(|cell| cell.place == place).collect();
        if cells.is_empty() {
            lacking.push(place);
            if dense {
                empty(page, desk, place, &filled);
            }
            continue;
        }
        let like = if section == "said" { same(&cells, row) } else { None };
        page.open("td", &[("class", if like.is_some() { "same" } else { "" }), ("data-o", desk.view.name(place))]);
        for cell in cells {
            self::cell(page, desk, cell, like);
        }
        page.raw("</td>");
    }
    if !lacking.is_empty() {
        page.raw("<td class=\"gaps\">");
        page.text(&gaps(&desk.view, &lacking, &filled));
        page.raw("</td>");
    }
    page.raw("</tr>");
}

/// An earlier report with just the same words.
fn same(cells: &[&Cell], row: &Row) -> Option<usize> {
    let [cell] = cells else { return None };
    let plain = |cell: &Cell| cell.words.iter().map(|part| part.1.as_str()).collect::<String>();
    let words = plain(cell);
    row.cells
        .iter()
        .take_while(|other| other.address != cell.address)
        .find(|other| other.place < cell.place && plain(other) == words)
        .map(|other| other.place)
}

fn cell(page: &mut Page, desk: &Desk, cell: &Cell, like: Option<usize>) {
    page.open("a", &[("class", "words"), ("href", &format!("#{}", cell.address)), ("data-vs", &cell.against)]);
    page.open("bdi", &[("lang", tag(desk.view.reports()[cell.place].report.language.as_deref()))]);
    for (mark, words) in &cell.words {
        match mark {
            Mark::Plain => page.text(words),
            Mark::Alone => page.word("mark", &[("class", "alone")], words),
            Mark::Some => page.word("mark", &[("class", "some")], words),
            Mark::Point => page.word("b", &[], words),
        }
    }
    page.raw("</bdi></a>");
    let like = like.map(|place| format!("the same words as {}", desk.view.name(place)));
    let note = [cell.note.as_str(), like.as_deref().unwrap_or("")];
    let note: Vec<&str> = note.into_iter().filter(|words| !words.is_empty()).collect();
    if !note.is_empty() {
        page.word("small", &[("class", "kind")], &note.join(" · "));
    }
}

fn empty(page: &mut Page, desk: &Desk, place: usize, filled: &[usize]) {
    let gap = desk.view.gap(place, filled);
    let class = match gap.state {
        State::Unknown => "none unknown",
        State::Absent => "none absent",
    };
    page.open("td", &[("class", class), ("data-o", desk.view.name(place))]);
    page.open("a", &[("href", &format!("#{}", desk.report(place))), ("data-why", gap.why), ("tabindex", "-1")]);
    page.text(gap.state.name());
    page.raw("</a></td>");
}

/// Who lacks a row, in one line for the stacked layout.
fn gaps(view: &View, lacking: &[usize], filled: &[usize]) -> String {
    let states = [State::Absent, State::Unknown].map(|state| {
        let places: Vec<usize> =
            lacking.iter().copied().filter(|&place| view.gap(place, filled).state == state).collect();
        (state, places)
    });
    let parts = states.iter().filter(|part| !part.1.is_empty()).map(|(state, places)| {
        if places.len() > NAMED {
            return format!("{}: {} other outlets", state.name(), places.len());
        }
        let names: Vec<&str> = places.iter().map(|&place| view.name(place)).collect();
        format!("{}: {}", state.name(), names.join(", "))
    });
    parts.collect::<Vec<_>>().join(" · ")
}

/// A passage cut where marks begin and end; where they overlap, the first list holds.
pub(super) fn pieces(text: &Text, whole: Range, marks: &[(Mark, &[Range])]) -> Vec<(Mark, String)> {
    let mut spots: Vec<(Range, Mark)> = marks
        .iter()
        .flat_map(|(mark, ranges)| ranges.iter().map(move |&range| (range, *mark)))
        .filter_map(|(range, mark)| whole.intersection(range).map(|range| (range, mark)))
        .collect();
    spots.sort_by_key(|spot| spot.0);
    let mut out = Vec::new();
    let mut at = whole.start();
    for (range, mark) in spots {
        let Some(rest) = text.range(at.max(range.start()), range.end()).filter(|rest| !rest.is_empty()) else {
            continue;
        };
        if let Some(before) = text.range(at, rest.start()).filter(|before| !before.is_empty()) {
            out.push((Mark::Plain, text.slice(before).to_owned()));
        }
        out.push((mark, text.slice(rest).to_owned()));
        at = rest.end();
    }
    if let Some(rest) = text.range(at, whole.end()).filter(|rest| !rest.is_empty()) {
        out.push((Mark::Plain, text.slice(rest).to_owned()));
    }
    out
}
