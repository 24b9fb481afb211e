//! Figures from raw text, as the scorer reckons them.

use crate::train::treebank::Document;
use rashomon_annotate::language::{self, model::Model};
use rashomon_news::{Report, Role};
use rashomon_text::{Layer, Text};
use std::collections::{BTreeMap, BTreeSet};
use std::time::Instant;

type Span = (usize, usize);

/// F1 of tokens, sentences, tags and trees, and tokens a second.
pub fn score(documents: &[Document], model: &Model) -> String {
    let (mut gold_words, mut found_words, mut gold_sentences, mut found_sentences) = (0, 0, 0, 0);
    let (mut tokens, mut upos, mut uas, mut las, mut sentences) = (0, 0, 0, 0, 0);
    let mut seconds = 0.0;
    for document in documents {
        let text = Text::new(document.text.as_str());
        let mut report = Report::new("gold", text.clone());
        let paragraphs = text.as_str().split("\n\n").filter_map(|part| text.range_of(part));
        report.blocks = Layer::new(paragraphs.map(|range| (range, Role::Paragraph)));
        let start = Instant::now();
        let grammar = language::parse_with(&report, model);
        seconds += start.elapsed().as_secs_f64();
        let span = |place: u32| {
            let range = grammar.tokens[place as usize].range;
            (range.start(), range.end())
        };
        let found: BTreeMap<Span, usize> = (0..grammar.tokens.len()).map(|place| (span(place as u32), place)).collect();
        for sentence in &document.sentences {
            for word in sentence {
                let Some(&place) = found.get(&word.range) else { continue };
                let token = &grammar.tokens[place];
                let right = token.head.map(span) == word.head.map(|head| sentence[head].range);
                tokens += 1;
                upos += usize::from(token.upos.name() == word.upos);
                uas += usize::from(right);
                las += usize::from(right && token.deprel.name() == word.deprel);
            }
            gold_words += sentence.len();
        }
        let ends =
            |sentence: &Vec<crate::train::treebank::Word>| Some((sentence.first()?.range.0, sentence.last()?.range.1));
        let gold: BTreeSet<Span> = document.sentences.iter().filter_map(ends).collect();
        let told: BTreeSet<Span> = grammar.sentences.iter().map(|s| (s.range.start(), s.range.end())).collect();
        sentences += gold.intersection(&told).count();
        (gold_sentences, found_sentences) = (gold_sentences + gold.len(), found_sentences + told.len());
        found_words += grammar.tokens.len();
    }
    let f1 = |hits: usize| 2.0 * hits as f64 / (gold_words + found_words) as f64;
    let sentences = 2.0 * sentences as f64 / (gold_sentences + found_sentences) as f64;
    let (tokens, upos, uas, las) = (f1(tokens), f1(upos), f1(uas), f1(las));
    let speed = found_words as f64 / seconds;
    format!("tokens {tokens:.4} sentences {sentences:.4} UPOS {upos:.4} UAS {uas:.4} LAS {las:.4}, {speed:.0} tokens/s")
}
