//! Times of day beside a date, and the zones they are stated in.

use super::dates::Piece;
use jiff::Timestamp;
use jiff::civil::{Date, Time, Weekday};
use jiff::tz::Offset;
use rashomon_news::Moment;

/// A time of day in a line.
#[derive(Clone, Copy, Debug)]
pub struct Clock {
    /// Its first and last piece.
    pub first: usize,
    pub last: usize,
    hour: i8,
    minute: i8,
    zone: Option<Zone>,
}

#[derive(Clone, Copy, Debug)]
enum Zone {
    /// Minutes east of Greenwich.
    Fixed(i32),
    /// Minutes east in winter; summer time by the American rule.
    American(i32),
}

fn zone(word: &str) -> Option<Zone> {
    Some(match word {
        "GMT" | "UTC" | "Z" | "WET" => Zone::Fixed(0),
        "BST" | "CET" | "WEST" => Zone::Fixed(60),
        "CEST" | "EET" | "SAST" => Zone::Fixed(120),
        "EEST" | "MSK" => Zone::Fixed(180),
        "IST" => Zone::Fixed(330),
        "SGT" | "HKT" => Zone::Fixed(480),
        "JST" | "KST" => Zone::Fixed(540),
        "AEST" => Zone::Fixed(600),
        "AEDT" => Zone::Fixed(660),
        "EDT" => Zone::Fixed(-240),
        "EST" | "CDT" => Zone::Fixed(-300),
        "CST" | "MDT" => Zone::Fixed(-360),
        "MST" | "PDT" => Zone::Fixed(-420),
        "PST" => Zone::Fixed(-480),
        "ET" => Zone::American(-300),
        "CT" => Zone::American(-360),
        "MT" => Zone::American(-420),
        "PT" => Zone::American(-480),
        _ => return None,
    })
}

impl Clock {
    /// The instant on a day, where the zone is stated.
    pub fn on(&self, day: Date) -> Option<Moment> {
        let minutes = match self.zone? {
            Zone::Fixed(minutes) => minutes,
            Zone::American(minutes) => minutes + if american_summer(day) { 60 } else { 0 },
        };
        let time = Time::new(self.hour, self.minute, 0, 0).ok()?;
        let offset = Offset::from_seconds(minutes * 60).ok()?;
        let at = offset.to_timestamp(day.to_datetime(time)).ok()?;
        Some(Moment::Instant { day, at })
    }
}

/// From the second Sunday of March to the first of November.
fn american_summer(day: Date) -> bool {
    let sunday = |month: i8, nth: i8| {
        Date::new(day.year(), month, 1).ok().and_then(|first| first.nth_weekday_of_month(nth, Weekday::Sunday).ok())
    };
    sunday(3, 2).zip(sunday(11, 1)).is_some_and(|(from, to)| from <= day && day < to)
}

/// The time of day that begins with a piece.
fn at(line: &str, pieces: &[Piece<'_>], first: usize) -> Option<Clock> {
    let get = |place: usize| pieces.get(place).copied();
    let gap = |place: usize| line.get(get(place)?.end..get(place + 1)?.start);
    let mut hour = get(first)?.number.filter(|hour| *hour < 24 && pieces[first].words.len() <= 2)? as i8;
    let mut last = first;
    let mut minute = 0;
    let colon = gap(first).is_some_and(|gap| matches!(gap, ":" | "." | "h"));
    let minutes = get(first + 1).and_then(|piece| piece.number.filter(|minute| *minute < 60 && piece.words.len() == 2));
    if let Some(told) = minutes.filter(|_| colon) {
        minute = told as i8;
        last += 1;
        // Seconds say nothing a reader needs.
        if gap(last) == Some(":") && get(last + 1).is_some_and(|piece| piece.number.is_some() && piece.words.len() == 2)
        {
            last += 1;
        }
    }
    let near = |last: usize| gap(last).is_some_and(|gap| gap.chars().count() <= 2);
    let half = get(last + 1).filter(|_| near(last)).map(|piece| piece.words.to_ascii_lowercase());
    let mut told = last > first;
    match half.as_deref() {
        Some("am" | "pm") => {
            hour = twelve(hour, half.as_deref() == Some("pm"))?;
            (last, told) = (last + 1, true);
        }
        Some(letter @ ("a" | "p")) if get(last + 2).is_some_and(|piece| piece.words.eq_ignore_ascii_case("m")) => {
            hour = twelve(hour, letter == "p")?;
            (last, told) = (last + 2, true);
        }
        _ => {}
    }
    told.then_some(())?;
    let zone = get(last + 1).filter(|_| near(last)).and_then(|piece| zone(piece.words));
    last += usize::from(zone.is_some());
    Some(Clock { first, last, hour, minute, zone })
}

fn twelve(hour: i8, afternoon: bool) -> Option<i8> {
    match (hour, afternoon) {
        (12, false) => Some(0),
        (1..=11, true) => Some(hour + 12),
        (0..=23, _) => Some(hour),
        _ => None,
    }
}

/// The time of day after the piece that ends a date.
pub fn after(line: &str, pieces: &[Piece<'_>], last: usize) -> Option<Clock> {
    let mut next = last + 1;
    if pieces.get(next).is_some_and(|piece| matches!(piece.words, "at" | "um" | "à" | "T" | "a" | "las")) {
        next += 1;
    }
    let gap = line.get(pieces.get(last)?.end..pieces.get(next)?.start)?;
    (gap.chars().count() <= 8).then_some(())?;
    at(line, pieces, next)
}

/// The time of day that ends before the piece that begins a date.
pub fn before(line: &str, pieces: &[Piece<'_>], first: usize) -> Option<Clock> {
    // "10:27 AM PST, Thursday, December 21": the time begins at most six pieces before.
    (1..=6).rev().filter_map(|back| first.checked_sub(back)).find_map(|place| {
        let clock = at(line, pieces, place)?;
        let between = line.get(pieces[clock.last].end..pieces[first].start)?;
        let weekday = pieces.get(clock.last + 1).is_some_and(|piece| piece.words.to_ascii_lowercase().ends_with("day"));
        (clock.last < first && (between.chars().count() <= 5 || (weekday && clock.last + 2 == first))).then_some(clock)
    })
}

/// "2015-09-15T16:49:00+0200" and the like, and "Tue, 15 Sep 2015 16:49:00 GMT".
pub fn stamped(words: &str) -> Option<Moment> {
    if let Ok(zoned) = jiff::fmt::rfc2822::parse(words) {
        return Some(Moment::Instant { day: zoned.date(), at: zoned.timestamp() });
    }
    let day: Date = words.get(..10)?.parse().ok()?;
    let rest = words.get(10..)?.trim_start_matches(['T', ' ', 't']);
    let end = rest.find(['+', '-', 'Z', 'z']).unwrap_or(rest.len());
    let (time, offset) = rest.split_at(end);
    let time: Time = time.trim().parse().ok().or_else(|| (time.trim().is_empty()).then(Time::midnight))?;
    let minutes = match offset.trim() {
        "Z" | "z" => 0,
        "" => return Some(Moment::Day(day)),
        signed => {
            let digits: String = signed.chars().filter(char::is_ascii_digit).collect();
            let hours: i32 = digits.get(..2)?.parse().ok()?;
            let minutes: i32 = digits.get(2..4).unwrap_or("0").parse().ok()?;
            (hours * 60 + minutes) * if signed.starts_with('-') { -1 } else { 1 }
        }
    };
    let offset = Offset::from_seconds(minutes * 60).ok()?;
    let at: Timestamp = offset.to_timestamp(day.to_datetime(time)).ok()?;
    Some(Moment::Instant { day, at })
}
