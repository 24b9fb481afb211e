//! Why two reports are, or are not, together, in words of the data.

use crate::dating::longest_run;
use crate::grouper::Grouper;
use crate::hash::{self, Term};
use crate::pair::{Common, NAMES};
use crate::profile::{Profile, Vector};
use crate::words::{Stems, Word};
use rashomon_news::{Annotated, Report};

/// Words told for one piece of evidence.
const TOLD: usize = 8;

/// Why two reports are, or are not, together.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// Whether they are in one story.
    pub together: bool,
    /// The stories they are in.
    pub stories: [String; 2],
    /// How likely they tell of the same event by themselves, between 0 and 1.
    pub probability: f32,
    /// The log-odds of the first to the second's story (without itself), which decides; `None` where it is alone there.
    pub link: Option<f32>,
    /// What speaks for it and against it.
    pub evidence: Vec<Evidence>,
}

/// One thing that speaks for or against.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// What it is: "headlines", "very rare words", "days".
    pub what: &'static str,
    /// What it adds to the log-odds.
    pub weight: f32,
    /// The words, as the first report prints them, or what is to be said of it.
    pub words: Vec<String>,
}

/// The words of a report as printed.
struct Printed<'a> {
    report: &'a Report,
    words: Vec<Word>,
}

impl Printed<'_> {
    fn of<'a>(report: &'a Report, stems: &mut Stems) -> Printed<'a> {
        let mut words = Vec::new();
        stems.words(report, &mut words);
        Printed { report, words }
    }

    /// A stem as it is printed first in the text; the headline may stand outside of it.
    fn spelled(&self, stem: Term) -> Option<String> {
        let stands = |text: &str, word: &Word| {
            let printed = text.get(word.at.0 as usize..word.at.1 as usize)?;
            (hash::folded(hash::of(printed.to_lowercase().as_bytes())) == word.form).then(|| printed.to_owned())
        };
        let places = || self.words.iter().filter(|word| word.stem == stem);
        let title = self.report.title.as_deref().map(str::trim).unwrap_or("");
        let texts = [self.report.text.as_str(), title];
        texts.iter().find_map(|text| places().find_map(|word| stands(text, word)))
    }
}

impl Grouper {
    /// Why two reports that were placed are, or are not, together; `None` where one was not placed or has left the window.
    pub fn explain(&mut self, a: &Annotated, b: &Annotated) -> Option<Explanation> {
        let (one, other) = (self.number(&a.report.id)?, self.number(&b.report.id)?);
        let common = self.common(one, other)?;
        let printed = Printed::of(&a.report, &mut self.stems);
        let mut evidence = self.evidence(&common, one, other, &printed);
        evidence.extend(self.distance(&common, [one, other]));
        let odds = self.settings.likeness(&common) - self.settings.distance(&common);
        let stories = [one, other].map(|report| self.reports[report as usize].story);
        let alone = self.stories.get(stories[1]).members.iter().all(|&member| member == one);
        Some(Explanation {
            together: stories[0] == stories[1],
            stories: stories.map(|story| self.stories.get(story).id.clone()),
            probability: 1.0 / (1.0 + (-odds).exp()),
            link: (!alone).then(|| self.link(one, stories[1], &[])),
            evidence,
        })
    }

    fn evidence(&self, common: &Common, one: u32, other: u32, printed: &Printed) -> Vec<Evidence> {
        let profile = |number: u32| self.reports[number as usize].profile.as_deref();
        let (Some(a), Some(b)) = (profile(one), profile(other)) else { return Vec::new() };
        let spell = |stems: Vec<Term>| stems.into_iter().filter_map(|stem| printed.spelled(stem)).take(TOLD).collect();
        let mut evidence =
            vec![Evidence { what: "before anything is known", weight: self.settings.bias, words: Vec::new() }];
        for ((what, value), weight) in NAMES.iter().zip(common.values()).zip(&self.settings.weights) {
            let words: Vec<String> = match *what {
                "words" => spell(strongest(&a.words, &b.words)),
                "headline and lead" => spell(strongest(&a.head, &b.head)),
                "headlines" => spell(strongest(&a.title, &b.title)),
                "rare words" => spell(rarest(a, b, 3.0)),
                "very rare words" => spell(rarest(a, b, 5.0)),
                "quotations" => vec![format!("{} words of a quotation in a row", longest_run(&a.said, &b.said))],
                "printed text" => vec![format!("{:.0} in 100 runs of words are the same", 100.0 * value)],
                "other names in headline and first sentence" => spell(a.actors.terms().to_vec()),
                _ => Vec::new(),
            };
            if value != 0.0 {
                evidence.push(Evidence { what, weight: weight * value, words });
            }
        }
        evidence
    }

    /// What the days say, and why: which dates are missing, and what makes up for it or forbids it.
    fn distance(&self, common: &Common, pair: [u32; 2]) -> Option<Evidence> {
        let weight = -self.settings.distance(common);
        let kept = pair.map(|report| &self.reports[report as usize]);
        let days =
            kept.map(|kept| kept.told.as_ref().or(kept.inferred.as_deref()).map(|published| published.value.day()));
        if days[0].is_some() && days[0] == days[1] {
            return None;
        }
        let day = |at: usize| match (days[at], &kept[at].told) {
            (Some(day), Some(_)) => format!("{} is of {day}", kept[at].id),
            (Some(day), None) => format!("{} is dated {day} by its company", kept[at].id),
            (None, _) => format!("{} does not say when it was published", kept[at].id),
        };
        let mut words = vec![day(0), day(1)];
        if common.after {
            words.push("it looks back on a day after that".to_owned());
        }
        if common.undated && common.specific > 0.0 {
            words.push("a shared quotation, copied text or the same weekday makes up for it".to_owned());
        } else if common.undated && common.vague > 0.0 {
            words.push("only a subject is shared".to_owned());
        }
        Some(Evidence { what: "days", weight, words })
    }
}

/// The stems that both have, those first that add most to their likeness.
fn strongest(a: &Vector, b: &Vector) -> Vec<Term> {
    let there = |stem: Term| b.terms().binary_search(&stem).ok().map(|at| b.weight(at));
    ordered(a.iter().filter_map(|(stem, weight)| Some((weight * there(stem)?, stem))))
}

/// The stems that both have, the rarest first.
fn rarest(a: &Profile, b: &Profile, least: f32) -> Vec<Term> {
    let rare = a.words.terms().iter().zip(&a.rare).filter(|&(_, &rare)| rare > least);
    let both = rare.filter(|(stem, _)| b.words.terms().binary_search(stem).is_ok());
    ordered(both.map(|(&stem, &rare)| (rare, stem)))
}

/// The stems with the greatest number first.
fn ordered(stems: impl Iterator<Item = (f32, Term)>) -> Vec<Term> {
    let mut stems: Vec<(f32, Term)> = stems.collect();
    stems.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    stems.into_iter().map(|(_, stem)| stem).collect()
}
