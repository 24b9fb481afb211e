//! Numbers that are none: "several", "no", "for years", "within a year".

use super::data::{Sign, Sort};
use super::raw::Raw;
use super::{Finder, Said, class, noun};
use crate::scan::Vague;
use rashomon_news::Change;

impl Finder<'_> {
    /// "several people", "a few soldiers", "no aircraft", "years-long": only where what is counted is of a class.
    pub(super) fn loose(&mut self, at: usize) -> Option<usize> {
        let block = self.block;
        if let Some(next) = self.length(at) {
            return Some(next);
        }
        if block.is(at, &["no"]) || block.is(at, &["several"]) {
            if block.is(at + 1, &["hundred", "thousand", "million", "dozen", "billion"]) {
                return self.several_hundred(at);
            }
            let noun = noun::after(block, self.grammar, at + 1)?;
            let plural = block.word(noun.head).ends_with('s')
                || block.is(noun.head, &["people", "men", "women", "children", "aircraft", "troops"]);
            let class = class::of_noun(block.data, block.word(noun.head))?;
            let none = block.is(at, &["no"]);
            if !plural && !none
                || none
                    && !matches!(
                        class,
                        "aircraft"
                            | "deaths"
                            | "injuries"
                            | "people"
                            | "troops"
                            | "children"
                            | "passengers"
                            | "arrests"
                    )
            {
                return None;
            }
            let number = Raw {
                value: 0.0,
                vague: (!none).then_some(Vague::Several),
                fraction: false,
                digits: false,
                start: at,
                number: at,
                number_end: at + 1,
                end: at + 1,
                unit: None,
                per: None,
                hyphen: false,
            };
            let said = Said {
                unit: self.unit_of(&noun),
                sort: None,
                sign: Sign::Equal,
                start: at,
                end: noun.end,
                change: Change::Equal,
                rule: if none { "quantities/none" } else { "quantities/several" },
                noun: Some(noun),
                first: number,
                second: None,
            };
            let next = at + 1;
            self.take(said);
            return Some(next);
        }
        None
    }

    /// "for years", "spent days", "a years-long war": two or more; "within a year", "played a season": one.
    pub(super) fn length(&mut self, at: usize) -> Option<usize> {
        let block = self.block;
        let before = at.checked_sub(1)?;
        let article = block.is(at, &["a", "an"]);
        let unit_at = if article { at + 1 } else { at };
        let (unit, end) =
            block.unit(unit_at).filter(|(unit, _)| block.data.units[*unit as usize].sort == Sort::Time)?;
        let plural = block.word(end - 1).ends_with('s');
        let long = plural && block.hyphen(end) && block.glued(end) && block.is(end + 1, &["long"]);
        let lasting = block.is(before, &["for", "spent", "spend", "lasted", "took", "take", "takes"]);
        let age = block.is(unit_at, &["decade", "century", "moment", "second"]);
        let one = !age && article && !plural && (lasting || block.is(before, &["within", "played", "after"]));
        let many = !article && plural && (lasting || long);
        let open =
            !block.is(end, &["old", "ago", "earlier", "later", "or", "and", "of"]) && (long || !block.hyphen(end));
        if !(open && (one || many)) {
            return None;
        }
        let first = Raw {
            value: if one { 1.0 } else { 2.0 },
            vague: None,
            fraction: false,
            digits: false,
            start: at,
            number: at,
            number_end: unit_at,
            end,
            unit: Some(unit),
            per: None,
            hyphen: false,
        };
        let end = if long { end + 2 } else { end };
        let said = Said {
            unit: block.data.units[unit as usize].name.to_owned(),
            sort: Some(Sort::Time),
            noun: noun::after(block, self.grammar, end).filter(|_| long),
            sign: if one { Sign::Equal } else { Sign::Most },
            start: at,
            end,
            change: if one { Change::Equal } else { Change::More },
            rule: if one { "quantities/one-length" } else { "quantities/lengths" },
            first,
            second: None,
        };
        self.take(said);
        Some(end)
    }

    /// "several hundred people": from 200 (or 24, for dozens) to one short of a thousand.
    pub(super) fn several_hundred(&mut self, at: usize) -> Option<usize> {
        let block = self.block;
        let noun = noun::after(block, self.grammar, at + 2)?;
        class::of_noun(block.data, block.word(noun.head))?;
        let size = match block.word(at + 1) {
            "dozen" => 12.0,
            "hundred" => 1e2,
            "thousand" => 1e3,
            "million" => 1e6,
            _ => 1e9,
        };
        let first = Raw {
            value: size,
            vague: Some(Vague::Many),
            fraction: false,
            digits: false,
            start: at,
            number: at,
            number_end: at + 2,
            end: at + 2,
            unit: None,
            per: None,
            hyphen: false,
        };
        let said = Said {
            unit: self.unit_of(&noun),
            sort: None,
            sign: Sign::Equal,
            start: at,
            end: noun.end,
            change: Change::Equal,
            rule: "quantities/several",
            noun: Some(noun),
            first,
            second: None,
        };
        self.take(said);
        Some(at + 2)
    }
}
