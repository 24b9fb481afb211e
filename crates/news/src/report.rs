//! One report, as it was read.

use crate::{Moment, Rule};
use rashomon_text::{Layer, Range, Text};
use std::fmt;

/// One outlet's report of something, as it was read: text that never changes, its parts, and what is known of where it comes from.
#[derive(Clone, Debug)]
pub struct Report {
    /// Unique among the reports of one run.
    pub id: String,
    /// The path or address it was read from.
    pub source: String,
    /// Its own address, where known.
    pub url: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Its headline, without the outlet's name.
    pub title: Option<String>,
    /// The people its byline names.
    pub authors: Vec<String>,
    /// When it was published, with the reason; `None` is "cannot tell".
    pub published: Option<Published>,
    /// When it was last changed, where it says so.
    pub modified: Option<Published>,
    /// The part of the outlet it stands in ("World", "Politics").
    pub section: Option<String>,
    /// The news agencies it credits, by short name ("AP", "AFP", "Interfax"), in the order of their first credit.
    pub agencies: Vec<String>,
    /// ISO 639-1 code of its language, where it could be told.
    pub language: Option<String>,
    /// `Some(false)` where the copy is visibly cut, `None` where that cannot be told.
    pub complete: Option<bool>,
    /// All of its text, furniture included.
    pub text: Text,
    /// What each part of the text is; in order, not overlapping, not covering white space.
    pub blocks: Layer<Role>,
    /// What could not be told, or told for certain.
    pub doubts: Vec<Doubt>,
    /// Values that were found and not taken, for `--explain`.
    pub rejected: Vec<Rejected>,
}

impl Report {
    /// A report of which only the text is known: one paragraph, or none where the text is blank.
    pub fn new(id: impl Into<String>, text: Text) -> Report {
        let body = text.trim(text.whole());
        let blocks = Layer::new((!body.is_empty()).then_some((body, Role::Paragraph)));
        Report {
            id: id.into(),
            source: String::new(),
            url: None,
            outlet: None,
            title: None,
            authors: Vec::new(),
            published: None,
            modified: None,
            section: None,
            agencies: Vec::new(),
            language: None,
            complete: None,
            text,
            blocks,
            doubts: Vec::new(),
            rejected: Vec::new(),
        }
    }

    /// The parts that carry the report's own statements: headline, subheads and paragraphs.
    pub fn telling(&self) -> impl Iterator<Item = Range> {
        self.blocks.iter().filter(|block| block.value.tells()).map(|block| block.range)
    }

    /// The role of the block that holds the byte at `offset`.
    pub fn role_at(&self, offset: usize) -> Option<Role> {
        self.blocks.at(offset).next().map(|block| block.value)
    }

    /// The day of publication, where known.
    pub fn day(&self) -> Option<jiff::civil::Date> {
        self.published.as_ref().map(|published| published.value.day())
    }
}

/// What a part of a report is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// The title over the report.
    Headline,
    /// Who wrote it.
    Byline,
    /// Where and when it was written: "DUSHANBE, Sept 15 (Reuters) –", or the line with the date of publication.
    Dateline,
    /// The report's own running text, list items and block quotations included.
    Paragraph,
    /// A heading inside the report, or the line under the headline.
    Subhead,
    /// What stands under a picture.
    Caption,
    /// Whose picture or agency text it is.
    Credit,
    /// A sentence of the report set again in large type.
    Pullquote,
    /// Navigation, advertising, "also read", comments, notices.
    Furniture,
}

impl Role {
    /// Every role, in the order of their names in the contract.
    pub const ALL: [Role; 9] = [
        Role::Headline,
        Role::Byline,
        Role::Dateline,
        Role::Paragraph,
        Role::Subhead,
        Role::Caption,
        Role::Credit,
        Role::Pullquote,
        Role::Furniture,
    ];

    /// Whether findings may rest on it.
    pub fn tells(self) -> bool {
        matches!(self, Role::Headline | Role::Paragraph | Role::Subhead)
    }

    /// Its name in the contract.
    pub fn name(self) -> &'static str {
        match self {
            Role::Headline => "headline",
            Role::Byline => "byline",
            Role::Dateline => "dateline",
            Role::Paragraph => "paragraph",
            Role::Subhead => "subhead",
            Role::Caption => "caption",
            Role::Credit => "credit",
            Role::Pullquote => "pullquote",
            Role::Furniture => "furniture",
        }
    }

    /// The role of that name.
    pub fn from_name(name: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.name() == name)
    }
}

/// A date of publication (or change) with the reason for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Published {
    /// The date itself.
    pub value: Moment,
    /// What told it: `json-ld`, `meta`, `url`, `text`, `given`, `inferred…`.
    pub why: Rule,
    /// The words of the report's own text that say it.
    pub passage: Option<Range>,
    /// The report whose company dates this one, where the date is inferred.
    pub from: Option<String>,
}

/// Something that could not be told, or not for certain; lower case, saying what and where.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Doubt(String);

impl Doubt {
    /// A doubt in these words.
    pub fn new(words: impl Into<String>) -> Doubt {
        Doubt(words.into())
    }

    /// Its words.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Doubt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Doubt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A value that was found for a field and lost to another, kept for `--explain`.
#[derive(Clone, Debug, PartialEq)]
pub struct Rejected {
    /// The field of the report: "published", "title", "authors", "outlet", "text".
    pub field: &'static str,
    /// What was found.
    pub value: String,
    /// What found it.
    pub rule: Rule,
    /// Why it was not taken: "page clock", "copyright year", "after the day of reading".
    pub why: String,
}
