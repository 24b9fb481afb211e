//! Who is named: names, chains of mentions, pronouns.

pub mod features;
pub mod lexicon;
pub mod looks;
pub mod names;
pub mod tagger;

use crate::Grammar;
use looks::Word;
use rashomon_news::{Mention, MentionForm, Person, PersonKind, Report, Rule};
use tagger::Class;

/// Finds them.
pub fn find(report: &Report, grammar: &Grammar) -> Vec<Person> {
    let words: Vec<Word<'_>> =
        grammar.tokens.iter().map(|token| Word { text: report.text.slice(token.range), upos: token.upos }).collect();
    let sentences: Vec<_> = grammar.sentences.iter().map(|sentence| sentence.tokens.clone()).collect();
    names::find(&words, &sentences)
        .into_iter()
        .filter_map(|name| {
            let kind = match name.class {
                Class::Person => PersonKind::Person,
                Class::Organisation => PersonKind::Organisation,
                Class::Place => PersonKind::Place,
                _ => return None,
            };
            let range = grammar.tokens[name.tokens.start].range.cover(grammar.tokens[name.tokens.end - 1].range);
            Some(Person {
                name: report.text.slice(range).to_owned(),
                kind,
                labels: Vec::new(),
                gender: None,
                mentions: vec![Mention { range, form: MentionForm::Name, candidates: 1 }],
                rule: Rule::new("people/name"),
            })
        })
        .collect()
}
