//! The search for the best tree: a few states at a time.

use super::keys::{keys, label_keys};
use super::sentence::Sentence;
use super::state::{MEMORY, Space, State};
use super::{LEFT, SHIFT};
use crate::language::features::{Linear, best};

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
    /// Scores of moves by the sign of what they were judged by: most states of a beam look alike at the top.
    judged: Vec<(u64, [f32; 3])>,
    /// Relations by the sign of their arc.
    named: Vec<(u64, u8)>,
    pub(super) keys: Vec<u64>,
    pub(super) scores: Vec<f32>,
}

impl Beam {
    /// The state before any move, alone.
    pub fn start(&mut self) {
        let start = self.space.start();
        self.states.clear();
        self.states.push(start);
        self.front.clear();
        self.front.push(0);
        self.judged.clear();
        self.judged.resize(MEMORY, (0, [0.0; 3]));
        self.named.clear();
        self.named.resize(MEMORY, (0, 0));
    }

    /// Goes on from every kept state and keeps the best `width` of those less than `gap` behind the best; false where nothing
    /// is left to do.
    ///
    /// All states have made the same number of moves, so all end together.
    pub fn advance(
        &mut self,
        sentence: &Sentence,
        width: usize,
        gap: f32,
        moves: &impl Linear,
        labels: &impl Linear,
    ) -> bool {
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
                let (sign, place) = self.space.sign(state);
                if self.judged[place].0 != sign {
                    keys(sentence, &self.space, state, &mut self.keys);
                    moves.add(&self.keys, &mut scores);
                    self.judged[place] = (sign, scores);
                }
                scores = self.judged[place].1;
            }
            for step in (0..3).filter(|&step| legal[step]) {
                self.choices.push(Choice { score: state.score + scores[step], state: number, step });
            }
        }
        let best = self.choices.iter().fold(f32::MIN, |best, choice| best.max(choice.score));
        self.choices.retain(|choice| choice.score >= best - gap);
        // A stable sort: among equals the better parent and the lower move go first.
        self.choices.sort_by(|a, b| b.score.total_cmp(&a.score));
        self.choices.truncate(width);
        self.front.clear();
        for place in 0..self.choices.len() {
            let choice = self.choices[place];
            let state = self.states[choice.state as usize];
            let relation = match choice.step {
                SHIFT => 255,
                step => self.named(sentence, &state, step, labels),
            };
            let mut next = self.space.apply(&state, choice.step, relation, choice.state);
            next.score = choice.score;
            self.front.push(self.states.len() as u32);
            self.states.push(next);
        }
        !self.front.is_empty()
    }

    /// The relation of the arc that a move makes, from memory where the same was asked before.
    fn named(&mut self, sentence: &Sentence, state: &State, step: usize, labels: &impl Linear) -> u8 {
        let (sign, place) = self.space.arc_sign(state, step);
        if self.named[place].0 != sign {
            let relation = label(sentence, &self.space, state, step, labels, &mut self.keys, &mut self.scores);
            self.named[place] = (sign, relation);
        }
        self.named[place].1
    }
}
