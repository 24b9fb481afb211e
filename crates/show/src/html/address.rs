//! Addresses inside the page: stories, rows, reports, passages.

use crate::view::View;
use rashomon_news::SideBySide;
use rashomon_text::{Offsets, Range};
use std::collections::BTreeSet;

/// Names that can stand in an address, one for each story and report of the page.
pub(super) struct Names {
    pub stories: Vec<String>,
    pub reports: Vec<Vec<String>>,
}

impl Names {
    /// A story's or report's own id where it is plain and free, else its number.
    pub fn new(stories: &[SideBySide]) -> Names {
        let mut taken = BTreeSet::new();
        let mut name = |id: &str, kind: &str, number: usize| {
            let plain =
                !id.is_empty() && id.len() <= 80 && id.chars().all(|c| c.is_ascii_alphanumeric() || "_.-".contains(c));
            let own = format!("{kind}/{id}");
            if plain && taken.insert(own.clone()) {
                return own;
            }
            let mut number = number;
            loop {
                let counted = format!("{kind}/~{number}");
                if taken.insert(counted.clone()) {
                    return counted;
                }
                number += 1;
            }
        };
        let mut names = Names { stories: Vec::new(), reports: Vec::new() };
        let mut number = 0;
        for (place, side) in stories.iter().enumerate() {
            names.stories.push(name(&side.story.id, "story", place + 1));
            let mut reports = Vec::new();
            for all in &side.reports {
                number += 1;
                reports.push(name(&all.report.id, "in", number));
            }
            names.reports.push(reports);
        }
        names
    }
}

/// A story on its way into the page.
pub(super) struct Desk<'a> {
    pub view: View<'a>,
    /// Which story of the page it is.
    pub number: usize,
    /// Its own address, without "#".
    pub story: String,
    /// Tags of the story's headline, its sections, their parts.
    pub levels: [&'static str; 3],
    reports: Vec<String>,
    offsets: Vec<Offsets<'a>>,
    /// The passages cited so far, by report: what the whole reports must be able to show.
    cited: Vec<BTreeSet<Range>>,
}

impl<'a> Desk<'a> {
    pub fn new(side: &'a SideBySide, number: usize, names: &Names) -> Desk<'a> {
        Desk {
            view: View::new(side),
            number,
            story: names.stories[number].clone(),
            levels: if names.stories.len() == 1 { ["h1", "h2", "h3"] } else { ["h2", "h3", "h4"] },
            reports: names.reports[number].clone(),
            offsets: side.reports.iter().map(|all| Offsets::new(all.report.text.as_str())).collect(),
            cited: vec![BTreeSet::new(); side.reports.len()],
        }
    }

    /// The address of a report.
    pub fn report(&self, place: usize) -> &str {
        &self.reports[place]
    }

    /// The address of a passage, in code points; from now on the report can show it.
    pub fn passage(&mut self, place: usize, range: Range) -> String {
        self.cited[place].insert(range);
        self.spot(place, range)
    }

    /// The address of a passage that is cited already.
    pub fn spot(&self, place: usize, range: Range) -> String {
        let offsets = &self.offsets[place];
        format!("{}/{}-{}", self.reports[place], offsets.chars(range.start()), offsets.chars(range.end()))
    }

    /// The address of a row: the story's, with the finding's number in its section.
    pub fn row(&self, section: &str, number: usize) -> String {
        format!("{}/{section}/{}", self.story, number + 1)
    }

    /// Code points before a byte of a report.
    pub fn chars(&self, place: usize, at: usize) -> usize {
        self.offsets[place].chars(at)
    }

    pub fn cited(&self, place: usize) -> &BTreeSet<Range> {
        &self.cited[place]
    }
}
