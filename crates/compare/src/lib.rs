//! What do the reports of a story say together, differently, alone?

use rashomon_news::{Annotated, Findings, Story};

/// All findings of one story; `reports` are its members, in the story's order.
pub fn compare(story: &Story, reports: &[&Annotated]) -> Findings {
    let _ = (story, reports);
    Findings::default()
}
