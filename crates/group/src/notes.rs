//! What a report's text says of days: what it looks back on, what it looks ahead to, and on what day it happened.

use crate::hash::{self, Term};
use crate::words::{Word, Zone};
use jiff::civil::{Date, Weekday};
use std::sync::OnceLock;

/// Notes kept of one report.
const KEPT: usize = 12;
/// Words of a sentence that are looked at, before and after the expression.
const AROUND: usize = 40;

/// What a sentence says of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Look {
    /// Ahead to a weekday: "On Monday, she is to meet".
    Weekday(i8),
    /// Ahead: "later this month".
    LaterThisMonth,
    /// Ahead: "next month".
    NextMonth,
    /// Ahead: "next week".
    NextWeek,
    /// Back to a month, or a day of it: "In October", "on September 30".
    Back {
        /// 1 to 12.
        month: i8,
        /// Where it is told.
        day: Option<i8>,
        /// Where it is told.
        year: Option<i16>,
        /// The sentence tells of it as past: "was", "began", "launched".
        past: bool,
    },
}

/// One such sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// What it says.
    pub look: Look,
    /// The expression as printed.
    pub printed: Box<str>,
    /// The names in the sentence, sorted.
    pub names: Box<[Term]>,
}

/// Words that are looked for, by hash.
struct Known {
    weekdays: [Term; 7],
    months: [Term; 12],
    ahead: Vec<Term>,
    past: Vec<Term>,
    on: Term,
    within: Term,
    this: Term,
    next: Term,
    later: Term,
    month: Term,
    week: Term,
}

fn term(word: &str) -> Term {
    hash::folded(hash::of(word.as_bytes()))
}

fn known() -> &'static Known {
    static KNOWN: OnceLock<Known> = OnceLock::new();
    KNOWN.get_or_init(|| Known {
        weekdays: ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"].map(term),
        months: [
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
        ]
        .map(term),
        ahead: AHEAD.map(term).to_vec(),
        past: PAST.map(term).to_vec(),
        on: term("on"),
        within: term("in"),
        this: term("this"),
        next: term("next"),
        later: term("later"),
        month: term("month"),
        week: term("week"),
    })
}

/// The sentence around a word, as places in `words`; at most [`AROUND`] words to either side.
fn sentence(words: &[Word], at: usize) -> (usize, usize) {
    let start = (at.saturating_sub(AROUND)..=at).rev().find(|&place| words[place].opens).unwrap_or(at);
    let end = (at + 1..words.len().min(at + AROUND)).find(|&place| words[place].opens);
    (start, end.unwrap_or_else(|| words.len().min(at + AROUND)))
}

/// Names in some words, without the names of days and months.
fn names(words: &[Word]) -> Box<[Term]> {
    let known = known();
    let dated = |word: &Word| known.weekdays.contains(&word.form) || known.months.contains(&word.form);
    let mut names: Vec<Term> = words.iter().filter(|word| word.name && !dated(word)).map(|word| word.stem).collect();
    names.sort_unstable();
    names.dedup();
    names.into()
}

/// Whether a sentence speaks of what is still to come: "is to meet", "will", "due".
fn ahead(words: &[Word], is: Term, to: Term) -> bool {
    words.iter().any(|word| known().ahead.contains(&word.form))
        || words.windows(2).any(|pair| pair[0].form == is && pair[1].form == to)
}

/// Whether a sentence that does not speak of what is to come tells of what has been: "was", "launched".
fn past(words: &[Word]) -> bool {
    words.iter().any(|word| word.past || known().past.contains(&word.form))
}

impl Note {
    /// Whether who wrote this after the looked-back day cannot have told of an event on `day` as of news.
    ///
    /// A day without a year that would be a few months ahead of `day` is read so; one further ahead may be of the year before,
    /// as may any month without a year ("in April", in February).
    pub fn is_after(&self, day: Date) -> bool {
        let Look::Back { month, day: of, year, past: true } = self.look else { return false };
        let days = |year: i16| Date::new(year, month, of.unwrap_or(1)).ok().map(|back| (back - day).get_days());
        match year {
            Some(year) => days(year).is_some_and(|days| days > SOON),
            None => {
                of.is_some() && {
                    let mut nearest = [day.year(), day.year() + 1].into_iter().filter_map(days);
                    nearest.any(|days| (SOON + 1..=AHEAD_OF).contains(&days))
                }
            }
        }
    }
}

/// Days for which an event is told of as news.
const SOON: i32 = 2;
/// Days ahead of an event up to which a month or day without a year is taken to be of the same season, not of the year before.
const AHEAD_OF: i32 = 120;
/// Words of sentences about what is to come.
const AHEAD: [&str; 12] = [
    "will",
    "due",
    "scheduled",
    "expected",
    "plans",
    "set",
    "upcoming",
    "would",
    "planned",
    "slated",
    "postponed",
    "until",
];
/// Past forms that do not end in "ed"; "said" and "told" are of the reporting, not of what is reported.
const PAST: [&str; 20] = [
    "was", "were", "had", "began", "took", "made", "went", "came", "gave", "won", "lost", "met", "held", "became",
    "saw", "left", "shot", "broke", "fell", "died",
];

/// The notes of a report; of one that is dated only what it looks ahead to, which dates others.
pub fn notes(words: &[Word], text: &str, dated: bool) -> Box<[Note]> {
    let known = known();
    let (is, to) = (term("is"), term("to"));
    let printed = |from: usize, to: usize| {
        let (start, end) = (words[from].at.0 as usize, words[to].at.1 as usize);
        Box::from(text.get(start..end).unwrap_or(""))
    };
    let mut notes = Vec::new();
    for (at, word) in words.iter().enumerate() {
        if notes.len() >= KEPT {
            break;
        }
        if word.zone == Zone::Title {
            continue;
        }
        let before = |back: usize| at.checked_sub(back).map(|place| words[place].form);
        let after = |on: usize| words.get(at + on);
        let look = if word.form == known.month && before(1) == Some(known.this) && before(2) == Some(known.later) {
            Some((Look::LaterThisMonth, at - 2, at))
        } else if word.form == known.month && before(1) == Some(known.next) {
            Some((Look::NextMonth, at - 1, at))
        } else if word.form == known.week && before(1) == Some(known.next) {
            Some((Look::NextWeek, at - 1, at))
        } else if dated || !word.capital || word.quoted {
            None
        } else if let Some(weekday) = known.weekdays.iter().position(|&name| name == word.form) {
            let start = if before(1) == Some(known.on) { at - 1 } else { at };
            let (from, end) = sentence(words, at);
            ahead(&words[from..end], is, to).then_some((Look::Weekday(weekday as i8), start, at))
        } else if let Some(month) = known.months.iter().position(|&name| name == word.form) {
            let number = |word: Option<&Word>| {
                let word = word?;
                text.get(word.at.0 as usize..word.at.1 as usize)?.parse::<i16>().ok()
            };
            let a_day = |word| number(word).filter(|day| (1..=31).contains(day)).map(|day| day as i8);
            // "September 30" and "30 September".
            let behind = a_day(after(1));
            let ahead_of = at.checked_sub(1).and_then(|place| a_day(words.get(place)));
            let day = behind.or(ahead_of);
            let last = at + usize::from(behind.is_some());
            let at = if behind.is_none() && ahead_of.is_some() { at - 1 } else { at };
            let before = |back: usize| at.checked_sub(back).map(|place| words[place].form);
            let year = number(words.get(last + 1)).filter(|year| (1900..2100).contains(year));
            let start = if [Some(known.on), Some(known.within)].contains(&before(1)) { at - 1 } else { at };
            // "May" and "March" are words of other kinds too: a month is told with its day, its year or an "in".
            let told = day.is_some() || year.is_some() || before(1) == Some(known.within);
            let (from, end) = sentence(words, at);
            (told && !ahead(&words[from..end], is, to)).then_some((
                Look::Back { month: month as i8 + 1, day, year, past: past(&words[from..end]) },
                start,
                last + usize::from(year.is_some()),
            ))
        } else {
            None
        };
        if let Some((look, from, last)) = look {
            let (start, end) = sentence(words, at);
            let last = last.min(words.len() - 1);
            notes.push(Note { look, printed: printed(from, last), names: names(&words[start..end]) });
        }
    }
    notes.into()
}

/// The weekday that headline or lead names first, Monday is 0.
pub fn weekday(words: &[Word]) -> Option<i8> {
    let lead = words.iter().take_while(|word| word.zone != Zone::Body).filter(|word| word.capital);
    let mut days = lead.filter_map(|word| known().weekdays.iter().position(|&name| name == word.form));
    days.next().map(|day| day as i8)
}

/// The last such weekday that is not after a day.
pub fn last(weekday: i8, day: Date) -> Date {
    let back = (day.weekday().to_monday_zero_offset() - weekday).rem_euclid(7);
    day.checked_sub(jiff::Span::new().days(i64::from(back))).unwrap_or(day)
}

/// The name of a weekday.
pub fn called(weekday: i8) -> &'static str {
    match Weekday::from_monday_zero_offset(weekday) {
        Ok(Weekday::Monday) => "Monday",
        Ok(Weekday::Tuesday) => "Tuesday",
        Ok(Weekday::Wednesday) => "Wednesday",
        Ok(Weekday::Thursday) => "Thursday",
        Ok(Weekday::Friday) => "Friday",
        Ok(Weekday::Saturday) => "Saturday",
        _ => "Sunday",
    }
}
