//! When each report was published, drawn.

use super::address::Desk;
use super::write::Page;
use crate::view::{date, moment};
use jiff::civil::Date;
use rashomon_news::{Dating, Moment};
use std::collections::BTreeMap;

/// Reports drawn one by one; more are drawn as columns, one a day.
const ROWS: usize = 16;
const WIDTH: f64 = 380.0;
/// Where the axis starts and ends.
const FROM: f64 = 132.0;
const TO: f64 = 366.0;
const ROW: f64 = 20.0;
const TOP: f64 = 26.0;

pub(super) fn write(page: &mut Page, desk: &Desk) {
    let count = desk.view.reports().len();
    let datings: Vec<&Dating> = (0..count).map(|place| desk.view.dating(place)).collect();
    let known: Vec<f64> = datings.iter().filter_map(|dating| dating.moment()).map(hours).collect();
    page.raw("<figure class=\"timeline\"><figcaption>Published</figcaption>");
    if known.is_empty() {
        page.raw("<p class=\"note\">No report’s date could be told.</p></figure>");
        return;
    }
    let first = known.iter().copied().fold(f64::INFINITY, f64::min);
    let last = known.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let scale = Scale { first, last };
    if count > ROWS {
        columns(page, desk, &scale)
    } else {
        lines(page, desk, &datings, &scale)
    }
    page.raw("</figure>");
}

/// Hours to places on the axis; one moment alone stands in the middle.
struct Scale {
    first: f64,
    last: f64,
}

impl Scale {
    fn x(&self, at: f64) -> f64 {
        let long = self.last - self.first;
        if long <= 0.0 { (FROM + TO) / 2.0 } else { FROM + 8.0 + (at - self.first) / long * (TO - FROM - 16.0) }
    }
}

/// Hours since 1970; a day without an hour counts from its noon.
fn hours(moment: Moment) -> f64 {
    match moment.instant() {
        Some(at) => at.as_second() as f64 / 3600.0,
        None => day_hours(moment.day()) + 12.0,
    }
}

fn day_hours(day: Date) -> f64 {
    f64::from(day.since(jiff::civil::date(1970, 1, 1)).map_or(0, |span| span.get_days())) * 24.0
}

fn number(value: f64) -> String {
    format!("{value:.1}")
}

fn start(page: &mut Page, height: f64, name: &str) {
    page.open("svg", &[("viewBox", &format!("0 0 {WIDTH} {height}")), ("role", "img"), ("aria-label", name)]);
}

fn axis(page: &mut Page, desk: &Desk, scale: &Scale, bottom: f64) {
    let line = |page: &mut Page, x: f64| {
        page.open(
            "line",
            &[("class", "tick"), ("x1", &number(x)), ("x2", &number(x)), ("y1", "18"), ("y2", &number(bottom))],
        );
        page.close("line");
    };
    let Some((from, to)) = desk.view.side.story.span else { return };
    if scale.first >= scale.last || from == to {
        let x = (FROM + TO) / 2.0;
        line(page, x);
        label(page, x, "middle", &date(from));
        return;
    }
    line(page, scale.x(scale.first));
    line(page, scale.x(scale.last));
    label(page, scale.x(scale.first) - 6.0, "start", &date(from));
    label(page, scale.x(scale.last) + 6.0, "end", &date(to));
}

fn label(page: &mut Page, x: f64, anchor: &str, words: &str) {
    page.word("text", &[("x", &number(x)), ("y", "12"), ("text-anchor", anchor), ("class", "faint")], words);
}

fn lines(page: &mut Page, desk: &Desk, datings: &[&Dating], scale: &Scale) {
    let height = TOP + ROW * datings.len() as f64 + 4.0;
    let told = datings.iter().filter(|dating| matches!(dating, Dating::Told(_))).count();
    start(page, height, &format!("Days of publication: {told} told, {} inferred or bounded", datings.len() - told));
    axis(page, desk, scale, height - 4.0);
    for (place, dating) in datings.iter().enumerate() {
        let y = TOP + ROW * place as f64 + ROW / 2.0;
        name(page, desk, place, y);
        let cy = number(y);
        if !matches!(dating, Dating::Unknown | Dating::Bounded { after: None, before: None, .. }) {
            page.open(
                "line",
                &[("class", "rail"), ("x1", &number(FROM)), ("x2", &number(TO)), ("y1", &cy), ("y2", &cy)],
            );
            page.close("line");
        }
        mark(page, dating, scale, y);
    }
    page.close("svg");
    page.raw("<p class=\"key\"><span class=\"dot\"></span> told <span class=\"dot open\"></span> inferred <span class=\"bar-key\"></span> bounds only</p>");
}

/// An outlet's name before its line.
pub(super) fn name(page: &mut Page, desk: &Desk, place: usize, y: f64) {
    let name = desk.view.name(place);
    let short: String =
        if name.chars().count() > 18 { name.chars().take(17).chain(['…']).collect() } else { name.to_owned() };
    page.word("text", &[("x", "0"), ("y", &number(y + 4.0)), ("class", "name")], &short);
}

fn mark(page: &mut Page, dating: &Dating, scale: &Scale, y: f64) {
    let cy = number(y);
    let dot = |page: &mut Page, moment_of: Moment, class: &'static str, words: &str| {
        page.open("circle", &[("class", class), ("cx", &number(scale.x(hours(moment_of)))), ("cy", &cy), ("r", "5")]);
        page.word("title", &[], &format!("{}{words}", moment(moment_of)));
        page.close("circle");
    };
    match dating {
        Dating::Told(published) => dot(page, published.value, "told", ""),
        Dating::Inferred(published) => dot(page, published.value, "inferred", ", inferred"),
        Dating::Bounded { after, before, .. } if after.is_some() || before.is_some() => {
            let x =
                |day: Option<Date>, edge: f64| day.map_or(edge, |day| scale.x(day_hours(day) + 12.0).clamp(FROM, TO));
            let (from, to) = (x(*after, FROM), x(*before, TO));
            let (from, to) = if to - from < 12.0 { ((from - 12.0).max(FROM), to.min(TO)) } else { (from, to) };
            page.open(
                "line",
                &[("class", "bounds"), ("x1", &number(from)), ("x2", &number(to)), ("y1", &cy), ("y2", &cy)],
            );
            page.close("line");
        }
        Dating::Bounded { .. } | Dating::Unknown => {
            page.word(
                "text",
                &[
                    ("x", &number((FROM + TO) / 2.0)),
                    ("y", &number(y + 4.0)),
                    ("text-anchor", "middle"),
                    ("class", "faint"),
                ],
                "cannot tell",
            );
        }
    }
}

fn columns(page: &mut Page, desk: &Desk, scale: &Scale) {
    let mut days: BTreeMap<Date, usize> = BTreeMap::new();
    let count = desk.view.reports().len();
    for moment in (0..count).filter_map(|place| desk.view.dating(place).moment()) {
        *days.entry(moment.day()).or_default() += 1;
    }
    let most = days.values().copied().max().unwrap_or(1) as f64;
    let dated: usize = days.values().sum();
    let height = 130.0;
    start(page, height, &format!("{dated} of {count} reports by day of publication"));
    axis(page, desk, scale, height - 4.0);
    for (day, number_of) in &days {
        let long = *number_of as f64 / most * 84.0;
        let x = scale.x(day_hours(*day) + 12.0);
        page.open(
            "rect",
            &[
                ("class", "column"),
                ("x", &number(x - 5.0)),
                ("y", &number(height - 4.0 - long)),
                ("width", "10"),
                ("height", &number(long)),
            ],
        );
        page.word("title", &[], &format!("{}: {number_of}", date(*day)));
        page.close("rect");
    }
    page.word("text", &[("x", "0"), ("y", "70"), ("class", "faint")], &format!("{dated} of {count} dated"));
    page.close("svg");
}
