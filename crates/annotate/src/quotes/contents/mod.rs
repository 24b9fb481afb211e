//! What may be the content of a cue: every plausible stretch of words around it, described by features.
//!
//! A stretch has a left and a right end; each end is weighed on its own and the pair together, so that fifty stretches cost little
//! more than fifteen ends. Four shapes: right of the cue, left of it, both (an interrupted quotation, a subject with its
//! predicate), and a quotation in the sentence before or after. At most [`MOST`] stretches a cue.

mod left;
mod looks;

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
    let mut sum =
        u64::from(kind).wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ u64::from(a).wrapping_mul(0xC2B2_AE3D_27D4_EB4F);
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
    /// How often the word at a place is a cue ([`cues::rate`]).
    rates: &'s dyn Fn(u32) -> u32,
    bounds: Span,
    out: Contents,
}

/// Everything that may be the content of the cue at `cue`; `rates` gives the [`cues::rate`] of the word at a place.
pub fn around(scene: &Scene, cue: u32, rates: &dyn Fn(u32) -> u32) -> Contents {
    let bounds = scene.sentence(cue);
    let lemma = scene.word(cue).lemma;
    let rate = rates(cue);
    let mut builder = Builder { scene, cue, lemma, rate, rates, bounds, out: Contents::default() };
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
        while end > start
            && self.punct(end - 1)
            && !matches!(self.scene.form(end - 1), "]" | ")" | "?" | "!" | "%" | "…" | "...")
        {
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
                    || (place > 0
                        && matches!(scene.word(place - 1).upos, Upos::Adp | Upos::Part | Upos::Sconj)
                        && place - self.cue < 5)
                    || word.deprel == Deprel::Mark)
            {
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
                        Deprel::Advcl
                            | Deprel::Acl
                            | Deprel::Conj
                            | Deprel::Parataxis
                            | Deprel::Obl
                            | Deprel::Appos
                            | Deprel::Advmod
                            | Deprel::Xcomp
                            | Deprel::Ccomp
                            | Deprel::Discourse
                    ))
                || matches!(word.upos, Upos::Verb | Upos::Aux)
                    && !matches!(scene.word(place - 1).upos, Upos::Aux | Upos::Part | Upos::Adv | Upos::Verb);
            if cut && !self.punct(place - 1) {
                places.push(place);
                if places.len() >= RIGHTS {
                    break;
                }
            }
        }
        if let Some((_, end)) = self.tight((from, until))
            && !places.contains(&end)
        {
            places.push(end);
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

    fn push(&mut self, shape: Shape, left: u32, right: u32, parts: Vec<Span>, main: usize, until: u32) {
        if self.out.stretches.len() >= MOST || parts.iter().any(|part| self.splices(*part)) {
            return;
        }
        let start = self.out.features.len() as u32;
        self.describe_pair(shape, &parts, main, until);
        self.out.stretches.push(Stretch { parts, left, right, own: (start, self.out.features.len() as u32) });
    }

    /// Whether words in between say who speaks, so that the stretch would make one quotation of two: "Go," said Lund. "Stay,".
    fn splices(&self, (start, end): Span) -> bool {
        let scene = self.scene;
        // Quotations stand in order: a long text has many, and this is asked of every stretch.
        let first = scene.segments.partition_point(|segment| segment.end <= start);
        let inside = scene.segments[first..].iter().take_while(|segment| segment.end < end);
        inside.into_iter().any(|segment| {
            let speech = matches!(scene.form(segment.end - 1), "," | "." | "?" | "!" | "…" | "...");
            let next = (segment.end..end).find(|place| scene.opens(*place));
            speech && next.is_some_and(|next| (segment.end..next).any(|place| scene.word(place).upos == Upos::Verb))
        })
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
            } else if let Some(segment) =
                scene.segments.get(scene.segments.partition_point(|segment| segment.start <= left))
                && segment.start < self.bounds.1
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
        let starts = (self.cue.saturating_sub(5)..self.cue)
            .any(|place| self.starts_block(place) && scene.word(place).block == block);
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
}

/// Whether a word can be seen as a noun.
pub fn nominal(word: &Word) -> bool {
    matches!(word.upos, Upos::Noun | Upos::Propn | Upos::Pron)
}
