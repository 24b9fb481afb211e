//! The class of what is counted, from the lexicon.

use super::Said;
use super::data::{Data, NOUN, Sort, VERB};
use super::raw::Block;
use crate::grammar::Grammar;
use crate::scan::Kind;

/// How far from the number a verb still tells what happened to what is counted, in words.
const REACH: usize = 7;

/// The class a noun alone says.
pub(super) fn of_noun(data: &Data, noun: &str) -> Option<&'static str> {
    named(data, data.lexicon.id(noun), NOUN)
}

/// The class a verb says of people.
pub(super) fn of_verb(data: &Data, verb: &str) -> Option<&'static str> {
    named(data, data.lexicon.id(verb), VERB)
}

fn named(data: &Data, word: u16, part: u8) -> Option<&'static str> {
    let class = data.lexicon.value(word, part)?;
    data.classes.get(class as usize).copied()
}

/// The class of what is counted: units say theirs; people are told by what happened to them.
pub(super) fn of(block: &Block<'_>, _grammar: &Grammar, said: &Said) -> Option<&'static str> {
    match said.sort {
        Some(Sort::Money) => return Some("money"),
        Some(Sort::Age) => return Some("age"),
        Some(Sort::Percent) => return Some("percentage"),
        Some(Sort::Time) => return Some("duration"),
        Some(Sort::Measure) => return Some(measure(&said.unit)),
        Some(Sort::Count) => return None,
        None => {}
    }
    let noun = said.noun.as_ref().and_then(|noun| of_noun(block.data, block.word(noun.head)));
    let people = said.noun.is_none()
        || noun.is_some_and(|class| {
            matches!(
                class,
                "people"
                    | "children"
                    | "women"
                    | "passengers"
                    | "troops"
                    | "police"
                    | "protesters"
                    | "players"
                    | "deaths"
            )
        });
    if people && let Some(class) = happened(block, said) {
        return Some(class);
    }
    noun
}

fn measure(unit: &str) -> &'static str {
    if unit.contains("per hour") || unit.contains("per second") || unit == "knot" {
        return "speed";
    }
    match unit {
        "kilometre" | "metre" | "centimetre" | "millimetre" | "mile" | "nautical mile" | "yard" | "foot" | "inch" => {
            "distance"
        }
        "kilogram" | "gram" | "metric ton" | "ton" | "kiloton" | "gigaton" | "pound-mass" | "ounce" | "stone"
        | "milligram" => "mass",
        "celsius" | "fahrenheit" | "degree" => "temperature",
        "litre" | "millilitre" | "gallon" | "barrel" | "pint" | "cubic metre" => "volume",
        "hectare" | "acre" | "square kilometre" | "square metre" | "square mile" | "square foot" => "area",
        "watt" | "kilowatt" | "megawatt" | "gigawatt" | "horsepower" => "power",
        _ => "measure",
    }
}

/// What happened to the people counted: the nearest verb of the lexicon in the same clause, after the noun first, then before the number.
fn happened(block: &Block<'_>, said: &Said) -> Option<&'static str> {
    let stops =
        |at: usize| block.words[at].kind == Kind::Mark && matches!(block.word(at), "." | ";" | "!" | "?" | ":" | "—");
    let class = |at: usize| of_verb(block.data, block.word(at));
    let after = (said.end..block.words.len().min(said.end + REACH)).take_while(|at| !stops(*at)).find_map(class);
    if after.is_some() {
        return after;
    }
    (said.start.saturating_sub(REACH)..said.start).rev().take_while(|at| !stops(*at)).find_map(class)
}
