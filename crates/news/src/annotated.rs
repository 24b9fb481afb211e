//! A report with what was found in it.

use crate::{Happening, Marked, Person, Published, Quantity, Quote, Report, Time};
use rashomon_text::{Layer, Range};

/// A report with what was found in it. All ranges are of the report's text.
#[derive(Clone, Debug)]
pub struct Annotated {
    /// The report itself.
    pub report: Report,
    /// Its sentences, in order, not overlapping; only in parts that are the report's own.
    pub sentences: Vec<Range>,
    /// Who is named, in order of first mention.
    pub people: Vec<Person>,
    /// Who said what, in order of the text.
    pub quotes: Vec<Quote>,
    /// Words in quote marks that are nobody's quotation.
    pub marked: Vec<Marked>,
    /// The day its company gives a report that tells none; its time expressions are reckoned from it.
    pub dated: Option<Published>,
    /// Time expressions.
    pub times: Layer<Time>,
    /// Numbers with units.
    pub quantities: Layer<Quantity>,
    /// Happenings to which the report gives a date.
    pub happenings: Vec<Happening>,
}

impl Annotated {
    /// A report of which nothing has been found yet.
    pub fn bare(report: Report) -> Annotated {
        Annotated {
            report,
            sentences: Vec::new(),
            people: Vec::new(),
            quotes: Vec::new(),
            marked: Vec::new(),
            dated: None,
            times: Layer::default(),
            quantities: Layer::default(),
            happenings: Vec::new(),
        }
    }
}
