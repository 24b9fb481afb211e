//! Words that a report prints again: pull quotes, and marked words of headlines, captions and leads.
//!
//! Finds: the block whose words (without marks and stops) are also said in a quotation of the text; four words in marks (three in a
//! headline) that a quotation has with its speaker. Does not find: what the text does not have a second time, since nothing says whose it
//! is; fewer words, which can be scare quotes or a name.

use super::Found;
use super::scene::Scene;
use super::speakers::Speaker;
use super::turns;
use rashomon_news::{Quote, QuoteKind, Report, Role, Rule};

/// Shorter blocks may be anything.
const LEAST_LETTERS: usize = 20;

/// Fewer words in marks can be a term that several use; a headline cuts one more.
const LEAST_REPEATED: usize = 4;

/// Contents among which repeats are looked for.
const MOST_SAID: usize = 1_000;

/// The pull quotes that repeat a quotation.
pub fn find(report: &Report, quotes: &[Quote]) -> Vec<Quote> {
    let said: Vec<String> = quotes
        .iter()
        .map(|quote| quote.content.iter().map(|part| plain(report.text.slice(*part))).collect::<Vec<_>>().join(""))
        .collect();
    let blocks = report.blocks.iter().filter(|block| block.value == Role::Pullquote);
    let mut found = Vec::new();
    for block in blocks {
        let words = plain(report.text.slice(block.range));
        let from = said.iter().position(|said| words.len() >= LEAST_LETTERS && said.contains(&words));
        if let Some(quote) = from.map(|place| &quotes[place]) {
            let marks = |c: char| c.is_whitespace() || "\"“”„«»‘’'".contains(c);
            found.push(Quote {
                kind: QuoteKind::Direct,
                content: vec![report.text.trim_matches(block.range, marks)],
                cue: Vec::new(),
                source: Vec::new(),
                speaker: quote.speaker.clone(),
                candidates: quote.candidates.clone(),
                via: quote.via.clone(),
                within: None,
                probability: None,
                rule: Rule::new("quotes/pulled"),
            });
        }
    }
    found
}

/// The marked words without a speaker of their own that a quotation elsewhere in the report has.
pub fn repeated(scene: &Scene, found: &[Found]) -> Vec<Found> {
    let letters =
        |(start, end): (u32, u32)| plain(scene.text.slice(scene.word(start).range.cover(scene.word(end - 1).range)));
    let said: Vec<(&Found, String)> = found
        .iter()
        .filter(|one| one.quoted(scene) && one.speaker.name.is_some())
        .flat_map(|one| one.parts.iter().map(move |part| (one, letters(*part))))
        .collect();
    let mut out = Vec::new();
    // No report has so many; what is made to have them shall not take long.
    if said.len() > MOST_SAID {
        return out;
    }
    for segment in scene.segments.iter().filter(|segment| segment.closed && !turns::covered(found, segment)) {
        let (_, role) = scene.blocks[scene.word(segment.start).block as usize];
        let least = if matches!(role, Role::Headline | Role::Subhead) { LEAST_REPEATED - 1 } else { LEAST_REPEATED };
        let spoken = (segment.start..segment.end).filter(|place| scene.word(*place).shape < 2).count();
        if spoken < least {
            continue;
        }
        let words = letters((segment.start, segment.end));
        let apart = |one: &Found, (start, end)| one.parts.iter().all(|part| end <= part.0 || part.1 <= start);
        let has = |(one, said): &&(&Found, String)| said.contains(&words) && apart(one, (segment.start, segment.end));
        // Of nested quotations the inner one; where two people say it elsewhere, whose it is here is doubtful.
        let Some((one, _)) = said.iter().filter(has).min_by_key(|(_, said)| said.len()) else { continue };
        let beside = |other: &Found| one.parts.iter().all(|part| apart(other, *part));
        let mut names: Vec<String> = one.speaker.name.iter().cloned().collect();
        for (other, _) in said.iter().filter(has).filter(|(other, _)| beside(other)) {
            names.extend(other.speaker.name.clone().filter(|name| !names.contains(name)));
        }
        let speaker = if names.len() > 1 { Speaker::doubtful(names) } else { one.speaker.clone() };
        out.push(Found {
            cue: None,
            parts: vec![(segment.start, segment.end)],
            source: None,
            speaker,
            chance: None,
            rule: "quotes/repeated",
        });
    }
    out
}

/// Letters and digits alone, in lower case.
fn plain(words: &str) -> String {
    words.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
