//! The other opinion: what a readability extractor keeps of each line.

use super::tree::Page;
use crate::line::words::hashes;
use dom_query::Document;
use dom_smoothie::{Config, Readability};
use std::collections::HashSet;

/// The text the other extractor takes for the article; `None` where it finds none.
pub fn text(document: Document) -> Option<String> {
    let config = Config { disable_json_ld: true, max_elements_to_parse: MOST_ELEMENTS, ..Config::default() };
    let mut readability = Readability::with_document(document, None, Some(config)).ok()?;
    let article = readability.parse().ok()?;
    Some(article.text_content.to_string())
}

/// Pages of more elements than this are not given to the other extractor, whose time grows faster than the page.
const MOST_ELEMENTS: usize = 60_000;

/// What share of each line's runs of three words (of its words, where it has fewer) stand in that text.
pub fn shares(page: &Page, text: Option<&str>) -> Vec<f32> {
    let Some(text) = text else { return vec![0.0; page.lines.len()] };
    let run = |words: &[u32]| {
        words.iter().fold(words.len() as u64, |hash, word| {
            hash.rotate_left(17).wrapping_mul(0x0100_0000_01b3) ^ u64::from(*word)
        })
    };
    let mut kept = HashSet::new();
    for line in text.lines() {
        let hashes = all(line);
        kept.extend((1..=3).flat_map(|size| hashes.windows(size)).map(run));
    }
    page.lines
        .iter()
        .map(|line| {
            let hashes = all(&line.text);
            let size = hashes.len().clamp(1, 3);
            let runs = hashes.windows(size).count();
            let found = hashes.windows(size).filter(|words| kept.contains(&run(words))).count();
            found as f32 / runs.max(1) as f32
        })
        .collect()
}

fn all(line: &str) -> Vec<u32> {
    // `hashes` stops at 400 words a line; whole articles may stand on one line of the other extractor's text.
    let words = line.split_whitespace().collect::<Vec<_>>();
    words.chunks(300).flat_map(|part| hashes(&part.join(" "))).collect()
}
