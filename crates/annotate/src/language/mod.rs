//! Sentences, tokens, tags and trees.

use crate::{Deprel, Grammar, Sentence, Token, Upos};
use rashomon_news::Report;

/// The grammar of the parts of a report that are words of the outlet (furniture left out).
pub fn parse(report: &Report) -> Grammar {
    let mut grammar = Grammar::default();
    for block in report.blocks.iter() {
        let first = grammar.tokens.len();
        let words = report.text.slice(block.range).split_whitespace();
        for range in words.filter_map(|word| report.text.range_of(word)) {
            let lemma = report.text.slice(range).to_lowercase().into();
            grammar.tokens.push(Token { range, upos: Upos::X, lemma, head: None, deprel: Deprel::Dep });
        }
        if first < grammar.tokens.len() {
            grammar.sentences.push(Sentence { range: block.range, tokens: first..grammar.tokens.len() });
        }
    }
    grammar
}
