//! Cue by cue: is something attributed here, which words are it, and whose are they?
//!
//! One log-linear model over "nothing" and every plausible stretch of words gives both the chance that the cue attributes anything
//! and the stretch; a second one over the nouns around gives the source.

use super::contents::{self, Contents, Span, Stretch};
use super::cues;
use super::model::Model;
use super::scene::{NONE, Scene};
use super::sources;
use crate::scan;
use crate::{Deprel, Upos};

/// Cues whose first look gives less than this chance are not weighed further: the training report says what that loses.
pub const FIRST_LOOK: f32 = 0.03;
/// Two attributions whose contents share more than this of their words are one.
const SAME: f32 = 0.6;

/// Likewise where one source only passes on what the other says.
const PASSED: f32 = 0.3;

/// What tells a day besides weekdays, between who says it and the cue.
const DAYS: [&str; 5] = ["today", "yesterday", "tonight", "tomorrow", "overnight"];

/// One attribution, in words of a scene.
#[derive(Clone, Debug)]
pub struct Attribution {
    /// Place of the cue's main word; [`NONE`] where nothing says it in words.
    pub cue: u32,
    /// The content.
    pub parts: Vec<Span>,
    /// Head word and words of the source.
    pub source: Option<(u32, Span)>,
    /// Calibrated chance that this is an attribution with this content.
    pub chance: f32,
    /// Chance of the source among the nouns weighed.
    pub source_chance: f32,
    /// What found it.
    pub rule: &'static str,
}

/// The features of the first look, apart from those of the same cue in the second.
pub fn first_look(features: &[u32]) -> Vec<u32> {
    features.iter().map(|feature| feature.rotate_left(7) ^ 0x5bd1_e995).collect()
}

/// The weight of each stretch, over 0 for "nothing".
pub fn weigh(model: &Model, contents: &Contents) -> Vec<f32> {
    let slice = |(start, end): (u32, u32)| &contents.features[start as usize..end as usize];
    let cue = model.score(slice(contents.cue));
    let ends: Vec<f32> = contents.ends.iter().map(|end| model.score(slice(*end))).collect();
    let weight = |stretch: &Stretch| {
        cue + ends[stretch.left as usize] + ends[stretch.right as usize] + model.score(slice(stretch.own))
    };
    contents.stretches.iter().map(weight).collect()
}

/// Everything that the model finds with at least this chance, in order of the cues; several may have much the same content.
pub fn find(scene: &Scene, model: &Model, least: f32) -> Vec<Attribution> {
    let mut features = Vec::new();
    let mut found = Vec::new();
    let rates = |place: u32| cues::rate(&model.rates, scene.word(place).lemma, (0, 0));
    for cue in cues::places(scene, &model.lexicon) {
        features.clear();
        cues::describe(scene, cue, rates(cue), &mut features);
        if logistic(model.score(&first_look(&features))) < FIRST_LOOK {
            continue;
        }
        let contents = contents::around(scene, cue, &rates);
        if let Some((stretch, chance)) = best(model, &contents).filter(|(_, chance)| *chance >= least) {
            let parts = stretch.parts.clone();
            let (source, source_chance) = source(scene, model, cue, &parts);
            let source = source.map(|(head, span)| tidy(scene, head, span, cue, &parts));
            let source = source.or_else(|| subject(scene, cue, &parts));
            found.push(Attribution { cue, parts, source, chance, source_chance, rule: "quotes/model" });
        }
    }
    part_ways(&mut found);
    found
}

fn logistic(score: f32) -> f32 {
    1.0 / (1.0 + (-score).exp())
}

/// The likeliest stretch, with the calibrated chance that it or one much like it is attributed.
pub fn best<'c>(model: &Model, contents: &'c Contents) -> Option<(&'c Stretch, f32)> {
    let weights = weigh(model, contents);
    let top = weights.iter().copied().fold(0.0f32, f32::max);
    let total: f32 = (-top).exp() + weights.iter().map(|weight| (weight - top).exp()).sum::<f32>();
    let place = (0..weights.len()).max_by(|a, b| weights[*a].total_cmp(&weights[*b]).then(b.cmp(a)))?;
    let stretch = &contents.stretches[place];
    let alike: f32 = contents
        .stretches
        .iter()
        .zip(&weights)
        .filter(|(other, _)| shared(&other.parts, &stretch.parts) >= 0.5)
        .map(|(_, weight)| (weight - top).exp())
        .sum();
    let chance = (alike / total).clamp(1e-5, 1.0 - 1e-5);
    let (shift, stretch_by) = model.calibration;
    Some((stretch, logistic(shift + stretch_by * (chance / (1.0 - chance)).ln())))
}

/// Words in both over words in either.
pub fn shared(a: &[Span], b: &[Span]) -> f32 {
    let length = |spans: &[Span]| spans.iter().map(|span| span.1 - span.0).sum::<u32>();
    let mut both = 0;
    for x in a {
        for y in b {
            both += x.1.min(y.1).saturating_sub(x.0.max(y.0));
        }
    }
    both as f32 / (length(a) + length(b) - both).max(1) as f32
}

/// The likeliest source, and its chance.
pub fn source(scene: &Scene, model: &Model, cue: u32, parts: &[Span]) -> (Option<(u32, Span)>, f32) {
    let sources = sources::around(scene, cue, parts);
    let weights: Vec<f32> = sources
        .candidates
        .iter()
        .map(|candidate| model.score(&sources.features[candidate.own.0 as usize..candidate.own.1 as usize]))
        .collect();
    let Some(place) = (0..weights.len()).max_by(|a, b| weights[*a].total_cmp(&weights[*b]).then(b.cmp(a))) else {
        return (None, 0.0);
    };
    let total: f32 = weights.iter().map(|weight| (weight - weights[place]).exp()).sum();
    let candidate = sources.candidates[place];
    ((candidate.head != NONE).then_some((candidate.head, candidate.span)), 1.0 / total)
}

/// The subject of the cue, where the model sees no source.
fn subject(scene: &Scene, cue: u32, parts: &[Span]) -> Option<(u32, Span)> {
    let free = |place: &u32| {
        let word = scene.word(*place);
        word.deprel == Deprel::Nsubj
            && *place < cue
            && word.quote == scene.word(cue).quote
            && matches!(word.upos, Upos::Noun | Upos::Propn | Upos::Pron)
            && !holds(parts, *place)
    };
    let own = scene.children(cue).find(free).filter(|_| scene.word(cue).upos == Upos::Verb)?;
    Some((own, (scene.word(own).left, scene.word(own).right.min(cue))))
}

/// The source without a preposition before it, and with the rest of the phrase that the tree cut off ("President | Lund",
/// "the US | official said"); the subject instead of a place ("reports from Oslo").
fn tidy(scene: &Scene, mut head: u32, (mut start, mut end): Span, cue: u32, parts: &[Span]) -> (u32, Span) {
    let free = |place: u32| place != cue && !parts.iter().any(|part| part.0 <= place && place < part.1);
    let beside = scene.children(head).any(|child| {
        child < head && matches!(scene.form(child), "from" | "in" | "at" | "on" | "during" | "after" | "before")
    });
    let subject = scene.children(cue).find(|child| scene.word(*child).deprel == Deprel::Nsubj && free(*child));
    if let Some(subject) = subject.filter(|subject| beside && *subject != head) {
        head = subject;
        (start, end) = (scene.word(subject).left, scene.word(subject).right.min(cue.max(subject + 1)));
        while end > head + 1 && (!free(end - 1) || scene.word(end - 1).upos == Upos::Punct) {
            end -= 1;
        }
    }
    while start < head && matches!(scene.word(start).upos, Upos::Adp | Upos::Sconj | Upos::Punct) {
        start += 1;
    }
    let until = scene.sentence(cue).1;
    let proper = |place: u32| scene.word(place).upos == Upos::Propn;
    while end < until && proper(end) && proper(end - 1) && free(end) {
        end += 1;
    }
    let nominal = |place: u32| matches!(scene.word(place).upos, Upos::Noun | Upos::Propn) && free(place);
    if end < cue && cue - end <= 2 && (end..cue).all(nominal) && scene.word(end - 1).upos != Upos::Pron {
        (head, end) = (cue - 1, cue);
    }
    // "The minister today said": the day is not who.
    let day = |place: u32| {
        let form = scene.form(place);
        scan::WEEKDAYS.iter().chain(&DAYS).any(|day| day.eq_ignore_ascii_case(form))
    };
    while end - start > 1 && day(end - 1) {
        end -= 1;
        if head >= end {
            head = end - 1;
        }
    }
    (head, (start, end))
}

/// A quotation after "…," she said. belongs to the next cue where that one has it too.
fn part_ways(found: &mut [Attribution]) {
    for number in 0..found.len() {
        let cue = found[number].cue;
        let mut keep = 1;
        while keep < found[number].parts.len() {
            let part = found[number].parts[keep];
            let other = found
                .iter()
                .skip(number + 1)
                .take(12)
                .any(|other| other.cue > cue && other.parts.iter().any(|theirs| shared(&[*theirs], &[part]) > 0.8));
            if other && part.0 > cue {
                break;
            }
            keep += 1;
        }
        found[number].parts.truncate(keep);
    }
}

fn holds(parts: &[Span], place: u32) -> bool {
    parts.iter().any(|part| part.0 <= place && place < part.1)
}

/// Of attributions with much the same content, the likeliest; `passes` says whose source only passes on what others say: another
/// one goes before it.
pub fn distinct(mut found: Vec<Attribution>, passes: impl Fn(&Attribution) -> bool) -> Vec<Attribution> {
    found.sort_by(|a, b| passes(a).cmp(&passes(b)).then(b.chance.total_cmp(&a.chance)).then(a.cue.cmp(&b.cue)));
    let mut kept: Vec<Attribution> = Vec::new();
    for attribution in found {
        let from = attribution.parts[0].0;
        let least = if passes(&attribution) { PASSED } else { SAME };
        let again = kept.iter().any(|other| {
            other.parts[0].0.abs_diff(from) < 400
                && shared(&other.parts, &attribution.parts) > least
                && !holds(&other.parts, attribution.cue)
                && !holds(&attribution.parts, other.cue)
        });
        if !again {
            kept.push(attribution);
        }
    }
    kept.sort_by_key(|attribution| (attribution.parts[0], attribution.cue));
    kept
}
