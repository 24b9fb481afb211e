//! Which line of a text copy is the headline.

use super::roles::Copy;
use crate::facts::dates;

/// How far above the article's first line a headline is looked for.
const REACH: usize = 40;

/// The line of the headline, where one stands above the article.
pub fn find(copy: &Copy<'_>) -> Option<usize> {
    let first = copy.odds.iter().position(|odds| *odds > 0.0)?;
    let topics: Vec<u32> = (first..copy.lines.len().min(first + 400))
        .filter(|place| copy.odds[*place] > 0.0)
        .flat_map(|place| copy.ready.words[place].hashes.iter().copied())
        .collect();
    let mut best: Option<(f32, usize)> = None;
    for place in first.saturating_sub(REACH)..=(first + 1).min(copy.lines.len() - 1) {
        let score = score(copy, place, first, &topics);
        if score > 0.0 && best.is_none_or(|(most, _)| score > most) {
            best = Some((score, place));
        }
    }
    best.map(|(_, place)| place)
}

fn score(copy: &Copy<'_>, place: usize, first: usize, topics: &[u32]) -> f32 {
    let words = &copy.ready.words[place];
    let line = &copy.lines[place];
    let text = copy.words(place);
    if words.words < 3 || words.words > 32 || words.chars > 220 || words.phrases & !(1 << 9 | 1 << 5) != 0 {
        return 0.0;
    }
    let ends = text.trim_end();
    if ends.ends_with('.') || ends.ends_with(':') || !dates::find(text).is_empty() {
        return 0.0;
    }
    let shared = words.hashes.iter().filter(|hash| topics.contains(hash)).count() as f32 / words.words as f32;
    let distance = first.saturating_sub(place) as f32;
    let mut score = shared * 2.0 + (words.words.min(12) as f32) / 8.0 - distance * 0.06;
    score += if line.blank > 0 { 0.5 } else { 0.0 };
    score -= if line.marker > 0 { 1.0 } else { 0.0 };
    score += if place > first { -0.8 } else { 0.0 };
    score - 0.9
}
