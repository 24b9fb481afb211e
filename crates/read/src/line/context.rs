//! What the lines around a line say about it: the same for pages and for text copies.

use super::Words;

/// What the neighbours need to know of a line.
#[derive(Clone, Copy, Debug, Default)]
pub struct Brief {
    pub chars: f32,
    pub full_stop: f32,
    pub stops: f32,
    /// Share of its characters in links; 0 in text copies.
    pub links: f32,
    /// The lexicon's score.
    pub score: f32,
    /// Whether it has a list marker or is a heading.
    pub marked: f32,
    /// Whether a blank line stands before it.
    pub gap: f32,
    /// Characters of running text: those of a line that has several words, common words, and is no link.
    pub running: f32,
    pub phrases: u32,
}

impl Brief {
    /// Of a line's words and what its layout says.
    pub fn new(words: &Words, links: f32, score: f32, marked: bool, gap: bool) -> Brief {
        let stops = words.stops as f32 / words.words.max(1) as f32;
        let runs = words.words >= 10 && stops >= 0.2 && links < 0.5;
        Brief {
            chars: words.chars as f32,
            full_stop: f32::from(u8::from(words.full_stop)),
            stops,
            links,
            score,
            marked: f32::from(u8::from(marked)),
            gap: f32::from(u8::from(gap)),
            running: if runs { words.chars as f32 } else { 0.0 },
            phrases: words.phrases,
        }
    }
}

/// How many numbers [`around`] gives.
pub const AROUND: usize = 2 * 6 + 2 * 3 + 2 + 8 + 2 + 5;

/// Numbers of the lines around each line.
pub fn around(lines: &[Brief], place: usize, sums: &Sums, out: &mut Vec<f32>) {
    let none = Brief { chars: -1.0, ..Brief::default() };
    let at = |offset: isize| place.checked_add_signed(offset).and_then(|at| lines.get(at)).unwrap_or(&none);
    for offset in [-1, 1] {
        let line = at(offset);
        out.extend([line.chars, line.full_stop, line.stops, line.links, line.score, line.marked]);
    }
    for offset in [-2, 2] {
        let line = at(offset);
        out.extend([line.chars, line.full_stop, line.score]);
    }
    out.extend([at(0).gap, at(1).gap]);
    for reach in [2, 5, 12, 30] {
        out.push(sums.running(place.saturating_sub(reach), place));
        out.push(sums.running(place + 1, place + 1 + reach));
    }
    let all = sums.running(0, lines.len()).max(1.0);
    out.push(sums.running(0, place) / all);
    out.push(sums.running(place + 1, lines.len()) / all);
    let length = lines.len().max(1) as f32;
    let (mut before, mut after) = (0, 0);
    while before < 50 && at(-1 - before).running == 0.0 && at(-1 - before).chars >= 0.0 {
        before += 1;
    }
    while after < 50 && at(1 + after).running == 0.0 && at(1 + after).chars >= 0.0 {
        after += 1;
    }
    out.extend([place as f32, place as f32 / length, length, before as f32, after as f32]);
}

/// Running sums over the lines of a text.
#[derive(Clone, Debug)]
pub struct Sums(Vec<f32>);

impl Sums {
    /// Of all lines.
    pub fn new(values: impl Iterator<Item = f32>) -> Sums {
        let mut total = 0.0;
        Sums(
            std::iter::once(0.0)
                .chain(values.map(|value| {
                    total += value;
                    total
                }))
                .collect(),
        )
    }

    /// The sum over lines `from..to`, cut to those there are.
    pub fn running(&self, from: usize, to: usize) -> f32 {
        let at = |place: usize| self.0.get(place).or(self.0.last()).copied().unwrap_or(0.0);
        at(to) - at(from)
    }
}

/// A probability from log odds.
pub fn chance(odds: f32) -> f32 {
    1.0 / (1.0 + (-odds).exp())
}
