use super::*;
use rashomon_text::Text;

fn report(words: &str) -> Report {
    Report::new("test", Text::new(words))
}

fn told(words: &str, day: Option<Date>) -> Vec<(String, String)> {
    let report = report(words);
    let times = find(&report, &Grammar::default(), day);
    times
        .iter()
        .map(|time| {
            (report.text.slice(time.range).to_owned(), format!("{} {}", time.value.kind.name(), time.value.value))
        })
        .collect()
}

#[test]
fn the_examples_of_the_rule_files() {
    let rules = rules::load().expect("the rule files are in order");
    let mut wrong = Vec::new();
    for example in &rules.examples {
        let day: Option<Date> = example.date.parse().ok();
        let expected = example.expected.as_ref().map(|value| {
            let (open, close) =
                (example.words.find('[').expect("[ in the example"), example.words.find(']').expect("]"));
            (example.words[open + 1..close].to_owned(), value.clone())
        });
        let found = told(&example.words.replace(['[', ']'], ""), day);
        let right = expected.as_ref().map_or(found.is_empty(), |expected| found.contains(expected));
        if !right {
            wrong.push(format!("{} {:?}: {found:?}", example.place, example.words));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
