//! Whose words they are: the nouns of the sentence (and of the one before), described by features.

use super::contents::{Span, mix, nominal, step};
use super::scene::{NONE, Scene};
use crate::{Deprel, Upos};

/// One noun that may head the source.
#[derive(Clone, Copy, Debug)]
pub struct Candidate {
    /// Place of its head word.
    pub head: u32,
    /// The words that name the source.
    pub span: Span,
    /// Where its features lie in [`Sources::features`].
    pub own: (u32, u32),
}

/// Everything that may be the source of one attribution.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// Hashed features.
    pub features: Vec<u32>,
    /// The nouns, in order.
    pub candidates: Vec<Candidate>,
}

/// How the way through the tree from one word to another goes: up so many, down over these relations.
fn way(scene: &Scene, from: u32, to: u32) -> (u32, u32) {
    let mut up = 0;
    let mut at = from;
    let mut climbed = 0u32;
    loop {
        let mut down = 0u32;
        let mut below = to;
        let mut steps = 0;
        while below != NONE && below != at && steps < 5 {
            down = mix(40, down, scene.word(below).deprel as u32);
            below = scene.word(below).head;
            steps += 1;
        }
        if below == at {
            return (mix(41, climbed, down), up * 8 + steps);
        }
        let head = scene.word(at).head;
        if head == NONE || up >= 5 {
            return (0, 63);
        }
        climbed = mix(42, climbed, scene.word(at).deprel as u32);
        at = head;
        up += 1;
    }
}

/// The nouns around the cue that are not part of the content.
pub fn around(scene: &Scene, cue: u32, parts: &[Span]) -> Sources {
    let mut out = Sources::default();
    let bounds = scene.sentence(cue);
    let inside = |place: u32| parts.iter().any(|part| part.0 <= place && place < part.1);
    let lemma = scene.word(cue).lemma;
    let relation = scene.word(cue).deprel as u32;
    let content_right = u32::from(parts[0].0 > cue);
    let cue_word = *scene.word(cue);
    let mut number = 0;
    for place in bounds.0..bounds.1 {
        let word = *scene.word(place);
        let subject = matches!(word.deprel, Deprel::Nsubj);
        let fits = (nominal(&word)
            || subject && matches!(word.upos, Upos::Det | Upos::Num | Upos::Adj | Upos::X | Upos::Verb))
            && !part(scene, cue, place, &inside)
            || word.upos == Upos::Pron;
        if !fits || place == cue || inside(place) {
            continue;
        }
        let span = clip(scene, place, cue, &inside);
        let start = out.features.len() as u32;
        let distance = step(place.abs_diff(cue)) * 2 + u32::from(place > cue);
        let (path, length) = way(scene, cue, place);
        let case = scene.children(place).find(|&child| scene.word(child).deprel == Deprel::Case && child < place);
        let case = case.map_or(0, |child| scene.word(child).form);
        let possessive =
            u32::from(scene.children(place).any(|child| child > place && scene.word(child).upos == Upos::Part));
        let tag = word.upos as u32 * 4 + u32::from(word.shape);
        let after = scene.get(i64::from(span.1), bounds).map_or(1, |word| word.form);
        let before = scene.get(i64::from(span.0) - 1, bounds).map_or(1, |word| word.form);
        let touches = u32::from(span.1 == cue) + 2 * u32::from(span.0 == cue + 1);
        let quoted = u32::from(word.quote > 0) * 2 + u32::from(cue_word.quote > 0);
        let own = word.deprel as u32;
        let direct = u32::from(word.head == cue) + 2 * u32::from(cue_word.head == place);
        out.features.extend([
            mix(50, 1, path),
            mix(50, 2 + (path & 0xffff_ff00), lemma),
            mix(50, 3 + (length << 8), own),
            mix(50, 4 + (distance << 8), tag),
            mix(50, 5 + (own << 8), distance),
            mix(50, 6, word.lemma),
            mix(50, 7, case),
            mix(51, case, lemma),
            mix(50, 8 + (own << 8), lemma),
            mix(50, 9 + (touches << 8), tag),
            mix(50, 10 + (touches << 8), lemma),
            mix(50, 11 + (possessive << 8), direct * 64 + own),
            mix(50, 12 + (quoted << 8), own),
            mix(50, 13, after),
            mix(50, 14, before),
            mix(50, 15 + (direct << 8), relation * 64 + own),
            mix(50, 16 + (u32::min(number, 5) << 8), content_right * 64 + own),
            mix(50, 17 + (tag << 8), path & 0xffff_ff00),
            mix(50, 18 + (possessive << 8), cue_word.upos as u32 * 16 + touches),
            mix(50, 19 + (content_right << 16) + (distance << 8), own),
            mix(52, before, own),
        ]);
        number += 1;
        out.candidates.push(Candidate { head: place, span, own: (start, out.features.len() as u32) });
    }
    // No source of its own in the sentence.
    let start = out.features.len() as u32;
    let passive = u32::from(scene.children(cue).any(|child| scene.word(child).deprel == Deprel::Aux));
    out.features.extend([
        mix(60, 1, lemma),
        mix(60, 2, relation),
        mix(60, 3, cue_word.upos as u32 * 2 + content_right),
        mix(60, 4, u32::min(number, 4)),
        mix(60, 5, cue_word.form),
        mix(60, 6 + (passive << 8), lemma),
        mix(60, 7, parts.len() as u32),
    ]);
    out.candidates.push(Candidate { head: NONE, span: (0, 0), own: (start, out.features.len() as u32) });
    out
}

/// Whether a word is only part of the name or compound that its head ends: not where the tree joined it to the cue itself
/// ("Berg | added"), to the content, or over a comma ("According to Berg, Minister Lund …").
fn part(scene: &Scene, cue: u32, place: u32, inside: &dyn Fn(u32) -> bool) -> bool {
    let word = scene.word(place);
    let joins = matches!(word.deprel, Deprel::Compound | Deprel::Flat | Deprel::Fixed | Deprel::Goeswith);
    let head = word.head;
    joins
        && head != NONE
        && head != cue
        && !inside(head)
        && (place.min(head)..place.max(head)).all(|between| scene.form(between) != ",")
}

/// The noun's phrase, cut where the cue or the content starts or ends and before a preposition that leads in.
fn clip(scene: &Scene, head: u32, cue: u32, inside: &dyn Fn(u32) -> bool) -> Span {
    let word = scene.word(head);
    let (mut start, mut end) = (head, head + 1);
    while start > word.left && start - 1 != cue && !inside(start - 1) {
        start -= 1;
    }
    while end < word.right && end != cue && !inside(end) {
        end += 1;
    }
    while start < head
        && (matches!(scene.word(start).deprel, Deprel::Case | Deprel::Mark | Deprel::Cc | Deprel::Cop)
            || scene.word(start).upos == Upos::Punct)
    {
        start += 1;
    }
    while end > head + 1
        && matches!(
            scene.word(end - 1).upos,
            Upos::Punct | Upos::Part | Upos::Aux | Upos::Adp | Upos::Cconj | Upos::Sconj
        )
    {
        end -= 1;
    }
    (start, end)
}
