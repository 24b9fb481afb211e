//! Names and their classes: the model's labels, made one with themselves over the report.

use super::agree;
use super::features;
use super::looks::Looks;
use super::tagger::{Class, LABELS, Model};
use std::ops::Range;

/// A name as found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// Places of its tokens.
    pub tokens: Range<usize>,
    /// Its class.
    pub class: Class,
}

/// The names of a report, in order.
pub fn find(looks: &Looks) -> Vec<Name> {
    with(looks, Model::get())
}

/// Likewise, by another model.
pub fn with(looks: &Looks, model: &Model) -> Vec<Name> {
    agree::settle(looks, spans(&label(looks, model)))
}

/// The model's label for every token.
pub fn label(looks: &Looks, model: &Model) -> Vec<u8> {
    let mut labels = vec![0; looks.tokens.len()];
    let mut row = Vec::new();
    let mut scores: Vec<[f32; LABELS]> = Vec::new();
    for segment in looks.segments() {
        scores.clear();
        for token in segment.clone() {
            features::of(looks, token, &mut row);
            scores.push(model.scores(&row));
        }
        labels[segment].copy_from_slice(&model.best(&scores));
    }
    labels
}

/// The names that labels spell.
pub fn spans(labels: &[u8]) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::new();
    let mut open = false;
    for (at, &label) in labels.iter().enumerate() {
        let Some(class) = Class::of(label) else {
            open = false;
            continue;
        };
        match names.last_mut() {
            Some(name) if open && !Class::begins(label) && name.class == class => name.tokens.end = at + 1,
            _ => names.push(Name { tokens: at..at + 1, class }),
        }
        open = true;
    }
    names
}
