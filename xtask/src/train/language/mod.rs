//! The language model: words, sentences, tags, trees and lemmas, from the treebanks.

mod lemmas;
mod network;
mod score;
mod sentences;
mod words;

use super::treebank::{self, Document};
use anyhow::{Context, Result};
use rashomon_annotate::language::network::NONE;
use rashomon_annotate::language::word::Word;
use rashomon_annotate::language::{model, weights};
use rashomon_annotate::{Deprel, Upos, Xpos};
use std::collections::BTreeMap;
use std::path::Path;

/// The treebanks whose licences let a model be shipped.
const TREEBANKS: [&str; 2] = ["ewt-train.conllu", "gum-train.conllu"];

/// How often the parts that are linear models see all of their data.
struct Epochs {
    words: usize,
    sentences: usize,
}

const EPOCHS: Epochs = Epochs { words: 5, sentences: 7 };

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
    let golds = golds(&documents, &tagset);
    say(&format!("{} sentences, {} tags", golds.len(), tagset.len()));
    let parts: Result<Vec<Vec<u8>>> = {
        // What does not wait for one another runs side by side; each part has its own seed, so the result is the same.
        std::thread::scope(|scope| {
            let parts = [
                scope.spawn(|| weights::pack(words::train(&documents, EPOCHS.words).average(), 40_000, Some(1))),
                scope.spawn(|| words::joined(&documents, EPOCHS.words)),
                scope
                    .spawn(|| weights::pack(sentences::train(&documents, EPOCHS.sentences).average(), 80_000, Some(1))),
                scope.spawn(|| lemmas::train(&documents, &tagset)),
            ];
            parts.into_iter().map(|part| part.join().map_err(|_| anyhow::anyhow!("a training thread failed"))).collect()
        })
    };
    let dev = ["ewt-dev.conllu", "gum-dev.conllu"];
    let dev: Vec<_> =
        dev.iter().map(|name| treebank::read(&gold.join("gold/language").join(name))).collect::<Result<_>>()?;
    let mut sections = vec![names.join("\n").into_bytes()];
    sections.extend(parts?);
    // The model is written along the way, so that a long run can be looked at; the last one is the one.
    network::train(&golds, &model::marks(&tagset), tagset.len(), &mut |epoch, network| {
        let sections: Vec<Vec<u8>> = sections.iter().cloned().chain(network).collect();
        let bytes = model::pack(&sections);
        let sizes: Vec<usize> = sections.iter().map(Vec::len).collect();
        println!("epoch {epoch}: {} bytes, of these {sizes:?}", bytes.len());
        std::fs::write(out.join("language.bin"), &bytes).context("cannot write the model")?;
        let model = model::Model::new(&bytes).context("the model just written is not one")?;
        dev.iter().for_each(|documents| println!("  {}", score::score(documents, &model)));
        Ok(())
    })
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
            heads: sentence.iter().map(|word| word.head.map_or(NONE, |head| head as u32)).collect(),
            labels: sentence
                .iter()
                .map(|word| Deprel::from_name(&word.deprel).map_or(0, |deprel| deprel as u8))
                .collect(),
        })
        .collect()
}
