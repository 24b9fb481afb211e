//! The report for a terminal.

use rashomon_news::SideBySide;

/// How to print.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// Whether to use colour.
    pub colour: bool,
    /// Columns.
    pub width: usize,
}

/// One screen a story.
pub fn report(stories: &[SideBySide], style: Style) -> String {
    let _ = style;
    stories.iter().map(|side| format!("{:?}\n", side.story.title)).collect()
}
