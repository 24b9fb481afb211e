//! Meaning vectors of the commonest words, and how common they are (`models/vectors.md`).

use std::io::Read;
use std::sync::OnceLock;

const FILE: &[u8] = include_bytes!("../../../models/vectors.bin");

/// How many numbers a vector has.
pub const DIMS: usize = 64;
/// The product of two vectors of unit length: the scale of `xtask/vectors/make.py`, twice.
pub const ONE: i32 = 210 * 210;

/// Vectors of unit length, quantised to bytes, found by word.
#[derive(Default)]
pub struct Vectors {
    words: String,
    /// Where each word starts in `words`, in the order of the words.
    starts: Vec<u32>,
    idf: Vec<u8>,
    dims: usize,
    rows: Vec<i8>,
}

/// The vectors that ship, decoded once; none where the file is damaged.
pub fn shipped() -> &'static Vectors {
    static VECTORS: OnceLock<Vectors> = OnceLock::new();
    VECTORS.get_or_init(|| decode(FILE).unwrap_or_default())
}

fn decode(file: &[u8]) -> Option<Vectors> {
    let mut body = Vec::new();
    flate2::read::ZlibDecoder::new(file.strip_prefix(b"RVEC")?).read_to_end(&mut body).ok()?;
    let number = |at: usize| Some(u32::from_le_bytes(body.get(at..at + 4)?.try_into().ok()?) as usize);
    let (count, dims) = (number(0)?, number(4)?);
    let rest = body.get(8..)?;
    let ends: Vec<usize> =
        rest.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(at, _)| at).take(count).collect();
    let end = ends.last().map_or(0, |end| end + 1);
    let words = String::from_utf8(rest.get(..end)?.to_vec()).ok()?;
    let starts = std::iter::once(0).chain(ends.iter().map(|&end| end as u32 + 1)).collect();
    let idf = rest.get(end..end + count)?.to_vec();
    let rows: Vec<i8> = rest.get(end + count..end + count + count * dims)?.iter().map(|&byte| byte as i8).collect();
    Some(Vectors { words, starts, idf, dims, rows })
}

impl Vectors {
    /// All words, in the order of their rows.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.words.lines()
    }

    /// The row of a word in lower case.
    pub fn find(&self, word: &str) -> Option<u32> {
        let count = self.idf.len();
        let at = |row: usize| {
            let (start, end) = (self.starts[row] as usize, self.starts[row + 1] as usize);
            &self.words[start..end - 1]
        };
        let (mut low, mut high) = (0, count);
        while low < high {
            let middle = (low + high) / 2;
            if at(middle) < word { low = middle + 1 } else { high = middle }
        }
        (low < count && at(low) == word).then_some(low as u32)
    }

    /// ln(reports / reports that have the word).
    pub fn idf(&self, row: u32) -> f32 {
        f32::from(self.idf[row as usize]) / 16.0
    }

    /// The bytes of a row.
    pub fn row(&self, row: u32) -> &[i8] {
        &self.rows[row as usize * self.dims..][..self.dims]
    }
}
