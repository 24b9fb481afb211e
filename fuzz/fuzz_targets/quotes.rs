//! Any text gives quotes with ranges inside it, and does not take for ever.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rashomon_news::Report;
use rashomon_text::Text;

fuzz_target!(|words: &str| {
    let report = Report::new("fuzz", Text::new(words));
    let all = rashomon_annotate::annotate(report);
    for quote in &all.quotes {
        assert!(!quote.content.is_empty());
        for range in quote.content.iter().chain(&quote.cue).chain(&quote.source) {
            assert!(all.report.text.whole().contains(*range));
        }
        assert!(quote.within.is_none_or(|outer| outer < all.quotes.len()));
    }
});
