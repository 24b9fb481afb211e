//! Who is named in a report.

use crate::Rule;
use rashomon_text::Range;

/// A person, body, place or group of one report, with everything that names it there.
///
/// The same person across reports is a matter of comparison, not of annotation.
#[derive(Clone, Debug, PartialEq)]
pub struct Person {
    /// The fullest name the report gives, without its title: "Vladimir Putin".
    pub name: String,
    /// What sort of thing it is.
    pub kind: PersonKind,
    /// Titles and roles the report gives it: "Russian President", "the Russian leader".
    pub labels: Vec<String>,
    /// Where titles, pronouns or first names tell it.
    pub gender: Option<Gender>,
    /// Every place that names it, in order of the text.
    pub mentions: Vec<Mention>,
    /// What found it.
    pub rule: Rule,
}

/// What sort of thing is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PersonKind {
    /// A human being.
    Person,
    /// A body that can speak: a ministry, a company, a newspaper, "the Kremlin".
    Organisation,
    /// A place.
    Place,
    /// People named by what they have in common: "rebels", "Syrians", "residents".
    Group,
}

impl PersonKind {
    /// Its name in the contract.
    pub fn name(self) -> &'static str {
        match self {
            PersonKind::Person => "person",
            PersonKind::Organisation => "organisation",
            PersonKind::Place => "place",
            PersonKind::Group => "group",
        }
    }

    /// The kind of that name.
    pub fn from_name(name: &str) -> Option<PersonKind> {
        use PersonKind::*;
        [Person, Organisation, Place, Group].into_iter().find(|kind| kind.name() == name)
    }
}

/// Which pronouns a person takes in the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Gender {
    /// he
    Masculine,
    /// she
    Feminine,
}

/// One place that names a person.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// The words: a name without its title, a noun phrase, or a pronoun.
    pub range: Range,
    /// Which of the three.
    pub form: MentionForm,
    /// How many could be meant; 1 where there is no doubt.
    pub candidates: u8,
}

/// How a mention names its person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MentionForm {
    /// "Vladimir Putin", "Putin"
    Name,
    /// "the Russian leader"
    Nominal,
    /// "he"
    Pronoun,
}

impl MentionForm {
    /// Its name in the contract.
    pub fn name(self) -> &'static str {
        match self {
            MentionForm::Name => "name",
            MentionForm::Nominal => "nominal",
            MentionForm::Pronoun => "pronoun",
        }
    }

    /// The form of that name.
    pub fn from_name(name: &str) -> Option<MentionForm> {
        use MentionForm::*;
        [Name, Nominal, Pronoun].into_iter().find(|form| form.name() == name)
    }
}
