//! Any bytes as `.html`: records or failures, never a panic, ranges inside their texts.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rashomon_read::{Options, Record, records};

fuzz_target!(|bytes: &[u8]| {
    let options = Options { published: None, today: jiff::civil::date(2026, 1, 1) };
    let stream = Box::new(std::io::Cursor::new(bytes.to_vec()));
    for record in records("fuzz.html", stream, &options).take(1000).flatten() {
        let report = match record {
            Record::Report(report) => *report,
            Record::Annotated(all) => all.report,
        };
        for block in report.blocks.iter() {
            assert!(report.text.range(block.range.start(), block.range.end()).is_some());
        }
    }
});
