//! Tables: time expressions are found with their values, and what is none is not.

use super::*;
use rashomon_text::Text;

fn report(words: &str) -> Report {
    Report::new("test", Text::new(words))
}

fn told(words: &str, day: Option<Date>) -> Vec<(String, String)> {
    let report = report(words);
    let times = find(&report, &Grammar::default(), day);
    times
        .iter()
        .map(|time| {
            (report.text.slice(time.range).to_owned(), format!("{} {}", time.value.kind.name(), time.value.value))
        })
        .collect()
}

#[test]
fn the_examples_of_the_rule_files() {
    let rules = rules::load().expect("the rule files are in order");
    let mut wrong = Vec::new();
    for example in &rules.examples {
        let day: Option<Date> = example.date.parse().ok();
        let expected = example.expected.as_ref().map(|value| {
            let (open, close) =
                (example.words.find('[').expect("[ in the example"), example.words.find(']').expect("]"));
            (example.words[open + 1..close].to_owned(), value.clone())
        });
        let found = told(&example.words.replace(['[', ']'], ""), day);
        let right = expected.as_ref().map_or(found.is_empty(), |expected| found.contains(expected));
        if !right {
            wrong.push(format!("{} {:?}: {found:?}", example.place, example.words));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn redated_by_its_company() {
    let report = report("He spoke on Tuesday, and again later this month.");
    let mut all = Annotated::bare(report);
    all.times = find(&all.report, &Grammar::default(), None);
    let values = |all: &Annotated| all.times.iter().map(|time| time.value.value.clone()).collect::<Vec<_>>();
    assert_eq!(values(&all), ["XXXX-WXX-2", "XXXX-XX"]);
    assert!(all.times.iter().all(|time| time.value.anchor == Anchor::Missing));
    redate(&mut all, jiff::civil::date(2015, 9, 16));
    assert_eq!(values(&all), ["2015-09-15", "2015-09"]);
}

#[test]
fn an_expression_says_on_which_other_it_is_anchored() {
    let report = report("The ship sank on 4 May 2012. Two days later divers came.");
    let times = find(&report, &Grammar::default(), None);
    let anchored: Vec<_> = times.iter().map(|time| (time.value.value.as_str(), time.value.anchor)).collect();
    assert_eq!(anchored, [("2012-05-04", Anchor::Own), ("2012-05-06", Anchor::Expression(times[0].range))]);
}

#[test]
fn hostile_words() {
    for words in [
        "9".repeat(400),
        "year 99999 and 31 February 2015".into(),
        "February 30".into(),
        "99999 years ago".into(),
        "1e9 centuries later".into(),
        "a".repeat(9000),
        "of 1 ".repeat(3000),
    ] {
        let day = Some(Date::MAX);
        told(&words, day);
        told(&words, Some(Date::MIN));
    }
    assert_eq!(told("31 February 2015", None), [("February 2015".to_owned(), "DATE 2015-02".to_owned())]);
}

/// Pieces that rules react to, in any order.
fn pieces() -> impl proptest::strategy::Strategy<Value = String> {
    let piece = proptest::sample::select(vec![
        "last", "Monday", "May", "31", "99999", "two", "hundred", "years", "ago", "the", "quarter", "of", "-", "'",
        "s", ",", ".", ":", "1990s", "pm", "noon", "a", "half", "million", "é", "\n", "next", "week", "later", "March",
        "2015", "5", "early", "every", "third", "night", "–", "½",
    ]);
    proptest::collection::vec((piece, proptest::bool::ANY), 0..40).prop_map(|row| {
        row.into_iter().map(|(piece, space)| if space { format!("{piece} ") } else { piece.to_owned() }).collect()
    })
}

use proptest::prelude::Strategy as _;

proptest::proptest! {
    #[test]
    fn any_words_give_ranges_within_the_text(words in pieces(), day in 0i32..200_000) {
        let report = report(&words);
        let day = jiff::civil::date(1600, 1, 1).checked_add(jiff::Span::new().days(day)).ok();
        for time in &find(&report, &Grammar::default(), day) {
            proptest::prop_assert!(!report.text.slice(time.range).is_empty());
            proptest::prop_assert!(time.value.days.is_none_or(|(first, last)| first <= last));
        }
    }
}
