//! The forests that decide what two reports tell together (`models/compare.md`).
//!
//! Trained on the stories of the gold; the figures printed are those of cross-validation, each story found by forests that
//! have not seen it, and judged by the gold's own scorer.

mod boost;
mod gold;
mod stand_in;

use anyhow::{Context, Result};
use boost::{Example, Growth, grow};
use gold::Case;
use rashomon_compare::training::{self, Pair};
use rashomon_compare::{Forest, Model, compare_with};
use rashomon_news::SideBySide;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The chances from which pairs are taken, chosen by cross-validation.
const THRESHOLDS: [(&str, f32); 3] = [("utterances", 0.7), ("facts", 0.6), ("events", 0.55)];

/// Trains, prints the figures and writes `compare.bin`.
pub fn train(gold: &Path, out: &Path) -> Result<()> {
    let start = std::time::Instant::now();
    let cases = gold::stories(&gold.join("gold/compare/stories"))?;
    let pairs: Vec<_> =
        cases.par_iter().map(|case| training::pairs(&case.story, &case.reports.iter().collect::<Vec<_>>())).collect();
    println!("{} stories, annotated and paired in {:.1?}", cases.len(), start.elapsed());
    let examples: Vec<[Vec<Example>; 3]> = cases
        .iter()
        .zip(&pairs)
        .map(|(case, pairs)| {
            [("utterances", &pairs.utterances), ("facts", &pairs.facts), ("events", &pairs.events)]
                .map(|(kind, pairs)| examples(case, kind, pairs))
        })
        .collect();
    for (place, (kind, _)) in THRESHOLDS.iter().enumerate() {
        let (right, all) = examples
            .iter()
            .flat_map(|story| &story[place])
            .fold((0, 0), |sum, example| (sum.0 + usize::from(example.right), sum.1 + 1));
        let reach = cases.iter().zip(&pairs).fold((0.0, 0), |sum, (case, pairs)| {
            let all = [&pairs.utterances, &pairs.facts, &pairs.events][place];
            let story = case.reach(kind, &all.iter().map(|pair| (&pair.a, &pair.b)).collect::<Vec<_>>());
            (sum.0 + story.0, sum.1 + story.1)
        });
        println!(
            "{kind}: {right} of {all} pairs right; {:.3} of the gold is in reach",
            reach.0 / (reach.1 as f32).max(1.0)
        );
    }
    if let Some(path) = std::env::var_os("DUMP") {
        dump(&cases, &pairs, Path::new(&path))?;
    }
    let folder = std::env::temp_dir().join(format!("rashomon-train-compare-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let jobs: Vec<String> = (0..cases.len())
        .into_par_iter()
        .map(|left_out| {
            let model = fit(&examples, Some(left_out));
            write(&cases[left_out], &model, &folder)
        })
        .collect::<Result<_>>()?;
    println!("cross-validated, each story by forests that have not seen it:");
    score(gold, &jobs)?;
    if std::env::var_os("PER_STORY").is_some() {
        for job in &jobs {
            println!("{job}");
            score(gold, std::slice::from_ref(job))?;
        }
    }
    let model = fit(&examples, None);
    std::fs::create_dir_all(out)?;
    std::fs::write(out.join("compare.bin"), model.encode())?;
    let files: Vec<PathBuf> = (1..=5).map(|n| gold.join(format!("seeds/r{n}.txt"))).collect();
    if files.iter().all(|file| file.is_file()) {
        println!("the seeds' first three reports, by all stories' forests:");
        let case = gold::case(&gold.join("seeds"), &files[..3], true)?;
        let job = write(&case, &model, &folder)?;
        score(gold, &[job])?;
    }
    println!("done in {:.1?}", start.elapsed());
    Ok(())
}

fn examples(case: &Case, kind: &str, pairs: &[Pair]) -> Vec<Example> {
    let answers: Vec<_> = pairs.iter().map(|pair| case.right(kind, &pair.a, &pair.b)).collect();
    let met: BTreeSet<_> =
        pairs.iter().zip(&answers).filter(|(_, answer)| answer.is_some()).map(|(pair, _)| pair.things).collect();
    pairs
        .iter()
        .zip(answers)
        .map(|(pair, group)| {
            let weight = match group {
                // Every group counts once in the score, however many pairs it has.
                Some((_, pairs)) => 3.0 / (pairs as f32).sqrt().max(1.0) + 0.5,
                // The right two things, cut wrong: half a mistake.
                None if met.contains(&pair.things) => 0.3,
                None => 1.0,
            };
            Example { row: pair.row.clone(), right: group.is_some(), weight }
        })
        .collect()
}

/// Facts and events have few examples: their trees are shallower.
fn growth(place: usize) -> Growth {
    if place == 0 { Growth::default() } else { Growth { trees: 120, depth: 3, ..Growth::default() } }
}

fn fit(examples: &[[Vec<Example>; 3]], left_out: Option<usize>) -> Model {
    let forest = |place: usize| {
        let seen: Vec<Example> = examples
            .iter()
            .enumerate()
            .filter(|(story, _)| Some(*story) != left_out)
            .flat_map(|(_, story)| &story[place])
            .map(|example| Example { row: example.row.clone(), ..*example })
            .collect();
        Forest { trees: grow(&seen, growth(place)), threshold: THRESHOLDS[place].1 }
    };
    Model { utterances: forest(0), facts: forest(1), events: forest(2) }
}

/// Finds a story's findings, writes them, and gives the scorer's argument.
fn write(case: &Case, model: &Model, folder: &Path) -> Result<String> {
    let findings = compare_with(&case.story, &case.reports.iter().collect::<Vec<_>>(), model);
    let side = SideBySide { story: case.story.clone(), reports: case.reports.clone(), findings };
    let path = folder.join(format!("{}.json", case.name));
    std::fs::write(&path, rashomon_show::json::comparison(&[side]).to_string())?;
    Ok(format!("{}={}", case.folder.display(), path.display()))
}

fn score(gold: &Path, jobs: &[String]) -> Result<()> {
    let done =
        Command::new("python3").arg(gold.join("score/compare.py")).args(jobs).output().context("cannot run python3")?;
    print!("{}{}", String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr));
    Ok(())
}

/// Writes every pair with its answer and features, for experiments.
fn dump(cases: &[Case], pairs: &[training::Pairs], path: &Path) -> Result<()> {
    use std::io::Write;
    let mut out = std::io::BufWriter::new(std::fs::File::create(path)?);
    for (case, pairs) in cases.iter().zip(pairs) {
        for (kind, pairs) in [("utterances", &pairs.utterances), ("facts", &pairs.facts), ("events", &pairs.events)] {
            for pair in pairs {
                let right = case.right(kind, &pair.a, &pair.b);
                let row: Vec<String> = pair.row.iter().map(|value| format!("{value:.4}")).collect();
                writeln!(
                    out,
                    "{}\t{kind}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}",
                    case.name,
                    right.map_or(-1, |right| right.0 as i64),
                    pair.a.0,
                    pair.a.1.start(),
                    pair.a.1.end(),
                    pair.b.0,
                    pair.b.1.start(),
                    pair.b.1.end(),
                    row.join(" ")
                )?;
            }
        }
    }
    Ok(())
}
