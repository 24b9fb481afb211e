//! What the reports of a story say together, differently and alone.
//!
//! No finding exists without passages: those about several reports keep their members in [`Members`], which cannot be built
//! from fewer than two different reports.

use crate::{Quantity, QuoteKind, Rule};
use rashomon_text::{Passage, Range};

/// Everything found in one story, each list in the order it should be read.
#[derive(Clone, Debug, Default)]
pub struct Findings {
    /// The independent origins; each report belongs to exactly one.
    pub origins: Vec<Origin>,
    /// The same thing said, in several reports.
    pub utterances: Vec<Utterance>,
    /// The same thing counted, in several reports.
    pub facts: Vec<Fact>,
    /// The same dated happening, in several reports, by date.
    pub events: Vec<Event>,
    /// Who shares text with whom.
    pub copies: Vec<Copied>,
    /// What one report alone has.
    pub only: Vec<Only>,
    /// How each outlet names the same thing.
    pub wording: Vec<Wording>,
    /// Who heard it from whom, where printed.
    pub chains: Vec<Chain>,
    /// What could not be told, in words of the data.
    pub doubts: Vec<String>,
}

/// Reports that rest on one source count once.
#[derive(Clone, Debug, PartialEq)]
pub struct Origin {
    /// The agency, or the outlet's own name.
    pub name: String,
    /// Ids of the reports that rest on it.
    pub reports: Vec<String>,
    /// Why they count as one: "both credit AP", "r4 copies r1".
    pub why: Option<String>,
}

/// A passage of one report with what a finding says of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Member<T> {
    /// The report's id.
    pub report: String,
    /// Its own words.
    pub passage: Passage,
    /// What the finding says of them.
    pub value: T,
}

/// Passages from two or more different reports.
#[derive(Clone, Debug, PartialEq)]
pub struct Members<T>(Vec<Member<T>>);

impl<T> Members<T> {
    /// `None` unless at least two different reports are among them.
    pub fn new(members: Vec<Member<T>>) -> Option<Members<T>> {
        let first = &members.first()?.report;
        members.iter().any(|member| member.report != *first).then_some(Members(members))
    }

    /// How many different reports are among them.
    pub fn reports(&self) -> usize {
        let mut ids: Vec<_> = self.0.iter().map(|member| &member.report).collect();
        ids.sort_unstable();
        ids.dedup();
        ids.len()
    }
}

impl<T> std::ops::Deref for Members<T> {
    type Target = [Member<T>];

    fn deref(&self) -> &[Member<T>] {
        &self.0
    }
}

/// One thing said by one speaker on one occasion.
#[derive(Clone, Debug, PartialEq)]
pub struct Utterance {
    /// Stable within the story.
    pub id: String,
    /// The speaker's fullest name among the members; `None` where it is doubtful.
    pub speaker: Option<String>,
    /// Who printed it, each cut to what corresponds.
    pub members: Members<Utter>,
    /// How many independent origins printed it.
    pub origins: usize,
    /// How pairs of members from different reports differ.
    pub differences: Vec<Difference>,
    /// What joined them.
    pub rule: Rule,
}

/// An utterance in one report.
#[derive(Clone, Debug, PartialEq)]
pub struct Utter {
    /// Whether the words are the speaker's own.
    pub kind: QuoteKind,
    /// All of the quotation the passage is cut from.
    pub whole: Vec<Range>,
    /// The name the report gives the speaker.
    pub speaker: Option<String>,
    /// Who passed it on to this report.
    pub via: Option<String>,
    /// The words that say that the speaker denies it: "dismissed".
    pub denied: Option<Passage>,
}

/// How two members of an utterance differ.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// Place of the one among the members.
    pub a: usize,
    /// Place of the other.
    pub b: usize,
    /// In what ways, in the order of [`DifferenceKind`].
    pub kinds: Vec<DifferenceKind>,
    /// Both print words in quote marks as verbatim and the words differ, with nothing to explain it.
    pub alarm: bool,
    /// Words of `a` that are not in `b`.
    pub only_a: Vec<Range>,
    /// Words of `b` that are not in `a`.
    pub only_b: Vec<Range>,
}

/// Ways in which two printings of one utterance differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DifferenceKind {
    /// Word for word the same.
    Verbatim,
    /// The second leaves out words.
    Trimmed,
    /// The second has more words.
    Extended,
    /// Words that stand apart in one stand together in the other.
    Spliced,
    /// Other words for the same: a translation or paraphrase.
    Reworded,
    /// Direct in one, indirect in the other.
    Indirect,
    /// One says not, the other does not.
    Negation,
    /// A number differs.
    Number,
}

impl DifferenceKind {
    /// Its name in the contract.
    pub fn name(self) -> &'static str {
        match self {
            DifferenceKind::Verbatim => "verbatim",
            DifferenceKind::Trimmed => "trimmed",
            DifferenceKind::Extended => "extended",
            DifferenceKind::Spliced => "spliced",
            DifferenceKind::Reworded => "reworded",
            DifferenceKind::Indirect => "indirect",
            DifferenceKind::Negation => "negation",
            DifferenceKind::Number => "number",
        }
    }
}

/// One measurable thing.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// Stable within the story.
    pub id: String,
    /// What is counted, in words of the reports.
    pub what: String,
    /// How the members' values stand to each other: the strongest that holds.
    pub relation: Relation,
    /// The reason, in words of the data.
    pub why: String,
    /// Who printed which value.
    pub members: Members<Value>,
    /// How many independent origins give it.
    pub origins: usize,
    /// What joined them.
    pub rule: Rule,
}

/// A value in one report.
#[derive(Clone, Debug, PartialEq)]
pub struct Value {
    /// The number with its bounds and unit.
    pub quantity: Quantity,
    /// The day the report holds it for true, where that can be told.
    pub as_of: Option<jiff::civil::Date>,
}

/// How the values of one fact stand to each other; later ones are stronger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// Equal.
    Agree,
    /// Compatible at different precision: "dozens" and 37.
    Precision,
    /// A later report of a moving number.
    Update,
    /// They cannot both be true of one moment.
    Conflict,
}

impl Relation {
    /// Its name in the contract.
    pub fn name(self) -> &'static str {
        match self {
            Relation::Agree => "agree",
            Relation::Precision => "precision",
            Relation::Update => "update",
            Relation::Conflict => "conflict",
        }
    }
}

/// One dated happening.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// Stable within the story.
    pub id: String,
    /// What happened, in words of the reports.
    pub what: String,
    /// ISO, as precise as the members agree on; `None` where they disagree.
    pub date: Option<String>,
    /// Which words of which report date it.
    pub members: Members<Dated>,
    /// How many independent origins give it.
    pub origins: usize,
    /// What joined them.
    pub rule: Rule,
}

/// A happening in one report; the member's passage is the time expression.
#[derive(Clone, Debug, PartialEq)]
pub struct Dated {
    /// ISO, as precise as the words: `YYYY`, `YYYY-MM`, `YYYY-MM-DD`, `YYYY-MM-DDThh:mm`.
    pub date: String,
    /// The clause that tells it.
    pub clause: Range,
}

/// Two reports that share running text, or openly credit the same agency text.
#[derive(Clone, Debug, PartialEq)]
pub struct Copied {
    /// One report's id.
    pub a: String,
    /// The other's.
    pub b: String,
    /// The agency both have it from, where told.
    pub origin: Option<String>,
    /// Who had it first, where time or credit tell.
    pub direction: Option<Direction>,
    /// What is shared; may be empty only where `origin` is told and `credits` are not empty.
    pub passages: Vec<(Passage, Passage)>,
    /// The words that credit the agency, in either report.
    pub credits: Vec<(String, Passage)>,
    /// What found it.
    pub rule: Rule,
}

/// Which way text went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// From the first to the second.
    AToB,
    /// From the second to the first.
    BToA,
}

/// Something one report alone has.
#[derive(Clone, Debug, PartialEq)]
pub struct Only {
    /// Its id.
    pub report: String,
    /// Its words.
    pub passage: Passage,
    /// What sort of thing.
    pub kind: OnlyKind,
    /// Who said it, what is counted, or what happened.
    pub what: Option<String>,
    /// The other reports of the story, and whether they can be said to lack it.
    pub missing_from: Vec<Missing>,
}

/// What sort of thing one report alone has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OnlyKind {
    /// Something said.
    Utterance,
    /// Something counted.
    Fact,
    /// A dated happening.
    Event,
}

impl OnlyKind {
    /// Its name in the contract.
    pub fn name(self) -> &'static str {
        match self {
            OnlyKind::Utterance => "utterance",
            OnlyKind::Fact => "fact",
            OnlyKind::Event => "event",
        }
    }
}

/// A report without something another has.
#[derive(Clone, Debug, PartialEq)]
pub struct Missing {
    /// Its id.
    pub report: String,
    /// Whether that can be told.
    pub state: State,
    /// The reason.
    pub why: String,
}

/// Whether a report can be said to lack something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// It is complete, covers the moment, was published after the thing was known, and does not have it.
    Absent,
    /// Cannot tell.
    Unknown,
}

impl State {
    /// Its name in the contract.
    pub fn name(self) -> &'static str {
        match self {
            State::Absent => "absent",
            State::Unknown => "unknown",
        }
    }
}

/// How outlets name one thing.
#[derive(Clone, Debug, PartialEq)]
pub struct Wording {
    /// The thing: a person's fullest name, or a term.
    pub about: String,
    /// The names it is given, by report.
    pub labels: Vec<Label>,
    /// What found it.
    pub rule: Rule,
}

/// A name one report gives.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    /// The report's id.
    pub report: String,
    /// The words, as first printed.
    pub words: String,
    /// Each place; never empty.
    pub at: Vec<Passage>,
}

/// Who heard it from whom: the first link is who said it, the last the outlet that prints it.
#[derive(Clone, Debug, PartialEq)]
pub struct Chain {
    /// The report's id.
    pub report: String,
    /// The words that tell it.
    pub passage: Passage,
    /// The links, first to last.
    pub links: Vec<String>,
}
