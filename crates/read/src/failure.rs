//! What could not be read.

use std::fmt;

/// An input, or a record of one, that could not be read: what, where, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    place: String,
    reason: String,
}

impl Failure {
    /// `place` names the input ("page.html", "rows.jsonl line 3"); `reason` is lower case.
    pub fn new(place: impl Into<String>, reason: impl Into<String>) -> Failure {
        Failure { place: place.into(), reason: reason.into() }
    }

    /// The input, or the record of it.
    pub fn place(&self) -> &str {
        &self.place
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.reason)
    }
}

impl std::error::Error for Failure {}
