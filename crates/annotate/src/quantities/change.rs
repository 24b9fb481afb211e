//! What the words around a number do to it.

use super::data::{self, Sign, Sort};
use super::{Finder, Said};
use rashomon_news::Change;

impl Finder<'_> {
    /// What the words around the number do to it.
    pub(super) fn changed(&self, said: &mut Said) {
        let block = self.block;
        let mut at = said.start;
        if let Some((sign, start)) = block.sign_before(at) {
            said.sign = sign;
            said.start = start;
            at = start;
        }
        let end = said.second.as_ref().unwrap_or(&said.first).end;
        if let Some((sign, next)) = block.sign_after(end) {
            said.sign = sign;
            said.end = said.end.max(next);
        }
        said.change = match said.sign {
            Sign::About | Sign::Almost => Change::About,
            Sign::More | Sign::Most => Change::More,
            Sign::Less => Change::Less,
            Sign::Equal => Change::Equal,
        };
        let plain = matches!(said.sign, Sign::Equal | Sign::Almost | Sign::Less);
        let about = said.sort == Some(Sort::Percent)
            && said.sign == Sign::About
            && !block.is(at.wrapping_sub(1), &["up", "down"]);
        if matches!(said.sort, Some(Sort::Percent | Sort::Money | Sort::Count | Sort::Measure))
            && (plain || about)
            && let Some(change) = self.direction(at, said)
        {
            said.change = change;
        }
    }

    /// "rose 5 per cent", "down 3 points", "+0.2%"
    pub(super) fn direction(&self, at: usize, said: &Said) -> Option<Change> {
        let block = self.block;
        let lexicon = &block.data.lexicon;
        if block.word(said.first.start) == "+" {
            return Some(Change::Up);
        }
        if said.first.value < 0.0 && said.sort == Some(Sort::Percent) {
            return Some(Change::Down);
        }
        for place in (at.saturating_sub(2)..at).rev() {
            let word = &block.words[place];
            if lexicon.is(word.id, data::UP) {
                return Some(Change::Up);
            }
            if lexicon.is(word.id, data::DOWN) {
                return Some(Change::Down);
            }
            if !block.is(place, &["by", "another", "a", "an", "as", "much", "further"]) {
                return None;
            }
        }
        None
    }
}
