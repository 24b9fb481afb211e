//! Headlines that attribute without a verb.
//!
//! Finds: "Minister: taxes will rise", "Taxes will rise – minister", "Taxes Will Rise: Army", "Taxes Will Rise, Oslo Says". Does not
//! find: "Live: …", "Explainer: …", "Covid-19: …", a label that names a thing or a place before the colon without anybody who could speak.

use super::Found;
use super::pronouns::Before;
use super::scene::Scene;
use super::speakers::Cast;
use crate::people::lexicon;
use crate::{Deprel, Upos};
use rashomon_news::Role;

/// More words before a colon or after a dash are a clause of their own.
const MOST_SOURCE: u32 = 5;
const LEAST_CONTENT: u32 = 3;

/// What the headlines and subheads attribute, beside what was found already.
pub fn find(scene: &Scene, cast: &Cast, found: &[Found]) -> Vec<Found> {
    let mut all = Vec::new();
    for (number, (_, role)) in scene.blocks.iter().enumerate() {
        if !matches!(role, Role::Headline | Role::Subhead) {
            continue;
        }
        let start = scene.words.partition_point(|word| (word.block as usize) < number) as u32;
        let end = scene.words.partition_point(|word| word.block as usize <= number) as u32;
        let taken =
            |from: u32, to: u32| found.iter().flat_map(|found| &found.parts).any(|part| part.0 < to && from < part.1);
        if let Some(attribution) = colon(scene, cast, start, end)
            .or_else(|| dash(scene, cast, start, end))
            .or_else(|| says(scene, cast, start, end))
        {
            let part = attribution.parts[0];
            if !taken(part.0, part.1) {
                all.push(attribution);
            }
        }
    }
    all
}

fn colon(scene: &Scene, cast: &Cast, start: u32, end: u32) -> Option<Found> {
    let at = (start..end.min(start + MOST_SOURCE + 1)).find(|place| scene.form(*place) == ":")?;
    (at > start && end - at > LEAST_CONTENT).then_some(())?;
    named(scene, cast, (start, at), (at + 1, end), "quotes/headline-colon")
}

fn dash(scene: &Scene, cast: &Cast, start: u32, end: u32) -> Option<Found> {
    let from = end.saturating_sub(MOST_SOURCE + 1).max(start);
    let at = (from..end).rev().find(|place| matches!(scene.form(*place), "–" | "—" | "-" | "--" | ":"))?;
    let spaced = scene.form(at) == ":"
        || at > 0 && at + 1 < end && {
            let gap = scene.word(at - 1).range.between(scene.word(at).range);
            gap.is_some_and(|gap| !gap.is_empty())
        };
    (spaced && at + 1 < end && at - start >= LEAST_CONTENT).then_some(())?;
    named(scene, cast, (at + 1, end), (start, at), "quotes/headline-dash")
}

/// "…, Oslo Says": a headline's capitals hide the verb from the grammar.
fn says(scene: &Scene, cast: &Cast, start: u32, end: u32) -> Option<Found> {
    let speech = |verb: &u32| lexicon::speech(&scene.form(*verb).to_lowercase());
    let verb = end.checked_sub(1).filter(speech)?;
    let from = verb.saturating_sub(MOST_SOURCE).max(start);
    let comma = (from..verb).rev().find(|place| scene.form(*place) == ",")?;
    (comma + 1 < verb && comma - start >= LEAST_CONTENT).then_some(())?;
    let found = named(scene, cast, (comma + 1, verb), (start, comma), "quotes/headline-says")?;
    Some(Found { cue: Some(verb), ..found })
}

/// The attribution, if the source is somebody who can speak.
fn named(scene: &Scene, cast: &Cast, source: (u32, u32), content: (u32, u32), rule: &'static str) -> Option<Found> {
    let verbs = (source.0..source.1).any(|place| matches!(scene.word(place).upos, Upos::Verb | Upos::Aux));
    let says = (content.0..content.1).any(|place| matches!(scene.word(place).upos, Upos::Verb | Upos::Aux | Upos::Adj));
    // "Covid-19: cases rise", "Skylab-3: …": what has a number is a thing.
    let numbered = (source.0..source.1).any(|place| scene.form(place).contains(|c: char| c.is_ascii_digit()));
    if verbs || !says || numbered {
        return None;
    }
    let head = (source.0..source.1).rev().find(|place| {
        matches!(scene.word(*place).upos, Upos::Noun | Upos::Propn) && scene.word(*place).deprel != Deprel::Punct
    })?;
    let speaker = cast.resolve(scene, head, source, Before::default());
    let person = speaker.person.is_some();
    let role = matches!(
        scene.form(head).to_lowercase().as_str(),
        "minister"
            | "president"
            | "spokesman"
            | "spokeswoman"
            | "spokesperson"
            | "police"
            | "officials"
            | "official"
            | "report"
            | "study"
            | "poll"
            | "source"
            | "sources"
            | "mayor"
            | "governor"
            | "ministry"
            | "government"
            | "chief"
            | "expert"
            | "experts"
            | "survey"
            | "ceo"
    ) || source.0 > content.0 && lexicon::can_speak(&scene.form(head).to_lowercase());
    (person || role).then_some(Found {
        cue: None,
        parts: vec![content],
        source: Some((head, source)),
        speaker,
        chance: None,
        rule,
    })
}
