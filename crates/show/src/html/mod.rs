//! One self-contained page: no network, nothing to build, readable without script.
//!
//! Outlet text reaches the page only through [`write::Page`], which escapes it; the policy in the page's head allows its own
//! script and style by their hashes and nothing else.

mod address;
mod copied;
mod graph;
mod head;
mod matrix;
mod only;
mod opening;
mod policy;
mod reports;
mod rows;
mod timeline;
mod tools;
mod write;

use address::{Desk, Names};
use rashomon_news::SideBySide;
use write::Page;

const STYLE: &str = include_str!("../assets/page.css");
const STACK: &str = include_str!("../assets/stack.css");
const SCRIPT: &str = include_str!("../assets/page.js");

/// The page for these stories: an opening page first where there are several.
pub fn page(stories: &[SideBySide]) -> String {
    let style = style();
    let names = Names::new(stories);
    let mut page = Page::default();
    page.raw("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">");
    page.open("meta", &[("http-equiv", "Content-Security-Policy"), ("content", &policy::policy(SCRIPT, &style))]);
    page.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta name=\"color-scheme\" content=\"light dark\"><meta name=\"referrer\" content=\"no-referrer\">");
    page.word("title", &[], &title(stories));
    page.style(&style);
    page.raw("</head>\n<body>");
    page.raw("<a class=\"skip\" href=\"#main\">Skip to the stories</a>");
    page.raw("<header class=\"top\"><p class=\"brand\"><a href=\"#\">Rashomon</a> <span>every account, side by side</span></p></header>");
    page.raw("<main id=\"main\" tabindex=\"-1\">");
    if stories.len() != 1 {
        opening::write(&mut page, stories, &names);
    }
    for (number, side) in stories.iter().enumerate() {
        story(&mut page, Desk::new(side, number, &names), stories.len() == 1);
    }
    page.raw("</main>");
    page.raw("<aside id=\"evidence\" aria-label=\"Evidence\" tabindex=\"-1\" hidden></aside>");
    page.raw("<footer class=\"foot\"><p>Every line is an outlet’s own words and opens at its place in the report. Ranges count Unicode code points.</p></footer>");
    page.script(SCRIPT);
    page.raw("</body></html>\n");
    page.finish()
}

fn story(page: &mut Page, mut desk: Desk, alone: bool) {
    let heading = format!("{}/title", desk.story);
    let class = if desk.view.reports().len() > tools::BESIDE { "story stacked" } else { "story" };
    page.open("article", &[("class", class), ("id", &desk.story), ("aria-labelledby", &heading)]);
    head::write(page, &mut desk, &heading, alone);
    if desk.view.reports().len() > 1 {
        tools::write(page, &desk);
        rows::said(page, &mut desk);
        rows::counted(page, &mut desk);
        rows::when(page, &mut desk);
        copied::write(page, &mut desk);
        rows::named(page, &mut desk);
        only::write(page, &mut desk);
    }
    reports::write(page, &desk);
    page.close("article");
}

fn title(stories: &[SideBySide]) -> String {
    match stories {
        [side] => side.story.title.clone().unwrap_or_else(|| "One story, side by side".to_owned()),
        _ => format!("{} stories, side by side", stories.len()),
    }
}

/// The stacked layout is written once and holds on narrow screens and where it is asked for.
fn style() -> String {
    format!("{STYLE}\n@media (max-width: 52rem) {{ .sheet {{ {STACK} }} }}\n.stacked .sheet {{ {STACK} }}\n")
}

impl Page {
    /// This program's own style.
    fn style(&mut self, style: &str) {
        self.own("style", style);
    }

    /// This program's own script.
    fn script(&mut self, script: &str) {
        self.own("script", script);
    }
}

#[cfg(test)]
mod tests;
