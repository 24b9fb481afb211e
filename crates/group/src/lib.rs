//! Which reports tell of the same event? One at a time, for ever.

use rashomon_news::{Annotated, Dating, Story, StoryReport};

/// The stories of a batch: the stream in (date, id) order, nothing else.
pub fn group(reports: &[Annotated]) -> Vec<Story> {
    reports.iter().map(alone).collect()
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
