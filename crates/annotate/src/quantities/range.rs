//! Two numbers that bound a range.

use super::data::Sort;
use super::raw::Raw;
use super::{Finder, noun};

impl Finder<'_> {
    /// "from 5 to 7 per cent", "between 50 and 70", "14-18 mpg", "$3 billion to $5 billion"
    pub(super) fn range_end(&self, first: &mut Raw) -> Option<Raw> {
        let block = self.block;
        if first.vague.is_some() || first.per.is_some() && first.unit.is_none() {
            return None;
        }
        let join = first.end;
        let between = first.start > 0 && block.is(first.start - 1, &["between"]);
        let to = block.is(join, &["to"])
            || block.hyphen(join) && !first.hyphen && (block.glued(join) == block.glued(join + 1));
        let slash = first.unit.is_some() && self.sort(first) == Some(Sort::Money) && block.word(join) == "/";
        let or = block.is(join, &["or"]) && first.unit.is_none() && !first.hyphen;
        if !(to || or || slash || between && block.is(join, &["and"])) {
            return None;
        }
        let mut second = block.raw(join + 1)?;
        if second.vague.is_some() || second.fraction != first.fraction || self.dated(&second) {
            return None;
        }
        let same = first.unit == second.unit || first.unit.is_none();
        let rising = second.value > first.value;
        let from = first.start > 0 && block.is(first.start - 1, &["from"]);
        if !same || !(rising || from && first.unit.is_some()) || or && second.value > first.value * 2.0 + 1.0 {
            // "5 to $7": not a range of one thing.
            return None;
        }
        if second.unit.is_none() && noun::after(block, self.grammar, second.end).is_none() && !between && !from {
            return None;
        }
        // "1 to 2 thousand", "$3 to $5 million", "four to five thousand": the scale belongs to both.
        let scale = [1e12, 1e9, 1e6, 1e3, 1e2].into_iter().find(|scale| second.value >= *scale && self.scaled(&second));
        if let Some(scale) =
            scale.filter(|scale| first.value < *scale && first.value * scale < second.value && !self.scaled(first))
        {
            first.value *= scale;
        }
        if second.value < first.value {
            std::mem::swap(&mut first.value, &mut second.value);
        }
        Some(second)
    }

    /// Whether the number was told with a word or letter for its scale.
    pub(super) fn scaled(&self, raw: &Raw) -> bool {
        let last = self.block.word(raw.number_end.saturating_sub(1));
        last.chars().next().is_some_and(|c| c.is_alphabetic()) && (raw.digits || raw.number_end > raw.number + 1)
    }
}
