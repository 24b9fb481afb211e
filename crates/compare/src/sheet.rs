//! One report, laid out for comparison: its words, sentences, clauses and quote marks.

use crate::cues::{self, Act};
use crate::words::{Lexicon, Word};
use rashomon_news::{Annotated, Role};
use rashomon_text::{Range, Text, marks};

/// A report laid out for comparison.
pub struct Sheet<'a> {
    pub all: &'a Annotated,
    /// The words of the telling blocks, in order.
    pub words: Vec<Word>,
    /// Sentences of the telling blocks, in order; cut here, so that every report is cut alike.
    pub sentences: Vec<Sentence>,
    /// What stands in quote marks, without the marks; in order.
    pub marked: Vec<Range>,
}

/// A sentence.
#[derive(Clone, Debug)]
pub struct Sentence {
    pub range: Range,
    /// Places of its words.
    pub words: std::ops::Range<usize>,
    /// Whether it is (in) the headline.
    pub headline: bool,
}

impl<'a> Sheet<'a> {
    /// Lays out a report, counting its words in the lexicon.
    pub fn new(all: &'a Annotated, lexicon: &mut Lexicon) -> Sheet<'a> {
        let text = &all.report.text;
        let mut sheet = Sheet { all, words: Vec::new(), sentences: Vec::new(), marked: Vec::new() };
        for block in all.report.blocks.iter().filter(|block| block.value.tells()) {
            let pairs = marks::pair(text, block.range).into_iter().filter(|pair| pair.depth == 0);
            sheet.marked.extend(pairs.map(|pair| pair.inner));
            for range in sentences(text, block.range) {
                let first = sheet.words.len();
                lexicon.cut(text, range, &mut sheet.words);
                if first == sheet.words.len() {
                    continue;
                }
                sheet.words[first].name = false;
                lexicon.count(&sheet.words[first..]);
                let words = first..sheet.words.len();
                sheet.sentences.push(Sentence { range, words, headline: block.value == Role::Headline });
            }
        }
        let mut mark = 0;
        for word in &mut sheet.words {
            while sheet.marked.get(mark).is_some_and(|marked| marked.end() <= word.range.start()) {
                mark += 1;
            }
            word.quoted = sheet.marked.get(mark).is_some_and(|marked| marked.contains(word.range));
        }
        for &content in all.quotes.iter().flat_map(|quote| &quote.content) {
            let places = sheet.words_in(content);
            sheet.words[places].iter_mut().for_each(|word| word.said = true);
        }
        for place in 1..sheet.words.len() {
            sheet.words[place].opens = opens(&sheet, place);
        }
        for &told in all
            .quotes
            .iter()
            .filter(|quote| matches!(cues::act(text, quote), Act::Said | Act::Thought))
            .flat_map(|quote| quote.cue.iter().chain(&quote.source))
        {
            let places = sheet.words_in(told);
            sheet.words[places].iter_mut().filter(|word| !word.said).for_each(|word| word.attributes = true);
        }
        sheet
    }

    pub fn text(&self) -> &'a Text {
        &self.all.report.text
    }

    pub fn id(&self) -> &'a str {
        &self.all.report.id
    }

    /// Places of the words that lie wholly in the range.
    pub fn words_in(&self, range: Range) -> std::ops::Range<usize> {
        let first = self.words.partition_point(|word| word.range.start() < range.start());
        let last = self.words.partition_point(|word| word.range.end() <= range.end());
        first..last.max(first)
    }

    /// The sentence that holds the byte at `offset`.
    pub fn sentence_at(&self, offset: usize) -> Option<&Sentence> {
        let after = self.sentences.partition_point(|sentence| sentence.range.end() <= offset);
        self.sentences.get(after).filter(|sentence| sentence.range.start() <= offset)
    }

    /// A passage with the quote mark at its start or end whose partner stands inside it: no mark is printed alone.
    pub fn with_marks(&self, range: Range) -> Range {
        let text = self.text();
        let near = self.marked.partition_point(|marked| marked.end() < range.start());
        let mut all = range;
        for marked in self.marked[near..].iter().take_while(|marked| marked.start() <= range.end()) {
            let before = text.as_str()[..marked.start()].char_indices().next_back();
            let after = text.as_str()[marked.end()..].chars().next();
            let opens_here = marked.start() == range.start() && marked.end() < range.end();
            let closes_here = range.start() < marked.start()
                && marked.end() >= range.end()
                && text.as_str()[range.end()..marked.end()].chars().all(|c| ",.;:!?".contains(c));
            if let Some((at, _)) = before.filter(|_| opens_here) {
                all = text.range(at, all.end()).unwrap_or(all);
            } else if let Some(mark) = after.filter(|mark| closes_here && !mark.is_alphanumeric()) {
                all = text.range(all.start(), marked.end() + mark.len_utf8()).unwrap_or(all);
            }
        }
        all
    }

    /// From the first to the last of these words.
    pub fn span(&self, words: std::ops::Range<usize>) -> Option<Range> {
        let first = self.words.get(words.start)?.range;
        Some(first.cover(self.words.get(words.end.checked_sub(1)?)?.range))
    }
}

/// Abbreviations before names and numbers: a point after them ends no sentence.
const ABBREVIATIONS: &str = "mr mrs ms dr prof gen sen rep gov lt col sgt capt rev st no inc ltd co corp jr sr vs jan feb mar apr jun jul aug sep sept \
 oct nov dec mt ft hon pres maj cmdr adm supt det insp p.m a.m u.s u.n u.k d.c e.g i.e etc";

/// Cuts a block at line ends and at the marks that end a sentence, inside quotations too.
pub fn sentences(text: &Text, block: Range) -> Vec<Range> {
    let part = text.slice(block);
    let mut out = Vec::new();
    let mut start = 0;
    let mut push = |from: usize, to: usize| {
        if let Some(range) = text.range(block.start() + from, block.start() + to).map(|range| text.trim(range))
            && !range.is_empty()
        {
            out.push(range);
        }
    };
    let mut chars = part.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if c == '\n' {
            push(start, at);
            start = at + 1;
        } else if matches!(c, '.' | '!' | '?' | '…') {
            let mut end = at + c.len_utf8();
            while let Some(&(next, mark)) =
                chars.peek().filter(|(_, mark)| matches!(mark, '.' | '!' | '?' | '"' | '”' | '’' | '\'' | ')' | ']'))
            {
                end = next + mark.len_utf8();
                chars.next();
            }
            if ends(part, start, at, end, c) {
                push(start, end);
                start = end;
            }
        }
    }
    push(start, part.len());
    out
}

/// Whether the mark `c` at `at`, with its closing marks up to `end`, ends a sentence.
fn ends(part: &str, start: usize, at: usize, end: usize, c: char) -> bool {
    let rest = &part[end..];
    if !rest.starts_with(char::is_whitespace) {
        return rest.is_empty();
    }
    let next = rest.chars().find(|c| !c.is_whitespace());
    let opens = next.is_none_or(|next| next.is_uppercase() || next.is_ascii_digit() || "\"“‘'([—–-@#".contains(next));
    if !opens {
        return false;
    }
    if c != '.' || end > at + 1 && !part[at + 1..end].starts_with('.') {
        return true;
    }
    let word = part[start..at].rsplit(|c: char| c.is_whitespace() || "(“\"‘".contains(c)).next().unwrap_or("");
    let lower = word.to_lowercase();
    let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    !(initial || ABBREVIATIONS.split_whitespace().any(|known| known == lower))
}

/// Words before which a clause can be cut.
const CLAUSE: &str = "and but or nor that because while which who whom whose where when if whether although though as since so than until unless before after";

/// None of them is longer.
const LONGEST_CLAUSE: usize = 8;

/// The pieces of a stretch of words, as places of words: cut at inner marks and before conjunctions.
pub fn pieces(sheet: &Sheet, words: std::ops::Range<usize>) -> Vec<std::ops::Range<usize>> {
    let mut out = Vec::new();
    let mut start = words.start;
    for place in words.start + 1..words.end {
        if place - start >= 2 && sheet.words[place].opens {
            out.push(start..place);
            start = place;
        }
    }
    if start < words.end {
        out.push(start..words.end);
    }
    out
}

/// Whether the word at `place` opens a piece.
fn opens(sheet: &Sheet, place: usize) -> bool {
    let text = sheet.text().as_str();
    let (before, here) = (sheet.words[place - 1].range, sheet.words[place].range);
    let between = text.get(before.end()..here.start()).unwrap_or("");
    between.contains([',', ';', ':', '!', '?', '(', ')', '–', '—', '"', '“', '”', '…'])
        || between.contains(" - ")
        || text.get(here.bytes()).is_some_and(|word| {
            word.len() <= LONGEST_CLAUSE && {
                let word = word.to_lowercase();
                CLAUSE.split_whitespace().any(|known| known == word)
            }
        })
}
