//! Numbers that are no quantities: dates, names, scores.

use super::data::{self, Sort};
use super::raw::Raw;
use super::{Finder, NUMBERED, noun};
use crate::scan::Kind;
use rashomon_news::TimeKind;

impl Finder<'_> {
    /// Whether the number is part of a date or clock; lengths are quantities as well, also in "two years ago".
    pub(super) fn dated(&self, raw: &Raw) -> bool {
        let Some(range) = self.range(raw.number, raw.number_end) else { return true };
        let time = self.times.overlapping(range).next();
        time.is_some_and(|time| match time.value.kind {
            TimeKind::Duration => false,
            TimeKind::Set => raw.unit.is_none(),
            _ => !self.sort(raw).is_some_and(|sort| sort == Sort::Time) || raw.value > 1000.0,
        })
    }

    pub(super) fn sort(&self, raw: &Raw) -> Option<Sort> {
        raw.unit.map(|unit| self.block.data.units[unit as usize].sort)
    }

    /// "Flight 17", "iPhone 11", "737 Max", "Game 7", "No. 5": the number is part of a name.
    pub(super) fn is_name(&self, raw: &Raw) -> bool {
        let block = self.block;
        if !raw.digits || raw.unit.is_some() {
            return false;
        }
        let before = raw.start.checked_sub(1).map(|before| &block.words[before]);
        if before.is_some_and(|before| {
            before.glued
                && raw.start > 1
                && before.kind == Kind::Mark
                && !matches!(before.of(block.text), "(" | "\"" | "“" | "-" | "," | ":" | "~" | "+" | "/" | "'")
        }) {
            return true;
        }
        if block.glued(raw.start) && before.is_some_and(|before| before.kind == Kind::Letters) {
            return true;
        }
        // "last-32", "TA-35"
        if before.is_some_and(|before| before.glued && block.hyphen(raw.start - 1))
            && block.glued(raw.start)
            && raw.start > 1
            && block.words[raw.start - 2].kind == Kind::Letters
        {
            return !block.is(raw.start - 2, &["sub", "mid", "plus", "minus", "non"]);
        }
        // "A320neo", "42nd", "M21 9AB8"
        if block.words.get(raw.number_end).is_some_and(|next| next.glued && next.kind == Kind::Letters) {
            return !block.is(raw.number_end + 1, &["birthday"]);
        }
        let named = before.is_some_and(|before| {
            let plain = before.kind == Kind::Letters && (!before.glued || raw.start == 1);
            let title = before.capital && !block.title && !self.sentence_start(raw.start - 1);
            plain && (title || block.is(raw.start - 1, &NUMBERED)) && !block.data.lexicon.is(before.id, data::STOP)
        });
        if named {
            return true;
        }
        // "2 1/2-game" and dates by slashes are read elsewhere; "7/9" without unit is none.
        matches!(block.word(raw.number_end), "/" | "⁄") && block.glued(raw.number_end)
    }

    pub(super) fn sentence_start(&self, at: usize) -> bool {
        at == 0 || matches!(self.block.word(at - 1), "." | "!" | "?" | ":" | "“" | "\"" | "—")
    }

    /// "2-2", "89-89", "4:39", "1.05am": no quantities without a unit.
    pub(super) fn is_score(&self, raw: &Raw) -> bool {
        let block = self.block;
        if !raw.digits {
            return false;
        }
        let joins = |at: usize| block.glued(at) && (block.hyphen(at) || block.word(at) == ":");
        let digits = |at: usize| block.words.get(at).is_some_and(|word| word.kind == Kind::Digits && word.glued);
        let ahead = raw.unit.is_none() && joins(raw.number_end) && digits(raw.number_end + 1);
        let behind = raw.unit.is_none()
            && raw.start > 1
            && joins(raw.start - 1)
            && block.glued(raw.start)
            && block.words[raw.start - 2].kind == Kind::Digits;
        if ahead {
            // A range has a unit after its second number.
            let second = block.raw(raw.number_end + 1);
            let unit = second.is_some_and(|second| {
                second.unit.is_some()
                    || noun::after(block, self.grammar, second.number_end).is_some()
                        && second.value > raw.value
                        && !second.hyphen
            });
            return block.word(raw.number_end) == ":" || !unit;
        }
        behind
    }
}
