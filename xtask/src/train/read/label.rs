//! Which lines of a page belong to its article, by the article's gold text.

use rashomon_read::training::hash;
use std::collections::HashMap;

/// The words of a text as the scorer takes them, hashed.
pub fn words(text: &str) -> Vec<u32> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_')
        .filter(|word| !word.is_empty())
        .map(|word| hash(&word.to_lowercase()))
        .collect()
}

/// Runs of four words, hashed.
fn runs(words: &[u32]) -> impl Iterator<Item = u64> + '_ {
    words.windows(4).map(run)
}

fn run(four: &[u32]) -> u64 {
    four.iter().fold(0u64, |hash, word| hash.rotate_left(13).wrapping_mul(0x0100_0000_01b3) ^ u64::from(*word))
}

/// For each line 1 (in the article), 0 (not), by its words.
///
/// Long lines are in it where most of their runs of four words are; short ones where they stand in the gold text between the
/// places of the long lines around them.
pub fn lines(lines: &[Vec<u32>], gold: &[u32]) -> Vec<f32> {
    let mut places: HashMap<u64, Vec<u32>> = HashMap::new();
    for (place, hash) in runs(gold).enumerate() {
        places.entry(hash).or_default().push(place as u32);
    }
    let mut left: HashMap<u64, u32> = places.iter().map(|(hash, at)| (*hash, at.len() as u32)).collect();
    let mut labels = vec![0.0; lines.len()];
    let mut anchors: Vec<Option<(usize, usize)>> = vec![None; lines.len()];
    for (number, line) in lines.iter().enumerate().filter(|(_, line)| line.len() >= 6) {
        let mut hit = 0;
        let (mut first, mut last) = (None, None);
        for hash in runs(line) {
            if let Some(rest) = left.get(&hash).filter(|rest| **rest > 0) {
                hit += 1;
                let at = &places[&hash];
                let place = at[at.len() - *rest as usize] as usize;
                first = first.or(Some(place));
                last = Some(place);
            }
        }
        if hit * 10 >= (line.len() - 3) * 6 {
            labels[number] = 1.0;
            anchors[number] = first.zip(last.map(|last| last + 4));
            for hash in runs(line) {
                if let Some(rest) = left.get_mut(&hash) {
                    *rest = rest.saturating_sub(1);
                }
            }
        }
    }
    short(lines, gold, &anchors, &mut labels);
    labels
}

fn short(lines: &[Vec<u32>], gold: &[u32], anchors: &[Option<(usize, usize)>], labels: &mut [f32]) {
    let mut number = 0;
    let mut from = 0;
    while number < lines.len() {
        if let Some((_, end)) = anchors[number] {
            from = end;
            number += 1;
            continue;
        }
        let stop = (number..lines.len()).find(|at| anchors[*at].is_some()).unwrap_or(lines.len());
        let end = anchors.get(stop).copied().flatten().map_or(gold.len(), |(start, _)| start);
        // Before the first long line and after the last, only what is close to it.
        let window = if end > from { &gold[from..end] } else { &[] };
        let mut at = 0;
        let wide = from == 0 && number == 0 || stop == lines.len();
        for place in number..stop {
            let line = &lines[place];
            if line.is_empty() || line.len() >= 60 {
                continue;
            }
            if wide && line.len() < 2 {
                continue;
            }
            let found = window[at.min(window.len())..].windows(line.len()).position(|part| part == line.as_slice());
            if let Some(found) = found.filter(|found| *found < 40 || line.len() >= 4) {
                labels[place] = 1.0;
                at += found + line.len();
            }
        }
        number = stop;
    }
}

/// The scorer's precision and recall over runs of four words.
pub fn rates(gold: &[u32], got: &[u32]) -> (f64, f64) {
    let mut rest: HashMap<u64, u32> = HashMap::new();
    runs(gold).for_each(|hash| *rest.entry(hash).or_default() += 1);
    let mut hits = 0u32;
    for hash in runs(got) {
        if let Some(rest) = rest.get_mut(&hash).filter(|rest| **rest > 0) {
            *rest -= 1;
            hits += 1;
        }
    }
    let of = |count: usize| f64::from(hits) / (count.saturating_sub(3)).max(1) as f64;
    (if got.len() < 4 { 0.0 } else { of(got.len()) }, of(gold.len()))
}
