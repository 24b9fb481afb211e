//! Tables: happenings are found, and what is none is not.

use super::*;
use jiff::civil::date;
use rashomon_text::Text;

fn told(words: &str) -> Vec<(String, String)> {
    let report = Report::new("test", Text::new(words));
    let times = crate::times::find(&report, &Grammar::default(), Some(date(2015, 9, 16)));
    find(&report, &Grammar::default(), &times)
        .iter()
        .map(|happening| (report.text.slice(happening.time).to_owned(), report.text.slice(happening.head).to_owned()))
        .collect()
}

#[test]
fn without_grammar_the_nearest_word_stands_in() {
    let pair = |time: &str, head: &str| vec![(time.to_owned(), head.to_owned())];
    assert_eq!(told("The tram derailed on Wednesday in the rain."), pair("Wednesday", "derailed"));
    assert_eq!(told("Experts look into Wednesday's crash."), pair("Wednesday", "crash"));
    assert_eq!(told("They waited for three days."), []);
}
