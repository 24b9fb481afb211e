//! From pairs to groups, without chaining through weak links.

use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};

/// Two nodes that may tell the same, and the chance that they do.
#[derive(Clone, Copy, Debug)]
pub struct Edge {
    pub a: usize,
    pub b: usize,
    pub chance: f32,
}

/// What a pair nobody looked at is worth: candidates left out had little in common.
const UNSEEN: f32 = 0.02;
/// Share of the threshold that the mean over all pairs of two groups must reach: paraphrases of one thing are not all alike.
pub const MEAN: f32 = 0.5;
/// How many members of a large group stand for it when another is joined to it.
const VOICES: usize = 10;

/// Groups of nodes: pairs are taken from the surest down to `threshold`, and two groups become one only where the mean over
/// all pairs of members of different reports comes near `threshold` too: [`MEAN`] of it, or `shared` of it where both groups have a passage of
/// one report. `report` tells a node's report.
///
/// Two nodes that are `apart` are never in one group.
///
/// Groups hold at least two nodes of different reports and come in the order of their first node.
pub fn groups(
    nodes: usize,
    report: &dyn Fn(usize) -> usize,
    apart: &dyn Fn(usize, usize) -> bool,
    edges: &[Edge],
    (threshold, shared): (f32, f32),
) -> Vec<Vec<usize>> {
    let mut chances: BTreeMap<(usize, usize), f32> = BTreeMap::new();
    for edge in edges {
        let pair = (edge.a.min(edge.b), edge.a.max(edge.b));
        let chance = chances.entry(pair).or_insert(0.0);
        *chance = chance.max(edge.chance);
    }
    let mut order: Vec<_> =
        chances.iter().filter(|(_, chance)| **chance >= threshold).map(|(&pair, &chance)| (pair, chance)).collect();
    // Looked up many times over, never walked.
    let chances: FxHashMap<(usize, usize), f32> = chances.iter().map(|(&pair, &chance)| (pair, chance)).collect();
    order.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let mut owner: Vec<usize> = (0..nodes).collect();
    let mut members: Vec<Vec<usize>> = (0..nodes).map(|node| vec![node]).collect();
    for ((a, b), _) in order {
        let (x, y) = (owner[a], owner[b]);
        if x == y {
            continue;
        }
        let part = if both_stand(&members[x], &members[y], report) { shared } else { MEAN };
        if mean(&members[x], &members[y], report, &chances) < part * threshold {
            continue;
        }
        let split = |x: &usize| members[y].iter().any(|&y| apart(*x, y));
        if members[x].iter().any(split) {
            continue;
        }
        let (into, from) = (x.min(y), x.max(y));
        let moved = std::mem::take(&mut members[from]);
        for &node in &moved {
            owner[node] = into;
        }
        members[into].extend(moved);
    }
    let mut out: Vec<Vec<usize>> = members
        .into_iter()
        .filter(|group| group.iter().map(|&node| report(node)).collect::<BTreeSet<_>>().len() > 1)
        .map(|mut group| {
            group.sort_unstable();
            group
        })
        .collect();
    out.sort();
    out
}

/// Whether both are groups already and some report has a passage in each.
fn both_stand(a: &[usize], b: &[usize], report: &dyn Fn(usize) -> usize) -> bool {
    let shared = |&x: &usize| voices(b).iter().any(|&y| report(x) == report(y));
    a.len() > 1 && b.len() > 1 && voices(a).iter().any(shared)
}

/// Mean chance over the pairs of two groups; pairs within one report say nothing.
fn mean(a: &[usize], b: &[usize], report: &dyn Fn(usize) -> usize, chances: &FxHashMap<(usize, usize), f32>) -> f32 {
    let (mut sum, mut count) = (0.0, 0);
    for &x in voices(a).iter() {
        for &y in voices(b).iter().filter(|&&y| report(y) != report(x)) {
            sum += chances.get(&(x.min(y), x.max(y))).copied().unwrap_or(UNSEEN);
            count += 1;
        }
    }
    if count == 0 { 1.0 } else { sum / count as f32 }
}

fn voices(group: &[usize]) -> &[usize] {
    &group[..group.len().min(VOICES)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_groups_with_a_passage_of_one_report_join_only_where_they_are_as_sure_as_a_pair() {
        // Nodes 0 and 2 are of one report, 1 and 3 of two others.
        let report = |node: usize| [0, 1, 0, 2][node];
        let found = |others: f32, shared: f32| {
            let edges = [(0, 1, 0.9), (2, 3, 0.9), (1, 2, 0.7), (0, 3, others), (1, 3, others)];
            let edges = edges.map(|(a, b, chance)| Edge { a, b, chance });
            groups(4, &report, &|_, _| false, &edges, (0.6, shared)).len()
        };
        assert_eq!((found(0.65, MEAN), found(0.65, 1.0)), (1, 1));
        assert_eq!((found(0.4, MEAN), found(0.4, 1.0)), (1, 2));
    }
}
