//! Figures on labelled documents.

use super::corpus::Document;
use anyhow::Result;
use rashomon_annotate::people::looks::Looks;
use rashomon_annotate::people::names;
use rashomon_annotate::people::tagger::{Class, Model};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// World press, to measure on only: tokens as they are.
pub fn press(path: &Path) -> Result<Vec<Document>> {
    let mut all: Vec<Document> = Vec::new();
    for line in fs::read_to_string(path)?.lines() {
        if let Some(id) = line.strip_prefix("# doc ") {
            all.push(Document { id: id.to_owned(), words: vec![], sentences: vec![], labels: vec![] });
            continue;
        }
        let Some(document) = all.last_mut() else { continue };
        let start = document.sentences.last().map_or(0, |range| range.end);
        let Some((word, label)) = line.rsplit_once('\t') else {
            if document.words.len() > start {
                document.sentences.push(start..document.words.len());
            }
            continue;
        };
        let class = match label.get(2..).unwrap_or("") {
            "Person" => Some(Class::Person),
            "Organization" => Some(Class::Organisation),
            "Location" | "Facility" => Some(Class::Place),
            "NORP" => Some(Class::People),
            "Misc" | "Product" => Some(Class::Other),
            _ => None,
        };
        // Sentences end at stops here, as the language layer would have it.
        let stop = document.words.last().is_some_and(|last| matches!(last.as_str(), "." | "?" | "!"));
        let opens = word.chars().next().is_some_and(char::is_uppercase) || word == "\"" || word == "“";
        if stop && opens && document.words.len() > start + 2 {
            let initial = document.words.len() >= 2 && document.words[document.words.len() - 2].chars().count() == 1;
            if !initial {
                document.sentences.push(start..document.words.len());
            }
        }
        let inside = label.starts_with("I-") && document.labels.last().is_some_and(|&label| label != 0);
        let label = match (class, inside) {
            (None, true) => 0,
            (None, false) => 0,
            (_, true) => {
                document.labels.last().map_or(0, |&label| if Class::begins(label) { label + 1 } else { label })
            }
            (Some(class), false) => class.begin(),
        };
        document.words.push(word.split('\t').next().unwrap_or(word).to_owned());
        document.labels.push(label);
    }
    for document in &mut all {
        let start = document.sentences.last().map_or(0, |range| range.end);
        if document.words.len() > start {
            document.sentences.push(start..document.words.len());
        }
    }
    Ok(all)
}

type Spans = BTreeSet<(usize, usize, Class)>;

fn scored(names: Vec<names::Name>) -> Spans {
    names
        .into_iter()
        .filter(|name| matches!(name.class, Class::Person | Class::Organisation | Class::Place))
        .map(|name| (name.tokens.start, name.tokens.end, name.class))
        .collect()
}

fn figures(name: &str, pairs: &[(Spans, Spans)]) {
    let line = |what: &str, keep: &dyn Fn(Class) -> bool| {
        let (mut hit, mut found, mut gold) = (0, 0, 0);
        for (is, told) in pairs {
            hit += is.intersection(told).filter(|span| keep(span.2)).count();
            found += told.iter().filter(|span| keep(span.2)).count();
            gold += is.iter().filter(|span| keep(span.2)).count();
        }
        let (p, r) = (hit as f64 / found.max(1) as f64, hit as f64 / gold.max(1) as f64);
        println!("{name:10} {what:14} P {p:.3} R {r:.3} F1 {:.3} of {gold}", 2.0 * p * r / (p + r).max(1e-9));
    };
    line("all", &|_| true);
    for class in [Class::Person, Class::Organisation, Class::Place] {
        line(&format!("{class:?}"), &|other| other == class);
    }
}

/// Figures on documents read as tokens.
pub fn gold(name: &str, documents: &[Document], model: &Model) {
    let pairs: Vec<_> = documents
        .iter()
        .map(|document| {
            let looks = Looks::new(&document.words(), &document.sentences);
            (scored(names::spans(&document.labels)), scored(names::with(&looks, model)))
        })
        .collect();
    figures(name, &pairs);
}

/// Figures on the press, and with NAMES_ERRORS=n in the environment the first n errors.
pub fn press_figures(documents: &[Document], model: &Model) {
    gold("press", documents, model);
    let Some(mut left) = std::env::var("NAMES_ERRORS").ok().and_then(|count| count.parse::<usize>().ok()) else {
        return;
    };
    for document in documents.iter().step_by(5) {
        let looks = Looks::new(&document.words(), &document.sentences);
        let told = scored(names::with(&looks, model));
        let is = scored(names::spans(&document.labels));
        for &(start, end, class) in is.symmetric_difference(&told) {
            let mark = if is.contains(&(start, end, class)) { "missed" } else { "wrong" };
            let from = start.saturating_sub(6);
            let to = (end + 5).min(document.words.len());
            println!(
                "{mark:6} {:5} {} [{}] {}",
                format!("{class:?}").get(..3).unwrap_or(""),
                document.words[from..start].join(" "),
                document.words[start..end].join(" "),
                document.words[end..to].join(" ")
            );
            left = left.saturating_sub(1);
            if left == 0 {
                return;
            }
        }
    }
}
