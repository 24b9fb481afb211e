//! Lines wrapped to the width, with colour where it is asked for.

use super::{Style, clean::clean};
use anstyle::{AnsiColor, Effects, Style as Ink};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Fewer columns than this cannot hold a name and a few words.
const NARROWEST: usize = 40;

/// What part words play.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tone {
    /// An outlet's own words.
    Plain,
    /// Words of an outlet that no other has.
    Alone,
    /// A headline or a section's name.
    Head,
    /// An outlet.
    Name,
    /// Ours: reasons, counts.
    Faint,
    /// Values and relations that agree.
    Good,
    /// Values and relations that differ.
    Differ,
    /// What must not be missed.
    Alarm,
}

impl Tone {
    fn ink(self) -> Ink {
        let colour = |colour: AnsiColor| Ink::new().fg_color(Some(colour.into()));
        match self {
            Tone::Plain => Ink::new(),
            Tone::Alone => Ink::new().effects(Effects::UNDERLINE),
            Tone::Head => Ink::new().effects(Effects::BOLD),
            Tone::Name => colour(AnsiColor::Cyan),
            Tone::Faint => Ink::new().effects(Effects::DIMMED),
            Tone::Good => colour(AnsiColor::Green),
            Tone::Differ => colour(AnsiColor::Yellow),
            Tone::Alarm => colour(AnsiColor::Red).effects(Effects::BOLD),
        }
    }
}

/// Words in their tones; cleaned when they are added.
#[derive(Clone, Debug, Default)]
pub(super) struct Line(Vec<(String, Tone)>);

impl Line {
    pub fn new() -> Line {
        Line::default()
    }

    /// Adds words after a space.
    pub fn with(mut self, tone: Tone, words: &str) -> Line {
        let words = clean(words);
        if !words.is_empty() {
            let space = if self.0.is_empty() { "" } else { " " };
            self.0.push((format!("{space}{words}"), tone));
        }
        self
    }

    /// Adds words without a space; spaces at their ends are kept as one.
    pub fn glued(mut self, tone: Tone, words: &str) -> Line {
        let space = |yes: bool| if yes { " " } else { "" };
        let (before, after) = (words.starts_with(char::is_whitespace), words.ends_with(char::is_whitespace));
        let cleaned = clean(words);
        if cleaned.is_empty() {
            self.0.push((space(before).to_owned(), tone));
        } else {
            self.0.push((format!("{}{cleaned}{}", space(before), space(after)), tone));
        }
        self
    }

    /// At most so many columns of the words so far, cut after a word, with "[…]" where something was cut.
    pub fn cut(mut self, columns: usize) -> Line {
        let mut used = 0;
        for place in 0..self.0.len() {
            let long = self.0[place].0.width();
            if used + long <= columns {
                used += long;
                continue;
            }
            let words = &self.0[place].0;
            let mut kept = String::new();
            for word in words.split_inclusive(' ') {
                if used + word.width() > columns {
                    break;
                }
                used += word.width();
                kept += word;
            }
            self.0.truncate(place + 1);
            self.0[place].0 = kept;
            return self.with(Tone::Faint, "[…]");
        }
        self
    }

    /// Adds a middle dot and words, where there are any.
    pub fn dot(self, tone: Tone, words: &str) -> Line {
        if words.is_empty() { self } else { self.with(Tone::Faint, "·").with(tone, words) }
    }
}

/// The report as it grows.
pub(super) struct Sheet {
    out: String,
    style: Style,
}

impl Sheet {
    pub fn new(style: Style) -> Sheet {
        let width = style.width.max(NARROWEST);
        Sheet { out: String::new(), style: Style { width, ..style } }
    }

    pub fn finish(self) -> String {
        self.out
    }

    /// How many rows a section may show: all, or as many as one screen a story allows.
    pub fn limit(&self, screen: usize) -> usize {
        if self.style.all { usize::MAX } else { screen }
    }

    /// How many columns of an outlet's words stand beside a name: two lines of them on a screen, or all.
    pub fn room(&self, column: usize) -> usize {
        if self.style.all { usize::MAX } else { 2 * self.style.width.saturating_sub(column + 9).max(20) }
    }

    /// An empty line.
    pub fn gap(&mut self) {
        self.out.push('\n');
    }

    /// A line across the page.
    pub fn rule(&mut self) {
        paint(&mut self.out, &"─".repeat(self.style.width), Tone::Faint, self.style.colour);
        self.gap();
    }

    /// A section's name after an empty line.
    pub fn section(&mut self, name: &str, note: &str) {
        self.gap();
        self.line(0, 0, &Line::new().with(Tone::Head, name).with(Tone::Faint, note));
    }

    /// "… and 12 more", where rows were cut.
    pub fn more(&mut self, indent: usize, left: usize) {
        if left > 0 {
            let words = format!("… and {left} more (--all)");
            self.line(indent, indent, &Line::new().with(Tone::Faint, &words));
        }
    }

    /// A line whose first row is indented by `first` columns and the next ones by `next`.
    pub fn line(&mut self, first: usize, next: usize, line: &Line) {
        self.wrap(" ".repeat(first), next, line);
    }

    /// A line with a name in a column of its own before it; a longer name is cut.
    pub fn named(&mut self, indent: usize, column: usize, name: &str, line: &Line) {
        let name = cut(&clean(name), column);
        let pad = " ".repeat(column - name.width() + 2);
        let mut head = " ".repeat(indent);
        paint(&mut head, &name, Tone::Name, self.style.colour);
        head += &pad;
        self.wrap(head, indent + column + 2, line);
    }

    /// `head` stands already at column `next` or less.
    fn wrap(&mut self, head: String, next: usize, line: &Line) {
        let width = self.style.width.max(next + 10);
        let mut column = if head.trim().is_empty() { head.len() } else { next };
        self.out += &head;
        let mut row: Vec<(String, Tone)> = Vec::new();
        let mut fresh = true;
        for (word, spaced) in words(line) {
            let long: usize = word.iter().map(|part| part.0.width()).sum();
            let space = usize::from(spaced && !fresh);
            if column + space + long > width && !fresh {
                self.flush(&mut row, true, next);
                (column, fresh) = (next, true);
            }
            if spaced && !fresh {
                let tone = row.last().map_or(Tone::Plain, |last| last.1);
                let same = word.first().is_some_and(|part| part.1 == tone);
                row.push((" ".to_owned(), if same { tone } else { Tone::Plain }));
                column += 1;
            }
            fresh = false;
            for (part, tone) in word {
                for sign in part.graphemes(true) {
                    if column + sign.width() > width {
                        self.flush(&mut row, true, next);
                        column = next;
                    }
                    column += sign.width();
                    row.push((sign.to_owned(), tone));
                }
            }
        }
        self.flush(&mut row, false, 0);
        self.out.truncate(self.out.trim_end_matches(' ').len());
        self.out.push('\n');
    }

    fn flush(&mut self, row: &mut Vec<(String, Tone)>, broken: bool, next: usize) {
        let mut run = String::new();
        let mut tone = Tone::Plain;
        for (part, own) in row.drain(..) {
            if own != tone {
                paint(&mut self.out, &run, tone, self.style.colour);
                run.clear();
                tone = own;
            }
            run += &part;
        }
        paint(&mut self.out, &run, tone, self.style.colour);
        if broken {
            self.out.push('\n');
            self.out += &" ".repeat(next);
        }
    }
}

/// The words of a line, each of one or more parts, and whether a space stands before it.
fn words(line: &Line) -> Vec<(Vec<(String, Tone)>, bool)> {
    let mut words: Vec<(Vec<(String, Tone)>, bool)> = Vec::new();
    let mut spaced = true;
    for (run, tone) in &line.0 {
        for (number, part) in run.split(' ').enumerate() {
            spaced |= number > 0;
            if part.is_empty() {
                continue;
            }
            match words.last_mut().filter(|_| !spaced) {
                Some(last) => last.0.push((part.to_owned(), *tone)),
                None => words.push((vec![(part.to_owned(), *tone)], true)),
            }
            spaced = false;
        }
    }
    if let Some(first) = words.first_mut() {
        first.1 = false;
    }
    words
}

fn paint(out: &mut String, words: &str, tone: Tone, colour: bool) {
    if words.is_empty() {
        return;
    }
    let ink = tone.ink();
    if colour && ink != Ink::new() {
        *out += &format!("{ink}{words}{ink:#}");
    } else {
        *out += words;
    }
}

/// At most `columns` columns of `words`, the last one "…" where something was cut.
pub(super) fn cut(words: &str, columns: usize) -> String {
    if words.width() <= columns {
        return words.to_owned();
    }
    let mut out = String::new();
    for sign in words.graphemes(true) {
        if out.width() + sign.width() + 1 > columns {
            break;
        }
        out += sign;
    }
    out + "…"
}
