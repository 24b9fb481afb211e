//! Articles as JSON documents: schema.org NewsArticle, ninjs 1 to 3, JSON Feed, and lists of rows.

use super::{boxed, failed, feed};
use crate::facts::{agencies, bylines, dates};
use crate::page::linked::plain;
use crate::{Failure, Options, Record, Records, ending, language, rows};
use rashomon_news::{Moment, Published, Report, Role, Rule};
use rashomon_text::{Layer, Text};
use serde_json::Value;

/// Reads a JSON document: one article, or a list of them.
pub fn records(name: &str, words: &str, options: &Options) -> Records {
    let document: Value = match serde_json::from_str(words.trim_start_matches('\u{feff}')) {
        Ok(document) => document,
        Err(error) => return failed(name, format!("not JSON: {error}")),
    };
    if document.get("version").and_then(Value::as_str).is_some_and(|version| version.contains("jsonfeed.org")) {
        return feed::records(name, words.as_bytes(), options);
    }
    let list = match document {
        Value::Array(items) => items,
        Value::Object(mut object) => match object.remove("@graph").or_else(|| object.remove("items")) {
            Some(Value::Array(items)) => items,
            _ => vec![serde_json::from_str(words.trim_start_matches('\u{feff}')).unwrap_or_default()],
        },
        _ => return failed(name, "the document holds no article"),
    };
    let only = list.len() == 1;
    let (name, options) = (name.to_owned(), options.clone());
    Box::new(list.into_iter().enumerate().map(move |(number, item)| {
        let place = if only { name.clone() } else { format!("{name} item {}", number + 1) };
        one(&item, &name, number, only, &options)
            .ok_or_else(|| Failure::new(place, "it is no article with a text that is known here"))
    }))
}

fn one(item: &Value, name: &str, number: usize, only: bool, options: &Options) -> Option<Record> {
    let words = |keys: &[&str]| keys.iter().find_map(|key| string(item.get(*key)));
    let body =
        words(&["articleBody", "body_text", "bodytext", "body_xhtml", "body_html"]).or_else(|| inner(item, "bodies"));
    let Some(body) = body else {
        return item.get("text").and_then(|_| rows::record(item, number, name, options));
    };
    let title = words(&["headline", "title", "name"]).or_else(|| inner(item, "headlines")).map(|title| plain(&title));
    let markup = body.contains("</") || body.contains("<br") || body.contains("<p>");
    let parts = if markup { feed::paragraphs(&body) } else { split(&body) };
    let mut report = written(title.as_deref(), &parts);
    let id = words(&["identifier", "uri", "@id", "altids", "url"]);
    report.id =
        id.filter(|_| !only).unwrap_or_else(|| if only { crate::stem(name).to_owned() } else { number.to_string() });
    report.source = name.to_owned();
    report.url = words(&["url", "uri", "mainEntityOfPage"]).filter(|url| url.starts_with("http"));
    report.outlet = words(&["publisher", "provider", "source", "copyrightholder"]);
    let byline = words(&["author", "creator", "byline", "by"]);
    report.authors = people(item.get("author").or_else(|| item.get("creator")));
    if report.authors.is_empty() {
        report.authors = byline.as_deref().map(bylines::authors).unwrap_or_default();
    }
    let credits =
        byline.iter().chain(report.outlet.iter()).flat_map(|words| agencies::credited(words, agencies::Place::Credit));
    report.agencies = credits.map(str::to_owned).collect();
    finish(&mut report, &parts);
    let date = |keys: &[&str], rule: &'static str| {
        let value =
            words(keys).and_then(|words| dates::machine(&words)).filter(|moment| moment.day() <= options.today)?;
        Some(Published { value, why: Rule::new(rule), passage: None, from: None })
    };
    let created = [
        "datePublished",
        "firstcreated",
        "firstpublished",
        "contentcreated",
        "versioncreated",
        "dateCreated",
        "published",
        "date",
    ];
    report.published = date(&created, "published/json").or_else(|| given(options.published));
    report.modified = date(&["dateModified", "versioncreated", "contentmodified"], "modified/json");
    report.section = words(&["articleSection", "section"]);
    Some(boxed(report))
}

fn given(moment: Option<Moment>) -> Option<Published> {
    moment.map(rows::given)
}

/// Language, agencies and completeness from a report's own parts.
pub fn finish(report: &mut Report, parts: &[String]) {
    let body: Vec<&str> = parts.iter().map(String::as_str).collect();
    for part in &body {
        for agency in agencies::credited(part, agencies::Place::Running) {
            report.agencies.push(agency.to_owned());
        }
    }
    let mut seen: Vec<String> = Vec::new();
    report.agencies.retain(|name| {
        let new = !seen.contains(name);
        seen.push(name.clone());
        new
    });
    report.language = language::of(&body);
    report.complete = ending::complete(&body, std::iter::empty());
}

/// A report of a title and paragraphs, parted by blank lines.
pub fn written(title: Option<&str>, parts: &[String]) -> Report {
    let mut words = String::new();
    let mut places = Vec::new();
    let title = title.map(str::trim).filter(|title| !title.is_empty());
    let parts = parts.iter().map(|part| (part.as_str(), Role::Paragraph));
    for (part, role) in title.map(|title| (title, Role::Headline)).into_iter().chain(parts) {
        if !words.is_empty() {
            words.push_str("\n\n");
        }
        places.push((words.len(), words.len() + part.len(), role));
        words.push_str(part);
    }
    let text = Text::new(words);
    let blocks: Vec<_> =
        places.into_iter().filter_map(|(start, end, role)| Some((text.range(start, end)?, role))).collect();
    let mut report = Report::new("", text);
    report.blocks = Layer::new(blocks);
    report.title = title.map(str::to_owned);
    report
}

fn split(body: &str) -> Vec<String> {
    body.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

fn string(value: Option<&Value>) -> Option<String> {
    match value? {
        Value::String(words) => Some(words.clone()).filter(|words| !words.trim().is_empty()),
        Value::Array(items) => string(items.first()),
        Value::Object(object) => {
            string(object.get("name").or_else(|| object.get("value")).or_else(|| object.get("@id")))
        }
        _ => None,
    }
}

/// `"bodies": [{"value": …}]`, `"headlines": […]` of ninjs 2 and 3: the longest value.
fn inner(item: &Value, key: &str) -> Option<String> {
    let values = item.get(key)?.as_array()?.iter().filter_map(|one| one.get("value").and_then(Value::as_str));
    values.max_by_key(|value| value.len()).map(str::to_owned)
}

fn people(value: Option<&Value>) -> Vec<String> {
    let one = std::slice::from_ref;
    let items = match value {
        Some(Value::Array(items)) => items.as_slice(),
        Some(item) => one(item),
        None => &[],
    };
    items.iter().filter_map(|item| string(Some(item))).flat_map(|name| bylines::authors(&name)).collect()
}
