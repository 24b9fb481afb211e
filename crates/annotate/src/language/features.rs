//! Hashed features: what the linear models look at.

const MULTIPLY: [u64; 3] = [0x9E37_79B9_7F4A_7C15, 0xBF58_476D_1CE4_E5B9, 0x94D0_49BB_1331_11EB];

/// A hash of some bytes, the same everywhere and always (FNV-1a with a last stir).
pub fn hash(bytes: impl IntoIterator<Item = u8>) -> u64 {
    let mut hash = 0xCBF2_9CE4_8422_2325_u64;
    for byte in bytes {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3);
    }
    (hash ^ (hash >> 29)).wrapping_mul(MULTIPLY[1])
}

/// Hashes of characters, chained.
pub fn hash_chars(chars: impl IntoIterator<Item = char>) -> u64 {
    let mut hash = 0xCBF2_9CE4_8422_2325_u64;
    for c in chars {
        hash = (hash ^ u64::from(c)).wrapping_mul(0x0000_0100_0000_01B3);
    }
    (hash ^ (hash >> 29)).wrapping_mul(MULTIPLY[1])
}

/// Two values as one.
#[inline]
pub fn pair(a: u64, b: u64) -> u64 {
    (a.rotate_left(25) ^ b).wrapping_mul(MULTIPLY[0])
}

/// Collects the keys of one decision's features; the number of the template goes into each key.
pub struct Keys<'a> {
    keys: &'a mut Vec<u64>,
    template: u64,
}

impl<'a> Keys<'a> {
    /// Starts over in `keys`.
    pub fn new(keys: &'a mut Vec<u64>) -> Keys<'a> {
        keys.clear();
        Keys { keys, template: 0 }
    }

    /// A feature of one value.
    #[inline]
    pub fn one(&mut self, a: u64) {
        self.template += 1;
        let mut key = a.wrapping_add(self.template.wrapping_mul(MULTIPLY[2])).wrapping_mul(MULTIPLY[0]);
        key ^= key >> 31;
        key = key.wrapping_mul(MULTIPLY[1]);
        self.keys.push(key ^ (key >> 30));
    }

    /// A feature of two values together.
    #[inline]
    pub fn two(&mut self, a: u64, b: u64) {
        self.one(pair(a, b));
    }

    /// A feature of three values together.
    #[inline]
    pub fn three(&mut self, a: u64, b: u64, c: u64) {
        self.one(pair(pair(a, b), c));
    }

    /// A feature of four values together.
    #[inline]
    pub fn four(&mut self, a: u64, b: u64, c: u64, d: u64) {
        self.one(pair(pair(a, b), pair(c, d)));
    }
}

/// A linear model: every key adds its weights to the scores of the classes.
pub trait Linear {
    /// Adds the weights of all keys to `scores`, one place a class.
    fn add(&self, keys: &[u64], scores: &mut [f32]);

    /// The score of a model that says yes (above zero) or no.
    fn decide(&self, keys: &[u64]) -> f32 {
        let mut score = [0.0];
        self.add(keys, &mut score);
        score[0]
    }
}

/// The place of the highest score, the first among equals.
pub fn best(scores: &[f32]) -> usize {
    let mut best = 0;
    for (place, &score) in scores.iter().enumerate() {
        if score > scores[best] {
            best = place;
        }
    }
    best
}
