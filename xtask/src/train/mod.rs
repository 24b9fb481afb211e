//! Trains the models that ship, from the gold data, reproducibly.

mod compare;
mod group;
mod language;
mod names;
mod perceptron;
mod quotes;
mod read;
mod treebank;

use crate::gold;
use anyhow::{Context, Result, bail};
use clap::Args;
use std::path::PathBuf;

/// What to train.
#[derive(Args)]
pub struct Options {
    /// The model: language, names, quotes, read, group, compare
    pub model: String,
    /// Leave a data set out (polnear): makes the variant from licensed data only
    #[arg(long)]
    pub without: Option<String>,
    /// The folder that holds gold/ (default: RASHOMON_GOLD, else ../shared)
    #[arg(long)]
    pub gold: Option<PathBuf>,
    /// Where to write (default: models/)
    #[arg(long)]
    pub out: Option<PathBuf>,
}

/// Trains one model.
pub fn run(options: &Options) -> Result<()> {
    let gold = gold::folder(options.gold.as_deref()).context("the gold data is not there; give --gold DIR")?;
    let out = options.out.clone().unwrap_or_else(|| gold::root().join("models"));
    match options.model.as_str() {
        "language" => language::train(&gold, &out),
        "quotes" => quotes::train(&gold, &out, options),
        "names" => names::run(&gold, &out),
        "read" => read::run(&gold, &out),
        "group" => group::train(options, &gold.join("gold"), &out),
        "compare" => compare::train(&gold, &out),
        other => bail!("no model is called {other:?}"),
    }
}
