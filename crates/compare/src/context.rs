//! How alike the surroundings of two spots are: the phrase, the clause, the sentence.

use crate::Table;
use crate::grid::{Grid, Mean, Side};
use crate::sheet::{Sheet, pieces};
use rashomon_text::Range as Span;
use std::ops::Range;

/// How many values [`alike`] gives.
pub const COUNT: usize = 17;

/// Words before and after a spot that are near it.
const NEAR: usize = 7;

/// A spot of a report with its surroundings, as places of words.
#[derive(Clone, Debug)]
pub struct Spot {
    pub report: usize,
    pub phrase: Range<usize>,
    pub clause: Range<usize>,
    pub sentence: Range<usize>,
    pub headline: bool,
    /// The sentence and the clause together, but of a list of hundreds of words only what is near.
    whole: Range<usize>,
    side: Side,
    mean: Mean,
    /// Stems of the names in the sentence, in order.
    names: Vec<u32>,
}

impl Spot {
    /// The surroundings of a phrase; `None` outside the telling blocks.
    pub fn new(table: &Table, report: usize, phrase: Span, clause: Option<Span>) -> Option<Spot> {
        let sheet = &table.sheets[report];
        let sentence = sheet.sentence_at(phrase.start())?;
        let words = sheet.words_in(phrase);
        if words.is_empty() {
            return None;
        }
        let phrase = words.start.max(sentence.words.start)..words.end.min(sentence.words.end).max(words.start + 1);
        let clause =
            clause.map(|clause| sheet.words_in(clause)).filter(|clause| clause.len() > 2).unwrap_or_else(|| {
                let parts = pieces(sheet, sentence.words.clone());
                let touching: Vec<_> =
                    parts.iter().filter(|part| part.start < phrase.end && phrase.start < part.end).collect();
                match (touching.first(), touching.last()) {
                    (Some(first), Some(last)) => first.start..last.end,
                    _ => sentence.words.clone(),
                }
            });
        let whole = sentence.words.start.min(clause.start).max(phrase.start.saturating_sub(50))
            ..sentence.words.end.max(clause.end).min(phrase.end + 50).max(phrase.end);
        Some(Spot {
            report,
            side: Side::new(&table.lexicon, sheet, &whole),
            mean: Mean::of(table, sheet, &clause),
            names: names(table, sheet, &sentence.words),
            phrase,
            clause,
            sentence: sentence.words.clone(),
            headline: sentence.headline,
            whole,
        })
    }

    fn near(&self) -> Range<usize> {
        let start = self.phrase.start.saturating_sub(NEAR).max(self.sentence.start);
        start..(self.phrase.end + NEAR).min(self.sentence.end).max(self.phrase.end)
    }
}

/// What speaks for two spots being in like surroundings.
pub fn alike(table: &Table, a: &Spot, b: &Spot) -> [f32; COUNT] {
    let (left, right) = (&table.sheets[a.report], &table.sheets[b.report]);
    let (all_a, all_b) = (&a.whole, &b.whole);
    let grid = Grid::new(&table.lexicon, &a.side, &b.side);
    let cover = |x: &Range<usize>, y: &Range<usize>| {
        let (one, other) = (grid.cover_a(x, y), grid.cover_b(x, y));
        (one.min(other), one.max(other))
    };
    let (phrase, clause, near, sentence) =
        (cover(&a.phrase, &b.phrase), cover(&a.clause, &b.clause), cover(&a.near(), &b.near()), cover(all_a, all_b));
    // What of each phrase stands anywhere in the other sentence.
    let (into_a, into_b) = (grid.cover_a(&a.phrase, all_b), grid.cover_b(all_a, &b.phrase));
    let names = agreement(&a.names, &b.names);
    let place = |spot: &Spot, sheet: &Sheet| spot.phrase.start as f32 / sheet.words.len().max(1) as f32;
    let (at_a, at_b) = (place(a, left), place(b, right));
    [
        phrase.0,
        phrase.1,
        clause.0,
        clause.1,
        near.0,
        near.1,
        sentence.0,
        sentence.1,
        into_a.min(into_b),
        into_a.max(into_b),
        a.mean.cosine(&b.mean),
        names.0,
        names.1,
        table.shared(a.report, b.report),
        at_a.min(at_b),
        at_a.max(at_b),
        f32::from(u8::from(a.headline) + u8::from(b.headline)),
    ]
}

fn names(table: &Table, sheet: &Sheet, words: &Range<usize>) -> Vec<u32> {
    let mut all: Vec<u32> = sheet.words[words.clone()]
        .iter()
        .filter(|word| word.name && !table.lexicon.form(**word).stop)
        .map(|&word| table.lexicon.stem(word))
        .collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// Of two lists in order: how much is in both, and whether each has some that the other lacks.
pub fn agreement(a: &[u32], b: &[u32]) -> (f32, f32) {
    let both = a.iter().filter(|stem| b.binary_search(stem).is_ok()).count();
    (both as f32, (a.len() - both).min(b.len() - both) as f32)
}

/// The keys by which a spot is found: the stems of its clause, those of the phrase twice.
pub fn keys(table: &Table, spot: &Spot) -> Vec<(u32, f32)> {
    let sheet = &table.sheets[spot.report];
    let mut out: Vec<(u32, f32)> = spot
        .clause
        .clone()
        .chain(spot.phrase.clone())
        .map(|place| (table.lexicon.stem(sheet.words[place]), table.lexicon.weight(sheet.words[place])))
        .filter(|key| key.1 > 0.0)
        .collect();
    merge(&mut out);
    out
}

/// Adds up the weights of equal keys.
pub fn merge(keys: &mut Vec<(u32, f32)>) {
    keys.sort_by_key(|key| key.0);
    keys.dedup_by(|next, before| {
        let equal = next.0 == before.0;
        if equal {
            before.1 += next.1;
        }
        equal
    });
}
