//! The stories with an answer key, and which pairs of passages it holds for the same.
//!
//! Three sources: the gold's own stories; stories written for this project (`xtask/stories`, invented from the first word to the last);
//! and keys for reports of the same events in PolNeAR's training part (offsets only, the texts stay where they are).

use anyhow::{Context, Result};
use rashomon_news::{Annotated, Story};
use rashomon_read::{Options, Record};
use rashomon_text::{Offsets, Range};
use rayon::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};

/// Where a story comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The gold: the figures are taken on it.
    Gold,
    /// Written for this project.
    Written,
    /// Reports of PolNeAR.
    Polnear,
}

/// A story with its answer key.
pub struct Case {
    pub folder: PathBuf,
    pub name: String,
    pub source: Source,
    pub story: Story,
    pub reports: Vec<Annotated>,
    key: Groups,
}

/// How much of the shorter and of the longer passage must be shared, as the scorer has it.
const NEED: [(&str, f32, f32); 3] = [("utterances", 0.6, 0.4), ("facts", 0.5, 0.2), ("events", 0.5, 0.2)];

/// All stories: those of the gold first, each kind in the order of names.
pub fn all(gold: &Path, written: &Path) -> Result<Vec<Case>> {
    let mut cases = stories(&gold.join("compare/stories"), Source::Gold)?;
    cases.extend(stories(written, Source::Written)?);
    cases.extend(polnear(&gold.join("quotes/polnear-train.jsonl"), &written.join("polnear.json"))?);
    Ok(cases)
}

fn stories(folder: &Path, source: Source) -> Result<Vec<Case>> {
    let mut folders: Vec<PathBuf> = std::fs::read_dir(folder)
        .with_context(|| format!("cannot list {}", folder.display()))?
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.join("gold.json").is_file())
        .collect();
    folders.sort();
    let case = |folder: &PathBuf| case(folder, &[folder.join("reports.jsonl")], source);
    folders.par_iter().map(case).collect()
}

/// The one story of these files, with the key of their folder.
pub fn case(folder: &Path, files: &[PathBuf], source: Source) -> Result<Case> {
    let mut reports = Vec::new();
    for path in files {
        let file = std::fs::File::open(path).with_context(|| format!("cannot open {}", path.display()))?;
        reports.extend(annotated(&path.to_string_lossy(), Box::new(file))?);
    }
    let key = serde_json::from_str(&std::fs::read_to_string(folder.join("gold.json"))?)?;
    Case::new(folder, source, reports, &key)
}

/// The stories among PolNeAR's reports.
fn polnear(texts: &Path, keys: &Path) -> Result<Vec<Case>> {
    let keys: BTreeMap<String, Value> = serde_json::from_str(&std::fs::read_to_string(keys)?)?;
    let rows = std::fs::read_to_string(texts).with_context(|| format!("cannot open {}", texts.display()))?;
    let mut by_id: BTreeMap<String, Value> = BTreeMap::new();
    for row in rows.lines() {
        let row: Value = serde_json::from_str(row)?;
        by_id.insert(row["id"].as_str().unwrap_or_default().to_owned(), row["text"].clone());
    }
    let case = |(name, key): (&String, &Value)| {
        let mut lines = String::new();
        for report in key["reports"].as_array().into_iter().flatten() {
            let id = report["id"].as_str().unwrap_or_default();
            let text = by_id.get(id).with_context(|| format!("no report {id}"))?;
            // The first word of an id is its outlet.
            let outlet = id.split('_').next();
            let row = json!({"id": id, "text": text, "published": report["published"], "outlet": outlet});
            lines.push_str(&row.to_string());
            lines.push('\n');
        }
        let reports = annotated("polnear.jsonl", Box::new(Cursor::new(lines)))?;
        Case::new(Path::new(name), Source::Polnear, reports, key)
    };
    keys.par_iter().map(case).collect()
}

fn annotated(name: &str, bytes: Box<dyn Read + Send>) -> Result<Vec<Annotated>> {
    let options = Options { published: None, today: jiff::civil::date(2026, 1, 1) };
    let one = |record| match record {
        Ok(Record::Report(report)) => Ok(rashomon_annotate::annotate(*report)),
        Ok(Record::Annotated(all)) => Ok(*all),
        Err(failure) => anyhow::bail!("{failure}"),
    };
    rashomon_read::records(name, bytes, &options).map(one).collect()
}

/// A passage: report and range.
pub type Place = (String, Range);
/// The gold's groups of passages, by kind.
type Groups = BTreeMap<&'static str, Vec<Vec<Place>>>;

fn key(gold: &Value, reports: &[Annotated]) -> Groups {
    let mut out = BTreeMap::new();
    for (kind, _, _) in NEED {
        let groups = gold[kind].as_array().into_iter().flatten().map(|group| {
            group["members"].as_array().into_iter().flatten().filter_map(|member| locate(reports, member)).collect()
        });
        out.insert(kind, groups.collect());
    }
    out
}

/// Where a member stands: by code points, or by its words.
fn locate(reports: &[Annotated], member: &Value) -> Option<Place> {
    let id = member["report"].as_str()?;
    let text = &reports.iter().find(|all| all.report.id == id)?.report.text;
    let range = match (member["start"].as_u64(), member["end"].as_u64(), member["passage"].as_str()) {
        (Some(start), Some(end), _) => {
            let offsets = Offsets::new(text.as_str());
            text.range(offsets.byte(start as usize)?, offsets.byte(end as usize)?)?
        }
        (_, _, Some(passage)) => {
            let nth = member["occurrence"].as_u64().unwrap_or(1) as usize - 1;
            let (start, _) = text.as_str().match_indices(passage).nth(nth)?;
            text.range(start, start + passage.len())?
        }
        _ => return None,
    };
    Some((id.to_owned(), range))
}

/// What of the shorter and of the longer passage must be shared.
fn need(kind: &str) -> Option<(f32, f32)> {
    NEED.iter().find(|need| need.0 == kind).map(|need| (need.1, need.2))
}

fn same(a: Range, b: Range, need: (f32, f32)) -> bool {
    let shared = a.end().min(b.end()).saturating_sub(a.start().max(b.start())) as f32;
    let (short, long) = (a.len().min(b.len()) as f32, a.len().max(b.len()) as f32);
    shared > 0.0 && shared >= need.0 * short && shared >= need.1 * long
}

impl Case {
    fn new(folder: &Path, source: Source, reports: Vec<Annotated>, gold: &Value) -> Result<Case> {
        let story = rashomon_group::one_story(&reports).context("no reports")?;
        // Findings want the members in the story's order.
        let mut by_id: BTreeMap<String, Annotated> =
            reports.into_iter().map(|all| (all.report.id.clone(), all)).collect();
        let reports: Vec<Annotated> = story.reports.iter().filter_map(|member| by_id.remove(&member.id)).collect();
        let key = key(gold, &reports);
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Ok(Case { folder: folder.to_owned(), name, source, story, reports, key })
    }

    /// The gold group that holds both passages, and how many pairs it has.
    pub fn right(&self, kind: &str, a: &(String, Range), b: &(String, Range)) -> Option<(usize, usize)> {
        let need = need(kind)?;
        let has = |group: &Vec<(String, Range)>, one: &(String, Range)| {
            group.iter().any(|member| member.0 == one.0 && same(member.1, one.1, need))
        };
        let groups = self.key.get(kind)?;
        let place = groups.iter().position(|group| has(group, a) && has(group, b))?;
        let members = groups[place].len();
        Some((place, members * (members - 1) / 2))
    }

    /// The groups of the key.
    pub fn groups(&self, kind: &str) -> &[Vec<Place>] {
        self.key.get(kind).map_or(&[], Vec::as_slice)
    }

    /// Whether a group of the key has a passage.
    pub fn holds(&self, kind: &str, group: usize, one: &Place) -> bool {
        let group = self.groups(kind).get(group);
        need(kind)
            .zip(group)
            .is_some_and(|(need, group)| group.iter().any(|member| member.0 == one.0 && same(member.1, one.1, need)))
    }

    /// How much of the gold could be found at all: the mean share of each group's pairs that some pair asked about matches.
    pub fn reach(&self, kind: &str, pairs: &[(&Place, &Place)]) -> (f32, usize) {
        let Some(need) = need(kind) else { return (0.0, 0) };
        let mut sum = 0.0;
        let groups = self.groups(kind);
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
