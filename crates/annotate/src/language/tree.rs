//! Heads and relations: an arc-hybrid transition parser.

use super::features::{Keys, Linear, best, pair};
use super::word::Word;

/// No frame, no word.
pub const NONE: u32 = u32::MAX;

/// The moves of the parser.
pub const SHIFT: usize = 0;
/// The topmost word hangs on the front word.
pub const LEFT: usize = 1;
/// The topmost word hangs on the one below.
pub const RIGHT: usize = 2;

/// One sentence as the parser sees it.
pub struct Sentence<'a> {
    words: &'a [Word],
    tags: &'a [u8],
    /// Counts before each word: commas and other marks, verbs, conjunctions.
    counts: Vec<[u16; 3]>,
}

/// What a tag is to the parser: 0 a mark, 1 a verb, 2 a conjunction, else nothing.
pub type Kinds = [u8; 256];

impl<'a> Sentence<'a> {
    /// A sentence of words with their tags.
    pub fn new(words: &'a [Word], tags: &'a [u8], kinds: &Kinds) -> Sentence<'a> {
        let mut counts = Vec::with_capacity(words.len() + 1);
        let mut running = [0_u16; 3];
        for &tag in tags {
            counts.push(running);
            if let Some(count) = running.get_mut(usize::from(kinds[usize::from(tag)])) {
                *count = count.saturating_add(1);
            }
        }
        counts.push(running);
        Sentence { words, tags, counts }
    }

    /// How many words it has.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    fn lower(&self, word: u32) -> u64 {
        self.words.get(word as usize).map_or(2, |word| word.lower)
    }

    fn tag(&self, word: u32) -> u64 {
        self.tags.get(word as usize).map_or(255, |&tag| u64::from(tag))
    }

    /// Marks, verbs and conjunctions between two words, few of each.
    fn between(&self, a: u32, b: u32) -> u64 {
        let (Some(low), Some(high)) = (self.counts.get(a as usize + 1), self.counts.get(b as usize)) else { return 99 };
        let count = |kind: usize| u64::from(high[kind].saturating_sub(low[kind]).min(3));
        count(0) * 16 + count(1) * 4 + count(2)
    }
}

/// A word on the stack or in front of the buffer, with what hangs on it.
#[derive(Clone, Copy, Debug)]
pub struct Frame {
    /// Its place.
    pub word: u32,
    /// The frame below.
    pub below: u32,
    /// The outermost two words that hang on it from the left, and their relations.
    pub left: [(u32, u8); 2],
    /// The same from the right.
    pub right: [(u32, u8); 2],
    /// How many hang on it from either side.
    pub count: [u8; 2],
    /// The relations of all that hang on it from either side, one bit each.
    pub labels: [u64; 2],
}

impl Frame {
    fn new(word: u32) -> Frame {
        let none = [(NONE, 255); 2];
        Frame { word, below: NONE, left: none, right: none, count: [0; 2], labels: [0; 2] }
    }

    fn nothing() -> Frame {
        Frame::new(NONE)
    }
}

/// A state of the parser.
#[derive(Clone, Copy, Debug)]
pub struct State {
    /// The topmost frame.
    pub top: u32,
    /// The front word with what hangs on it from the left.
    pub front: Frame,
    /// Sum of the scores of all moves so far.
    pub score: f32,
    /// The state before.
    pub parent: u32,
    /// The arc made last: word, head, relation.
    pub arc: (u32, u32, u8),
    /// The move made last.
    pub made: u8,
}

/// States and frames of one sentence.
#[derive(Default)]
pub struct Space {
    /// All frames made.
    pub frames: Vec<Frame>,
}

impl Space {
    /// The state before any move.
    pub fn start(&mut self) -> State {
        self.frames.clear();
        State { top: NONE, front: Frame::new(0), score: 0.0, parent: NONE, arc: (NONE, NONE, 255), made: 255 }
    }

    /// The frame of that number, or one of no word.
    pub fn frame(&self, number: u32) -> Frame {
        self.frames.get(number as usize).copied().unwrap_or_else(Frame::nothing)
    }

    /// Which moves can be made, of `length` words.
    pub fn legal(&self, state: &State, length: usize) -> [bool; 3] {
        let more = (state.front.word as usize) < length;
        let below = self.frames.get(state.top as usize).is_some_and(|top| top.below != NONE);
        [more, more && state.top != NONE, below]
    }

    /// The arc a move makes: (word, head).
    pub fn arc(&self, state: &State, step: usize) -> Option<(u32, u32)> {
        let top = self.frame(state.top);
        match step {
            LEFT => Some((top.word, state.front.word)),
            RIGHT => Some((top.word, self.frame(top.below).word)),
            _ => None,
        }
    }

    /// The state after a move; `label` is the relation of the arc it makes.
    pub fn apply(&mut self, state: &State, step: usize, label: u8, parent: u32) -> State {
        let mut next = State { parent, made: step as u8, arc: (NONE, NONE, 255), ..*state };
        let number = self.frames.len() as u32;
        let bit = 1_u64.checked_shl(u32::from(label)).unwrap_or(0);
        match step {
            SHIFT => {
                self.frames.push(Frame { below: state.top, ..state.front });
                next.top = number;
                next.front = Frame::new(state.front.word + 1);
            }
            LEFT => {
                let top = self.frame(state.top);
                next.arc = (top.word, state.front.word, label);
                next.front.left = [(top.word, label), state.front.left[0]];
                next.front.count[0] = state.front.count[0].saturating_add(1);
                next.front.labels[0] |= bit;
                next.top = top.below;
            }
            _ => {
                let top = self.frame(state.top);
                let mut head = self.frame(top.below);
                next.arc = (top.word, head.word, label);
                head.right = [(top.word, label), head.right[0]];
                head.count[1] = head.count[1].saturating_add(1);
                head.labels[1] |= bit;
                self.frames.push(head);
                next.top = number;
            }
        }
        next
    }
}

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
    let w = |word: u32| sentence.lower(word);
    let t = |word: u32| sentence.tag(word);
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
    let w = |word: u32| sentence.lower(word);
    let t = |word: u32| sentence.tag(word);
    let side = u64::from(dep.word > head.word);
    let (hw, dw) = (w(head.word), w(dep.word));
    let (ht, dt) = (pair(t(head.word), side), t(dep.word));
    let far = distance(head.word, dep.word);
    let between = sentence.between(head.word.min(dep.word), head.word.max(dep.word));
    let suffix = sentence.words.get(dep.word as usize).map_or(1, |word| word.suffix[2]);
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
}

/// The relation of the arc that a move makes.
pub fn label(
    sentence: &Sentence,
    space: &Space,
    state: &State,
    step: usize,
    weights: &impl Linear,
    keys: &mut Vec<u64>,
    scores: &mut Vec<f32>,
) -> u8 {
    let top = space.frame(state.top);
    let head = if step == LEFT { state.front } else { space.frame(top.below) };
    label_keys(sentence, &head, &top, keys);
    scores.clear();
    scores.resize(64, 0.0);
    weights.add(keys, scores);
    best(scores) as u8
}

/// A way to go on from a state.
#[derive(Clone, Copy)]
pub struct Choice {
    /// The score of the state it leads to.
    pub score: f32,
    /// The state it starts from.
    pub state: u32,
    /// The move.
    pub step: usize,
}

/// Room that is used again from sentence to sentence.
#[derive(Default)]
pub struct Beam {
    /// Frames of all states.
    pub space: Space,
    /// All states made.
    pub states: Vec<State>,
    /// The states that are kept, the best first.
    pub front: Vec<u32>,
    choices: Vec<Choice>,
    keys: Vec<u64>,
    scores: Vec<f32>,
}

impl Beam {
    /// The state before any move, alone.
    pub fn start(&mut self) {
        let start = self.space.start();
        self.states.clear();
        self.states.push(start);
        self.front.clear();
        self.front.push(0);
    }

    /// Goes on from every kept state and keeps the best `width`; false where nothing is left to do.
    ///
    /// All states have made the same number of moves, so all end together.
    pub fn advance(&mut self, sentence: &Sentence, width: usize, moves: &impl Linear, labels: &impl Linear) -> bool {
        self.choices.clear();
        for &number in &self.front {
            let state = &self.states[number as usize];
            let legal = self.space.legal(state, sentence.len());
            if legal == [false; 3] {
                continue;
            }
            let mut scores = [0.0; 3];
            // A forced move needs no thought when there is nothing to compare it with.
            if width > 1 || legal.iter().filter(|&&legal| legal).count() > 1 {
                keys(sentence, &self.space, state, &mut self.keys);
                moves.add(&self.keys, &mut scores);
            }
            for step in (0..3).filter(|&step| legal[step]) {
                self.choices.push(Choice { score: state.score + scores[step], state: number, step });
            }
        }
        // A stable sort: among equals the better parent and the lower move go first.
        self.choices.sort_by(|a, b| b.score.total_cmp(&a.score));
        self.choices.truncate(width);
        self.front.clear();
        for choice in &self.choices {
            let state = self.states[choice.state as usize];
            let relation = match choice.step {
                SHIFT => 255,
                step => label(sentence, &self.space, &state, step, labels, &mut self.keys, &mut self.scores),
            };
            let mut next = self.space.apply(&state, choice.step, relation, choice.state);
            next.score = choice.score;
            self.front.push(self.states.len() as u32);
            self.states.push(next);
        }
        !self.front.is_empty()
    }
}

/// The best of the legal moves.
pub fn choose(scores: &[f32; 3], legal: [bool; 3]) -> Option<usize> {
    (0..3).filter(|&step| legal[step]).reduce(|a, b| if scores[b] > scores[a] { b } else { a })
}

/// Parses one sentence: for each word its head (`NONE` for the root) and relation. Keeps `width` states at a time; all states
/// of a sentence stay in memory, which its length bounds.
pub fn parse(
    sentence: &Sentence,
    width: usize,
    moves: &impl Linear,
    labels: &impl Linear,
    beam: &mut Beam,
    out: &mut Vec<(u32, u8)>,
) {
    out.clear();
    out.resize(sentence.len(), (NONE, 255));
    beam.start();
    let mut last = 0;
    while beam.advance(sentence, width, moves, labels) {
        last = beam.front[0];
    }
    while let Some(state) = beam.states.get(last as usize) {
        let (word, head, relation) = state.arc;
        if let Some(place) = out.get_mut(word as usize) {
            *place = (head, relation);
        }
        last = state.parent;
    }
}
