//! The one door to files and standard input.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// Endings of files that are read when a folder is given; other files in a folder are passed over.
const READ_IN_FOLDERS: [&str; 13] =
    ["html", "htm", "txt", "md", "jsonl", "json", "gz", "xml", "rss", "atom", "warc", "wet", "wacz"];

/// A place to read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A file.
    File(PathBuf),
    /// Standard input.
    Standard,
}

impl Source {
    /// The name that stands in reports and messages.
    pub fn name(&self) -> String {
        match self {
            Source::File(path) => path.to_string_lossy().into_owned(),
            Source::Standard => "-".to_owned(),
        }
    }

    /// A stream of its bytes.
    pub fn open(&self) -> io::Result<Box<dyn Read + Send>> {
        Ok(match self {
            Source::File(path) => Box::new(File::open(path)?),
            Source::Standard => Box::new(io::stdin()),
        })
    }

    /// How many bytes it has, where that can be told beforehand.
    pub fn size(&self) -> Option<u64> {
        match self {
            Source::File(path) => fs::metadata(path).ok().filter(fs::Metadata::is_file).map(|meta| meta.len()),
            Source::Standard => None,
        }
    }
}

/// The sources that `names` stand for: folders are walked in the order of their names, each real folder once.
///
/// What is not there is told as (name, reason); the rest goes on.
pub fn sources(names: &[PathBuf]) -> (Vec<Source>, Vec<(String, String)>) {
    let (mut found, mut lost) = (Vec::new(), Vec::new());
    let mut seen = BTreeSet::new();
    for path in names {
        let name = path.to_string_lossy();
        if name == "-" {
            found.push(Source::Standard);
        } else if name.starts_with("http://") || name.starts_with("https://") {
            lost.push((name.into_owned(), "addresses are not fetched yet; save the page and give the file".to_owned()));
        } else {
            walk(path, true, &mut seen, &mut found, &mut lost);
        }
    }
    (found, lost)
}

fn walk(
    path: &Path,
    named: bool,
    seen: &mut BTreeSet<PathBuf>,
    found: &mut Vec<Source>,
    lost: &mut Vec<(String, String)>,
) {
    let name = || path.to_string_lossy().into_owned();
    let meta = match fs::metadata(path) {
        Ok(meta) => meta,
        Err(error) => return lost.push((name(), reason(&error))),
    };
    if !meta.is_dir() {
        // A pipe that lies in a folder would be waited for without end.
        if named || (meta.is_file() && known_ending(path)) {
            found.push(Source::File(path.to_owned()));
        }
        return;
    }
    // A link back to a folder above would be walked for ever.
    if !fs::canonicalize(path).is_ok_and(|real| seen.insert(real)) {
        return;
    }
    let before = found.len() + lost.len();
    match fs::read_dir(path) {
        Ok(entries) => {
            let mut inside: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
            inside.sort();
            for path in inside.iter().filter(|path| !hidden(path)) {
                walk(path, false, seen, found, lost);
            }
        }
        Err(error) => lost.push((name(), reason(&error))),
    }
    if named && found.len() + lost.len() == before {
        lost.push((name(), "the folder holds nothing that can be read".to_owned()));
    }
}

fn hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'))
}

fn known_ending(path: &Path) -> bool {
    path.extension().is_some_and(|ending| READ_IN_FOLDERS.iter().any(|known| ending.eq_ignore_ascii_case(known)))
}

/// The system's reason without its number.
pub fn reason(error: &io::Error) -> String {
    let words = error.to_string();
    let words = words.split(" (os error").next().unwrap_or_default();
    words.to_lowercase()
}
