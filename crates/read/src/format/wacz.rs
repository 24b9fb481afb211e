//! WACZ files: the web archives inside, in the order they stand in, read as a stream.
//!
//! A WACZ is a zip file whose web archives are stored as they are; deflated ones are read too. Zip files written without
//! sizes ahead of their members (streamed zips) are not.

use super::{failed, limits, open_part};
use crate::{Failure, Options, Record, Records};
use std::io::{self, Read};
use std::sync::{Arc, Mutex, PoisonError};

type Stream = Arc<Mutex<Box<dyn Read + Send>>>;

/// Reads the archives of a WACZ file.
pub fn records(name: &str, bytes: Box<dyn Read + Send>, options: &Options) -> Records {
    let stream: Stream = Arc::new(Mutex::new(bytes));
    let left = Arc::new(Mutex::new(0));
    Box::new(Members {
        name: name.to_owned(),
        stream,
        left,
        options: options.clone(),
        inside: None,
        found: false,
        over: false,
    })
}

struct Members {
    name: String,
    stream: Stream,
    /// Bytes of the current member not read yet.
    left: Arc<Mutex<u64>>,
    options: Options,
    inside: Option<Records>,
    found: bool,
    over: bool,
}

impl Iterator for Members {
    type Item = Result<Record, Failure>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(record) = self.inside.as_mut().and_then(Iterator::next) {
                return Some(record);
            }
            if self.over {
                return None;
            }
            match self.member() {
                Ok(Some(records)) => {
                    self.found = true;
                    self.inside = Some(records);
                }
                Ok(None) => {
                    self.over = true;
                    self.inside = (!self.found).then(|| failed(&self.name, "the zip file holds no web archive"));
                }
                Err(error) => {
                    self.over = true;
                    self.inside = Some(failed(&self.name, error.to_string()));
                }
            }
        }
    }
}

impl Members {
    /// The records of the next member that is a web archive.
    fn member(&mut self) -> io::Result<Option<Records>> {
        loop {
            self.skip()?;
            let mut head = [0; 30];
            if self.fill(&mut head).is_err() || !head.starts_with(b"PK\x03\x04") {
                return Ok(None);
            }
            let two = |at: usize| u16::from_le_bytes([head[at], head[at + 1]]);
            let four = |at: usize| u64::from(u32::from_le_bytes([head[at], head[at + 1], head[at + 2], head[at + 3]]));
            let mut name = vec![0; usize::from(two(26))];
            self.fill(&mut name)?;
            let mut extra = vec![0; usize::from(two(28))];
            self.fill(&mut extra)?;
            let size = if four(18) == 0xffff_ffff { long(&extra, four(22) == 0xffff_ffff) } else { Some(four(18)) };
            let Some(size) = size.filter(|size| two(6) & 8 == 0 || *size > 0) else {
                return Err(io::Error::other(
                    "the zip file was written as a stream; unpack it and give the archives inside",
                ));
            };
            *self.left.lock().unwrap_or_else(PoisonError::into_inner) = size;
            let name = String::from_utf8_lossy(&name).into_owned();
            let part = Part { stream: self.stream.clone(), left: self.left.clone() };
            let archive = [".warc", ".warc.gz", ".wet", ".wet.gz"].iter().any(|ending| name.ends_with(ending));
            let bytes: Box<dyn Read + Send> = match two(8) {
                0 => Box::new(part),
                8 => {
                    let (counted, packed) = limits::Counted::new(part);
                    Box::new(limits::Measured::new(flate2::read::DeflateDecoder::new(counted), packed))
                }
                _ if archive => {
                    return Err(io::Error::other(format!("{name} is packed in a way that is not known here")));
                }
                _ => continue,
            };
            if archive {
                return Ok(Some(open_part(&format!("{}/{name}", self.name), bytes, &self.options)));
            }
        }
    }

    fn fill(&self, buffer: &mut [u8]) -> io::Result<()> {
        self.stream.lock().unwrap_or_else(PoisonError::into_inner).read_exact(buffer)
    }

    /// Passes over what is left of the member before.
    fn skip(&mut self) -> io::Result<()> {
        self.inside = None;
        io::copy(&mut Part { stream: self.stream.clone(), left: self.left.clone() }, &mut io::sink()).map(|_| ())
    }
}

/// The 64-bit packed size in a zip64 field; the unpacked size stands before it where that is 64-bit too.
fn long(mut extra: &[u8], both: bool) -> Option<u64> {
    while let Some((head, rest)) = extra.split_at_checked(4) {
        let size = usize::from(u16::from_le_bytes([head[2], head[3]]));
        let field = rest.get(..size)?;
        if head[..2] == [1, 0] {
            let at = if both { 8 } else { 0 };
            return field.get(at..at + 8)?.try_into().ok().map(u64::from_le_bytes);
        }
        extra = &rest[size..];
    }
    None
}

/// A member's bytes.
struct Part {
    stream: Stream,
    left: Arc<Mutex<u64>>,
}

impl Read for Part {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut left = self.left.lock().unwrap_or_else(PoisonError::into_inner);
        let most = usize::try_from(*left).unwrap_or(usize::MAX).min(buffer.len());
        if most == 0 {
            return Ok(0);
        }
        let read = self.stream.lock().unwrap_or_else(PoisonError::into_inner).read(&mut buffer[..most])?;
        if read == 0 {
            *left = 0;
            return Err(io::Error::other("the zip file ends inside a member"));
        }
        *left -= read as u64;
        Ok(read)
    }
}
