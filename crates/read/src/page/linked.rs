//! What a page's JSON-LD says of its article (schema.org).

use serde_json::Value;

/// The article of a page's linked data.
#[derive(Clone, Debug, Default)]
pub struct Linked {
    pub headline: Option<String>,
    /// Names of persons, and of organisations.
    pub persons: Vec<String>,
    pub organisations: Vec<String>,
    pub published: Option<String>,
    pub modified: Option<String>,
    pub publisher: Option<String>,
    pub section: Option<String>,
    pub language: Option<String>,
    pub url: Option<String>,
    pub body: Option<String>,
    /// `isAccessibleForFree`.
    pub free: Option<bool>,
    /// The site's own name (`WebSite`).
    pub site: Option<String>,
}

/// Objects looked at in all scripts of a page: pages with more repeat themselves.
const MOST: usize = 3000;

/// Reads all scripts; the first object of an article's type that has a headline wins, others fill what it leaves out.
pub fn read(scripts: &[String]) -> Linked {
    let mut articles = Vec::new();
    let mut names: Vec<(String, String)> = Vec::new();
    let mut site = None;
    let mut queue: Vec<Value> = scripts.iter().filter_map(|script| parse(script)).collect();
    queue.reverse();
    let mut seen = 0;
    while let Some(value) = queue.pop() {
        seen += 1;
        if seen > MOST {
            break;
        }
        match value {
            Value::Array(items) => queue.extend(items.into_iter().rev()),
            Value::Object(object) => {
                let kinds = kinds(object.get("@type"));
                if let (Some(id), Some(name)) = (string(object.get("@id")), string(object.get("name"))) {
                    names.push((id, name));
                }
                if kinds.iter().any(|kind| kind == "WebSite") && site.is_none() {
                    site = string(object.get("name"));
                }
                let rank = kinds.iter().filter_map(|kind| rank(kind)).max();
                for key in ["@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item", "liveBlogUpdate"] {
                    // Lists of other articles stand under these keys as well: what is nested deeper ranks lower by order.
                    if let Some(inner) = object.get(key).filter(|inner| inner.is_array() || inner.is_object())
                        && (key == "@graph" || rank.is_none())
                    {
                        queue.push(inner.clone());
                    }
                }
                if let Some(rank) = rank {
                    articles.push((rank, Value::Object(object)));
                }
            }
            _ => {}
        }
    }
    articles.sort_by_key(|(rank, _)| std::cmp::Reverse(*rank));
    let mut all = Linked { site, ..Linked::default() };
    for (_, article) in &articles {
        fill(&mut all, article, &names);
    }
    all
}

fn parse(script: &str) -> Option<Value> {
    let script =
        script.trim().trim_start_matches("<!--").trim_start_matches("//<![CDATA[").trim_start_matches("<![CDATA[");
    let script =
        script.trim_end_matches("-->").trim_end_matches("//]]>").trim_end_matches("]]>").trim().trim_end_matches(';');
    if let Ok(value) = serde_json::from_str(script) {
        return Some(value);
    }
    // Line breaks inside strings are common and forbidden.
    let mended: String = script.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    serde_json::from_str(&mended).ok()
}

fn kinds(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::String(kind)) => vec![kind.rsplit('/').next().unwrap_or(kind).to_owned()],
        Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        _ => Vec::new(),
    }
}

fn rank(kind: &str) -> Option<u8> {
    match kind {
        "LiveBlogPosting" => Some(2),
        kind if kind.ends_with("NewsArticle") => Some(4),
        kind if kind.ends_with("Article") || kind == "BlogPosting" || kind == "Report" => Some(3),
        "WebPage" | "ItemPage" | "VideoObject" => Some(1),
        _ => None,
    }
}

fn string(value: Option<&Value>) -> Option<String> {
    let words = match value? {
        Value::String(words) => words.clone(),
        Value::Array(items) => string(items.first())?,
        Value::Object(object) => string(object.get("name").or_else(|| object.get("@value")))?,
        _ => return None,
    };
    let words = plain(&words);
    (!words.is_empty()).then_some(words)
}

/// Without character references and with single spaces.
pub fn plain(words: &str) -> String {
    let mut words = words.to_owned();
    if words.contains('&') {
        const REFERENCES: [(&str, &str); 16] = [
            ("&amp;", "&"),
            ("&quot;", "\""),
            ("&#39;", "'"),
            ("&#039;", "'"),
            ("&apos;", "'"),
            ("&lt;", "<"),
            ("&gt;", ">"),
            ("&nbsp;", " "),
            ("&rsquo;", "’"),
            ("&lsquo;", "‘"),
            ("&ldquo;", "“"),
            ("&rdquo;", "”"),
            ("&#8217;", "’"),
            ("&#8216;", "‘"),
            ("&#8211;", "–"),
            ("&#x27;", "'"),
        ];
        for (reference, character) in REFERENCES {
            words = words.replace(reference, character);
        }
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn fill(all: &mut Linked, article: &Value, names: &[(String, String)]) {
    let get = |key: &str| string(article.get(key));
    let or = |field: &mut Option<String>, value: Option<String>| {
        if field.is_none() {
            *field = value;
        }
    };
    let weak = !article.get("headline").is_some_and(Value::is_string)
        && kinds(article.get("@type")).iter().any(|kind| rank(kind) == Some(1));
    if !weak {
        or(&mut all.headline, get("headline").or_else(|| get("name")));
        or(&mut all.section, get("articleSection"));
        or(&mut all.body, get("articleBody"));
        if all.persons.is_empty() && all.organisations.is_empty() {
            authors(article.get("author").or_else(|| article.get("creator")), names, all);
        }
    }
    or(&mut all.published, get("datePublished").or_else(|| get("dateCreated")));
    or(&mut all.modified, get("dateModified"));
    or(&mut all.publisher, named(article.get("publisher"), names));
    or(&mut all.language, get("inLanguage"));
    or(&mut all.url, article.get("url").and_then(Value::as_str).map(str::to_owned));
    if all.free.is_none() {
        all.free = match article.get("isAccessibleForFree") {
            Some(Value::Bool(free)) => Some(*free),
            Some(Value::String(free)) => Some(!free.eq_ignore_ascii_case("false")),
            _ => None,
        };
    }
}

fn named(value: Option<&Value>, names: &[(String, String)]) -> Option<String> {
    string(value).or_else(|| {
        let id = value?.get("@id")?.as_str()?;
        names.iter().find(|(known, _)| known == id).map(|(_, name)| name.clone())
    })
}

fn authors(value: Option<&Value>, names: &[(String, String)], all: &mut Linked) {
    let one = std::slice::from_ref;
    let items = match value {
        Some(Value::Array(items)) => items.as_slice(),
        Some(item) => one(item),
        None => &[],
    };
    for item in items.iter().take(30) {
        // `{"name": ["A", "B"]}`
        if let Some(list) = item.get("name").and_then(Value::as_array) {
            all.persons.extend(list.iter().filter_map(Value::as_str).map(plain));
            continue;
        }
        let Some(name) = named(Some(item), names) else { continue };
        let organisation = kinds(item.get("@type")).iter().any(|kind| kind.ends_with("Organization"));
        let list = if organisation { &mut all.organisations } else { &mut all.persons };
        if !list.contains(&name) {
            list.push(name);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_are_found_in_graphs_with_their_authors_by_reference() {
        let script = r##"{"@graph": [{"@type": "Person", "@id": "#a", "name": "Jane Doe"}, {"@type": "WebPage", "name": "A page"},
            {"@type": ["NewsArticle"], "headline": "Bridge &amp; road", "author": {"@id": "#a"}, "datePublished": "2020-05-01",
             "publisher": {"@type": "Organization", "name": "The Gazette"}, "isAccessibleForFree": "False"}]}"##;
        let linked = read(&[script.to_owned()]);
        assert_eq!(linked.headline.as_deref(), Some("Bridge & road"));
        assert_eq!(linked.publisher.as_deref(), Some("The Gazette"));
        assert_eq!(linked.published.as_deref(), Some("2020-05-01"));
        assert_eq!(linked.free, Some(false));
        assert_eq!(linked.persons, ["Jane Doe"]);
    }

    #[test]
    fn broken_scripts_say_nothing() {
        assert!(read(&["{".to_owned(), "[[[[".to_owned(), String::new()]).headline.is_none());
    }
}
