//! Quote marks that quote nobody: scare quotes and titles of works.
//!
//! Finds: 'humanitarian aid', the so-called "moderate" opposition (scare); her novel "The Long Field", the operation "Northern Shield"
//! (title). Does not find: anything that belongs to a quotation, and words that may be somebody's ("…", he said).

use super::Found;
use super::scene::Scene;
use crate::Upos;
use rashomon_news::{Marked, MarkedKind, Rule};
use rashomon_text::Range;

/// Longer passages are not a term.
const MOST_SCARE: usize = 6;
const MOST_TITLE: usize = 12;

/// Words before or after a title that say what sort of work, ship or operation it is.
const WORKS: [&str; 58] = [
    "book",
    "novel",
    "film",
    "movie",
    "song",
    "album",
    "series",
    "show",
    "play",
    "poem",
    "essay",
    "article",
    "documentary",
    "single",
    "painting",
    "musical",
    "opera",
    "magazine",
    "column",
    "game",
    "memoir",
    "memoirs",
    "biography",
    "episode",
    "programme",
    "program",
    "ship",
    "vessel",
    "operation",
    "exercise",
    "codenamed",
    "code-named",
    "titled",
    "entitled",
    "called",
    "headlined",
    "headline",
    "named",
    "dubbed",
    "report",
    "podcast",
    "exhibition",
    "track",
    "anthem",
    "hit",
    "thriller",
    "comedy",
    "drama",
    "sitcom",
    "blockbuster",
    "bestseller",
    "sequel",
    "trilogy",
    "slogan",
    "chapter",
    "sculpture",
    "story",
    "hymn",
];

/// The marked words that belong to no quotation.
pub fn marked(scene: &Scene, found: &[Found]) -> Vec<Marked> {
    let contents: Vec<Range> = found.iter().flat_map(|found| super::passages::ranges(scene, &found.parts)).collect();
    let mut marked: Vec<Marked> = scene
        .pairs
        .iter()
        .filter(|pair| pair.close.is_some())
        .filter(|pair| !contents.iter().any(|content| content.overlaps(pair.inner)))
        .filter_map(|pair| one(scene, pair.inner))
        .collect();
    marked.sort_by_key(|marked| marked.range);
    marked
}

fn one(scene: &Scene, inner: Range) -> Option<Marked> {
    let start = scene.words.partition_point(|word| word.range.start() < inner.start());
    let end = scene.words.partition_point(|word| word.range.start() < inner.end());
    let words = scene.words.get(start..end).filter(|words| !words.is_empty())?;
    let long = |word: &&super::scene::Word| word.range.len() > 3 && word.upos != Upos::Punct;
    let capital = words.iter().filter(long).count() > 0 && words.iter().filter(long).all(|word| word.shape == 1);
    let work = |place: Option<usize>| {
        place
            .and_then(|place| scene.words.get(place))
            .is_some_and(|word| WORKS.contains(&scene.text.slice(word.range).to_lowercase().as_str()))
    };
    let beside = work(start.checked_sub(1)) || work(start.checked_sub(2)) || work(Some(end)) || work(Some(end + 1));
    let first = words[0].shape == 1;
    if words.len() <= MOST_TITLE && first && (beside || capital && words.len() > 1) {
        return Some(Marked { range: inner, kind: MarkedKind::Title, rule: Rule::new("quotes/title") });
    }
    let verbs = words.iter().filter(|word| matches!(word.upos, Upos::Verb | Upos::Aux)).count();
    let whole = words.len() > 2 && verbs > 0 && first;
    if words.len() <= MOST_SCARE && !whole {
        return Some(Marked { range: inner, kind: MarkedKind::Scare, rule: Rule::new("quotes/scare") });
    }
    None
}
