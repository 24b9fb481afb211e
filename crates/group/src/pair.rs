//! Two reports: what they have in common.

use crate::profile::{Profile, alike, cosine, shared};

/// Days apart beyond which no more can be said: dates that pages give are wrong often enough.
const LONG: f32 = 60.0;
/// How rare a word must be before it counts by itself: in fewer than one report in 20, in fewer than one in 150.
const RARE: f32 = 3.0;
const RARER: f32 = 5.0;
/// So much rarity is enough not to be vague: one word that stands nowhere else, or a few that are very rare.
const VAGUE: f32 = 3.0;

/// Likeness of words below which no text is copied that matters.
const COPIED: f32 = 0.15;

/// What two reports have in common; cosines and parts are between 0 and 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Common {
    /// All words, weighted by rarity.
    pub words: f32,
    /// Headline and lead.
    pub head: f32,
    /// Headlines; headline and lead where one has none.
    pub title: f32,
    /// How rare the words are that both have.
    pub rare: f32,
    /// How rare the very rare ones are.
    pub rarer: f32,
    /// No very rare word is shared: a common subject, not a common event.
    pub vague: f32,
    /// Both name somebody in headline or first sentence, and nobody the same.
    pub strangers: f32,
    /// Runs of quoted words.
    pub quoted: f32,
    /// Runs of printed words, as the part of the shorter report.
    pub printed: f32,
    /// Like events on different days, of which neither names whom or where the other names: never one event.
    pub apart: f32,
    /// A date is missing.
    pub undated: bool,
    /// Where it is: how much both print that only reports of one event do, a quotation, copied text, the same weekday.
    pub specific: f32,
    /// Where it is: the undated one looks back on days that were still to come when the other was published.
    pub after: bool,
    /// ln(1 + days between their publication); the longest where a date is missing.
    pub gap: f32,
}

impl Common {
    /// What two reports have in common.
    pub fn of(a: &Profile, b: &Profile) -> Common {
        let head = cosine(&a.head, &b.head);
        let named = !a.actors.is_empty() && !b.actors.is_empty();
        let strangers = named && cosine(&a.actors, &b.actors) == 0.0;
        let days = a.day.zip(b.day).map(|(a, b)| a.abs_diff(b) as f32);
        let (words, rare, rarer) = alike(a, b, RARE, RARER);
        let least = a.printed.len().min(b.printed.len()).max(8) as f32;
        let quoted = (shared(&a.quoted, &b.quoted) as f32 / 4.0).min(1.0);
        // Reports that share text share words: the long lists need not be walked for others.
        let printed = if words < COPIED { 0.0 } else { shared(&a.printed, &b.printed) as f32 / least };
        let undated = days.is_none();
        let weekday = if undated && a.weekday.is_some() && a.weekday == b.weekday { WEEKDAY } else { 0.0 };
        Common {
            words,
            head,
            title: if a.title.is_empty() || b.title.is_empty() { head } else { cosine(&a.title, &b.title) },
            rare: (rare / 40.0).min(1.5),
            rarer: (rarer / 10.0).min(1.5),
            vague: (1.0 - rarer / VAGUE).max(0.0),
            strangers: yes(strangers),
            quoted,
            printed,
            apart: yes(strangers && other_day(a, b)),
            undated,
            specific: if undated { (quoted + COPIES * printed + weekday).min(1.0) } else { 0.0 },
            after: undated && (after(a, b) || after(b, a)),
            gap: (1.0 + days.unwrap_or(LONG).min(LONG)).ln(),
        }
    }

    /// What the words say, in the order of [`NAMES`].
    pub fn values(&self) -> [f32; FEATURES] {
        [
            self.words,
            self.head,
            self.title,
            self.rare,
            self.rarer,
            self.strangers,
            self.quoted,
            self.printed,
            self.apart,
            self.vague,
        ]
    }
}

/// What the same weekday in both leads counts beside a shared quotation of nine words or more (two in five would agree by chance
/// where a lead names the day it is printed); and what a shared part of the printed text counts.
const WEEKDAY: f32 = 0.4;
/// The latter.
const COPIES: f32 = 5.0;

/// Whether one without a date looks back on days that were still to come for the other.
fn after(one: &Profile, other: &Profile) -> bool {
    let Some(day) = other.day.filter(|_| one.day.is_none()) else { return false };
    one.notes.iter().any(|note| note.is_after(crate::day_of(day)))
}

fn yes(is: bool) -> f32 {
    f32::from(u8::from(is))
}

/// Both lead with a day, and the days are not the same nor next to each other.
fn other_day(a: &Profile, b: &Profile) -> bool {
    a.occasion.zip(b.occasion).is_some_and(|(a, b)| a.abs_diff(b) > 1)
}

/// How many things the words of two reports can have in common.
pub const FEATURES: usize = 10;

/// What each of them is called.
pub const NAMES: [&str; FEATURES] = [
    "words",
    "headline and lead",
    "headlines",
    "rare words",
    "very rare words",
    "other names in headline and first sentence",
    "quotations",
    "printed text",
    "another day and other names",
    "no very rare words",
];
