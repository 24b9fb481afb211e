//! What decides, as numbers with where they come from.

/// What decides whether reports are together.
///
/// The weights were set by hand after logistic regressions on one labelled set and tests on the other (docs/design/group.md).
#[derive(Clone, Debug)]
pub struct Settings {
    /// Weights of what two reports have in common, in the order of [`crate::pair::Common`].
    pub weights: [f32; crate::pair::FEATURES],
    /// Log-odds that two reports with nothing in common tell of the same event.
    pub bias: f32,
    /// Mean log-odds to a story's members from which a report joins.
    pub join: f32,
    /// Mean log-odds between the members of two stories from which they are one.
    pub merge: f32,
    /// Mean log-odds between two halves of a story below which they are two.
    pub split: f32,
    /// Reports that are compared; older ones keep their story and are not compared any more.
    pub window: usize,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            weights: [10.0, 10.0, 0.0, 0.0, -1.0, 1.0, 2.0, -0.6, -1.0],
            bias: -3.0,
            join: -0.5,
            merge: 0.0,
            split: -1.0,
            window: 50_000,
        }
    }
}

impl Settings {
    /// Log-odds that two reports tell of the same event, given what they have in common.
    pub fn odds(&self, common: &crate::pair::Common) -> f32 {
        self.bias + self.weights.iter().zip(common.values()).map(|(weight, value)| weight * value).sum::<f32>()
    }
}
