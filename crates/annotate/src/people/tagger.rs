//! Names by a linear-chain model over hashed features: weights, and the best sequence of labels.

use std::io::Read;
use std::sync::OnceLock;

static MODEL: &[u8] = include_bytes!("../../../../models/names.bin");

/// O, then begin and inside of each of [`Class::ALL`].
pub const LABELS: usize = 11;
/// Rows of weights; a power of two. Larger tables gained nothing on the held-out sets.
pub const BUCKETS: usize = 1 << 18;

/// What the model tells apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// A person.
    Person,
    /// A body.
    Organisation,
    /// A place or building.
    Place,
    /// A people or faith: "Syrians", "Catholic".
    People,
    /// Another name: of a work, an event, a product.
    Other,
}

impl Class {
    /// All, in the order of their labels.
    pub const ALL: [Class; 5] = [Class::Person, Class::Organisation, Class::Place, Class::People, Class::Other];

    /// The label that begins a name of this class.
    pub fn begin(self) -> u8 {
        1 + 2 * self as u8
    }

    /// The class of a label; `None` for O.
    pub fn of(label: u8) -> Option<Class> {
        Class::ALL.get(usize::from(label).checked_sub(1)? / 2).copied()
    }

    /// Whether a label begins a name.
    pub fn begins(label: u8) -> bool {
        label % 2 == 1
    }
}

/// Whether `next` may follow `previous`: only its own class goes on inside a name.
pub fn follows(previous: u8, next: u8) -> bool {
    next == 0 || next % 2 == 1 || (previous != 0 && (previous == next || previous + 1 == next))
}

/// Quantised weights.
pub struct Model {
    scale: f32,
    /// `transitions[previous][next]`.
    transitions: Vec<f32>,
    /// `BUCKETS` rows of `LABELS`.
    weights: Vec<i8>,
}

impl Model {
    /// The one that ships.
    pub fn get() -> &'static Model {
        static SHIPPED: OnceLock<Model> = OnceLock::new();
        SHIPPED.get_or_init(|| Model::decode(MODEL).unwrap_or_else(Model::empty))
    }

    /// A model that knows nothing.
    pub fn empty() -> Model {
        Model { scale: 1.0, transitions: vec![0.0; LABELS * LABELS], weights: vec![0; BUCKETS * LABELS] }
    }

    /// A model of float weights, quantised to bytes.
    pub fn quantised(transitions: Vec<f32>, weights: &[f32]) -> Model {
        // The few weights beyond the clip lose least when the rest keeps its precision.
        let clip = 4.0f32;
        let scale = clip / 127.0;
        let weights = weights.iter().map(|weight| (weight.clamp(-clip, clip) / scale).round() as i8).collect();
        Model { scale, transitions, weights }
    }

    /// As bytes: scale, transitions, then the weights label by label, deflated.
    pub fn encode(&self) -> Vec<u8> {
        use std::io::Write;
        let mut plain = self.scale.to_le_bytes().to_vec();
        plain.extend(self.transitions.iter().flat_map(|weight| weight.to_le_bytes()));
        for label in 0..LABELS {
            plain.extend((0..BUCKETS).map(|bucket| self.weights[bucket * LABELS + label] as u8));
        }
        let mut packed = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::best());
        packed.write_all(&plain).and_then(|()| packed.finish()).unwrap_or_default()
    }

    /// From [`Model::encode`]'s bytes; `None` where they are not whole.
    pub fn decode(bytes: &[u8]) -> Option<Model> {
        let mut plain = Vec::new();
        flate2::read::DeflateDecoder::new(bytes).read_to_end(&mut plain).ok()?;
        let float = |at: usize| Some(f32::from_le_bytes(plain.get(at..at + 4)?.try_into().ok()?));
        let scale = float(0)?;
        let transitions = (0..LABELS * LABELS).map(|at| float(4 + 4 * at)).collect::<Option<Vec<f32>>>()?;
        let planes = plain.get(4 + 4 * LABELS * LABELS..)?;
        if planes.len() != LABELS * BUCKETS {
            return None;
        }
        let mut weights = vec![0; BUCKETS * LABELS];
        for (label, plane) in planes.chunks_exact(BUCKETS).enumerate() {
            for (bucket, &weight) in plane.iter().enumerate() {
                weights[bucket * LABELS + label] = weight as i8;
            }
        }
        Some(Model { scale, transitions, weights })
    }

    /// The score of each label for a token with these features.
    pub fn scores(&self, features: &[u32]) -> [f32; LABELS] {
        let mut sums = [0i32; LABELS];
        for &feature in features {
            let at = feature as usize % BUCKETS * LABELS;
            for (sum, &weight) in sums.iter_mut().zip(&self.weights[at..at + LABELS]) {
                *sum += i32::from(weight);
            }
        }
        sums.map(|sum| sum as f32 * self.scale)
    }

    /// The best sequence of labels for tokens with these scores.
    pub fn best(&self, scores: &[[f32; LABELS]]) -> Vec<u8> {
        best(&self.transitions, scores)
    }
}

/// Viterbi: ties go to the label that comes first.
pub fn best(transitions: &[f32], scores: &[[f32; LABELS]]) -> Vec<u8> {
    let Some(first) = scores.first() else { return Vec::new() };
    let mut total = *first;
    for (label, total) in total.iter_mut().enumerate() {
        if !follows(0, label as u8) {
            *total = f32::NEG_INFINITY;
        }
    }
    let mut back = Vec::with_capacity(scores.len());
    for own in &scores[1..] {
        let mut next = [f32::NEG_INFINITY; LABELS];
        let mut from = [0u8; LABELS];
        for label in 0..LABELS {
            for previous in 0..LABELS {
                if follows(previous as u8, label as u8) {
                    let score = total[previous] + transitions[previous * LABELS + label];
                    if score > next[label] {
                        (next[label], from[label]) = (score, previous as u8);
                    }
                }
            }
            next[label] += own[label];
        }
        total = next;
        back.push(from);
    }
    let mut label = (0..LABELS).fold(0, |best, label| if total[label] > total[best] { label } else { best }) as u8;
    let mut labels = vec![label];
    for from in back.iter().rev() {
        label = from[usize::from(label)];
        labels.push(label);
    }
    labels.reverse();
    labels
}
