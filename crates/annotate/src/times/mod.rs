//! When: time expressions with their TIMEX3 values.

use crate::Grammar;
use rashomon_news::{Report, Time};
use rashomon_text::Layer;

/// Finds them.
pub fn find(report: &Report, grammar: &Grammar, published: Option<jiff::civil::Date>) -> Layer<Time> {
    Layer::default()
}
