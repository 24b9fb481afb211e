//! Who is named: names, chains of mentions, pronouns.
//!
//! [`names`] finds the names ([`looks`] and [`features`] are what the model of [`tagger`] reads, [`lexicon`] what is known
//! beforehand), [`chains`] joins those that name the same, [`labels`] reads titles, [`nominals`] and [`pronouns`] add the
//! mentions without a name. Time grows with the text's length times the number of chains within a pronoun's reach.

mod agree;
pub mod chains;
pub mod features;
mod labels;
pub mod lexicon;
pub mod looks;
pub mod names;
mod nominals;
mod phrases;
mod pronouns;
pub mod scene;
pub mod tagger;

use crate::Grammar;
use chains::Chain;
use looks::Looks;
use rashomon_news::{Mention, MentionForm, Person, PersonKind, Report, Rule};
use rashomon_text::Range;
use scene::Scene;

/// Finds everyone who is named in a report, in order of first mention.
pub fn find(report: &Report, grammar: &Grammar) -> Vec<Person> {
    let words: Vec<&str> = grammar.tokens.iter().map(|token| report.text.slice(token.range)).collect();
    let sentences: Vec<_> = grammar.sentences.iter().map(|sentence| sentence.tokens.clone()).collect();
    let looks = Looks::new(&words, &sentences);
    let names = names::find(&looks);
    let scene = Scene::new(report, grammar, looks, names);
    let mut chains = chains::link(&scene);
    nominals::find(&scene, &mut chains);
    pronouns::find(&scene, &mut chains);
    let mut people: Vec<Person> = chains.into_iter().map(|chain| person(&scene, chain)).collect();
    people.sort_by_key(|person| person.mentions.first().map(|mention| mention.range));
    people
}

fn person(scene: &Scene<'_>, chain: Chain) -> Person {
    let mut mentions: Vec<Mention> = chain
        .mentions
        .iter()
        .map(|placed| Mention { range: scene.range(&placed.tokens), form: placed.form, candidates: placed.candidates })
        .collect();
    mentions.sort_by_key(|mention| mention.range);
    mentions.dedup_by_key(|mention| mention.range);
    let named = mentions.iter().any(|mention| mention.form == MentionForm::Name);
    Person {
        name: chain.name,
        kind: chain.kind,
        labels: chain.labels,
        gender: chain.gender,
        mentions,
        rule: Rule::new(if named { "people/name" } else { "people/group" }),
    }
}

/// The person whom the words of a range name best, as for the source of a quotation: persons before bodies, groups and
/// places; names before phrases before pronouns; then the longest, then the first.
pub fn at(people: &[Person], range: Range) -> Option<&Person> {
    mention_at(people, range).map(|(person, _)| person)
}

/// Likewise, with the mention.
pub fn mention_at(people: &[Person], range: Range) -> Option<(&Person, &Mention)> {
    let kind = |kind: PersonKind| match kind {
        PersonKind::Person => 0,
        PersonKind::Organisation => 1,
        PersonKind::Group => 2,
        PersonKind::Place => 3,
    };
    people
        .iter()
        .flat_map(|person| {
            // Mentions are in order, and none is longer than a paragraph: but scanning all is fast enough here.
            person.mentions.iter().filter(|mention| mention.range.overlaps(range)).map(move |mention| (person, mention))
        })
        .min_by_key(|(person, mention)| {
            (kind(person.kind), mention.form as u8, std::cmp::Reverse(mention.range.len()), mention.range.start())
        })
}
