//! The repository's example from end to end: one bridge collapse told by six outlets, and another that must stay apart.

use serde_json::Value;
use std::path::Path;
use std::process::Command;

fn stories() -> Vec<Value> {
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../example");
    let output = Command::new(env!("CARGO_BIN_EXE_rashomon"))
        .args(["compare", "--json", "--today", "2026-11-26"])
        .arg(example)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let all: Value = serde_json::from_slice(&output.stdout).unwrap();
    all["stories"].as_array().unwrap().clone()
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

/// The story that holds a report.
fn story_of(report: &str) -> Value {
    let holds = |story: &Value| list(story, "reports").iter().any(|one| one["id"] == report);
    stories().into_iter().find(holds).unwrap_or_else(|| panic!("no story holds {report}"))
}

fn words(story: &Value, report: &str) -> String {
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../example");
    let output = Command::new(env!("CARGO_BIN_EXE_rashomon"))
        .args(["read", "--today", "2026-11-26"])
        .arg(example)
        .output()
        .unwrap();
    let rows = String::from_utf8(output.stdout).unwrap();
    let row = rows.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()).find(|row| row["id"] == report);
    assert!(list(story, "reports").iter().any(|one| one["id"] == report));
    row.unwrap()["text"].as_str().unwrap().to_owned()
}

/// The words of the members of a finding, by report.
fn members(story: &Value, finding: &Value) -> Vec<(String, String)> {
    let cut = |member: &Value| {
        let report = member["report"].as_str().unwrap().to_owned();
        let (start, end) = (member["start"].as_u64().unwrap() as usize, member["end"].as_u64().unwrap() as usize);
        let passage = words(story, &report).chars().skip(start).take(end - start).collect();
        (report, passage)
    };
    list(finding, "members").iter().map(cut).collect()
}

#[test]
fn six_outlets_tell_one_story_and_the_other_bridge_stays_apart() {
    let story = story_of("harbour-courier");
    let mut ids: Vec<_> =
        list(&story, "reports").iter().map(|report| report["id"].as_str().unwrap().to_owned()).collect();
    ids.sort();
    assert_eq!(
        ids,
        ["civic-monitor", "coastline-news", "harbour-courier", "lowland-post", "meridian-daily", "radio-velia"]
    );
    assert_eq!(list(&story_of("solm-gazette"), "reports").len(), 1);
}

#[test]
fn a_page_clock_is_no_date_and_company_dates_the_copy() {
    let story = story_of("coastline-news");
    let coastline = list(&story, "reports").iter().find(|report| report["id"] == "coastline-news").unwrap();
    assert_eq!(coastline["published"]["value"], "2026-03-12", "{}", coastline["published"]);
    assert!(coastline["published"]["why"].as_str().unwrap().starts_with("inferred"), "{}", coastline["published"]);
}

#[test]
fn two_translations_of_one_speech_stand_together() {
    let story = story_of("harbour-courier");
    let found = list(&story, "utterances").iter().any(|utterance| {
        let members = members(&story, utterance);
        let has = |report: &str, part: &str| members.iter().any(|(id, words)| id == report && words.contains(part));
        utterance["speaker"] == "Ilse Maran"
            && has("harbour-courier", "We will not rest")
            && has("meridian-daily", "We shall not stop")
    });
    assert!(found, "{:#}", story["utterances"]);
}

#[test]
fn the_wire_copy_counts_once() {
    let story = story_of("lowland-post");
    let copy = list(&story, "copies").iter().find(|copy| {
        let pair = [copy["a"].as_str().unwrap(), copy["b"].as_str().unwrap()];
        pair.contains(&"lowland-post") && pair.contains(&"coastline-news")
    });
    assert_eq!(copy.expect("the copy is found")["origin"], "AFP");
    let origin = |id: &str| list(&story, "reports").iter().find(|report| report["id"] == id).unwrap()["origin"].clone();
    assert_eq!(origin("lowland-post"), origin("coastline-news"));
    assert_ne!(origin("lowland-post"), origin("radio-velia"));
}

#[test]
fn the_toll_grew_and_the_passengers_are_in_conflict() {
    let story = story_of("radio-velia");
    let relation = |parts: &[(&str, &str)]| {
        let with = |fact: &&Value| {
            let members = members(&story, fact);
            parts.iter().all(|(report, part)| members.iter().any(|(id, words)| id == report && words.contains(part)))
        };
        list(&story, "facts").iter().find(with).map(|fact| fact["relation"].as_str().unwrap().to_owned())
    };
    assert_eq!(
        relation(&[("harbour-courier", "Nine"), ("meridian-daily", "Fourteen")]).as_deref(),
        Some("update"),
        "{:#}",
        story["facts"]
    );
    assert_eq!(
        relation(&[("harbour-courier", "212"), ("radio-velia", "187")]).as_deref(),
        Some("conflict"),
        "{:#}",
        story["facts"]
    );
}

#[test]
fn a_claim_of_one_outlet_stands_alone() {
    let story = story_of("civic-monitor");
    let text = words(&story, "civic-monitor");
    let cut = |only: &Value| {
        let (start, end) = (only["start"].as_u64().unwrap() as usize, only["end"].as_u64().unwrap() as usize);
        text.chars().skip(start).take(end - start).collect::<String>()
    };
    let only = list(&story, "only");
    let alone: Vec<_> = only.iter().filter(|only| only["report"] == "civic-monitor").map(cut).collect();
    assert!(alone.iter().any(|words| words.contains("cracks")), "{alone:?}");
    // A copy that breaks off cannot be said to leave something out.
    let coastline =
        only.iter().flat_map(|only| list(only, "missing_from")).filter(|missing| missing["report"] == "coastline-news");
    assert!(coastline.into_iter().all(|missing| missing["state"] == "unknown"));
}
