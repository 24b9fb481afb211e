//! Reports of one event.

use crate::{Moment, Published};
use jiff::civil::Date;

/// The reports of one event.
#[derive(Clone, Debug, PartialEq)]
pub struct Story {
    /// Stable: it stays when reports are added.
    pub id: String,
    /// Chosen from the members' own headlines.
    pub title: Option<String>,
    /// First and last day of publication among the members whose date is known or inferred.
    pub span: Option<(Date, Date)>,
    /// The id of the running story it belongs to.
    pub storyline: String,
    /// Its members, in order of (date, id).
    pub reports: Vec<StoryReport>,
}

/// A member of a story.
#[derive(Clone, Debug, PartialEq)]
pub struct StoryReport {
    /// The report's id.
    pub id: String,
    /// When it was published, as far as can be told.
    pub dating: Dating,
}

/// What is known of a report's date once its company is known.
#[derive(Clone, Debug, PartialEq)]
pub enum Dating {
    /// The report or its source says it.
    Told(Published),
    /// The company it keeps says it: `from` and `why` are filled.
    Inferred(Published),
    /// Only bounds can be told, from what the report itself looks back on or forward to.
    Bounded {
        /// Not before this day.
        after: Option<Date>,
        /// Not after this day.
        before: Option<Date>,
        /// In words of the data: "it looks back on 'In October'".
        why: String,
    },
    /// Cannot tell.
    Unknown,
}

impl Dating {
    /// The date told or inferred.
    pub fn moment(&self) -> Option<Moment> {
        match self {
            Dating::Told(published) | Dating::Inferred(published) => Some(published.value),
            Dating::Bounded { .. } | Dating::Unknown => None,
        }
    }
}

/// A story with its reports and all that was found between them: what is shown.
#[derive(Clone, Debug)]
pub struct SideBySide {
    /// The story.
    pub story: Story,
    /// Its reports, in the story's order.
    pub reports: Vec<crate::Annotated>,
    /// What they say together, differently and alone.
    pub findings: crate::Findings,
}
