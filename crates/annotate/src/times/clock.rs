//! Weekdays, parts of days and times of day.

use super::calendar::calendar;
use super::meaning::{Context, From, Meaning, Tense, published};
use super::point::{self, Grain, Point};
use super::read::Got;

pub(super) const PARTS: [&str; 8] = ["TMO", "TAF", "TEV", "TNI", "TMI", "TDT", "TNI", "TMO"];

/// The day a part or a time of day belongs to.
pub(super) fn day_of(
    got: &Got,
    direction: i32,
    argument: i32,
    context: &Context,
) -> Option<(Option<Point>, From, String)> {
    if got.month.is_some() {
        let meaning = calendar(got, 0, context)?;
        return Some((meaning.point, meaning.from, meaning.value));
    }
    if let Some(weekday) = got.weekday {
        let Some(point) = weekday_point(weekday, got.dir.unwrap_or(0), context) else {
            return Some((None, From::Missing, format!("XXXX-WXX-{weekday}")));
        };
        return Some((Some(point), From::Published, point.value()));
    }
    let step = if argument == 7 { got.offset.unwrap_or(0) } else { direction };
    match context.day {
        Some(day) => {
            let point = Point::day(day).plus(i64::from(step))?;
            Some((Some(point), From::Published, point.value()))
        }
        None => Some((None, From::Missing, "XXXX-XX-XX".to_owned())),
    }
}

pub(super) fn part(got: &Got, direction: i32, argument: i32, context: &Context) -> Option<Meaning> {
    let part = PARTS[got.part.unwrap_or(3).clamp(0, 7) as usize];
    // Argument 8: the part of the day told before ("the next morning" is the day after it).
    if argument == 8 || argument == 9 {
        let before = context.before.filter(|before| before.grain == Grain::Day)?;
        let point = before.plus(i64::from(argument - 8))?;
        return Some(Meaning {
            value: format!("{}{part}", point.value()),
            from: From::Before,
            point: Some(point),
            days: point.days(),
        });
    }
    let (point, from, value) = day_of(got, direction, argument, context)?;
    Some(Meaning { value: format!("{value}{part}"), from, point, days: point.and_then(Point::days) })
}

pub(super) fn clock(got: &Got, _direction: i32, argument: i32, context: &Context) -> Option<Meaning> {
    let mut hour = match (got.hour, argument) {
        (Some(hour), _) => hour,
        (None, 1) => 12,
        (None, 2) => 24,
        _ => return None,
    };
    let minute = got.minute.unwrap_or(0);
    if hour > 24 || minute > 59 {
        return None;
    }
    match got.ampm {
        Some(0) if hour > 12 => return None,
        Some(1) if hour > 12 && hour < 24 => {}
        Some(0) if hour == 12 => hour = 0,
        Some(1) if hour < 12 => hour += 12,
        _ => {}
    }
    if let (None, Some(part)) = (got.ampm, got.part)
        && part > 0
        && hour < 12
        && !(part == 3 && hour < 6)
    {
        hour += 12;
    }
    // A clock alone is of the day told just before; where that is none, of the report's day.
    let bare = got.month.is_none() && got.weekday.is_none() && got.offset.is_none();
    let (point, from, value) = match context.before.filter(|before| bare && before.grain == Grain::Day) {
        Some(before) => (Some(before), From::Before, before.value()),
        None => day_of(got, got.offset.unwrap_or(0), argument, context)?,
    };
    let point = point.filter(|point| point.grain == Grain::Day);
    Some(Meaning { value: format!("{value}T{hour:02}:{minute:02}"), from, point, days: point.and_then(Point::days) })
}

pub(super) fn weekday(weekday: i32, direction: i32, context: &Context) -> Option<Meaning> {
    if context.day.is_none() {
        return Some(Meaning::relative(format!("XXXX-WXX-{weekday}")));
    }
    weekday_point(weekday, direction, context).map(published)
}

pub(super) fn weekday_point(weekday: i32, direction: i32, context: &Context) -> Option<Point> {
    let day = context.day?;
    let same = i32::from(day.weekday().to_monday_one_offset()) == weekday;
    let found = match direction {
        -1 => point::weekday_from(day, weekday, -1),
        1 => point::weekday_from(day, weekday, 1),
        2 if same => Some(day),
        2 if context.tense == Tense::Past => point::weekday_from(day, weekday, -1),
        2 => point::weekday_from(day, weekday, 1),
        _ if same => Some(day),
        _ => point::weekday_from(day, weekday, if context.tense == Tense::Future { 1 } else { -1 }),
    };
    found.map(Point::day)
}

/// "Tuesday next week": that day of that week.
pub(super) fn weekday_of_week(weekday: i32, direction: i32, context: &Context) -> Option<Meaning> {
    let Some(day) = context.day else {
        return Some(Meaning::relative(format!("XXXX-WXX-{weekday}")));
    };
    let week = Point::holding(day, Grain::Week)?.plus(i64::from(direction))?;
    Point::day(week.first).plus(i64::from(weekday - 1)).map(published)
}
