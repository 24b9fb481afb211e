//! Runs the built program over the gold with the scorers beside it: one table, every figure beside the best published and the
//! peer's, and floors below which `--check` fails.

mod figures;
mod floors;
mod runs;

use crate::gold;
use anyhow::{Result, bail};
use clap::Args;
use figures::{FIGURES, Figure};
use floors::Floors;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// What to score.
#[derive(Args)]
pub struct Options {
    /// The folder that holds gold/, score/ and seeds/ (default: RASHOMON_GOLD, else ../shared)
    #[arg(long)]
    gold: Option<PathBuf>,
    /// Only the sets whose name starts with this: quotes, times, quantities, language, names, read, group, compare, seeds
    #[arg(long)]
    only: Option<String>,
    /// Fail where a figure is below its floor
    #[arg(long)]
    check: bool,
    /// Write the figures as the new floors; a floor is only raised
    #[arg(long)]
    pin: bool,
    /// With --pin: lower floors too, for this reason (kept in the file)
    #[arg(long, value_name = "REASON", requires = "pin")]
    lower: Option<String>,
    /// The program to score (default: target/release/rashomon, built first)
    #[arg(long, value_name = "FILE")]
    program: Option<PathBuf>,
}

/// A figure below its floor by less than this is noise of rounding: the scorers print three digits.
const ROUNDING: f64 = 0.0006;

/// Scores.
pub fn run(options: &Options) -> Result<()> {
    let Some(folder) = gold::folder(options.gold.as_deref()) else {
        println!("score: the gold data is not there (give --gold DIR or set RASHOMON_GOLD): nothing was scored");
        return Ok(());
    };
    let program = match &options.program {
        Some(program) => program.clone(),
        None => runs::build()?,
    };
    let mut measured: BTreeMap<String, f64> = BTreeMap::new();
    for run in runs::all(&folder) {
        if options.only.as_ref().is_some_and(|only| !run.name.starts_with(only.as_str())) {
            continue;
        }
        eprintln!("score: {}", run.name);
        for (row, key, value) in run.figures(&program)? {
            measured.insert(format!("{}/{row}/{key}", run.name), value);
        }
    }
    let mut floors = Floors::read()?;
    let digest = runs::digest(&folder)?;
    if floors.digest.as_ref().is_some_and(|pinned| *pinned != digest) {
        println!("score: the gold data is not the data the floors were pinned on ({digest})");
    }
    print(&measured, &floors);
    let below: Vec<_> = floors.below(&measured, ROUNDING);
    if options.pin {
        floors.pin(&measured, &digest, options.lower.as_deref());
        return floors.write();
    }
    for line in &below {
        println!("below its floor: {line}");
    }
    if options.check && !below.is_empty() {
        bail!("{} figures are below their floors", below.len());
    }
    println!("{} figures, {} below their floors", measured.len(), below.len());
    Ok(())
}

fn print(measured: &BTreeMap<String, f64>, floors: &Floors) {
    println!("{:<58} {:>6} {:>6} {:>6} {:>6}  best known", "figure", "ours", "floor", "must", "aim");
    let known: BTreeMap<String, &Figure> = FIGURES.iter().map(|figure| (figure.name.to_owned(), figure)).collect();
    for (name, value) in measured {
        let number = |value: Option<f64>| value.map_or(String::new(), |value| format!("{value:.3}"));
        let figure = known.get(name.as_str());
        let (must, aim) = (figure.map(|figure| figure.must), figure.map(|figure| figure.aim));
        let best = figure.map_or("", |figure| figure.best);
        let short = figure.is_some_and(|figure| figure.short(*value));
        let mark = if short { "short" } else { "" };
        let floor = number(floors.values.get(name).copied());
        println!("{name:<58} {value:>6.3} {floor:>6} {:>6} {:>6}  {best} {mark}", number(must), number(aim));
    }
}
