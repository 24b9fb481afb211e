//! The stages joined.

use crate::files;
use crate::ids::Ids;
use rashomon_news::{Annotated, Moment, SideBySide, Story};
use rashomon_read::{Options, Record};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// What the user says beside the sources.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The day for reports that do not tell it.
    pub published: Option<Moment>,
    /// The day of reading.
    pub today: jiff::civil::Date,
}

impl Default for Settings {
    /// Today by the clock: the only place that reads it.
    #[allow(clippy::disallowed_methods)]
    fn default() -> Settings {
        Settings { published: None, today: jiff::ZonedDateTime::now().date() }
    }
}

/// What was read.
#[derive(Debug, Default)]
pub struct Input {
    /// The reports, in the order of the sources.
    pub records: Vec<Record>,
    /// What could not be read, as "place: reason".
    pub failures: Vec<String>,
}

/// Reads all sources; `progress` is told the name of each one before it is opened.
pub fn read(names: &[String], settings: &Settings, progress: &dyn Fn(&str)) -> Input {
    let options = Options { published: settings.published, today: settings.today };
    let (sources, lost) = files::sources(names);
    let mut input = Input::default();
    input.failures.extend(lost.into_iter().map(|(name, reason)| format!("{name}: {reason}")));
    let mut ids = Ids::default();
    for source in sources {
        let name = source.name();
        progress(&name);
        let bytes = match source.open() {
            Ok(bytes) => bytes,
            Err(error) => {
                input.failures.push(format!("{name}: {}", files::reason(&error)));
                continue;
            }
        };
        for record in rashomon_read::records(&name, bytes, &options) {
            match record {
                Ok(mut record) => {
                    let report = match &mut record {
                        Record::Report(report) => report.as_mut(),
                        Record::Annotated(all) => &mut all.report,
                    };
                    report.id = ids.give(&report.id, &name);
                    input.records.push(record);
                }
                Err(failure) => input.failures.push(failure.to_string()),
            }
        }
    }
    input
}

/// Annotates what is not annotated yet, on all cores, in the order it came; `done` is told after each.
pub fn annotate(records: Vec<Record>, done: &(dyn Fn() + Sync)) -> Vec<Annotated> {
    records
        .into_par_iter()
        .map(|record| {
            let all = match record {
                Record::Report(report) => rashomon_annotate::annotate(*report),
                Record::Annotated(all) => *all,
            };
            done();
            all
        })
        .collect()
}

/// The stories among these reports.
pub fn group(reports: &[Annotated]) -> Vec<Story> {
    rashomon_group::group(reports)
}

/// The stories among these reports with all that is found between their reports; all as one story where `one_story`.
pub fn compare(reports: Vec<Annotated>, one_story: bool) -> Vec<SideBySide> {
    let stories = if one_story { rashomon_group::one_story(&reports).into_iter().collect() } else { group(&reports) };
    let mut by_id: BTreeMap<String, Annotated> = reports.into_iter().map(|all| (all.report.id.clone(), all)).collect();
    let sides: Vec<(Story, Vec<Annotated>)> = stories
        .into_iter()
        .map(|story| {
            let members = story.reports.iter().filter_map(|member| by_id.remove(&member.id)).collect();
            (story, members)
        })
        .collect();
    sides
        .into_par_iter()
        .map(|(story, reports)| {
            let findings = rashomon_compare::compare(&story, &reports.iter().collect::<Vec<_>>());
            SideBySide { story, reports, findings }
        })
        .collect()
}
