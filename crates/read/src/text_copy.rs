//! A messy text copy of a page: each line told for what it is, the text itself never changed.

use crate::Options;
use rashomon_news::{Report, Role};
use rashomon_text::{Layer, Text};

/// Reads a text copy.
pub fn read(name: &str, words: &str, options: &Options) -> Report {
    let text = Text::new(words);
    let mut report = Report::new(crate::stem(name), text.clone());
    report.source = name.to_owned();
    let lines = text.as_str().split('\n').filter_map(|line| text.range_of(line)).map(|line| text.trim(line));
    report.blocks = Layer::new(lines.filter(|line| !line.is_empty()).map(|line| (line, Role::Paragraph)));
    report.language = Some("en".to_owned());
    report.published = options.published.map(crate::rows::given);
    report
}
