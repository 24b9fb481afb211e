//! The stages joined.

use crate::reader::Settings;
use rashomon_annotate::Grammar;
use rashomon_news::{Annotated, Dating, Report, SideBySide, Story, StoryReport};
use rashomon_read::Record;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// How many records are annotated at a time: enough to keep every core busy, few enough to stay in memory.
const BATCH: usize = 256;

/// Among how many reports, at most, `annotate` looks for company that dates a report: all of them are in memory meanwhile.
const COMPANY: usize = 2000;

/// Annotates what is not annotated yet, on all cores, and hands each report on in the order it came.
///
/// Only a batch of records is in memory at a time.
///
/// # Errors
/// The first error of `sink` ends the work.
pub fn annotate_each<E>(
    records: impl Iterator<Item = Record>,
    sink: impl FnMut(Annotated) -> Result<(), E>,
) -> Result<(), E> {
    each(records, annotate_one, sink)
}

/// The same, but reports that tell no date are dated by the company they keep, where there are no more than 2,000 reports.
///
/// # Errors
/// The first error of `sink` ends the work.
pub fn annotate_in_company<E>(
    mut records: impl Iterator<Item = Record>,
    mut sink: impl FnMut(Annotated) -> Result<(), E>,
) -> Result<(), E> {
    let mut held = annotate(records.by_ref().take(COMPANY));
    let rest = records.next();
    if rest.is_none() && held.len() > 1 && held.iter().any(|all| all.report.published.is_none()) {
        let members: BTreeMap<String, Dating> =
            group(&held).into_iter().flat_map(|story| story.reports).map(|member| (member.id, member.dating)).collect();
        held.par_iter_mut().for_each(|all| {
            if let Some(dating) = members.get(&all.report.id) {
                date_by_company(all, dating);
            }
        });
    }
    held.into_iter().try_for_each(&mut sink)?;
    annotate_each(rest.into_iter().chain(records), sink)
}

/// Reckons the times of a report from the day its company gives it.
fn date_by_company(all: &mut Annotated, dating: &Dating) {
    match dating {
        Dating::Inferred(published) => {
            rashomon_annotate::times::redate(all, published.value.day());
            all.dated = Some(published.clone());
        }
        Dating::Bounded { after, before, .. } => rashomon_annotate::times::redate_between(all, *after, *before),
        Dating::Told(_) | Dating::Unknown => {}
    }
}

/// The grammar of each record's report, likewise.
///
/// # Errors
/// The first error of `sink` ends the work.
pub fn grammar_each<E>(
    records: impl Iterator<Item = Record>,
    sink: impl FnMut((Report, Grammar)) -> Result<(), E>,
) -> Result<(), E> {
    let parse = |record: Record| {
        let report = record.into_report();
        let grammar = rashomon_annotate::language::parse(&report);
        (report, grammar)
    };
    each(records, parse, sink)
}

fn each<T: Send, E>(
    mut records: impl Iterator<Item = Record>,
    work: impl Fn(Record) -> T + Sync,
    mut sink: impl FnMut(T) -> Result<(), E>,
) -> Result<(), E> {
    loop {
        let batch: Vec<Record> = records.by_ref().take(BATCH).collect();
        if batch.is_empty() {
            return Ok(());
        }
        let done: Vec<T> = batch.into_par_iter().map(&work).collect();
        done.into_iter().try_for_each(&mut sink)?;
    }
}

/// Annotates all records and keeps them.
pub fn annotate(records: impl Iterator<Item = Record>) -> Vec<Annotated> {
    let mut all = Vec::new();
    let done: Result<(), std::convert::Infallible> = annotate_each(records, |annotated| {
        all.push(annotated);
        Ok(())
    });
    match done {
        Ok(()) => all,
        Err(never) => match never {},
    }
}

fn annotate_one(record: Record) -> Annotated {
    match record {
        Record::Report(report) => rashomon_annotate::annotate(*report),
        Record::Annotated(all) => *all,
    }
}

/// The stories among these reports.
pub fn group(reports: &[Annotated]) -> Vec<Story> {
    rashomon_group::group(reports)
}

/// Why two of these reports are, or are not, of one story; `None` where one of them is not among them.
pub fn explain(reports: &[Annotated], a: &str, b: &str) -> Option<rashomon_group::Explanation> {
    let find = |id: &str| reports.iter().find(|all| all.report.id == id);
    rashomon_group::streamed(reports).explain(find(a)?, find(b)?)
}

/// The stories among these reports with all that is found between their reports; all as one story where `one_story`.
pub fn compare(reports: Vec<Annotated>, one_story: bool) -> Vec<SideBySide> {
    let stories = if one_story { rashomon_group::one_story(&reports).into_iter().collect() } else { group(&reports) };
    let mut by_id: BTreeMap<String, Annotated> = reports.into_iter().map(|all| (all.report.id.clone(), all)).collect();
    let sides: Vec<(Story, Vec<Annotated>)> = stories
        .into_iter()
        .map(|story| {
            let dated = |member: &StoryReport| {
                let mut all = by_id.remove(&member.id)?;
                date_by_company(&mut all, &member.dating);
                Some(all)
            };
            let members = story.reports.iter().filter_map(dated).collect();
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

/// Everything from sources to findings, for callers who need no more.
pub fn side_by_side(names: &[PathBuf], settings: &Settings) -> (Vec<SideBySide>, Vec<String>) {
    let mut reader = crate::Reader::new(names, settings);
    let reports = annotate(&mut reader);
    (compare(reports, false), reader.failures())
}
