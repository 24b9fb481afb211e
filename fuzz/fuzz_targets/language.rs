//! Sentences, tokens and trees of any text: no panic, ranges in order and on characters, trees without circles.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rashomon_annotate::language;
use rashomon_news::Report;
use rashomon_text::Text;

fuzz_target!(|words: &str| {
    let report = Report::new("fuzz", Text::new(words));
    let grammar = language::parse(&report);
    let mut end = 0;
    for token in &grammar.tokens {
        assert!(end <= token.range.start() && !token.range.is_empty());
        assert!(words.is_char_boundary(token.range.start()) && words.is_char_boundary(token.range.end()));
        end = token.range.end();
    }
    let mut next = 0;
    for sentence in &grammar.sentences {
        assert!(sentence.tokens.start == next && sentence.tokens.end > next);
        next = sentence.tokens.end;
        let mut roots = 0;
        for place in sentence.tokens.clone() {
            roots += usize::from(grammar.tokens[place].head.is_none());
            assert!(grammar.ancestors(place).take(sentence.tokens.len() + 1).count() < sentence.tokens.len());
        }
        assert_eq!(roots, 1);
    }
    assert_eq!(next, grammar.tokens.len());
});
