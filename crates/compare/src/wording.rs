//! How each outlet names the same person, body, group or act: counted, never judged.

use crate::Table;
use crate::sheet::Sheet;
use rashomon_news::{Label, MentionForm, PersonKind, Rule, Wording};
use rashomon_text::Range;
use std::collections::BTreeMap;

/// Words outlets choose between for one thing. The first names the entry. Plurals by themselves; lower case matches any case.
const TERMS: [&[&str]; 12] = [
    &["government", "regime", "authorities", "junta", "administration"],
    &[
        "rebels",
        "militants",
        "insurgents",
        "terrorists",
        "fighters",
        "opposition",
        "gunmen",
        "separatists",
        "freedom fighters",
        "extremists",
        "jihadists",
    ],
    &["Islamic State", "ISIS", "ISIL", "Daesh", "IS"],
    &["refugees", "migrants", "asylum seekers", "illegal immigrants", "illegal aliens", "immigrants"],
    &["war", "conflict", "civil war", "crisis", "invasion", "special operation", "uprising", "revolution"],
    &["protest", "riot", "demonstration", "unrest", "rally"],
    &["protesters", "rioters", "demonstrators", "activists", "mob"],
    &["killing", "murder", "assassination", "execution", "elimination", "slaying"],
    &["killed", "murdered", "assassinated", "executed", "eliminated", "slain", "martyred", "liquidated"],
    &["attack", "strike", "raid", "assault", "bombing", "airstrike", "offensive", "aggression"],
    &["barrier", "wall", "fence"],
    &["soldiers", "troops", "forces", "mercenaries", "volunteers"],
];
/// Words before a term that belong to its name.
const BEFORE: usize = 2;

/// Things that at least two reports name, in at least two ways.
pub fn find(table: &Table) -> Vec<Wording> {
    let mut out = people(table);
    out.extend(TERMS.iter().filter_map(|terms| term(table, terms)));
    out
}

fn people(table: &Table) -> Vec<Wording> {
    let mut out = Vec::new();
    for known in table.people.known().iter().filter(|known| known.kind != PersonKind::Place) {
        let mut labels = Labels::default();
        for &(report, place) in &known.chains {
            let sheet = &table.sheets[report];
            let person = &sheet.all.people[place];
            for mention in
                person.mentions.iter().filter(|mention| mention.form != MentionForm::Pronoun && mention.candidates <= 1)
            {
                if sheet.all.report.role_at(mention.range.start()).is_some_and(|role| role.tells()) {
                    labels.add(report, sheet, mention.range);
                }
            }
        }
        out.extend(labels.wording(table, &known.name, "wording/people"));
    }
    out
}

fn term(table: &Table, terms: &[&str]) -> Option<Wording> {
    let mut labels = Labels::default();
    for (report, sheet) in table.sheets.iter().enumerate() {
        let mut taken: Vec<Range> = Vec::new();
        // Longer terms first: "civil war" is not a "war" once more.
        let mut order: Vec<&&str> = terms.iter().collect();
        order.sort_by_key(|term| std::cmp::Reverse(term.len()));
        for term in order {
            for range in places(sheet, term) {
                if !taken.iter().any(|before| before.overlaps(range)) {
                    taken.push(range);
                }
            }
        }
        taken.sort();
        for range in taken {
            labels.add(report, sheet, before(table, sheet, range));
        }
    }
    labels.wording(table, terms[0], "wording/terms")
}

/// Where a term stands in the telling blocks, as whole words.
fn places(sheet: &Sheet, term: &str) -> Vec<Range> {
    let text = sheet.text();
    let proper = term.starts_with(char::is_uppercase);
    let words: Vec<&str> = term.split(' ').collect();
    let matches = |at: usize, word: &str| {
        let printed = sheet.words.get(at).map_or("", |found| text.slice(found.range));
        if proper { printed == word } else { printed.eq_ignore_ascii_case(word) }
    };
    (0..sheet.words.len())
        .filter(|&at| words.iter().enumerate().all(|(offset, word)| matches(at + offset, word)))
        .filter_map(|at| sheet.span(at..at + words.len()))
        .collect()
}

/// The term with the words before it that belong to it: "the legitimate government", "Assad's regime".
fn before(table: &Table, sheet: &Sheet, range: Range) -> Range {
    let text = sheet.text().as_str();
    let own = sheet.words_in(range);
    let mut start = own.start;
    while start > 0 && own.start - start < BEFORE {
        let word = sheet.words[start - 1];
        let between = text.get(word.range.end()..sheet.words[start].range.start()).unwrap_or("");
        let joined = matches!(between, " " | "-" | "\u{a0}" | "'s " | "’s ");
        let lower = text.get(word.range.bytes()).unwrap_or("").to_lowercase();
        let describes = word.name
            || ["an", "ian", "ish", "ese", "al", "ic", "ed", "ate", "ive"].iter().any(|ending| lower.ends_with(ending));
        if !joined || table.lexicon.form(word).stop || !describes {
            break;
        }
        start -= 1;
    }
    sheet.span(start..own.end).unwrap_or(range)
}

/// Labels by report, by their words in lower case.
#[derive(Default)]
struct Labels(BTreeMap<(usize, String), Vec<Range>>);

impl Labels {
    fn add(&mut self, report: usize, sheet: &Sheet, range: Range) {
        let words = sheet.text().slice(range).to_lowercase().replace('’', "'");
        let words = words.strip_prefix("the ").unwrap_or(&words).trim().to_owned();
        if !words.is_empty() {
            self.0.entry((report, words)).or_default().push(range);
        }
    }

    fn wording(self, table: &Table, about: &str, rule: &'static str) -> Option<Wording> {
        let mut forms: Vec<&str> = self.0.keys().map(|(_, words)| words.as_str()).collect();
        let mut reports: Vec<usize> = self.0.keys().map(|(report, _)| *report).collect();
        forms.sort_unstable();
        forms.dedup();
        reports.dedup();
        if forms.len() < 2 || reports.len() < 2 {
            return None;
        }
        let mut labels: Vec<Label> = Vec::new();
        for ((report, _), mut ranges) in self.0 {
            let sheet = &table.sheets[report];
            ranges.sort();
            ranges.dedup();
            let words = ranges.first().map_or_else(String::new, |&range| sheet.text().slice(range).to_owned());
            let at = ranges.into_iter().map(|range| sheet.text().passage(range)).collect();
            labels.push(Label { report: sheet.id().to_owned(), words, at });
        }
        // Each report's commonest label first.
        let order: BTreeMap<&str, usize> =
            table.sheets.iter().enumerate().map(|(place, sheet)| (sheet.id(), place)).collect();
        labels.sort_by_key(|label| {
            (order.get(label.report.as_str()).copied(), std::cmp::Reverse(label.at.len()), label.at[0].range())
        });
        Some(Wording { about: about.to_owned(), labels, rule: Rule::new(rule) })
    }
}
