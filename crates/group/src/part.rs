//! Stories that turn out to be two.

use crate::grouper::{Change, Grouper, spread};

/// Members looked at.
const LOOKED_AT: usize = 24;
/// A story smaller than this is not parted: its members joined it one by one a moment ago.
const LEAST: usize = 4;

impl Grouper {
    /// Looks whether a story that has grown by half since it was last looked at is two, and parts it.
    ///
    /// The part with the first member keeps the id. Work is at most LOOKED_AT² likenesses and LOOKED_AT³ additions.
    pub(crate) fn part(&mut self, story: u32, changes: &mut Vec<Change>) {
        let held = self.stories.get(story);
        let size = held.members.len();
        if size < LEAST || size < (held.looked + held.looked / 2) as usize {
            return;
        }
        self.stories.get_mut(story).looked = size as u32;
        let sample: Vec<u32> = spread(&self.stories.get(story).members, LOOKED_AT).collect();
        let (one, other) = self.halves(&sample);
        if one.is_empty() || other.is_empty() {
            return;
        }
        let pairs = one.iter().flat_map(|&a| other.iter().map(move |&b| (a, b)));
        if self.weighed(pairs) >= self.settings.split {
            return;
        }
        let members = std::mem::take(&mut self.stories.get_mut(story).members);
        let (mut stay, mut leave) = (Vec::new(), Vec::new());
        for member in members {
            let to = |part: &[u32]| self.weighed(part.iter().map(|&there| (member, there)));
            let leaves = match (one.contains(&member), other.contains(&member)) {
                (true, _) => false,
                (_, true) => true,
                _ => to(&other) > to(&one),
            };
            if leaves { leave.push(member) } else { stay.push(member) }
        }
        self.stories.get_mut(story).members = stay;
        let into = self.open(leave.clone());
        for &member in &leave {
            self.reports[member as usize].story = into;
        }
        self.stories.run_on(story, into);
        let id = |story: u32| self.stories.get(story).id.clone();
        let reports = leave.iter().map(|&member| self.reports[member as usize].id.clone()).collect();
        changes.push(Change::Split { from: id(story), into: id(into), reports });
    }

    /// The two halves that average linkage leaves last, the one with the first member first.
    fn halves(&self, sample: &[u32]) -> (Vec<u32>, Vec<u32>) {
        let count = sample.len();
        let odds = |a: u32, b: u32| self.weighed(std::iter::once((a, b)));
        let mut links = vec![vec![0.0f32; count]; count];
        for i in 0..count {
            for j in 0..i {
                links[i][j] = odds(sample[i], sample[j]);
                links[j][i] = links[i][j];
            }
        }
        let mut parts: Vec<Vec<usize>> = (0..count).map(|at| vec![at]).collect();
        while parts.len() > 2 {
            let mean = |a: &[usize], b: &[usize]| {
                let sum: f32 = a.iter().flat_map(|&i| b.iter().map(move |&j| (i, j))).map(|(i, j)| links[i][j]).sum();
                sum / (a.len() * b.len()) as f32
            };
            let pairs = (1..parts.len()).flat_map(|i| (0..i).map(move |j| (i, j)));
            let best = pairs
                .map(|(i, j)| (mean(&parts[i], &parts[j]), i, j))
                .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)).then(b.2.cmp(&a.2)));
            let Some((_, i, j)) = best else { break };
            let part = parts.swap_remove(i);
            parts[j].extend(part);
        }
        let part = |at: usize| parts.get(at).into_iter().flatten().map(|&at| sample[at]).collect::<Vec<u32>>();
        let (one, other) = (part(0), part(1));
        if sample.first().is_some_and(|first| one.contains(first)) { (one, other) } else { (other, one) }
    }
}
