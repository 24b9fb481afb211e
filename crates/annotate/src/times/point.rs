//! A stretch of the calendar and its TIMEX3 value.

use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};

/// How long a stretch of the calendar is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Grain {
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Month,
    Quarter,
    Half,
    Season,
    Year,
    Decade,
    Century,
}

use Grain::*;

/// A stretch of the calendar, by its first day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Point {
    /// Its first day.
    pub first: Date,
    /// How long it is.
    pub grain: Grain,
}

/// `count` times the grain as a span of jiff, bounded so that nothing overflows.
fn span(grain: Grain, count: i64) -> Option<Span> {
    let (days, months) = match grain {
        Second | Minute | Hour => return None,
        Day => (1, 0),
        Weekend | Week => (7, 0),
        Month => (0, 1),
        Quarter | Season => (0, 3),
        Half => (0, 6),
        Year => (0, 12),
        Decade => (0, 120),
        Century => (0, 1200),
    };
    if count.abs() > 100_000 {
        return None;
    }
    Span::new().try_days(days * count).ok()?.try_months(months * count).ok()
}

impl Point {
    /// The stretch of this grain that holds a day.
    pub fn holding(day: Date, grain: Grain) -> Option<Point> {
        let month = day.month();
        let first = match grain {
            Second | Minute | Hour | Day => day,
            Week => monday(day)?,
            Weekend => monday(day)?.checked_add(5.days()).ok()?,
            Month => day.first_of_month(),
            Quarter => Date::new(day.year(), (month - 1) / 3 * 3 + 1, 1).ok()?,
            Half => Date::new(day.year(), if month > 6 { 7 } else { 1 }, 1).ok()?,
            // December belongs to the winter that ends in the next year, but is named by the year it begins in.
            Season => match month {
                1 | 2 => Date::new(day.year() - 1, 12, 1).ok()?,
                _ => Date::new(day.year(), month / 3 * 3, 1).ok()?,
            },
            Year => day.first_of_year(),
            Decade => Date::new(day.year().div_euclid(10) * 10, 1, 1).ok()?,
            Century => Date::new(day.year().div_euclid(100) * 100, 1, 1).ok()?,
        };
        Some(Point { first, grain: grain.max(Day) })
    }

    /// A day.
    pub fn day(first: Date) -> Point {
        Point { first, grain: Day }
    }

    /// The stretch so many of its own lengths later.
    pub fn plus(self, count: i64) -> Option<Point> {
        let first = self.first.checked_add(span(self.grain, count)?).ok()?;
        Some(Point { first, ..self })
    }

    /// The stretch of another grain so many of those later.
    pub fn moved(self, count: i64, grain: Grain) -> Option<Point> {
        let first = self.first.checked_add(span(grain.max(Day), count)?).ok()?;
        Point::holding(first, self.grain.min(grain).max(Day))
    }

    /// Its last day.
    pub fn last(self) -> Option<Date> {
        let next = match self.grain {
            Weekend => self.first.checked_add(2.days()).ok()?,
            _ => self.plus(1)?.first,
        };
        next.yesterday().ok()
    }

    /// Its first and last day.
    pub fn days(self) -> Option<(Date, Date)> {
        Some((self.first, self.last()?))
    }

    /// Its TIMEX3 value.
    pub fn value(self) -> String {
        let (year, month) = (self.first.year(), self.first.month());
        match self.grain {
            Second | Minute | Hour | Day => self.first.to_string(),
            Week | Weekend => {
                let week = self.first.iso_week_date();
                let end = if self.grain == Weekend { "-WE" } else { "" };
                format!("{:04}-W{:02}{end}", week.year(), week.week())
            }
            Month => format!("{year:04}-{month:02}"),
            Quarter => format!("{year:04}-Q{}", (month - 1) / 3 + 1),
            Half => format!("{year:04}-H{}", (month - 1) / 6 + 1),
            Season => format!("{year:04}-{}", season(month)),
            Year => format!("{year:04}"),
            Decade => format!("{:03}", year / 10),
            Century => format!("{:02}", year / 100),
        }
    }
}

fn season(month: i8) -> &'static str {
    match month {
        3..=5 => "SP",
        6..=8 => "SU",
        9..=11 => "FA",
        _ => "WI",
    }
}

/// The Monday of a day's week.
fn monday(day: Date) -> Option<Date> {
    day.checked_sub(i64::from(day.weekday().to_monday_zero_offset()).days()).ok()
}

/// The first such weekday strictly before (`step` −1) or after (`step` 1) a day.
pub(crate) fn weekday_from(day: Date, weekday: i32, step: i32) -> Option<Date> {
    let weekday = Weekday::from_monday_one_offset(i8::try_from(weekday).ok()?).ok()?;
    day.nth_weekday(step, weekday).ok()
}

/// Easter Sunday of a year (the algorithm of Meeus, Jones and Butcher).
pub(crate) fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let month = (h + l - 7 * m + 114) / 31;
    let day = (h + l - 7 * m + 114) % 31 + 1;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// The so-manieth weekday of a month.
pub(crate) fn nth_of_month(year: i16, month: i8, weekday: i32, nth: i8) -> Option<Date> {
    let weekday = Weekday::from_monday_one_offset(i8::try_from(weekday).ok()?).ok()?;
    Date::new(year, month, 1).ok()?.nth_weekday_of_month(nth, weekday).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn values_and_days() {
        let day = date(2015, 9, 16);
        for (grain, value, last) in [
            (Day, "2015-09-16", date(2015, 9, 16)),
            (Week, "2015-W38", date(2015, 9, 20)),
            (Weekend, "2015-W38-WE", date(2015, 9, 20)),
            (Month, "2015-09", date(2015, 9, 30)),
            (Quarter, "2015-Q3", date(2015, 9, 30)),
            (Half, "2015-H2", date(2015, 12, 31)),
            (Season, "2015-FA", date(2015, 11, 30)),
            (Year, "2015", date(2015, 12, 31)),
            (Decade, "201", date(2019, 12, 31)),
            (Century, "20", date(2099, 12, 31)),
        ] {
            let point = Point::holding(day, grain).expect("in range");
            assert_eq!((point.value().as_str(), point.last()), (value, Some(last)));
        }
    }

    #[test]
    fn moves_and_feasts() {
        let day = Point::day(date(2015, 9, 16));
        assert_eq!(day.moved(-2, Week).map(Point::value).as_deref(), Some("2015-09-02"));
        assert_eq!(day.moved(1 << 40, Year), None);
        assert_eq!(weekday_from(date(2015, 9, 16), 3, -1), Some(date(2015, 9, 9)));
        assert_eq!(easter(2016), Some(date(2016, 3, 27)));
        assert_eq!(nth_of_month(1999, 11, 4, 4), Some(date(1999, 11, 25)));
    }
}
