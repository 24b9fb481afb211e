//! Patterns over words, as the rule files write them.
//!
//! A pattern is a row of elements: `word`, `this|that`, a `CLASS` in capitals (a number keeps it apart from words), a group
//! `( more than | at least )`; `?` after any of them makes it optional, `~` before one says that no white space stands before it.
//! `<a|b` first in the row and `>a|b` last in it look at the word before and after without taking it; `<!` and `>!` say what must
//! not stand there. `$NAME` is replaced by what `let NAME` says.

use crate::scan::{Lexicon, Word};

/// What one place of a pattern accepts.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Accept {
    /// One of these words.
    Words(Vec<u16>),
    /// A word of this class, or what the reader of the class makes of the place.
    Class(u8),
}

/// One place of a pattern.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Element {
    /// What it accepts.
    pub accept: Accept,
    /// Whether it must follow the word before it without white space.
    pub glued: bool,
}

/// A condition on the word before or after.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Beside {
    /// What stands there.
    pub accept: Vec<Accept>,
    /// Whether it must not.
    pub not: bool,
}

/// A pattern without options.
#[derive(Clone, Debug, PartialEq, Default)]
pub(crate) struct Pattern {
    /// Its places; at least one.
    pub elements: Vec<Element>,
    /// What must (not) stand before.
    pub before: Vec<Beside>,
    /// What must (not) stand after.
    pub after: Vec<Beside>,
}

/// The most patterns one line may stand for; more is a mistake in the file.
const MOST: usize = 4000;

/// All patterns that a line stands for; `class` knows the classes' numbers.
pub(crate) fn expand(
    line: &str,
    lexicon: &mut Lexicon,
    class: &dyn Fn(&str) -> Option<u8>,
) -> Result<Vec<Pattern>, String> {
    let mut parts: Vec<String> = Vec::new();
    for part in line.split_whitespace() {
        let opening = part.trim_start_matches('~');
        if let Some(rest) = opening.strip_prefix('(')
            && !rest.is_empty()
        {
            return Err(format!("put a space after the bracket in {part:?}"));
        }
        parts.push(part.to_owned());
    }
    let mut at = 0;
    let rows = alternatives(&parts, &mut at, 0)?;
    if at != parts.len() {
        return Err(format!("a bracket too many in {line:?}"));
    }
    rows.into_iter().map(|row| compile(&row, lexicon, class)).collect()
}

/// Rows of plain elements, until the closing bracket or the end.
fn alternatives(parts: &[String], at: &mut usize, depth: usize) -> Result<Vec<Vec<String>>, String> {
    if depth > 4 {
        return Err("brackets too deep".to_owned());
    }
    let mut done: Vec<Vec<String>> = Vec::new();
    let mut rows: Vec<Vec<String>> = vec![Vec::new()];
    while let Some(part) = parts.get(*at) {
        if part.starts_with(')') {
            break;
        }
        *at += 1;
        if part == "|" {
            done.append(&mut rows);
            rows.push(Vec::new());
            continue;
        }
        let mut options: Vec<Vec<String>> = if part == "(" || part == "~(" {
            let mut inner = alternatives(parts, at, depth + 1)?;
            let close = parts.get(*at).ok_or("a bracket is not closed")?;
            *at += 1;
            if part == "~(" {
                inner.iter_mut().filter_map(|row| row.first_mut()).for_each(|first| first.insert(0, '~'));
            }
            if close == ")?" {
                inner.push(Vec::new());
            }
            inner
        } else if let Some(plain) = part.strip_suffix('?').filter(|plain| !plain.is_empty()) {
            vec![vec![plain.to_owned()], Vec::new()]
        } else {
            vec![vec![part.clone()]]
        };
        let mut grown = Vec::with_capacity(rows.len() * options.len());
        for row in &rows {
            for option in &mut options {
                grown.push(row.iter().chain(option.iter()).cloned().collect());
            }
        }
        rows = grown;
        if rows.len() > MOST {
            return Err("a pattern with too many options".to_owned());
        }
    }
    done.append(&mut rows);
    Ok(done)
}

fn compile(row: &[String], lexicon: &mut Lexicon, class: &dyn Fn(&str) -> Option<u8>) -> Result<Pattern, String> {
    let mut pattern = Pattern::default();
    for part in row {
        if let Some(rest) = part.strip_prefix('<').or_else(|| part.strip_prefix('>')) {
            let (not, rest) = rest.strip_prefix('!').map_or((false, rest), |rest| (true, rest));
            let accept = accepts(rest, lexicon, class)?;
            let side = if part.starts_with('<') { &mut pattern.before } else { &mut pattern.after };
            side.push(Beside { accept, not });
            continue;
        }
        let (glued, rest) = part.strip_prefix('~').map_or((false, part.as_str()), |rest| (true, rest));
        let mut accept = accepts(rest, lexicon, class)?;
        let accept = if accept.len() == 1 { accept.remove(0) } else { merged(accept)? };
        pattern.elements.push(Element { accept, glued });
    }
    if pattern.elements.is_empty() {
        return Err(format!("a pattern of nothing in {row:?}"));
    }
    Ok(pattern)
}

fn merged(accepts: Vec<Accept>) -> Result<Accept, String> {
    let mut all = Vec::new();
    for accept in accepts {
        match accept {
            Accept::Words(mut words) => all.append(&mut words),
            Accept::Class(_) => return Err("words and classes as alternatives need brackets".to_owned()),
        }
    }
    Ok(Accept::Words(all))
}

fn accepts(part: &str, lexicon: &mut Lexicon, class: &dyn Fn(&str) -> Option<u8>) -> Result<Vec<Accept>, String> {
    let mut found = Vec::new();
    let mut words = Vec::new();
    for word in part.split('|').filter(|word| !word.is_empty()) {
        let capitals = word.len() > 1 && word.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit());
        if capitals && !word.chars().all(|c| c.is_ascii_digit()) {
            found.push(Accept::Class(class(word).ok_or_else(|| format!("no class {word}"))?));
        } else {
            words.push(lexicon.add(word));
        }
    }
    if !words.is_empty() {
        found.push(Accept::Words(words));
    }
    Ok(found)
}

/// Reads a class at a place: its value and the place after it.
pub(crate) trait Classes {
    /// What is captured.
    type Value: Copy;

    /// The value of class `class` at place `at`.
    fn read(&self, class: u8, at: usize) -> Option<(Self::Value, usize)>;
}

/// Patterns joined where they begin alike, so that each place of the text is read once for all of them.
#[derive(Default)]
pub(crate) struct Trie {
    nodes: Vec<Node>,
}

#[derive(Default)]
struct Node {
    /// What may come next, and the node behind it.
    edges: Vec<(Element, u32)>,
    /// The patterns that end here, with what must stand beside them.
    ends: Vec<(u32, Vec<Beside>, Vec<Beside>)>,
}

/// The longest match at a place; among equals the pattern that was added first.
pub(crate) struct Match<V> {
    /// The pattern's number.
    pub pattern: u32,
    /// The place after it.
    pub next: usize,
    /// What its classes captured, in order.
    pub got: Vec<(u8, V)>,
}

impl Trie {
    /// Adds a pattern under a number.
    pub fn add(&mut self, pattern: &Pattern, number: u32) {
        if self.nodes.is_empty() {
            self.nodes.push(Node::default());
        }
        let mut node = 0;
        for element in &pattern.elements {
            let known = self.nodes[node].edges.iter().find(|edge| edge.0 == *element).map(|edge| edge.1 as usize);
            node = known.unwrap_or_else(|| {
                let new = self.nodes.len();
                self.nodes.push(Node::default());
                self.nodes[node].edges.push((element.clone(), new as u32));
                new
            });
        }
        self.nodes[node].ends.push((number, pattern.before.clone(), pattern.after.clone()));
    }

    /// What the patterns can start with: each first element with the number of its edge.
    pub fn firsts(&self) -> impl Iterator<Item = (u32, &Element)> {
        self.nodes
            .first()
            .into_iter()
            .flat_map(|root| root.edges.iter().enumerate())
            .map(|(at, edge)| (at as u32, &edge.0))
    }

    /// The best match of the patterns that start with one of these first elements.
    pub fn longest<C: Classes>(
        &self,
        starts: &[u32],
        words: &[Word],
        at: usize,
        classes: &C,
    ) -> Option<Match<C::Value>> {
        let root = self.nodes.first()?;
        let mut walk = Walk { trie: self, words, classes, at, got: Vec::new(), best: None };
        for &start in starts {
            let (element, child) = &root.edges[start as usize];
            walk.step(element, *child, at);
        }
        walk.best
    }
}

struct Walk<'a, C: Classes> {
    trie: &'a Trie,
    words: &'a [Word],
    classes: &'a C,
    at: usize,
    got: Vec<(u8, C::Value)>,
    best: Option<Match<C::Value>>,
}

impl<C: Classes> Walk<'_, C> {
    fn step(&mut self, element: &Element, child: u32, place: usize) {
        let Some(word) = self.words.get(place) else { return };
        if element.glued && !(word.glued && place > self.at) {
            return;
        }
        match &element.accept {
            Accept::Words(ids) => {
                if ids.contains(&word.id) {
                    self.node(child, place + 1);
                }
            }
            Accept::Class(class) => {
                if let Some((value, next)) = self.classes.read(*class, place) {
                    self.got.push((*class, value));
                    self.node(child, next);
                    self.got.pop();
                }
            }
        }
    }

    fn node(&mut self, node: u32, place: usize) {
        let node = &self.trie.nodes[node as usize];
        for (number, before, after) in &node.ends {
            let better =
                self.best.as_ref().is_none_or(|best| place > best.next || place == best.next && *number < best.pattern);
            if better && self.fits(before, self.at.checked_sub(1)) && self.fits(after, Some(place)) {
                self.best = Some(Match { pattern: *number, next: place, got: self.got.clone() });
            }
        }
        for (element, child) in &node.edges {
            self.step(element, *child, place);
        }
    }

    fn fits(&self, besides: &[Beside], at: Option<usize>) -> bool {
        besides.iter().all(|beside| {
            let word = at.and_then(|at| self.words.get(at).map(|word| (at, word)));
            let there = word.is_some_and(|(at, word)| {
                beside.accept.iter().any(|accept| match accept {
                    Accept::Words(ids) => ids.contains(&word.id),
                    Accept::Class(class) => self.classes.read(*class, at).is_some(),
                })
            });
            there != beside.not
        })
    }
}
