//! Word against word: how alike all words of two stretches are, and what of each corresponds to the other.

use crate::Table;
use crate::sheet::{Sheet, pieces};
use crate::words::Lexicon;
use std::ops::Range;

/// The likeness of all content words of two stretches.
pub struct Grid {
    /// Places of the content words of each.
    pub a: Vec<usize>,
    pub b: Vec<usize>,
    /// Their weights.
    pub weight_a: Vec<f32>,
    pub weight_b: Vec<f32>,
    like: Vec<f32>,
}

impl Grid {
    pub fn new(lexicon: &Lexicon, left: (&Sheet, Range<usize>), right: (&Sheet, Range<usize>)) -> Grid {
        let content = |(sheet, words): &(&Sheet, Range<usize>)| -> Vec<usize> {
            words.clone().filter(|&place| !lexicon.form(sheet.words[place]).stop).collect()
        };
        let (a, b) = (content(&left), content(&right));
        let weigh =
            |sheet: &Sheet, places: &[usize]| places.iter().map(|&place| lexicon.weight(sheet.words[place])).collect();
        let mut like = Vec::with_capacity(a.len() * b.len());
        for &x in &a {
            for &y in &b {
                like.push(lexicon.likeness(left.0.words[x], right.0.words[y]));
            }
        }
        Grid { weight_a: weigh(left.0, &a), weight_b: weigh(right.0, &b), a, b, like }
    }

    pub fn like(&self, x: usize, y: usize) -> f32 {
        self.like[x * self.b.len() + y]
    }

    /// Rows (columns) whose words lie in a stretch.
    pub fn inside(places: &[usize], words: &Range<usize>) -> Range<usize> {
        places.partition_point(|&place| place < words.start)..places.partition_point(|&place| place < words.end)
    }

    /// For each row of `rows` the best likeness among `columns`.
    pub fn best_a(&self, rows: Range<usize>, columns: Range<usize>) -> impl Iterator<Item = (usize, f32)> + '_ {
        rows.map(move |x| (x, columns.clone().map(|y| self.like(x, y)).fold(0.0, f32::max)))
    }

    /// For each column of `columns` the best likeness among `rows`.
    pub fn best_b(&self, rows: Range<usize>, columns: Range<usize>) -> impl Iterator<Item = (usize, f32)> + '_ {
        columns.map(move |y| (y, rows.clone().map(|x| self.like(x, y)).fold(0.0, f32::max)))
    }

    /// Both stretches without the pieces at their ends that have less than `least` of their weight in the other.
    ///
    /// A piece at the start that says "no" stays: without it the rest would say the contrary.
    pub fn cut(
        &self,
        lexicon: &Lexicon,
        left: (&Sheet, &Range<usize>),
        right: (&Sheet, &Range<usize>),
        least: f32,
    ) -> (Range<usize>, Range<usize>) {
        let (mut a, mut b) = (left.1.clone(), right.1.clone());
        // The second round sees what the first one left of the other side.
        for _ in 0..2 {
            a = trim(lexicon, left.0, &a, |piece| self.cover_a(&piece, &b), least);
            b = trim(lexicon, right.0, &b, |piece| self.cover_b(&a, &piece), least);
        }
        (a, b)
    }

    /// The share of the weight of a stretch of the first that stands in a stretch of the second, and the weight.
    pub fn cover_a(&self, a: &Range<usize>, b: &Range<usize>) -> (f32, f32) {
        let rows = Grid::inside(&self.a, a);
        let all: f32 = self.weight_a[rows.clone()].iter().sum();
        let have: f32 = self.best_a(rows, Grid::inside(&self.b, b)).map(|(x, best)| best * self.weight_a[x]).sum();
        (have / all.max(0.01), all)
    }

    /// The same for the second.
    pub fn cover_b(&self, a: &Range<usize>, b: &Range<usize>) -> (f32, f32) {
        let columns = Grid::inside(&self.b, b);
        let all: f32 = self.weight_b[columns.clone()].iter().sum();
        let have: f32 = self.best_b(Grid::inside(&self.a, a), columns).map(|(y, best)| best * self.weight_b[y]).sum();
        (have / all.max(0.01), all)
    }
}

fn trim(
    lexicon: &Lexicon,
    sheet: &Sheet,
    words: &Range<usize>,
    cover: impl Fn(Range<usize>) -> (f32, f32),
    least: f32,
) -> Range<usize> {
    let mut parts = pieces(sheet, words.clone());
    let weak = |piece: &Range<usize>| {
        let (share, _) = cover(piece.clone());
        share < least
    };
    while parts.len() > 1 && parts.last().is_some_and(weak) {
        parts.pop();
    }
    let denies = |piece: &Range<usize>| sheet.words[piece.clone()].iter().any(|&word| lexicon.form(word).negative);
    let first = parts.iter().position(|piece| !weak(piece) || denies(piece)).unwrap_or(0);
    match (parts.get(first), parts.last()) {
        (Some(first), Some(last)) => first.start..last.end,
        _ => words.clone(),
    }
}

/// Cosine of the weighted means of the words' vectors.
pub fn meaning(table: &Table, left: (&Sheet, &Range<usize>), right: (&Sheet, &Range<usize>)) -> f32 {
    let (x, y) = (mean(table, left.0, left.1), mean(table, right.0, right.1));
    let dot = |x: &[f32], y: &[f32]| x.iter().zip(y).map(|(x, y)| x * y).sum::<f32>();
    dot(&x, &y) / (dot(&x, &x) * dot(&y, &y)).sqrt().max(0.001)
}

/// The weighted mean of the vectors of a stretch's words.
pub fn mean(table: &Table, sheet: &Sheet, words: &Range<usize>) -> Vec<f32> {
    let mut out = vec![0.0; 64];
    for &word in &sheet.words[words.clone()] {
        let weight = table.lexicon.weight(word);
        if weight > 0.0 {
            let row = table.lexicon.vector(word).unwrap_or(&[]);
            out.iter_mut().zip(row).for_each(|(sum, &value)| *sum += weight * f32::from(value));
        }
    }
    out
}
