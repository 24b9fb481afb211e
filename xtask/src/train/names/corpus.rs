//! Reads the sets that names are learnt from and measured on.

use anyhow::{Context, Result};
use rashomon_annotate::people::lexicon::{self, Lexicon};
use rashomon_annotate::people::tagger::Class;
use std::collections::BTreeMap;
use std::fs;
use std::ops::Range;
use std::path::Path;

/// One labelled document.
#[derive(Clone)]
pub struct Document {
    pub id: String,
    pub words: Vec<String>,
    pub sentences: Vec<Range<usize>>,
    /// One a word, in the model's numbering.
    pub labels: Vec<u8>,
}

impl Document {
    pub fn words(&self) -> Vec<&str> {
        self.words.iter().map(String::as_str).collect()
    }

    pub fn put(&mut self, tokens: Range<usize>, class: Class) {
        for token in tokens.clone() {
            self.labels[token] = class.begin() + u8::from(token > tokens.start);
        }
    }

    /// Capitalised words for peoples that no name covers.
    fn put_peoples(&mut self) {
        let lexicon = Lexicon::get();
        let mut key = String::new();
        for token in 0..self.words.len() {
            lexicon::key(&self.words[token], &mut key);
            let capital = self.words[token].chars().next().is_some_and(char::is_uppercase);
            if self.labels[token] == 0
                && capital
                && lexicon.known(&key) & lexicon::PEOPLE != 0
                && !title(&self.words[token])
            {
                self.put(token..token + 1, Class::People);
            }
        }
    }
}

fn title(word: &str) -> bool {
    let lower = word.to_lowercase();
    Lexicon::get().lists(lower.trim_end_matches('.')) & (lexicon::TITLE | lexicon::HONORIFIC) != 0
}

fn capital(word: &str) -> bool {
    word.chars().any(char::is_uppercase)
}

/// A document's id, and its sentences as rows of fields.
type Rows = (String, Vec<Vec<Vec<String>>>);

/// The sentences of a CoNLL-U file, by document.
fn conllu(path: &Path) -> Result<Vec<Rows>> {
    let text = fs::read_to_string(path).with_context(|| format!("{}", path.display()))?;
    let mut documents: Vec<(String, Vec<Vec<Vec<String>>>)> = Vec::new();
    let mut sentence = Vec::new();
    for line in text.lines().chain([""]) {
        if let Some(id) = line.strip_prefix("# newdoc id = ") {
            documents.push((id.to_owned(), Vec::new()));
        } else if line.is_empty() {
            if let (Some(document), false) = (documents.last_mut(), sentence.is_empty()) {
                document.1.push(std::mem::take(&mut sentence));
            }
        } else if line.starts_with(|c: char| c.is_ascii_digit()) {
            let columns: Vec<String> = line.split('\t').map(str::to_owned).collect();
            if columns[0].bytes().all(|byte| byte.is_ascii_digit()) {
                sentence.push(columns);
            }
        }
    }
    Ok(documents)
}

/// A mention of GUM.
struct Mention {
    kind: String,
    start: usize,
    end: usize,
}

/// GUM's documents: names are mentions whose head is a proper noun, cut to the name.
pub fn gum(path: &Path) -> Result<Vec<Document>> {
    let mut all = Vec::new();
    for (id, rows) in conllu(path)? {
        let mut document = Document { id, words: Vec::new(), sentences: Vec::new(), labels: Vec::new() };
        for sentence in &rows {
            let start = document.words.len();
            for row in sentence {
                document.words.push(row[1].clone());
                document.labels.push(0);
            }
            document.sentences.push(start..document.words.len());
            let mut names: Vec<(Range<usize>, Class)> = mentions(sentence)
                .into_iter()
                .filter_map(|mention| {
                    let class = match mention.kind.as_str() {
                        "person" => Class::Person,
                        "organization" => Class::Organisation,
                        "place" => Class::Place,
                        "object" | "abstract" | "event" | "animal" | "substance" | "plant" => Class::Other,
                        _ => return None,
                    };
                    Some((name_of(sentence, &mention, class)?, class))
                })
                .collect();
            names.sort_by_key(|(range, class)| (std::cmp::Reverse(range.len()), range.start, *class));
            for (range, class) in names {
                let range = range.start + start..range.end + start;
                if document.labels[range.clone()].iter().all(|&label| label == 0) {
                    let lone = range.len() == 1;
                    let mut key = String::new();
                    lexicon::key(&document.words[range.start], &mut key);
                    let people = lone && Lexicon::get().known(&key) & lexicon::PEOPLE != 0;
                    let class = if people && class != Class::Place && class != Class::Organisation {
                        Class::People
                    } else {
                        class
                    };
                    document.put(range, class);
                }
            }
        }
        document.put_peoples();
        all.push(document);
    }
    Ok(all)
}

fn mentions(sentence: &[Vec<String>]) -> Vec<Mention> {
    let mut done = Vec::new();
    let mut open: Vec<(String, Mention)> = Vec::new();
    for (at, row) in sentence.iter().enumerate() {
        let Some(entity) = row[9].split('|').find_map(|part| part.strip_prefix("Entity=")) else { continue };
        let mut rest = entity;
        while !rest.is_empty() {
            if let Some(inner) = rest.strip_prefix('(') {
                let end = inner.find(['(', ')']).unwrap_or(inner.len());
                let fields: Vec<&str> = inner[..end].split('-').collect();
                let mention = Mention { kind: fields.get(1).unwrap_or(&"").to_string(), start: at, end: at + 1 };
                if inner[end..].starts_with(')') {
                    done.push(mention);
                    rest = &inner[end + 1..];
                } else {
                    open.push((fields[0].to_owned(), mention));
                    rest = &inner[end..];
                }
            } else {
                let end = rest.find(')').unwrap_or(rest.len());
                if let Some(place) = open.iter().rposition(|(id, _)| id == &rest[..end]) {
                    let (_, mut mention) = open.remove(place);
                    mention.end = at + 1;
                    done.push(mention);
                }
                rest = &rest[(end + 1).min(rest.len())..];
            }
        }
    }
    done
}

/// The name inside a mention: the capitalised words around its head, and what "of" joins to them; titles off.
fn name_of(sentence: &[Vec<String>], mention: &Mention, class: Class) -> Option<Range<usize>> {
    let head_of = |at: usize| sentence[at][6].parse::<usize>().unwrap_or(0);
    let within = |at: usize| head_of(at) > mention.start && head_of(at) <= mention.end;
    let head = (mention.start..mention.end).find(|&at| !within(at))?;
    let word = |at: usize| sentence[at][1].as_str();
    let proper = |at: usize| sentence[at][3] == "PROPN";
    if !proper(head) && (!capital(word(head)) || head <= mention.start || !proper(head - 1)) {
        return None;
    }
    let part = |at: usize| {
        proper(at)
            || (capital(word(at)) && !matches!(sentence[at][3].as_str(), "PRON" | "DET" | "ADP" | "SCONJ" | "CCONJ"))
    };
    let glue = |at: usize| matches!(word(at), "-" | "–" | "&" | "/" | "'" | "’");
    let mut start = head;
    while start > mention.start
        && (part(start - 1) || (glue(start - 1) && start >= mention.start + 2 && part(start - 2)))
    {
        start -= 1;
    }
    let below = |mut at: usize| {
        for _ in 0..sentence.len() {
            if at == head {
                return true;
            }
            match head_of(at).checked_sub(1) {
                Some(next) => at = next,
                None => return false,
            }
        }
        false
    };
    let mut end = head + 1;
    loop {
        let mut next = end;
        let joins = |at: usize| {
            let lower = word(at).to_lowercase();
            let list = if class == Class::Person { lexicon::PARTICLE } else { lexicon::JOINER | lexicon::PARTICLE };
            glue(at) || lower == "'s" || lower == "." || Lexicon::get().lists(&lower) & list != 0
        };
        while next < mention.end && next < end + 2 && joins(next) {
            next += 1;
        }
        let number = next == end && next < mention.end && sentence[next][3] == "NUM" && class == Class::Other;
        if next < mention.end && (part(next) || number) && below(next) {
            end = next + 1;
        } else {
            break;
        }
    }
    if class == Class::Person {
        while end - start > 1 && (title(word(start)) || word(start) == "-") {
            start += 1;
        }
    }
    let lone_title = end - start == 1 && title(word(start)) && class == Class::Person && word(start) != "Pope";
    (!lone_title && capital(word(start))).then_some(start..end)
}

/// MEANTIME's documents, the sentences that were annotated.
pub fn meantime(folder: &Path) -> Result<Vec<Document>> {
    let mut files = Vec::new();
    for sub in fs::read_dir(folder).with_context(|| format!("{}", folder.display()))? {
        let sub = sub?.path();
        if sub.is_dir() {
            for file in fs::read_dir(sub)? {
                files.push(file?.path());
            }
        }
    }
    files.sort();
    files.iter().map(|path| wikinews(path)).collect()
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let start = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    tag[start..].split('"').next()
}

fn wikinews(path: &Path) -> Result<Document> {
    let text = fs::read_to_string(path)?;
    let id = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let mut document = Document { id, words: Vec::new(), sentences: Vec::new(), labels: Vec::new() };
    let mut place_of = BTreeMap::new();
    let mut mentions: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut kinds: BTreeMap<String, String> = BTreeMap::new();
    let mut class_of: BTreeMap<String, Class> = BTreeMap::new();
    let (mut current, mut sources, mut last_sentence) = (None, Vec::new(), None);
    for tag in text.split('<').skip(1) {
        if tag.starts_with("token ") {
            let word = tag
                .split('>')
                .nth(1)
                .unwrap_or("")
                .replace("&amp;", "&")
                .replace("&quot;", "\"")
                .replace("&apos;", "'");
            let sentence = attribute(tag, "sentence").map(str::to_owned);
            if sentence != last_sentence {
                document.sentences.push(document.words.len()..document.words.len());
                last_sentence = sentence;
            }
            place_of.insert(attribute(tag, "t_id").unwrap_or("").to_owned(), document.words.len());
            document.words.push(word);
            document.labels.push(0);
            if let Some(range) = document.sentences.last_mut() {
                range.end = document.words.len();
            }
        } else if tag.starts_with("ENTITY_MENTION ") {
            current = attribute(tag, "m_id").map(str::to_owned);
        } else if tag.starts_with("token_anchor ") {
            if let (Some(current), Some(&place)) = (&current, attribute(tag, "t_id").and_then(|id| place_of.get(id))) {
                mentions.entry(current.clone()).or_default().push(place);
            }
        } else if tag.starts_with('/')
            || tag.starts_with("EVENT_MENTION")
            || tag.starts_with("TIMEX3")
            || tag.starts_with("VALUE")
        {
            current = None;
        } else if tag.starts_with("ENTITY ") {
            if let (Some(id), Some(kind)) = (attribute(tag, "m_id"), attribute(tag, "ent_type")) {
                kinds.insert(id.to_owned(), kind.to_owned());
            }
        } else if tag.starts_with("REFERS_TO") {
            sources.clear();
        } else if tag.starts_with("source ") {
            sources.extend(attribute(tag, "m_id").map(str::to_owned));
        } else if tag.starts_with("target ") {
            let class = match attribute(tag, "m_id").and_then(|id| kinds.get(id)).map(String::as_str) {
                Some("PER") => Class::Person,
                Some("ORG") => Class::Organisation,
                Some("LOC") => Class::Place,
                Some("PRO" | "FIN") => Class::Other,
                _ => continue,
            };
            for source in sources.drain(..) {
                class_of.insert(source, class);
            }
        }
    }
    let mut end = 0;
    let mut names = Vec::new();
    for (id, places) in &mentions {
        let (Some(&first), Some(&last)) = (places.first(), places.last()) else { continue };
        end = end.max(last + 1);
        let Some(&class) = class_of.get(id) else { continue };
        let (mut start, mut stop) = (first, last + 1);
        while start < stop
            && (!capital(&document.words[start])
                || document.words[start] == "The"
                || (class == Class::Person && title(&document.words[start])))
        {
            // Only what stands before a name may fall off: "the", "Mr".
            let word = document.words[start].to_lowercase();
            if word != "the" && !title(&word) {
                break;
            }
            start += 1;
        }
        while stop > start && matches!(document.words[stop - 1].as_str(), "'s" | "," | ".") {
            stop -= 1;
        }
        let whole = (start..stop).all(|at| {
            let word = &document.words[at];
            capital(word)
                || word.chars().all(|c| c.is_ascii_digit() || c == '-' || c == '&' || c == '.')
                || Lexicon::get().lists(word) & lexicon::JOINER != 0 && at > start
        });
        let pronoun = stop == start + 1
            && Lexicon::get().known(&document.words[start].to_lowercase()) & lexicon::EVERYDAY != 0
            && class != Class::Organisation;
        if start < stop && whole && capital(&document.words[start]) && !pronoun {
            names.push((start..stop, class));
        }
    }
    names.sort_by_key(|(range, class)| (std::cmp::Reverse(range.len()), range.start, *class));
    for (range, class) in names {
        if document.labels[range.clone()].iter().all(|&label| label == 0) {
            document.put(range, class);
        }
    }
    // What lies after the last mention was not annotated.
    let kept = document.sentences.iter().find(|range| range.end >= end).map_or(0, |range| range.end);
    document.words.truncate(kept);
    document.labels.truncate(kept);
    document.sentences.retain(|range| range.end <= kept);
    document.put_peoples();
    // Only what takes part in the annotated events was marked: a sentence with a capital unaccounted for teaches silence.
    let whole = |range: &Range<usize>| {
        (range.start + 1..range.end).all(|at| {
            let word = &document.words[at];
            let quiet =
                title(word) || word == "I" || Lexicon::get().known(&word.to_lowercase()) & lexicon::EVERYDAY != 0;
            document.labels[at] != 0 || !capital(word) || quiet
        })
    };
    let sentences = document.sentences.iter().filter(|range| whole(range)).cloned().collect();
    document.sentences = sentences;
    Ok(document)
}
