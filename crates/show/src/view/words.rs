//! Values and relations in words.

use rashomon_news::{DifferenceKind, Fact, Quantity, Relation, Utter, Utterance};

/// How a row's members stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// The same, at most cut, joined or told at another precision.
    Agree,
    /// Other words, values or dates.
    Differ,
}

impl Standing {
    /// Its name in filters.
    pub fn name(self) -> &'static str {
        match self {
            Standing::Agree => "agree",
            Standing::Differ => "differ",
        }
    }
}

/// How the members of an utterance stand to each other.
pub(crate) fn standing(utterance: &Utterance) -> Standing {
    use DifferenceKind::*;
    let differs = utterance.differences.iter().any(|difference| {
        difference.alarm || difference.kinds.iter().any(|kind| matches!(kind, Spliced | Reworded | Negation | Number))
    });
    if differs { Standing::Differ } else { Standing::Agree }
}

/// How a report tells an utterance: "indirect, denied: “dismissed”, via AFP".
pub(crate) fn how(one: &Utter) -> String {
    let denied = one.denied.as_ref().map(|cue| format!(", denied: “{}”", cue.as_str())).unwrap_or_default();
    let via = one.via.as_deref().map(|via| format!(", via {via}")).unwrap_or_default();
    format!("{}{denied}{via}", one.kind.name())
}

/// How the values of a fact stand to each other.
pub(crate) fn fact_standing(fact: &Fact) -> Standing {
    match fact.relation {
        Relation::Agree | Relation::Precision => Standing::Agree,
        Relation::Update | Relation::Conflict => Standing::Differ,
    }
}

/// The ways in which any two members differ, in the kinds' own order: "word for word", "trimmed, reworded".
pub(crate) fn kinds(utterance: &Utterance) -> String {
    let mut kinds: Vec<DifferenceKind> =
        utterance.differences.iter().flat_map(|difference| difference.kinds.iter().copied()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds.iter().map(|&kind| plain(kind)).collect::<Vec<_>>().join(", ")
}

/// A kind of difference as a reader says it.
pub(crate) fn plain(kind: DifferenceKind) -> &'static str {
    match kind {
        DifferenceKind::Verbatim => "word for word",
        DifferenceKind::Negation => "one says not",
        DifferenceKind::Number => "other number",
        other => other.name(),
    }
}

/// A number with its thousands parted.
pub(crate) fn number(value: f64) -> String {
    if !value.is_finite() {
        return "∞".to_owned();
    }
    let printed = format!("{}", value.abs());
    let (whole, rest) = printed.split_once('.').map_or((printed.as_str(), None), |(whole, rest)| (whole, Some(rest)));
    let mut parted = String::new();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            parted.push(',');
        }
        parted.push(digit);
    }
    let sign = if value < 0.0 { "−" } else { "" };
    rest.map_or_else(|| format!("{sign}{parted}"), |rest| format!("{sign}{parted}.{rest}"))
}

/// The bounds of a value: "412", "12 or more", "240,000 to 250,000"; empty where it has none.
pub(crate) fn bounds(quantity: &Quantity) -> String {
    match (quantity.low, quantity.high) {
        (Some(low), Some(high)) if low == high => number(low),
        (Some(low), Some(high)) => format!("{} to {}", number(low), number(high)),
        (Some(low), None) => format!("{} or more", number(low)),
        (None, Some(high)) => format!("{} or less", number(high)),
        (None, None) => quantity.number.map(number).unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_an_utterance_is_told() {
        let text = rashomon_text::Text::new("dismissed");
        let cue = text.passage(text.whole());
        let mut one = Utter {
            kind: rashomon_news::QuoteKind::Indirect,
            whole: Vec::new(),
            speaker: None,
            via: Some("AFP".to_owned()),
            denied: None,
        };
        assert_eq!(how(&one), "indirect, via AFP");
        one.denied = Some(cue);
        assert_eq!(how(&one), "indirect, denied: “dismissed”, via AFP");
    }

    #[test]
    fn numbers_are_parted_by_thousands() {
        for (value, words) in
            [(0.0, "0"), (412.0, "412"), (250_000.0, "250,000"), (-1_234.5, "−1,234.5"), (f64::INFINITY, "∞")]
        {
            assert_eq!(number(value), words);
        }
    }
}
