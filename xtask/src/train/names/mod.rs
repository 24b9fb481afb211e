//! The name finder: what it learns from, how, and how well it does on what it never saw.

mod corpus;
mod learn;
mod measure;

use anyhow::Result;
use learn::{Recipe, Stretch};
use std::path::Path;

/// Learns the names model and writes `names.bin`.
pub fn run(gold: &Path, out: &Path) -> Result<()> {
    let language = gold.join("gold/language");
    let started = std::time::Instant::now();
    let gum = corpus::gum(&language.join("gum-train.conllu"))?;
    let meantime = corpus::meantime(&language.join("meantime"))?;
    let gum_dev = corpus::gum(&language.join("gum-dev.conllu"))?;
    let press = measure::press(&language.join("worldwide-ner-dev.tsv"))?;
    if std::env::var_os("SHOW").is_some() {
        measure::show(&gum);
        measure::show(&meantime);
        return Ok(());
    }
    let stretches: Vec<Stretch> = gum.iter().chain(&meantime).flat_map(learn::stretches).collect();
    println!("{} stretches, {:.1?}", stretches.len(), started.elapsed());
    let weighted: Vec<(&Stretch, f32)> = stretches.iter().map(|stretch| (stretch, 1.0)).collect();
    let number =
        |name: &str, default: f32| std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(default);
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
