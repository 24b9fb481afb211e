//! The background of `group`: in how many reports each word stands before a stream begins.

use crate::train::Options;
use anyhow::{Context, Result};
use flate2::{Compression, write::DeflateEncoder};
use rashomon_news::Report;
use rashomon_text::Text;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;

/// Words of fewer reports say nothing that their absence does not.
const LEAST: u32 = 2;

/// Counts the words of the training texts and writes `group.bin`.
pub fn train(options: &Options, gold: &Path, out: &Path) -> Result<()> {
    let mut texts = Vec::new();
    if options.without.as_deref() != Some("polnear") {
        rows(&gold.join("quotes/polnear-train.jsonl"), &mut texts)?;
    }
    for set in ["ewt-train", "gum-train"] {
        documents(&gold.join(format!("language/{set}.conllu")), &mut texts)?;
    }
    let mut counts: BTreeMap<u32, u32> = BTreeMap::new();
    for text in &texts {
        let report = Report::new("", Text::new(text.as_str()));
        rashomon_group::terms(&report).into_iter().for_each(|term| *counts.entry(term).or_insert(0) += 1);
    }
    counts.retain(|_, count| *count >= LEAST);
    let mut raw = u32::try_from(texts.len())?.to_le_bytes().to_vec();
    let mut last = 0;
    for &term in counts.keys() {
        raw.extend((term - last).to_le_bytes());
        last = term;
    }
    for &count in counts.values() {
        raw.extend(u16::try_from(count)?.to_le_bytes());
    }
    let mut deflate = DeflateEncoder::new(Vec::new(), Compression::best());
    deflate.write_all(&raw)?;
    let bytes = deflate.finish()?;
    println!("group: {} texts, {} words, {} bytes", texts.len(), counts.len(), bytes.len());
    fs::write(out.join("group.bin"), bytes)?;
    Ok(())
}

/// The `text` of each JSON Lines row.
fn rows(path: &Path, texts: &mut Vec<String>) -> Result<()> {
    let file = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    for line in file.lines().filter(|line| !line.trim().is_empty()) {
        let row: Value = serde_json::from_str(line)?;
        texts.extend(row["text"].as_str().map(str::to_owned));
    }
    Ok(())
}

/// The sentences of each CoNLL-U document, joined.
fn documents(path: &Path, texts: &mut Vec<String>) -> Result<()> {
    let file = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut text = String::new();
    for line in file.lines() {
        if line.starts_with("# newdoc") && !text.is_empty() {
            texts.push(std::mem::take(&mut text));
        }
        if let Some(sentence) = line.strip_prefix("# text = ") {
            text.push_str(sentence);
            text.push('\n');
        }
    }
    texts.push(text);
    Ok(())
}
