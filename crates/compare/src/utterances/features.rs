//! What speaks for and against two stretches telling the same.

use super::units::Unit;
use crate::Table;
use crate::context::agreement;
use crate::cues::{self, Act};
use crate::grid::{Grid, Mean, Piece, Side, inside};
use crate::people::Kin;
use crate::sequence;
use crate::words::{Form, Word};
use rashomon_news::QuoteKind;
use std::borrow::Cow;
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
    "sequence, less",
    "sequence, more",
    "pairs of words",
    "plainly covered, less",
    "plainly covered, more",
    "rarely covered, less",
    "rarely covered, more",
    "says, less",
    "says, more",
    "whole clause, less",
    "whole clause, more",
    "quoted weight",
    "fragment elsewhere",
    "sentences in sequence",
    "share of sentence, less",
    "speaker named near, less",
    "speaker named near, more",
    "rank, less",
    "rank, more",
    "lead, less",
    "lead, more",
];

/// How many there are.
pub const COUNT: usize = 58;
/// The place of the first feature that depends on the other pairs.
pub const RANKS: usize = 54;

/// A row of features.
pub type Row = [f32; COUNT];

/// What of a unit is the same in each of its pairs.
pub struct Profile<'t> {
    words: Range<usize>,
    pub side: Side,
    pub pieces: Vec<Piece>,
    pub mean: Mean,
    /// Of its sentence.
    sentence: Mean,
    /// Stems and weights of its words.
    stems: &'t [u32],
    weights: Vec<f32>,
    numbers: Sort,
    names: Sort,
    quoted: Sort,
    /// Places of the words that turn a statement round, and of those that tell more than that somebody spoke.
    negatives: Vec<usize>,
    telling: Vec<usize>,
    /// Where it stands in its report, 0..1.
    place: f32,
    /// The chance of its quote.
    chance: f32,
    headline: bool,
    /// What its cue is: 2 a word for saying, 1 for thinking, 0 another; half where there is none.
    says: f32,
    /// Places of auxiliaries and other words only clauses have.
    clausal: Vec<usize>,
    /// Stems of its sentence.
    sentence_stems: &'t [u32],
    /// Stems of the words around, in order, and of its speaker's name.
    window: Vec<u32>,
    name: Vec<u32>,
    /// Weights in news at large, by place.
    idf: Vec<f32>,
}

/// Stems of the words from two sentences before to one after, in order.
fn window(table: &Table, unit: &Unit) -> Vec<u32> {
    let sentences = &table.sheets[unit.report].sentences;
    let (first, last) = (unit.sentence.saturating_sub(2), (unit.sentence + 1).min(sentences.len() - 1));
    let mut stems = table.stems[unit.report][sentences[first].words.start..sentences[last].words.end].to_vec();
    stems.sort_unstable();
    stems.dedup();
    stems
}

/// The words of one sort, as places and stems, and their stems in order.
struct Sort {
    places: Vec<usize>,
    stems: Vec<u32>,
    all: Vec<u32>,
}

impl Sort {
    fn stems(&self, words: &Range<usize>) -> Cow<'_, [u32]> {
        let inside = inside(&self.places, words);
        if inside.len() == self.places.len() {
            return Cow::Borrowed(&self.all);
        }
        let mut stems = self.stems[inside].to_vec();
        stems.sort_unstable();
        stems.dedup();
        Cow::Owned(stems)
    }
}

impl<'t> Profile<'t> {
    pub fn new(table: &'t Table, unit: &Unit) -> Profile<'t> {
        let (sheet, lexicon) = (&table.sheets[unit.report], &table.lexicon);
        let sentence = &sheet.sentences[unit.sentence];
        let words = unit.words.clone();
        let places = |of: &dyn Fn(&Word, &Form) -> bool| -> Vec<usize> {
            words.clone().filter(|&place| of(&sheet.words[place], lexicon.form(sheet.words[place]))).collect()
        };
        let sort = |of: &dyn Fn(&Word, &Form) -> bool| {
            let places = places(of);
            let stems: Vec<u32> = places.iter().map(|&place| lexicon.stem(sheet.words[place])).collect();
            let mut all = stems.clone();
            all.sort_unstable();
            all.dedup();
            Sort { places, stems, all }
        };
        Profile {
            side: Side::new(lexicon, sheet, &words),
            pieces: Piece::all(lexicon, sheet, &words),
            mean: Mean::of(table, sheet, &words),
            sentence: Mean::of(table, sheet, &sentence.words),
            stems: &table.stems[unit.report][words.clone()],
            weights: sheet.words[words.clone()].iter().map(|&word| lexicon.weight(word)).collect(),
            numbers: sort(&|_, form| form.number.is_some()),
            names: sort(&|word, form| word.name && !form.stop),
            quoted: sort(&|word, form| word.quoted && !form.stop),
            negatives: places(&|_, form| form.negative),
            telling: places(&|word, form| !word.attributes && !form.stop),
            place: words.start as f32 / sheet.words.len().max(1) as f32,
            chance: unit.quote.map_or(0.0, |quote| sheet.all.quotes[quote].probability.unwrap_or(1.0)),
            headline: sentence.headline,
            says: says(sheet, unit),
            clausal: places(&|word, form| {
                let text = sheet.text().slice(word.range).to_lowercase();
                form.no || CLAUSAL.split(' ').any(|one| one == text)
            }),
            window: window(table, unit),
            name: unit.speaker.map_or(Vec::new(), |number| {
                table.people.known()[number].words().filter_map(|word| lexicon.stem_of(word)).collect()
            }),
            sentence_stems: &table.stems[unit.report][sentence.words.clone()],
            idf: sheet.words[words.clone()]
                .iter()
                .map(|&word| lexicon.form(word))
                .map(|form| if form.stop { 0.0 } else { form.idf })
                .collect(),
            words,
        }
    }

    /// Whether some of its words tell more than that somebody spoke.
    pub fn tells(&self, words: &Range<usize>) -> bool {
        !inside(&self.telling, words).is_empty()
    }

    fn mean(&self, table: &Table, report: usize, words: &Range<usize>) -> Cow<'_, Mean> {
        if *words == self.words {
            return Cow::Borrowed(&self.mean);
        }
        Cow::Owned(Mean::of(table, &table.sheets[report], words))
    }

    /// The share of the weight in news at large that `best` says the other side has.
    fn rarely_covered(&self, rows: Range<usize>, best: &[f32]) -> f32 {
        let (mut all, mut have) = (0.0, 0.0);
        for (&place, best) in self.side.places[rows].iter().zip(best) {
            let weight = self.idf[place - self.words.start];
            all += weight;
            have += weight * best;
        }
        have / all.max(0.01)
    }

    /// The weight of the words that both have in marks.
    fn shared_quoted(&self, words: &Range<usize>, other: &Profile, others: &Range<usize>) -> f32 {
        let known = &other.quoted.stems[inside(&other.quoted.places, others)];
        let own = inside(&self.quoted.places, words);
        let both = self.quoted.stems[own.clone()]
            .iter()
            .zip(&self.quoted.places[own])
            .filter(|(stem, _)| known.contains(stem));
        both.map(|(_, &place)| self.idf[place - self.words.start]).sum()
    }

    /// The share of its words in marks that the other has, marked or not.
    fn fragment_in(&self, words: &Range<usize>, other: &[u32]) -> f32 {
        let quoted = &self.quoted.stems[inside(&self.quoted.places, words)];
        let found = quoted.iter().filter(|stem| other.contains(stem)).count();
        found as f32 / quoted.len().max(1) as f32
    }

    /// Places of its words, counted from its first.
    fn own(&self, words: &Range<usize>) -> Range<usize> {
        words.start - self.words.start..words.end - self.words.start
    }
}

/// Two units, and what is the same however they are cut.
pub struct Pair<'p> {
    units: (&'p Unit, &'p Unit),
    profiles: (&'p Profile<'p>, &'p Profile<'p>),
    speaker: f32,
    sentences: f32,
    shared: f32,
    /// How much of the sentences stands in the same order.
    sequence: f32,
    /// Whether the speaker of each is named around the other.
    named: (f32, f32),
}

impl<'p> Pair<'p> {
    pub fn new(table: &Table, units: (&'p Unit, &'p Unit), profiles: (&'p Profile, &'p Profile)) -> Pair<'p> {
        Pair {
            units,
            profiles,
            speaker: speaker(table, units.0.speaker, units.1.speaker),
            sentences: profiles.0.sentence.cosine(&profiles.1.sentence),
            shared: table.shared(units.0.report, units.1.report),
            named: (named(profiles.0, profiles.1), named(profiles.1, profiles.0)),
            sequence: {
                let (x, y) = (profiles.0.sentence_stems, profiles.1.sentence_stems);
                sequence::common(x, y) as f32 / x.len().min(y.len()).max(1) as f32
            },
        }
    }
}

/// The features of two units cut to `a` and `b`, ranks left at 0.
pub fn row(table: &Table, pair: &Pair, grid: &Grid, a: &Range<usize>, b: &Range<usize>) -> Row {
    let (units, (left, right)) = (pair.units, pair.profiles);
    let (rows, columns) = (left.side.inside(a), right.side.inside(b));
    let best_a = grid.best_a(rows.clone(), columns.clone());
    let best_b = grid.best_b(rows.clone(), columns.clone());
    let (weight_a, weight_b) = (&left.side.weights[rows.clone()], &right.side.weights[columns.clone()]);
    let (all_a, all_b): (f32, f32) = (weight_a.iter().sum(), weight_b.iter().sum());
    let exact = |best: f32| if best >= 1.0 { 1.0 } else { 0.0 };
    let same = |best: &[f32], weights: &[f32]| -> f32 {
        best.iter().zip(weights).map(|(&best, weight)| exact(best) * weight).sum()
    };
    let like =
        |best: &[f32], weights: &[f32]| -> f32 { best.iter().zip(weights).map(|(best, weight)| best * weight).sum() };
    let (same_a, same_b) = (same(&best_a, weight_a), same(&best_b, weight_b));
    let (like_a, like_b) = (like(&best_a, weight_a), like(&best_b, weight_b));
    let share = |part: f32, all: f32| part / all.max(0.01);
    let (cover_a, cover_b) = (share(same_a, all_a), share(same_b, all_b));
    let (soft_a, soft_b) = (share(like_a, all_a), share(like_b, all_b));
    let own = left.own(a);
    let stems = (&left.stems[own.clone()], &right.stems[right.own(b)]);
    let run = sequence::run(stems.0, &left.weights[own], stems.1);
    let sort = |x: &Sort, y: &Sort| {
        let none = inside(&x.places, a).is_empty() || inside(&y.places, b).is_empty();
        if none { (0.0, 0.0) } else { agreement(&x.stems(a), &y.stems(b)) }
    };
    let numbers = sort(&left.numbers, &right.numbers);
    let names = sort(&left.names, &right.names);
    let quoted = sort(&left.quoted, &right.quoted);
    let lengths = (a.len() as f32, b.len() as f32);
    let cut = (1.0 - lengths.0 / units.0.words.len() as f32, 1.0 - lengths.1 / units.1.words.len() as f32);
    let exactly = || best_a.iter().zip(weight_a).filter(|(best, _)| **best >= 1.0).map(|(_, &weight)| weight);
    let rarest = exactly().fold(0.0, f32::max);
    let rare = exactly().filter(|&weight| weight > 4.0).count() as f32;
    let negatives = |profile: &Profile, words: &Range<usize>| inside(&profile.negatives, words).len() as f32;
    let flag = |yes: bool| f32::from(u8::from(yes));
    let common = sequence::common(stems.0, stems.1) as f32;
    let in_order = (common / lengths.0.min(lengths.1), common / lengths.0.max(lengths.1));
    let plainly = |best: &[f32]| best.iter().filter(|best| **best >= 0.5).count() as f32 / (best.len() as f32).max(1.0);
    let plain = (plainly(&best_a), plainly(&best_b));
    let rarely = (left.rarely_covered(rows.clone(), &best_a), right.rarely_covered(columns.clone(), &best_b));
    let clausal = (inside(&left.clausal, a).len() as f32, inside(&right.clausal, b).len() as f32);
    let quoted_both = left.shared_quoted(a, right, b);
    let fragment = left.fragment_in(a, stems.1).max(right.fragment_in(b, stems.0));
    let of_sentence = |profile: &Profile, words: f32| words / profile.sentence_stems.len().max(1) as f32;
    let mut out = [0.0; COUNT];
    let values = [
        cover_a.min(cover_b),
        cover_a.max(cover_b),
        soft_a.min(soft_b),
        soft_a.max(soft_b),
        2.0 * cover_a * cover_b / (cover_a + cover_b).max(0.01),
        2.0 * soft_a * soft_b / (soft_a + soft_b).max(0.01),
        left.mean(table, units.0.report, a).cosine(&right.mean(table, units.1.report, b)),
        (same_a + same_b) / 2.0,
        run.0,
        run.1,
        run.0 / lengths.0.min(lengths.1),
        order(grid, rows, &best_a, columns),
        lengths.0.min(lengths.1),
        lengths.0.max(lengths.1),
        lengths.0.min(lengths.1) / lengths.0.max(lengths.1),
        numbers.0,
        numbers.1,
        names.0,
        names.1,
        (negatives(left, a) - negatives(right, b)).abs(),
        kinds(units.0.kind, units.1.kind),
        quoted.0,
        pair.speaker,
        flag(units.0.speaker.is_some()) + flag(units.1.speaker.is_some()),
        cut.0.min(cut.1),
        cut.0.max(cut.1),
        (units.0.order.0 as f32 - units.1.order.0 as f32).abs(),
        pair.sentences,
        pair.shared,
        (left.place - right.place).abs(),
        flag(left.headline) + flag(right.headline),
        rarest,
        left.chance.min(right.chance),
        rare,
        units.0.loose.min(units.1.loose),
        units.0.loose.max(units.1.loose),
        left.chance.max(right.chance),
        in_order.0,
        in_order.1,
        sequence::neighbours(stems.0, stems.1),
        plain.0.min(plain.1),
        plain.0.max(plain.1),
        rarely.0.min(rarely.1),
        rarely.0.max(rarely.1),
        left.says.min(right.says),
        left.says.max(right.says),
        clausal.0.min(clausal.1),
        clausal.0.max(clausal.1),
        quoted_both,
        fragment,
        pair.sequence,
        of_sentence(left, lengths.0).min(of_sentence(right, lengths.1)),
        pair.named.0.min(pair.named.1),
        pair.named.0.max(pair.named.1),
    ];
    out[..RANKS].copy_from_slice(&values);
    out
}

/// Whether the speaker of one is named around the other: half where that one has none.
fn named(one: &Profile, other: &Profile) -> f32 {
    if one.name.is_empty() {
        return 0.5;
    }
    let found = one.name.iter().filter(|stem| other.window.binary_search(stem).is_ok()).count();
    found as f32 / one.name.len() as f32
}

/// Words that stand in clauses only.
const CLAUSAL: &str =
    "is are was were be been am has have had do does did will would can could should may might must shall";

/// What the cue of a unit tells, as a number: more speaks for an utterance.
fn says(sheet: &crate::Sheet, unit: &Unit) -> f32 {
    match unit.quote.map_or(Act::Silent, |place| cues::act(sheet.text(), &sheet.all.quotes[place])) {
        Act::Other => 0.0,
        Act::Silent => 0.5,
        Act::Thought => 1.0,
        Act::Said => 2.0,
    }
}

/// How far the corresponding words stand in the same order: 1 all, 0 none.
fn order(grid: &Grid, rows: Range<usize>, best: &[f32], columns: Range<usize>) -> f32 {
    let (mut last, mut count, mut rising) = (0, 0, 0);
    for (x, &best) in rows.zip(best).filter(|(_, best)| **best >= 0.5) {
        let Some(place) = columns.clone().find(|&y| grid.like(x, y) >= best) else { continue };
        rising += usize::from(count > 0 && last <= place);
        count += 1;
        last = place;
    }
    if count < 2 { 0.5 } else { rising as f32 / (count - 1) as f32 }
}

fn kinds(a: QuoteKind, b: QuoteKind) -> f32 {
    let own = |kind| f32::from(u8::from(kind != QuoteKind::Indirect)) + f32::from(u8::from(kind == QuoteKind::Direct));
    own(a) + own(b)
}

fn speaker(table: &Table, a: Option<usize>, b: Option<usize>) -> f32 {
    match table.people.kin(a, b) {
        Kin::Same => 2.0,
        Kin::Near => 1.0,
        Kin::Alike => 0.5,
        Kin::Unknown => 0.0,
        Kin::Unnamed => -0.25,
        Kin::Apart => -0.5,
        Kin::Other => -1.0,
    }
}
