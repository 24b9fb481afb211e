//! Word against word: how alike all words of two stretches are, and what of each corresponds to the other.

use crate::Table;
use crate::sheet::{Sheet, pieces};
use crate::vectors::DIMS;
use crate::words::Lexicon;
use std::borrow::Cow;
use std::ops::Range;

/// The content words of a stretch, laid out once for all the grids it takes part in.
#[derive(Clone, Debug)]
pub struct Side {
    /// Places of the words.
    pub places: Vec<usize>,
    pub weights: Vec<f32>,
    forms: Vec<u32>,
}

impl Side {
    pub fn new(lexicon: &Lexicon, sheet: &Sheet, words: &Range<usize>) -> Side {
        let places: Vec<usize> = words.clone().filter(|&place| !lexicon.form(sheet.words[place]).stop).collect();
        let weights = places.iter().map(|&place| lexicon.weight(sheet.words[place])).collect();
        let forms = places.iter().map(|&place| sheet.words[place].form).collect();
        Side { places, weights, forms }
    }

    /// Which of the words lie in a stretch.
    pub fn inside(&self, words: &Range<usize>) -> Range<usize> {
        inside(&self.places, words)
    }
}

/// Which of some places in order lie in a stretch.
pub fn inside(places: &[usize], words: &Range<usize>) -> Range<usize> {
    let start = places.partition_point(|&place| place < words.start);
    start..start.max(places.partition_point(|&place| place < words.end))
}

/// A piece of a stretch, which a cut takes or leaves as a whole.
#[derive(Clone, Debug)]
pub struct Piece {
    pub words: Range<usize>,
    /// Whether it says "no": without it the rest would say the contrary.
    denies: bool,
}

impl Piece {
    /// The pieces of a stretch.
    pub fn all(lexicon: &Lexicon, sheet: &Sheet, words: &Range<usize>) -> Vec<Piece> {
        let denies = |words: &Range<usize>| sheet.words[words.clone()].iter().any(|&word| lexicon.form(word).negative);
        pieces(sheet, words.clone()).into_iter().map(|words| Piece { denies: denies(&words), words }).collect()
    }
}

/// The likeness of all content words of two stretches.
pub struct Grid<'s> {
    pub a: &'s Side,
    pub b: &'s Side,
    like: Vec<f32>,
    /// The best likeness of each word of `a` among all of `b`, and the other way round.
    best_a: Vec<f32>,
    best_b: Vec<f32>,
}

/// No likeness is other than a number.
fn larger(a: f32, b: f32) -> f32 {
    if b > a { b } else { a }
}

impl<'s> Grid<'s> {
    pub fn new(lexicon: &Lexicon, a: &'s Side, b: &'s Side) -> Grid<'s> {
        let mut like = Vec::with_capacity(a.places.len() * b.places.len());
        let mut best_a = Vec::with_capacity(a.places.len());
        let mut best_b = vec![0.0; b.places.len()];
        for &form in &a.forms {
            let start = like.len();
            lexicon.likenesses(form, &b.forms, &mut like);
            let row = &like[start..];
            best_a.push(row.iter().copied().fold(0.0, larger));
            best_b.iter_mut().zip(row).for_each(|(best, &like)| *best = larger(*best, like));
        }
        Grid { a, b, like, best_a, best_b }
    }

    pub fn like(&self, x: usize, y: usize) -> f32 {
        self.row(x)[y]
    }

    fn row(&self, x: usize) -> &[f32] {
        let width = self.best_b.len();
        &self.like[x * width..(x + 1) * width]
    }

    /// For each row of `rows` the best likeness among `columns`.
    pub fn best_a(&self, rows: Range<usize>, columns: Range<usize>) -> Cow<'_, [f32]> {
        if columns.len() == self.best_b.len() {
            return Cow::Borrowed(&self.best_a[rows]);
        }
        rows.map(|x| self.row(x)[columns.clone()].iter().copied().fold(0.0, larger)).collect()
    }

    /// For each column of `columns` the best likeness among `rows`.
    pub fn best_b(&self, rows: Range<usize>, columns: Range<usize>) -> Cow<'_, [f32]> {
        if rows.len() == self.best_a.len() {
            return Cow::Borrowed(&self.best_b[columns]);
        }
        let mut out = vec![0.0; columns.len()];
        for x in rows {
            let row = &self.row(x)[columns.clone()];
            out.iter_mut().zip(row).for_each(|(best, &like)| *best = larger(*best, like));
        }
        Cow::Owned(out)
    }

    /// Both stretches without the pieces at their ends that have less than `least` of their weight in the other.
    ///
    /// A piece at the start that says "no" stays.
    pub fn cut(&self, a: &[Piece], b: &[Piece], least: f32) -> (Range<usize>, Range<usize>) {
        let (mut x, mut y) = (a, b);
        // The second round sees what the first one left of the other side; where that is all of it, it would change nothing.
        for _ in 0..2 {
            let before = y.len();
            let all = span(y);
            x = trim(x, |piece| self.cover_a(piece, &all) < least);
            let all = span(x);
            y = trim(y, |piece| self.cover_b(&all, piece) < least);
            if y.len() == before {
                break;
            }
        }
        (span(x), span(y))
    }

    /// The share of the weight of a stretch of the first that stands in a stretch of the second.
    pub fn cover_a(&self, a: &Range<usize>, b: &Range<usize>) -> f32 {
        let rows = self.a.inside(a);
        share(&self.a.weights[rows.clone()], &self.best_a(rows, self.b.inside(b)))
    }

    /// The same for the second.
    pub fn cover_b(&self, a: &Range<usize>, b: &Range<usize>) -> f32 {
        let columns = self.b.inside(b);
        share(&self.b.weights[columns.clone()], &self.best_b(self.a.inside(a), columns))
    }
}

fn share(weights: &[f32], best: &[f32]) -> f32 {
    let all: f32 = weights.iter().sum();
    let have: f32 = best.iter().zip(weights).map(|(best, weight)| best * weight).sum();
    have / all.max(0.01)
}

/// From the first to the last of some pieces.
fn span(pieces: &[Piece]) -> Range<usize> {
    match (pieces.first(), pieces.last()) {
        (Some(first), Some(last)) => first.words.start..last.words.end,
        _ => 0..0,
    }
}

fn trim(mut pieces: &[Piece], weak: impl Fn(&Range<usize>) -> bool) -> &[Piece] {
    while let [rest @ .., last] = pieces
        && !rest.is_empty()
        && weak(&last.words)
    {
        pieces = rest;
    }
    let first = pieces.iter().position(|piece| piece.denies || !weak(&piece.words)).unwrap_or(0);
    &pieces[first..]
}

/// The weighted sum of the vectors of a stretch's words.
#[derive(Clone, Debug)]
pub struct Mean {
    sums: [f32; DIMS],
    square: f32,
}

impl Mean {
    pub fn of(table: &Table, sheet: &Sheet, words: &Range<usize>) -> Mean {
        let mut sums = [0.0; DIMS];
        for row in sheet.words[words.clone()].iter().filter_map(|&word| table.lexicon.weighed(word)) {
            sums.iter_mut().zip(row).for_each(|(sum, value)| *sum += value);
        }
        Mean { square: dot(&sums, &sums), sums }
    }

    /// Of unit length.
    pub fn unit(&self) -> [f32; DIMS] {
        let length = self.square.sqrt().max(0.001);
        self.sums.map(|x| x / length)
    }

    /// Cosine with another.
    pub fn cosine(&self, other: &Mean) -> f32 {
        dot(&self.sums, &other.sums) / (self.square * other.square).sqrt().max(0.001)
    }
}

fn dot(x: &[f32; DIMS], y: &[f32; DIMS]) -> f32 {
    x.iter().zip(y).map(|(x, y)| x * y).sum()
}
