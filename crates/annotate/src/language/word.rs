//! What the models see of one token.

use super::features::{hash_chars, pair};

/// Longer words are judged by their first characters, so that no word costs more than this.
const LOOKED_AT: usize = 48;

/// Hashes of one token's form and parts.
#[derive(Clone, Debug, Default)]
pub struct Word {
    /// The form in lower case, digits made alike.
    pub lower: u64,
    /// The form as it stands.
    pub form: u64,
    /// Kinds of characters, repeats cut after two.
    pub shape: u64,
    /// The last one to five characters, in lower case.
    pub suffix: [u64; 5],
    /// The first one to four characters, in lower case.
    pub prefix: [u64; 4],
    /// The first character, where it says something.
    pub first: char,
    /// Whether the first character is a capital.
    pub capital: bool,
    /// Whether no letter is small and at least two are capitals.
    pub upper: bool,
    /// Whether a letter or digit is in it.
    pub wordlike: bool,
    /// Length in characters, at most 48.
    pub length: u8,
}

/// The kind of a character, one of a few.
pub fn class(c: char) -> u8 {
    match c {
        'a'..='z' => b'a',
        'A'..='Z' => b'A',
        '0'..='9' => b'0',
        '\'' | '’' | '‘' | '`' | '´' => b'\'',
        '"' | '“' | '”' | '„' | '«' | '»' => b'"',
        '.' | '!' | '?' | '…' => b'.',
        '-' | '–' | '—' | '−' => b'-',
        '(' | '[' | '{' => b'(',
        ')' | ']' | '}' => b')',
        ',' | ':' | ';' => b',',
        c if c.is_ascii() => b'#',
        c if c.is_uppercase() => b'A',
        c if c.is_alphabetic() => b'a',
        c if c.is_numeric() => b'0',
        _ => b'x',
    }
}

/// In lower case, one character for one.
pub fn lower(c: char) -> char {
    match c {
        'A'..='Z' => c.to_ascii_lowercase(),
        '’' | '‘' | '´' => '\'',
        '“' | '”' => '"',
        c if c.is_ascii() => c,
        c => c.to_lowercase().next().unwrap_or(c),
    }
}

impl Word {
    /// Looks at a token's characters.
    pub fn new(form: &str) -> Word {
        let mut chars = ['\0'; LOOKED_AT];
        let mut length = 0;
        for c in form.chars().take(LOOKED_AT) {
            chars[length] = c;
            length += 1;
        }
        let chars = &chars[..length];
        let mut small = ['\0'; LOOKED_AT];
        let (mut shape, mut previous, mut run) = (0_u64, 0, 0);
        let (mut capitals, mut smalls, mut wordlike) = (0, 0, false);
        for (place, &c) in chars.iter().enumerate() {
            let kind = class(c);
            small[place] = if kind == b'0' { '0' } else { lower(c) };
            run = if kind == previous { run + 1 } else { 1 };
            previous = kind;
            if run <= 2 {
                shape = pair(shape, u64::from(kind));
            }
            capitals += u32::from(kind == b'A');
            smalls += u32::from(kind == b'a');
            wordlike |= matches!(kind, b'A' | b'a' | b'0');
        }
        let small = &small[..length];
        let mut suffix = [0; 5];
        for (place, part) in suffix.iter_mut().enumerate() {
            *part = hash_chars(small[length.saturating_sub(place + 1)..].iter().copied());
        }
        let mut prefix = [0; 4];
        for (place, part) in prefix.iter_mut().enumerate() {
            *part = hash_chars(small[..length.min(place + 1)].iter().copied());
        }
        Word {
            lower: hash_chars(small.iter().copied()),
            form: hash_chars(chars.iter().copied()),
            shape,
            suffix,
            prefix,
            first: chars.first().copied().unwrap_or(' '),
            capital: chars.first().is_some_and(|&c| class(c) == b'A'),
            upper: capitals > 1 && smalls == 0,
            wordlike,
            length: length as u8,
        }
    }
}
