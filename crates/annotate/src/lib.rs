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
use std::sync::Once;
use std::thread;

/// Unpacks what is needed after the grammar, once, on threads of its own while the grammar is made: a short report would
/// wait longer for it than for all else.
fn prepare() {
    static BEGUN: Once = Once::new();
    BEGUN.call_once(|| {
        let parts: [fn(); 4] = [
            || _ = people::lexicon::Lexicon::get(),
            || _ = people::tagger::Model::get(),
            || _ = quotes::model::Model::shipped(),
            times::prepare,
        ];
        // Where no thread can be had, whoever needs a part first unpacks it.
        parts.into_iter().for_each(|part| drop(thread::Builder::new().spawn(part)));
    });
}

/// Everything that can be found in one report.
pub fn annotate(report: Report) -> Annotated {
    annotate_with_grammar(report).0
}

/// The same, with the grammar it stands on (which findings do not need, and rows do not carry).
pub fn annotate_with_grammar(mut report: Report) -> (Annotated, Grammar) {
    if !language::english::report(&report) {
        let language = report.language.as_deref().unwrap_or("not told, and hardly a word is English");
        report
            .doubts
            .push(Doubt::new(format!("not parsed, since the model knows English only: the language is {language}")));
    }
    prepare();
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
