//! Reads many reports of one event side by side: the stages joined, and the one door to files and the clock.
//!
//! ```no_run
//! let settings = rashomon::Settings::default();
//! let mut reader = rashomon::Reader::new(&["a.html".into(), "b.txt".into()], &settings);
//! let reports = rashomon::annotate(&mut reader);
//! let stories = rashomon::compare(reports, false);
//! println!("{}", rashomon::show::json::comparison(&stories));
//! ```

mod files;
mod ids;
mod pipeline;
mod reader;

pub use pipeline::{annotate, annotate_each, annotate_in_company, compare, explain, grammar_each, group, side_by_side};
pub use rashomon_annotate::Grammar;
pub use rashomon_group::Explanation;
pub use rashomon_read::Record;
pub use reader::{Reader, Settings};
pub use {rashomon_news as news, rashomon_show as show, rashomon_text as text};
