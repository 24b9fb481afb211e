//! How does a person (or a program) see it? Terminal, HTML, JSON.
//!
//! Nothing here knows how anything was found; outlet text is only ever text.

pub mod html;
pub mod json;
pub mod terminal;

mod view;

#[cfg(test)]
#[path = "../tests/fixture/mod.rs"]
mod fixture;
