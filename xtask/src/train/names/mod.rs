//! The name finder: what it learns from, how, and how well it does on what it never saw.

mod corpus;
mod invent;
mod learn;
mod measure;

use anyhow::Result;
use learn::{Recipe, Stretch};
use std::path::Path;

/// Renamed copies of each licensed document; five gained .003 on the press for twice the time.
const COPIES: usize = 2;
/// Documents of our own sentences.
const WRITTEN: usize = 150;
/// What is not real weighs half.
const INVENTED: f32 = 0.5;
/// Weights smaller than this are dropped: a fifth of the file, and no figure moves.
const FLOOR: f32 = 0.03;
/// Rates of .1 to .5 of left-out features, 10 and 20 rounds, decay of .001 and .01 were within .005 of each other.
const RECIPE: Recipe = Recipe { rounds: 10, rate: 0.1, decay: 0.001, dropout: 0.3, seed: 7 };

/// Learns the names model, writes `names.bin`, and prints figures on sets it never saw.
pub fn run(gold: &Path, out: &Path) -> Result<()> {
    let language = gold.join("gold/language");
    let gum = corpus::gum(&language.join("gum-train.conllu"))?;
    let meantime = corpus::meantime(&language.join("meantime"))?;
    let mut stretches: Vec<(Stretch, f32)> = Vec::new();
    let add = |documents: &[corpus::Document], weight: f32, all: &mut Vec<(Stretch, f32)>| {
        all.extend(documents.iter().flat_map(learn::stretches).map(|stretch| (stretch, weight)));
    };
    add(&gum, 1.0, &mut stretches);
    add(&meantime, 1.0, &mut stretches);
    let mut inventor = invent::Inventor::new(11);
    for _ in 0..COPIES {
        let copies: Vec<_> = gum.iter().chain(&meantime).map(|document| inventor.renamed(document)).collect();
        add(&copies, INVENTED, &mut stretches);
    }
    let written: Vec<_> = (0..WRITTEN).map(|_| inventor.written()).collect();
    add(&written, INVENTED, &mut stretches);
    let weighted: Vec<(&Stretch, f32)> = stretches.iter().map(|(stretch, weight)| (stretch, *weight)).collect();
    let model = learn::learn(&weighted, RECIPE).model(FLOOR);
    let bytes = model.encode();
    std::fs::write(out.join("names.bin"), &bytes)?;
    println!("{} stretches, {} bytes", stretches.len(), bytes.len());
    measure::gold("gum-dev", &corpus::gum(&language.join("gum-dev.conllu"))?, &model);
    measure::press_figures(&measure::press(&language.join("worldwide-ner-dev.tsv"))?, &model);
    Ok(())
}
