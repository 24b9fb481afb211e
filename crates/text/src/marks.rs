//! Pairs of quote marks in one paragraph.
//!
//! Finds: curly, straight, single, low („ “), angled (« ») and ASCII (``…'') marks, one kind inside another, and marks that open
//! a paragraph which never closes them. Does not find: apostrophes, feet and inches, decades ('90s). Why by paragraph: one missing
//! mark must not turn the rest of a report inside out, so each paragraph starts afresh. Linear in the paragraph's length but for the
//! search for a single mark's end, which looks at most [`SINGLE_REACH`] bytes ahead.

use crate::{Range, Text};

/// How far a single opening mark looks for its end, in bytes: longer single-quoted passages are speech of several sentences,
/// which outlets that write 'so' close within a paragraph of this length.
const SINGLE_REACH: usize = 1_200;
/// So many words between marks are speech; fewer may be a term inside it, in the same marks as the speech.
const SPEECH: usize = 5;
/// Deeper nesting than this is noise.
const DEEPEST: usize = 4;

/// Words between two quote marks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quoted {
    /// The opening mark.
    pub open: Range,
    /// The words without the marks, never empty.
    pub inner: Range,
    /// The closing mark; `None` where the paragraph ends without it.
    pub close: Option<Range>,
    /// How many other pairs it stands in.
    pub depth: u8,
}

#[derive(Clone, Copy, PartialEq, Debug)]
enum Family {
    Double,
    Single,
    Angled,
}

#[derive(Clone, Copy, PartialEq, Debug)]
enum Turn {
    Open,
    Close,
    Either,
}

/// The pairs of one paragraph, in order of their opening marks.
pub fn pair(text: &Text, paragraph: Range) -> Vec<Quoted> {
    let words = text.slice(paragraph);
    let mut scan = Scan { words, base: paragraph.start(), open: Vec::new(), found: Vec::new() };
    let mut at = 0;
    while let Some(c) = words[at..].chars().next() {
        let length = scan.mark_length(at, c);
        if length > 0 {
            scan.mark(text, at, at + length);
        }
        at += length.max(c.len_utf8());
    }
    scan.finish(text)
}

struct Scan<'a> {
    words: &'a str,
    base: usize,
    open: Vec<(Family, usize, usize)>,
    found: Vec<Quoted>,
}

impl Scan<'_> {
    fn mark_length(&self, at: usize, c: char) -> usize {
        match c {
            '“' | '”' | '„' | '‟' | '«' | '»' | '‘' | '’' | '‚' | '‹' | '›' => c.len_utf8(),
            '"' => 1,
            '\'' | '`' if self.words[at + 1..].starts_with(c) => 2,
            '\'' | '`' => 1,
            _ => 0,
        }
    }

    fn before(&self, at: usize) -> Option<char> {
        self.words[..at].chars().next_back()
    }

    fn after(&self, at: usize) -> Option<char> {
        self.words[at..].chars().next()
    }

    fn mark(&mut self, text: &Text, start: usize, end: usize) {
        let mark = &self.words[start..end];
        let (before, after) = (self.before(start), self.after(end));
        let (family, mut turn) = match mark {
            "“" if self.open.iter().any(|open| open.0 == Family::Double && self.words[open.1..].starts_with('„')) => {
                (Family::Double, Turn::Close)
            }
            "“" | "„" | "‟" | "``" => (Family::Double, Turn::Open),
            // A closing mark that stands where only an opening one can: "”We stay,” she said."
            "”" if before.is_none_or(char::is_whitespace)
                && after.is_some_and(char::is_alphanumeric)
                && self.open.iter().all(|open| open.0 != Family::Double) =>
            {
                (Family::Double, Turn::Open)
            }
            "”" => (Family::Double, Turn::Close),
            "\"" | "''" => (Family::Double, Turn::Either),
            "«" | "»" | "‹" | "›" => (Family::Angled, angled(mark, before, after)),
            "‘" | "‚" | "`" => (Family::Single, Turn::Open),
            "’" => (Family::Single, Turn::Close),
            _ => (Family::Single, Turn::Either),
        };
        if turn == Turn::Either {
            turn = self.guess(family, mark, start, end);
        }
        match (family, turn) {
            (Family::Single, Turn::Open) if mark != "‘" && !self.single_opens(start, end) => {}
            (Family::Single, Turn::Open) if !glues(after) => {}
            (Family::Single, Turn::Close) if joins(before, after) => {}
            (Family::Double, Turn::Close) if before.is_some_and(|c| c.is_ascii_digit()) && self.inches(mark, end) => {}
            (_, Turn::Open) => {
                self.restart(text, family, start, end);
                self.open(family, start, end);
            }
            (_, Turn::Close) => self.close(text, family, start, end),
            _ => {}
        }
    }

    /// Whether a straight mark opens or closes: by what stands beside it, else by whether one is open.
    fn guess(&self, family: Family, mark: &str, start: usize, end: usize) -> Turn {
        let is_open = self.open.iter().any(|open| open.0 == family);
        let (before, after) = (self.before(start), self.after(end));
        if family == Family::Single && joins(before, after) {
            return Turn::Either;
        }
        let left = before.is_none_or(|c| c.is_whitespace() || "([{—–-/:,“‘\"'".contains(c));
        let right = after.is_none_or(|c| c.is_whitespace() || ")]}—–-/.,;:?!”’\"'".contains(c));
        match (left, right) {
            (true, false) if is_open && family == Family::Double && before.is_some_and(|c| !c.is_whitespace()) => {
                Turn::Close
            }
            (true, false) => Turn::Open,
            (false, true) => Turn::Close,
            _ if is_open => Turn::Close,
            (true, true) if mark == "'" => Turn::Either,
            (false, false) if family == Family::Double && before.is_some_and(|c| c.is_ascii_digit()) => Turn::Close,
            _ => Turn::Open,
        }
    }

    /// A double mark after a digit is inches where nothing is open, or where closing here would leave a later mark alone.
    fn inches(&self, mark: &str, end: usize) -> bool {
        if mark == "”" && self.open.iter().any(|open| open.0 == Family::Double) {
            return false;
        }
        let open = self.open.iter().any(|open| open.0 == Family::Double);
        !open || (mark == "\"" && self.words[end..].matches('"').count() % 2 == 1)
    }

    /// A straight single mark opens only where a closing one follows in reach, in the same double quotation.
    fn single_opens(&self, start: usize, end: usize) -> bool {
        let rest = &self.words[end..];
        let lower = rest.get(..rest.len().min(8)).unwrap_or("").to_ascii_lowercase();
        if rest.starts_with(|c: char| c.is_ascii_digit()) && rest.get(2..3).is_some_and(|c| c == "s" || c == " ") {
            return false;
        }
        if ["em ", "tis ", "twas ", "til ", "cause ", "bout ", "n' "].iter().any(|word| lower.starts_with(word)) {
            return false;
        }
        if self.before(start).is_some_and(char::is_alphanumeric)
            || self.open.iter().any(|open| open.0 == Family::Single)
        {
            return false;
        }
        let mut last = None;
        for (at, c) in rest.char_indices().take_while(|(at, _)| *at < SINGLE_REACH) {
            let next = rest[at + c.len_utf8()..].chars().next();
            match c {
                '"' | '“' | '”' if self.open.iter().any(|open| open.0 == Family::Double) => break,
                '\'' | '’' if at > 0 && !joins(last, next) && last.is_some_and(|c| !c.is_whitespace()) => {
                    return true;
                }
                _ => {}
            }
            last = Some(c);
        }
        false
    }

    /// A double mark that is still open ends where speech opens anew in the same marks: `saying: "They "stay here for good."` is
    /// one mark too many, or one too few. Only a term or two stands in the same marks inside speech.
    fn restart(&mut self, text: &Text, family: Family, start: usize, end: usize) {
        let mark = &self.words[start..end];
        let Some(place) = self.open.iter().rposition(|open| &self.words[open.1..open.2] == mark) else { return };
        let next = self.words[end..].find(['"', '“', '”']).map_or(self.words.len(), |at| end + at);
        if family != Family::Double || self.words[end..next].split_whitespace().count() < SPEECH {
            return;
        }
        let (_, open_start, open_end) = self.open[place];
        self.open.truncate(place);
        let range = |from, to| text.range(self.base + from, self.base + to);
        if self.words[open_end..start].split_whitespace().count() >= SPEECH
            && let (Some(open), Some(inner)) = (range(open_start, open_end), range(open_end, start))
        {
            self.found.push(Quoted { open, inner: text.trim(inner), close: None, depth: place as u8 });
        }
    }

    fn open(&mut self, family: Family, start: usize, end: usize) {
        if self.open.len() < DEEPEST {
            self.open.push((family, start, end));
        }
    }

    fn close(&mut self, text: &Text, family: Family, start: usize, end: usize) {
        let Some(place) = self.open.iter().rposition(|open| open.0 == family) else { return };
        // A possessive plural closes nothing while a better end follows: 'the voters' choice'.
        if family == Family::Single && self.possessive(start, end) {
            return;
        }
        let (_, open_start, open_end) = self.open[place];
        self.open.truncate(place);
        self.push(text, (open_start, open_end), (start, end), place);
    }

    fn possessive(&self, start: usize, end: usize) -> bool {
        let before = self.before(start);
        if before != Some('s') || !self.words[end..].starts_with(' ') {
            return false;
        }
        let mut last = Some(' ');
        for (at, c) in self.words[end..].char_indices().take_while(|(at, _)| *at < 160) {
            let next = self.words[end + at + c.len_utf8()..].chars().next();
            match c {
                '\'' | '‘' | '“' | '"' if last == Some(' ') => return false,
                '\'' | '’' if !joins(last, next) => return true,
                _ => {}
            }
            last = Some(c);
        }
        false
    }

    fn push(&mut self, text: &Text, open: (usize, usize), close: (usize, usize), depth: usize) {
        let range = |start, end| text.range(self.base + start, self.base + end);
        if let (Some(open), Some(inner), Some(close)) =
            (range(open.0, open.1), range(open.1, close.0), range(close.0, close.1))
        {
            let inner = text.trim(inner);
            if !inner.is_empty() {
                self.found.push(Quoted { open, inner, close: Some(close), depth: depth as u8 });
            }
        }
    }

    /// What is still open at the paragraph's end: kept for a double mark that starts speech, dropped otherwise.
    fn finish(mut self, text: &Text) -> Vec<Quoted> {
        if let Some(&(family, start, end)) = self.open.first()
            && family != Family::Single
            && self.found.iter().all(|pair| pair.depth > 0 || pair.open.start() < self.base + start)
        {
            let lead = self.words[..start].trim_end();
            let speech = lead.is_empty() || lead.ends_with([':', ',']);
            let inner = text.range(self.base + end, self.base + self.words.len()).map(|range| text.trim(range));
            let open = text.range(self.base + start, self.base + end);
            if let (true, Some(open), Some(inner)) = (speech, open, inner)
                && !inner.is_empty()
            {
                self.found.push(Quoted { open, inner, close: None, depth: 0 });
            }
        }
        self.found.sort_by_key(|pair| pair.open);
        self.found
    }
}

/// French marks open to the left, German ones to the right: what stands beside them tells.
fn angled(mark: &str, before: Option<char>, after: Option<char>) -> Turn {
    let left = before.is_none_or(char::is_whitespace);
    let right = after.is_none_or(|c| c.is_whitespace() || c.is_ascii_punctuation());
    match (mark, left, right) {
        (_, true, false) => Turn::Open,
        (_, false, true) => Turn::Close,
        ("«" | "‹", ..) => Turn::Open,
        _ => Turn::Close,
    }
}

/// An apostrophe inside a word.
fn joins(before: Option<char>, after: Option<char>) -> bool {
    before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric)
}

fn glues(after: Option<char>) -> bool {
    after.is_some_and(|c| !c.is_whitespace())
}
