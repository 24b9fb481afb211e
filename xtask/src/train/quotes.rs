//! Trains the attribution model: which cues attribute, which words are the content, whose they are.
//!
//! Two rounds: on four fifths of the reports, to measure on the last fifth and to calibrate the chances, then on all of them.

mod learner;
mod licensed;
mod measure;

use super::Options;
use anyhow::{Context, Result};
use learner::{Census, Example, Learner, learn, shuffle};
use measure::{calibrate, report};
use rashomon_annotate::quotes::attributions::{self, first_look, shared};
use rashomon_annotate::quotes::contents::{self, Span};
use rashomon_annotate::quotes::cues::{self, Lexicon, Rates};
use rashomon_annotate::quotes::model::{Model, SIZE};
use rashomon_annotate::quotes::scene::Scene;
use rashomon_annotate::quotes::sources;
use rashomon_annotate::{Grammar, Upos, language};
use rashomon_news::Report;
use rashomon_read::Record;
use rashomon_text::{Offsets, Range};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// A form other than a verb is in the lexicon if it was (part of) a cue this often, and in this share of its uses.
const LEAST_USES: u32 = 3;
const LEAST_SHARE: f32 = 0.02;
/// How often the contents are gone through; the weights after all but the first round are averaged.
const ROUNDS: usize = 4;

/// One report with its parse and its key.
pub struct Lesson {
    report: Report,
    grammar: Grammar,
    key: Vec<Key>,
}

/// One attribution of the key, as ranges of the text.
pub struct Key {
    pub cue: Vec<Range>,
    pub content: Vec<Range>,
    pub source: Vec<Range>,
}

/// The key in words of a scene.
struct Gold {
    cue: Vec<u32>,
    content: Vec<Span>,
    source: Vec<Span>,
}

/// Trains and writes `quotes.bin`.
pub fn train(gold: &Path, out: &Path, options: &Options) -> Result<()> {
    let polnear = options.without.as_deref() != Some("polnear");
    let lessons = if polnear {
        polnear_lessons(&gold.join("gold/quotes/polnear-train.jsonl"))?
    } else {
        licensed::lessons(gold)?
    };
    eprintln!(
        "{} reports, {} attributions",
        lessons.len(),
        lessons.iter().map(|lesson| lesson.key.len()).sum::<usize>()
    );
    let part = |held: bool| -> Vec<&Lesson> {
        lessons.iter().enumerate().filter(|(number, _)| (number % 5 == 4) == held).map(|(_, lesson)| lesson).collect()
    };
    let mut trial = teach(&part(false));
    trial.calibration = calibrate(&trial, &part(true));
    report("held out", &trial, &part(true));
    let mut model = teach(&lessons.iter().collect::<Vec<_>>());
    model.calibration = trial.calibration;
    // Measured only, for either variant alike: nothing is chosen by it.
    let scored = polnear_lessons(&gold.join("gold/quotes/polnear-dev.jsonl"))?;
    report("polnear-dev", &model, &scored.iter().collect::<Vec<_>>());
    let bytes = model.encode()?;
    let name = if polnear { "quotes.bin" } else { "quotes-licensed.bin" };
    std::fs::create_dir_all(out)?;
    std::fs::write(out.join(name), &bytes).with_context(|| format!("writing {name}"))?;
    eprintln!("{name}: {} bytes", bytes.len());
    Ok(())
}

fn polnear_lessons(path: &Path) -> Result<Vec<Lesson>> {
    let bytes = std::fs::read(path).with_context(|| format!("reading {}", path.display()))?;
    let options = rashomon_read::Options { published: None, today: jiff::civil::Date::constant(2026, 1, 1) };
    let rows: Vec<Value> = bytes
        .split(|byte| *byte == b'\n')
        .filter(|line| !line.is_empty())
        .map(serde_json::from_slice)
        .collect::<Result<_, _>>()?;
    let records = rashomon_read::records("polnear.jsonl", Box::new(std::io::Cursor::new(bytes)), &options);
    let reports = records.filter_map(|record| match record {
        Ok(Record::Report(report)) => Some(*report),
        _ => None,
    });
    Ok(reports.zip(&rows).map(|(report, row)| lesson(report, &row["attributions"])).collect())
}

fn lesson(report: Report, attributions: &Value) -> Lesson {
    let offsets = Offsets::new(report.text.as_str());
    let ranges = |value: &Value| -> Vec<Range> {
        let byte = |value: &Value| offsets.byte(value.as_u64()? as usize);
        let pairs = value.as_array().into_iter().flatten();
        pairs.filter_map(|pair| report.text.range(byte(&pair[0])?, byte(&pair[1])?)).collect()
    };
    let key = attributions.as_array().into_iter().flatten().map(|row| Key {
        cue: ranges(&row["cue"]),
        content: ranges(&row["content"]),
        source: ranges(&row["source"]),
    });
    let key = key.collect();
    made(report, key)
}

/// A report with its key, parsed.
pub fn made(report: Report, key: Vec<Key>) -> Lesson {
    let grammar = language::parse(&report);
    Lesson { report, grammar, key }
}

/// Words that start in the ranges, without punctuation at the ends, cut at ends of blocks.
fn spans(scene: &Scene, ranges: &[Range]) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for range in ranges {
        let first = scene.words.partition_point(|word| word.range.start() < range.start());
        let last = scene.words.partition_point(|word| word.range.start() < range.end());
        let mut start = first;
        while start < last {
            let block = scene.words[start].block;
            let mut end = start;
            while end < last && scene.words[end].block == block {
                end += 1;
            }
            let dull = |place: usize| scene.words[place].upos == Upos::Punct;
            let keep = |place: usize, marks: &[&str]| marks.contains(&scene.form(place as u32));
            let (mut from, mut to) = (start, end);
            while from < to && dull(from) && !keep(from, &["[", "(", "$", "#", "@"]) {
                from += 1;
            }
            while to > from && dull(to - 1) && !keep(to - 1, &["]", ")", "?", "!", "%", "…", "..."]) {
                to -= 1;
            }
            if from < to {
                match spans.last_mut() {
                    Some(last) if scene.words[last.0 as usize].block == block && (last.1 as usize..from).all(dull) => {
                        last.1 = to as u32;
                    }
                    _ => spans.push((from as u32, to as u32)),
                }
            }
            start = end;
        }
    }
    spans
}

fn golds(scene: &Scene, key: &[Key]) -> Vec<Gold> {
    let whole = |ranges: &[Range]| -> Vec<u32> {
        let inside = |range: Range| ranges.iter().any(|held| held.overlaps(range));
        (0..scene.words.len() as u32).filter(|place| inside(scene.word(*place).range)).collect()
    };
    key.iter()
        .map(|key| Gold {
            cue: whole(&key.cue),
            content: spans(scene, &key.content),
            source: spans(scene, &key.source),
        })
        .filter(|gold| !gold.content.is_empty())
        .collect()
}

fn lexicon(lessons: &[&Lesson]) -> Lexicon {
    let mut uses: BTreeMap<u32, (u32, u32)> = BTreeMap::new();
    for lesson in lessons {
        let scene = Scene::new(&lesson.report, &lesson.grammar);
        for word in &scene.words {
            uses.entry(word.form).or_default().1 += 1;
        }
        for gold in golds(&scene, &lesson.key) {
            // Of a cue of several words only what is not a verb's helper can carry it.
            let verbs = gold.cue.iter().any(|place| scene.word(*place).upos == Upos::Verb);
            for place in gold.cue {
                let word = scene.word(place);
                let carries = !verbs || matches!(word.upos, Upos::Noun | Upos::Adj);
                if word.upos != Upos::Verb && carries {
                    uses.entry(word.form).or_default().0 += 1;
                }
            }
        }
    }
    let often = |(cue, all): (u32, u32)| cue >= LEAST_USES && cue as f32 >= LEAST_SHARE * all as f32;
    uses.into_iter().filter(|(_, counts)| often(*counts)).map(|(form, _)| form).collect()
}

/// Which place carries each attribution: the cue word around which the key's content is best reached.
fn carriers(scene: &Scene, golds: &[Gold], lexicon: &Lexicon) -> BTreeMap<u32, usize> {
    let places: BTreeSet<u32> = cues::places(scene, lexicon).collect();
    let mut carriers = BTreeMap::new();
    for (number, gold) in golds.iter().enumerate() {
        let reach = |place: u32| {
            let stretches = contents::around(scene, place, &|_| 0).stretches;
            stretches.iter().map(|stretch| shared(&stretch.parts, &gold.content)).fold(0.0f32, f32::max)
        };
        let best = gold
            .cue
            .iter()
            .filter(|place| places.contains(place) && !carriers.contains_key(*place))
            .map(|&place| ((reach(place) * 20.0) as u32, u32::from(scene.word(place).upos == Upos::Verb), place))
            .max_by_key(|&(reach, verb, place)| (reach, verb, std::cmp::Reverse(place)));
        if let Some((_, _, place)) = best {
            carriers.insert(place, number);
        }
    }
    carriers
}

fn teach(lessons: &[&Lesson]) -> Model {
    let lexicon = lexicon(lessons);
    let scenes: Vec<Scene> = lessons.iter().map(|lesson| Scene::new(&lesson.report, &lesson.grammar)).collect();
    let golds: Vec<Vec<Gold>> = scenes.iter().zip(lessons).map(|(scene, lesson)| golds(scene, &lesson.key)).collect();
    let carriers: Vec<_> = scenes.iter().zip(&golds).map(|(scene, golds)| carriers(scene, golds, &lexicon)).collect();
    let own: Vec<Rates> =
        scenes.iter().zip(&carriers).map(|(scene, carriers)| rates(scene, carriers, &lexicon)).collect();
    let mut all = Rates::new();
    for (lemma, (cue, places)) in own.iter().flatten() {
        let sum = all.entry(*lemma).or_default();
        *sum = (sum.0 + cue, sum.1 + places);
    }
    // A report's own cues must not tell of themselves.
    let rate = |scene: usize, place: u32| {
        let lemma = scenes[scene].word(place).lemma;
        cues::rate(&all, lemma, own[scene].get(&lemma).copied().unwrap_or((0, 0)))
    };
    let mut learner = Learner::new();
    let places = first_look_lessons(&mut learner, &scenes, &carriers, &lexicon, &rate);
    content_lessons(&mut learner, &scenes, &golds, &carriers, &places, &rate);
    source_lessons(&mut learner, &scenes, &golds, &carriers);
    all.retain(|_, (_, places)| *places > 1);
    Model::new(&learner.weights, lexicon, all, (0.0, 1.0))
}

/// How often each lemma is a cue in one report.
fn rates(scene: &Scene, carriers: &BTreeMap<u32, usize>, lexicon: &Lexicon) -> Rates {
    let mut rates = Rates::new();
    for place in cues::places(scene, lexicon) {
        let entry = rates.entry(scene.word(place).lemma).or_default();
        entry.0 += u32::from(carriers.contains_key(&place));
        entry.1 += 1;
    }
    rates
}

/// Teaches which places deserve a closer look, and says which these are.
fn first_look_lessons(
    learner: &mut Learner,
    scenes: &[Scene],
    carriers: &[BTreeMap<u32, usize>],
    lexicon: &Lexicon,
    rate: &dyn Fn(usize, u32) -> u32,
) -> Vec<(usize, u32)> {
    let mut census = Census::new();
    let mut raw = Vec::new();
    for (number, scene) in scenes.iter().enumerate() {
        for place in cues::places(scene, lexicon) {
            let mut features = Vec::new();
            cues::describe(scene, place, rate(number, place), &mut features);
            let features = first_look(&features);
            census.count(&features, raw.len() as u32 + 1);
            raw.push((number, place, features, carriers[number].contains_key(&place)));
        }
    }
    let mut examples: Vec<_> = raw
        .into_iter()
        .map(|(number, place, features, right)| {
            let mut kept = Vec::new();
            census.keep(&features, &mut kept);
            (number, place, kept, right)
        })
        .collect();
    shuffle(&mut examples, 7);
    for _ in 0..3 {
        for (_, _, features, right) in &examples {
            let chance = 1.0 / (1.0 + (-learner.score(features)).exp());
            learner.step(features, chance - f32::from(u8::from(*right)));
        }
    }
    let least = attributions::FIRST_LOOK * 0.5;
    let pass = |features: &[u32]| 1.0 / (1.0 + (-learner.score(features)).exp()) >= least;
    let all = examples.len();
    let mut places: Vec<_> = examples
        .iter()
        .filter(|(_, _, features, right)| *right || pass(features))
        .map(|(number, place, ..)| (*number, *place))
        .collect();
    places.sort_unstable();
    eprintln!("first look: {all} cues, {} kept", places.len());
    places
}

fn content_lessons(
    learner: &mut Learner,
    scenes: &[Scene],
    golds: &[Vec<Gold>],
    carriers: &[BTreeMap<u32, usize>],
    places: &[(usize, u32)],
    rate: &dyn Fn(usize, u32) -> u32,
) {
    let mut census = Census::new();
    for (number, &(scene, place)) in places.iter().enumerate() {
        census.count(&contents::around(&scenes[scene], place, &|place| rate(scene, place)).features, number as u32 + 1);
    }
    let (mut reached, mut exact, mut lost, mut stretches) = (0, 0, 0, 0);
    let mut examples = Vec::new();
    for &(scene, place) in places {
        let found = contents::around(&scenes[scene], place, &|place| rate(scene, place));
        stretches += found.stretches.len();
        let mut example = Example::default();
        if let Some(&gold) = carriers[scene].get(&place) {
            let want = &golds[scene][gold].content;
            let values = found.stretches.iter().map(|stretch| shared(&stretch.parts, want));
            let best = values.enumerate().max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
            match best.filter(|best| best.1 >= 0.5) {
                Some((answer, value)) => {
                    reached += 1;
                    exact += usize::from(value > 0.9999);
                    example.answer = Some(answer as u32);
                }
                None => {
                    lost += 1;
                    continue;
                }
            }
        }
        let slice = |(start, end): (u32, u32)| &found.features[start as usize..end as usize];
        example.cue = census.keep(slice(found.cue), &mut example.features);
        example.ends = found.ends.iter().map(|end| census.keep(slice(*end), &mut example.features)).collect();
        example.options = found
            .stretches
            .iter()
            .map(|stretch| (stretch.left, stretch.right, census.keep(slice(stretch.own), &mut example.features)))
            .collect();
        example.features.shrink_to_fit();
        examples.push(example);
    }
    eprintln!(
        "contents: {} cues, {} stretches; of {} attributions {reached} reached, {exact} exactly",
        examples.len(),
        stretches,
        reached + lost
    );
    shuffle(&mut examples, 11);
    let mut order = Vec::new();
    let mut sum = vec![0.0f32; SIZE];
    for round in 0..ROUNDS {
        for example in &examples {
            learn(learner, example, &mut order);
        }
        if round > 0 {
            sum.iter_mut().zip(&learner.weights).for_each(|(sum, weight)| *sum += weight);
        }
    }
    learner.weights = sum.iter().map(|sum| sum / (ROUNDS - 1) as f32).collect();
}

fn source_lessons(learner: &mut Learner, scenes: &[Scene], golds: &[Vec<Gold>], carriers: &[BTreeMap<u32, usize>]) {
    let mut census = Census::new();
    let mut raw = Vec::new();
    let mut lost = 0;
    for (number, scene) in scenes.iter().enumerate() {
        for (&cue, &gold) in &carriers[number] {
            let gold = &golds[number][gold];
            let found = sources::around(scene, cue, &gold.content);
            let values = found.candidates.iter().map(|candidate| match gold.source.is_empty() {
                true => f32::from(u8::from(candidate.span.1 == 0)),
                false => {
                    let held = gold.source.iter().any(|span| span.0 <= candidate.head && candidate.head < span.1);
                    if held { shared(&[candidate.span], &gold.source) } else { 0.0 }
                }
            });
            let best = values.enumerate().max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
            match best.filter(|best| best.1 > 0.0) {
                Some((answer, _)) => {
                    census.count(&found.features, raw.len() as u32 + 1);
                    raw.push((found, answer));
                }
                None => lost += 1,
            }
        }
    }
    eprintln!("sources: {} learnt from, {lost} out of reach", raw.len());
    let mut examples: Vec<Example> = raw
        .into_iter()
        .map(|(found, answer)| {
            let mut example = Example { answer: Some(answer as u32), ..Example::default() };
            for candidate in &found.candidates {
                let own = &found.features[candidate.own.0 as usize..candidate.own.1 as usize];
                let own = census.keep(own, &mut example.features);
                example.options.push((0, 0, own));
            }
            example
        })
        .collect();
    shuffle(&mut examples, 13);
    for _ in 0..6 {
        for example in &examples {
            let slice = |(start, end): (u32, u32)| &example.features[start as usize..end as usize];
            let scores: Vec<f32> = example.options.iter().map(|option| learner.score(slice(option.2))).collect();
            let top = scores.iter().copied().fold(f32::MIN, f32::max);
            let total: f32 = scores.iter().map(|score| (score - top).exp()).sum();
            for (number, option) in example.options.iter().enumerate() {
                let right = f32::from(u8::from(example.answer == Some(number as u32)));
                learner.step(slice(option.2), (scores[number] - top).exp() / total - right);
            }
        }
    }
}
