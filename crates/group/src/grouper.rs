//! The stream: one report at a time is placed, and what that changed is told.

use crate::hash::{self, ByHash};
use crate::index::Index;
use crate::pair::Common;
use crate::profile::Profile;
use crate::rarity::Rarity;
use crate::settings::Settings;
use crate::stories::Stories;
use crate::words::{Stems, Word};
use rashomon_news::Annotated;

/// Earlier reports that a report is compared with.
const CANDIDATES: usize = 32;
/// Stories that a report is weighed against.
const TOUCHED: usize = 8;
/// Members of a story that a report is weighed against, spread over its length.
const WEIGHED: usize = 32;
/// Members of either story that are weighed before they are merged.
const MERGED: usize = 12;
/// Log-odds are held within this: one perfect copy must not carry a whole story.
const CLAMP: f32 = 6.0;

/// What adding a report changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// A story was opened for the report.
    Opened {
        /// Its id.
        story: String,
    },
    /// The report joined a story.
    Joined {
        /// Its id.
        story: String,
    },
    /// Two stories turned out to be one.
    Merged {
        /// The id that now leads to the other.
        from: String,
        /// The id that stays.
        into: String,
    },
    /// A story turned out to be two.
    Split {
        /// The id that stays with the larger part.
        from: String,
        /// The id of the part that left.
        into: String,
        /// The reports that left.
        reports: Vec<String>,
    },
}

/// Where a report was placed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placement {
    /// The id of its story.
    pub story: String,
    /// What that changed, in order.
    pub changes: Vec<Change>,
}

/// A report as it is remembered.
pub(crate) struct Kept {
    pub id: String,
    pub story: u32,
    pub seed: String,
    /// `None` once it has left the window.
    pub profile: Option<Profile>,
}

/// Places reports into stories, one at a time, for ever.
///
/// Work and memory per report are bounded: see the constants here and in `index`.
pub struct Grouper {
    pub(crate) settings: Settings,
    stems: Stems,
    rarity: Rarity,
    index: Index,
    pub(crate) reports: Vec<Kept>,
    by_id: ByHash<u64, u32>,
    pub(crate) stories: Stories,
    /// The first report still in the window.
    oldest: u32,
    words: Vec<Word>,
}

impl Grouper {
    /// A stream that has seen nothing yet.
    pub fn new(settings: Settings) -> Grouper {
        Grouper {
            settings,
            stems: Stems::default(),
            rarity: Rarity::default(),
            index: Index::default(),
            reports: Vec::new(),
            by_id: ByHash::default(),
            stories: Stories::default(),
            oldest: 0,
            words: Vec::new(),
        }
    }

    /// Places a report. A report whose id was placed before stays where it is.
    pub fn add(&mut self, all: &Annotated) -> Placement {
        let key = hash::of(all.report.id.as_bytes());
        if let Some(&known) = self.by_id.get(&key) {
            let story = self.stories.get(self.reports[known as usize].story).id.clone();
            return Placement { story, changes: Vec::new() };
        }
        self.stems.words(&all.report, &mut self.words);
        let profile = Profile::new(&self.words, crate::day(&all.report), &mut self.rarity);
        let number = self.reports.len() as u32;
        let near = self.index.candidates(&profile, CANDIDATES);
        self.index.add(number, &profile);
        let seed = all.report.text.id().to_string()[..16].to_owned();
        self.by_id.insert(key, number);
        self.reports.push(Kept { id: all.report.id.clone(), story: 0, seed, profile: Some(profile) });
        let mut changes = Vec::new();
        self.place(number, &near, &mut changes);
        self.leave();
        let story = self.stories.get(self.reports[number as usize].story).id.clone();
        Placement { story, changes }
    }

    /// The id of the story a report is in.
    pub fn story_of(&self, report: &str) -> Option<&str> {
        let &number = self.by_id.get(&hash::of(report.as_bytes()))?;
        Some(&self.stories.get(self.reports[number as usize].story).id)
    }

    /// The id that a story's id, however old, leads to now.
    pub fn resolve(&self, id: &str) -> Option<&str> {
        self.stories.resolve(id).map(|story| self.stories.get(story).id.as_str())
    }

    /// What two reports have in common; `None` where one has left the window.
    fn common(&self, a: u32, b: u32) -> Option<Common> {
        let profile = |number: u32| self.reports[number as usize].profile.as_ref();
        Some(Common::of(profile(a)?, profile(b)?))
    }

    /// The log-odds that the pairs tell of the same event: what they say in the mean, and how near in time the nearest are.
    ///
    /// A story that runs for a week has members a week apart; what counts is that no gap parts it.
    fn weighed(&self, pairs: impl Iterator<Item = (u32, u32)>) -> f32 {
        let (mut sum, mut count, mut near, mut best) = (0.0, 0.0, f32::INFINITY, -CLAMP);
        for common in pairs.filter_map(|(a, b)| self.common(a, b)) {
            let z = self.settings.likeness(&common).clamp(-CLAMP, CLAMP);
            sum += z;
            best = z.max(best);
            count += 1.0;
            near = near.min(self.settings.distance(&common));
        }
        let part = self.settings.best;
        if count > 0.0 { part * best + (1.0 - part) * sum / count - near } else { -CLAMP }
    }

    /// The log-odds between a report and a story's members.
    fn link(&self, report: u32, story: u32) -> f32 {
        let others = spread(&self.stories.get(story).members, WEIGHED).filter(|&member| member != report);
        self.weighed(others.map(|member| (report, member)))
    }

    /// The log-odds between the members of two stories.
    fn bond(&self, a: u32, b: u32) -> f32 {
        let others = &self.stories.get(b).members;
        let pairs = spread(&self.stories.get(a).members, MERGED)
            .flat_map(|one| spread(others, MERGED).map(move |other| (one, other)));
        self.weighed(pairs)
    }

    fn place(&mut self, report: u32, near: &[u32], changes: &mut Vec<Change>) {
        let mut touched: Vec<(u32, f32)> = Vec::new();
        for &other in near {
            let Some(common) = self.common(report, other) else { continue };
            let odds = self.settings.likeness(&common) - self.settings.distance(&common);
            let story = self.reports[other as usize].story;
            match touched.iter_mut().find(|(known, _)| *known == story) {
                Some((_, best)) => *best = best.max(odds),
                None => touched.push((story, odds)),
            }
        }
        touched.retain(|&(_, best)| best >= self.settings.join);
        touched.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        touched.truncate(TOUCHED);
        let links = touched.iter().map(|&(story, _)| (story, self.link(report, story)));
        let best = links.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
        let story = match best.filter(|&(_, link)| link >= self.settings.join) {
            Some((story, _)) => {
                self.stories.get_mut(story).members.push(report);
                changes.push(Change::Joined { story: self.stories.get(story).id.clone() });
                story
            }
            None => {
                let story = self.stories.open(vec![report], &self.reports[report as usize].seed);
                changes.push(Change::Opened { story: self.stories.get(story).id.clone() });
                story
            }
        };
        self.reports[report as usize].story = story;
        let mut into = story;
        for (other, _) in touched {
            if other != into && self.bond(into, other) >= self.settings.merge {
                into = self.merge(into, other, changes);
            }
        }
        self.part(into, changes);
    }

    /// Makes two stories one; the older id stays.
    fn merge(&mut self, a: u32, b: u32, changes: &mut Vec<Change>) -> u32 {
        let (into, from) = (a.min(b), a.max(b));
        for &member in &self.stories.get(from).members {
            self.reports[member as usize].story = into;
        }
        let id = |story: u32| self.stories.get(story).id.clone();
        changes.push(Change::Merged { from: id(from), into: id(into) });
        self.stories.merge(from, into);
        into
    }

    fn part(&mut self, _story: u32, _changes: &mut Vec<Change>) {}

    /// Lets the oldest reports leave the window.
    fn leave(&mut self) {
        while self.reports.len() as u32 - self.oldest > self.settings.window as u32 {
            if let Some(profile) = self.reports[self.oldest as usize].profile.take() {
                self.index.forget(self.oldest, &profile);
            }
            self.oldest += 1;
        }
    }
}

/// At most `most` of the members, spread evenly, the first and the last among them.
fn spread(members: &[u32], most: usize) -> impl Iterator<Item = u32> {
    let count = members.len().min(most);
    (0..count).map(move |at| match count {
        0 | 1 => members[0],
        _ => members[at * (members.len() - 1) / (count - 1)],
    })
}
