//! Ranges, layers and offsets hold for any text.

use proptest::prelude::*;
use rashomon_text::{Layer, Offsets, Text};

proptest! {
    #[test]
    fn a_range_is_made_only_on_boundaries(words in "\\PC{0,40}", start in 0usize..60, end in 0usize..60) {
        let text = Text::new(words.as_str());
        let want = words.get(start..end);
        prop_assert_eq!(text.range(start, end).map(|range| text.slice(range)), want);
    }

    #[test]
    fn offsets_agree_with_counting(words in "(\\PC|[a-z]{80}){0,20}") {
        let offsets = Offsets::new(&words);
        for (chars, (byte, _)) in words.char_indices().enumerate() {
            prop_assert_eq!(offsets.chars(byte), chars);
            prop_assert_eq!(offsets.byte(chars), Some(byte));
            prop_assert_eq!(offsets.utf16(byte), words[..byte].encode_utf16().count());
        }
        let chars = words.chars().count();
        prop_assert_eq!(offsets.chars(words.len()), chars);
        prop_assert_eq!(offsets.byte(chars), Some(words.len()));
        prop_assert_eq!(offsets.byte(chars + 1), None);
    }

    #[test]
    fn a_layer_answers_as_a_full_search_would(spans in prop::collection::vec((0usize..90, 0usize..30), 0..30), from in 0usize..100, len in 0usize..20) {
        let text = Text::new("x".repeat(130));
        let layer = Layer::new(spans.iter().map(|&(start, len)| (text.range(start, start + len).unwrap(), ())));
        let query = text.range(from, from + len).unwrap();
        let all = |keep: &dyn Fn(rashomon_text::Range) -> bool| layer.iter().map(|item| item.range).filter(|&range| keep(range)).collect::<Vec<_>>();
        prop_assert_eq!(layer.overlapping(query).map(|item| item.range).collect::<Vec<_>>(), all(&|range| range.overlaps(query)));
        prop_assert_eq!(layer.within(query).map(|item| item.range).collect::<Vec<_>>(), all(&|range| query.contains(range)));
        prop_assert_eq!(layer.at(from).map(|item| item.range).collect::<Vec<_>>(), all(&|range| range.holds(from)));
    }

    #[test]
    fn a_trimmed_range_has_no_white_space_at_its_ends(words in "[ a\\n\u{a0}]{0,12}") {
        let text = Text::new(words.as_str());
        prop_assert_eq!(text.slice(text.trim(text.whole())), words.trim());
    }
}

#[test]
fn a_part_knows_where_it_stands() {
    let text = Text::new("one two");
    let part = text.as_str().split(' ').nth(1).unwrap();
    assert_eq!(text.range_of(part), text.range(4, 7));
    assert_eq!(text.range_of("elsewhere"), None);
}
