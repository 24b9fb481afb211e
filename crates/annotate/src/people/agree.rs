//! One report calls one name one thing: titles come off, votes are taken, forgotten repeats are found.

use super::chains::legal_form;
use super::lexicon;
use super::looks::{Case, Looks, told};
use super::names::Name;
use super::tagger::Class;
use std::collections::BTreeMap;
use std::ops::Range;

/// Makes the names of a report agree.
pub fn settle(looks: &Looks, names: Vec<Name>) -> Vec<Name> {
    let mut names: Vec<Name> = names.into_iter().filter_map(|name| trimmed(looks, name)).collect();
    acronyms(looks, &mut names);
    after_roles(looks, &mut names);
    vote(looks, &mut names);
    bodies(looks, &mut names);
    repeats(looks, &mut names);
    names
}

/// Without titles before a person, and without marks at the ends.
fn trimmed(looks: &Looks, mut name: Name) -> Option<Name> {
    let mark = |token: usize| looks.tokens[token].case == Case::Mark;
    if name.class == Class::Person {
        while name.tokens.len() > 1 && titles(looks, name.tokens.start, name.tokens.start + 1 < name.tokens.end - 1) {
            name.tokens.start += 1;
        }
        // "IRS Commissioner John Koskinen": a title inside ends all that stands before it.
        let inner =
            name.tokens.clone().skip(1).take(name.tokens.len().saturating_sub(2)).rfind(|&token| office(looks, token));
        if let Some(title) = inner {
            name.tokens.start = title + 1;
        }
        if office(looks, name.tokens.end - 1) {
            return None;
        }
        let known = looks.tokens[name.tokens.start].known;
        let lone = name.tokens.len() == 1 && known & (lexicon::TITLE | lexicon::HONORIFIC) != 0;
        if lone && known & (lexicon::FIRST | lexicon::SURNAME) == 0 {
            return None;
        }
    }
    if name.class == Class::Person {
        name.tokens.end = hyphened(looks, &name.tokens);
    }
    while name.tokens.len() > 1 && mark(name.tokens.end - 1) && !stop(looks, &name.tokens) {
        name.tokens.end -= 1;
    }
    if name.tokens.len() == 1 && common(looks, name.tokens.start) {
        return None;
    }
    while name.tokens.len() > 1 && mark(name.tokens.start) {
        name.tokens.start += 1;
    }
    (!name.tokens.is_empty()).then_some(name)
}

/// Where a name ends whose last part goes on after a hyphen in lower case: "Mei-yu".
fn hyphened(looks: &Looks, tokens: &Range<usize>) -> usize {
    let is_hyphen = |token: usize| looks.tokens.get(token).is_some_and(|look| look.lower == lexicon::hash(b"-"));
    let hyphen = if is_hyphen(tokens.end - 1) { tokens.end - 1 } else { tokens.end };
    let part = hyphen + 1;
    let sentence = looks.tokens[tokens.start].sentence;
    let goes_on = looks.tokens.get(part).is_some_and(|look| {
        look.sentence == sentence
            && look.case == Case::Lower
            && look.known & lexicon::EVERYDAY == 0
            && look.known & lexicon::PEOPLE == 0
    });
    if is_hyphen(hyphen) && goes_on { part + 1 } else { tokens.end }
}

/// Whether a name ends in the stop of an abbreviation: "U . S ."
fn stop(looks: &Looks, tokens: &Range<usize>) -> bool {
    let last = &looks.tokens[tokens.end - 1];
    last.lower == lexicon::hash(b".") && looks.tokens[tokens.end - 2].case == Case::Initial
}

/// Whether a capitalised common noun stands for something named before or known to all: "the Court", "the City".
fn common(looks: &Looks, token: usize) -> bool {
    let look = &looks.tokens[token];
    let noun = look.known
        & (lexicon::BODY | lexicon::PLACE | lexicon::BODY_NOUN | lexicon::PLACE_NOUN | lexicon::BUILDING_NOUN)
        != 0;
    let own = matches!(
        looks.key(token),
        "parliament"
            | "congress"
            | "senate"
            | "cabinet"
            | "house"
            | "assembly"
            | "labour"
            | "treasury"
            | "army"
            | "navy"
            | "post"
            | "times"
            | "guardian"
            | "independent"
            | "express"
            | "mirror"
            | "star"
            | "sun"
            | "north"
            | "south"
            | "west"
            | "east"
    );
    let named = look.known & (lexicon::COUNTRY | lexicon::TOWN | lexicon::FIRST | lexicon::ORGANISATION) != 0;
    noun && look.known & lexicon::EVERYDAY != 0 && look.case == Case::Capital && !own && !named
}

/// All-capital words that the report uses as names ("the UNHCR") are bodies.
fn acronyms(looks: &Looks, names: &mut Vec<Name>) {
    let mut taken = vec![false; looks.tokens.len()];
    for name in names.iter() {
        taken[name.tokens.clone()].iter_mut().for_each(|taken| *taken = true);
    }
    let mut found = Vec::new();
    for (token, look) in looks.tokens.iter().enumerate() {
        let alone = look.run.is_some_and(|run| looks.runs[run as usize].tokens.len() == 1);
        let letters = looks.key(token).len();
        if taken[token] || look.case != Case::Upper || look.shouted || !alone || !(3..=6).contains(&letters) {
            continue;
        }
        let told = looks.told(token);
        let body = told & (told::INITIALS | told::BRACKETS) != 0
            || (told & (told::THE | told::SPEAKS | told::OWNS) != 0 && told & told::OFTEN != 0);
        if body
            && look.known & (lexicon::EVERYDAY | lexicon::COUNTRY | lexicon::TITLE | lexicon::PEOPLE) == 0
            && !thing(looks.key(token))
        {
            found.push(Name { tokens: token..token + 1, class: Class::Organisation });
        }
    }
    names.extend(found);
    names.sort_by_key(|name| name.tokens.start);
}

/// Two or three capitalised words after a role in lower case are a person, "the harbour director Brune Malrow", also where the model
/// knows neither of them.
fn after_roles(looks: &Looks, names: &mut Vec<Name>) {
    let mut taken = vec![false; looks.tokens.len()];
    for name in names.iter() {
        taken[name.tokens.clone()].iter_mut().for_each(|taken| *taken = true);
    }
    let mut found = Vec::new();
    for run in &looks.runs {
        let Some(role) = run.tokens.start.checked_sub(1) else { continue };
        let (before, first) = (&looks.tokens[role], &looks.tokens[run.tokens.start]);
        let plain = |token: usize| {
            let look = &looks.tokens[token];
            matches!(look.case, Case::Capital | Case::Mixed) && !taken[token] && look.known & lexicon::LISTED == 0
        };
        let singular = !looks.key(role).ends_with('s');
        if (2..=3).contains(&run.tokens.len())
            && before.case == Case::Lower
            && before.known & lexicon::ROLE != 0
            && singular
            && before.sentence == first.sentence
            && run.tokens.clone().all(plain)
        {
            found.push(Name { tokens: run.tokens.clone(), class: Class::Person });
        }
    }
    names.extend(found);
    names.sort_by_key(|name| name.tokens.start);
}

/// Abbreviations in common use for things.
fn thing(key: &str) -> bool {
    matches!(
        key,
        "covid"
            | "hiv"
            | "aids"
            | "gdp"
            | "gnp"
            | "dna"
            | "rna"
            | "pcr"
            | "tv"
            | "ngo"
            | "ngos"
            | "ceo"
            | "cfo"
            | "coo"
            | "mps"
            | "phd"
            | "gps"
            | "lng"
            | "ict"
            | "iot"
            | "stem"
            | "atm"
            | "vat"
            | "gst"
            | "ipo"
            | "suv"
            | "usb"
            | "pdf"
            | "gmt"
            | "usd"
            | "eur"
            | "gbp"
            | "lgbt"
            | "lgbtq"
            | "diy"
            | "faq"
            | "url"
            | "esg"
            | "sme"
            | "smes"
            | "sdg"
            | "sdgs"
            | "mou"
            | "gmo"
            | "cctv"
            | "dvd"
            | "sms"
            | "api"
            | "llc"
            | "ltd"
            | "plc"
            | "inc"
            | "sars"
            | "mers"
    )
}

/// Whether the first word of a person's name is no part of it.
fn titles(looks: &Looks, token: usize, more: bool) -> bool {
    let look = &looks.tokens[token];
    let next = &looks.tokens[token + 1];
    let name = lexicon::FIRST | lexicon::SURNAME;
    let strong = lexicon::HONORIFIC | lexicon::TITLE;
    // "King" and "Prince" are surnames and first names too: only a name that goes on after them shows a title.
    (look.known & strong != 0 && (look.known & name == 0 || more || next.known & lexicon::FIRST != 0))
        || (look.known & lexicon::PEOPLE != 0 && look.known & name == 0 && (more || next.known & strong != 0))
        || (more
            && look.known & lexicon::FIRST == 0
            && next.known & lexicon::FIRST != 0
            && look.known & (lexicon::COUNTRY | lexicon::PLACE | lexicon::BODY) != 0)
        || (look.case == Case::Mark && look.lower != lexicon::hash(b"\""))
}

/// Whether a word is a title and no part of personal names.
fn office(looks: &Looks, token: usize) -> bool {
    let known = looks.tokens[token].known;
    known & (lexicon::HONORIFIC | lexicon::TITLE) != 0
        && known & (lexicon::FIRST | lexicon::SURNAME | lexicon::PARTICLE) == 0
}

fn key(looks: &Looks, tokens: &Range<usize>) -> String {
    let mut key = String::new();
    for token in tokens.clone() {
        let part = looks.key(token);
        if !part.is_empty() {
            if !key.is_empty() {
                key.push(' ');
            }
            key.push_str(part);
        }
    }
    key
}

/// Each name takes the class that most of its likes have; a part of a full personal name is that person.
fn vote(looks: &Looks, names: &mut [Name]) {
    let mut votes: BTreeMap<String, [u32; 5]> = BTreeMap::new();
    let mut surnames: BTreeMap<&str, u32> = BTreeMap::new();
    for name in names.iter() {
        votes.entry(key(looks, &name.tokens)).or_default()[name.class as usize] += 1;
        let last = looks.tokens[name.tokens.end - 1].case;
        let shouted = last == Case::Upper && looks.tokens[name.tokens.start].case != Case::Upper;
        if name.class == Class::Person && name.tokens.len() > 1 && !shouted {
            *surnames.entry(looks.key(name.tokens.end - 1)).or_default() += 1;
        }
    }
    for name in names.iter_mut() {
        let Some(votes) = votes.get(&key(looks, &name.tokens)) else { continue };
        let all: u32 = votes.iter().sum();
        let best = Class::ALL.into_iter().max_by_key(|class| (votes[*class as usize], std::cmp::Reverse(*class as u8)));
        if let Some(best) = best.filter(|best| votes[*best as usize] * 2 > all) {
            name.class = best;
        }
        if name.tokens.len() == 1 && name.class != Class::Person && name.class != Class::People {
            let look = &looks.tokens[name.tokens.start];
            let place = lexicon::COUNTRY | lexicon::TOWN;
            if look.known & place == 0 && surnames.contains_key(looks.key(name.tokens.start)) {
                name.class = Class::Person;
            }
        }
    }
}

/// What companies and armed groups have: behind a name, with a possessive or without.
const HAVE: &str = "shares shareholder shareholders stock stockholder stockholders investor investors customers customer employees \
 subsidiary subsidiaries revenue profits headquarters products users ceo cfo militants militant fighters insurgents insurgency gunmen";

/// What is bound to a body by a preposition: "shares of Nordic", "chief executive of Nordic".
const OF_BODY: &str =
    "shares stock stockholders shareholders subsidiary executive bid merger acquisition takeover customers employees";

/// What a body is called right before its name: "the militant group", "the rival carrier".
const CALLED: &str = "group company firm carrier airline maker manufacturer carmaker retailer lender insurer startup developer \
 operator agency brand";

/// "Its" so many words behind a subject is the subject's.
const ITS: usize = 6;

/// Who has twice what bodies have is one.
const BODILY: u32 = 2;

/// A name that the model took for a person's or a place's, and that has what bodies have or is a company's elsewhere, is a body's, unless
/// a title, a first name or the gazetteer says who or what it is.
fn bodies(looks: &Looks, names: &mut [Name]) {
    let keys: Vec<String> = names.iter().map(|name| key(looks, &name.tokens)).collect();
    let mut seen: BTreeMap<&str, u32> = BTreeMap::new();
    for (name, key) in names.iter().zip(&keys) {
        let company = key.rsplit_once(' ').filter(|(_, last)| legal_form(last));
        if let Some((lead, _)) = company.filter(|_| name.class == Class::Organisation) {
            *seen.entry(lead).or_default() += BODILY;
        }
        *seen.entry(key).or_default() += u32::from(bodily(looks, &name.tokens));
    }
    for (name, key) in names.iter_mut().zip(&keys) {
        let first = &looks.tokens[name.tokens.start];
        let person = told::TITLED | told::SURNAME | told::FORENAME;
        let personal = name.tokens.clone().any(|token| looks.told(token) & person != 0)
            || name.tokens.len() > 1 && first.known & lexicon::FIRST != 0;
        let placed = first.known & (lexicon::COUNTRY | lexicon::TOWN) != 0;
        let open = matches!(name.class, Class::Person | Class::Place) && !personal && !placed;
        if open && seen.get(key.as_str()).is_some_and(|seen| *seen >= BODILY) {
            name.class = Class::Organisation;
        }
    }
}

/// Whether what stands beside a name is a body's.
fn bodily(looks: &Looks, tokens: &Range<usize>) -> bool {
    let sentence = &looks.sentences[looks.tokens[tokens.start].sentence as usize];
    let word = |token: Option<usize>| token.filter(|at| sentence.contains(at)).map_or("", |token| looks.key(token));
    let before = |by: usize| word(tokens.start.checked_sub(by));
    let after = tokens.end + usize::from(word(Some(tokens.end)) == "s");
    let of = matches!(before(1), "of" | "for" | "with" | "in" | "by") && listed(OF_BODY, before(2));
    // "Nordic raised its offer": a person has his or hers.
    let opens = looks.tokens[tokens.start].first;
    let its = opens && (tokens.end..tokens.end + ITS).any(|token| word(Some(token)) == "its");
    listed(HAVE, word(Some(after))) || of || its || listed(CALLED, before(1))
}

fn listed(list: &str, word: &str) -> bool {
    !word.is_empty() && list.split_whitespace().any(|listed| listed == word)
}

/// Finds the repeats of names that the model passed over.
fn repeats(looks: &Looks, names: &mut Vec<Name>) {
    let mut taken = vec![false; looks.tokens.len()];
    for name in names.iter() {
        taken[name.tokens.clone()].iter_mut().for_each(|taken| *taken = true);
    }
    // By the first word's hash: the names to look for, longest first.
    let mut known: BTreeMap<u64, Vec<(Vec<u64>, Class)>> = BTreeMap::new();
    for name in names.iter().filter(|name| name.class != Class::Other && name.class != Class::People) {
        let words: Vec<u64> = name.tokens.clone().map(|token| looks.tokens[token].lower).collect();
        let all = known.entry(words[0]).or_default();
        if !all.iter().any(|(other, _)| *other == words) {
            all.push((words, name.class));
        }
    }
    known.values_mut().for_each(|all| all.sort_by_key(|(words, _)| std::cmp::Reverse(words.len())));
    let mut found = Vec::new();
    for sentence in &looks.sentences {
        let mut at = sentence.start;
        while at < sentence.end {
            let hit = known.get(&looks.tokens[at].lower).and_then(|all| {
                all.iter().find(|(words, _)| {
                    let end = at + words.len();
                    end <= sentence.end
                        && (at..end).zip(words).all(|(token, word)| looks.tokens[token].lower == *word && !taken[token])
                        && repeatable(looks, &(at..end))
                })
            });
            match hit {
                Some((words, class)) => {
                    found.push(Name { tokens: at..at + words.len(), class: *class });
                    at += words.len();
                }
                None => at += 1,
            }
        }
    }
    names.extend(found);
    names.sort_by_key(|name| name.tokens.start);
}

/// Whether words written so can be a repeat: capitalised, and no everyday word where that tells nothing.
fn repeatable(looks: &Looks, tokens: &Range<usize>) -> bool {
    let first = &looks.tokens[tokens.start];
    let last = &looks.tokens[tokens.end - 1];
    if !first.case.capital() || !(last.case.capital() || last.case == Case::Number) {
        return false;
    }
    if tokens.len() > 1 {
        return true;
    }
    // Part of a longer capitalised run it is another name.
    let alone = first.run.is_none_or(|run| looks.runs[run as usize].tokens.len() == 1);
    alone && (first.known & lexicon::EVERYDAY == 0 || (looks.told(tokens.start) & told::LOWER == 0 && !first.first))
}
