#![no_main]
//! Times and happenings of any text: no panic, no overflow, ranges within the text.

use libfuzzer_sys::fuzz_target;
use rashomon_annotate::{Grammar, happenings, times};
use rashomon_news::Report;
use rashomon_text::Text;

fuzz_target!(|input: (&str, i16, i8, i8)| {
    let (words, year, month, day) = input;
    let report = Report::new("fuzz", Text::new(words));
    let day = jiff::civil::Date::new(year, month, day).ok();
    let grammar = Grammar::default();
    let found = times::find(&report, &grammar, day);
    for time in &found {
        assert!(report.text.slice(time.range).len() == time.range.len() && !time.range.is_empty());
        assert!(time.value.days.is_none_or(|(first, last)| first <= last));
    }
    for happening in happenings::find(&report, &grammar, &found) {
        assert!(happening.clause.contains(happening.time));
    }
});
