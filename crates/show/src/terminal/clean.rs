//! Outlet text made safe for a terminal.

use std::iter::once;

/// One line of running words: white space becomes single spaces; controls, and marks that turn the writing direction, become U+FFFD.
pub(super) fn clean(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut space = false;
    for c in words.trim().chars() {
        if c.is_whitespace() {
            space = true;
            continue;
        }
        if invisible(c) {
            continue;
        }
        out.extend(space.then_some(' ').into_iter().chain(once(if harmful(c) { '\u{fffd}' } else { c })));
        space = false;
    }
    out
}

/// C0 and C1 controls, and embeddings, overrides and isolates of the writing direction.
fn harmful(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fff9}'..='\u{fffb}')
}

/// Marks without width that would only confuse the count of columns.
fn invisible(c: char) -> bool {
    matches!(c, '\u{00ad}' | '\u{061c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn escapes_and_overrides_are_shown_not_obeyed() {
        for (words, cleaned) in [
            ("plain words", "plain words"),
            ("  two\u{a0}\u{a0}lines\r\n here ", "two lines here"),
            ("\u{1b}[31mred\u{7}", "\u{fffd}[31mred\u{fffd}"),
            ("a\u{9b}31mb", "a\u{fffd}31mb"),
            ("\u{202e}dlrow\u{202c}", "\u{fffd}dlrow\u{fffd}"),
            ("co\u{ad}operate\u{200b}", "cooperate"),
        ] {
            assert_eq!(clean(words), cleaned);
        }
    }
}
