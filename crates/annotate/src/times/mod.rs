//! When: time expressions with their TIMEX3 values.
//!
//! The rules are data (`data/times/*.txt`, with examples that run as tests). Each block is scanned once; at each place the longest
//! pattern wins, the earlier rule among equals. Values are reckoned from the report's day; where it has none they stay relative
//! (`XXXX-WXX-2`). Time and memory grow with the text: a place tries only the patterns that its word can start.

mod calendar;
mod clock;
mod length;
mod meaning;
mod pattern;
mod point;
mod read;
mod rules;
mod tense;

use crate::Grammar;
use crate::scan::{self, Kind, Word};
use jiff::civil::Date;
use meaning::{Context, From, Function, Meaning, Tense};
use point::{Grain, Point};
use rashomon_news::{Anchor, Annotated, Report, Rule, Time, TimeKind};
use rashomon_text::{Layer, Range, Spanned};
use read::{Got, Reader};
use rules::Rules;
use std::sync::OnceLock;

/// The rules; the files are part of the program and a test reads them, so that what is built has them whole.
fn all_rules() -> &'static Rules {
    static RULES: OnceLock<Rules> = OnceLock::new();
    RULES.get_or_init(|| rules::load().unwrap_or_else(|_| Rules::none()))
}

/// Reads the rules, so that no report need wait for them.
pub(crate) fn prepare() {
    all_rules();
}

/// Finds the time expressions of all blocks; `published` is the report's day.
pub fn find(report: &Report, grammar: &Grammar, published: Option<Date>) -> Layer<Time> {
    let rules = all_rules();
    let mut finder = Finder { report, rules, grammar, published, found: Vec::new(), before: None, quarter: None };
    for block in report.blocks.iter() {
        finder.block(block.range);
    }
    Layer::new(finder.found)
}

/// Resolves the times of a report again, once its company dates it: the expressions stay, their values and days change.
pub fn redate(all: &mut Annotated, day: Date) {
    let grammar = crate::language::parse(&all.report);
    all.times = find(&all.report, &grammar, Some(day));
}

/// Resolves what can be told of a report whose day has bounds only, `after` and `before` included.
///
/// With both bounds, an expression is taken that means the same on each of these days, and the day of publication itself
/// ("today") becomes the stretch between them. With one bound, only a month or day without its year is taken, as seen from there.
pub fn redate_between(all: &mut Annotated, after: Option<Date>, before: Option<Date>) {
    let Some((first, last)) = after.or(before).zip(before.or(after)) else { return };
    let both = after.is_some() && before.is_some();
    let grammar = crate::language::parse(&all.report);
    let early = find(&all.report, &grammar, Some(first));
    let late = find(&all.report, &grammar, Some(last));
    let told = |time: &Spanned<Time>| {
        let at =
            |layer: &Layer<Time>| layer.iter().find(|other| other.range == time.range).map(|other| other.value.clone());
        let (early, late) = (at(&early)?, at(&late)?);
        if both && early.value == first.to_string() && late.value == last.to_string() && first != last {
            return Some(Time { value: format!("{first}/{last}"), days: Some((first, last)), ..early });
        }
        // "XXXX-09-30" and "XXXX-10", not a weekday of an unknown week.
        let year_alone =
            time.value.value.strip_prefix("XXXX-").is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        (early.value == late.value && (both || year_alone)).then_some(early)
    };
    all.times = Layer::new(all.times.iter().map(|time| {
        let unresolved = time.value.anchor == Anchor::Missing;
        let value = unresolved.then(|| told(time)).flatten().unwrap_or_else(|| time.value.clone());
        (time.range, value)
    }));
}

struct Finder<'a> {
    report: &'a Report,
    rules: &'a Rules,
    grammar: &'a Grammar,
    published: Option<Date>,
    found: Vec<(Range, Time)>,
    /// The last stretch of the calendar told so far.
    before: Option<(Range, Point)>,
    /// The last quarter told, where no other period came after it.
    quarter: Option<(Range, Point)>,
}

impl Finder<'_> {
    fn block(&mut self, range: Range) {
        let text = self.report.text.as_str();
        let words = scan::words(text, range.bytes(), &self.rules.lexicon);
        let reader = Reader { text, words: &words, rules: self.rules };
        let mut at = 0;
        while at < words.len() {
            at = self.place(&reader, at).unwrap_or(at + 1);
        }
    }

    /// Takes the best pattern that starts at a place; the place after it.
    fn place(&mut self, reader: &Reader<'_>, at: usize) -> Option<usize> {
        let words = reader.words;
        let word = words[at];
        // "co-founder", "mid-May": a word after a hyphen starts an expression only after words that do not matter.
        let starts: &[u32] = match word.kind {
            Kind::Digits => &self.rules.digit_starts,
            _ if word.id == scan::UNKNOWN => return None,
            _ => &self.rules.starts[word.id as usize],
        };
        let found = self.rules.trie.longest(starts, words, at, reader)?;
        let (next, got) = (found.next, Got::from(&found.got));
        let entry = &self.rules.entries[found.pattern as usize];
        if entry.function == Function::Nothing {
            return Some(next);
        }
        let context = Context {
            day: self.published,
            before: self.before.map(|before| before.1),
            quarter: self.quarter.map(|quarter| quarter.1),
            tense: if entry.function.by_tense() {
                tense::around(reader, self.grammar, at, next)
            } else {
                Tense::Unknown
            },
        };
        let meaning = meaning::mean(entry.function, entry.argument, &got, &context)?;
        let range = self.report.text.range(word.start as usize, words[next - 1].end as usize)?;
        self.take(range, entry.kind, meaning, &entry.rule, entry.function);
        Some(next)
    }

    fn take(&mut self, range: Range, kind: TimeKind, meaning: Meaning, rule: &str, function: Function) {
        let anchor = match meaning.from {
            From::Own => Anchor::Own,
            From::Published => Anchor::Published,
            From::Missing => Anchor::Missing,
            From::Before => {
                let before =
                    if matches!(function, Function::Period | Function::YearAgo) { self.quarter } else { self.before };
                before.map_or(Anchor::Missing, |before| Anchor::Expression(before.0))
            }
        };
        if let Some(point) = meaning.point.filter(|_| kind == TimeKind::Date || kind == TimeKind::Time) {
            self.before = Some((range, point));
            if point.grain == Grain::Quarter && !matches!(function, Function::YearAgo) {
                // "the year-earlier period" does not become the period that is told of.
                if self.quarter.is_none_or(|quarter| quarter.1.first <= point.first || function == Function::Quarter) {
                    self.quarter = Some((range, point));
                }
            }
        }
        // "the nine months", "the year": what follows is compared with a year, not with a quarter.
        if kind == TimeKind::Duration && (meaning.value == "P9M" || meaning.value == "P6M" || meaning.value == "P1Y") {
            self.quarter = None;
        }
        let time = Time { kind, value: meaning.value, anchor, days: meaning.days, rule: Rule::named(rule) };
        self.found.push((range, time));
    }
}

/// Whether a word is one of these, in any case.
fn is(word: &Word, text: &str, these: &[&str]) -> bool {
    let word = word.of(text);
    these.iter().any(|this| word.eq_ignore_ascii_case(this))
}

#[cfg(test)]
mod tests;
