//! How many sources there really are: reports that share text or an agency count once.

use crate::sheet::Sheet;
use rashomon_news::{Copied, Origin};
use std::collections::{BTreeMap, BTreeSet};

/// The independent origins, in the order of their first report.
pub fn find(sheets: &[Sheet], copies: &[Copied]) -> Vec<Origin> {
    let place: BTreeMap<&str, usize> = sheets.iter().enumerate().map(|(at, sheet)| (sheet.id(), at)).collect();
    let mut owner: Vec<usize> = (0..sheets.len()).collect();
    for copy in copies {
        let (Some(&a), Some(&b)) = (place.get(copy.a.as_str()), place.get(copy.b.as_str())) else { continue };
        let (x, y) = (root(&owner, a), root(&owner, b));
        owner[x.max(y)] = x.min(y);
    }
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for at in 0..sheets.len() {
        groups.entry(root(&owner, at)).or_default().push(at);
    }
    groups.into_values().map(|group| origin(sheets, copies, &group)).collect()
}

fn root(owner: &[usize], mut at: usize) -> usize {
    while owner[at] != at {
        at = owner[at];
    }
    at
}

fn origin(sheets: &[Sheet], copies: &[Copied], group: &[usize]) -> Origin {
    let ids: Vec<String> = group.iter().map(|&at| sheets[at].id().to_owned()).collect();
    let inside: Vec<_> = copies.iter().filter(|copy| ids.contains(&copy.a) && ids.contains(&copy.b)).collect();
    let mut agencies: BTreeMap<&str, usize> = BTreeMap::new();
    for copy in &inside {
        if let Some(agency) = &copy.origin {
            *agencies.entry(agency).or_default() += 1;
        }
    }
    let agency =
        agencies.iter().max_by_key(|(name, count)| (**count, std::cmp::Reverse(**name))).map(|(name, _)| *name);
    let first = &sheets[group[0]].all.report;
    let own = first.outlet.clone().unwrap_or_else(|| first.id.clone());
    let why = (group.len() > 1).then(|| match agency {
        Some(agency) if inside.iter().all(|copy| copy.passages.is_empty()) => format!("all credit {agency}"),
        Some(agency) => format!("they share text, and {agency} is credited"),
        None => format!("{} share text", ids.join(", ")),
    });
    Origin { name: agency.map_or(own, str::to_owned), reports: ids, why }
}

/// Counts the independent origins among reports.
pub struct Count(BTreeMap<String, usize>);

impl Count {
    pub fn new(sheets: &[Sheet], origins: &[Origin]) -> Count {
        let of = |id: &str| {
            origins.iter().position(|origin| origin.reports.iter().any(|report| report == id)).unwrap_or(usize::MAX)
        };
        Count(sheets.iter().map(|sheet| (sheet.id().to_owned(), of(sheet.id()))).collect())
    }

    /// How many origins stand behind these reports.
    pub fn of<'r>(&self, reports: impl Iterator<Item = &'r str>) -> usize {
        reports.filter_map(|id| self.0.get(id)).collect::<BTreeSet<_>>().len()
    }
}
