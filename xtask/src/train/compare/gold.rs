//! The stories of the gold, and which pairs of passages it holds for the same.

use anyhow::{Context, Result};
use rashomon_news::{Annotated, Story};
use rashomon_read::{Options, Record};
use rashomon_text::Range;
use rayon::prelude::*;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A story with its answer key.
pub struct Case {
    pub folder: PathBuf,
    pub name: String,
    pub story: Story,
    pub reports: Vec<Annotated>,
    key: BTreeMap<&'static str, Vec<Vec<(String, Range)>>>,
}

/// How much of the shorter and of the longer passage must be shared, as the scorer has it.
const NEED: [(&str, f32, f32); 3] = [("utterances", 0.6, 0.4), ("facts", 0.5, 0.2), ("events", 0.5, 0.2)];

/// All stories of a folder, in the order of their names.
pub fn stories(folder: &Path) -> Result<Vec<Case>> {
    let mut folders: Vec<PathBuf> = std::fs::read_dir(folder)?
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.join("gold.json").is_file())
        .collect();
    folders.sort();
    folders.into_par_iter().map(|folder| case(&folder, &[folder.join("reports.jsonl")], true)).collect()
}

/// The story of these files.
pub fn case(folder: &Path, files: &[PathBuf], one: bool) -> Result<Case> {
    let options = Options { published: None, today: jiff::civil::date(2026, 1, 1) };
    let mut reports = Vec::new();
    for path in files {
        let file = std::fs::File::open(path).with_context(|| format!("cannot open {}", path.display()))?;
        for record in rashomon_read::records(&path.to_string_lossy(), Box::new(file), &options) {
            reports.push(match record {
                Ok(Record::Report(report)) => rashomon_annotate::annotate(*report),
                Ok(Record::Annotated(all)) => *all,
                Err(failure) => anyhow::bail!("{failure}"),
            });
        }
    }
    let story =
        if one { rashomon_group::one_story(&reports) } else { rashomon_group::group(&reports).into_iter().next() }
            .context("no reports")?;
    // Findings want the members in the story's order.
    let mut by_id: BTreeMap<String, Annotated> = reports.into_iter().map(|all| (all.report.id.clone(), all)).collect();
    let reports: Vec<Annotated> = story.reports.iter().filter_map(|member| by_id.remove(&member.id)).collect();
    let key = key(folder, &reports)?;
    let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Ok(Case { folder: folder.to_owned(), name, story, reports, key })
}

/// A passage: report and range.
type Place = (String, Range);
/// The gold's groups of passages, by kind.
type Groups = BTreeMap<&'static str, Vec<Vec<Place>>>;

fn key(folder: &Path, reports: &[Annotated]) -> Result<Groups> {
    let gold: Value = serde_json::from_str(&std::fs::read_to_string(folder.join("gold.json"))?)?;
    let mut out = BTreeMap::new();
    for (kind, _, _) in NEED {
        let groups = gold[kind].as_array().into_iter().flatten().map(|group| {
            group["members"].as_array().into_iter().flatten().filter_map(|member| locate(reports, member)).collect()
        });
        out.insert(kind, groups.collect());
    }
    Ok(out)
}

fn locate(reports: &[Annotated], member: &Value) -> Option<(String, Range)> {
    let id = member["report"].as_str()?;
    let text = &reports.iter().find(|all| all.report.id == id)?.report.text;
    let passage = member["passage"].as_str()?;
    let nth = member["occurrence"].as_u64().unwrap_or(1) as usize - 1;
    let (start, _) = text.as_str().match_indices(passage).nth(nth)?;
    Some((id.to_owned(), text.range(start, start + passage.len())?))
}

fn same(a: Range, b: Range, need: (f32, f32)) -> bool {
    let shared = a.end().min(b.end()).saturating_sub(a.start().max(b.start())) as f32;
    let (short, long) = (a.len().min(b.len()) as f32, a.len().max(b.len()) as f32);
    shared > 0.0 && shared >= need.0 * short && shared >= need.1 * long
}

impl Case {
    /// The gold group that holds both passages, and how many pairs it has.
    pub fn right(&self, kind: &str, a: &(String, Range), b: &(String, Range)) -> Option<(usize, usize)> {
        let need = NEED.iter().find(|need| need.0 == kind).map(|need| (need.1, need.2))?;
        let has = |group: &Vec<(String, Range)>, one: &(String, Range)| {
            group.iter().any(|member| member.0 == one.0 && same(member.1, one.1, need))
        };
        let groups = self.key.get(kind)?;
        let place = groups.iter().position(|group| has(group, a) && has(group, b))?;
        let members = groups[place].len();
        Some((place, members * (members - 1) / 2))
    }

    /// How much of the gold could be found at all: the mean share of each group's pairs that some pair asked about matches.
    pub fn reach(&self, kind: &str, pairs: &[(&Place, &Place)]) -> (f32, usize) {
        let Some(need) = NEED.iter().find(|need| need.0 == kind).map(|need| (need.1, need.2)) else { return (0.0, 0) };
        let mut sum = 0.0;
        let groups = self.key.get(kind).map_or(&[][..], Vec::as_slice);
        for group in groups {
            let (mut have, mut all) = (0, 0);
            for (at, a) in group.iter().enumerate() {
                for b in group[at + 1..].iter().filter(|b| b.0 != a.0) {
                    let is =
                        |one: &(String, Range), other: &(String, Range)| one.0 == other.0 && same(one.1, other.1, need);
                    all += 1;
                    have += usize::from(pairs.iter().any(|(x, y)| is(a, x) && is(b, y) || is(a, y) && is(b, x)));
                }
            }
            sum += have as f32 / (all as f32).max(1.0);
        }
        (sum, groups.len())
    }
}
