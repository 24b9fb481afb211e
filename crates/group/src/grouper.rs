//! The stream: one report at a time is placed, and what that changed is told.

use crate::hash::{self, ByHash, Term};
use crate::index::Index;
use crate::notes;
use crate::pair::Common;
use crate::profile::Profile;
use crate::rarity::Rarity;
use crate::settings::Settings;
use crate::stories::Stories;
use crate::words::{Stems, Word};
use rashomon_news::{Annotated, Published, Role};
use rashomon_text::TextId;

/// Earlier reports that a report is compared with.
const CANDIDATES: usize = 12;
/// Stories that a report is weighed against.
const TOUCHED: usize = 4;
/// Members of a story that a report is weighed against, spread over its length.
pub(crate) const WEIGHED: usize = 16;
/// Members of either story that are weighed before they are merged.
const MERGED: usize = 8;
/// Stories near a report that its own may run on from.
const RUN_ON: usize = 3;
/// Log-odds are held within this: one perfect copy must not carry a whole story.
const CLAMP: f32 = 6.0;

/// What adding a report changed.
#[derive(Clone, Debug, PartialEq)]
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
    /// The company of its story gave an undated report its day.
    Dated {
        /// Its id.
        report: String,
        /// The day, with why and from whom.
        published: Published,
    },
    /// Two stories turned out to belong to one running story.
    RunsOn {
        /// The id of the later story.
        story: String,
        /// The id of the running story.
        storyline: String,
    },
}

/// Where a report was placed.
#[derive(Clone, Debug, PartialEq)]
pub struct Placement {
    /// The id of its story.
    pub story: String,
    /// What that changed, in order.
    pub changes: Vec<Change>,
}

/// A report as it is remembered.
pub(crate) struct Kept {
    pub id: String,
    pub text: TextId,
    pub title: Option<Box<str>>,
    pub story: u32,
    pub told: Option<Published>,
    pub inferred: Option<Box<Published>>,
    /// The weekday that its lead names.
    pub weekday: Option<i8>,
    /// `None` once it has left the window.
    pub profile: Option<Box<Profile>>,
}

/// What a pair says of being one event.
#[derive(Clone, Copy)]
pub(crate) struct Odds {
    /// Log-odds by what both print.
    likeness: f32,
    /// What their distance in time takes away.
    distance: f32,
}

/// Places reports into stories, one at a time, for ever.
///
/// Work and memory per report are bounded: see the constants here and in `index`.
pub struct Grouper {
    pub(crate) settings: Settings,
    pub(crate) stems: Stems,
    pub(crate) rarity: Rarity,
    index: Index,
    pub(crate) reports: Vec<Kept>,
    by_id: ByHash<u64, u32>,
    pub(crate) stories: Stories,
    /// The first report still in the window.
    oldest: u32,
    words: Vec<Word>,
}

/// Names kept as printed.
const SPELLED: usize = 12;

/// The names of a report as printed, those that say most first.
fn spelled(words: &[Word], profile: &Profile, text: &str) -> Box<[(Term, Box<str>)]> {
    let printed = |stem: Term| {
        let word = words.iter().find(|word| word.stem == stem && word.name)?;
        Some((stem, Box::from(text.get(word.at.0 as usize..word.at.1 as usize)?)))
    };
    profile.names.strongest(SPELLED).into_iter().filter_map(|(stem, _)| printed(stem)).collect()
}

/// The day that headline or lead gives to what happened, in days since 1970: the first dated happening there, else the weekday named.
fn occasion(all: &Annotated, weekday: Option<i8>) -> Option<i32> {
    let lead = all.report.telling().nth(LEAD_BLOCKS).map_or(usize::MAX, |block| block.end());
    let dated = all.happenings.iter().filter(|happening| happening.time.end() <= lead);
    let days = dated.filter_map(|happening| all.times.within(happening.time).find_map(|time| time.value.days));
    let told = days.into_iter().find(|(first, last)| first == last).map(|(day, _)| day);
    let day = told.or_else(|| Some(notes::last(weekday?, all.report.day()?)))?;
    Some(crate::since_1970(day))
}

/// The blocks in which the occasion is looked for: headline and two paragraphs.
const LEAD_BLOCKS: usize = 2;

impl Grouper {
    /// A stream that has seen nothing yet.
    pub fn new(settings: Settings) -> Grouper {
        let index = Index::new(settings.window);
        Grouper {
            settings,
            stems: Stems::default(),
            rarity: Rarity::default(),
            index,
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
        let number = self.reports.len() as u32;
        let kept = self.kept(all);
        let near =
            kept.profile.as_deref().map(|profile| self.index.candidates(profile, CANDIDATES)).unwrap_or_default();
        if let Some(profile) = &kept.profile {
            self.index.add(number, profile);
        }
        self.by_id.insert(key, number);
        self.reports.push(kept);
        let mut changes = Vec::new();
        self.place(number, &near, &mut changes);
        self.leave();
        let story = self.stories.get(self.reports[number as usize].story).id.clone();
        Placement { story, changes }
    }

    /// What is kept of a report.
    fn kept(&mut self, all: &Annotated) -> Kept {
        let report = &all.report;
        self.stems.words(report, &mut self.words);
        let mut profile = Profile::new(&self.words, crate::day(report), &mut self.rarity);
        let weekday = notes::weekday(&self.words);
        profile.notes = notes::notes(&self.words, report.text.as_str(), report.published.is_some());
        profile.occasion = occasion(all, weekday);
        profile.weekday = weekday;
        if report.published.is_none() {
            profile.spelled = spelled(&self.words, &profile, report.text.as_str());
        }
        let headline = || report.blocks.iter().find(|block| block.value == Role::Headline);
        let title = report.title.as_deref().or_else(|| headline().map(|block| report.text.slice(block.range)));
        let title = title.map(str::trim).filter(|title| !title.is_empty()).map(Box::from);
        Kept {
            id: report.id.clone(),
            text: report.text.id(),
            title,
            story: 0,
            told: report.published.clone(),
            inferred: None,
            weekday,
            profile: Some(Box::new(profile)),
        }
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

    /// The number of a report.
    pub(crate) fn number(&self, report: &str) -> Option<u32> {
        self.by_id.get(&hash::of(report.as_bytes())).copied()
    }

    /// What two reports have in common; `None` where one has left the window.
    pub(crate) fn common(&self, a: u32, b: u32) -> Option<Common> {
        let profile = |number: u32| self.reports[number as usize].profile.as_deref();
        Some(Common::of(profile(a)?, profile(b)?))
    }

    /// The log-odds that a pair tells of the same event, and what its distance in time takes away.
    fn odds(&self, a: u32, b: u32) -> Option<Odds> {
        let common = self.common(a, b)?;
        let likeness = self.settings.likeness(&common).clamp(-CLAMP, CLAMP);
        Some(Odds { likeness, distance: self.settings.distance(&common) })
    }

    /// The log-odds that the pairs tell of the same event: what they say in the mean, and how near in time the nearest are.
    ///
    /// A story that runs for a week has members a week apart; what counts is that no gap parts it.
    fn together(&self, pairs: impl Iterator<Item = Odds>) -> f32 {
        let (mut sum, mut count, mut near, mut best) = (0.0, 0.0, f32::INFINITY, -CLAMP);
        for odds in pairs {
            sum += odds.likeness;
            best = odds.likeness.max(best);
            count += 1.0;
            near = near.min(odds.distance);
        }
        let part = self.settings.best;
        if count > 0.0 { part * best + (1.0 - part) * sum / count - near } else { -CLAMP }
    }

    /// The same of pairs by their numbers.
    pub(crate) fn weighed(&self, pairs: impl Iterator<Item = (u32, u32)>) -> f32 {
        self.together(pairs.filter_map(|(a, b)| self.odds(a, b)))
    }

    /// The log-odds between a report and a story's members; `compared` are those that it was compared with already.
    pub(crate) fn link(&self, report: u32, story: u32, compared: &[(u32, Odds)]) -> f32 {
        let others = spread(&self.stories.get(story).members, WEIGHED).filter(|&member| member != report);
        let known = |other: u32| compared.iter().find(|&&(known, _)| known == other).map(|&(_, odds)| odds);
        self.together(others.filter_map(|other| known(other).or_else(|| self.odds(report, other))))
    }

    /// The log-odds between the members of two stories.
    fn bond(&self, a: u32, b: u32) -> f32 {
        let others = &self.stories.get(b).members;
        let pairs = spread(&self.stories.get(a).members, MERGED)
            .flat_map(|one| spread(others, MERGED).map(move |other| (one, other)));
        self.weighed(pairs)
    }

    /// The stories of some reports with the best odds to them, best first.
    fn met(&self, compared: &[(u32, Odds)]) -> Vec<(u32, f32)> {
        let mut met: Vec<(u32, f32)> = Vec::new();
        for &(other, odds) in compared {
            let odds = odds.likeness - odds.distance;
            let story = self.reports[other as usize].story;
            match met.iter_mut().find(|(known, _)| *known == story) {
                Some((_, best)) => *best = best.max(odds),
                None => met.push((story, odds)),
            }
        }
        met.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        met.truncate(TOUCHED);
        met
    }

    fn place(&mut self, report: u32, near: &[u32], changes: &mut Vec<Change>) {
        let compared: Vec<(u32, Odds)> =
            near.iter().filter_map(|&other| Some((other, self.odds(report, other)?))).collect();
        let met = self.met(&compared);
        let touched: Vec<u32> =
            met.iter().filter(|&&(_, best)| best >= self.settings.join).map(|&(story, _)| story).collect();
        let links: Vec<(u32, f32)> =
            touched.iter().map(|&story| (story, self.link(report, story, &compared))).collect();
        let best = links.iter().copied().max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
        let mut story = match best.filter(|&(_, link)| link >= self.settings.join) {
            Some((story, _)) => {
                self.stories.get_mut(story).members.push(report);
                changes.push(Change::Joined { story: self.stories.get(story).id.clone() });
                story
            }
            None => {
                let story = self.open(vec![report]);
                changes.push(Change::Opened { story: self.stories.get(story).id.clone() });
                story
            }
        };
        self.reports[report as usize].story = story;
        // A report that belongs to two stories is the occasion to ask whether they are one.
        for (other, link) in links {
            if other != story && link >= self.settings.merge && self.bond(story, other) >= self.settings.merge {
                story = self.merge(story, other, changes);
            }
        }
        self.part(story, changes);
        let story = self.reports[report as usize].story;
        self.date(story, changes);
        for (other, _) in met.into_iter().take(RUN_ON) {
            self.run_on(story, other, changes);
        }
    }

    /// A new story; its id is the content address of its first member.
    pub(crate) fn open(&mut self, members: Vec<u32>) -> u32 {
        let text = members.first().map(|&first| self.reports[first as usize].text.to_string());
        self.stories.open(members, text.as_deref().and_then(|text| text.get(..16)).unwrap_or(""))
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

    /// Makes all reports one story, as the user says.
    pub(crate) fn join_all(&mut self) {
        let living: Vec<u32> = self.stories.living().collect();
        let Some(&first) = living.first() else { return };
        let mut changes = Vec::new();
        for &other in &living[1..] {
            self.merge(first, other, &mut changes);
        }
        let members = self.stories.get(first).members.clone();
        self.date_within(&members, &mut changes);
    }

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
pub(crate) fn spread(members: &[u32], most: usize) -> impl Iterator<Item = u32> {
    let count = members.len().min(most);
    (0..count).map(move |at| match count {
        0 | 1 => members[0],
        _ => members[at * (members.len() - 1) / (count - 1)],
    })
}
