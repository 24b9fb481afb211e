//! The language of a text.

/// Texts with fewer characters tell no language: whatlang is right for fewer than nine of ten of them.
const SHORTEST: usize = 40;
/// This many bytes are enough to tell.
const ENOUGH: usize = 4000;

/// ISO 639-1 code of the language of a report's parts; `None` where they are too short or the language has no such code.
pub fn of(parts: &[&str]) -> Option<String> {
    let mut words = String::new();
    for part in parts {
        if words.len() > ENOUGH {
            break;
        }
        words.push_str(
            part.get(..part.char_indices().take(ENOUGH).last().map_or(0, |(at, c)| at + c.len_utf8())).unwrap_or(""),
        );
        words.push('\n');
    }
    if words.chars().count() < SHORTEST {
        return None;
    }
    let found = whatlang::detect(&words)?;
    (found.is_reliable() || found.confidence() > 0.5).then(|| code(found.lang().code())).flatten()
}

fn code(three: &str) -> Option<String> {
    const CODES: [(&str, &str); 40] = [
        ("eng", "en"),
        ("rus", "ru"),
        ("cmn", "zh"),
        ("spa", "es"),
        ("por", "pt"),
        ("ita", "it"),
        ("fra", "fr"),
        ("deu", "de"),
        ("ukr", "uk"),
        ("ara", "ar"),
        ("hin", "hi"),
        ("jpn", "ja"),
        ("heb", "he"),
        ("pol", "pl"),
        ("ell", "el"),
        ("bul", "bg"),
        ("tur", "tr"),
        ("kor", "ko"),
        ("pes", "fa"),
        ("nld", "nl"),
        ("ces", "cs"),
        ("swe", "sv"),
        ("dan", "da"),
        ("fin", "fi"),
        ("nob", "nb"),
        ("hun", "hu"),
        ("ron", "ro"),
        ("hrv", "hr"),
        ("srp", "sr"),
        ("slk", "sk"),
        ("slv", "sl"),
        ("lit", "lt"),
        ("lav", "lv"),
        ("est", "et"),
        ("vie", "vi"),
        ("ind", "id"),
        ("tha", "th"),
        ("cat", "ca"),
        ("bel", "be"),
        ("urd", "ur"),
    ];
    CODES.iter().find(|(known, _)| *known == three).map(|(_, two)| (*two).to_owned())
}
