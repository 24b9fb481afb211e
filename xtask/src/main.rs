//! Development commands: `train`, `score`, `tidy`.
#![allow(clippy::print_stdout, clippy::print_stderr)]

mod gold;
mod growth;
mod score;
mod tidy;
mod train;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(about = "Development commands", max_term_width = 100)]
struct Xtask {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Train models from the gold data and write them to models/
    Train(train::Options),
    /// Run the built program over the gold and print every figure
    Score(Box<score::Options>),
    /// Hold ARCHITECTURE.md and the house style against the code
    Tidy,
    /// Print how grouping fares with order, growth and speed, and how comparing grows
    Growth(growth::Options),
}

fn main() -> anyhow::Result<()> {
    match Xtask::parse().command {
        Command::Train(options) => train::run(&options),
        Command::Score(options) => score::run(&options),
        Command::Growth(options) => growth::run(&options),
        Command::Tidy => tidy::run(),
    }
}
