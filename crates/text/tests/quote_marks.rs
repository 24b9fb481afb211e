//! Pairs of quote marks: value first, then the paragraph that gives it.

use proptest::prelude::*;
use rashomon_text::Text;
use rashomon_text::marks::{self, Quoted};

/// The words between the marks, one pair after another; `…` ends a pair without a closing mark, `>` stands for each pair around it.
fn pairs(paragraph: &str) -> String {
    let text = Text::new(paragraph);
    let show = |pair: &Quoted| {
        let open = if pair.close.is_none() { "…" } else { "" };
        format!("{}{}{open}", ">".repeat(usize::from(pair.depth)), text.slice(pair.inner))
    };
    marks::pair(&text, text.whole()).iter().map(show).collect::<Vec<_>>().join(" | ")
}

#[test]
fn pairs_of_every_kind() {
    for (expected, paragraph) in [
        ("We stay,", "“We stay,” she said."),
        ("We stay,", "\"We stay,\" she said."),
        ("We stay,", "'We stay,' she said."),
        ("We stay,", "‘We stay,’ she said."),
        ("Wir bleiben", "„Wir bleiben“, sagte sie."),
        ("Wir bleiben", "„Wir bleiben”, sagte sie."),
        ("Nous restons", "« Nous restons », a-t-elle dit."),
        ("Wir bleiben", "»Wir bleiben«, sagte sie."),
        ("We stay,", "``We stay,'' she said."),
        ("We stay,", "''We stay,'' she said."),
        ("We stay | and we fight", "“We stay” she said, “and we fight”."),
        ("We stay | and we fight", "\"We stay\" she said, \"and we fight\"."),
        ("He told me ‘no’ twice, | >no", "“He told me ‘no’ twice,” she said."),
        ("He told me 'no' twice, | >no", "\"He told me 'no' twice,\" she said."),
        ("They called it \"final\" then | >final", "'They called it \"final\" then' was her answer."),
        ("[The river] rose", "“[The river] rose”, he said."),
        ("The boys' boat sank", "'The boys' boat sank' was all he said."),
        ("It's ours", "'It's ours' is their song."),
        ("Stop", "He cried: \"Stop\"!"),
        ("We stay,", "”We stay,” she said."),
        ("final", "the (\"final\") offer"),
        ("so", "a \"so\"-called ally"),
    ] {
        assert_eq!(pairs(paragraph), expected, "{paragraph}");
    }
}

#[test]
fn not_quote_marks() {
    for paragraph in [
        "It's the ministers' fault, isn't it?",
        "It’s the ministers’ fault, isn’t it?",
        "the '90s and the ’80s",
        "Rock 'n' roll",
        "He is 6'2\" tall and wears size 9.",
        "a 40\" screen",
        "“ ”",
        "a 40” screen and a 50” one",
        "It ended here.” ",
        "She didn't, he wouldn't, they couldn't.",
    ] {
        assert_eq!(pairs(paragraph), "", "{paragraph}");
    }
}

#[test]
fn one_mark_missing() {
    for (expected, paragraph) in [
        ("We stay. We fight.…", "“We stay. We fight."),
        ("We stay. We fight.…", "\"We stay. We fight."),
        ("We stay.…", "She said: “We stay."),
        ("", "We stay,” she said."),
        ("", "The bridge “is gone for good."),
        ("We stay, | Never.…", "“We stay,” she said. She added: “Never."),
        (
            "They were not told of it at all. | We go on,",
            "saying: \"Anna \"They were not told of it at all.\" \"We go on,\" he said.",
        ),
        (
            "was never told of it before...… | We go on as ever,",
            "saying: \"Anna \"was never told of it before... \"We go on as ever,\" he said.",
        ),
        ("Our “free” press is gone.… | >free", "She said: “Our “free” press is gone."),
    ] {
        assert_eq!(pairs(paragraph), expected, "{paragraph}");
    }
}

#[test]
fn a_missing_mark_ends_with_its_paragraph() {
    let text = Text::new("\"We stay.\n\"We fight,\" she said.");
    let split = text.as_str().find('\n').unwrap();
    let first = text.range(0, split).unwrap();
    let second = text.range(split + 1, text.len()).unwrap();
    assert_eq!(marks::pair(&text, first).len(), 1);
    assert_eq!(text.slice(marks::pair(&text, second)[0].inner), "We fight,");
}

proptest! {
    #[test]
    fn any_text_gives_ranges_inside(words in "[a-z '\"“”‘’„«»`0-9.,é\n]{0,60}") {
        let text = Text::new(words);
        for pair in marks::pair(&text, text.whole()) {
            prop_assert!(!pair.inner.is_empty());
            prop_assert!(pair.open.end() <= pair.inner.start());
            prop_assert!(pair.close.is_none_or(|close| pair.inner.end() <= close.start()));
            prop_assert!(text.whole().contains(pair.inner));
        }
    }
}
