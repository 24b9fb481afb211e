//! The words and numbers of a stretch of text, for the recognisers that are written as data.
//!
//! Cheaper and coarser than grammar: one pass, no model. Words known to a [`Lexicon`] carry its number for them.

mod lexicon;
mod number;

pub(crate) use lexicon::{Lexicon, UNKNOWN};
pub(crate) use number::{Number, Vague, number};

/// The days of the week, in lower case.
pub(crate) const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// A run of letters, a number in digits, or a single mark.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word {
    /// First byte in the text.
    pub start: u32,
    /// The byte after its last.
    pub end: u32,
    /// What sort of word it is.
    pub kind: Kind,
    /// Whether it follows the word before it without white space.
    pub glued: bool,
    /// Whether its first letter is a capital.
    pub capital: bool,
    /// Its number in the lexicon.
    pub id: u16,
}

/// What sort of word it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Letters,
    Digits,
    Mark,
}

impl Word {
    /// How many bytes long it is.
    pub fn len(&self) -> usize {
        (self.end - self.start) as usize
    }

    /// Its characters.
    pub fn of<'a>(&self, text: &'a str) -> &'a str {
        text.get(self.start as usize..self.end as usize).unwrap_or("")
    }
}

/// The words of `text[range]`, in order; offsets are those of the whole text.
pub(crate) fn words(text: &str, range: std::ops::Range<usize>, lexicon: &Lexicon) -> Vec<Word> {
    let bytes = text.as_bytes();
    let end = range.end.min(bytes.len());
    let mut at = range.start.min(end);
    let mut found = Vec::with_capacity((end - at) / 5);
    let mut glued = false;
    while at < end {
        let byte = bytes[at];
        if byte == b' ' || byte == b'\n' || byte == b'\t' || byte == b'\r' {
            at += 1;
            glued = false;
            continue;
        }
        let (kind, stop) = if byte.is_ascii_digit() || starts_with_point(bytes, at, end) {
            (Kind::Digits, digits(bytes, at, end))
        } else if byte.is_ascii_alphabetic() {
            (Kind::Letters, letters(text, at, end))
        } else if byte.is_ascii() {
            (Kind::Mark, at + 1)
        } else {
            match other(text, at, end) {
                Some(next) => next,
                None => {
                    at += text[at..].chars().next().map_or(1, char::len_utf8);
                    glued = false;
                    continue;
                }
            }
        };
        let words = &text[at..stop];
        let id = if kind == Kind::Digits { UNKNOWN } else { lexicon.id(words) };
        let capital = words.chars().next().is_some_and(char::is_uppercase);
        found.push(Word { start: at as u32, end: stop as u32, kind, glued, capital, id });
        glued = true;
        at = stop;
    }
    found
}

/// ".001", but not the full stop of "end.5".
fn starts_with_point(bytes: &[u8], at: usize, end: usize) -> bool {
    bytes[at] == b'.'
        && at + 1 < end
        && bytes[at + 1].is_ascii_digit()
        && (at == 0 || !bytes[at - 1].is_ascii_alphanumeric() && bytes[at - 1] != b'.')
}

/// Where the number that starts at `at` ends: "12", "1,234,567", "3.14", "10,50,000".
fn digits(bytes: &[u8], at: usize, end: usize) -> usize {
    let run = |from: usize| bytes[from..end].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let first = run(at);
    let mut stop = at + first;
    if (1..=3).contains(&first) {
        while stop < end && bytes[stop] == b',' {
            let next = run(stop + 1);
            let again = bytes.get(stop + 1 + next) == Some(&b',');
            if next == 3 || next == 2 && again && run(stop + 2 + next) >= 2 {
                stop += 1 + next;
            } else {
                break;
            }
        }
    }
    if stop < end && bytes[stop] == b'.' {
        let next = run(stop + 1);
        if next > 0 {
            stop += 1 + next;
        }
    }
    stop
}

/// Where the word that starts at `at` ends; initials with full stops ("p.m.", "U.S.") are one word.
fn letters(text: &str, at: usize, end: usize) -> usize {
    let bytes = text.as_bytes();
    let mut stop = at;
    while stop < end && bytes[stop].is_ascii_alphabetic() {
        stop += 1;
    }
    if stop < end && !bytes[stop].is_ascii() {
        let rest = &text[stop..end];
        stop += rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
    }
    if stop == at + 1 {
        let mut dotted = stop;
        while dotted + 1 < end && bytes[dotted] == b'.' && bytes[dotted + 1].is_ascii_alphabetic() {
            if dotted + 2 < end && bytes[dotted + 2].is_ascii_alphabetic() {
                break;
            }
            dotted += 2;
        }
        if dotted > stop {
            stop = if dotted < end && bytes[dotted] == b'.' { dotted + 1 } else { dotted };
        }
    }
    stop
}

/// A word that starts beyond ASCII; `None` for white space and characters without width.
fn other(text: &str, at: usize, end: usize) -> Option<(Kind, usize)> {
    let rest = text.get(at..end)?;
    let first = rest.chars().next()?;
    if first.is_whitespace() || first == '\u{200b}' || first == '\u{feff}' {
        return None;
    }
    if first.is_alphabetic() {
        let stop = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
        return Some((Kind::Letters, at + stop));
    }
    Some((Kind::Mark, at + first.len_utf8()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_numbers_and_marks() {
        let lexicon = Lexicon::new();
        let cut = |text: &str| {
            words(text, 0..text.len(), &lexicon).iter().map(|word| word.of(text).to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(cut("At 5 p.m. on Nov. 9"), ["At", "5", "p.m.", "on", "Nov", ".", "9"]);
        assert_eq!(cut("1,234.5m, 12,3"), ["1,234.5", "m", ",", "12", ",", "3"]);
        assert_eq!(cut("the U.S. café"), ["the", "U.S.", "café"]);
        assert_eq!(cut("third-quarter .5 end.5"), ["third", "-", "quarter", ".5", "end", ".", "5"]);
        assert_eq!(cut("10\u{a0}000 £5m"), ["10", "000", "£", "5", "m"]);
    }
}
