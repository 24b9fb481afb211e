//! How rare a word is now: document frequencies that forget.

use crate::hash::{ByHash, Term};
use flate2::read::DeflateDecoder;
use std::io::Read;
use std::sync::OnceLock;

/// Document frequencies of news before the stream starts, made by `xtask train group`.
static BACKGROUND: &[u8] = include_bytes!("../../../models/group.bin");

/// After this many reports a sighting of a word counts for half: a few weeks of a busy stream.
const HALF_LIFE: f64 = 20_000.0;
/// Sightings are scaled down when their unit has grown this large, so that it stays finite.
const RESCALE: f64 = 1e6;
/// Words that the stream may hold; when there are more, those seen least are let go. About 2.4 MB, which caches hold.
const HELD: usize = 225_000;

/// Frequencies known beforehand.
pub struct Background {
    reports: f32,
    seen: ByHash<Term, f32>,
}

impl Background {
    /// The one that ships.
    pub fn get() -> &'static Background {
        static READ: OnceLock<Background> = OnceLock::new();
        READ.get_or_init(|| Background::decoded(BACKGROUND))
    }

    /// What `bytes` hold: reports, then (word, count) pairs, deflated; nothing where they are damaged.
    fn decoded(bytes: &[u8]) -> Background {
        let mut raw = Vec::new();
        let read = DeflateDecoder::new(bytes).take(1 << 26).read_to_end(&mut raw);
        let number = |bytes: &[u8]| bytes.try_into().map(u32::from_le_bytes).unwrap_or(0);
        let reports = read.ok().and_then(|_| raw.get(..4)).map_or(0, number);
        // The words are sorted and stored column by column, so that they deflate well.
        let count = raw.len().saturating_sub(4) / 6;
        let words = raw.get(4..4 + 4 * count).unwrap_or(&[]).chunks_exact(4).map(number);
        let counts = raw.get(4 + 4 * count..).unwrap_or(&[]).chunks_exact(2);
        let counts = counts.map(|pair| f32::from(u16::from_le_bytes([pair[0], pair[1]])));
        let mut last = 0u32;
        let words = words.map(|step| {
            last = last.wrapping_add(step);
            last
        });
        Background { reports: reports as f32, seen: words.zip(counts).collect() }
    }
}

/// How often each word was seen lately, the newest sightings counting most. It starts from the background, which fades alike.
pub struct Rarity {
    seen: ByHash<Term, f32>,
    /// How many reports the background was of.
    before: f32,
    /// What a sighting counts now, in units of the first.
    unit: f64,
    /// Reports seen, in the same units.
    reports: f64,
}

impl Default for Rarity {
    fn default() -> Rarity {
        let background = Background::get();
        let reports = f64::from(background.reports);
        Rarity { seen: background.seen.clone(), unit: 1.0, reports, before: background.reports }
    }
}

impl Rarity {
    /// Begins a report: what was seen before counts a little less.
    pub fn turn(&mut self) {
        self.unit *= 2f64.powf(1.0 / HALF_LIFE);
        self.reports += self.unit;
        if self.unit > RESCALE {
            let scale = self.unit;
            self.seen.values_mut().for_each(|seen| *seen /= scale as f32);
            self.reports /= scale;
            self.unit = 1.0;
        }
        if self.seen.len() > HELD {
            self.forget();
        }
    }

    /// Takes in a word of the report and tells how rare it is, the report included.
    pub fn see(&mut self, word: Term) -> f32 {
        let unit = self.unit as f32;
        let seen = self.seen.entry(word).or_insert(0.0);
        *seen += unit;
        let seen = *seen / unit;
        self.rare(seen)
    }

    /// Lets the words go that count least, half of what is held.
    fn forget(&mut self) {
        let mut counts: Vec<f32> = self.seen.values().copied().collect();
        let middle = counts.len() / 2;
        let (_, &mut least, _) = counts.select_nth_unstable_by(middle, f32::total_cmp);
        self.seen.retain(|_, seen| *seen > least);
    }

    /// How many reports the counts are of.
    fn counted(&self) -> f32 {
        (self.reports / self.unit) as f32
    }

    /// How much more rarity than at the start it takes to be as telling now: among many reports more words are rare.
    /// Half the growth, since the reports of an event grow with the stream.
    pub fn growth(&self) -> f32 {
        0.5 * ((self.counted() + 1.0) / (self.before + 1.0)).ln()
    }

    /// How much a word says: the logarithm of how many reports there are for one that has it.
    pub fn of(&self, word: Term) -> f32 {
        self.rare(self.seen.get(&word).map_or(0.0, |&seen| seen / self.unit as f32))
    }

    fn rare(&self, seen: f32) -> f32 {
        ((self.counted() + 1.0) / (seen + 0.5)).ln().max(0.0)
    }
}
