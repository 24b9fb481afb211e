//! Where a sentence ends.

use super::features::{Keys, Linear, pair};
use super::word::{Word, class};

/// A longer sentence is cut: bounds the cost of parsing it.
pub const LONGEST: usize = 400;

/// What has been seen of the running sentence.
#[derive(Clone, Debug, Default)]
pub struct Running {
    /// Its tokens so far.
    pub length: usize,
    /// Straight or opening quote marks without their partner.
    pub quotes: i32,
    /// Open brackets.
    pub brackets: i32,
    /// Whether a stop, mark of exclamation or question is in it.
    pub stops: bool,
}

impl Running {
    /// Takes in the next token.
    pub fn take(&mut self, word: &Word) {
        self.length += 1;
        match word.first {
            '"' => self.quotes = 1 - self.quotes.clamp(0, 1),
            '“' | '«' => self.quotes += 1,
            '”' | '»' => self.quotes = (self.quotes - 1).max(0),
            '(' | '[' => self.brackets += 1,
            ')' | ']' => self.brackets = (self.brackets - 1).max(0),
            _ => {}
        }
    }
}

/// Whether a paragraph has a stop, mark of exclamation or question.
pub fn stops(words: &[Word]) -> bool {
    words.iter().any(|word| class(word.first) == b'.')
}

/// Whether a sentence may end after the token at `place`, the next being there.
pub fn open(words: &[Word], place: usize) -> bool {
    let next = &words[place + 1];
    !words[place].wordlike || class(next.first) != b'a'
}

fn bucket(count: usize) -> u64 {
    match count {
        0..=5 => count as u64,
        6..=9 => 6,
        10..=19 => 7,
        20..=39 => 8,
        _ => 9,
    }
}

/// The features of the place after the token at `place` of one paragraph; `spaced` whether white space follows it.
pub fn keys(words: &[Word], place: usize, spaced: bool, running: &Running, out: &mut Vec<u64>) {
    let mut keys = Keys::new(out);
    let word = |by: isize| place.checked_add_signed(by).and_then(|place| words.get(place));
    let lower = |by| word(by).map_or(1, |word| word.lower);
    let shape = |by| word(by).map_or(1, |word| word.shape);
    let space = u64::from(spaced);
    // The marks before the place, and the last word before them.
    let mut tail = 0;
    let mut back = 0;
    while back < 4 && word(-(back as isize)).is_some_and(|word| !word.wordlike) {
        tail = pair(tail, lower(-(back as isize)));
        back += 1;
    }
    let last = word(-(back as isize));
    let (last_lower, last_shape) = (last.map_or(1, |word| word.lower), last.map_or(1, |word| word.shape));
    // The marks after the place, and the first word after them.
    let mut front = 0;
    let mut ahead = 1;
    while ahead < 4 && word(ahead).is_some_and(|word| !word.wordlike) {
        front = pair(front, lower(ahead));
        ahead += 1;
    }
    let next = word(ahead);
    let (next_lower, next_shape) = (next.map_or(1, |word| word.lower), next.map_or(1, |word| word.shape));
    let capital = u64::from(next.is_some_and(|word| word.capital));
    let state = pair(running.quotes.clamp(0, 2) as u64, running.brackets.clamp(0, 2) as u64);
    let length = bucket(running.length);
    let left = bucket(words.len() - place - 1);
    keys.one(0);
    keys.two(lower(0), space);
    keys.two(lower(0), lower(1));
    keys.two(lower(0), shape(1));
    keys.two(lower(-1), lower(0));
    keys.three(lower(-1), lower(0), lower(1));
    keys.three(lower(-1), lower(0), shape(1));
    keys.two(shape(0), shape(1));
    keys.three(shape(-1), shape(0), shape(1));
    keys.two(pair(shape(-1), shape(0)), pair(shape(1), shape(2)));
    keys.three(tail, front, capital);
    keys.three(tail, front, space);
    keys.four(tail, front, capital, state);
    keys.four(last_lower, tail, front, capital);
    keys.four(last_shape, tail, front, next_shape);
    keys.three(tail, front, next_lower);
    keys.three(last_lower, tail, next_lower);
    keys.three(tail, capital, length);
    keys.three(tail, capital, left);
    keys.four(tail, capital, length, left);
    keys.three(tail, next_shape, state);
    keys.two(lower(1), lower(2));
    keys.two(lower(1), shape(2));
    keys.three(tail, lower(1), lower(2));
    keys.two(state, pair(lower(0), lower(1)));
    keys.two(lower(-1), lower(-2));
    keys.three(u64::from(running.stops), tail, capital);
    keys.three(word(0).map_or(1, |word| word.suffix[2]), shape(1), space);
    keys.four(space, tail, front, next_shape);
    keys.three(u64::from(last.map_or(0, |word| word.length.min(4))), tail, next_shape);
}

/// The places after which a sentence of one paragraph ends, the last token's included. `breaks` are places that end one in
/// any case; a sentence of 400 tokens is cut.
pub fn ends(
    words: &[Word],
    spaced: &dyn Fn(usize) -> bool,
    breaks: &dyn Fn(usize) -> bool,
    weights: &impl Linear,
    scratch: &mut Vec<u64>,
    out: &mut Vec<usize>,
) {
    let stops = stops(words);
    let mut running = Running { stops, ..Running::default() };
    for place in 0..words.len() {
        running.take(&words[place]);
        let end = place + 1 == words.len() || breaks(place) || running.length >= LONGEST || {
            open(words, place) && {
                keys(words, place, spaced(place), &running, scratch);
                weights.decide(scratch) > 0.0
            }
        };
        if end {
            out.push(place);
            running = Running { stops, ..Running::default() };
        }
    }
}
