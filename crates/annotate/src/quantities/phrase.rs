//! The smallest phrase that says the number, what it counts and what happened to it.

use super::Said;
use super::data::{STOP, Sort};
use super::raw::Block;
use crate::grammar::Grammar;
use crate::scan::Kind;

/// Places of the block's words.
#[derive(Clone, Copy)]
pub(super) struct Phrase {
    pub start: usize,
    pub end: usize,
    /// The word for what happened.
    pub happened: Option<usize>,
}

pub(super) fn around(block: &Block<'_>, grammar: &Grammar, said: &Said) -> Phrase {
    let mut phrase = Phrase { start: said.start, end: said.end, happened: None };
    // "a 42-year-old man", "the 30cm-diameter well"
    if let (Some(noun), Some(Sort::Age | Sort::Time | Sort::Measure)) = (&said.noun, said.sort) {
        phrase.end = phrase.end.max(noun.end);
    }
    // "a 130-foot-deep chute", "the 80m-deep well"
    if said.sort.is_some() && block.hyphen(phrase.end) && block.glued(phrase.end) && block.glued(phrase.end + 1) {
        phrase.end += 2;
        if let Some(noun) = super::noun::after(block, grammar, phrase.end) {
            phrase.end = noun.end;
        }
    }
    if said.sort == Some(Sort::Time) && block.is(phrase.end, &["ago", "earlier", "later"]) {
        phrase.end += 1;
    }
    if phrase.start > 0 && block.is(phrase.start - 1, &["a", "an", "the", "another", "his", "her", "its", "their"]) {
        phrase.start -= 1;
    }
    if said.rule == "quantities/age"
        && said.sort == Some(Sort::Age)
        && phrase.start > 1
        && block.word(phrase.start - 1) == ","
    {
        // "Anna Lund, 30": the name belongs to it.
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
        while at < phrase.end + 5
            && block.is(
                at,
                &[
                    "were",
                    "was",
                    "are",
                    "have",
                    "has",
                    "had",
                    "been",
                    "being",
                    "also",
                    "left",
                    "more",
                    "ever",
                    "already",
                    "just",
                    "reportedly",
                ],
            )
        {
            at += 1;
        }
        let known = |at: usize| super::class::of_verb(block.data, block.word(at)).is_some();
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
    if phrase.happened.is_none() {
        grow(block, &mut phrase);
    }
    phrase
}

/// Shorter phrases do not say what the number is of.
const LEAST: usize = 24;
/// Longer ones are not small.
const MOST: usize = 44;

/// Takes in the prepositional phrase after a short phrase, then the words that lead to it.
fn grow(block: &Block<'_>, phrase: &mut Phrase) {
    let length = |phrase: &Phrase| match (block.words.get(phrase.start), block.words.get(phrase.end.wrapping_sub(1))) {
        (Some(first), Some(last)) => (last.end - first.start) as usize,
        _ => usize::MAX,
    };
    let plain = |at: usize| {
        block
            .words
            .get(at)
            .is_some_and(|word| word.kind == Kind::Letters && block.data.lexicon.numeral(word.id).is_none())
            || block.hyphen(at)
            || block.is(at, &["'", "’", "(", ")"]) && block.is(at, &["'", "’"])
    };
    if block.is(
        phrase.end,
        &[
            "of", "in", "from", "since", "after", "for", "on", "to", "at", "deep", "wide", "long", "high", "old",
            "tall", "higher", "lower", "premium", "who", "with",
        ],
    ) {
        let mut at = phrase.end;
        while plain(at)
            && length(phrase) < LEAST
            && !(at > phrase.end && block.is(at, &["and", "but", "or", "that", "which", "while", "when", "as"]))
        {
            at += 1;
            let grown = Phrase { end: at, ..*phrase };
            if length(&grown) > MOST {
                break;
            }
            phrase.end = at;
        }
    }
    let first = phrase.start;
    while phrase.start > 0 && first - phrase.start < 4 && length(phrase) < LEAST && plain(phrase.start - 1) {
        phrase.start -= 1;
    }
}
