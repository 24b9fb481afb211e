//! Any reports as one story (three line feeds part them): findings and a page without a panic, passages as their texts have them.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rashomon_news::{Annotated, Report, SideBySide};
use rashomon_text::Text;
use std::collections::BTreeMap;

fuzz_target!(|words: &str| {
    let report = |(place, words): (usize, &str)| Report::new(&format!("r{}", place + 1), Text::new(words));
    let all: Vec<Annotated> =
        words.split("\n\n\n").take(6).enumerate().map(report).map(rashomon_annotate::annotate).collect();
    let Some(story) = rashomon_group::one_story(&all) else { return };
    let by_id: BTreeMap<&str, &Annotated> = all.iter().map(|one| (one.report.id.as_str(), one)).collect();
    let reports: Vec<Annotated> =
        story.reports.iter().filter_map(|member| by_id.get(member.id.as_str()).map(|&one| one.clone())).collect();
    let findings = rashomon_compare::compare(&story, &reports.iter().collect::<Vec<_>>());
    for member in findings.utterances.iter().flat_map(|utterance| utterance.members.iter()) {
        let text = &by_id[member.report.as_str()].report.text;
        assert!(text.range(member.passage.range().start(), member.passage.range().end()).is_some());
        assert_eq!(text.slice(member.passage.range()), member.passage.as_str());
    }
    let page = rashomon_show::html::page(&[SideBySide { story, reports, findings }]);
    assert!(page.ends_with("</html>\n"));
});
