//! Names put in place of others, and sentences of our own in the manner of the wires: the licensed sets are small and their
//! names few, so the model would learn the names and not how names are used.

use super::corpus::Document;
use super::learn::Dice;
use rashomon_annotate::people::lexicon::{self, Lexicon};
use rashomon_annotate::people::names;
use rashomon_annotate::people::tagger::Class;
use std::collections::BTreeMap;

/// Our own sentences; a slot in braces is filled anew for each document, the same slot alike within it.
const SENTENCES: &str = include_str!("wire.txt");

pub struct Inventor {
    dice: Dice,
    first: Vec<&'static str>,
    last: Vec<&'static str>,
    countries: Vec<&'static str>,
    towns: Vec<&'static str>,
    regions: Vec<&'static str>,
    peoples: Vec<&'static str>,
    bodies: Vec<&'static str>,
    everyday: Vec<&'static str>,
}

impl Inventor {
    pub fn new(seed: u64) -> Inventor {
        let lexicon = Lexicon::get();
        let of = |kinds: u32, not: u32, words: usize| -> Vec<&'static str> {
            lexicon
                .keys(kinds)
                .filter(|key| key.split(' ').count() <= words && lexicon.known(key) & not == 0 && key.len() > 2)
                .collect()
        };
        Inventor {
            dice: Dice(seed),
            first: of(lexicon::FIRST, lexicon::EVERYDAY, 1),
            last: of(lexicon::SURNAME, lexicon::EVERYDAY, 1),
            countries: of(lexicon::COUNTRY, lexicon::EVERYDAY | lexicon::FIRST, 2),
            towns: of(lexicon::TOWN | lexicon::SMALL_TOWN, lexicon::EVERYDAY, 2),
            regions: of(lexicon::REGION, lexicon::EVERYDAY | lexicon::FIRST, 2),
            peoples: of(lexicon::PEOPLE, lexicon::EVERYDAY | lexicon::FIRST, 1),
            bodies: of(lexicon::ORGANISATION, lexicon::EVERYDAY, 4),
            everyday: of(lexicon::EVERYDAY, lexicon::FIRST | lexicon::SURNAME | lexicon::COUNTRY, 1),
        }
    }

    fn one<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[(self.dice.next() % from.len() as u64) as usize]
    }

    fn below(&mut self, count: u64) -> u64 {
        self.dice.next() % count
    }

    /// A name in nobody's list: the beginning of one and the end of another.
    fn blend(&mut self, from: &[&'static str]) -> String {
        for _ in 0..8 {
            let (a, b) = (self.one(from), self.one(from));
            let cut = |word: &str, end: bool| {
                let half = word.len() / 2;
                if end { word[half..].to_owned() } else { word[..half.max(2).min(word.len())].to_owned() }
            };
            let blend = format!("{}{}", cut(a, false), cut(b, true)).replace(' ', "");
            if (3..=11).contains(&blend.len()) && Lexicon::get().known(&blend) == 0 {
                return titled(&blend);
            }
        }
        titled(self.one(from))
    }

    fn surname(&mut self) -> Vec<String> {
        match self.below(20) {
            0..=9 => vec![titled(self.one(&self.last.clone()))],
            10..=15 => vec![self.blend(&self.last.clone())],
            16 => vec!["al".into(), "-".into(), self.blend(&self.last.clone())],
            17 => vec!["Al".into(), "-".into(), self.blend(&self.last.clone())],
            18 => vec![titled(self.one(&self.last.clone())), "-".into(), titled(self.one(&self.last.clone()))],
            _ => vec![
                ["de", "van", "bin", "von", "da", "El", "Ben"][self.below(7) as usize].into(),
                self.blend(&self.last.clone()),
            ],
        }
    }

    fn forename(&mut self) -> Vec<String> {
        match self.below(16) {
            0..=8 => vec![titled(self.one(&self.first.clone()))],
            9..=12 => vec![self.blend(&self.first.clone())],
            13 => vec![titled(self.one(&self.first.clone())), format!("{}.", self.letter())],
            14 => vec![format!("{}.", self.letter())],
            _ => vec![titled(self.one(&self.first.clone())), self.blend(&self.last.clone())],
        }
    }

    fn person(&mut self) -> Vec<String> {
        if self.below(12) == 0 {
            // East Asian order, the given name in two parts.
            let (a, b) = (self.blend(&self.last.clone()), self.blend(&self.first.clone()).to_lowercase());
            let head = titled(self.one(&self.last.clone()));
            return vec![head, a.chars().take(4).collect(), "-".into(), b.chars().take(4).collect()];
        }
        let mut name = self.forename();
        name.extend(self.surname());
        name
    }

    fn letter(&mut self) -> char {
        (b'A' + self.below(26) as u8) as char
    }

    fn acronym(&mut self) -> Vec<String> {
        let size = 2 + self.below(4);
        vec![(0..size).map(|_| self.letter()).collect()]
    }

    fn place(&mut self) -> Vec<String> {
        let key = match self.below(12) {
            0..=2 => self.one(&self.countries.clone()).to_owned(),
            3..=6 => self.one(&self.towns.clone()).to_owned(),
            7 => self.one(&self.regions.clone()).to_owned(),
            8 => {
                let kind = [
                    "River", "Province", "Island", "Lake", "District", "Valley", "County", "Airport", "Hospital",
                    "Stadium", "Bridge", "Bay",
                ];
                return vec![self.blend(&self.towns.clone()), kind[self.below(12) as usize].into()];
            }
            9 => {
                let kind = ["North", "South", "East", "West", "Mount", "Port", "New", "San", "Saint", "El"];
                return vec![kind[self.below(10) as usize].into(), self.blend(&self.towns.clone())];
            }
            _ => return vec![self.blend(&self.towns.clone())],
        };
        key.split(' ').map(titled).collect()
    }

    fn body(&mut self) -> Vec<String> {
        let topic = [
            "Health",
            "Education",
            "Foreign Affairs",
            "Finance",
            "Justice",
            "Defence",
            "Trade",
            "Energy",
            "Culture",
            "Tourism",
            "Agriculture",
            "Transport",
            "Labour",
            "Human Rights",
            "Science and Technology",
            "Statistics",
            "Environment",
            "Security",
        ];
        let words = |text: String| -> Vec<String> { text.split(' ').map(str::to_owned).collect() };
        let topic = topic[self.below(topic.len() as u64) as usize];
        let coined = self.blend(&self.towns.clone());
        let common = titled(self.one(&self.everyday.clone()));
        match self.below(16) {
            0 => words(format!("Ministry of {topic}")),
            1 => words(format!("{topic} Ministry")),
            2 => words(format!("Department of {topic}")),
            3 => words(format!("National {topic} Commission")),
            4 => words(format!("University of {coined}")),
            5 => words(format!("{coined} University")),
            6 => {
                let end = ["Party", "Front", "Movement", "Alliance", "Congress", "Union", "League", "Coalition"]
                    [self.below(8) as usize];
                words(format!("{common} {end}"))
            }
            7 => {
                let end =
                    ["Times", "Post", "News", "Herald", "Tribune", "Daily", "Today", "TV"][self.below(8) as usize];
                words(format!("{coined} {end}"))
            }
            8 => {
                let end = [
                    "Group",
                    "Bank",
                    "Corp.",
                    "Inc.",
                    "Ltd.",
                    "Holdings",
                    "Industries",
                    "Airlines",
                    "Energy",
                    "Motors",
                ][self.below(10) as usize];
                words(format!("{coined} {end}"))
            }
            9 => vec![coined],
            10 => {
                let end = [
                    "Council",
                    "Authority",
                    "Agency",
                    "Association",
                    "Federation",
                    "Institute",
                    "Foundation",
                    "Committee",
                    "Police",
                    "Court",
                ][self.below(10) as usize];
                words(format!("{coined} {common} {end}"))
            }
            11 => words(format!("International {common} Organization")),
            12 if self.below(3) == 0 => {
                let mark = ["'s", "’s", "’ s"][self.below(3) as usize];
                words(format!(
                    "People {mark} {common} {}",
                    ["Party", "Daily", "Congress", "Bank"][self.below(4) as usize]
                ))
            }
            12 => vec![common, titled(self.one(&self.everyday.clone()))],
            13 => self.one(&self.bodies.clone()).split(' ').map(titled).collect(),
            _ => self.acronym(),
        }
    }

    /// A copy in which each name has become another of its class, everywhere alike.
    pub fn renamed(&mut self, document: &Document) -> Document {
        let mut put: BTreeMap<(Class, String), Vec<String>> = BTreeMap::new();
        let names = names::spans(&document.labels);
        let mut copy = empty(&document.id);
        let mut long: Vec<&names::Name> = names.iter().collect();
        long.sort_by_key(|name| (std::cmp::Reverse(name.tokens.len()), name.tokens.start));
        for name in long {
            let words = &document.words[name.tokens.clone()];
            let key = (name.class, words.join(" "));
            if put.contains_key(&key) {
                continue;
            }
            let new = match name.class {
                Class::Person if words.len() == 1 => {
                    let (first, last) = (self.forename(), self.surname());
                    if self.below(3) == 0 { first[..1].to_vec() } else { last }
                }
                Class::Person => {
                    let (first, last) = (self.forename(), self.surname());
                    put.insert((Class::Person, words[0].clone()), first[..1].to_vec());
                    put.insert((Class::Person, words[words.len() - 1].clone()), last.clone());
                    first.into_iter().chain(last).collect()
                }
                Class::Place => self.place(),
                Class::Organisation => self.body(),
                Class::People | Class::Other => words.to_vec(),
            };
            // Some stay: the real ones are evidence too.
            let new = if self.below(4) == 0 { words.to_vec() } else { new };
            put.entry(key).or_insert(new);
        }
        let mut at = 0;
        let mut names = names.iter().peekable();
        for sentence in &document.sentences {
            let start = copy.words.len();
            at = at.max(sentence.start);
            while names.peek().is_some_and(|name| name.tokens.start < at) {
                names.next();
            }
            while at < sentence.end {
                if let Some(name) = names.next_if(|name| name.tokens.start == at) {
                    let key = (name.class, document.words[name.tokens.clone()].join(" "));
                    let new = put.get(&key).cloned().unwrap_or_default();
                    push(&mut copy, &new, Some(name.class));
                    at = name.tokens.end;
                } else {
                    push(&mut copy, &document.words[at..at + 1], None);
                    at += 1;
                }
            }
            copy.sentences.push(start..copy.words.len());
        }
        copy
    }

    /// A document of our own sentences.
    pub fn written(&mut self) -> Document {
        let lines: Vec<&str> = SENTENCES.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
        let mut document = empty("wire");
        let mut filled: BTreeMap<String, (Vec<String>, Option<Class>)> = BTreeMap::new();
        for _ in 0..12 {
            let start = document.words.len();
            for token in lines[self.below(lines.len() as u64) as usize].split(' ') {
                let Some(slot) = token.strip_prefix('{').and_then(|slot| slot.strip_suffix('}')) else {
                    push(&mut document, &[token.to_owned()], None);
                    continue;
                };
                let (words, class) = match filled.get(slot) {
                    Some(known) => known.clone(),
                    None => {
                        let new = self.fill(slot, &filled);
                        filled.insert(slot.to_owned(), new.clone());
                        new
                    }
                };
                push(&mut document, &words, class);
            }
            document.sentences.push(start..document.words.len());
        }
        document
    }

    fn fill(
        &mut self,
        slot: &str,
        filled: &BTreeMap<String, (Vec<String>, Option<Class>)>,
    ) -> (Vec<String>, Option<Class>) {
        let short = |full: &str, filled: &BTreeMap<String, (Vec<String>, Option<Class>)>| {
            filled.get(full).and_then(|(words, _)| words.last().cloned())
        };
        match slot.as_bytes().first() {
            Some(b'P') => (self.person(), Some(Class::Person)),
            // "s1" is the surname of "P1".
            Some(b's') => {
                let own = short(&slot.replace('s', "P"), filled);
                (own.map_or_else(|| self.surname(), |word| vec![word]), Some(Class::Person))
            }
            Some(b'O') => (self.body(), Some(Class::Organisation)),
            Some(b'A') => (self.acronym(), Some(Class::Organisation)),
            Some(b'L') => (self.place(), Some(Class::Place)),
            Some(b'C') => (self.one(&self.countries.clone()).split(' ').map(titled).collect(), Some(Class::Place)),
            Some(b'T') => (self.one(&self.towns.clone()).split(' ').map(titled).collect(), Some(Class::Place)),
            Some(b'U') => {
                let place = self.one(&self.towns.clone()).to_uppercase();
                (place.split(' ').map(str::to_owned).collect(), Some(Class::Place))
            }
            Some(b'u') => {
                let short = ["U.S.", "US", "UK", "UN", "EU"][self.below(5) as usize];
                let apart = short.len() == 4 && self.below(2) == 0;
                let words: Vec<String> =
                    if apart { ["U", ".", "S", "."].map(str::to_owned).to_vec() } else { vec![short.into()] };
                (words, Some(if matches!(short, "UN" | "EU") { Class::Organisation } else { Class::Place }))
            }
            Some(b'D') => (vec![titled(self.one(&self.peoples.clone()))], Some(Class::People)),
            _ => (vec![titled(self.one(&self.everyday.clone()))], None),
        }
    }
}

fn titled(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

fn empty(id: &str) -> Document {
    Document { id: id.to_owned(), words: vec![], sentences: vec![], labels: vec![] }
}

fn push(document: &mut Document, words: &[String], class: Option<Class>) {
    let start = document.words.len();
    for word in words {
        document.words.push(word.clone());
        document.labels.push(0);
    }
    if let Some(class) = class {
        document.put(start..document.words.len(), class);
    }
}
