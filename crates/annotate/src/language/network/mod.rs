//! The network: reads each sentence once and gives tags, heads and relations.
//!
//! Words come in as the sum of learned rows ([`inputs`]); layers of a light recurrence ([`recurrence`]) run over them both ways;
//! the tags are told in the middle, and what they say goes into the layers above; heads are told by scoring every word with
//! every other, relations by both ends of each arc. [`decode`] makes a tree of the scores.

pub mod decode;
pub mod inputs;
pub mod math;
pub mod recurrence;

use super::marks;
use super::word::Word;
use crate::Deprel;
use inputs::Inputs;
use math::{Matrix, add, leaky, normalise, softmax};

/// No head: the root of a sentence.
pub const NONE: u32 = u32::MAX;

/// How far apart two words are, as a number below this: ten each way.
pub const FAR: usize = 20;
/// How many marks stand between two words, as a number below this: three each way.
pub const MARKS: usize = 6;

/// One layer of the recurrence.
#[derive(Clone, Debug, Default)]
pub struct Layer {
    /// From what comes in to candidates, and the two gates.
    pub mix: Matrix,
    /// What the gates take from the state before (rows 0 and 1), and where they start (2 and 3).
    pub gates: Matrix,
}

/// All weights but those of single words.
#[derive(Clone, Debug, Default)]
pub struct Network {
    /// The recurrence; the tags are told after the half of it.
    pub layers: Vec<Layer>,
    /// From the middle to tags, with a last row that stands alone.
    pub tags: Matrix,
    /// From the shares of the tags back.
    pub told: Matrix,
    /// From the top to four parts: a word as one that hangs and as one that others hang on, for arcs and then for relations;
    /// the last row stands alone.
    pub ends: Matrix,
    /// From a word that hangs to what it looks for in a head, and how far away, and over how many marks; with a last row.
    pub arcs: Matrix,
    /// The root as a head.
    pub root: Matrix,
    /// What the distance and the marks between say of the relation.
    pub apart: Matrix,
    /// From both ends of an arc to its relation, with a last row.
    pub relations: Matrix,
}

/// The bucket of a distance: 0 to 9 to the right, 10 to 19 to the left.
pub fn far(from: usize, to: usize) -> usize {
    let bucket = match from.abs_diff(to) {
        0..=5 => from.abs_diff(to).saturating_sub(1),
        6..=7 => 5,
        8..=10 => 6,
        11..=15 => 7,
        16..=25 => 8,
        _ => 9,
    };
    if to > from { bucket } else { FAR / 2 + bucket }
}

/// The bucket of the marks between two words; `before` counts the marks before each word.
pub fn between(before: &[u16], from: usize, to: usize) -> usize {
    let count = usize::from(before[from].abs_diff(before[to])).min(MARKS / 2 - 1);
    if to > from { count } else { MARKS / 2 + count }
}

impl Network {
    /// Width of the state of each word.
    pub fn width(&self) -> usize {
        self.layers.first().map_or(0, |layer| layer.mix.rows)
    }

    /// After how many layers the tags are told.
    pub fn middle(&self) -> usize {
        self.layers.len() / 2
    }

    /// Width of the ends of arcs.
    pub fn arc_width(&self) -> usize {
        self.root.columns
    }

    /// Width of the ends of relations.
    pub fn relation_width(&self) -> usize {
        self.apart.columns
    }

    /// All parts in a fixed order.
    pub fn parts(&self) -> Vec<&Matrix> {
        let Network { layers, tags, told, ends, arcs, root, apart, relations } = self;
        let layers = layers.iter().flat_map(|layer| [&layer.mix, &layer.gates]);
        [tags, told, ends, arcs, root, apart, relations].into_iter().chain(layers).collect()
    }

    /// All parts in the same order, to be changed.
    pub fn parts_mut(&mut self) -> Vec<&mut Matrix> {
        let Network { layers, tags, told, ends, arcs, root, apart, relations } = self;
        let layers = layers.iter_mut().flat_map(|layer| [&mut layer.mix, &mut layer.gates]);
        [tags, told, ends, arcs, root, apart, relations].into_iter().chain(layers).collect()
    }

    /// Reads a section; `None` where it is not one.
    pub fn new(section: &[u8]) -> Option<Network> {
        let (&count, mut rest) = section.split_first()?;
        let mut network = Network { layers: vec![Layer::default(); usize::from(count)], ..Network::default() };
        for part in network.parts_mut() {
            let (head, tail) = rest.split_at_checked(8)?;
            let number = |at: usize| usize::from(u16::from_le_bytes([head[at], head[at + 1]]));
            let scale = f32::from_le_bytes([head[4], head[5], head[6], head[7]]);
            let (values, tail) = tail.split_at_checked(number(0) * number(2) * 2)?;
            let value = |pair: &[u8]| f32::from(i16::from_le_bytes([pair[0], pair[1]])) * scale;
            *part = Matrix { rows: number(0), columns: number(2), values: values.chunks_exact(2).map(value).collect() };
            rest = tail;
        }
        network.fits().then_some(network)
    }

    /// Whether the sizes of its parts go together.
    fn fits(&self) -> bool {
        let (width, arc, relation) = (self.width(), self.arc_width(), self.relation_width());
        let size = |part: &Matrix, rows: usize, columns: usize| (part.rows, part.columns) == (rows, columns);
        width > 0
            && self.tags.columns > 0
            && self.layers.iter().all(|layer| size(&layer.mix, width, 3 * width) && size(&layer.gates, 4, width))
            && size(&self.tags, width + 1, self.told.rows)
            && size(&self.told, self.tags.columns, width)
            && size(&self.ends, width + 1, 2 * (arc + relation))
            && size(&self.arcs, arc + 1, arc + FAR + MARKS)
            && size(&self.root, 1, arc)
            && size(&self.apart, FAR + MARKS, relation)
            && size(&self.relations, relation + 1, Deprel::ALL.len())
    }

    /// Lays it out as a section: 16 bits a number, one scale a part.
    pub fn pack(&self) -> Vec<u8> {
        let mut section = vec![self.layers.len() as u8];
        for part in self.parts() {
            let most = part.values.iter().fold(f32::MIN_POSITIVE, |most, value| most.max(value.abs()));
            let scale = most / 32_767.0;
            section.extend((part.rows as u16).to_le_bytes());
            section.extend((part.columns as u16).to_le_bytes());
            section.extend(scale.to_le_bytes());
            section.extend(part.values.iter().flat_map(|value| ((value / scale).round() as i16).to_le_bytes()));
        }
        section
    }
}

/// From `from` through a part whose last row stands alone.
pub fn affine(from: &ndarray::ArrayView2<'_, f32>, part: &Matrix, to: &mut Matrix) {
    let inner = part.rows.saturating_sub(1);
    to.product(from, &math::part(&part.values, inner, part.columns, 0, part.columns));
    to.add_to_rows(part.row(inner));
}

/// Room that is used again from batch to batch.
#[derive(Default)]
pub struct Scratch {
    keys: Vec<u64>,
    state: Matrix,
    mixed: Matrix,
    shares: Matrix,
    ends: Matrix,
    wants: Matrix,
    heads: Matrix,
    asks: Matrix,
    scores: Matrix,
    hidden: Matrix,
    named: Matrix,
    decode: decode::Scratch,
}

/// What is told of a batch of sentences, word after word.
#[derive(Default)]
pub struct Told {
    /// Classes of tags.
    pub tags: Vec<u8>,
    /// Heads within the sentence ([`NONE`] for its root) and relations.
    pub arcs: Vec<(u32, u8)>,
}

/// Reads a batch of sentences, given by where each ends; `mark` says which classes of tags are punctuation.
///
/// What is told of a sentence does not hang on the others of its batch.
pub fn read(
    words: &[Word],
    ends: &[usize],
    network: &Network,
    inputs: &Inputs<'_>,
    mark: &[bool; 256],
    scratch: &mut Scratch,
    told: &mut Told,
) {
    let Scratch { keys, state, mixed, shares, ends: sides, wants, heads, asks, scores, hidden, named, decode } =
        scratch;
    let width = network.width();
    told.tags.clear();
    told.arcs.clear();
    state.clear(words.len(), width);
    for (word, row) in words.iter().zip(state.values.chunks_exact_mut(width)) {
        inputs.fill(word, keys, row);
        normalise(row);
    }
    for (number, layer) in network.layers.iter().enumerate() {
        if number == network.middle() {
            affine(&state.view(), &network.tags, shares);
            for scores in shares.values.chunks_exact_mut(network.tags.columns) {
                told.tags.push(super::features::best(scores) as u8);
                softmax(scores);
            }
            state.add_product(&shares.view(), &network.told.view());
        }
        mixed.product(&state.view(), &layer.mix.view());
        let mut first = 0;
        for &end in ends {
            recurrence::run(
                layer,
                &mixed.values[first * 3 * width..end * 3 * width],
                &mut state.values[first * width..end * width],
            );
            first = end;
        }
        state.values.chunks_exact_mut(width).for_each(|row| {
            normalise(row);
        });
    }
    affine(&state.view(), &network.ends, sides);
    let (arc, relation) = (network.arc_width(), network.relation_width());
    let side_width = sides.columns;
    for row in sides.values.chunks_exact_mut(side_width) {
        row[..2 * arc].iter_mut().for_each(|value| *value = leaky(*value));
    }
    affine(&sides.part(0, arc), &network.arcs, wants);
    // The relations of all arcs of the batch are told together.
    hidden.clear(0, relation);
    let mut arcs_of = Vec::new();
    let mut first = 0;
    for &end in ends {
        let sentence = Sentence::new(&told.tags[first..end], mark);
        let count = sentence.places.len();
        asks.clear(count, arc);
        heads.clear(count + 1, arc);
        heads.row_mut(0).copy_from_slice(network.root.row(0));
        for (number, &place) in sentence.places.iter().enumerate() {
            let place = first + place;
            asks.row_mut(number).copy_from_slice(&wants.row(place)[..arc]);
            heads.row_mut(number + 1).copy_from_slice(&sides.row(place)[arc..2 * arc]);
        }
        scores.product(&asks.view(), &heads.view().reversed_axes());
        for (number, &place) in sentence.places.iter().enumerate() {
            let apart = &wants.row(first + place)[arc..];
            for (other, score) in scores.row_mut(number)[1..].iter_mut().enumerate() {
                *score += apart[far(number, other)] + apart[FAR + between(&sentence.before, number, other)];
            }
        }
        let found = decode.tree(scores);
        let base = told.arcs.len();
        told.arcs.resize(base + end - first, (NONE, Deprel::Punct as u8));
        for (number, (&place, &head)) in sentence.places.iter().zip(found).enumerate() {
            let Some(&over) = sentence.places.get(head as usize) else {
                told.arcs[base + place] = (NONE, Deprel::Root as u8);
                continue;
            };
            told.arcs[base + place] = (over as u32, Deprel::Dep as u8);
            arcs_of.push(base + place);
            let head = head as usize;
            hidden.rows += 1;
            let start = hidden.values.len();
            hidden.values.extend_from_slice(&sides.row(first + place)[2 * arc..2 * arc + relation]);
            let row = &mut hidden.values[start..];
            add(row, &sides.row(first + over)[2 * arc + relation..]);
            add(row, network.apart.row(far(number, head)));
            add(row, network.apart.row(FAR + between(&sentence.before, number, head)));
            row.iter_mut().for_each(|value| *value = leaky(*value));
        }
        marks::attach(&words[first..end], &sentence.mark, &mut told.arcs[base..]);
        first = end;
    }
    affine(&hidden.view(), &network.relations, named);
    for (&place, scores) in arcs_of.iter().zip(named.values.chunks_exact(Deprel::ALL.len())) {
        told.arcs[place].1 = super::features::best(scores) as u8;
    }
}

/// A sentence without its punctuation marks, which take no part in the tree.
pub struct Sentence {
    /// The place of each word in the whole sentence.
    pub places: Vec<usize>,
    /// How many marks stand before each word.
    pub before: Vec<u16>,
    /// Which tokens of the whole sentence are marks.
    pub mark: Vec<bool>,
}

impl Sentence {
    /// Leaves the marks out; where all are marks, all count as words.
    pub fn new(tags: &[u8], mark: &[bool; 256]) -> Sentence {
        let all = tags.iter().all(|&tag| mark[usize::from(tag)]);
        let mut sentence = Sentence { places: Vec::new(), before: Vec::new(), mark: Vec::with_capacity(tags.len()) };
        let mut marks = 0_u16;
        for (place, &tag) in tags.iter().enumerate() {
            let is_mark = mark[usize::from(tag)] && !all;
            sentence.mark.push(is_mark);
            if is_mark {
                marks = marks.saturating_add(1);
            } else {
                sentence.places.push(place);
                sentence.before.push(marks);
            }
        }
        sentence
    }
}
