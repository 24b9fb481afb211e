//! Feeds: RSS, Atom and JSON Feed items, with their full text where the feed carries it.

use super::article::{finish, written};
use super::{boxed, failed};
use crate::facts::bylines;
use crate::page::linked::plain;
use crate::page::walk;
use crate::{Options, Record, Records, rows};
use feed_rs::model::{Entry, Feed};
use jiff::Timestamp;
use rashomon_news::{Doubt, Moment, Published, Rule};

/// Reads a feed.
pub fn records(name: &str, bytes: &[u8], options: &Options) -> Records {
    let feed = match feed_rs::parser::parse(bytes) {
        Ok(feed) => feed,
        Err(error) => return failed(name, format!("not a feed: {error}").to_lowercase()),
    };
    if feed.entries.is_empty() {
        return failed(name, "the feed has no items");
    }
    let outlet = feed.title.as_ref().map(|title| plain(&title.content)).filter(|title| !title.is_empty());
    let (name, options) = (name.to_owned(), options.clone());
    let Feed { entries, .. } = feed;
    Box::new(entries.into_iter().map(move |entry| Ok(one(&entry, &name, outlet.as_deref(), &options))))
}

fn one(entry: &Entry, name: &str, outlet: Option<&str>, options: &Options) -> Record {
    let full =
        entry.content.as_ref().and_then(|content| content.body.as_deref()).filter(|body| !body.trim().is_empty());
    let summary = entry.summary.as_ref().map(|summary| summary.content.as_str());
    let parts = paragraphs(full.or(summary).unwrap_or(""));
    let title = entry.title.as_ref().map(|title| plain(&title.content));
    let mut report = written(title.as_deref(), &parts);
    report.url = entry.links.first().map(|link| link.href.clone());
    report.id = report.url.clone().unwrap_or_else(|| entry.id.clone());
    report.source = name.to_owned();
    report.outlet = outlet.map(str::to_owned);
    report.authors =
        entry.authors.iter().filter_map(|author| author.name.as_deref()).flat_map(bylines::authors).collect();
    let day = |time: Option<Timestamp>| {
        time.map(|at| Moment::Instant { day: jiff::tz::Offset::UTC.to_datetime(at).date(), at })
    };
    let stamp = |time: Option<i64>| {
        day(time.and_then(|seconds| Timestamp::from_second(seconds).ok()))
            .filter(|moment| moment.day() <= options.today)
    };
    let told = |value: Moment, rule: &'static str| Published { value, why: Rule::new(rule), passage: None, from: None };
    report.published = stamp(entry.published.map(|time| time.timestamp()))
        .map(|value| told(value, "published/feed"))
        .or_else(|| options.published.map(rows::given));
    report.modified = stamp(entry.updated.map(|time| time.timestamp())).map(|value| told(value, "modified/feed"));
    finish(&mut report, &parts);
    if full.is_none() {
        report.complete = Some(false);
        report.doubts.push(Doubt::new("the feed gives a summary only"));
    }
    boxed(report)
}

/// The lines of text in a piece of markup.
pub fn paragraphs(markup: &str) -> Vec<String> {
    use crate::page::nesting;
    if !markup.contains('<') || nesting::depth(markup) > nesting::DEEPEST {
        return markup.lines().map(plain).filter(|line| !line.is_empty()).collect();
    }
    let page = walk::walk(&dom_query::Document::from(markup));
    page.lines.into_iter().map(|line| line.text).collect()
}
