//! Whether words are English at all.

use rashomon_news::Report;

/// How much of a text is looked at, in bytes: the first paragraphs tell.
const LOOKED_AT: usize = 4_000;
/// With fewer words nothing can be told.
const ENOUGH: usize = 30;
/// Frequent words that no language near to English shares; in English news they are a fifth of all words.
const FREQUENT: [&str; 18] = [
    "the", "and", "that", "with", "from", "they", "said", "for", "his", "this", "which", "have", "but", "not", "are",
    "you", "were", "to",
];
/// A smaller share of [`FREQUENT`] words is no English: one in twenty-five.
const SHARE: usize = 25;

/// Whether the report is in the language that the model knows. What `read` found decides; where it found nothing, the words.
pub fn report(report: &Report) -> bool {
    match report.language.as_deref() {
        Some(language) => language == "en" || language.starts_with("en-"),
        None => words(report.text.as_str()),
    }
}

/// Whether words can be English: false only where there are 30 or more and hardly any is among the most frequent English ones,
/// or where most letters are of another script. Looks at the first 4,000 bytes. Serves for a quotation as well as for a report.
pub fn words(words: &str) -> bool {
    let mut end = words.len().min(LOOKED_AT);
    while !words.is_char_boundary(end) {
        end -= 1;
    }
    let words = &words[..end];
    let letters = words.chars().filter(|c| c.is_alphabetic());
    // The Latin letters and their accents end here.
    let (latin, other) = letters.fold((0, 0), |(latin, other), c| match c {
        '\0'..='\u{24F}' => (latin + 1, other),
        _ => (latin, other + 1),
    });
    if other > latin {
        return false;
    }
    let (mut all, mut frequent) = (0, 0);
    for word in words.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
        all += 1;
        frequent += usize::from(FREQUENT.iter().any(|known| known.eq_ignore_ascii_case(word)));
    }
    all < ENOUGH || frequent * SHARE >= all
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn other_languages_are_told_from_english() {
        for (want, text) in [
            (true, "Short words tell nothing."),
            (
                true,
                "The mayor said on Monday that the bridge would stay closed for at least two weeks, and that the city had no plans \
                    to open another one. Drivers were told to use the tunnel, which is free for now.",
            ),
            (
                false,
                "Der Bürgermeister sagte am Montag, die Brücke bleibe mindestens zwei Wochen lang gesperrt, und die Stadt habe keine \
                     Pläne, eine andere zu öffnen. Die Fahrer sollen den Tunnel nehmen, der vorerst nichts kostet.",
            ),
            (
                false,
                "El alcalde dijo el lunes que el puente seguirá cerrado al menos dos semanas y que la ciudad no tiene previsto \
                     abrir otro. Los conductores deben usar el túnel, que por ahora es gratuito para todos.",
            ),
            (false, "Мэр заявил в понедельник, что мост будет закрыт."),
        ] {
            assert_eq!(words(text), want, "{text}");
        }
    }
}
