//! Which things of different reports are worth holding against each other: those that share rare keys.

use rustc_hash::FxHashMap;

/// A thing of one report with the keys it can be found by, each once, with its weight.
pub struct Item {
    pub report: usize,
    pub keys: Vec<(u32, f32)>,
}

/// Bounds of the search: they keep the work near linear where hundreds of reports tell the same.
#[derive(Clone, Copy)]
pub struct Bounds {
    /// How many things of one other report are taken for each.
    pub per_report: usize,
    /// How many in all.
    pub in_all: usize,
    /// A key that more things have tells none from another.
    pub common: usize,
    /// The weight two things must share.
    pub least: f32,
}

/// Pairs of places of things of different reports, the lower place first, in order, each once.
pub fn pairs(items: &[Item], bounds: Bounds) -> Vec<(usize, usize)> {
    let mut having: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
    for (place, item) in items.iter().enumerate() {
        for (key, _) in &item.keys {
            having.entry(*key).or_default().push(place as u32);
        }
    }
    let mut found = Vec::new();
    let mut weights = vec![0.0f32; items.len()];
    let (mut touched, mut near): (Vec<usize>, Vec<(f32, usize)>) = (Vec::new(), Vec::new());
    for (place, item) in items.iter().enumerate() {
        for (key, weight) in &item.keys {
            let others = having.get(key).map_or(&[][..], Vec::as_slice);
            if others.len() > bounds.common {
                continue;
            }
            for other in others.iter().map(|&other| other as usize).filter(|&other| items[other].report != item.report)
            {
                if weights[other] == 0.0 {
                    touched.push(other);
                }
                weights[other] += weight.max(0.001);
            }
        }
        near.clear();
        for other in touched.drain(..) {
            if weights[other] >= bounds.least {
                // Long things share keys by their length alone.
                near.push((weights[other] / (4.0 + items[other].keys.len() as f32).sqrt(), other));
            }
            weights[other] = 0.0;
        }
        keep(&mut near, bounds.per_report, |other| items[other].report);
        near.truncate(bounds.in_all);
        found.extend(near.iter().map(|&(_, other)| (place.min(other), place.max(other))));
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// The best first, and of each report no more than `most`.
pub fn keep(near: &mut Vec<(f32, usize)>, most: usize, report: impl Fn(usize) -> usize) {
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut of_report = vec![0; near.iter().map(|&(_, other)| report(other) + 1).max().unwrap_or(0)];
    near.retain(|&(_, other)| {
        let count = &mut of_report[report(other)];
        *count += 1;
        *count <= most
    });
}

/// How a pair stands among the other pairs of its two things with each other's report: (share of the best there, lead over the
/// best other one there) from either side. `pairs` may name a pair more than once; its best score counts.
pub fn ranks(pairs: &[((usize, usize), f32)], report: impl Fn(usize) -> usize) -> Vec<[f32; 4]> {
    let mut best: FxHashMap<(usize, usize), Vec<(f32, usize)>> = FxHashMap::default();
    for &((a, b), score) in pairs {
        for (one, other) in [(a, b), (b, a)] {
            let list = best.entry((one, report(other))).or_default();
            match list.iter_mut().find(|entry| entry.1 == other) {
                Some(entry) => entry.0 = entry.0.max(score),
                None => list.push((score, other)),
            }
        }
    }
    let of = |one: usize, other: usize, own: f32| {
        let list = best.get(&(one, report(other))).map_or(&[][..], Vec::as_slice);
        let rival = list.iter().filter(|entry| entry.1 != other).map(|entry| entry.0).fold(0.0, f32::max);
        (own / rival.max(own).max(0.01), own - rival)
    };
    pairs
        .iter()
        .map(|&((a, b), score)| {
            let (here, there) = (of(a, b, score), of(b, a, score));
            // Which of the two comes first says nothing: the lower value stands first.
            [here.0.min(there.0), here.0.max(there.0), here.1.min(there.1), here.1.max(there.1)]
        })
        .collect()
}
