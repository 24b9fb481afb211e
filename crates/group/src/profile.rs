//! What is kept of a report to compare it with others: its words weighted by rarity, its names, its quoted and printed runs.

use crate::hash::{self, Term};
use crate::notes::Note;
use crate::rarity::Rarity;
use crate::words::{Word, Zone};

/// Words kept of a report: beyond these, more words change the likeness of two reports by less than .01.
const WORDS: usize = 128;
/// Words of headline and lead, and names, kept likewise.
const HEAD: usize = 40;
const NAMES: usize = 48;
/// What a word counts where it stands in the headline, in the lead, in the body.
const ZONES: [f32; 3] = [3.0, 2.0, 1.0];
/// A word that more than one report in e has says nothing of what happened.
const LEAST_RARITY: f32 = 1.0;
/// Length in words of the runs that are compared.
const RUN: usize = 6;
/// Of so many runs in a row one is kept: quotations shared over 9 words are always found, printed text over 13.
const QUOTED_EVERY: usize = 4;
const PRINTED_EVERY: usize = 8;
/// Quoted words kept, to tell how many in a row two reports share.
const SAID: usize = 1_500;

/// Weighted words, sorted, of length 1 as a vector.
///
/// The words lie together, then their weights: most words of two reports differ, and only their hashes are read then.
#[derive(Default)]
pub struct Vector(Box<[u32]>);

impl Vector {
    /// Those at most `most` of the items that weigh most.
    fn of(mut items: Vec<(Term, f32)>, most: usize) -> Vector {
        if items.len() > most {
            items.select_nth_unstable_by(most, |a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            items.truncate(most);
        }
        items.sort_unstable_by_key(|&(term, _)| term);
        let length = items.iter().map(|&(_, weight)| weight * weight).sum::<f32>().sqrt();
        let scale = if length > 0.0 { 1.0 / length } else { 1.0 };
        let terms = items.iter().map(|&(term, _)| term);
        let weights = items.iter().map(|&(_, weight)| (weight * scale).to_bits());
        Vector(terms.chain(weights).collect())
    }

    /// The words, sorted.
    pub fn terms(&self) -> &[Term] {
        &self.0[..self.0.len() / 2]
    }

    /// What the word at that place weighs.
    pub fn weight(&self, at: usize) -> f32 {
        f32::from_bits(self.0[self.0.len() / 2 + at])
    }

    /// The words with their weights.
    pub fn iter(&self) -> impl Iterator<Item = (Term, f32)> {
        let (terms, weights) = self.0.split_at(self.0.len() / 2);
        terms.iter().copied().zip(weights.iter().map(|&bits| f32::from_bits(bits)))
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The words that weigh most, at most `most`, in the order of their weights.
    pub fn strongest(&self, most: usize) -> Vec<(Term, f32)> {
        let order = |a: &(Term, f32), b: &(Term, f32)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
        let mut words: Vec<(Term, f32)> = self.iter().collect();
        if words.len() > most {
            words.select_nth_unstable_by(most, order);
            words.truncate(most);
        }
        words.sort_unstable_by(order);
        words
    }
}

/// What is kept of a report.
pub struct Profile {
    /// Day of publication, in days since 1970.
    pub day: Option<i32>,
    /// All its words.
    pub words: Vector,
    /// Those of headline and lead.
    pub head: Vector,
    /// Its names.
    pub names: Vector,
    /// The names in the headline and the first sentence.
    pub actors: Vector,
    /// Sampled runs of quoted words, sorted.
    pub quoted: Box<[u32]>,
    /// Sampled runs of all words, sorted.
    pub printed: Box<[u32]>,
    /// The quoted words in order, 0 between quotations.
    pub said: Box<[Term]>,
    /// The day that headline or lead gives to what happened, in days since 1970.
    pub occasion: Option<i32>,
    /// The weekday that its lead names, Monday is 0.
    pub weekday: Option<i8>,
    /// What its text says of days before and after it.
    pub notes: Box<[Note]>,
    /// Its names as printed, those that say most first; only of undated reports, which are dated by them.
    pub spelled: Box<[(Term, Box<str>)]>,
    /// How rare each of its words is, one for each of `words`.
    pub rare: Box<[f32]>,
    /// Headline words.
    pub title: Vector,
}

/// A distinct word of a report with all that its places say.
#[derive(Clone, Copy)]
struct Seen {
    stem: Term,
    count: f32,
    head: f32,
    name: bool,
    title: bool,
    first: bool,
    capitals: u16,
    smalls: u16,
}

/// Words that a first sentence has at least; what ends before is an abbreviation or a dateline.
const SENTENCE: usize = 8;

/// Where the first sentence of the lead ends: what comes after may be of another event, which it only recalls.
fn opening(words: &[Word]) -> usize {
    let start = words.iter().position(|word| word.zone != Zone::Title).unwrap_or(words.len());
    let rest = words.iter().enumerate().skip(start + SENTENCE);
    rest.into_iter().find(|(_, word)| word.opens).map_or(words.len(), |(at, _)| at)
}

/// The distinct words of a report, sorted.
fn distinct(words: &[Word]) -> Vec<Seen> {
    let opening = opening(words);
    // Stem and place in one number, which sorts faster than a pair.
    let place = |(at, word): (usize, &Word)| u64::from(word.stem) << 32 | at as u64;
    let mut places: Vec<u64> = words.iter().enumerate().map(place).collect();
    places.sort_unstable();
    let mut all: Vec<Seen> = Vec::with_capacity(places.len() / 2);
    for place in places {
        let (stem, at) = ((place >> 32) as Term, place as u32);
        let word = &words[at as usize];
        let first = word.zone == Zone::Title || (at as usize) < opening;
        let count = ZONES[word.zone as usize];
        let head = if word.zone == Zone::Body { 0.0 } else { count };
        let (capitals, smalls) = match word.zone {
            Zone::Title => (0, 0),
            _ => (u16::from(word.capital), u16::from(!word.capital)),
        };
        match all.last_mut() {
            Some(seen) if seen.stem == stem => {
                seen.count += count;
                seen.head += head;
                seen.name |= word.name;
                seen.first |= first;
                seen.title |= word.zone == Zone::Title;
                seen.capitals = seen.capitals.saturating_add(capitals);
                seen.smalls = seen.smalls.saturating_add(smalls);
            }
            _ => all.push(Seen {
                stem,
                count,
                head,
                name: word.name,
                title: word.zone == Zone::Title,
                first,
                capitals,
                smalls,
            }),
        }
    }
    all
}

/// The distinct stems of some words, sorted.
pub fn stems(words: &[Word]) -> Vec<Term> {
    let mut stems: Vec<Term> = words.iter().map(|word| word.stem).collect();
    stems.sort_unstable();
    stems.dedup();
    stems
}

impl Profile {
    /// The profile of a report's words as rare as they are now; tells the rarity of what it has seen.
    pub fn new(words: &[Word], day: Option<i32>, rarity: &mut Rarity) -> Profile {
        let all = distinct(words);
        rarity.turn();
        let mut vectors: [Vec<(Term, f32)>; 5] = Default::default();
        for seen in &all {
            let rare = rarity.see(seen.stem);
            if rare < LEAST_RARITY {
                continue;
            }
            // A word that also stands in small letters is no name.
            let name = seen.name && seen.capitals >= 2 * seen.smalls;
            let weight = rare * (1.0 + seen.count.ln());
            vectors[0].push((seen.stem, weight));
            if seen.head > 0.0 {
                vectors[1].push((seen.stem, rare * (1.0 + seen.head.ln())));
            }
            if seen.title {
                vectors[4].push((seen.stem, rare));
            }
            if name {
                vectors[2].push((seen.stem, weight));
                if seen.first {
                    vectors[3].push((seen.stem, rare));
                }
            }
        }
        let [words_, head, names, actors, title] = vectors;
        let words_ = Vector::of(words_, WORDS);
        let growth = rarity.growth();
        let rare = words_.terms().iter().map(|&term| rarity.of(term) - growth).collect();
        let heads = Vector::of(head, HEAD);
        let said = said(words);
        Profile {
            day,
            words: words_,
            rare,
            title: Vector::of(title, HEAD),
            head: heads,
            names: Vector::of(names, NAMES),
            actors: Vector::of(actors, HEAD),
            quoted: runs(said.iter().copied(), QUOTED_EVERY),
            occasion: None,
            weekday: None,
            notes: Box::default(),
            spelled: Box::default(),
            printed: runs(words.iter().filter(|word| word.zone != Zone::Title).map(|word| word.form), PRINTED_EVERY),
            said,
        }
    }
}

/// The quoted words in order, 0 between quotations.
fn said(words: &[Word]) -> Box<[Term]> {
    let mut said = Vec::new();
    for word in words.iter().filter(|word| word.quoted && word.zone != Zone::Title).take(SAID) {
        if word.starts && !said.is_empty() {
            said.push(0);
        }
        said.push(word.form);
    }
    said.into()
}

/// The least hash of every `every` runs of [`RUN`] words in a row (winnowing), sorted; no run goes over a 0.
fn runs(words: impl Iterator<Item = Term>, every: usize) -> Box<[u32]> {
    let mut kept = Vec::new();
    let mut last = [0u32; RUN];
    let mut hashes: std::collections::VecDeque<u32> = std::collections::VecDeque::with_capacity(every);
    let mut length = 0;
    for (at, word) in words.enumerate() {
        if word == 0 {
            (length, _) = (0, hashes.clear());
            continue;
        }
        last[at % RUN] = word;
        length += 1;
        if length < RUN {
            continue;
        }
        let run = (0..RUN).fold(0u64, |run, back| {
            let word = last[(at + RUN - back) % RUN];
            (run ^ u64::from(word)).wrapping_mul(0x0100_0000_01b3).rotate_left(23)
        });
        hashes.push_back(hash::folded(hash::mixed(run)));
        if hashes.len() == every {
            let least = hashes.iter().copied().min().unwrap_or(0);
            if kept.last() != Some(&least) {
                kept.push(least);
            }
            hashes.pop_front();
        }
    }
    kept.sort_unstable();
    kept.dedup();
    kept.into()
}

/// The places of what two sorted lists share.
fn matches(a: &[u32], b: &[u32], mut found: impl FnMut(usize, usize)) {
    let (mut i, mut j) = (0, 0);
    while let (Some(&x), Some(&y)) = (a.get(i), b.get(j)) {
        if x == y {
            found(i, j);
        }
        // Without branches on the order, which cannot be foretold.
        i += usize::from(x <= y);
        j += usize::from(y <= x);
    }
}

/// How alike two vectors are, 0 to 1.
pub fn cosine(a: &Vector, b: &Vector) -> f32 {
    let mut sum = 0.0;
    matches(a.terms(), b.terms(), |i, j| sum += a.weight(i) * b.weight(j));
    sum
}

/// How many items two sorted lists share.
pub fn shared(a: &[u32], b: &[u32]) -> usize {
    let mut both = 0;
    matches(a, b, |_, _| both += 1);
    both
}

/// How alike the words of two reports are, 0 to 1, and the sums of how rare those are that both have, beyond two thresholds.
pub fn alike(a: &Profile, b: &Profile, rare: f32, rarer: f32) -> (f32, f32, f32) {
    let (mut cosine, mut sum, mut more) = (0.0, 0.0, 0.0);
    matches(a.words.terms(), b.words.terms(), |i, j| {
        cosine += a.words.weight(i) * b.words.weight(j);
        let both = a.rare[i].min(b.rare[j]);
        sum += (both - rare).max(0.0);
        more += (both - rarer).max(0.0);
    });
    (cosine, sum, more)
}
