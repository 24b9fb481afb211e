//! The words of a report, where they stand, and which of them are names.

use crate::hash::{self, Fnv, Term};
use rashomon_news::{Report, Role};
use rust_stemmers::{Algorithm, Stemmer};

/// How many bytes of a report are read for its words. Beyond that a report repeats its background; it bounds the work.
const READ: usize = 10_000;
/// How many paragraphs make the lead.
const LEAD: usize = 2;
/// How many bytes of those, so that a text without line breaks does not become all lead.
const LEAD_BYTES: usize = 700;
/// Longest word kept; longer runs are addresses and noise.
const LONGEST: usize = 40;
/// Stems remembered, a power of two: those of common words, in a table that stays in the cache (1 MB).
const REMEMBERED: usize = 1 << 16;

/// Where in the report a word stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Zone {
    /// The headline.
    Title,
    /// The first paragraphs.
    Lead,
    /// The rest.
    Body,
}

/// One word as it stands.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    /// Its stem.
    pub stem: Term,
    /// Its form in lower case.
    pub form: Term,
    /// Where it stands.
    pub zone: Zone,
    /// Capital letter where no sentence starts.
    pub name: bool,
    /// Whether it starts with a capital letter.
    pub capital: bool,
    /// In small letters and ending in "ed".
    pub past: bool,
    /// First of a sentence.
    pub opens: bool,
    /// Inside quote marks.
    pub quoted: bool,
    /// First word after something that ends a run: a block, a closing mark.
    pub starts: bool,
    /// Its bytes in the text (of the title where `zone` is `Title` and the title stands outside the text).
    pub at: (u32, u32),
}

/// Remembers the stems of words, so that those of common words are worked out once.
pub struct Stems {
    stemmer: Stemmer,
    /// The hash of a word and its stem, at the place that the hash gives; a newer word takes the place of an older one.
    known: Box<[(u64, Term)]>,
}

impl Default for Stems {
    fn default() -> Stems {
        Stems { stemmer: Stemmer::create(Algorithm::English), known: vec![(0, 0); REMEMBERED].into() }
    }
}

impl Stems {
    /// The stem of a word as printed; `hash` is that of its lower case.
    fn stem(&mut self, printed: &str, hash: u64) -> Term {
        let place = hash as usize % REMEMBERED;
        if let (known, stem) = self.known[place]
            && known == hash
            && stem != 0
        {
            return stem;
        }
        let letters = stripped(printed).chars().filter(|c| c.is_alphanumeric());
        let word: String = letters.flat_map(char::to_lowercase).collect();
        let stem = hash::folded(hash::of(self.stemmer.stem(&word).as_bytes()));
        self.known[place] = (hash, stem);
        stem
    }

    /// All words of a report, headline first. At most [`READ`] bytes of text are read.
    pub fn words(&mut self, report: &Report, words: &mut Vec<Word>) {
        words.clear();
        let title = report.title.as_deref().unwrap_or("").trim();
        let mut scan = Scan { stems: self, words };
        if !title.is_empty() {
            scan.block(title, 0, Zone::Title);
        }
        let (mut paragraphs, mut read) = (0, 0);
        let titled = !title.is_empty();
        for block in report.blocks.iter().filter(|block| block.value.tells()) {
            let text = report.text.slice(block.range);
            if block.value == Role::Headline {
                if !titled {
                    scan.block(text, block.range.start(), Zone::Title);
                }
                continue;
            }
            // A headline that was given is often the first line of the text as well.
            if paragraphs == 0 && titled && text.trim() == title {
                continue;
            }
            let zone = if paragraphs < LEAD && read < LEAD_BYTES && block.value == Role::Paragraph {
                Zone::Lead
            } else {
                Zone::Body
            };
            // Short lines before the lead are bylines and datelines that were not told apart.
            paragraphs += usize::from(text.len() > 60 && block.value == Role::Paragraph);
            let text = clip(text, READ - read);
            scan.long(text, block.range.start(), zone);
            read += text.len();
            if read >= READ {
                break;
            }
        }
    }
}

/// The first `most` bytes of it, on a character boundary.
fn clip(text: &str, most: usize) -> &str {
    let mut end = text.len().min(most);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or("")
}

struct Scan<'a> {
    stems: &'a mut Stems,
    words: &'a mut Vec<Word>,
}

impl Scan<'_> {
    /// A block of the text; only the start of a very long one is lead.
    fn long(&mut self, text: &str, at: usize, zone: Zone) {
        let head = clip(text, LEAD_BYTES);
        if zone == Zone::Lead && head.len() < text.len() {
            let cut = head.rfind(' ').unwrap_or(head.len());
            self.block(&text[..cut], at, Zone::Lead);
            self.block(&text[cut..], at + cut, Zone::Body);
        } else {
            self.block(text, at, zone);
        }
    }

    fn block(&mut self, text: &str, offset: usize, zone: Zone) {
        let mut run = Run { sentence: true, starts: true, quoted: false };
        let (mut at, mut before) = (0, ' ');
        while let Some(&byte) = text.as_bytes().get(at) {
            if byte == b' ' {
                (at, before) = (at + 1, ' ');
                continue;
            }
            let c = if byte.is_ascii() { char::from(byte) } else { text[at..].chars().next().unwrap_or(' ') };
            if !c.is_alphanumeric() {
                run.mark(c, before);
                (at, before) = (at + c.len_utf8(), c);
                continue;
            }
            let end = word_end(text, at);
            let printed = &text[at..end];
            self.push(printed, (offset + at, offset + end), zone, &run);
            run.sentence = false;
            run.starts = false;
            before = printed.chars().next_back().unwrap_or(' ');
            at = end;
        }
    }

    fn push(&mut self, printed: &str, at: (usize, usize), zone: Zone, run: &Run) {
        if printed.len() > LONGEST {
            return;
        }
        let hash = lower_hash(stripped(printed));
        let capital = printed.chars().next().is_some_and(char::is_uppercase);
        self.words.push(Word {
            stem: self.stems.stem(printed, hash),
            form: hash::folded(hash),
            zone,
            name: capital && !run.sentence && zone != Zone::Title,
            capital,
            past: !capital && printed.len() > 4 && printed.ends_with("ed") && !printed.ends_with("eed"),
            opens: run.sentence,
            quoted: run.quoted,
            starts: run.starts,
            at: (at.0 as u32, at.1 as u32),
        });
    }
}

/// What the marks before a word make of it.
struct Run {
    /// It is the first of a sentence.
    sentence: bool,
    /// It is the first after a mark that parts runs of words.
    starts: bool,
    /// It stands inside quote marks.
    quoted: bool,
}

impl Run {
    fn mark(&mut self, mark: char, before: char) {
        match mark {
            '.' | '!' | '?' | ':' | ';' | '\n' | '…' | '|' | '•' => self.sentence = true,
            '“' | '„' | '«' => *self = Run { sentence: true, starts: true, quoted: true },
            '”' | '»' => (self.quoted, self.starts) = (false, true),
            '"' => {
                // An opening mark stands after a space or a bracket, a closing one after a word or its stop.
                self.quoted = before.is_whitespace() || matches!(before, '(' | '[' | '—' | '–');
                (self.starts, self.sentence) = (true, self.sentence || self.quoted);
            }
            _ => {}
        }
    }
}

/// Where the word that starts at `at` ends: letters and digits, and a mark inside "don't", "U.S.", "1.5", "250,000".
fn word_end(text: &str, at: usize) -> usize {
    let mut end = at;
    let mut last = ' ';
    loop {
        // Most letters are ASCII, and need no decoding.
        let plain = text.as_bytes()[end..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
        if plain > 0 {
            end += plain;
            last = char::from(text.as_bytes()[end - 1]);
        }
        let mut rest = text[end..].chars();
        match rest.next() {
            Some(c) if c.is_alphanumeric() => (end, last) = (end + c.len_utf8(), c),
            Some(mark @ ('\'' | '’' | '.' | ',')) => {
                let after = rest.next().unwrap_or(' ');
                let inside = match mark {
                    '.' => (last.is_ascii_digit() && after.is_ascii_digit()) || (end - at == 1 && after.is_uppercase()),
                    ',' => last.is_ascii_digit() && after.is_ascii_digit(),
                    _ => after.is_alphabetic(),
                };
                if !inside {
                    return end;
                }
                (end, last) = (end + mark.len_utf8(), mark);
            }
            _ => return end,
        }
    }
}

/// The hash of the letters and digits of a word in lower case.
fn lower_hash(word: &str) -> u64 {
    let mut hash = Fnv::default();
    if word.is_ascii() {
        let letters = word.bytes().filter(u8::is_ascii_alphanumeric);
        letters.for_each(|byte| hash.byte(byte.to_ascii_lowercase()));
        return hash.done();
    }
    for c in word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase) {
        c.encode_utf8(&mut [0; 4]).bytes().for_each(|byte| hash.byte(byte));
    }
    hash.done()
}

/// A word without the "'s" of the possessive.
fn stripped(word: &str) -> &str {
    let bare = word.strip_suffix(['s', 'S']).and_then(|bare| bare.strip_suffix(['\'', '’']));
    bare.filter(|bare| !bare.is_empty()).unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rashomon_text::Text;

    fn scanned(words: &str) -> Vec<(String, Word)> {
        let report = Report::new("a", Text::new(words));
        let mut found = Vec::new();
        Stems::default().words(&report, &mut found);
        found.iter().map(|word| (words[word.at.0 as usize..word.at.1 as usize].to_owned(), *word)).collect()
    }

    #[test]
    fn words_end_where_they_should() {
        for (text, words) in [
            ("Don't go to the U.S. now.", vec!["Don't", "go", "to", "the", "U.S", "now"]),
            ("1.5 of 250,000, he said.", vec!["1.5", "of", "250,000", "he", "said"]),
            ("'Quoted' words—here", vec!["Quoted", "words", "here"]),
            ("", vec![]),
            ("…", vec![]),
        ] {
            assert_eq!(scanned(text).iter().map(|(word, _)| word.as_str()).collect::<Vec<_>>(), words, "{text}");
        }
    }

    #[test]
    fn possessives_and_plurals_share_their_stem() {
        let words = scanned("The ferry's crew left ferries");
        assert_eq!(words[1].1.stem, words[4].1.stem);
    }

    #[test]
    fn quoted_words_and_names_are_known() {
        let words = scanned("Mayor Ortiz said: \"We will rebuild.\" Then Ortiz left.");
        let quoted: Vec<_> = words.iter().filter(|(_, word)| word.quoted).map(|(word, _)| word.as_str()).collect();
        assert_eq!(quoted, ["We", "will", "rebuild"]);
        let names: Vec<_> = words.iter().filter(|(_, word)| word.name).map(|(word, _)| word.as_str()).collect();
        assert_eq!(names, ["Ortiz", "Ortiz"]);
    }
}
