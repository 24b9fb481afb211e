//! How many: numbers with bounds, units and what is counted.
//!
//! Units, phrases that change a number, and the classes of what is counted are data (`data/quantities/*.txt`). Each block is scanned
//! once. Numbers that are dates, clocks, scores, names ("Flight 17", "737 Max") or ordinals are no quantities. Numbers beyond 10^18
//! are not read.

mod bounds;
mod change;
mod class;
mod count;
mod data;
mod filter;
mod loose;
mod noun;
mod phrase;
mod range;
mod raw;

use crate::Grammar;
use crate::scan::{self, Kind, Vague};
use data::{Data, Sign, Sort};
use noun::Noun;
use rashomon_news::{Change, Quantity, Report, Rule, Time};
use rashomon_text::{Layer, Range};
use raw::{Block, Raw};
use std::sync::OnceLock;

fn data() -> &'static Data {
    static DATA: OnceLock<Data> = OnceLock::new();
    DATA.get_or_init(data::load)
}

/// Words before a number that make it the number of a thing.
const NUMBERED: [&str; 18] = [
    "page",
    "section",
    "chapter",
    "article",
    "paragraph",
    "room",
    "row",
    "flight",
    "route",
    "channel",
    "number",
    "no",
    "act",
    "category",
    "level",
    "phase",
    "part",
    "grade",
];

/// Finds the quantities of all blocks; `times` says which numbers are dates.
pub fn find(report: &Report, grammar: &Grammar, times: &Layer<Time>) -> Layer<Quantity> {
    let data = data();
    let text = report.text.as_str();
    let mut found = Vec::new();
    for block in report.blocks.iter() {
        let words = scan::words(text, block.range.bytes(), &data.lexicon);
        let block = Block { text, words: &words, title: title_case(&words), data };
        let mut finder = Finder { report, grammar, times, block: &block, found: &mut found };
        finder.run();
    }
    Layer::new(found)
}

/// Whether most longer words start with a capital; the first forty tell.
fn title_case(words: &[scan::Word]) -> bool {
    let letters = || words.iter().take(40).filter(|word| word.kind == Kind::Letters && word.len() > 3);
    let capitals = letters().filter(|word| word.capital).count();
    capitals * 10 > letters().count() * 6
}

struct Finder<'a> {
    report: &'a Report,
    grammar: &'a Grammar,
    times: &'a Layer<Time>,
    block: &'a Block<'a>,
    found: &'a mut Vec<(Range, Quantity)>,
}

/// A number, or two that bound a range, with what they count.
#[derive(Clone, Debug)]
struct Said {
    first: Raw,
    /// The upper end of a range.
    second: Option<Raw>,
    noun: Option<Noun>,
    unit: String,
    sort: Option<Sort>,
    sign: Sign,
    /// The first word, with what changes the number, and the place after the last.
    start: usize,
    end: usize,
    change: Change,
    rule: &'static str,
}

impl Finder<'_> {
    fn run(&mut self) {
        let mut at = 0;
        while at < self.block.words.len() {
            let word = &self.block.words[at];
            let lexicon = &self.block.data.lexicon;
            let loose = lexicon.is(word.id, data::LOOSE).then(|| self.loose(at)).flatten();
            let start = word.kind == Kind::Digits || lexicon.is(word.id, data::START);
            at = loose.or_else(|| start.then(|| self.place(at)).flatten()).unwrap_or(at + 1);
        }
    }

    fn range(&self, start: usize, end: usize) -> Option<Range> {
        let (first, last) = (self.block.words.get(start)?, self.block.words.get(end.checked_sub(1)?)?);
        self.report.text.range(first.start as usize, last.end as usize)
    }

    /// Takes the quantity that starts at a place; the place to go on from.
    fn place(&mut self, at: usize) -> Option<usize> {
        let raw = self.block.raw(at)?;
        let past = raw.number_end.max(at + 1);
        if self.dated(&raw) || self.is_name(&raw) || self.is_score(&raw) {
            return Some(past);
        }
        let Some(mut said) = self.said(raw) else { return Some(past) };
        // "several times", "a few minutes": too loose to be figures, but for people and the like.
        if matches!(said.first.vague, Some(Vague::Several | Vague::Few)) {
            let class = said.noun.as_ref().and_then(|noun| class::of_noun(self.block.data, self.block.word(noun.head)));
            if class.is_none() || said.sort.is_some() || self.block.is(said.first.number, &["few"]) {
                return Some(past);
            }
        }
        self.changed(&mut said);
        let mut next = said.second.as_ref().unwrap_or(&said.first).end.max(past);
        // "two new 737 Max jets": the digits inside are a name.
        if let Some(noun) = said
            .noun
            .as_ref()
            .filter(|noun| self.block.words[noun.start..noun.end].iter().any(|word| word.kind == Kind::Digits))
        {
            next = next.max(noun.end);
        }
        self.take(said);
        Some(next)
    }

    fn take(&mut self, said: Said) {
        let Some(range) = self.range(said.start, said.end) else { return };
        let bounds = bounds::of(&said);
        let class = class::of(self.block, self.grammar, &said);
        let phrase = phrase::around(self.block, self.grammar, &said);
        let counted = said.noun.as_ref().and_then(|noun| self.range(noun.start, noun.end));
        let phrase_range = self.range(phrase.start, phrase.end).unwrap_or(range);
        let of = counted.map(|counted| {
            let noun = self.report.text.slice(counted);
            phrase
                .happened
                .map_or_else(|| noun.to_owned(), |verb| format!("{noun} {}", self.block.word(verb).to_lowercase()))
        });
        let mut said = said;
        let mut bounds = bounds;
        // "more than 7.5 million crowns ($1.1 million)": the same amount again.
        if said.change == Change::Equal && said.first.start > 0 && self.block.word(said.first.start - 1) == "(" {
            let end = self.block.words[said.first.start - 1].start as usize;
            if let Some((_, before)) = self.found.last().filter(|(range, before)| {
                range.end() <= end
                    && end - range.end() <= 1
                    && before.change != Change::Equal
                    && before.change != Change::About
            }) {
                said.change = before.change;
                match before.change {
                    Change::More => bounds.high = None,
                    Change::Less => bounds.low = None,
                    _ => {}
                }
            }
        }
        let quantity = Quantity {
            number: bounds.number,
            low: bounds.low,
            high: bounds.high,
            change: said.change,
            unit: if said.unit.is_empty() { "-".to_owned() } else { said.unit },
            of,
            counted,
            phrase: phrase_range.cover(range),
            class: class.map(str::to_owned),
            rule: Rule::new(said.rule),
        };
        self.found.push((range, quantity));
    }
}

#[cfg(test)]
mod tests;
