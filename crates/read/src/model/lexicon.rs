//! Weights of words and pairs of words.

/// How many weights there are; words share them by hash. 2^14 lost nothing against 2^16 in cross-validation.
pub const SIZE: usize = 1 << 14;

/// A weight for each bucket of words, in 1/32.
#[derive(Clone, Debug)]
pub struct Lexicon {
    /// [`SIZE`] weights.
    pub weights: Vec<i8>,
}

/// The buckets of a line's words and of its pairs of neighbouring words, `hashes` being those of its words in order.
pub fn buckets(hashes: &[u32]) -> impl Iterator<Item = usize> + '_ {
    const START: u32 = 0x9e37_79b9;
    let pairs = std::iter::once(START).chain(hashes.iter().copied()).zip(hashes);
    let singles = hashes.iter().map(|hash| spread(*hash));
    singles.chain(pairs.map(|(before, after)| spread(before.rotate_left(7).wrapping_mul(31) ^ *after))).take(120)
}

fn spread(hash: u32) -> usize {
    (hash.wrapping_mul(0x9e37_79b1) >> 18) as usize & (SIZE - 1)
}

impl Lexicon {
    /// The mean weight of a line's buckets, times the root of their number: more words, surer.
    pub fn score(&self, hashes: &[u32]) -> f32 {
        let (mut sum, mut count) = (0i32, 0);
        for bucket in buckets(hashes) {
            sum += i32::from(self.weights.get(bucket).copied().unwrap_or(0));
            count += 1;
        }
        if count == 0 { 0.0 } else { sum as f32 / 32.0 / (count as f32).sqrt() }
    }
}
