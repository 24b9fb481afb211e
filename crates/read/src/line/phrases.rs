//! Fixed phrases of page furniture, and the commonest words.

use aho_corasick::AhoCorasick;
use std::sync::OnceLock;

/// Kinds of fixed phrases, a bit each, in this order; a phrase that begins with `^` is looked for at the start of the line only.
const KINDS: [&[&str]; 11] = [
    &[
        "©",
        "copyright",
        "all rights reserved",
        "(c) 20",
        "may not be reproduced",
        "terms of use",
        "terms of service",
        "privacy policy",
        "cookie",
    ],
    &[
        "subscribe",
        "newsletter",
        "sign up",
        "sign in",
        "log in",
        "login",
        "register",
        "subscription",
        "inbox",
        "free trial",
        "already a member",
        "create an account",
    ],
    &[
        "^also read",
        "^read more",
        "^read also",
        "^see also",
        "^related",
        "^more from",
        "^more on",
        "^recommended",
        "^read next",
        "^don't miss",
        "^you may",
        "^you might",
        "^most read",
        "^most popular",
        "^trending",
        "^latest",
        "^up next",
        "^more:",
        "^read:",
        "^watch:",
        "^see more",
        "^previously",
        "continue reading",
        "^story continues",
        "^editor's picks",
        "^click here",
    ],
    &[
        "share on",
        "share this",
        "^share",
        "tweet",
        "facebook",
        "twitter",
        "whatsapp",
        "pinterest",
        "linkedin",
        "follow us",
        "follow @",
        "instagram",
        "telegram",
        "^email",
        "^print",
        "copy link",
        "opens in",
    ],
    &[
        "comments",
        "^comment",
        "^reply",
        "post a comment",
        "leave a",
        "join the conversation",
        "join the discussion",
        "^report abuse",
        "^log in to",
        "community guidelines",
        "community standards",
    ],
    &[
        "getty",
        "photo by",
        "photo:",
        "photograph:",
        "image:",
        "credit:",
        "^image ",
        "picture:",
        "file photo",
        "via ap",
        "/ap",
        "reuters/",
        "/reuters",
        "shutterstock",
        "^photo",
        "(photo",
        "courtesy of",
        "ap photo",
        "pictured",
        "^caption",
        "/afp",
        "afp/",
        "handout",
        "screenshot",
        "istock",
        "wikimedia",
        "unsplash",
    ],
    &["advertisement", "sponsored", "promoted", "^ad ", "affiliate", "commission", "advertise with"],
    &[
        "published",
        "updated",
        "posted",
        "last modified",
        "min read",
        "minutes ago",
        "hours ago",
        "hour ago",
        "days ago",
        " ago",
        " a.m.",
        " p.m.",
        " am ",
        " pm ",
        "first published",
        "minute read",
    ],
    &[
        "^by ",
        "^written by",
        "^author",
        "staff writer",
        "is a reporter",
        "is a writer",
        "reporting by",
        "contributed to this",
        "contributed reporting",
        "associated press",
        "editing by",
        "^about the author",
        "correspondent",
    ],
    &[
        "skip to",
        "menu",
        "toggle",
        "^home",
        "search",
        "^close",
        "^open ",
        "^back to",
        "^next",
        "^prev",
        "^load more",
        "^show more",
        "^view all",
        "^view more",
        "^go to",
        "^jump to",
        "^loading",
        "^top stories",
    ],
    &[
        "http://",
        "https://",
        "www.",
        ".com",
        "@",
        "^contact",
        "^about us",
        "^tags",
        "^topics",
        "^filed under",
        "^categories",
        "^share your",
        "^sources",
        "^tagged",
    ],
];

/// The phrases in one machine: all are looked for at once.
struct Machine {
    search: AhoCorasick,
    /// Of each phrase its kind's bit, and whether it counts at the start of the line only.
    of: Vec<(u32, bool)>,
}

fn machine() -> Option<&'static Machine> {
    static MACHINE: OnceLock<Option<Machine>> = OnceLock::new();
    let make = || {
        let all =
            || KINDS.iter().enumerate().flat_map(|(kind, phrases)| phrases.iter().map(move |words| (kind, *words)));
        let words = all().map(|(_, words)| words.strip_prefix('^').unwrap_or(words));
        let search = AhoCorasick::builder().ascii_case_insensitive(true).build(words).ok()?;
        Some(Machine { search, of: all().map(|(kind, words)| (1 << kind, words.starts_with('^'))).collect() })
    };
    MACHINE.get_or_init(make).as_ref()
}

/// The kinds that stand in a line; long lines are running text and are looked at only as far as 300 bytes.
pub fn kinds(line: &str) -> u32 {
    let head = &line.as_bytes()[..line.len().min(300)];
    let Some(machine) = machine() else { return 0 };
    let found = machine.search.find_overlapping_iter(head).map(|found| {
        let (bit, start) = machine.of[found.pattern().as_usize()];
        if start && found.start() > 0 { 0 } else { bit }
    });
    found.fold(0, |bits, bit| bits | bit)
}

/// The commonest words of English, with some of Spanish, French and German, sorted.
const STOPS: &[&str] = &[
    "a", "about", "after", "all", "also", "an", "and", "any", "are", "as", "at", "auf", "be", "because", "been",
    "before", "but", "by", "can", "como", "con", "could", "dans", "das", "de", "del", "den", "der", "des", "did",
    "die", "do", "du", "ein", "eine", "el", "en", "est", "et", "for", "from", "had", "has", "have", "he", "her", "him",
    "his", "how", "i", "if", "in", "into", "is", "ist", "it", "its", "just", "la", "las", "le", "les", "like", "los",
    "many", "me", "mit", "more", "most", "my", "new", "nicht", "no", "not", "of", "on", "one", "only", "or", "other",
    "our", "out", "over", "par", "para", "pas", "por", "pour", "que", "qui", "said", "she", "should", "so", "some",
    "such", "sur", "than", "that", "the", "their", "them", "then", "there", "these", "they", "this", "those",
    "through", "to", "too", "two", "un", "una", "und", "une", "up", "us", "very", "von", "was", "we", "were", "what",
    "when", "where", "which", "who", "will", "with", "would", "y", "you", "your", "zu",
];

/// Whether a word in lower case is one of the commonest.
pub fn stop(word: &str) -> bool {
    word.len() <= 8 && STOPS.binary_search(&word).is_ok()
}

/// Whether a line has an auxiliary verb, which headlines and subheads leave out and captions do not.
pub fn sentence(line: &str) -> bool {
    const AUXILIARIES: [&str; 10] = ["is", "are", "was", "were", "has", "have", "had", "been", "will", "being"];
    line.split(|c: char| !c.is_alphanumeric()).any(|word| AUXILIARIES.contains(&word))
}

/// Whether a line says that it describes a picture: "General view of …", "…, pictured in …", "a still from a video".
pub fn pictured(line: &str) -> bool {
    const KINDS: [&str; 14] = [
        "view",
        "views",
        "image",
        "images",
        "photo",
        "photograph",
        "picture",
        "still",
        "screenshot",
        "screengrab",
        "handout",
        "footage",
        "portrait",
        "illustration",
    ];
    let lower = line.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let named = words.iter().take(4).zip(words.iter().skip(1)).any(|(kind, of)| {
        KINDS.contains(kind)
            && matches!(*of, "of" | "from" | "shows" | "showing" | "taken" | "released" | "provided" | "by")
    });
    const MARKS: [&str; 10] = [
        ", pictured",
        "pictured in",
        "pictured at",
        "in a still from",
        "file photo",
        "(left)",
        "(right)",
        "(l)",
        "(r)",
        "pictured above",
    ];
    named || MARKS.iter().any(|mark| lower.contains(mark))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stops_are_sorted() {
        assert!(STOPS.windows(2).all(|pair| pair[0] < pair[1]));
    }

    #[test]
    fn phrases_are_found_where_they_may_stand() {
        assert_eq!(kinds("Also read: the other story") & 1 << 2, 1 << 2);
        assert_eq!(kinds("They also read: books") & 1 << 2, 0);
        assert_ne!(kinds("Image: Some Agency/A. Person") & 1 << 5, 0);
        assert_eq!(kinds("The minister spoke for an hour."), 0);
        assert_eq!(kinds(""), 0);
        // Letters beyond ASCII, and phrases beyond the part that is looked at.
        assert_eq!(kinds("© 2020 Ærø News"), 1);
        assert_eq!(kinds(&format!("{}newsletter", "é".repeat(150))), 0);
        assert_ne!(kinds(&format!("{}NewsLetter", "é".repeat(100))), 0);
    }
}
