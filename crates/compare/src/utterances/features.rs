//! What speaks for and against two stretches telling the same.

use super::units::Unit;
use crate::Table;
use crate::grid::{Grid, meaning};
use crate::people::Kin;
use crate::sheet::Sheet;
use rashomon_news::QuoteKind;
use std::ops::Range;

/// Names of the features, in their order.
pub const NAMES: [&str; COUNT] = [
    "covered, less",
    "covered, more",
    "alike, less",
    "alike, more",
    "dice",
    "alike dice",
    "meaning",
    "shared weight",
    "run",
    "run of content",
    "run share",
    "order",
    "words, fewer",
    "words, more",
    "words ratio",
    "numbers shared",
    "numbers apart",
    "names shared",
    "names apart",
    "polarity",
    "kinds",
    "quoted shared",
    "speaker",
    "both speakers",
    "cut away, less",
    "cut away, more",
    "place in quote",
    "sentences alike",
    "reports share",
    "place in report",
    "headline",
    "rarest shared",
    "chance of quotes",
    "shared, rare",
    "loose, less",
    "loose, more",
    "chance of quotes, more",
    "rank, less",
    "rank, more",
    "lead, less",
    "lead, more",
];

/// How many there are.
pub const COUNT: usize = 41;
/// The place of the first feature that depends on the other pairs.
pub const RANKS: usize = 37;

/// A row of features.
pub type Row = [f32; COUNT];

/// The features of two units cut to `a` and `b`, ranks left at 0.
pub fn row(table: &Table, units: (&Unit, &Unit), grid: &Grid, a: &Range<usize>, b: &Range<usize>) -> Row {
    let (left, right) = (&table.sheets[units.0.report], &table.sheets[units.1.report]);
    let (rows, columns) = (Grid::inside(&grid.a, a), Grid::inside(&grid.b, b));
    let best_a: Vec<_> = grid.best_a(rows.clone(), columns.clone()).collect();
    let best_b: Vec<_> = grid.best_b(rows.clone(), columns.clone()).collect();
    let (all_a, all_b): (f32, f32) = (grid.weight_a[rows].iter().sum(), grid.weight_b[columns].iter().sum());
    let exact = |best: f32| if best >= 1.0 { 1.0 } else { 0.0 };
    let same_a: f32 = best_a.iter().map(|&(x, best)| exact(best) * grid.weight_a[x]).sum();
    let same_b: f32 = best_b.iter().map(|&(y, best)| exact(best) * grid.weight_b[y]).sum();
    let like_a: f32 = best_a.iter().map(|&(x, best)| best * grid.weight_a[x]).sum();
    let like_b: f32 = best_b.iter().map(|&(y, best)| best * grid.weight_b[y]).sum();
    let share = |part: f32, all: f32| part / all.max(0.01);
    let (cover_a, cover_b) = (share(same_a, all_a), share(same_b, all_b));
    let (soft_a, soft_b) = (share(like_a, all_a), share(like_b, all_b));
    let run = run(table, (left, a), (right, b));
    let numbers =
        agreement(table, (left, a), (right, b), |sheet, place| table.lexicon.form(sheet.words[place]).number.is_some());
    let names = agreement(table, (left, a), (right, b), |sheet, place| {
        sheet.words[place].name && !table.lexicon.form(sheet.words[place]).stop
    });
    let quoted = agreement(table, (left, a), (right, b), |sheet, place| {
        sheet.words[place].quoted && !table.lexicon.form(sheet.words[place]).stop
    });
    let lengths = (a.len() as f32, b.len() as f32);
    let cut = (1.0 - lengths.0 / units.0.words.len() as f32, 1.0 - lengths.1 / units.1.words.len() as f32);
    let rarest = best_a.iter().filter(|(_, best)| *best >= 1.0).map(|&(x, _)| grid.weight_a[x]).fold(0.0, f32::max);
    let rare = best_a.iter().filter(|&&(x, best)| best >= 1.0 && grid.weight_a[x] > 4.0).count() as f32;
    let place = |unit: &Unit, sheet: &Sheet| unit.words.start as f32 / sheet.words.len().max(1) as f32;
    let chance = |unit: &Unit| {
        unit.quote.map_or(0.0, |quote| table.sheets[unit.report].all.quotes[quote].probability.unwrap_or(1.0))
    };
    let head = |unit: &Unit| table.sheets[unit.report].sentences[unit.sentence].headline;
    let mut out = [0.0; COUNT];
    let values = [
        cover_a.min(cover_b),
        cover_a.max(cover_b),
        soft_a.min(soft_b),
        soft_a.max(soft_b),
        2.0 * cover_a * cover_b / (cover_a + cover_b).max(0.01),
        2.0 * soft_a * soft_b / (soft_a + soft_b).max(0.01),
        meaning(table, (left, a), (right, b)),
        (same_a + same_b) / 2.0,
        run.0,
        run.1,
        run.0 / lengths.0.min(lengths.1),
        order(grid, &best_a, Grid::inside(&grid.b, b)),
        lengths.0.min(lengths.1),
        lengths.0.max(lengths.1),
        lengths.0.min(lengths.1) / lengths.0.max(lengths.1),
        numbers.0,
        numbers.1,
        names.0,
        names.1,
        polarity(table, left, a) - polarity(table, right, b),
        kinds(units.0.kind, units.1.kind),
        quoted.0,
        speaker(table, units.0.speaker, units.1.speaker),
        f32::from(u8::from(units.0.speaker.is_some())) + f32::from(u8::from(units.1.speaker.is_some())),
        cut.0.min(cut.1),
        cut.0.max(cut.1),
        (units.0.order.0 as f32 - units.1.order.0 as f32).abs(),
        sentences(table, units),
        table.shared(units.0.report, units.1.report),
        (place(units.0, left) - place(units.1, right)).abs(),
        f32::from(u8::from(head(units.0))) + f32::from(u8::from(head(units.1))),
        rarest,
        chance(units.0).min(chance(units.1)),
        rare,
        units.0.loose.min(units.1.loose),
        units.0.loose.max(units.1.loose),
        chance(units.0).max(chance(units.1)),
    ];
    out[..RANKS].copy_from_slice(&values);
    out[19] = out[19].abs();
    out
}

/// The longest run of equal words, and the most weight in such a run.
fn run(table: &Table, left: (&Sheet, &Range<usize>), right: (&Sheet, &Range<usize>)) -> (f32, f32) {
    let stems = |(sheet, words): (&Sheet, &Range<usize>)| -> Vec<u32> {
        sheet.words[words.clone()].iter().map(|&word| table.lexicon.stem(word)).collect()
    };
    let (a, b) = (stems(left), stems(right));
    let weights: Vec<f32> = left.0.words[left.1.clone()].iter().map(|&word| table.lexicon.weight(word)).collect();
    let mut before = vec![(0u16, 0.0f32); b.len() + 1];
    let mut best = (0, 0.0f32);
    for (i, stem) in a.iter().enumerate() {
        let mut diagonal = (0, 0.0);
        for (j, other) in b.iter().enumerate() {
            let up = before[j + 1];
            before[j + 1] = if stem == other { (diagonal.0 + 1, diagonal.1 + weights[i]) } else { (0, 0.0) };
            best = (best.0.max(before[j + 1].0), best.1.max(before[j + 1].1));
            diagonal = up;
        }
    }
    (f32::from(best.0), best.1)
}

/// How far the corresponding words stand in the same order: 1 all, 0 none.
fn order(grid: &Grid, best: &[(usize, f32)], columns: Range<usize>) -> f32 {
    let places: Vec<usize> = best
        .iter()
        .filter(|(_, best)| *best >= 0.5)
        .filter_map(|&(x, best)| columns.clone().find(|&y| grid.like(x, y) >= best))
        .collect();
    if places.len() < 2 {
        return 0.5;
    }
    let rising = places.windows(2).filter(|pair| pair[0] <= pair[1]).count();
    rising as f32 / (places.len() - 1) as f32
}

/// Of the words of one sort: how many stems both have, and whether each has some that the other lacks.
fn agreement(
    table: &Table,
    left: (&Sheet, &Range<usize>),
    right: (&Sheet, &Range<usize>),
    of: impl Fn(&Sheet, usize) -> bool,
) -> (f32, f32) {
    let stems = |(sheet, words): (&Sheet, &Range<usize>)| {
        let mut all: Vec<u32> = words
            .clone()
            .filter(|&place| of(sheet, place))
            .map(|place| table.lexicon.stem(sheet.words[place]))
            .collect();
        all.sort_unstable();
        all.dedup();
        all
    };
    let (a, b) = (stems(left), stems(right));
    let both = a.iter().filter(|stem| b.contains(stem)).count();
    let apart = (a.len() - both).min(b.len() - both);
    (both as f32, apart as f32)
}

fn polarity(table: &Table, sheet: &Sheet, words: &Range<usize>) -> f32 {
    sheet.words[words.clone()].iter().filter(|&&word| table.lexicon.form(word).negative).count() as f32
}

fn kinds(a: QuoteKind, b: QuoteKind) -> f32 {
    let own = |kind| f32::from(u8::from(kind != QuoteKind::Indirect)) + f32::from(u8::from(kind == QuoteKind::Direct));
    own(a) + own(b)
}

fn speaker(table: &Table, a: Option<usize>, b: Option<usize>) -> f32 {
    match table.people.kin(a, b) {
        Kin::Same => 2.0,
        Kin::Near => 1.0,
        Kin::Unknown => 0.0,
        Kin::Other => -1.0,
    }
}

/// What the sentences around the two share, as the meaning of their words.
fn sentences(table: &Table, units: (&Unit, &Unit)) -> f32 {
    let sentence = |unit: &Unit| table.sheets[unit.report].sentences[unit.sentence].words.clone();
    let (left, right) = (&table.sheets[units.0.report], &table.sheets[units.1.report]);
    meaning(table, (left, &sentence(units.0)), (right, &sentence(units.1)))
}
