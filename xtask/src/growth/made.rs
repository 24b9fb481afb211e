//! A made stream of reports, as long as wanted, whose days are alike.

use super::Dice;
use rashomon_news::{Annotated, Moment, Published, Report, Rule};
use rashomon_text::Text;
use std::collections::BTreeMap;

/// Reports of a made day, the same however long the stream: a window holds as many days at its end as at its start.
pub const A_DAY: usize = 500;
/// How many reports tell of each of eight events in a row.
const EVENTS: [usize; 8] = [1, 3, 1, 8, 2, 1, 5, 3];
/// Characters of a made report.
const LONG: usize = 3_000;

/// A word of the corpus as it is varied.
enum Source<'a> {
    /// A common word, which stays.
    Common(&'a str),
    /// A number, whose digits change with the event.
    Number(&'a str),
    /// A name, which is another one in each event.
    Name(&'a str),
    /// A rarer word, by its rank: another one that is as rare takes its place.
    Rare(&'a str, usize),
}

/// A made stream: reports of the corpus whose names, numbers and rarer words are others in each event, in which each report of an
/// event leaves out sentences and words things in its own way.
pub struct Made<'a> {
    /// The sentences of each report of the corpus, its headline first.
    sources: Vec<Vec<Vec<Source<'a>>>>,
    /// The rarer words of the corpus, the rarest first.
    rare: Vec<&'a str>,
}

impl<'a> Made<'a> {
    pub fn of(corpus: &'a [Annotated]) -> Made<'a> {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        let words = corpus.iter().flat_map(|all| all.report.text.as_str().split([' ', '\n']));
        words.for_each(|word| *counts.entry(word).or_insert(0) += 1);
        let rarer =
            |word: &str, count: usize| (2..100).contains(&count) && word.chars().all(|c| c.is_ascii_lowercase());
        let mut rare: Vec<&str> =
            counts.iter().filter(|&(word, &count)| rarer(word, count)).map(|(&word, _)| word).collect();
        rare.sort_by_key(|&word| (counts[word], word));
        let ranks: BTreeMap<&str, usize> = rare.iter().enumerate().map(|(rank, &word)| (word, rank)).collect();
        let source = |word: &'a str| match ranks.get(word) {
            Some(&rank) => Source::Rare(word, rank),
            None if word.starts_with(|c: char| c.is_ascii_digit()) => Source::Number(word),
            None if word.starts_with(char::is_uppercase) && counts.get(word).is_none_or(|&count| count < 200) => {
                Source::Name(word)
            }
            None => Source::Common(word),
        };
        let sentences = |all: &'a Annotated| {
            let title = all.report.title.as_deref().unwrap_or("");
            let parts = std::iter::once(title).chain(all.report.text.as_str().split_inclusive(". "));
            let mut length = 0;
            let parts = parts.take_while(|part| {
                length += part.len();
                length < LONG + part.len()
            });
            parts.map(|part| part.split([' ', '\n']).map(source).collect()).collect()
        };
        Made { sources: corpus.iter().map(sentences).collect(), rare }
    }

    /// The report of that number.
    pub fn report(&self, number: usize) -> Annotated {
        let round: usize = EVENTS.iter().sum();
        let (mut event, mut at) = (number / round * EVENTS.len(), number % round);
        for size in EVENTS {
            if at < size {
                break;
            }
            (event, at) = (event + 1, at - size);
        }
        let mut own = Dice(number as u64);
        let mut title = String::new();
        let mut text = String::new();
        for (place, sentence) in self.sources[event * 7919 % self.sources.len()].iter().enumerate() {
            // Each report leaves out every third sentence, and not the first.
            if place > 1 && own.roll(3) == 0 {
                continue;
            }
            let into = if place == 0 { &mut title } else { &mut text };
            for word in sentence {
                self.word(word, event as u64, &mut own, into);
                into.push(' ');
            }
        }
        let mut report = Report::new(format!("made-{number}"), Text::new(text));
        report.title = Some(title);
        let day = jiff::civil::date(2010, 1, 1).checked_add(jiff::Span::new().days((number / A_DAY) as i64));
        report.published = day.ok().map(|day| Published {
            value: Moment::Day(day),
            why: Rule::new("made"),
            passage: None,
            from: None,
        });
        Annotated::bare(report)
    }

    fn word(&self, word: &Source, event: u64, own: &mut Dice, into: &mut String) {
        let dice = |word: &str| {
            Dice(word.bytes().fold(event, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)))
        };
        match *word {
            Source::Common(word) => into.push_str(word),
            Source::Number(word) => {
                let mut dice = dice(word);
                into.extend(
                    word.chars().map(|c| if c.is_ascii_digit() { (b'0' + dice.roll(10) as u8) as char } else { c }),
                );
            }
            Source::Name(word) => {
                let bare = word.trim_end_matches(|c: char| !c.is_alphanumeric());
                let tail = code_letters(dice(bare).roll(5_000));
                into.push_str(bare);
                into.push_str(&tail);
                into.push_str(&word[bare.len()..]);
            }
            // One word in five is the report's own.
            Source::Rare(word, rank) => {
                let step = if own.roll(5) == 0 { own.roll(400) } else { dice(word).roll(400) };
                into.push_str(self.rare[(rank + step) % self.rare.len()]);
            }
        }
    }
}

/// A number as letters.
fn code_letters(mut code: usize) -> String {
    let mut letters = String::new();
    while code > 0 {
        letters.push((b'a' + (code % 26) as u8) as char);
        code /= 26;
    }
    letters
}
