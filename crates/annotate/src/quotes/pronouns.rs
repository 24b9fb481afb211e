//! Pronouns as sources: whom "he added", "they said", "who told" mean.
//!
//! Finds: whom two of three witnesses name (the names layer, who spoke last, the subject before), a noun carried on ("officials …
//! they"), whom a clause describes ("a guard who said"). Does not find: "it" after a sentence about a thing; where witnesses differ the
//! speaker is doubtful.

use super::contents::Span;
use super::scene::{NONE, Scene};
use super::speakers::{Cast, Speaker};
use crate::people::lexicon;
use crate::{Deprel, Upos};
use rashomon_news::{Gender, Mention, MentionForm, Person, PersonKind};
use rashomon_text::Range;

/// How many sentences back the subject that a pronoun carries on may stand.
const SUBJECT_REACH: u32 = 2;

/// More words of a sentence are not looked at.
const LONGEST: u32 = 200;

/// What was told before a source.
#[derive(Clone, Copy, Debug, Default)]
pub struct Before<'b> {
    /// Who spoke last, near enough to go on speaking.
    pub last: Option<&'b Speaker>,
    /// The subject that a pronoun may carry on.
    pub subject: Option<Subject>,
}

/// A subject before a pronoun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// One of the people.
    Known(usize),
    /// A noun, as a place of a word.
    Noun(u32),
}

impl Cast<'_> {
    /// Whom a pronoun means that is a source.
    pub(super) fn pronoun(&self, scene: &Scene, head: u32, span: Span, told: Before) -> Speaker {
        let form = scene.form(head).to_lowercase();
        // "What Oslo says was …": the name beside it is meant.
        if matches!(form.as_str(), "what" | "which" | "that") {
            let range = scene.word(head).range.cover(scene.word(span.1 - 1).range);
            let named = self.within(range).find(|(_, _, mention)| mention.form == MentionForm::Name);
            return named.map_or(Speaker::default(), |(_, place, _)| Speaker::of(self.people, *place));
        }
        // "A guard who said …": the noun that the clause describes.
        let verb = scene.word(head).head;
        let above = (verb != NONE && form == "who" && scene.word(verb).deprel == Deprel::Acl)
            .then(|| scene.word(verb).head)
            .filter(|above| *above < head && scene.word(*above).upos != Upos::Pron);
        if let Some(above) = above {
            // "by the minister Ida Berg, who said": up to the clause.
            let (mut start, mut end) = (scene.word(above).left, head.max(above + 1));
            while start < above && scene.word(start).upos == Upos::Adp {
                start += 1;
            }
            while end > above + 1 && scene.word(end - 1).upos == Upos::Punct {
                end -= 1;
            }
            return self.resolve(scene, above, (start, end), told);
        }
        let own = matches!(form.as_str(), "he" | "she" | "they" | "it" | "him" | "her" | "his");
        if !own {
            return Speaker::default();
        }
        let found = self.within(scene.word(head).range).next();
        let fits = |person: &Person| match form.as_str() {
            "he" | "him" | "his" => person.gender != Some(Gender::Feminine) && person.kind == PersonKind::Person,
            "she" | "her" => person.gender != Some(Gender::Masculine) && person.kind == PersonKind::Person,
            _ => person.kind != PersonKind::Person,
        };
        let fitting = |place: &usize| fits(&self.people[*place]);
        let before = told.last.and_then(|last| last.person).filter(fitting);
        let (subject, noun) = match told.subject {
            Some(Subject::Known(place)) => (Some(place).filter(fitting), None),
            Some(Subject::Noun(noun)) => (None, Some(noun)),
            None => (None, None),
        };
        // Two of three witnesses: the names layer, who spoke last, the subject before.
        let place = found.map(|(_, place, _)| *place);
        let agreed = [(before, subject), (place, subject), (place, before)];
        if let Some(agreed) =
            agreed.into_iter().find(|(one, other)| one.is_some() && one == other).and_then(|pair| pair.0)
        {
            return Speaker::of(self.people, agreed);
        }
        // A first name can mislead about who is a man: where nobody else could be meant, the subject that spoke last goes on.
        let same = match told.subject {
            Some(Subject::Known(place)) => told.last.and_then(|last| last.person).filter(|last| *last == place),
            _ => None,
        };
        // "The Sailors' League said … It": a body that the names layer has not, but that spoke.
        let named = told.last.filter(|last| {
            let propn = noun.filter(|noun| scene.word(*noun).upos == Upos::Propn);
            let has = |noun: u32| last.name.as_deref().is_some_and(|name| name.contains(scene.form(noun)));
            found.is_none() && matches!(form.as_str(), "it" | "they") && last.person.is_none() && propn.is_some_and(has)
        });
        if let Some(named) = named {
            return named.clone();
        }
        let one = matches!(form.as_str(), "he" | "she" | "him" | "her" | "his");
        let same = same.filter(|same| one && found.is_none() && self.people[*same].kind == PersonKind::Person);
        if let Some(same) = same {
            return Speaker::of(self.people, same);
        }
        match found {
            Some((_, place, mention)) if mention.candidates <= 1 => Speaker::of(self.people, *place),
            None => match (noun.filter(|noun| carries(scene, *noun, &form)), before.or(subject)) {
                (Some(noun), _) => self.described(scene, noun, (scene.word(noun).left, noun + 1), Before::default()),
                (None, Some(place)) => Speaker::of(self.people, place),
                (None, None) => Speaker::default(),
            },
            Some((_, place, _)) => {
                let all = [Some(*place), before, subject].into_iter().flatten();
                Speaker::doubtful(all.map(|place| self.people[place].name.clone()).collect())
            }
        }
    }

    /// The subject that a pronoun as a source may carry on: of a clause before it in its sentence, else of the last sentence that is not
    /// all quotation, two sentences back at most. `known` tells whom a pronoun there means that is a source itself.
    pub fn subject_before(&self, scene: &Scene, place: u32, known: impl Fn(u32) -> Option<usize>) -> Option<Subject> {
        let here = scene.word(place).sentence;
        let block = scene.word(place).block;
        for sentence in (here.saturating_sub(SUBJECT_REACH)..=here).rev() {
            let (start, end) = scene.sentences[sentence as usize];
            let end = if sentence == here { place } else { end };
            let start = start.max(end.saturating_sub(LONGEST));
            if start >= end {
                continue;
            }
            if block - scene.word(start).block > 1 {
                return None;
            }
            let told = |place: u32| place != NONE && scene.word(place).quote == 0;
            let subject = |place: &u32| {
                let word = scene.word(*place);
                told(*place) && told(word.head) && word.deprel == Deprel::Nsubj
            };
            // The subject of the sentence's own verb goes before those of clauses in it.
            let main = |place: &u32| scene.word(scene.word(*place).head).head == NONE;
            let all = || (start..end).filter(subject);
            let Some(subject) = all().find(main).or_else(|| all().next()) else { continue };
            let word = scene.word(subject);
            if word.upos == Upos::Pron {
                let meant = self.within(word.range).find(|(_, _, mention)| mention.candidates <= 1);
                return known(subject).or(meant.map(|(_, place, _)| *place)).map(Subject::Known);
            }
            let names = |(_, _, mention): &&(Range, usize, &Mention)| mention.candidates <= 1;
            return Some(match self.within(word.range).find(names) {
                Some((_, place, _)) => Subject::Known(*place),
                // "A spokesman for Lund, Karl Berg, said … He": the source says who the noun is.
                None => known(subject).map_or(Subject::Noun(subject), Subject::Known),
            });
        }
        None
    }
}

/// Whether a pronoun can carry on a noun: "officials … they", "the firm … it", "a witness … he".
fn carries(scene: &Scene, noun: u32, pronoun: &str) -> bool {
    let form = scene.form(noun).to_lowercase();
    let many = lexicon::singular(&form).is_some_and(|one| lexicon::can_speak(&one));
    match pronoun {
        "they" => lexicon::can_speak(&form) && (many || matches!(form.as_str(), "police" | "people" | "children")),
        "it" => !many && lexicon::is_body(&form),
        _ => !many && !lexicon::is_body(&form) && lexicon::can_speak(&form),
    }
}
