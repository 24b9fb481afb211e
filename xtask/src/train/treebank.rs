//! Treebanks in CoNLL-U, with their raw text.

use anyhow::{Context, Result};
use std::path::Path;

/// A syntactic word.
pub struct Word {
    /// Bytes of the document's text.
    pub range: (usize, usize),
    pub form: String,
    pub lemma: String,
    pub upos: String,
    pub xpos: String,
    /// Place of the head in the sentence, `None` for the root.
    pub head: Option<usize>,
    /// Relation without its subtype.
    pub deprel: String,
}

/// A document: its text, paragraphs parted by blank lines, as the scorer makes it, and its sentences.
pub struct Document {
    pub text: String,
    pub sentences: Vec<Vec<Word>>,
    /// Whether each sentence starts a paragraph.
    pub starts: Vec<bool>,
}

/// All documents of a file.
pub fn read(path: &Path) -> Result<Vec<Document>> {
    let content = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut documents = Vec::new();
    let mut paragraph = true;
    for block in content.split("\n\n") {
        for comment in block.lines().filter(|line| line.starts_with('#')) {
            if comment.starts_with("# newdoc") {
                documents.push(Document { text: String::new(), sentences: Vec::new(), starts: Vec::new() });
            }
            paragraph |= comment.starts_with("# newpar") || comment.starts_with("# newdoc");
        }
        let rows: Vec<Vec<&str>> = block
            .lines()
            .filter(|line| !line.starts_with('#') && !line.is_empty())
            .map(|line| line.split('\t').collect())
            .collect();
        if rows.is_empty() {
            continue;
        }
        let document = documents.last_mut().context("words before the first document")?;
        if !document.text.is_empty() {
            document.text.push_str(if paragraph { "\n\n" } else { " " });
        }
        document.starts.push(paragraph);
        document.sentences.push(sentence(&rows, &mut document.text)?);
        paragraph = false;
    }
    Ok(documents)
}

fn sentence(rows: &[Vec<&str>], text: &mut String) -> Result<Vec<Word>> {
    let mut words: Vec<Word> = Vec::new();
    // The surface form that holds the next words: where it ends, and whether the words are its characters.
    let mut joined: Option<(usize, usize, bool)> = None;
    for row in rows {
        let spaced = !row[9].contains("SpaceAfter=No");
        if let Some((first, last)) = row[0].split_once('-') {
            let (first, last): (usize, usize) = (first.parse()?, last.parse()?);
            let inside = |row: &&Vec<&str>| row[0].parse().is_ok_and(|number| (first..=last).contains(&number));
            let whole: String = rows.iter().filter(inside).map(|row| row[1]).collect();
            joined = Some((last, text.len(), whole == row[1]));
            text.push_str(row[1]);
            if spaced {
                text.push(' ');
            }
            continue;
        }
        let Ok(number) = row[0].parse::<usize>() else { continue };
        let range = match joined {
            Some((last, start, parts)) if number <= last => {
                let range = (start, if parts { start + row[1].len() } else { text.trim_end().len() });
                joined = Some((last, if parts { range.1 } else { start }, parts));
                range
            }
            _ => {
                let range = (text.len(), text.len() + row[1].len());
                text.push_str(row[1]);
                if spaced {
                    text.push(' ');
                }
                range
            }
        };
        let head: usize = row[6].parse()?;
        words.push(Word {
            range,
            form: row[1].to_owned(),
            lemma: row[2].to_owned(),
            upos: row[3].to_owned(),
            xpos: row[4].to_owned(),
            head: head.checked_sub(1),
            deprel: row[7].split(':').next().unwrap_or_default().to_owned(),
        });
    }
    text.truncate(text.trim_end_matches(' ').len());
    Ok(words)
}
