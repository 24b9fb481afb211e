//! A stand-in for quotes where the annotation gives none: enough to try the comparison on.

use rashomon_news::{Annotated, Quote, QuoteKind, Rule};
use rashomon_text::Range;

/// Fills in quotes by quote marks and verbs of saying, where there are none.
pub fn fill(all: &mut Annotated) {
    if !all.quotes.is_empty() {
        return;
    }
    let text = all.report.text.clone();
    let mut found: Vec<(Range, QuoteKind)> = Vec::new();
    for block in all.report.telling() {
        let part = text.slice(block);
        let mut open = None;
        for (at, c) in part.char_indices() {
            match (c, open) {
                ('“' | '"', None) => open = Some(at + c.len_utf8()),
                ('”' | '"', Some(start)) => {
                    if at > start + 12 {
                        found.extend(
                            text.range(block.start() + start, block.start() + at)
                                .map(|range| (range, QuoteKind::Direct)),
                        );
                    }
                    open = None;
                }
                _ => {}
            }
        }
        let mut start = 0;
        for (at, end) in
            part.match_indices(['.', '\n', '?']).map(|(at, c)| (at, at + c.len())).chain([(part.len(), part.len())])
        {
            let ends = part[end..].starts_with(char::is_whitespace) || end == part.len();
            if !ends || at < start {
                continue;
            }
            let sentence = &part[start..at];
            for verb in [
                " said",
                " says",
                " told ",
                " warned",
                " announced",
                " claimed",
                " added",
                "ccording to",
                " denied",
                " accused",
                " called",
                " urged",
                " reported",
                " explained",
                " confirmed",
                " vowed",
            ] {
                if let Some(place) = sentence.find(verb) {
                    let after = place + verb.len();
                    let (before, rest) = (&sentence[..place], &sentence[after..]);
                    let side = if rest.trim().len() > 25 {
                        (start + after, at)
                    } else {
                        (start, start + before.rfind(',').unwrap_or(place))
                    };
                    found.extend(
                        text.range(block.start() + side.0, block.start() + side.1)
                            .map(|range| (text.trim(range), QuoteKind::Indirect)),
                    );
                    break;
                }
            }
            start = end;
        }
    }
    found.sort();
    all.quotes = found
        .into_iter()
        .filter(|(range, _)| !range.is_empty())
        .map(|(range, kind)| Quote {
            kind,
            content: vec![range],
            cue: Vec::new(),
            source: Vec::new(),
            speaker: None,
            candidates: Vec::new(),
            via: None,
            within: None,
            probability: None,
            rule: Rule::new("stand-in"),
        })
        .collect();
}
