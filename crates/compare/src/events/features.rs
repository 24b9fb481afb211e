//! What speaks for and against two expressions dating one happening.

use super::When;
use crate::Table;
use crate::context;
use std::collections::BTreeMap;

const OWN: usize = 16;
/// How many there are.
pub const COUNT: usize = OWN + context::COUNT + 4;

/// A row of features.
pub type Row = [f32; COUNT];

/// Names of the features peculiar to dates, in their order; those of the surroundings and the ranks follow.
pub const NAMES: [&str; OWN] = [
    "dates", "days apart", "precision, less", "precision, more", "same lemma", "heads alike", "who", "place", "same words", "date is common",
    "from publication, less", "from publication, more", "both told", "order in report, less", "order in report, more", "dates like it there",
];

/// How often each date stands in the story, and where each expression stands among its report's.
pub struct Days {
    counts: BTreeMap<String, usize>,
    total: usize,
    order: Vec<usize>,
    /// The dates of each report.
    of_report: BTreeMap<usize, Vec<String>>,
}

impl Days {
    pub fn new(whens: &[When]) -> Days {
        let mut counts = BTreeMap::new();
        let mut of_report: BTreeMap<usize, Vec<String>> = BTreeMap::new();
        let (mut order, mut last) = (Vec::new(), (usize::MAX, 0));
        for when in whens {
            *counts.entry(when.date.clone()).or_default() += 1;
            of_report.entry(when.spot.report).or_default().push(when.date.clone());
            last = if last.0 == when.spot.report { (last.0, last.1 + 1) } else { (when.spot.report, 0) };
            order.push(last.1);
        }
        Days { counts, total: whens.len().max(1), order, of_report }
    }

    /// How many dates of a report can be this one.
    fn like(&self, report: usize, date: &str) -> f32 {
        self.of_report.get(&report).map_or(0, |all| all.iter().filter(|other| dates(other, date) > 0.0).count()) as f32
    }

    fn share(&self, date: &str) -> f32 {
        self.counts.get(date).copied().unwrap_or(0) as f32 / self.total as f32
    }
}

/// 2 equal, 1 one holds the other, -1 they exclude each other.
fn dates(a: &str, b: &str) -> f32 {
    if a == b {
        2.0
    } else if a.starts_with(b) || b.starts_with(a) {
        1.0
    } else {
        -1.0
    }
}

/// The features of a pair, ranks left at 0.
pub fn row(table: &Table, whens: &[When], days: &Days, pair: (usize, usize)) -> Row {
    let (a, b) = (&whens[pair.0], &whens[pair.1]);
    let flag = |yes: bool| f32::from(u8::from(yes));
    let first = |when: &When| when.time.days.map(|days| days.0);
    let apart = |x: Option<jiff::civil::Date>, y: Option<jiff::civil::Date>| match (x, y) {
        (Some(x), Some(y)) => (((x - y).get_days().abs() as f32) + 1.0).ln(),
        _ => -1.0,
    };
    let published = |when: &When| apart(first(when), table.times[when.spot.report].map(|time| time.day()));
    let (from_a, from_b) = (published(a), published(b));
    let (own_a, own_b) = (table.sheets[a.spot.report].text(), table.sheets[b.spot.report].text());
    let lemma = match (a.happening, b.happening) {
        (Some(x), Some(y)) => if x.lemma == y.lemma { 1.0 } else { 0.0 },
        _ => -0.2,
    };
    let part = |when: &When, of: fn(&rashomon_news::Happening) -> Option<rashomon_text::Range>| -> Vec<u32> {
        let sheet = &table.sheets[when.spot.report];
        let words = when.happening.and_then(of).map_or(0..0, |range| sheet.words_in(range));
        sheet.words[words].iter().filter(|&&word| !table.lexicon.form(word).stop).map(|&word| table.lexicon.stem(word)).collect()
    };
    let shared = |x: Vec<u32>, y: Vec<u32>| {
        if x.is_empty() || y.is_empty() { -0.2 } else { x.iter().filter(|stem| y.contains(stem)).count() as f32 / x.len().min(y.len()) as f32 }
    };
    let (order_a, order_b) = (days.order[pair.0] as f32, days.order[pair.1] as f32);
    let like = |own: &When, date: &str| days.like(own.spot.report, date);
    let own = [
        dates(&a.date, &b.date),
        apart(first(a), first(b)),
        a.date.len().min(b.date.len()) as f32,
        a.date.len().max(b.date.len()) as f32,
        lemma,
        heads(table, a, b),
        shared(part(a, |happening| happening.who), part(b, |happening| happening.who)),
        shared(part(a, |happening| happening.place), part(b, |happening| happening.place)),
        flag(own_a.slice(a.range).eq_ignore_ascii_case(own_b.slice(b.range))),
        days.share(&a.date).min(days.share(&b.date)),
        from_a.min(from_b),
        from_a.max(from_b),
        flag(a.happening.is_some()) + flag(b.happening.is_some()),
        order_a.min(order_b),
        order_a.max(order_b),
        like(b, &a.date) + like(a, &b.date),
    ];
    let mut out = [0.0; COUNT];
    out[..OWN].copy_from_slice(&own);
    out[OWN..OWN + context::COUNT].copy_from_slice(&context::alike(table, &a.spot, &b.spot));
    out
}

/// How alike the words for what took place are.
fn heads(table: &Table, a: &When, b: &When) -> f32 {
    let word = |when: &When| {
        let sheet = &table.sheets[when.spot.report];
        let places = sheet.words_in(when.happening?.head);
        sheet.words.get(places.start).copied().filter(|_| !places.is_empty())
    };
    match (word(a), word(b)) {
        (Some(x), Some(y)) => table.lexicon.likeness(x, y),
        _ => -0.2,
    }
}

/// What ranks rivals: the date and the surroundings.
pub fn score(row: &Row) -> f32 {
    let around = &row[OWN..];
    0.2 * row[0].max(0.0) + 0.2 * row[5].max(0.0) + around[3] * 0.3 + around[5] * 0.3 + around[7] * 0.3
}

/// Fills in the ranks.
pub fn rank(row: &mut Row, ranks: [f32; 4]) {
    row[OWN + context::COUNT..].copy_from_slice(&ranks);
}
