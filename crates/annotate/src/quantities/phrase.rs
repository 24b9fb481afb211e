//! The smallest phrase that says the number, what it counts and what happened to it.

use super::Said;
use super::data::{STOP, Sort};
use super::raw::Block;
use crate::grammar::Grammar;
use crate::scan::Kind;

/// Places of the block's words.
pub(super) struct Phrase {
    pub start: usize,
    pub end: usize,
    /// The word for what happened.
    pub happened: Option<usize>,
}

pub(super) fn around(block: &Block<'_>, _grammar: &Grammar, said: &Said) -> Phrase {
    let mut phrase = Phrase { start: said.start, end: said.end, happened: None };
    // "a 42-year-old man", "the 30cm-diameter well"
    if let (Some(noun), Some(Sort::Age | Sort::Time | Sort::Measure)) = (&said.noun, said.sort) {
        phrase.end = phrase.end.max(noun.end);
    }
    if phrase.start > 0 && block.is(phrase.start - 1, &["a", "an", "the", "another", "his", "her", "its", "their"]) {
        phrase.start -= 1;
    }
    if said.rule == "quantities/age"
        && said.sort == Some(Sort::Age)
        && phrase.start > 1
        && block.word(phrase.start - 1) == ","
    {
        // "Martin Bamford, 30": the name belongs to it.
        phrase.start -= 1;
        while phrase.start > 0
            && block.words[phrase.start - 1].capital
            && block.words[phrase.start - 1].kind == Kind::Letters
        {
            phrase.start -= 1;
        }
        return phrase;
    }
    if said.sort.is_none() {
        // "… were killed", "… dead"
        let mut at = phrase.end;
        while at < phrase.end + 3
            && block.is(at, &["were", "was", "are", "have", "has", "had", "been", "being", "also", "left", "more"])
        {
            at += 1;
        }
        let known = |at: usize| {
            let word = block.word(at).to_lowercase();
            block.data.classes.iter().any(|class| class.verbs.contains(word.as_str()))
        };
        if at < block.words.len() && (known(at) || at > phrase.end && block.word(at).ends_with("ed")) {
            phrase.happened = Some(at);
            phrase.end = at + 1;
        } else if phrase.start > 0
            && known(phrase.start - 1)
            && !block.data.lexicon.is(block.words[phrase.start - 1].id, STOP)
            || phrase.start > 0 && known(phrase.start - 1)
        {
            // "killing 12 people", "left seven dead"
            phrase.happened = Some(phrase.start - 1);
            phrase.start -= 1;
        }
        if phrase.start > 0 && block.is(phrase.start - 1, &["left", "leaving"]) {
            phrase.start -= 1;
        }
    }
    phrase
}
