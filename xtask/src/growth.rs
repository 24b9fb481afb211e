//! How `group` fares: B-cubed and errors on the gold, order, growth and speed; each as a printed table. And how `compare` grows.

mod compare;
mod made;

use crate::gold;
use anyhow::{Context, Result, bail};
use clap::Args;
use made::{A_DAY, Made};
use rashomon_group::{Grouper, Settings};
use rashomon_news::{Annotated, Report};
use rashomon_read::{Options as Reading, Record};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::Instant;

/// What to measure.
#[derive(Args)]
pub struct Options {
    /// score, errors, explain, subsets, undated, order, speed, growth; compare: the time of a comparison as its story grows
    pub what: String,
    /// For explain: a JSON Lines file and two ids in it; for subsets: such a file and its events as `a,b,c d e`; for growth: how many reports (default 1000000); for compare: a file whose reports are taken as one story (default: made reports)
    pub more: Vec<String>,
    /// The folder that holds gold/ (default: RASHOMON_GOLD, else ../shared)
    #[arg(long)]
    pub gold: Option<PathBuf>,
}

/// Measures.
pub fn run(options: &Options) -> Result<()> {
    if options.what == "compare" {
        return compare::growth(&options.more);
    }
    let folder = gold::folder(options.gold.as_deref()).context("the gold data is not there; give --gold DIR")?;
    match options.what.as_str() {
        "score" => score(&folder),
        "errors" => errors(&folder),
        "explain" => explain(&options.more),
        "subsets" => subsets(&options.more),
        "undated" => undated(&folder),
        "order" => order(&folder),
        "speed" => speed(&folder),
        "growth" => growth(&folder, options.more.first().map_or(Ok(1_000_000), |count| count.parse())?),
        _ => bail!("nothing is called {:?}", options.what),
    }
}

/// The events of a set by report.
type Events = BTreeMap<String, String>;

/// The reports of a file, bare, and the event of each.
fn set(path: &Path) -> Result<(Vec<Annotated>, Events)> {
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
    let mut events = BTreeMap::new();
    for line in fs::read_to_string(path)?.lines() {
        let row: Value = serde_json::from_str(line)?;
        if let Some(id) = row["id"].as_str() {
            events.insert(id.to_owned(), row["event_id"].to_string());
        }
    }
    let mut reports: Vec<Annotated> = reports.into_iter().map(Annotated::bare).collect();
    sort(&mut reports);
    Ok((reports, events))
}

/// Puts reports in order of (date, id), undated ones last.
fn sort(reports: &mut [Annotated]) {
    reports.sort_by_key(|all| (all.report.day().is_none(), all.report.day(), all.report.id.clone()));
}

/// The labelled sets.
fn sets(folder: &Path) -> Result<Vec<(&'static str, Vec<Annotated>, Events)>> {
    let read = |name| set(&folder.join(format!("gold/group/{name}.jsonl"))).map(|(all, events)| (name, all, events));
    ["news-cluster", "basil"].into_iter().map(read).collect()
}

/// B-cubed precision, recall and F1, and how many stories mix events.
fn cubed(found: &[Vec<String>], events: &Events) -> (f64, f64, f64, usize) {
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
    (precision, recall, 2.0 * precision * recall / (precision + recall), mixed)
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

/// The numbers of the settings by name, for the grid.
fn number<'a>(settings: &'a mut Settings, name: &str) -> Option<&'a mut f32> {
    let words = ["words", "head", "title", "rare", "rarer", "strangers", "quoted", "printed", "apart", "vague"];
    if let Some(at) = words.iter().position(|&word| word == name) {
        return settings.weights.get_mut(at);
    }
    Some(match name {
        "gap" => &mut settings.gap,
        "far" => &mut settings.vague,
        "undated" => &mut settings.undated,
        "specific" => &mut settings.specific,
        "after" => &mut settings.after,
        "bias" => &mut settings.bias,
        "join" => &mut settings.join,
        "merge" => &mut settings.merge,
        "split" => &mut settings.split,
        "best" => &mut settings.best,
        _ => return None,
    })
}

/// The settings given in the environment as `GROUP="name=a,b name=c"`, every combination.
fn grid() -> Result<Vec<(String, Settings)>> {
    let mut grid = vec![(String::new(), Settings::default())];
    for told in std::env::var("GROUP").unwrap_or_default().split_whitespace() {
        let (name, values) = told.split_once('=').context("say name=value,value")?;
        let mut wider = Vec::new();
        for (row, settings) in &grid {
            for value in values.split(',') {
                let mut settings = settings.clone();
                *number(&mut settings, name).context("no such number")? = value.parse()?;
                wider.push((format!("{row} {name}={value}"), settings));
            }
        }
        grid = wider;
    }
    Ok(grid)
}

/// Prints B-cubed for the settings given in the environment as `GROUP="name=a,b name=c"`, every combination.
fn score(folder: &Path) -> Result<()> {
    let sets = sets(folder)?;
    let grid = grid()?;
    for (row, settings) in &grid {
        for (_, reports, events) in &sets {
            let found = streamed(reports.iter(), settings);
            let (p, r, f, mixed) = cubed(&found, events);
            print!("{p:.3} {r:.3} {f:.4} mixed {mixed} of {} | ", found.len());
        }
        println!("{row}");
    }
    Ok(())
}

/// Prints the stories that mix events and the events that are parted, with headlines.
fn errors(folder: &Path) -> Result<()> {
    for (name, reports, events) in sets(folder)? {
        let told = |all: &Annotated| {
            let day = all.report.day().map(|day| day.to_string()).unwrap_or_default();
            format!(
                "{} {day} {}",
                &all.report.id[..all.report.id.len().min(8)],
                all.report.title.as_deref().unwrap_or("")
            )
        };
        let title: BTreeMap<&str, String> = reports.iter().map(|all| (all.report.id.as_str(), told(all))).collect();
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

/// The reports of a file, annotated where its rows are.
fn records(path: &str) -> Result<Vec<Annotated>> {
    let reading = Reading { published: None, today: jiff::civil::date(2100, 1, 1) };
    let mut reports = Vec::new();
    for record in rashomon_read::records(path, Box::new(File::open(path)?), &reading) {
        match record {
            Ok(Record::Report(report)) => reports.push(Annotated::bare(*report)),
            Ok(Record::Annotated(all)) => reports.push(*all),
            Err(failure) => bail!("{failure}"),
        }
    }
    Ok(reports)
}

/// Groups every subset of a file's reports and prints where two events share a story, and how often an event is whole.
fn subsets(more: &[String]) -> Result<()> {
    let [path, events @ ..] = more else { bail!("say which file, and its events as a,b,c d e") };
    let reports = records(path)?;
    if reports.len() > 12 {
        bail!("{} reports have too many subsets", reports.len());
    }
    let event = |id: &str| events.iter().position(|event| event.split(',').any(|member| member == id));
    let (mut mixed, mut whole, mut of) = (0, 0, 0);
    for subset in 1..1_usize << reports.len() {
        let some: Vec<Annotated> =
            reports.iter().enumerate().filter(|(at, _)| subset >> at & 1 == 1).map(|(_, all)| all.clone()).collect();
        let stories = rashomon_group::group(&some);
        for story in &stories {
            let told: Vec<&str> = story.reports.iter().map(|report| report.id.as_str()).collect();
            if told.iter().any(|id| event(id) != event(told[0])) {
                mixed += 1;
                let all: Vec<&str> = some.iter().map(|all| all.report.id.as_str()).collect();
                println!("{}: {} in one story", all.join(" "), told.join(" "));
            }
        }
        let mut inside: Vec<Option<usize>> = some.iter().map(|all| event(&all.report.id)).collect();
        inside.sort_unstable();
        for many in inside.chunk_by(|a, b| a == b).filter(|many| many.len() > 1) {
            of += 1;
            let holds = |story: &rashomon_news::Story| {
                story.reports.iter().filter(|report| event(&report.id) == many[0]).count() == many.len()
            };
            whole += usize::from(stories.iter().any(holds));
        }
    }
    println!("{mixed} stories mix events; {whole} of {of} events of two or more reports are whole");
    Ok(())
}

/// Takes the dates from a third of the reports, and prints what that does to B-cubed in the mean of some rounds.
fn undated(folder: &Path) -> Result<()> {
    let sets = sets(folder)?;
    for (row, settings) in grid()? {
        for (_, reports, events) in &sets {
            let mut sums = [0.0; 4];
            for seed in 1..=ROUNDS {
                let mut dice = Dice(seed);
                let mut some = reports.clone();
                for all in &mut some {
                    if dice.roll(3) == 0 {
                        all.report.published = None;
                    }
                }
                sort(&mut some);
                let (p, r, f, mixed) = cubed(&streamed(some.iter(), &settings), events);
                [p, r, f, mixed as f64].iter().zip(&mut sums).for_each(|(one, sum)| *sum += one / ROUNDS as f64);
            }
            let [p, r, f, mixed] = sums;
            print!("{p:.3} {r:.3} {f:.4} mixed {mixed:.1} | ");
        }
        println!("{row}");
    }
    Ok(())
}

/// How often dates are taken away.
const ROUNDS: u64 = 5;

/// Prints the stories of a file, and why two of its reports are together or not.
fn explain(more: &[String]) -> Result<()> {
    let reports = records(more.first().context("say which file")?)?;
    let mut grouper = rashomon_group::streamed(&reports);
    if let [_, a, b] = more {
        let find = |id: &str| reports.iter().find(|all| all.report.id == id).context("no such id");
        println!("{:#?}", grouper.explain(find(a)?, find(b)?));
        return Ok(());
    }
    for story in grouper.stories() {
        println!("{story:#?}");
    }
    for (at, a) in reports.iter().enumerate() {
        for b in &reports[..at] {
            let Some(told) = grouper.explain(a, b) else { continue };
            let row = told.evidence.iter().map(|one| format!("{} {:.2}", one.what, one.weight));
            println!(
                "{} {} {:.3} {:?}: {}",
                a.report.id,
                b.report.id,
                told.probability,
                told.link,
                row.collect::<Vec<_>>().join(", ")
            );
        }
    }
    Ok(())
}

/// A small generator of numbers, the same everywhere (SplitMix64).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % below.max(1) as u64) as usize
    }
}

/// Shuffles the reports of each day 20 times and prints what that does to B-cubed.
fn order(folder: &Path) -> Result<()> {
    println!("set           least   most    spread  mixed");
    for (name, mut reports, events) in sets(folder)? {
        let mut scores = Vec::new();
        let mut mixes = Vec::new();
        for seed in 0..=20 {
            // The first is the order of a batch.
            if seed > 0 {
                let mut dice = Dice(seed);
                for day in reports.chunk_by_mut(|a, b| a.report.day() == b.report.day()) {
                    (1..day.len()).for_each(|at| day.swap(at, dice.roll(at + 1)));
                }
            }
            let (_, _, f, mixed) = cubed(&streamed(reports.iter(), &Settings::default()), &events);
            scores.push(f);
            mixes.push(mixed);
        }
        let least = scores.iter().copied().fold(1.0, f64::min);
        let most = scores.iter().copied().fold(0.0, f64::max);
        let (few, many) = (mixes.iter().min().copied().unwrap_or(0), mixes.iter().max().copied().unwrap_or(0));
        println!("{name:<13} {least:.4}  {most:.4}  {:.4}  {few}–{many}", most - least);
    }
    Ok(())
}

/// The corpus, bare, in order.
fn corpus(folder: &Path) -> Result<Vec<Annotated>> {
    let mut rows = String::new();
    let file = File::open(folder.join("gold/corpus/allsides.jsonl.gz"))?;
    flate2::read::GzDecoder::new(file).read_to_string(&mut rows)?;
    let reading = Reading { published: None, today: jiff::civil::date(2100, 1, 1) };
    let mut reports = Vec::new();
    for record in rashomon_read::records("allsides.jsonl", Box::new(std::io::Cursor::new(rows)), &reading) {
        if let Ok(Record::Report(report)) = record {
            reports.push(Annotated::bare(*report));
        }
    }
    sort(&mut reports);
    Ok(reports)
}

/// Prints how many reports of the corpus are placed in a second, on one core, and what came of it.
fn speed(folder: &Path) -> Result<()> {
    let reports = corpus(folder)?;
    println!("reports  seconds  a second  stories  largest  storylines  longest");
    for _ in 0..3 {
        let start = spent();
        let grouper = rashomon_group::streamed(&reports);
        let seconds = spent() - start;
        let stories = grouper.stories();
        let largest = stories.iter().map(|story| story.reports.len()).max().unwrap_or(0);
        let mut lines: BTreeMap<&str, usize> = BTreeMap::new();
        stories.iter().for_each(|story| *lines.entry(&story.storyline).or_insert(0) += story.reports.len());
        let longest = lines.values().max().copied().unwrap_or(0);
        let speed = reports.len() as f64 / seconds;
        println!(
            "{:>7}  {seconds:>7.2}  {speed:>8.0}  {:>7}  {largest:>7}  {:>10}  {longest:>7}",
            reports.len(),
            stories.len(),
            lines.len()
        );
    }
    Ok(())
}

/// Seconds that this thread has worked, others' work on the same core left out; the clock's seconds where the system does not tell.
fn spent() -> f64 {
    static START: OnceLock<Instant> = OnceLock::new();
    let told = fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = told.split_whitespace().next().and_then(|count| count.parse::<f64>().ok());
    nanoseconds.map_or_else(|| START.get_or_init(Instant::now).elapsed().as_secs_f64(), |count| count / 1e9)
}

/// The memory that this process holds, in MB, where the system tells it.
fn held() -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or("");
    line.split_whitespace().next().and_then(|count| count.parse::<f64>().ok()).unwrap_or(0.0) / 1024.0
}

/// Streams a made corpus and prints the time per report and the memory as it grows. The making is not timed.
fn growth(folder: &Path, most: usize) -> Result<()> {
    let corpus = corpus(folder)?;
    let made = Made::of(&corpus);
    let before = held();
    let mut grouper = Grouper::new(Settings::default());
    let (mut all, mut last, mut since) = (0.0, 0.0, 0);
    println!("reports   µs/report so far   µs/report since   MB");
    for day in 0..most.div_ceil(A_DAY) {
        let placed = ((day + 1) * A_DAY).min(most);
        let reports: Vec<Annotated> = (day * A_DAY..placed).map(|number| made.report(number)).collect();
        let start = spent();
        reports.iter().for_each(|all| drop(grouper.add(all)));
        all += spent() - start;
        let told = [1_000, 10_000, 30_000, 60_000, 100_000, 200_000, 300_000, 500_000, 700_000];
        if told.contains(&placed) || placed == most {
            let new = (all - last) * 1e6 / (placed - since).max(1) as f64;
            println!("{placed:>7}   {:>16.0}   {new:>15.0}   {:.0}", all * 1e6 / placed as f64, held() - before);
            (last, since) = (all, placed);
        }
    }
    Ok(())
}
