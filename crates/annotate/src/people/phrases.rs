//! Names of several words that the gazetteer knows.

use super::lexicon::{self, FIRST, LONGEST, Lexicon};
use super::looks::{Case, Keys, Look, phrase};
use std::ops::Range;

/// Marks the longest phrases of the gazetteer, left to right.
pub(super) fn mark(tokens: &mut [Look], keys: &Keys, sentence: Range<usize>, lexicon: &Lexicon) {
    let mut at = sentence.start;
    let mut key = String::new();
    while at < sentence.end {
        if !tokens[at].case.capital() || keys.of(at).is_empty() {
            at += 1;
            continue;
        }
        key.clear();
        key.push_str(keys.of(at));
        let mut found = None;
        let mut parts = 1;
        let until = sentence.end.min(at + 2 * LONGEST);
        for (next, look) in tokens.iter().enumerate().take(until).skip(at + 1) {
            let part = keys.of(next);
            if part.is_empty() {
                continue;
            }
            parts += 1;
            if parts > LONGEST {
                break;
            }
            key.push(' ');
            key.push_str(part);
            let known = lexicon.known(&key);
            if known != 0 && look.case != Case::Lower {
                found = Some((next + 1, known));
            }
        }
        let Some((end, known)) = found else {
            at += 1;
            continue;
        };
        let mut bits = 0;
        for (kinds, bit) in [
            (lexicon::COUNTRY | lexicon::TOWN | lexicon::SMALL_TOWN | lexicon::REGION, phrase::PLACE),
            (lexicon::ORGANISATION | lexicon::BODY_NOUN, phrase::BODY),
            (lexicon::KNOWN | FIRST | lexicon::SURNAME, phrase::PERSON),
            (lexicon::PEOPLE, phrase::PEOPLE),
            (lexicon::PERSON_NOUN, phrase::ROLE),
        ] {
            if known & kinds != 0 {
                bits |= bit;
            }
        }
        tokens[at].phrase = bits | phrase::BEGIN;
        tokens[at + 1..end].iter_mut().for_each(|look| look.phrase = bits | phrase::INSIDE);
        at = end;
    }
}
