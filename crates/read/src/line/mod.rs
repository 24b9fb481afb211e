//! What the words of one line say about its role, whatever it was cut from.

pub mod context;
pub mod phrases;
pub mod words;

pub use words::{WORDS, Words};
