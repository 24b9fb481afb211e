//! When: time expressions and dated happenings.

use crate::Rule;
use jiff::civil::Date;
use rashomon_text::Range;

/// A time expression; its range is the layer's.
#[derive(Clone, Debug, PartialEq)]
pub struct Time {
    /// TIMEX3 type.
    pub kind: TimeKind,
    /// TIMEX3 value: `2015-09-15`, `2015-W38`, `P3D`, `PRESENT_REF`; relative (`XXXX-WXX-2`) where nothing anchors it.
    pub value: String,
    /// What the value was reckoned from.
    pub anchor: Anchor,
    /// The first and last day the expression can mean, where it means days (`2015-09` is 1 to 30 September).
    pub days: Option<(Date, Date)>,
    /// What found it.
    pub rule: Rule,
}

/// TIMEX3 types.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TimeKind {
    /// A day or longer: "on Tuesday", "March 2011".
    Date,
    /// Part of a day: "Monday night", "6am".
    Time,
    /// A length: "three days".
    Duration,
    /// What comes again: "every Friday".
    Set,
}

impl TimeKind {
    /// Its name in the contract.
    pub fn name(self) -> &'static str {
        match self {
            TimeKind::Date => "DATE",
            TimeKind::Time => "TIME",
            TimeKind::Duration => "DURATION",
            TimeKind::Set => "SET",
        }
    }

    /// The kind of that name.
    pub fn from_name(name: &str) -> Option<TimeKind> {
        use TimeKind::*;
        [Date, Time, Duration, Set].into_iter().find(|kind| kind.name() == name)
    }
}

/// What a time expression is reckoned from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// It says everything itself: "15 September 2015", "three days".
    Own,
    /// The report's date.
    Published,
    /// Another expression of the same text.
    Expression(Range),
    /// Nothing: the report has no date, so the value stays relative.
    Missing,
}

/// Something the report says took (or takes) place at a time it gives.
#[derive(Clone, Debug, PartialEq)]
pub struct Happening {
    /// The time expression, an item of the times layer.
    pub time: Range,
    /// The word for what took place: a verb, or a noun such as "crash".
    pub head: Range,
    /// Its lemma.
    pub lemma: String,
    /// Who did it or whom it befell.
    pub who: Option<Range>,
    /// Where.
    pub place: Option<Range>,
    /// The clause that tells it.
    pub clause: Range,
    /// What found it.
    pub rule: Rule,
}
