//! Titles and roles of persons, and what they tell: gender and nation.

use super::chains::Chain;
use super::lexicon::{self, Lexicon};
use super::scene::Scene;
use super::tagger::Class;
use crate::Upos;
use rashomon_news::Gender;
use std::ops::Range;

/// No title has more tokens; longer ones are lists or mistakes.
const LONGEST: usize = 12;

/// Reads the titles around a name of the chain's.
pub fn read(scene: &Scene<'_>, chain: &mut Chain, name: &Range<usize>) {
    for label in [before(scene, name), after(scene, name)].into_iter().flatten() {
        let words = scene.words(&label);
        let lone = label.len() == 1 && scene.known(label.start) & lexicon::HONORIFIC != 0;
        if !lone && !chain.labels.contains(&words) {
            chain.labels.push(words);
        }
        for token in label {
            note(scene, chain, token);
        }
    }
    if let Some(gender) = honorific(scene, name.start) {
        chain.gender = Some(gender);
    }
    let first = Lexicon::get().known(scene.key(name.start)) & lexicon::FIRST;
    let alone = name.len() == 1;
    let surname = alone && scene.known(name.start) & (lexicon::SURNAME | lexicon::EVERYDAY) != 0;
    if chain.gender.is_none() && !surname {
        chain.gender = match first {
            lexicon::MALE => Some(Gender::Masculine),
            lexicon::FEMALE => Some(Gender::Feminine),
            _ => None,
        };
    }
}

fn note(scene: &Scene<'_>, chain: &mut Chain, token: usize) {
    let (key, known) = (scene.key(token), scene.known(token));
    let list = if known & lexicon::PEOPLE != 0 || scene.is(token, Class::Place) || scene.is(token, Class::People) {
        &mut chain.nations
    } else {
        &mut chain.roles
    };
    if !key.is_empty() && !list.iter().any(|own| own == key) {
        list.push(key.to_owned());
    }
    if known & (lexicon::MAN | lexicon::WOMAN) == lexicon::MAN {
        chain.gender = Some(Gender::Masculine);
    } else if known & (lexicon::MAN | lexicon::WOMAN) == lexicon::WOMAN {
        chain.gender = Some(Gender::Feminine);
    }
}

/// What "Mr" or "Mrs" right before a token tells.
pub fn honorific(scene: &Scene<'_>, token: usize) -> Option<Gender> {
    let mut at = token.checked_sub(1)?;
    if !scene.solid(at) && scene.word(at) == "." {
        at = at.checked_sub(1)?;
    }
    let known = scene.known(at);
    if scene.sentence(at) != scene.sentence(token) || known & lexicon::HONORIFIC == 0 {
        return None;
    }
    match known & (lexicon::MAN | lexicon::WOMAN) {
        lexicon::MAN => Some(Gender::Masculine),
        lexicon::WOMAN => Some(Gender::Feminine),
        _ => None,
    }
}

/// Words that go with titles and are none.
fn modifies(key: &str) -> bool {
    matches!(
        key,
        "former"
            | "ex"
            | "deputy"
            | "vice"
            | "acting"
            | "senior"
            | "prime"
            | "foreign"
            | "chief"
            | "new"
            | "late"
            | "opposition"
            | "interior"
            | "defence"
            | "defense"
            | "finance"
            | "state"
            | "federal"
            | "first"
            | "managing"
            | "executive"
            | "general"
            | "interim"
            | "then"
            | "outgoing"
            | "veteran"
            | "supreme"
            | "crown"
            | "assistant"
            | "associate"
            | "retired"
            | "permanent"
            | "special"
            | "national"
            | "health"
            | "education"
            | "justice"
            | "trade"
            | "energy"
            | "culture"
            | "press"
            | "communications"
            | "human"
            | "rights"
            | "co"
            | "junior"
            | "leading"
            | "regional"
            | "local"
            | "military"
            | "army"
            | "police"
            | "party"
            | "government"
            | "presidential"
    )
}

fn titling(known: u32) -> bool {
    known & (lexicon::TITLE | lexicon::ROLE | lexicon::HONORIFIC | lexicon::PERSON_NOUN) != 0
}

/// The title that stands before a name: "Russian President", "U.S. Secretary of State".
fn before(scene: &Scene<'_>, name: &Range<usize>) -> Option<Range<usize>> {
    let sentence = scene.sentence_tokens(name.start);
    let mut start = name.start;
    let mut titled = false;
    let mut solid = name.start;
    while start > sentence.start && name.start - start < LONGEST {
        let at = start - 1;
        let known = scene.known(at);
        let key = scene.key(at);
        if scene.is(at, Class::Person) || known & lexicon::SPEECH != 0 && scene.name_at(at).is_none() {
            break;
        }
        let body = scene.name_at(at).is_some();
        let title = titling(known) && scene.upos(at) != Upos::Verb;
        if title
            || (titled && (body || known & lexicon::PEOPLE != 0 || modifies(key)))
            || (!titled && scene.capital(at) && !body && modifies(key))
        {
            titled |= title;
            start = at;
            solid = at;
        } else if matches!(scene.word(at), "-" | "." | "'s" | "’s" | "&" | "/")
            || (matches!(key, "of" | "for" | "and" | "the") && !titled_yet(scene, name, at))
        {
            start = at;
        } else if scene.capital(at) && !scene.looks.tokens[at].first && known & lexicon::INSIDE == 0 {
            // "State" of "Secretary of State": part of a title only where one is found further left.
            start = at;
        } else {
            break;
        }
    }
    let last = (solid..name.start).rfind(|&token| scene.solid(token)).unwrap_or(solid);
    let ends = titling(scene.known(last)) || scene.capital(last) || modifies(scene.key(last));
    (titled && ends && solid < name.start && adjacent(scene, solid, name.start)).then_some(solid..name.start)
}

/// Whether a title stands already between a joining word and the name: then "of" leads out of the title.
fn titled_yet(scene: &Scene<'_>, name: &Range<usize>, at: usize) -> bool {
    (at + 1..name.start).any(|token| titling(scene.known(token)))
}

/// Whether the title reaches the name without a mark between.
fn adjacent(scene: &Scene<'_>, start: usize, end: usize) -> bool {
    (start..end).all(|token| scene.solid(token) || matches!(scene.word(token), "-" | "." | "'s" | "’s" | "&" | "/"))
}

/// The role that follows a name between commas: ", the head of the union,".
fn after(scene: &Scene<'_>, name: &Range<usize>) -> Option<Range<usize>> {
    let sentence = scene.sentence_tokens(name.start);
    if scene.word(name.end) != "," || name.end + 1 >= sentence.end {
        return None;
    }
    let mut start = name.end + 1;
    if matches!(scene.key(start), "the" | "a" | "an" | "his" | "her") {
        start += 1;
    }
    let mut end = start;
    let mut role = None;
    while end < sentence.end && end - start < LONGEST {
        if matches!(scene.word(end), "," | "." | ";" | ":" | "(" | "-" | "–" | "—" | "\"" | "”") && role.is_some()
        {
            break;
        }
        if matches!(scene.upos(end), Upos::Verb | Upos::Aux | Upos::Pron | Upos::Sconj) || scene.word(end) == "," {
            return None;
        }
        if role.is_none() {
            if scene.is(end, Class::Person)
                || matches!(scene.key(end), "of" | "at" | "for" | "in" | "and" | "on" | "with" | "to")
            {
                return None;
            }
            let next_noun = matches!(scene.upos(end + 1), Upos::Noun | Upos::Propn);
            if titling(scene.known(end)) && !next_noun {
                role = Some(end);
            }
        }
        end += 1;
    }
    let closed = end < sentence.end && matches!(scene.word(end), "," | "." | ";" | ")" | "\"" | "”" | "-" | "–" | "—");
    (role.is_some() && closed && end > start).then_some(start..end)
}
