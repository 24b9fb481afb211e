//! What the ends of a stretch look like, and the stretch as a whole: the features that are weighed.

use super::super::scene::NONE;
use super::{Builder, Shape, Span, mix, step};
use crate::{Deprel, Upos};

impl Builder<'_, '_> {
    pub(super) fn describe_left(&mut self, shape: u32, place: u32) {
        let scene = self.scene;
        let salt = 100 + shape * 2;
        let word = *scene.word(place);
        let top_place = scene.top_start[place as usize];
        let top = *scene.word(top_place);
        let before = scene.get(i64::from(place) - 1, self.bounds).copied();
        let distance = step(place.abs_diff(self.cue));
        let tie = if top.head == self.cue { 1 } else { 0 } + if scene.opens(place) { 2 } else { 0 };
        let relation = (top.deprel as u32) * 4 + tie;
        let previous = before.map_or(1, |word| word.form);
        let tags = (word.upos as u32) * 32 + before.map_or(30, |word| word.upos as u32);
        let inside = u32::from(word.quote > 0 && !scene.opens(place));
        let cue_quote = u32::from(scene.word(self.cue).quote > 0);
        let lemma = self.lemma;
        let first = u32::from(place == self.bounds.0);
        let f = &mut self.out.features;
        f.push(mix(salt, 1, distance));
        f.push(mix(salt, 2 + (distance << 8), relation));
        f.push(mix(salt, 3, word.form));
        f.push(mix(salt, 4, previous));
        f.push(mix(salt, 5 + (distance << 8), tags));
        f.push(mix(salt, 6 + (relation << 8), lemma));
        f.push(mix(salt, 7 + (distance << 8), lemma));
        f.push(mix(salt, word.form, lemma));
        f.push(mix(salt + 1, previous, lemma));
        f.push(mix(salt, 8, inside * 4 + cue_quote * 2 + first));
        f.push(mix(salt, 9 + (distance << 8), word.form));
        f.push(mix(salt, 10 + (distance << 8), previous));
        f.push(mix(salt, 11 + (relation << 8), tags));
    }

    pub(super) fn describe_right(&mut self, shape: u32, place: u32, until: u32) {
        let scene = self.scene;
        let salt = 200 + shape * 2;
        let last = *scene.word(place - 1);
        let next = (place < until || place < self.bounds.1).then(|| *scene.word(place));
        let top = (place < scene.words.len() as u32).then(|| *scene.word(scene.top_start[place as usize]));
        let ended = *scene.word(scene.top_end[place as usize - 1]);
        let closes = u32::from(scene.closes(place));
        let inside = u32::from(last.quote > 0 && closes == 0);
        let at_end = u32::from(place >= until);
        let rest = step(until.saturating_sub(place));
        let form = next.map_or(1, |word| word.form);
        let tag = next.map_or(30, |word| word.upos as u32);
        let top_rel = top.map_or(60, |word| word.deprel as u32);
        let reach = top.map_or(0, |word| {
            if word.head == NONE {
                0
            } else if word.head < place {
                1
            } else {
                2
            }
        });
        let to_cue = top.map_or(0, |word| u32::from(word.head == self.cue));
        let ends = ended.deprel as u32 * 2 + u32::from(ended.head == self.cue);
        let second = scene.get(i64::from(place) + 1, self.bounds).copied();
        let state = closes * 8 + inside * 4 + at_end * 2 + u32::from(place == self.bounds.1);
        let lemma = self.lemma;
        let joined = self.joined(place).map_or(0, |verb| 1 + self.likeness(verb));
        let lists = if closes > 0 { self.lists(place) } else { 0 };
        let f = &mut self.out.features;
        f.push(mix(salt + 1, 12, joined));
        f.push(mix(salt + 1, 13 + (state << 8), joined));
        f.push(mix(salt + 1, 14 + (lists << 8), form));
        f.push(mix(salt, 1, state));
        f.push(mix(salt, 2 + (state << 8), form));
        f.push(mix(salt, 3 + (tag << 8), last.upos as u32));
        f.push(mix(salt, 4, top_rel * 8 + reach * 2 + to_cue));
        f.push(mix(salt, 5 + (ends << 8), tag));
        f.push(mix(salt, 6 + (rest << 8), tag));
        f.push(mix(salt, 7, last.form));
        f.push(mix(salt, form, lemma));
        f.push(mix(salt + 1, top_rel * 8 + reach * 2 + to_cue, form));
        f.push(mix(salt, 8 + (state << 8), lemma));
        f.push(mix(salt, 9 + (form & 0xffff_ff00), second.map_or(1, |word| word.form)));
        f.push(mix(salt, 10 + (tag << 8), second.map_or(30, |word| word.upos as u32)));
        f.push(mix(salt + 1, last.form, form));
        f.push(mix(salt, 11 + (ends << 8), top_rel * 8 + reach * 2 + to_cue));
    }

    /// The verb that a conjunction at `place` joins on ("… and warned that …"), if one stands close behind it.
    fn joined(&self, place: u32) -> Option<u32> {
        let scene = self.scene;
        let conjunction = (place..self.bounds.1.min(place + 2)).find(|at| scene.word(*at).upos == Upos::Cconj)?;
        let verb = |at: &u32| matches!(scene.word(*at).upos, Upos::Verb | Upos::Aux);
        (conjunction + 1..self.bounds.1.min(conjunction + 4)).find(verb)
    }

    /// How much a verb looks like another cue of the same subject: its rate, whether it has the cue's ending, whether it
    /// follows its conjunction without a subject between.
    fn likeness(&self, verb: u32) -> u32 {
        let scene = self.scene;
        let ending = |place: u32| {
            let form = scene.form(place);
            ["ing", "ed", "s"].iter().position(|ending| form.ends_with(ending))
        };
        let bare = scene.word(verb - 1).upos == Upos::Cconj;
        (self.rates)(verb) * 4 + u32::from(ending(verb) == ending(self.cue)) * 2 + u32::from(bare)
    }

    /// After a closing mark: how far the next quotation of the sentence is, and whether only marks and "and" stand between.
    fn lists(&self, place: u32) -> u32 {
        let scene = self.scene;
        let mut bridges = 1;
        for at in place..self.bounds.1.min(place + 15) {
            if scene.opens(at) {
                return 1 + step(at - place) * 2 + bridges;
            }
            let word = scene.word(at);
            if !matches!(word.upos, Upos::Punct | Upos::Cconj | Upos::Det) {
                bridges = 0;
            }
        }
        0
    }

    pub(super) fn describe_pair(&mut self, shape: Shape, parts: &[Span], main: usize, until: u32) {
        let scene = self.scene;
        let (start, end) = parts[main];
        let salt = 300 + shape as u32 * 4;
        // The words inside whose head lies outside: one where the stretch is a constituent.
        let (mut loose, mut root, mut finite, mut subjects, mut held, mut swallowed) = (0, start, 0, 0, 0, 0);
        for place in start..end.min(start + 80) {
            let word = scene.word(place);
            if (word.head == NONE || word.head < start || word.head >= end) && word.upos != Upos::Punct {
                if loose == 0 || word.head == self.cue {
                    root = place;
                }
                loose += 1;
            }
            held += u32::from(place > start && scene.opens(place));
            if scene.word(place).upos == Upos::Cconj && place > start {
                let likeness = self.joined(place).filter(|verb| *verb < end).map_or(0, |verb| 1 + self.likeness(verb));
                swallowed = swallowed.max(likeness);
            }
            finite += u32::from(matches!(word.upos, Upos::Verb | Upos::Aux));
            subjects += u32::from(matches!(word.deprel, Deprel::Nsubj | Deprel::Csubj | Deprel::Expl));
        }
        let top = *scene.word(root);
        let whole = u32::from(top.left == start && top.right == end);
        let tie = if top.head == self.cue {
            1
        } else if scene.word(self.cue).head == root {
            2
        } else if top.head == scene.word(self.cue).head && top.head != NONE {
            3
        } else {
            0
        };
        let (opens, closes) = (scene.opens(start), scene.closes(end));
        let first = scene.word(start).quote;
        let last = scene.word(end - 1).quote;
        let quotes = match (opens, closes, first == last && first > 0) {
            (true, true, true) => 1,
            (true, true, false) => 2,
            (true, false, true) => 3,
            (true, false, false) => 4,
            (false, true, true) => 5,
            (false, true, false) => 6,
            (false, false, _) if first != last => 7,
            (false, false, true) => 8,
            _ => 9 * u32::min(held, 2),
        };
        let length = step(end - start);
        let loose = u32::min(loose, 4);
        let clause = u32::min(finite, 2) * 3 + u32::min(subjects, 2);
        let relation = top.deprel as u32 * 4 + tie;
        let (lemma, rate) = (self.lemma, self.rate);
        let cue_quote = u32::from(scene.word(self.cue).quote > 0 && scene.word(self.cue).quote == first);
        let count = parts.len() as u32;
        let at_end = u32::from(end >= until);
        let top_tag = top.upos as u32;
        let f = &mut self.out.features;
        f.push(mix(salt, 1, count));
        f.push(mix(salt, 2 + (quotes << 8), cue_quote));
        f.push(mix(salt, 3 + (loose << 8), whole));
        f.push(mix(salt, 4 + (relation << 8), whole * 8 + loose));
        f.push(mix(salt, 5 + (length << 8), quotes));
        f.push(mix(salt, 6 + (clause << 8), top_tag));
        f.push(mix(salt, 7 + (relation << 8), lemma));
        f.push(mix(salt, 8 + (clause << 8), lemma));
        f.push(mix(salt, 9 + (quotes << 8), lemma));
        f.push(mix(salt, 10 + (length << 8), lemma));
        f.push(mix(salt, 11, lemma));
        f.push(mix(salt, 12 + (loose << 8), length));
        f.push(mix(salt, 13 + (top_tag << 8), relation));
        f.push(mix(salt, 14 + (top_tag << 8), lemma));
        f.push(mix(salt, 15 + (at_end << 8), whole * 8 + loose));
        f.push(mix(salt, 16, top.lemma));
        f.push(mix(salt + 1, top.lemma, lemma));
        f.push(mix(salt, 17 + (length << 8), at_end * 128 + relation));
        f.push(mix(salt, 18 + (quotes << 8), rate));
        f.push(mix(salt, 19 + (relation << 8), rate));
        f.push(mix(salt, 20 + (clause << 8), rate));
        f.push(mix(salt, 21 + (length << 8), rate));
        f.push(mix(salt, 22 + (quotes << 8), relation));
        f.push(mix(salt, 23 + (quotes << 8), u32::min(held, 3)));
        f.push(mix(salt, 24, swallowed));
        f.push(mix(salt, 25 + (rate << 8), swallowed));
        // Every part after the first is weighed by how it starts and ends.
        for (number, &(from, to)) in parts.iter().enumerate().filter(|(number, _)| *number != main) {
            let kind = u32::from(number > main) * 4 + u32::from(scene.opens(from)) * 2 + u32::from(scene.closes(to));
            let gap = if number > main { scene.word(from).sentence - scene.word(self.cue).sentence } else { 0 };
            let f = &mut self.out.features;
            f.push(mix(salt + 2, 1 + (kind << 8), u32::min(gap, 3) * 8 + quotes));
            f.push(mix(salt + 2, 2 + (kind << 8), lemma));
            f.push(mix(salt + 2, 3 + (kind << 8), scene.word(from).form));
            f.push(mix(salt + 2, 4 + (kind << 8), scene.word(to - 1).upos as u32 * 64 + scene.word(from).upos as u32));
            f.push(mix(salt + 2, 5 + (kind << 8), step(to - from)));
            f.push(mix(salt + 2, 6 + (kind << 8), scene.word(scene.top_start[from as usize]).deprel as u32));
        }
    }
}
