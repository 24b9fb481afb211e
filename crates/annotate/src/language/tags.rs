//! Parts of speech: two passes of a linear tagger, the second of which knows what the first said of the words ahead.

use super::features::{Keys, Linear, best, pair};
use super::word::Word;

/// No tag: before the first and after the last word.
pub const NONE: u8 = 255;

/// Where the first pass put a tag so far ahead of all others, the second does not ask again; in units of the model's bytes.
const SURE: f32 = 300.0;

fn word(words: &[Word], place: usize, by: isize) -> Option<&Word> {
    place.checked_add_signed(by).and_then(|place| words.get(place))
}

/// How a sentence uses capitals: 0 as usual, 1 like a headline, 2 nothing else, 3 not at all.
pub fn style(words: &[Word]) -> u8 {
    let (mut small, mut capital, mut upper) = (0, 0, 0);
    for word in words.iter().filter(|word| word.wordlike && word.length > 2) {
        match (word.upper, word.capital) {
            (true, _) => upper += 1,
            (_, true) => capital += 1,
            _ => small += 1,
        }
    }
    match (small, capital, upper) {
        (0, 0, 2..) => 2,
        (_, 0, 0) => 3,
        _ if (capital + upper) * 3 > (small + capital + upper) * 2 && capital + upper > 2 => 1,
        _ => 0,
    }
}

/// The features of the word at `place` of a sentence of that [`style`]; `one` and `two` are the tags before it, `ahead` the first pass's tags of the sentence.
pub fn keys(words: &[Word], place: usize, style: u8, one: u8, two: u8, ahead: Option<&[u8]>, out: &mut Vec<u64>) {
    let mut keys = Keys::new(out);
    let own = &words[place];
    let lower = |by| word(words, place, by).map_or(1, |word| word.lower);
    let shape = |by| word(words, place, by).map_or(1, |word| word.shape);
    let suffix = |by, length: usize| word(words, place, by).map_or(1, |word| word.suffix[length]);
    let (one, two) = (u64::from(one), u64::from(two));
    let first = u64::from(place == 0);
    keys.one(0);
    keys.one(own.lower);
    keys.one(own.form);
    keys.two(own.shape, first);
    for length in 0..5 {
        keys.one(own.suffix[length]);
    }
    for length in 0..4 {
        keys.one(own.prefix[length]);
    }
    keys.one(lower(-1));
    keys.one(lower(-2));
    keys.one(lower(1));
    keys.one(lower(2));
    keys.two(lower(-1), own.lower);
    keys.two(own.lower, lower(1));
    keys.two(lower(-1), lower(1));
    keys.three(lower(-1), own.lower, lower(1));
    keys.two(lower(-2), lower(-1));
    keys.two(lower(1), lower(2));
    keys.one(one);
    keys.two(one, two);
    keys.two(one, own.lower);
    keys.three(one, two, own.lower);
    keys.two(one, lower(1));
    keys.two(one, own.suffix[2]);
    keys.two(one, own.suffix[1]);
    keys.three(one, own.shape, first);
    keys.two(suffix(-1, 2), own.suffix[2]);
    keys.two(own.suffix[2], suffix(1, 2));
    keys.one(suffix(1, 2));
    keys.one(suffix(-1, 2));
    keys.two(one, suffix(1, 1));
    keys.three(shape(-1), own.shape, shape(1));
    keys.two(own.shape, own.suffix[2]);
    keys.two(own.prefix[1], own.suffix[1]);
    let style = u64::from(style);
    keys.three(style, own.shape, first);
    keys.two(style, own.lower);
    keys.three(style, own.shape, own.suffix[2]);
    keys.four(style, one, own.shape, shape(1));
    if let Some(ahead) = ahead {
        let tag =
            |by| u64::from(place.checked_add_signed(by).and_then(|place| ahead.get(place)).copied().unwrap_or(NONE));
        let (next, after, third) = (tag(1), tag(2), tag(3));
        keys.one(next);
        keys.two(next, after);
        keys.two(one, next);
        keys.three(one, next, after);
        keys.three(two, one, next);
        keys.two(own.lower, next);
        keys.three(one, own.lower, next);
        keys.three(own.lower, next, after);
        keys.two(own.suffix[2], next);
        keys.three(one, own.suffix[2], next);
        keys.two(tag(0), pair(one, next));
        keys.two(tag(0), own.lower);
        keys.three(next, after, third);
        keys.two(lower(1), after);
    }
}

/// Room that is used again from sentence to sentence.
#[derive(Default)]
pub struct Scratch {
    keys: Vec<u64>,
    scores: Vec<f32>,
    /// How sure the first pass was of each tag it gave, in units of the model's bytes; empty where no first pass went before.
    margins: Vec<f32>,
}

/// Tags one sentence; classes are numbers below `classes`. `ahead` are the tags of the first pass: with the same `scratch` as that
/// pass, sure ones are kept; with a fresh one, all are asked again.
pub fn tag(
    words: &[Word],
    ahead: Option<&[u8]>,
    classes: usize,
    weights: &impl Linear,
    scratch: &mut Scratch,
    tags: &mut Vec<u8>,
) {
    tags.clear();
    let (mut one, mut two) = (NONE, NONE);
    let style = style(words);
    if ahead.is_none() {
        scratch.margins.clear();
    }
    for place in 0..words.len() {
        let sure = ahead.and_then(|ahead| ahead.get(place)).filter(|_| scratch.margins.get(place) > Some(&SURE));
        let tag = sure.copied().unwrap_or_else(|| {
            keys(words, place, style, one, two, ahead, &mut scratch.keys);
            scratch.scores.clear();
            scratch.scores.resize(classes, 0.0);
            weights.add(&scratch.keys, &mut scratch.scores);
            best(&scratch.scores) as u8
        });
        if ahead.is_none() {
            scratch.margins.push(margin(&scratch.scores, tag));
        }
        tags.push(tag);
        (one, two) = (tag, one);
    }
}

/// How far the score of a class is ahead of all others.
fn margin(scores: &[f32], class: u8) -> f32 {
    let others = scores.iter().enumerate().filter(|&(other, _)| other != usize::from(class));
    let next = others.fold(f32::MIN, |next, (_, &score)| next.max(score));
    scores.get(usize::from(class)).map_or(0.0, |score| score - next)
}
