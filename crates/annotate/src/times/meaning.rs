//! What the rules' functions mean: from captured words to a TIMEX3 value.

use super::calendar::{calendar, decade, half, holiday, period, quarter, season};
use super::clock::{clock, part, weekday, weekday_of_week};
use super::length::{each, length};
use super::point::{Grain, Point};
use super::read::Got;
use jiff::Span;
use jiff::civil::Date;

/// What a rule does with what it captured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Function {
    /// A day so many from the anchor: "today", "yesterday".
    Day,
    /// This, last, next unit; the argument stands where no DIR was captured.
    Unit,
    /// A weekend; argument 9: the one nearest by tense.
    Weekend,
    /// What was told before: "since then".
    Then,
    /// A weekday; argument −1 last, 1 next, 2 this, 0 by tense.
    Weekday,
    /// What is captured of year, month, day.
    Calendar,
    /// The week that holds a day: "the week of May 5".
    Week,
    /// So many units before (−1) or after (1) the anchor.
    Shift,
    /// So many units before or after the expression told before.
    Later,
    /// The unit told before: "the same day", "that year".
    Same,
    /// A length.
    Length,
    /// So many weeks up to the report's day, told in months: "recent weeks".
    Recent,
    /// PAST_REF (−1), PRESENT_REF (0), FUTURE_REF (1).
    Ref,
    /// Part of a day.
    Part,
    /// Time of day.
    Clock,
    /// A quarter of a year.
    Quarter,
    /// The quarter told before, or so many years from it: "the quarter", "the year-earlier period".
    Period,
    /// Half a year.
    Half,
    /// A season.
    Season,
    /// A feast, numbered by the argument.
    Holiday,
    /// "1990s", "the nineties".
    Decade,
    /// "20th century".
    Century,
    /// What comes again.
    Each,
    /// A day of the month told by the one before: "April 24 and 25".
    Also,
    /// "a year ago", in the grain of what was told before.
    YearAgo,
    /// No time at all: keeps other rules away.
    Nothing,
}

impl Function {
    /// Whether the tense of the clause decides.
    pub fn by_tense(self) -> bool {
        use Function::*;
        matches!(self, Unit | Weekend | Weekday | Calendar | Week | Part | Clock | Quarter | Season)
    }

    /// The function of that name in the rule files.
    pub fn from_name(name: &str) -> Option<Function> {
        use Function::*;
        Some(match name {
            "day" => Day,
            "unit" => Unit,
            "weekday" => Weekday,
            "weekend" => Weekend,
            "then" => Then,
            "calendar" => Calendar,
            "week" => Week,
            "shift" => Shift,
            "later" => Later,
            "same" => Same,
            "length" => Length,
            "recent" => Recent,
            "ref" => Ref,
            "part" => Part,
            "clock" => Clock,
            "quarter" => Quarter,
            "period" => Period,
            "half" => Half,
            "season" => Season,
            "holiday" => Holiday,
            "decade" => Decade,
            "century" => Century,
            "each" => Each,
            "also" => Also,
            "year-ago" => YearAgo,
            "nothing" => Nothing,
            _ => return None,
        })
    }
}

/// When a clause takes place, as far as its verbs tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    Future,
    Unknown,
}

/// What a value is reckoned from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum From {
    Own,
    Published,
    Before,
    Missing,
}

/// What an expression means.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Meaning {
    pub value: String,
    pub from: From,
    /// Where it is a stretch of the calendar.
    pub point: Option<Point>,
    pub days: Option<(Date, Date)>,
}

impl Meaning {
    pub(super) fn plain(value: impl Into<String>, from: From) -> Meaning {
        Meaning { value: value.into(), from, point: None, days: None }
    }

    pub(super) fn at(point: Point, from: From) -> Meaning {
        Meaning { value: point.value(), from, point: Some(point), days: point.days() }
    }

    pub(super) fn relative(value: impl Into<String>) -> Meaning {
        Meaning::plain(value, From::Missing)
    }
}

/// What is known where an expression stands.
pub(super) struct Context {
    /// The report's day.
    pub day: Option<Date>,
    /// The last stretch of the calendar told before.
    pub before: Option<Point>,
    /// The last quarter told before, where no other period came after it.
    pub quarter: Option<Point>,
    pub tense: Tense,
}

fn grain(unit: i32) -> Grain {
    match unit {
        0 => Grain::Second,
        1 => Grain::Minute,
        2 => Grain::Hour,
        3 => Grain::Day,
        4 | 11 => Grain::Week,
        5 => Grain::Month,
        6 => Grain::Quarter,
        7 => Grain::Year,
        8 => Grain::Decade,
        9 => Grain::Century,
        10 => Grain::Weekend,
        _ => Grain::Century,
    }
}

/// What a function makes of what was captured; `None` where it makes no sense (31 February).
pub(super) fn mean(function: Function, argument: i32, got: &Got, context: &Context) -> Option<Meaning> {
    let day = context.day;
    let direction = got.dir.unwrap_or(argument);
    match function {
        Function::Nothing => None,
        Function::Day => Some(day.map_or_else(
            || Meaning::relative("XXXX-XX-XX"),
            |day| Point::day(day).plus(i64::from(argument)).map_or_else(|| Meaning::relative("XXXX-XX-XX"), published),
        )),
        Function::Unit => unit(got.unit?, direction, context),
        Function::Weekend => unit(10, argument, context),
        Function::Then => context.before.map(|before| Meaning::at(before, From::Before)),
        Function::Weekday if got.unit.is_some() => weekday_of_week(got.weekday?, direction, context),
        Function::Weekday => weekday(got.weekday?, direction, context),
        Function::Calendar => calendar(got, direction, context),
        Function::Week => {
            let day = calendar(got, direction, context)?;
            let Some(point) = day.point else { return Some(Meaning::relative("XXXX-WXX")) };
            Some(Meaning::at(Point::holding(point.first, Grain::Week)?, day.from))
        }
        Function::Shift => shift(got, argument, context),
        Function::Later => later(got, argument, context),
        Function::Same => same(got.unit?, context),
        // "A second group", "a quarter of them".
        Function::Length if got.num.is_none() && matches!(got.unit, Some(0 | 6)) && argument == 0 => None,
        Function::Length => {
            let amount = got.num.map_or(Some(1.0), |num| if num.vague { None } else { Some(num.value) });
            let amount = if argument == 1 { None } else { amount };
            Some(Meaning::plain(length(amount, got.unit?), From::Own))
        }
        Function::Recent => recent(argument, day),
        Function::Ref => {
            let name = ["PAST_REF", "PRESENT_REF", "FUTURE_REF"][(argument + 1).clamp(0, 2) as usize];
            let from = if day.is_some() { From::Published } else { From::Missing };
            Some(Meaning::plain(name, from))
        }
        Function::Part => part(got, direction, argument, context),
        Function::Clock => clock(got, direction, argument, context),
        Function::Quarter => quarter(got, context),
        Function::Period => period(got, argument, context),
        Function::Half => half(got, direction, context),
        Function::Season => season(got, context),
        Function::Holiday => holiday(argument, got, context),
        Function::Decade => decade(got),
        Function::Century => {
            let nth = got.ord.or(got.day)?;
            let first = Date::new(i16::try_from((nth - 1).clamp(0, 98) * 100).ok()?, 1, 1).ok()?;
            Some(Meaning::at(Point { first, grain: Grain::Century }, From::Own))
        }
        Function::Each => each(got, argument),
        Function::Also => {
            let before = context.before.filter(|before| before.grain == Grain::Day)?;
            let day = Date::new(before.first.year(), before.first.month(), i8::try_from(got.day?).ok()?).ok()?;
            (day > before.first).then(|| Meaning::at(Point::day(day), From::Before))
        }
        Function::YearAgo => year_ago(got, context),
    }
}

pub(super) fn published(point: Point) -> Meaning {
    Meaning::at(point, From::Published)
}

/// The months of the weeks that end on the report's day: one month, or "2015-08/2015-09", which TIMEX3 has no word for.
fn recent(weeks: i32, day: Option<Date>) -> Option<Meaning> {
    let Some(day) = day else { return Some(Meaning::relative(length(None, 4))) };
    let month = |day: Date| Point::holding(day, Grain::Month);
    let (first, last) = (month(day.checked_sub(Span::new().weeks(weeks)).ok()?)?, month(day)?);
    if first == last {
        return Some(published(last));
    }
    let days = first.days().zip(last.days()).map(|(first, last)| (first.0, last.1));
    Some(Meaning { days, ..Meaning::plain(format!("{}/{}", first.value(), last.value()), From::Published) })
}

fn unit(unit: i32, direction: i32, context: &Context) -> Option<Meaning> {
    let grain = grain(unit);
    if grain < Grain::Day {
        return Some(Meaning::plain(
            ["PAST_REF", "PRESENT_REF", "FUTURE_REF"][(direction + 1).clamp(0, 2) as usize],
            From::Own,
        ));
    }
    let Some(day) = context.day else {
        return Some(Meaning::relative(mask(grain)));
    };
    // "The weekend" is the one that has just been, unless it is told in the future; "this weekend" on Monday too.
    if grain == Grain::Weekend {
        let here = Point::holding(day, grain)?;
        let is_weekend = day >= here.first;
        let step = match direction {
            0 if is_weekend || context.tense == Tense::Future => 0,
            0 => -1,
            9 if is_weekend || context.tense == Tense::Future || day.weekday().to_monday_one_offset() >= 4 => 0,
            9 => -1,
            other => i64::from(other),
        };
        return here.plus(step).map(published);
    }
    Point::holding(day, grain)?.plus(i64::from(if direction == 9 { 0 } else { direction })).map(published)
}

pub(super) fn mask(grain: Grain) -> &'static str {
    match grain {
        Grain::Week => "XXXX-WXX",
        Grain::Weekend => "XXXX-WXX-WE",
        Grain::Month => "XXXX-XX",
        Grain::Quarter => "XXXX-QX",
        Grain::Half => "XXXX-HX",
        Grain::Season | Grain::Year => "XXXX",
        Grain::Decade => "XXX",
        Grain::Century => "XX",
        _ => "XXXX-XX-XX",
    }
}

fn shift(got: &Got, sign: i32, context: &Context) -> Option<Meaning> {
    let unit = got.unit?;
    let amount = got.num.map_or(Some(1.0), |num| if num.vague { None } else { Some(num.value) });
    let reference = if sign < 0 { "PAST_REF" } else { "FUTURE_REF" };
    let (Some(amount), Some(day)) = (amount, context.day) else {
        let from = if context.day.is_some() { From::Published } else { From::Missing };
        let vague = got.num.is_some_and(|num| num.vague);
        let value = if vague { reference.to_owned() } else { mask(grain(unit)).to_owned() };
        return Some(Meaning::plain(value, from));
    };
    let point = counted(Point::day(day), amount, unit, sign)?;
    Some(published(point))
}

/// The stretch `amount` units before or after a point, in the grain of the unit ("two months ago" is a month).
fn counted(from: Point, amount: f64, unit: i32, sign: i32) -> Option<Point> {
    let grain = grain(unit);
    let count = (amount.min(1e6) * f64::from(sign)).round() as i64;
    match grain {
        Grain::Second | Grain::Minute | Grain::Hour => {
            let seconds = amount * [1.0, 60.0, 3600.0][unit.clamp(0, 2) as usize];
            let days = (seconds / 86_400.0).trunc().min(1e6) as i64 * i64::from(sign);
            from.moved(days, Grain::Day)
        }
        // "Half a year ago" is six months ago.
        Grain::Year if amount.fract() > 0.0 => {
            from.moved((amount.min(1e4) * 12.0 * f64::from(sign)) as i64, Grain::Month)
        }
        Grain::Decade => from.moved(count * 10, Grain::Year).and_then(|point| Point::holding(point.first, Grain::Year)),
        Grain::Century => {
            from.moved(count * 100, Grain::Year).and_then(|point| Point::holding(point.first, Grain::Year))
        }
        _ if unit == 11 => {
            from.moved(count * 2, Grain::Week).and_then(|point| Point::holding(point.first, Grain::Week))
        }
        _ => from.moved(count, grain).and_then(|point| Point::holding(point.first, grain)),
    }
}

fn later(got: &Got, sign: i32, context: &Context) -> Option<Meaning> {
    let unit = got.unit?;
    let amount = got.num.map_or(Some(1.0), |num| if num.vague { None } else { Some(num.value) });
    let Some(amount) = amount else {
        return Some(Meaning::plain(length(None, unit), From::Own));
    };
    let Some(before) = context.before else {
        return Some(Meaning::relative(mask(grain(unit))));
    };
    // From a year one cannot count days.
    if before.grain > grain(unit).max(Grain::Day) {
        return Some(Meaning::relative(mask(grain(unit))));
    }
    let point = counted(before, amount, unit, sign)?;
    let point = if grain(unit) == Grain::Week && before.grain == Grain::Day {
        before.moved((amount.min(1e5) as i64) * i64::from(sign), Grain::Week)?
    } else {
        point
    };
    Some(Meaning::at(point, From::Before))
}

fn same(unit: i32, context: &Context) -> Option<Meaning> {
    let grain = grain(unit);
    let Some(before) = context.before.filter(|before| before.grain <= grain) else {
        return Some(Meaning::relative(mask(grain)));
    };
    Some(Meaning::at(Point::holding(before.first, grain)?, From::Before))
}

/// "a year ago", "a year earlier": a quarter's results are compared with the same quarter, a year's with the year.
fn year_ago(got: &Got, context: &Context) -> Option<Meaning> {
    if got.unit.is_none_or(|unit| unit == 7)
        && got.num.is_none_or(|num| num.value == 1.0 && !num.vague)
        && let Some(quarter) = context.quarter
    {
        return Some(Meaning::at(quarter.plus(-4)?, From::Before));
    }
    shift(&Got { unit: got.unit.or(Some(7)), ..*got }, -1, context)
}
