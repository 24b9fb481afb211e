//! A sentence as the parser sees it.

use crate::language::features::pair;
use crate::language::word::Word;

/// One sentence as the parser sees it: its words without the punctuation marks, which are properties of their neighbours.
#[derive(Default)]
pub struct Sentence {
    words: Vec<Seen>,
    /// The place of each word in the whole sentence.
    pub places: Vec<u32>,
    /// Which tokens of the whole sentence are marks.
    pub mark: Vec<bool>,
    /// Counts before each token of the whole sentence: marks, verbs, conjunctions.
    counts: Vec<[u16; 3]>,
}

/// What is seen of a word.
#[derive(Clone, Copy)]
pub(crate) struct Seen {
    pub lower: u64,
    pub tag: u64,
    pub suffix: u64,
    /// The marks right before and after.
    pub before: u64,
    pub after: u64,
    /// How many brackets and quotations it stands in.
    pub depth: u64,
}

/// A word outside the sentence.
const OUTSIDE: Seen = Seen { lower: 2, tag: 255, suffix: 2, before: 0, after: 0, depth: 0 };

/// What a tag is to the parser: 0 a mark, 1 a verb, 2 a conjunction, else nothing.
pub type Kinds = [u8; 256];

impl Sentence {
    /// Takes in a sentence of words with their tags. Where all are marks, all count as words.
    pub fn fill(&mut self, words: &[Word], tags: &[u8], kinds: &Kinds) {
        self.words.clear();
        self.places.clear();
        self.mark.clear();
        self.counts.clear();
        let kind = |tag: u8| kinds[usize::from(tag)];
        let all = tags.iter().all(|&tag| kind(tag) == 0);
        let mut running = [0_u16; 3];
        let (mut marks, mut depth, mut quoted) = (0, 0_u64, 0);
        for (place, (word, &tag)) in words.iter().zip(tags).enumerate() {
            let kind = kind(tag);
            let mark = kind == 0 && !all;
            self.mark.push(mark);
            self.counts.push(running);
            if let Some(count) = running.get_mut(usize::from(kind)) {
                *count = count.saturating_add(1);
            }
            if !mark {
                let (lower, tag, suffix) = (word.lower, u64::from(tag), word.suffix[2]);
                self.words.push(Seen { lower, tag, suffix, before: marks, after: 0, depth: depth.min(3) + quoted * 4 });
                self.places.push(place as u32);
                marks = 0;
                continue;
            }
            marks = pair(marks, word.lower);
            if let Some(last) = self.words.last_mut() {
                last.after = marks;
            }
            match word.first {
                '(' | '[' | '{' => depth += 1,
                ')' | ']' | '}' => depth = depth.saturating_sub(1),
                '"' => quoted = 1 - quoted,
                '“' | '«' | '`' => quoted = 1,
                '”' | '»' => quoted = 0,
                _ => {}
            }
        }
        self.counts.push(running);
    }

    /// How many words it has.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    #[inline]
    pub(crate) fn seen(&self, word: u32) -> Seen {
        self.words.get(word as usize).copied().unwrap_or(OUTSIDE)
    }

    /// Marks, verbs and conjunctions between two words, few of each.
    pub(super) fn between(&self, a: u32, b: u32) -> u64 {
        let (Some(&low), Some(&high)) = (self.places.get(a as usize), self.places.get(b as usize)) else { return 99 };
        let (low, high) = (self.counts[low as usize + 1], self.counts[high as usize]);
        let count = |kind: usize| u64::from(high[kind].saturating_sub(low[kind]).min(3));
        count(0) * 16 + count(1) * 4 + count(2)
    }
}
