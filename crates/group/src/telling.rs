//! The stories as they are given: members in order, dates told, inferred or bounded, a title.

use crate::dating::{self, Seen};
use crate::grouper::{Change, Grouper, WEIGHED, spread};
use crate::profile::cosine;
use jiff::civil::Date;
use rashomon_news::{Dating, Published, Story, StoryReport};
use std::collections::BTreeMap;

/// Names that an undated report must share with a dated one to be dated by it without a quotation.
const NAMES: usize = 3;
/// How many of them are told.
const TOLD: usize = 4;
/// Log-odds by the words alone from which two reports are surely of one event.
const SURE: f32 = 0.0;

impl Grouper {
    /// All stories, in order of their opening. Work grows with the reports placed.
    pub fn stories(&self) -> Vec<Story> {
        let mut lines: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        let living: Vec<u32> = self.stories.living().collect();
        for &story in &living {
            lines.entry(self.stories.line(story)).or_default().extend(&self.stories.get(story).members);
        }
        let company: BTreeMap<u32, Vec<(Seen, Date)>> =
            lines.iter().map(|(&line, all)| (line, self.dated(all))).collect();
        let none = Vec::new();
        living.iter().map(|&story| self.told(story, company.get(&self.stories.line(story)).unwrap_or(&none))).collect()
    }

    /// The story an id leads to, as it is now. Work grows with the stories opened.
    pub fn story(&self, id: &str) -> Option<Story> {
        let story = self.stories.resolve(id)?;
        let line = self.stories.line(story);
        let members = self.stories.living().filter(|&other| self.stories.line(other) == line);
        let members: Vec<u32> = members.flat_map(|other| self.stories.get(other).members.iter().copied()).collect();
        Some(self.told(story, &self.dated(&members)))
    }

    /// The reports whose day is known, in order of day.
    fn dated(&self, reports: &[u32]) -> Vec<(Seen<'_>, Date)> {
        let mut dated: Vec<(Seen, Date)> = reports
            .iter()
            .filter_map(|&report| {
                let kept = &self.reports[report as usize];
                let published = kept.told.as_ref().or(kept.inferred.as_deref())?;
                Some((self.seen(report), published.value.day()))
            })
            .collect();
        dated.sort_by(|a, b| a.1.cmp(&b.1).then(a.0.id.cmp(b.0.id)));
        dated
    }

    fn seen(&self, report: u32) -> Seen<'_> {
        let kept = &self.reports[report as usize];
        let profile = kept.profile.as_deref();
        Seen {
            id: &kept.id,
            told: kept.told.as_ref(),
            weekday: kept.weekday,
            said: profile.map_or(&[], |profile| &profile.said),
            notes: profile.map_or(&[], |profile| &profile.notes),
        }
    }

    fn told(&self, story: u32, company: &[(Seen<'_>, Date)]) -> Story {
        let held = self.stories.get(story);
        let company: Vec<(&Seen, Date)> = company.iter().map(|(seen, day)| (seen, *day)).collect();
        let mut reports: Vec<StoryReport> = held
            .members
            .iter()
            .map(|&member| {
                let kept = &self.reports[member as usize];
                let dating = match (&kept.told, &kept.inferred) {
                    (Some(told), _) => Dating::Told(told.clone()),
                    (None, Some(inferred)) => Dating::Inferred((**inferred).clone()),
                    _ => dating::bounded(&self.seen(member), &company).unwrap_or(Dating::Unknown),
                };
                StoryReport { id: kept.id.clone(), dating }
            })
            .collect();
        reports.sort_by_key(|report| {
            let moment = report.dating.moment();
            let day = moment.map(|moment| moment.day());
            // Undated reports come last.
            (day.is_none(), day, moment.and_then(|moment| moment.instant()), report.id.clone())
        });
        let days = || reports.iter().filter_map(|report| report.dating.moment()).map(|moment| moment.day());
        Story {
            id: held.id.clone(),
            title: self.title(story),
            span: days().min().zip(days().max()),
            storyline: self.stories.get(self.stories.line(story)).id.clone(),
            reports,
        }
    }

    /// The member's headline that is likest to what all members tell; the earliest of equals.
    fn title(&self, story: u32) -> Option<String> {
        let members = &self.stories.get(story).members;
        let likeness = |title: u32| {
            let Some(title) = self.reports[title as usize].profile.as_deref() else { return 0.0 };
            let others = spread(members, WEIGHED).filter_map(|other| self.reports[other as usize].profile.as_deref());
            others.map(|other| cosine(&title.title, &other.head) + cosine(&title.title, &other.words)).sum::<f32>()
        };
        let titled = spread(members, WEIGHED).filter(|&member| self.reports[member as usize].title.is_some());
        let best =
            titled.map(|member| (likeness(member), member)).max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
        best.and_then(|(_, member)| self.reports[member as usize].title.as_deref().map(str::to_owned))
    }

    /// Dates the undated members of a story that its company can date.
    pub(crate) fn date(&mut self, story: u32, changes: &mut Vec<Change>) {
        let members: Vec<u32> = self.stories.get(story).members.iter().rev().take(2 * WEIGHED).copied().collect();
        self.date_within(&members, changes);
    }

    /// Dates the undated among some reports of one event by the others.
    pub(crate) fn date_within(&mut self, members: &[u32], changes: &mut Vec<Change>) {
        let undated: Vec<u32> = members.iter().copied().filter(|&report| self.is_undated(report)).collect();
        if undated.is_empty() {
            return;
        }
        let mut company: Vec<u32> =
            members.iter().copied().filter(|&report| self.reports[report as usize].told.is_some()).collect();
        company.sort_by_key(|&report| {
            let kept = &self.reports[report as usize];
            (kept.told.as_ref().map(|told| told.value.day()), kept.id.clone())
        });
        // Quotations first: what those reports look ahead to says more of the days of the rest.
        for by_names in [false, true] {
            for &report in &undated {
                if !self.is_undated(report) {
                    continue;
                }
                let seen: Vec<Seen> = company.iter().map(|&other| self.seen(other)).collect();
                let near = |other: &str| {
                    let &other = company.iter().find(|&&report| self.reports[report as usize].id == other)?;
                    self.surely_one(report, other).filter(|_| by_names)
                };
                let here = self.seen(report);
                let Some(published) = dating::inferred(&here, &seen, &near) else { continue };
                let dated = self.dated(members);
                let known: Vec<(&Seen, Date)> = dated.iter().map(|(seen, day)| (seen, *day)).collect();
                if dating::contradicts(&here, published.value.day(), &known) {
                    continue;
                }
                self.put_day(report, published, changes);
            }
        }
    }

    fn is_undated(&self, report: u32) -> bool {
        let kept = &self.reports[report as usize];
        kept.told.is_none() && kept.inferred.is_none() && kept.profile.is_some()
    }

    /// A report counts from now on as one of this day.
    fn put_day(&mut self, report: u32, published: Published, changes: &mut Vec<Change>) {
        let kept = &mut self.reports[report as usize];
        changes.push(Change::Dated { report: kept.id.clone(), published: published.clone() });
        if let Some(profile) = &mut kept.profile {
            profile.day = Some(crate::since_1970(published.value.day()));
        }
        kept.inferred = Some(Box::new(published));
    }

    /// Why an undated report is surely of one event with another, in its own words; `None` where it is not.
    fn surely_one(&self, report: u32, other: u32) -> Option<String> {
        if self.settings.likeness(&self.common(report, other)?) < SURE {
            return None;
        }
        let theirs = &self.reports[other as usize].profile.as_deref()?.names;
        let spelled = self.reports[report as usize].profile.as_deref()?.spelled.iter();
        let shared = spelled.filter(|(stem, _)| theirs.terms().binary_search(stem).is_ok());
        let names: Vec<String> = shared.map(|(_, printed)| format!("“{printed}”")).collect();
        (names.len() >= NAMES).then(|| format!("both name {}", names[..names.len().min(TOLD)].join(", ")))
    }
}
