//! What is held against each other: the sentences of quotations.

use crate::Table;
use rashomon_news::QuoteKind;
use rashomon_text::Range;

/// A unit longer than this is no sentence; what stands beyond is another unit.
const LONGEST: usize = 60;

/// A sentence, or what of it is quoted.
#[derive(Clone, Debug)]
pub struct Unit {
    pub report: usize,
    /// Place among the report's quotes.
    pub quote: usize,
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
            let speaker = said.speaker.as_ref().and_then(|name| table.people.find(report, name));
            let start = out.len();
            for &content in &said.content {
                for (sentence, words) in sentences(sheet, content) {
                    let mut from = words.start;
                    while from < words.end {
                        let to = words.end.min(from + LONGEST);
                        if sheet.words[from..to].iter().any(|&word| !table.lexicon.form(word).stop) {
                            let order = (out.len() - start, 0);
                            out.push(Unit { report, quote, words: from..to, kind: said.kind, speaker, sentence, order });
                        }
                        from = to;
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
        out.extend(kept);
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
