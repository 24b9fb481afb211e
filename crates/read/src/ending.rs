//! Whether a report is all there, by how its text ends.

/// Whether the copy is complete: `Some(false)` where it is visibly cut, `Some(true)` where an article of some length ends as
/// articles do, `None` where that cannot be told. `after` are the lines that follow the text.
pub fn complete<'a>(body: &[&str], after: impl Iterator<Item = &'a str>) -> Option<bool> {
    let last = body.iter().rev().find(|part| part.chars().any(char::is_alphanumeric))?;
    if cut(last) || after.take(6).any(walled) || body.iter().rev().take(2).any(|part| walled(part)) {
        return Some(false);
    }
    let chars: usize = body.iter().map(|part| part.len()).sum();
    // Two paragraphs may be a teaser; real articles of the development sets are longer.
    (chars >= SHORTEST && body.len() >= 3 && ends(last)).then_some(true)
}

/// Articles shorter than this (bytes) may be teasers.
const SHORTEST: usize = 700;

/// Whether words end as a sentence, a list or a sign-off does.
fn ends(words: &str) -> bool {
    let words = words
        .trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '”' | '\'' | '’' | ')' | ']' | '»' | '*'));
    words.ends_with(['.', '!', '?', '。']) || words.chars().count() <= 60
}

/// Whether words break off: "the minister said…", "Read more", "[…]".
fn cut(words: &str) -> bool {
    let words = words.trim().trim_end_matches([']', ')', ' ']).to_lowercase();
    const MORE: [&str; 8] = [
        "read more",
        "continue reading",
        "read full story",
        "read the full story",
        "keep reading",
        "read on",
        "see more",
        "full story",
    ];
    let tail = words.trim_end_matches(['.', '…', '»', '>', '→', ' ']);
    let dots = words.ends_with("...") || words.ends_with('…');
    (dots && !words.ends_with("?...")) || MORE.iter().any(|more| tail.ends_with(more) && tail.len() <= more.len() + 80)
}

/// Whether a line says that the rest is for subscribers.
fn walled(line: &str) -> bool {
    if line.len() > 300 {
        return false;
    }
    let lower = line.to_lowercase();
    const WALLS: [&str; 22] = [
        "subscribe to continue",
        "subscribe to read",
        "to continue reading",
        "continue reading",
        "to read the full",
        "to read this article",
        "to read more",
        "for subscribers only",
        "subscriber-only",
        "subscribers only",
        "subscriber exclusive",
        "already a subscriber",
        "become a subscriber to",
        "sign in to read",
        "log in to read",
        "register to read",
        "unlock this article",
        "this article is for",
        "this content is for",
        "want to read more?",
        "you have reached your limit",
        "remaining free articles",
    ];
    WALLS.iter().any(|wall| lower.contains(wall))
        || lower.starts_with("read more...")
        || lower.starts_with("read more…")
}

#[cfg(test)]
mod tests {
    use super::complete;

    #[test]
    fn endings() {
        let long = "The council met for an hour and spoke of the bridge, the road and the river. ".repeat(6);
        let body = |last: &'static str| [long.clone(), long.clone(), last.to_owned()];
        let told = |last: &'static str, after: &[&'static str]| {
            let body = body(last);
            complete(&body.iter().map(String::as_str).collect::<Vec<_>>(), after.iter().copied())
        };
        assert_eq!(told("It meets again in May.", &["More from Smallville"]), Some(true));
        assert_eq!(told("\"It is over,\" she said, \"for good.\"", &[]), Some(true));
        assert_eq!(
            told(
                "The mayor, who had been ill for several weeks and had not been seen by anyone in the town, then",
                &[]
            ),
            None
        );
        assert_eq!(told("The mayor said that…", &[]), Some(false));
        assert_eq!(told("Read more...", &[]), Some(false));
        assert_eq!(told("It meets again in May.", &["Subscribe to continue reading"]), Some(false));
        assert_eq!(complete(&["One line."], [].into_iter()), None);
        assert_eq!(complete(&[], [].into_iter()), None);
    }
}
