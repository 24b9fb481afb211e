//! Runs the built program over the gold with the scorers beside it.

use anyhow::Result;
use clap::Args;
use std::path::PathBuf;

/// What to score.
#[derive(Args)]
pub struct Options {
    /// The folder that holds gold/ (default: RASHOMON_GOLD, else ../shared)
    #[arg(long)]
    pub gold: Option<PathBuf>,
}

/// Scores.
pub fn run(_options: &Options) -> Result<()> {
    Ok(())
}
