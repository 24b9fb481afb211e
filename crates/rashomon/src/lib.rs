//! Reads many reports of one event side by side: the stages joined, and the one door to files and the clock.
//!
//! ```no_run
//! let settings = rashomon::Settings::default();
//! let input = rashomon::read(&["a.html".into(), "b.txt".into()], &settings, &|_| {});
//! let reports = rashomon::annotate(input.records, &|| {});
//! let stories = rashomon::compare(reports, false);
//! ```

mod files;
mod ids;
mod pipeline;

pub use pipeline::{Input, Settings, annotate, compare, group, read};
pub use {
    rashomon_annotate as annotate_stage, rashomon_compare as compare_stage, rashomon_group as group_stage,
    rashomon_news as news, rashomon_read as read_stage, rashomon_show as show, rashomon_text as text,
};
