//! Trains the models of `read` on pages whose article is known: pages' lines, copies' lines.

mod boost;
mod label;
mod render;

use anyhow::{Context, Result};
use boost::{Growth, Table, grow};
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::DeflateEncoder;
use rashomon_read::training::{
    self, Copy, Forest, Lexicon, Page, Words, copy_features, hold, lexicon, lines, page_features, title, when,
};
use rashomon_text::Text;
use render::{Look, render};
use serde_json::Value;
use std::fs;
use std::io::{Read, Write};
use std::path::Path;

const FOLDS: usize = 4;

/// A page, the words of its lines, and which of them are the article's.
struct Example {
    html: String,
    page: Page,
    words: Vec<Vec<u32>>,
    gold: Vec<u32>,
    labels: Vec<f32>,
    opinion: Vec<f32>,
    fold: usize,
    title: Vec<u32>,
    headline: String,
    date: Option<String>,
}

fn examples(folder: &Path) -> Result<Vec<Example>> {
    let rows = fs::read_to_string(folder.join("gold/read/wcxb-dev.jsonl"))?;
    let mut out = Vec::new();
    for row in rows.lines().filter(|row| !row.trim().is_empty()) {
        let row: Value = serde_json::from_str(row)?;
        let word = |key: &str| row.get(key).and_then(Value::as_str).unwrap_or("");
        let path = folder.join("gold/read").join(word("html"));
        let mut bytes = Vec::new();
        GzDecoder::new(fs::File::open(&path).with_context(|| path.display().to_string())?).read_to_end(&mut bytes)?;
        let html = String::from_utf8_lossy(&bytes).into_owned();
        let (page, opinion) = training::page(&html);
        let gold = label::words(word("text"));
        if gold.len() < 20 {
            continue;
        }
        let words: Vec<Vec<u32>> = page.lines.iter().map(|line| label::words(&line.text)).collect();
        let labels = label::lines(&words, &gold);
        let host = word("url").split('/').nth(2).unwrap_or("");
        let fold = training::hash(host.trim_start_matches("www.")) as usize / 7 % FOLDS;
        let title = label::words(word("title"));
        let headline = word("title").to_owned();
        let date = word("date").get(..10).map(str::to_owned);
        out.push(Example { html, page, words, gold, labels, opinion, fold, title, headline, date });
    }
    Ok(out)
}

/// Trains all and writes `read.bin`.
pub fn run(folder: &Path, out: &Path) -> Result<()> {
    let examples = examples(folder)?;
    let lines: usize = examples.iter().map(|example| example.labels.len()).sum();
    let reachable = mean(examples.iter().map(|example| rated(example, |place| example.labels[place] > 0.5)));
    println!(
        "{} pages, {lines} lines; labels reach P {:.3} R {:.3} F1 {:.3}",
        examples.len(),
        reachable.0,
        reachable.1,
        f1(reachable)
    );
    let lexicons: Vec<Lexicon> = (0..=FOLDS).map(|fold| learn_words(&examples, fold)).collect();
    let pages = pages(&examples, &lexicons);
    let copies = copies(&examples, &lexicons);
    let mut bytes: Vec<u8> = lexicons[FOLDS].weights.iter().map(|weight| *weight as u8).collect();
    for forest in [&pages, &copies.0, &copies.1, &copies.2] {
        bytes.extend(forest.bytes());
    }
    let mut packed = DeflateEncoder::new(Vec::new(), Compression::best());
    packed.write_all(&bytes)?;
    let packed = packed.finish()?;
    fs::create_dir_all(out)?;
    fs::write(out.join("read.bin"), &packed)?;
    println!("{} bytes", packed.len());
    Ok(())
}

fn f1((p, r): (f64, f64)) -> f64 {
    2.0 * p * r / (p + r).max(1e-9)
}

fn mean(all: impl Iterator<Item = (f64, f64)>) -> (f64, f64) {
    let (mut p, mut r, mut n) = (0.0, 0.0, 0.0);
    for one in all {
        p += one.0;
        r += one.1;
        n += 1.0;
    }
    (p / n, r / n)
}

fn rated(example: &Example, takes: impl Fn(usize) -> bool) -> (f64, f64) {
    let got: Vec<u32> =
        (0..example.words.len()).filter(|at| takes(*at)).flat_map(|at| example.words[at].iter().copied()).collect();
    label::rates(&example.gold, &got)
}

/// Logistic regression on the words of lines, all folds but one; lines that come again on a page count once.
fn learn_words(examples: &[Example], without: usize) -> Lexicon {
    let mut weights = vec![0.0f32; lexicon::SIZE];
    let mut bias = 0.0f32;
    let mut data: Vec<(Vec<usize>, f32)> = Vec::new();
    for example in examples.iter().filter(|example| example.fold != without) {
        let mut seen = std::collections::HashSet::new();
        for (line, label) in example.page.lines.iter().zip(&example.labels) {
            if seen.insert(line.text.as_str()) {
                data.push((lexicon::buckets(&Words::of(&line.text).hashes).collect(), *label));
            }
        }
    }
    let mut chance = boost::Chance(77);
    for place in (1..data.len()).rev() {
        data.swap(place, (chance.next() % (place as u64 + 1)) as usize);
    }
    for pass in 0..4 {
        let rate = 0.12 / (1.0 + pass as f32);
        for (buckets, label) in &data {
            let root = (buckets.len().max(1) as f32).sqrt();
            let sum: f32 = buckets.iter().map(|bucket| weights[*bucket]).sum::<f32>() / root + bias;
            let slope = label - 1.0 / (1.0 + (-sum).exp());
            bias += 0.05 * rate * slope;
            for bucket in buckets {
                let weight = &mut weights[*bucket];
                *weight += rate * (slope / root - 0.002 * *weight);
            }
        }
    }
    Lexicon { weights: weights.iter().map(|weight| (weight * 32.0).round().clamp(-127.0, 127.0) as i8).collect() }
}

/// A line's weight: long lines matter more to the text, lines of short pages as much as those of long ones.
fn weight(words: usize, lines: usize) -> f32 {
    (0.3 + words.min(60) as f32 / 20.0) * (200.0 / lines.max(20) as f32).sqrt().min(2.0)
}

const GROWTH: Growth = Growth { trees: 120, depth: 6, rate: 0.12, least: 4.0, rows: 0.5, numbers: 0.4, seed: 9 };

/// Rows of one kind.
struct Rows {
    first: Vec<Vec<f32>>,
    labels: Vec<f32>,
    weights: Vec<f32>,
    folds: Vec<usize>,
}

fn train_rows(data: &Rows, without: usize) -> Vec<u32> {
    let rows = (0..data.folds.len()).filter(|row| data.folds[*row] != without && data.weights[*row] > 0.0);
    rows.map(|row| row as u32).collect()
}

/// Odds of every row by forests that did not see its fold, and the forest that saw all.
fn crossed(rows: &[Vec<f32>], data: &Rows, growth: Growth) -> (Vec<f32>, Forest) {
    let table = Table::new(rows);
    let mut odds = vec![0.0; rows.len()];
    for fold in 0..FOLDS {
        let forest = grow(&table, &data.labels, &data.weights, &train_rows(data, fold), growth);
        for row in (0..rows.len()).filter(|row| data.folds[*row] == fold) {
            odds[row] = boost::odds(&forest, &table, row);
        }
    }
    let forest = grow(&table, &data.labels, &data.weights, &train_rows(data, FOLDS), growth);
    (odds, forest)
}

fn pages(examples: &[Example], lexicons: &[Lexicon]) -> Forest {
    let mut data = Rows { first: Vec::new(), labels: Vec::new(), weights: Vec::new(), folds: Vec::new() };
    for example in examples {
        let ready = page_features::ready(&example.page, &lexicons[example.fold]);
        data.first.extend(page_features::numbers(&example.page, &ready, &example.opinion));
        data.labels.extend(&example.labels);
        data.weights.extend(example.words.iter().map(|words| weight(words.len(), example.words.len())));
        data.folds.extend(example.words.iter().map(|_| example.fold));
    }
    let (odds, forest) = crossed(&data.first, &data, GROWTH);
    report("pages", examples, &odds);
    forest
}

fn report(what: &str, examples: &[Example], odds: &[f32]) {
    for cut in [-0.4, 0.0, 0.4f32] {
        let mut at = 0;
        let rates = mean(examples.iter().map(|example| {
            let from = at;
            at += example.labels.len();
            rated(example, |place| odds[from + place] > cut)
        }));
        println!("{what}, cut {cut}: P {:.4} R {:.4} F1 {:.4} ({FOLDS} folds)", rates.0, rates.1, f1(rates));
    }
}

/// The copies a page gives, and whether they are of the whole page: all of it in two looks; closely around the article; and
/// the article alone, or from its title on, as a careful reader copies it.
fn looks(example: &Example, number: usize) -> Vec<(String, bool)> {
    const LOOKS: [Look; 3] = [Look::Browser, Look::Bare, Look::Tool];
    let cut = |look: Look, before: usize, after: usize, titled: bool| {
        let whole = render(&example.html, look);
        let lines: Vec<&str> = whole.lines().collect();
        let words: Vec<Vec<u32>> = lines.iter().map(|line| label::words(line)).collect();
        let labels = label::lines(&words, &example.gold);
        let first = labels.iter().position(|label| *label > 0.5).unwrap_or(0);
        let last = labels.iter().rposition(|label| *label > 0.5).unwrap_or(lines.len());
        let title = (first.saturating_sub(20)..first).rev().find(|at| titled && words[*at] == example.title);
        let from = title.unwrap_or(first).saturating_sub(before);
        lines[from..(last + 1 + after).min(lines.len())].join("\n") + "\n"
    };
    vec![
        (render(&example.html, Look::Tool), true),
        (render(&example.html, LOOKS[number % 2]), false),
        (cut(LOOKS[number % 3], number % 9, number % 8, true), false),
        (cut(LOOKS[(number / 3) % 3], 0, number % 2, number % 2 == 1), false),
        (render(&example.html, Look::Tool), false),
    ]
}

/// The copy, by its place among [`looks`], that is surrounded by other articles.
const SURROUNDED: usize = 4;
/// The copy cut closely around the article.
const CLOSE: usize = 2;
/// The copy that begins with the article or its headline.
const ALONE: usize = 3;

/// Adds headlines of other pages after the article.
fn related(words: &mut String, examples: &[Example], number: usize) {
    let mut chance = boost::Chance(number as u64 * 7919 + 13);
    for _ in 0..3 + chance.next() % 30 {
        let other = &examples[(chance.next() % examples.len() as u64) as usize];
        if other.fold == examples[number].fold && !other.headline.is_empty() && other.title != examples[number].title {
            if number % 3 != 1 {
                words.push('\n');
            }
            words.push_str(&other.headline);
            words.push('\n');
        }
    }
}

/// Adds to a copy what news pages have around their articles: lists of other articles' headlines and first sentences above and
/// below, whole further articles after the first.
fn surround(copy: &str, examples: &[Example], number: usize) -> String {
    let mut chance = boost::Chance(number as u64 * 7919 + 13);
    let example = &examples[number];
    let mut lines: Vec<String> = copy.lines().map(str::to_owned).collect();
    let words: Vec<Vec<u32>> = lines.iter().map(|line| label::words(line)).collect();
    let labels = label::lines(&words, &example.gold);
    let first = labels.iter().position(|label| *label > 0.5).unwrap_or(0);
    let last = labels.iter().rposition(|label| *label > 0.5).unwrap_or(lines.len().saturating_sub(1));
    let others: Vec<&Example> =
        examples.iter().filter(|other| other.fold == example.fold && other.title != example.title).collect();
    let mut roll = |sides: usize| (chance.next() % sides.max(1) as u64) as usize;
    let marker = ["* ", "* ", "", "+ "][roll(4)];
    let spaced = roll(3) == 0;
    // Below first, so that the places above stay.
    if roll(4) == 0 {
        let mut other = article(others[roll(others.len())]);
        let at = (last + 1 + roll(4)).min(lines.len());
        other.push(String::new());
        lines.splice(at..at, other);
    }
    for below in [true, false] {
        if roll(3) == 0 {
            continue;
        }
        let from = if below { last + 1 + roll(12) } else { roll(first.saturating_sub(12) + 1) };
        let at = from.min(lines.len());
        let teasers = roll(2) == 0;
        let stamped = roll(3) == 0;
        let mut list = vec![String::new()];
        let most = if roll(4) == 0 { 150 } else { 25 };
        for _ in 0..3 + roll(most) {
            let other = others[roll(others.len())];
            let words = if teasers && roll(2) == 0 { teaser(other) } else { other.headline.clone() };
            if !words.is_empty() {
                list.push(format!("{marker}{words}"));
                list.extend(stamp(other, number).filter(|_| stamped));
                if spaced {
                    list.push(String::new());
                }
            }
        }
        lines.splice(at..at, list);
    }
    lines.join("\n") + "\n"
}

/// The first sentence of a page's article, without its full stop, as lists of articles print it.
fn teaser(example: &Example) -> String {
    let place = example.labels.iter().zip(&example.words).position(|(label, words)| *label > 0.5 && words.len() >= 12);
    let line = place.map_or("", |place| example.page.lines[place].text.as_str());
    line.split_inclusive(". ").next().unwrap_or("").trim_end_matches(['.', ' ']).chars().take(220).collect()
}

/// A page's date as pages print it.
fn stamp(example: &Example, look: usize) -> Option<String> {
    const LOOKS: [&str; 5] = ["%B %-d, %Y", "%b %-d, %Y", "%-d %B %Y", "%Y-%m-%d", "Published %b. %-d, %Y"];
    let day: jiff::civil::Date = example.date.as_deref()?.parse().ok()?;
    Some(day.strftime(LOOKS[look % LOOKS.len()]).to_string())
}

/// A page's headline and article, as a page prints them under another article.
fn article(example: &Example) -> Vec<String> {
    let body = (0..example.labels.len()).filter(|at| example.labels[*at] > 0.5).take(40);
    let lines = body.map(|place| example.page.lines[place].text.clone());
    let head = [example.headline.clone(), stamp(example, example.gold.len()).unwrap_or_default()];
    head.into_iter().chain(lines).flat_map(|line| [String::new(), line]).collect()
}

/// A copy made of a page.
struct Part<'a> {
    example: &'a Example,
    text: Text,
    lines: Vec<lines::Line>,
    words: Vec<Vec<u32>>,
    ready: copy_features::Ready,
    full: bool,
    kind: usize,
}

fn copies(examples: &[Example], lexicons: &[Lexicon]) -> (Forest, Forest, Forest) {
    let mut data = Rows { first: Vec::new(), labels: Vec::new(), weights: Vec::new(), folds: Vec::new() };
    let mut parts = Vec::new();
    for (number, example) in examples.iter().enumerate() {
        for (kind, (mut words, full)) in looks(example, number).into_iter().enumerate() {
            if kind == SURROUNDED {
                words = surround(&words, examples, number);
            } else if kind == CLOSE && number % 2 == 0 {
                related(&mut words, examples, number);
            }
            let text = Text::new(words);
            let lines = lines::lines(&text);
            let words: Vec<Vec<u32>> = lines.iter().map(|line| label::words(text.slice(line.range))).collect();
            let ready = copy_features::ready(&text, &lines, &lexicons[example.fold]);
            data.first.extend(copy_features::numbers(&text, &lines, &ready));
            data.labels.extend(label::lines(&words, &example.gold));
            let count = words.len();
            // What is put around an article teaches to choose headline and date; the line model loses by it (docs/design/read.md).
            let weigh = |words: &Vec<u32>| if kind == SURROUNDED { 0.0 } else { weight(words.len(), count) };
            data.weights.extend(words.iter().map(weigh));
            data.folds.extend(words.iter().map(|_| example.fold));
            parts.push(Part { kind, example, text, lines, words, ready, full });
        }
    }
    let (odds, forest) = crossed(&data.first, &data, GROWTH);
    for whole in [true, false] {
        let mut at = 0;
        let mut rates = Vec::new();
        for part in &parts {
            if part.full == whole {
                let mut odds = odds[at..at + part.lines.len()].to_vec();
                hold(&mut odds, &part.ready);
                let taken = (0..part.lines.len()).filter(|line| odds[*line] > 0.0);
                let got: Vec<u32> = taken.flat_map(|line| part.words[line].iter().copied()).collect();
                rates.push(label::rates(&part.example.gold, &got));
            }
            at += part.lines.len();
        }
        let rates = mean(rates.into_iter());
        println!("copies, whole {whole}: P {:.4} R {:.4} F1 {:.4} ({FOLDS} folds)", rates.0, rates.1, f1(rates));
    }
    let (title, when) = choices(&parts, &odds);
    (forest, title, when)
}

/// The models that choose the headline's line and the date of publication.
fn choices(parts: &[Part<'_>], odds: &[f32]) -> (Forest, Forest) {
    let none = || Rows { first: Vec::new(), labels: Vec::new(), weights: Vec::new(), folds: Vec::new() };
    let (mut titles, mut dates) = (none(), none());
    let (mut title_sets, mut date_sets) = (Vec::new(), Vec::new());
    let mut at = 0;
    for part in parts {
        let mut odds = odds[at..at + part.lines.len()].to_vec();
        hold(&mut odds, &part.ready);
        let copy = Copy { text: &part.text, lines: &part.lines, ready: &part.ready, odds: &odds };
        at += part.lines.len();
        let candidates = title::candidates(&copy);
        let labels: Vec<f32> = candidates
            .iter()
            .map(|place| {
                f32::from(u8::from(part.words[*place] == part.example.title && !part.example.title.is_empty()))
            })
            .collect();
        let gold =
            candidates.iter().zip(&labels).filter(|(_, label)| **label > 0.5).map(|(place, _)| *place).next_back();
        // Where the page's headline differs from the gold title nothing is learnt; where it was cut off, that there is none.
        if gold.is_some() || part.kind == ALONE {
            titles.first.extend(title::numbers(&copy, &candidates));
            title_sets.push((titles.labels.len(), labels.len(), part.full));
            titles.folds.extend(labels.iter().map(|_| part.example.fold));
            titles.labels.extend(labels);
        }
        let Some(date) = &part.example.date else { continue };
        let candidates = when::candidates(&copy);
        let labels: Vec<f32> =
            candidates.iter().map(|one| f32::from(u8::from(one.found.value.day().to_string() == *date))).collect();
        dates.first.extend(when::numbers(&copy, gold, &candidates));
        date_sets.push((dates.labels.len(), labels.len(), part.full));
        dates.folds.extend(labels.iter().map(|_| part.example.fold));
        dates.labels.extend(labels);
    }
    let growth = Growth { trees: 80, depth: 4, rows: 0.7, ..GROWTH };
    let chosen = |what: &str, data: &mut Rows, sets: &[(usize, usize, bool)]| {
        data.weights = vec![1.0; data.labels.len()];
        let (odds, forest) = crossed(&data.first, data, growth);
        for whole in [true, false] {
            let of = sets.iter().filter(|set| set.2 == whole);
            let there =
                of.clone().filter(|(from, count, _)| data.labels[*from..from + count].iter().any(|label| *label > 0.5));
            let best = |(from, count, _): &&(usize, usize, bool)| {
                let top = (*from..from + count).reduce(|best, next| if odds[next] > odds[best] { next } else { best });
                top.is_some_and(|top| data.labels[top] > 0.5)
            };
            println!(
                "{what}, whole {whole}: {} of {} that have one, {} copies",
                there.clone().filter(best).count(),
                there.count(),
                of.count()
            );
        }
        // Of all copies, how many are right, wrong and given none, by the log odds that a choice needs.
        for cut in [-4.0, -3.0, -2.5, -2.0, -1.5, -1.0, -0.5, 0.0f32] {
            let (mut right, mut wrong, mut none, mut rightly) = (0, 0, 0, 0);
            for (from, count, _) in sets {
                let all = *from..from + count;
                let top = all.clone().reduce(|best, next| if odds[next] > odds[best] { next } else { best });
                let there = all.clone().any(|at| data.labels[at] > 0.5);
                match top.filter(|top| odds[*top] > cut) {
                    Some(top) if data.labels[top] > 0.5 => right += 1,
                    Some(_) => wrong += 1,
                    None if there => none += 1,
                    None => rightly += 1,
                }
            }
            println!("{what}, cut {cut}: {right} right, {wrong} wrong, {none} missed, {rightly} rightly none");
        }
        forest
    };
    let title = chosen("headline", &mut titles, &title_sets);
    let when = chosen("date", &mut dates, &date_sets);
    (title, when)
}
