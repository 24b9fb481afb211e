//! What does this source say, who published it, when? Bytes to reports.
//!
//! [`records`] is the door: a name, a stream of bytes, and out come reports one at a time, in constant memory for archives and
//! JSON Lines. This crate opens no file and no connection and does not read the clock: the day of reading is in [`Options`].

mod ending;
mod facts;
mod failure;
mod format;
mod language;
mod line;
mod model;
mod page;
mod rows;
mod text_copy;
#[doc(hidden)]
pub mod training;

pub use failure::Failure;

use jiff::civil::Date;
use rashomon_news::{Annotated, Moment, Report};
use std::io::Read;

/// What the reader is told beside the bytes.
#[derive(Clone, Debug)]
pub struct Options {
    /// The day for reports that do not tell it (`--published`).
    pub published: Option<Moment>,
    /// The day of reading: nothing was published after it.
    pub today: Date,
}

/// One record of an input.
#[derive(Clone, Debug)]
pub enum Record {
    /// A report to be annotated.
    Report(Box<Report>),
    /// A row that `annotate` printed before, not to be annotated again.
    Annotated(Box<Annotated>),
}

impl Record {
    /// The report itself.
    pub fn report(&self) -> &Report {
        match self {
            Record::Report(report) => report,
            Record::Annotated(all) => &all.report,
        }
    }

    /// The report itself, without what was found in it.
    pub fn into_report(self) -> Report {
        match self {
            Record::Report(report) => *report,
            Record::Annotated(all) => all.report,
        }
    }

    /// The report itself, to be changed.
    pub fn report_mut(&mut self) -> &mut Report {
        match self {
            Record::Report(report) => report,
            Record::Annotated(all) => &mut all.report,
        }
    }
}

/// The records of one input, in order; what cannot be read is a [`Failure`] that names it, and the rest goes on.
pub type Records = Box<dyn Iterator<Item = Result<Record, Failure>> + Send>;

/// Reads one input: `name` is its path or address and tells the format together with the first bytes.
pub fn records(name: &str, bytes: Box<dyn Read + Send>, options: &Options) -> Records {
    format::records(name, bytes, options)
}

/// The name of a file without its folders and known endings: `a/page.html.gz` gives `page`.
pub fn stem(name: &str) -> &str {
    let mut stem = name.rsplit(['/', '\\']).next().unwrap_or(name);
    for ending in [".gz", ".html", ".htm", ".txt", ".md", ".json", ".jsonl", ".xml", ".rss", ".atom", ".warc", ".wet"] {
        stem = stem.strip_suffix(ending).filter(|rest| !rest.is_empty()).unwrap_or(stem);
    }
    stem
}
