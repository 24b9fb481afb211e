//! Who is named: names, chains of mentions, pronouns.

use crate::Grammar;
use rashomon_news::{Person, Report};

/// Finds them.
pub fn find(report: &Report, grammar: &Grammar) -> Vec<Person> {
    Vec::new()
}
