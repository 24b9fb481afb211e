//! The rule file, read.
//!
//! `class NAME word=value …` puts words into a class; `let NAME …` names a piece of pattern; `rule name` starts a rule, whose lines are
//! `= KIND function argument…` (what follows means), `: pattern`, and the examples: `+ date | words with the [expression] | KIND value`
//! and `- words in which the rules find nothing`. Examples run as tests.

use super::meaning::Function;
use super::pattern::{self, Accept, Trie};
use crate::scan::{Lexicon, UNKNOWN};
use rashomon_news::TimeKind;
use std::collections::BTreeMap;

const FILES: [(&str, &str); 7] = [
    ("words", include_str!("../../data/times/words.txt")),
    ("calendar", include_str!("../../data/times/calendar.txt")),
    ("relative", include_str!("../../data/times/relative.txt")),
    ("days", include_str!("../../data/times/days.txt")),
    ("finance", include_str!("../../data/times/finance.txt")),
    ("lengths", include_str!("../../data/times/lengths.txt")),
    ("vague", include_str!("../../data/times/vague.txt")),
];

/// Classes with words of their own come first; those that are read off digits and numbers follow.
pub(super) const CLASSES: [&str; 34] = [
    "WEEKDAY",
    "MONTH",
    "UNIT",
    "UNITS",
    "DIR",
    "PART",
    "SEASON",
    "HOLIDAY",
    "AMPM",
    "ZONE",
    "NTH",
    "DECADEWORD",
    "TEENS",
    "EACH",
    "PARTS",
    "CYCLE",
    "VAGUEUNIT",
    "LONGUNIT",
    "NUM",
    "DAY",
    "YEAR",
    "HOUR",
    "MINUTE",
    "DECADE",
    "ORD",
    "SHORTYEAR",
    "CLOCK",
    "SHIFTYEAR",
    "OFFSET",
    "MONTHNUM",
    "COLON",
    "RECENT",
    "WEEKWORD",
    "WEEKDAYS",
];

/// Words for first, second …, and the words that start a year in words.
pub(super) const MONTH: u8 = 1;
pub(super) const NTH: u8 = 10;
pub(super) const TEENS: u8 = 12;

/// The number of a class.
pub(super) fn class(name: &str) -> Option<u8> {
    CLASSES.iter().position(|class| *class == name).map(|at| at as u8)
}

/// One pattern and what it means.
#[derive(Debug)]
pub(super) struct Entry {
    pub kind: TimeKind,
    pub function: Function,
    pub argument: i32,
    pub rule: String,
}

/// An example of the rule files.
#[derive(Debug)]
#[cfg_attr(not(test), allow(dead_code))]
pub(super) struct Example {
    pub place: String,
    pub date: String,
    pub words: String,
    /// `None` where nothing must be found.
    pub expected: Option<String>,
}

/// All rules, ready to match.
pub(super) struct Rules {
    pub lexicon: Lexicon,
    pub entries: Vec<Entry>,
    pub trie: Trie,
    /// For each word of the lexicon, the first elements of the trie that accept it.
    pub starts: Vec<Vec<u32>>,
    /// The first elements that can accept digits.
    pub digit_starts: Vec<u32>,
    #[cfg_attr(not(test), allow(dead_code))]
    pub examples: Vec<Example>,
}

/// Reads all rule files; an error says file and line.
pub(super) fn load() -> Result<Rules, String> {
    let mut rules = Rules::none();
    let mut lets: BTreeMap<String, String> = BTreeMap::new();
    for (file, lines) in FILES {
        let mut rule = String::new();
        let mut meaning: Option<(TimeKind, Function, i32)> = None;
        for (number, line) in lines.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let place = format!("{file}.txt:{}", number + 1);
            let wrong = |why: String| format!("{place}: {why}");
            let (head, rest) = line.split_once(' ').ok_or_else(|| wrong("a word alone".into()))?;
            match head {
                "class" => put_class(&mut rules.lexicon, rest).map_err(wrong)?,
                "let" => {
                    let (name, says) = rest.split_once(' ').ok_or_else(|| wrong("let NAME what".into()))?;
                    lets.insert(format!("${name}"), replace(says, &lets));
                }
                "rule" => rule = format!("times/{rest}"),
                "=" => meaning = Some(says(rest).map_err(wrong)?),
                ":" => {
                    let (kind, function, argument) =
                        meaning.ok_or_else(|| wrong("a pattern before its meaning".into()))?;
                    let line = replace(rest, &lets);
                    for pattern in pattern::expand(&line, &mut rules.lexicon, &class).map_err(wrong)? {
                        rules.trie.add(&pattern, rules.entries.len() as u32);
                        rules.entries.push(Entry { kind, function, argument, rule: rule.clone() });
                    }
                }
                "+" => {
                    let parts: Vec<&str> = rest.split('|').map(str::trim).collect();
                    let [date, words, expected] = parts[..] else { return Err(wrong("+ date | words | value".into())) };
                    let expected = Some(expected.to_owned());
                    rules.examples.push(Example { place, date: date.to_owned(), words: words.to_owned(), expected });
                }
                "-" => rules.examples.push(Example {
                    place,
                    date: "2015-09-16".to_owned(),
                    words: rest.to_owned(),
                    expected: None,
                }),
                _ => return Err(wrong(format!("what is {head:?}?"))),
            }
        }
    }
    index(&mut rules);
    Ok(rules)
}

fn replace(line: &str, lets: &BTreeMap<String, String>) -> String {
    let part = |word: &str| {
        let (name, mark) = word.strip_suffix('?').map_or((word, ""), |name| (name, "?"));
        lets.get(name).map_or_else(|| word.to_owned(), |says| format!("( {says} ){mark}"))
    };
    line.split_whitespace().map(part).collect::<Vec<_>>().join(" ")
}

fn put_class(lexicon: &mut Lexicon, rest: &str) -> Result<(), String> {
    let mut words = rest.split_whitespace();
    let name = words.next().ok_or("class without a name")?;
    let number = class(name).ok_or_else(|| format!("no class {name}"))?;
    for word in words {
        let (word, value) = word.split_once('=').unwrap_or((word, "0"));
        let value = value.parse().map_err(|_| format!("{word}: not a number"))?;
        lexicon.put(&word.replace('_', " "), number, value);
    }
    Ok(())
}

fn says(rest: &str) -> Result<(TimeKind, Function, i32), String> {
    let mut words = rest.split_whitespace();
    let kind = words.next().and_then(TimeKind::from_name).ok_or("no such kind")?;
    let name = words.next().ok_or("a kind without a function")?;
    let function = Function::from_name(name).ok_or_else(|| format!("no function {name}"))?;
    let argument = words.next().map_or(Ok(0), str::parse).map_err(|_| "not a number")?;
    Ok((kind, function, argument))
}

/// Where entries can start: by word, or by digits.
fn index(rules: &mut Rules) {
    let size = rules.lexicon.len();
    let num = class("NUM").unwrap_or(0);
    let first_read = num;
    let article = [rules.lexicon.id("a"), rules.lexicon.id("an")];
    let (nth, ord) = (class("NTH").unwrap_or(0), class("ORD").unwrap_or(0));
    let day = class("DAY").unwrap_or(0);
    let recent = class("RECENT").unwrap_or(0);
    let (year, teens) = (class("YEAR").unwrap_or(0), class("TEENS").unwrap_or(0));
    rules.starts = vec![Vec::new(); size];
    for (number, element) in rules.trie.firsts() {
        match &element.accept {
            Accept::Words(ids) => ids.iter().for_each(|id| rules.starts[*id as usize].push(number)),
            Accept::Class(class) => {
                let starts = |id: u16| {
                    rules.lexicon.is(id, *class)
                        || *class == num && (rules.lexicon.numeral(id).is_some() || article.contains(&id))
                        || (*class == ord || *class == day)
                            && (rules.lexicon.is(id, nth) || rules.lexicon.numeral(id).is_some())
                        || (*class == year || *class == recent) && rules.lexicon.is(id, teens)
                };
                for id in UNKNOWN + 1..size as u16 {
                    if starts(id) {
                        rules.starts[id as usize].push(number);
                    }
                }
                if *class >= first_read {
                    rules.digit_starts.push(number);
                }
            }
        }
    }
}

impl Rules {
    /// No rules.
    pub fn none() -> Rules {
        Rules {
            lexicon: Lexicon::new(),
            entries: Vec::new(),
            trie: Trie::default(),
            starts: Vec::new(),
            digit_starts: Vec::new(),
            examples: Vec::new(),
        }
    }
}
