//! Records of all sources, one at a time.

use crate::files::{self, Source};
use crate::ids::Ids;
use rashomon_news::Moment;
use rashomon_read::{Options, Record, Records};
use std::io::{self, Read};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// What the user says beside the sources.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The day for reports that do not tell it.
    pub published: Option<Moment>,
    /// The day of reading.
    pub today: jiff::civil::Date,
}

impl Default for Settings {
    /// Today by the clock: the only place that reads it.
    #[allow(clippy::disallowed_methods)]
    fn default() -> Settings {
        Settings { published: None, today: jiff::ZonedDateTime::now().date() }
    }
}

/// Reads sources in order, holding one record at a time. What cannot be read is put aside and the rest goes on.
pub struct Reader {
    options: Options,
    sources: std::vec::IntoIter<Source>,
    open: Option<(String, Records)>,
    ids: Ids,
    failures: Vec<String>,
    fresh: usize,
    bytes: Arc<AtomicU64>,
    total: Option<u64>,
}

impl Reader {
    /// A reader of everything `names` stand for: files, folders, `-`.
    pub fn new(names: &[PathBuf], settings: &Settings) -> Reader {
        let (sources, lost) = files::sources(names);
        let total = sources.iter().map(Source::size).sum();
        Reader {
            options: Options { published: settings.published, today: settings.today },
            sources: sources.into_iter(),
            open: None,
            ids: Ids::default(),
            failures: lost.into_iter().map(|(name, reason)| format!("{name}: {reason}")).collect(),
            fresh: 0,
            bytes: Arc::default(),
            total,
        }
    }

    /// Bytes read so far.
    pub fn bytes(&self) -> u64 {
        self.bytes.load(Ordering::Relaxed)
    }

    /// Bytes of all sources, where all are files.
    pub fn total(&self) -> Option<u64> {
        self.total
    }

    /// What could not be read so far, as "place: reason", in order.
    pub fn failures(&self) -> Vec<String> {
        self.failures.clone()
    }

    /// Failures not told before.
    pub fn fresh_failures(&mut self) -> &[String] {
        let from = std::mem::replace(&mut self.fresh, self.failures.len());
        &self.failures[from..]
    }

    fn next_source(&mut self) -> Option<()> {
        let source = self.sources.next()?;
        let name = source.name();
        match source.open() {
            Ok(inner) => {
                let counted = Counted { inner, bytes: self.bytes.clone() };
                self.open = Some((name.clone(), rashomon_read::records(&name, Box::new(counted), &self.options)));
            }
            Err(error) => self.failures.push(format!("{name}: {}", files::reason(&error))),
        }
        Some(())
    }
}

impl Iterator for Reader {
    type Item = Record;

    fn next(&mut self) -> Option<Record> {
        loop {
            let Some((name, records)) = &mut self.open else {
                self.next_source()?;
                continue;
            };
            match records.next() {
                None => self.open = None,
                Some(Err(failure)) => self.failures.push(failure.to_string()),
                Some(Ok(mut record)) => {
                    let report = record.report_mut();
                    report.id = self.ids.give(&report.id, name);
                    return Some(record);
                }
            }
        }
    }
}

/// Counts what passes through.
struct Counted {
    inner: Box<dyn Read + Send>,
    bytes: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.bytes.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}
