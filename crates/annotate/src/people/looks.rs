//! What each token looks like by itself and what the whole report tells of its word: the ground the features stand on.

use super::lexicon::{self, FIRST, Lexicon};
use std::collections::HashMap;
use std::ops::Range;

/// How a token is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Case {
    /// "word"
    Lower,
    /// "Word"
    Capital,
    /// "WORD"
    Upper,
    /// "W"
    Initial,
    /// "iPhone", "McCain"
    Mixed,
    /// With a digit.
    Number,
    /// Without letters and digits.
    Mark,
}

impl Case {
    fn of(word: &str) -> Case {
        let (mut upper, mut lower, mut letters, mut first) = (0, 0, 0, false);
        for (at, c) in word.chars().enumerate() {
            if c.is_ascii_digit() {
                return Case::Number;
            }
            letters += usize::from(c.is_alphabetic());
            if c.is_uppercase() {
                upper += 1;
                first |= at == 0;
            } else if c.is_lowercase() {
                lower += 1;
            }
        }
        match (upper, lower) {
            (0, 0) if letters == 0 => Case::Mark,
            (0, _) => Case::Lower,
            (1, 0) => Case::Initial,
            (_, 0) => Case::Upper,
            (1, _) if first => Case::Capital,
            _ => Case::Mixed,
        }
    }

    /// Whether it is written as names are.
    pub fn capital(self) -> bool {
        matches!(self, Case::Capital | Case::Upper | Case::Initial | Case::Mixed)
    }
}

/// Bits of what the report tells of a word, anywhere in it.
pub mod told {
    /// In lower case.
    pub const LOWER: u32 = 1;
    /// As a name is written, not first in its sentence.
    pub const MIDDLE: u32 = 1 << 1;
    /// After "Mr", "President".
    pub const TITLED: u32 = 1 << 2;
    /// After a first name.
    pub const SURNAME: u32 = 1 << 3;
    /// Before a capitalised word, and itself a first name.
    pub const FORENAME: u32 = 1 << 4;
    /// Beside a verb of speech.
    pub const SPEAKS: u32 = 1 << 5;
    /// After a preposition of place.
    pub const INSIDE: u32 = 1 << 6;
    /// In a run that ends (or begins, before "of") with a word for a body.
    pub const BODY: u32 = 1 << 7;
    /// Likewise for a place.
    pub const PLACE: u32 = 1 << 8;
    /// In a longer run.
    pub const LONGER: u32 = 1 << 9;
    /// Alone in brackets.
    pub const BRACKETS: u32 = 1 << 10;
    /// The initials of another run.
    pub const INITIALS: u32 = 1 << 11;
    /// After "the".
    pub const THE: u32 = 1 << 12;
    /// Alone (no other capital beside it).
    pub const ALONE: u32 = 1 << 13;
    /// Twice or more.
    pub const OFTEN: u32 = 1 << 14;
    /// With a possessive.
    pub const OWNS: u32 = 1 << 15;
}

/// Bits of what phrase of the gazetteer a token is part of.
pub mod phrase {
    /// Begins one of two words or more.
    pub const BEGIN: u32 = 1;
    /// Is inside of one.
    pub const INSIDE: u32 = 1 << 1;
    /// A place.
    pub const PLACE: u32 = 1 << 2;
    /// A body.
    pub const BODY: u32 = 1 << 3;
    /// A person.
    pub const PERSON: u32 = 1 << 4;
    /// A people.
    pub const PEOPLE: u32 = 1 << 5;
    /// A role.
    pub const ROLE: u32 = 1 << 6;
}

/// What one token looks like.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// Hash of the lower-case word.
    pub lower: u64,
    /// Hash of the gazetteer's form.
    pub key: u64,
    /// What the lexicon knows of the word.
    pub known: u32,
    /// Its coarse and fine kind.
    pub kinds: [u16; 2],
    /// [`phrase`] bits.
    pub phrase: u32,
    /// How it is written.
    pub case: Case,
    /// Hashes of its last two, three, four and first three letters, lower case.
    pub affixes: [u64; 4],
    /// Hash of its shape: "Xx", "X.", "d".
    pub shape: u64,
    /// Place of its run among [`Looks::runs`].
    pub run: Option<u32>,
    /// First in its sentence, marks left out.
    pub first: bool,
    /// In a sentence written in capitals or as a title.
    pub shouted: bool,
    /// Place of its sentence.
    pub sentence: u32,
}

/// Capitalised tokens side by side, hyphens and initials' stops between.
#[derive(Clone, Debug)]
pub struct Run {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// The tokens of the run with what "of", "and", "de" join to it.
    pub loose: Range<usize>,
}

/// The looks of a whole report.
pub struct Looks {
    /// One a token.
    pub tokens: Vec<Look>,
    /// In order.
    pub runs: Vec<Run>,
    /// Token ranges of the sentences.
    pub sentences: Vec<Range<usize>>,
    told: HashMap<u64, u32>,
    keys: Keys,
}

impl Looks {
    /// Looks at the words of a report.
    pub fn new(words: &[&str], sentences: &[Range<usize>]) -> Looks {
        let lexicon = Lexicon::get();
        let mut keys = Keys::default();
        let mut tokens: Vec<Look> = words.iter().map(|word| look(word, lexicon, &mut keys)).collect();
        for (place, sentence) in sentences.iter().enumerate() {
            settle(&mut tokens[sentence.clone()], place as u32);
        }
        for sentence in sentences {
            super::phrases::mark(&mut tokens, &keys, sentence.clone(), lexicon);
        }
        let mut looks = Looks { tokens, runs: Vec::new(), sentences: sentences.to_vec(), told: HashMap::new(), keys };
        for sentence in sentences {
            looks.find_runs(sentence.clone());
        }
        looks.listen();
        looks
    }

    /// The gazetteer's form of a token: lower case, no accents; empty for marks.
    pub fn key(&self, token: usize) -> &str {
        self.keys.of(token)
    }

    /// [`told`] bits of the word of a token.
    pub fn told(&self, token: usize) -> u32 {
        self.told.get(&self.tokens[token].key).copied().unwrap_or(0)
    }

    /// Parts of sentences where names can be: capitals and numbers, and up to three tokens between two of them.
    pub fn segments(&self) -> Vec<Range<usize>> {
        let mut segments: Vec<Range<usize>> = Vec::new();
        for sentence in &self.sentences {
            let mut open: Option<Range<usize>> = None;
            for token in sentence.clone().filter(|&token| self.tokens[token].case.capital()) {
                match &mut open {
                    Some(range) if token <= range.end + 3 => range.end = token + 1,
                    _ => segments.extend(open.replace(token..token + 1)),
                }
            }
            segments.extend(open);
        }
        // A number, a lower-case noun or a stop can close a name: one more token each, where the sentence has it.
        let ends: Vec<usize> =
            segments.iter().map(|range| self.sentences[self.tokens[range.start].sentence as usize].end).collect();
        for (range, end) in segments.iter_mut().zip(ends) {
            range.end = (range.end + 1).min(end);
        }
        segments
    }

    fn find_runs(&mut self, sentence: Range<usize>) {
        let mut at = sentence.start;
        let first = self.runs.len();
        while at < sentence.end {
            if !self.starts_run(at) {
                at += 1;
                continue;
            }
            let start = at;
            let mut end = at + 1;
            loop {
                let mut next = end;
                // A hyphen, an initial's stop or "&" holds a run together where a capital follows.
                while next < sentence.end && next < end + 2 && self.tokens[next].case == Case::Mark && self.holds(next)
                {
                    next += 1;
                }
                if next < sentence.end && self.tokens[next].case.capital() {
                    end = next + 1;
                } else {
                    break;
                }
            }
            for token in start..end {
                self.tokens[token].run = Some(self.runs.len() as u32);
            }
            self.runs.push(Run { tokens: start..end, loose: start..end });
            at = end;
        }
        for run in first + 1..self.runs.len() {
            let gap = self.runs[run - 1].tokens.end..self.runs[run].tokens.start;
            let joined = gap.len() <= 2
                && gap.clone().all(|token| self.tokens[token].known & (lexicon::JOINER | lexicon::PARTICLE) != 0);
            if joined {
                let start = self.runs[run - 1].loose.start;
                self.runs[run].loose.start = start;
            }
        }
        for run in (first + 1..self.runs.len()).rev() {
            if self.runs[run].loose.start < self.runs[run].tokens.start {
                let end = self.runs[run].loose.end;
                self.runs[run - 1].loose.end = end;
            }
        }
    }

    fn starts_run(&self, token: usize) -> bool {
        let look = &self.tokens[token];
        let named = FIRST
            | lexicon::SURNAME
            | lexicon::COUNTRY
            | lexicon::TOWN
            | lexicon::REGION
            | lexicon::BODY
            | lexicon::TITLE;
        let opener = look.first && look.known & lexicon::EVERYDAY != 0 && look.known & named == 0;
        look.case.capital() && !opener
    }

    fn holds(&self, token: usize) -> bool {
        let shape = self.tokens[token].lower;
        shape == lexicon::hash(b"-") || shape == lexicon::hash(b"&") || {
            shape == lexicon::hash(b".") && token > 0 && self.tokens[token - 1].case == Case::Initial
        }
    }

    /// Gathers what the report tells of each word.
    fn listen(&mut self) {
        let mut seen: HashMap<u64, u32> = HashMap::new();
        let initials = self.initials();
        for at in 0..self.tokens.len() {
            let look = &self.tokens[at];
            if matches!(look.case, Case::Mark | Case::Number) {
                continue;
            }
            let mut bits = if look.case.capital() { self.overheard(at) } else { told::LOWER };
            if look.shouted {
                bits &= !(told::LOWER
                    | told::MIDDLE
                    | told::LONGER
                    | told::SURNAME
                    | told::BODY
                    | told::PLACE
                    | told::TITLED);
            }
            if look.case.capital() && initials.contains_key(&look.key) {
                bits |= told::INITIALS;
            }
            let all = seen.entry(look.key).or_insert(0);
            if *all != 0 {
                bits |= told::OFTEN;
            }
            *all |= bits;
        }
        self.told = seen;
    }

    fn overheard(&self, at: usize) -> u32 {
        let look = &self.tokens[at];
        let mut bits = if look.first { 0 } else { told::MIDDLE };
        let Some(run) = look.run.map(|run| &self.runs[run as usize]) else { return bits };
        let sentence = &self.sentences[look.sentence as usize];
        let known = |token: usize| if sentence.contains(&token) { self.tokens[token].known } else { 0 };
        let (before, after) = (run.tokens.start.wrapping_sub(1), run.tokens.end);
        if at > run.tokens.start {
            let previous = known(at - 1);
            if previous & (lexicon::HONORIFIC | lexicon::TITLE) != 0 {
                bits |= told::TITLED;
            }
            if previous & FIRST != 0 && previous & (lexicon::BODY | lexicon::PLACE) == 0 {
                bits |= told::SURNAME;
            }
        } else if known(before) & (lexicon::TITLE | lexicon::HONORIFIC) != 0 {
            bits |= told::TITLED;
        }
        if at + 1 < run.tokens.end && look.known & FIRST != 0 {
            bits |= told::FORENAME;
        }
        if (known(before) | known(after)) & lexicon::SPEECH != 0 {
            bits |= told::SPEAKS;
        }
        if known(before) & lexicon::INSIDE != 0 {
            bits |= told::INSIDE;
        }
        let last = known(run.tokens.end - 1) | if run.loose.end > run.tokens.end { known(run.tokens.start) } else { 0 };
        for (kind, bit) in [(lexicon::BODY, told::BODY), (lexicon::PLACE, told::PLACE)] {
            if last & kind != 0 && run.loose.len() > 1 {
                bits |= bit;
            }
        }
        let is =
            |token: usize, word: &[u8]| sentence.contains(&token) && self.tokens[token].lower == lexicon::hash(word);
        bits |= if run.tokens.len() > 1 { told::LONGER } else { told::ALONE };
        if run.tokens.len() == 1 && is(before, b"(") && is(after, b")") {
            bits |= told::BRACKETS;
        }
        if is(before, b"the") {
            bits |= told::THE;
        }
        if is(after, b"'s") || is(after, "’s".as_bytes()) {
            bits |= told::OWNS;
        }
        bits
    }

    /// The initials of all runs of two words and more.
    fn initials(&self) -> HashMap<u64, ()> {
        let mut all = HashMap::new();
        for run in &self.runs {
            let letters = |tokens: Range<usize>, joiners: bool| -> String {
                tokens
                    .filter(|&token| {
                        self.tokens[token].case.capital() || (joiners && self.tokens[token].case == Case::Lower)
                    })
                    .filter_map(|token| self.keys.of(token).chars().next())
                    .collect()
            };
            for tokens in [run.tokens.clone(), run.loose.clone()] {
                for joiners in [false, true] {
                    let letters = letters(tokens.clone(), joiners);
                    if letters.len() >= 2 && letters.len() <= 8 {
                        all.insert(lexicon::hash(letters.as_bytes()), ());
                    }
                }
            }
        }
        all
    }
}

/// The gazetteer forms of all tokens, one after another.
#[derive(Default)]
pub(super) struct Keys {
    text: String,
    ends: Vec<usize>,
}

impl Keys {
    fn push(&mut self, key: &str) {
        self.text.push_str(key);
        self.ends.push(self.text.len());
    }

    pub(super) fn of(&self, token: usize) -> &str {
        let start = token.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[start..self.ends[token]]
    }
}

fn look(word: &str, lexicon: &Lexicon, keys: &mut Keys) -> Look {
    // A word longer than this is no name; its head is enough to tell it from others.
    let mut end = word.len().min(64);
    while !word.is_char_boundary(end) {
        end -= 1;
    }
    let text = &word[..end];
    let mut key = String::new();
    lexicon::key(text, &mut key);
    let lower = text.to_lowercase();
    let case = Case::of(text);
    let mut known = lexicon.lists(&lower);
    if !key.is_empty() {
        known |= lexicon.known(&key) | lexicon.lists(&key);
    }
    let back = |count: usize| {
        lower.char_indices().rev().nth(count - 1).map_or(0, |(at, _)| lexicon::hash(&lower.as_bytes()[at..]))
    };
    let front = lower.char_indices().nth(3).map_or(0, |(at, _)| lexicon::hash(&lower.as_bytes()[..at]));
    let look = Look {
        lower: lexicon::hash(lower.as_bytes()),
        key: lexicon::hash(key.as_bytes()),
        known,
        kinds: lexicon.kinds(lexicon::hash(lower.as_bytes())),
        phrase: 0,
        case,
        affixes: [back(2), back(3), back(4), front],
        shape: shape(text),
        run: None,
        first: false,
        shouted: false,
        sentence: 0,
    };
    keys.push(&key);
    look
}

/// Letters become "X" or "x", digits "d"; repeats are told once.
fn shape(text: &str) -> u64 {
    let mut shape = String::new();
    for c in text.chars() {
        let class = match c {
            c if c.is_uppercase() => 'X',
            c if c.is_alphabetic() => 'x',
            c if c.is_ascii_digit() => 'd',
            c => c,
        };
        if !shape.ends_with(class) {
            shape.push(class);
        }
    }
    lexicon::hash(shape.as_bytes())
}

/// Which token is first, and whether the sentence is shouted.
fn settle(tokens: &mut [Look], sentence: u32) {
    let (mut words, mut capitals, mut everyday) = (0, 0, 0);
    let mut started = false;
    for look in tokens.iter_mut() {
        look.sentence = sentence;
        look.first = !started && look.case != Case::Mark;
        started |= look.first;
        if !matches!(look.case, Case::Mark | Case::Number) && look.known & (lexicon::JOINER | lexicon::INSIDE) == 0 {
            words += 1;
            capitals += usize::from(look.case.capital());
            everyday += usize::from(look.case.capital() && look.known & lexicon::EVERYDAY != 0);
        }
    }
    // A title is written so: nearly all its words, and words that are nobody's name among them.
    let shouted = words >= 3 && capitals * 4 >= words * 3 && everyday * 3 >= words;
    tokens.iter_mut().for_each(|look| look.shouted = shouted);
}
