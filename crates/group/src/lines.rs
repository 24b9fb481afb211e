//! What runs on: the war, the trial. Stories linked over weeks by who acts, where, and in what words.

use crate::grouper::{Change, Grouper, spread};
use crate::profile::cosine;

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
        let (mut names, mut words, mut count) = (0.0, 0.0, 0.0);
        for (a, b) in pairs {
            let profile = |number: u32| self.reports[number as usize].profile.as_ref();
            let (Some(a), Some(b)) = (profile(a), profile(b)) else { continue };
            names += cosine(&a.names, &b.names);
            words += cosine(&a.words, &b.words);
            count += 1.0;
        }
        if count == 0.0 || names / count < self.settings.line_names || words / count < self.settings.line_words {
            return;
        }
        self.stories.run_on(story, other);
        let storyline = self.stories.get(self.stories.line(story)).id.clone();
        let later = self.stories.get(story.max(other)).id.clone();
        changes.push(Change::RunsOn { story: later, storyline });
    }
}
