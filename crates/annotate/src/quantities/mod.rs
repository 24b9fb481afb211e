//! How many: numbers with bounds, units and what is counted.
//!
//! Units, phrases that change a number, and the classes of what is counted are data (`data/quantities/*.txt`). Each block is scanned
//! once. Numbers that are dates, clocks, scores, names ("Flight 17", "737 Max") or ordinals are no quantities. Numbers beyond 10^18
//! are not read.

mod bounds;
mod class;
mod data;
mod noun;
mod phrase;
mod raw;

use crate::Grammar;
use crate::scan::{self, Kind, Vague};
use data::{Data, Sign, Sort};
use noun::Noun;
use rashomon_news::{Change, Quantity, Report, Rule, Time, TimeKind};
use rashomon_text::{Layer, Range};
use raw::{Block, Raw};
use std::sync::OnceLock;

fn data() -> &'static Data {
    static DATA: OnceLock<Data> = OnceLock::new();
    DATA.get_or_init(data::load)
}

/// Words before a number that make it the number of a thing.
const NUMBERED: [&str; 18] = [
    "page", "section", "chapter", "article", "paragraph", "room", "row", "flight", "route", "channel", "number", "no", "act", "category",
    "level", "phase", "part", "grade",
];

/// Finds the quantities of all blocks; `times` says which numbers are dates.
pub fn find(report: &Report, grammar: &Grammar, times: &Layer<Time>) -> Layer<Quantity> {
    let data = data();
    let text = report.text.as_str();
    let mut found = Vec::new();
    for block in report.blocks.iter() {
        let words = scan::words(text, block.range.bytes(), &data.lexicon);
        let block = Block { text, words: &words, data };
        let mut finder = Finder { report, grammar, times, block: &block, found: &mut found };
        finder.run();
    }
    Layer::new(found)
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

    /// Whether the number is part of a date or clock; lengths are quantities as well, also in "two years ago".
    fn dated(&self, raw: &Raw) -> bool {
        let Some(range) = self.range(raw.number, raw.number_end) else { return true };
        let time = self.times.overlapping(range).next();
        time.is_some_and(|time| match time.value.kind {
            TimeKind::Duration => false,
            TimeKind::Set => raw.unit.is_none(),
            _ => !self.sort(raw).is_some_and(|sort| sort == Sort::Time) || raw.value > 1000.0,
        })
    }

    fn sort(&self, raw: &Raw) -> Option<Sort> {
        raw.unit.map(|unit| self.block.data.units[unit as usize].sort)
    }

    /// "Flight 17", "iPhone 11", "737 Max", "Game 7", "No. 5": the number is part of a name.
    fn is_name(&self, raw: &Raw) -> bool {
        let block = self.block;
        if !raw.digits || raw.unit.is_some() {
            return false;
        }
        let before = raw.start.checked_sub(1).map(|before| &block.words[before]);
        if before.is_some_and(|before| {
            before.glued
                && raw.start > 1
                && before.kind == Kind::Mark
                && !matches!(before.of(block.text), "(" | "\"" | "“" | "-" | "," | ":" | "~" | "+" | "/" | "'")
        }) {
            return true;
        }
        if block.glued(raw.start) && before.is_some_and(|before| before.kind == Kind::Letters) {
            return true;
        }
        // "last-32", "TA-35"
        if before.is_some_and(|before| before.glued && block.hyphen(raw.start - 1))
            && block.glued(raw.start)
            && raw.start > 1
            && block.words[raw.start - 2].kind == Kind::Letters
        {
            return !block.is(raw.start - 2, &["sub", "mid", "plus", "minus", "non"]);
        }
        // "A320neo", "42nd", "M21 9AB8"
        if block.words.get(raw.number_end).is_some_and(|next| next.glued && next.kind == Kind::Letters) {
            return !block.is(raw.number_end + 1, &["birthday"]);
        }
        let named = before.is_some_and(|before| {
            let plain = before.kind == Kind::Letters && !before.glued || before.kind == Kind::Letters && raw.start == 1;
            let title = before.capital && !self.title_case() && !self.sentence_start(raw.start - 1);
            plain && (title || block.is(raw.start - 1, &NUMBERED)) && !block.data.lexicon.is(before.id, data::STOP)
        });
        if named {
            return true;
        }
        // "2 1/2-game" and dates by slashes are read elsewhere; "7/9" without unit is none.
        matches!(block.word(raw.number_end), "/" | "⁄") && block.glued(raw.number_end)
    }

    /// Whether the words of the block are set in capitals as titles are, so that capitals tell nothing.
    fn title_case(&self) -> bool {
        let letters = || self.block.words.iter().take(40).filter(|word| word.kind == Kind::Letters && word.len() > 3);
        let capitals = letters().filter(|word| word.capital).count();
        capitals * 10 > letters().count() * 6
    }

    fn sentence_start(&self, at: usize) -> bool {
        at == 0 || matches!(self.block.word(at - 1), "." | "!" | "?" | ":" | "“" | "\"" | "—")
    }

    /// "2-2", "89-89", "4:39", "1.05am": no quantities without a unit.
    fn is_score(&self, raw: &Raw) -> bool {
        let block = self.block;
        if !raw.digits {
            return false;
        }
        let joins = |at: usize| block.glued(at) && (block.hyphen(at) || block.word(at) == ":");
        let digits = |at: usize| block.words.get(at).is_some_and(|word| word.kind == Kind::Digits && word.glued);
        let ahead = raw.unit.is_none() && joins(raw.number_end) && digits(raw.number_end + 1);
        let behind = raw.unit.is_none()
            && raw.start > 1
            && joins(raw.start - 1)
            && block.glued(raw.start)
            && block.words[raw.start - 2].kind == Kind::Digits;
        if ahead {
            // A range has a unit after its second number.
            let second = block.raw(raw.number_end + 1);
            let unit = second.is_some_and(|second| {
                second.unit.is_some()
                    || noun::after(block, self.grammar, second.number_end).is_some()
                        && second.value > raw.value
                        && !second.hyphen
            });
            return block.word(raw.number_end) == ":" || !unit;
        }
        behind
    }

    /// Joins a number with the end of its range, its noun and its unit.
    fn said(&self, mut first: Raw) -> Option<Said> {
        let block = self.block;
        let mut second = self.range_end(&mut first);
        let last = second.as_ref().unwrap_or(&first);
        let (start, end) = (first.start, last.end);
        let mut said = Said {
            unit: String::new(),
            sort: None,
            noun: None,
            sign: Sign::Equal,
            start,
            end,
            change: Change::Equal,
            rule: "quantities/unit",
            first,
            second: second.take(),
        };
        let last = said.second.as_ref().unwrap_or(&said.first).clone();
        if let Some(unit) = last.unit {
            let unit = &block.data.units[unit as usize];
            said.sort = Some(unit.sort);
            said.unit = unit.name.to_owned();
            if let Some(per) = &last.per {
                said.unit = format!("{} per {per}", said.unit);
            }
            if unit.sort == Sort::Time || unit.sort == Sort::Age || unit.sort == Sort::Measure {
                said.noun = noun::after(block, self.grammar, last.end).filter(|_| last.hyphen);
            }
            return self.aged(said);
        }
        if self.age_by_commas(&last) {
            said.sort = Some(Sort::Age);
            said.unit = "year of age".to_owned();
            said.rule = "quantities/age";
            return Some(said);
        }
        if last.digits && self.block.is(last.number_end, &["st", "nd", "rd", "th"]) && self.block.is(last.number_end + 1, &["birthday"]) {
            said.sort = Some(Sort::Age);
            said.unit = "year of age".to_owned();
            said.rule = "quantities/birthday";
            said.end = last.number_end + 2;
            return Some(said);
        }
        self.counted(said, &last)
    }

    /// "He was 42 years old", "aged 30", "under 5 years": a length that is an age.
    fn aged(&self, mut said: Said) -> Option<Said> {
        if said.sort == Some(Sort::Age) {
            said.rule = "quantities/age";
        }
        Some(said)
    }

    /// "Martin Bamford, 30, from Croydon", "aged 30"
    fn age_by_commas(&self, raw: &Raw) -> bool {
        let block = self.block;
        if raw.vague.is_some() || raw.fraction || raw.value.fract() != 0.0 || !(1.0..=115.0).contains(&raw.value) {
            return false;
        }
        let after = block.words.get(raw.end);
        let closes = after.is_none_or(|after| {
            after.kind == Kind::Mark && matches!(after.of(block.text), "," | "." | ";" | ")" | ":")
                || block.is(raw.end, &["and", "who", "was", "is", "of", "from", "has", "had", "said", "told"])
        });
        // "he is 3", "who had turned 17"
        let person = |at: usize| block.is(at, &["he", "she", "who", "boy", "girl", "man", "woman", "child"]);
        let closes_turned = closes || block.is(raw.end, &["on", "in", "when", "last", "this", "earlier"]);
        if closes_turned
            && raw.start > 1
            && block.is(raw.start - 1, &["is", "was", "turned", "turns"])
            && raw.value.fract() == 0.0
            && !self.hyphened(raw)
        {
            let at = if block.is(raw.start - 2, &["had", "just", "only"]) && raw.start > 2 {
                raw.start - 3
            } else {
                raw.start - 2
            };
            if person(at) && raw.vague.is_none() {
                return true;
            }
        }
        if raw.start > 0 && block.is(raw.start - 1, &["aged", "age"])
            || raw.start > 1 && block.is(raw.start - 1, &["of"]) && block.is(raw.start - 2, &["age"])
        {
            return true;
        }
        raw.digits
            && closes
            && raw.start > 1
            && block.word(raw.start - 1) == ","
            && block.words[raw.start - 2].capital
            && block.words[raw.start - 2].kind == Kind::Letters
            && after.is_some_and(|after| {
                after.of(block.text) == "," || after.of(block.text) == "." || after.kind == Kind::Letters
            })
    }

    fn hyphened(&self, raw: &Raw) -> bool {
        self.block.hyphen(raw.end) && self.block.glued(raw.end)
    }

    /// A count of what the noun phrase after it names.
    fn counted(&self, mut said: Said, last: &Raw) -> Option<Said> {
        let block = self.block;
        let article_only = !last.digits && block.is(last.number, &["a", "an"]) && last.number_end == last.number + 1;
        if article_only {
            return None;
        }
        let out_of = self.out_of(&mut said);
        let at = said.second.as_ref().unwrap_or(&said.first).end;
        let hyphen = block.hyphen(at) && block.glued(at) && block.glued(at + 1);
        let noun = noun::after(block, self.grammar, if hyphen { at + 1 } else { at });
        let of = block.is(at, &["of"]);
        let one = !last.digits && last.value == 1.0;
        if last.fraction && hyphen {
            return None;
        }
        if last.fraction && !out_of {
            // "half of voters", "three quarters"; "half a million" has become a number already.
            said.unit = "percentage".to_owned();
            said.sort = Some(Sort::Percent);
            said.rule = "quantities/fraction";
            said.noun = noun.filter(|_| of);
            let whole = said.noun.is_some() || said.first.start > 0 && block.sign_before(said.first.start).is_some();
            return (whole || last.value != 0.5 || self.is_share(at)).then_some(said);
        }
        let noun = noun.or_else(|| {
            // "eight million 250ml bottles"
            let between = block
                .raw(at)
                .filter(|between| between.digits && between.unit.is_some() && !last.digits || between.hyphen)?;
            noun::after(block, self.grammar, between.end)
        });
        match noun {
            Some(noun) if self.named_thing(&noun, last) => None,
            Some(noun) if hyphen && class::of_noun(block.data, block.word(noun.start)).is_none() => None,
            Some(noun) => {
                said.unit = if out_of { "percentage".to_owned() } else { self.unit_of(&noun) };
                said.end = noun.end;
                said.noun = Some(noun);
                said.rule = if out_of { "quantities/share" } else { "quantities/count" };
                Some(said)
            }
            None if hyphen => None,
            // "21 of them"
            None if of && block.is(at + 1, &["them", "those", "these", "us", "which", "whom"]) => {
                said.rule = "quantities/of-them";
                said.unit = "-".to_owned();
                said.end = at + 2;
                Some(said)
            }
            None if one => (of && said.first.number_end == at).then(|| {
                said.rule = "quantities/one-of";
                said.unit = "-".to_owned();
                said
            }),
            None => self.bare(said, last),
        }
    }

    /// "787 Dreamliner", "49 Ranch Road": several of a thing in the singular, by its capital a name.
    fn named_thing(&self, noun: &Noun, last: &Raw) -> bool {
        let head = &self.block.words[noun.head];
        let word = head.of(self.block.text);
        last.digits
            && last.value > 1.0
            && head.capital
            && !word.ends_with('s')
            && noun::singular(word) == word
            && class::of_noun(self.block.data, word).is_none()
            && !word.ends_with("ese")
    }

    /// "half were against", "three quarters said so": the part is of people.
    fn is_share(&self, at: usize) -> bool {
        self.block.is(
            at,
            &[
                "were", "are", "say", "said", "have", "had", "believe", "think", "want", "would", "support", "oppose",
                "did",
            ],
        )
    }

    /// "two in three", "one out of ten": sets the value of the share.
    fn out_of(&self, said: &mut Said) -> bool {
        let block = self.block;
        let raw = &said.first;
        if said.second.is_some() || raw.unit.is_some() || raw.fraction || raw.vague.is_some() {
            return false;
        }
        let whole_at = if block.is(raw.end, &["in"]) {
            raw.end + 1
        } else if block.is(raw.end, &["out"]) && block.is(raw.end + 1, &["of"]) {
            raw.end + 2
        } else {
            return false;
        };
        let every = block.is(whole_at, &["every"]);
        let Some(whole) = block.raw(if every { whole_at + 1 } else { whole_at }) else { return false };
        let noun = noun::after(block, self.grammar, whole.end);
        let fits = whole.unit.is_none()
            && !whole.fraction
            && whole.vague.is_none()
            && raw.value >= 1.0
            && raw.value < whole.value
            && whole.value <= 1000.0
            && whole.value.fract() == 0.0;
        if !fits || noun.is_none() && !self.is_share(whole.end) {
            return false;
        }
        said.first.value = raw.value / whole.value;
        said.first.fraction = true;
        said.first.end = whole.end;
        said.first.number_end = whole.number_end;
        said.end = whole.end;
        true
    }

    /// A number that counts nothing named: taken where it looks like a figure.
    fn bare(&self, mut said: Said, last: &Raw) -> Option<Said> {
        let block = self.block;
        let plain = last.vague.is_none() && (last.digits || last.value >= 2.0);
        let big = last.value.abs() >= 1000.0 || last.digits && last.value.fract() != 0.0;
        let before = said.start.checked_sub(1).map_or("", |before| block.word(before));
        let figure = matches!(
            before.to_ascii_lowercase().as_str(),
            "to" | "at"
                | "from"
                | "of"
                | "than"
                | "another"
                | "other"
                | "killed"
                | "killing"
                | "injured"
                | "injuring"
                | "wounding"
                | "wounded"
                | "is"
                | "was"
                | "turned"
                | "least"
                | "over"
                | "about"
                | "some"
                | "only"
        );
        let verb = block.is(
            last.end,
            &[
                "were", "have", "had", "are", "dead", "killed", "injured", "wounded", "died", "others", "more",
                "missing", "trapped", "arrested", "women", "men", "who", "remain", "escaped",
            ],
        );
        if last.vague == Some(Vague::Many) && verb
            || plain && (big || verb || figure && last.digits && last.value >= 10.0)
        {
            said.unit = "-".to_owned();
            said.rule = "quantities/bare";
            return Some(said);
        }
        None
    }

    /// The unit of a counted thing: its words as far as they belong together, the head in the singular.
    fn unit_of(&self, noun: &Noun) -> String {
        let block = self.block;
        let mut unit = String::new();
        for place in noun.start..noun.end {
            let word = block.word(place);
            if !unit.is_empty() && !block.glued(place) {
                unit.push(' ');
            }
            if place == noun.head {
                unit.push_str(&noun::singular(word));
            } else if !matches!(word, "\"" | "“" | "#") {
                unit.push_str(word);
            }
        }
        unit
    }

    /// "from 5 to 7 per cent", "between 50 and 70", "14-18 mpg", "$3 billion to $5 billion"
    fn range_end(&self, first: &mut Raw) -> Option<Raw> {
        let block = self.block;
        if first.vague.is_some() || first.per.is_some() && first.unit.is_none() {
            return None;
        }
        let join = first.end;
        let between = first.start > 0 && block.is(first.start - 1, &["between"]);
        let to = block.is(join, &["to"])
            || block.hyphen(join) && !first.hyphen && (block.glued(join) == block.glued(join + 1));
        let slash = first.unit.is_some() && self.sort(first) == Some(Sort::Money) && block.word(join) == "/";
        let or = block.is(join, &["or"]) && first.unit.is_none() && !first.hyphen;
        if !(to || or || slash || between && block.is(join, &["and"])) {
            return None;
        }
        let mut second = block.raw(join + 1)?;
        if second.vague.is_some() || second.fraction != first.fraction || self.dated(&second) {
            return None;
        }
        let same = first.unit == second.unit || first.unit.is_none();
        let rising = second.value > first.value;
        let from = first.start > 0 && block.is(first.start - 1, &["from"]);
        if !same || !(rising || from && first.unit.is_some()) || or && second.value > first.value * 2.0 + 1.0 {
            // "5 to $7": not a range of one thing.
            return None;
        }
        if second.unit.is_none() && noun::after(block, self.grammar, second.end).is_none() && !between && !from {
            return None;
        }
        // "1 to 2 thousand", "$3 to $5 million", "four to five thousand": the scale belongs to both.
        let scale = [1e12, 1e9, 1e6, 1e3, 1e2].into_iter().find(|scale| second.value >= *scale && self.scaled(&second));
        if let Some(scale) =
            scale.filter(|scale| first.value < *scale && first.value * scale < second.value && !self.scaled(first))
        {
            first.value *= scale;
        }
        if second.value < first.value {
            std::mem::swap(&mut first.value, &mut second.value);
        }
        Some(second)
    }

    /// Whether the number was told with a word or letter for its scale.
    fn scaled(&self, raw: &Raw) -> bool {
        let last = self.block.word(raw.number_end.saturating_sub(1));
        last.chars().next().is_some_and(|c| c.is_alphabetic()) && (raw.digits || raw.number_end > raw.number + 1)
    }

    /// "several people", "a few soldiers", "no aircraft", "years-long": only where what is counted is of a class.
    fn loose(&mut self, at: usize) -> Option<usize> {
        let block = self.block;
        if let Some(next) = self.length(at) {
            return Some(next);
        }
        if block.is(at, &["no"]) || block.is(at, &["several"]) {
            if block.is(at + 1, &["hundred", "thousand", "million", "dozen", "billion"]) {
                return self.several_hundred(at);
            }
            let noun = noun::after(block, self.grammar, at + 1)?;
            let plural = block.word(noun.head).ends_with('s')
                || block.is(noun.head, &["people", "men", "women", "children", "aircraft", "troops"]);
            let class = class::of_noun(block.data, block.word(noun.head))?;
            let none = block.is(at, &["no"]);
            if !plural && !none
                || none
                    && !matches!(
                        class,
                        "aircraft"
                            | "deaths"
                            | "injuries"
                            | "people"
                            | "troops"
                            | "children"
                            | "passengers"
                            | "arrests"
                    )
            {
                return None;
            }
            let number = Raw {
                value: 0.0,
                vague: (!none).then_some(Vague::Several),
                fraction: false,
                digits: false,
                start: at,
                number: at,
                number_end: at + 1,
                end: at + 1,
                unit: None,
                per: None,
                hyphen: false,
            };
            let said = Said {
                unit: self.unit_of(&noun),
                sort: None,
                sign: Sign::Equal,
                start: at,
                end: noun.end,
                change: Change::Equal,
                rule: if none { "quantities/none" } else { "quantities/several" },
                noun: Some(noun),
                first: number,
                second: None,
            };
            let next = at + 1;
            self.take(said);
            return Some(next);
        }
        None
    }

    /// "for years", "spent days", "a years-long war": two or more; "within a year", "played a season": one.
    fn length(&mut self, at: usize) -> Option<usize> {
        let block = self.block;
        let before = at.checked_sub(1)?;
        let article = block.is(at, &["a", "an"]);
        let unit_at = if article { at + 1 } else { at };
        let (unit, end) = block.unit(unit_at).filter(|(unit, _)| block.data.units[*unit as usize].sort == Sort::Time)?;
        let plural = block.word(end - 1).ends_with('s');
        let long = plural && block.hyphen(end) && block.glued(end) && block.is(end + 1, &["long"]);
        let lasting = block.is(before, &["for", "spent", "spend", "lasted", "took", "take", "takes"]);
        let one = article && !plural && (lasting || block.is(before, &["within", "played", "after", "than", "almost", "nearly"]));
        let many = !article && plural && (lasting || long);
        let open = !block.is(end, &["old", "ago", "earlier", "later", "or", "and", "of"]) && (long || !block.hyphen(end));
        if !(open && (one || many)) {
            return None;
        }
        let first = Raw {
            value: if one { 1.0 } else { 2.0 },
            vague: None,
            fraction: false,
            digits: false,
            start: at,
            number: at,
            number_end: unit_at,
            end,
            unit: Some(unit),
            per: None,
            hyphen: false,
        };
        let end = if long { end + 2 } else { end };
        let said = Said {
            unit: block.data.units[unit as usize].name.to_owned(),
            sort: Some(Sort::Time),
            noun: noun::after(block, self.grammar, end).filter(|_| long),
            sign: if one { Sign::Equal } else { Sign::Most },
            start: at,
            end,
            change: if one { Change::Equal } else { Change::More },
            rule: if one { "quantities/one-length" } else { "quantities/lengths" },
            first,
            second: None,
        };
        self.take(said);
        Some(end)
    }

    /// "several hundred people": from 200 (or 24, for dozens) to one short of a thousand.
    fn several_hundred(&mut self, at: usize) -> Option<usize> {
        let block = self.block;
        let noun = noun::after(block, self.grammar, at + 2)?;
        class::of_noun(block.data, block.word(noun.head))?;
        let size = match block.word(at + 1) {
            "dozen" => 12.0,
            "hundred" => 1e2,
            "thousand" => 1e3,
            "million" => 1e6,
            _ => 1e9,
        };
        let first = Raw {
            value: size,
            vague: Some(Vague::Many),
            fraction: false,
            digits: false,
            start: at,
            number: at,
            number_end: at + 2,
            end: at + 2,
            unit: None,
            per: None,
            hyphen: false,
        };
        let said = Said {
            unit: self.unit_of(&noun),
            sort: None,
            sign: Sign::Equal,
            start: at,
            end: noun.end,
            change: Change::Equal,
            rule: "quantities/several",
            noun: Some(noun),
            first,
            second: None,
        };
        self.take(said);
        Some(at + 2)
    }

    /// What the words around the number do to it.
    fn changed(&self, said: &mut Said) {
        let block = self.block;
        let mut at = said.start;
        if let Some((sign, start)) = block.sign_before(at) {
            said.sign = sign;
            said.start = start;
            at = start;
        }
        let end = said.second.as_ref().unwrap_or(&said.first).end;
        if let Some((sign, next)) = block.sign_after(end) {
            said.sign = sign;
            said.end = said.end.max(next);
        }
        said.change = match said.sign {
            Sign::About | Sign::Almost => Change::About,
            Sign::More | Sign::Most => Change::More,
            Sign::Less => Change::Less,
            Sign::Equal => Change::Equal,
        };
        let about_or_none = matches!(said.sign, Sign::Equal | Sign::Almost)
            || said.sign == Sign::Less
            || !(at > 0 && block.is(at - 1, &["up", "down"]));
        if matches!(said.sort, Some(Sort::Percent | Sort::Money | Sort::Count | Sort::Measure)) && about_or_none {
            if let Some(change) = self.direction(at, said) {
                said.change = change;
            }
        }
    }

    /// "rose 5 per cent", "down 3 points", "+0.2%"
    fn direction(&self, at: usize, said: &Said) -> Option<Change> {
        let block = self.block;
        let lexicon = &block.data.lexicon;
        if block.word(said.first.start) == "+" {
            return Some(Change::Up);
        }
        if said.first.value < 0.0 && said.sort == Some(Sort::Percent) {
            return Some(Change::Down);
        }
        for place in (at.saturating_sub(2)..at).rev() {
            let word = &block.words[place];
            if lexicon.is(word.id, data::UP) {
                return Some(Change::Up);
            }
            if lexicon.is(word.id, data::DOWN) {
                return Some(Change::Down);
            }
            if !block.is(place, &["by", "another", "a", "an", "as", "much", "further"]) {
                return None;
            }
        }
        None
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
