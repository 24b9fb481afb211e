//! Who wrote a page, who published it, and when: every source that says so, the best taken, the others kept with the reason.

use super::linked::{Linked, plain};
use super::tree::{Page, Tag, Told};
use crate::Options;
use crate::facts::{agencies, bylines, dates};
use rashomon_news::{Moment, Published, Rejected, Report, Rule};

/// Dates before this year are no news page's: defaults and templates ("1970-01-01").
const FIRST_YEAR: i16 = 1980;

struct Date {
    value: Moment,
    rule: &'static str,
}

/// Finds the dates of publication and of change.
pub fn date(page: &Page, linked: &Linked, url: Option<&str>, first: usize, options: &Options, report: &mut Report) {
    let mut found: Vec<Date> = Vec::new();
    let mut add = |words: Option<&str>, rule: &'static str| {
        if let Some(value) = words.and_then(dates::machine) {
            found.push(Date { value, rule });
        }
    };
    add(linked.published.as_deref(), "published/json-ld");
    const METAS: [&str; 22] = [
        "article:published_time",
        "og:article:published_time",
        "article:published",
        "datepublished",
        "date.published",
        "og:published_time",
        "parsely-pub-date",
        "sailthru.date",
        "dc.date.issued",
        "dcterms.created",
        "dc.date",
        "dcterms.date",
        "pubdate",
        "publishdate",
        "publish_date",
        "publication_date",
        "article.published",
        "displaydate",
        "originalpublicationdate",
        "datecreated",
        "date",
        "citation_publication_date",
    ];
    for name in METAS {
        add(page.meta(name), "published/meta");
    }
    for told in &page.told {
        let name = &told.name;
        if name.contains("datepublished") || name.contains("datecreated") {
            add(told.value.as_deref().or(Some(told.text.as_str())), "published/microdata");
        }
    }
    if let Some(value) = url.and_then(in_address) {
        found.push(Date { value: Moment::Day(value), rule: "published/url" });
    }
    let mut add = |words: Option<&str>, rule: &'static str| {
        if let Some(value) = words.and_then(dates::machine) {
            found.push(Date { value, rule });
        }
    };
    for told in near(page, first) {
        let other = changed(told) || told.name.contains("comment");
        if told.time && !other {
            add(told.value.as_deref().or(Some(told.text.as_str())), "published/time");
        }
    }
    for told in near(page, first) {
        if (told.name.contains("date")
            || told.name.contains("publish")
            || told.name.contains("time")
            || told.name.contains("byline"))
            && !changed(told)
        {
            add(dates::find(&told.text).first().and_then(|date| told.text.get(date.range.clone())), "published/text");
        }
    }
    for place in first.saturating_sub(12)..(first + 2).min(page.lines.len()) {
        let line = &page.lines[place];
        if line.text.len() < 160 {
            found.extend(
                dates::find(&line.text).into_iter().map(|date| Date { value: date.value, rule: "published/text" }),
            );
        }
    }
    let mut taken: Option<Published> = None;
    let printed: Vec<jiff::civil::Date> = found
        .iter()
        .filter(|date| matches!(date.rule, "published/url" | "published/text"))
        .map(|date| date.value.day())
        .collect();
    for date in found {
        let day = date.value.day();
        let why = if day > options.today {
            "after the day of reading"
        } else if day.year() < FIRST_YEAR {
            "too long ago for a page"
        } else if let Some(taken) = &mut taken {
            // Another source of the same day that knows the hour makes it more precise.
            if taken.value.instant().is_none() && date.value.instant().is_some() && taken.value.day() == day {
                *taken = Published { value: date.value, why: Rule::new(date.rule), passage: None, from: None };
                continue;
            }
            if taken.value.day() == day {
                continue;
            }
            "a more trusted source says otherwise"
        } else {
            taken = Some(Published { value: date.value, why: Rule::new(date.rule), passage: None, from: None });
            continue;
        };
        lose(report, "published", date.value.to_string(), date.rule, why);
    }
    if let Some(taken) = &mut taken {
        taken.value = on_calendar(taken.value, &printed);
    }
    report.published = taken.or_else(|| options.published.map(crate::rows::given));
    report.modified = modified(page, linked, options);
}

/// The moment as the outlet's readers saw it. A stamp in UTC may fall on the day before or after the day that the page prints or
/// its address has: then that day is the day of publication. A day that the printed instant would not show is given as a day.
fn on_calendar(moment: Moment, printed: &[jiff::civil::Date]) -> Moment {
    let Moment::Instant { day, at } = moment else { return moment };
    let utc = jiff::tz::Offset::UTC.to_datetime(at).date();
    let near =
        |other: &&jiff::civil::Date| utc.tomorrow().ok() == Some(**other) || utc.yesterday().ok() == Some(**other);
    let day =
        if day == utc && !printed.contains(&day) { printed.iter().find(near).copied().unwrap_or(day) } else { day };
    if day == utc { Moment::Instant { day, at } } else { Moment::Day(day) }
}

fn modified(page: &Page, linked: &Linked, options: &Options) -> Option<Published> {
    let metas = [
        "article:modified_time",
        "og:updated_time",
        "datemodified",
        "last-modified",
        "dcterms.modified",
        "lastmod",
        "article:updated",
    ];
    let told =
        page.told.iter().filter(|told| told.name.contains("datemodified")).filter_map(|told| told.value.as_deref());
    let linked = linked.modified.as_deref().map(|words| (words, "modified/json-ld"));
    let all =
        linked.into_iter().chain(metas.iter().filter_map(|name| page.meta(name)).map(|words| (words, "modified/meta")));
    all.chain(told.map(|words| (words, "modified/microdata")))
        .filter_map(|(words, rule)| dates::machine(words).map(|value| (value, rule)))
        .find(|(value, _)| value.day() <= options.today && value.day().year() >= FIRST_YEAR)
        .map(|(value, rule)| Published { value, why: Rule::new(rule), passage: None, from: None })
}

fn changed(told: &Told) -> bool {
    told.name.contains("modif") || told.name.contains("updat") || told.text.to_lowercase().starts_with("updated")
}

/// What is told near the article's head.
fn near(page: &Page, first: usize) -> impl Iterator<Item = &Told> {
    let aside = 1 << Tag::Aside as u8 | 1 << Tag::Nav as u8 | 1 << Tag::Footer as u8;
    page.told.iter().filter(move |told| {
        let tags = page.elements[told.element as usize].tags;
        told.line + 25 > first && told.line <= first + 3 && tags & aside == 0
    })
}

/// The date in an address: `/2015/09/15/`, `/2015-09-15-`, `/2015/sep/15/`, `20150915`.
pub fn in_address(address: &str) -> Option<jiff::civil::Date> {
    let parts: Vec<&str> = address.split(['/', '-', '_', '.', '?', '=']).filter(|part| !part.is_empty()).collect();
    let number = |words: &str, most: i8| {
        words.parse::<i8>().ok().filter(|number| (1..=most).contains(number) && words.len() <= 2)
    };
    let year = |words: &str| words.parse::<i16>().ok().filter(|year| words.len() == 4 && (1990..2100).contains(year));
    let three = parts.windows(3).find_map(|three| {
        let month = number(three[1], 12).or_else(|| dates::month(three[1]))?;
        jiff::civil::Date::new(year(three[0])?, month, number(three[2], 31)?).ok()
    });
    three.or_else(|| {
        parts.iter().filter(|part| part.len() == 8 && part.bytes().all(|byte| byte.is_ascii_digit())).find_map(|part| {
            jiff::civil::Date::new(year(&part[..4])?, number(&part[4..6], 12)?, number(&part[6..], 31)?).ok()
        })
    })
}

/// Finds authors and agencies.
pub fn authors(page: &Page, linked: &Linked, first: usize, report: &mut Report) {
    let outlet = report.outlet.clone().unwrap_or_default();
    let mut lists: Vec<(Vec<String>, &'static str)> = Vec::new();
    let mut credits: Vec<String> = linked.organisations.clone();
    credits.extend(linked.persons.iter().cloned());
    lists.push((names(&linked.persons, &outlet), "authors/json-ld"));
    const METAS: [&str; 12] = [
        "author",
        "article:author",
        "parsely-author",
        "sailthru.author",
        "dc.creator",
        "byl",
        "dcterms.creator",
        "article:author_name",
        "cxenseparse:author",
        "twitter:data1",
        "citation_author",
        "og:author",
    ];
    for name in METAS {
        let values: Vec<String> = page
            .metas
            .iter()
            .filter(|(key, value)| key == name && !value.starts_with("http"))
            .map(|(_, value)| plain(value))
            .collect();
        credits.extend(values.iter().cloned());
        lists
            .push((values.iter().flat_map(|value| names(&bylines::authors(value), &outlet)).collect(), "authors/meta"));
    }
    let told: Vec<&Told> = page
        .told
        .iter()
        .filter(|told| {
            told.line + 25 > first && told.line <= first + 3
                || told.name.contains("rel=author")
                || told.name.ends_with(" author")
        })
        .filter(|told| told.name.contains("author") || told.name.contains("byline") || told.name.contains("creator"))
        .collect();
    for told in &told {
        if told.text.len() <= 200 {
            credits.push(told.text.clone());
            lists.push((
                told.text.lines().flat_map(|line| names(&bylines::authors(line), &outlet)).collect(),
                "authors/element",
            ));
        }
    }
    for place in first.saturating_sub(10)..(first + 2).min(page.lines.len()) {
        let text = &page.lines[place].text;
        let lower = text.to_lowercase();
        let dated = lower.contains(" by ") && !dates::find(text).is_empty();
        if text.len() < 120 && (lower.starts_with("by ") || lower.starts_with("written by ") || dated) {
            credits.push(text.clone());
            lists.push((names(&bylines::authors(text), &outlet), "authors/text"));
        }
    }
    for (mut list, rule) in lists {
        let mut seen: Vec<String> = Vec::new();
        list.retain(|name| {
            let key = name.to_lowercase();
            let new = !seen.contains(&key);
            seen.push(key);
            new
        });
        if list.is_empty() {
            continue;
        }
        // A byline in the text that names those the metadata names and more is the whole of it. Elements are not asked: buttons
        // ("Follow", "Save") stand in them beside the names.
        let whole = list.iter().all(|name| name.contains(' '));
        let known = report.authors.iter().all(|name| list.contains(name));
        let more = rule == "authors/text" && whole && known && list.len() > report.authors.len();
        if report.authors.is_empty() || more {
            report.authors = list;
        } else if list != report.authors {
            lose(report, "authors", list.join(", "), rule, "a more trusted source says otherwise");
        }
    }
    for credit in credits {
        for agency in agencies::credited(&credit, agencies::Place::Credit) {
            // An agency's own site is its outlet, not a credit of another's text.
            if !report.agencies.iter().any(|known| known == agency) {
                report.agencies.push(agency.to_owned());
            }
        }
    }
}

fn names(list: &[String], outlet: &str) -> Vec<String> {
    let all = list.iter().flat_map(|name| bylines::authors(name));
    all.filter(|name| !name.eq_ignore_ascii_case(outlet)).collect()
}

/// Who published the page.
pub fn outlet(page: &Page, linked: &Linked, url: Option<&str>) -> Option<String> {
    let site = page.meta("og:site_name").map(plain).filter(|name| !name.is_empty());
    let host = url.and_then(host).map(str::to_owned);
    linked
        .publisher
        .clone()
        .or(site)
        .or_else(|| linked.site.clone())
        .or_else(|| page.meta("application-name").map(plain))
        .or(host)
}

/// The host of an address, without `www.`.
pub fn host(address: &str) -> Option<&str> {
    let rest = address.split_once("://").map(|(_, rest)| rest).or_else(|| address.strip_prefix("//"))?;
    let host = rest.split(['/', '?', '#', ':']).next()?;
    let host = host.rsplit('@').next().unwrap_or(host);
    let host = host.strip_prefix("www.").unwrap_or(host);
    (!host.is_empty()).then_some(host)
}

/// Keeps a value that lost.
pub fn lose(report: &mut Report, field: &'static str, value: String, rule: &'static str, why: &str) {
    /// A longer list explains nothing.
    const MOST: usize = 30;
    let known =
        report.rejected.iter().any(|lost| lost.field == field && lost.value == value && lost.rule.as_str() == rule);
    if !known && report.rejected.len() < MOST {
        report.rejected.push(Rejected { field, value, rule: Rule::new(rule), why: why.to_owned() });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_tell_days() {
        for (value, address) in [
            (Some("2015-09-15"), "https://example.org/world/2015/09/15/a-bridge"),
            (Some("2015-09-15"), "https://example.org/2015/sep/15/a-bridge"),
            (Some("2015-09-15"), "https://example.org/a-bridge-20150915.html"),
            (None, "https://example.org/article/2015/a-bridge-12345678"),
            (None, "https://example.org/"),
        ] {
            assert_eq!(in_address(address).map(|day| day.to_string()).as_deref(), value, "{address}");
        }
        assert_eq!(host("https://user@www.example.org:80/a?b"), Some("example.org"));
    }
}
