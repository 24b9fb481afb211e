//! From pairs of passages to utterances.

use super::candidates::{Best, Scored};
use super::difference;
use super::repeats::{self, Seed};
use super::units::Unit;
use crate::linking::{self, Edge};
use crate::origins::Count;
use crate::trees::Forest;
use crate::{Table, cues};
use rashomon_news::{Member, Members, PersonKind, QuoteKind, Rule, Utter, Utterance};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// A stretch of one report that may belong to an utterance.
struct Node {
    report: usize,
    words: Range<usize>,
    unit: usize,
}

/// The chance of a pair, how it cuts the node, and its other node.
type Vote = (f32, Range<usize>, usize);

/// Two stretches of a report are one where they share six tenths of the shorter and four tenths of the longer.
fn same(a: &Range<usize>, b: &Range<usize>) -> bool {
    let shared = a.end.min(b.end).saturating_sub(a.start.max(b.start)) as f32;
    let (short, long) = (a.len().min(b.len()) as f32, a.len().max(b.len()) as f32);
    shared >= 0.6 * short && shared >= 0.4 * long
}

/// Groups of passages that tell the same.
pub fn groups(
    table: &Table,
    units: &[Unit],
    pairs: &[Scored],
    (threshold, best, forest): (f32, &Best, &Forest),
    count: &Count,
) -> Vec<Utterance> {
    let mut order: Vec<&Scored> = pairs.iter().filter(|pair| pair.chance >= threshold * 0.3).collect();
    order.sort_by(|a, b| {
        b.chance.total_cmp(&a.chance).then_with(|| {
            (a.a.0, a.a.1.start, a.b.0, a.b.1.start, a.a.1.end, a.b.1.end).cmp(&(
                b.a.0,
                b.a.1.start,
                b.b.0,
                b.b.1.start,
                b.a.1.end,
                b.b.1.end,
            ))
        })
    });
    let order = widest(units, order, threshold);
    let mut nodes: Vec<Node> = Vec::new();
    let mut of_report: Vec<Vec<usize>> = vec![Vec::new(); table.sheets.len()];
    let mut edges = Vec::new();
    // Votes for how a node is cut, by node.
    let mut votes: BTreeMap<usize, Vec<Vote>> = BTreeMap::new();
    for pair in order {
        let mut node = |(report, words): &(usize, Range<usize>), unit: usize, make: bool| {
            let known = of_report[*report].iter().copied().find(|&node| same(&nodes[node].words, words));
            known.or_else(|| {
                make.then(|| {
                    nodes.push(Node { report: *report, words: words.clone(), unit });
                    of_report[*report].push(nodes.len() - 1);
                    nodes.len() - 1
                })
            })
        };
        let nobodys = [pair.units.0, pair.units.1].iter().filter(|unit| units[**unit].speaker.is_none()).count();
        let make = pair.chance >= threshold + NOBODY * nobodys as f32;
        let (Some(a), Some(b)) = (node(&pair.a, pair.units.0, make), node(&pair.b, pair.units.1, make)) else {
            continue;
        };
        edges.push(Edge { a, b, chance: pair.chance, sure: make });
        if make {
            votes.entry(a).or_default().push((pair.chance, pair.a.1.clone(), b));
            votes.entry(b).or_default().push((pair.chance, pair.b.1.clone(), a));
        }
    }
    // Two sentences of one quotation are two utterances, though a third report may run them together.
    let apart = |a: usize, b: usize| {
        let (a, b) = (&nodes[a], &nodes[b]);
        let one_quote =
            a.report == b.report && units[a.unit].quote.is_some() && units[a.unit].quote == units[b.unit].quote;
        one_quote && (a.words.end <= b.words.start || b.words.end <= a.words.start)
    };
    let groups = linking::groups(nodes.len(), &|node| nodes[node].report, &apart, &edges);
    let mut found: Vec<(f32, Vec<Choice>)> = groups.iter().map(|group| choose(&nodes, &votes, group)).collect();
    // Of two groups on the same words the surer one stands.
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| key(&a.1).cmp(&key(&b.1))));
    let mut kept: Vec<Vec<Choice>> = Vec::new();
    for (_, group) in found {
        if !kept.iter().any(|before| repeats(before, &group)) {
            kept.push(group);
        }
    }
    say_again(table, units, best, forest, &mut kept);
    let mut out: Vec<Utterance> = kept.iter().filter_map(|group| utterance(table, units, group, count)).collect();
    out.sort_by_key(|utterance| {
        let first = &utterance.members[0];
        (table.sheets.iter().position(|sheet| sheet.id() == first.report), first.passage.range())
    });
    for (place, utterance) in out.iter_mut().enumerate() {
        utterance.id = format!("u{}", place + 1);
    }
    out
}

/// Adds to each group what its reports say again, the likeliest first.
fn say_again(table: &Table, units: &[Unit], best: &Best, forest: &Forest, groups: &mut [Vec<Choice>]) {
    let mut profiles = rustc_hash::FxHashMap::default();
    let mut found: Vec<(f32, usize, usize)> = Vec::new();
    for (number, group) in groups.iter().enumerate() {
        let seeds: Vec<Seed> = group
            .iter()
            .map(|choice| Seed { report: choice.report, words: choice.words.clone(), unit: choice.unit })
            .collect();
        for seed in 0..seeds.len() {
            let rows = repeats::rows(table, units, &mut profiles, best, &seeds, seed);
            let plain: Vec<&[f32]> = rows.iter().map(|(_, row)| &row[..]).collect();
            let chances = forest.chances(&plain);
            found.extend(rows.iter().zip(chances).map(|((unit, _), chance)| (chance, number, *unit)));
        }
    }
    found.retain(|(chance, ..)| *chance >= forest.threshold);
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    for (sure, number, unit) in found {
        let (report, words) = (units[unit].report, units[unit].words.clone());
        let taken = groups
            .iter()
            .flatten()
            .any(|choice| choice.report == report && choice.words.start < words.end && words.start < choice.words.end);
        if !taken {
            groups[number].push(Choice { report, words, sure, unit });
        }
    }
    for group in groups {
        group.sort_by_key(|choice| (choice.report, choice.words.start));
    }
}

/// So much surer a pair must be for each side that nobody is known to have said: half of what makes an utterance is not told.
const NOBODY: f32 = 0.1;

/// Leaves out pairs that are parts of another pair, on both sides, which is as likely: two outlets that print the same
/// long statement say one thing, not its clauses.
fn widest<'p>(units: &[Unit], pairs: Vec<&'p Scored>, threshold: f32) -> Vec<&'p Scored> {
    let mut by_reports: BTreeMap<(usize, usize), Vec<&Scored>> = BTreeMap::new();
    for pair in pairs.iter().filter(|pair| pair.chance >= threshold) {
        by_reports.entry((pair.a.0, pair.b.0)).or_default().push(pair);
    }
    let holds = |outer: &Range<usize>, inner: &Range<usize>| outer.start <= inner.start && inner.end <= outer.end;
    let loose = |pair: &Scored| units[pair.units.0].loose + units[pair.units.1].loose;
    let part = |pair: &Scored| {
        by_reports.get(&(pair.a.0, pair.b.0)).is_some_and(|others| {
            others.iter().any(|other| {
                let longer = other.a.1.len() > pair.a.1.len() && other.b.1.len() > pair.b.1.len();
                longer
                    && loose(other) <= loose(pair)
                    && other.chance >= pair.chance
                    && holds(&other.a.1, &pair.a.1)
                    && holds(&other.b.1, &pair.b.1)
            })
        })
    };
    pairs.into_iter().filter(|pair| !part(pair)).collect()
}

/// A passage of a report that was taken into a group.
#[derive(Clone, Debug)]
struct Choice {
    report: usize,
    words: Range<usize>,
    /// How sure its pairs are, together.
    sure: f32,
    unit: usize,
}

fn key(group: &[Choice]) -> Option<(usize, usize)> {
    group.first().map(|choice| (choice.report, choice.words.start))
}

/// The passages of a group, none overlapping another, by report and place, and how sure its pairs are on average.
fn choose(nodes: &[Node], votes: &BTreeMap<usize, Vec<Vote>>, group: &[usize]) -> (f32, Vec<Choice>) {
    let mut chosen: Vec<Choice> = group
        .iter()
        .map(|&node| {
            let (words, sure) = cut(votes.get(&node), group, &nodes[node].words);
            Choice { report: nodes[node].report, words, sure, unit: nodes[node].unit }
        })
        .collect();
    chosen.sort_by(|a, b| b.sure.total_cmp(&a.sure).then((a.report, a.words.start).cmp(&(b.report, b.words.start))));
    let mut kept: Vec<Choice> = Vec::new();
    for next in chosen {
        if !kept.iter().any(|before| {
            before.report == next.report && before.words.start < next.words.end && next.words.start < before.words.end
        }) {
            kept.push(next);
        }
    }
    kept.sort_by_key(|choice| (choice.report, choice.words.start));
    let sure = kept.iter().map(|choice| choice.sure).sum::<f32>();
    (sure, kept)
}

/// Whether a group stands on the words of another in two reports or more.
fn repeats(before: &[Choice], group: &[Choice]) -> bool {
    let on = |choice: &&Choice| {
        before.iter().any(|other| {
            let shared =
                other.words.end.min(choice.words.end).saturating_sub(other.words.start.max(choice.words.start));
            other.report == choice.report && 2 * shared >= other.words.len().min(choice.words.len()).max(1)
        })
    };
    let reports: BTreeSet<usize> = group.iter().filter(on).map(|choice| choice.report).collect();
    reports.len() > 1
}

fn utterance(table: &Table, units: &[Unit], kept: &[Choice], count: &Count) -> Option<Utterance> {
    let members: Vec<Member<Utter>> =
        kept.iter().filter_map(|choice| member(table, &units[choice.unit], choice.report, &choice.words)).collect();
    let words: Vec<_> = kept.iter().map(|choice| (choice.report, choice.words.clone())).collect();
    let differences = difference::all(table, &members, &words);
    let speaker = speaker(table, units, kept);
    let origins = count.of(members.iter().map(|member| member.report.as_str()));
    Some(Utterance {
        id: String::new(),
        speaker,
        members: Members::new(members)?,
        origins,
        differences,
        rule: Rule::new("utterances/forest"),
    })
}

/// How most of the pairs within the group cut a node.
fn cut(votes: Option<&Vec<Vote>>, group: &[usize], whole: &Range<usize>) -> (Range<usize>, f32) {
    let mut sums: BTreeMap<(usize, usize), f32> = BTreeMap::new();
    for (chance, words, other) in votes.into_iter().flatten() {
        if group.binary_search(other).is_ok() {
            *sums.entry((words.start, words.end)).or_default() += chance;
        }
    }
    let all: f32 = sums.values().sum();
    let best = sums.iter().max_by(|a, b| a.1.total_cmp(b.1).then(b.0.cmp(a.0)));
    best.map_or((whole.clone(), 0.0), |(&(start, end), _)| (start..end, all))
}

fn member(table: &Table, unit: &Unit, report: usize, words: &Range<usize>) -> Option<Member<Utter>> {
    let sheet = &table.sheets[report];
    let quote = unit.quote.map(|place| &sheet.all.quotes[place]);
    let inside = sheet.words[words.clone()].iter().filter(|word| word.quoted).count();
    let kind = match inside {
        _ if inside == words.len() => QuoteKind::Direct,
        // A block quotation has no marks.
        0 if unit.loose == 0.0 && unit.kind == QuoteKind::Direct => QuoteKind::Direct,
        0 => QuoteKind::Indirect,
        _ => QuoteKind::Mixed,
    };
    let range = sheet.with_marks(sheet.span(words.clone())?);
    let value = Utter {
        kind,
        whole: quote.map_or_else(|| vec![range], |quote| quote.content.clone()),
        speaker: unit.speaker.map(|number| table.people.known()[number].name.clone()),
        // What an outlet was told itself came through nobody.
        via: quote
            .and_then(|quote| quote.via.clone())
            .filter(|via| sheet.all.report.outlet.as_ref().is_none_or(|outlet| !outlet.eq_ignore_ascii_case(via))),
        denied: quote.and_then(|quote| cues::denied(sheet.text(), quote)).map(|cue| sheet.text().passage(cue)),
    };
    Some(Member { report: sheet.id().to_owned(), passage: sheet.text().passage(range), value })
}

/// The speaker most passages name; `None` where none does. A person is told by the fullest name any report gives, a body by the name
/// most of these passages give it.
fn speaker(table: &Table, units: &[Unit], kept: &[Choice]) -> Option<String> {
    let mut counts: BTreeMap<usize, f32> = BTreeMap::new();
    // "The ministry said, ANB reported": who passes words on in one report speaks for itself in none of these.
    let reports: BTreeSet<usize> = kept.iter().map(|choice| choice.report).collect();
    let vias =
        reports.iter().flat_map(|&report| &table.sheets[report].all.quotes).filter_map(|quote| quote.via.as_ref());
    let passes_on: BTreeSet<usize> =
        vias.flat_map(|via| reports.iter().filter_map(|&report| table.people.find(report, via))).collect();
    for choice in kept {
        if let Some(number) = units[choice.unit].speaker {
            let known = &table.people.known()[number];
            // A person is worth more than the body they speak for, and a name more than "officials".
            let worth = match known.kind {
                _ if !known.name.contains(char::is_uppercase) => 0.6,
                PersonKind::Person => 1.3,
                _ => 1.0,
            };
            // Who goes on speaking without a word that says so is a guess; what a cue says counts before it.
            let cued = units[choice.unit]
                .quote
                .is_some_and(|place| !table.sheets[choice.report].all.quotes[place].cue.is_empty());
            let worth = if cued { worth } else { worth * 0.4 };
            let worth = if passes_on.contains(&number) { worth * 0.4 } else { worth };
            *counts.entry(number).or_default() += worth;
        }
    }
    let best = counts.iter().max_by(|a, b| a.1.total_cmp(b.1).then(b.0.cmp(a.0)))?;
    let known = &table.people.known()[*best.0];
    if known.kind == PersonKind::Person {
        return Some(known.name.clone());
    }
    let mut printed: Vec<&str> = kept
        .iter()
        .filter(|choice| units[choice.unit].speaker == Some(*best.0))
        .filter_map(|choice| table.sheets[choice.report].all.quotes[units[choice.unit].quote?].speaker.as_deref())
        .collect();
    printed.sort_unstable();
    let most = printed.chunk_by(|a, b| a == b).max_by_key(|same| (same.len(), same[0].len())).map(|same| same[0]);
    Some(most.map_or(&*known.name, |most| known.fuller(most).unwrap_or(most)).to_owned())
}
