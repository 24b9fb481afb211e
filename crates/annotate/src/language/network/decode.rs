//! From scores to a tree.

use super::NONE;
use super::math::Matrix;
use crate::language::features::best;

/// Room that is used again from sentence to sentence.
#[derive(Default)]
pub struct Scratch {
    heads: Vec<u32>,
    seen: Vec<u32>,
    spans: Spans,
    stack: Vec<(bool, usize, usize)>,
}

/// The best sums of spans of words. A span has its head at its left or right end; it is whole where the other end has all
/// that hangs on it outside the span's middle, open where an arc joins its ends. Rows are left ends, or, where it says so,
/// right ends, so that every sum runs along rows.
#[derive(Default)]
struct Spans {
    left: Matrix,
    left_by_end: Matrix,
    right: Matrix,
    right_by_end: Matrix,
    open_left: Matrix,
    open_right_by_end: Matrix,
    /// Where the best parts of each span meet.
    left_split: Vec<u16>,
    right_split: Vec<u16>,
    open_split: Vec<u16>,
}

impl Scratch {
    /// The tree of the highest scores: `scores` has a row for each word, in which the first column is for the root and each other
    /// for a word as its head. Where every word's best head makes a tree of one root, that is it; else the best tree without
    /// crossing arcs. Heads are places of words, [`NONE`] for the root.
    pub fn tree(&mut self, scores: &Matrix) -> &[u32] {
        self.heads.clear();
        for word in 0..scores.rows {
            let row = scores.row(word);
            // No word is its own head.
            let (left, right) = (&row[..word + 1], &row[word + 2..]);
            let before = best(left);
            let head = match best(right) + word + 2 {
                after if after < row.len() && row[after] > row[before] => after,
                _ => before,
            };
            self.heads.push((head as u32).wrapping_sub(1));
        }
        if !self.is_tree() {
            self.eisner(scores);
        }
        &self.heads
    }

    /// Whether there is one root and all words lead to it.
    fn is_tree(&mut self) -> bool {
        let heads = &self.heads;
        if heads.iter().filter(|&&head| head == NONE).count() != 1 {
            return false;
        }
        // Each walk up leaves its number behind; one that meets its own has gone in a circle.
        self.seen.clear();
        self.seen.resize(heads.len(), 0);
        for start in 0..heads.len() {
            let walk = start as u32 + 1;
            let mut at = start;
            while self.seen[at] == 0 {
                self.seen[at] = walk;
                match heads[at] {
                    NONE => break,
                    head => at = head as usize,
                }
                if self.seen[at] == walk {
                    return false;
                }
            }
        }
        true
    }

    /// The best tree without crossing arcs and with one root (Eisner 1996): time grows with the cube of the length.
    fn eisner(&mut self, scores: &Matrix) {
        let count = scores.rows;
        if count == 0 {
            return;
        }
        let Spans {
            left,
            left_by_end,
            right,
            right_by_end,
            open_left,
            open_right_by_end,
            left_split,
            right_split,
            open_split,
        } = &mut self.spans;
        let score = |head: usize, word: usize| scores.values[word * (count + 1) + head + 1];
        let at = |row: usize, column: usize| row * count + column;
        for spans in [&mut *left, left_by_end, right, right_by_end, open_left, open_right_by_end] {
            spans.clear(count, count);
        }
        for split in [&mut *left_split, right_split, open_split] {
            split.clear();
            split.resize(count * count, 0);
        }
        for length in 1..count {
            for i in 0..count - length {
                let j = i + length;
                let (sum, split) = most(&left.row(i)[i..j], &right_by_end.row(j)[i + 1..=j]);
                open_split[at(i, j)] = (i + split) as u16;
                open_left.values[at(i, j)] = sum + score(i, j);
                open_right_by_end.values[at(j, i)] = sum + score(j, i);
                let (sum, split) = most(&open_left.row(i)[i + 1..=j], &left_by_end.row(j)[i + 1..=j]);
                left_split[at(i, j)] = (i + 1 + split) as u16;
                left.values[at(i, j)] = sum;
                left_by_end.values[at(j, i)] = sum;
                let (sum, split) = most(&open_right_by_end.row(j)[i..j], &right.row(i)[i..j]);
                right_split[at(i, j)] = (i + split) as u16;
                right.values[at(i, j)] = sum;
                right_by_end.values[at(j, i)] = sum;
            }
        }
        let sum = |word: usize| {
            scores.values[word * (count + 1)] + right.values[at(0, word)] + left.values[at(word, count - 1)]
        };
        let root = (1..count).fold(0, |best, word| if sum(word) > sum(best) { word } else { best });
        self.heads[root] = NONE;
        self.stack.clear();
        self.stack.extend([(false, 0, root), (true, root, count - 1)]);
        while let Some((is_left, i, j)) = self.stack.pop() {
            if i == j {
                continue;
            }
            let (low, high) = if is_left {
                let word = usize::from(left_split[at(i, j)]);
                self.heads[word] = i as u32;
                self.stack.push((true, word, j));
                (i, word)
            } else {
                let word = usize::from(right_split[at(i, j)]);
                self.heads[word] = j as u32;
                self.stack.push((false, i, word));
                (word, j)
            };
            let split = usize::from(open_split[at(low, high)]);
            self.stack.extend([(true, low, split), (false, split + 1, high)]);
        }
    }
}

/// The largest sum of two rows and its place, the first among equals.
fn most(a: &[f32], b: &[f32]) -> (f32, usize) {
    let mut found = (f32::NEG_INFINITY, 0);
    for (place, (a, b)) in a.iter().zip(b).enumerate() {
        if a + b > found.0 {
            found = (a + b, place);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{NONE, Scratch};
    use crate::language::network::math::Matrix;

    fn tree(rows: &[&[f32]]) -> Vec<u32> {
        let scores = Matrix { rows: rows.len(), columns: rows.len() + 1, values: rows.concat() };
        Scratch::default().tree(&scores).to_vec()
    }

    #[test]
    fn the_best_heads_are_a_tree_or_the_best_tree_is_found() {
        // The root, then each word as a head.
        assert_eq!(tree(&[&[1.0, 0.0]]), [NONE]);
        assert_eq!(tree(&[&[0.0, 9.0, 5.0], &[3.0, 1.0, 9.0]]), [1, NONE], "no word is its own head");
        // Two words that want each other: the one that loses least becomes the root.
        assert_eq!(tree(&[&[1.0, 0.0, 5.0], &[3.0, 5.0, 0.0]]), [1, NONE]);
        // Two roots: one has to hang on the other.
        assert_eq!(tree(&[&[5.0, 0.0, 1.0], &[5.0, 2.0, 0.0]]), [NONE, 0]);
        // A circle of three behind a root.
        let circle: [&[f32]; 4] = [
            &[9.0, 0.0, 0.0, 0.0, 0.0],
            &[0.0, 1.0, 0.0, 0.0, 5.0],
            &[0.0, 0.0, 5.0, 0.0, 0.0],
            &[0.0, 0.0, 0.0, 5.0, 0.0],
        ];
        assert_eq!(tree(&circle), [NONE, 0, 1, 2]);
        assert_eq!(tree(&[]), []);
    }
}
