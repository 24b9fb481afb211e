//! Phrase tables for names, chains and pronouns.

use rashomon_annotate::{language, people};
use rashomon_news::{MentionForm, Person, PersonKind, Report};
use rashomon_text::Text;

fn find(text: &str) -> (Report, Vec<Person>) {
    let report = Report::new("t", Text::new(text));
    let grammar = language::parse(&report);
    let people = people::find(&report, &grammar);
    (report, people)
}

#[test]
fn names_and_kinds() {
    for (name, kind, text) in [
        ("Amina Okafor", PersonKind::Person, "The minister, Amina Okafor, said on Monday that schools would reopen."),
        ("Lagos", PersonKind::Place, "Thousands of people marched in Lagos on Sunday."),
        (
            "Ministry of Health",
            PersonKind::Organisation,
            "The Ministry of Health said in a statement that it would act.",
        ),
    ] {
        let (_, people) = find(text);
        assert!(people.iter().any(|person| person.name == name && person.kind == kind), "{name}: {people:?}");
    }
}

#[test]
fn a_name_after_a_role() {
    for (name, text) in [
        ("Brune Malrow", "The test went well, harbour director Brune Malrow told reporters. Malrow said it was fine."),
        ("Oda Vesterlin", "A ministry spokeswoman Oda Vesterlin confirmed it."),
    ] {
        let (_, people) = find(text);
        assert!(people.iter().any(|person| person.name == name && person.kind == PersonKind::Person), "{people:?}");
        assert!(people.iter().filter(|person| person.kind == PersonKind::Person).count() == 1, "{people:?}");
    }
    let (_, people) = find("The directors Monday Night Football hired met the manager Tuesday.");
    assert!(people.iter().all(|person| person.name != "Monday Night Football"), "{people:?}");
}

#[test]
fn a_body_by_what_it_has() {
    for (name, kind, text) in [
        (
            "Norvak",
            PersonKind::Organisation,
            "Norvak shares fell on Monday. Norvak said it raised its offer. Norvak's customers wait.",
        ),
        (
            "Norvak Ltd",
            PersonKind::Organisation,
            "Norvak Ltd said on Monday it would wait. Analysts praised Norvak. Norvak rose.",
        ),
        (
            "Anso Maral",
            PersonKind::Organisation,
            "The armed group Anso Maral freed them. Anso Maral fighters left the town on Monday.",
        ),
        (
            "Berg",
            PersonKind::Person,
            "President Berg met investors. Berg's customers and Berg's employees cheered Mr Berg on Monday.",
        ),
        (
            "Ida Norvak",
            PersonKind::Person,
            "Ida Norvak sold the shares. Norvak's customers and Norvak's employees were told on Monday.",
        ),
    ] {
        let (_, people) = find(text);
        let found = people.iter().find(|person| person.name.trim_end_matches('.') == name);
        assert!(found.is_some_and(|found| found.kind == kind), "{name}: {people:?}");
    }
}

#[test]
fn a_headline_name_ends_before_its_verb() {
    let report = {
        let mut report = Report::new(
            "t",
            Text::new("Bridge Stays Closed, Ida Norvak Says\n\nIda Norvak met the engineers on Monday."),
        );
        let lines: Vec<_> =
            report.text.as_str().split("\n\n").map(|line| report.text.range_of(line).unwrap()).collect();
        report.blocks = rashomon_text::Layer::new(vec![
            (lines[0], rashomon_news::Role::Headline),
            (lines[1], rashomon_news::Role::Paragraph),
        ]);
        report
    };
    let people = people::find(&report, &language::parse(&report));
    assert!(people.iter().any(|person| person.name == "Ida Norvak" && person.mentions.len() == 2), "{people:?}");
}

#[test]
fn no_names() {
    for text in ["The weather was fine and nobody complained.", "It rained on Monday.", "", "\u{1}\u{2} (((( ))))"] {
        let (_, people) = find(text);
        assert!(people.iter().all(|person| person.kind == PersonKind::Group), "{text}: {people:?}");
    }
}

#[test]
fn a_surname_joins_its_full_name() {
    let (report, people) =
        find("President Amina Okafor met reporters on Monday. Okafor said the law would pass. She left at noon.");
    let okafor = people.iter().find(|person| person.name == "Amina Okafor");
    let forms: Vec<&str> =
        okafor.iter().flat_map(|person| &person.mentions).map(|mention| report.text.slice(mention.range)).collect();
    assert_eq!(forms, ["Amina Okafor", "Okafor", "She"], "{people:?}");
    assert!(people.iter().all(|person| person.name != "Okafor"));
}

#[test]
fn ranges_lie_in_the_text() {
    for text in ["A B C D E F", "Mr. X. Y. Z. said", "THE UN (UN) UN UN", "a\u{300}É – O'Neill—“Ha”"] {
        let (report, people) = find(text);
        for mention in people.iter().flat_map(|person| &person.mentions) {
            assert!(report.text.whole().contains(mention.range) && !mention.range.is_empty());
            assert!(mention.candidates >= 1);
        }
    }
}

#[test]
fn at_prefers_the_person_named() {
    let (report, people) = find("Amina Okafor of the Ministry of Health said so on Monday.");
    let person = people::at(&people, report.text.whole());
    assert!(person.is_none_or(|person| person.kind == PersonKind::Person), "{person:?}");
    let mention = people::mention_at(&people, report.text.whole());
    assert!(mention.is_none_or(|(_, mention)| mention.form == MentionForm::Name));
}
