//! How many: numbers with bounds, units and what is counted.

use crate::Grammar;
use rashomon_news::{Quantity, Report, Time};
use rashomon_text::Layer;

/// Finds them.
pub fn find(report: &Report, grammar: &Grammar, times: &Layer<Time>) -> Layer<Quantity> {
    Layer::default()
}
