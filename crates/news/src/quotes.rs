//! Who said what, in whose words.

use crate::Rule;
use rashomon_text::Range;

/// One attribution: words said, believed, planned or denied by somebody.
#[derive(Clone, Debug, PartialEq)]
pub struct Quote {
    /// Whether the words are the speaker's own.
    pub kind: QuoteKind,
    /// Just the words said, without cue, source and outer marks; several ranges where they are interrupted. Never empty.
    pub content: Vec<Range>,
    /// The word or words that say that it was said: "said", "according to".
    pub cue: Vec<Range>,
    /// The words that name who said it.
    pub source: Vec<Range>,
    /// The resolved speaker's name; `None` where it is doubtful.
    pub speaker: Option<String>,
    /// Who could be meant where `speaker` is `None`.
    pub candidates: Vec<String>,
    /// Who passed it on: "Interfax", "Bild".
    pub via: Option<String>,
    /// Place in the report's list of the quote that this one stands inside of.
    pub within: Option<usize>,
    /// Calibrated chance that this is an attribution with this content, where a model decided.
    pub probability: Option<f32>,
    /// What found it.
    pub rule: Rule,
}

impl Quote {
    /// The rule of posts: direct without marks, and what stands around them is the network's.
    pub const POST: &'static str = "quotes/post";

    /// Whether it is a post of a social network as it was written.
    pub fn posted(&self) -> bool {
        self.rule.as_str() == Quote::POST
    }

    /// From the first to the last byte of the content.
    pub fn span(&self) -> Range {
        let first = self.content.first().copied().unwrap_or_default();
        self.content.iter().fold(first, |all, &part| all.cover(part))
    }
}

/// Whether the words are the speaker's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum QuoteKind {
    /// All in quote marks.
    Direct,
    /// Partly in quote marks.
    Mixed,
    /// In the reporter's words.
    Indirect,
}

impl QuoteKind {
    /// Its name in the contract.
    pub fn name(self) -> &'static str {
        match self {
            QuoteKind::Direct => "direct",
            QuoteKind::Mixed => "mixed",
            QuoteKind::Indirect => "indirect",
        }
    }

    /// The kind of that name.
    pub fn from_name(name: &str) -> Option<QuoteKind> {
        use QuoteKind::*;
        [Direct, Mixed, Indirect].into_iter().find(|kind| kind.name() == name)
    }
}

/// Words in quote marks that are nobody's quotation.
#[derive(Clone, Debug, PartialEq)]
pub struct Marked {
    /// The words without their marks.
    pub range: Range,
    /// Why they are marked.
    pub kind: MarkedKind,
    /// What decided it.
    pub rule: Rule,
}

/// Why words stand in quote marks though nobody is quoted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MarkedKind {
    /// The outlet keeps its distance: 'humanitarian aid'.
    Scare,
    /// A book, film, song, ship, operation.
    Title,
}

impl MarkedKind {
    /// Its name in the contract.
    pub fn name(self) -> &'static str {
        match self {
            MarkedKind::Scare => "scare",
            MarkedKind::Title => "title",
        }
    }

    /// The kind of that name.
    pub fn from_name(name: &str) -> Option<MarkedKind> {
        use MarkedKind::*;
        [Scare, Title].into_iter().find(|kind| kind.name() == name)
    }
}
