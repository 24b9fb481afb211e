//! Which of the dates in a text copy is that of publication.

use super::roles::Copy;
use super::title;
use crate::facts::dates::{self, Found};
use rashomon_news::Moment;

/// A date that may be that of publication.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Its line.
    pub place: usize,
    /// The date.
    pub found: Found,
}

/// How many numbers a candidate has.
pub const NUMBERS: usize = 34;
/// Copies have at most this many dates worth a look: pages that list articles have thousands.
const MOST: usize = 300;

/// The dates of the lines that are not the article's, and of short lines that are.
pub fn candidates(copy: &Copy<'_>) -> Vec<Candidate> {
    let lines = (0..copy.lines.len())
        .filter(|place| copy.ready.words[*place].digits > 0 && copy.ready.words[*place].words < 60);
    let all =
        lines.flat_map(|place| dates::find(copy.words(place)).into_iter().map(move |found| Candidate { place, found }));
    all.take(MOST).collect()
}

/// Words before or around a date that say what it is the date of.
const LABELS: [&[&str]; 9] = [
    &["publish", "posted", "issued", "released", "created"],
    &["updated", "update", "modified", "edited", "revised"],
    &["©", "copyright", "rights reserved"],
    &[" ago"],
    &["by ", "written"],
    &["comment", "reply", "says:", "said:"],
    &["event", "until", "expires", "deadline", "from", "since", "retrieved", "accessed", "born", "signed up", "joined"],
    &["first", "originally"],
    &["|", "•", "·", " - ", "–", "—"],
];

/// The numbers of the candidates; `title` is the headline's line.
pub fn numbers(copy: &Copy<'_>, title: Option<usize>, candidates: &[Candidate]) -> Vec<Vec<f32>> {
    let first = title::first(copy).unwrap_or(0) as f32;
    let last = copy.odds.iter().rposition(|odds| *odds > 0.0).unwrap_or(0) as f32;
    let days: Vec<_> = candidates.iter().map(|one| one.found.value.day()).collect();
    let (least, most) = (days.iter().min().copied(), days.iter().max().copied());
    let bit = |sign: bool| f32::from(u8::from(sign));
    candidates
        .iter()
        .enumerate()
        .map(|(number, one)| {
            let place = one.place;
            let text = copy.words(place);
            let lower = text.to_lowercase();
            let words = &copy.ready.words[place];
            let line = &copy.lines[place];
            let day = one.found.value.day();
            let before = text.get(..one.found.range.start).unwrap_or("").to_lowercase();
            let near: String = before.chars().rev().take(30).collect::<Vec<_>>().into_iter().rev().collect();
            let above = place.checked_sub(1).map_or(String::new(), |above| copy.words(above).to_lowercase());
            let at = place as f32;
            let mut out = Vec::with_capacity(NUMBERS);
            for labels in LABELS {
                out.push(
                    bit(labels.iter().any(|label| near.contains(label))) * 2.0
                        + bit(labels.iter().any(|label| lower.contains(label))),
                );
            }
            out.push(bit(above.len() < 40 && LABELS[0].iter().any(|label| above.contains(label))));
            out.push(bit(above.len() < 40 && LABELS[1].iter().any(|label| above.contains(label))));
            let titled = title.map_or(-1000.0, |title| at - title as f32);
            out.extend([
                titled,
                bit(titled > 0.0),
                at - first,
                at - last,
                at,
                bit(at > first),
                bit(at > last),
                copy.odds[place],
                words.words as f32,
                words.chars as f32 - one.found.range.len() as f32,
                one.found.range.start as f32,
                bit(one.found.timed),
                bit(matches!(one.found.value, Moment::Instant { .. })),
                bit(one.found.doubtful),
                number as f32,
                candidates.len() as f32,
                days.iter().filter(|other| **other == day).count() as f32,
                bit(Some(day) == least),
                bit(Some(day) == most),
                f32::from(line.marker),
                f32::from(line.blank),
                candidates[..number].iter().filter(|other| title.is_none_or(|title| other.place > title)).count()
                    as f32,
                bit(candidates[..number].iter().any(|other| other.place == place)),
            ]);
            out
        })
        .collect()
}
