//! What decides, as numbers with where they come from.

use crate::pair::{Common, FEATURES};

/// What decides whether reports are together.
///
/// The weights were set by hand after logistic regressions on one labelled set and tests on the other (docs/design/group.md).
#[derive(Clone, Debug)]
pub struct Settings {
    /// Weights of what two reports have in common, in the order of [`crate::pair::NAMES`].
    pub weights: [f32; FEATURES],
    /// What each e-fold of days between two reports takes away.
    pub gap: f32,
    /// What a missing date takes away.
    pub undated: f32,
    /// How much of that a quotation, copied text or the same weekday gives back.
    pub specific: f32,
    /// What it takes away that an undated report looks back on days that the other does not know yet.
    pub after: f32,
    /// How much more a missing date takes away where only a subject is shared: nothing then tells two events apart.
    pub vague: f32,
    /// Log-odds that two reports with nothing in common tell of the same event.
    pub bias: f32,
    /// Mean log-odds to a story's members from which a report joins.
    pub join: f32,
    /// Mean log-odds between the members of two stories from which they are one.
    pub merge: f32,
    /// How much of a report's link to a story is its best link to a member; the rest is the mean.
    pub best: f32,
    /// Mean log-odds between two halves of a story below which they are two.
    pub split: f32,
    /// Reports that are compared; older ones keep their story and are not compared any more.
    pub window: usize,
    /// Likeness of names, and of words, from which two stories belong to one storyline.
    pub line_names: f32,
    /// The latter.
    pub line_words: f32,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            weights: [7.0, 6.0, 4.0, 1.5, 2.0, -0.5, 1.0, 2.0, -6.0, -1.0],
            gap: 0.8,
            undated: 3.6,
            specific: 0.9,
            after: 8.0,
            vague: 1.0,
            bias: -2.0,
            join: 0.0,
            merge: 0.0,
            best: 0.4,
            split: -1.0,
            window: 50_000,
            line_names: 0.3,
            line_words: 0.1,
        }
    }
}

impl Settings {
    /// Log-odds that two reports tell of the same event, given the words they have in common.
    pub fn likeness(&self, common: &Common) -> f32 {
        let shared = self.weights.iter().zip(common.values());
        self.bias + shared.map(|(weight, value)| weight * value).sum::<f32>()
    }

    /// What their distance in time takes from that.
    pub fn distance(&self, common: &Common) -> f32 {
        if !common.undated {
            return self.gap * common.gap;
        }
        self.undated * (1.0 + self.vague * common.vague) * (1.0 - self.specific * common.specific)
            + if common.after { self.after } else { 0.0 }
    }
}
