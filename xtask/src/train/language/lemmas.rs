//! Dictionary forms.

use super::class;
use crate::train::treebank::Document;
use rashomon_annotate::language::lemmas::{self, Lemmas, Script};
use rashomon_annotate::{Upos, Xpos};
use std::collections::BTreeMap;

/// Which script each form or suffix takes under each tag.
pub fn train(documents: &[Document], tagset: &[(Upos, Xpos)]) -> Vec<u8> {
    let mut counts: BTreeMap<(Vec<char>, bool, u8), BTreeMap<Script, usize>> = BTreeMap::new();
    let mut forms: BTreeMap<(Vec<char>, u8), BTreeMap<Script, usize>> = BTreeMap::new();
    for word in documents.iter().flat_map(|document| document.sentences.iter().flatten()) {
        let tag = class(word, tagset);
        let script = Script::between(&word.form, &word.lemma);
        let chars: Vec<char> = word.form.to_lowercase().chars().collect();
        *forms.entry((chars, tag)).or_default().entry(script).or_default() += 1;
    }
    let most = |scripts: &BTreeMap<Script, usize>| {
        scripts.iter().max_by(|a, b| a.1.cmp(b.1).then(b.0.cmp(a.0))).map(|(script, _)| script.clone())
    };
    // Each form counts once for its suffixes, so that rules speak for words not seen.
    for ((chars, tag), scripts) in &forms {
        let Some(script) = most(scripts) else { continue };
        for length in 0..=lemmas::SUFFIX.min(chars.len()) {
            let suffix = chars[chars.len() - length..].to_vec();
            *counts.entry((suffix, false, *tag)).or_default().entry(script.clone()).or_default() += 1;
        }
    }
    let mut scripts: Vec<Script> = Vec::new();
    let mut rules: BTreeMap<(Vec<char>, bool, u8), Script> = BTreeMap::new();
    let lookup = |rules: &BTreeMap<(Vec<char>, bool, u8), Script>, chars: &[char], tag: u8| {
        (0..=lemmas::SUFFIX.min(chars.len()))
            .rev()
            .find_map(|length| rules.get(&(chars[chars.len() - length..].to_vec(), false, tag)).cloned())
    };
    let mut by_length: Vec<_> = counts.keys().cloned().collect();
    by_length.sort_by_key(|key| (key.0.len(), key.clone()));
    for key in by_length {
        let found = &counts[&key];
        let Some(script) = most(found) else { continue };
        let shorter = lookup(&rules, key.0.get(1..).unwrap_or(&[]), key.2);
        let all: usize = found.values().sum();
        if key.0.is_empty() || (all >= 2 && shorter.as_ref() != Some(&script)) {
            rules.insert(key, script);
        }
    }
    for ((chars, tag), found) in &forms {
        let Some(script) = most(found) else { continue };
        if lookup(&rules, chars, *tag).as_ref() != Some(&script) {
            rules.insert((chars.clone(), true, *tag), script);
        }
    }
    let numbered: Vec<(u64, u16)> = rules
        .iter()
        .map(|((chars, whole, tag), script)| {
            let place = scripts.iter().position(|known| known == script).unwrap_or_else(|| {
                scripts.push(script.clone());
                scripts.len() - 1
            });
            (lemmas::key(chars, *whole, *tag), place as u16)
        })
        .collect();
    println!("  {} scripts, {} rules", scripts.len(), numbered.len());
    Lemmas::pack(&scripts, &numbered)
}
