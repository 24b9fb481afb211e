//! Which earlier reports could tell of the same event: an inverted index that forgets.

use crate::hash::{ByHash, Term};
use crate::profile::Profile;
use std::collections::VecDeque;
use std::collections::hash_map::Entry;

/// Reports kept under one word; the oldest go first. A word that more reports have is no evidence by itself.
const LISTED: usize = 48;
/// Words of a report under which it is listed, and looked for: those that say most.
const LOOKED_FOR: usize = 24;
/// Quoted runs looked for.
const RUNS: usize = 64;

/// Reports by their rarest words and by their quoted runs.
pub struct Index {
    words: ByHash<Term, VecDeque<(u32, f32)>>,
    quoted: ByHash<u32, VecDeque<u32>>,
    /// Likeness by report, counted round the window; zero between calls.
    sums: Vec<f32>,
}

/// Likeness by the words looked for, below which no two reports of one event were met.
const LEAST: f32 = 0.04;
/// What a shared run of quoted words counts, beside a cosine.
const RUN_COUNTS: f32 = 0.2;

impl Index {
    /// An empty index over the newest `window` reports.
    pub fn new(window: usize) -> Index {
        Index { words: ByHash::default(), quoted: ByHash::default(), sums: vec![0.0; window + 1] }
    }

    /// The reports most like this one, at most `most`, best first; work is at most LOOKED_FOR × LISTED + RUNS × LISTED steps.
    pub fn candidates(&mut self, profile: &Profile, most: usize) -> Vec<u32> {
        let mut met = Vec::new();
        let ring = self.sums.len();
        let mut count = |report: u32, more: f32| {
            let sum = &mut self.sums[report as usize % ring];
            if *sum == 0.0 {
                met.push(report);
            }
            *sum += more;
        };
        for (word, weight) in profile.words.strongest(LOOKED_FOR) {
            for &(report, there) in self.words.get(&word).into_iter().flatten() {
                count(report, weight * there);
            }
        }
        for run in profile.quoted.iter().take(RUNS) {
            for &report in self.quoted.get(run).into_iter().flatten() {
                count(report, RUN_COUNTS);
            }
        }
        let sums = &mut self.sums;
        let mut found: Vec<(u32, f32)> =
            met.into_iter().map(|report| (report, std::mem::take(&mut sums[report as usize % ring]))).collect();
        let order = |a: &(u32, f32), b: &(u32, f32)| b.1.total_cmp(&a.1).then(b.0.cmp(&a.0));
        found.retain(|&(_, sum)| sum >= LEAST);
        if found.len() > most {
            found.select_nth_unstable_by(most, order);
            found.truncate(most);
        }
        found.sort_unstable_by(order);
        found.into_iter().map(|(report, _)| report).collect()
    }

    /// Lists a report.
    pub fn add(&mut self, report: u32, profile: &Profile) {
        for (word, weight) in profile.words.strongest(LOOKED_FOR) {
            let list = self.words.entry(word).or_default();
            list.push_back((report, weight));
            if list.len() > LISTED {
                list.pop_front();
            }
        }
        for &run in profile.quoted.iter().take(RUNS) {
            let list = self.quoted.entry(run).or_default();
            list.push_back(report);
            if list.len() > LISTED {
                list.pop_front();
            }
        }
    }

    /// Strikes a report and what is older.
    pub fn forget(&mut self, report: u32, profile: &Profile) {
        // The lists are in order of arrival, so that what goes stands in front.
        for (word, _) in profile.words.strongest(LOOKED_FOR) {
            if let Entry::Occupied(mut list) = self.words.entry(word) {
                while list.get().front().is_some_and(|&(listed, _)| listed <= report) {
                    list.get_mut().pop_front();
                }
                if list.get().is_empty() {
                    list.remove();
                }
            }
        }
        for &run in profile.quoted.iter().take(RUNS) {
            if let Entry::Occupied(mut list) = self.quoted.entry(run) {
                while list.get().front().is_some_and(|&listed| listed <= report) {
                    list.get_mut().pop_front();
                }
                if list.get().is_empty() {
                    list.remove();
                }
            }
        }
    }
}
