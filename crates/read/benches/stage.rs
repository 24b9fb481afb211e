//! How fast pages, text copies and rows are read.

use divan::counter::BytesCount;
use rashomon_read::{Options, records};
use std::fmt::Write;

fn main() {
    divan::main();
}

fn options() -> Options {
    Options { published: None, today: jiff::civil::date(2026, 1, 1) }
}

const SENTENCE: &str =
    "The council met on Monday for an hour and spoke, as it had a week before, of the bridge over the river. ";

/// A page with a menu, an article of 30 paragraphs and related headlines.
fn page() -> String {
    let mut page = String::from(
        "<!doctype html><html><head><title>The bridge is open - The Gazette</title></head><body><nav><ul>",
    );
    for number in 0..80 {
        let _ = write!(page, "<li><a href='/{number}'>Section {number}</a></li>");
    }
    page.push_str("</ul></nav><article class='story'><h1>The bridge is open</h1><time datetime='2020-05-01T10:00:00Z'>May 1</time>");
    for _ in 0..30 {
        let _ = write!(page, "<p>{}</p>", SENTENCE.repeat(3));
    }
    page.push_str("</article><aside class='related'>");
    for number in 0..60 {
        let _ =
            write!(page, "<div class='card'><a href='/{number}'>Another thing happened in place {number}</a></div>");
    }
    page.push_str("</aside></body></html>");
    page
}

fn copy() -> String {
    let mut copy = String::from("* Home\n* World\n\nThe bridge is open\n\nMay 1, 2020\n\n");
    for _ in 0..30 {
        let _ = write!(copy, "{}\n\n", SENTENCE.repeat(3));
    }
    copy
}

fn rows() -> String {
    let row = serde_json::json!({"text": SENTENCE.repeat(60), "title": "The bridge is open", "date": "2020-05-01"})
        .to_string();
    format!("{row}\n").repeat(50)
}

fn run(bencher: divan::Bencher<'_, '_>, name: &'static str, words: String) {
    bencher.counter(BytesCount::of_str(&words)).bench(|| {
        let stream = Box::new(std::io::Cursor::new(words.clone().into_bytes()));
        records(name, stream, &options()).count()
    });
}

#[divan::bench]
fn pages(bencher: divan::Bencher<'_, '_>) {
    run(bencher, "page.html", page());
}

#[divan::bench]
fn copies(bencher: divan::Bencher<'_, '_>) {
    run(bencher, "copy.txt", copy());
}

#[divan::bench]
fn json_lines(bencher: divan::Bencher<'_, '_>) {
    run(bencher, "rows.jsonl", rows());
}
