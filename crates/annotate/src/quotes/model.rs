//! The learnt weights.
//!
//! A table of signed bytes, one for each of 2^21 hashed features, with a scale; and the forms other than verbs that may be cues.
//! Made by `cargo xtask train quotes`, see `models/quotes.md`.

use super::cues::{Lexicon, Rates};
use flate2::read::DeflateDecoder;
use std::io::Read;
use std::sync::OnceLock;

/// How many weights there are: a power of two.
pub const SIZE: usize = 1 << 21;
const MAGIC: &[u8; 8] = b"RSHQUO02";

/// Weights of hashed features.
pub struct Model {
    weights: Vec<i8>,
    scale: f32,
    /// Forms other than verbs that may be cues.
    pub lexicon: Lexicon,
    /// How often each lemma is a cue.
    pub rates: Rates,
    /// Shifts and stretches a score into a calibrated chance.
    pub calibration: (f32, f32),
}

impl Model {
    /// The model that ships.
    pub fn shipped() -> &'static Model {
        static MODEL: OnceLock<Model> = OnceLock::new();
        MODEL
            .get_or_init(|| Model::decode(include_bytes!("../../../../models/quotes.bin")).unwrap_or_else(Model::empty))
    }

    /// A model that finds nothing.
    pub fn empty() -> Model {
        Model {
            weights: vec![0; SIZE],
            scale: 0.0,
            lexicon: Lexicon::new(),
            rates: Rates::new(),
            calibration: (0.0, 1.0),
        }
    }

    /// A model of these weights.
    pub fn new(weights: &[f32], lexicon: Lexicon, rates: Rates, calibration: (f32, f32)) -> Model {
        let most = weights.iter().fold(0.0f32, |most, weight| most.max(weight.abs())).clamp(1e-6, 4.0);
        let scale = most / 127.0;
        let weights = weights.iter().map(|weight| (weight / scale).round().clamp(-127.0, 127.0) as i8).collect();
        Model { weights, scale, lexicon, rates, calibration }
    }

    /// As bytes, compressed.
    pub fn encode(&self) -> std::io::Result<Vec<u8>> {
        use std::io::Write;
        let mut plain = Vec::with_capacity(SIZE + 4096);
        plain.extend(self.scale.to_le_bytes());
        plain.extend(self.calibration.0.to_le_bytes());
        plain.extend(self.calibration.1.to_le_bytes());
        plain.extend((self.lexicon.len() as u32).to_le_bytes());
        plain.extend(self.lexicon.iter().flat_map(|form| form.to_le_bytes()));
        plain.extend((self.rates.len() as u32).to_le_bytes());
        for (lemma, (cue, all)) in &self.rates {
            plain.extend(lemma.to_le_bytes());
            plain.extend((*cue).min(65_535).to_le_bytes().iter().take(2));
            plain.extend((*all).min(65_535).to_le_bytes().iter().take(2));
        }
        plain.extend(self.weights.iter().map(|weight| *weight as u8));
        let mut bytes = MAGIC.to_vec();
        let mut pack = flate2::write::DeflateEncoder::new(&mut bytes, flate2::Compression::best());
        pack.write_all(&plain)?;
        pack.finish()?;
        Ok(bytes)
    }

    /// From bytes; `None` where they are not a model.
    pub fn decode(bytes: &[u8]) -> Option<Model> {
        let mut plain = Vec::new();
        let limit = (SIZE as u64) + (1 << 20);
        DeflateDecoder::new(bytes.strip_prefix(MAGIC)?).take(limit).read_to_end(&mut plain).ok()?;
        let number = |at: usize| plain.get(at..at + 4)?.try_into().ok();
        let float = |at: usize| number(at).map(f32::from_le_bytes);
        let count = number(12).map(u32::from_le_bytes)? as usize;
        let forms = plain.get(16..16 + count.checked_mul(4)?)?;
        let lexicon = forms.chunks_exact(4).filter_map(|form| form.try_into().ok().map(u32::from_le_bytes)).collect();
        let at = 16 + count * 4;
        let many = number(at).map(u32::from_le_bytes)? as usize;
        let rows = plain.get(at + 4..at + 4 + many.checked_mul(8)?)?;
        let short = |row: &[u8], at: usize| u32::from(row[at]) + 256 * u32::from(row[at + 1]);
        let lemma = |row: &[u8]| short(row, 0) + 65_536 * short(row, 2);
        let rates = rows.chunks_exact(8).map(|row| (lemma(row), (short(row, 4), short(row, 6)))).collect();
        let weights: Vec<i8> = plain.get(at + 4 + many * 8..)?.iter().map(|byte| *byte as i8).collect();
        (weights.len() == SIZE).then_some(Model {
            weights,
            scale: float(0)?,
            lexicon,
            rates,
            calibration: (float(4)?, float(8)?),
        })
    }

    /// The sum of the weights of some features.
    pub fn score(&self, features: &[u32]) -> f32 {
        let sum: i32 = features.iter().map(|feature| i32::from(self.weights[*feature as usize & (SIZE - 1)])).sum();
        sum as f32 * self.scale
    }
}
