//! The stream: what joins, what stays apart, which ids stay, what dates what.

use proptest::prelude::*;
use rashomon_group::{Change, Grouper, Settings, group};
use rashomon_news::{Annotated, Dating, Published, Report, Rule};
use rashomon_text::Text;
use std::collections::BTreeMap;

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

const TALKS: &str = "Chancellor Odalys Brenk told envoys in Port Sarro on Thursday that Velia would keep arming the government of Karsan. \
    \"Without the army of Karsan nobody will drive the rebels from the river towns of the north or from the capital,\" Brenk said. \
    President Ruvo Tal of Karsan has fought the rebels for three years, and Velia has sent his army guns and grain.";
/// The same people and the same war; another day's news.
const INTERVIEW: &str = "Velia speaks with the opposition of Karsan as well as with its government, Chancellor Odalys Brenk told a weekly. \
    On 2 December Velia began to bomb the rebels in Karsan. President Ruvo Tal of Karsan is ready to talk, Brenk said, \
    and the army and the rebels of Karsan have both asked Velia for grain.";

/// How the reports fall into stories, by id.
fn stories(reports: &[Annotated]) -> Vec<Vec<String>> {
    let ids = |story: &rashomon_news::Story| {
        let mut ids: Vec<String> = story.reports.iter().map(|report| report.id.clone()).collect();
        ids.sort();
        ids
    };
    group(reports).iter().map(ids).collect()
}

#[test]
fn an_undated_report_joins_by_a_quotation_and_never_before_a_day_that_it_looks_back_on() {
    let talks = |day| report("a", day, "Brenk: Velia will arm Karsan", TALKS);
    let copied = format!("{} He spoke on Thursday.", TALKS.split_once("told envoys").map_or("", |(_, rest)| rest));
    // Whatever its date, the same quotation is of the same event.
    for day in [Some("2031-11-06"), None] {
        assert_eq!(stories(&[talks(day), report("b", None, "", &copied)]).len(), 1, "{day:?}");
    }
    // A day that it looks back on had not come yet.
    for back in ["On 2 December", "On December 2"] {
        let later = INTERVIEW.replace("On 2 December", back);
        assert_eq!(stories(&[talks(Some("2031-11-06")), report("b", None, "", &later)]).len(), 2, "{back}");
    }
}

#[test]
fn a_story_whose_members_prove_to_be_of_two_events_is_parted() {
    // Everything joins here, so that only the later look parts it.
    let mut grouper = Grouper::new(Settings { join: -20.0, ..Settings::default() });
    let mut changes = Vec::new();
    for (id, text) in [("a", FIRE), ("b", TALKS), ("c", SAME), ("d", TALKS)] {
        let text = format!("{text}\n\nAlso today: Quillon Verrat wins the Ostermoor regatta.");
        changes.extend(grouper.add(&report(id, Some("2031-03-04"), "", &text)).changes);
    }
    let split = changes.iter().find_map(|change| match change {
        Change::Split { from, into, reports } => Some((from, into, reports)),
        _ => None,
    });
    let (from, into, left) = split.expect("no split");
    assert_eq!(left, &["b", "d"]);
    assert_eq!([grouper.story_of("a"), grouper.story_of("c")], [Some(from.as_str()); 2]);
    assert_eq!([grouper.story_of("b"), grouper.story_of("d")], [Some(into.as_str()); 2]);
    assert_eq!(grouper.resolve(into), Some(into.as_str()));
}

#[test]
fn two_stories_that_prove_to_be_one_are_merged_and_the_old_id_leads_on() {
    let mut grouper = Grouper::new(Settings { merge: -20.0, ..Settings::default() });
    let one = grouper.add(&report("a", Some("2031-03-04"), "", FIRE)).story;
    let other = grouper.add(&report("b", Some("2031-03-04"), "", TALKS)).story;
    assert_ne!(one, other);
    let both = format!("{FIRE}\n\n{TALKS}");
    let placed = grouper.add(&report("c", Some("2031-03-04"), "", &both));
    let merged = Change::Merged { from: other.clone(), into: one.clone() };
    assert!(placed.changes.contains(&merged), "{:?}", placed.changes);
    assert_eq!(grouper.resolve(&other), Some(one.as_str()));
}

/// A small report of one of a few events, in words of its own and of the event.
fn drawn() -> impl Strategy<Value = (u8, u8, bool, Vec<u8>)> {
    (0..6_u8, 1..20_u8, any::<bool>(), proptest::collection::vec(0..40_u8, 5..60))
}

fn written(at: usize, (event, day, dated, words): &(u8, u8, bool, Vec<u8>)) -> Annotated {
    let word = |&word: &u8| match word % 4 {
        0 => format!("Nam{}{}", char::from(b'a' + event), char::from(b'a' + word / 4)),
        1 => format!("thing{}{}", char::from(b'a' + event), char::from(b'a' + word / 4)),
        _ => format!("word{}", char::from(b'a' + word / 2)),
    };
    let text = words.iter().map(word).collect::<Vec<_>>().join(" ");
    let day = dated.then(|| format!("2031-05-{day:02}"));
    report(&format!("r{at:02}"), day.as_deref(), "", &format!("The {text}."))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_batch_is_the_stream_in_order_of_date_and_id(drawn in proptest::collection::vec(drawn(), 1..24), turn in 0..24_usize) {
        let reports: Vec<Annotated> = drawn.iter().enumerate().map(|(at, one)| written(at, one)).collect();
        let mut turned = reports.clone();
        turned.rotate_left(turn % reports.len());
        turned.reverse();
        prop_assert_eq!(group(&reports), group(&turned));
        let mut ordered: Vec<&Annotated> = reports.iter().collect();
        ordered.sort_by_key(|all| (all.report.day().is_none(), all.report.day(), all.report.id.clone()));
        let mut grouper = Grouper::new(Settings::default());
        ordered.iter().for_each(|all| drop(grouper.add(all)));
        prop_assert_eq!(grouper.stories(), group(&reports));
    }

    #[test]
    fn what_is_told_is_what_became_of_it(drawn in proptest::collection::vec(drawn(), 1..40), loose in any::<bool>(), window in 3..40_usize) {
        // A loose stream merges and parts more often.
        let join = if loose { -3.0 } else { 0.0 };
        let mut grouper = Grouper::new(Settings { join, merge: join, window, ..Settings::default() });
        let mut told: BTreeMap<String, String> = BTreeMap::new();
        let mut ids: Vec<String> = Vec::new();
        for (at, one) in drawn.iter().enumerate() {
            let all = written(at, one);
            let placement = grouper.add(&all);
            for change in &placement.changes {
                match change {
                    Change::Opened { story } => {
                        ids.push(story.clone());
                        told.insert(all.report.id.clone(), story.clone());
                    }
                    Change::Joined { story } => drop(told.insert(all.report.id.clone(), story.clone())),
                    Change::Merged { from, into } => {
                        told.values_mut().filter(|story| *story == from).for_each(|story| story.clone_from(into));
                    }
                    Change::Split { into, reports, .. } => {
                        ids.push(into.clone());
                        reports.iter().for_each(|report| drop(told.insert(report.clone(), into.clone())));
                    }
                    Change::Dated { .. } | Change::RunsOn { .. } => {}
                }
            }
            for (report, story) in &told {
                prop_assert_eq!(grouper.story_of(report), Some(story.as_str()));
            }
            for id in &ids {
                let now = grouper.resolve(id);
                prop_assert!(now.is_some_and(|now| told.values().any(|story| story == now)), "{} leads to {:?}", id, now);
            }
        }
    }
}

/// The dating of the report with an id, all reports taken as one story.
fn dating(reports: &[Annotated], id: &str) -> Dating {
    let story = rashomon_group::one_story(reports).expect("a story");
    story.reports.into_iter().find(|report| report.id == id).expect("the report").dating
}

#[test]
fn reports_taken_as_one_story_are_not_given_a_day_that_their_text_speaks_against() {
    let known = report("a", Some("2031-11-06"), "Brenk: Velia will arm Karsan", TALKS);
    let by_names = INTERVIEW.replace("On 2 December Velia began", "Velia has begun");
    let Dating::Inferred(same) = dating(&[known.clone(), report("b", None, "", &by_names)], "b") else { panic!() };
    assert_eq!(same.value.to_string(), "2031-11-06");
    let Dating::Bounded { after, before, .. } = dating(&[known, report("b", None, "", INTERVIEW)], "b") else {
        panic!()
    };
    assert_eq!((after.map(|day| day.to_string()).as_deref(), before), (Some("2031-12-02"), None));
}

#[test]
fn later_this_month_is_not_a_day_of_the_coming_week() {
    // 6 November 2031 is a Thursday: its Mondays to come are the 10th, 17th and 24th.
    let expects = |when: &str| {
        let text = format!("{TALKS} Brenk will meet President Tal of Karsan in Port Sarro {when}.");
        report("a", Some("2031-11-06"), "Brenk: Velia will arm Karsan", &text)
    };
    let text =
        "Velia gave Karsan grain. On Monday Brenk is to meet President Tal of Karsan in Port Sarro, her office said.";
    let bounds = |when: &str| match dating(&[expects(when), report("b", None, "", text)], "b") {
        Dating::Bounded { after, before, .. } => [after, before].map(|day| day.map(|day| day.to_string())),
        other => panic!("{when}: {other:?}"),
    };
    let days = |after: &str, before: &str| [Some(after.to_owned()), Some(before.to_owned())];
    assert_eq!(bounds("next week"), days("2031-11-04", "2031-11-09"));
    assert_eq!(bounds("later this month"), days("2031-11-11", "2031-11-23"));
    assert_eq!(bounds("next month"), days("2031-11-25", "2031-12-28"));
}
