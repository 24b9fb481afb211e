//! How `group` fares: likeness of pairs, B-cubed, order, growth, speed; each as a printed table.

use crate::gold;
use anyhow::{Context, Result, bail};
use clap::Args;
use rashomon_group::{Grouper, Settings, pair, profile, rarity, words};
use rashomon_news::{Annotated, Report};
use rashomon_read::{Options as Reading, Record};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

/// What to measure.
#[derive(Args)]
pub struct Options {
    /// pairs, order, growth, speed
    pub what: String,
    /// The folder that holds gold/ (default: RASHOMON_GOLD, else ../shared)
    #[arg(long)]
    pub gold: Option<PathBuf>,
}

/// Measures.
pub fn run(options: &Options) -> Result<()> {
    let folder = gold::folder(options.gold.as_deref()).context("the gold data is not there; give --gold DIR")?;
    match options.what.as_str() {
        "errors" => errors(&folder),
        "score" => score(&folder),
        "pairs" => pairs(&folder),
        _ => bail!("nothing is called {:?}", options.what),
    }
}

/// The reports of a file, bare, and the event of each.
fn set(path: &Path) -> Result<(Vec<Annotated>, BTreeMap<String, String>)> {
    let reading = Reading { published: None, today: jiff::civil::date(2100, 1, 1) };
    let name = path.to_string_lossy();
    let mut reports: Vec<Report> = Vec::new();
    for record in rashomon_read::records(&name, Box::new(File::open(path)?), &reading) {
        match record {
            Ok(Record::Report(report)) => reports.push(*report),
            Ok(Record::Annotated(all)) => reports.push(all.report),
            Err(failure) => bail!("{failure}"),
        }
    }
    reports.sort_by_key(|report| (report.day(), report.id.clone()));
    let mut events = BTreeMap::new();
    for line in fs::read_to_string(path)?.lines() {
        let row: Value = serde_json::from_str(line)?;
        if let Some(id) = row["id"].as_str() {
            events.insert(id.to_owned(), row["event_id"].to_string());
        }
    }
    Ok((reports.into_iter().map(Annotated::bare).collect(), events))
}

/// Prints what each pair has in common: set, same event, features, ids.
fn pairs(folder: &Path) -> Result<()> {
    for name in ["news-cluster", "basil"] {
        let (reports, events) = set(&folder.join(format!("gold/group/{name}.jsonl")))?;
        let mut stems = words::Stems::default();
        let mut rarity = rarity::Rarity::default();
        let mut found = Vec::new();
        let mut profiles: Vec<profile::Profile> = Vec::new();
        for all in &reports {
            stems.words(&all.report, &mut found);
            profiles.push(profile::Profile::new(&found, rashomon_group::day(&all.report), &mut rarity));
        }
        for (i, a) in profiles.iter().enumerate() {
            for (j, b) in profiles.iter().enumerate().take(i) {
                let common = pair::Common::of(a, b);
                let event = |at: usize| events.get(&reports[at].report.id);
                let same = u8::from(event(i) == event(j));
                let mut values = common.values().map(|value| format!("{value:.4}")).join(" ");
                values += &format!(" {:.4}", common.gap);
                println!("{name} {same} {i} {j} {} {} {values}", event(i).map_or("-", String::as_str), event(j).map_or("-", String::as_str));
            }
        }
    }
    Ok(())
}

/// B-cubed precision, recall and F1, stories that mix events, stories.
fn cubed(found: &[Vec<String>], events: &BTreeMap<String, String>) -> (f64, f64, f64, usize, usize) {
    let mut sizes: BTreeMap<&str, usize> = BTreeMap::new();
    events.values().for_each(|event| *sizes.entry(event.as_str()).or_insert(0) += 1);
    let (mut precision, mut recall, mut mixed) = (0.0, 0.0, 0);
    for story in found {
        let mut inside: BTreeMap<&str, usize> = BTreeMap::new();
        let known = story.iter().filter_map(|id| events.get(id));
        known.for_each(|event| *inside.entry(event.as_str()).or_insert(0) += 1);
        mixed += usize::from(inside.len() > 1);
        for (event, &count) in &inside {
            precision += (count * count) as f64 / story.len() as f64;
            recall += (count * count) as f64 / sizes[event] as f64;
        }
    }
    let (precision, recall) = (precision / events.len() as f64, recall / events.len() as f64);
    (precision, recall, 2.0 * precision * recall / (precision + recall), mixed, found.len())
}

/// The stream's stories as lists of ids.
fn streamed<'a>(reports: impl Iterator<Item = &'a Annotated>, settings: &Settings) -> Vec<Vec<String>> {
    let mut grouper = Grouper::new(settings.clone());
    let mut ids = Vec::new();
    for all in reports {
        grouper.add(all);
        ids.push(&all.report.id);
    }
    let mut stories: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for id in ids {
        stories.entry(grouper.story_of(id).unwrap_or("")).or_default().push(id.clone());
    }
    stories.into_values().collect()
}

/// Prints B-cubed for the settings given in the environment as `NAME=a,b,…`, every combination.
fn score(folder: &Path) -> Result<()> {
    let sets = ["news-cluster", "basil"].map(|name| set(&folder.join(format!("gold/group/{name}.jsonl"))));
    let [cluster, basil] = sets;
    let sets = [cluster?, basil?];
    let names = ["words", "head", "names", "actors", "strangers", "quoted", "printed", "title", "rare", "rarer", "gap", "bias", "join", "merge", "split", "best"];
    let plain = Settings::default();
    let value = |settings: &Settings, at: usize| match at {
        10 => settings.gap,
        11 => settings.bias,
        12 => settings.join,
        13 => settings.merge,
        14 => settings.split,
        15 => settings.best,
        at => settings.weights[at],
    };
    let mut grid = vec![plain.clone()];
    for (at, name) in names.iter().enumerate() {
        let Ok(told) = std::env::var(name) else { continue };
        let values: Vec<f32> = told.split(',').filter_map(|value| value.parse().ok()).collect();
        let wider = grid.iter().flat_map(|settings| {
            values.iter().map(move |&value| {
                let mut settings = settings.clone();
                match at {
                    10 => settings.gap = value,
                    11 => settings.bias = value,
                    12 => settings.join = value,
                    13 => settings.merge = value,
                    14 => settings.split = value,
                    15 => settings.best = value,
                    at => settings.weights[at] = value,
                }
                settings
            })
        });
        grid = wider.collect();
    }
    for settings in &grid {
        let told = names.iter().enumerate().filter(|(_, name)| std::env::var(name).is_ok());
        let told: Vec<String> = told.map(|(at, name)| format!("{name}={}", value(settings, at))).collect();
        let mut row = String::new();
        for (reports, events) in &sets {
            let (p, r, f, mixed, found) = cubed(&streamed(reports.iter(), settings), events);
            row += &format!(" | {p:.3} {r:.3} {f:.4} mixed {mixed} of {found}");
        }
        println!("{row} | {}", told.join(" "));
    }
    Ok(())
}

/// Prints the stories that mix events and the events that are parted, with headlines.
fn errors(folder: &Path) -> Result<()> {
    for name in ["news-cluster", "basil"] {
        let (reports, events) = set(&folder.join(format!("gold/group/{name}.jsonl")))?;
        let title: BTreeMap<&str, String> = reports
            .iter()
            .map(|all| {
                let title = all.report.title.as_deref().unwrap_or("");
                let day = all.report.day().map(|day| day.to_string()).unwrap_or_default();
                (all.report.id.as_str(), format!("{day} {title}"))
            })
            .collect();
        let found = streamed(reports.iter(), &Settings::default());
        let mut parts: BTreeMap<&str, Vec<&Vec<String>>> = BTreeMap::new();
        for story in &found {
            let mut inside: Vec<&str> = story.iter().filter_map(|id| events.get(id)).map(String::as_str).collect();
            inside.sort();
            inside.dedup();
            if inside.len() > 1 {
                println!("\n{name}: MIXED");
                story.iter().for_each(|id| println!("   {} {}", events[id], title[id.as_str()]));
            }
            inside.into_iter().for_each(|event| parts.entry(event).or_default().push(story));
        }
        for (event, stories) in parts.iter().filter(|(_, stories)| stories.len() > 1) {
            println!("\n{name}: PARTED {event}");
            for story in stories {
                println!("   --");
                let own = story.iter().filter(|id| events[*id] == **event);
                own.for_each(|id| println!("   {}", title[id.as_str()]));
            }
        }
    }
    Ok(())
}
