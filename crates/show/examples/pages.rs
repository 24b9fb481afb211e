//! Writes the pages that the browser tests open: `cargo run --release -p rashomon-show --example pages -- FOLDER`.

#[path = "../tests/fixture/mod.rs"]
mod fixture;

use rashomon_show::{html, json};
use std::path::PathBuf;

fn main() -> std::io::Result<()> {
    let folder = PathBuf::from(std::env::args().nth(1).unwrap_or_else(|| "out".to_owned()));
    std::fs::create_dir_all(&folder)?;
    for (name, stories) in [
        ("story", vec![fixture::ferry()]),
        ("stories", vec![fixture::ferry(), fixture::harbour()]),
        ("hostile", vec![fixture::hostile()]),
        ("large", vec![fixture::large(200)]),
        ("none", Vec::new()),
    ] {
        std::fs::write(folder.join(format!("{name}.html")), html::page(&stories))?;
        std::fs::write(folder.join(format!("{name}.json")), json::comparison(&stories).to_string())?;
    }
    Ok(())
}
