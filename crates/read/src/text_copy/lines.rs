//! The lines of a text copy, with their layout; glued lines are parted.

use rashomon_text::{Range, Text};

/// One line of a text copy, or one part of a glued line.
#[derive(Clone, Debug)]
pub struct Line {
    /// Its characters without the white space and the list marker around them.
    pub range: Range,
    /// The kind of list marker: 0 none, 1 `*`, 2 `+`, 3 another sign, 4 a number.
    pub marker: u8,
    /// Blank lines before it, up to 3.
    pub blank: u8,
    /// White space at its start, up to 8.
    pub indent: u8,
    /// Whether it was glued to the part before.
    pub glued: bool,
    /// Whether it is a level of headings in Markdown.
    pub heading: bool,
}

/// Texts of more lines than this are read to this line; the longest real copies have some ten thousand.
pub const MOST_LINES: usize = 200_000;

/// The lines that have characters, in order.
pub fn lines(text: &Text) -> Vec<Line> {
    let mut out = Vec::new();
    let mut blank = 0u8;
    for whole in text.as_str().split(['\n', '\r', '\u{2028}', '\u{2029}', '\u{b}', '\u{c}']) {
        let Some(range) = text.range_of(whole).map(|range| text.trim(range)) else { continue };
        if range.is_empty() {
            blank = (blank + 1).min(3);
            continue;
        }
        if out.len() >= MOST_LINES {
            break;
        }
        let indent = (range.start() - (text.range_of(whole).unwrap_or(range)).start()).min(8) as u8;
        let (marker, heading, range) = marker(text, range);
        let mut rest = range;
        let mut glued = false;
        while let Some(at) = glue(text.slice(rest)) {
            let cut = rest.start() + at;
            let (Some(front), Some(back)) = (text.range(rest.start(), cut), text.range(cut, rest.end())) else { break };
            out.push(Line { range: text.trim(front), marker, blank, indent, glued, heading });
            (rest, glued, blank) = (text.trim(back), true, 0);
        }
        out.push(Line { range: rest, marker, blank, indent, glued, heading });
        blank = 0;
    }
    // Files with Windows line ends have a blank "line" between any two; the caller's texts keep them as they are.
    if text.as_str().contains("\r\n") {
        out.iter_mut().for_each(|line| line.blank = line.blank.saturating_sub(1));
    }
    out
}

fn marker(text: &Text, range: Range) -> (u8, bool, Range) {
    let words = text.slice(range);
    let cut =
        |length: usize| text.range(range.start() + length, range.end()).map(|rest| text.trim(rest)).unwrap_or(range);
    let hashes = words.bytes().take_while(|byte| *byte == b'#').count();
    if (1..=6).contains(&hashes) && words[hashes..].starts_with(' ') {
        return (0, true, cut(hashes));
    }
    let signs =
        [("* ", 1), ("+ ", 2), ("- ", 3), ("• ", 3), ("o ", 3), ("– ", 3), ("> ", 3), ("· ", 3), ("▪ ", 3), ("● ", 3)];
    for (sign, kind) in signs {
        if words.starts_with(sign) && words.len() > sign.len() {
            return (kind, false, cut(sign.len()));
        }
    }
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    if (1..=3).contains(&digits) && words[digits..].starts_with(". ") {
        return (4, false, range);
    }
    (u8::from(matches!(words, "*" | "+" | "-")), false, range)
}

/// Where a label is glued to the line before it: "LatakiaImage: …" gives the place of "Image".
fn glue(words: &str) -> Option<usize> {
    const LABELS: [&str; 14] = [
        "Image:",
        "Images:",
        "Image source",
        "Image caption",
        "Image credit",
        "Photo:",
        "Photo by",
        "Photograph:",
        "Picture:",
        "Pictures:",
        "Credit:",
        "Source:",
        "Getty Images",
        "Copyright ",
    ];
    let found = LABELS.iter().filter_map(|label| {
        memchr::memmem::find_iter(words.as_bytes(), label).find(|at| {
            let before = words[..*at].chars().next_back();
            before.is_some_and(|c| c.is_lowercase() || matches!(c, '.' | ')' | '”' | '"' | ']') || c.is_ascii_digit())
        })
    });
    found.min()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(words: &str) -> Vec<String> {
        let text = Text::new(words);
        lines(&text).iter().map(|line| text.slice(line.range).to_owned()).collect()
    }

    #[test]
    fn labels_part_glued_lines() {
        assert_eq!(
            parts("A bridge in SmallvilleImage: Agency/A. Person"),
            ["A bridge in Smallville", "Image: Agency/A. Person"]
        );
        assert_eq!(parts("Her Image: a life in pictures"), ["Her Image: a life in pictures"]);
        assert_eq!(parts("* One\r\n\r\n+ Two\n"), ["One", "Two"]);
    }

    #[test]
    fn layout_is_kept() {
        let text = Text::new("One\n\n\n   * Two\n3. Three");
        let all = lines(&text);
        assert_eq!((all[1].blank, all[1].marker, all[1].indent), (2, 1, 3));
        assert_eq!((all[2].blank, all[2].marker), (0, 4));
    }
}
