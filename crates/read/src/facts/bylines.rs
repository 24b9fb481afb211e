//! The names in a byline.

use super::agencies;

/// The people a byline names, in order: "By Jane Doe and John Roe, Staff Writers" gives two. Agencies and outlets are left out.
pub fn authors(byline: &str) -> Vec<String> {
    let rest = after_label(byline.trim());
    // "Posted on May 1, 2020 by Jane Doe"
    let rest = match rest.rfind(" by ").or_else(|| rest.rfind(" By ")) {
        Some(at) if rest.len() < 120 && rest[..at].bytes().any(|byte| byte.is_ascii_digit()) => &rest[at + 4..],
        _ => rest,
    };
    // What follows a sign of its own is a date, a place, a section.
    let end = rest.find(['|', '•', '·', '/', '\n', '(', '\u{2022}', '—', '–']).unwrap_or(rest.len());
    let rest = &rest[..end];
    let end = rest.find(" - ").unwrap_or(rest.len());
    let mut out = Vec::new();
    for part in
        rest[..end].split([',', ';', '&']).flat_map(|part| part.split(" and ")).flat_map(|part| part.split(" with "))
    {
        let name = part.trim().trim_end_matches(['.', ':']).trim();
        let name = after_label(name);
        match clean(name) {
            Some(name) if !out.contains(&name) => out.push(name),
            // "Jane Doe, staff writer, City": what follows the first part that is no name is no name either.
            None if !out.is_empty() && !name.is_empty() => break,
            _ => {}
        }
    }
    out
}

fn after_label(words: &str) -> &str {
    const LABELS: [&str; 14] = [
        "written by",
        "story by",
        "reported by",
        "posted by",
        "published by",
        "reporting by",
        "authored by",
        "authors:",
        "author:",
        "author`s name",
        "by:",
        "by ",
        "par ",
        "von ",
    ];
    let mut words = words.trim_start();
    while let Some(label) = LABELS.iter().find(|label| {
        words.get(..label.len()).is_some_and(|head| head.eq_ignore_ascii_case(label))
            && (label.ends_with([' ', ':']) || words[label.len()..].starts_with([' ', ':', '\u{a0}']))
    }) {
        words = words[label.len()..].trim_start_matches([' ', ':', '\u{a0}']);
    }
    // "ByJane Doe": the label is glued where a page sets it apart by its style.
    match words.strip_prefix("By").or_else(|| words.strip_prefix("BY")) {
        Some(glued)
            if glued.chars().next().is_some_and(char::is_uppercase)
                && glued.chars().nth(1).is_some_and(char::is_lowercase) =>
        {
            glued
        }
        _ => words,
    }
}

/// A person's name as a byline has it, or nothing where the words are none.
pub fn clean(words: &str) -> Option<String> {
    let words: Vec<&str> = words.split_whitespace().collect();
    let count = words.len();
    (1..=5).contains(&count).then_some(())?;
    const NOT_NAMES: &[&str] = &[
        "staff",
        "writer",
        "reporter",
        "editor",
        "correspondent",
        "news",
        "the",
        "press",
        "associated",
        "reuters",
        "agency",
        "desk",
        "team",
        "contributor",
        "bureau",
        "published",
        "updated",
        "posted",
        "on",
        "at",
        "in",
        "of",
        "for",
        "and",
        "read",
        "more",
        "share",
        "min",
        "minutes",
        "ago",
        "senior",
        "chief",
        "columnist",
        "special",
        "guest",
        "editorial",
        "board",
        "media",
        "tv",
        "online",
        "subscribe",
        "follow",
        "http",
        "https",
        "www",
        "com",
        "am",
        "pm",
        "admin",
        "author",
        "photographer",
        "producer",
        "journalist",
        "today",
        "magazine",
        "times",
        "post",
        "daily",
        "by",
        "gazette",
        "link",
        "copied",
        "copy",
        "redazione",
        "redaktion",
        "redacción",
        "newsroom",
        "group",
        "network",
        "comments",
        "comment",
        "view",
        "profile",
        "all",
        "posts",
        "about",
    ];
    let plain = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let odd = words.iter().any(|word| NOT_NAMES.contains(&plain(word).as_str()) || word.contains(['@', ':', '/', '|']));
    let digits = words.iter().any(|word| word.bytes().any(|byte| byte.is_ascii_digit()));
    let capitals = words.iter().filter(|word| word.chars().next().is_some_and(char::is_uppercase)).count();
    const SMALL: [&str; 12] = ["de", "van", "von", "der", "den", "da", "di", "la", "le", "bin", "al", "del"];
    let small = words
        .iter()
        .filter(|word| SMALL.contains(&plain(word).as_str()) && !word.chars().next().is_some_and(char::is_uppercase))
        .count();
    let name = words.join(" ");
    let agency = !agencies::credited(&name, agencies::Place::Credit).is_empty();
    (!odd && !digits && !agency && capitals >= 1 && capitals + small == count).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::authors;

    #[test]
    fn names_of_bylines() {
        for (names, byline) in [
            (&["Jane Doe", "John Roe"][..], "By Jane Doe and John Roe"),
            (&["Jane Doe"], "Written by Jane Doe, Staff Writer, Smallville"),
            (&["Jane van der Doe"], "BY Jane van der Doe | Published May 1, 2020"),
            (&["Jane Doe"], "Author`s name Jane Doe"),
            (&["Jane Doe"], "Posted on May 1, 2020 by Jane Doe"),
            (&["Jane Doe", "John Roe"], "ByJane Doe, John Roe"),
            (&["Byron Doe"], "Byron Doe"),
            (&[], "By"),
            (&[], "By Associated Press"),
            (&[], "Published 3 hours ago"),
            (&[], ""),
        ] {
            assert_eq!(authors(byline), names, "{byline}");
        }
    }
}
