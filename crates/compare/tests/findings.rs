//! What a comparison finds, and what it must not.

mod fixture;

use fixture::{one, quantity, told};
use rashomon_compare::{Forest, Model, Trees, compare, compare_with};
use rashomon_news::{Annotated, DifferenceKind, Findings, Moment, Published, Quote, QuoteKind, Rule, State};
use rashomon_text::Layer;

fn found(reports: &[Annotated]) -> Findings {
    compare(&one(reports), &reports.iter().collect::<Vec<_>>())
}

const LONG: &str = "The eastern wall gave way shortly before midnight when the third wave struck the old harbour gate, and the lower town was under water within minutes.";

#[test]
fn text_outside_quotations_makes_a_copy() {
    let copies = |a: &str, b: &str| found(&[told("a", a, ""), told("b", b, "")]).copies.len();
    let edited = LONG.replace("shortly before midnight", "around midnight");
    let quoted = format!("He said: “{LONG}”");
    assert_eq!(copies(LONG, LONG), 1, "the same words");
    assert_eq!(copies(LONG, &edited), 1, "almost the same words");
    assert_eq!(copies(&quoted, &quoted), 0, "both quote one speech");
    assert_eq!(copies(LONG, "The harbour of another town was never flooded, say its fishermen."), 0, "other words");
}

#[test]
fn copies_are_one_origin() {
    let credited = format!("OSTREL (AP) - {LONG}");
    let all =
        found(&[told("a", &credited, ""), told("b", LONG, ""), told("c", "Fishermen tell of a quiet night.", "")]);
    let origins: Vec<_> = all.origins.iter().map(|origin| (origin.name.as_str(), origin.reports.len())).collect();
    assert_eq!(origins, [("AP", 2), ("c", 1)]);
}

#[test]
fn the_same_words_are_one_utterance_and_trims_are_told() {
    let a = told(
        "a",
        "“Nobody on the night shift was told to leave the lower town before the gate broke,” said Mara Veldt.",
        "Mara Veldt",
    );
    let b = told("b", "Veldt said that “nobody on the night shift was told to leave the lower town”.", "Mara Veldt");
    let all = found(&[a, b]);
    assert_eq!(all.utterances.len(), 1);
    assert_eq!(all.utterances[0].speaker.as_deref(), Some("Mara Veldt"));
    assert!(all.utterances[0].differences.iter().all(|difference| !difference.alarm));
}

#[test]
fn to_say_no_twice_is_to_say_it_once() {
    let kinds = |a: &str, b: &str| {
        let said = |id: &str, words: &str| told(id, &format!("“{words},” said Mara Veldt."), "Mara Veldt");
        let all = found(&[said("a", a), said("b", b)]);
        all.utterances.iter().flat_map(|one| &one.differences).flat_map(|one| one.kinds.clone()).collect::<Vec<_>>()
    };
    let not = "the harbour gate was not safe when the third wave struck the lower town";
    let safe = "the harbour gate was safe when the third wave struck the lower town";
    assert!(kinds(not, safe).contains(&DifferenceKind::Negation));
    let twice = kinds(&format!("no, {not}"), not);
    assert!(!twice.is_empty() && !twice.contains(&DifferenceKind::Negation), "{twice:?}");
    for (a, b, denies) in [
        (
            "without the old pumps the lower town would have been lost",
            "had there not been the old pumps the lower town would have been lost",
            false,
        ),
        (
            "the lower town cannot be held without the old pumps",
            "the old pumps are needed to hold the lower town",
            false,
        ),
        ("the lower town can be held without the old pumps", "the lower town can be held with the old pumps", true),
    ] {
        let kinds = kinds(a, b);
        assert!(!kinds.is_empty() && kinds.contains(&DifferenceKind::Negation) == denies, "{a}: {kinds:?}");
    }
}

#[test]
fn what_a_report_says_again_is_of_the_group() {
    let lead = "The council had known of the cracks in the harbour gate for years, Mara Veldt said on Monday.";
    let full = "“The council knew about every crack in the harbour gate for years,” said Mara Veldt.";
    let other = "“Fishermen will not sail before the summer is over,” said Mara Veldt.";
    let words = format!("{lead}\n\nThe night was quiet.\n\n{full}\n\n{other}");
    let mut a = told("a", &words, "Mara Veldt");
    let text = a.report.text.clone();
    let range = |part: &str| words.find(part).and_then(|start| text.range(start, start + part.len())).unwrap();
    let content = range("The council had known of the cracks in the harbour gate for years");
    let mut quote = fixture::quote(content, "Mara Veldt", QuoteKind::Indirect);
    quote.cue.push(range("said"));
    quote.source.push(range("Mara Veldt"));
    a.quotes.insert(0, quote);
    let b = told("b", full, "Mara Veldt");
    let all = found(&[a, b]);
    assert_eq!(all.utterances.len(), 1, "{:?}", all.utterances);
    let of_a: Vec<&str> = all.utterances[0]
        .members
        .iter()
        .filter(|member| member.report == "a")
        .map(|member| member.passage.as_str())
        .collect();
    assert_eq!(of_a.len(), 2, "{of_a:?}");
    assert!(of_a[0].contains("had known"), "{of_a:?}");
}

/// A report whose words after the cue are what `speaker` says, or does.
fn reported(id: &str, words: &str, speaker: &str, cue: &str) -> Annotated {
    let mut all = told(id, words, "");
    let text = all.report.text.clone();
    let start = words.find(cue).unwrap();
    let content = text.range(start + cue.len() + 1, words.rfind('.').unwrap()).unwrap();
    let mut quote = fixture::quote(content, speaker, QuoteKind::Indirect);
    quote.cue.extend(text.range(start, start + cue.len()));
    quote.source.extend(text.range(0, start - 1));
    all.quotes.push(quote);
    all
}

#[test]
fn an_act_is_no_utterance_though_two_reports_tell_it() {
    let both = |cue: &str| {
        let words = format!("The court {cue} that the fishermen of Ostrel had two more weeks to read the charges.");
        found(&[reported("a", &words, "the court", cue), reported("b", &words, "the court", cue)]).utterances.len()
    };
    assert_eq!(both("said"), 1);
    assert_eq!(both("confirmed"), 1);
    assert_eq!(both("arranged"), 0);
    assert_eq!(both("declined to say"), 0);
    assert_eq!(both("was asked"), 0);
}

#[test]
fn what_a_speaker_denies_is_told_as_denied() {
    let words =
        |cue: &str| format!("Veldt {cue} that the fishermen of Ostrel had asked for a new harbour gate in spring.");
    let found = |other: &str| {
        let reports = [("a", "said"), ("b", other)].map(|(id, cue)| reported(id, &words(cue), "Mara Veldt", cue));
        let all = found(&reports);
        let one = all.utterances.first().expect("an utterance").clone();
        let denied = one.members.iter().map(|member| member.value.denied.as_ref().map(|cue| cue.as_str().to_owned()));
        let not = one.differences.iter().any(|difference| difference.kinds.contains(&DifferenceKind::Negation));
        (denied.collect::<Vec<_>>(), not)
    };
    assert_eq!(found("dismissed claims"), (vec![None, Some("dismissed claims".to_owned())], true));
    assert_eq!(found("did not deny"), (vec![None, None], false));
}

#[test]
fn who_passes_words_on_is_not_their_speaker() {
    let said = |id: &str, who: &str, cue: &str| {
        let words = format!("{who} {cue} that the harbour gate of Ostrel had been left open since the spring.");
        reported(id, &words, who, cue)
    };
    let mut passed = said("c", "The ministry", "said");
    passed.quotes[0].via = Some("ANB".into());
    let all = found(&[said("a", "ANB", "reported"), passed]);
    assert_eq!(all.utterances[0].speaker.as_deref(), Some("The ministry"));
}

#[test]
fn what_follows_a_name_in_marks_is_the_report_s() {
    let words = "Veldt called the night a “drowning in slow motion” after two sirens had failed in the lower town.";
    let mut reports = [reported("a", words, "Mara Veldt", "called"), reported("b", words, "Mara Veldt", "called")];
    for all in &mut reports {
        let mixed = all.quotes.drain(..).map(|quote| Quote { kind: QuoteKind::Mixed, ..quote });
        all.quotes = mixed.collect();
    }
    let all = found(&reports);
    let passages = all.utterances.iter().flat_map(|one| one.members.iter()).map(|member| member.passage.as_str());
    let passages: Vec<&str> = passages.collect();
    assert_eq!(passages, ["the night a “drowning in slow motion”"; 2]);
}

#[test]
fn no_quote_mark_is_printed_alone() {
    let said = "Veldt said the council had “failed the lower town and every family on the night shift”.";
    let all = found(&[told("a", said, "Mara Veldt"), told("b", said, "Mara Veldt")]);
    for member in all.utterances.iter().flat_map(|one| one.members.iter()) {
        let words = member.passage.as_str();
        let count = |mark| words.matches(mark).count();
        assert_eq!(count('“'), count('”'), "{words}");
    }
    assert!(!all.utterances.is_empty());
}

#[test]
fn words_changed_inside_quote_marks_raise_the_alarm() {
    let said = |verb: &str| {
        format!(
            "“We {verb} resign before the inquiry has spoken to every family in the flooded quarter,” said Mara Veldt."
        )
    };
    let alarm = |a: &str, b: &str| {
        let all = found(&[told("a", &said(a), "Mara Veldt"), told("b", &said(b), "Mara Veldt")]);
        all.utterances
            .iter()
            .flat_map(|one| &one.differences)
            .next()
            .map(|difference| (difference.alarm, difference.kinds.clone()))
    };
    assert_eq!(alarm("will not", "will not"), Some((false, vec![DifferenceKind::Verbatim])));
    let changed = alarm("will not", "will never surely");
    assert!(changed.as_ref().is_none_or(|(alarm, _)| *alarm), "other words in marks: {changed:?}");
    let turned = alarm("will not", "will");
    assert!(turned.as_ref().is_none_or(|(_, kinds)| kinds.contains(&DifferenceKind::Negation)));
}

#[test]
fn what_one_sentence_counts_apart_is_two_facts() {
    let report = |id: &str| {
        let mut all = told(id, "Two of the more than 40 ferries in the harbour were let go on Monday.", "");
        let number = |words: &str, value: f64| {
            let start = all.report.text.as_str().find(words).unwrap();
            let phrase = all.report.text.range(start, start + words.len()).unwrap();
            (phrase, quantity(phrase, value, "ferries"))
        };
        all.quantities = Layer::new([number("Two", 2.0), number("40 ferries", 40.0)]);
        all
    };
    // A model to which all pairs are the same thing.
    let trees = Trees { base: 5.0, ..Trees::default() };
    let model = Model { facts: Forest { trees, ..Forest::default() }, ..Model::default() };
    let reports = [report("a"), report("b")];
    let all = compare_with(&one(&reports), &reports.iter().collect::<Vec<_>>(), &model);
    let values: Vec<Vec<_>> =
        all.facts.iter().map(|fact| fact.members.iter().map(|member| member.value.quantity.number).collect()).collect();
    assert_eq!(values, [[Some(2.0); 2], [Some(40.0); 2]]);
}

#[test]
fn absent_is_said_only_of_complete_later_reports_that_cover_it() {
    let dated = |id: &str, words: &str, day: i8, complete: Option<bool>| {
        let mut all = told(id, words, "Mara Veldt");
        let value = Moment::Day(jiff::civil::date(2031, 4, day));
        all.report.published = Some(Published { value, why: Rule::new("given"), passage: None, from: None });
        all.report.complete = complete;
        all
    };
    let shared = "“The pumps were running when the water came over the eastern wall,” said Mara Veldt.";
    let more = format!("{shared} “No child is missing as far as we know,” she added.");
    let state = |day: i8, complete: Option<bool>| {
        let all = found(&[dated("a", &more, 2, Some(true)), dated("b", shared, day, complete)]);
        let only = all.only.iter().find(|only| only.passage.as_str().contains("No child"));
        only.map(|only| (only.missing_from[0].state, only.missing_from[0].why.clone()))
    };
    assert_eq!(state(3, Some(true)).map(|state| state.0), Some(State::Absent));
    assert_eq!(state(3, Some(false)), Some((State::Unknown, "its copy is cut".into())));
    assert_eq!(state(1, Some(true)), Some((State::Unknown, "it was published before".into())));
    assert_eq!(state(2, Some(true)).map(|state| state.0), Some(State::Unknown), "the same day");
}

#[test]
fn nothing_to_compare_is_no_error() {
    assert!(found(&[]).utterances.is_empty());
    assert!(found(&[told("a", "", "")]).copies.is_empty());
    assert!(found(&[told("a", "“”", ""), told("b", "“ ”", "")]).utterances.is_empty());
}

#[test]
fn the_same_input_gives_the_same_findings() {
    let (story, all) = fixture::story(6);
    let all: Vec<_> = all.iter().collect();
    let print = || format!("{:?}", compare(&story, &all));
    assert_eq!(print(), print());
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]
    #[test]
    fn any_texts_give_passages_in_bounds(a in "[“”\"' a-dA-D.,\n…é0-9]{0,120}", b in "[“”\"' a-dA-D.,\n…é0-9]{0,120}") {
        let all = found(&[told("a", &a, "X"), told("b", &b, "Y")]);
        for utterance in &all.utterances {
            for member in utterance.members.iter() {
                proptest::prop_assert!(member.passage.range().end() <= member.passage.text().len());
            }
        }
    }
}
