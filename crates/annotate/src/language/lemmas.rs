//! Dictionary forms, by rules learnt from the treebanks.

use super::features::{hash_chars, pair};
use super::word::lower;

/// How a form becomes its lemma: what is cut from its end, what is put there, whether capitals go.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Script {
    /// Whether capitals become small.
    pub small: bool,
    /// How many characters go from the end.
    pub cut: u8,
    /// What comes in their stead.
    pub add: String,
}

/// Longest suffix a rule may look at, in characters.
pub const SUFFIX: usize = 6;
/// Longer forms keep their ending.
const LONGEST: usize = 40;

impl Script {
    /// What turns `form` into `lemma`.
    pub fn between(form: &str, lemma: &str) -> Script {
        let small = form.to_lowercase();
        let keeps = lemma.chars().any(char::is_uppercase);
        let from = if keeps { form } else { &small };
        let same = from.chars().zip(lemma.chars()).take_while(|(a, b)| a == b).count();
        let cut = from.chars().count() - same;
        Script { small: !keeps, cut: cut.min(255) as u8, add: lemma.chars().skip(same).collect() }
    }

    /// The lemma of `form`; the form itself where it is shorter than what would go.
    pub fn apply(&self, form: &str) -> String {
        let mut lemma = if self.small { form.to_lowercase() } else { form.to_owned() };
        let keep = lemma.chars().count().saturating_sub(usize::from(self.cut));
        let at = lemma.char_indices().nth(keep).map_or(lemma.len(), |(at, _)| at);
        if at == 0 && self.add.is_empty() {
            return lemma;
        }
        lemma.truncate(at);
        lemma.push_str(&self.add);
        lemma
    }
}

/// The key of a form (all of it) or a suffix of it under a tag.
pub fn key(chars: &[char], whole: bool, tag: u8) -> u64 {
    let hash = hash_chars(chars.iter().map(|&c| lower(c)));
    pair(pair(hash, u64::from(tag)), u64::from(whole))
}

/// Scripts, and which form or suffix takes which.
pub struct Lemmas<'a> {
    scripts: Vec<Script>,
    /// (upper bits of the key, script) of two times two bytes and more, in order of the key: 6 bytes each.
    rules: &'a [u8],
}

const RULE: usize = 6;

impl<'a> Lemmas<'a> {
    /// Reads a section; `None` where it is not one.
    pub fn new(section: &'a [u8]) -> Option<Lemmas<'a>> {
        let (count, mut rest) = section.split_at_checked(2)?;
        let count = usize::from(u16::from_le_bytes([count[0], count[1]]));
        let mut scripts = Vec::with_capacity(count);
        for _ in 0..count {
            let (head, tail) = rest.split_at_checked(3)?;
            let (add, tail) = tail.split_at_checked(usize::from(head[2]))?;
            scripts.push(Script { small: head[0] != 0, cut: head[1], add: std::str::from_utf8(add).ok()?.to_owned() });
            rest = tail;
        }
        Some(Lemmas { scripts, rules: rest })
    }

    fn find(&self, key: u64) -> Option<&Script> {
        let wanted = (key >> 32) as u32;
        let rules = self.rules.len() / RULE;
        let at = |place: usize| {
            let rule = &self.rules[place * RULE..place * RULE + RULE];
            (u32::from_le_bytes([rule[0], rule[1], rule[2], rule[3]]), u16::from_le_bytes([rule[4], rule[5]]))
        };
        let (mut low, mut high) = (0, rules);
        while low < high {
            let middle = (low + high) / 2;
            if at(middle).0 < wanted { low = middle + 1 } else { high = middle }
        }
        let (found, script) = (low < rules).then(|| at(low))?;
        (found == wanted).then(|| self.scripts.get(usize::from(script)))?
    }

    /// The lemma of a form under a tag.
    pub fn lemma(&self, form: &str, tag: u8) -> Box<str> {
        let mut chars = ['\0'; LONGEST];
        let mut length = 0;
        for c in form.chars() {
            if length == LONGEST {
                return form.to_lowercase().into();
            }
            chars[length] = c;
            length += 1;
        }
        let chars = &chars[..length];
        let script = self.find(key(chars, true, tag)).or_else(|| {
            (0..=length.min(SUFFIX)).rev().find_map(|suffix| self.find(key(&chars[length - suffix..], false, tag)))
        });
        script.map_or_else(|| form.to_lowercase(), |script| script.apply(form)).into()
    }

    /// Lays out scripts and rules as a section.
    pub fn pack(scripts: &[Script], rules: &[(u64, u16)]) -> Vec<u8> {
        let mut section = (scripts.len() as u16).to_le_bytes().to_vec();
        for script in scripts {
            section.extend([u8::from(script.small), script.cut, script.add.len() as u8]);
            section.extend(script.add.as_bytes());
        }
        let mut rules: Vec<(u32, u16)> = rules.iter().map(|&(key, script)| ((key >> 32) as u32, script)).collect();
        rules.sort_unstable();
        rules.dedup_by_key(|rule| rule.0);
        for (key, script) in rules {
            section.extend(key.to_le_bytes());
            section.extend(script.to_le_bytes());
        }
        section
    }
}
