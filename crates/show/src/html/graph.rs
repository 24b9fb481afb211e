//! Who copied whom, and what rests on one origin, drawn.

use super::address::Desk;
use super::timeline::name;
use super::write::Page;
use crate::view::counted;
use rashomon_news::Direction;

/// Reports drawn; those that share nothing with another go first.
const ROWS: usize = 16;
const WIDTH: f64 = 380.0;
const ROW: f64 = 20.0;
const TOP: f64 = 26.0;
/// Where an outlet's own dot stands, and where origins' names start.
const DOT: f64 = 138.0;
const ORIGIN: f64 = 262.0;

pub(super) fn write(page: &mut Page, desk: &Desk) {
    let found = &desk.view.side.findings;
    page.raw("<figure class=\"graph\"><figcaption>Who rests on whom</figcaption>");
    if found.copies.is_empty() && found.origins.iter().all(|origin| origin.reports.len() < 2) {
        page.raw("<p class=\"note\">No shared text and no common credit was found.</p></figure>");
        return;
    }
    let rows = rows(desk);
    let height = TOP + ROW * rows.len() as f64 + 4.0;
    let shared = found.origins.iter().filter(|origin| origin.reports.len() > 1).count();
    let name_of = format!(
        "{} on which more than one report rests; {} share text or credit",
        counted(shared, "origin"),
        counted(found.copies.len(), "pair")
    );
    page.open("svg", &[("viewBox", &format!("0 0 {WIDTH} {height}")), ("role", "img"), ("aria-label", &name_of)]);
    page.raw("<defs><marker id=\"head");
    page.count(desk.number);
    page.raw("\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"7\" markerHeight=\"7\" orient=\"auto\"><path class=\"tip\" d=\"M0 0L8 4L0 8z\"/></marker></defs>");
    page.word("text", &[("x", &number(ORIGIN)), ("y", "12"), ("class", "faint")], "origin");
    page.word("text", &[("x", &number(DOT)), ("y", "12"), ("class", "faint")], "shared words");
    origins(page, desk, &rows);
    copies(page, desk, &rows);
    for (row, &place) in rows.iter().enumerate() {
        name(page, desk, place, y(row));
        page.open("circle", &[("class", "told"), ("cx", &number(DOT)), ("cy", &number(y(row))), ("r", "4")]);
        page.close("circle");
    }
    page.close("svg");
    let left = desk.view.reports().len() - rows.len();
    if left > 0 {
        page.word("p", &[("class", "note")], &format!("and {} more", counted(left, "report")));
    }
    page.raw("</figure>");
}

fn y(row: usize) -> f64 {
    TOP + ROW * row as f64 + ROW / 2.0
}

fn number(value: f64) -> String {
    format!("{value:.1}")
}

/// The reports to draw: those that rest on one origin side by side; of many, those that share something.
fn rows(desk: &Desk) -> Vec<usize> {
    let found = &desk.view.side.findings;
    let mut places: Vec<usize> = Vec::new();
    for origin in found.origins.iter() {
        places.extend(origin.reports.iter().filter_map(|id| desk.view.place(id)));
    }
    for place in 0..desk.view.reports().len() {
        if !places.contains(&place) {
            places.push(place);
        }
    }
    if places.len() > ROWS {
        let shares = |&place: &usize| {
            let id = &desk.view.reports()[place].report.id;
            desk.view.origin(place).is_some_and(|origin| origin.reports.len() > 1)
                || found.copies.iter().any(|copy| copy.a == *id || copy.b == *id)
        };
        let (first, rest): (Vec<usize>, Vec<usize>) = places.into_iter().partition(shares);
        places = first.into_iter().chain(rest).take(ROWS).collect();
    }
    places
}

fn origins(page: &mut Page, desk: &Desk, rows: &[usize]) {
    for origin in &desk.view.side.findings.origins {
        let members: Vec<usize> = origin
            .reports
            .iter()
            .filter_map(|id| desk.view.place(id))
            .filter_map(|place| rows.iter().position(|&row| row == place))
            .collect();
        if members.is_empty() {
            continue;
        }
        let middle = members.iter().map(|&row| y(row)).sum::<f64>() / members.len() as f64;
        let single = members.len() == 1 && origin.reports.len() == 1;
        for &row in &members {
            let class = if single { "own" } else { "rests" };
            let path = format!(
                "M{DOT:.1} {0:.1}C{1:.1} {0:.1} {1:.1} {middle:.1} {2:.1} {middle:.1}",
                y(row),
                ORIGIN - 50.0,
                ORIGIN - 6.0
            );
            page.open("path", &[("class", class), ("d", &path)]);
            page.close("path");
        }
        let whole = desk.view.origin_name(origin);
        let short = if whole.chars().count() > 17 { whole.chars().take(16).chain(['…']).collect() } else { whole };
        let class = if single { "faint" } else { "name strong" };
        page.word("text", &[("x", &number(ORIGIN)), ("y", &number(middle + 4.0)), ("class", class)], &short);
    }
}

fn copies(page: &mut Page, desk: &Desk, rows: &[usize]) {
    for copy in &desk.view.side.findings.copies {
        let words: usize = copy.passages.iter().map(|(a, _)| a.as_str().split_whitespace().count()).sum();
        let row = |id: &str| desk.view.place(id).and_then(|place| rows.iter().position(|&row| row == place));
        let (Some(a), Some(b)) = (row(&copy.a), row(&copy.b)) else { continue };
        if words == 0 {
            continue;
        }
        let (from, to) = if copy.direction == Some(Direction::BToA) { (b, a) } else { (a, b) };
        let bend = DOT + 14.0 + 10.0 * (a.abs_diff(b) as f64).min(4.0);
        let path =
            format!("M{0:.1} {1:.1}Q{bend:.1} {2:.1} {0:.1} {3:.1}", DOT + 4.0, y(from), (y(a) + y(b)) / 2.0, y(to));
        let arrow = if copy.direction.is_some() { format!("url(#head{})", desk.number) } else { String::new() };
        page.open("path", &[("class", "copy"), ("d", &path), ("marker-end", &arrow)]);
        page.word(
            "title",
            &[],
            &format!(
                "{} and {}: {} shared",
                desk.view.called(&copy.a),
                desk.view.called(&copy.b),
                counted(words, "word")
            ),
        );
        page.close("path");
        let label = format!("{words}");
        page.word(
            "text",
            &[("x", &number(bend - 2.0)), ("y", &number((y(a) + y(b)) / 2.0 + 4.0)), ("class", "faint")],
            &label,
        );
    }
}
