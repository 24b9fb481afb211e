//! The treebanks as the network learns from them.

use crate::train::language::Gold;
use rashomon_annotate::language::network::{self, inputs, inputs::PARTS};
use rashomon_annotate::language::word::Word;
use rashomon_compare::vectors;
use std::collections::{BTreeMap, HashMap};

/// A form seen so often has a row of its own.
const FORM: u32 = 2;
/// A part of a word seen so often has one.
const PART: u32 = 3;

/// Which forms and parts have rows.
pub struct Vocabulary {
    /// Keys of forms and their rows, from 1: row 0 is that of unknown words.
    pub forms: BTreeMap<u64, u32>,
    /// How often the form of each row is seen.
    pub counts: Vec<u32>,
    /// Keys of parts and their rows, from 1: row 0 is of none.
    pub parts: BTreeMap<u64, u32>,
    /// Keys of words that have a meaning vector, and its number.
    pub vectors: BTreeMap<u64, u32>,
}

impl Vocabulary {
    /// What is seen often enough in the treebanks.
    pub fn new(golds: &[Gold]) -> Vocabulary {
        let (mut forms, mut parts) = (HashMap::<u64, u32>::new(), HashMap::<u64, u32>::new());
        let mut keys = Vec::new();
        for word in golds.iter().flat_map(|gold| &gold.words) {
            inputs::keys(word, &mut keys);
            *forms.entry(keys[0]).or_default() += 1;
            keys[1..].iter().for_each(|&key| *parts.entry(key).or_default() += 1);
        }
        let numbered = |counts: HashMap<u64, u32>, least: u32| {
            let kept: BTreeMap<u64, u32> = counts.into_iter().filter(|&(_, count)| count >= least).collect();
            let counts: Vec<u32> = std::iter::once(0).chain(kept.values().copied()).collect();
            let rows: BTreeMap<u64, u32> = kept.into_keys().zip(1..).collect();
            (rows, counts)
        };
        let (forms, counts) = numbered(forms, FORM);
        let (parts, _) = numbered(parts, PART);
        let mut vectors = BTreeMap::new();
        for (word, row) in vectors::shipped().words().zip(0..) {
            if vectors::shipped().row(row).iter().any(|&value| value != 0) {
                inputs::keys(&Word::new(word), &mut keys);
                vectors.entry(keys[0]).or_insert(row);
            }
        }
        Vocabulary { forms, counts, parts, vectors }
    }
}

/// A sentence as rows and answers.
pub struct Lesson {
    /// Row of each form, 0 where it has none.
    pub forms: Vec<u32>,
    /// Number of each word's meaning vector, if it has one.
    pub vectors: Vec<Option<u32>>,
    /// Rows of the parts.
    pub parts: Vec<[u32; PARTS]>,
    /// Classes of tags.
    pub tags: Vec<u8>,
    /// The words that are no marks, as the network sees them.
    pub sentence: network::Sentence,
    /// The head of each of these words, as the number of one of them; the root's is `NONE`.
    pub heads: Vec<u32>,
    /// Their relations.
    pub labels: Vec<u8>,
}

impl Lesson {
    /// Leaves the marks out: what hangs on one hangs on the mark's own head.
    pub fn new(gold: &Gold, vocabulary: &Vocabulary, mark: &[bool; 256]) -> Lesson {
        let sentence = network::Sentence::new(&gold.tags, mark);
        let mut number = vec![network::NONE; gold.words.len()];
        for (kept, &place) in sentence.places.iter().enumerate() {
            number[place] = kept as u32;
        }
        let mut heads: Vec<u32> = Vec::new();
        let mut root = None;
        for (kept, &place) in sentence.places.iter().enumerate() {
            let mut head = gold.heads[place];
            while head != network::NONE && sentence.mark[head as usize] {
                head = gold.heads[head as usize];
            }
            let head = number.get(head as usize).copied().unwrap_or(network::NONE);
            // A tree whose root was a mark may be left with more roots than one: the first takes the others.
            heads.push(if head == network::NONE { root.unwrap_or(network::NONE) } else { head });
            if head == network::NONE && root.is_none() {
                root = Some(kept as u32);
            }
        }
        let labels = sentence.places.iter().map(|&place| gold.labels[place]).collect();
        let mut lesson = Lesson {
            forms: Vec::new(),
            vectors: Vec::new(),
            parts: Vec::new(),
            tags: gold.tags.clone(),
            sentence,
            heads,
            labels,
        };
        let mut keys = Vec::new();
        for word in &gold.words {
            inputs::keys(word, &mut keys);
            lesson.forms.push(vocabulary.forms.get(&keys[0]).copied().unwrap_or(0));
            lesson.vectors.push(vocabulary.vectors.get(&keys[0]).copied());
            let mut parts = [0; PARTS];
            for (part, key) in parts.iter_mut().zip(&keys[1..]) {
                *part = vocabulary.parts.get(key).copied().unwrap_or(0);
            }
            lesson.parts.push(parts);
        }
        lesson
    }
}
