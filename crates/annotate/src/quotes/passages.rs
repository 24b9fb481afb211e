//! From words to ranges of the text: just the words said, with marks only where they stand inside.

use super::contents::Span;
use super::scene::Scene;
use rashomon_news::QuoteKind;
use rashomon_text::Range;

/// A content is direct where at least this share of its words stands in quote marks: "…" with a stray "and" between.
const DIRECT: f32 = 0.9;

/// The ranges of a content's parts.
pub fn ranges(scene: &Scene, parts: &[Span]) -> Vec<Range> {
    parts.iter().filter_map(|part| range(scene, *part)).collect()
}

/// The range of some words. Outer quote marks are left out; a mark whose partner stands inside is kept, with the punctuation before it.
pub fn range(scene: &Scene, (start, end): Span) -> Option<Range> {
    let words = scene.word(start).range.cover(scene.word(end - 1).range);
    let mut all = words;
    let near = scene.pairs.partition_point(|pair| pair.open.start() + 20_000 < words.start());
    for pair in scene.pairs[near..].iter().take_while(|pair| pair.open.start() <= words.end()) {
        let Some(close) = pair.close else { continue };
        let opens_here = pair.inner.start() == words.start();
        let rest = scene.text.slice(words.between(close).unwrap_or_default());
        let closes_here =
            close.start() >= words.end() && rest.chars().all(|c| c.is_whitespace() || ",.;:?!".contains(c));
        let ends_inside = close.end() <= words.end();
        if opens_here && closes_here {
            // Quoted as a whole: the comma or stop before the closing mark belongs to the words.
            all = scene.text.trim(all.cover(pair.inner));
        } else if opens_here && ends_inside {
            all = all.cover(pair.open);
        } else if pair.open.start() > words.start() && pair.open.end() <= words.end() && closes_here {
            all = all.cover(close);
        } else if pair.inner.contains(words) && closes_here && !rest.is_empty() && pair.inner.start() < words.start() {
            all = all.cover(scene.text.trim(pair.inner).intersection(words.cover(close)).unwrap_or(words));
        }
    }
    Some(scene.text.trim(all)).filter(|range| !range.is_empty())
}

/// Whether the words are the speaker's own: quote marks that also hold the cue do not count, they are an outer speaker's.
pub fn kind(scene: &Scene, content: &[Range], cue: Option<Range>) -> QuoteKind {
    let (mut quoted, mut all) = (0, 0);
    for part in content {
        let first = scene.words.partition_point(|word| word.range.start() < part.start());
        for word in scene.words[first..].iter().take_while(|word| word.range.end() <= part.end()) {
            all += 1;
            let near = scene.pairs.partition_point(|pair| pair.inner.start() + 20_000 < word.range.start());
            let held = scene.pairs[near..]
                .iter()
                .take_while(|pair| pair.inner.start() <= word.range.start())
                .any(|pair| pair.inner.contains(word.range) && cue.is_none_or(|cue| !pair.inner.contains(cue)));
            quoted += u32::from(held);
        }
    }
    kind_of(quoted, all)
}

/// What so many of so many words in quote marks make a content.
pub fn kind_of(quoted: u32, all: u32) -> QuoteKind {
    match quoted as f32 / all.max(1) as f32 {
        share if share >= DIRECT => QuoteKind::Direct,
        share if share > 0.0 => QuoteKind::Mixed,
        _ => QuoteKind::Indirect,
    }
}
