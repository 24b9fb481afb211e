//! What is in one report? Sentences, grammar, people, quotes, times, quantities, dated happenings.
//!
//! Each part takes what it needs in its parameters: [`language::parse`] gives the [`Grammar`], [`people::find`] who is named,
//! [`quotes::find`] who said what, [`times::find`] when, [`quantities::find`] how many. [`annotate`] joins them.
//! Bad input is not an error: the worst text gives few annotations, in bounded time.

pub mod grammar;
pub mod happenings;
pub mod language;
pub mod people;
pub mod quantities;
pub mod quotes;
pub(crate) mod scan;
pub mod times;

pub use grammar::{Deprel, Grammar, Sentence, Token, Upos, Xpos};

use rashomon_news::{Annotated, Doubt, Report};

/// Everything that can be found in one report.
pub fn annotate(report: Report) -> Annotated {
    annotate_with_grammar(report).0
}

/// The same, with the grammar it stands on (which findings do not need, and rows do not carry).
pub fn annotate_with_grammar(mut report: Report) -> (Annotated, Grammar) {
    if !language::known(&report) {
        let language = report.language.as_deref().unwrap_or("unknown");
        report.doubts.push(Doubt::new(format!("not parsed: the language is {language}, the model knows English only")));
    }
    let grammar = language::parse(&report);
    let people = people::find(&report, &grammar);
    let (quotes, marked) = quotes::find(&report, &grammar, &people);
    let day = report.day();
    let times = times::find(&report, &grammar, day);
    let quantities = quantities::find(&report, &grammar, &times);
    let happenings = happenings::find(&report, &grammar, &times);
    let sentences = grammar.sentences.iter().map(|sentence| sentence.range).collect();
    (Annotated { report, sentences, people, quotes, marked, dated: None, times, quantities, happenings }, grammar)
}
