//! What a number counts, and in what unit.

use super::data::{Sign, Sort};
use super::noun::{self, Noun};
use super::raw::Raw;
use super::{Finder, Said, class};
use crate::scan::{Kind, Vague};
use rashomon_news::{Change, Quantity};

impl Finder<'_> {
    /// Joins a number with the end of its range, its noun and its unit.
    pub(super) fn said(&self, mut first: Raw) -> Option<Said> {
        let block = self.block;
        let mut second = self.range_end(&mut first);
        let last = second.as_ref().unwrap_or(&first);
        let (start, end) = (first.start, last.end);
        let mut said = Said {
            unit: String::new(),
            sort: None,
            noun: None,
            sign: Sign::Equal,
            start,
            end,
            change: Change::Equal,
            rule: "quantities/unit",
            first,
            second: second.take(),
        };
        let last = said.second.as_ref().unwrap_or(&said.first).clone();
        if let Some(unit) = last.unit {
            let unit = &block.data.units[unit as usize];
            said.sort = Some(unit.sort);
            said.unit = unit.name.to_owned();
            if let Some(per) = &last.per {
                said.unit = format!("{} per {per}", said.unit);
            }
            if unit.sort == Sort::Time || unit.sort == Sort::Age || unit.sort == Sort::Measure {
                // "a five day surge", "the 40m dry well": the length tells of a noun.
                let one = last.end > 0 && last.value != 1.0 && !block.word(last.end - 1).ends_with('s');
                let article = said.start > 0 && block.is(said.start - 1, &["a", "an", "the"]);
                let tells = last.hyphen || one && article;
                said.noun = noun::after(block, self.grammar, last.end).filter(|_| tells);
            }
            return self.aged(said);
        }
        if self.age_by_commas(&last) {
            said.sort = Some(Sort::Age);
            said.unit = "year of age".to_owned();
            said.rule = "quantities/age";
            return Some(said);
        }
        if last.digits
            && self.block.is(last.number_end, &["st", "nd", "rd", "th"])
            && self.block.is(last.number_end + 1, &["birthday"])
        {
            said.sort = Some(Sort::Age);
            said.unit = "year of age".to_owned();
            said.rule = "quantities/birthday";
            said.end = last.number_end + 2;
            return Some(said);
        }
        self.counted(said, &last)
    }

    /// "He was 42 years old", "aged 30", "under 5 years": a length that is an age.
    pub(super) fn aged(&self, mut said: Said) -> Option<Said> {
        if said.sort == Some(Sort::Age) {
            said.rule = "quantities/age";
        }
        Some(said)
    }

    /// "Anna Lund, 30, from Ostrel", "aged 30"
    pub(super) fn age_by_commas(&self, raw: &Raw) -> bool {
        let block = self.block;
        if raw.vague.is_some() || raw.fraction || raw.value.fract() != 0.0 || !(1.0..=115.0).contains(&raw.value) {
            return false;
        }
        let after = block.words.get(raw.end);
        let closes = after.is_none_or(|after| {
            after.kind == Kind::Mark && matches!(after.of(block.text), "," | "." | ";" | ")" | ":")
                || block.is(raw.end, &["and", "who", "was", "is", "of", "from", "has", "had", "said", "told"])
        });
        // "he is 3", "who had turned 17"
        let person = |at: usize| block.is(at, &["he", "she", "who", "boy", "girl", "man", "woman", "child"]);
        let closes_turned = closes || block.is(raw.end, &["on", "in", "when", "last", "this", "earlier"]);
        if closes_turned
            && raw.start > 1
            && block.is(raw.start - 1, &["is", "was", "turned", "turns"])
            && raw.value.fract() == 0.0
            && !self.hyphened(raw)
        {
            let at = if block.is(raw.start - 2, &["had", "just", "only"]) && raw.start > 2 {
                raw.start - 3
            } else {
                raw.start - 2
            };
            if person(at) && raw.vague.is_none() {
                return true;
            }
        }
        if raw.start > 0 && block.is(raw.start - 1, &["aged", "age"])
            || raw.start > 1 && block.is(raw.start - 1, &["of"]) && block.is(raw.start - 2, &["age"])
        {
            return true;
        }
        raw.digits
            && closes
            && raw.start > 1
            && block.word(raw.start - 1) == ","
            && block.words[raw.start - 2].capital
            && block.words[raw.start - 2].kind == Kind::Letters
            && after.is_some_and(|after| {
                after.of(block.text) == "," || after.of(block.text) == "." || after.kind == Kind::Letters
            })
    }

    pub(super) fn hyphened(&self, raw: &Raw) -> bool {
        self.block.hyphen(raw.end) && self.block.glued(raw.end)
    }

    /// A count of what the noun phrase after it names.
    pub(super) fn counted(&self, mut said: Said, last: &Raw) -> Option<Said> {
        let block = self.block;
        let article_only = !last.digits && block.is(last.number, &["a", "an"]) && last.number_end == last.number + 1;
        if article_only {
            return None;
        }
        let out_of = self.out_of(&mut said);
        let at = said.second.as_ref().unwrap_or(&said.first).end;
        let hyphen = block.hyphen(at) && block.glued(at) && block.glued(at + 1);
        let noun = noun::after(block, self.grammar, if hyphen { at + 1 } else { at });
        let of = block.is(at, &["of"]);
        let one = !last.digits && last.value == 1.0;
        if last.fraction && hyphen {
            return None;
        }
        if last.fraction && !out_of {
            // "half of voters", "three quarters"; "half a million" has become a number already.
            said.unit = "percentage".to_owned();
            said.sort = Some(Sort::Percent);
            said.rule = "quantities/fraction";
            said.noun = noun.filter(|_| of);
            let whole = said.noun.is_some() || said.first.start > 0 && block.sign_before(said.first.start).is_some();
            return (whole || last.value != 0.5 || self.is_share(at)).then_some(said);
        }
        let noun = noun.or_else(|| {
            // "eight million 250ml bottles"
            let between = block
                .raw(at)
                .filter(|between| between.digits && between.unit.is_some() && !last.digits || between.hyphen)?;
            noun::after(block, self.grammar, between.end)
        });
        match noun {
            Some(noun) if self.named_thing(&noun, last) => None,
            Some(noun) if hyphen && class::of_noun(block.data, block.word(noun.start)).is_none() => None,
            Some(noun) => {
                said.unit = if out_of { "percentage".to_owned() } else { self.unit_of(&noun) };
                said.end = noun.end;
                said.noun = Some(noun);
                said.rule = if out_of { "quantities/share" } else { "quantities/count" };
                Some(said)
            }
            None if hyphen => None,
            // "21 of them"
            None if of && block.is(at + 1, &["them", "those", "these", "us", "which", "whom"]) => {
                said.rule = "quantities/of-them";
                said.unit = "-".to_owned();
                said.end = at + 2;
                Some(said)
            }
            None if one => (of && said.first.number_end == at).then(|| {
                said.rule = "quantities/one-of";
                said.unit = "-".to_owned();
                said
            }),
            None => self.bare(said, last),
        }
    }

    /// "787 Dreamliner", "49 Ranch Road": several of a thing in the singular, by its capital a name.
    pub(super) fn named_thing(&self, noun: &Noun, last: &Raw) -> bool {
        let head = &self.block.words[noun.head];
        let word = head.of(self.block.text);
        last.digits
            && !self.block.title
            && last.value > 1.0
            && head.capital
            && !word.ends_with('s')
            && noun::singular(word) == word
            && class::of_noun(self.block.data, word).is_none()
            && !word.ends_with("ese")
    }

    /// "half were against", "three quarters said so": the part is of people.
    pub(super) fn is_share(&self, at: usize) -> bool {
        self.block.is(
            at,
            &[
                "were", "are", "say", "said", "have", "had", "believe", "think", "want", "would", "support", "oppose",
                "did",
            ],
        )
    }

    /// "two in three", "one out of ten": sets the value of the share.
    pub(super) fn out_of(&self, said: &mut Said) -> bool {
        let block = self.block;
        let raw = &said.first;
        if said.second.is_some() || raw.unit.is_some() || raw.fraction || raw.vague.is_some() {
            return false;
        }
        let whole_at = if block.is(raw.end, &["in"]) {
            raw.end + 1
        } else if block.is(raw.end, &["out"]) && block.is(raw.end + 1, &["of"]) {
            raw.end + 2
        } else {
            return false;
        };
        let every = block.is(whole_at, &["every"]);
        let Some(whole) = block.raw(if every { whole_at + 1 } else { whole_at }) else { return false };
        let noun = noun::after(block, self.grammar, whole.end);
        let fits = whole.unit.is_none()
            && !whole.fraction
            && whole.vague.is_none()
            && raw.value >= 1.0
            && raw.value < whole.value
            && whole.value <= 1000.0
            && whole.value.fract() == 0.0;
        if !fits || noun.is_none() && !self.is_share(whole.end) {
            return false;
        }
        said.first.value = raw.value / whole.value;
        said.first.fraction = true;
        said.first.end = whole.end;
        said.first.number_end = whole.number_end;
        said.end = whole.end;
        true
    }

    /// A number that counts nothing named: taken where it looks like a figure.
    pub(super) fn bare(&self, mut said: Said, last: &Raw) -> Option<Said> {
        let block = self.block;
        let plain = last.vague.is_none() && (last.digits || last.value >= 2.0);
        let big = last.value.abs() >= 1000.0 || last.digits && last.value.fract() != 0.0;
        let before = said.start.checked_sub(1).map_or("", |before| block.word(before));
        let figure = matches!(
            before.to_ascii_lowercase().as_str(),
            "to" | "at"
                | "between"
                | "from"
                | "of"
                | "than"
                | "another"
                | "other"
                | "killed"
                | "killing"
                | "injured"
                | "injuring"
                | "wounding"
                | "wounded"
                | "is"
                | "was"
                | "turned"
                | "least"
                | "over"
                | "about"
                | "some"
                | "only"
        );
        let verb = block.is(
            last.end,
            &[
                "were", "have", "had", "are", "dead", "killed", "injured", "wounded", "died", "others", "more",
                "missing", "trapped", "arrested", "women", "men", "who", "remain", "escaped",
            ],
        );
        // "247 people in Kenya and 10 in Tanzania", "a high of 84.75 cents and a low of 74.07": the same thing again.
        let joined = block.is(
            said.start.wrapping_sub(1),
            &["and", "or", "while", "including", "with", "from", "to", "was", "is", "than", "of"],
        );
        if let Some(before) = self.before(&said).filter(|_| plain && (joined || big) && last.digits) {
            said.unit = before.unit.clone();
            said.sort = (before.class.as_deref() == Some("money")).then_some(Sort::Money);
            said.rule = "quantities/again";
            return Some(said);
        }
        if last.vague == Some(Vague::Many) && verb
            || plain && (big || verb || figure && last.digits && last.value >= 10.0)
        {
            said.unit = "-".to_owned();
            said.rule = "quantities/bare";
            return Some(said);
        }
        None
    }

    /// The quantity told before in the same sentence, where it counts or is money.
    fn before(&self, said: &Said) -> Option<&Quantity> {
        let (range, quantity) = self.found.last()?;
        let start = self.block.words.get(said.start)?.start as usize;
        let between = self.block.text.get(range.end()..start).filter(|between| between.len() <= 120)?;
        let apart = between.contains(". ") || between.contains("! ") || between.contains("? ") || between.contains(';');
        let whole = quantity.number.is_some() && quantity.unit != "-" && said.second.is_none();
        let kind = !matches!(
            quantity.class.as_deref(),
            Some("percentage" | "duration" | "age" | "measure" | "distance" | "speed")
        );
        let ratio = said.first.value / quantity.number?;
        (whole && kind && !apart && ratio > 0.01 && ratio < 100.0).then_some(quantity)
    }

    /// The unit of a counted thing: its words as far as they belong together, the head in the singular.
    pub(super) fn unit_of(&self, noun: &Noun) -> String {
        let block = self.block;
        let mut unit = String::new();
        for place in noun.start..noun.end {
            let word = block.word(place);
            if !unit.is_empty() && !block.glued(place) {
                unit.push(' ');
            }
            if place == noun.head {
                unit.push_str(&noun::singular(word));
            } else if !matches!(word, "\"" | "“" | "#") {
                unit.push_str(noun::positive(word).unwrap_or(word));
            }
        }
        unit
    }
}
