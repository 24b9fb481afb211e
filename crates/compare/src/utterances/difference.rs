//! How two printings of one utterance differ, word by word.

use crate::Table;
use crate::sheet::Sheet;
use rashomon_news::{Difference, DifferenceKind, Member, QuoteKind, Utter};
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::ops::Range;

/// How many pairs of members are described: beyond that a reader has the passages.
const MOST: usize = 60;

/// The differences of all pairs of members from different reports, the first [`MOST`].
pub fn all(table: &Table, members: &[Member<Utter>], words: &[(usize, Range<usize>)]) -> Vec<Difference> {
    let mut out = Vec::new();
    for a in 0..members.len() {
        for b in a + 1..members.len() {
            if members[a].report != members[b].report && out.len() < MOST {
                out.push(difference(table, (a, &members[a], &words[a]), (b, &members[b], &words[b])));
            }
        }
    }
    out
}

type Side<'m> = (usize, &'m Member<Utter>, &'m (usize, Range<usize>));

fn difference(table: &Table, a: Side, b: Side) -> Difference {
    let (left, right) = (&table.sheets[a.2.0], &table.sheets[b.2.0]);
    let (words_a, words_b) = (&left.words[a.2.1.clone()], &right.words[b.2.1.clone()]);
    let stems = |words: &[crate::words::Word]| words.iter().map(|word| word.form).collect::<Vec<_>>();
    let (x, y) = (stems(words_a), stems(words_b));
    let ops = capture_diff_slices(Algorithm::Myers, &x, &y);
    let (mut only_a, mut only_b, mut replaced) = (Vec::new(), Vec::new(), 0);
    let mut inner = false;
    for op in &ops {
        match *op {
            DiffOp::Equal { .. } => {}
            DiffOp::Delete { old_index, old_len, .. } => {
                inner |= old_index > 0 && old_index + old_len < x.len();
                only_a.extend(left.span(a.2.1.start + old_index..a.2.1.start + old_index + old_len));
            }
            DiffOp::Insert { new_index, new_len, .. } => {
                inner |= new_index > 0 && new_index + new_len < y.len();
                only_b.extend(right.span(b.2.1.start + new_index..b.2.1.start + new_index + new_len));
            }
            DiffOp::Replace { old_index, old_len, new_index, new_len } => {
                replaced += old_len.min(new_len);
                only_a.extend(left.span(a.2.1.start + old_index..a.2.1.start + old_index + old_len));
                only_b.extend(right.span(b.2.1.start + new_index..b.2.1.start + new_index + new_len));
            }
        }
    }
    let (left_out, added) = (!only_a.is_empty(), !only_b.is_empty());
    let mut kinds = Vec::new();
    let close = replaced == 0;
    match (left_out, added) {
        (false, false) => kinds.push(DifferenceKind::Verbatim),
        (true, false) => kinds.push(DifferenceKind::Trimmed),
        (false, true) => kinds.push(DifferenceKind::Extended),
        (true, true) if close => kinds.extend([DifferenceKind::Trimmed, DifferenceKind::Extended]),
        (true, true) => {}
    }
    // Inner words are gone and nothing marks the gap: what stood apart now stands together.
    let (direct_a, direct_b) = (a.1.value.kind, b.1.value.kind);
    let gap = |member: &Member<Utter>| ["…", "...", "[", "("].iter().any(|mark| member.passage.as_str().contains(mark));
    let marked = gap(a.1) || gap(b.1);
    if close
        && inner
        && (left_out != added)
        && direct_a == QuoteKind::Direct
        && direct_b == QuoteKind::Direct
        && !marked
    {
        kinds.push(DifferenceKind::Spliced);
    }
    if replaced > 0 {
        kinds.push(DifferenceKind::Reworded);
    }
    if (direct_a == QuoteKind::Indirect) != (direct_b == QuoteKind::Indirect) {
        kinds.push(DifferenceKind::Indirect);
    }
    // "Dismissed" before one and "no" in the other is a matter of wording. "No, it was not" says it once; "without the pumps more would have
    // drowned" is "had there not been pumps", and "cannot be held without pumps" is no denial.
    let denies = |sheet: &Sheet, words: &[crate::words::Word], member: &Member<Utter>| {
        let no = words.iter().any(|&word| table.lexicon.form(word).no);
        let without = words.iter().any(|word| sheet.text().slice(word.range).eq_ignore_ascii_case("without"));
        (no != without) != member.value.denied.is_some()
    };
    if denies(left, words_a, a.1) != denies(right, words_b, b.1) {
        kinds.push(DifferenceKind::Negation);
    }
    if numbers_differ(table, words_a, words_b) {
        kinds.push(DifferenceKind::Number);
    }
    kinds.sort_unstable();
    let alarm = alarm(table, (left, words_a, a.1), (right, words_b, b.1), marked);
    Difference { a: a.0, b: b.0, kinds, alarm, only_a, only_b }
}

fn numbers_differ(table: &Table, a: &[crate::words::Word], b: &[crate::words::Word]) -> bool {
    let values = |words: &[crate::words::Word]| -> Vec<u64> {
        let mut all: Vec<u64> =
            words.iter().filter_map(|&word| table.lexicon.form(word).number).map(f64::to_bits).collect();
        all.sort_unstable();
        all.dedup();
        all
    };
    let (a, b) = (values(a), values(b));
    !a.is_empty() && !b.is_empty() && a.iter().any(|x| !b.contains(x)) && b.iter().any(|x| !a.contains(x))
}

/// Both give words in quote marks, mostly the same words in the same language, and yet some differ without a mark that says so.
///
/// Where fewer than two thirds of the words agree the two are translations, which explains the difference. Spelling, contractions and
/// case are no difference; so are function words at the edges.
fn alarm(
    table: &Table,
    a: (&Sheet, &[crate::words::Word], &Member<Utter>),
    b: (&Sheet, &[crate::words::Word], &Member<Utter>),
    marked: bool,
) -> bool {
    if marked || a.2.value.kind != QuoteKind::Direct || b.2.value.kind != QuoteKind::Direct {
        return false;
    }
    let stems = |words: &[crate::words::Word]| words.iter().map(|&word| table.lexicon.stem(word)).collect::<Vec<_>>();
    let (x, y) = (stems(a.1), stems(b.1));
    let ops = capture_diff_slices(Algorithm::Myers, &x, &y);
    let common = ops.iter().map(|op| if let DiffOp::Equal { len, .. } = op { *len } else { 0 }).sum::<usize>();
    let changed = ops.iter().any(|op| matches!(op, DiffOp::Replace { old_index, old_len, new_index, new_len }
        if a.1[*old_index..old_index + old_len].iter().any(|&word| !table.lexicon.form(word).stop)
            || b.1[*new_index..new_index + new_len].iter().any(|&word| !table.lexicon.form(word).stop)
            || a.1[*old_index..old_index + old_len].iter().any(|&word| table.lexicon.form(word).no) != b.1[*new_index..new_index + new_len].iter().any(|&word| table.lexicon.form(word).no)))
        || inner_change(&ops, x.len(), y.len());
    changed && common >= 4 && 3 * common >= 2 * x.len().min(y.len())
}

/// Words gone or come in the middle.
fn inner_change(ops: &[DiffOp], old: usize, new: usize) -> bool {
    ops.iter().any(|op| match *op {
        DiffOp::Delete { old_index, old_len, .. } => old_index > 0 && old_index + old_len < old,
        DiffOp::Insert { new_index, new_len, .. } => new_index > 0 && new_index + new_len < new,
        _ => false,
    })
}
