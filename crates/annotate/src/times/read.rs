//! What classes read off the text, and what a pattern captured.

use super::pattern::Classes;
use super::rules::{CLASSES, Rules};
use crate::scan::{self, Kind, Word};

/// A number as times use it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Amount {
    pub value: f64,
    pub vague: bool,
}

/// What one class read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Value {
    Plain(i32),
    Amount(Amount),
}

/// All that a pattern captured.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Got {
    pub num: Option<Amount>,
    pub unit: Option<i32>,
    pub dir: Option<i32>,
    pub weekday: Option<i32>,
    pub month: Option<i32>,
    pub day: Option<i32>,
    /// The first of two days: "10 and 12 May".
    pub first_day: Option<i32>,
    pub year: Option<i32>,
    /// Years from the report's: "June last year".
    pub shift_year: Option<i32>,
    /// Days from the report's: "noon yesterday".
    pub offset: Option<i32>,
    pub part: Option<i32>,
    pub season: Option<i32>,
    pub nth: Option<i32>,
    pub ord: Option<i32>,
    pub hour: Option<i32>,
    pub minute: Option<i32>,
    pub ampm: Option<i32>,
    pub decade: Option<i32>,
}

impl Got {
    /// Sorts what was captured.
    pub fn from(values: &[(u8, Value)]) -> Got {
        let mut got = Got::default();
        for (class, value) in values {
            let plain = match value {
                Value::Amount(amount) => {
                    got.num = got.num.or(Some(*amount));
                    continue;
                }
                Value::Plain(plain) => Some(*plain),
            };
            match CLASSES.get(*class as usize).copied().unwrap_or("") {
                "UNIT" | "UNITS" | "CYCLE" | "VAGUEUNIT" | "LONGUNIT" | "WEEKWORD" => got.unit = plain,
                "DIR" => got.dir = plain,
                "WEEKDAY" | "WEEKDAYS" => got.weekday = plain,
                "MONTH" | "MONTHNUM" => got.month = plain,
                "DAY" => (got.first_day, got.day) = (got.day, plain),
                "YEAR" | "RECENT" | "SHORTYEAR" => got.year = plain,
                "PART" | "PARTS" => got.part = plain,
                "SEASON" => got.season = plain,
                "NTH" => got.nth = plain,
                "ORD" => got.ord = plain,
                "HOUR" => got.hour = plain,
                "MINUTE" => got.minute = plain,
                "CLOCK" | "COLON" => {
                    (got.hour, got.minute) = (plain.map(|clock| clock / 100), plain.map(|clock| clock % 100))
                }
                "AMPM" => got.ampm = plain,
                "DECADE" | "DECADEWORD" => got.decade = plain,
                "SHIFTYEAR" => got.shift_year = plain,
                "OFFSET" => got.offset = plain,
                _ => {}
            }
        }
        got
    }
}

/// Reads classes in the words of one block.
pub(super) struct Reader<'a> {
    pub text: &'a str,
    pub words: &'a [Word],
    pub rules: &'a Rules,
}

impl Reader<'_> {
    fn digits(&self, at: usize) -> Option<&str> {
        let word = self.words.get(at).filter(|word| word.kind == Kind::Digits)?;
        Some(word.of(self.text))
    }

    fn mark(&self, at: usize, mark: &str) -> bool {
        self.words.get(at).is_some_and(|word| word.kind == Kind::Mark && word.id == self.rules.lexicon.id(mark))
    }

    fn small(&self, at: usize, most: i32) -> Option<i32> {
        let digits = self.digits(at).filter(|digits| digits.len() <= 2)?;
        digits.parse().ok().filter(|value| *value <= most)
    }

    fn glued_word(&self, at: usize) -> Option<&str> {
        self.words.get(at).filter(|word| word.glued && word.kind == Kind::Letters).map(|word| word.of(self.text))
    }

    /// "15", "15th", "eighth"
    fn day(&self, at: usize) -> Option<(i32, usize)> {
        if let Some(day) = self.small(at, 31).filter(|day| *day > 0) {
            let ordinal = self.glued_word(at + 1).is_some_and(|end| matches!(end, "st" | "nd" | "rd" | "th"));
            // "9am", "5m" and "12%" are no days of a month.
            if !ordinal
                && self.words.get(at + 1).is_some_and(|next| {
                    let clock = matches!(next.of(self.text), ":")
                        && self.words.get(at + 2).is_some_and(|last| last.glued && last.kind == Kind::Digits);
                    next.glued && (next.kind != Kind::Mark || clock || next.of(self.text) == "%")
                })
            {
                return None;
            }
            return Some((day, if ordinal { at + 2 } else { at + 1 }));
        }
        self.ordinal_word(at)
    }

    /// "eighth", "twenty-first"
    fn ordinal_word(&self, at: usize) -> Option<(i32, usize)> {
        use scan::Number;
        let word = self.words.get(at)?;
        if let Some(value) = self.rules.lexicon.value(word.id, super::rules::NTH) {
            return Some((value, at + 1));
        }
        let Number { value, next, .. } = scan::number(self.text, self.words, &self.rules.lexicon, at)
            .filter(|number| !number.digits && number.value <= 30.0)?;
        // "twenty-first": the number stops before the ordinal.
        let place = if self.mark(next, "-") { next + 1 } else { next };
        let ones = self.rules.lexicon.value(self.words.get(place)?.id, super::rules::NTH).filter(|ones| *ones < 10)?;
        (place > next && value >= 20.0).then_some((value as i32 + ones, place + 1))
    }

    /// "20th", "nineteenth", "twenty-first"
    fn ordinal(&self, at: usize) -> Option<(i32, usize)> {
        if let Some(value) = self.small(at, 99) {
            return self
                .glued_word(at + 1)
                .filter(|end| matches!(*end, "st" | "nd" | "rd" | "th"))
                .map(|_| (value, at + 2));
        }
        self.ordinal_word(at)
    }

    /// "1998", "nineteen ninety-six", "two thousand"
    fn year(&self, at: usize) -> Option<(i32, usize)> {
        if let Some(digits) = self.digits(at) {
            let next_glued = self
                .words
                .get(at + 1)
                .is_some_and(|next| next.glued && (next.kind == Kind::Letters || matches!(next.of(self.text), "%")));
            let year = (digits.len() == 4 && !next_glued).then(|| digits.parse().ok()).flatten()?;
            return (1000..=2199).contains(&year).then_some((year, at + 1));
        }
        let word = self.words.get(at)?;
        let century = self.rules.lexicon.value(word.id, super::rules::TEENS)?;
        if century == 2000 {
            // "two thousand", "two thousand and three"
            let number = scan::number(self.text, self.words, &self.rules.lexicon, at)?;
            return (2000.0..2100.0).contains(&number.value).then_some((number.value as i32, number.next));
        }
        let hundred = self.words.get(at + 1).and_then(|next| self.rules.lexicon.numeral(next.id));
        let rest = scan::number(self.text, self.words, &self.rules.lexicon, at + 1)
            .filter(|rest| !rest.digits && rest.vague.is_none())?;
        (hundred.is_some() && (10.0..100.0).contains(&rest.value)).then_some((century + rest.value as i32, rest.next))
    }

    /// "1990s", "1990's", "'90s", "90s"
    fn decade(&self, at: usize) -> Option<(i32, usize)> {
        let digits =
            self.digits(at).filter(|digits| (digits.len() == 4 || digits.len() == 2) && digits.ends_with('0'))?;
        let mut next = at + 1;
        if self.mark(next, "'") {
            next += 1;
        }
        self.glued_word(next).filter(|word| *word == "s")?;
        let value: i32 = digits.parse().ok()?;
        let value = if digits.len() == 2 { if value >= 20 { 1900 + value } else { 2000 + value } } else { value };
        (1000..=2100).contains(&value).then_some((value, next + 1))
    }
}

impl Classes for Reader<'_> {
    type Value = Value;

    fn read(&self, class: u8, at: usize) -> Option<(Value, usize)> {
        let word = self.words.get(at)?;
        let plain = |(value, next): (i32, usize)| (Value::Plain(value), next);
        match CLASSES[class as usize] {
            "NUM" => {
                let number = scan::number(self.text, self.words, &self.rules.lexicon, at)?;
                // "a third-quarter loss" is no third of a quarter.
                // "two quarters" are two, not half of something.
                let last = self.words.get(number.next - 1).map_or("", |word| word.of(self.text));
                if number.fraction && last == "quarters" {
                    let amount = Amount { value: (number.value * 4.0).round(), vague: false };
                    return Some((Value::Amount(amount), number.next - 1));
                }
                if number.fraction && number.value != 0.5 {
                    return None;
                }
                let amount = Amount { value: number.value, vague: number.vague.is_some() };
                Some((Value::Amount(amount), number.next))
            }
            "DAY" => self.day(at).map(plain),
            "YEAR" => self.year(at).map(plain),
            "RECENT" => self.year(at).filter(|year| year.0 >= 1700).map(plain),
            "SHORTYEAR" => {
                let value = self.small(at, 99).filter(|_| word.len() == 2)?;
                Some((Value::Plain(if value > 30 { 1900 + value } else { 2000 + value }), at + 1))
            }
            "HOUR" => self.small(at, 24).map(|hour| (Value::Plain(hour), at + 1)),
            "MINUTE" => self.small(at, 59).filter(|_| word.len() == 2).map(|minute| (Value::Plain(minute), at + 1)),
            "MONTHNUM" => self
                .small(at, 12)
                .filter(|month| *month > 0 && word.len() == 2)
                .map(|month| (Value::Plain(month), at + 1)),
            "CLOCK" => self.clock(at),
            "COLON" => self.clock(at).filter(|found| found.1 == at + 3),
            "DECADE" => self.decade(at).map(plain),
            "ORD" => self.ordinal(at).map(plain),
            // "Jan Novak" is a man: a short form is followed by a full stop or a number.
            "MONTH"
                if word.len() < 5
                    && word.len() != 4
                    && !matches!(word.of(self.text), "May")
                    && !self.short_form(at) =>
            {
                None
            }
            // "may" is a month, "may" is not; the short forms of days are words of their own.
            "MONTH" | "WEEKDAY" | "WEEKDAYS" if !word.capital => None,
            _ => self.rules.lexicon.value(word.id, class).map(|value| (Value::Plain(value), at + 1)),
        }
    }
}

impl Reader<'_> {
    fn short_form(&self, at: usize) -> bool {
        self.words.get(at + 1).is_none_or(|next| next.kind == Kind::Digits || next.kind == Kind::Mark)
    }

    /// "7.30", "19:45", as hours × 100 + minutes.
    fn clock(&self, at: usize) -> Option<(Value, usize)> {
        let digits = self.digits(at)?;
        if let Some((hour, minute)) = digits.split_once('.') {
            let (hour, minute): (i32, i32) = (hour.parse().ok()?, minute.parse().ok().filter(|_| minute.len() == 2)?);
            return (hour < 25 && minute < 60 && digits.len() <= 5)
                .then_some((Value::Plain(hour * 100 + minute), at + 1));
        }
        let hour = self.small(at, 24)?;
        let minute = self.small(at + 2, 59)?;
        let glued = self.words[at + 1].glued && self.words[at + 2].glued && self.words[at + 2].len() == 2;
        (self.mark(at + 1, ":") && glued).then_some((Value::Plain(hour * 100 + minute), at + 3))
    }
}
