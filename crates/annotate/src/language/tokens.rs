//! Syntactic words: "don't" is two, "do" and "n't".

use super::features::{Keys, Linear, best, hash_chars, pair};
use super::word::{class, lower};

/// How far around a place the models look, in characters: bounds the cost of each place.
const REACH: usize = 16;
/// The longest word that the list of joined words ("cannot", "gonna") may hold, in characters.
pub const JOINED: usize = 12;

/// The characters of one piece of text without white space, with their bytes.
#[derive(Default)]
pub struct Chunk {
    chars: Vec<char>,
    small: Vec<char>,
    kinds: Vec<u8>,
    bytes: Vec<usize>,
    wordlike: bool,
}

fn letter(kind: u8) -> bool {
    matches!(kind, b'a' | b'A')
}

fn alphanumeric(kind: u8) -> bool {
    matches!(kind, b'a' | b'A' | b'0')
}

impl Chunk {
    /// Takes in the piece that starts at byte `start`.
    pub fn fill(&mut self, piece: &str, start: usize) {
        self.chars.clear();
        self.small.clear();
        self.kinds.clear();
        self.bytes.clear();
        self.wordlike = true;
        for (at, c) in piece.char_indices() {
            let kind = class(c);
            self.wordlike &= letter(kind);
            self.chars.push(c);
            self.small.push(lower(c));
            self.kinds.push(kind);
            self.bytes.push(start + at);
        }
        self.bytes.push(start + piece.len());
    }

    /// How many characters it has.
    pub fn len(&self) -> usize {
        self.chars.len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.chars.is_empty()
    }

    /// The byte at which character `place` starts.
    pub fn byte(&self, place: usize) -> usize {
        self.bytes[place]
    }

    /// Whether the model has to say if a word ends before character `place`.
    pub fn open(&self, place: usize) -> bool {
        let (a, b) = (self.kinds[place - 1], self.kinds[place]);
        if letter(a) && letter(b) {
            let ahead = |by: usize| self.small.get(place + by).copied().unwrap_or(' ');
            return ahead(0) == 'n' && ahead(1) == '\'' && ahead(2) == 't';
        }
        !(a == b'0' && b == b'0')
    }

    /// The run of letters from `from`, and the key under which joined words are listed.
    pub fn run(&self, from: usize) -> (usize, u64) {
        let length = self.kinds[from..].iter().take_while(|&&kind| letter(kind)).count();
        let shown = &self.small[from..from + length.min(JOINED + 1)];
        (length, hash_chars(shown.iter().copied()))
    }

    /// The features of the place before character `place`; `last` is where the running word starts.
    pub fn keys(&self, place: usize, last: usize, out: &mut Vec<u64>) {
        let mut keys = Keys::new(out);
        let at =
            |by: isize| place.checked_add_signed(by).and_then(|at| self.small.get(at)).map_or(1, |&c| u64::from(c));
        let kind =
            |by: isize| place.checked_add_signed(by).and_then(|at| self.kinds.get(at)).map_or(1, |&k| u64::from(k));
        let end = self.len();
        let back = (place.saturating_sub(REACH)..place).rev().take_while(|&at| alphanumeric(self.kinds[at])).last();
        let before = hash_chars(self.small[back.unwrap_or(place)..place].iter().copied());
        let ahead = (place..end.min(place + REACH)).take_while(|&at| alphanumeric(self.kinds[at])).count();
        let after = hash_chars(self.small[place..place + ahead].iter().copied());
        let beyond = (place + 1..end.min(place + 1 + REACH)).take_while(|&at| alphanumeric(self.kinds[at])).count();
        let next = hash_chars(self.small[(place + 1).min(end)..(place + 1 + beyond).min(end)].iter().copied());
        let piece = hash_chars(self.small[last.max(place.saturating_sub(REACH))..place].iter().copied());
        let rest = hash_chars(self.small[place..end.min(place + REACH)].iter().copied());
        let left = hash_chars(self.kinds[place.saturating_sub(REACH)..place].iter().map(|&kind| char::from(kind)));
        let right = hash_chars(self.kinds[place..end.min(place + REACH)].iter().map(|&kind| char::from(kind)));
        keys.one(0);
        keys.two(at(-1), at(0));
        keys.two(kind(-1), kind(0));
        keys.three(at(-1), at(0), kind(1));
        keys.three(kind(-2), at(-1), at(0));
        keys.four(kind(-2), at(-1), at(0), kind(1));
        keys.four(at(-2), at(-1), at(0), at(1));
        keys.four(kind(-2), kind(-1), kind(0), kind(1));
        keys.two(pair(kind(-3), kind(-2)), pair(pair(kind(-1), kind(0)), pair(kind(1), kind(2))));
        keys.three(at(0), at(1), at(2));
        keys.three(at(-1), at(-2), at(-3));
        keys.three(before, at(-1), at(0));
        keys.three(at(-1), at(0), after);
        keys.three(at(-1), at(0), next);
        keys.four(before, at(-1), at(0), after);
        keys.four(before, at(-1), at(0), next);
        keys.two(piece, at(0));
        keys.two(at(-1), rest);
        keys.two(piece, rest);
        keys.two(left, right);
        keys.three(at(-1), at(0), left);
        keys.three(at(-1), at(0), right);
        keys.two(u64::from(place == end - 1), pair(at(-1), at(0)));
        keys.two(u64::from(place == 1), pair(at(-1), at(0)));
    }
}

/// Room that is used again from piece to piece.
#[derive(Default)]
pub struct Scratch {
    chunk: Chunk,
    keys: Vec<u64>,
}

/// Adds the words of `text[start..end]`, as bytes, to `out`. White space parts words; inside a piece `weights` decides, and
/// `joined` lists words of letters alone that are two ("cannot"), by the length of the first.
///
/// Time grows with the length of the text; each place looks at 16 characters on either side.
pub fn split(
    text: &str,
    start: usize,
    end: usize,
    weights: &impl Linear,
    joined: &impl Linear,
    scratch: &mut Scratch,
    out: &mut Vec<(usize, usize)>,
) {
    let Scratch { chunk, keys } = scratch;
    for piece in text[start..end].split(blank).filter(|piece| !piece.is_empty()) {
        let from = piece.as_ptr() as usize - text.as_ptr() as usize;
        chunk.fill(piece, from);
        let (mut last, mut place) = (0, 0);
        while place < chunk.len() {
            if place > 0 && chunk.open(place) {
                chunk.keys(place, last, keys);
                if weights.decide(keys) > 0.0 {
                    out.push((chunk.byte(last), chunk.byte(place)));
                    last = place;
                }
            }
            if letter(chunk.kinds[place]) && (place == 0 || !letter(chunk.kinds[place - 1])) {
                let (length, key) = chunk.run(place);
                if (2..=JOINED).contains(&length) {
                    let mut scores = [0.0; JOINED];
                    joined.add(&[key], &mut scores);
                    let first = best(&scores);
                    if first > 0 && first < length {
                        out.push((chunk.byte(last), chunk.byte(place + first)));
                        last = place + first;
                        place += first;
                    }
                }
            }
            place += 1;
        }
        out.push((chunk.byte(last), chunk.byte(chunk.len())));
    }
}

/// White space and what has no width: nothing a word is made of.
pub fn blank(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{202A}'..='\u{202E}' | '\u{AD}')
}
