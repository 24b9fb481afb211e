//! Facts about a report that its words state: dates, agencies, names in bylines.

pub mod agencies;
pub mod bylines;
pub mod clock;
pub mod dates;
