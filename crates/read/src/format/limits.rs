//! Bounds against hostile input. Each is far above what real inputs need; beyond it an input or a record is a failure, named.

use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// A page, a text file, a feed or a JSON document after unpacking, in bytes. The largest page of the development sets has 6 MB.
pub const MOST_WHOLE: usize = 32 << 20;
/// A line of JSON Lines, in bytes.
pub const MOST_ROW: usize = 64 << 20;
/// The headers of a web archive's record, in bytes.
pub const MOST_HEADERS: usize = 256 << 10;
/// How many bytes a packed byte may give, after the first [`FREE`]: pages give 4 to 20, deflate's own bound is 1032.
pub const RATIO: u64 = 250;
/// Unpacked bytes that are not measured against [`RATIO`].
pub const FREE: u64 = 16 << 20;

/// Counts what is read through it.
pub struct Counted<R> {
    inner: R,
    count: Arc<AtomicU64>,
}

impl<R> Counted<R> {
    /// A counting reader and its counter.
    pub fn new(inner: R) -> (Counted<R>, Arc<AtomicU64>) {
        let count = Arc::new(AtomicU64::new(0));
        (Counted { inner, count: count.clone() }, count)
    }
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.count.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

/// Fails once unpacked bytes are too many for the packed ones.
pub struct Measured<R> {
    inner: R,
    packed: Arc<AtomicU64>,
    given: u64,
}

impl<R> Measured<R> {
    /// Measures `inner`'s bytes against the count of the packed ones below it.
    pub fn new(inner: R, packed: Arc<AtomicU64>) -> Measured<R> {
        Measured { inner, packed, given: 0 }
    }
}

impl<R: Read> Read for Measured<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.given += read as u64;
        if self.given > FREE + RATIO * self.packed.load(Ordering::Relaxed) {
            return Err(io::Error::other(format!("it unpacks to more than {RATIO} times its size")));
        }
        Ok(read)
    }
}

/// Reads all, up to a bound; the bytes and whether there were more.
pub fn bounded(reader: &mut dyn Read, most: usize) -> io::Result<(Vec<u8>, bool)> {
    let mut bytes = Vec::new();
    reader.take(most as u64 + 1).read_to_end(&mut bytes)?;
    let more = bytes.len() > most;
    bytes.truncate(most);
    Ok((bytes, more))
}

/// Unpacks gzip (all members) within the bounds.
pub fn unpacked(reader: Box<dyn Read + Send>) -> Box<dyn Read + Send> {
    let (counted, packed) = Counted::new(reader);
    Box::new(Measured::new(flate2::read::MultiGzDecoder::new(counted), packed))
}
