//! Punctuation marks: they take no part in parsing and are attached afterwards, by the rules of Universal Dependencies.
//!
//! A pair of brackets or quote marks hangs on the head of what it holds; any other mark on the highest word on either side of
//! which no arc crosses the mark. On the gold trees of the two development sets these rules give 97.1% and 95.8% of the marks
//! their gold head.

use super::network::NONE;
use super::word::Word;

fn partner(open: char) -> Option<char> {
    Some(match open {
        '(' => ')',
        '[' => ']',
        '{' => '}',
        '“' => '”',
        '‘' => '’',
        '«' => '»',
        '"' => '"',
        '\'' => '\'',
        '`' => '\'',
        _ => return None,
    })
}

/// The word and all above it; as many as there are words at most.
fn up(heads: &[u32], word: u32) -> impl Iterator<Item = u32> + '_ {
    std::iter::successors(Some(word), move |&word| heads.get(word as usize).copied())
        .take_while(|&word| word != NONE)
        .take(heads.len())
}

/// The tree of the words between marks.
struct Tree<'a> {
    heads: &'a [u32],
    mark: &'a [bool],
    /// The first and last word below each word.
    reach: Vec<(u32, u32)>,
}

impl Tree<'_> {
    fn new<'a>(heads: &'a [u32], mark: &'a [bool]) -> Tree<'a> {
        let mut reach: Vec<(u32, u32)> = (0..heads.len() as u32).map(|place| (place, place)).collect();
        for word in (0..heads.len()).filter(|&word| !mark[word]) {
            for above in up(heads, word as u32) {
                let reach = &mut reach[above as usize];
                *reach = (reach.0.min(word as u32), reach.1.max(word as u32));
            }
        }
        Tree { heads, mark, reach }
    }

    /// From the word before the mark to the highest above it that lies, with all below it, before the mark.
    fn before(&self, mark: usize) -> Option<u32> {
        let mut word = (0..mark).rev().find(|&word| !self.mark[word])? as u32;
        loop {
            let head = self.heads[word as usize];
            if head == NONE || head as usize >= mark || self.reach[word as usize].1 as usize >= mark {
                return Some(word);
            }
            word = head;
        }
    }

    /// The same after the mark.
    fn after(&self, mark: usize) -> Option<u32> {
        let mut word = (mark + 1..self.heads.len()).find(|&word| !self.mark[word])? as u32;
        loop {
            let head = self.heads[word as usize];
            if head == NONE || head as usize <= mark || self.reach[word as usize].0 as usize <= mark {
                return Some(word);
            }
            word = head;
        }
    }

    /// The highest word between two marks.
    fn inside(&self, open: usize, close: usize) -> Option<u32> {
        let outer = |word: &usize| {
            let head = self.heads[*word] as usize;
            !self.mark[*word] && (head <= open || close <= head)
        };
        (open + 1..close).filter(outer).min_by_key(|&word| up(self.heads, word as u32).count()).map(|word| word as u32)
    }
}

/// Gives every mark its head; `arcs` holds the tree of the other words, and at least one word is no mark.
pub fn attach(words: &[Word], mark: &[bool], arcs: &mut [(u32, u8)]) {
    if !mark.contains(&true) {
        return;
    }
    let heads: Vec<u32> = arcs.iter().map(|arc| arc.0).collect();
    let tree = Tree::new(&heads, mark);
    let mut found: Vec<Option<u32>> = vec![None; heads.len()];
    for open in (0..heads.len()).filter(|&place| mark[place]) {
        let Some(partner) = partner(words[open].first).filter(|_| found[open].is_none()) else { continue };
        let fits = |&place: &usize| mark[place] && found[place].is_none() && words[place].first == partner;
        if let Some(close) = (open + 1..heads.len()).find(fits)
            && let Some(head) = tree.inside(open, close)
        {
            (found[open], found[close]) = (Some(head), Some(head));
        }
    }
    for place in (0..heads.len()).filter(|&place| mark[place]) {
        if found[place].is_some() {
            continue;
        }
        let (before, after) = (tree.before(place), tree.after(place));
        // The lower of the two, since the higher one's arc to it would cross the mark.
        let below = |low: u32, high: u32| low != high && up(tree.heads, low).any(|word| word == high);
        found[place] = match (before, after) {
            (Some(before), Some(after)) => Some(if below(before, after) { before } else { after }),
            (before, after) => before.or(after),
        };
    }
    for (arc, found) in arcs.iter_mut().zip(found) {
        arc.0 = found.unwrap_or(arc.0);
    }
}
