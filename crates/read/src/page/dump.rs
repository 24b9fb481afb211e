//! A page as a text copy of it would look: what the line model of text copies is trained on.

use super::tree::Page;

/// How a copy is made.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// Blank lines around paragraphs and headings.
    pub blank: bool,
    /// List markers.
    pub markers: bool,
}

/// The text copy of lines `from..to`; what the page hides is left out, empty list items are lines of their own.
pub fn dump(page: &Page, from: usize, to: usize, style: Style) -> String {
    let mut out = String::new();
    for line in page.lines.iter().take(to).skip(from) {
        if page.elements[line.element as usize].hidden {
            continue;
        }
        if line.gap && style.blank && !out.is_empty() {
            out.push('\n');
        }
        if style.markers {
            for marker in &line.hollow {
                out.push_str(marker.trim_end());
                out.push('\n');
            }
            out.push_str(line.marker);
        }
        let mut from = 0;
        for seam in line.seams.iter().map(|seam| *seam as usize) {
            // Text is single-spaced: at a seam that has a space already, nothing is added.
            if let Some(part) = line.text.get(from..seam).filter(|_| seam < line.text.len()) {
                out.push_str(part);
                if !part.ends_with(' ') && !line.text[seam..].starts_with([' ', '.', ',', ';', ':']) {
                    out.push(' ');
                }
                from = seam;
            }
        }
        out.push_str(&line.text[from..]);
        out.push('\n');
    }
    out
}
