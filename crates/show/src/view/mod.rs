//! What every way of showing a story needs: its outlets by name, their origins, dates in words, marked differences.

mod dates;
mod gaps;
mod marks;
mod words;

pub(crate) use dates::{date, moment, when};
pub(crate) use marks::{Marks, marks};
pub(crate) use words::{Standing, bounds, fact_standing, how, kinds, number, plain, standing};

use rashomon_news::{Annotated, Dating, Difference, Missing, Origin, SideBySide, State, Utterance};
use rashomon_text::Passage;
use std::collections::{BTreeMap, BTreeSet};

/// A story ready to be shown. Reports are known by their place in the story's list.
pub(crate) struct View<'a> {
    pub side: &'a SideBySide,
    places: BTreeMap<&'a str, usize>,
    names: Vec<String>,
    origins: Vec<Option<usize>>,
}

impl<'a> View<'a> {
    pub fn new(side: &'a SideBySide) -> View<'a> {
        let places: BTreeMap<_, _> =
            side.reports.iter().enumerate().map(|(place, all)| (all.report.id.as_str(), place)).collect();
        let mut origins = vec![None; side.reports.len()];
        for (number, origin) in side.findings.origins.iter().enumerate() {
            for place in origin.reports.iter().filter_map(|id| places.get(id.as_str())) {
                origins[*place] = Some(number);
            }
        }
        View { side, places, names: names(&side.reports), origins }
    }

    pub fn reports(&self) -> &'a [Annotated] {
        &self.side.reports
    }

    /// The place of a report; `None` where the story has none of that id.
    pub fn place(&self, id: &str) -> Option<usize> {
        self.places.get(id).copied()
    }

    /// What a report is called: its outlet, with its id where an outlet has several; else its id.
    pub fn name(&self, place: usize) -> &str {
        self.names.get(place).map_or("", String::as_str)
    }

    /// What the report of this id is called.
    pub fn called<'s>(&'s self, id: &'s str) -> &'s str {
        self.place(id).map_or(id, |place| self.name(place))
    }

    /// What a report rests on, where that was told.
    pub fn origin(&self, place: usize) -> Option<&'a Origin> {
        self.origins.get(place).copied().flatten().map(|number| &self.side.findings.origins[number])
    }

    /// What an origin is called.
    pub fn origin_name(&self, origin: &'a Origin) -> String {
        short(bare(origin.name.trim()))
    }

    /// What the story knows of a report's date.
    pub fn dating(&self, place: usize) -> &'a Dating {
        let id = self.side.reports.get(place).map_or("", |all| all.report.id.as_str());
        let known = self.side.story.reports.iter().find(|report| report.id == id);
        known.map_or(&Dating::Unknown, |report| &report.dating)
    }

    /// "3 outlets, 2 origins (AP counts once)" for the reports of a finding.
    pub fn independence<'i>(&self, ids: impl IntoIterator<Item = &'i str>, origins: usize) -> String {
        let places: BTreeSet<usize> = ids.into_iter().filter_map(|id| self.place(id)).collect();
        let outlets: BTreeSet<&str> = places
            .iter()
            .map(|&place| self.side.reports[place].report.outlet.as_deref().unwrap_or(self.name(place)))
            .collect();
        let mut shared: Vec<(usize, usize)> = Vec::new();
        for number in places.iter().filter_map(|&place| self.origins[place]) {
            match shared.iter_mut().find(|known| known.0 == number) {
                Some(known) => known.1 += 1,
                None => shared.push((number, 1)),
            }
        }
        let names: Vec<String> = shared
            .iter()
            .filter(|known| known.1 > 1)
            .map(|known| self.origin_name(&self.side.findings.origins[known.0]))
            .collect();
        let mut words = format!("{}, {}", counted(outlets.len(), "outlet"), counted(origins, "origin"));
        if origins < places.len() && !names.is_empty() {
            let verb = if origins == 1 { "" } else { " counts once" };
            words += &format!(" ({}{verb})", names.join(", "));
        }
        words
    }
}

/// Passages of one report that tell of the same way from mouth to outlet.
pub(crate) struct Way<'a> {
    pub report: &'a str,
    pub links: &'a [String],
    pub passages: Vec<&'a Passage>,
}

impl<'a> View<'a> {
    /// The chains of the story, each way of each report once, in order of their first passages.
    pub fn ways(&self) -> Vec<Way<'a>> {
        let mut ways: Vec<Way<'a>> = Vec::new();
        let mut known: BTreeMap<(&str, &[String]), usize> = BTreeMap::new();
        for chain in &self.side.findings.chains {
            let place = *known.entry((&chain.report, &chain.links)).or_insert(ways.len());
            match ways.get_mut(place) {
                Some(way) => way.passages.push(&chain.passage),
                None => ways.push(Way { report: &chain.report, links: &chain.links, passages: vec![&chain.passage] }),
            }
        }
        ways
    }

    /// Words that two outlets print as verbatim and that differ, with their utterance and its place: each pair of wordings once, however
    /// many copies print it.
    pub fn alarms(&self) -> Vec<(usize, &'a Utterance, &'a Difference)> {
        let mut known = BTreeSet::new();
        let mut out = Vec::new();
        for (place, utterance) in self.side.findings.utterances.iter().enumerate() {
            for difference in utterance.differences.iter().filter(|difference| difference.alarm) {
                let words = |member: usize| utterance.members[member].passage.as_str();
                let (a, b) = (words(difference.a), words(difference.b));
                if known.insert((place, a.min(b), a.max(b))) {
                    out.push((place, utterance, difference));
                }
            }
        }
        out
    }

    /// The one reason why it cannot be told whether other reports lack what one alone has, where it is the same for all.
    pub fn common_gap(&self) -> Option<&'a str> {
        let mut all = self.side.findings.only.iter().flat_map(|only| &only.missing_from);
        let first = all.next()?;
        let same = |missing: &Missing| missing.state == State::Unknown && missing.why == first.why;
        (same(first) && all.all(same)).then_some(first.why.as_str())
    }
}

/// "1 outlet", "2 outlets".
pub(crate) fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{} {noun}s", number(count as f64)) }
}

/// Characters of a name that is shown in columns and lists; a longer one ends in "…".
const NAME: usize = 48;

fn names(reports: &[Annotated]) -> Vec<String> {
    let outlet = |all: &Annotated| all.report.outlet.as_deref().map(short).unwrap_or_default();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for all in reports {
        *seen.entry(outlet(all)).or_default() += 1;
    }
    reports
        .iter()
        .map(|all| {
            let name = outlet(all);
            if name.is_empty() {
                short(&all.report.id)
            } else if seen[&name] > 1 {
                format!("{} ({})", bare(&name), short(&all.report.id))
            } else {
                bare(&name).to_owned()
            }
        })
        .collect()
}

fn short(name: &str) -> String {
    let name = name.trim();
    match name.char_indices().nth(NAME) {
        Some((end, _)) => format!("{}…", name[..end].trim_end()),
        None => name.to_owned(),
    }
}

/// An outlet known only by its host is called without "www.".
fn bare(name: &str) -> &str {
    name.strip_prefix("www.").unwrap_or(name)
}
