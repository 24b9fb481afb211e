//! What the lines around a line say about it: the same for pages and for text copies.

use super::Words;

/// What the neighbours need to know of a line.
#[derive(Clone, Copy, Debug, Default)]
pub struct Brief {
    /// Characters.
    pub chars: f32,
    /// 1 where it ends in a full stop.
    pub full_stop: f32,
    /// The share of the commonest words.
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
    /// Whether it has a marker or names a kind of furniture: never a line of the article's core.
    pub odd: bool,
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
            odd: words.phrases & 0b101_0000_0111 != 0,
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

/// Lines of the article's core may stand this far apart: captions, subheads and links between them are fewer.
const GAP: usize = 8;

/// The article's core as the layout alone shows it: the run of full-stopped running lines, no more than [`GAP`] lines apart,
/// that has the most characters.
#[derive(Clone, Copy, Debug, Default)]
pub struct Core {
    from: usize,
    to: usize,
    lines: f32,
    share: f32,
}

/// How many numbers [`Core::numbers`] gives.
pub const CORE: usize = 8;

impl Core {
    /// Finds it.
    pub fn find(lines: &[Brief]) -> Core {
        let solid = |line: &Brief| line.running > 0.0 && line.full_stop > 0.0 && !line.odd;
        let (mut best, mut best_chars, mut all) = (Core::default(), -1.0, 0.0);
        let (mut run, mut chars): (Option<Core>, f32) = (None, 0.0);
        for (place, line) in lines.iter().enumerate().filter(|(_, line)| solid(line)) {
            all += line.running;
            run = match run.filter(|run| place - run.to <= GAP) {
                Some(run) => {
                    chars += line.running;
                    Some(Core { to: place, lines: run.lines + 1.0, ..run })
                }
                None => {
                    chars = line.running;
                    Some(Core { from: place, to: place, lines: 1.0, share: 0.0 })
                }
            };
            if let Some(run) = run.filter(|_| chars > best_chars) {
                (best, best_chars) = (run, chars);
            }
        }
        best.share = best_chars.max(0.0) / f32::max(all, 1.0);
        best
    }

    /// Where a line stands to it, and how many of the lines around end in full stops.
    pub fn numbers(&self, lines: &[Brief], place: usize, out: &mut Vec<f32>) {
        let stopped = |from: usize, to: usize| {
            let wordy = lines[from.min(lines.len())..to.min(lines.len())].iter().filter(|line| line.chars >= 30.0);
            let (count, full) = wordy.fold((0.0, 0.0), |(count, full), line| (count + 1.0, full + line.full_stop));
            if count > 0.0 { full / count } else { 0.5 }
        };
        let distance =
            if place < self.from { place as f32 - self.from as f32 } else { place.saturating_sub(self.to) as f32 };
        out.extend([
            distance,
            f32::from(u8::from(place >= self.from && place <= self.to)),
            (self.to - self.from) as f32,
            self.lines,
            self.share,
            stopped(place.saturating_sub(6), place),
            stopped(place + 1, place + 7),
            stopped(place.saturating_sub(3), place + 4),
        ]);
    }
}
