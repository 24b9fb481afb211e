//! From pairs of passages to utterances.

use super::candidates::Scored;
use super::difference;
use super::units::Unit;
use crate::Table;
use crate::linking::{self, Edge};
use crate::origins::Count;
use rashomon_news::{Member, Members, QuoteKind, Rule, Utter, Utterance};
use std::collections::BTreeMap;
use std::ops::Range;

/// A stretch of one report that may belong to an utterance.
struct Node {
    report: usize,
    words: Range<usize>,
    unit: usize,
}

/// Two stretches of a report are one where they share six tenths of the shorter and four tenths of the longer.
fn same(a: &Range<usize>, b: &Range<usize>) -> bool {
    let shared = a.end.min(b.end).saturating_sub(a.start.max(b.start)) as f32;
    let (short, long) = (a.len().min(b.len()) as f32, a.len().max(b.len()) as f32);
    shared >= 0.6 * short && shared >= 0.4 * long
}

/// Groups of passages that tell the same.
pub fn groups(table: &Table, units: &[Unit], pairs: &[Scored], threshold: f32, count: &Count) -> Vec<Utterance> {
    let mut order: Vec<&Scored> = pairs.iter().filter(|pair| pair.chance >= threshold * 0.3).collect();
    order.sort_by(|a, b| b.chance.total_cmp(&a.chance).then_with(|| (a.a.0, a.a.1.start, a.b.0, a.b.1.start, a.a.1.end, a.b.1.end).cmp(&(b.a.0, b.a.1.start, b.b.0, b.b.1.start, b.a.1.end, b.b.1.end))));
    let mut nodes: Vec<Node> = Vec::new();
    let mut of_report: Vec<Vec<usize>> = vec![Vec::new(); table.sheets.len()];
    let mut edges = Vec::new();
    // Votes for how a node is cut, by node.
    let mut votes: BTreeMap<usize, Vec<(f32, Range<usize>, usize)>> = BTreeMap::new();
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
        let make = pair.chance >= threshold;
        let (Some(a), Some(b)) = (node(&pair.a, pair.units.0, make), node(&pair.b, pair.units.1, make)) else { continue };
        edges.push(Edge { a, b, chance: pair.chance });
        if make {
            votes.entry(a).or_default().push((pair.chance, pair.a.1.clone(), b));
            votes.entry(b).or_default().push((pair.chance, pair.b.1.clone(), a));
        }
    }
    let groups = linking::groups(nodes.len(), &|node| nodes[node].report, &edges, threshold);
    let mut out: Vec<Utterance> = groups.iter().filter_map(|group| utterance(table, units, &nodes, &votes, group, count)).collect();
    out.sort_by_key(|utterance| {
        let first = &utterance.members[0];
        (table.sheets.iter().position(|sheet| sheet.id() == first.report), first.passage.range())
    });
    for (place, utterance) in out.iter_mut().enumerate() {
        utterance.id = format!("u{}", place + 1);
    }
    out
}

fn utterance(
    table: &Table,
    units: &[Unit],
    nodes: &[Node],
    votes: &BTreeMap<usize, Vec<(f32, Range<usize>, usize)>>,
    group: &[usize],
    count: &Count,
) -> Option<Utterance> {
    let mut chosen: Vec<(usize, Range<usize>, f32, usize)> = Vec::new();
    for &node in group {
        let (words, sure) = cut(votes.get(&node), group, &nodes[node].words);
        chosen.push((nodes[node].report, words, sure, nodes[node].unit));
    }
    // One report's passages must not overlap: the surer one stands.
    chosen.sort_by(|a, b| b.2.total_cmp(&a.2).then((a.0, a.1.start).cmp(&(b.0, b.1.start))));
    let mut kept: Vec<(usize, Range<usize>, f32, usize)> = Vec::new();
    for next in chosen {
        if !kept.iter().any(|before| before.0 == next.0 && before.1.start < next.1.end && next.1.start < before.1.end) {
            kept.push(next);
        }
    }
    kept.sort_by_key(|member| (member.0, member.1.start));
    let members: Vec<Member<Utter>> = kept.iter().filter_map(|(report, words, _, unit)| member(table, &units[*unit], *report, words)).collect();
    let words: Vec<_> = kept.iter().map(|(report, words, _, _)| (*report, words.clone())).collect();
    let differences = difference::all(table, &members, &words);
    let speaker = speaker(table, units, &kept);
    let origins = count.of(members.iter().map(|member| member.report.as_str()));
    Some(Utterance { id: String::new(), speaker, members: Members::new(members)?, origins, differences, rule: Rule::new("utterances/forest") })
}

/// How most of the pairs within the group cut a node.
fn cut(votes: Option<&Vec<(f32, Range<usize>, usize)>>, group: &[usize], whole: &Range<usize>) -> (Range<usize>, f32) {
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
    let quote = &sheet.all.quotes[unit.quote];
    let inside = sheet.words[words.clone()].iter().filter(|word| word.quoted).count();
    let kind = match inside {
        _ if inside == words.len() => QuoteKind::Direct,
        // A block quotation has no marks.
        0 if quote.kind == QuoteKind::Direct => QuoteKind::Direct,
        0 => QuoteKind::Indirect,
        _ => QuoteKind::Mixed,
    };
    let value = Utter { kind, whole: quote.content.clone(), speaker: quote.speaker.clone(), via: quote.via.clone() };
    Some(Member { report: sheet.id().to_owned(), passage: sheet.text().passage(sheet.span(words.clone())?), value })
}

/// The speaker most reports name, by the fullest name; `None` where two are named equally often.
fn speaker(table: &Table, units: &[Unit], kept: &[(usize, Range<usize>, f32, usize)]) -> Option<String> {
    let mut counts: BTreeMap<usize, f32> = BTreeMap::new();
    for (_, _, _, unit) in kept {
        if let Some(number) = units[*unit].speaker {
            let known = &table.people.known()[number];
            // A person is worth more than the body they speak for.
            let worth = if known.kind == rashomon_news::PersonKind::Person { 1.2 } else { 1.0 };
            *counts.entry(number).or_default() += worth;
        }
    }
    let best = counts.iter().max_by(|a, b| a.1.total_cmp(b.1).then(b.0.cmp(a.0)))?;
    Some(table.people.known()[*best.0].name.clone())
}
