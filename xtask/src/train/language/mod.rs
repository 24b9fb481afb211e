//! The language model: words, sentences, tags, trees and lemmas, from the treebanks.

mod lemmas;
mod sentences;
mod tags;
mod trees;
mod words;

use super::treebank::{self, Document};
use anyhow::{Context, Result};
use rashomon_annotate::language::word::Word;
use rashomon_annotate::language::{model, tree, weights};
use rashomon_annotate::{Deprel, Upos, Xpos};
use std::collections::BTreeMap;
use std::path::Path;

/// The treebanks whose licences let a model be shipped.
const TREEBANKS: [&str; 2] = ["ewt-train.conllu", "gum-train.conllu"];

/// How often each part sees all of its data.
struct Epochs {
    words: usize,
    sentences: usize,
    folds: usize,
    tags: usize,
    trees: usize,
}

const EPOCHS: Epochs = Epochs { words: 4, sentences: 6, folds: 3, tags: 5, trees: 5 };

/// A sentence with its answers.
struct Gold {
    words: Vec<Word>,
    tags: Vec<u8>,
    heads: Vec<u32>,
    labels: Vec<u8>,
}

/// Trains all parts and writes `language.bin`.
pub fn train(gold: &Path, out: &Path) -> Result<()> {
    let mut documents = Vec::new();
    for name in TREEBANKS {
        documents.extend(treebank::read(&gold.join("gold/language").join(name))?);
    }
    let tagset = tagset(&documents);
    let names: Vec<String> = tagset.iter().map(|(upos, xpos)| format!("{} {}", upos.name(), xpos.name())).collect();
    let kinds = model::kinds(&tagset);
    let golds = golds(&documents, &tagset);
    say(&format!("{} sentences, {} tags", golds.len(), tagset.len()));
    let joined = words::joined(&documents);
    let classes = tagset.len();
    // What does not wait for one another runs side by side; each part has its own seed, so the result is the same.
    let (tokens, sentences, folds) = std::thread::scope(|scope| {
        let tokens = scope.spawn(|| words::train(&documents, EPOCHS.words));
        let sentences = scope.spawn(|| sentences::train(&documents, EPOCHS.sentences));
        let folds = tags::jackknife(&golds, classes);
        (tokens.join(), sentences.join(), folds)
    });
    say("words, sentences, cross-validated tags");
    let (first, second, trees) = std::thread::scope(|scope| {
        let first = scope.spawn(|| tags::train(&golds, None, classes, &|_| true, EPOCHS.tags));
        let second = scope.spawn(|| tags::train(&golds, Some(&folds.0), classes, &|_| true, EPOCHS.tags));
        let trees = trees::train(&golds, &folds.1, &kinds, EPOCHS.trees);
        (first.join(), second.join(), trees)
    });
    say("tags, trees");
    let failed = |_| anyhow::anyhow!("a training thread failed");
    let (tokens, sentences) = (tokens.map_err(failed)?, sentences.map_err(failed)?);
    let (first, second, (moves, labels)) = (first.map_err(failed)?, second.map_err(failed)?, trees);
    let lemmas = lemmas::train(&documents, &tagset);
    let sections = [
        names.join("\n").into_bytes(),
        weights::pack(tokens.average(), 40_000, Some(1)),
        joined,
        weights::pack(sentences.average(), 90_000, Some(1)),
        weights::pack(first.average(), 150_000, None),
        weights::pack(second.average(), 180_000, None),
        weights::pack(moves.average(), 700_000, Some(3)),
        weights::pack(labels.average(), 180_000, None),
        lemmas,
    ];
    for (section, name) in
        sections.iter().zip(["tags", "words", "joined", "sentences", "first", "second", "moves", "labels", "lemmas"])
    {
        println!("  {name}: {} bytes", section.len());
    }
    std::fs::write(out.join("language.bin"), model::pack(&sections)).context("cannot write the model")?;
    Ok(())
}

fn say(what: &str) {
    println!("{what}");
}

/// Every pair of tags seen three times or more.
fn tagset(documents: &[Document]) -> Vec<(Upos, Xpos)> {
    let mut counts: BTreeMap<(Upos, Xpos), usize> = BTreeMap::new();
    for word in documents.iter().flat_map(|document| document.sentences.iter().flatten()) {
        if let (Some(upos), Some(xpos)) = (Upos::from_name(&word.upos), Xpos::from_name(&word.xpos)) {
            *counts.entry((upos, xpos)).or_default() += 1;
        }
    }
    counts.into_iter().filter(|&(_, count)| count >= 3).map(|(tag, _)| tag).collect()
}

/// The class of a word's tags; of a pair too rare to be one, the first class with the same upos.
fn class(word: &treebank::Word, tagset: &[(Upos, Xpos)]) -> u8 {
    let upos = Upos::from_name(&word.upos).unwrap_or(Upos::X);
    let exact = tagset.iter().position(|&(u, x)| u == upos && x.name() == word.xpos);
    exact.or_else(|| tagset.iter().position(|&(u, _)| u == upos)).unwrap_or(0) as u8
}

fn golds(documents: &[Document], tagset: &[(Upos, Xpos)]) -> Vec<Gold> {
    let sentences = documents.iter().flat_map(|document| &document.sentences);
    sentences
        .map(|sentence| Gold {
            words: sentence.iter().map(|word| Word::new(&word.form)).collect(),
            tags: sentence.iter().map(|word| class(word, tagset)).collect(),
            heads: sentence.iter().map(|word| word.head.map_or(tree::NONE, |head| head as u32)).collect(),
            labels: sentence
                .iter()
                .map(|word| Deprel::from_name(&word.deprel).map_or(0, |deprel| deprel as u8))
                .collect(),
        })
        .collect()
}
