//! A page as a text copy of it would look: what the line model of text copies is trained on.

use super::walk::Page;

/// How a copy is made.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// Blank lines around paragraphs and headings.
    pub blank: bool,
    /// List markers.
    pub markers: bool,
}

/// The text copy of lines `from..to`; every line of the page is one line of the copy.
pub fn dump(page: &Page, from: usize, to: usize, style: Style) -> String {
    let mut out = String::new();
    for line in page.lines.iter().take(to).skip(from) {
        if line.gap && style.blank && !out.is_empty() {
            out.push('\n');
        }
        if style.markers {
            out.push_str(line.marker);
        }
        out.push_str(&line.text);
        out.push('\n');
    }
    out
}
