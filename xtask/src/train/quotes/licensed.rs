//! Lessons in attribution from data whose licence is clear: GUM's attribution relations.
//!
//! A relation's satellite ("she said") holds the cue and the source, which its signals name by token; its nucleus, with all that
//! hangs below it in the same sentence, is the content.

use super::super::treebank;
use super::{Key, Lesson, made};
use anyhow::{Context, Result};
use rashomon_news::{Report, Role};
use rashomon_text::{Layer, Range, Text};
use std::collections::BTreeMap;
use std::path::Path;

/// An elementary unit of discourse.
struct Unit {
    tokens: std::ops::Range<usize>,
    sentence: usize,
    relation: String,
    head: usize,
    signals: String,
}

/// Reads them.
pub fn lessons(gold: &Path) -> Result<Vec<Lesson>> {
    let path = gold.join("gold/language/gum-train.conllu");
    let documents = treebank::read(&path)?;
    let content = std::fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
    let mut notes = content
        .lines()
        .filter(|line| line.split('\t').next().is_some_and(|number| number.parse::<usize>().is_ok()))
        .map(|line| line.rsplit('\t').next().unwrap_or(""));
    let mut lessons = Vec::new();
    for (number, document) in documents.iter().enumerate() {
        let words: Vec<(&treebank::Word, usize)> = document
            .sentences
            .iter()
            .enumerate()
            .flat_map(|(sentence, words)| words.iter().map(move |word| (word, sentence)))
            .collect();
        let notes: Vec<&str> = notes.by_ref().take(words.len()).collect();
        let units = units(&words, &notes);
        let text = Text::new(document.text.as_str());
        let key = keys(&text, &words, &units);
        let mut report = Report::new(number.to_string(), text.clone());
        let lines = text.as_str().split('\n').filter_map(|line| text.range_of(line)).map(|line| text.trim(line));
        report.blocks = Layer::new(lines.filter(|line| !line.is_empty()).map(|line| (line, Role::Paragraph)));
        lessons.push(made(report, key));
    }
    Ok(lessons)
}

fn units(words: &[(&treebank::Word, usize)], notes: &[&str]) -> BTreeMap<usize, Unit> {
    let mut units: BTreeMap<usize, Unit> = BTreeMap::new();
    let mut open = None;
    for (place, note) in notes.iter().enumerate() {
        if let Some(told) = note.split('|').find_map(|part| part.strip_prefix("Discourse=")) {
            let told = told.split(';').next().unwrap_or(told);
            let mut parts = told.splitn(4, ':');
            let relation = parts.next().unwrap_or("").to_owned();
            let link = parts.next().unwrap_or("");
            let (id, head) = link.split_once("->").unwrap_or((link, "0"));
            let signals = parts.nth(1).unwrap_or("").to_owned();
            if let Ok(id) = id.parse::<usize>() {
                let head = head.parse().unwrap_or(0);
                units.insert(id, Unit { tokens: place..place, sentence: words[place].1, relation, head, signals });
                open = Some(id);
            }
        }
        if let Some(unit) = open.and_then(|id| units.get_mut(&id)) {
            unit.tokens.end = place + 1;
        }
    }
    units
}

fn keys(text: &Text, words: &[(&treebank::Word, usize)], units: &BTreeMap<usize, Unit>) -> Vec<Key> {
    let range = |place: usize| words.get(place).and_then(|word| text.range(word.0.range.0, word.0.range.1));
    let mut keys = Vec::new();
    for (id, unit) in units.iter().filter(|(_, unit)| unit.relation.starts_with("attribution")) {
        let Some(head) = units.get(&unit.head) else { continue };
        let below = |candidate: usize, inner: &Unit| {
            let (mut at, mut above) = (candidate, inner.head);
            for _ in 0..12 {
                if at == *id {
                    return false;
                }
                if at == unit.head {
                    return true;
                }
                let Some(next) = units.get(&above) else { return false };
                (at, above) = (above, next.head);
            }
            false
        };
        let content: Vec<Range> = units
            .iter()
            .filter(|(other, inner)| inner.sentence == head.sentence && below(**other, inner))
            .filter_map(|(_, inner)| Some(range(inner.tokens.start)?.cover(range(inner.tokens.end.checked_sub(1)?)?)))
            .collect();
        let source: Vec<Range> = signalled(&unit.signals, "sem-atsrc").into_iter().filter_map(range).collect();
        let mut cue: Vec<Range> = signalled(&unit.signals, "lex-indwd")
            .into_iter()
            .filter(|place| unit.tokens.contains(place))
            .filter_map(range)
            .collect();
        if cue.is_empty() {
            let verb =
                unit.tokens.clone().rev().find(|place| words.get(*place).is_some_and(|word| word.0.upos == "VERB"));
            cue.extend(verb.and_then(range));
        }
        if !content.is_empty() && !cue.is_empty() {
            keys.push(Key { cue, content, source });
        }
    }
    keys
}

/// The tokens (from 0) that a signal of this sort names: `sem-atsrc-12,14-16-gold`.
fn signalled(signals: &str, sort: &str) -> Vec<usize> {
    let mut places = Vec::new();
    for signal in signals.split('+').filter_map(|signal| signal.strip_prefix(sort)) {
        let numbers = signal.trim_start_matches('-').trim_end_matches("-gold").trim_end_matches("-_");
        for part in numbers.split(',') {
            let (first, last) = part.split_once('-').unwrap_or((part, part));
            if let (Ok(first), Ok(last)) = (first.parse::<usize>(), last.parse::<usize>()) {
                places.extend((first..=last.min(first + 60)).filter_map(|number| number.checked_sub(1)));
            }
        }
    }
    places
}
