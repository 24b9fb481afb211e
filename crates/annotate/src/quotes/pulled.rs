//! Pull quotes: a sentence of the report set again in large type, with or without its speaker.
//!
//! Finds: the block whose words (without marks and stops) are also said in a quotation of the text. Does not find: pull quotes that
//! the text does not have, since nothing says whose they are.

use rashomon_news::{Quote, QuoteKind, Report, Role, Rule};

/// Shorter blocks may be anything.
const LEAST_LETTERS: usize = 20;

/// The pull quotes that repeat a quotation.
pub fn find(report: &Report, quotes: &[Quote]) -> Vec<Quote> {
    let said: Vec<String> = quotes
        .iter()
        .map(|quote| quote.content.iter().map(|part| plain(report.text.slice(*part))).collect::<Vec<_>>().join(""))
        .collect();
    let blocks = report.blocks.iter().filter(|block| block.value == Role::Pullquote);
    let mut found = Vec::new();
    for block in blocks {
        let words = plain(report.text.slice(block.range));
        let from = said.iter().position(|said| words.len() >= LEAST_LETTERS && said.contains(&words));
        if let Some(quote) = from.map(|place| &quotes[place]) {
            let marks = |c: char| c.is_whitespace() || "\"“”„«»‘’'".contains(c);
            found.push(Quote {
                kind: QuoteKind::Direct,
                content: vec![report.text.trim_matches(block.range, marks)],
                cue: Vec::new(),
                source: Vec::new(),
                speaker: quote.speaker.clone(),
                candidates: quote.candidates.clone(),
                via: quote.via.clone(),
                within: None,
                probability: None,
                rule: Rule::new("quotes/pulled"),
            });
        }
    }
    found
}

/// Letters and digits alone, in lower case.
fn plain(words: &str) -> String {
    words.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
