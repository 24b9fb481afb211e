//! Dates in words, with the reason for them.

use super::View;
use jiff::civil::{Date, Weekday};
use rashomon_news::{Dating, Moment, Published, Story, StoryReport};

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// A date as it is shown, and the reason.
#[derive(Debug, PartialEq)]
pub(crate) struct Day {
    /// "Tue 4 Mar 2031", "after 30 Sep 2015", "date not known".
    pub when: String,
    /// "printed “4 March 2031”", "inferred from DW: …"; empty where there is none.
    pub why: String,
}

impl View<'_> {
    /// When a report was published, and why so.
    pub fn day(&self, place: usize) -> Day {
        match self.dating(place) {
            Dating::Told(published) => Day { when: moment(published.value), why: self.told(place, published) },
            Dating::Inferred(published) => {
                let from = published.from.as_deref().map(|id| format!(" from {}", self.called(id))).unwrap_or_default();
                let why = reason(published.why.as_str());
                let why = why.strip_prefix("inferred").unwrap_or(&why).trim_start_matches([':', ' ']);
                let colon = if why.is_empty() { "" } else { ": " };
                Day { when: moment(published.value), why: format!("inferred{from}{colon}{why}") }
            }
            Dating::Bounded { after, before, why } => {
                let when = bounded(*after, *before).unwrap_or_else(|| "date not known".to_owned());
                Day { when, why: why.clone() }
            }
            Dating::Unknown => Day { when: "date not known".to_owned(), why: String::new() },
        }
    }

    fn told(&self, place: usize, published: &Published) -> String {
        let printed = published.passage.map(|range| self.reports()[place].report.text.slice(range));
        let why = reason(published.why.as_str());
        match printed {
            Some(words) if !words.trim().is_empty() && words.chars().count() <= 60 => {
                format!("{why}, “{}”", words.trim())
            }
            _ => why,
        }
    }
}

/// When a story took place: the days of its reports, or the bounds of the one report there is.
pub(crate) fn when(story: &Story) -> String {
    let told = story.span.map(|(from, to)| span(from, to));
    let alone = || match &story.reports[..] {
        [StoryReport { dating: Dating::Bounded { after, before, .. }, .. }] => bounded(*after, *before),
        _ => None,
    };
    told.or_else(alone).unwrap_or_else(|| "cannot tell when".to_owned())
}

/// "22 Sep 2015 to 27 Sep 2015", "1 Nov 2015 or later"; `None` without any bound.
fn bounded(after: Option<Date>, before: Option<Date>) -> Option<String> {
    Some(match (after, before) {
        (Some(after), Some(before)) => format!("{} to {}", date(after), date(before)),
        (Some(after), None) => format!("{} or later", date(after)),
        (None, Some(before)) => format!("{} or earlier", date(before)),
        (None, None) => return None,
    })
}

/// What the name of a dating rule says to a reader; a name that is not known here stands as it is.
fn reason(rule: &str) -> String {
    let name = rule.strip_prefix("published/").unwrap_or(rule);
    match name {
        "json-ld" => "from the page's data".to_owned(),
        "meta" => "from the page's head".to_owned(),
        "url" => "from the address".to_owned(),
        "text" => "printed".to_owned(),
        "given" => "given with the text".to_owned(),
        "row" | "json" => "from the row".to_owned(),
        other => other.replace('-', " "),
    }
}

/// "Tue 4 Mar 2031", with the hour (UTC) where it is known.
pub(crate) fn moment(moment: Moment) -> String {
    let words = day(moment.day());
    match moment.instant() {
        Some(at) => {
            let time = jiff::tz::Offset::UTC.to_datetime(at);
            format!("{words}, {:02}:{:02} UTC", time.hour(), time.minute())
        }
        None => words,
    }
}

/// "Tue 4 Mar 2031".
pub(crate) fn day(day: Date) -> String {
    let name = match day.weekday() {
        Weekday::Monday => "Mon",
        Weekday::Tuesday => "Tue",
        Weekday::Wednesday => "Wed",
        Weekday::Thursday => "Thu",
        Weekday::Friday => "Fri",
        Weekday::Saturday => "Sat",
        Weekday::Sunday => "Sun",
    };
    format!("{name} {}", date(day))
}

/// "4 Mar 2031".
pub(crate) fn date(day: Date) -> String {
    format!("{} {} {}", day.day(), MONTHS[usize::try_from(day.month() - 1).unwrap_or(0).min(11)], day.year())
}

/// First and last day: "4 Mar 2031", "4–5 Mar 2031", "28 Feb – 5 Mar 2031".
fn span(from: Date, to: Date) -> String {
    if from == to {
        return date(from);
    }
    if (from.year(), from.month()) == (to.year(), to.month()) {
        return format!("{}–{}", from.day(), date(to));
    }
    format!("{} – {}", date(from), date(to))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_alone_is_told_by_its_bounds() {
        let day_of = |words: &str| words.parse::<Date>().ok();
        let story = |after: &str, before: &str| Story {
            id: "s".to_owned(),
            title: None,
            span: None,
            storyline: "s".to_owned(),
            reports: vec![StoryReport {
                id: "a".to_owned(),
                dating: Dating::Bounded { after: day_of(after), before: day_of(before), why: String::new() },
            }],
        };
        assert_eq!(when(&story("2031-03-04", "2031-03-09")), "4 Mar 2031 to 9 Mar 2031");
        assert_eq!(when(&story("2031-03-04", "")), "4 Mar 2031 or later");
        assert_eq!(when(&story("", "")), "cannot tell when");
    }

    #[test]
    fn days_and_spans_in_words() {
        let day_of = |words: &str| words.parse::<Date>().unwrap();
        assert_eq!(day(day_of("2015-09-15")), "Tue 15 Sep 2015");
        for (from, to, words) in [
            ("2031-03-04", "2031-03-04", "4 Mar 2031"),
            ("2031-03-04", "2031-03-05", "4–5 Mar 2031"),
            ("2031-02-28", "2031-03-05", "28 Feb 2031 – 5 Mar 2031"),
        ] {
            assert_eq!(span(day_of(from), day_of(to)), words);
        }
        assert_eq!(moment("2015-09-15T16:49:00Z".parse().unwrap()), "Tue 15 Sep 2015, 16:49 UTC");
    }
}
