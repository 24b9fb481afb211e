//! Which format an input has, and the way to its reader. A new format is one arm of [`Kind`] and one reader.

pub mod article;
pub mod charset;
pub mod feed;
pub mod limits;
pub mod wacz;
pub mod warc;

use crate::{Failure, Options, Record, Records, page, rows, text_copy};
use std::io::{BufRead, BufReader, Read};

/// How many bytes are looked at to tell a format.
const LOOK: usize = 64 << 10;
/// How often an input may be packed in itself.
const MOST_LAYERS: usize = 2;

/// The formats told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Packed,
    Rows,
    Page,
    Text,
    Json,
    Feed,
    Archive,
    Collection,
    Empty,
    Pdf,
    Binary,
}

/// Reads one input.
pub fn records(name: &str, bytes: Box<dyn Read + Send>, options: &Options) -> Records {
    open(name, bytes, options, 0)
}

/// Reads a member of a collection; collections do not nest.
fn open_part(name: &str, bytes: Box<dyn Read + Send>, options: &Options) -> Records {
    let mut stream = BufReader::with_capacity(LOOK, bytes);
    match head(&mut stream) {
        Ok(head) if head.starts_with(&[0x1f, 0x8b]) => {
            warc::records(name, limits::unpacked(put_back(head, stream)), options)
        }
        Ok(head) => warc::records(name, put_back(head, stream), options),
        Err(error) => failed(name, error.to_string()),
    }
}

fn open(name: &str, bytes: Box<dyn Read + Send>, options: &Options, layer: usize) -> Records {
    let mut stream = BufReader::with_capacity(LOOK, bytes);
    let head = match head(&mut stream) {
        Ok(head) => head,
        Err(error) => return failed(name, error.to_string()),
    };
    let fail = |reason: &str| failed(name, reason);
    match kind(name, &head) {
        Kind::Empty => fail("it is empty"),
        Kind::Pdf => fail("it is a PDF; save it as text first"),
        Kind::Binary => fail("it is neither text nor a known format"),
        Kind::Packed if layer >= MOST_LAYERS => fail("it is packed more than twice"),
        Kind::Packed => open(name, limits::unpacked(put_back(head, stream)), options, layer + 1),
        Kind::Rows => rows::records(name, put_back(head, stream), options.clone()),
        Kind::Archive => warc::records(name, put_back(head, stream), options),
        Kind::Collection => wacz::records(name, put_back(head, stream), options),
        whole => {
            let (bytes, more) = match limits::bounded(&mut put_back(head, stream), limits::MOST_WHOLE) {
                Ok(read) => read,
                Err(error) => return failed(name, error.to_string()),
            };
            if more {
                return failed(name, format!("it is larger than {} MB", limits::MOST_WHOLE >> 20));
            }
            of_whole(name, &bytes, whole, options)
        }
    }
}

fn of_whole(name: &str, bytes: &[u8], kind: Kind, options: &Options) -> Records {
    match kind {
        Kind::Feed => feed::records(name, bytes, options),
        Kind::Json => article::records(name, &charset::decode(bytes, None), options),
        Kind::Page => one(page::read(name, &charset::decode(bytes, None), None, options).map(boxed)),
        _ => {
            let words = charset::decode(bytes, None);
            if words.trim().is_empty() {
                return failed(name, "it has no text");
            }
            one(Ok(boxed(text_copy::read(name, &words, options))))
        }
    }
}

/// A report as a record.
pub fn boxed(report: rashomon_news::Report) -> Record {
    Record::Report(Box::new(report))
}

fn one(record: Result<Record, Failure>) -> Records {
    Box::new(std::iter::once(record))
}

/// One failure.
pub fn failed(name: &str, reason: impl Into<String>) -> Records {
    one(Err(Failure::new(name, reason)))
}

fn head(stream: &mut BufReader<Box<dyn Read + Send>>) -> std::io::Result<Vec<u8>> {
    let mut head = Vec::new();
    // A stream may give less at a time than there is.
    while head.len() < LOOK {
        let part = match stream.fill_buf() {
            Ok(part) => part,
            // What can be told from the start is told; the error comes again when the rest is read.
            Err(_) if !head.is_empty() => break,
            Err(error) => return Err(error),
        };
        if part.is_empty() {
            break;
        }
        let taken = part.len().min(LOOK - head.len());
        head.extend_from_slice(&part[..taken]);
        stream.consume(taken);
    }
    Ok(head)
}

fn put_back(head: Vec<u8>, rest: BufReader<Box<dyn Read + Send>>) -> Box<dyn Read + Send> {
    Box::new(std::io::Cursor::new(head).chain(rest))
}

/// Tells a format by an input's name and first bytes; what the bytes say for certain goes before the name.
pub fn kind(name: &str, head: &[u8]) -> Kind {
    if head.is_empty() {
        return Kind::Empty;
    }
    if head.starts_with(&[0x1f, 0x8b]) {
        return Kind::Packed;
    }
    if head.starts_with(b"PK\x03\x04") {
        return Kind::Collection;
    }
    if head.starts_with(b"%PDF") {
        return Kind::Pdf;
    }
    if head.starts_with(b"WARC/") {
        return Kind::Archive;
    }
    let lower_name = name.to_lowercase();
    let lower_name = lower_name.strip_suffix(".gz").unwrap_or(&lower_name);
    let ends = |endings: &[&str]| endings.iter().any(|ending| lower_name.ends_with(ending));
    let words = charset::decode(&head[..head.len().min(4096)], None);
    let wide = head.starts_with(&[0xff, 0xfe]) || head.starts_with(&[0xfe, 0xff]);
    let odd = words
        .chars()
        .filter(|c| {
            (c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}' | '\u{b}' | '\u{1b}')) || *c == '\u{fffd}'
        })
        .count();
    if odd * 20 > words.chars().count() {
        return Kind::Binary;
    }
    let start = words.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    if ends(&[".jsonl", ".ndjson", ".jl"]) && !wide {
        return Kind::Rows;
    }
    if start.starts_with('{') || start.starts_with('[') && !ends(&[".txt", ".md"]) {
        return if start.starts_with('{') && !wide && row_first(head) { Kind::Rows } else { Kind::Json };
    }
    // A copy may begin with a sign that looks like a tag ("< Back"); its name says it is none.
    if start.starts_with('<') && (!ends(&[".txt", ".md"]) || markup(start)) || ends(&[".html", ".htm", ".xhtml"]) {
        let lower = start.to_ascii_lowercase();
        let first = ["<rss", "<feed", "<rdf:rdf"].iter().filter_map(|tag| lower.find(tag)).min();
        let page = ["<html", "<!doctype html", "<body", "<head"].iter().filter_map(|tag| lower.find(tag)).min();
        return if first.is_some_and(|feed| page.is_none_or(|page| feed < page)) { Kind::Feed } else { Kind::Page };
    }
    let lower = start.to_ascii_lowercase();
    if !ends(&[".txt", ".md", ".text", ".markdown"]) && (lower.contains("<html") || lower.contains("<!doctype html")) {
        Kind::Page
    } else {
        Kind::Text
    }
}

/// Whether text begins with a tag or a declaration.
fn markup(start: &str) -> bool {
    let lower = start.to_ascii_lowercase();
    ["<!doctype", "<html", "<head", "<body", "<?xml", "<rss", "<feed", "<!--"].iter().any(|tag| lower.starts_with(tag))
}

/// Whether the first line is a JSON object of its own with a text, or is too long to tell and begins like a row.
fn row_first(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let start = head.iter().position(|byte| !byte.is_ascii_whitespace()).unwrap_or(0);
    let line = head[start..].split(|byte| *byte == b'\n').next().unwrap_or(head);
    match serde_json::from_slice::<serde_json::Value>(line) {
        Ok(row) => row.get("text").is_some() || head.len() > start + line.len() + 1,
        Err(error) => error.is_eof() && line.len() > 2 && start + line.len() == head.len() && head.len() >= LOOK,
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, kind};

    #[test]
    fn formats_by_name_and_first_bytes() {
        for (value, name, head) in [
            (Kind::Empty, "a.txt", &b""[..]),
            (Kind::Packed, "a.html.gz", b"\x1f\x8b\x08"),
            (Kind::Rows, "a.jsonl", b"{\"text\": \"a\"}"),
            (Kind::Rows, "-", b"{\"text\": \"a\"}\n{\"text\": \"b\"}"),
            (Kind::Json, "a.json", b"{\n  \"@type\": \"NewsArticle\"\n}"),
            (Kind::Page, "a", b"  <!DOCTYPE html><html>"),
            (Kind::Feed, "a.xml", b"<?xml version=\"1.0\"?><rss version=\"2.0\">"),
            (Kind::Text, "a.txt", b"[Syrian] text"),
            (Kind::Text, "a.txt", b"plain text"),
            (Kind::Text, "a.txt", b"\xff\xfea\0 \0t\0e\0x\0t\0"),
            (Kind::Archive, "a", b"WARC/1.0\r\n"),
            (Kind::Collection, "a.wacz", b"PK\x03\x04"),
            (Kind::Pdf, "a.txt", b"%PDF-1.4"),
            (Kind::Binary, "a.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\0"),
        ] {
            assert_eq!(kind(name, head), value, "{name} {head:?}");
        }
    }
}
