//! What speaks for and against two quantities measuring one thing.

use super::Counted;
use crate::Table;
use crate::context;
use rustc_hash::FxHashMap;

const OWN: usize = 17;
/// How many there are.
pub const COUNT: usize = OWN + context::COUNT + 4;

/// A row of features.
pub type Row = [f32; COUNT];

/// Names of the features peculiar to quantities, in their order; those of the surroundings and the ranks follow.
pub const NAMES: [&str; OWN] = [
    "class",
    "unit",
    "count",
    "equal",
    "compatible",
    "ratio",
    "noun",
    "noun alike",
    "change",
    "size",
    "value is common",
    "age",
    "phrase fewer",
    "of",
    "about",
    "round",
    "both bounds",
];

/// How often each value stands in the story.
pub type Values = FxHashMap<(Option<u64>, Option<u64>), usize>;

/// Counts the values.
pub fn values(counted: &[Counted]) -> Values {
    let mut out = Values::default();
    for one in counted {
        *out.entry(value(one)).or_default() += 1;
    }
    out
}

fn value(one: &Counted) -> (Option<u64>, Option<u64>) {
    (one.measure.low.map(f64::to_bits), one.measure.high.map(f64::to_bits))
}

/// The features of a pair, ranks left at 0.
pub fn row(table: &Table, counted: &[Counted], values: &Values, pair: (usize, usize)) -> Row {
    let (a, b) = (&counted[pair.0], &counted[pair.1]);
    let flag = |yes: bool| f32::from(u8::from(yes));
    let class = match (&a.quantity.class, &b.quantity.class) {
        (Some(x), Some(y)) => {
            if x == y {
                2.0
            } else {
                -1.0
            }
        }
        (None, None) => 0.5,
        _ => 0.0,
    };
    let (x, y) = (a.measure.middle(), b.measure.middle());
    let ratio = if x == y { 0.0 } else { ((x.abs() + 1e-6) / (y.abs() + 1e-6)).ln().abs().min(6.0) as f32 };
    let noun = noun(table, a, b);
    let common = values.get(&value(a)).copied().unwrap_or(0);
    let age = |one: &Counted| one.quantity.class.as_deref() == Some("age") || one.quantity.unit.ends_with("old");
    let of = of(table, a, b);
    let own = [
        class,
        flag(a.quantity.unit == b.quantity.unit),
        flag(a.measure.dimension == "count"),
        flag(a.measure.equal(&b.measure, 0.035)),
        flag(a.measure.compatible(&b.measure, 0.035)),
        ratio,
        flag(noun >= 1.0),
        noun,
        flag(a.quantity.change == b.quantity.change),
        (x.abs().min(y.abs()) + 1.0).ln() as f32,
        (common as f32).min(30.0),
        flag(age(a)) + flag(age(b)),
        a.spot.phrase.len().min(b.spot.phrase.len()) as f32,
        of,
        flag(a.measure.about) + flag(b.measure.about),
        flag(round(x)) + flag(round(y)),
        flag(a.measure.low.is_some() && a.measure.high.is_some())
            + flag(b.measure.low.is_some() && b.measure.high.is_some()),
    ];
    let mut out = [0.0; COUNT];
    out[..OWN].copy_from_slice(&own);
    out[OWN..OWN + context::COUNT].copy_from_slice(&context::alike(table, &a.spot, &b.spot));
    out
}

/// What ranks rivals: the value, the class, and the surroundings.
pub fn score(row: &Row) -> f32 {
    let around = &row[OWN..];
    0.15 * row[0].max(0.0)
        + 0.3 * row[3]
        + 0.1 * row[7]
        + around[1] * 0.3
        + around[3] * 0.3
        + around[5] * 0.3
        + around[9] * 0.2
}

/// Fills in the ranks.
pub fn rank(row: &mut Row, ranks: [f32; 4]) {
    row[OWN + context::COUNT..].copy_from_slice(&ranks);
}

/// How alike the nouns of what is counted are.
fn noun(table: &Table, a: &Counted, b: &Counted) -> f32 {
    let word = |one: &Counted| {
        let sheet = &table.sheets[one.spot.report];
        let places = sheet.words_in(one.quantity.counted?);
        sheet.words.get(places.end.checked_sub(1)?).copied().filter(|_| !places.is_empty())
    };
    match (word(a), word(b)) {
        (Some(x), Some(y)) => table.lexicon.likeness(x, y),
        _ => -0.2,
    }
}

/// Words that both descriptions of what is counted have, as a share of the shorter.
fn of(_table: &Table, a: &Counted, b: &Counted) -> f32 {
    let words = |one: &Counted| -> Vec<String> {
        one.quantity
            .of
            .as_deref()
            .unwrap_or("")
            .split_whitespace()
            .map(str::to_lowercase)
            .filter(|word| word.len() > 3)
            .collect()
    };
    let (x, y) = (words(a), words(b));
    if x.is_empty() || y.is_empty() {
        return -0.2;
    }
    x.iter().filter(|word| y.contains(word)).count() as f32 / x.len().min(y.len()) as f32
}

/// One leading digit, then noughts.
fn round(value: f64) -> bool {
    let digits = format!("{value:.0}");
    digits.len() > 1 && digits[1..].chars().all(|digit| digit == '0')
}
