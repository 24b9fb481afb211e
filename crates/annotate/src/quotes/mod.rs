//! Who said what, in whose words.
//!
//! [`scene`] joins quote marks with the grammar, [`attributions`] finds cues with their contents and sources
//! by the learnt [`model`], [`speakers`] and [`pronouns`] resolve the sources, [`turns`] adds quotations without a cue, [`headlines`] what headlines
//! attribute without a verb, [`posts`] what was posted, [`pulled`] what is printed again, [`chains`] the media in between, [`asides`] what
//! is marked but not quoted. See `docs/quotes.md`.
//!
//! Bounds: time grows with the number of words times [`contents::MOST`]; a report without grammar gives no quotes.

pub mod asides;
pub mod attributions;
pub mod chains;
pub mod contents;
pub mod cues;
pub mod headlines;
pub mod model;
pub mod passages;
pub mod posts;
pub mod pronouns;
pub mod pulled;
pub mod scene;
pub mod sources;
pub mod speakers;
pub mod turns;

use crate::{Deprel, Grammar, Upos};
use contents::Span;
use model::Model;
use pronouns::Before;
use rashomon_news::{Marked, Person, Quote, QuoteKind, Report, Rule};
use scene::{NONE, Scene};
use speakers::{Cast, Speaker};

/// Attributions below this chance are left out, by how much of the content stands in quote marks: words in marks are somebody's,
/// so that less is asked of what says whose. Chosen on the held-out fifth of PolNeAR's training part and its development reports, to keep
/// precision above .70.
const LEAST: [(QuoteKind, f32); 3] = [(QuoteKind::Direct, 0.2), (QuoteKind::Mixed, 0.25), (QuoteKind::Indirect, 0.43)];

/// An attribution in words of a scene, with its speaker.
#[derive(Clone, Debug)]
pub struct Found {
    /// Place of the cue's main word, where one says it.
    pub cue: Option<u32>,
    /// The content; never empty.
    pub parts: Vec<Span>,
    /// Head and words of the source.
    pub source: Option<(u32, Span)>,
    /// Who it is.
    pub speaker: Speaker,
    /// Calibrated chance, where a model decided.
    pub chance: Option<f32>,
    /// What found it.
    pub rule: &'static str,
}

impl Found {
    /// Whether a part of the content stands in quote marks.
    fn quoted(&self, scene: &Scene) -> bool {
        self.rule == Quote::POST
            || self.parts.iter().any(|part| scene.word(part.0).quote > 0 || scene.word(part.1 - 1).quote > 0)
    }

    /// Whether the other's cue (or, without one, its content) lies inside this content.
    fn holds(&self, other: &Found) -> bool {
        let inside = |place: u32| self.parts.iter().any(|part| part.0 <= place && place < part.1);
        let place = other.cue.unwrap_or(other.parts[0].0);
        inside(place) && other.parts.iter().all(|part| inside(part.0) && inside(part.1 - 1))
    }

    fn size(&self) -> u32 {
        self.parts.iter().map(|part| part.1 - part.0).sum()
    }
}

/// Finds them: quotes in order of the text, and words that are marked though nobody is quoted.
pub fn find(report: &Report, grammar: &Grammar, people: &[Person]) -> (Vec<Quote>, Vec<Marked>) {
    find_with(Model::shipped(), report, grammar, people)
}

/// The same, with a model of one's own.
pub fn find_with(model: &Model, report: &Report, grammar: &Grammar, people: &[Person]) -> (Vec<Quote>, Vec<Marked>) {
    let scene = Scene::new(report, grammar);
    let cast = Cast::new(people);
    let posts = posts::find(&scene, &cast);
    let mut found = attributed(&scene, model, &cast);
    // What the model finds in the very words of a post is the post.
    found.retain(|one| !posts.iter().any(|post| attributions::shared(&post.parts, &one.parts) > SAME_POST));
    found.extend(posts);
    turns::go_on(&scene, &mut found);
    found.extend(headlines::find(&scene, &cast, &found));
    found.extend(turns::signed(&scene, &cast, &found));
    // Before what is left: words that somebody says elsewhere are that person's.
    found.extend(pulled::repeated(&scene, &found));
    found.extend(turns::uncued(&scene, &found));
    found.sort_by_key(|found| (found.parts[0].0, std::cmp::Reverse(found.size()), found.cue));
    let within = nest(&found);
    first_person(&scene, &mut found, &within);
    let mut quotes = quotes(&scene, &cast, &found, &within);
    let marked = asides::marked(&scene, &found);
    quotes.extend(pulled::find(report, &quotes));
    (quotes, marked)
}

/// What the model finds, with speakers; a pronoun may go on with the speaker before.
fn attributed(scene: &Scene, model: &Model, cast: &Cast) -> Vec<Found> {
    let mut all: Vec<Found> = Vec::new();
    let least = LEAST.iter().map(|least| least.1).fold(1.0, f32::min);
    let mut found = attributions::find(scene, model, least);
    found.retain(|one| one.chance >= least_of(scene, one));
    // "Advertisement Continue reading the main story" is the page's.
    let page = |one: &attributions::Attribution| {
        one.source.is_some_and(|(head, _)| scene.form(head).eq_ignore_ascii_case("advertisement"))
    };
    found.retain(|one| !page(one));
    for one in &mut found {
        if let Some((content, source)) = inverted(scene, one) {
            (one.parts, one.source) = (vec![content], Some(source));
        }
    }
    let mut attributions = attributions::distinct(found, |one| {
        one.source.is_some_and(|(_, span)| chains::passes_on(scene, cast, span).is_some())
    });
    attributions.sort_by_key(|attribution| (attribution.cue, attribution.parts[0]));
    for mut attribution in attributions {
        if let Some((verb, source)) = reporter(scene, &attribution) {
            (attribution.cue, attribution.source) = (verb, Some(source));
        }
        let block = scene.word(attribution.cue).block;
        let last = all
            .iter()
            .rev()
            .find(|found| found.speaker.name.is_some() && found.rule != "quotes/nested")
            .filter(|found| block - found.cue.map_or(0, |cue| scene.word(cue).block) <= 1)
            .map(|found| found.speaker.clone());
        if attribution.source.is_none() && attribution.cue != NONE {
            attribution.source = cast.beside(scene, attribution.cue).map(|name| (name, (name, name + 1)));
        }
        let speaker = match attribution.source {
            Some((head, span)) => {
                let meant = |place: u32| {
                    let same = |found: &&Found| found.source.is_some_and(|(head, _)| head == place);
                    all.iter().rev().take(8).find(same).and_then(|found| found.speaker.person)
                };
                let pronoun = scene.word(head).upos == Upos::Pron;
                let subject = pronoun.then(|| cast.subject_before(scene, head, meant)).flatten();
                cast.resolve(scene, head, span, Before { last: last.as_ref(), subject })
            }
            None => Speaker::default(),
        };
        all.push(Found {
            cue: Some(attribution.cue).filter(|cue| *cue != NONE),
            parts: attribution.parts,
            source: attribution.source,
            speaker,
            chance: Some(attribution.chance),
            rule: attribution.rule,
        });
    }
    all
}

/// "“We are done!” shouted one woman": after a mark that can end a sentence the model takes who shouts for what is shouted. The quotation,
/// and the source with its head.
fn inverted(scene: &Scene, one: &attributions::Attribution) -> Option<(Span, (u32, Span))> {
    let [part] = one.parts[..] else { return None };
    let last = one.cue.checked_sub(1).filter(|_| one.cue != NONE && part.0 == one.cue + 1)?;
    let ends = matches!(scene.form(last), "!" | "?") && scene.word(one.cue).shape == 0;
    if !ends || (part.0..part.1).any(|place| matches!(scene.word(place).upos, Upos::Verb | Upos::Aux)) {
        return None;
    }
    let segment = scene.segments.iter().find(|segment| segment.closed && segment.end == one.cue)?;
    let inside = |place: u32| part.0 <= place && place < part.1;
    let head = (part.0..part.1).find(|place| {
        let noun = matches!(scene.word(*place).upos, Upos::Noun | Upos::Propn | Upos::Pron);
        noun && !inside(scene.word(*place).head)
    })?;
    Some(((segment.start, segment.end), (head, part)))
}

/// "Anna Lund reports from Oslo: …": the place before the colon is no source, the subject of its verb is; with the verb.
fn reporter(scene: &Scene, one: &attributions::Attribution) -> Option<(u32, (u32, Span))> {
    let (head, span) = one.source?;
    let placed = span.0 > 0 && scene.word(span.0 - 1).upos == Upos::Adp;
    if one.cue == NONE || scene.form(one.cue) != ":" || !placed || span.1 != one.cue {
        return None;
    }
    let verb = scene.word(head).head;
    if verb == NONE || scene.word(verb).upos != Upos::Verb {
        return None;
    }
    let subject = scene.children(verb).find(|&child| child < verb && scene.word(child).deprel == Deprel::Nsubj)?;
    Some((verb, (subject, (scene.word(subject).left, scene.word(subject).right))))
}

/// The chance asked of an attribution.
fn least_of(scene: &Scene, one: &attributions::Attribution) -> f32 {
    // Marks around the cue as well are an outer speaker's.
    let outer = if one.cue == NONE { 0 } else { scene.word(one.cue).quote };
    let own = |place: &u32| ![0, outer].contains(&scene.word(*place).quote);
    let all: u32 = one.parts.iter().map(|part| part.1 - part.0).sum();
    let quoted = one.parts.iter().flat_map(|part| part.0..part.1).filter(own).count() as u32;
    let kind = passages::kind_of(quoted, all);
    LEAST.iter().find(|least| least.0 == kind).map_or(1.0, |least| least.1)
}

/// Contents that share more of their words with a post are the post.
const SAME_POST: f32 = 0.5;

/// No content reaches further back than this many words from what stands in it.
const REACH: u32 = 5_000;

/// For each attribution the smallest other one that it stands in; they come by their first word, the larger first.
fn nest(found: &[Found]) -> Vec<Option<usize>> {
    let holder = |(number, inner): (usize, &Found)| {
        let first = inner.parts[0].0;
        let before = found[..number].iter().enumerate().rev();
        let near = before
            .take_while(|(_, outer)| outer.parts[0].0 + REACH >= first)
            .filter(|(_, outer)| outer.holds(inner) && outer.size() > inner.size());
        near.min_by_key(|(other, outer)| (outer.size(), *other)).map(|(other, _)| other)
    };
    found.iter().enumerate().map(holder).collect()
}

/// "I think …" inside a quotation is the outer speaker's.
fn first_person(scene: &Scene, found: &mut [Found], within: &[Option<usize>]) {
    for number in 0..found.len() {
        let Some((head, _)) = found[number].source else { continue };
        let own = matches!(scene.form(head).to_lowercase().as_str(), "i" | "me" | "my");
        if let Some(outer) = within[number].filter(|outer| own && found[*outer].quoted(scene)) {
            found[number].speaker = found[outer].speaker.clone();
        }
    }
}

fn quotes(scene: &Scene, cast: &Cast, found: &[Found], within: &[Option<usize>]) -> Vec<Quote> {
    let mut quotes = Vec::with_capacity(found.len());
    for (number, one) in found.iter().enumerate() {
        let content = passages::ranges(scene, &one.parts);
        let taken = |place: u32| {
            one.parts
                .iter()
                .chain(one.source.as_ref().map(|source| &source.1))
                .any(|part| part.0 <= place && place < part.1)
        };
        let words = |span: Span| scene.word(span.0).range.cover(scene.word(span.1 - 1).range);
        let cue = one.cue.map(|cue| words(cues::span(scene, cue, taken)));
        let source = one.source.map(|(_, span)| words(span));
        let kind = match one.rule {
            Quote::POST => QuoteKind::Direct,
            _ => passages::kind(scene, &content, cue),
        };
        let outer = within[number].and_then(|outer| found[outer].source);
        let outer = outer.and_then(|(_, span)| chains::passes_on(scene, cast, span));
        let via = chains::told(scene, cast, one).or(outer);
        quotes.push(Quote {
            kind,
            content,
            cue: cue.into_iter().collect(),
            source: source.into_iter().collect(),
            speaker: one.speaker.name.clone(),
            candidates: one.speaker.candidates.clone(),
            via,
            within: within[number],
            probability: one.chance,
            rule: Rule::new(one.rule),
        });
    }
    quotes
}
