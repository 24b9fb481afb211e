//! What a time expression dates, by the tree of its sentence.

use super::{Told, is_happening};
use crate::grammar::{Deprel, Grammar, Upos};
use crate::scan;
use rashomon_news::Report;
use rashomon_text::Range;

/// How far up the tree a verb is looked for: further it is another clause's.
const CLIMB: usize = 6;

pub(super) fn told(report: &Report, grammar: &Grammar, time: Range) -> Option<Told> {
    let tokens = grammar.tokens_in(time);
    let first = tokens.clone().next()?;
    if grammar.tokens[first].upos == Upos::X {
        return None;
    }
    // The token of the expression that hangs on something outside it.
    let mut at =
        tokens.clone().find(|&at| grammar.tokens[at].head.is_none_or(|head| !tokens.contains(&(head as usize))))?;
    for _ in 0..CLIMB {
        let head = grammar.tokens[at].head? as usize;
        if tokens.contains(&head) {
            return None;
        }
        let token = &grammar.tokens[head];
        match token.upos {
            // "the deserted well on Sunday": a participle before a noun is no clause.
            Upos::Verb if token.deprel != Deprel::Amod && !after_determiner(grammar, head) => {
                return Some(clause(report, grammar, head, time, "happenings/verb"));
            }
            Upos::Noun if is_happening(&token.lemma) => {
                return Some(clause(report, grammar, head, time, "happenings/noun"));
            }
            // "was president in 2011": the copula's sentence.
            Upos::Noun | Upos::Adj
                if !matches!(
                    token.deprel,
                    Deprel::Obj | Deprel::Obl | Deprel::Nmod | Deprel::Amod | Deprel::Compound
                ) && grammar.children(head).any(|child| grammar.tokens[child].deprel == Deprel::Cop) =>
            {
                return Some(clause(report, grammar, head, time, "happenings/state"));
            }
            _ => at = head,
        }
    }
    None
}

fn clause(report: &Report, grammar: &Grammar, head: usize, time: Range, rule: &'static str) -> Told {
    let names = |at: usize| {
        let token = &grammar.tokens[at];
        matches!(token.upos, Upos::Noun | Upos::Propn | Upos::Pron) && !time.overlaps(token.range)
    };
    let child = |relation: Deprel| {
        grammar.children(head).find(|&child| grammar.tokens[child].deprel == relation && names(child))
    };
    // Of a noun: whose it is, or what it is of.
    let owner = || child(Deprel::Nmod).filter(|&owner| !is_place(report, grammar, owner));
    let who = child(Deprel::Nsubj).or_else(|| (grammar.tokens[head].upos == Upos::Noun).then(owner).flatten());
    let place = grammar.children(head).find(|&child| {
        matches!(grammar.tokens[child].deprel, Deprel::Obl | Deprel::Nmod) && is_place(report, grammar, child)
    });
    let range = reach(grammar, head);
    Told {
        head: grammar.tokens[head].range,
        lemma: grammar.tokens[head].lemma.to_string(),
        who: who.map(|who| phrase(grammar, who)),
        place: place.map(|place| phrase(grammar, place)),
        clause: range,
        rule,
    }
}

fn after_determiner(grammar: &Grammar, at: usize) -> bool {
    at.checked_sub(1).is_some_and(|before| grammar.tokens[before].upos == Upos::Det)
}

/// "in Paris", "at the airport" with a name in it.
fn is_place(report: &Report, grammar: &Grammar, at: usize) -> bool {
    let token = &grammar.tokens[at];
    let case = grammar.children(at).find(|&child| grammar.tokens[child].deprel == Deprel::Case);
    let near = case
        .is_some_and(|case| matches!(&*grammar.tokens[case].lemma, "in" | "at" | "near" | "outside" | "over" | "off"));
    near && token.upos == Upos::Propn
        && report.text.slice(token.range).starts_with(char::is_uppercase)
        && !is_calendar(&token.lemma)
}

fn is_calendar(lemma: &str) -> bool {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    MONTHS.iter().chain(&scan::WEEKDAYS).any(|name| name.eq_ignore_ascii_case(lemma))
}

/// How deep a clause may be for its ends to be told.
const DEEP: usize = 40;

/// The clause of a head: from the first to the last token under it, without clauses that hang beside it.
fn reach(grammar: &Grammar, head: usize) -> Range {
    let mut range = grammar.tokens[head].range;
    let tokens = grammar.sentence_of(head).map_or(0..0, |sentence| sentence.tokens.clone());
    for token in tokens {
        let mut at = token;
        for _ in 0..DEEP {
            let Some(above) = grammar.tokens[at].head.map(|above| above as usize) else { break };
            if above == head {
                let relation = grammar.tokens[at].deprel;
                let apart = matches!(relation, Deprel::Conj | Deprel::Parataxis | Deprel::Advcl | Deprel::Punct);
                if !apart {
                    range = range.cover(grammar.tokens[token].range);
                }
                break;
            }
            at = above;
        }
    }
    range
}

/// A noun with the words before it, without clauses and prepositions.
fn phrase(grammar: &Grammar, at: usize) -> Range {
    let mut range = grammar.tokens[at].range;
    for child in grammar.children(at) {
        let token = &grammar.tokens[child];
        if matches!(token.deprel, Deprel::Compound | Deprel::Flat | Deprel::Amod | Deprel::Nummod | Deprel::Det) {
            range = range.cover(token.range);
        }
    }
    range
}
