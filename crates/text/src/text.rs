//! The words of one report.

use crate::Range;
use std::fmt;
use std::sync::Arc;

/// The first 16 bytes of the BLAKE3 hash of a text's bytes: the same bytes have the same id everywhere.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TextId([u8; 16]);

impl TextId {
    /// The id of some bytes.
    pub fn of(bytes: &[u8]) -> TextId {
        let mut id = [0; 16];
        id.copy_from_slice(&blake3::hash(bytes).as_bytes()[..16]);
        TextId(id)
    }
}

impl fmt::Display for TextId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for TextId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TextId({self})")
    }
}

/// The words of one report, never changed. Clones share the bytes.
#[derive(Clone)]
pub struct Text {
    words: Arc<str>,
    id: TextId,
}

impl Text {
    /// A text of these words.
    ///
    /// # Panics
    /// Where `words` is longer than 4 GiB; inputs are bounded far below that where they are read.
    pub fn new(words: impl Into<Arc<str>>) -> Text {
        let words = words.into();
        assert!(u32::try_from(words.len()).is_ok(), "a text is at most 4 GiB long");
        let id = TextId::of(words.as_bytes());
        Text { words, id }
    }

    /// All its characters.
    pub fn as_str(&self) -> &str {
        &self.words
    }

    /// Its content address.
    pub fn id(&self) -> TextId {
        self.id
    }

    /// Length in bytes.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether it has no characters.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Bytes `start..end`; `None` outside the text, the wrong way round, or inside a character.
    ///
    /// ```
    /// let text = rashomon_text::Text::new("café");
    /// assert!(text.range(0, 5).is_some());
    /// assert!(text.range(0, 4).is_none());
    /// ```
    pub fn range(&self, start: usize, end: usize) -> Option<Range> {
        (start <= end && self.words.is_char_boundary(start) && self.words.is_char_boundary(end))
            .then(|| Range::checked(start, end))
    }

    /// All of it.
    pub fn whole(&self) -> Range {
        Range::checked(0, self.len())
    }

    /// The characters of a range of this text; of another text's range, what of it can be cut here (never a panic).
    pub fn slice(&self, range: Range) -> &str {
        self.words.get(range.bytes()).unwrap_or("")
    }

    /// The range without white space at its ends.
    pub fn trim(&self, range: Range) -> Range {
        self.trim_matches(range, char::is_whitespace)
    }

    /// The range without the characters at its ends that `drop` names.
    pub fn trim_matches(&self, range: Range, drop: impl Fn(char) -> bool) -> Range {
        let words = self.slice(range);
        let rest = words.trim_start_matches(&drop);
        let start = range.start() + (words.len() - rest.len());
        let kept = rest.trim_end_matches(&drop);
        self.range(start, start + kept.len()).unwrap_or(range)
    }

    /// The range of `part`, a slice of this text's own characters (as a search or a split gives it).
    ///
    /// `None` where `part` lies elsewhere in memory.
    pub fn range_of(&self, part: &str) -> Option<Range> {
        let start = (part.as_ptr() as usize).checked_sub(self.words.as_ptr() as usize)?;
        self.range(start, start.checked_add(part.len())?)
    }

    /// A range that knows this text.
    pub fn passage(&self, range: Range) -> Passage {
        Passage { text: self.clone(), range }
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Text) -> bool {
        self.id == other.id && self.words == other.words
    }
}

impl Eq for Text {}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Text({}, {} bytes)", self.id, self.len())
    }
}

/// A range that knows its text.
#[derive(Clone, PartialEq, Eq)]
pub struct Passage {
    text: Text,
    range: Range,
}

impl Passage {
    /// The text it is cut from.
    pub fn text(&self) -> &Text {
        &self.text
    }

    /// Where it stands in that text.
    pub fn range(&self) -> Range {
        self.range
    }

    /// Its characters.
    pub fn as_str(&self) -> &str {
        self.text.slice(self.range)
    }
}

impl fmt::Debug for Passage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} {:?}", self.range, self.as_str())
    }
}
