//! One report as the chain makers see it.

use super::lexicon;
use super::looks::{Case, Looks};
use super::names::Name;
use super::tagger::Class;
use crate::{Deprel, Grammar, Upos};
use rashomon_news::{Report, Role};
use rashomon_text::{Range, Text};

/// One report as the chain makers see it.
pub struct Scene<'a> {
    /// Its words.
    pub text: &'a Text,
    /// Its tokens, sentences and trees.
    pub grammar: &'a Grammar,
    /// What its words look like.
    pub looks: Looks,
    /// The names, in order.
    pub names: Vec<Name>,
    /// For each token, the place of the name that covers it.
    named: Vec<Option<u32>>,
    /// Where the headlines are: in them every word may have a capital.
    headlines: Vec<Range>,
    /// Where paragraphs and subheads are.
    running: Vec<Range>,
}

impl<'a> Scene<'a> {
    /// Joins the parts.
    pub fn new(report: &'a Report, grammar: &'a Grammar, looks: Looks, names: Vec<Name>) -> Scene<'a> {
        let mut named = vec![None; grammar.tokens.len()];
        for (place, name) in names.iter().enumerate() {
            named[name.tokens.clone()].iter_mut().for_each(|slot| *slot = Some(place as u32));
        }
        let tells = |role: Role| matches!(role, Role::Paragraph | Role::Subhead);
        let running = report.blocks.iter().filter(|block| tells(block.value)).map(|block| block.range);
        let headlines = report.blocks.iter().filter(|block| block.value == Role::Headline).map(|block| block.range);
        Scene {
            text: &report.text,
            grammar,
            looks,
            names,
            named,
            headlines: headlines.collect(),
            running: running.collect(),
        }
    }

    /// The gazetteer's form of a token; empty outside the text and for marks.
    pub fn key(&self, token: usize) -> &str {
        if token < self.grammar.tokens.len() { self.looks.key(token) } else { "" }
    }

    /// A token as printed.
    pub fn word(&self, token: usize) -> &str {
        self.grammar.tokens.get(token).map_or("", |token| self.text.slice(token.range))
    }

    /// What the lexicon knows of a token.
    pub fn known(&self, token: usize) -> u32 {
        self.looks.tokens.get(token).map_or(0, |look| look.known)
    }

    /// Whether a token is capitalised.
    pub fn capital(&self, token: usize) -> bool {
        self.looks.tokens.get(token).is_some_and(|look| look.case.capital())
    }

    /// Whether a token has a letter or digit.
    pub fn solid(&self, token: usize) -> bool {
        self.looks.tokens.get(token).is_some_and(|look| look.case != Case::Mark)
    }

    /// The part of speech.
    pub fn upos(&self, token: usize) -> Upos {
        self.grammar.tokens.get(token).map_or(Upos::X, |token| token.upos)
    }

    /// The name that covers a token.
    pub fn name_at(&self, token: usize) -> Option<&Name> {
        self.names.get(self.named.get(token).copied().flatten()? as usize)
    }

    /// Whether a name of this class covers a token.
    pub fn is(&self, token: usize, class: Class) -> bool {
        self.name_at(token).is_some_and(|name| name.class == class)
    }

    /// Whether a token stands in a headline.
    pub fn headline(&self, token: usize) -> bool {
        let range = self.grammar.tokens.get(token).map(|token| token.range);
        range.is_some_and(|range| self.headlines.iter().any(|headline| headline.contains(range)))
    }

    /// Whether a token stands in running text: not in a headline, a caption, a credit or furniture.
    pub fn running(&self, token: usize) -> bool {
        let range = self.grammar.tokens.get(token).map(|token| token.range);
        range.is_some_and(|range| {
            let after = self.running.partition_point(|block| block.end() <= range.start());
            self.running.get(after).is_some_and(|block| block.contains(range))
        })
    }

    /// The sentence of a token, by its place.
    pub fn sentence(&self, token: usize) -> usize {
        self.looks.tokens.get(token).map_or(0, |look| look.sentence as usize)
    }

    /// Tokens of the sentence of a token.
    pub fn sentence_tokens(&self, token: usize) -> std::ops::Range<usize> {
        self.looks.sentences.get(self.sentence(token)).cloned().unwrap_or(0..0)
    }

    /// The characters of some tokens.
    pub fn range(&self, tokens: &std::ops::Range<usize>) -> Range {
        let all = &self.grammar.tokens;
        match (all.get(tokens.start), tokens.end.checked_sub(1).and_then(|last| all.get(last))) {
            (Some(first), Some(last)) => first.range.cover(last.range),
            _ => Range::default(),
        }
    }

    /// Some tokens as printed, white space made single.
    pub fn words(&self, tokens: &std::ops::Range<usize>) -> String {
        self.text.slice(self.range(tokens)).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Whether one of these tokens is the subject of a clause.
    pub fn subject(&self, tokens: &std::ops::Range<usize>) -> bool {
        self.grammar
            .tokens
            .get(tokens.clone())
            .is_some_and(|tokens| tokens.iter().any(|token| token.deprel == Deprel::Nsubj))
    }

    /// Whether the word is a plural noun for persons, or singular one.
    pub fn person_noun(&self, token: usize) -> Option<bool> {
        let key = self.key(token);
        if self.known(token) & (lexicon::PERSON_NOUN | lexicon::ROLE) != 0
            && (!key.ends_with('s') || key.ends_with("ss"))
        {
            return Some(false);
        }
        if matches!(key, "men" | "women" | "people" | "children" | "police") {
            return Some(true);
        }
        let singular = lexicon::singular(key)?;
        let lexicon = lexicon::Lexicon::get();
        let known = lexicon.known(&singular) | lexicon.lists(&singular);
        (known & (lexicon::PERSON_NOUN | lexicon::ROLE) != 0).then_some(true)
    }
}
