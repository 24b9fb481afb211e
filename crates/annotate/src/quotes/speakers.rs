//! From the words that name the source to the speaker: names, titles, pronouns.
//!
//! Finds: "Putin" → Vladimir Putin; "the ministry's spokeswoman Anna Berg" → Anna Berg; "he" where one person can be meant, or
//! where the one before spoke last ("he added"); "Moscow", "police". Does not find: unnamed people ("a witness" stays null).

use super::contents::Span;
use super::scene::{NONE, Scene};
use crate::{Deprel, Upos};
use rashomon_news::{Gender, Mention, MentionForm, Person, PersonKind};
use rashomon_text::Range;

/// Bodies that speak without a name.
const BODIES: [&str; 44] = [
    "police",
    "government",
    "ministry",
    "army",
    "military",
    "court",
    "company",
    "authorities",
    "officials",
    "prosecutors",
    "parliament",
    "opposition",
    "agency",
    "department",
    "council",
    "committee",
    "commission",
    "union",
    "party",
    "team",
    "school",
    "university",
    "hospital",
    "embassy",
    "regime",
    "administration",
    "firm",
    "bank",
    "group",
    "organization",
    "organisation",
    "association",
    "federation",
    "newspaper",
    "paper",
    "network",
    "report",
    "poll",
    "survey",
    "study",
    "investigators",
    "rebels",
    "activists",
    "lawmakers",
];

/// Roles that many people have: "the leader said" carries on with the one who spoke before.
const ROLES: [&str; 12] = [
    "official",
    "leader",
    "president",
    "minister",
    "politician",
    "spokesman",
    "spokeswoman",
    "diplomat",
    "candidate",
    "senator",
    "chancellor",
    "mayor",
];

/// Who is meant.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Speaker {
    /// The name, where it is not doubtful.
    pub name: Option<String>,
    /// Who could be meant otherwise.
    pub candidates: Vec<String>,
    /// Place among the people, where it is one of them.
    pub person: Option<usize>,
}

impl Speaker {
    fn doubtful(candidates: Vec<String>) -> Speaker {
        Speaker { name: None, candidates, person: None }
    }

    fn of(people: &[Person], place: usize) -> Speaker {
        let place = misprinted(people, place).unwrap_or(place);
        Speaker { name: Some(people[place].name.clone()), candidates: Vec::new(), person: Some(place) }
    }
}

/// The people of a report by place.
pub struct Cast<'a> {
    people: &'a [Person],
    mentions: Vec<(Range, usize, &'a Mention)>,
}

impl<'a> Cast<'a> {
    /// Sorts the mentions.
    pub fn new(people: &'a [Person]) -> Cast<'a> {
        let mut mentions: Vec<_> = people
            .iter()
            .enumerate()
            .flat_map(|(place, person)| person.mentions.iter().map(move |mention| (mention.range, place, mention)))
            .collect();
        mentions.sort_by_key(|(range, place, _)| (*range, *place));
        Cast { people, mentions }
    }

    /// The person at a place.
    pub fn person(&self, place: usize) -> &Person {
        &self.people[place]
    }

    /// Mentions that share a byte with the range.
    pub fn within(&self, range: Range) -> impl Iterator<Item = &(Range, usize, &'a Mention)> {
        let first = self.mentions.partition_point(|mention| mention.0.start() + 400 <= range.start());
        self.mentions[first..]
            .iter()
            .take_while(move |mention| mention.0.start() < range.end())
            .filter(move |mention| mention.0.overlaps(range))
    }

    /// Whom the source names. `last` is who spoke before, where nobody else could be meant by "he added".
    pub fn resolve(&self, scene: &Scene, head: u32, span: Span, last: Option<&Speaker>) -> Speaker {
        let word = *scene.word(head);
        if word.upos == Upos::Pron {
            return self.pronoun(scene, head, last);
        }
        let range = scene.word(span.0).range.cover(scene.word(span.1 - 1).range);
        if let Some(several) = self.several(scene, head, span) {
            return several;
        }
        if let Some(place) = self.last_name(scene, head, span) {
            return Speaker::of(self.people, place);
        }
        let at_head: Vec<_> = self.within(word.range).collect();
        if let Some((_, place, _)) = at_head.iter().find(|(_, _, mention)| mention.form == MentionForm::Name) {
            return Speaker::of(self.people, *place);
        }
        // "the ministry's spokeswoman Anna Berg": the name that stands for the head, not one that only describes it.
        for (range, place, mention) in self.within(range) {
            let names = mention.form == MentionForm::Name && self.people[*place].kind == PersonKind::Person;
            if names && self.stands_for(scene, *range, head) {
                return Speaker::of(self.people, *place);
            }
        }
        if let Some((_, place, mention)) = at_head.first() {
            let person = &self.people[*place];
            if mention.candidates <= 1 {
                return Speaker::of(self.people, *place);
            }
            return match last.and_then(|last| last.person) {
                Some(before) if before == *place => Speaker::of(self.people, *place),
                _ => Speaker::doubtful(vec![person.name.clone()]),
            };
        }
        if let Some(place) = self.role(scene, head, span, last) {
            return Speaker::of(self.people, place);
        }
        if let Some(place) = self.surname(scene, head) {
            return Speaker::of(self.people, place);
        }
        if word.upos == Upos::Propn {
            return Speaker { name: Some(own_name(scene, head, span)), ..Speaker::default() };
        }
        let body = scene.form(head).to_lowercase();
        if BODIES.contains(&body.as_str()) {
            return self.body(scene, head, span);
        }
        Speaker::default()
    }

    /// "the ambassador to Norway Ida Berg": a person's name that ends the phrase, unless it only describes another.
    fn last_name(&self, scene: &Scene, head: u32, span: Span) -> Option<usize> {
        let end = scene.word(span.1 - 1).range.end();
        let range = scene.word(span.0).range.cover(scene.word(span.1 - 1).range);
        let ends = self.within(range).find(|(at, place, mention)| {
            mention.form == MentionForm::Name && self.people[*place].kind == PersonKind::Person && at.end() == end
        });
        let (at, place, _) = ends?;
        let first = scene.words.partition_point(|word| word.range.start() < at.start()) as u32;
        let before = first.checked_sub(1).filter(|before| *before >= span.0).map(|before| scene.word(before));
        let describes = before.is_some_and(|word| !matches!(word.upos, Upos::Noun | Upos::Propn | Upos::Adj));
        (first > head && !describes).then_some(*place)
    }

    /// "the president", "the US official": the one whom the report gives that role, else a person who spoke just before and has no
    /// other role.
    fn role(&self, scene: &Scene, head: u32, span: Span, last: Option<&Speaker>) -> Option<usize> {
        let definite = scene.form(span.0).eq_ignore_ascii_case("the");
        let role = scene.form(head).to_lowercase();
        if !definite || scene.word(head).upos != Upos::Noun && !ROLES.contains(&role.as_str()) {
            return None;
        }
        // "the Swedish minister" is not "Danish Minister Berg": what stands before the role must be in the label.
        let described: Vec<String> = (span.0 + 1..head).map(|place| scene.form(place).to_lowercase()).collect();
        let has = |person: &Person| {
            let fits = |label: &String| {
                let words: Vec<String> = label.split(' ').map(str::to_lowercase).collect();
                words.contains(&role) && described.iter().all(|word| words.contains(word))
            };
            person.kind == PersonKind::Person && person.labels.iter().any(fits)
        };
        let mut holders = self.people.iter().enumerate().filter(|(_, person)| has(person)).map(|(place, _)| place);
        match (holders.next(), holders.next()) {
            (Some(one), None) => return Some(one),
            (Some(_), Some(_)) => return last.and_then(|last| last.person).filter(|place| has(&self.people[*place])),
            _ => {}
        }
        let before =
            last.and_then(|last| last.person).filter(|place| self.people[*place].kind == PersonKind::Person)?;
        (ROLES.contains(&role.as_str())).then_some(before)
    }

    /// A surname that the names layer did not see, as in headlines.
    fn surname(&self, scene: &Scene, head: u32) -> Option<usize> {
        let form = scene.form(head);
        let named = |person: &&Person| {
            person.kind == PersonKind::Person && person.name.rsplit(' ').next().is_some_and(|last| last == form)
        };
        let mut all = self.people.iter().enumerate().filter(|(_, person)| named(person)).map(|(place, _)| place);
        all.next().filter(|_| scene.word(head).shape == 1 && all.next().is_none())
    }

    /// "UN estimates", "the Berlin police": the phrase without its article.
    fn body(&self, scene: &Scene, head: u32, span: Span) -> Speaker {
        let mut start = span.0;
        while start < head && matches!(scene.word(start).upos, Upos::Det | Upos::Punct) {
            start += 1;
        }
        // "a court", "some officials": one of many.
        let vague = (span.0..start).any(|place| {
            matches!(scene.form(place).to_lowercase().as_str(), "a" | "an" | "some" | "another" | "any" | "many")
        });
        if vague {
            return Speaker::default();
        }
        let range = scene.word(start).range.cover(scene.word(head).range);
        Speaker { name: Some(scene.text.slice(range).to_owned()), ..Speaker::default() }
    }

    /// Two speakers at once: "Lund and Berg".
    fn several(&self, scene: &Scene, head: u32, span: Span) -> Option<Speaker> {
        let mut names = Vec::new();
        for place in (span.0..span.1).filter(|place| *place != head) {
            let word = scene.word(place);
            if word.deprel == Deprel::Conj && word.head == head {
                names.extend(self.within(word.range).map(|(_, person, _)| *person).next());
            }
        }
        let first = self.within(scene.word(head).range).map(|(_, person, _)| *person).next()?;
        names.retain(|name| *name != first);
        if names.is_empty() {
            return None;
        }
        names.insert(0, first);
        Some(Speaker::doubtful(names.into_iter().map(|place| self.people[place].name.clone()).collect()))
    }

    /// Whether the name at `range` is the head itself or stands beside it as the same thing.
    fn stands_for(&self, scene: &Scene, range: Range, head: u32) -> bool {
        let first = scene.words.partition_point(|word| word.range.start() < range.start());
        let last = scene.words.partition_point(|word| word.range.start() < range.end());
        let inside = |place: u32| (first as u32..last as u32).contains(&place);
        let Some(top) = (first as u32..last as u32).find(|place| !inside(scene.word(*place).head)) else {
            return false;
        };
        let case = scene.children(top).any(|child| {
            !inside(child) && matches!(scene.word(child).deprel, Deprel::Case)
                || scene.form(child).starts_with(['\'', '’'])
        });
        let mut at = top;
        for _ in 0..4 {
            if at == head {
                return !case;
            }
            let word = scene.word(at);
            if !matches!(word.deprel, Deprel::Appos | Deprel::Flat | Deprel::Compound | Deprel::Nmod | Deprel::Dep)
                || case
            {
                return false;
            }
            if word.head == NONE {
                return false;
            }
            at = word.head;
        }
        false
    }

    fn pronoun(&self, scene: &Scene, head: u32, last: Option<&Speaker>) -> Speaker {
        let form = scene.form(head).to_lowercase();
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
        let before = last.and_then(|last| last.person).filter(|place| fits(&self.people[*place]));
        match (found, before) {
            (Some((_, place, mention)), _) if mention.candidates <= 1 => Speaker::of(self.people, *place),
            (Some((_, place, _)), Some(before)) if *place == before => Speaker::of(self.people, before),
            (Some((_, place, _)), Some(before)) => {
                Speaker::doubtful(vec![self.people[*place].name.clone(), self.people[before].name.clone()])
            }
            (Some((_, place, _)), None) => Speaker::doubtful(vec![self.people[*place].name.clone()]),
            (None, Some(before)) => Speaker::of(self.people, before),
            (None, None) => Speaker::default(),
        }
    }
}

/// The run of proper nouns around the head.
fn own_name(scene: &Scene, head: u32, span: Span) -> String {
    let proper = |place: u32| scene.word(place).upos == Upos::Propn;
    let (mut start, mut end) = (head, head + 1);
    while start > span.0 && proper(start - 1) {
        start -= 1;
    }
    while end < span.1 && proper(end) {
        end += 1;
    }
    scene.text.slice(scene.word(start).range.cover(scene.word(end - 1).range)).to_owned()
}

/// "Linberg" where the report has one "Nora Lindberg": a surname alone, a letter off a fuller name.
fn misprinted(people: &[Person], place: usize) -> Option<usize> {
    let person = &people[place];
    if person.name.contains(' ') || person.name.chars().count() < 5 || person.kind == PersonKind::Place {
        return None;
    }
    let near = |other: &Person| {
        let last = other.name.rsplit(' ').next().unwrap_or("");
        other.kind == PersonKind::Person
            && other.name.contains(' ')
            && last != person.name
            && one_off(last, &person.name)
    };
    let mut others = people.iter().enumerate().filter(|(_, other)| near(other)).map(|(other, _)| other);
    let first = others.next();
    first.filter(|_| others.next().is_none())
}

/// Whether one letter more, less or other makes the one word the other; the first letter is the same.
fn one_off(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.first() != b.first() || a.len().abs_diff(b.len()) > 1 {
        return false;
    }
    let same = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let back = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count();
    same + back + 1 >= a.len().max(b.len())
}
