//! Which characters, exactly? Immutable text, checked ranges, layers, and conversion of offsets.
//!
//! A [`Text`] is the words of one report and never changes. A [`Range`] is bytes `start..end` of one text, on character
//! boundaries, checked once when it is made. A [`Passage`] is a range that knows its text: the only thing that crosses
//! between reports. A [`Layer`] is one kind of annotation over one text, sorted and queried by range. Code points and
//! UTF-16 units appear only at the edges, through [`Offsets`]. [`marks`] pairs quote marks.
//!
//! This crate knows nothing of news.

mod layer;
pub mod marks;
mod offsets;
mod range;
mod text;

pub use layer::{Layer, Spanned};
pub use offsets::Offsets;
pub use range::Range;
pub use text::{Passage, Text, TextId};
