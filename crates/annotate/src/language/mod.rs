//! Sentences, tokens, tags and trees.
//!
//! Trained on the treebanks (`cargo xtask train language`, `models/language.md`). The steps: [`tokens`] cuts words and
//! [`sentences`] finds their ends, by linear models over hashed features; [`network`] gives parts of speech, heads and
//! relations; [`lemmas`] dictionary forms. The trainer uses the same functions, so these modules are public.
//!
//! Bounds: time and memory grow with the length of the text; a sentence is cut at 400 tokens, a word is judged by its first
//! 48 characters, a place in a word by 16 characters on either side.

pub mod english;
pub mod features;
pub mod lemmas;
mod lines;
pub mod marks;
pub mod model;
pub mod network;
pub mod sentences;
pub mod tokens;
pub mod weights;
pub mod word;

use crate::{Deprel, Grammar, Sentence, Token};
use model::Model;
use rashomon_news::{Report, Role};
use rashomon_text::Text;
use word::Word;

/// Sentences are read together until they have so many tokens: products of large matrices are made faster, but all that is in
/// work should stay in a near cache. Nothing that is found hangs on it.
const BATCH: usize = 512;

/// The grammar of the parts of a report that are words of the outlet (furniture left out); empty where the report is not in
/// English.
pub fn parse(report: &Report) -> Grammar {
    let model = Model::shipped().filter(|_| english::report(report));
    model.map(|model| parse_with(report, model)).unwrap_or_default()
}

/// The same by a given model.
pub fn parse_with(report: &Report, model: &Model) -> Grammar {
    let mut parser = Parser::new(&report.text, model);
    for block in report.blocks.iter().filter(|block| block.value != Role::Furniture) {
        parser.block(block.range.start(), block.range.end());
    }
    parser.read();
    parser.grammar
}

/// Parses one text, block after block.
struct Parser<'a> {
    text: &'a Text,
    model: &'a Model<'a>,
    grammar: Grammar,
    cutting: tokens::Scratch,
    keys: Vec<u64>,
    /// The words of whole sentences that wait to be read, where they stand, and where each sentence ends among them.
    words: Vec<Word>,
    ranges: Vec<(usize, usize)>,
    ends: Vec<usize>,
    reading: network::Scratch,
    told: network::Told,
}

impl<'a> Parser<'a> {
    fn new(text: &'a Text, model: &'a Model<'a>) -> Parser<'a> {
        Parser {
            text,
            model,
            grammar: Grammar::default(),
            cutting: tokens::Scratch::default(),
            keys: Vec::new(),
            words: Vec::new(),
            ranges: Vec::new(),
            ends: Vec::new(),
            reading: network::Scratch::default(),
            told: network::Told::default(),
        }
    }

    fn block(&mut self, start: usize, end: usize) {
        let text = self.text.as_str();
        let mut ranges = Vec::new();
        tokens::split(text, start, end, &self.model.tokens, &self.model.joined, &mut self.cutting, &mut ranges);
        let words: Vec<Word> = ranges.iter().map(|&(start, end)| Word::new(&text[start..end])).collect();
        let gap = |place: usize| ranges.get(place + 1).map_or("", |next| &text[ranges[place].1..next.0]);
        let spaced = |place: usize| !gap(place).is_empty();
        let breaks = |place: usize| lines::part(text, &ranges, place, gap(place));
        let mut ends = Vec::new();
        sentences::ends(&words, &spaced, &breaks, &self.model.sentences, &mut self.keys, &mut ends);
        let mut words = words.into_iter();
        let mut first = 0;
        for end in ends {
            self.words.extend(words.by_ref().take(end + 1 - first));
            self.ranges.extend(&ranges[first..=end]);
            self.ends.push(self.words.len());
            first = end + 1;
            if self.words.len() >= BATCH {
                self.read();
            }
        }
    }

    /// Reads the sentences that wait.
    fn read(&mut self) {
        let model = self.model;
        network::read(
            &self.words,
            &self.ends,
            &model.network,
            &model.inputs,
            &model.marks,
            &mut self.reading,
            &mut self.told,
        );
        let mut first = 0;
        for &end in &self.ends {
            let base = self.grammar.tokens.len();
            for place in first..end {
                let ((start, end), (head, relation)) = (self.ranges[place], self.told.arcs[place]);
                let tag = self.told.tags[place];
                let (Some(range), Some(&(upos, xpos))) =
                    (self.text.range(start, end), model.tags.get(usize::from(tag)))
                else {
                    continue;
                };
                let head = (head != network::NONE).then(|| base as u32 + head);
                let deprel = match head {
                    None => Deprel::Root,
                    Some(_) => Deprel::ALL.get(usize::from(relation)).copied().unwrap_or(Deprel::Dep),
                };
                let lemma = model.lemmas.lemma(self.text.slice(range), tag);
                self.grammar.tokens.push(Token { range, upos, xpos, lemma, head, deprel });
            }
            let tokens = base..self.grammar.tokens.len();
            if let Some(range) = self.text.range(self.ranges[first].0, self.ranges[end - 1].1) {
                self.grammar.sentences.push(Sentence { range, tokens });
            }
            first = end;
        }
        self.words.clear();
        self.ranges.clear();
        self.ends.clear();
    }
}
