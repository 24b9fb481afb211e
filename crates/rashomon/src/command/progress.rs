//! Progress of long work, on standard error, only where a person watches.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rashomon::{Reader, Record};
use std::time::Duration;

/// Reads on, showing how far it is and naming what cannot be read.
pub struct Watched {
    reader: Reader,
    bar: ProgressBar,
}

impl Watched {
    /// Watches `reader`; without a bar where `quiet`, or where standard error is no terminal.
    pub fn new(reader: Reader, quiet: bool) -> Watched {
        let bar = reader.total().map_or_else(ProgressBar::no_length, ProgressBar::new);
        if quiet {
            bar.set_draw_target(ProgressDrawTarget::hidden());
        }
        let style = if reader.total().is_some() {
            "{bar:30} {bytes} of {total_bytes}, {eta} to go  {msg}"
        } else {
            "{spinner} {bytes}  {msg}"
        };
        if let Ok(style) = ProgressStyle::with_template(style) {
            bar.set_style(style);
        }
        // Short work ends before a bar is of use to anybody.
        bar.enable_steady_tick(Duration::from_millis(500));
        Watched { reader, bar }
    }

    /// Names what has not been named yet; whether nothing failed at all.
    pub fn finish(mut self) -> bool {
        self.tell();
        self.bar.finish_and_clear();
        self.reader.failures().is_empty()
    }

    fn tell(&mut self) {
        let fresh = self.reader.fresh_failures();
        if !fresh.is_empty() {
            self.bar.suspend(|| fresh.iter().for_each(|failure| super::complain(failure)));
        }
    }
}

impl Iterator for Watched {
    type Item = Record;

    fn next(&mut self) -> Option<Record> {
        let record = self.reader.next();
        self.tell();
        self.bar.set_position(self.reader.bytes());
        if let Some(record) = &record {
            self.bar.set_message(record.report().id.chars().take(40).collect::<String>());
        }
        record
    }
}
