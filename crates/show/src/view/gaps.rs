//! Why a report has no words in a row.

use super::View;
use rashomon_news::State;

/// A report without something that others have.
#[derive(Debug, PartialEq)]
pub(crate) struct Gap {
    pub state: State,
    pub why: &'static str,
}

impl View<'_> {
    /// Why a report has nothing in a row that the reports of `others` fill. Never "absent": only a comparison can say that.
    pub fn gap(&self, place: usize, others: &[usize]) -> Gap {
        let complete = self.reports().get(place).and_then(|all| all.report.complete);
        let known = others.iter().filter_map(|&other| self.dating(other).moment()).map(|moment| moment.day()).min();
        let own = self.dating(place).moment().map(|moment| moment.day());
        let why = match (complete, own, known) {
            (Some(false), _, _) => "nothing like it was found, and this copy is cut off",
            (None, _, _) => "nothing like it was found, but whether this copy is whole cannot be told",
            (_, None, _) => "nothing like it was found, but when this was published is not known",
            (_, Some(own), Some(known)) if own < known => "nothing like it was found, but this was published before",
            _ => "nothing like it was found; this report may say it in other words",
        };
        Gap { state: State::Unknown, why }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture;
    use crate::view::View;

    #[test]
    fn a_row_is_never_said_to_be_absent_from_a_copy_that_may_be_cut() {
        let side = fixture::ferry();
        let view = View::new(&side);
        let why = |place: usize, others: &[usize]| view.gap(place, others).why;
        assert!(why(2, &[0, 1]).ends_with("this copy is cut off"));
        assert!(why(1, &[0]).ends_with("whole cannot be told"));
        assert!(why(0, &[3]).ends_with("published before"));
        assert!(why(3, &[0]).ends_with("in other words"));
    }
}
