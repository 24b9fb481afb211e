//! What stands left of the cue, around its clause, and in the sentences before and after.

use super::{Builder, LEFTS, Shape, Span, mix};
use crate::{Deprel, Upos};

impl Builder<'_, '_> {
    /// Where the cue's own clause starts: its subject, its auxiliaries, the cue itself.
    fn clause_start(&self) -> u32 {
        let scene = self.scene;
        let mut start = self.cue;
        for child in scene.children(self.cue) {
            let word = scene.word(child);
            if child < self.cue
                && matches!(
                    word.deprel,
                    Deprel::Nsubj
                        | Deprel::Aux
                        | Deprel::Advmod
                        | Deprel::Cc
                        | Deprel::Mark
                        | Deprel::Compound
                        | Deprel::Det
                        | Deprel::Amod
                        | Deprel::Nmod
                        | Deprel::Case
                )
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
        places.retain(|&place| {
            !self.punct(place - 1) || scene.closes(place) || matches!(scene.form(place - 1), "?" | "!" | ")" | "]")
        });
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
                if start < self.bounds.1
                    && let Some(span) = self.tight((start, self.bounds.1))
                {
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

    pub(super) fn left(&mut self) {
        let scene = self.scene;
        if self.cue == self.bounds.0 {
            return;
        }
        let rights = self.left_rights();
        let mut lefts = self.left_lefts();
        // A quotation of several sentences ends here.
        let mut far = None;
        for &right in &rights {
            if let Some(segment) =
                scene.segment(right - 1).filter(|segment| segment.end == right && segment.start < self.bounds.0)
            {
                far = Some(segment.start);
            }
        }
        lefts.extend(far);
        let resumes = self.resumes();
        let following = self.following();
        let until = self.cue;
        let left_ends: Vec<u32> =
            lefts.iter().map(|&place| self.end_features(Shape::Left, false, place, until)).collect();
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
    pub(super) fn outside(&mut self) {
        let scene = self.scene;
        let (start, end) = self.bounds;
        let block = scene.word(self.cue).block;
        if start > 0
            && self.cue - start < 8
            && scene.word(start - 1).block == block
            && scene.closes(start)
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
