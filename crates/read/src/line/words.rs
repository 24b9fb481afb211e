//! Counts and signs of one line's words.

use super::phrases;

/// How many numbers [`Words::numbers`] gives.
pub const WORDS: usize = 30;

/// What is counted in a line.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// Characters.
    pub chars: u32,
    /// Words.
    pub words: u32,
    /// The line's words in lower case, hashed, in order.
    pub hashes: Vec<u32>,
    /// The commonest words among them.
    pub stops: u32,
    /// Commas.
    pub commas: u32,
    /// Ends of sentences inside the line.
    pub stopped: u32,
    /// Digits.
    pub digits: u32,
    /// Words that begin with a capital.
    pub capitals: u32,
    /// Words all in capitals.
    pub upper: u32,
    /// Quotation marks.
    pub quotes: u32,
    /// Signs that pages part things with.
    pub symbols: u32,
    /// Ends in a full stop, question or exclamation mark; closing quotes and brackets are passed over.
    pub full_stop: bool,
    /// Ends in a colon.
    pub colon: bool,
    /// Ends in an ellipsis.
    pub ellipsis: bool,
    /// Begins with a small letter.
    pub small: bool,
    /// Begins with a digit.
    pub number: bool,
    /// Begins with a quotation mark.
    pub quoted: bool,
    /// Kinds of fixed phrases in it (`phrases::kinds`).
    pub phrases: u32,
}

/// FNV-1a over a word's bytes.
pub fn hash(word: &str) -> u32 {
    word.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// The words of a line as [`Words`] hashes them, nothing else counted.
pub fn hashes(line: &str) -> Vec<u32> {
    let mut lower = String::new();
    parts(line).map(|word| hash(folded(word, &mut lower))).take(MOST_HASHES).collect()
}

/// How many words of a line are kept.
const MOST_HASHES: usize = 400;

fn parts(line: &str) -> impl Iterator<Item = &str> {
    line.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’').filter(|word| !word.is_empty())
}

/// A word in lower case; of numbers all are the same.
fn folded<'a>(word: &str, lower: &'a mut String) -> &'a str {
    lower.clear();
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        lower.push('0');
    } else if word.is_ascii() {
        lower.push_str(word);
        lower.make_ascii_lowercase();
    } else {
        lower.extend(word.chars().flat_map(char::to_lowercase).map(|c| if c == '’' { '\'' } else { c }));
    }
    lower
}

impl Words {
    /// Counts one line.
    pub fn of(line: &str) -> Words {
        let mut all = Words::default();
        let mut lower = String::new();
        for word in parts(line) {
            all.words += 1;
            let mut letters = word.chars();
            let first = letters.next().unwrap_or(' ');
            if first.is_uppercase() {
                all.capitals += 1;
                if letters.clone().next().is_some() && letters.all(|c| !c.is_lowercase()) {
                    all.upper += 1;
                }
            }
            let folded = folded(word, &mut lower);
            all.stops += u32::from(phrases::stop(folded));
            if all.hashes.len() < MOST_HASHES {
                all.hashes.push(hash(folded));
            }
        }
        let mut last = ' ';
        for character in line.chars() {
            all.chars += 1;
            match character {
                ',' | '،' | '，' | '、' => all.commas += 1,
                '0'..='9' => all.digits += 1,
                '"' | '“' | '”' | '«' | '„' => all.quotes += 1,
                '|' | '»' | '›' | '•' | '©' | '→' | '▶' | '#' | '@' | '/' | '+' | '*' | '>' | '_' => {
                    all.symbols += 1
                }
                _ => {}
            }
            if character.is_whitespace() && matches!(last, '.' | '!' | '?' | '"' | '”') {
                all.stopped += 1;
            }
            last = character;
        }
        let end = line.trim_end_matches(['"', '”', '’', '\'', ')', ']', '»', ' ', '\u{a0}']);
        all.full_stop = end.ends_with(['.', '!', '?', '。', '…']);
        all.ellipsis = end.ends_with("...") || end.ends_with('…');
        all.colon = end.ends_with(':');
        let first = line.chars().next().unwrap_or(' ');
        all.small = first.is_lowercase();
        all.number = first.is_ascii_digit();
        all.quoted = matches!(first, '"' | '“' | '„' | '«' | '‘');
        all.phrases = phrases::kinds(line);
        all
    }

    /// As numbers for a model; [`WORDS`] of them, kinds of phrases not included.
    pub fn numbers(&self, out: &mut Vec<f32>) {
        let words = self.words.max(1) as f32;
        let chars = self.chars.max(1) as f32;
        let bit = |sign: bool| f32::from(u8::from(sign));
        out.extend([
            self.chars as f32,
            self.words as f32,
            chars / words,
            self.stops as f32,
            self.stops as f32 / words,
            self.commas as f32,
            self.stopped as f32,
            self.digits as f32,
            self.digits as f32 / chars,
            self.capitals as f32 / words,
            self.upper as f32 / words,
            self.quotes as f32,
            self.symbols as f32 / chars,
            bit(self.full_stop),
            bit(self.colon),
            bit(self.ellipsis),
            bit(self.small),
            bit(self.number),
            bit(self.quoted),
        ]);
        let room = WORDS - 19;
        out.extend((0..room).map(|kind| bit(self.phrases >> kind & 1 == 1)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_alone_are_those_of_the_whole_count() {
        for line in ["", "Ærø’s 3 bridges, 40% of ’em", "The mayor's «Überfahrt»", &"word ".repeat(900)] {
            assert_eq!(hashes(line), Words::of(line).hashes, "{line}");
        }
        assert_eq!(hashes("1,200 2024"), hashes("7,3 1999"));
    }
}
