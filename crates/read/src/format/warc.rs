//! Web archives: the pages of WARC files and the texts of WET files, one record at a time, in constant memory.

use super::{boxed, charset, limits};
use crate::{Failure, Options, Record, Records, page, text_copy};
use rashomon_news::Report;
use std::io::{self, BufRead, BufReader, Read};

/// The headers of a record or of an HTTP response.
type Headers = Vec<(String, String)>;

/// Reads an archive's records.
pub fn records(name: &str, bytes: Box<dyn Read + Send>, options: &Options) -> Records {
    Box::new(Archive {
        name: name.to_owned(),
        stream: BufReader::with_capacity(1 << 18, bytes),
        options: options.clone(),
        number: 0,
        over: false,
    })
}

struct Archive {
    name: String,
    stream: BufReader<Box<dyn Read + Send>>,
    options: Options,
    number: usize,
    over: bool,
}

impl Iterator for Archive {
    type Item = Result<Record, Failure>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.over {
            match self.record() {
                Ok(Some(found)) => return Some(found),
                Ok(None) => {}
                Err(error) => {
                    // After damage there is no telling where the next record begins.
                    self.over = true;
                    return Some(Err(Failure::new(format!("{} record {}", self.name, self.number), error.to_string())));
                }
            }
        }
        None
    }
}

impl Archive {
    /// The next record; `None` where it is of a kind that is passed over.
    fn record(&mut self) -> io::Result<Option<Result<Record, Failure>>> {
        let Some(first) = self.begin()? else {
            self.over = true;
            return Ok(None);
        };
        self.number += 1;
        if !first.starts_with("WARC/") {
            return Err(io::Error::other("no record begins where one should"));
        }
        let headers = headers(&mut self.stream)?;
        let get = |key: &str| get(&headers, key);
        let length: u64 = get("content-length")
            .and_then(|words| words.parse().ok())
            .ok_or_else(|| io::Error::other("a record states no length"))?;
        let kind = get("warc-type").unwrap_or("").to_owned();
        let address = get("warc-target-uri").unwrap_or("").trim_matches(['<', '>']).to_owned();
        let media = get("content-type").unwrap_or("").to_owned();
        let wanted = matches!(kind.as_str(), "response" | "resource" | "conversion");
        if !wanted || length > limits::MOST_WHOLE as u64 {
            let skipped = io::copy(&mut (&mut self.stream).take(length), &mut io::sink())?;
            if skipped < length {
                return Err(io::Error::other("the archive ends inside a record"));
            }
            let large = wanted.then(|| {
                Err(Failure::new(self.place(&address), format!("it is larger than {} MB", limits::MOST_WHOLE >> 20)))
            });
            return Ok(large);
        }
        let (block, _) = limits::bounded(&mut (&mut self.stream).take(length), limits::MOST_WHOLE)?;
        if (block.len() as u64) < length {
            return Err(io::Error::other("the archive ends inside a record"));
        }
        Ok(self.read(&kind, &media, &address, &block))
    }

    fn place(&self, address: &str) -> String {
        if address.is_empty() {
            format!("{} record {}", self.name, self.number)
        } else {
            format!("{} {address}", self.name)
        }
    }

    /// The first line of the next record; blank lines end the one before.
    fn begin(&mut self) -> io::Result<Option<String>> {
        // Two blank lines part records; more than this are damage.
        for _ in 0..64 {
            match line(&mut self.stream)? {
                None => return Ok(None),
                Some(line) if line.is_empty() => {}
                Some(line) => return Ok(Some(line)),
            }
        }
        Err(io::Error::other("no record begins where one should"))
    }

    fn read(&self, kind: &str, media: &str, address: &str, block: &[u8]) -> Option<Result<Record, Failure>> {
        let place = self.place(address);
        let tell = |report: Result<Report, Failure>| {
            Some(report.map(|mut report| {
                report.id = if address.is_empty() { self.number.to_string() } else { address.to_owned() };
                report.source = self.name.clone();
                report.url = Some(address.to_owned()).filter(|url| !url.is_empty()).or(report.url.take());
                boxed(report)
            }))
        };
        if kind == "conversion" {
            let words = charset::decode(block, Some(media));
            return if words.trim().is_empty() {
                None
            } else {
                tell(Ok(text_copy::read(&place, &words, &self.options)))
            };
        }
        if kind == "resource" {
            let html = media.contains("html");
            return if html {
                tell(page::read(&place, &charset::decode(block, Some(media)), Some(address), &self.options))
            } else {
                None
            };
        }
        let mut stream = block;
        let status = line(&mut stream).ok()??;
        let answered = status.split_whitespace().nth(1).is_some_and(|code| code == "200");
        let headers = headers(&mut stream).ok()?;
        let media = get(&headers, "content-type").unwrap_or("text/html");
        if !answered || !media.contains("html") {
            return None;
        }
        let body = match body(stream, &headers) {
            Ok(body) => body,
            Err(error) => return Some(Err(Failure::new(place, error.to_string()))),
        };
        tell(page::read(&place, &charset::decode(&body, Some(media)), Some(address), &self.options))
    }
}

fn get<'a>(headers: &'a Headers, key: &str) -> Option<&'a str> {
    headers.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str())
}

/// A line without its end; `None` at the end of the stream.
fn line(stream: &mut dyn BufRead) -> io::Result<Option<String>> {
    let mut bytes = Vec::new();
    stream.take(limits::MOST_HEADERS as u64).read_until(b'\n', &mut bytes)?;
    if bytes.is_empty() {
        return Ok(None);
    }
    while bytes.last().is_some_and(|byte| matches!(byte, b'\n' | b'\r')) {
        bytes.pop();
    }
    Ok(Some(String::from_utf8_lossy(&bytes).into_owned()))
}

fn headers(stream: &mut dyn BufRead) -> io::Result<Headers> {
    let mut out = Headers::new();
    let mut size = 0;
    while let Some(line) = line(stream)?.filter(|line| !line.is_empty()) {
        size += line.len();
        if size > limits::MOST_HEADERS {
            return Err(io::Error::other("a record's headers are too long"));
        }
        if let Some((name, value)) = line.split_once(':') {
            out.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
        }
    }
    Ok(out)
}

/// The body of an HTTP response, put together and unpacked. Archives often keep the headers of a packing that is gone.
fn body(bytes: &[u8], headers: &Headers) -> io::Result<Vec<u8>> {
    let chunked = get(headers, "transfer-encoding").is_some_and(|coding| coding.contains("chunked"));
    let whole = if chunked { chunks(bytes).unwrap_or_else(|| bytes.to_vec()) } else { bytes.to_vec() };
    if !whole.starts_with(&[0x1f, 0x8b]) {
        return Ok(whole);
    }
    let mut unpacked = limits::unpacked(Box::new(io::Cursor::new(whole)));
    let (bytes, more) = limits::bounded(&mut unpacked, limits::MOST_WHOLE)?;
    if more { Err(io::Error::other(format!("it is larger than {} MB", limits::MOST_WHOLE >> 20))) } else { Ok(bytes) }
}

fn chunks(mut bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    loop {
        let end = memchr::memchr(b'\n', bytes).filter(|end| *end < 64)?;
        let size = std::str::from_utf8(&bytes[..end]).ok()?.trim().split(';').next()?;
        let size = usize::from_str_radix(size.trim(), 16).ok()?;
        bytes = &bytes[end + 1..];
        if size == 0 {
            return Some(out);
        }
        let (part, rest) = bytes.split_at_checked(size.min(bytes.len()))?;
        out.extend_from_slice(part);
        bytes = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).unwrap_or(rest);
        if bytes.is_empty() {
            return Some(out);
        }
    }
}
