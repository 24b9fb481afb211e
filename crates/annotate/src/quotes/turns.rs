//! Quotations that name no speaker of their own.
//!
//! Finds: the rest of a quotation after "…," she said. "…"; a paragraph that goes on with an unclosed quotation; a quotation in the
//! paragraph after one (same speaker, or the other one where two alternate). Does not find: scare quotes, titles of works, single
//! words. Why: a quotation without a cue is still somebody's words, and the next cue may be a page away.

use super::Found;
use super::contents::Span;
use super::scene::{Scene, Segment};
use super::speakers::{Cast, Speaker};
use crate::Upos;
use rashomon_news::MentionForm;

/// Fewer words are a term or a title, unless they make a sentence.
const LEAST_WORDS: u32 = 5;

/// Whether the words in the quote marks are a sentence that someone said.
pub fn speech(scene: &Scene, segment: &Segment) -> bool {
    let words = &scene.words[segment.start as usize..segment.end as usize];
    let verbs = words.iter().filter(|word| matches!(word.upos, Upos::Verb | Upos::Aux)).count();
    let stops =
        words.iter().filter(|word| matches!(scene.text.slice(word.range), "." | "!" | "?" | "…" | "...")).count();
    let starts = starts_sentence(scene, segment);
    let capital = words.first().is_some_and(|word| word.shape == 1);
    let ends = words
        .last()
        .is_some_and(|word| matches!(scene.text.slice(word.range), "." | "!" | "?" | "," | "…" | "..." | "—"));
    verbs > 0 && segment.end - segment.start >= LEAST_WORDS && starts && (ends && capital || stops > 1)
}

/// Whether the quotation starts a sentence or a paragraph.
fn starts_sentence(scene: &Scene, segment: &Segment) -> bool {
    let start = segment.start;
    start == scene.sentence(start).0 || start > 0 && matches!(scene.form(start - 1), ":" | ".")
}

/// Longer names sign nothing.
const LONGEST_NAME: u32 = 6;

/// "…" — Anna Lund: quotations that a name behind a dash signs, to the end of the line.
pub fn signed(scene: &Scene, cast: &Cast, found: &[Found]) -> Vec<Found> {
    let mut out = Vec::new();
    for segment in scene.segments.iter().filter(|segment| segment.closed) {
        let (dash, end) = (segment.end, line_end(scene, segment.end));
        let signs = end > dash + 1
            && end - dash <= LONGEST_NAME + 1
            && matches!(scene.form(dash), "—" | "–" | "―" | "-" | "--")
            && scene.word(dash + 1).shape == 1
            && (dash + 1..end).all(|place| scene.word(place).quote == 0);
        if !signs || segment.end - segment.start < LEAST_WORDS || covered(found, segment) {
            continue;
        }
        let span = (dash + 1, end);
        let range = scene.word(span.0).range.cover(scene.word(end - 1).range);
        let person = cast.within(range).find(|(_, _, mention)| mention.form == MentionForm::Name);
        let proper = |place: u32| scene.word(place).shape == 1 || scene.word(place).range.len() < 4;
        let speaker = match person {
            Some((_, place, _)) => cast.speaker(*place),
            None if (span.0..span.1).all(proper) => {
                Speaker { name: Some(scene.text.slice(range).to_owned()), ..Speaker::default() }
            }
            None => continue,
        };
        out.push(Found {
            cue: Some(dash),
            parts: vec![(segment.start, segment.end)],
            source: Some((span.0, span)),
            speaker,
            chance: None,
            rule: "quotes/signed",
        });
    }
    out
}

/// The place after the last word of the line (or block) that a word stands in.
fn line_end(scene: &Scene, from: u32) -> u32 {
    let Some(first) = scene.words.get(from as usize) else { return from };
    let mut end = from;
    while let Some(word) = scene.words.get(end as usize).filter(|word| word.block == first.block) {
        let gap = end.checked_sub(1).and_then(|last| scene.word(last).range.between(word.range));
        if end > from && gap.is_some_and(|gap| scene.text.slice(gap).contains('\n')) {
            break;
        }
        end += 1;
    }
    while end > from && matches!(scene.form(end - 1), "." | ",") {
        end -= 1;
    }
    end
}

/// Contents that end with a sentence inside a quotation go on to its end, where nothing else is said in the rest of it: the same marks
/// hold the words of one speaker.
pub fn go_on(scene: &Scene, found: &mut [Found]) {
    for segment in &scene.segments {
        let inside = |part: &Span| part.0 < segment.end && segment.start < part.1;
        let mut here = found.iter().enumerate().filter(|(_, one)| one.parts.iter().any(inside));
        let (Some((number, one)), None) = (here.next(), here.next()) else { continue };
        let own = one.cue.is_some_and(|cue| cue < segment.start || segment.end <= cue);
        let cut = |part: &Span| {
            part.0 == segment.start
                && part.1 < segment.end
                && (part.1 == scene.sentence(part.1 - 1).1 || part.1 + 1 == scene.sentence(part.1).1)
        };
        if own && let Some(place) = one.parts.iter().position(cut) {
            found[number].parts[place].1 = segment.end;
        }
    }
}

/// The quotations without a cue, each with the speaker that the quotations before it give, and the rule that says so.
pub fn uncued(scene: &Scene, found: &[Found]) -> Vec<Found> {
    let mut turns = Vec::new();
    for (number, segment) in scene.segments.iter().enumerate() {
        if !speech(scene, segment) || covered(found, segment) {
            continue;
        }
        let (speaker, rule) = inherit(scene, found, &turns, number, segment);
        turns.push(Found {
            cue: None,
            parts: vec![(segment.start, segment.end)],
            source: None,
            speaker,
            chance: None,
            rule,
        });
    }
    turns
}

/// Whether at least half of the quotation already belongs to a content.
pub fn covered(found: &[Found], segment: &Segment) -> bool {
    let both: u32 = found
        .iter()
        .filter(|found| found.cue.is_none_or(|cue| cue < segment.start || cue >= segment.end))
        .flat_map(|found| &found.parts)
        .map(|part| part.1.min(segment.end).saturating_sub(part.0.max(segment.start)))
        .max()
        .unwrap_or(0);
    both * 2 >= segment.end - segment.start
}

/// Who goes on speaking.
fn inherit(
    scene: &Scene,
    found: &[Found],
    turns: &[Found],
    number: usize,
    segment: &Segment,
) -> (Speaker, &'static str) {
    let block = scene.word(segment.start).block;
    let mut before: Vec<(&Found, u32)> = found
        .iter()
        .chain(turns)
        .filter(|other| other.quoted(scene))
        .filter_map(|other| {
            let last = other.parts.iter().filter(|part| part.1 <= segment.start).max_by_key(|part| part.1)?;
            Some((other, last.1))
        })
        .collect();
    before.sort_by_key(|(_, end)| *end);
    let distance = |end: u32| block - scene.word(end - 1).block;
    let Some((last, end)) = before.last().copied() else { return (Speaker::default(), "quotes/no-cue") };
    let unclosed = number > 0 && !scene.segments[number - 1].closed;
    if distance(end) == 0 {
        return (last.speaker.clone(), "quotes/same-paragraph");
    }
    if distance(end) == 1 && unclosed {
        return (last.speaker.clone(), "quotes/open-paragraph");
    }
    if distance(end) > 2 {
        return (Speaker::default(), "quotes/no-cue");
    }
    // Who spoke in the paragraphs before: one alone goes on, two take turns, more cannot be told.
    let recent: Vec<&Found> =
        before.iter().rev().take_while(|(_, end)| distance(*end) <= 4).map(|(found, _)| *found).take(4).collect();
    let mut names: Vec<&str> = Vec::new();
    for found in &recent {
        match &found.speaker.name {
            Some(name) if !names.contains(&name.as_str()) => names.push(name),
            Some(_) => {}
            None => return (Speaker::default(), "quotes/no-cue"),
        }
    }
    match names.len() {
        1 => (last.speaker.clone(), "quotes/next-paragraph"),
        2 if recent.len() >= 3 && alternate(&recent) => (recent[1].speaker.clone(), "quotes/alternating"),
        _ => {
            let candidates = names.into_iter().map(str::to_owned).collect();
            (Speaker { name: None, candidates, person: None }, "quotes/no-cue")
        }
    }
}

/// Whether each quotation had another speaker than the one before.
fn alternate(recent: &[&Found]) -> bool {
    recent.windows(2).all(|pair| pair[0].speaker.name != pair[1].speaker.name)
}
