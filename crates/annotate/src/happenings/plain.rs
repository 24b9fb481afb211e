//! What a time expression dates, by the words around it: where there is no grammar.

use super::{Told, is_happening};
use crate::scan::{self, Kind, Lexicon, Word};
use rashomon_news::Report;
use rashomon_text::Range;
use std::sync::OnceLock;

/// Bytes to either side that are looked at: a long sentence of news.
const REACH: usize = 300;

fn lexicon() -> &'static Lexicon {
    static WORDS: OnceLock<Lexicon> = OnceLock::new();
    WORDS.get_or_init(Lexicon::new)
}

pub(super) fn told(report: &Report, time: Range) -> Option<Told> {
    let text = report.text.as_str();
    let block = report.blocks.at(time.start()).next().map_or(report.text.whole(), |block| block.range);
    let mut from = block.start().max(time.start().saturating_sub(REACH));
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let mut to = block.end().min(time.end() + REACH);
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    let words = scan::words(text, from..to, lexicon());
    let ends = |at: usize| {
        let word = &words[at];
        word.kind == Kind::Mark
            && matches!(word.of(text), "." | "!" | "?")
            && words.get(at + 1).is_none_or(|next| !next.glued && next.capital)
    };
    let first = words.iter().position(|word| word.start as usize >= time.start())?;
    let last = words.iter().rposition(|word| word.end as usize <= time.end())?;
    let start = (0..first).rev().find(|at| ends(*at)).map_or(0, |at| at + 1);
    let end = (last + 1..words.len()).find(|at| ends(*at)).unwrap_or(words.len());
    // "Wednesday's crash", "the 1996 bombing"
    let noun =
        (last + 1..end.min(last + 5)).find(|at| words[*at].kind == Kind::Letters && is_happening(words[*at].of(text)));
    let verb = (start..first).rev().chain(last + 1..end).find(|at| looks_like_verb(&words[*at], text));
    let (head, rule) = noun.map(|at| (at, "happenings/near-noun")).or(verb.map(|at| (at, "happenings/near-verb")))?;
    let range = |word: &Word| report.text.range(word.start as usize, word.end as usize);
    let clause = range(words.get(start)?)?.cover(range(words.get(end.checked_sub(1)?)?)?);
    Some(Told {
        head: range(&words[head])?,
        lemma: words[head].of(text).to_lowercase(),
        who: None,
        place: None,
        clause,
        rule,
    })
}

fn looks_like_verb(word: &Word, text: &str) -> bool {
    const KNOWN: [&str; 24] = [
        "said", "told", "made", "took", "came", "went", "began", "met", "held", "left", "won", "lost", "fell", "rose",
        "shot", "found", "sent", "gave", "died", "struck", "broke", "brought", "spoke", "became",
    ];
    let said = word.of(text);
    word.kind == Kind::Letters
        && !word.capital
        && (KNOWN.contains(&said)
            || said.len() > 4 && said.ends_with("ed") && !matches!(said, "hundred" | "indeed" | "united"))
}
