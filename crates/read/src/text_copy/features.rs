//! The numbers by which a copy's lines are told apart.

use super::lines::Line;
use crate::line::context::{self, AROUND, Brief, CORE, Core, Sums};
use crate::line::{WORDS, Words, phrases};
use crate::model::lexicon::Lexicon;
use rashomon_text::Text;
use std::collections::{BTreeMap, BTreeSet};

/// How many numbers a line has.
pub const NUMBERS: usize = WORDS + 17 + AROUND + CORE;

/// A copy's lines made ready for the models.
pub struct Ready {
    /// What is counted in each line.
    pub words: Vec<Words>,
    briefs: Vec<Brief>,
    sums: Sums,
    scores: Vec<f32>,
    /// How much of each line is said again in a longer one.
    pub echoes: Vec<f32>,
}

impl Ready {
    /// Whether a line has running words, be it as short as one sentence, and names no kind of furniture.
    pub fn running(&self, place: usize) -> bool {
        let (words, brief) = (&self.words[place], &self.briefs[place]);
        // Scripts without spaces have few words, and many characters.
        let sentence = words.full_stop && (words.words >= 4 || words.chars >= 20);
        !brief.odd && (sentence || brief.running > 0.0)
    }
}

/// Makes a copy's lines ready.
pub fn ready(text: &Text, lines: &[Line], lexicon: &Lexicon) -> Ready {
    let words: Vec<Words> = lines.iter().map(|line| Words::of(text.slice(line.range))).collect();
    let scores: Vec<f32> = words.iter().map(|words| lexicon.score(&words.hashes)).collect();
    let briefs: Vec<Brief> = lines
        .iter()
        .zip(&words)
        .zip(&scores)
        .map(|((line, words), score)| Brief::new(words, 0.0, *score, line.marker > 0 || line.heading, line.blank > 0))
        .collect();
    let sums = Sums::new(briefs.iter().map(|brief| brief.running));
    let echoes = echoes(&words);
    Ready { words, briefs, sums, scores, echoes }
}

/// The share of each line's four-word runs that stand in a longer line too.
fn echoes(words: &[Words]) -> Vec<f32> {
    // A run's first two lines by length are enough: a line's own run and one other.
    let run = |four: &[u32]| {
        four.iter().fold(0u64, |hash, word| hash.rotate_left(13).wrapping_mul(0x0100_0000_01b3) ^ u64::from(*word))
    };
    let mut longest: BTreeMap<u64, u32> = BTreeMap::new();
    for words in words {
        for four in words.hashes.windows(4) {
            let longest = longest.entry(run(four)).or_default();
            *longest = (*longest).max(words.words);
        }
    }
    words
        .iter()
        .map(|words| {
            let runs = words.hashes.len().saturating_sub(3);
            let again = words
                .hashes
                .windows(4)
                .filter(|four| longest.get(&run(four)).is_some_and(|long| *long > words.words))
                .count();
            again as f32 / runs.max(1) as f32
        })
        .collect()
}

/// The numbers of every line, [`NUMBERS`] each.
pub fn numbers(text: &Text, lines: &[Line], ready: &Ready) -> Vec<Vec<f32>> {
    let mut seen: BTreeMap<&str, f32> = BTreeMap::new();
    for line in lines {
        *seen.entry(text.slice(line.range)).or_default() += 1.0;
    }
    let count = lines.len().max(1) as f32;
    let blank = lines.iter().filter(|line| line.blank > 0).count() as f32 / count;
    let marked = lines.iter().filter(|line| line.marker > 0).count() as f32 / count;
    let running = ready.briefs.iter().filter(|brief| brief.running > 0.0);
    let stopped =
        running.clone().filter(|brief| brief.full_stop > 0.0).count() as f32 / running.clone().count().max(1) as f32;
    let gaps = running.clone().filter(|brief| brief.gap > 0.0).count() as f32 / running.clone().count().max(1) as f32;
    let topics = topics(ready);
    let core = Core::find(&ready.briefs);
    let bit = |sign: bool| f32::from(u8::from(sign));
    lines
        .iter()
        .enumerate()
        .map(|(place, line)| {
            let words = &ready.words[place];
            let mut out = Vec::with_capacity(NUMBERS);
            words.numbers(&mut out);
            let topical = words.hashes.iter().filter(|hash| topics.contains(hash)).count() as f32;
            out.extend([
                ready.scores[place],
                f32::from(line.marker),
                f32::from(line.blank),
                bit(line.indent > 0),
                bit(line.glued),
                bit(line.heading),
                seen.get(text.slice(line.range)).copied().unwrap_or(1.0),
                ready.echoes[place],
                blank,
                marked,
                stopped,
                gaps,
                topical / words.words.max(1) as f32,
                topical,
                bit(phrases::sentence(text.slice(line.range))),
                bit(phrases::pictured(text.slice(line.range))),
                bit(words.words >= 4 && !words.full_stop && !words.colon && words.stops > 0) * stopped,
            ]);
            context::around(&ready.briefs, place, &ready.sums, &mut out);
            core.numbers(&ready.briefs, place, &mut out);
            out
        })
        .collect()
}

/// The words that come back in the running text: what the article is about.
fn topics(ready: &Ready) -> BTreeSet<u32> {
    let mut count: BTreeMap<u32, u32> = BTreeMap::new();
    for (words, brief) in ready.words.iter().zip(&ready.briefs).filter(|(_, brief)| brief.running > 0.0) {
        let _ = brief;
        for hash in words.hashes.iter().copied().collect::<BTreeSet<_>>() {
            *count.entry(hash).or_default() += 1;
        }
    }
    let lines = ready.briefs.iter().filter(|brief| brief.running > 0.0).count() as u32;
    // Words of more than half of all lines are function words.
    count.into_iter().filter(|(_, times)| *times >= 2 && *times * 2 <= lines.max(4)).map(|(hash, _)| hash).collect()
}
