//! The stream: what joins, what stays apart, which ids stay, what dates what.

use rashomon_group::{Change, Grouper, Settings, group};
use rashomon_news::{Annotated, Dating, Published, Report, Rule};
use rashomon_text::Text;

fn report(id: &str, day: Option<&str>, title: &str, text: &str) -> Annotated {
    let mut report = Report::new(id, Text::new(text));
    report.title = (!title.is_empty()).then(|| title.to_owned());
    report.published = day.and_then(|day| day.parse().ok()).map(|value| Published {
        value,
        why: Rule::new("given"),
        passage: None,
        from: None,
    });
    Annotated::bare(report)
}

const FIRE: &str = "Fire broke out on Tuesday aboard the ferry Silver Heron off Northpoint, and 212 passengers were taken to safety, the \
    harbour master Ada Lindqvist said. \"Every lifeboat was in the water within eleven minutes and nobody was left on board the burning ship,\" \
    Lindqvist told reporters on the quay. The Silver Heron was on its way from Northpoint to Eastmere when smoke rose from the car deck.";
const SAME: &str = "All 212 people on the ferry Silver Heron were rescued off Northpoint on Tuesday after a fire on its car deck. Harbour master Ada \
    Lindqvist said: \"Every lifeboat was in the water within eleven minutes and nobody was left on board the burning ship.\" The ferry had left Northpoint for Eastmere.";
const OTHER: &str = "A fire aboard the ferry Corvina in the strait of Halmar on Saturday was put out by its crew, operator Bluewater said. \
    Nobody was hurt among the 90 passengers. It is the second ferry fire this week after that of the Silver Heron off Northpoint.";

#[test]
fn one_event_is_one_story_and_a_like_event_is_another() {
    let reports = [
        report("a", Some("2031-03-04"), "Ferry burns off Northpoint", FIRE),
        report("b", Some("2031-03-04"), "Ferry fire off Northpoint: all rescued", SAME),
        report("c", Some("2031-03-08"), "Fire on ferry in Halmar strait put out", OTHER),
    ];
    let stories = group(&reports);
    let members: Vec<Vec<&str>> =
        stories.iter().map(|story| story.reports.iter().map(|report| report.id.as_str()).collect()).collect();
    assert_eq!(members, [vec!["a", "b"], vec!["c"]]);
}

#[test]
fn an_undated_report_is_dated_by_the_quotation_it_shares() {
    let reports = [report("a", Some("2031-03-04"), "Ferry burns off Northpoint", FIRE), report("b", None, "", SAME)];
    let stories = group(&reports);
    assert_eq!(stories.len(), 1);
    let Dating::Inferred(published) = &stories[0].reports[1].dating else { panic!("{:?}", stories[0].reports[1]) };
    assert_eq!((published.value.to_string().as_str(), published.from.as_deref()), ("2031-03-04", Some("a")));
    assert!(published.why.as_str().starts_with("inferred: prints 18 words"), "{}", published.why);
}

#[test]
fn what_a_report_changes_is_told_and_ids_stay() {
    let mut grouper = Grouper::new(Settings::default());
    let first = grouper.add(&report("a", Some("2031-03-04"), "Ferry burns off Northpoint", FIRE));
    assert_eq!(first.changes, [Change::Opened { story: first.story.clone() }]);
    let second = grouper.add(&report("b", Some("2031-03-04"), "Ferry fire off Northpoint: all rescued", SAME));
    assert_eq!(second.changes, [Change::Joined { story: first.story.clone() }]);
    assert_eq!(grouper.resolve(&first.story), Some(first.story.as_str()));
    assert_eq!(grouper.story_of("b"), Some(first.story.as_str()));
    // The same report again changes nothing.
    assert!(grouper.add(&report("b", None, "", SAME)).changes.is_empty());
}

#[test]
fn empty_and_odd_reports_are_placed_too() {
    let reports = [report("a", None, "", ""), report("b", None, "", "…"), report("c", None, " ", "\u{a0}\n\n\"")];
    assert_eq!(group(&reports).iter().map(|story| story.reports.len()).sum::<usize>(), 3);
    assert!(group(&[]).is_empty());
}
