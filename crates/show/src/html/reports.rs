//! The reports in full: furniture greyed, layers that can be switched on, every cited passage with its address.

use super::address::Desk;
use super::head::day;
use super::write::{Page, tag};
use rashomon_news::{Annotated, MentionForm, QuoteKind, Role};
use rashomon_text::Range;

/// A report's text beyond this many bytes is shown only where a block holds a cited passage.
const LENGTH: usize = 300_000;

/// What a layer says of some words.
struct Spot {
    range: Range,
    class: &'static str,
    /// Shown after the words while the layer is on; empty for none.
    label: String,
}

pub(super) fn write(page: &mut Page, desk: &Desk) {
    let id = format!("{}/full", desk.story);
    page.open("section", &[("class", "full"), ("id", &id), ("aria-labelledby", &format!("{id}/name"))]);
    page.open(desk.levels[1], &[("id", &format!("{id}/name"))]);
    page.raw(if desk.view.reports().len() == 1 { "The report in full" } else { "The reports in full" });
    page.close(desk.levels[1]);
    page.raw("<fieldset class=\"layers\"><legend>Mark in the text</legend>");
    for (class, name) in [("quotes", "Quotes"), ("people", "People"), ("times", "Times"), ("numbers", "Quantities")] {
        page.raw("<label><input type=\"checkbox\" ");
        page.attribute("class", "layer");
        page.attribute("value", class);
        page.raw("><span>");
        page.text(name);
        page.raw("</span></label>");
    }
    page.raw("</fieldset>");
    for place in 0..desk.view.reports().len() {
        report(page, desk, place);
    }
    page.raw("</section>");
}

fn report(page: &mut Page, desk: &Desk, place: usize) {
    let all = &desk.view.reports()[place];
    let heading = format!("{}/name", desk.report(place));
    page.open("article", &[("class", "report"), ("id", desk.report(place)), ("aria-labelledby", &heading)]);
    page.open(desk.levels[2], &[("id", &heading), ("class", "outlet")]);
    page.outlet(None, desk.view.name(place));
    page.close(desk.levels[2]);
    page.raw("<p class=\"dated\">");
    day(page, desk, place);
    page.raw("</p>");
    if all.report.complete == Some(false) {
        page.raw("<p class=\"cut\">This copy is cut off.</p>");
    }
    page.open("div", &[("class", "text"), ("lang", tag(all.report.language.as_deref())), ("dir", "auto")]);
    text(page, desk, place);
    page.raw("</div></article>");
}

fn text(page: &mut Page, desk: &Desk, place: usize) {
    let all = &desk.view.reports()[place];
    let words = &all.report.text;
    let spots = spots(all);
    let cited: Vec<Range> = desk.cited(place).iter().copied().collect();
    let (mut next, mut active): (usize, Vec<usize>) = (0, Vec::new());
    let mut left_out = false;
    for (block, role) in blocks(all) {
        active.retain(|&spot| spots[spot].range.end() > block.start());
        while next < spots.len() && spots[next].range.start() < block.end() {
            active.push(next);
            next += 1;
        }
        let here: Vec<Range> = cited.iter().copied().filter(|range| range.overlaps(block)).collect();
        if block.end() > LENGTH && here.is_empty() {
            left_out = true;
            continue;
        }
        let class = match role {
            Some(Role::Headline) => "block headline",
            Some(Role::Subhead) => "block subhead",
            Some(Role::Paragraph) => "block",
            Some(Role::Byline) => "block grey byline",
            Some(Role::Dateline) => "block grey dateline",
            Some(Role::Caption) => "block grey caption",
            Some(Role::Credit) => "block grey credit",
            Some(Role::Pullquote) => "block grey pullquote",
            Some(Role::Furniture) | None => "block grey",
        };
        page.open("p", &[("class", class), ("title", role.map_or("", Role::name))]);
        let near: Vec<&Spot> = active.iter().map(|&spot| &spots[spot]).collect();
        segments(page, desk, (place, words.slice(block)), block, &near, &here);
        page.raw("</p>");
    }
    if left_out {
        page.raw("<p class=\"block grey\">[A long report: parts that no row cites are left out of this page.]</p>");
    }
}

/// The blocks, and what stands between them.
fn blocks(all: &Annotated) -> Vec<(Range, Option<Role>)> {
    let text = &all.report.text;
    let mut out = Vec::new();
    let mut at = 0;
    let between = |from: usize, to: usize, out: &mut Vec<(Range, Option<Role>)>| {
        if let Some(gap) = text.range(from, to).map(|gap| text.trim(gap)).filter(|gap| !gap.is_empty()) {
            out.push((gap, None));
        }
    };
    for block in &all.report.blocks {
        between(at, block.range.start(), &mut out);
        out.push((block.range, Some(block.value)));
        at = at.max(block.range.end());
    }
    between(at, text.len(), &mut out);
    out
}

fn segments(page: &mut Page, desk: &Desk, (place, words): (usize, &str), block: Range, near: &[&Spot], here: &[Range]) {
    let mut cuts = vec![block.start(), block.end()];
    for range in near.iter().map(|spot| spot.range).chain(here.iter().copied()) {
        cuts.extend([range.start(), range.end()].into_iter().filter(|&cut| block.holds(cut)));
    }
    cuts.sort_unstable();
    cuts.dedup();
    for ends in cuts.windows(2) {
        let (start, end) = (ends[0], ends[1]);
        for range in here.iter().filter(|range| range.start() == start) {
            page.open("a", &[("class", "at"), ("id", &desk.spot(place, *range))]);
            page.close("a");
        }
        let covering: Vec<&&Spot> =
            near.iter().filter(|spot| spot.range.start() <= start && end <= spot.range.end()).collect();
        let mut classes: Vec<&str> = covering.iter().map(|spot| spot.class).collect();
        classes.sort_unstable();
        classes.dedup();
        let shown = words.get(start - block.start()..end - block.start()).unwrap_or("");
        let cited = here.iter().any(|range| range.start() <= start && end <= range.end());
        if classes.is_empty() && !cited {
            page.text(shown);
        } else {
            let from = if cited { desk.chars(place, start).to_string() } else { String::new() };
            page.word("span", &[("class", &classes.join(" ")), ("data-s", &from)], shown);
        }
        for spot in covering.iter().filter(|spot| spot.range.end() == end && !spot.label.is_empty()) {
            let class = match spot.class {
                "q" => "label lq",
                "p" => "label lp",
                "t" => "label lt",
                _ => "label ln",
            };
            page.word("i", &[("class", class), ("data-l", &spot.label)], "");
        }
    }
}

/// What the layers mark, by start.
fn spots(all: &Annotated) -> Vec<Spot> {
    let mut spots = Vec::new();
    let mut add = |range: Range, class, label: String| spots.push(Spot { range, class, label });
    for quote in &all.quotes {
        let who = quote.speaker.as_deref().map_or_else(
            || match quote.candidates.len() {
                0 => "speaker not known".to_owned(),
                count => format!("{count} could be meant: {}", quote.candidates.join(", ")),
            },
            str::to_owned,
        );
        let kind = if quote.kind == QuoteKind::Direct { String::new() } else { format!(", {}", quote.kind.name()) };
        for (number, &range) in quote.content.iter().enumerate() {
            let last = number + 1 == quote.content.len();
            add(range, "q", if last { format!("{who}{kind}") } else { String::new() });
        }
        quote.cue.iter().for_each(|&range| add(range, "c", String::new()));
        quote.source.iter().for_each(|&range| add(range, "s", String::new()));
    }
    for person in &all.people {
        for mention in &person.mentions {
            let label = match (mention.form, mention.candidates) {
                (_, 2..) => format!("{} could be meant", mention.candidates),
                (MentionForm::Name, _) => String::new(),
                _ => person.name.clone(),
            };
            add(mention.range, "p", label);
        }
    }
    for time in &all.times {
        add(time.range, "t", time.value.value.clone());
    }
    for quantity in &all.quantities {
        add(quantity.range, "n", format!("{} {}", crate::view::bounds(&quantity.value), quantity.value.unit));
    }
    spots.sort_by_key(|spot| (spot.range, spot.class));
    spots
}
