//! Relations once more, when the whole tree is known: the parser names each arc before it has seen what else hangs on the head.

use super::features::{Keys, Linear, best, pair};
use super::tree::{NONE, Sentence};
use crate::Deprel;

/// A tree of a sentence's words (without its marks) with the parser's relations.
pub struct Tree<'a> {
    sentence: &'a Sentence,
    heads: &'a [u32],
    labels: &'a [u8],
    /// The nearest words before and after each that hang on the same head.
    siblings: Vec<[u32; 2]>,
    /// The last word that hangs on each so far, while the tree is built; the last of all afterwards.
    last: Vec<u32>,
    /// The first word that hangs on each.
    first: Vec<u32>,
    /// The first word before each that marks its case or clause.
    marker: Vec<u32>,
    /// All relations below each, one bit each.
    below: Vec<u64>,
}

impl<'a> Tree<'a> {
    /// Looks over a tree.
    pub fn new(sentence: &'a Sentence, heads: &'a [u32], labels: &'a [u8]) -> Tree<'a> {
        let none = vec![NONE; heads.len()];
        let mut tree = Tree {
            sentence,
            heads,
            labels,
            siblings: vec![[NONE; 2]; heads.len()],
            last: none.clone(),
            first: none.clone(),
            marker: none,
            below: vec![0; heads.len()],
        };
        for (word, (&head, &label)) in heads.iter().zip(labels).enumerate() {
            let place = head as usize;
            if place >= heads.len() {
                continue;
            }
            let before = std::mem::replace(&mut tree.last[place], word as u32);
            tree.siblings[word][0] = before;
            match tree.siblings.get_mut(before as usize) {
                Some(sibling) => sibling[1] = word as u32,
                None => tree.first[place] = word as u32,
            }
            let marks = label == Deprel::Case as u8 || label == Deprel::Mark as u8;
            if marks && word < place && tree.marker[place] == NONE {
                tree.marker[place] = word as u32;
            }
            tree.below[place] |= 1_u64.checked_shl(u32::from(label)).unwrap_or(0);
        }
        tree
    }

    fn label(&self, word: u32) -> u64 {
        self.labels.get(word as usize).map_or(63, |&label| u64::from(label))
    }

    /// The features of the relation of one word.
    pub fn keys(&self, word: usize, out: &mut Vec<u64>) {
        let mut keys = Keys::new(out);
        let head = self.heads[word];
        let above = self.heads.get(head as usize).copied().unwrap_or(NONE);
        let seen = |word: u32| self.sentence.seen(word);
        let (own, over) = (seen(word as u32), seen(head));
        let side = u64::from(word as u32 > head);
        let label = self.label(word as u32);
        let (dw, dt, hw, ht) = (own.lower, own.tag, over.lower, pair(over.tag, side));
        let (hl, gl) = (self.label(head), self.label(above));
        let [before, after] = self.siblings[word];
        let (bl, al) = (self.label(before), self.label(after));
        let (bt, at) = (seen(before).tag, seen(after).tag);
        let below = self.below[word];
        let beside = self.below.get(head as usize).copied().unwrap_or(0);
        let marker = seen(self.marker[word]).lower;
        let head_marker = self.marker.get(head as usize).map_or(NONE, |&marker| marker);
        keys.one(label);
        keys.two(label, dt);
        keys.two(label, dw);
        keys.three(label, dt, ht);
        keys.three(label, dw, ht);
        keys.three(label, hw, side);
        keys.three(label, hw, dt);
        keys.three(label, hl, side);
        keys.three(label, hl, ht);
        keys.four(label, hl, ht, dt);
        keys.four(label, hl, gl, side);
        keys.four(label, bl, al, side);
        keys.three(label, bl, ht);
        keys.three(label, al, ht);
        keys.four(dt, ht, bl, al);
        keys.four(dt, ht, bt, at);
        keys.three(label, beside, side);
        keys.four(label, beside, side, dt);
        keys.three(label, pair(hw, side), beside);
        keys.two(label, below);
        keys.three(label, below, dt);
        keys.three(label, below, ht);
        keys.three(dt, below, ht);
        keys.two(label, marker);
        keys.three(label, marker, hw);
        keys.three(label, marker, ht);
        keys.three(label, marker, dt);
        keys.three(label, marker, own.suffix);
        keys.three(label, marker, dw);
        keys.three(label, own.suffix, ht);
        keys.three(label, own.before, ht);
        keys.three(label, own.after, ht);
        keys.four(label, own.before, own.after, side);
        keys.four(label, seen(above).tag, ht, dt);
        keys.three(label, seen(above).lower, hw);
        keys.three(label, seen(head_marker).lower, hl);
        keys.three(label, dw, hl);
        keys.three(label, seen(self.first[word]).lower, ht);
        keys.three(label, seen(self.last[word]).lower, ht);
        keys.three(label, seen(before).lower, ht);
        keys.three(label, seen(after).lower, ht);
        keys.three(label, u64::from(self.first.get(head as usize) == Some(&(word as u32))), ht);
        keys.three(label, u64::from(head == NONE), own.depth);
        keys.three(label, seen((word as u32).wrapping_sub(1)).lower, ht);
        keys.three(label, seen(word as u32 + 1).lower, ht);
    }

    /// The better relation of one word.
    pub fn better(&self, word: usize, weights: &impl Linear, keys: &mut Vec<u64>, scores: &mut Vec<f32>) -> u8 {
        self.keys(word, keys);
        scores.clear();
        scores.resize(64, 0.0);
        weights.add(keys, scores);
        best(scores) as u8
    }
}
