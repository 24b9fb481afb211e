//! Days, months, seasons, feasts, quarters and years by name and number.

use super::meaning::{Context, From, Meaning, Tense, published};
use super::point::{self, Grain, Point};
use super::read::Got;
use jiff::civil::Date;

pub(super) fn calendar(got: &Got, direction: i32, context: &Context) -> Option<Meaning> {
    let Some(first) = got.first_day else { return one(got, direction, context) };
    // "10 and 12 May": from the one to the other.
    let last = one(got, direction, context)?;
    let first = one(
        &Got { day: Some(first), year: last.point.map(|point| i32::from(point.first.year())).or(got.year), ..*got },
        direction,
        context,
    )?;
    let days = match (first.point, last.point) {
        (Some(first), Some(last)) if first.first >= last.first => return None,
        (Some(first), Some(last)) => Some((first.first, last.first)),
        _ => None,
    };
    Some(Meaning { value: format!("{}/{}", first.value, last.value), days, ..last })
}

fn one(got: &Got, direction: i32, context: &Context) -> Option<Meaning> {
    let year = match (got.year, got.shift_year) {
        (Some(year), _) => Some(i16::try_from(year).ok()?),
        (None, Some(offset)) => context.day.map(|day| day.year().saturating_add(i16::try_from(offset).unwrap_or(0))),
        _ => None,
    };
    match (got.month, got.day) {
        (None, _) => {
            let first = Date::new(year?, 1, 1).ok()?;
            Some(Meaning::at(Point { first, grain: Grain::Year }, From::Own))
        }
        (Some(month), day) => {
            if day.is_some_and(|day| {
                Date::new(2000, i8::try_from(month).unwrap_or(0), i8::try_from(day).unwrap_or(0)).is_err()
            }) {
                return None;
            }
            let own = if got.year.is_some() { From::Own } else { From::Published };
            let Some(year) = year.or_else(|| year_for(month, day, direction, context)) else {
                let value = day.map_or_else(|| format!("XXXX-{month:02}"), |day| format!("XXXX-{month:02}-{day:02}"));
                return Some(Meaning::relative(value));
            };
            let month = i8::try_from(month).ok()?;
            let point = match day {
                Some(day) => Point::day(Date::new(year, month, i8::try_from(day).ok()?).ok()?),
                None => Point { first: Date::new(year, month, 1).ok()?, grain: Grain::Month },
            };
            Some(Meaning::at(point, own))
        }
    }
}

/// The year that puts a day or month nearest to the report's day, or on the side its tense or direction says.
pub(super) fn year_for(month: i32, day_of_month: Option<i32>, direction: i32, context: &Context) -> Option<i16> {
    let today = context.day?;
    let month = i8::try_from(month).ok()?;
    let here = today.year();
    let day_number = i8::try_from(day_of_month.unwrap_or(15)).ok()?;
    let place = |year: i16| -> Option<i64> {
        // 29 February of a year without one stands for the 28th.
        let date = Date::new(year, month, day_number).or_else(|_| Date::new(year, month, day_number.min(28))).ok()?;
        Some(i64::from(today.until(date).ok()?.get_days()))
    };
    let before = |year: i16| if day_of_month.is_some() { place(year) } else { month_distance(today, year, month) };
    match direction {
        -1 => (here - 1..=here).rev().find(|year| before(*year).is_some_and(|days| days < 0)),
        1 => (here..=here + 1).find(|year| before(*year).is_some_and(|days| days > 0)),
        2 => Some(here),
        _ => {
            let nearest =
                (here - 1..=here + 1).filter_map(|year| Some((before(year)?, year))).min_by_key(|(days, _)| days.abs());
            let (distance, year) = nearest?;
            // Tense is trusted where the nearest is far enough for the other side to be meant.
            let near = if day_of_month.is_some() { 80 } else { 1 };
            match context.tense {
                Tense::Past if distance > near => Some(year - 1),
                Tense::Future if distance < -near => Some(year + 1),
                Tense::Unknown if day_of_month.is_none() && distance > 60 => Some(year - 1),
                _ => Some(year),
            }
        }
    }
}

pub(super) fn month_distance(today: Date, year: i16, month: i8) -> Option<i64> {
    let months = (i64::from(year) - i64::from(today.year())) * 12 + i64::from(month) - i64::from(today.month());
    Some(months * 30)
}

pub(super) fn season(got: &Got, context: &Context) -> Option<Meaning> {
    let season = got.season?;
    let month = i8::try_from(season * 3).ok()?;
    let own = if got.year.is_some() { From::Own } else { From::Published };
    let year = match (got.year, context.day) {
        (Some(year), _) => i16::try_from(year).ok()?,
        (None, None) => {
            return Some(Meaning::relative(format!(
                "XXXX-{}",
                ["SP", "SU", "FA", "WI"][(season - 1).clamp(0, 3) as usize]
            )));
        }
        (None, Some(day)) => {
            let here = day.year();
            let first = |year: i16| Date::new(year, month, 1).ok();
            let offset = got.shift_year.map(|offset| here.saturating_add(i16::try_from(offset).unwrap_or(0)));
            match (offset, got.dir) {
                (Some(year), _) => year,
                (_, Some(-1)) => (here - 1..=here).rev().find(|year| {
                    first(*year)
                        .and_then(|first| Point { first, grain: Grain::Season }.last())
                        .is_some_and(|last| last < day)
                })?,
                (_, Some(1)) => (here..=here + 1).find(|year| first(*year).is_some_and(|first| first > day))?,
                (_, Some(_)) => here,
                _ if context.tense == Tense::Past && first(here).is_some_and(|first| first > day) => here - 1,
                _ => here,
            }
        }
    };
    let first = Date::new(year, month, 1).ok()?;
    Some(Meaning::at(Point { first, grain: Grain::Season }, own))
}

pub(super) fn feast(number: i32, year: i16) -> Option<Date> {
    let fixed = |month, day| Date::new(year, month, day).ok();
    let easter = |days: i64| Point::day(point::easter(year)?).plus(days).map(|point| point.first);
    match number {
        1 => fixed(12, 25),
        2 => fixed(12, 24),
        3 => fixed(1, 1),
        4 => fixed(12, 31),
        5 => easter(0),
        6 => easter(-2),
        7 => easter(1),
        8 => point::nth_of_month(year, 11, 4, 4),
        9 => fixed(10, 31),
        10 => fixed(2, 14),
        11 => fixed(12, 26),
        12 => point::nth_of_month(year, 9, 1, 1),
        13 => point::nth_of_month(year, 5, 1, -1),
        14 => fixed(7, 4),
        15 => fixed(7, 14),
        16 => fixed(5, 1),
        17 => fixed(3, 17),
        18 => point::nth_of_month(year, 5, 7, 2),
        // The Tuesday after the first Monday of November.
        19 => point::nth_of_month(year, 11, 1, 1)?.tomorrow().ok(),
        20 => easter(-7),
        21 => fixed(11, 11),
        22 => point::nth_of_month(year, 1, 1, 3),
        _ => None,
    }
}

pub(super) fn holiday(number: i32, got: &Got, context: &Context) -> Option<Meaning> {
    if let Some(year) = got.year {
        return Some(Meaning::at(Point::day(feast(number, i16::try_from(year).ok()?)?), From::Own));
    }
    let Some(day) = context.day else { return Some(Meaning::relative("XXXX-XX-XX")) };
    let here = day.year();
    let mut years = (here - 1..=here + 1).filter_map(|year| feast(number, year));
    let found = match got.dir {
        Some(-1) => years.rfind(|feast| *feast < day),
        Some(1) => years.find(|feast| *feast > day),
        Some(_) => feast(number, here),
        None => years.min_by_key(|feast| day.until(*feast).map_or(i32::MAX, |span| span.get_days().abs())),
    };
    found.map(|feast| published(Point::day(feast)))
}

pub(super) fn decade(got: &Got) -> Option<Meaning> {
    let decade = got.decade?;
    let first = Date::new(i16::try_from(decade).ok()?, 1, 1).ok()?;
    Some(Meaning::at(Point { first, grain: Grain::Decade }, From::Own))
}

pub(super) fn quarter(got: &Got, context: &Context) -> Option<Meaning> {
    let nth = got.nth.filter(|nth| (1..=4).contains(nth))?;
    let own = if got.year.is_some() { From::Own } else { From::Published };
    let year = match got.year {
        Some(year) => i16::try_from(year).ok()?,
        None => {
            let Some(day) = context.day else { return Some(Meaning::relative(format!("XXXX-Q{nth}"))) };
            let here = i32::from(day.month() - 1) / 3 + 1;
            // Results of the year's end are told early in the next one.
            let step = if let Some(step) = got.shift_year.or(got.dir) {
                step
            } else if nth > here + 1 && context.tense != Tense::Future {
                -1
            } else {
                0
            };
            day.year().saturating_add(i16::try_from(step).ok()?)
        }
    };
    let first = Date::new(year, i8::try_from(nth * 3 - 2).ok()?, 1).ok()?;
    Some(Meaning::at(Point { first, grain: Grain::Quarter }, own))
}

pub(super) fn period(got: &Got, years: i32, context: &Context) -> Option<Meaning> {
    // "the 1988 period": the quarter told of, in another year.
    if let Some(year) = got.year {
        let year = i16::try_from(year).ok()?;
        let point = match context.quarter {
            Some(quarter) => Point { first: Date::new(year, quarter.first.month(), 1).ok()?, ..quarter },
            None => Point { first: Date::new(year, 1, 1).ok()?, grain: Grain::Year },
        };
        return Some(Meaning::at(point, if context.quarter.is_some() { From::Before } else { From::Own }));
    }
    let Some(quarter) = context.quarter else {
        let Some(day) = context.day else { return Some(Meaning::relative("XXXX-QX")) };
        let point = Point::holding(day, Grain::Quarter)?.plus(-1)?.plus(i64::from(years) * 4)?;
        return Some(published(point));
    };
    Some(Meaning::at(quarter.plus(i64::from(years) * 4)?, From::Before))
}

pub(super) fn half(got: &Got, direction: i32, context: &Context) -> Option<Meaning> {
    let nth = got.nth.or((direction == 2).then_some(2)).filter(|nth| (1..=2).contains(nth))?;
    let year = match (got.year, context.day) {
        (Some(year), _) => i16::try_from(year).ok()?,
        (None, Some(day)) => day.year().saturating_add(i16::try_from(direction).ok()?),
        _ => return Some(Meaning::relative(format!("XXXX-H{nth}"))),
    };
    let first = Date::new(year, if nth == 2 { 7 } else { 1 }, 1).ok()?;
    let own = if got.year.is_some() { From::Own } else { From::Published };
    Some(Meaning::at(Point { first, grain: Grain::Half }, own))
}
