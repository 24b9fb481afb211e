//! Web pages.

pub mod dump;
pub mod features;
pub mod names;
pub mod opinion;
pub mod walk;
