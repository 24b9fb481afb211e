//! Bytes to code points and UTF-16 units, and back.

/// How many bytes stand between two counted places: small enough that a look-up walks a cache line or four.
const STEP: usize = 256;

/// Converts offsets of one text between bytes, Unicode code points and UTF-16 units.
///
/// Built in one pass; each look-up walks at most 256 bytes.
pub struct Offsets<'a> {
    text: &'a str,
    /// Code points and UTF-16 units before the first character that starts at or after each multiple of `STEP`.
    counted: Vec<(usize, usize)>,
    ascii: bool,
}

impl<'a> Offsets<'a> {
    /// Counts the characters of `text`.
    pub fn new(text: &'a str) -> Offsets<'a> {
        if text.is_ascii() {
            return Offsets { text, counted: Vec::new(), ascii: true };
        }
        let (mut chars, mut units) = (0, 0);
        let mut counted = Vec::with_capacity(text.len() / STEP + 1);
        for (at, c) in text.char_indices() {
            while counted.len() * STEP <= at {
                counted.push((chars, units));
            }
            chars += 1;
            units += c.len_utf16();
        }
        while counted.len() * STEP <= text.len() {
            counted.push((chars, units));
        }
        Offsets { text, counted, ascii: false }
    }

    /// How many code points stand before byte `at` (clamped to the text; inside a character, that character counts).
    pub fn chars(&self, at: usize) -> usize {
        self.count(at).0
    }

    /// How many UTF-16 units stand before byte `at`, likewise.
    pub fn utf16(&self, at: usize) -> usize {
        self.count(at).1
    }

    /// The byte at which code point number `chars` starts; the text's length for the one after the last, `None` beyond.
    pub fn byte(&self, chars: usize) -> Option<usize> {
        if self.ascii {
            return (chars <= self.text.len()).then_some(chars);
        }
        let step = self.counted.partition_point(|counted| counted.0 <= chars).checked_sub(1)?;
        let mut left = chars - self.counted[step].0;
        let start = self.boundary(step * STEP);
        for (at, _) in self.text[start..].char_indices() {
            if left == 0 {
                return Some(start + at);
            }
            left -= 1;
        }
        (left == 0).then_some(self.text.len())
    }

    fn boundary(&self, mut at: usize) -> usize {
        while at < self.text.len() && !self.text.is_char_boundary(at) {
            at += 1;
        }
        at.min(self.text.len())
    }

    fn count(&self, at: usize) -> (usize, usize) {
        let at = self.boundary(at);
        if self.ascii {
            return (at, at);
        }
        let step = at / STEP;
        let (mut chars, mut units) = self.counted[step];
        let start = self.boundary(step * STEP);
        if start < at {
            for c in self.text[start..at].chars() {
                chars += 1;
                units += c.len_utf16();
            }
        }
        (chars, units)
    }
}
