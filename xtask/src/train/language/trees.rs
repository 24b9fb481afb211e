//! Heads and relations: a beam trained where it goes wrong the most (Huang, Fayong and Guo 2012).

use super::Gold;
use crate::train::perceptron::{Dense, Dice, Perceptron};
use anyhow::Result;
use rashomon_annotate::Deprel;
use rashomon_annotate::language::relations::Tree;
use rashomon_annotate::language::tree::{self, Beam, Kinds, LEFT, RIGHT, SHIFT, Space, State};
use rayon::prelude::*;

/// How many states the beam keeps while training.
const WIDTH: usize = 4;
/// How many sentences are looked at with the same weights (Zhao and Huang 2013 found 4 to 24 to do no harm).
const BATCH: usize = 16;

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

/// A sentence as the parser sees it, without its marks, with its answers.
pub struct Answer {
    sentence: tree::Sentence,
    heads: Vec<u32>,
    labels: Vec<u8>,
}

/// Leaves the marks out: what hangs on one hangs on the mark's own head.
fn answer(gold: &Gold, found: &[u8], kinds: &Kinds) -> Answer {
    let mut sentence = tree::Sentence::default();
    sentence.fill(&gold.words, found, kinds);
    let mut number = vec![tree::NONE; gold.words.len()];
    for (kept, &place) in sentence.places.iter().enumerate() {
        number[place as usize] = kept as u32;
    }
    let mut heads = Vec::new();
    let mut root = None;
    for (kept, &place) in sentence.places.iter().enumerate() {
        let mut head = gold.heads[place as usize];
        while head != tree::NONE && sentence.mark[head as usize] {
            head = gold.heads[head as usize];
        }
        let head = number.get(head as usize).copied().unwrap_or(tree::NONE);
        // A tree whose root was a mark may be left with more roots than one: the first takes the others.
        heads.push(if head == tree::NONE { root.unwrap_or(tree::NONE) } else { head });
        if head == tree::NONE && root.is_none() {
            root = Some(kept as u32);
        }
    }
    let labels = sentence.places.iter().map(|&place| gold.labels[place as usize]).collect();
    Answer { sentence, heads: projective(&heads), labels }
}

/// All sentences as the parser sees them.
pub fn answers(golds: &[Gold], found: &[Vec<u8>], kinds: &Kinds) -> Vec<Answer> {
    golds.iter().zip(found).map(|(gold, found)| answer(gold, found, kinds)).collect()
}

/// What is told of the models after each epoch.
type Look<'a> = &'a mut dyn FnMut(usize, &Dense<3>, &Perceptron) -> Result<()>;

/// Trains moves and relations together, along the beam's own choices.
pub fn train(answers: &[Answer], epochs: usize, look: Look) -> Result<()> {
    let mut moves = Dense::<3>::default();
    let mut labels = Perceptron::new();
    let mut dice = Dice::new(4);
    let mut order: Vec<usize> = (0..answers.len()).collect();
    for epoch in 0..epochs {
        dice.shuffle(&mut order);
        let mut whole = 0;
        for batch in order.chunks(BATCH) {
            // A batch is looked at with the weights of its start, so that cores can share it; changes are made in its order.
            let learn = |trainer: &mut Trainer, number: &usize| trainer.sentence(&answers[*number], &moves, &labels);
            let lessons: Vec<Lesson> = batch.par_iter().map_init(Trainer::default, learn).collect();
            for lesson in lessons {
                whole += usize::from(lesson.moves.is_empty());
                moves.tick();
                lesson.moves.iter().for_each(|(keys, class, by)| moves.change(keys, *class, *by));
                lesson.teach(&mut labels);
            }
        }
        println!("  {:.4} of trees whole while training", whole as f64 / answers.len() as f64);
        look(epoch, &moves, &labels)?;
    }
    Ok(())
}

/// The relations that a model which has not seen a sentence gives to the arcs of its gold tree.
fn names(answers: &[Answer]) -> Vec<Vec<u8>> {
    const FOLDS: usize = 3;
    let fold = |fold: usize| {
        let held = |place: usize| place / 20 % FOLDS == fold;
        let mut labels = Perceptron::new();
        let (mut trainer, moves, mut dice) = (Trainer::default(), Dense::<3>::default(), Dice::new(6));
        let mut order: Vec<usize> = (0..answers.len()).filter(|&place| !held(place)).collect();
        for _ in 0..3 {
            dice.shuffle(&mut order);
            for &number in &order {
                let mut lesson = Lesson::default();
                trainer.gold_path(&answers[number], &moves, &labels, &mut lesson);
                lesson.teach(&mut labels);
            }
        }
        let labels = labels.settle();
        let mut names = vec![Vec::new(); answers.len()];
        for place in (0..answers.len()).filter(|&place| held(place)) {
            names[place] = trainer.names(&answers[place], &labels);
        }
        names
    };
    let folds: Vec<Vec<Vec<u8>>> = (0..FOLDS).into_par_iter().map(fold).collect();
    let mut joined = vec![Vec::new(); answers.len()];
    for (place, names) in folds.into_iter().flat_map(|fold| fold.into_iter().enumerate()) {
        if !names.is_empty() {
            joined[place] = names;
        }
    }
    joined
}

/// Trains the relations of whole trees.
pub fn relations(answers: &[Answer]) -> Perceptron {
    let names = names(answers);
    let mut weights = Perceptron::new();
    let (mut keys, mut scores, mut dice) = (Vec::new(), Vec::new(), Dice::new(7));
    let mut order: Vec<usize> = (0..answers.len()).collect();
    for _ in 0..5 {
        dice.shuffle(&mut order);
        let (mut right, mut before, mut all) = (0, 0, 0);
        for &number in &order {
            let Answer { sentence, heads, labels } = &answers[number];
            let tree = Tree::new(sentence, heads, &names[number]);
            for word in (0..heads.len()).filter(|&word| heads[word] != tree::NONE) {
                let told = tree.better(word, &weights, &mut keys, &mut scores);
                let answer = labels[word];
                weights.tick();
                if told != answer {
                    weights.change(&keys, usize::from(answer), 1.0);
                    weights.change(&keys, usize::from(told), -1.0);
                }
                right += usize::from(told == answer);
                before += usize::from(names[number][word] == answer);
                all += 1;
            }
        }
        let share = |part: usize| part as f64 / f64::from(all);
        println!(
            "  relations: {:.4} right as arcs are made, {:.4} in whole trees while training",
            share(before),
            share(right)
        );
    }
    weights
}

/// What is learnt from one sentence.
#[derive(Default)]
struct Lesson {
    /// Keys, move, change.
    moves: Vec<(Vec<u64>, usize, f32)>,
    /// Keys, the right relation, the one told.
    labels: Vec<(Vec<u64>, u8, u8)>,
    arcs: usize,
}

impl Lesson {
    fn teach(&self, labels: &mut Perceptron) {
        (0..self.arcs).for_each(|_| labels.tick());
        for (keys, answer, told) in &self.labels {
            labels.change(keys, usize::from(*answer), 1.0);
            labels.change(keys, usize::from(*told), -1.0);
        }
    }
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
    /// Looks at one sentence: what the moves and relations should learn from it.
    fn sentence(&mut self, answer: &Answer, moves: &Dense<3>, labels: &Perceptron) -> Lesson {
        let sentence = &answer.sentence;
        let mut lesson = Lesson::default();
        self.gold_path(answer, moves, labels, &mut lesson);
        // The place where the best of the beam is furthest above the gold path.
        let mut worst = (0.0, 0, 0);
        self.beam.start();
        let mut made = 0;
        while self.beam.advance(sentence, WIDTH, f32::INFINITY, moves, labels) {
            made += 1;
            let best = self.beam.front[0];
            let over = self.beam.states[best as usize].score - self.path[made].score;
            if over >= worst.0 {
                worst = (over, made, best);
            }
        }
        let (_, length, mut at) = worst;
        let mut told = Vec::with_capacity(length);
        while let Some(state) = self.beam.states.get(at as usize).filter(|state| state.parent != tree::NONE) {
            told.push((state.parent, state.made as usize));
            at = state.parent;
        }
        told.reverse();
        let split = told.iter().zip(&self.steps).position(|(told, &step)| told.1 != step).unwrap_or(told.len());
        for (place, &(state, step)) in told.iter().enumerate().skip(split) {
            let mut right = Vec::new();
            tree::keys(sentence, &self.space, &self.path[place], &mut right);
            lesson.moves.push((right, self.steps[place], 1.0));
            let mut wrong = Vec::new();
            tree::keys(sentence, &self.beam.space, &self.beam.states[state as usize], &mut wrong);
            lesson.moves.push((wrong, step, -1.0));
        }
        lesson
    }

    /// The relations that a model gives along the gold path.
    fn names(&mut self, answer: &Answer, labels: &Perceptron) -> Vec<u8> {
        let Answer { sentence, heads, .. } = answer;
        let mut names = vec![Deprel::Root as u8; heads.len()];
        let mut state = self.space.start();
        for _ in 1..sentence.len() * 2 {
            let step = right_move(heads, &self.space, &state);
            let mut label = 255;
            if let Some((word, _)) = self.space.arc(&state, step) {
                label = tree::label(sentence, &self.space, &state, step, labels, &mut self.keys, &mut self.scores);
                names[word as usize] = label;
            }
            state = self.space.apply(&state, step, label, tree::NONE);
        }
        names
    }

    /// Walks the gold path with the scores of now, and notes what the relations should learn on the way.
    fn gold_path(&mut self, answer: &Answer, moves: &Dense<3>, labels: &Perceptron, lesson: &mut Lesson) {
        let Answer { sentence, heads, labels: relations } = answer;
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
                lesson.arcs += 1;
                if label != answer {
                    lesson.labels.push((self.keys.clone(), answer, label));
                }
            }
            let mut next = self.space.apply(&state, step, label, number as u32);
            next.score = state.score + scores[step];
            self.steps.push(step);
            self.path.push(next);
        }
    }
}
