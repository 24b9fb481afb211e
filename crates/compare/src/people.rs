//! The same person or body across reports.

use crate::sheet::Sheet;
use rashomon_news::{MentionForm, Person, PersonKind};
use std::collections::{BTreeMap, BTreeSet};

/// Words of a name that do not tell people apart.
const PARTICLES: &str = "al el bin ibn abu de la le van von der den di da the of and mr mrs ms dr sir lord lady president minister prime \
 general gen director spokesman spokeswoman spokesperson chief secretary foreign defence defense leader";

/// A person's name of more words is a headline: its first word is nobody's first name.
const LONGEST_NAME: usize = 3;

/// Who is who across the reports of a story.
pub struct People {
    /// By report: name in lower case → number of the person.
    by_name: Vec<BTreeMap<String, usize>>,
    /// By number.
    known: Vec<Known>,
}

/// One person or body of the story.
#[derive(Clone, Debug)]
pub struct Known {
    /// The fullest name any report gives.
    pub name: String,
    pub kind: PersonKind,
    tokens: Vec<String>,
    /// Words of what a person is, by titles and sources: "navy spokesman".
    roles: BTreeSet<String>,
    /// (report, place in its list of people).
    pub chains: Vec<(usize, usize)>,
}

/// How two speakers stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kin {
    Same,
    /// Told by the same words without a name: "officials".
    Alike,
    /// Their names share a word, or one speaks for the other: "Ostrel Zoo", "zoo officials", "zoo director Ida Berg".
    Near,
    Unknown,
    /// One is told without a name: "the company", "a spokesman".
    Unnamed,
    /// A person and a body of which no report says that they belong together.
    Apart,
    /// Two persons, or two bodies.
    Other,
}

impl People {
    /// Joins the people of all reports.
    pub fn new(sheets: &[Sheet]) -> People {
        let mut people = People { by_name: vec![BTreeMap::new(); sheets.len()], known: Vec::new() };
        for (report, sheet) in sheets.iter().enumerate() {
            for (place, person) in sheet.all.people.iter().enumerate() {
                let number = people.number(&person.name, person.kind);
                let known = &mut people.known[number];
                known.chains.push((report, place));
                if person.kind == PersonKind::Person {
                    known.roles.extend(person.labels.iter().flat_map(|label| tokens(label)));
                }
                for name in names(sheet, person) {
                    people.by_name[report].entry(name.to_lowercase()).or_insert(number);
                }
            }
        }
        for (report, sheet) in sheets.iter().enumerate() {
            for quote in &sheet.all.quotes {
                if let Some(speaker) = &quote.speaker
                    && !people.by_name[report].contains_key(&speaker.to_lowercase())
                {
                    let number = people.number(speaker, PersonKind::Organisation);
                    people.by_name[report].insert(speaker.to_lowercase(), number);
                }
                let number = quote.speaker.as_ref().and_then(|speaker| people.find(report, speaker));
                if let Some(number) = number.filter(|&number| people.known[number].kind == PersonKind::Person) {
                    let words = quote.source.iter().flat_map(|&source| tokens(sheet.text().slice(source)));
                    people.known[number].roles.extend(words);
                }
            }
        }
        people
    }

    /// The number of a name of a report.
    pub fn find(&self, report: usize, name: &str) -> Option<usize> {
        self.by_name.get(report)?.get(&name.to_lowercase()).copied()
    }

    pub fn known(&self) -> &[Known] {
        &self.known
    }

    /// How two people stand to each other.
    pub fn kin(&self, a: Option<usize>, b: Option<usize>) -> Kin {
        match (a, b) {
            (Some(a), Some(b)) if a == b => {
                if self.known[a].named() {
                    Kin::Same
                } else {
                    Kin::Alike
                }
            }
            (Some(a), Some(b)) => {
                let (a, b) = (&self.known[a], &self.known[b]);
                let persons = [a, b].iter().filter(|known| known.kind == PersonKind::Person && known.named()).count();
                if persons < 2 && a.near(b) {
                    Kin::Near
                } else if !a.named() || !b.named() {
                    Kin::Unnamed
                } else if persons == 1 {
                    Kin::Apart
                } else {
                    Kin::Other
                }
            }
            _ => Kin::Unknown,
        }
    }

    fn number(&mut self, name: &str, kind: PersonKind) -> usize {
        let tokens = tokens(name);
        // Later names meet the person with the most tokens in common; the first one on ties.
        let best =
            (0..self.known.len()).filter(|&number| alike(&self.known[number], &tokens, kind)).max_by_key(|&number| {
                (self.known[number].tokens.iter().filter(|token| tokens.contains(token)).count(), usize::MAX - number)
            });
        if let Some(number) = best {
            let known = &mut self.known[number];
            if tokens.len() > known.tokens.len() {
                known.name = name.to_owned();
                known.tokens = tokens;
            }
            return number;
        }
        self.known.push(Known { name: name.to_owned(), kind, tokens, roles: BTreeSet::new(), chains: Vec::new() });
        self.known.len() - 1
    }
}

impl Known {
    /// Its fullest name, where that is this one and the form of the company: "Lund Mining", "Lund Mining Ltd".
    pub fn fuller(&self, printed: &str) -> Option<&str> {
        let own = tokens(printed);
        let full = self.tokens.len() > own.len() && short_of(&own, &self.tokens) && self.name.starts_with(printed);
        full.then_some(self.name.as_str())
    }

    /// The words that tell it from others, in lower case.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.tokens.iter().map(String::as_str)
    }

    /// Whether it has a name, and is not only told by what it is.
    fn named(&self) -> bool {
        self.name.chars().any(char::is_uppercase)
    }

    /// Whether a word of one's name is in the other's name or roles.
    fn near(&self, other: &Known) -> bool {
        let meets = |a: &Known, b: &Known| {
            a.tokens.iter().any(|token| b.tokens.iter().chain(&b.roles).any(|word| kindred(token, word)))
        };
        meets(self, other) || meets(other, self)
    }
}

/// Equal, or a country and its people: "Brazil", "Brazilian".
fn kindred(a: &str, b: &str) -> bool {
    let shared = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
    let longer = a.chars().count().max(b.chars().count());
    longer > 2 && (shared == longer || shared >= 5 && longer - shared <= 3)
}

/// The names a report gives a person.
fn names(sheet: &Sheet, person: &Person) -> Vec<String> {
    let mentions = person.mentions.iter().filter(|mention| mention.form == MentionForm::Name);
    std::iter::once(person.name.clone())
        .chain(mentions.map(|mention| sheet.text().slice(mention.range).to_owned()))
        .collect()
}

fn tokens(name: &str) -> Vec<String> {
    name.split(|c: char| !c.is_alphanumeric())
        .map(str::to_lowercase)
        .filter(|token| {
            !token.is_empty() && token != "s" && !PARTICLES.split_whitespace().any(|particle| particle == token)
        })
        .collect()
}

/// Whether a name can be that of somebody known.
fn alike(known: &Known, tokens: &[String], kind: PersonKind) -> bool {
    let (Some(last), Some(known_last)) = (tokens.last(), known.tokens.last()) else { return false };
    if incorporated(tokens, &known.tokens) {
        return true;
    }
    let human = known.kind == PersonKind::Person || kind == PersonKind::Person;
    if !human {
        let initials = |tokens: &[String]| tokens.iter().filter_map(|token| token.chars().next()).collect::<String>();
        return tokens == known.tokens
            || kind == PersonKind::Organisation && known.kind == kind && short_of(tokens, &known.tokens)
            || tokens.len() == 1 && known.tokens.len() > 1 && initials(&known.tokens) == *last
            || known.tokens.len() == 1 && tokens.len() > 1 && initials(tokens) == *known_last;
    }
    if known.kind != PersonKind::Person && kind == PersonKind::Person && tokens != known.tokens {
        return false;
    }
    // A first name alone: "Ida" of Ida Berg.
    if tokens.len() == 1
        && (2..=LONGEST_NAME).contains(&known.tokens.len())
        && known.kind == PersonKind::Person
        && known.tokens.first() == Some(last)
    {
        return true;
    }
    if known.tokens.len() == 1
        && (2..=LONGEST_NAME).contains(&tokens.len())
        && kind == PersonKind::Person
        && tokens.first() == Some(known_last)
    {
        return true;
    }
    if !spelt(last, known_last) {
        return false;
    }
    match (tokens.first().filter(|_| tokens.len() > 1), known.tokens.first().filter(|_| known.tokens.len() > 1)) {
        (Some(a), Some(b)) => spelt(a, b) || a.starts_with(b.as_str()) || b.starts_with(a.as_str()),
        _ => true,
    }
}

/// One is the other with the form of the company, whatever the kinds: "Lund", "Lund Inc" is no person.
fn incorporated(a: &[String], b: &[String]) -> bool {
    const FORMS: &str = "inc ltd llc plc corp corporation co limited";
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    let rest = long.strip_prefix(short).unwrap_or_default();
    !short.is_empty() && !rest.is_empty() && rest.iter().all(|word| FORMS.split(' ').any(|form| form == word))
}

/// One is the other without the words that say what sort of body it is: "Meridian", "Meridian news agency".
fn short_of(a: &[String], b: &[String]) -> bool {
    const SORTS: &str =
        "news agency inc ltd plc corp company group organisation organization network channel newspaper";
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    !short.is_empty()
        && long.starts_with(short)
        && long[short.len()..].iter().all(|token| SORTS.split(' ').any(|sort| sort == token))
}

/// Equal, or one letter apart in a long name: "Lindquist", "Lindqvist".
fn spelt(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    let (short, long): (Vec<char>, Vec<char>) = if a.len() <= b.len() {
        (a.chars().collect(), b.chars().collect())
    } else {
        (b.chars().collect(), a.chars().collect())
    };
    if short.len() < 5 || long.len() - short.len().min(long.len()) > 1 {
        return false;
    }
    let start = short.iter().zip(&long).take_while(|(x, y)| x == y).count();
    let end = short.iter().rev().zip(long.iter().rev()).take_while(|(x, y)| x == y).count();
    start + end + 1 >= long.len()
}
