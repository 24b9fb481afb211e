//! Which words may say that something was said, believed or planned, and how they look.

use super::contents::{Span, mix, step};
use super::scene::{NONE, Scene, Word, hash};
use crate::{Deprel, Upos};
use std::collections::{BTreeMap, BTreeSet};

/// Forms (hashed) other than verbs that were cues in the training data: "claim", "according", ":".
pub type Lexicon = BTreeSet<u32>;

/// How often a lemma (hashed) was a cue in the training data, and in how many places it stood.
pub type Rates = BTreeMap<u32, (u32, u32)>;

/// The share of a lemma's places that were cues, in steps, with how well that is known; 0 where it is not known.
pub fn rate(rates: &Rates, lemma: u32, less: (u32, u32)) -> u32 {
    let (cue, all) = rates.get(&lemma).copied().unwrap_or((0, 0));
    let (cue, all) = (cue.saturating_sub(less.0), all.saturating_sub(less.1));
    if all < 2 {
        return 0;
    }
    let share = (cue as f32 + 0.3) / (all as f32 + 1.0);
    let known = if all < 6 {
        0
    } else if all < 25 {
        1
    } else {
        2
    };
    1 + known + 3 * ((share * 10.0) as u32).min(9)
}

/// Places of the words that may be cues.
pub fn places<'s>(scene: &'s Scene, lexicon: &'s Lexicon) -> impl Iterator<Item = u32> + 's {
    (0..scene.words.len() as u32).filter(move |&place| {
        let word = scene.word(place);
        word.upos == Upos::Verb || lexicon.contains(&word.form)
    })
}

/// What the cue at `cue` and its surroundings look like.
pub fn describe(scene: &Scene, cue: u32, rate: u32, f: &mut Vec<u32>) {
    let bounds = scene.sentence(cue);
    let word = *scene.word(cue);
    let lemma = word.lemma;
    let near = |offset: i64| scene.get(i64::from(cue) + offset, bounds).copied();
    let form = |offset: i64| near(offset).map_or(1, |word| word.form);
    let tag = |offset: i64| near(offset).map_or(30, |word| word.upos as u32);
    let head = (word.head != NONE).then(|| *scene.word(word.head));
    let head_lemma = head.map_or(1, |word| word.lemma);
    let mut children = 0u32;
    let mut subject: Option<Word> = None;
    let (mut auxiliary, mut marker, mut object) = (0, 0, 0);
    for child in scene.children(cue) {
        let below = *scene.word(child);
        children |= match below.deprel {
            Deprel::Ccomp => 1,
            Deprel::Xcomp => 2,
            Deprel::Obj => {
                object = below.lemma;
                4
            }
            Deprel::Obl => 8,
            Deprel::Acl => 16,
            Deprel::Advcl => 32,
            Deprel::Parataxis => 64,
            Deprel::Nmod => 128,
            _ => 0,
        };
        match below.deprel {
            Deprel::Nsubj => subject = Some(below),
            Deprel::Aux => auxiliary = below.form,
            Deprel::Mark => marker = below.form,
            _ => {}
        }
    }
    let subject_form = subject.map_or(0, |word| word.form);
    let subject_kind =
        subject.map_or(0, |word| word.upos as u32 + 1) * 4 + subject.map_or(0, |word| u32::from(word.shape));
    let quoted = u32::from(word.quote > 0);
    let opens = u32::from(scene.opens(cue + 1)) + 2 * u32::from(near(1).is_some_and(|_| scene.opens(cue + 2)));
    let closes = u32::from((1..=4).any(|back| cue >= bounds.0 + back && scene.closes(cue - back)));
    let after = u32::from(near(0).is_some() && scene.opens(bounds.1.min(scene.words.len() as u32)));
    let side = u32::from(word.head != NONE && word.head < cue);
    let relation = word.deprel as u32 * 2 + side;
    let upos = word.upos as u32;
    f.extend([
        mix(1, 0, upos),
        mix(1, 1, word.form),
        mix(1, 2, lemma),
        mix(1, 3, relation),
        mix(1, 4, children),
        mix(1, 5 + (upos << 8), children),
        mix(1, 6 + (children << 8), lemma),
        mix(1, 7 + (relation << 8), lemma),
        mix(1, 8, subject_form),
        mix(1, 9, subject_kind),
        mix(1, 10 + (subject_kind << 8), lemma),
        mix(1, 11, auxiliary),
        mix(2, auxiliary, lemma),
        mix(1, 12, marker),
        mix(3, form(1), lemma),
        mix(4, form(-1), lemma),
        mix(1, 13, form(1)),
        mix(1, 14, form(-1)),
        mix(1, 15, form(2)),
        mix(1, 16, form(-2)),
        mix(1, 17 + (tag(1) << 8), tag(2)),
        mix(1, 18 + (tag(-1) << 8), tag(-2)),
        mix(1, 19 + (tag(1) << 8), lemma),
        mix(1, 20 + (tag(-1) << 8), lemma),
        mix(5, head_lemma, lemma),
        mix(1, 21 + (relation << 8), head_lemma),
        mix(1, 22, quoted * 64 + opens * 16 + closes * 8 + after * 4),
        mix(1, 23 + ((quoted * 64 + opens * 16 + closes * 8 + after * 4) << 8), lemma),
        mix(6, object, lemma),
        mix(1, 24, object),
        mix(1, 25 + (children << 8), relation * 64 + subject_kind),
        mix(7, form(-1), form(1)),
        mix(8, form(1), form(2)),
        mix(1, 26 + (relation << 8), u32::from(cue == bounds.0) * 4 + u32::from(cue + 1 == bounds.1)),
        mix(1, 27 + (upos << 8), suffix(scene, cue)),
        mix(1, 28, suffix(scene, cue)),
        mix(1, 29 + (relation << 8), children * 64 + upos),
        mix(9, 0, rate),
        mix(9, 1 + (rate << 8), children),
        mix(9, 2 + (rate << 8), relation),
        mix(9, 3 + (rate << 8), subject_kind),
        mix(9, 4 + (rate << 8), form(1)),
        mix(9, 5 + (rate << 8), tag(1)),
        mix(9, 6 + (rate << 8), auxiliary),
        mix(9, 7 + (rate << 8), head_lemma),
        mix(9, 8 + (rate << 8), subject_form),
    ]);
    let (ahead, governs) = quote_ahead(scene, cue, bounds);
    let behind = quote_behind(scene, cue, bounds);
    f.extend([
        mix(10, 0, ahead),
        mix(10, 1, behind),
        mix(10, 2 + (ahead << 8), lemma),
        mix(10, 3 + (behind << 8), lemma),
        mix(10, 4 + (ahead << 8), governs),
        mix(10, 5 + (governs << 8), lemma),
        mix(10, 6 + (ahead << 8), rate),
        mix(10, 7 + (behind << 8), rate),
        mix(10, 8 + (governs << 8), rate),
        mix(10, 9 + (ahead << 8), behind),
    ]);
}

/// The next quotation to open in the sentence: how far, over how many verbs, and how the cue stands above its words in the tree.
fn quote_ahead(scene: &Scene, cue: u32, bounds: Span) -> (u32, u32) {
    let mut verbs = 0;
    for place in cue + 1..bounds.1.min(cue + 36) {
        if scene.opens(place) {
            let mut at = scene.top_start[place as usize];
            let mut governs = 0;
            for up in 1..6 {
                let head = scene.word(at).head;
                if head == cue {
                    governs = up;
                    break;
                }
                if head == NONE {
                    break;
                }
                at = head;
            }
            return (1 + step(place - cue) * 4 + u32::min(verbs, 3), governs);
        }
        verbs += u32::from(scene.word(place).upos == Upos::Verb);
    }
    (0, 0)
}

/// The last quotation to close in the sentence before the cue: how far, over how many verbs.
fn quote_behind(scene: &Scene, cue: u32, bounds: Span) -> u32 {
    let mut verbs = 0;
    for place in (bounds.0.max(cue.saturating_sub(36))..=cue).rev() {
        if scene.closes(place) {
            return 1 + step(cue - place) * 4 + u32::min(verbs, 3);
        }
        verbs += u32::from(place < cue && scene.word(place).upos == Upos::Verb);
    }
    0
}

fn suffix(scene: &Scene, place: u32) -> u32 {
    let form = scene.form(place);
    hash(form.char_indices().rev().nth(2).map_or(form, |(at, _)| &form[at..]))
}

/// The words of the cue: its auxiliaries, negation, adverbs between them, and the particle or preposition that leads to the content.
pub fn span(scene: &Scene, cue: u32, taken: impl Fn(u32) -> bool) -> Span {
    let bounds = scene.sentence(cue);
    let (mut start, mut end) = (cue, cue + 1);
    let verb = scene.word(cue).upos == Upos::Verb;
    while verb && start > bounds.0 && !taken(start - 1) {
        let word = scene.word(start - 1);
        let near = word.head == cue || word.head == scene.word(cue).head && word.head != NONE;
        let part = matches!(word.upos, Upos::Aux | Upos::Part)
            || word.upos == Upos::Adv && near && start >= bounds.0 + 2 && scene.word(start - 2).upos != Upos::Punct;
        if !part || !near && word.upos != Upos::Part {
            break;
        }
        start -= 1;
    }
    while end < bounds.1 && !taken(end) {
        let word = scene.word(end);
        let particle =
            word.head == cue && matches!(word.deprel, Deprel::Compound | Deprel::Fixed) && word.upos != Upos::Noun;
        let leads = word.upos == Upos::Adp && end + 1 < bounds.1 && taken(end + 1);
        let fixed = scene.form(cue).eq_ignore_ascii_case("according") && scene.form(end).eq_ignore_ascii_case("to");
        if !(particle || leads || fixed) {
            break;
        }
        end += 1;
    }
    (start, end)
}
