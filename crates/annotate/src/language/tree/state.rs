//! States of the parser: a stack of words, the words ahead, and what hangs on them.

use super::{LEFT, NONE, RIGHT, SHIFT};
use crate::language::features::pair;

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
    /// A hash of all of the above but `below`: frames that look alike are judged alike.
    pub sign: u64,
}

impl Frame {
    fn new(word: u32) -> Frame {
        let none = [(NONE, 255); 2];
        Frame { word, below: NONE, left: none, right: none, count: [0; 2], labels: [0; 2], sign: u64::from(word) + 1 }
    }

    fn nothing() -> Frame {
        Frame::new(NONE)
    }

    /// Hangs a word on it, from the left (0) or right (1).
    fn take(&mut self, side: usize, word: u32, label: u8) {
        let deps = if side == 0 { &mut self.left } else { &mut self.right };
        *deps = [(word, label), deps[0]];
        self.count[side] = self.count[side].saturating_add(1);
        self.labels[side] |= 1_u64.checked_shl(u32::from(label)).unwrap_or(0);
        self.sign = pair(self.sign, (u64::from(word) << 9) | (u64::from(label) << 1) | side as u64);
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

/// How many judgements a beam remembers: a power of two.
pub const MEMORY: usize = 256;

/// A sign, never 0, and its place in a table of [`MEMORY`].
fn stir(sign: u64) -> (u64, usize) {
    let sign = (sign ^ (sign >> 32)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (sign.max(1), (sign >> 40) as usize % MEMORY)
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

    /// A hash of all that the features of a state see, and its place in a table of [`MEMORY`].
    pub fn sign(&self, state: &State) -> (u64, usize) {
        let none = (u64::from(NONE), NONE);
        let look = |number: u32| self.frames.get(number as usize).map_or(none, |frame| (frame.sign, frame.below));
        let (top, below) = look(state.top);
        let (second, below) = look(below);
        let third = self.frames.get(below as usize).map_or(NONE, |frame| frame.word);
        stir(pair(pair(top, second), pair(u64::from(third), state.front.sign)))
    }

    /// The same for the arc that a move makes.
    pub fn arc_sign(&self, state: &State, step: usize) -> (u64, usize) {
        let top = self.frame(state.top);
        let head = if step == LEFT { state.front.sign } else { self.frame(top.below).sign };
        stir(pair(head, top.sign))
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
        match step {
            SHIFT => {
                self.frames.push(Frame { below: state.top, ..state.front });
                next.top = number;
                next.front = Frame::new(state.front.word + 1);
            }
            LEFT => {
                let top = self.frame(state.top);
                next.arc = (top.word, state.front.word, label);
                next.front.take(0, top.word, label);
                next.top = top.below;
            }
            _ => {
                let top = self.frame(state.top);
                let mut head = self.frame(top.below);
                next.arc = (top.word, head.word, label);
                head.take(1, top.word, label);
                self.frames.push(head);
                next.top = number;
            }
        }
        next
    }
}
