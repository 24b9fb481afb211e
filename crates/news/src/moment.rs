//! A date or time as precise as its source.

use jiff::Timestamp;
use jiff::civil::Date;
use std::fmt;
use std::str::FromStr;

/// When something was published, as precise as its source says: a day is not midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Moment {
    /// A day, in the outlet's own zone.
    Day(Date),
    /// An instant; printed in UTC. The day is the one in the zone the source stated.
    Instant {
        /// The day on the outlet's own calendar.
        day: Date,
        /// The instant itself.
        at: Timestamp,
    },
}

impl Moment {
    /// The day, in the zone the source stated.
    pub fn day(self) -> Date {
        match self {
            Moment::Day(day) | Moment::Instant { day, .. } => day,
        }
    }

    /// The instant, where the source is that precise.
    pub fn instant(self) -> Option<Timestamp> {
        match self {
            Moment::Day(_) => None,
            Moment::Instant { at, .. } => Some(at),
        }
    }
}

/// ISO: `2015-09-15`, or `2015-09-15T16:49:00Z`.
impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Moment::Day(day) => write!(f, "{day}"),
            Moment::Instant { at, .. } => write!(f, "{at:.0}"),
        }
    }
}

/// Reads what [`fmt::Display`] prints, and RFC 3339 with an offset. A time without a zone gives its day only.
impl FromStr for Moment {
    type Err = jiff::Error;

    fn from_str(words: &str) -> Result<Moment, jiff::Error> {
        if let Ok(at) = words.parse::<Timestamp>() {
            let day = words.get(..10).unwrap_or("").parse()?;
            return Ok(Moment::Instant { day, at });
        }
        words.parse().map(Moment::Day)
    }
}
