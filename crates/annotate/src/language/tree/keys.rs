//! What the parser looks at: the features of its moves and of the relations it gives.

use super::sentence::Sentence;
use super::state::{Frame, Space, State};
use crate::language::features::{Keys, pair};

fn distance(a: u32, b: u32) -> u64 {
    match u64::from(b.abs_diff(a)) {
        near @ 0..=4 => near,
        5..=6 => 5,
        7..=10 => 6,
        _ => 7,
    }
}

/// The features of a state.
pub fn keys(sentence: &Sentence, space: &Space, state: &State, out: &mut Vec<u64>) {
    let mut keys = Keys::new(out);
    let s0 = space.frame(state.top);
    let s1 = space.frame(s0.below);
    let s2 = space.frame(s1.below);
    let b0 = &state.front;
    let w = |word: u32| sentence.seen(word).lower;
    let t = |word: u32| sentence.seen(word).tag;
    let l = |dep: (u32, u8)| u64::from(dep.1);
    let (b1, b2, b3) = (b0.word + 1, b0.word + 2, b0.word + 3);
    let (s0w, s1w, s2w, b0w, b1w, b2w) = (w(s0.word), w(s1.word), w(s2.word), w(b0.word), w(b1), w(b2));
    let (s0t, s1t, s2t, b0t, b1t, b2t, b3t) = (t(s0.word), t(s1.word), t(s2.word), t(b0.word), t(b1), t(b2), t(b3));
    let (s0wt, s1wt, b0wt) = (pair(s0w, s0t), pair(s1w, s1t), pair(b0w, b0t));
    keys.one(0);
    // Single words.
    keys.one(s0wt);
    keys.one(s0w);
    keys.one(s0t);
    keys.one(s1wt);
    keys.one(s1w);
    keys.one(s1t);
    keys.two(s2w, s2t);
    keys.one(s2t);
    keys.one(b0wt);
    keys.one(b0w);
    keys.one(b0t);
    keys.two(b1w, b1t);
    keys.one(b1t);
    keys.two(b2w, b2t);
    // Pairs.
    keys.two(s0wt, b0wt);
    keys.two(s0wt, b0t);
    keys.two(s0t, b0wt);
    keys.two(s0w, b0w);
    keys.two(s0t, b0t);
    keys.two(s1wt, s0wt);
    keys.two(s1wt, s0t);
    keys.two(s1t, s0wt);
    keys.two(s1w, s0w);
    keys.two(s1t, s0t);
    keys.two(s1t, b0wt);
    keys.two(s1wt, b0t);
    keys.two(b0t, b1t);
    keys.two(b0wt, b1t);
    keys.two(b0t, pair(b1w, b1t));
    keys.two(s0w, b1t);
    // Triples.
    keys.three(b0t, b1t, b2t);
    keys.three(s0t, b0t, b1t);
    keys.three(s0wt, b0t, b1t);
    keys.three(s0t, b0wt, b1t);
    keys.four(s0t, b0t, b1t, b2t);
    keys.four(b0t, b1t, b2t, b3t);
    keys.three(s1t, s0t, b0t);
    keys.three(s1wt, s0t, b0t);
    keys.three(s1t, s0wt, b0t);
    keys.three(s1t, s0t, b0wt);
    keys.three(s1w, s0t, b0w);
    keys.four(s1t, s0t, b0t, b1t);
    keys.three(s2t, s1t, s0t);
    keys.four(s2t, s1t, s0t, b0t);
    // Distances, and what lies between.
    let (near, far) = (distance(s0.word, b0.word), distance(s1.word, s0.word));
    let (over, under) = (sentence.between(s0.word, b0.word), sentence.between(s1.word, s0.word));
    keys.two(s0wt, near);
    keys.two(b0wt, near);
    keys.three(s0t, b0t, near);
    keys.two(s1wt, far);
    keys.two(s0wt, far);
    keys.three(s1t, s0t, far);
    keys.four(s1t, s0t, b0t, pair(near, far));
    keys.three(s0t, b0t, over);
    keys.three(s1t, s0t, under);
    keys.three(s0w, b0t, over);
    keys.three(s1t, b0t, under);
    keys.four(s1t, s0t, b0t, under);
    // The marks around, and whether brackets or quote marks part the words.
    let (s0s, s1s, b0s) = (sentence.seen(s0.word), sentence.seen(s1.word), sentence.seen(b0.word));
    keys.three(s0t, b0t, b0s.before);
    keys.three(s0t, b0t, s0s.after);
    keys.four(s0t, b0t, s0s.after, b0s.before);
    keys.three(s0w, b0t, b0s.before);
    keys.three(s0t, b0w, b0s.before);
    keys.four(s1t, s0t, s0s.before, b0s.before);
    keys.four(s1t, s0t, s1s.after, s0s.after);
    keys.three(s1t, s0t, s0s.before);
    keys.three(s1t, s0t, s0s.after);
    keys.four(s1t, s0t, b0t, b0s.before);
    keys.three(s0t, b0t, b0s.after);
    keys.four(s0t, b0t, pair(s0s.depth, b0s.depth), near);
    keys.three(s1t, s0t, pair(s1s.depth, s0s.depth));
    keys.three(s0t, b0t, pair(pair(s1s.depth, s0s.depth), b0s.depth));
    keys.two(pair(s0s.before, s0s.after), s0t);
    keys.two(b0s.before, b0s.after);
    // Endings, for words that are rare.
    keys.three(s0s.suffix, s0t, b0t);
    keys.three(s0t, b0s.suffix, b0t);
    keys.three(s1s.suffix, s1t, s0t);
    keys.three(s1t, s0s.suffix, s0t);
    keys.four(s1s.suffix, s0s.suffix, s1t, s0t);
    keys.four(s0s.suffix, b0s.suffix, s0t, b0t);
    // How much hangs on each.
    keys.two(s0wt, pair(u64::from(s0.count[1]), 1));
    keys.two(s0wt, pair(u64::from(s0.count[0]), 0));
    keys.two(s0t, pair(u64::from(s0.count[0]), u64::from(s0.count[1])));
    keys.two(s1wt, u64::from(s1.count[1]));
    keys.two(s1t, pair(u64::from(s1.count[0]), u64::from(s1.count[1])));
    keys.two(b0wt, u64::from(b0.count[0]));
    keys.two(b0t, u64::from(b0.count[0]));
    // What hangs on each.
    for (frame, wt, tag) in [(&s0, s0wt, s0t), (&s1, s1wt, s1t)] {
        keys.two(wt, frame.labels[0]);
        keys.two(tag, frame.labels[0]);
        keys.two(wt, pair(frame.labels[1], 1));
        keys.two(tag, pair(frame.labels[1], 1));
        for dep in [frame.left[0], frame.right[0]] {
            keys.two(w(dep.0), l(dep));
            keys.three(t(dep.0), l(dep), tag);
        }
        keys.two(tag, pair(t(frame.left[1].0), t(frame.left[0].0)));
        keys.two(tag, pair(t(frame.right[1].0), t(frame.right[0].0)));
        keys.two(tag, pair(l(frame.right[1]), l(frame.right[0])));
    }
    keys.two(b0wt, b0.labels[0]);
    keys.two(b0t, b0.labels[0]);
    keys.two(w(b0.left[0].0), l(b0.left[0]));
    keys.three(b0t, t(b0.left[0].0), l(b0.left[0]));
    keys.three(b0t, t(b0.left[0].0), t(b0.left[1].0));
    keys.three(s0t, b0t, t(b0.left[0].0));
    keys.three(s0t, b0t, t(s0.left[0].0));
    keys.three(s0t, b0t, t(s0.right[0].0));
    keys.three(s0t, b0t, s0.labels[0]);
    keys.three(s0t, b0t, s0.labels[1]);
    keys.three(s0t, b0t, b0.labels[0]);
    keys.three(s1t, s0t, t(s1.right[0].0));
    keys.three(s1t, s0t, t(s1.left[0].0));
    keys.three(s1t, s0t, t(s0.right[0].0));
    keys.three(s1t, s0t, t(s0.left[0].0));
    keys.three(s1t, s0t, s1.labels[1]);
    keys.three(s1t, s0t, s0.labels[0]);
    keys.three(s1t, s0t, s0.labels[1]);
    keys.three(s1w, s0t, w(s0.left[0].0));
    keys.three(s1t, s0w, w(s0.left[0].0));
    keys.three(s1w, s0w, w(s0.left[0].0));
    keys.three(s1wt, s0t, s0.labels[0]);
    keys.four(s1t, s0t, s1.labels[1], s0.labels[0]);
    keys.four(s1t, s0t, b0t, s0.labels[0]);
}

/// The features of the relation of an arc between a frame's word and its head's.
pub fn label_keys(sentence: &Sentence, head: &Frame, dep: &Frame, out: &mut Vec<u64>) {
    let mut keys = Keys::new(out);
    let w = |word: u32| sentence.seen(word).lower;
    let t = |word: u32| sentence.seen(word).tag;
    let side = u64::from(dep.word > head.word);
    let (hw, dw) = (w(head.word), w(dep.word));
    let (ht, dt) = (pair(t(head.word), side), t(dep.word));
    let far = distance(head.word, dep.word);
    let between = sentence.between(head.word.min(dep.word), head.word.max(dep.word));
    let own = sentence.seen(dep.word);
    let suffix = own.suffix;
    let (case, mark) = (dep.left[0], dep.left[1]);
    let (before, after) = (dep.word.wrapping_sub(1), dep.word + 1);
    keys.one(side);
    keys.two(dw, side);
    keys.two(dt, side);
    keys.two(pair(dw, dt), ht);
    keys.two(dt, ht);
    keys.two(dw, ht);
    keys.two(pair(hw, side), dt);
    keys.three(hw, side, dw);
    keys.two(hw, side);
    keys.one(ht);
    keys.three(ht, dt, far);
    keys.three(ht, dt, between);
    keys.three(ht, dt, dep.labels[0]);
    keys.three(ht, dt, dep.labels[1]);
    keys.three(ht, dt, head.labels[0]);
    keys.three(ht, dt, head.labels[1]);
    keys.three(hw, dt, head.labels[1]);
    keys.three(hw, dt, pair(dep.labels[0], side));
    keys.three(ht, dt, pair(head.labels[0], head.labels[1]));
    keys.three(ht, dt, pair(dep.labels[0], dep.labels[1]));
    keys.three(ht, dt, w(case.0));
    keys.three(hw, dt, pair(w(case.0), side));
    keys.four(ht, dt, t(case.0), t(mark.0));
    keys.three(dt, side, pair(w(case.0), w(mark.0)));
    keys.three(ht, dt, w(dep.right[0].0));
    keys.three(ht, dt, t(dep.right[0].0));
    keys.three(ht, dt, t(before));
    keys.three(ht, dt, t(after));
    keys.three(dw, ht, t(before));
    keys.three(dw, ht, t(after));
    keys.three(ht, dt, w(before));
    keys.three(ht, dt, w(after));
    keys.two(suffix, ht);
    keys.three(suffix, ht, dt);
    keys.three(ht, dt, t(head.right[0].0));
    keys.three(ht, dt, t(head.left[0].0));
    keys.three(ht, dt, w(head.right[0].0));
    keys.three(ht, dt, w(head.left[0].0));
    keys.three(ht, dt, t(head.word.wrapping_sub(1)));
    keys.three(ht, dt, t(head.word + 1));
    keys.three(dw, side, dep.labels[0]);
    keys.three(ht, dt, own.before);
    keys.three(ht, dt, own.after);
    keys.three(dw, ht, own.after);
    keys.three(ht, dt, pair(own.depth, sentence.seen(head.word).depth));
    keys.three(sentence.seen(head.word).suffix, suffix, side);
    keys.four(hw, dt, side, dep.labels[1]);
}
