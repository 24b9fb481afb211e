//! What the rules' functions mean: from captured words to a TIMEX3 value.

use super::point::{self, Grain, Point};
use super::read::Got;
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
    /// So many units before (−1) or after (1) the anchor.
    Shift,
    /// So many units before or after the expression told before.
    Later,
    /// The unit told before: "the same day", "that year".
    Same,
    /// A length.
    Length,
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
        matches!(self, Unit | Weekend | Weekday | Calendar | Part | Clock | Quarter | Season)
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
            "shift" => Shift,
            "later" => Later,
            "same" => Same,
            "length" => Length,
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
    fn plain(value: impl Into<String>, from: From) -> Meaning {
        Meaning { value: value.into(), from, point: None, days: None }
    }

    fn at(point: Point, from: From) -> Meaning {
        Meaning { value: point.value(), from, point: Some(point), days: point.days() }
    }

    fn relative(value: impl Into<String>) -> Meaning {
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

/// The letter of a unit in a duration, with how many of it the unit is.
fn letter(unit: i32) -> (&'static str, f64) {
    match unit {
        0 => ("TS", 1.0),
        1 => ("TM", 1.0),
        2 => ("TH", 1.0),
        3 => ("D", 1.0),
        4 => ("W", 1.0),
        5 => ("M", 1.0),
        6 => ("M", 3.0),
        7 => ("Y", 1.0),
        8 => ("Y", 10.0),
        9 => ("Y", 100.0),
        10 => ("D", 2.0),
        11 => ("W", 2.0),
        _ => ("Y", 1000.0),
    }
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

/// A TIMEX3 duration: "P3D", "PT1H30M", "PXY".
fn length(amount: Option<f64>, unit: i32) -> String {
    let (letter, times) = letter(unit);
    let (time, sign) = letter.strip_prefix('T').map_or(("", letter), |sign| ("T", sign));
    let Some(amount) = amount else {
        let vague = match unit {
            8 => "PXDE",
            9 => "PXCE",
            6 => "PXQ",
            10 | 11 => return format!("PX{}", if unit == 10 { "WE" } else { "W" }),
            _ => return format!("P{time}X{sign}"),
        };
        return vague.to_owned();
    };
    let count = amount * times;
    // Half a year is six months, half an hour thirty minutes.
    let finer = match sign {
        "Y" => Some((12.0, "M", "")),
        "H" => Some((60.0, "M", "")),
        "M" if time == "T" => Some((60.0, "S", "")),
        "D" => Some((24.0, "H", "T")),
        _ => None,
    };
    let whole = count.trunc();
    let rest = finer.map(|(size, sign, time)| ((count.fract() * size).round(), sign, time)).filter(|rest| rest.0 > 0.0);
    match rest {
        Some((rest, fine, fine_time)) if count.fract() > 1e-6 => {
            let head = if whole > 0.0 { format!("{whole}{sign}") } else { String::new() };
            format!("P{time}{head}{fine_time}{rest}{fine}")
        }
        _ => format!("P{time}{count}{sign}"),
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
        Function::Weekday => weekday(got.weekday?, direction, context),
        Function::Calendar => calendar(got, direction, context),
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
        Function::Ref => {
            let name = ["PAST_REF", "PRESENT_REF", "FUTURE_REF"][(argument + 1).clamp(0, 2) as usize];
            let from = if day.is_some() { From::Published } else { From::Missing };
            Some(Meaning::plain(name, from))
        }
        Function::Part => part(got, direction, argument, context),
        Function::Clock => clock(got, direction, argument, context),
        Function::Quarter => quarter(got, direction, context),
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

fn published(point: Point) -> Meaning {
    Meaning::at(point, From::Published)
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

fn mask(grain: Grain) -> &'static str {
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

fn weekday_point(weekday: i32, direction: i32, context: &Context) -> Option<Point> {
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

fn weekday(weekday: i32, direction: i32, context: &Context) -> Option<Meaning> {
    if context.day.is_none() {
        return Some(Meaning::relative(format!("XXXX-WXX-{weekday}")));
    }
    weekday_point(weekday, direction, context).map(published)
}

/// The year that puts a day or month nearest to the report's day, or on the side its tense or direction says.
fn year_for(month: i32, day_of_month: Option<i32>, direction: i32, context: &Context) -> Option<i16> {
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

fn month_distance(today: Date, year: i16, month: i8) -> Option<i64> {
    let months = (i64::from(year) - i64::from(today.year())) * 12 + i64::from(month) - i64::from(today.month());
    Some(months * 30)
}

fn calendar(got: &Got, direction: i32, context: &Context) -> Option<Meaning> {
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
        Grain::Century => from.moved(count * 100, Grain::Year).and_then(|point| Point::holding(point.first, Grain::Year)),
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

const PARTS: [&str; 8] = ["TMO", "TAF", "TEV", "TNI", "TMI", "TDT", "TNI", "TMO"];

/// The day a part or a time of day belongs to.
fn day_of(got: &Got, direction: i32, argument: i32, context: &Context) -> Option<(Option<Point>, From, String)> {
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

fn part(got: &Got, direction: i32, argument: i32, context: &Context) -> Option<Meaning> {
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

fn clock(got: &Got, _direction: i32, argument: i32, context: &Context) -> Option<Meaning> {
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
    if let (None, Some(part)) = (got.ampm, got.part) {
        if part > 0 && hour < 12 && !(part == 3 && hour < 6) {
            hour += 12;
        }
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

fn quarter(got: &Got, direction: i32, context: &Context) -> Option<Meaning> {
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

fn period(got: &Got, years: i32, context: &Context) -> Option<Meaning> {
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

fn half(got: &Got, direction: i32, context: &Context) -> Option<Meaning> {
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

fn season(got: &Got, context: &Context) -> Option<Meaning> {
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

fn feast(number: i32, year: i16) -> Option<Date> {
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

fn holiday(number: i32, got: &Got, context: &Context) -> Option<Meaning> {
    if let Some(year) = got.year {
        return Some(Meaning::at(Point::day(feast(number, i16::try_from(year).ok()?)?), From::Own));
    }
    let Some(day) = context.day else { return Some(Meaning::relative("XXXX-XX-XX")) };
    let here = day.year();
    let mut years = (here - 1..=here + 1).filter_map(|year| feast(number, year));
    let found = match got.dir {
        Some(-1) => years.filter(|feast| *feast < day).last(),
        Some(1) => years.find(|feast| *feast > day),
        Some(_) => feast(number, here),
        None => years.min_by_key(|feast| day.until(*feast).map_or(i32::MAX, |span| span.get_days().abs())),
    };
    found.map(|feast| published(Point::day(feast)))
}

fn decade(got: &Got) -> Option<Meaning> {
    let decade = got.decade?;
    let first = Date::new(i16::try_from(decade).ok()?, 1, 1).ok()?;
    Some(Meaning::at(Point { first, grain: Grain::Decade }, From::Own))
}

fn each(got: &Got, argument: i32) -> Option<Meaning> {
    let value = if let Some(weekday) = got.weekday {
        let part = got.part.map_or("", |part| PARTS[part.clamp(0, 7) as usize]);
        format!("XXXX-WXX-{weekday}{part}")
    } else if let Some(month) = got.month {
        format!("XXXX-{month:02}")
    } else if let Some(season) = got.season {
        format!("XXXX-{}", ["SP", "SU", "FA", "WI"][(season - 1).clamp(0, 3) as usize])
    } else if let Some(part) = got.part {
        format!("XXXX-XX-XX{}", PARTS[part.clamp(0, 7) as usize])
    } else if argument == 6 || got.unit == Some(6) {
        "P1Q".to_owned()
    } else {
        length(Some(got.num.map_or(1.0, |num| num.value)), got.unit?)
    };
    Some(Meaning::plain(value, From::Own))
}

/// "a year ago", "a year earlier": a quarter's results are compared with the same quarter, a year's with the year.
fn year_ago(got: &Got, context: &Context) -> Option<Meaning> {
    if got.unit.is_none_or(|unit| unit == 7) && got.num.is_none_or(|num| num.value == 1.0 && !num.vague) {
        if let Some(quarter) = context.quarter {
            return Some(Meaning::at(quarter.plus(-4)?, From::Before));
        }
    }
    shift(&Got { unit: got.unit.or(Some(7)), ..*got }, -1, context)
}
