//! The language model: words, sentences, tags, trees and lemmas, from the treebanks.

use super::perceptron::{Dice, Perceptron};
use super::treebank::{self, Document};
use anyhow::{Context, Result};
use rashomon_annotate::language::features::{Linear, best};
use rashomon_annotate::language::lemmas::{self, Lemmas, Script};
use rashomon_annotate::language::tree::{self, Kinds, LEFT, RIGHT, SHIFT, Space, State};
use rashomon_annotate::language::weights;
use rashomon_annotate::language::word::Word;
use rashomon_annotate::language::{model, sentences, tags, tokens};
use rashomon_annotate::{Deprel, Upos, Xpos};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The treebanks whose licences let a model be shipped.
const TREEBANKS: [&str; 2] = ["ewt-train.conllu", "gum-train.conllu"];

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
    let tokens = words_model(&documents, 8);
    say("words");
    let joined = joined(&documents);
    let sentences = sentences_model(&documents, 8);
    say("sentences");
    let folds = jackknife(&golds, tagset.len());
    let first = tagger(&golds, None, tagset.len(), &|_| true, 10);
    let second = tagger(&golds, Some(&folds.0), tagset.len(), &|_| true, 10);
    say("tags");
    let (moves, labels) = parser(&golds, &folds.1, &kinds, 12);
    say("trees");
    let lemmas = lemmas_model(&documents, &tagset);
    let sections = [
        names.join("\n").into_bytes(),
        weights::pack(tokens.average(), 1, 40_000, true),
        joined,
        weights::pack(sentences.average(), 1, 90_000, true),
        weights::pack(first.average(), tagset.len(), 150_000, false),
        weights::pack(second.average(), tagset.len(), 180_000, false),
        weights::pack(moves.average(), 3, 700_000, true),
        weights::pack(labels.average(), Deprel::ALL.len(), 180_000, false),
        lemmas,
    ];
    for (section, name) in sections.iter().zip(["tags", "words", "joined", "sentences", "first", "second", "moves", "labels", "lemmas"]) {
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

/// Where words end.
fn words_model(documents: &[Document], epochs: usize) -> Perceptron {
    let mut weights = Perceptron::new(1);
    let mut chunk = tokens::Chunk::default();
    let mut keys = Vec::new();
    let mut dice = Dice::new(1);
    let mut order: Vec<usize> = (0..documents.len()).collect();
    for _ in 0..epochs {
        dice.shuffle(&mut order);
        for document in order.iter().map(|&place| &documents[place]) {
            let starts: BTreeSet<usize> = document.sentences.iter().flatten().map(|word| word.range.0).collect();
            for piece in document.text.split(tokens::blank).filter(|piece| !piece.is_empty()) {
                let from = piece.as_ptr() as usize - document.text.as_ptr() as usize;
                chunk.fill(piece, from);
                let mut last = 0;
                for place in 1..chunk.len() {
                    let gold = starts.contains(&chunk.byte(place));
                    if chunk.open(place) {
                        chunk.keys(place, last, &mut keys);
                        let score = weights.decide(&keys);
                        weights.tick();
                        // A margin, so that rare patterns are learnt firmly.
                        if gold && score < 2.0 {
                            weights.change(&keys, 0, 1.0);
                        } else if !gold && score > -2.0 {
                            weights.change(&keys, 0, -1.0);
                        }
                    }
                    if gold {
                        last = place;
                    }
                }
            }
        }
    }
    weights
}

/// Runs of letters that are two words more often than one, by the length of the first.
fn joined(documents: &[Document]) -> Vec<u8> {
    let mut counts: BTreeMap<u64, BTreeMap<usize, usize>> = BTreeMap::new();
    let mut chunk = tokens::Chunk::default();
    for document in documents {
        let starts: BTreeSet<usize> = document.sentences.iter().flatten().map(|word| word.range.0).collect();
        for piece in document.text.split(tokens::blank).filter(|piece| !piece.is_empty()) {
            let from = piece.as_ptr() as usize - document.text.as_ptr() as usize;
            chunk.fill(piece, from);
            let mut place = 0;
            while place < chunk.len() {
                let (length, key) = chunk.run(place);
                // "n" before "'t" is the other model's.
                let cut = (1..length).find(|&by| starts.contains(&chunk.byte(place + by)) && !chunk.open(place + by));
                if (2..=tokens::JOINED).contains(&length) {
                    *counts.entry(key).or_default().entry(cut.unwrap_or(0)).or_default() += 1;
                }
                place += length.max(1);
            }
        }
    }
    let rows = counts.into_iter().filter_map(|(key, cuts)| {
        let all: usize = cuts.values().sum();
        let (&cut, &count) = cuts.iter().filter(|cut| *cut.0 > 0).max_by_key(|cut| cut.1)?;
        let mut row = vec![0.0; tokens::JOINED];
        *row.get_mut(cut)? = 1.0;
        (count * 2 > all).then_some((key, row))
    });
    weights::pack(rows.collect(), tokens::JOINED, 5_000, false)
}

/// Where sentences end.
fn sentences_model(documents: &[Document], epochs: usize) -> Perceptron {
    let mut weights = Perceptron::new(1);
    let mut keys = Vec::new();
    let mut dice = Dice::new(2);
    let mut paragraphs = Vec::new();
    for document in documents {
        let (mut words, mut ends, mut spaced) = (Vec::new(), Vec::new(), Vec::new());
        for (place, sentence) in document.sentences.iter().enumerate() {
            for word in sentence {
                words.push(Word::new(&word.form));
                ends.push(false);
                spaced.push(document.text[word.range.1..].starts_with([' ', '\n']));
            }
            if let Some(end) = ends.last_mut() {
                *end = true;
            }
            if document.starts.get(place + 1).copied().unwrap_or(true) {
                paragraphs.push((std::mem::take(&mut words), std::mem::take(&mut ends), std::mem::take(&mut spaced)));
            }
        }
    }
    for _ in 0..epochs {
        dice.shuffle(&mut paragraphs);
        for (words, ends, spaced) in &paragraphs {
            let stops = sentences::stops(words);
            let mut running = sentences::Running { stops, ..Default::default() };
            for place in 0..words.len() - 1 {
                running.take(&words[place]);
                if sentences::open(words, place) {
                    sentences::keys(words, place, spaced[place], &running, &mut keys);
                    let score = weights.decide(&keys);
                    weights.tick();
                    if ends[place] && score < 2.0 {
                        weights.change(&keys, 0, 1.0);
                    } else if !ends[place] && score > -2.0 {
                        weights.change(&keys, 0, -1.0);
                    }
                }
                if ends[place] {
                    running = sentences::Running { stops, ..Default::default() };
                }
            }
        }
    }
    weights
}

/// Trains one pass of the tagger on the sentences that `take` names.
fn tagger(golds: &[Gold], ahead: Option<&[Vec<u8>]>, classes: usize, take: &dyn Fn(usize) -> bool, epochs: usize) -> Perceptron {
    let mut weights = Perceptron::new(classes);
    let mut keys = Vec::new();
    let mut scores = vec![0.0; classes];
    let mut dice = Dice::new(3);
    let mut order: Vec<usize> = (0..golds.len()).filter(|&place| take(place)).collect();
    for _ in 0..epochs {
        dice.shuffle(&mut order);
        for &number in &order {
            let gold = &golds[number];
            let (mut one, mut two) = (tags::NONE, tags::NONE);
            for (place, &tag) in gold.tags.iter().enumerate() {
                tags::keys(&gold.words, place, one, two, ahead.map(|ahead| ahead[number].as_slice()), &mut keys);
                scores.fill(0.0);
                weights.add(&keys, &mut scores);
                let told = best(&scores);
                weights.tick();
                if told != usize::from(tag) {
                    weights.change(&keys, usize::from(tag), 1.0);
                    weights.change(&keys, told, -1.0);
                }
                (one, two) = (told as u8, one);
            }
        }
    }
    weights
}

/// Tags of all training sentences by taggers that have not seen them: of the first pass and of the second.
fn jackknife(golds: &[Gold], classes: usize) -> (Vec<Vec<u8>>, Vec<Vec<u8>>) {
    const FOLDS: usize = 5;
    let mut scratch = tags::Scratch::default();
    let mut first = vec![Vec::new(); golds.len()];
    for fold in 0..FOLDS {
        let weights = tagger(golds, None, classes, &|place| place / 20 % FOLDS != fold, 6).settle();
        for place in (0..golds.len()).filter(|place| place / 20 % FOLDS == fold) {
            tags::tag(&golds[place].words, None, classes, &weights, &mut scratch, &mut first[place]);
        }
    }
    let mut second = vec![Vec::new(); golds.len()];
    let (mut right, mut all) = (0, 0);
    for fold in 0..FOLDS {
        let weights = tagger(golds, Some(&first), classes, &|place| place / 20 % FOLDS != fold, 6).settle();
        for place in (0..golds.len()).filter(|place| place / 20 % FOLDS == fold) {
            tags::tag(&golds[place].words, Some(&first[place]), classes, &weights, &mut scratch, &mut second[place]);
            right += golds[place].tags.iter().zip(&second[place]).filter(|(a, b)| a == b).count();
            all += golds[place].tags.len();
        }
    }
    println!("  fine tags, cross-validated: {:.4}", right as f64 / all as f64);
    (first, second)
}

/// What each move loses of the gold tree (Goldberg and Nivre 2013, arc-hybrid).
fn costs(gold: &Gold, space: &Space, state: &State) -> [u32; 3] {
    let top = space.frame(state.top);
    let below = space.frame(top.below);
    let front = state.front.word;
    let head = |word: u32| gold.heads.get(word as usize).copied().unwrap_or(tree::NONE);
    let buffer = front..gold.heads.len() as u32;
    let mut costs = [0; 3];
    if state.top != tree::NONE {
        let lost = buffer.clone().filter(|&word| head(word) == top.word).count() as u32;
        let own = head(top.word);
        costs[LEFT] = lost + u32::from(own != front && (buffer.contains(&own) || (top.below != tree::NONE && own == below.word)));
        costs[RIGHT] = lost + u32::from(buffer.contains(&own));
        // The root must stay: a word without a head that is taken away loses that.
        let root = u32::from(own == tree::NONE);
        costs[LEFT] += root;
        costs[RIGHT] += root;
    }
    let mut frame = state.top;
    let mut depth = 0;
    while frame != tree::NONE {
        let word = space.frame(frame);
        costs[SHIFT] += u32::from(head(word.word) == front);
        costs[SHIFT] += u32::from(depth > 0 && head(front) == word.word);
        frame = word.below;
        depth += 1;
    }
    costs
}

/// Trains moves and relations together, along the parser's own choices.
fn parser(golds: &[Gold], found: &[Vec<u8>], kinds: &Kinds, epochs: usize) -> (Perceptron, Perceptron) {
    let mut moves = Perceptron::new(3);
    let mut labels = Perceptron::new(Deprel::ALL.len());
    let mut space = Space::default();
    let (mut keys, mut label_keys, mut scores) = (Vec::new(), Vec::new(), Vec::new());
    let mut dice = Dice::new(4);
    let mut order: Vec<usize> = (0..golds.len()).collect();
    for epoch in 0..epochs {
        dice.shuffle(&mut order);
        let (mut right, mut all) = (0, 0);
        for &number in &order {
            let gold = &golds[number];
            let sentence = tree::Sentence::new(&gold.words, &found[number], kinds);
            let mut state = space.start();
            loop {
                let legal = space.legal(&state, sentence.len());
                if legal == [false; 3] {
                    break;
                }
                let costs = costs(gold, &space, &state);
                let least = (0..3).filter(|&step| legal[step]).map(|step| costs[step]).min().unwrap_or(0);
                let good: [bool; 3] = std::array::from_fn(|step| legal[step] && costs[step] == least);
                tree::keys(&sentence, &space, &state, &mut keys);
                let mut found = [0.0; 3];
                moves.add(&keys, &mut found);
                let (Some(told), Some(wanted)) = (tree::choose(&found, legal), tree::choose(&found, good)) else { break };
                moves.tick();
                if told != wanted {
                    moves.change(&keys, wanted, 1.0);
                    moves.change(&keys, told, -1.0);
                }
                let step = if epoch > 0 && dice.below(10) > 0 { told } else { wanted };
                let mut label = 255;
                if let Some((word, head)) = space.arc(&state, step) {
                    label = tree::label(&sentence, &space, &state, step, &labels, &mut label_keys, &mut scores);
                    if gold.heads[word as usize] == head {
                        let answer = gold.labels[word as usize];
                        labels.tick();
                        if label != answer {
                            labels.change(&label_keys, usize::from(answer), 1.0);
                            labels.change(&label_keys, usize::from(label), -1.0);
                        }
                        right += usize::from(label == answer);
                    }
                    all += 1;
                }
                state = space.apply(&state, step, label, tree::NONE);
            }
        }
        println!("  epoch {epoch}: {:.4} of arcs right while training", right as f64 / all as f64);
    }
    (moves, labels)
}

/// Which script each form or suffix takes under each tag.
fn lemmas_model(documents: &[Document], tagset: &[(Upos, Xpos)]) -> Vec<u8> {
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
