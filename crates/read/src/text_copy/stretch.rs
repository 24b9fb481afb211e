//! The article of a copy is one stretch of lines: lists and other articles far from it that read alike are not the article's.

use super::features::Ready;
use super::lines::Line;

/// What a line that is surely not the article's costs, in words: 3 to 8 differ by .001 over four folds.
const CHARGE: f32 = 5.0;
/// Longer lines count as this many words, so that one long line far off does not outweigh an article.
const LONGEST: f32 = 60.0;
/// The log odds from which a line is sure.
const SURE: f32 = 2.0;
/// What is left of the odds of a line outside.
const OUTSIDE: f32 = -0.5;

/// An article of so many sure words is one; what asks for comments after it ends it.
const WHOLE: f32 = 120.0;
/// How many lines after such a line are looked at, and how many of them may be the article's: a link to the comments can stand
/// between two paragraphs.
const AHEAD: usize = 6;
const STRAY: usize = 3;
/// Longer lines do not ask for comments.
const ASKS: u32 = 16;
/// The kind of phrase that speaks of comments ([`crate::line`]).
const COMMENTS: usize = 4;

/// Whether the readers have their say from this line on.
fn ends(odds: &[f32], ready: &Ready, place: usize) -> bool {
    let words = &ready.words[place];
    let asks = words.words <= ASKS && words.phrases >> COMMENTS & 1 == 1 && odds[place] < 0.0;
    let ahead = odds.iter().skip(place + 1).take(AHEAD);
    asks && ahead.filter(|odds| **odds > 0.0).count() <= STRAY
}

/// Finds the stretch with the greatest sum and lowers the odds of the lines outside.
pub fn hold(odds: &mut [f32], ready: &Ready) {
    let (mut best, mut from, mut to) = (0.0, 0, 0);
    let (mut sum, mut start) = (0.0, 0);
    let ends: Vec<bool> = (0..odds.len()).map(|place| ends(odds, ready, place)).collect();
    for (place, (odds, words)) in odds.iter().zip(&ready.words).enumerate() {
        if best >= WHOLE && ends[place] {
            break;
        }
        let sure = (odds / SURE).clamp(-1.0, 1.0);
        if sum <= 0.0 {
            (sum, start) = (0.0, place);
        }
        sum += sure * if sure > 0.0 { (words.words as f32).min(LONGEST) } else { CHARGE };
        if sum > best {
            (best, from, to) = (sum, start, place + 1);
        }
    }
    for (place, odds) in odds.iter_mut().enumerate() {
        if place < from || place >= to {
            *odds = odds.min(OUTSIDE);
        }
    }
}

/// The log odds of a line taken for want of a better one.
const WANT: f32 = 0.1;

/// Copies of whole pages have more lines than this: where the model sees no article in those, there are lists and comments.
const SHORT: usize = 20;

/// Where no line of a short copy that is mostly running words is likelier the article's than not, takes those lines; tells
/// whether the article was clear.
pub fn clear(odds: &mut [f32], lines: &[Line], ready: &Ready) -> bool {
    if odds.iter().any(|odds| *odds > 0.0) {
        return true;
    }
    let running = |place: &usize| lines[*place].marker == 0 && !lines[*place].heading && ready.running(*place);
    let chars = |place: usize| ready.words[place].chars;
    let all: u32 = (0..lines.len()).map(chars).sum();
    let told: u32 = (0..lines.len()).filter(running).map(chars).sum();
    if lines.len() <= SHORT && told * 2 > all {
        (0..lines.len()).filter(running).for_each(|place| odds[place] = WANT);
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::line::Words;
    use crate::text_copy::{features, lines};
    use rashomon_text::Text;

    #[test]
    fn one_stretch_is_the_article() {
        let line = "The council met for an hour and spoke of the bridge, the road and the river.";
        let text = Text::new([line; 30].join("\n"));
        let lines = lines::lines(&text);
        let ready = features::ready(&text, &lines, &crate::model::models().lexicon);
        assert_eq!(ready.words[0].words, Words::of(line).words);
        let mut odds = vec![-3.0; 30];
        // An article with a caption in it; far below, a teaser that reads alike.
        (5..12).for_each(|place| odds[place] = 3.0);
        odds[8] = -1.0;
        odds[28] = 3.0;
        hold(&mut odds, &ready);
        let held: Vec<usize> = (0..30).filter(|place| odds[*place] > 0.0).collect();
        assert_eq!(held, [5, 6, 7, 9, 10, 11]);
        let mut none = vec![-3.0; 30];
        hold(&mut none, &ready);
        assert!(none.iter().all(|odds| *odds < 0.0));
    }

    #[test]
    fn what_asks_for_comments_ends_the_article() {
        let line = "The council met for an hour and spoke of the bridge, the road and the river.";
        let held = |ask: usize, gap: usize| {
            // An article of twelve lines with a line that asks in it, and far more lines that read alike.
            let mut all = vec![line; 60];
            all[ask] = "Leave a comment";
            let text = Text::new(all.join("\n"));
            let lines = lines::lines(&text);
            let ready = features::ready(&text, &lines, &crate::model::models().lexicon);
            let mut odds = vec![3.0; 60];
            (ask..ask + gap).for_each(|place| odds[place] = -3.0);
            hold(&mut odds, &ready);
            odds.iter().filter(|odds| **odds > 0.0).count()
        };
        assert_eq!(held(12, 4), 12);
        // A link between two paragraphs ends nothing, nor does a line above the article.
        assert_eq!(held(12, 1), 59);
        assert_eq!(held(2, 4), 56);
    }
}
