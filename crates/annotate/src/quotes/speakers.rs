//! From the words that name the source to the speaker: names, titles, pronouns.
//!
//! Finds: "Putin" → Vladimir Putin; "the ministry's spokeswoman Anna Berg" → Anna Berg; "he" where one person can be meant, or
//! where the one before spoke last ("he added"); "Moscow", "police"; people without a name by their description as printed
//! ("a witness", "the driver's brother"). Does not find: sources that are nobody ("the time", "it").

use super::contents::Span;
use super::pronouns::Before;
use super::scene::{NONE, Scene};
use crate::people::lexicon;
use crate::{Deprel, Upos};
use rashomon_news::{Mention, MentionForm, Person, PersonKind};
use rashomon_text::Range;

/// What speaks beside the people and bodies that the names layer's lexicon knows: bodies, and houses for those who run them.
const SPEAK: &str = "military authorities media press network channel prosecution defence defense wing arm branch camp side \
 presidency leadership opposition majority junta garrison coastguard lobby inquest inquiry regulator insurer startup palace embassy \
 consulate city town county district province state zoo airport port railway hotel restaurant shop store plant factory refinery mine \
 farm brewery laboratory observatory estate source sources";

/// Papers: they speak for those who made them, and for themselves where nobody is named.
const PAPERS: [&str; 16] = [
    "newspaper",
    "paper",
    "magazine",
    "website",
    "site",
    "report",
    "reports",
    "poll",
    "polls",
    "survey",
    "study",
    "statement",
    "letter",
    "lawsuit",
    "indictment",
    "document",
];

/// What somebody has found out: "the findings of the board" are the board's; "an analysis of the board" need not be.
const FOUND: [&str; 4] = ["findings", "calculations", "figures", "estimates"];

/// Roles that say little: "the official said" carries on with the one who spoke before.
const ROLES: [&str; 7] = ["official", "leader", "politician", "spokesman", "spokeswoman", "spokesperson", "diplomat"];

/// Roles that say more: they carry on only with somebody of whom nothing else is told.
const OFFICES: [&str; 8] =
    ["president", "minister", "senator", "chancellor", "mayor", "candidate", "premier", "governor"];

/// A description of more words is cut behind its noun.
const LONGEST_DESCRIPTION: u32 = 10;

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
    pub(super) fn doubtful(candidates: Vec<String>) -> Speaker {
        Speaker { name: None, candidates, person: None }
    }

    pub(super) fn of(people: &[Person], place: usize) -> Speaker {
        let place = misprinted(people, place).unwrap_or(place);
        Speaker { name: Some(people[place].name.clone()), candidates: Vec::new(), person: Some(place) }
    }
}

/// The people of a report by place.
pub struct Cast<'a> {
    pub(super) people: &'a [Person],
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

    /// The person at a place as a speaker.
    pub fn speaker(&self, place: usize) -> Speaker {
        Speaker::of(self.people, place)
    }

    /// Mentions that share a byte with the range.
    pub fn within(&self, range: Range) -> impl Iterator<Item = &(Range, usize, &'a Mention)> {
        let first = self.mentions.partition_point(|mention| mention.0.start() + 400 <= range.start());
        self.mentions[first..]
            .iter()
            .take_while(move |mention| mention.0.start() < range.end())
            .filter(move |mention| mention.0.overlaps(range))
    }

    /// Whom the source names, given what was told before ("he added").
    pub fn resolve(&self, scene: &Scene, head: u32, span: Span, before: Before) -> Speaker {
        let last = before.last;
        let word = *scene.word(head);
        if word.upos == Upos::Pron {
            return self.pronoun(scene, head, span, before);
        }
        let range = scene.word(span.0).range.cover(scene.word(span.1 - 1).range);
        if let Some(several) = self.several(scene, head, span) {
            return several;
        }
        let at_head: Vec<_> = self.within(word.range).collect();
        let person = |place: usize| self.people[place].kind == PersonKind::Person;
        // "Ida Berg, a spokeswoman for Minister Nora Lund": the head's own name goes before any other.
        if let Some((_, place, _)) =
            at_head.iter().find(|(_, place, mention)| mention.form == MentionForm::Name && person(*place))
        {
            return Speaker::of(self.people, *place);
        }
        if let Some(place) = self.last_name(scene, head, span) {
            return Speaker::of(self.people, place);
        }
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
        // "The driver's lawyer, Nora Berg, said": the name between commas says who it is.
        let between = (scene.form((head + 1).min(scene.words.len() as u32 - 1)) == ",")
            .then(|| scene.words.get(head as usize + 2))
            .flatten()
            .filter(|_| lexicon::can_speak(&scene.form(head).to_lowercase()));
        let named = between.and_then(|word| {
            let names = |(range, place, mention): &&(Range, usize, &Mention)| {
                range.start() == word.range.start() && mention.form == MentionForm::Name && person(*place)
            };
            self.within(word.range).find(names).map(|(_, place, _)| *place)
        });
        if let Some(place) = named {
            return Speaker::of(self.people, place);
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
        if let Some(known) = self.role(scene, head, span, last) {
            return known;
        }
        if let Some(place) = self.surname(scene, head).or_else(|| self.short_body(scene, head, span)) {
            return Speaker::of(self.people, place);
        }
        if word.upos == Upos::Propn {
            return Speaker { name: Some(own_name(scene, head, span)), ..Speaker::default() };
        }
        // "Berg declined to say …": the tree took the clause for the source, and the name opens it.
        if matches!(word.upos, Upos::Verb | Upos::Adj | Upos::Aux) {
            let opens = self.within(scene.word(span.0).range).find(|(_, _, mention)| mention.form == MentionForm::Name);
            let opens = opens.map(|(_, place, _)| *place).or_else(|| self.surname(scene, span.0));
            return opens.map_or(Speaker::default(), |place| Speaker::of(self.people, place));
        }
        self.described(scene, head, span, before)
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
        let before = first.checked_sub(1).filter(|before| *before >= span.0);
        // "A spokeswoman for Berg, Nora Lund": the name set off by a comma says who she is.
        let set_off = before.is_some_and(|comma| {
            scene.form(comma) == ","
                && lexicon::can_speak(&scene.form(head).to_lowercase())
                && (head..first).all(|place| scene.word(place).upos != Upos::Cconj)
        });
        if set_off && first > head {
            return Some(*place);
        }
        let describes =
            before.is_some_and(|place| !matches!(scene.word(place).upos, Upos::Noun | Upos::Propn | Upos::Adj));
        // "a spokeswoman for President Ida Berg": behind a preposition the name is another's, unless a second name parts them.
        let led = (head + 1..first).rev().find(|place| scene.word(*place).upos == Upos::Adp);
        let parted = led.is_none_or(|led| {
            let other = |(_, _, mention): &&(Range, usize, &Mention)| mention.form == MentionForm::Name;
            (led + 1..first).any(|place| self.within(scene.word(place).range).find(other).is_some())
        });
        (first > head && !describes && parted).then_some(*place)
    }

    /// "the president", "the US official": the one whom the report gives that role, else a person who spoke just before and has no
    /// other role.
    fn role(&self, scene: &Scene, head: u32, span: Span, last: Option<&Speaker>) -> Option<Speaker> {
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
                headed(&words) == Some(role.as_str()) && described.iter().all(|word| words.contains(word))
            };
            person.kind == PersonKind::Person && person.labels.iter().any(fits)
        };
        let mut holders = self.people.iter().enumerate().filter(|(_, person)| has(person)).map(|(place, _)| place);
        let before = last.and_then(|last| last.person);
        // "The man also said": nobody new.
        let unnamed = last.filter(|last| last.person.is_none() && last.name.is_some());
        if let Some(last) = unnamed.filter(|_| span.1 - span.0 == 2 && matches!(role.as_str(), "man" | "woman")) {
            return Some(last.clone());
        }
        match (holders.next(), holders.next()) {
            (Some(one), None) => return Some(Speaker::of(self.people, one)),
            (Some(one), Some(two)) => {
                let names = [one, two].into_iter().chain(holders).map(|place| self.people[place].name.clone());
                return Some(match before.filter(|place| has(&self.people[*place])) {
                    Some(before) => Speaker::of(self.people, before),
                    None => Speaker::doubtful(names.collect()),
                });
            }
            _ => {}
        }
        let before = before.filter(|place| self.people[*place].kind == PersonKind::Person)?;
        let fits =
            ROLES.contains(&role.as_str()) || OFFICES.contains(&role.as_str()) && self.people[before].labels.is_empty();
        fits.then(|| Speaker::of(self.people, before))
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

    /// "Nordic pledged" in a report on Nordic Airlines: the first word of the one body whose name begins so.
    fn short_body(&self, scene: &Scene, head: u32, span: Span) -> Option<usize> {
        let form = scene.form(head);
        let begins = |person: &&Person| {
            person.kind == PersonKind::Organisation
                && person.name.strip_prefix(form).is_some_and(|rest| rest.starts_with(' '))
        };
        let mut all = self.people.iter().enumerate().filter(|(_, person)| begins(person)).map(|(place, _)| place);
        all.next().filter(|_| scene.word(head).shape == 1 && span.1 == span.0 + 1 && all.next().is_none())
    }

    /// "the Berlin police", "a witness", "an analyst at Oslo University": people without a name, as printed. "The" is left out;
    /// what follows the noun is kept where it names something.
    pub(super) fn described(&self, scene: &Scene, head: u32, span: Span, before: Before) -> Speaker {
        let noun = scene.form(head).to_lowercase();
        if scene.word(head).upos != Upos::Noun {
            return Speaker::default();
        }
        let paper = PAPERS.contains(&noun.as_str());
        if paper || !SPEAK.split_whitespace().any(|known| known == noun) && !lexicon::can_speak(&noun) {
            let author = self.author(scene, head, span, before);
            if !paper || author.name.is_some() {
                return author;
            }
        }
        let mut start = span.0;
        // "The boy's uncle": the article is the boy's.
        let owned = (start..head).any(|place| scene.word(place).upos == Upos::Part);
        let article = |place: u32| !owned && matches!(scene.form(place).to_lowercase().as_str(), "the" | "this");
        while start < head && (scene.word(start).upos == Upos::Punct || article(start)) {
            start += 1;
        }
        let mut end = head + 1;
        let follows = (end < span.1).then(|| scene.form(end).to_lowercase());
        let follows = |words: &[&str]| follows.as_deref().is_some_and(|word| words.contains(&word));
        let named = (end..span.1).any(|place| scene.word(place).upos == Upos::Propn);
        let short = span.1 - start <= LONGEST_DESCRIPTION;
        if short && (named && follows(&["of", "at", "for", "from", "in"]) || follows(&["and"])) {
            end = span.1;
            while end > head + 1 && scene.word(end - 1).upos == Upos::Punct {
                end -= 1;
            }
        }
        let range = scene.word(start).range.cover(scene.word(end - 1).range);
        let name = scene.text.slice(range).split_whitespace().collect::<Vec<_>>().join(" ");
        Speaker { name: Some(name), ..Speaker::default() }
    }

    /// "The ministry's statement", "UN estimates", "a letter from the mayor": whose the words are that the noun stands for.
    fn author(&self, scene: &Scene, head: u32, span: Span, before: Before) -> Speaker {
        let inside = |place: &u32| span.0 <= *place && *place < span.1;
        let led = |place: u32, words: &[&str]| {
            scene.children(place).any(|child| child < place && words.contains(&scene.form(child)))
        };
        let found = FOUND.contains(&scene.form(head).to_lowercase().as_str());
        let owner = scene.children(head).filter(inside).find(|&child| {
            let word = scene.word(child);
            let named = word.upos == Upos::Propn && self.within(word.range).next().is_some();
            let own = child < head && (word.deprel == Deprel::Nmod || word.deprel == Deprel::Compound && named);
            let ways: &[&str] = if found { &["from", "by", "of"] } else { &["from", "by"] };
            own && word.upos != Upos::Pron || child > head && led(child, ways)
        });
        owner.map_or(Speaker::default(), |owner| {
            let word = *scene.word(owner);
            let mut end = owner + 1;
            while end < word.right && matches!(scene.word(end).upos, Upos::Noun | Upos::Propn) {
                end += 1;
            }
            let start = (word.left..=owner).find(|place| !matches!(scene.word(*place).upos, Upos::Adp | Upos::Punct));
            self.resolve(scene, owner, (start.unwrap_or(owner), end), before)
        })
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

    /// A name right before a cue that the tree did not take for a noun: "Grant said".
    pub fn beside(&self, scene: &Scene, cue: u32) -> Option<u32> {
        let sentence = scene.sentence(cue);
        let named = |place: &u32| {
            let word = scene.word(*place);
            let names = self.within(word.range).any(|(_, _, mention)| mention.form == MentionForm::Name);
            word.shape == 1 && word.quote == scene.word(cue).quote && (names || self.surname(scene, *place).is_some())
        };
        let before = cue.checked_sub(1).filter(|place| *place >= sentence.0);
        before.filter(named)
    }
}

/// The noun that heads a title: "minister" of "former minister of trade".
fn headed(words: &[String]) -> Option<&str> {
    let end =
        words.iter().position(|word| matches!(word.as_str(), "of" | "for" | "from" | "at" | "in" | "to" | "with"));
    words[..end.unwrap_or(words.len())].last().map(String::as_str)
}

/// The run of proper nouns around the head, over an apostrophe: "the Sailors' League", "the Coroner's Office".
fn own_name(scene: &Scene, head: u32, span: Span) -> String {
    let proper = |place: u32| scene.word(place).upos == Upos::Propn;
    let owns = |place: u32| matches!(scene.form(place), "'" | "’" | "'s" | "’s");
    let (mut start, mut end) = (head, head + 1);
    while start > span.0 {
        match start - 1 {
            before if proper(before) => start = before,
            before if before > span.0 && owns(before) && proper(before - 1) => start = before - 1,
            _ => break,
        }
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
