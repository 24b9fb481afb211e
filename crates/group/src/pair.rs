//! Two reports: how likely they tell of the same event.

use crate::profile::{Profile, cosine, shared};

/// Days apart beyond which no more can be said: dates that pages give are wrong often enough.
pub const LONG: f32 = 30.0;

/// What two reports have in common, each between 0 and 1 (the gap is the logarithm of days).
#[derive(Clone, Copy, Debug, Default)]
pub struct Common {
    /// All words, weighted by rarity.
    pub words: f32,
    /// Headline and lead.
    pub head: f32,
    /// Names.
    pub names: f32,
    /// Names in headline and lead.
    pub actors: f32,
    /// Both name somebody in headline and lead, and nobody the same.
    pub strangers: f32,
    /// Runs of quoted words.
    pub quoted: f32,
    /// Runs of printed words, as the part of the shorter report.
    pub printed: f32,
    /// ln(1 + days between their publication).
    pub gap: f32,
    /// A date is missing.
    pub undated: f32,
}

impl Common {
    /// What two reports have in common.
    pub fn of(a: &Profile, b: &Profile) -> Common {
        let actors = cosine(&a.actors, &b.actors);
        let both = !a.actors.is_empty() && !b.actors.is_empty();
        let days = a.day.zip(b.day).map(|(a, b)| a.abs_diff(b) as f32);
        let least = a.printed.len().min(b.printed.len()).max(8) as f32;
        Common {
            words: cosine(&a.words, &b.words),
            head: cosine(&a.head, &b.head),
            names: cosine(&a.names, &b.names),
            actors,
            strangers: f32::from(u8::from(both && actors == 0.0)),
            quoted: (shared(&a.quoted, &b.quoted) as f32 / 4.0).min(1.0),
            printed: shared(&a.printed, &b.printed) as f32 / least,
            gap: days.map_or(0.0, |days| (1.0 + days.min(LONG)).ln()),
            undated: f32::from(u8::from(days.is_none())),
        }
    }

    /// In order, for the sum.
    pub fn values(&self) -> [f32; FEATURES] {
        [
            self.words,
            self.head,
            self.names,
            self.actors,
            self.strangers,
            self.quoted,
            self.printed,
            self.gap,
            self.undated,
        ]
    }
}

/// How many things two reports can have in common.
pub const FEATURES: usize = 9;
