//! Which line of a text copy is the headline: the line above the article that looks most like one.

use super::roles::Copy;
use crate::facts::dates;
use crate::line::WORDS;
use std::collections::BTreeSet;

/// How far above the article's first line a headline is looked for.
const REACH: usize = 60;
/// How many numbers a candidate has.
pub const NUMBERS: usize = WORDS + 22;

/// The lines that may be the headline.
pub fn candidates(copy: &Copy<'_>) -> Vec<usize> {
    let Some(first) = first(copy) else { return Vec::new() };
    let to = (first + 4).min(copy.lines.len());
    (first.saturating_sub(REACH)..to)
        .filter(|place| {
            let words = &copy.ready.words[*place];
            (1..=40).contains(&words.words) && words.chars <= 250
        })
        .collect()
}

/// The article's first line: the first of the lines that run on.
pub fn first(copy: &Copy<'_>) -> Option<usize> {
    let body = |place: &usize| copy.odds.get(*place).is_some_and(|odds| *odds > 0.0);
    let all = 0..copy.odds.len();
    let long = |place: &usize| body(place) && copy.ready.words[*place].words >= 12;
    all.clone().find(long).or_else(|| all.clone().find(body))
}

/// The numbers of the candidates.
pub fn numbers(copy: &Copy<'_>, candidates: &[usize]) -> Vec<Vec<f32>> {
    let first = first(copy).unwrap_or(0);
    let body: Vec<usize> = (0..copy.lines.len()).filter(|place| copy.odds[*place] > 0.0).collect();
    let set = |places: &[usize]| -> BTreeSet<u32> {
        places.iter().flat_map(|place| copy.ready.words[*place].hashes.iter().copied()).collect()
    };
    let topics = set(&body[..body.len().min(60)]);
    let lead = set(&body[..body.len().min(3)]);
    let bit = |sign: bool| f32::from(u8::from(sign));
    candidates
        .iter()
        .map(|&place| {
            let words = &copy.ready.words[place];
            let line = &copy.lines[place];
            let text = copy.words(place);
            let mut out = Vec::with_capacity(NUMBERS);
            words.numbers(&mut out);
            let shared = |set: &BTreeSet<u32>| words.hashes.iter().filter(|hash| set.contains(hash)).count() as f32;
            let odds = |offset: isize| {
                place.checked_add_signed(offset).and_then(|at| copy.odds.get(at)).copied().unwrap_or(-9.0)
            };
            let blank = |at: usize| copy.lines.get(at).map_or(3.0, |line| f32::from(line.blank));
            let dated = |at: usize| {
                at < copy.lines.len() && copy.ready.words[at].words < 25 && !dates::find(copy.words(at)).is_empty()
            };
            let by = |at: usize| at < copy.lines.len() && copy.ready.words[at].phrases >> 8 & 1 == 1;
            let same = copy.lines[..first.min(copy.lines.len())]
                .iter()
                .filter(|other| copy.text.slice(other.range) == text)
                .count();
            let longer = candidates
                .iter()
                .filter(|other| {
                    **other != place && copy.words(**other).len() > text.len() && copy.words(**other).contains(text)
                })
                .count();
            let longest = candidates
                .iter()
                .filter(|other| **other < first && copy.ready.words[**other].words > words.words)
                .count();
            out.extend([
                odds(0),
                odds(-1),
                odds(1),
                odds(2),
                place as f32 - first as f32,
                place as f32,
                shared(&topics) / words.words.max(1) as f32,
                shared(&lead) / words.words.max(1) as f32,
                shared(&lead),
                f32::from(line.marker),
                f32::from(line.blank),
                blank(place + 1),
                bit(line.heading),
                bit(dated(place + 1) || dated(place + 2)),
                bit(by(place + 1) || by(place + 2)),
                bit((place + 1..place + 9).any(dated)),
                bit(dated(place)),
                same as f32,
                longer as f32,
                longest as f32,
                copy.ready.echoes[place],
                bit(place + 1 < copy.lines.len()
                    && super::roles::credit(copy.words(place + 1), &copy.ready.words[place + 1])),
            ]);
            out
        })
        .collect()
}
