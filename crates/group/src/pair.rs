//! Two reports: how likely they tell of the same event.

use crate::profile::{Profile, cosine, shared, weight};

/// Days apart beyond which no more can be said: dates that pages give are wrong often enough.
pub const LONG: f32 = 60.0;

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
    /// Headline words.
    pub title: f32,
    /// How rare the words are that both have.
    pub rare: f32,
    /// The same, beyond higher thresholds
    pub rarer: f32,
    /// ln(1 + days between their publication).
    pub gap: f32,
    /// A date is missing.
    pub undated: f32,
}

impl Common {
    /// What two reports have in common.
    pub fn of(a: &Profile, b: &Profile) -> Common {
        let head = cosine(&a.head, &b.head);
        let actors = cosine(&a.actors, &b.actors);
        let both = !a.actors.is_empty() && !b.actors.is_empty();
        let days = a.day.zip(b.day).map(|(a, b)| a.abs_diff(b) as f32);
        let least = a.printed.len().min(b.printed.len()).max(8) as f32;
        Common {
            words: cosine(&a.words, &b.words),
            head,
            names: cosine(&a.names, &b.names),
            actors,
            strangers: f32::from(u8::from(both && actors == 0.0)),
            quoted: (shared(&a.quoted, &b.quoted) as f32 / 4.0).min(1.0),
            printed: shared(&a.printed, &b.printed) as f32 / least,
            // A report without a headline is judged by its lead.
            title: if a.title.is_empty() || b.title.is_empty() { head } else { cosine(&a.title, &b.title) },
            rare: (weight(a, b, 3.0) / 40.0).min(1.5),
            rarer: (weight(a, b, 5.0) / 10.0).min(1.5),
            gap: days.map_or(0.0, |days| (1.0 + days.min(LONG)).ln()),
            undated: f32::from(u8::from(days.is_none())),
        }
    }

    /// What the words say, in order, for the sum.
    pub fn values(&self) -> [f32; FEATURES] {
        [
            self.words,
            self.head,
            self.names,
            self.actors,
            self.strangers,
            self.quoted,
            self.printed,
            self.title,
            self.rare,
            self.rarer,
        ]
    }
}

/// How many things two reports can have in common.
pub const FEATURES: usize = 10;
