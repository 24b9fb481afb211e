//! Tables: numbers are found with their bounds, and what is none is not.

use super::*;
use rashomon_text::Text;

fn found(words: &str) -> Vec<String> {
    let report = Report::new("test", Text::new(words));
    let grammar = Grammar::default();
    let times = crate::times::find(&report, &grammar, None);
    let show = |value: Option<f64>| value.map_or("-".to_owned(), |value| value.to_string());
    find(&report, &grammar, &times)
        .iter()
        .map(|item| {
            let it = &item.value;
            format!(
                "{}..{} {} {} [{}]",
                show(it.low),
                show(it.high),
                it.change.sign(),
                it.unit,
                report.text.slice(item.range)
            )
        })
        .collect()
}

#[test]
fn values_bounds_and_units() {
    for (words, expected) in [
        ("At least 12 people were killed.", "12..- > people [At least 12 people]"),
        ("It cost £5m.", "5000000..5000000 = pound sterling [£5m]"),
        ("Some 250,000 refugees fled.", "250000..250000 ~ refugee [Some 250,000 refugees]"),
        ("There were dozens of soldiers.", "24..99 = soldier [dozens of soldiers]"),
        ("In all 46 per cent agreed.", "46..46 = percentage [46 per cent]"),
        ("close to a quarter of a million people", "240000..250000 ~ people [close to a quarter of a million people]"),
        ("oil at $60 a barrel", "60..60 = dollar per barrel [$60 a barrel]"),
        ("a 42-year-old man", "42..42 = year of age [42-year-old]"),
        ("between 10 and 12 feet", "10..12 = foot [10 and 12 feet]"),
        ("Nearly half of voters agreed", "45..50 ~ percentage [Nearly half]"),
        ("Two in three voters agreed", "66.66666666666666..66.66666666666666 = percentage [Two in three voters]"),
        ("the index rose 2.5%", "2.5..2.5 up percentage [2.5%]"),
        ("up to 40 men", "-..40 < man [up to 40 men]"),
    ] {
        assert_eq!(found(words), [expected], "{words}");
    }
}

#[test]
fn no_quantities() {
    for words in [
        "It ended 2-2 on aggregate.",
        "On 12 May 2015 he left.",
        "Flight 17 was lost.",
        "She came second.",
        "At 5:30 pm he left.",
    ] {
        assert_eq!(found(words), Vec::<String>::new(), "{words}");
    }
}

#[test]
fn hostile_numbers() {
    for words in [
        "9".repeat(400),
        "1,".repeat(4000),
        "hundreds of ".repeat(3000),
        "one hundred and ".repeat(2000),
        "$".repeat(3000),
        "1/".repeat(3000),
    ] {
        found(&words);
    }
    assert_eq!(found(&"9".repeat(400)), Vec::<String>::new());
}

/// Pieces that the reader reacts to, in any order.
fn pieces() -> impl proptest::strategy::Strategy<Value = String> {
    let piece = proptest::sample::select(vec![
        "12",
        "1,000",
        "3.5",
        "$",
        "£",
        "m",
        "bn",
        "million",
        "hundreds",
        "of",
        "people",
        "killed",
        "a",
        "half",
        "-",
        "year",
        "old",
        "%",
        "per",
        "to",
        "or",
        "between",
        "and",
        "almost",
        "more than",
        "no",
        "several",
        "aircraft",
        "(",
        ")",
        ",",
        ".",
        "é",
        "½",
        "/",
        "km",
        "US",
        "two",
        "in",
        "three",
        "ago",
        "'s",
    ]);
    proptest::collection::vec((piece, proptest::bool::ANY), 0..40).prop_map(|row| {
        row.into_iter().map(|(piece, space)| if space { format!("{piece} ") } else { piece.to_owned() }).collect()
    })
}

use proptest::prelude::Strategy as _;

proptest::proptest! {
    #[test]
    fn any_words_give_finite_values_within_the_text(words in pieces()) {
        let report = Report::new("test", Text::new(words));
        let grammar = Grammar::default();
        let times = crate::times::find(&report, &grammar, None);
        for item in &find(&report, &grammar, &times) {
            let it = &item.value;
            proptest::prop_assert!(it.phrase.contains(item.range) && !item.range.is_empty());
            proptest::prop_assert!([it.number, it.low, it.high].into_iter().flatten().all(f64::is_finite));
            if let (Some(low), Some(high)) = (it.low, it.high) {
                proptest::prop_assert!(low <= high, "{low} {high} {:?}", report.text.slice(item.range));
            }
        }
    }
}
