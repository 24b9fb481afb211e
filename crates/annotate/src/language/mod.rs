//! Sentences, tokens, tags and trees.
//!
//! Linear models over hashed features, trained on the treebanks (`cargo xtask train language`, `models/language.md`).
//! The steps: [`tokens`] cuts words, [`sentences`] finds their ends, [`tags`] gives parts of speech, [`tree`] heads and
//! relations, [`lemmas`] dictionary forms. The trainer uses the same functions, so these modules are public.
//!
//! Bounds: time and memory grow with the length of the text; a sentence is cut at 400 tokens, a word is judged by its first
//! 48 characters, a place in a word by 16 characters on either side.

pub mod features;
pub mod lemmas;
pub mod model;
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
const BEAM: usize = 1;

/// Whether the report is in the language that the model knows: English, or not told.
pub fn known(report: &Report) -> bool {
    report.language.as_deref().is_none_or(|language| language == "en" || language.starts_with("en-"))
}

/// The grammar of the parts of a report that are words of the outlet (furniture left out); empty where the report is not in
/// English.
pub fn parse(report: &Report) -> Grammar {
    let Some(model) = Model::shipped().filter(|_| known(report)) else { return Grammar::default() };
    let mut parser = Parser::new(&report.text, model);
    for block in report.blocks.iter().filter(|block| block.value != Role::Furniture) {
        parser.block(block.range.start(), block.range.end());
    }
    parser.grammar
}

/// Parses one text, block after block.
struct Parser<'a> {
    text: &'a Text,
    model: &'a Model<'static>,
    grammar: Grammar,
    cutting: tokens::Scratch,
    keys: Vec<u64>,
    tagging: tags::Scratch,
    parsing: tree::Beam,
}

impl<'a> Parser<'a> {
    fn new(text: &'a Text, model: &'a Model<'static>) -> Parser<'a> {
        Parser {
            text,
            model,
            grammar: Grammar::default(),
            cutting: tokens::Scratch::default(),
            keys: Vec::new(),
            tagging: tags::Scratch::default(),
            parsing: tree::Beam::default(),
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
        let classes = self.model.tags.len();
        tags::tag(words, None, classes, &self.model.first, &mut self.tagging, &mut ahead);
        tags::tag(words, Some(&ahead), classes, &self.model.second, &mut self.tagging, &mut found);
        let sentence = tree::Sentence::new(words, &found, &self.model.kinds);
        tree::parse(&sentence, BEAM, &self.model.moves, &self.model.labels, &mut self.parsing, &mut arcs);
        let base = self.grammar.tokens.len();
        for (place, &(start, end)) in ranges.iter().enumerate() {
            let (Some(range), Some(&(upos, xpos))) =
                (self.text.range(start, end), self.model.tags.get(usize::from(found[place])))
            else {
                continue;
            };
            let (head, relation) = arcs[place];
            let head = (head != tree::NONE).then_some(base as u32 + head);
            let deprel = match head {
                None => Deprel::Root,
                Some(_) => Deprel::ALL.get(usize::from(relation)).copied().unwrap_or(Deprel::Dep),
            };
            let lemma = self.model.lemmas.lemma(self.text.slice(range), found[place]);
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

mod lines {
    //! Line ends inside a block.

    use super::word::class;

    /// Shorter lines are not taken for wrapped text: mails and plain-text wires wrap at 60 to 80 characters.
    const WRAPPED: usize = 55;

    /// Whether the line end in `gap`, after the token at `place`, parts sentences: any does, but for text wrapped into lines of
    /// even length, where a sentence goes on in small letters or after a long line without a stop.
    pub fn part(text: &str, ranges: &[(usize, usize)], place: usize, gap: &str) -> bool {
        if !gap.contains(['\n', '\r', '\u{2028}', '\u{2029}']) {
            return false;
        }
        if gap.matches('\n').count() > 1 {
            return true;
        }
        let (Some(&(start, end)), Some(next)) = (ranges.get(place), ranges.get(place + 1)) else { return true };
        let line = text[..end].rfind('\n').map_or(0, |at| at + 1);
        let stops = text[start..end].chars().next().is_some_and(|c| matches!(class(c), b'.' | b'"' | b')'));
        let small = text[next.0..].chars().next().is_some_and(|c| class(c) == b'a');
        !(small || (end - line >= WRAPPED && !stops))
    }
}
