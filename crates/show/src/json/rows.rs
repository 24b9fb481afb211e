//! Rows of `read`, `annotate` and `group`.

use super::Spans;
use rashomon_news::{Anchor, Annotated, Published, Quantity, Quote, Report, Story, Time};
use rashomon_text::{Offsets, Spanned};
use serde_json::{Map, Value, json};

/// The row `read` prints; `explain` adds the values that were found and not taken.
pub fn report(report: &Report, explain: bool) -> Value {
    let spans = Spans(Offsets::new(report.text.as_str()));
    Value::Object(head(report, &spans, explain))
}

/// The row `annotate` prints.
pub fn annotated(all: &Annotated, explain: bool) -> Value {
    let spans = Spans(Offsets::new(all.report.text.as_str()));
    let mut row = head(&all.report, &spans, explain);
    row.insert("sentences".into(), spans.list(&all.sentences));
    let people = all.people.iter().map(|person| {
        let mentions = person.mentions.iter().map(|mention| {
            let mut rest = json!({"form": mention.form.name()});
            if mention.candidates != 1 {
                rest["candidates"] = mention.candidates.into();
            }
            spans.object(mention.range, rest)
        });
        let mentions: Value = mentions.collect();
        let mut row = json!({"name": person.name, "kind": person.kind.name(), "mentions": mentions, "rule": person.rule.as_str()});
        if !person.labels.is_empty() {
            row["labels"] = person.labels.clone().into();
        }
        row
    });
    row.insert("people".into(), people.collect());
    row.insert("quotes".into(), all.quotes.iter().map(|quote| self::quote(quote, &spans)).collect());
    let marked = all
        .marked
        .iter()
        .map(|marked| spans.object(marked.range, json!({"kind": marked.kind.name(), "rule": marked.rule.as_str()})));
    row.insert("marked".into(), marked.collect());
    if all.dated.is_some() {
        row.insert("dated".into(), all.dated.as_ref().map(|dated| published(dated, &spans)).into());
    }
    row.insert("times".into(), all.times.iter().map(|time| self::time(time, &spans)).collect());
    row.insert("quantities".into(), all.quantities.iter().map(|item| quantity(item, &spans)).collect());
    let happenings = all.happenings.iter().map(|happening| {
        let part = |range: Option<_>| range.map(|range| spans.pair(range));
        json!({"time": spans.pair(happening.time), "head": spans.pair(happening.head), "lemma": happening.lemma,
            "who": part(happening.who), "place": part(happening.place), "clause": spans.pair(happening.clause),
            "rule": happening.rule.as_str()})
    });
    row.insert("happenings".into(), happenings.collect());
    Value::Object(row)
}

/// The row `group` prints.
pub fn story(story: &Story) -> Value {
    let ids: Vec<_> = story.reports.iter().map(|report| report.id.as_str()).collect();
    json!({"story": story.id, "title": story.title, "from": story.span.map(|(from, _)| from.to_string()),
        "to": story.span.map(|(_, to)| to.to_string()), "storyline": story.storyline, "reports": ids})
}

pub(super) fn published(published: &Published, spans: &Spans) -> Value {
    let mut object = json!({"value": published.value.to_string(), "why": published.why.as_str()});
    if let Some(passage) = published.passage {
        object["passage"] = spans.pair(passage);
    }
    if let Some(from) = &published.from {
        object["from"] = from.as_str().into();
    }
    object
}

fn head(report: &Report, spans: &Spans, explain: bool) -> Map<String, Value> {
    let date = |date: &Option<Published>| date.as_ref().map(|date| published(date, spans));
    let blocks = report.blocks.iter().map(|block| spans.object(block.range, json!({"role": block.value.name()})));
    let doubts: Vec<_> = report.doubts.iter().map(|doubt| doubt.as_str()).collect();
    let mut row = Map::new();
    row.insert("id".into(), report.id.as_str().into());
    row.insert("source".into(), report.source.as_str().into());
    row.insert("url".into(), report.url.as_deref().into());
    row.insert("outlet".into(), report.outlet.as_deref().into());
    row.insert("title".into(), report.title.as_deref().into());
    row.insert("authors".into(), report.authors.clone().into());
    row.insert("published".into(), date(&report.published).into());
    if report.modified.is_some() {
        row.insert("modified".into(), date(&report.modified).into());
    }
    if let Some(section) = &report.section {
        row.insert("section".into(), section.as_str().into());
    }
    row.insert("agencies".into(), report.agencies.clone().into());
    row.insert("language".into(), report.language.as_deref().into());
    row.insert("complete".into(), report.complete.into());
    row.insert("text".into(), report.text.as_str().into());
    row.insert("blocks".into(), blocks.collect());
    row.insert("doubts".into(), doubts.into());
    if explain {
        let rejected = report
            .rejected
            .iter()
            .map(|lost| json!({"field": lost.field, "value": lost.value, "rule": lost.rule.as_str(), "why": lost.why}));
        row.insert("rejected".into(), rejected.collect());
    }
    row
}

fn quote(quote: &Quote, spans: &Spans) -> Value {
    let mut row = json!({"kind": quote.kind.name(), "content": spans.list(&quote.content), "cue": spans.list(&quote.cue),
        "source": spans.list(&quote.source), "speaker": quote.speaker, "via": quote.via, "rule": quote.rule.as_str()});
    if !quote.candidates.is_empty() {
        row["candidates"] = quote.candidates.clone().into();
    }
    if let Some(within) = quote.within {
        row["within"] = within.into();
    }
    if let Some(chance) = quote.probability {
        row["probability"] = json!((f64::from(chance) * 1000.0).round() / 1000.0);
    }
    row
}

fn time(time: &Spanned<Time>, spans: &Spans) -> Value {
    let value = &time.value;
    let mut rest = json!({"type": value.kind.name(), "value": value.value, "rule": value.rule.as_str()});
    match value.anchor {
        Anchor::Own => {}
        Anchor::Published => rest["anchor"] = "published".into(),
        Anchor::Missing => rest["anchor"] = "missing".into(),
        Anchor::Expression(range) => rest["anchor"] = spans.pair(range),
    }
    if let Some((first, last)) = value.days {
        rest["days"] = json!([first.to_string(), last.to_string()]);
    }
    spans.object(time.range, rest)
}

fn quantity(item: &Spanned<Quantity>, spans: &Spans) -> Value {
    let value = &item.value;
    let mut rest = json!({"number": number(value.number), "low": number(value.low), "high": number(value.high),
        "change": value.change.sign(), "unit": value.unit, "of": value.of, "rule": value.rule.as_str(),
        "phrase": spans.pair(value.phrase)});
    if let Some(counted) = value.counted {
        rest["counted"] = spans.pair(counted);
    }
    if let Some(class) = &value.class {
        rest["class"] = class.as_str().into();
    }
    spans.object(item.range, rest)
}

/// Whole numbers print without a fraction.
pub(super) fn number(value: Option<f64>) -> Value {
    match value {
        Some(value) if value.fract() == 0.0 && value.abs() < 9e15 => json!(value as i64),
        other => json!(other),
    }
}
