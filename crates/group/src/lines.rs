//! What runs on: the war, the trial. Stories linked over weeks by who acts, where, and in what words.

use crate::grouper::{Change, Grouper, spread};
use crate::profile::{Profile, Vector, cosine};

/// Members of either story that are looked at.
const LOOKED_AT: usize = 3;

impl Grouper {
    /// Makes two stories one storyline where the same names act in a like vocabulary, however long ago.
    pub(crate) fn run_on(&mut self, story: u32, other: u32, changes: &mut Vec<Change>) {
        let line = self.stories.line(story);
        if line == self.stories.line(other) || self.stories.get(other).members.is_empty() {
            return;
        }
        let theirs = &self.stories.get(other).members;
        let pairs = spread(&self.stories.get(story).members, LOOKED_AT)
            .flat_map(|one| spread(theirs, LOOKED_AT).map(move |other| (one, other)));
        let profile = |number: u32| self.reports[number as usize].profile.as_deref();
        let pairs: Vec<(&Profile, &Profile)> = pairs.filter_map(|(a, b)| profile(a).zip(profile(b))).collect();
        let mean = |of: &dyn Fn(&Profile) -> &Vector| {
            pairs.iter().map(|(a, b)| cosine(of(a), of(b))).sum::<f32>() / pairs.len().max(1) as f32
        };
        // Few stories share names: the longer lists need not be walked for the others.
        if mean(&|profile| &profile.names) < self.settings.line_names
            || mean(&|profile| &profile.words) < self.settings.line_words
        {
            return;
        }
        self.stories.run_on(story, other);
        let storyline = self.stories.get(self.stories.line(story)).id.clone();
        let later = self.stories.get(story.max(other)).id.clone();
        changes.push(Change::RunsOn { story: later, storyline });
    }
}
