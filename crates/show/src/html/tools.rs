//! The bar under the headline: ways to the sections, and filters for those who have script.

use super::address::Desk;
use super::write::Page;
use std::collections::BTreeMap;

/// Up to this many outlets stand side by side from the start; more are stacked until the reader asks.
pub(super) const BESIDE: usize = 8;

pub(super) fn write(page: &mut Page, desk: &Desk) {
    page.raw("<div class=\"bar\"><nav aria-label=\"Sections of the story\"><ul>");
    let found = &desk.view.side.findings;
    for (section, name, count) in [
        ("said", "Said", found.utterances.len()),
        ("counted", "Counted", found.facts.len()),
        ("when", "When", found.events.len()),
        ("copied", "Copied", found.copies.len()),
        ("named", "Named how", found.wording.len()),
        ("only", "Only here", found.only.len()),
        ("full", "Reports in full", desk.view.reports().len()),
    ] {
        page.raw("<li>");
        page.open("a", &[("href", &format!("#{}/{section}", desk.story))]);
        page.text(name);
        page.raw(" <span class=\"n\">");
        page.count(count);
        page.raw("</span></a></li>");
    }
    page.raw("</ul></nav><form class=\"tools\" role=\"search\" aria-label=\"Filter the rows\" hidden>");
    let group = format!("rows{}", desk.number);
    page.raw("<fieldset class=\"choice\"><legend>Show</legend>");
    for (value, name) in [("", "All"), ("agree", "Agree"), ("differ", "Differ"), ("only", "Only one")] {
        choice(page, &group, ("show", value), name, value.is_empty());
    }
    page.raw("</fieldset>");
    speakers(page, desk);
    page.raw("<label class=\"find\">Find words <input type=\"search\" name=\"find\" autocomplete=\"off\" spellcheck=\"false\"></label>");
    page.raw("<fieldset class=\"choice\"><legend>Outlets</legend>");
    let many = desk.view.reports().len() > BESIDE;
    let group = format!("look{}", desk.number);
    choice(page, &group, ("look", "beside"), "Side by side", !many);
    choice(page, &group, ("look", "stacked"), "Stacked", many);
    page.raw("</fieldset><output class=\"shown\" aria-live=\"polite\"></output></form></div>");
}

fn choice(page: &mut Page, group: &str, (kind, value): (&str, &str), name: &str, chosen: bool) {
    page.raw("<label>");
    page.raw(if chosen { "<input type=\"radio\" checked " } else { "<input type=\"radio\" " });
    page.attribute("name", group);
    page.attribute("data-kind", kind);
    page.attribute("value", if value.is_empty() { "all" } else { value });
    page.raw("><span>");
    page.text(name);
    page.raw("</span></label>");
}

/// Everyone who says something in a row, those with most rows first.
fn speakers(page: &mut Page, desk: &Desk) {
    let found = &desk.view.side.findings;
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let said = found.utterances.iter().filter_map(|utterance| utterance.speaker.as_deref());
    let alone = found.only.iter().filter(|only| only.kind == rashomon_news::OnlyKind::Utterance);
    for name in said.chain(alone.filter_map(|only| only.what.as_deref())) {
        *counts.entry(name).or_default() += 1;
    }
    let mut names: Vec<(&str, usize)> = counts.into_iter().collect();
    names.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    page.raw("<label class=\"who\">Speaker <select name=\"who\"><option value=\"\">anyone</option>");
    for (name, count) in names {
        page.word("option", &[("value", name)], &format!("{name} ({count})"));
    }
    page.raw("</select></label>");
}
