//! Which words of an utterance only one outlet prints.

use rashomon_news::Utterance;
use rashomon_text::{Range, Text};

/// The words of one member that others lack; ranges of its report's text, in order, not overlapping.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Marks {
    /// In none of the members it was held against.
    pub alone: Vec<Range>,
    /// In some of them, not in all.
    pub some: Vec<Range>,
}

/// The marks of each member, in the members' order.
pub(crate) fn marks(utterance: &Utterance) -> Vec<Marks> {
    (0..utterance.members.len())
        .map(|place| {
            let mut pairs: Vec<&[Range]> = Vec::new();
            for difference in &utterance.differences {
                if difference.a == place {
                    pairs.push(&difference.only_a);
                } else if difference.b == place {
                    pairs.push(&difference.only_b);
                }
            }
            sweep(utterance.members[place].passage.text(), &pairs)
        })
        .collect()
}

fn sweep(text: &Text, pairs: &[&[Range]]) -> Marks {
    let mut cuts: Vec<usize> =
        pairs.iter().flat_map(|ranges| ranges.iter()).flat_map(|range| [range.start(), range.end()]).collect();
    cuts.sort_unstable();
    cuts.dedup();
    let mut marks = Marks::default();
    for ends in cuts.windows(2) {
        let covering =
            pairs.iter().filter(|ranges| ranges.iter().any(|range| range.start() <= ends[0] && ends[1] <= range.end()));
        let list = match covering.count() {
            0 => continue,
            count if count == pairs.len() => &mut marks.alone,
            _ => &mut marks.some,
        };
        let Some(range) = text.range(ends[0], ends[1]) else { continue };
        match list.last_mut() {
            // Neighbouring words are one mark, with the space between them.
            Some(last) if last.between(range).is_some_and(|gap| text.slice(gap).chars().all(char::is_whitespace)) => {
                *last = last.cover(range);
            }
            _ => list.push(range),
        }
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_one_member_alone_has_are_told_from_words_that_some_have() {
        let text = Text::new("we saw thick smoke early");
        let at = |word: &str| text.range_of(&text.as_str()[text.as_str().find(word).unwrap()..][..word.len()]).unwrap();
        let first = [at("thick"), at("early")];
        let second = [at("early")];
        let marks = sweep(&text, &[&first, &second]);
        assert_eq!(marks, Marks { alone: vec![at("early")], some: vec![at("thick")] });
        assert_eq!(sweep(&text, &[]), Marks::default());
    }
}
