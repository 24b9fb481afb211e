//! From pairs to groups: what speaks for two groups being one is held against what speaks against it, pair by pair.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BinaryHeap};

/// Two nodes that may tell the same, the chance that they do, and whether that is enough for a group to rest on.
#[derive(Clone, Copy, Debug)]
pub struct Edge {
    pub a: usize,
    pub b: usize,
    pub chance: f32,
    pub sure: bool,
}

/// A pair of this chance speaks neither for nor against its groups being one: paraphrases of one thing are not all alike.
const EVEN: f32 = 0.35;
/// No pair speaks against more than this, in log-odds: one that nobody looked at had little in common, and that can be chance.
const AGAINST: f32 = 1.0;
/// Nor for it with more than this: one pair alike to the letter does not carry many that are not.
const FOR: f32 = 3.0;
/// Where a report has a passage in either group it tells two things apart: on average their pairs must speak for it with this much.
const APART: f32 = 0.3;

/// Groups of nodes, grown from the pair of groups whose members speak most for being one: the sum of the log-odds of their pairs, from
/// [`EVEN`], -[`AGAINST`] to [`FOR`] each (greedy additive edge contraction: Keuper et al. 2015). Two groups join only where some pair is
/// sure and the sum is above 0; pairs within one report say nothing. `report` tells a node's report.
///
/// Two nodes that are `apart` are never in one group.
///
/// Groups hold at least two nodes of different reports and come in the order of their first node.
pub fn groups(
    nodes: usize,
    report: &dyn Fn(usize) -> usize,
    apart: &dyn Fn(usize, usize) -> bool,
    edges: &[Edge],
) -> Vec<Vec<usize>> {
    let mut growing = Growing::new(nodes, report, edges);
    let mut heap: BinaryHeap<Offer> = growing.all().collect();
    while let Some(offer) = heap.pop() {
        let (x, y) = offer.pair;
        if growing.link(x, y).is_none_or(|link| link.version != offer.version) {
            continue;
        }
        let split = |&x: &usize| growing.groups[y].members.iter().any(|&y| apart(x, y));
        if growing.groups[x].members.iter().any(split) {
            continue;
        }
        growing.join(x, y);
        heap.extend(growing.offers(x));
    }
    let mut out: Vec<Vec<usize>> = growing.groups.into_iter().map(|group| group.members).collect();
    out.retain(|group| group.iter().any(|&node| report(node) != report(group[0])));
    out.iter_mut().for_each(|group| group.sort_unstable());
    out.sort();
    out
}

/// What pairs say of two groups.
#[derive(Clone, Copy, Debug, Default)]
struct Link {
    /// The sum over the pairs that were looked at, each counted from -[`AGAINST`].
    sum: f32,
    /// Whether one of them is sure.
    sure: bool,
    /// Grows with each change.
    version: u32,
}

/// Two groups that may join, the likeliest first.
#[derive(Clone, Copy, Debug)]
struct Offer {
    gain: f32,
    pair: (usize, usize),
    version: u32,
}

impl Ord for Offer {
    fn cmp(&self, other: &Offer) -> Ordering {
        self.gain.total_cmp(&other.gain).then_with(|| other.pair.cmp(&self.pair))
    }
}

impl PartialOrd for Offer {
    fn partial_cmp(&self, other: &Offer) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Offer {
    fn eq(&self, other: &Offer) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Offer {}

#[derive(Debug, Default)]
struct Group {
    members: Vec<usize>,
    /// How many of them each report has.
    reports: BTreeMap<usize, usize>,
    links: BTreeMap<usize, Link>,
}

struct Growing {
    groups: Vec<Group>,
}

impl Growing {
    fn new(nodes: usize, report: &dyn Fn(usize) -> usize, edges: &[Edge]) -> Growing {
        let alone =
            |node| Group { members: vec![node], reports: BTreeMap::from([(report(node), 1)]), links: BTreeMap::new() };
        let mut groups: Vec<Group> = (0..nodes).map(alone).collect();
        let mut pairs: BTreeMap<(usize, usize), (f32, bool)> = BTreeMap::new();
        for edge in edges.iter().filter(|edge| report(edge.a) != report(edge.b)) {
            let (chance, sure) = pairs.entry((edge.a.min(edge.b), edge.a.max(edge.b))).or_default();
            (*chance, *sure) = (chance.max(edge.chance), *sure || edge.sure);
        }
        for ((a, b), (chance, sure)) in pairs {
            let sum = (log_odds(chance) - log_odds(EVEN)).clamp(-AGAINST, FOR) + AGAINST;
            let link = Link { sum, sure, version: 0 };
            groups[a].links.insert(b, link);
            groups[b].links.insert(a, link);
        }
        Growing { groups }
    }

    fn link(&self, x: usize, y: usize) -> Option<&Link> {
        self.groups[x].links.get(&y)
    }

    /// What all groups may join.
    fn all(&self) -> impl Iterator<Item = Offer> {
        (0..self.groups.len()).flat_map(|x| self.offers(x).filter(move |offer| offer.pair.0 == x))
    }

    /// The groups that a group may join now.
    fn offers(&self, x: usize) -> impl Iterator<Item = Offer> {
        let sure = self.groups[x].links.iter().filter(|(_, link)| link.sure);
        sure.filter_map(move |(&y, link)| {
            let gain = self.gain(x, y, link)?;
            Some(Offer { gain, pair: (x.min(y), x.max(y)), version: link.version })
        })
    }

    /// What speaks for two groups being one, where enough does.
    fn gain(&self, x: usize, y: usize, link: &Link) -> Option<f32> {
        let (a, b) = (&self.groups[x], &self.groups[y]);
        let both: usize =
            a.reports.iter().map(|(report, count)| count * b.reports.get(report).copied().unwrap_or(0)).sum();
        let pairs = (a.members.len() * b.members.len() - both) as f32;
        let gain = link.sum - AGAINST * pairs;
        let least = if both > 0 && a.members.len() > 1 && b.members.len() > 1 { APART * pairs } else { 0.0 };
        (gain > least).then_some(gain)
    }

    /// Makes the second group part of the first.
    fn join(&mut self, x: usize, y: usize) {
        let gone = std::mem::take(&mut self.groups[y]);
        self.groups[x].members.extend(gone.members);
        self.groups[x].links.remove(&y);
        for (report, count) in gone.reports {
            *self.groups[x].reports.entry(report).or_default() += count;
        }
        for (other, link) in gone.links.into_iter().filter(|(other, _)| *other != x) {
            self.groups[other].links.remove(&y);
            let own = self.groups[x].links.entry(other).or_default();
            *own =
                Link { sum: own.sum + link.sum, sure: own.sure || link.sure, version: own.version.max(link.version) };
        }
        // All that is known of the group has changed, also what its size says.
        let others: Vec<usize> = self.groups[x].links.keys().copied().collect();
        for other in others {
            if let Some(own) = self.groups[x].links.get_mut(&other) {
                own.version += 1;
                let own = *own;
                self.groups[other].links.insert(x, own);
            }
        }
    }
}

fn log_odds(chance: f32) -> f32 {
    let chance = chance.clamp(0.001, 0.999);
    (chance / (1.0 - chance)).ln()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(reports: &[usize], edges: &[(usize, usize, f32)]) -> Vec<Vec<usize>> {
        let edges: Vec<Edge> = edges.iter().map(|&(a, b, chance)| Edge { a, b, chance, sure: chance >= 0.6 }).collect();
        groups(reports.len(), &|node| reports[node], &|_, _| false, &edges)
    }

    #[test]
    fn a_weak_link_does_not_chain() {
        assert_eq!(found(&[0, 1, 2], &[(0, 1, 0.9), (1, 2, 0.62)]), [vec![0, 1, 2]]);
        // Two pairs each, and one link between them.
        assert_eq!(found(&[0, 1, 2, 3], &[(0, 1, 0.9), (2, 3, 0.9), (1, 2, 0.65)]), [vec![0, 1], vec![2, 3]]);
    }

    #[test]
    fn two_that_fit_go_before_one_that_fits_a_little_better() {
        // Node 2 is a bit likelier the same as 3, but two others of one group speak for it.
        let edges = [(0, 1, 0.9), (2, 3, 0.66), (0, 2, 0.64), (1, 2, 0.64)];
        assert_eq!(found(&[0, 1, 2, 3], &edges), [vec![0, 1, 2]]);
    }

    #[test]
    fn two_groups_with_a_passage_of_one_report_join_only_where_their_pairs_speak_for_it() {
        // Nodes 0 and 2 are of one report, 1 and 3 of two others.
        let groups = |others: f32| {
            found(&[0, 1, 0, 2], &[(0, 1, 0.9), (2, 3, 0.9), (1, 2, 0.7), (0, 3, others), (1, 3, others)]).len()
        };
        assert_eq!((groups(0.65), groups(0.2)), (1, 2));
    }

    #[test]
    fn what_is_apart_stays_apart() {
        let edges = [(0, 1, 0.9), (1, 2, 0.8)].map(|(a, b, chance)| Edge { a, b, chance, sure: true });
        let apart = |a: usize, b: usize| (a.min(b), a.max(b)) == (0, 2);
        assert_eq!(groups(3, &|node| [0, 1, 0][node], &apart, &edges), [vec![0, 1]]);
    }
}
