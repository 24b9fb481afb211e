//! How long it takes to place reports: a stream of made events, and the same again where the window is full.

use divan::Bencher;
use rashomon_group::{Grouper, Settings};
use rashomon_news::{Annotated, Published, Report, Rule};
use rashomon_text::Text;

fn main() {
    divan::main();
}

/// Words of a made report.
const WORDS: usize = 300;
/// Reports of one event.
const EVENT: u64 = 4;

fn dice(seed: u64) -> impl FnMut(u64) -> u64 {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    move |below| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state % below
    }
}

/// A word by its number, so that low numbers are common ones.
fn word(number: u64) -> String {
    const PARTS: [&str; 16] =
        ["ka", "lo", "mi", "ten", "ras", "vo", "del", "sur", "pan", "ne", "bri", "gol", "hat", "uri", "fem", "zad"];
    let mut word = String::new();
    let mut rest = number;
    loop {
        word.push_str(PARTS[(rest % 16) as usize]);
        rest /= 16;
        if rest == 0 {
            return word;
        }
    }
}

/// A report: half common words, a third of the event's, the rest its own; every eighth of the event's is a name.
fn made(number: u64) -> Annotated {
    let mut own = dice(number + 1);
    let event = number / EVENT + 1;
    let mut text = String::new();
    for at in 0..WORDS {
        let printed = match own(6) {
            0..3 => word(own(400)),
            3..5 => word(1_000 + event * 97 % 50_000 + own(40)),
            _ => word(1_000 + own(60_000)),
        };
        let name = own(24) == 0;
        let first = printed.chars().next().unwrap_or('a').to_ascii_uppercase();
        if name {
            text.extend([first])
        } else {
            text.push_str(&printed[..1])
        }
        text.push_str(&printed[1..]);
        text.push_str(if at % 20 == 19 { ".\n" } else { " " });
    }
    let mut report = Report::new(format!("made-{number}"), Text::new(text));
    let day = format!("2031-{:02}-{:02}", 1 + number / 2_800 % 12, 1 + number / 100 % 28);
    report.published =
        day.parse().ok().map(|value| Published { value, why: Rule::new("made"), passage: None, from: None });
    Annotated::bare(report)
}

/// A thousand reports placed into an empty stream.
#[divan::bench]
fn empty(bencher: Bencher) {
    let reports: Vec<Annotated> = (0..1_000).map(made).collect();
    bencher.with_inputs(|| Grouper::new(Settings::default())).bench_local_refs(|grouper| {
        reports.iter().for_each(|all| drop(grouper.add(all)));
    });
}

/// A thousand reports placed into a stream whose window of 5,000 is full, so that as many leave it.
#[divan::bench(sample_count = 10)]
fn full(bencher: Bencher) {
    let before: Vec<Annotated> = (0..5_000).map(made).collect();
    let after: Vec<Annotated> = (5_000..6_000).map(made).collect();
    let filled = || {
        let mut grouper = Grouper::new(Settings { window: 5_000, ..Settings::default() });
        before.iter().for_each(|all| drop(grouper.add(all)));
        grouper
    };
    bencher.with_inputs(filled).bench_local_refs(|grouper| {
        after.iter().for_each(|all| drop(grouper.add(all)));
    });
}
