//! Who heard it from whom, where it is printed.

use crate::Table;
use crate::credits;
use crate::cues::{self, Act};
use rashomon_news::{Chain, Quote};
use rashomon_text::Range;

/// Chains of three links or more, and credits of whole reports; by report, in order of the text.
pub fn find(table: &Table) -> Vec<Chain> {
    let mut out = Vec::new();
    for sheet in &table.sheets {
        let report = &sheet.all.report;
        let outlet = report.outlet.clone().unwrap_or_else(|| report.id.clone());
        let mut own: Vec<(Range, Vec<String>)> = Vec::new();
        for quote in sheet.all.quotes.iter().filter(|quote| cues::act(sheet.text(), quote) != Act::Other) {
            let outer =
                quote.within.and_then(|place| sheet.all.quotes.get(place)).and_then(|outer| said(sheet.text(), outer));
            let middle: Vec<String> = outer.into_iter().chain(quote.via.clone()).collect();
            let (Some(first), false) = (said(sheet.text(), quote), middle.is_empty()) else { continue };
            let links = [first].into_iter().chain(middle).chain([outlet.clone()]);
            let mut links: Vec<String> = links.map(credits::short).collect();
            links.dedup();
            if links.len() > 2 {
                let tells = quote.source.iter().chain(&quote.cue).copied().reduce(Range::cover);
                own.push((tells.unwrap_or(quote.span()), links));
            }
        }
        for (agency, words, whole) in credits::find(report) {
            if whole && agency != outlet {
                own.push((words, vec![agency.to_owned(), outlet.clone()]));
            }
        }
        own.sort();
        own.dedup();
        out.extend(own.into_iter().map(|(range, links)| Chain {
            report: report.id.clone(),
            passage: sheet.text().passage(range),
            links,
        }));
    }
    out
}

/// Who said it: the resolved name, else the report's own words for the source.
fn said(text: &rashomon_text::Text, quote: &Quote) -> Option<String> {
    quote
        .speaker
        .clone()
        .or_else(|| quote.source.first().map(|&range| text.slice(range).to_owned()))
        .filter(|words| !words.is_empty())
}
