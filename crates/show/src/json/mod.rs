//! The machine-readable output: one JSON object a row, offsets in code points.
//!
//! Keys are an interface: they stay, new ones may be added. These are outer types; the vocabulary knows nothing of them.

mod findings;
mod rows;

pub use findings::comparison;
pub use rows::{annotated, report, story};

use rashomon_text::{Offsets, Range};
use serde_json::{Value, json};

/// Prints ranges of one text in code points.
struct Spans<'a>(Offsets<'a>);

impl Spans<'_> {
    fn pair(&self, range: Range) -> Value {
        json!([self.0.chars(range.start()), self.0.chars(range.end())])
    }

    fn list(&self, ranges: &[Range]) -> Value {
        ranges.iter().map(|&range| self.pair(range)).collect()
    }

    /// An object that starts with the range's `start` and `end`.
    fn object(&self, range: Range, rest: Value) -> Value {
        let mut object = json!({"start": self.0.chars(range.start()), "end": self.0.chars(range.end())});
        if let (Value::Object(all), Value::Object(rest)) = (&mut object, rest) {
            all.extend(rest);
        }
        object
    }
}
