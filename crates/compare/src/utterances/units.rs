//! What is held against each other: the sentences of quotations.

use crate::Table;
use crate::cues::{self, Act};
use rashomon_news::QuoteKind;
use rashomon_text::Range;

/// A unit longer than this is no sentence; what stands beyond is another unit.
const LONGEST: usize = 60;

/// A clause of fewer words is no statement by itself.
const SHORTEST: usize = 5;

/// A sentence, or what of it is quoted.
#[derive(Clone, Debug)]
pub struct Unit {
    pub report: usize,
    /// Place among the report's quotes; `None` for a sentence that quotes nobody.
    pub quote: Option<usize>,
    /// 0 for the words of a quote, 1 for a sentence that quotes nobody, half for a whole sentence with a quote in it.
    pub loose: f32,
    /// Places of its words.
    pub words: std::ops::Range<usize>,
    pub kind: QuoteKind,
    /// Number of the speaker among the story's people.
    pub speaker: Option<usize>,
    /// Place of the sentence it stands in.
    pub sentence: usize,
    /// Place among the units of its quote, and how many there are.
    pub order: (usize, usize),
}

/// The units of all reports, by report and place.
pub fn find(table: &Table) -> Vec<Unit> {
    let mut out = Vec::new();
    for (report, sheet) in table.sheets.iter().enumerate() {
        let first = out.len();
        for (quote, said) in sheet.all.quotes.iter().enumerate() {
            // An act or an attitude is no utterance.
            if said.kind == QuoteKind::Indirect && cues::act(sheet.text(), said) == Act::Other {
                continue;
            }
            let speaker = said.speaker.as_ref().and_then(|name| table.people.find(report, name));
            let start = out.len();
            for &content in &said.content {
                let Some(content) = until_next(sheet, quote, content) else { continue };
                for (sentence, words) in sentences(sheet, content) {
                    for part in parts(sheet, &words) {
                        if sheet.words[part.clone()].iter().any(|&word| !table.lexicon.form(word).stop) {
                            let order = (out.len() - start, 0);
                            out.push(Unit {
                                report,
                                quote: Some(quote),
                                loose: 0.0,
                                words: part,
                                kind: said.kind,
                                speaker,
                                sentence,
                                order,
                            });
                        }
                    }
                }
            }
            let count = out.len() - start;
            out[start..].iter_mut().for_each(|unit| unit.order.1 = count);
        }
        // One stretch can belong to two quotes, one inside the other: the one with a speaker stands.
        out[first..].sort_by_key(|unit: &Unit| (unit.words.start, unit.words.end, unit.speaker.is_none(), unit.quote));
        let mut kept = out.split_off(first);
        kept.dedup_by(|next, before| next.words == before.words);
        kept.extend(whole(table, report, &kept));
        out.extend(kept);
    }
    out
}

/// "Berg called it a farce, saying the vote was bought": the content of the first ends where the same speaker's next cue begins.
fn until_next(sheet: &crate::Sheet, quote: usize, content: Range) -> Option<Range> {
    let quotes = &sheet.all.quotes;
    let inner = quotes.iter().filter(|inner| inner.within == Some(quote) && inner.speaker == quotes[quote].speaker);
    let starts = inner.flat_map(|inner| inner.cue.first()).map(|cue| cue.start());
    let end = starts.filter(|&start| content.start() < start && start < content.end()).min();
    let content = sheet.text().range(content.start(), end.unwrap_or(content.end()))?;
    if quotes[quote].kind != QuoteKind::Mixed || !cues::names(sheet.text(), &quotes[quote]) {
        return Some(content);
    }
    // "Described as a "farce" after two ministers had left": what follows the name the report tells.
    let words = &sheet.words[sheet.words_in(content)];
    let last = words.iter().rev().find(|word| word.quoted);
    sheet.text().range(content.start(), last.map_or(content.end(), |word| word.range.end()))
}

/// Every sentence as a whole, or in the parts that its cues and sources cut it into, where no quote is just that: one outlet's
/// quotation is told by another without a source, and what a quote finder takes for the content can be too little.
fn whole(table: &Table, report: usize, quoted: &[Unit]) -> Vec<Unit> {
    let sheet = &table.sheets[report];
    let mut out = Vec::new();
    for (sentence, one) in sheet.sentences.iter().enumerate() {
        // A post's address, name and handle are no part of what it says.
        let posted = |unit: &&Unit| unit.quote.is_some_and(|quote| sheet.all.quotes[quote].posted());
        if quoted.iter().filter(posted).any(|unit| unit.sentence == sentence) {
            continue;
        }
        let all = one.words.start..one.words.end.min(one.words.start + LONGEST);
        for words in between(sheet, all) {
            let words = bare(table, sheet, words);
            let inside = quoted.iter().filter(|unit| unit.sentence == sentence);
            let inside: Vec<&Unit> =
                inside.filter(|unit| unit.words.start < words.end && words.start < unit.words.end).collect();
            let most = inside.iter().map(|unit| unit.words.len()).max().unwrap_or(0);
            if words.len() < 4 || most + 2 >= words.len() {
                continue;
            }
            // A sentence that quotes two people is nobody's statement as a whole.
            let mut speakers: Vec<_> = inside.iter().map(|unit| unit.speaker).collect();
            speakers.dedup();
            let longest = inside.iter().max_by_key(|unit| (unit.words.len(), usize::MAX - unit.words.start));
            out.push(Unit {
                report,
                quote: longest.and_then(|unit| unit.quote),
                loose: if inside.is_empty() { 1.0 } else { 0.5 },
                words,
                kind: longest.map_or(QuoteKind::Indirect, |unit| unit.kind),
                speaker: if speakers.len() == 1 { speakers[0] } else { None },
                sentence,
                order: (0, 1),
            });
        }
    }
    out
}

/// What a sentence tells before, between and after the words that say who speaks.
fn between(sheet: &crate::Sheet, words: std::ops::Range<usize>) -> Vec<std::ops::Range<usize>> {
    let mut out = Vec::new();
    let mut start = words.start;
    for place in words.clone() {
        if sheet.words[place].attributes {
            out.push(start..place);
            start = place + 1;
        }
    }
    out.push(start..words.end);
    out.retain(|part| !part.is_empty());
    out
}

/// A sentence without the words at its ends that only tell who says it: "The mayor also said".
fn bare(table: &Table, sheet: &crate::Sheet, words: std::ops::Range<usize>) -> std::ops::Range<usize> {
    let told = |place: usize| sheet.words[place].attributes;
    let idle = |place: usize| told(place) || table.lexicon.form(sheet.words[place]).stop;
    let (mut start, mut end) = (words.start, words.end);
    let first = words.clone().take_while(|&place| idle(place)).filter(|&place| told(place)).last();
    if let Some(first) = first {
        start = first + 1;
    }
    let last =
        words.clone().rev().take_while(|&place| place > start && idle(place)).filter(|&place| told(place)).last();
    if let Some(last) = last {
        end = last;
    }
    start..end.max(start)
}

/// A sentence of a quote, and the clauses it can be cut into: one outlet prints two clauses apart that another runs together.
fn parts(sheet: &crate::Sheet, words: &std::ops::Range<usize>) -> Vec<std::ops::Range<usize>> {
    let text = sheet.text();
    let mut out = Vec::new();
    let mut from = words.start;
    while from < words.end {
        let to = words.end.min(from + LONGEST);
        out.push(from..to);
        from = to;
    }
    let parted = |place: usize| {
        let (before, here) = (sheet.words[place - 1].range, sheet.words[place].range);
        // A hyphen inside a word parts nothing.
        before
            .between(here)
            .map(|gap| text.slice(gap))
            .is_some_and(|gap| gap.contains([',', ';', ':', '–', '—', '…']) || gap.contains(" -") || gap.contains("- "))
    };
    let mut starts = vec![words.start];
    for place in words.clone().skip(1) {
        let last = starts.last().copied().unwrap_or(words.start);
        if parted(place) && place - last >= SHORTEST && words.end - place >= SHORTEST {
            starts.push(place);
        }
    }
    if starts.len() > 1 {
        let ends = starts.iter().skip(1).copied().chain([words.end]);
        out.extend(starts.iter().copied().zip(ends).map(|(from, to)| from..to.min(from + LONGEST)));
    }
    out
}

fn sentences(sheet: &crate::Sheet, content: Range) -> Vec<(usize, std::ops::Range<usize>)> {
    let words = sheet.words_in(content);
    let mut at = sheet.sentences.partition_point(|sentence| sentence.words.end <= words.start);
    let mut out = Vec::new();
    while let Some(sentence) = sheet.sentences.get(at).filter(|sentence| sentence.words.start < words.end) {
        out.push((at, sentence.words.start.max(words.start)..sentence.words.end.min(words.end)));
        at += 1;
    }
    out
}
