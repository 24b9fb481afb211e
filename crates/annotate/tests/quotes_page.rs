//! `docs/quotes.md` as a test: every block is annotated, and what is found must be what is marked.

use rashomon_annotate::annotate;
use rashomon_news::{Annotated, MarkedKind, Quote, Report, Role};
use rashomon_text::{Layer, Range, Text};
use std::collections::BTreeMap;

/// The marked ranges of one block, by their label ("content1", "title").
struct Example {
    text: String,
    spans: BTreeMap<String, Vec<(usize, usize)>>,
    expected: Vec<String>,
}

fn examples() -> Vec<Example> {
    let page = include_str!("../../../docs/quotes.md");
    let blocks = page.split("```quotes\n").skip(1).filter_map(|rest| rest.split("\n```").next());
    blocks.map(example).collect()
}

fn example(block: &str) -> Example {
    let (lines, expected): (Vec<&str>, Vec<&str>) = block.lines().partition(|line| !line.starts_with('→'));
    let marked = lines.join("\n");
    let mut example = Example { text: String::new(), spans: BTreeMap::new(), expected: Vec::new() };
    example.expected = expected.iter().map(|line| line.trim_start_matches('→').trim().to_owned()).collect();
    let mut open: Vec<(String, usize)> = Vec::new();
    let mut rest = marked.as_str();
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        match c {
            '⟨' => {
                let (label, after) = rest.split_once(' ').expect("a mark has a label");
                open.push((label.to_owned(), example.text.len()));
                rest = after;
            }
            '⟩' => {
                let (label, start) = open.pop().expect("a mark was opened");
                example.spans.entry(label).or_default().push((start, example.text.len()));
            }
            _ => example.text.push(c),
        }
    }
    example
}

fn annotated(words: &str) -> Annotated {
    let text = Text::new(words);
    let own = text.clone();
    let mut blocks = Vec::new();
    for line in own.as_str().split('\n').filter(|line| !line.trim().is_empty()) {
        let range = text.range_of(line).unwrap();
        match line.strip_prefix("# ") {
            Some(title) => blocks.push((text.range_of(title).unwrap(), Role::Headline)),
            None => blocks.push((range, Role::Paragraph)),
        }
    }
    let mut report = Report::new("example", text);
    report.blocks = Layer::new(blocks);
    annotate(report)
}

/// The words of some ranges without outer marks and stops, as the scorer compares them.
fn plain<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let dull = |c: char| c.is_whitespace() || "\"'“”‘’«»„`.,".contains(c);
    words.map(|words| words.trim_matches(dull)).collect::<Vec<_>>().join(" // ")
}

/// One quote in a line: content, then speaker, kind and via as the page writes them.
fn show(all: &Annotated, quote: &Quote) -> (String, String) {
    let slice = |range: &Range| all.report.text.slice(*range);
    let content = plain(quote.content.iter().map(slice));
    let via = quote.via.as_ref().map(|via| format!(" · via {via}")).unwrap_or_default();
    (content, format!("{} · {}{via}", quote.speaker.as_deref().unwrap_or("?"), quote.kind.name()))
}

/// What differs between the page and what was found.
fn differences(example: &Example) -> Vec<String> {
    let all = annotated(&example.text);
    let mut found: BTreeMap<String, (String, &Quote)> = BTreeMap::new();
    for quote in &all.quotes {
        let (content, rest) = show(&all, quote);
        found.insert(content, (rest, quote));
    }
    let mut differences = Vec::new();
    for (number, expected) in example.expected.iter().enumerate() {
        let label = |part: &str| match example.expected.len() {
            1 => part.to_owned(),
            _ => format!("{part}{}", number + 1),
        };
        let spans = |part: &str| example.spans.get(&label(part)).cloned().unwrap_or_default();
        let content = plain(spans("content").into_iter().map(|(start, end)| &example.text[start..end]));
        let Some((rest, quote)) = found.remove(&content) else {
            differences.push(format!("not found: {content}"));
            continue;
        };
        if rest != *expected {
            differences.push(format!("{content}: expected {expected}, found {rest}"));
        }
        for (part, ranges) in [("cue", &quote.cue), ("source", &quote.source)] {
            for (start, end) in spans(part) {
                if !ranges.iter().any(|range| range.start() < end && start < range.end()) {
                    differences.push(format!("{content}: no {part} at {:?}", &example.text[start..end]));
                }
            }
        }
    }
    differences.extend(found.into_keys().map(|content| format!("not on the page: {content}")));
    for (label, kind) in [("scare", MarkedKind::Scare), ("title", MarkedKind::Title)] {
        let expected: Vec<&str> =
            example.spans.get(label).into_iter().flatten().map(|(start, end)| &example.text[*start..*end]).collect();
        let marked = all.marked.iter().filter(|marked| marked.kind == kind);
        let marked: Vec<&str> = marked.map(|marked| all.report.text.slice(marked.range)).collect();
        if marked != expected {
            differences.push(format!("{label}: expected {expected:?}, found {marked:?}"));
        }
    }
    differences
}

#[test]
fn the_page_is_true() {
    let mut wrong = Vec::new();
    for example in examples() {
        for difference in differences(&example) {
            wrong.push(format!("{}\n    {difference}", example.text));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn within_points_at_the_outer_quote() {
    let all = annotated("Anna Lund said that the engineers had warned that the bridge could collapse.");
    for quote in &all.quotes {
        if let Some(outer) = quote.within {
            assert!(all.quotes[outer].span().contains(quote.span()));
        }
    }
}
