//! Dates of the calendar, as they stand in print, with their time of day and zone where stated.
//!
//! Finds "September 15, 2015", "15 Sept. 2015", "2015-09-15T16:49:00Z", "12/22/2023", "22.12.2023", "Dec 21, 2023 at 9:05AM PST".
//! Does not find dates without a year ("on September 30"), years alone, and relative dates: they date no report by themselves.

use super::clock;
use jiff::civil::Date;
use rashomon_news::Moment;
use std::ops::Range;

/// A date in a line.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// Bytes of the line, time of day included.
    pub range: Range<usize>,
    /// The day, or the instant where the line states time and zone.
    pub value: Moment,
    /// Whether day and month could be the other way round ("3/4/2023"); read the American way.
    pub doubtful: bool,
    /// Whether a time of day stands beside it.
    pub timed: bool,
}

/// A word or number of a line.
#[derive(Clone, Copy, Debug)]
pub struct Piece<'a> {
    /// Its first byte in the line.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
    /// Its characters.
    pub words: &'a str,
    /// The value of a number of at most 9 digits.
    pub number: Option<u32>,
}

/// Lines are looked at this far (bytes); running text dates no report further on.
const LONGEST: usize = 2000;

/// The words and numbers of a line. Letters and digits part even where glued, and so do words glued by a copy
/// ("By Ann LeeDec. 21", "AM ESTUpdated") and a year and an hour ("20234:46").
pub fn pieces(line: &str) -> Vec<Piece<'_>> {
    let kind = |c: char| if c.is_ascii_digit() { 1 } else { u8::from(c.is_alphabetic()) * 2 };
    let mut out: Vec<Piece<'_>> = Vec::new();
    let mut last = ' ';
    let mut all = line.char_indices().take_while(|(at, _)| *at < LONGEST).peekable();
    while let Some((at, character)) = all.next() {
        let now = kind(character);
        let end = at + character.len_utf8();
        let small = all.peek().is_some_and(|(_, next)| next.is_lowercase());
        let begins = character.is_uppercase() && (last.is_lowercase() || (last.is_uppercase() && small));
        match out.last_mut() {
            Some(piece) if now > 0 && now == kind(last) && !begins => {
                piece.end = end;
                piece.words = line.get(piece.start..end).unwrap_or("");
            }
            _ if now > 0 => out.push(Piece { start: at, end, words: line.get(at..end).unwrap_or(""), number: None }),
            _ => {}
        }
        last = character;
    }
    let mut place = 0;
    while place < out.len() {
        let piece = out[place];
        let years =
            piece.words.get(..4).and_then(|four| four.parse().ok()).is_some_and(|year| (1990..2100).contains(&year));
        let hour = matches!(piece.words.len(), 5 | 6) && line[piece.end..].starts_with(':');
        if years && hour && kind(piece.words.chars().next().unwrap_or(' ')) == 1 {
            let cut = piece.start + 4;
            out[place] = Piece { end: cut, words: &line[piece.start..cut], ..piece };
            out.insert(place + 1, Piece { start: cut, words: &line[cut..piece.end], ..piece });
        }
        out[place].number =
            Some(out[place].words).filter(|words| words.len() <= 9).and_then(|words| words.parse().ok());
        place += 1;
    }
    out
}

/// The month a word names, whole or shortened, in six languages.
pub fn month(word: &str) -> Option<i8> {
    const NAMES: [&[&str]; 12] = [
        &["january", "januar", "janvier", "enero", "gennaio", "janeiro"],
        &["february", "februar", "février", "fevrier", "febrero", "febbraio", "fevereiro"],
        &["march", "märz", "maerz", "mars", "marzo", "março"],
        &["april", "avril", "abril", "aprile"],
        &["may", "mai", "mayo", "maggio", "maio"],
        &["june", "juni", "juin", "junio", "giugno", "junho"],
        &["july", "juli", "juillet", "julio", "luglio", "julho"],
        &["august", "août", "aout", "agosto"],
        &["september", "septembre", "septiembre", "settembre", "setembro", "sept"],
        &["october", "oktober", "octobre", "octubre", "ottobre", "outubro"],
        &["november", "novembre", "noviembre", "novembro"],
        &["december", "dezember", "décembre", "decembre", "diciembre", "dicembre", "dezembro"],
    ];
    let lower = word.to_lowercase();
    let place = NAMES.iter().position(|names| {
        names.iter().any(|name| *name == lower || (lower.len() == 3 && name.starts_with(&lower) && name.is_ascii()))
    });
    place.map(|place| place as i8 + 1)
}

/// The dates of a line, in order, not overlapping.
pub fn find(line: &str) -> Vec<Found> {
    let pieces = pieces(line);
    let mut out: Vec<Found> = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        let Some((first, last, day, doubtful)) = one(line, &pieces, at) else {
            at += 1;
            continue;
        };
        let clock = clock::after(line, &pieces, last).or_else(|| clock::before(line, &pieces, first));
        let mut range = pieces[first].start..pieces[last].end;
        let mut next = last + 1;
        let mut value = Moment::Day(day);
        if let Some(clock) = &clock {
            range = range.start.min(pieces[clock.first].start)..range.end.max(pieces[clock.last].end);
            next = next.max(clock.last + 1);
            value = clock.on(day).unwrap_or(value);
        }
        // A time before the second of two dates may be the first one's: it is not used twice.
        if out.last().is_some_and(|found| found.range.end > range.start) {
            range = pieces[first].start..pieces[last].end;
            value = Moment::Day(day);
        }
        out.push(Found { range, value, doubtful, timed: clock.is_some() });
        at = next;
    }
    out
}

/// The date that begins with a piece: its first and last piece, the day, and whether that is doubtful.
fn one(line: &str, pieces: &[Piece<'_>], at: usize) -> Option<(usize, usize, Date, bool)> {
    let get = |offset: usize| pieces.get(at + offset).copied();
    let gap = |offset: usize| {
        let (left, right) = (get(offset)?, get(offset + 1)?);
        line.get(left.end..right.start)
    };
    let year = |piece: Piece<'_>| {
        piece.number.filter(|number| piece.words.len() == 4 && (1900..2100).contains(number)).map(|year| year as i16)
    };
    let small = |piece: Piece<'_>, most: u32| {
        piece.number.filter(|number| piece.words.len() <= 2 && (1..=most).contains(number)).map(|number| number as i8)
    };
    let first = get(0)?;
    // 2015-09-15
    if let Some(year) = year(first) {
        let sign = gap(0).filter(|gap| matches!(*gap, "-" | "/" | "."))?;
        let month = small(get(1)?, 12)?;
        (gap(1)? == sign).then_some(())?;
        let day = small(get(2)?, 31)?;
        return Some((at, at + 2, Date::new(year, month, day).ok()?, false));
    }
    // September 15, 2015
    if let Some(month) = month(first.words) {
        let spaced =
            |gap: &str| gap.len() <= 5 && gap.chars().all(|c| c.is_whitespace() || matches!(c, ',' | '.' | '/' | '-'));
        let day = small(get(1)?, 31)?;
        spaced(gap(0)?).then_some(())?;
        let suffix = usize::from(get(2).is_some_and(|piece| ordinal(piece.words)));
        let year = year(get(2 + suffix)?)?;
        spaced(gap(1 + suffix)?).then_some(())?;
        return Some((at, at + 2 + suffix, Date::new(year, month, day).ok()?, false));
    }
    let day = small(first, 31)?;
    let mut next = 1;
    if get(next).is_some_and(|piece| ordinal(piece.words)) {
        next += 1;
    }
    if get(next).is_some_and(|piece| matches!(piece.words, "of" | "de")) {
        next += 1;
    }
    let second = get(next)?;
    let between = line.get(first.end..second.start)?;
    // 15 September 2015
    if let Some(month) = month(second.words) {
        (between.len() <= 8).then_some(())?;
        let of = usize::from(get(next + 1).is_some_and(|piece| matches!(piece.words, "of" | "de")));
        let year = year(get(next + 1 + of)?)?;
        let gap = gap(next + of)?;
        (gap.len() <= 3 && !gap.contains('(')).then_some(())?;
        return Some((at, at + next + 1 + of, Date::new(year, month, day).ok()?, false));
    }
    // 12/22/2023, 22.12.2023, 12/22/23
    (next == 1 && matches!(between, "/" | "." | "-")).then_some(())?;
    let third = get(2)?;
    (gap(1)? == between && second.words.len() <= 2).then_some(())?;
    let short = third.number.filter(|_| third.words.len() == 2 && between == "/").map(|year| 2000 + year as i16);
    let year = year(third).or(short)?;
    // A longer chain ("1.2.2023.4") is a number of another kind.
    let more = gap(2).is_some_and(|more| more == between);
    (!more).then_some(())?;
    let (a, b) = (i8::try_from(first.number?).ok()?, i8::try_from(second.number?).ok()?);
    let (month, day) = if between == "/" && a <= 12 { (a, b) } else { (b, a) };
    let date = Date::new(year, month, day).or_else(|_| Date::new(year, day, month)).ok()?;
    Some((at, at + 2, date, between == "/" && a <= 12 && b <= 12 && a != b))
}

fn ordinal(word: &str) -> bool {
    matches!(word, "st" | "nd" | "rd" | "th")
}

/// A moment as machines write it: RFC 3339, RFC 2822, ISO with or without zone, or a date as it stands in print.
pub fn machine(words: &str) -> Option<Moment> {
    let words = words.trim();
    if let Ok(moment) = words.parse() {
        return Some(moment);
    }
    if let Some(instant) = clock::stamped(words) {
        return Some(instant);
    }
    // Seconds or milliseconds since 1970.
    if words.len() >= 10 && words.len() <= 13 && words.bytes().all(|byte| byte.is_ascii_digit()) {
        let number: i64 = words.parse().ok()?;
        let seconds = if words.len() == 13 { number / 1000 } else { number };
        let at = jiff::Timestamp::from_second(seconds).ok().filter(|_| (10..14).contains(&words.len()))?;
        return Some(Moment::Instant { day: jiff::tz::Offset::UTC.to_datetime(at).date(), at });
    }
    find(words).first().map(|found| found.value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(line: &str) -> Vec<String> {
        find(line).iter().map(|found| found.value.to_string()).collect()
    }

    #[test]
    fn printed_dates() {
        for (value, line) in [
            ("2015-09-15", "September 15, 2015"),
            ("2015-09-15", "Tue. 15th Sept. 2015"),
            ("2015-09-15", "Posted on 2015/09/15 by someone"),
            ("2023-12-22", "12/22/2023"),
            ("2023-12-22", "22.12.2023"),
            ("2023-12-11", "By A Person • 12/11/23 4:23pm"),
            ("2023-12-20T17:05:00Z", "on December 20, 2023 at 9:05AM PST"),
            ("2023-12-21T12:37:00Z", "Published: 12:37 GMT, 21 December 2023"),
            ("2021-01-17T16:49:00Z", "16:49 GMT17 January 2021"),
            ("2023-07-01T16:00:00Z", "July 1, 2023 12:00 p.m. ET"),
            ("2024-03-05", "5 de marzo de 2024"),
            ("2023-12-21T23:00:00Z", "By Ann LeeDec. 21, 2023 6:00 pm EST"),
            ("2023-12-18", "By Ann ODec. 18, 2023"),
            ("2023-12-22T09:46:00Z", "Published Fri, Dec 22 20234:46 AM ESTUpdated 1 Min Ago"),
            ("2023-12-22T15:05:00Z", "Fri, Dec 22 202310:05 AM EST"),
        ] {
            assert_eq!(values(line), [value], "{line}");
        }
    }

    #[test]
    fn no_dates() {
        for line in
            ["On September 30, Russia", "in 2013", "1.2.3.4", "32/13/2020", "version 1.10.2", "May 2020", "2023", ""]
        {
            assert!(values(line).is_empty(), "{line}");
        }
    }

    #[test]
    fn two_dates_share_no_time() {
        let line = "Published: 12:37 GMT, 21 December 2023 | Updated: 15:26 GMT, 22 December 2023";
        assert_eq!(values(line), ["2023-12-21T12:37:00Z", "2023-12-22T15:26:00Z"]);
    }

    #[test]
    fn machine_stamps() {
        for (value, words) in [
            ("2015-09-15T14:49:00Z", "2015-09-15T16:49:00+02:00"),
            ("2015-09-15T14:49:00Z", "2015-09-15T16:49:00+0200"),
            ("2015-09-15T14:49:00Z", "2015-09-15T16:49+02:00"),
            ("2015-09-15", "2015-09-15T16:49:00"),
            ("2015-09-15T16:49:00Z", "Tue, 15 Sep 2015 16:49:00 GMT"),
            ("2015-09-15", "2015-09-15 16:49:00"),
            ("2023-11-14T22:13:20Z", "1700000000"),
        ] {
            assert_eq!(machine(words).map(|moment| moment.to_string()).as_deref(), Some(value), "{words}");
        }
    }
}
