//! How two values of one thing stand to each other.

use super::Counted;
use super::measure::Measure;
use rashomon_news::{Moment, Relation};
use std::collections::HashSet;
use std::sync::OnceLock;

/// Classes of what grows or shrinks from hour to hour.
const MOVING: &str = "deaths death killed injuries injured wounded missing rescued hospital hospitalised hospitalized arrests arrested evacuated displaced \
 stranded trapped infected cases rescuers share shares price stock";
/// Words near a number that say the same.
const MOVING_NEAR: &str = "killed dead died dies death deaths toll injured injuring injuries wounded wounding hurt missing rescued rescuers hospital \
 hospitalised hospitalized arrested detained evacuated displaced shares stock fell rose down up far still trapped search searching missing arrived deployed";

/// A conversion is printed rounded: "130ft" for 40 metres.
const ROUNDED: f64 = 0.035;
const EXACT: f64 = 0.001;

/// The relation of two values, and whether the reports' times order them.
pub fn of(a: &Counted, b: &Counted, times: (Option<Moment>, Option<Moment>), words: (&str, &str)) -> Relation {
    let slack = slack(a, b);
    if a.measure.equal(&b.measure, slack) {
        return if a.measure.about == b.measure.about { Relation::Agree } else { Relation::Precision };
    }
    if may_be_one(a, b) {
        return Relation::Precision;
    }
    let moving = moving(a, words.0) || moving(b, words.1);
    // At one instant a count cannot have moved.
    let same_instant =
        matches!(times, (Some(Moment::Instant { at: x, .. }), Some(Moment::Instant { at: y, .. })) if x == y);
    if moving && !same_instant { Relation::Update } else { Relation::Conflict }
}

/// Whether one value satisfies both.
pub fn may_be_one(a: &Counted, b: &Counted) -> bool {
    a.measure.compatible(&b.measure, slack(a, b))
}

fn slack(a: &Counted, b: &Counted) -> f64 {
    if a.quantity.unit != b.quantity.unit && (a.measure.converted || b.measure.converted) { ROUNDED } else { EXACT }
}

fn moving(one: &Counted, words: &str) -> bool {
    static NEAR: OnceLock<HashSet<&str>> = OnceLock::new();
    let near = NEAR.get_or_init(|| MOVING_NEAR.split_whitespace().collect());
    let age = one.quantity.class.as_deref() == Some("age") || one.quantity.unit.ends_with("old");
    let class =
        one.quantity.class.as_deref().is_some_and(|class| MOVING.split_whitespace().any(|known| known == class));
    !age && (class || words.to_lowercase().split(|c: char| !c.is_alphanumeric()).any(|word| near.contains(word)))
}

/// The reason in words of the data.
pub fn why(relation: Relation, a: (&str, &str, &Measure), b: (&str, &str, &Measure)) -> String {
    let ((report_a, words_a, _), (report_b, words_b, _)) = (a, b);
    let both = format!("{report_a}: \"{words_a}\"; {report_b}: \"{words_b}\"");
    match relation {
        Relation::Agree => format!("the same value: {both}"),
        Relation::Precision => format!("both hold of one value: {both}"),
        Relation::Update => format!("a number that moves, given at different times: {both}"),
        Relation::Conflict => format!("no value satisfies both: {both}"),
    }
}
