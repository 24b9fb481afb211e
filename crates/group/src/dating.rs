//! Dates by company: what an undated report's neighbours say of its day.

use crate::hash::{ByHash, Term};
use crate::notes::{self, Look, Note};
use crate::profile::shared;
use jiff::civil::Date;
use jiff::{Span, ToSpan};
use rashomon_news::{Dating, Moment, Published, Rule};

/// Words in a row that two reports must both print as a quotation to be of one day: by chance nobody repeats a dozen.
const QUOTATION: usize = 12;
/// Names that two sentences must share to speak of the same thing to come.
const NAMES: usize = 3;
/// Days ahead from which something is told as "later this month": 47 of 50 mentions in 7,800 American news articles whose
/// day is on public record (`docs/design/group.md`); what comes sooner goes by its weekday.
const WEEK: i32 = 7;
/// Runs shorter than this are not looked for.
const RUN: usize = 6;

/// A report as dating sees it.
pub struct Seen<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its date, where it is told.
    pub told: Option<&'a Published>,
    /// The weekday its lead names.
    pub weekday: Option<i8>,
    /// Its quoted words, 0 between quotations.
    pub said: &'a [Term],
    /// What it says of other days.
    pub notes: &'a [Note],
}

/// The length of the longest run of quoted words that both print.
pub fn longest_run(a: &[Term], b: &[Term]) -> usize {
    let mut places: ByHash<Term, Vec<usize>> = ByHash::default();
    for (at, run) in b.windows(RUN).enumerate().filter(|(_, run)| !run.contains(&0)) {
        let list = places.entry(run[0]).or_default();
        // A word that opens many runs would make this quadratic.
        if list.len() < 16 {
            list.push(at);
        }
    }
    let (mut longest, mut at) = (0, 0);
    while at + RUN <= a.len() {
        let starts = places.get(&a[at]).into_iter().flatten();
        let run = |&start: &usize| a[at..].iter().zip(&b[start..]).take_while(|(x, y)| x == y && **x != 0).count();
        let here = starts.map(run).max().unwrap_or(0);
        longest = longest.max(here);
        at += if here > RUN { here } else { 1 };
    }
    if longest < RUN { 0 } else { longest }
}

/// The date of a report by the company of its story; `near` tells whether two reports are surely of the same event, and by what.
///
/// `story` is in order of date; a member's own weekday must agree.
pub fn inferred(report: &Seen, story: &[Seen], near: &dyn Fn(&str) -> Option<String>) -> Option<Published> {
    let agrees = |other: &Seen, day: Date| match (report.weekday, other.weekday) {
        (Some(mine), Some(theirs)) => mine == theirs,
        (Some(mine), None) => notes::last(mine, day) == day,
        (None, _) => true,
    };
    let dated = story.iter().filter(|other| other.id != report.id);
    let dated = dated.filter_map(|other| Some((other, other.told?)));
    let dated: Vec<_> = dated.filter(|(other, told)| agrees(other, told.value.day())).collect();
    let named = report.weekday.map(|day| format!("; names {} like it", notes::called(day))).unwrap_or_default();
    let by_quotation = dated
        .iter()
        .map(|&(other, told)| (longest_run(report.said, other.said), other, told))
        .filter(|&(run, ..)| run >= QUOTATION)
        .max_by(|a, b| a.0.cmp(&b.0).then(b.2.value.day().cmp(&a.2.value.day())).then(b.1.id.cmp(a.1.id)))
        .map(|(run, other, told)| (other, told, format!("prints {run} words of a quotation that {} prints", other.id)));
    let (other, told, why) = by_quotation.or_else(|| {
        dated.iter().find_map(|&(other, told)| {
            Some((other, told, format!("tells of the same event as {}: {}", other.id, near(other.id)?)))
        })
    })?;
    Some(Published {
        value: Moment::Day(told.value.day()),
        why: Rule::named(format!("inferred: {why}{named}")),
        passage: None,
        from: Some(other.id.to_owned()),
    })
}

/// What bounds the day of a report: what it looks back on, and what it looks ahead to where its company says when that is.
///
/// `company` is the storyline with the days told or inferred, in order of date.
pub fn bounded(report: &Seen, company: &[(&Seen, Date)]) -> Option<Dating> {
    let mut whys = Vec::new();
    let (mut after, mut before): (Option<Date>, Option<Date>) = (None, None);
    for note in report.notes {
        if let Look::Back { month, day, year, .. } = note.look
            && let Some((past, of)) = looked_back(month, day, year, company)
            && after.is_none_or(|after| past > after)
        {
            after = Some(past);
            let of = of.map(|id| format!(", of the year of {id}")).unwrap_or_default();
            whys.retain(|why: &String| !why.starts_with("it looks back"));
            whys.push(format!("it looks back on “{}”{of}", note.printed));
        }
    }
    if let Some((earliest, latest, why)) = looked_ahead(report, company) {
        after = after.max(Some(earliest));
        before = Some(latest);
        whys.push(why);
    }
    let sound = after.zip(before).is_none_or(|(after, before)| after <= before);
    (sound && !whys.is_empty()).then(|| Dating::Bounded { after, before, why: whys.join("; ") })
}

/// Whether what a report says of other days shows that it was not written on this one.
pub fn contradicts(report: &Seen, day: Date, company: &[(&Seen, Date)]) -> bool {
    report.notes.iter().any(|note| note.is_after(day))
        || looked_ahead(report, company).is_some_and(|(earliest, latest, _)| day < earliest || day > latest)
}

/// The days on which a report can have been written that looks ahead to a weekday, where its company says when that is; and why.
fn looked_ahead(report: &Seen, company: &[(&Seen, Date)]) -> Option<(Date, Date, String)> {
    report.notes.iter().find_map(|note| {
        let Look::Weekday(weekday) = note.look else { return None };
        let (other, (ahead, (from, to))) = company.iter().find_map(|(other, day)| {
            let same = |ahead: &&Note| shared(&ahead.names, &note.names) >= NAMES;
            let ahead = other.notes.iter().filter(same).find_map(|ahead| Some((ahead, window(&ahead.look, *day)?)))?;
            Some((other, ahead))
        })?;
        // "On Monday" is said of the next Monday, in the six days before it.
        let first = notes::last(weekday, plus(from, 6));
        let last = notes::last(weekday, to);
        let why = || format!("it looks ahead to “{}”, which {} expects “{}”", note.printed, other.id, ahead.printed);
        (first <= last).then(|| (plus(first, -6), plus(last, -1), why()))
    })
}

fn plus(day: Date, days: i32) -> Date {
    day.checked_add(Span::new().days(days)).unwrap_or(day)
}

/// The first day on which a report can have been written that looks back on this: the day itself, or the day after the month
/// (of a month that still runs one says "this month"). A year that is not told is the one nearest to the company.
fn looked_back<'a>(
    month: i8,
    day: Option<i8>,
    year: Option<i16>,
    company: &[(&Seen<'a>, Date)],
) -> Option<(Date, Option<&'a str>)> {
    let of = |year: i16| {
        let date = Date::new(year, month, day.unwrap_or(1)).ok()?;
        match day {
            Some(_) => Some(date),
            None => date.checked_add(1.month()).ok(),
        }
    };
    if let Some(year) = year {
        return Some((of(year)?, None));
    }
    let (seen, near) = company.first()?;
    let years = [near.year() - 1, near.year(), near.year() + 1];
    let nearest = years.into_iter().filter_map(of).min_by_key(|date| (*date - *near).get_days().abs())?;
    Some((nearest, Some(seen.id)))
}

/// The days that an expression means which a report of `day` prints.
fn window(look: &Look, day: Date) -> Option<(Date, Date)> {
    let next_month = day.first_of_month().checked_add(1.month()).ok()?;
    match look {
        // The days of the coming week are called by their names: not "later this month" while the month has more than these.
        Look::LaterThisMonth => {
            let last = day.last_of_month();
            let from = plus(day, WEEK);
            Some((if from <= last { from } else { plus(day, 1) }, last))
        }
        Look::NextMonth => Some((next_month, next_month.last_of_month())),
        Look::NextWeek => {
            let monday = plus(notes::last(0, day), 7);
            Some((monday, plus(monday, 6)))
        }
        Look::Weekday(_) | Look::Back { .. } => None,
    }
}
