//! "The Russian leader", "the ministry", "rebels": noun phrases that name without a name.

use super::chains::Chain;
use super::lexicon;
use super::scene::Scene;
use super::tagger::Class;
use crate::{Deprel, Upos};
use rashomon_news::{MentionForm, PersonKind};
use std::collections::BTreeMap;
use std::ops::Range;

/// Finds the phrases and gives each to its chain, or to a new group.
pub fn find(scene: &Scene<'_>, chains: &mut Vec<Chain>) {
    let mut groups: BTreeMap<String, usize> = BTreeMap::new();
    for sentence in &scene.looks.sentences {
        for head in sentence.clone() {
            if scene.name_at(head).is_some() || !matches!(scene.upos(head), Upos::Noun | Upos::Propn) {
                continue;
            }
            let next = head + 1;
            if next < sentence.end && (matches!(scene.upos(next), Upos::Noun | Upos::Propn) || scene.word(next) == "-")
            {
                continue;
            }
            match scene.person_noun(head) {
                Some(false) => one(scene, chains, sentence, head),
                Some(true) => many(scene, chains, &mut groups, sentence, head),
                None if collective(scene.key(head)) => many(scene, chains, &mut groups, sentence, head),
                None if scene.known(head) & (lexicon::BODY | lexicon::BODY_NOUN) != 0 => {
                    body(scene, chains, sentence, head)
                }
                None => {}
            }
        }
    }
}

/// Singular words for people who speak together.
fn collective(key: &str) -> bool {
    matches!(
        key,
        "opposition"
            | "government"
            | "army"
            | "military"
            | "jury"
            | "crowd"
            | "public"
            | "leadership"
            | "administration"
            | "regime"
            | "junta"
            | "authorities"
            | "forces"
            | "troops"
            | "media"
            | "press"
            | "prosecution"
            | "defence"
            | "staff"
            | "management"
            | "union"
            | "unions"
            | "campaigners"
            | "ngos"
            | "relatives"
            | "parents"
            | "families"
            | "markets"
    )
}

/// Where the phrase of a head begins, and whether "the" (or "this", "that") opens it.
fn opening(scene: &Scene<'_>, sentence: &Range<usize>, head: usize) -> (usize, bool) {
    let mut start = head;
    while start > sentence.start && head - start < 5 {
        let at = start - 1;
        let modifier = matches!(scene.upos(at), Upos::Adj | Upos::Noun | Upos::Propn | Upos::Num)
            || scene.is(at, Class::People)
            || (scene.word(at) == "-" && start < head + 1);
        if !modifier || scene.is(at, Class::Person) || scene.known(at) & lexicon::SPEECH != 0 {
            break;
        }
        start = at;
    }
    while start < head && !scene.solid(start) {
        start += 1;
    }
    let definite = start > sentence.start && matches!(scene.key(start - 1), "the" | "this" | "that");
    (start, definite)
}

/// A singular noun for a person: linked only to one whose title or nation says so.
fn one(scene: &Scene<'_>, chains: &mut [Chain], sentence: &Range<usize>, head: usize) {
    let (start, definite) = opening(scene, sentence, head);
    // "The president of the club" is told by what follows; without it, the head stands for one already named.
    if !definite || matches!(scene.key(head + 1), "of" | "for" | "at" | "who" | "in") {
        return;
    }
    // "The transport minister, Pavel Drossen, …": the name itself follows.
    if scene.word(head + 1) == "," && scene.name_at(head + 2).is_some() {
        return;
    }
    let key = scene.key(head);
    let nations: Vec<&str> = (start..head)
        .filter(|&token| {
            scene.known(token) & lexicon::PEOPLE != 0 || scene.is(token, Class::Place) || scene.is(token, Class::People)
        })
        .map(|token| scene.key(token))
        .collect();
    let mut fitting: Vec<(usize, usize)> = Vec::new();
    for (at, chain) in chains.iter().enumerate() {
        if chain.kind != PersonKind::Person {
            continue;
        }
        let Some(last) = chain.last_before(start) else { continue };
        // "The leader" may be a president; "the minister" is not.
        let titled = chain.roles.iter().any(|role| role == key || (leads(role) && stands_for_any(key)));
        let known = scene.known(head);
        let gendered = match known & (lexicon::MAN | lexicon::WOMAN) {
            lexicon::MAN => chain.gender != Some(rashomon_news::Gender::Feminine),
            lexicon::WOMAN => chain.gender != Some(rashomon_news::Gender::Masculine),
            _ => true,
        };
        let nation = nations.iter().all(|nation| chain.nations.iter().any(|own| akin(own, nation)));
        if titled && gendered && nation {
            fitting.push((last.tokens.start, at));
        }
    }
    fitting.sort_unstable();
    let Some(&(_, at)) = fitting.last() else { return };
    // Those last named within three sentences of each other could both be meant.
    let here = scene.sentence(head);
    let near = fitting.iter().filter(|(token, _)| scene.sentence(*token) + 3 >= here).count().max(1);
    chains[at].mention(start - 1..head + 1, MentionForm::Nominal, near);
}

/// Words that stand for any of the titles that lead.
fn stands_for_any(key: &str) -> bool {
    matches!(key, "leader" | "strongman" | "dictator" | "ruler" | "monarch")
}

/// Titles that "leader" can stand for.
fn leads(key: &str) -> bool {
    matches!(
        key,
        "leader"
            | "president"
            | "premier"
            | "minister"
            | "chancellor"
            | "king"
            | "queen"
            | "prince"
            | "emir"
            | "sultan"
            | "strongman"
            | "dictator"
            | "ruler"
            | "monarch"
            | "head"
    )
}

/// Whether two words tell of the same country: "Russia" and "Russian".
pub fn akin(a: &str, b: &str) -> bool {
    const ODD: [(&str, &str); 14] = [
        ("us", "american"),
        ("united states", "american"),
        ("america", "american"),
        ("usa", "american"),
        ("us", "us"),
        ("uk", "british"),
        ("britain", "british"),
        ("france", "french"),
        ("germany", "german"),
        ("netherlands", "dutch"),
        ("greece", "greek"),
        ("spain", "spanish"),
        ("wales", "welsh"),
        ("us", "united states"),
    ];
    let shared = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    a == b || ODD.contains(&(a, b)) || ODD.contains(&(b, a)) || (shared >= 4 && shared + 3 >= a.len().min(b.len()))
}

/// A noun for a body: linked to one whose name has the word.
fn body(scene: &Scene<'_>, chains: &mut [Chain], sentence: &Range<usize>, head: usize) {
    let (start, definite) = opening(scene, sentence, head);
    if !definite || start != head || scene.key(head + 1) == "of" {
        return;
    }
    let key = scene.key(head);
    let company = |words: &[String]| {
        key == "company"
            && words.iter().any(|word| {
                matches!(word.as_str(), "inc" | "corp" | "ltd" | "plc" | "co" | "group" | "corporation" | "company")
            })
    };
    let mut fitting: Vec<(usize, usize)> = chains
        .iter()
        .enumerate()
        .filter(|(_, chain)| chain.kind == PersonKind::Organisation && chain.words.len() > 1)
        // A picture's credit names nobody that the text speaks of.
        .filter(|(_, chain)| chain.mentions.iter().any(|mention| scene.running(mention.tokens.start)))
        .filter(|(_, chain)| chain.words.iter().any(|word| word == key) || company(&chain.words))
        .filter_map(|(at, chain)| Some((chain.last_before(start)?.tokens.start, at)))
        .collect();
    fitting.sort_unstable();
    if let Some(&(_, at)) = fitting.last() {
        let here = scene.sentence(head);
        let near = fitting.iter().filter(|(token, _)| scene.sentence(*token) + 3 >= here).count().max(1);
        chains[at].mention(start - 1..head + 1, MentionForm::Nominal, near);
    }
}

/// A plural, or a word for many: a group where it acts.
fn many(
    scene: &Scene<'_>,
    chains: &mut Vec<Chain>,
    groups: &mut BTreeMap<String, usize>,
    sentence: &Range<usize>,
    head: usize,
) {
    let (start, _) = opening(scene, sentence, head);
    let token = &scene.grammar.tokens[head];
    let tokens = start..head + 1;
    let key = tokens.clone().map(|token| scene.key(token)).filter(|key| !key.is_empty()).collect::<Vec<_>>().join(" ");
    let acts =
        matches!(token.deprel, Deprel::Nsubj | Deprel::Root) || matches!(scene.key(start.wrapping_sub(1)), "by" | "to");
    let at = match groups.get(&key) {
        Some(&at) => at,
        None if !acts => return,
        None => {
            chains.push(Chain::new(PersonKind::Group, vec![key.clone()], scene.words(&tokens)));
            groups.insert(key, chains.len() - 1);
            chains.len() - 1
        }
    };
    chains[at].mention(tokens, MentionForm::Nominal, 1);
}
