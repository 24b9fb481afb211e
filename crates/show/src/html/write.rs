//! A page as it grows: whatever is not a literal of this program is escaped.

use std::fmt::Write;

/// Markup under construction.
#[derive(Default)]
pub(super) struct Page {
    out: String,
}

/// Attributes; one with an empty value is left out.
pub(super) type Attributes<'a> = &'a [(&'static str, &'a str)];

impl Page {
    /// Markup of this program's own.
    pub fn raw(&mut self, markup: &'static str) {
        self.out += markup;
    }

    /// Anybody's words.
    pub fn text(&mut self, words: &str) {
        escape(&mut self.out, words, false);
    }

    /// An opening tag.
    pub fn open(&mut self, tag: &'static str, attributes: Attributes) {
        self.out.push('<');
        self.out += tag;
        for (name, value) in attributes.iter().filter(|attribute| !attribute.1.is_empty()) {
            self.attribute(name, value);
        }
        self.out.push('>');
    }

    /// An attribute of a tag that is being written by hand.
    pub fn attribute(&mut self, name: &'static str, value: &str) {
        self.out.push(' ');
        self.out += name;
        self.out += "=\"";
        escape(&mut self.out, value, true);
        self.out.push('"');
    }

    /// A closing tag.
    pub fn close(&mut self, tag: &'static str) {
        self.out += "</";
        self.out += tag;
        self.out.push('>');
    }

    /// An element that holds only words.
    pub fn word(&mut self, tag: &'static str, attributes: Attributes, words: &str) {
        self.open(tag, attributes);
        self.text(words);
        self.close(tag);
    }

    /// An outlet's words, kept apart from the writing direction around them.
    pub fn outlet(&mut self, language: Option<&str>, words: &str) {
        self.word("bdi", &[("lang", tag(language))], words);
    }

    /// A number.
    pub fn count(&mut self, number: usize) {
        let _ = write!(self.out, "{number}");
    }

    /// An element whose content is this program's own: style, script.
    pub fn own(&mut self, tag: &'static str, content: &str) {
        self.open(tag, &[]);
        self.out += content;
        self.close(tag);
    }

    pub fn finish(self) -> String {
        self.out
    }
}

/// A language code that can stand in an attribute; none where it is not one.
pub(super) fn tag(language: Option<&str>) -> &str {
    let plain = |code: &&str| code.len() <= 12 && code.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    language.filter(plain).unwrap_or("")
}

/// An address that a reader may follow: nothing that runs.
pub(super) fn web(address: Option<&str>) -> Option<&str> {
    address.filter(|address| {
        let start: String = address.chars().take(8).collect::<String>().to_ascii_lowercase();
        start.starts_with("https://") || start.starts_with("http://")
    })
}

fn escape(out: &mut String, words: &str, attribute: bool) {
    for c in words.chars() {
        match c {
            '<' => *out += "&lt;",
            '>' => *out += "&gt;",
            '&' => *out += "&amp;",
            '"' => *out += "&quot;",
            '\'' => *out += "&#39;",
            // Overrides make letters stand in another order than they are written: shown, not obeyed.
            '\u{202d}' | '\u{202e}' => out.push('⇄'),
            // An attribute has no element around it that would end an embedding.
            '\u{202a}'..='\u{202c}' | '\u{2066}'..='\u{2069}' if attribute => {}
            '\t' | '\n' => out.push(c),
            '\r' => {}
            c if c.is_control() => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_never_markup() {
        for (words, escaped) in [
            ("<script>", "&lt;script&gt;"),
            ("a & 'b' \"c\"", "a &amp; &#39;b&#39; &quot;c&quot;"),
            ("\u{202e}abc\u{0}\u{1b}\u{85}", "⇄abc\u{fffd}\u{fffd}\u{fffd}"),
        ] {
            let mut page = Page::default();
            page.text(words);
            assert_eq!(page.finish(), escaped);
        }
        let mut page = Page::default();
        page.word("a", &[("title", "\"><b>"), ("class", "")], "x");
        assert_eq!(page.finish(), "<a title=\"&quot;&gt;&lt;b&gt;\">x</a>");
    }

    #[test]
    fn only_web_addresses_are_followed() {
        for (address, followed) in [
            ("https://example.org/a", true),
            ("HTTP://example.org", true),
            ("javascript:alert(1)", false),
            (" javascript:alert(1)", false),
            ("data:text/html,x", false),
            ("//example.org", false),
        ] {
            assert_eq!(web(Some(address)).is_some(), followed, "{address}");
        }
        assert_eq!((tag(Some("en")), tag(Some("en\" x")), tag(None)), ("en", "", ""));
    }
}
