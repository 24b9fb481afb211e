//! Why a report has no words in a row.

use super::View;
use rashomon_news::State;

/// A report without something that others have.
#[derive(Debug, PartialEq)]
pub(crate) struct Gap {
    pub state: State,
    pub why: String,
}

impl View<'_> {
    /// Why a report of this place has nothing in a row where nothing more is told: never "absent", which only a comparison can say.
    pub fn gap(&self, place: usize) -> Gap {
        let complete = self.reports().get(place).and_then(|all| all.report.complete);
        let why = match complete {
            Some(false) => "nothing like it was found, and this copy is cut off",
            _ => "nothing like it was found; whether the report lacks it or says it in other words cannot be told",
        };
        Gap { state: State::Unknown, why: why.to_owned() }
    }
}
