//! What a number counts: the noun phrase after it.

use super::data::STOP;
use super::raw::Block;
use crate::grammar::{Grammar, Upos};
use crate::scan::Kind;

/// The noun phrase after a number; places are those of the block's words.
#[derive(Clone, Debug)]
pub(super) struct Noun {
    /// The first word after the number and the place after the head.
    pub start: usize,
    pub end: usize,
    /// The place of the head.
    pub head: usize,
}

/// At most this many words: longer phrases are mostly a mistake.
const LONGEST: usize = 8;

/// What the number that ends at `at` counts.
pub(super) fn after(block: &Block<'_>, grammar: &Grammar, at: usize) -> Option<Noun> {
    let mut place = at;
    // "hundreds of people"
    if block.is(place, &["of"]) {
        place += 1;
        while block.is(place, &["the", "these", "those", "its", "their", "his", "her", "our", "my", "all"]) {
            place += 1;
        }
        // "21 of the more than 200 girls"
        while place < at + LONGEST
            && (block.is(
                place,
                &["more", "than", "some", "about", "around", "nearly", "almost", "at", "least", "over", "roughly"],
            ) || block
                .words
                .get(place)
                .is_some_and(|word| word.kind == Kind::Digits || block.data.lexicon.numeral(word.id).is_some())
                && place > at + 1)
        {
            place += 1;
        }
    }
    while block.is(place, &["more", "other", "additional", "further", "such"]) {
        place += 1;
    }
    let start = place;
    let mut head = None;
    while place < block.words.len() && place < start + LONGEST {
        let word = &block.words[place];
        match word.kind {
            Kind::Letters => {
                match role(block, grammar, place) {
                    Role::Ends => break,
                    // After a noun an adjective or participle tells of it: "17 players responsible", "two sisters helped".
                    Role::Modifier if head.is_some() && !block.glued(place) => break,
                    Role::Noun => head = Some(place),
                    Role::Modifier => {}
                }
                place += 1;
            }
            // "dozens of Ivan's men": the owner is not counted.
            Kind::Mark if word.id == block.data.lexicon.id("'") && word.glued && block.is(place + 1, &["s"]) => {
                // "One's plan" counts nothing.
                if place == start {
                    return None;
                }
                head = None;
                place += 2;
            }
            // A hyphen inside a word, quote marks around one.
            Kind::Mark if block.hyphen(place) && word.glued && block.glued(place + 1) => place += 1,
            Kind::Mark if matches!(block.word(place), "“" | "\"" | "#") && place == start => place += 1,
            // "737 Max jets"
            Kind::Digits if block.words.get(place + 1).is_some_and(|next| next.capital && !next.glued) => place += 1,
            _ => break,
        }
    }
    let head = head?;
    // A word joined by a hyphen to another is part of it.
    if block.hyphen(head + 1) && block.glued(head + 1) {
        return None;
    }
    Some(Noun { start, end: head + 1, head })
}

enum Role {
    Noun,
    Modifier,
    Ends,
}

/// What a word can be after a number: by its tag where there is grammar, else by the word itself.
fn role(block: &Block<'_>, grammar: &Grammar, place: usize) -> Role {
    let word = &block.words[place];
    let said = block.word(place);
    if let Some(upos) = tag(grammar, word.start as usize).filter(|_| !block.title) {
        return match upos {
            Upos::Noun | Upos::Propn => Role::Noun,
            Upos::Adj | Upos::Num => Role::Modifier,
            Upos::Adv if said.ends_with("ly") => Role::Modifier,
            // "missing people", "wounded soldiers": participles before a noun.
            Upos::Verb if (said.ends_with("ed") || said.ends_with("ing")) && noun_follows(block, grammar, place) => {
                Role::Modifier
            }
            _ => Role::Ends,
        };
    }
    if block.data.lexicon.is(word.id, STOP) {
        return Role::Ends;
    }
    if said.ends_with("ed") || said.ends_with("ing") || said.ends_with("ly") {
        let follows = block
            .words
            .get(place + 1)
            .is_some_and(|next| next.kind == Kind::Letters && !block.data.lexicon.is(next.id, STOP));
        return if follows { Role::Modifier } else { Role::Ends };
    }
    Role::Noun
}

fn noun_follows(block: &Block<'_>, grammar: &Grammar, place: usize) -> bool {
    block.words.get(place + 1).is_some_and(|next| {
        next.kind == Kind::Letters
            && matches!(tag(grammar, next.start as usize), Some(Upos::Noun | Upos::Propn | Upos::Adj))
    })
}

/// The tag of the token that starts at a byte, where grammar knows one.
pub(super) fn tag(grammar: &Grammar, start: usize) -> Option<Upos> {
    let at = token(grammar, start)?;
    Some(grammar.tokens[at].upos).filter(|upos| *upos != Upos::X)
}

/// The place of the token that starts at a byte.
pub(super) fn token(grammar: &Grammar, start: usize) -> Option<usize> {
    let at = grammar.tokens.partition_point(|token| token.range.start() < start);
    (grammar.tokens.get(at)?.range.start() == start).then_some(at)
}

/// The plain form of a compared adjective: "smaller", "largest".
pub(super) fn positive(word: &str) -> Option<&'static str> {
    const PLAIN: [&str; 22] = [
        "small", "large", "big", "great", "old", "young", "new", "high", "low", "long", "short", "strong", "weak",
        "rich", "poor", "fast", "slow", "wide", "deep", "real", "cheap", "tall",
    ];
    let stem = word.strip_suffix("est").or_else(|| word.strip_suffix("er"))?;
    PLAIN.into_iter().find(|plain| {
        plain.strip_suffix('e').is_some_and(|short| short == stem)
            || *plain == stem
            || stem.strip_suffix('g') == Some(*plain)
    })
}

/// The singular of an English noun; "people" stays as it is.
pub(super) fn singular(word: &str) -> String {
    const ODD: [(&str, &str); 22] = [
        ("men", "man"),
        ("women", "woman"),
        ("children", "child"),
        ("feet", "foot"),
        ("teeth", "tooth"),
        ("mice", "mouse"),
        ("geese", "goose"),
        ("lives", "life"),
        ("wives", "wife"),
        ("knives", "knife"),
        ("leaves", "leaf"),
        ("halves", "half"),
        ("wolves", "wolf"),
        ("thieves", "thief"),
        ("people", "people"),
        ("series", "series"),
        ("species", "species"),
        ("means", "means"),
        ("news", "news"),
        ("viruses", "virus"),
        ("buses", "bus"),
        ("gases", "gas"),
    ];
    if let Some((_, one)) = ODD.iter().find(|(many, _)| word.eq_ignore_ascii_case(many)) {
        return (*one).to_owned();
    }
    if let Some(stem) = word.strip_suffix("men") {
        return format!("{stem}man");
    }
    let cut = |end: &str, more: &str| word.strip_suffix(end).map(|stem| format!("{stem}{more}"));
    if word.len() < 4 || !word.ends_with('s') || word.ends_with("ss") || word.ends_with("us") || word.ends_with("is") {
        return word.to_owned();
    }
    cut("ies", "y")
        .filter(|_| word.len() > 5)
        .or_else(|| cut("sses", "ss"))
        .or_else(|| cut("shes", "sh"))
        .or_else(|| cut("ches", "ch"))
        .or_else(|| cut("xes", "x"))
        .or_else(|| cut("zzes", "zz"))
        .or_else(|| cut("oes", "o"))
        .or_else(|| cut("s", ""))
        .unwrap_or_else(|| word.to_owned())
}
