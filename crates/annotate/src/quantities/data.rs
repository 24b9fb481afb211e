//! The data files of quantities, read once: units, changes, classes, words that end a noun phrase.

use crate::scan::Lexicon;
use std::collections::BTreeMap;

/// What sort of unit it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    Measure,
    Percent,
    Time,
    Age,
    Money,
    Count,
}

/// A unit.
#[derive(Clone, Debug)]
pub(super) struct Unit {
    pub name: &'static str,
    pub sort: Sort,
}

/// One way to write a unit.
#[derive(Clone, Copy, Debug)]
pub(super) struct Form {
    pub unit: u16,
    /// Only right after the digits.
    pub glued: bool,
    /// Only in just this case.
    pub exact: Option<&'static str>,
}

/// How a phrase before or after a number changes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    About,
    /// About, and not quite reached: "almost".
    Almost,
    More,
    Less,
    Equal,
    /// Two or more of what is told in the plural: "for years".
    Most,
}

pub(super) const UP: u8 = 0;
pub(super) const DOWN: u8 = 1;
pub(super) const STOP: u8 = 2;
/// What a number can start with.
pub(super) const START: u8 = 3;
/// What a loose number or a length without a number can start with.
pub(super) const LOOSE: u8 = 4;
/// Nouns and verbs of the classes; the value is the place of the class.
pub(super) const NOUN: u8 = 5;
pub(super) const VERB: u8 = 6;

/// All of it.
pub(super) struct Data {
    pub lexicon: Lexicon,
    pub units: Vec<Unit>,
    /// Forms after a number, by the lexicon's numbers of their words.
    pub after: BTreeMap<Vec<u16>, Vec<Form>>,
    /// Currencies before a number.
    pub before: BTreeMap<Vec<u16>, u16>,
    pub signs: BTreeMap<Vec<u16>, Sign>,
    pub tails: BTreeMap<Vec<u16>, Sign>,
    /// The names of the classes of counted things.
    pub classes: Vec<&'static str>,
}

const UNITS: &str = include_str!("../../data/quantities/units.txt");
const CHANGES: &str = include_str!("../../data/quantities/changes.txt");
const STOPS: &str = include_str!("../../data/quantities/stops.txt");
const CLASSES: &str = include_str!("../../data/quantities/classes.txt");

/// Reads the files; what is not in order is left out, which a test would tell.
pub(super) fn load() -> Data {
    let mut data = Data {
        lexicon: Lexicon::new(),
        units: Vec::new(),
        after: BTreeMap::new(),
        before: BTreeMap::new(),
        signs: BTreeMap::new(),
        tails: BTreeMap::new(),
        classes: Vec::new(),
    };
    units(&mut data);
    changes(&mut data);
    for word in lines(STOPS).flat_map(str::split_whitespace) {
        data.lexicon.put(word, STOP, 0);
    }
    for line in lines(CLASSES) {
        let Some((name, rest)) = line.split_once(':') else { continue };
        let (nouns, verbs) = rest.split_once(';').unwrap_or((rest, ""));
        let class = data.classes.len() as i32;
        nouns.split_whitespace().for_each(|noun| data.lexicon.put(noun, NOUN, class));
        verbs.split_whitespace().for_each(|verb| data.lexicon.put(verb, VERB, class));
        data.classes.push(name.trim());
    }
    starts(&mut data);
    data
}

/// Marks the words that numbers can start with, so that all others are passed over at once.
fn starts(data: &mut Data) {
    for word in ["a", "an", "+", "-", "minus", "½", "¼", "¾", "⅓", "⅔", "couple", "."] {
        data.lexicon.put(word, START, 0);
    }
    let firsts: Vec<u16> = data.before.keys().filter_map(|key| key.first().copied()).collect();
    for id in 0..data.lexicon.len() as u16 {
        if data.lexicon.numeral(id).is_some() || firsts.contains(&id) {
            data.lexicon.mark(id, START);
        }
    }
    let times: Vec<u16> = data
        .after
        .iter()
        .filter(|(_, forms)| forms.iter().any(|form| data.units[form.unit as usize].sort == Sort::Time))
        .filter_map(|(key, _)| key.first().copied())
        .collect();
    times.into_iter().for_each(|id| data.lexicon.mark(id, LOOSE));
    for word in ["no", "several", "a", "an"] {
        data.lexicon.put(word, LOOSE, 0);
    }
}

fn lines(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// The lexicon's numbers of the words of a form ("square_metre", "us$").
fn ids(lexicon: &mut Lexicon, form: &str) -> Vec<u16> {
    let form = form.replace('_', " ");
    let parts = crate::scan::words(&form, 0..form.len(), lexicon);
    parts.iter().map(|part| lexicon.add(part.of(&form))).collect()
}

fn units(data: &mut Data) {
    let mut section = "";
    for line in lines(UNITS) {
        if line.starts_with('[') {
            section = line.trim_matches(['[', ']']);
            continue;
        }
        let Some((name, forms)) = line.split_once(" : ") else { continue };
        let name = name.trim();
        let known = data.units.iter().position(|unit| unit.name == name);
        let unit = known.unwrap_or_else(|| {
            let sort = match section {
                "percent" => Sort::Percent,
                "time" => Sort::Time,
                "age" => Sort::Age,
                "money" | "before" => Sort::Money,
                "count" => Sort::Count,
                _ => Sort::Measure,
            };
            data.units.push(Unit { name, sort });
            data.units.len() - 1
        }) as u16;
        for form in forms.split_whitespace() {
            let (glued, form) = form.strip_prefix('~').map_or((false, form), |form| (true, form));
            let exact = form.strip_prefix('=').filter(|form| !form.is_empty());
            let key = ids(&mut data.lexicon, exact.unwrap_or(form));
            if section == "before" {
                data.before.insert(key, unit);
            } else {
                data.after.entry(key).or_default().push(Form { unit, glued, exact });
            }
        }
    }
}

fn changes(data: &mut Data) {
    let mut section = "";
    for line in lines(CHANGES) {
        if line.starts_with('[') {
            section = line.trim_matches(['[', ']']);
            continue;
        }
        if section == "up" || section == "down" {
            for word in line.split_whitespace() {
                data.lexicon.put(word, if section == "up" { UP } else { DOWN }, 0);
            }
            continue;
        }
        let mut words = line.split_whitespace();
        let sign = match words.next() {
            Some("~") => Sign::About,
            Some("-") => Sign::Almost,
            Some(">") => Sign::More,
            Some("<") => Sign::Less,
            _ => Sign::Equal,
        };
        for phrase in words {
            let key = ids(&mut data.lexicon, phrase);
            let map = if section == "after" { &mut data.tails } else { &mut data.signs };
            map.insert(key, sign);
        }
    }
}
