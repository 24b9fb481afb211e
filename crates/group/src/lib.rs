//! Which reports tell of the same event? One at a time, for ever.

mod grouper;
mod hash;
mod index;
#[doc(hidden)]
pub mod pair;
#[doc(hidden)]
pub mod profile;
#[doc(hidden)]
pub mod rarity;
mod settings;
mod stories;
#[doc(hidden)]
pub mod words;

pub use grouper::{Change, Grouper, Placement};
pub use settings::Settings;

use rashomon_news::{Annotated, Dating, Report, Story, StoryReport};
use std::collections::BTreeMap;

/// The distinct words of a report as the hashes that the background counts (`xtask train group`), sorted.
pub fn terms(report: &Report) -> Vec<u32> {
    let mut found = Vec::new();
    words::Stems::default().words(report, &mut found);
    profile::stems(&found)
}

/// The stories of a batch: the stream in (date, id) order, nothing else.
pub fn group(reports: &[Annotated]) -> Vec<Story> {
    let mut stream: Vec<&Annotated> = reports.iter().collect();
    // Undated reports come last: by then their company is known.
    stream.sort_by_key(|all| (all.report.day().is_none(), all.report.day(), &all.report.id));
    let mut grouper = Grouper::new(Settings::default());
    for all in &stream {
        grouper.add(all);
    }
    let by_id: BTreeMap<&str, &Annotated> = reports.iter().map(|all| (all.report.id.as_str(), all)).collect();
    let stories = grouper.stories.living().map(|story| grouper.stories.get(story));
    stories
        .map(|held| {
            let members =
                held.members.iter().filter_map(|&member| by_id.get(grouper.reports[member as usize].id.as_str()));
            let mut reports: Vec<StoryReport> = members.map(|all| member(all)).collect();
            reports.sort_by_key(|report| (report.dating.moment().map(|moment| moment.day()), report.id.clone()));
            Story { id: held.id.clone(), title: None, span: None, storyline: held.id.clone(), reports }
        })
        .collect()
}

/// All reports taken as one story, with dates inferred from company (`--one-story`).
pub fn one_story(reports: &[Annotated]) -> Option<Story> {
    let mut story = alone(reports.first()?);
    story.reports = reports.iter().map(member).collect();
    Some(story)
}

fn alone(all: &Annotated) -> Story {
    Story {
        id: all.report.id.clone(),
        title: all.report.title.clone(),
        span: all.report.day().map(|day| (day, day)),
        storyline: all.report.id.clone(),
        reports: vec![member(all)],
    }
}

fn member(all: &Annotated) -> StoryReport {
    let dating = all.report.published.clone().map_or(Dating::Unknown, Dating::Told);
    StoryReport { id: all.report.id.clone(), dating }
}

/// Days since 1970 of a report's publication.
#[doc(hidden)]
pub fn day(report: &Report) -> Option<i32> {
    let day = report.day()?;
    Some((day - jiff::civil::date(1970, 1, 1)).get_days())
}
