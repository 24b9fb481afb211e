//! Which dated happenings does this report tell?

use crate::Grammar;
use rashomon_news::{Happening, Report, Time};
use rashomon_text::Layer;

/// Finds them.
pub fn find(report: &Report, grammar: &Grammar, times: &Layer<Time>) -> Vec<Happening> {
    Vec::new()
}
