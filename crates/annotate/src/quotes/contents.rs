//! What may be the content of a cue: every plausible stretch of words around it, described by features.
//!
//! A stretch has a left and a right end; each end is weighed on its own and the pair together, so that fifty stretches cost little
//! more than fifteen ends. Four shapes: right of the cue, left of it, both (an interrupted quotation, a subject with its
//! predicate), and a quotation in the sentence before or after. At most [`MOST`] stretches a cue.

use super::cues;
use super::scene::{NONE, Scene, Word};
use crate::{Deprel, Upos};

/// The most stretches weighed for one cue.
pub const MOST: usize = 400;
const LEFTS: usize = 7;
const RIGHTS: usize = 24;

/// Places `start..end` of words.
pub type Span = (u32, u32);

/// One stretch, or several that belong together, with the features of each part of its weight.
#[derive(Clone, Debug)]
pub struct Stretch {
    /// In order of the text; never empty.
    pub parts: Vec<Span>,
    /// Place of its left end among [`Contents::ends`].
    pub left: u32,
    /// Place of its right end.
    pub right: u32,
    /// Where its own features lie in [`Contents::features`].
    pub own: (u32, u32),
}

/// All that may be the content of one cue.
#[derive(Clone, Debug, Default)]
pub struct Contents {
    /// Hashed features, each stretch of which belongs to the cue, an end or a pair.
    pub features: Vec<u32>,
    /// Features that any content shares.
    pub cue: (u32, u32),
    /// Features of each end.
    pub ends: Vec<(u32, u32)>,
    /// What may be the content.
    pub stretches: Vec<Stretch>,
}

/// A feature: a kind with two values, mixed into 32 bits.
pub fn mix(kind: u32, a: u32, b: u32) -> u32 {
    let mut sum = u64::from(kind).wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ u64::from(a).wrapping_mul(0xC2B2_AE3D_27D4_EB4F);
    sum = sum.rotate_left(29).wrapping_mul(0x1656_67B1_9E37_79F9) ^ u64::from(b).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    sum ^= sum >> 32;
    (sum.wrapping_mul(0xD6E8_FEB8_6659_FD93) >> 32) as u32
}

/// A distance in a few steps.
pub fn step(distance: u32) -> u32 {
    match distance {
        0..=4 => distance,
        5..=6 => 5,
        7..=9 => 6,
        10..=14 => 7,
        15..=22 => 8,
        23..=35 => 9,
        36..=60 => 10,
        _ => 11,
    }
}

/// The shapes a stretch can have.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(u32)]
enum Shape {
    Right = 1,
    Left = 2,
    Around = 3,
    Subject = 4,
    Before = 5,
    After = 6,
    Turn = 7,
}

struct Builder<'s, 'a> {
    scene: &'s Scene<'a>,
    cue: u32,
    lemma: u32,
    rate: u32,
    bounds: Span,
    out: Contents,
}

/// Everything that may be the content of the cue at `cue`.
pub fn around(scene: &Scene, cue: u32, rate: u32) -> Contents {
    let bounds = scene.sentence(cue);
    let lemma = scene.word(cue).lemma;
    let mut builder = Builder { scene, cue, lemma, rate, bounds, out: Contents::default() };
    cues::describe(scene, cue, rate, &mut builder.out.features);
    builder.out.cue = (0, builder.out.features.len() as u32);
    builder.right();
    builder.left();
    builder.outside();
    builder.out
}

impl Builder<'_, '_> {
    fn punct(&self, place: u32) -> bool {
        matches!(self.scene.word(place).upos, Upos::Punct)
    }

    /// The span without punctuation at its ends, where words are left.
    fn tight(&self, (mut start, mut end): Span) -> Option<Span> {
        while start < end && self.punct(start) && !matches!(self.scene.form(start), "[" | "(" | "$" | "#" | "@") {
            start += 1;
        }
        while end > start && self.punct(end - 1) && !matches!(self.scene.form(end - 1), "]" | ")" | "?" | "!" | "%" | "…" | "...") {
            end -= 1;
        }
        (start < end).then_some((start, end))
    }

    /// Places where a content right of the cue may start, nearest first.
    fn lefts(&self) -> Vec<u32> {
        let (scene, end) = (self.scene, self.bounds.1);
        let mut places = Vec::new();
        let mut add = |place: u32| {
            if place < end && !places.contains(&place) {
                places.push(place);
            }
        };
        let mut next = self.cue + 1;
        while next < end && self.punct(next) {
            next += 1;
        }
        add(next);
        let mut after_comma = 0;
        for place in self.cue + 1..end.min(self.cue + 22) {
            let word = scene.word(place);
            let starts = scene.top_start[place as usize];
            let top = scene.word(starts);
            let near = place - self.cue < 10;
            if scene.opens(place) {
                add(place);
            } else if self.punct(place) {
                if after_comma < 2 && place + 1 < end && !self.punct(place + 1) {
                    after_comma += 1;
                    add(place + 1);
                }
            } else if near
                && (top.head == self.cue
                    || matches!(top.deprel, Deprel::Ccomp | Deprel::Xcomp | Deprel::Acl | Deprel::Advcl)
                    || (place > 0 && matches!(scene.word(place - 1).upos, Upos::Adp | Upos::Part | Upos::Sconj) && place - self.cue < 5))
            {
                add(place);
            } else if near && word.deprel == Deprel::Mark {
                add(place);
            }
        }
        places.sort_unstable();
        places.truncate(LEFTS);
        places
    }

    /// Places (exclusive) where a content that starts at or after `from` may end.
    fn rights(&self, from: u32, until: u32) -> Vec<u32> {
        let scene = self.scene;
        let mut places = Vec::new();
        for place in from + 1..until {
            let word = scene.word(place);
            let top = scene.word(scene.top_start[place as usize]);
            let cut = self.punct(place) && !matches!(scene.form(place), "[" | "(" | "$" | "-" | "/" | "#" | "@" | "%")
                || scene.closes(place)
                || (scene.opens(place) && place > from)
                || matches!(word.upos, Upos::Cconj | Upos::Sconj | Upos::Adp)
                || matches!(word.deprel, Deprel::Mark | Deprel::Cc | Deprel::Case)
                || (top.left == place
                    && matches!(
                        top.deprel,
                        Deprel::Advcl | Deprel::Acl | Deprel::Conj | Deprel::Parataxis | Deprel::Obl | Deprel::Appos | Deprel::Advmod | Deprel::Xcomp | Deprel::Ccomp | Deprel::Discourse
                    ))
                || matches!(word.upos, Upos::Verb | Upos::Aux) && !matches!(scene.word(place - 1).upos, Upos::Aux | Upos::Part | Upos::Adv | Upos::Verb);
            if cut && !self.punct(place - 1) {
                places.push(place);
                if places.len() >= RIGHTS {
                    break;
                }
            }
        }
        if let Some((_, end)) = self.tight((from, until)) {
            if !places.contains(&end) {
                places.push(end);
            }
        }
        places
    }

    fn end_features(&mut self, shape: Shape, right: bool, place: u32, until: u32) -> u32 {
        let start = self.out.features.len() as u32;
        if right {
            self.describe_right(shape as u32, place, until);
        } else {
            self.describe_left(shape as u32, place);
        }
        self.out.ends.push((start, self.out.features.len() as u32));
        self.out.ends.len() as u32 - 1
    }

    fn describe_left(&mut self, shape: u32, place: u32) {
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

    fn describe_right(&mut self, shape: u32, place: u32, until: u32) {
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
        let reach = top.map_or(0, |word| if word.head == NONE { 0 } else if word.head < place { 1 } else { 2 });
        let to_cue = top.map_or(0, |word| u32::from(word.head == self.cue));
        let ends = ended.deprel as u32 * 2 + u32::from(ended.head == self.cue);
        let second = scene.get(i64::from(place) + 1, self.bounds).copied();
        let state = closes * 8 + inside * 4 + at_end * 2 + u32::from(place == self.bounds.1);
        let lemma = self.lemma;
        let f = &mut self.out.features;
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

    fn push(&mut self, shape: Shape, left: u32, right: u32, parts: Vec<Span>, main: usize, until: u32) {
        if self.out.stretches.len() >= MOST {
            return;
        }
        let start = self.out.features.len() as u32;
        self.describe_pair(shape, &parts, main, until);
        self.out.stretches.push(Stretch { parts, left, right, own: (start, self.out.features.len() as u32) });
    }

    fn describe_pair(&mut self, shape: Shape, parts: &[Span], main: usize, until: u32) {
        let scene = self.scene;
        let (start, end) = parts[main];
        let salt = 300 + shape as u32 * 4;
        // The words inside whose head lies outside: one where the stretch is a constituent.
        let (mut loose, mut root, mut finite, mut subjects, mut held) = (0, start, 0, 0, 0);
        for place in start..end.min(start + 80) {
            let word = scene.word(place);
            if word.head == NONE || word.head < start || word.head >= end {
                if word.upos != Upos::Punct {
                    if loose == 0 || word.head == self.cue {
                        root = place;
                    }
                    loose += 1;
                }
            }
            held += u32::from(place > start && scene.opens(place));
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

    /// The end of a quotation that opens at `place`, with later paragraphs that go on with it.
    fn quotation(&self, place: u32) -> Option<Vec<Span>> {
        let scene = self.scene;
        let number = scene.word(place).quote as usize;
        let segment = scene.segments.get(number.wrapping_sub(1)).filter(|segment| segment.start == place)?;
        let mut parts = vec![(segment.start, segment.end)];
        let mut last = segment;
        for next in scene.segments.get(number..).unwrap_or(&[]).iter().take(12) {
            let follows = !last.closed
                && scene.word(next.start).block == scene.word(last.start).block + 1
                && self.starts_block(next.start);
            if !follows {
                break;
            }
            parts.push((next.start, next.end));
            last = next;
        }
        Some(parts)
    }

    fn starts_block(&self, place: u32) -> bool {
        place == 0 || self.scene.word(place - 1).block != self.scene.word(place).block
    }

    fn right(&mut self) {
        let scene = self.scene;
        let until = self.bounds.1;
        let lefts = self.lefts();
        let Some(&nearest) = lefts.first() else { return };
        let subject = self.subject();
        let rights = self.rights(nearest, until);
        let right_ends: Vec<u32> =
            rights.iter().map(|&place| self.end_features(Shape::Right, true, place, until)).collect();
        for &left in &lefts {
            let left_end = self.end_features(Shape::Right, false, left, until);
            for (&right, &right_end) in rights.iter().zip(&right_ends) {
                if right <= left || self.punct(left) {
                    continue;
                }
                self.push(Shape::Right, left_end, right_end, vec![(left, right)], 0, until);
            }
            // A quotation that starts here may go on over sentences and paragraphs.
            if let Some(parts) = scene.opens(left).then(|| self.quotation(left)).flatten()
                && parts.last().is_some_and(|part| part.1 > until)
            {
                let until = parts[0].1;
                let right_end = self.end_features(Shape::Right, true, until, until);
                self.push(Shape::Right, left_end, right_end, parts, 0, until);
            } else if let Some(segment) = scene.segments.iter().find(|segment| segment.start > left && segment.start < self.bounds.1)
                && segment.end > until
            {
                let right_end = self.end_features(Shape::Right, true, segment.end, segment.end);
                self.push(Shape::Right, left_end, right_end, vec![(left, segment.end)], 0, until);
            }
        }
        self.turn(nearest);
        let Some(subject) = subject else { return };
        let left_end = self.end_features(Shape::Subject, false, subject.0, until);
        let right_end = self.end_features(Shape::Subject, true, subject.1, until);
        self.push(Shape::Subject, left_end, right_end, vec![subject], 0, until);
        for &left in lefts.iter().take(3) {
            for (&right, &right_end) in rights.iter().zip(&right_ends) {
                if right > left && !self.punct(left) && subject.1 <= self.cue {
                    self.push(Shape::Subject, left_end, right_end, vec![subject, (left, right)], 1, until);
                }
            }
        }
    }

    /// "LUND: …": the rest of a paragraph that starts with a name and a colon.
    fn turn(&mut self, nearest: u32) {
        let scene = self.scene;
        let block = scene.word(self.cue).block;
        let starts = (self.cue.saturating_sub(5)..self.cue).any(|place| self.starts_block(place) && scene.word(place).block == block);
        if scene.form(self.cue) != ":" || !starts {
            return;
        }
        let end = scene.words.partition_point(|word| word.block <= block) as u32;
        if end > self.bounds.1 {
            let left = self.end_features(Shape::Turn, false, nearest, end);
            let right = self.end_features(Shape::Turn, true, end, end);
            self.push(Shape::Turn, left, right, vec![(nearest, end)], 0, end);
        }
    }

    /// What may be said of: the passive subject ("he is expected to …"), or the relative or question word ("which he says …").
    fn subject(&self) -> Option<Span> {
        let scene = self.scene;
        let cue = *scene.word(self.cue);
        let own = scene.children(self.cue).find(|&child| {
            child < self.cue && matches!(scene.word(child).deprel, Deprel::Nsubj | Deprel::Csubj | Deprel::Obj)
        });
        let place = own.or_else(|| {
            (cue.head != NONE && cue.head < self.cue && matches!(cue.deprel, Deprel::Acl)).then_some(cue.head)
        })?;
        let word = scene.word(place);
        let start = word.left;
        self.tight((start, word.right.min(self.cue).max(place + 1))).filter(|span| span.1 <= self.cue)
    }

    /// Where the cue's own clause starts: its subject, its auxiliaries, the cue itself.
    fn clause_start(&self) -> u32 {
        let scene = self.scene;
        let mut start = self.cue;
        for child in scene.children(self.cue) {
            let word = scene.word(child);
            if child < self.cue
                && matches!(word.deprel, Deprel::Nsubj | Deprel::Aux | Deprel::Advmod | Deprel::Cc | Deprel::Mark | Deprel::Compound | Deprel::Det | Deprel::Amod | Deprel::Nmod | Deprel::Case)
            {
                start = start.min(word.left);
            }
        }
        start.max(self.bounds.0)
    }

    /// Places (exclusive) where a content left of the cue may end, nearest last.
    fn left_rights(&self) -> Vec<u32> {
        let scene = self.scene;
        let mut places = vec![];
        let mut add = |place: u32| {
            if place > self.bounds.0 && !places.contains(&place) {
                places.push(place);
            }
        };
        add(self.clause_start());
        add(self.cue);
        let mut commas = 0;
        for place in (self.bounds.0..self.cue).rev().take(60) {
            if self.punct(place) && commas < 4 || scene.closes(place) {
                commas += 1;
                add(place);
                if scene.closes(place + 1) {
                    add(place + 1);
                }
            }
        }
        places.retain(|&place| !self.punct(place - 1) || scene.closes(place) || matches!(scene.form(place - 1), "?" | "!" | ")" | "]"));
        places.sort_unstable_by_key(|place| std::cmp::Reverse(*place));
        places.truncate(8);
        places
    }

    fn left_lefts(&self) -> Vec<u32> {
        let scene = self.scene;
        let mut places = vec![];
        let mut start = self.bounds.0;
        while start < self.cue && self.punct(start) {
            start += 1;
        }
        places.push(start);
        for place in (self.bounds.0 + 1..self.cue).rev().take(70) {
            let before = scene.word(place - 1);
            let top = scene.word(scene.top_start[place as usize]);
            let good = scene.opens(place)
                || self.punct(place - 1) && !matches!(scene.form(place - 1), "-" | "/")
                || before.upos == Upos::Cconj
                || before.upos == Upos::Sconj
                || top.left == place && top.head == self.cue;
            if good && !self.punct(place) && !places.contains(&place) {
                places.push(place);
                if places.len() >= LEFTS {
                    break;
                }
            }
        }
        places
    }

    /// Where words go on after the clause of the cue: "…, he said, …".
    fn resumes(&self) -> Vec<Span> {
        let scene = self.scene;
        let mut found = vec![];
        let mut at = self.cue + 1;
        while at < self.bounds.1 && at < self.cue + 40 && found.len() < 2 {
            let ends = self.punct(at) || scene.opens(at);
            if ends {
                let start = if self.punct(at) { at + 1 } else { at };
                if start < self.bounds.1 && let Some(span) = self.tight((start, self.bounds.1)) {
                    if let Some(segment) = scene.segment(span.0).filter(|segment| segment.start == span.0) {
                        found.push((segment.start, segment.end));
                    } else {
                        found.push(span);
                    }
                }
            }
            at += 1;
        }
        found
    }

    /// A quotation that opens the next sentence of the same paragraph ("…," he said. "…").
    fn following(&self) -> Option<Vec<Span>> {
        let next = self.bounds.1;
        let scene = self.scene;
        if next as usize >= scene.words.len() || scene.word(next).block != scene.word(self.cue).block {
            return None;
        }
        scene.opens(next).then(|| self.quotation(next)).flatten()
    }

    fn left(&mut self) {
        let scene = self.scene;
        if self.cue == self.bounds.0 {
            return;
        }
        let rights = self.left_rights();
        let mut lefts = self.left_lefts();
        // A quotation of several sentences ends here.
        let mut far = None;
        for &right in &rights {
            if let Some(segment) = scene.segment(right - 1).filter(|segment| segment.end == right && segment.start < self.bounds.0) {
                far = Some(segment.start);
            }
        }
        lefts.extend(far);
        let resumes = self.resumes();
        let following = self.following();
        let until = self.cue;
        let left_ends: Vec<u32> = lefts.iter().map(|&place| self.end_features(Shape::Left, false, place, until)).collect();
        for &right in &rights {
            let right_end = self.end_features(Shape::Left, true, right, until);
            for (&left, &left_end) in lefts.iter().zip(&left_ends) {
                if left >= right || self.punct(left) {
                    continue;
                }
                let main = (left, right);
                self.push(Shape::Left, left_end, right_end, vec![main], 0, until);
                for &rest in &resumes {
                    self.push(Shape::Around, left_end, right_end, vec![main, rest], 0, until);
                }
                if let Some(follow) = &following {
                    let quoted = scene.closes(right);
                    if quoted {
                        let mut parts = vec![main];
                        parts.extend(follow);
                        self.push(Shape::Around, left_end, right_end, parts, 0, until);
                    }
                }
            }
        }
    }

    /// Quotations in the sentence before ("…!" he said) and after ("He said: …").
    fn outside(&mut self) {
        let scene = self.scene;
        let (start, end) = self.bounds;
        let block = scene.word(self.cue).block;
        if start > 0 && self.cue - start < 8 && scene.word(start - 1).block == block && scene.closes(start)
            && let Some(segment) = scene.segment(start - 1).copied()
        {
            let following = self.following();
            let left = self.end_features(Shape::Before, false, segment.start, self.cue);
            let right = self.end_features(Shape::Before, true, segment.end, segment.end);
            self.push(Shape::Before, left, right, vec![(segment.start, segment.end)], 0, segment.end);
            for rest in self.resumes() {
                self.push(Shape::Before, left, right, vec![(segment.start, segment.end), rest], 0, segment.end);
            }
            if let Some(follow) = following {
                let mut parts = vec![(segment.start, segment.end)];
                parts.extend(follow);
                self.push(Shape::Before, left, right, parts, 0, segment.end);
            }
        }
        if (end as usize) < scene.words.len()
            && scene.word(end).block <= block + 1
            && let Some(parts) = self.quotation(end)
        {
            let until = parts[0].1;
            let left = self.end_features(Shape::After, false, end, until);
            let right = self.end_features(Shape::After, true, until, until);
            let apart = u32::from(scene.word(end).block != block);
            self.push(Shape::After, left, right, parts, 0, until);
            let last = *scene.word(self.bounds.1 - 1);
            self.out.features.push(mix(390, apart, last.form));
            if let Some(stretch) = self.out.stretches.last_mut() {
                stretch.own.1 = self.out.features.len() as u32;
            }
        }
    }
}

/// Whether a word can be seen as a noun.
pub fn nominal(word: &Word) -> bool {
    matches!(word.upos, Upos::Noun | Upos::Propn | Upos::Pron)
}
