//! Heads and relations: a beam trained where it goes wrong the most (Huang, Fayong and Guo 2012).

use super::Gold;
use crate::train::perceptron::{Dense, Dice, Perceptron};
use rashomon_annotate::Deprel;
use rashomon_annotate::language::tree::{self, Beam, Kinds, LEFT, RIGHT, SHIFT, Space, State};

/// How many states the beam keeps while training.
const WIDTH: usize = 8;

/// The heads with arcs that cross others lifted to the next ancestor until none does: what the parser can build.
fn projective(heads: &[u32]) -> Vec<u32> {
    let mut heads = heads.to_vec();
    let crossed = |heads: &[u32]| {
        // The shortest arc over a word that does not hang below the arc's head.
        let above = |mut word: u32, top: u32| {
            for _ in 0..=heads.len() {
                if word == top {
                    return true;
                }
                match heads.get(word as usize) {
                    Some(&head) => word = head,
                    None => return false,
                }
            }
            false
        };
        (0..heads.len())
            .filter(|&word| heads.get(heads[word] as usize).is_some_and(|&above| above != tree::NONE))
            .filter(|&word| {
                let (low, high) = (heads[word].min(word as u32), heads[word].max(word as u32));
                (low + 1..high).any(|between| !above(between, heads[word]))
            })
            .min_by_key(|&word| heads[word].abs_diff(word as u32))
    };
    while let Some(word) = crossed(&heads) {
        heads[word] = heads[heads[word] as usize];
    }
    heads
}

/// The move that leads to the gold tree: the topmost word is attached as soon as it has all that hangs on it.
fn right_move(heads: &[u32], space: &Space, state: &State) -> usize {
    let top = space.frame(state.top);
    let front = state.front.word;
    let head = |word: u32| heads.get(word as usize).copied().unwrap_or(tree::NONE);
    let legal = space.legal(state, heads.len());
    if state.top != tree::NONE {
        if legal[LEFT] && head(top.word) == front {
            return LEFT;
        }
        let below = space.frame(top.below);
        let done = (front..heads.len() as u32).all(|word| head(word) != top.word);
        if legal[RIGHT] && head(top.word) == below.word && done {
            return RIGHT;
        }
    }
    // A tree that still crosses itself is built as far as it can be.
    if legal[SHIFT] { SHIFT } else { RIGHT }
}

/// Trains moves and relations together, along the beam's own choices.
pub fn train(golds: &[Gold], found: &[Vec<u8>], kinds: &Kinds, epochs: usize) -> (Dense<3>, Perceptron) {
    let mut moves = Dense::<3>::default();
    let mut labels = Perceptron::new();
    let mut trainer = Trainer::default();
    let mut dice = Dice::new(4);
    let heads: Vec<Vec<u32>> = golds.iter().map(|gold| projective(&gold.heads)).collect();
    let mut order: Vec<usize> = (0..golds.len()).collect();
    for epoch in 0..epochs {
        dice.shuffle(&mut order);
        let mut whole = 0;
        for &number in &order {
            let gold = &golds[number];
            let sentence = tree::Sentence::new(&gold.words, &found[number], kinds);
            whole += usize::from(trainer.sentence(&sentence, &heads[number], &gold.labels, &mut moves, &mut labels));
        }
        println!("  epoch {epoch}: {:.4} of trees whole while training", whole as f64 / golds.len() as f64);
    }
    (moves, labels)
}

#[derive(Default)]
struct Trainer {
    beam: Beam,
    /// The states of the gold path, with frames of their own.
    space: Space,
    path: Vec<State>,
    steps: Vec<usize>,
    keys: Vec<u64>,
    scores: Vec<f32>,
}

impl Trainer {
    /// Looks at one sentence; true where the beam's tree was the gold one.
    fn sentence(
        &mut self,
        sentence: &tree::Sentence,
        heads: &[u32],
        relations: &[u8],
        moves: &mut Dense<3>,
        labels: &mut Perceptron,
    ) -> bool {
        self.gold_path(sentence, heads, relations, moves, labels);
        moves.tick();
        // The place where the best of the beam is furthest above the gold path.
        let mut worst = (0.0, 0, 0);
        self.beam.start();
        let mut made = 0;
        while self.beam.advance(sentence, WIDTH, moves, labels) {
            made += 1;
            let best = self.beam.front[0];
            let over = self.beam.states[best as usize].score - self.path[made].score;
            let same = self.beam.states[best as usize].made as usize == self.steps[made - 1] && over == 0.0;
            if over >= worst.0 && !same {
                worst = (over, made, best);
            }
        }
        let (_, length, best) = worst;
        if length == 0 {
            return true;
        }
        let mut told = Vec::with_capacity(length);
        let mut at = best;
        while let Some(state) = self.beam.states.get(at as usize).filter(|state| state.parent != tree::NONE) {
            told.push((state.parent, state.made as usize));
            at = state.parent;
        }
        told.reverse();
        let split = told.iter().zip(&self.steps).position(|(told, &step)| told.1 != step);
        let Some(split) = split else { return true };
        for place in split..length {
            tree::keys(sentence, &self.space, &self.path[place], &mut self.keys);
            moves.change(&self.keys, self.steps[place], 1.0);
            let (state, step) = told[place];
            tree::keys(sentence, &self.beam.space, &self.beam.states[state as usize], &mut self.keys);
            moves.change(&self.keys, step, -1.0);
        }
        false
    }

    /// Walks the gold path with the scores of now, and teaches the relations on the way.
    fn gold_path(
        &mut self,
        sentence: &tree::Sentence,
        heads: &[u32],
        relations: &[u8],
        moves: &Dense<3>,
        labels: &mut Perceptron,
    ) {
        use rashomon_annotate::language::features::Linear;
        self.path.clear();
        self.steps.clear();
        self.path.push(self.space.start());
        for number in 0..sentence.len() * 2 - 1 {
            let state = self.path[number];
            let step = right_move(heads, &self.space, &state);
            tree::keys(sentence, &self.space, &state, &mut self.keys);
            let mut scores = [0.0; 3];
            moves.add(&self.keys, &mut scores);
            let mut label = 255;
            if let Some((word, _)) = self.space.arc(&state, step) {
                label = tree::label(sentence, &self.space, &state, step, labels, &mut self.keys, &mut self.scores);
                let answer = relations[word as usize];
                labels.tick();
                if label != answer {
                    labels.change(&self.keys, usize::from(answer), 1.0);
                    labels.change(&self.keys, usize::from(label), -1.0);
                }
            }
            let mut next = self.space.apply(&state, step, label, number as u32);
            next.score = state.score + scores[step];
            self.steps.push(step);
            self.path.push(next);
        }
    }
}
