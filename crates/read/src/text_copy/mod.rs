//! A messy text copy of a page: each line told for what it is, the text itself never changed.

pub mod features;
pub mod lines;

use crate::Options;
use rashomon_news::{Report, Role};
use rashomon_text::{Layer, Text};

/// Reads a text copy.
pub fn read(name: &str, words: &str, options: &Options) -> Report {
    let text = Text::new(words);
    let mut report = Report::new(crate::stem(name), text.clone());
    report.source = name.to_owned();
    report.blocks = Layer::new(lines::lines(&text).into_iter().map(|line| (line.range, Role::Paragraph)));
    report.language = Some("en".to_owned());
    report.published = options.published.map(crate::rows::given);
    report
}
