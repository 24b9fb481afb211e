//! One report as the search for quotes sees it: words without quote marks, with their place in the tree and in the quotations.

use crate::{Deprel, Grammar, Upos};
use rashomon_news::{Report, Role};
use rashomon_text::marks::{self, Quoted};
use rashomon_text::{Range, Text};

/// No word: the head of a root.
pub const NONE: u32 = u32::MAX;

/// A token that is not a quote mark.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    /// Its characters.
    pub range: Range,
    /// Place in the grammar's tokens.
    pub token: u32,
    /// Hash of its characters in lower case.
    pub form: u32,
    /// Hash of its lemma.
    pub lemma: u32,
    /// Part of speech.
    pub upos: Upos,
    /// Relation to the head.
    pub deprel: Deprel,
    /// Place of the head among the words, [`NONE`] for a root.
    pub head: u32,
    /// Where the words below it start.
    pub left: u32,
    /// Where they end (the place after).
    pub right: u32,
    /// Place of its sentence.
    pub sentence: u32,
    /// Place of its block among the telling ones.
    pub block: u32,
    /// Place of the outermost quotation it stands in, counted from 1; 0 where none.
    pub quote: u32,
    /// How its first character looks: 0 lower, 1 upper, 2 digit, 3 other.
    pub shape: u8,
}

/// A quotation's words.
#[derive(Clone, Copy, Debug)]
pub struct Segment {
    /// First word.
    pub start: u32,
    /// The word after the last.
    pub end: u32,
    /// Place among [`Scene::pairs`].
    pub pair: u32,
    /// Whether it is closed.
    pub closed: bool,
}

/// One report, prepared.
pub struct Scene<'a> {
    /// Its text.
    pub text: &'a Text,
    /// Its grammar.
    pub grammar: &'a Grammar,
    /// Words of telling blocks, in order.
    pub words: Vec<Word>,
    /// Sentences as places of words.
    pub sentences: Vec<(u32, u32)>,
    /// Telling blocks with their roles.
    pub blocks: Vec<(Range, Role)>,
    /// Pairs of quote marks.
    pub pairs: Vec<Quoted>,
    /// Outermost quotations of at least one word.
    pub segments: Vec<Segment>,
    /// The node with the most words among those that start at a word.
    pub top_start: Vec<u32>,
    /// The node with the most words among those that end with a word.
    pub top_end: Vec<u32>,
}

/// Mixes bytes into 32 bits (FNV-1a).
pub fn hash(words: &str) -> u32 {
    words.bytes().fold(0x811c_9dc5, |sum, byte| (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// [`hash`] of the lower-case characters.
pub fn hash_lower(words: &str) -> u32 {
    if words.is_ascii() {
        return words
            .bytes()
            .fold(0x811c_9dc5, |sum, byte| (sum ^ u32::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0193));
    }
    hash(&words.to_lowercase().replace('’', "'"))
}

impl<'a> Scene<'a> {
    /// Prepares a report: linear in its length, but for deep trees.
    pub fn new(report: &'a Report, grammar: &'a Grammar) -> Scene<'a> {
        let text = &report.text;
        let blocks: Vec<_> =
            report.blocks.iter().filter(|block| block.value.tells()).map(|block| (block.range, block.value)).collect();
        let pairs: Vec<Quoted> = blocks.iter().flat_map(|block| marks::pair(text, block.0)).collect();
        let mut scene = Scene {
            text,
            grammar,
            words: Vec::with_capacity(grammar.tokens.len()),
            sentences: Vec::with_capacity(grammar.sentences.len()),
            blocks,
            pairs,
            segments: Vec::new(),
            top_start: Vec::new(),
            top_end: Vec::new(),
        };
        scene.fill_words();
        scene.fill_tree();
        scene.fill_quotes();
        scene
    }

    fn fill_words(&mut self) {
        let mut marks: Vec<Range> =
            self.pairs.iter().flat_map(|pair| std::iter::once(pair.open).chain(pair.close)).collect();
        marks.sort_unstable();
        let mut place_of = vec![NONE; self.grammar.tokens.len()];
        let (mut block, mut mark) = (0, 0);
        for (number, sentence) in self.grammar.sentences.iter().enumerate() {
            let first = self.words.len() as u32;
            for token in sentence.tokens.clone() {
                let entry = &self.grammar.tokens[token];
                while self.blocks.get(block).is_some_and(|held| held.0.end() <= entry.range.start()) {
                    block += 1;
                }
                if self.blocks.get(block).is_none_or(|held| !held.0.contains(entry.range)) {
                    continue;
                }
                while marks.get(mark).is_some_and(|held| held.end() <= entry.range.start()) {
                    mark += 1;
                }
                if marks.get(mark).is_some_and(|held| {
                    held.contains(entry.range) || entry.range.contains(*held) && entry.range.len() <= held.len()
                }) {
                    continue;
                }
                place_of[token] = self.words.len() as u32;
                let form = self.text.slice(entry.range);
                let shape = match form.chars().next() {
                    Some(c) if c.is_lowercase() => 0,
                    Some(c) if c.is_uppercase() => 1,
                    Some(c) if c.is_ascii_digit() => 2,
                    _ => 3,
                };
                self.words.push(Word {
                    range: entry.range,
                    token: token as u32,
                    form: hash_lower(form),
                    lemma: hash_lower(&entry.lemma),
                    upos: entry.upos,
                    deprel: entry.deprel,
                    head: entry.head.unwrap_or(NONE),
                    left: 0,
                    right: 0,
                    sentence: self.sentences.len() as u32,
                    block: block as u32,
                    quote: 0,
                    shape,
                });
            }
            let _ = number;
            if (self.words.len() as u32) > first {
                self.sentences.push((first, self.words.len() as u32));
            }
        }
        for word in &mut self.words {
            word.head = place_of.get(word.head as usize).copied().unwrap_or(NONE);
        }
    }

    /// Left and right edges of what hangs below each word; at most as many rounds as a tree is deep, 64 at most.
    fn fill_tree(&mut self) {
        for (place, word) in self.words.iter_mut().enumerate() {
            (word.left, word.right) = (place as u32, place as u32 + 1);
        }
        for &(start, end) in &self.sentences {
            for round in 0..64 {
                let mut grew = false;
                let order: Box<dyn Iterator<Item = u32>> =
                    if round % 2 == 0 { Box::new((start..end).rev()) } else { Box::new(start..end) };
                for place in order {
                    let Word { head, left, right, .. } = self.words[place as usize];
                    if head >= start && head < end {
                        let above = &mut self.words[head as usize];
                        grew |= left < above.left || right > above.right;
                        above.left = above.left.min(left);
                        above.right = above.right.max(right);
                    }
                }
                if !grew {
                    break;
                }
            }
        }
        self.top_start = (0..self.words.len() as u32).collect();
        self.top_end = self.top_start.clone();
        for place in 0..self.words.len() as u32 {
            let Word { left, right, .. } = self.words[place as usize];
            let size = right - left;
            let wide = |other: u32| self.words[other as usize].right - self.words[other as usize].left;
            if wide(self.top_start[left as usize]) < size
                || self.words[self.top_start[left as usize] as usize].left != left
            {
                self.top_start[left as usize] = place;
            }
            let last = right as usize - 1;
            if wide(self.top_end[last]) < size || self.words[self.top_end[last] as usize].right != right {
                self.top_end[last] = place;
            }
        }
    }

    fn fill_quotes(&mut self) {
        for (number, pair) in self.pairs.iter().enumerate() {
            if pair.depth > 0 {
                continue;
            }
            let start = self.words.partition_point(|word| word.range.start() < pair.inner.start());
            let end = self.words.partition_point(|word| word.range.start() < pair.inner.end());
            if start < end {
                self.segments.push(Segment {
                    start: start as u32,
                    end: end as u32,
                    pair: number as u32,
                    closed: pair.close.is_some(),
                });
                let number = self.segments.len() as u32;
                for word in &mut self.words[start..end] {
                    word.quote = number;
                }
            }
        }
    }

    /// The word at a place.
    pub fn word(&self, place: u32) -> &Word {
        &self.words[place as usize]
    }

    /// The word at a place that may lie outside the sentence.
    pub fn get(&self, place: i64, bounds: (u32, u32)) -> Option<&Word> {
        (place >= i64::from(bounds.0) && place < i64::from(bounds.1)).then(|| &self.words[place as usize])
    }

    /// The bounds of the sentence of a word.
    pub fn sentence(&self, place: u32) -> (u32, u32) {
        self.sentences[self.word(place).sentence as usize]
    }

    /// The quotation a word stands in.
    pub fn segment(&self, place: u32) -> Option<&Segment> {
        self.segments.get((self.words.get(place as usize)?.quote as usize).wrapping_sub(1))
    }

    /// Whether a quotation opens right before the word.
    pub fn opens(&self, place: u32) -> bool {
        self.segment(place).is_some_and(|segment| segment.start == place)
    }

    /// Whether a quotation closes right before the word at this place.
    pub fn closes(&self, place: u32) -> bool {
        place > 0 && self.segment(place - 1).is_some_and(|segment| segment.end == place)
    }

    /// Places of the words whose head is at `place`.
    pub fn children(&self, place: u32) -> impl Iterator<Item = u32> + '_ {
        let Word { left, right, .. } = *self.word(place);
        (left..right).filter(move |&child| self.words[child as usize].head == place)
    }

    /// The words' characters.
    pub fn form(&self, place: u32) -> &str {
        self.text.slice(self.word(place).range)
    }
}
