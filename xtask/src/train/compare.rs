//! The forests that decide what two reports tell together (`models/compare.md`).
//!
//! Trained on the stories of the gold, on stories written for this project and on reports of PolNeAR ([`gold`]); the figures printed are
//! those of cross-validation, each story of the gold found by forests that have not seen it, and judged by the gold's own scorer.

mod boost;
mod gold;
mod line;

use anyhow::{Context, Result};
use boost::{Example, Growth, grow};
use gold::{Case, Source};
use rashomon_compare::training::{self, Pair};
use rashomon_compare::{Forest, Model, Trees, compare_with};
use rashomon_news::SideBySide;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The chances from which pairs are taken, chosen by cross-validation.
const THRESHOLDS: [(&str, f32); 3] = [("utterances", 0.57), ("facts", 0.65), ("events", 0.55)];

/// So far from the utterances' threshold its neighbours are, whose figures are printed beside it: one that stands alone is luck.
const NEAR: [f32; 4] = [-0.04, -0.02, 0.02, 0.04];

/// The chance from which a report is said to say something again.
const REPEATED: f32 = 0.6;

/// In so many parts the stories are split, so that the second look learns from chances of a first one that had not seen them.
const PARTS: usize = 4;

/// Forests differ by chance: the figures are printed for each of these seeds, and the first one ships.
const SEEDS: [u64; 2] = [7, 8];

/// The second look is learnt so many times, from first looks that differ by chance, and is the mean of all.
const LOOKS: u64 = 4;

/// Trains, prints the figures and writes `compare.bin`.
pub fn train(gold: &Path, out: &Path) -> Result<()> {
    let start = std::time::Instant::now();
    let cases = gold::all(&gold.join("gold"), &crate::gold::root().join("xtask/stories"))?;
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
    let scored: Vec<usize> = (0..cases.len()).filter(|&place| cases[place].source == Source::Gold).collect();
    for (place, (kind, _)) in THRESHOLDS.iter().enumerate() {
        let (right, all) = examples
            .iter()
            .flat_map(|story| &story[place])
            .fold((0, 0), |sum, example| (sum.0 + usize::from(example.right), sum.1 + 1));
        let reach = scored.iter().fold((0.0, 0), |sum, &story| {
            let all = [&pairs[story].utterances, &pairs[story].facts, &pairs[story].events][place];
            let story = cases[story].reach(kind, &all.iter().map(|pair| (&pair.a, &pair.b)).collect::<Vec<_>>());
            (sum.0 + story.0, sum.1 + story.1)
        });
        println!(
            "{kind}: {right} of {all} pairs right; {:.3} of the gold is in reach",
            reach.0 / (reach.1 as f32).max(1.0)
        );
    }
    let folder = std::env::temp_dir().join(format!("rashomon-train-compare-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    for seed in SEEDS {
        let models: Vec<(usize, Model)> = scored
            .par_iter()
            .map(|&left_out| (left_out, fit(&cases, &examples, &pairs, Some(left_out), seed)))
            .collect();
        println!("cross-validated, each story by forests that have not seen it (seed {seed}):");
        print!("{}", judged(gold, &cases, models.iter().map(|(case, model)| (*case, model)), 0.0, &folder)?);
        println!("utterances at thresholds beside it:");
        for by in NEAR {
            let all = judged(gold, &cases, models.iter().map(|(case, model)| (*case, model)), by, &folder)?;
            println!("{:.2}: {}", THRESHOLDS[0].1 + by, all.lines().next().unwrap_or_default());
        }
    }
    let model = fit(&cases, &examples, &pairs, None, SEEDS[0]);
    std::fs::create_dir_all(out)?;
    std::fs::write(out.join("compare.bin"), model.encode())?;
    let files: Vec<PathBuf> = (1..=5).map(|n| gold.join(format!("seeds/r{n}.txt"))).collect();
    if files.iter().all(|file| file.is_file()) {
        println!("the seeds' first three reports, by all stories' forests:");
        let case = gold::case(&gold.join("seeds"), &files[..3], Source::Gold)?;
        for by in std::iter::once(0.0).chain(NEAR) {
            let all = judged(gold, std::slice::from_ref(&case), [(0, &model)].into_iter(), by, &folder)?;
            println!("{:.2}: {}", THRESHOLDS[0].1 + by, all.lines().next().unwrap_or_default());
        }
    }
    println!("done in {:.1?}", start.elapsed());
    Ok(())
}

/// What a right and a wrong pair of a source count: stories written to be compared hold more that is alike than those found. Facts and
/// events are as alike in both.
fn weight(source: Source, kind: &str) -> (f32, f32) {
    match source {
        Source::Written if kind == "utterances" => (0.3, 0.6),
        _ => (1.0, 1.0),
    }
}

fn examples(case: &Case, kind: &str, pairs: &[Pair]) -> Vec<Example> {
    let worth = weight(case.source, kind);
    // Right pairs of utterances that weigh more find more and join more that is only alike.
    let most = if kind == "utterances" { 1.0 } else { 3.0 };
    let answers: Vec<_> = pairs.iter().map(|pair| case.right(kind, &pair.a, &pair.b)).collect();
    let met: BTreeSet<_> =
        pairs.iter().zip(&answers).filter(|(_, answer)| answer.is_some()).map(|(pair, _)| pair.things).collect();
    pairs
        .iter()
        .zip(answers)
        .map(|(pair, group)| {
            let weight = match group {
                // Every group counts once in the score, however many pairs it has.
                Some((_, pairs)) => most / (pairs as f32).sqrt().max(1.0) + 0.5,
                // The right two things, cut wrong: half a mistake.
                None if met.contains(&pair.things) => 0.3,
                None => 1.0,
            };
            let worth = if group.is_some() { worth.0 } else { worth.1 };
            Example { row: pair.row.clone(), right: group.is_some(), weight: weight * worth }
        })
        .collect()
}

/// Signs of the utterances' features ([`Growth::signs`]), in their order, then of what the second look adds.
const SIGNS: &[i8] = &[
    1, 1, 1, 1, 1, 1, 1, 0, 1, 1, 1, 0, 0, 0, 0, 1, -1, 1, -1, -1, 0, 1, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 1, 0, 0, 1,
    1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1, -1, -1, 0, 0, 1, 0, 0, 0, 0,
];

/// Facts and events have few examples: their trees are shallower.
fn growth(place: usize) -> Growth {
    if place == 0 {
        Growth { signs: SIGNS, ..Growth::default() }
    } else {
        Growth { trees: 120, depth: 3, ..Growth::default() }
    }
}

/// So many forests are grown from each learning of the second look: a single one hangs on chance, and few pairs come so far.
const FORESTS: u64 = 3;

/// The mean of several forests as one.
fn mean(all: Vec<Trees>) -> Trees {
    let share = 1.0 / all.len() as f32;
    let mut out = Trees::default();
    for one in all {
        out.base += one.base * share;
        out.trees.extend(one.trees.into_iter().map(|mut tree| {
            tree.iter_mut().for_each(|node| node.value *= share);
            tree
        }));
    }
    out
}

fn fit(
    cases: &[Case],
    examples: &[[Vec<Example>; 3]],
    pairs: &[training::Pairs],
    left_out: Option<usize>,
    seed: u64,
) -> Model {
    let stories: Vec<usize> = (0..examples.len()).filter(|story| Some(*story) != left_out).collect();
    let forest = |place: usize, stories: &[usize], seed: u64| {
        let seen: Vec<Example> = stories
            .iter()
            .flat_map(|&story| &examples[story][place])
            .map(|example| Example { row: example.row.clone(), ..*example })
            .collect();
        // Only at first sight of utterances a line beside the trees helped with stories not seen.
        let line = if place == 0 { line::line(&seen) } else { Vec::new() };
        Forest { trees: grow(&seen, Growth { seed, ..growth(place) }), line, threshold: THRESHOLDS[place].1 }
    };
    let (mut seconds, mut again) = (Vec::new(), Vec::new());
    for look in 0..LOOKS {
        let seed = seed * LOOKS + look;
        let mut rows: Vec<Example> = Vec::new();
        for part in 0..PARTS {
            let (held, others): (Vec<usize>, Vec<usize>) = stories.iter().partition(|&&story| story % PARTS == part);
            let first = forest(0, &others, seed);
            for story in held {
                let own = &examples[story][0];
                let chances: Vec<f32> = own.iter().map(|example| first.chance(&example.row)).collect();
                if look == 0 {
                    again.extend(repeats(&cases[story], &pairs[story], &chances));
                }
                let second = pairs[story].second(&chances);
                rows.extend(second.into_iter().map(|(place, row)| Example { row, ..own[place] }));
            }
        }
        seconds.extend((0..FORESTS).map(|number| grow(&rows, Growth { seed: seed * FORESTS + number, ..growth(0) })));
    }
    let second = Forest { trees: mean(seconds), line: Vec::new(), threshold: THRESHOLDS[0].1 };
    let trees = grow(&again, Growth { seed, ..growth(1) });
    let repeats = Forest { trees, line: Vec::new(), threshold: REPEATED };
    let [utterances, facts, events] = [0, 1, 2].map(|place| forest(place, &stories, seed));
    Model { utterances, second, repeats, facts, events }
}

/// What a story's reports say again, by the key's groups.
fn repeats(case: &Case, pairs: &training::Pairs, chances: &[f32]) -> Vec<Example> {
    let worth = weight(case.source, "utterances");
    let reports: Vec<_> = case.reports.iter().collect();
    let found = training::repeats(&case.story, &reports, case.groups("utterances"), pairs, chances);
    let example = |one: training::Repeat| {
        let right = case.holds("utterances", one.group, &one.place);
        Example { row: one.row, right, weight: if right { worth.0 } else { worth.1 } }
    };
    found.into_iter().map(example).collect()
}

/// Finds a story's findings, writes them, and gives the scorer's argument.
fn write(case: &Case, model: &Model, folder: &Path) -> Result<String> {
    let findings = compare_with(&case.story, &case.reports.iter().collect::<Vec<_>>(), model);
    let side = SideBySide { story: case.story.clone(), reports: case.reports.clone(), findings };
    let path = folder.join(format!("{}.json", case.name));
    std::fs::write(&path, rashomon_show::json::comparison(&[side]).to_string())?;
    Ok(format!("{}={}", case.folder.display(), path.display()))
}

/// What the gold's scorer says of cases found by models, the utterances' threshold moved by so much.
fn judged<'m>(
    gold: &Path,
    cases: &[Case],
    models: impl Iterator<Item = (usize, &'m Model)>,
    by: f32,
    folder: &Path,
) -> Result<String> {
    let jobs: Vec<String> = models
        .map(|(case, model)| {
            let mut model = model.clone();
            model.second.threshold += by;
            write(&cases[case], &model, folder)
        })
        .collect::<Result<_>>()?;
    let done =
        Command::new("python3").arg(gold.join("score/compare.py")).args(jobs).output().context("cannot run python3")?;
    anyhow::ensure!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    Ok(String::from_utf8_lossy(&done.stdout).into_owned())
}
