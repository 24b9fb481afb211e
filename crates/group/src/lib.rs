//! Which reports tell of the same event? One at a time, for ever.

mod dating;
mod explain;
mod grouper;
mod hash;
mod index;
mod lines;
mod notes;
#[doc(hidden)]
pub mod pair;
mod part;
#[doc(hidden)]
pub mod profile;
#[doc(hidden)]
pub mod rarity;
mod settings;
mod stories;
mod telling;
#[doc(hidden)]
pub mod words;

pub use explain::{Evidence, Explanation};
pub use grouper::{Change, Grouper, Placement};
pub use settings::Settings;

use rashomon_news::{Annotated, Report, Story};

/// The distinct words of a report as the hashes that the background counts (`xtask train group`), sorted.
pub fn terms(report: &Report) -> Vec<u32> {
    let mut found = Vec::new();
    words::Stems::default().words(report, &mut found);
    profile::stems(&found)
}

/// The stories of a batch: the stream in (date, id) order, nothing else.
pub fn group(reports: &[Annotated]) -> Vec<Story> {
    streamed(reports).stories()
}

/// A stream that has seen these reports in (date, id) order. Undated reports come last: by then their company is known.
pub fn streamed(reports: &[Annotated]) -> Grouper {
    let mut stream: Vec<&Annotated> = reports.iter().collect();
    stream.sort_by_key(|all| (all.report.day().is_none(), all.report.day(), &all.report.id));
    let mut grouper = Grouper::new(Settings::default());
    for all in stream {
        grouper.add(all);
    }
    grouper
}

/// All reports taken as one story, with dates inferred from company (`--one-story`); `None` where there are none.
pub fn one_story(reports: &[Annotated]) -> Option<Story> {
    let mut grouper = streamed(reports);
    grouper.join_all();
    grouper.stories().into_iter().next()
}

/// Days since 1970 of a report's publication.
#[doc(hidden)]
pub fn day(report: &Report) -> Option<i32> {
    report.day().map(since_1970)
}

pub(crate) fn since_1970(day: jiff::civil::Date) -> i32 {
    (day - jiff::civil::Date::constant(1970, 1, 1)).get_days()
}

/// The day that is so many days after 1970.
pub(crate) fn day_of(days: i32) -> jiff::civil::Date {
    let start = jiff::civil::Date::constant(1970, 1, 1);
    start.checked_add(jiff::Span::new().days(days)).unwrap_or(start)
}
