//! Sentences, tokens, tags and trees.
//!
//! Linear models over hashed features, trained on the treebanks (`cargo xtask train language`, `models/language.md`).
//! The steps: [`tokens`] cuts words, [`sentences`] finds their ends, [`tags`] gives parts of speech, [`tree`] heads and
//! relations, [`lemmas`] dictionary forms. The trainer uses the same functions, so these modules are public.
//!
//! Bounds: time and memory grow with the length of the text; a sentence is cut at 400 tokens, a word is judged by its first
//! 48 characters, a place in a word by 16 characters on either side.

pub mod english;
pub mod features;
pub mod lemmas;
mod lines;
pub mod marks;
pub mod model;
pub mod relations;
pub mod sentences;
pub mod tags;
pub mod tokens;
pub mod tree;
pub mod weights;
pub mod word;

use crate::{Deprel, Grammar, Sentence, Token};
use model::Model;
use rashomon_news::{Report, Role};
use rashomon_text::Text;
use word::Word;

/// How many states the parser keeps: see docs/design/language.md for what more would cost and gain.
const BEAM: usize = 5;

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
    parser.grammar
}

/// Parses one text, block after block.
struct Parser<'a> {
    text: &'a Text,
    model: &'a Model<'a>,
    grammar: Grammar,
    cutting: tokens::Scratch,
    keys: Vec<u64>,
    tagging: tags::Scratch,
    parsing: tree::Scratch,
}

impl<'a> Parser<'a> {
    fn new(text: &'a Text, model: &'a Model<'a>) -> Parser<'a> {
        Parser {
            text,
            model,
            grammar: Grammar::default(),
            cutting: tokens::Scratch::default(),
            keys: Vec::new(),
            tagging: tags::Scratch::default(),
            parsing: tree::Scratch::default(),
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
        let mut first = 0;
        for end in ends {
            self.sentence(&words[first..=end], &ranges[first..=end]);
            first = end + 1;
        }
    }

    fn sentence(&mut self, words: &[Word], ranges: &[(usize, usize)]) {
        let (mut ahead, mut found, mut arcs) = (Vec::new(), Vec::new(), Vec::new());
        let (model, classes) = (self.model, self.model.tags.len());
        tags::tag(words, None, classes, &model.first, &mut self.tagging, &mut ahead);
        tags::tag(words, Some(&ahead), classes, &model.second, &mut self.tagging, &mut found);
        tree::parse(words, &found, BEAM, &model.trees, &mut self.parsing, &mut arcs);
        let base = self.grammar.tokens.len();
        for ((&(start, end), &tag), &(head, relation)) in ranges.iter().zip(&found).zip(&arcs) {
            let (Some(range), Some(&(upos, xpos))) = (self.text.range(start, end), model.tags.get(usize::from(tag)))
            else {
                continue;
            };
            let head = (head != tree::NONE).then(|| base as u32 + head);
            let deprel = match head {
                None => Deprel::Root,
                Some(_) => Deprel::ALL.get(usize::from(relation)).copied().unwrap_or(Deprel::Dep),
            };
            let lemma = model.lemmas.lemma(self.text.slice(range), tag);
            self.grammar.tokens.push(Token { range, upos, xpos, lemma, head, deprel });
        }
        let tokens = base..self.grammar.tokens.len();
        if let (Some(&(start, _)), Some(&(_, end))) = (ranges.first(), ranges.last())
            && let Some(range) = self.text.range(start, end)
        {
            self.grammar.sentences.push(Sentence { range, tokens });
        }
    }
}
