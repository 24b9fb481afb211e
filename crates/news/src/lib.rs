//! What do we talk about? The vocabulary of the newsroom as data: reports, blocks, people, quotes, times, quantities,
//! stories, findings.
//!
//! No algorithms live here beyond what a value needs to be itself (printing a date, checking that a finding has passages), and
//! nothing here knows files, JSON or databases. The stages (`read`, `annotate`, `group`, `compare`) meet only in these types.

mod annotated;
mod finding;
mod moment;
mod people;
mod quantities;
mod quotes;
mod report;
mod rule;
mod story;
mod times;

pub use annotated::Annotated;
pub use finding::{
    Chain, Copied, Dated, Difference, DifferenceKind, Direction, Event, Fact, Findings, Label, Member, Members,
    Missing, Only, OnlyKind, Origin, Relation, State, Utter, Utterance, Value, Wording,
};
pub use moment::Moment;
pub use people::{Gender, Mention, MentionForm, Person, PersonKind};
pub use quantities::{Change, Quantity, comparable};
pub use quotes::{Marked, MarkedKind, Quote, QuoteKind};
pub use report::{Doubt, Published, Rejected, Report, Role};
pub use rule::Rule;
pub use story::{Dating, SideBySide, Story, StoryReport};
pub use times::{Anchor, Happening, Time, TimeKind};
