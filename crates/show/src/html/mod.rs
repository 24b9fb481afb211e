//! One self-contained page.

use rashomon_news::SideBySide;

/// The page for these stories.
pub fn page(stories: &[SideBySide]) -> String {
    let _ = stories;
    String::new()
}
