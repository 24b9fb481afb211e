//! Words, sentences, tags and trees of news text.

use proptest::prelude::*;
use rashomon_annotate::{Deprel, Grammar, Upos, language};
use rashomon_news::Report;
use rashomon_text::Text;

fn parse(words: &str) -> (Text, Grammar) {
    let text = Text::new(words);
    let grammar = language::parse(&Report::new("test", text.clone()));
    (text, grammar)
}

fn tokens(words: &str) -> String {
    let (text, grammar) = parse(words);
    grammar.tokens.iter().map(|token| text.slice(token.range)).collect::<Vec<_>>().join(" ")
}

fn sentences(words: &str) -> Vec<String> {
    let (text, grammar) = parse(words);
    grammar.sentences.iter().map(|sentence| text.slice(sentence.range).to_owned()).collect()
}

#[test]
fn words_are_cut_after_universal_dependencies() {
    for (words, want) in [
        ("They don't know.", "They do n't know ."),
        ("We cannot wait.", "We can not wait ."),
        ("The minister's car", "The minister 's car"),
        ("the ministers’ cars", "the ministers ’ cars"),
        ("It’s over, isn’t it?", "It ’s over , is n’t it ?"),
        ("\"Go home,\" she said.", "\" Go home , \" she said ."),
        ("(see page 12)", "( see page 12 )"),
        ("$1.5 billion", "$ 1.5 billion"),
        ("12,000 people", "12,000 people"),
        ("45% of voters", "45 % of voters"),
        ("Mr. Hale left.", "Mr. Hale left ."),
        ("at www.example.org today", "at www.example.org today"),
        ("He said…", "He said …"),
    ] {
        assert_eq!(tokens(words), want, "{words}");
    }
}

#[test]
fn sentences_end_where_they_end() {
    for want in [
        &["The talks failed.", "Nobody was surprised."][..],
        &["Mr. Hale met Dr. Osei on Jan. 5 in Geneva.", "They talked for an hour."],
        &["J. K. Marlowe, of the U.S. Senate, disagreed.", "She will vote against it."],
        &["Prices rose 3.5 percent in March.", "Wages did not."],
        &["\"We will not sign,\" the envoy said.", "\"It is a bad deal.\""],
        &["Is it over?", "Not yet!"],
    ] {
        assert_eq!(sentences(&want.join(" ")), want);
    }
}

#[test]
fn a_line_is_a_boundary_unless_the_text_is_wrapped() {
    assert_eq!(sentences("Storm hits the coast\nThousands leave their homes").len(), 2);
    let wrapped =
        "The council voted on Tuesday night to close the old harbour\nbridge to lorries until the repairs are done.";
    assert_eq!(sentences(wrapped).len(), 1);
}

#[test]
fn a_plain_sentence_has_its_tree() {
    let (_, grammar) = parse("The president did not sign the treaty on Monday.");
    let root = grammar.root(&grammar.sentences[0]).unwrap();
    assert_eq!((grammar.tokens[root].upos, &*grammar.tokens[root].lemma), (Upos::Verb, "sign"));
    assert_eq!(grammar.subject(root), Some(1));
    assert!(grammar.negated(root));
    assert_eq!(grammar.child(root, &[Deprel::Obj]), Some(6));
}

#[test]
fn lemmas_are_dictionary_forms() {
    let lemma = |words: &str, place: usize| parse(words).1.tokens[place].lemma.to_string();
    assert_eq!(lemma("The children were told.", 1), "child");
    assert_eq!(lemma("The children were told.", 2), "be");
    assert_eq!(lemma("The children were told.", 3), "tell");
    assert_eq!(lemma("She lives in Lagos.", 3), "Lagos");
    assert_eq!(lemma("He was planning it.", 2), "plan");
}

#[test]
fn text_in_another_language_is_not_parsed() {
    let mut report = Report::new("test", Text::new("Le ministre a dit non."));
    report.language = Some("fr".to_owned());
    assert!(language::parse(&report).tokens.is_empty());
    let all = rashomon_annotate::annotate(report);
    assert!(all.report.doubts.iter().any(|doubt| doubt.as_str().contains("fr")));
}

fn sound(words: &str) {
    let (_, grammar) = parse(words);
    let mut end = 0;
    for token in &grammar.tokens {
        assert!(end <= token.range.start() && !token.range.is_empty() && token.range.end() <= words.len());
        end = token.range.end();
    }
    let mut next = 0;
    for sentence in &grammar.sentences {
        assert_eq!(sentence.tokens.start, next);
        next = sentence.tokens.end;
        assert_eq!(sentence.tokens.clone().filter(|&place| grammar.tokens[place].head.is_none()).count(), 1);
        for place in sentence.tokens.clone() {
            assert!(grammar.ancestors(place).take(1000).count() < sentence.tokens.len());
        }
    }
    assert_eq!(next, grammar.tokens.len());
}

proptest! {
    #[test]
    fn any_text_gives_a_sound_grammar(words in "\\PC{0,300}") {
        sound(&words);
    }

    #[test]
    fn text_of_marks_and_lines_gives_a_sound_grammar(words in "[a-cA-C.,\"'’“”()\\[\\]0-9 \n\t\u{0}\u{1b}\u{200b}-]{0,300}") {
        sound(&words);
    }
}

#[test]
fn hostile_text_takes_bounded_time() {
    sound(&"a".repeat(1_000_000));
    sound(&"(".repeat(10_000));
    sound(&"a-".repeat(50_000));
    sound(&"n't".repeat(20_000));
    sound(&"\u{0}\u{7}\u{1b}[31m".repeat(5_000));
    sound(&"word ".repeat(20_000));
}
