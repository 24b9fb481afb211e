//! The name finder: what it learns from, how, and how well it does on what it never saw.

mod corpus;
mod invent;
mod learn;
mod measure;

use anyhow::Result;
use learn::{Recipe, Stretch};
use std::path::Path;

/// Learns the names model and writes `names.bin`.
pub fn run(gold: &Path, out: &Path) -> Result<()> {
    let language = gold.join("gold/language");
    let number = |name: &str, default: f32| {
        std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(default)
    };
    let started = std::time::Instant::now();
    let gum = corpus::gum(&language.join("gum-train.conllu"))?;
    let meantime = corpus::meantime(&language.join("meantime"))?;
    let gum_dev = corpus::gum(&language.join("gum-dev.conllu"))?;
    let press = measure::press(&language.join("worldwide-ner-dev.tsv"))?;
    if std::env::var_os("SHOW").is_some() {
        measure::show(&gum);
        measure::show(&meantime);
        let mut inventor = invent::Inventor::new(11);
        measure::show(&gum.iter().map(|document| inventor.renamed(document)).collect::<Vec<_>>());
        measure::show(&(0..40).map(|_| inventor.written()).collect::<Vec<_>>());
        return Ok(());
    }
    if std::env::var_os("ONLY").is_some() {
        let model = rashomon_annotate::people::tagger::Model::get();
        measure::gold("gum-dev", &gum_dev, model);
        measure::press_figures(&press, model);
        return Ok(());
    }
    let mut stretches: Vec<(Stretch, f32)> = Vec::new();
    let add = |documents: &[corpus::Document], weight: f32, all: &mut Vec<(Stretch, f32)>| {
        all.extend(documents.iter().flat_map(learn::stretches).map(|stretch| (stretch, weight)));
    };
    add(&gum, 1.0, &mut stretches);
    add(&meantime, 1.0, &mut stretches);
    let mut inventor = invent::Inventor::new(11);
    for _ in 0..number("COPIES", 2.0) as usize {
        let copies: Vec<_> = gum.iter().chain(&meantime).map(|document| inventor.renamed(document)).collect();
        add(&copies, number("COPY", 0.5), &mut stretches);
    }
    let written: Vec<_> = (0..number("WRITTEN", 150.0) as usize).map(|_| inventor.written()).collect();
    add(&written, number("WROTE", 0.5), &mut stretches);
    println!("{} stretches, {:.1?}", stretches.len(), started.elapsed());
    let weighted: Vec<(&Stretch, f32)> = stretches.iter().map(|(stretch, weight)| (stretch, *weight)).collect();
    let recipe = Recipe {
        rounds: number("ROUNDS", 10.0) as usize,
        rate: number("RATE", 0.1),
        decay: number("DECAY", 0.001),
        dropout: number("DROPOUT", 0.3),
        seed: 7,
    };
    let weights = learn::learn(&weighted, recipe);
    let model = weights.model(number("FLOOR", 0.03));
    let bytes = model.encode();
    println!("{} bytes, {:.1?}", bytes.len(), started.elapsed());
    std::fs::write(out.join("names.bin"), &bytes)?;
    measure::gold("gum-dev", &gum_dev, &model);
    measure::press_figures(&press, &model);
    Ok(())
}
