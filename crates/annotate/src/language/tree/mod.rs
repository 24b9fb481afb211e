//! Heads and relations: an arc-hybrid transition parser with a beam.

mod beam;
mod keys;
mod sentence;
mod state;

pub use beam::{Beam, label};
pub use keys::{keys, label_keys};
pub use sentence::{Kinds, Sentence};
pub use state::{Frame, Space, State};

use super::features::Linear;
use super::marks;
use super::relations::Tree;
use super::word::Word;
use crate::Deprel;

/// No frame, no word.
pub const NONE: u32 = u32::MAX;

/// The moves of the parser.
pub const SHIFT: usize = 0;
/// The topmost word hangs on the front word.
pub const LEFT: usize = 1;
/// The topmost word hangs on the one below.
pub const RIGHT: usize = 2;

/// A state so far behind the best is given up, in units of the model's bytes: docs/design/language.md has what it costs.
const GAP: f32 = 1000.0;

/// Room that is used again from sentence to sentence.
#[derive(Default)]
pub struct Scratch {
    sentence: Sentence,
    beam: Beam,
    heads: Vec<u32>,
    labels: Vec<u8>,
}

/// The models of the parser.
pub struct Models<M, L> {
    /// Moves.
    pub moves: M,
    /// Relations of arcs as they are made.
    pub labels: L,
    /// Relations of the whole tree.
    pub relations: L,
    /// What each tag is.
    pub kinds: Kinds,
}

/// Parses one sentence: for each token its head (`NONE` for the root) and relation. Keeps `width` states at a time; all states
/// of a sentence stay in memory, which its length bounds.
pub fn parse(
    words: &[Word],
    tags: &[u8],
    width: usize,
    models: &Models<impl Linear, impl Linear>,
    scratch: &mut Scratch,
    out: &mut Vec<(u32, u8)>,
) {
    let Scratch { sentence, beam, heads, labels } = scratch;
    sentence.fill(words, tags, &models.kinds);
    heads.clear();
    heads.resize(sentence.len(), NONE);
    labels.clear();
    labels.resize(sentence.len(), Deprel::Root as u8);
    beam.start();
    let mut last = 0;
    while beam.advance(sentence, width, GAP, &models.moves, &models.labels) {
        last = beam.front[0];
    }
    while let Some(state) = beam.states.get(last as usize) {
        let (word, head, relation) = state.arc;
        if let Some(place) = heads.get_mut(word as usize) {
            *place = head;
            labels[word as usize] = relation;
        }
        last = state.parent;
    }
    out.clear();
    out.resize(words.len(), (NONE, Deprel::Punct as u8));
    let tree = Tree::new(sentence, heads, labels);
    for (word, &place) in sentence.places.iter().enumerate() {
        let head = sentence.places.get(heads[word] as usize).copied().unwrap_or(NONE);
        let relation = match head {
            NONE => Deprel::Root as u8,
            _ => tree.better(word, &models.relations, &mut beam.keys, &mut beam.scores),
        };
        out[place as usize] = (head, relation);
    }
    marks::attach(words, &sentence.mark, out);
}
