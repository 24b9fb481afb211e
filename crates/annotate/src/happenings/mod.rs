//! Which dated happenings does this report tell?
//!
//! *Finds* for each time expression that means days the word for what took place then: the verb the expression hangs on, or a noun
//! for a happening ("Wednesday's crash"), with who, where and the clause. *Does not find* happenings for lengths and for what comes
//! again. Where there is no grammar the nearest word that looks like a verb of the same sentence stands in.

mod plain;
mod tree;

use crate::Grammar;
use rashomon_news::{Happening, Report, Rule, Time, TimeKind};
use rashomon_text::{Layer, Range};

/// Finds them, in the order of their time expressions.
pub fn find(report: &Report, grammar: &Grammar, times: &Layer<Time>) -> Vec<Happening> {
    let tells = |range: Range| report.role_at(range.start()).is_none_or(|role| role.tells());
    let dated = |time: &Time| matches!(time.kind, TimeKind::Date | TimeKind::Time) && !time.value.ends_with("_REF");
    let mut found = Vec::new();
    for time in times.iter().filter(|time| dated(&time.value) && tells(time.range)) {
        let told = tree::told(report, grammar, time.range).or_else(|| plain::told(report, time.range));
        let Some(told) = told else { continue };
        found.push(Happening {
            time: time.range,
            head: told.head,
            lemma: told.lemma,
            who: told.who,
            place: told.place,
            clause: told.clause.cover(time.range),
            rule: Rule::new(told.rule),
        });
    }
    found
}

/// What one time expression dates.
struct Told {
    head: Range,
    lemma: String,
    who: Option<Range>,
    place: Option<Range>,
    clause: Range,
    rule: &'static str,
}

/// Whether a noun names something that takes place.
fn is_happening(noun: &str) -> bool {
    const NOUNS: &str = include_str!("../../data/happenings/nouns.txt");
    let lines = NOUNS.lines().filter(|line| !line.starts_with('#'));
    let mut nouns = lines.flat_map(str::split_whitespace);
    nouns.any(|known| {
        known.eq_ignore_ascii_case(noun) || noun.strip_suffix('s').is_some_and(|one| one.eq_ignore_ascii_case(known))
    })
}

#[cfg(test)]
mod tests;
