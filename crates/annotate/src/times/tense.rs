//! When a clause takes place, as far as the words around a time expression tell.

use super::is;
use super::meaning::Tense;
use super::read::Reader;
use super::rules::MONTH;
use crate::Grammar;
use crate::scan::Kind;

/// How many words to the left and right are looked at: a clause of news is rarely longer.
const REACH: usize = 14;

const FUTURE: [&str; 11] =
    ["will", "shall", "would", "may", "might", "should", "must", "scheduled", "due", "expected", "ll"];
const PAST: [&str; 43] = [
    "was", "were", "had", "said", "told", "made", "took", "came", "went", "began", "met", "held", "left", "won",
    "lost", "fell", "rose", "shot", "found", "sent", "gave", "got", "ran", "saw", "died", "broke", "struck", "sought",
    "brought", "spoke", "did", "became", "known", "seen", "taken", "killed", "wrote", "kept", "paid", "sold", "bought",
    "been", "grew",
];

/// The tense of the clause that holds the words `at..next`.
pub(super) fn around(reader: &Reader<'_>, _grammar: &Grammar, at: usize, next: usize) -> Tense {
    let (text, words) = (reader.text, reader.words);
    let before = |back: usize| at.checked_sub(back).map(|place| &words[place]);
    let said = |back: usize, these: &[&str]| before(back).is_some_and(|word| is(word, text, these));
    // "as early as Tuesday" looks ahead, and so do "by February", "until mid-May" before months.
    let month = words.get(at).is_some_and(|word| reader.rules.lexicon.is(word.id, MONTH));
    if said(1, &["as"]) && said(2, &["early", "soon"])
        || month && said(1, &["by", "until", "till", "effective", "expires", "expire"])
    {
        return Tense::Future;
    }
    if said(1, &["ended", "since"]) {
        return Tense::Past;
    }
    // "Friday's ceremony" was, mostly.
    if words.get(next).is_some_and(|mark| mark.glued && is(mark, text, &["'", "’"]))
        && words.get(next + 1).is_some_and(|s| s.glued && is(s, text, &["s"]))
    {
        return Tense::Past;
    }
    let ends = |place: usize| {
        let word = &words[place];
        word.kind == Kind::Mark
            && matches!(word.of(text), "." | "!" | "?" | ";")
            && words.get(place + 1).is_none_or(|next| !next.glued && next.capital)
    };
    for place in (at.saturating_sub(REACH)..at).rev() {
        if ends(place) {
            break;
        }
        match verb(reader, place) {
            Tense::Unknown => {}
            tense => return tense,
        }
    }
    for place in next..words.len().min(next + REACH) {
        if ends(place) {
            break;
        }
        match verb(reader, place) {
            Tense::Unknown => {}
            tense => return tense,
        }
    }
    Tense::Unknown
}

fn verb(reader: &Reader<'_>, place: usize) -> Tense {
    let (text, words) = (reader.text, reader.words);
    let word = &words[place];
    if word.kind != Kind::Letters {
        return Tense::Unknown;
    }
    if is(word, text, &FUTURE) && !word.capital {
        // "would have come", "could have been" are past.
        let have = words.get(place + 1).is_some_and(|next| is(next, text, &["have"]));
        return if have { Tense::Past } else { Tense::Future };
    }
    if is(word, text, &["to"]) {
        // "is to meet", "plans to leave", "set to"; "went to London" is none.
        let verb = words.get(place + 1).is_some_and(|next| {
            !next.capital
                && next.kind == Kind::Letters
                && !is(next, text, &["the", "a", "an", "his", "her", "its", "their"])
        });
        let before = place.checked_sub(1).map(|before| &words[before]);
        let planned = before.is_some_and(|before| {
            is(
                before,
                text,
                &[
                    "is",
                    "are",
                    "plan",
                    "plans",
                    "planned",
                    "planning",
                    "scheduled",
                    "due",
                    "set",
                    "expected",
                    "expects",
                    "hopes",
                    "wants",
                    "ready",
                    "intends",
                    "vowed",
                    "promised",
                    "agreed",
                    "likely",
                    "going",
                    "way",
                ],
            )
        });
        // "had been due to expire"
        let past =
            words[place.saturating_sub(4)..place].iter().any(|word| is(word, text, &["was", "were", "had", "been"]));
        return match verb && planned {
            true if past => Tense::Past,
            true => Tense::Future,
            false => Tense::Unknown,
        };
    }
    if is(word, text, &PAST) || word.len() > 4 && !word.capital && word.of(text).ends_with("ed") {
        // "will be opened", "to be held".
        let before = &words[place.saturating_sub(3)..place];
        if before.iter().any(|word| is(word, text, &["will", "would", "may", "could", "should", "must", "ll"]))
            || before.windows(2).any(|two| is(&two[0], text, &["to"]) && is(&two[1], text, &["be"]))
                && !is(word, text, &["said"])
        {
            return Tense::Future;
        }
        // "is expected", "is scheduled" look ahead.
        if is(word, text, &["expected", "scheduled", "planned", "proposed"]) {
            let past = words[place.saturating_sub(3)..place]
                .iter()
                .any(|word| is(word, text, &["was", "were", "had", "been"]));
            return if past { Tense::Past } else { Tense::Future };
        }
        return Tense::Past;
    }
    Tense::Unknown
}
