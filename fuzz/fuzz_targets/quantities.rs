#![no_main]
//! Quantities of any text: no panic, no overflow, finite values, ranges within the text.

use libfuzzer_sys::fuzz_target;
use rashomon_annotate::{Grammar, quantities, times};
use rashomon_news::Report;
use rashomon_text::Text;

fuzz_target!(|words: &str| {
    let report = Report::new("fuzz", Text::new(words));
    let grammar = Grammar::default();
    let times = times::find(&report, &grammar, None);
    for item in &quantities::find(&report, &grammar, &times) {
        let quantity = &item.value;
        assert!(report.text.slice(quantity.phrase).len() == quantity.phrase.len());
        assert!(quantity.phrase.contains(item.range));
        for value in [quantity.number, quantity.low, quantity.high].into_iter().flatten() {
            assert!(value.is_finite());
        }
        if let (Some(low), Some(high)) = (quantity.low, quantity.high) {
            assert!(low <= high);
        }
    }
});
