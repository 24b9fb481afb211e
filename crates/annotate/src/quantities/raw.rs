//! A number with its unit, as it stands in the words.

use super::data::{Data, Sign, Sort};
use crate::scan::{self, Kind, Vague, Word};

/// The words of one block, with what is known of them.
pub(super) struct Block<'a> {
    pub text: &'a str,
    pub words: &'a [Word],
    /// Whether its words are set in capitals as titles are, so that capitals and tags tell little.
    pub title: bool,
    pub data: &'a Data,
}

/// A number with its unit; places are those of the block's words.
#[derive(Clone, Debug)]
pub(super) struct Raw {
    pub value: f64,
    pub vague: Option<Vague>,
    /// A part of a whole: "half", "three quarters".
    pub fraction: bool,
    /// In digits.
    pub digits: bool,
    /// The first word: a sign, a currency, or the number.
    pub start: usize,
    /// The number's own first word and the place after its last.
    pub number: usize,
    pub number_end: usize,
    /// The place after the unit.
    pub end: usize,
    pub unit: Option<u16>,
    /// "per share", "a day"
    pub per: Option<String>,
    /// Whether the unit is joined to the number by a hyphen: "a 42-year-old".
    pub hyphen: bool,
}

impl Block<'_> {
    pub fn word(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| word.of(self.text))
    }

    pub fn is(&self, at: usize, these: &[&str]) -> bool {
        let word = self.word(at);
        these.iter().any(|this| word.eq_ignore_ascii_case(this))
    }

    pub fn hyphen(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| word.kind == Kind::Mark && word.id == self.data.lexicon.id("-"))
    }

    pub fn glued(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| word.glued)
    }

    fn ids(&self, from: usize, to: usize) -> Vec<u16> {
        let id = |word: &Word| match word.kind {
            // "m2", "km3": the only digits in units.
            Kind::Digits if word.glued && word.len() == 1 => self.data.lexicon.id(word.of(self.text)),
            _ => word.id,
        };
        self.words.get(from..to).unwrap_or(&[]).iter().map(id).collect()
    }

    /// The currency that starts at a place, with the place after it.
    fn currency(&self, at: usize) -> Option<(u16, usize)> {
        if self.words.get(at)?.id == scan::UNKNOWN {
            return None;
        }
        (1..=3).rev().find_map(|length| {
            let unit = self.data.before.get(&self.ids(at, at + length))?;
            let next = self.words.get(at + length)?;
            let letters = self.words[at + length - 1].kind == Kind::Letters;
            // "RM79", "EUR50m": codes are in capitals.
            let capital = self.word(at + length - 1).chars().all(|c| !c.is_ascii_lowercase());
            (next.kind == Kind::Digits && (!letters || capital)).then_some((*unit, at + length))
        })
    }

    /// The unit that starts at a place after a number, with the place after it.
    pub fn unit(&self, at: usize) -> Option<(u16, usize)> {
        if self.words.get(at)?.id == scan::UNKNOWN {
            return None;
        }
        let room = (self.words.len() - at).min(5);
        (1..=room).rev().find_map(|length| {
            let forms = self.data.after.get(&self.ids(at, at + length))?;
            let form = forms.iter().find(|form| {
                (!form.glued || self.glued(at)) && form.exact.is_none_or(|exact| self.word(at + length - 1) == exact)
            })?;
            // Letters glued to the unit make it another word: "5-starred".
            let ends = self
                .words
                .get(at + length)
                .is_none_or(|next| !next.glued || next.kind == Kind::Mark || next.kind == Kind::Digits);
            ends.then_some((form.unit, at + length))
        })
    }

    /// "per share", "a share", "an ounce", "/hr" after a unit, with the place after it.
    fn per(&self, at: usize) -> Option<(String, usize)> {
        let slash = self.word(at) == "/" && self.glued(at);
        let start = if self.hyphen(at) && self.glued(at) { at + 1 } else { at };
        if !slash && !self.is(start, &["per", "a", "an", "each", "every"]) {
            return None;
        }
        let each = self.is(start, &["each", "every"]);
        let article = self.is(start, &["a", "an"]);
        let noun_at = if self.hyphen(start + 1) && self.glued(start + 1) { start + 2 } else { start + 1 };
        let noun = self.words.get(noun_at).filter(|noun| noun.kind == Kind::Letters)?;
        if let Some((unit, next)) = self.unit(noun_at) {
            let unit = &self.data.units[unit as usize];
            if each && unit.sort != Sort::Time || article && !matches!(unit.sort, Sort::Time | Sort::Measure) {
                return None;
            }
            return Some((unit.name.to_owned(), next));
        }
        let word = noun.of(self.text);
        let known = [
            "share",
            "person",
            "head",
            "capita",
            "unit",
            "game",
            "match",
            "ticket",
            "household",
            "piece",
            "child",
            "tweet",
        ];
        let fits = if article {
            known[..2].contains(&word)
        } else {
            !each && (known.contains(&word) || self.is(at, &["per"]))
        };
        fits.then(|| (word.to_lowercase(), noun_at + 1))
    }

    /// The number with its unit that starts at a place.
    pub fn raw(&self, at: usize) -> Option<Raw> {
        let first = self.words.get(at)?;
        let mut start = at;
        let mut place = at;
        let mut sign = 1.0;
        if first.kind == Kind::Mark && matches!(first.of(self.text), "-" | "−" | "+") || self.is(at, &["minus"]) {
            let plain = at == 0 || !first.glued || matches!(self.word(at - 1), "(" | ",");
            let after = if self.hyphen(at + 1) && self.is(at, &["minus"]) { at + 2 } else { at + 1 };
            let next = self.words.get(after)?;
            if !(plain && next.kind == Kind::Digits && (next.glued || self.is(at, &["minus"]))
                || plain && self.currency(after).is_some())
            {
                return None;
            }
            if first.of(self.text) != "+" {
                sign = -1.0;
            }
            place = after;
        }
        let money = self.currency(place);
        let number_at = money.map_or(place, |(_, next)| next);
        let number = scan::number(self.text, self.words, &self.data.lexicon, number_at)?;
        if money.is_none() && place == at {
            start = number_at;
        }
        let mut value = number.value * sign;
        let mut next = number.next;
        // "$4.2b", "£5m", "1.2m tonnes"
        if let Some(word) = self
            .words
            .get(next)
            .filter(|word| word.kind == Kind::Letters && number.digits && (word.glued || money.is_some()))
        {
            let scale = match word.of(self.text) {
                "m" | "M" => 1e6,
                "b" | "B" => 1e9,
                "k" | "K" => 1e3,
                "t" | "T" if money.is_some() => 1e12,
                _ => 0.0,
            };
            let noun_follows = || {
                self.words.get(next + 1).is_some_and(|after| {
                    after.kind == Kind::Letters
                        && !after.glued
                        && !self.data.lexicon.is(after.id, super::data::STOP)
                        && !after.capital
                })
            };
            // "the 40m dry well" is measured, "5m homes" and "1.2m tonnes" are counted.
            let plural = || {
                (next + 1..next + 4)
                    .map(|at| self.word(at))
                    .take_while(|word| word.chars().all(char::is_alphabetic))
                    .any(|word| word.ends_with('s') && !word.ends_with("ss") || word == "people" || word == "men")
            };
            let measure = word.of(self.text) == "m" && !(noun_follows() && plural());
            if scale > 0.0
                && (money.is_some() || scale == 1e3 && noun_follows() || !measure && scale != 1e3 && noun_follows())
                && value.abs() * scale <= 1e18
            {
                value *= scale;
                next += 1;
            }
        }
        let mut raw = Raw {
            value,
            vague: number.vague,
            fraction: number.fraction,
            digits: number.digits,
            start,
            number: number_at,
            number_end: next,
            end: next,
            unit: money.map(|money| money.0),
            per: None,
            hyphen: false,
        };
        // "$9 US", "5 Singapore dollars"
        if money.is_some() && self.is(next, &["US", "USD", "U.S."]) && self.words[next].capital {
            raw.end = next + 1;
        }
        if money.is_none() {
            // "2.4-liter": a hyphen between number and unit; "tens of millions of dollars": an "of".
            let (unit_at, hyphen) = if self.hyphen(next) && self.glued(next) && self.glued(next + 1) {
                (next + 1, true)
            } else if number.vague == Some(Vague::Many) && self.is(next, &["of"]) {
                (next + 1, false)
            } else {
                (next, false)
            };
            if let Some((unit, after)) = self.unit(unit_at) {
                raw.unit = Some(unit);
                raw.end = after;
                raw.hyphen = hyphen;
            }
        }
        // "a 7- or 8-inch screen", "four-, five- and six-cylinder engines": the unit comes with the last.
        if raw.unit.is_none() && self.hyphen(next) && self.glued(next) && !self.glued(next + 1)
            || self.hyphen(next) && self.word(next + 1) == ","
        {
            let last = (next + 1..(next + 7).min(self.words.len())).find_map(|at| {
                let number = scan::number(self.text, self.words, &self.data.lexicon, at)?;
                self.hyphen(number.next).then(|| self.unit(number.next + 1)).flatten()
            });
            if let Some((unit, _)) = last {
                raw.unit = Some(unit);
                raw.end = next + 1;
                raw.hyphen = true;
            }
        }
        // Rates of people and the like are told by what is counted; here only those of units.
        if raw.unit.is_some()
            && let Some((per, after)) = self.per(raw.end)
        {
            raw.per = Some(per);
            raw.end = after;
        }
        Some(raw)
    }

    /// How the words right before a place change the number there, with their first place.
    pub fn sign_before(&self, at: usize) -> Option<(Sign, usize)> {
        (1..=5.min(at))
            .rev()
            .find_map(|length| self.data.signs.get(&self.ids(at - length, at)).map(|sign| (*sign, at - length)))
    }

    /// How the words right after a place change the number before it.
    pub fn sign_after(&self, at: usize) -> Option<(Sign, usize)> {
        (1..=3)
            .rev()
            .find_map(|length| self.data.tails.get(&self.ids(at, at + length)).map(|sign| (*sign, at + length)))
    }
}
