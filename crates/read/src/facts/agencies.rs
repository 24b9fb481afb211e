//! News agencies a report credits: in its byline, its dateline, its sign-off, and its own sentences.
//!
//! Finds "(AFP, AP)", "MOSCOW (Sputnik) –", "By Associated Press", "Reuters contributed to this report", "the AP reports".
//! Does not find picture credits ("Image: Reuters/…"), the newspapers a person spoke to ("told Bild"), or an agency that is the
//! report's subject ("Reuters was founded").

/// An agency: its short name, and the forms it is credited by.
type Agency = (&'static str, &'static [&'static str]);

/// The agencies; forms in capitals are looked for as they stand.
const AGENCIES: [Agency; 32] = [
    ("AP", &["AP", "A.P.", "Associated Press"]),
    ("AFP", &["AFP", "Agence France-Presse", "Agence France Presse"]),
    ("Reuters", &["Reuters", "REUTERS", "Thomson Reuters"]),
    ("Interfax", &["Interfax", "INTERFAX"]),
    ("TASS", &["TASS", "Tass", "ITAR-TASS", "Itar-Tass"]),
    ("RIA Novosti", &["RIA Novosti", "RIA"]),
    ("Sputnik", &["Sputnik"]),
    ("Xinhua", &["Xinhua", "XINHUA"]),
    ("dpa", &["dpa", "DPA", "Deutsche Presse-Agentur"]),
    ("EFE", &["EFE", "Agencia EFE"]),
    ("ANSA", &["ANSA"]),
    ("PA", &["PA", "Press Association", "PA Media"]),
    ("Kyodo", &["Kyodo", "Kyodo News"]),
    ("Yonhap", &["Yonhap", "Yonhap News Agency"]),
    ("UPI", &["UPI", "United Press International"]),
    ("Bloomberg", &["Bloomberg", "Bloomberg News"]),
    ("IANS", &["IANS"]),
    ("PTI", &["PTI", "Press Trust of India"]),
    ("ANI", &["ANI"]),
    ("AAP", &["AAP", "Australian Associated Press"]),
    ("Canadian Press", &["Canadian Press"]),
    ("Anadolu", &["Anadolu Agency", "Anadolu"]),
    ("IRNA", &["IRNA"]),
    ("SANA", &["SANA"]),
    ("KCNA", &["KCNA"]),
    ("Ukrinform", &["Ukrinform"]),
    ("BelTA", &["BelTA", "BELTA"]),
    ("APA", &["APA"]),
    ("CNS", &["CNS", "Catholic News Service"]),
    ("Tribune News Service", &["Tribune News Service", "TNS"]),
    ("WAM", &["WAM"]),
    ("Antara", &["Antara", "ANTARA"]),
];

/// Where a line stands in the report: what counts as a credit depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A byline, a sign-off, a dateline: a name alone is a credit.
    Credit,
    /// Running text: only with a verb of reporting, or in a dateline.
    Running,
}

/// The agencies a line credits, in order of their credit, each once.
pub fn credited(line: &str, place: Place) -> Vec<&'static str> {
    let mut found: Vec<(usize, &'static str)> = Vec::new();
    for (short, forms) in AGENCIES {
        let credit = forms.iter().flat_map(|form| standing(line, form)).filter(|(at, end)| {
            let (before, after) = (&line[..*at], &line[*end..]);
            // "Australian Associated Press" is not the Associated Press.
            if short == "AP" && before.ends_with("Australian ") {
                return false;
            }
            match place {
                Place::Credit => true,
                Place::Running => dateline(before, after) || reports(before, after) || contributes(before, after),
            }
        });
        if let Some((at, _)) = credit.min() {
            found.push((at, short));
        }
    }
    found.sort_unstable();
    found.dedup_by_key(|(_, short)| *short);
    found.into_iter().map(|(_, short)| short).collect()
}

/// Where a form stands as a word of its own.
fn standing<'a>(line: &'a str, form: &'a str) -> impl Iterator<Item = (usize, usize)> + 'a {
    line.match_indices(form).map(|(at, form)| (at, at + form.len())).filter(|(at, end)| {
        let before = line[..*at].chars().next_back();
        let after = line[*end..].chars().next();
        !before.is_some_and(|c| c.is_alphanumeric() || c == '-' || c == '@' || c == '.')
            && !after.is_some_and(|c| c.is_alphanumeric() || c == '@')
    })
}

/// "MOSCOW (Sputnik) –", "(AP) —" at the start, or "DUSHANBE, Sept 15 (Reuters) -", or a closing "(AFP)".
fn dateline(before: &str, after: &str) -> bool {
    let inside = after.find(')').is_some_and(|end| end <= 24 && !after[..end].contains(". "));
    let Some(open) = before.rfind('(').filter(|open| before.len() - open <= 24 && inside) else { return false };
    let head = before[..open].trim();
    let close = after.find(')').map_or("", |end| after[end + 1..].trim());
    let dash = close.starts_with(['-', '–', '—', ':']) || close.starts_with("--");
    (head.len() <= 60 && dash) || (close.is_empty() && !head.is_empty()) || head.is_empty() && dash
}

/// "the AP reports", "Interfax reported", "according to The Associated Press".
fn reports(before: &str, after: &str) -> bool {
    const VERBS: [&str; 16] = [
        "report", "reports", "reported", "said", "says", "writes", "wrote", "quoted", "quotes", "cited", "cites",
        "learned", "notes", "noted", "adds", "added",
    ];
    let mut words = after.trim_start().split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    // "Reuters news agency reported", "the AP's reporter said" is not the agency.
    let direct = !after.starts_with(['\'', '’', '-']);
    let verb = words.clone().take(1).any(|word| VERBS.contains(&word))
        || (words.next().is_some_and(|word| word == "news") && words.take(2).any(|word| VERBS.contains(&word)));
    let ahead = before.trim_end().to_lowercase();
    let ahead = ahead.strip_suffix("the").unwrap_or(&ahead).trim_end();
    const AHEAD: [&str; 12] = [
        "according to",
        "reported by",
        "reports by",
        "told",
        "quoted by",
        "cited by",
        "report by",
        "reporting by",
        "information from",
        "says",
        "files from",
        "tells",
    ];
    (direct && verb && after.starts_with([' ', ','])) || AHEAD.iter().any(|words| ahead.ends_with(words))
}

/// "Reuters contributed to this report", "With AFP", "Additional reporting by Reuters".
fn contributes(before: &str, after: &str) -> bool {
    let near: String = after.chars().take(60).collect();
    near.contains("contributed") || before.to_lowercase().ends_with("with reporting by ")
}

/// "ab/cd (AFP, AP)", "(Reuters)", "Associated Press": nothing but initials and agencies.
pub fn signed(words: &str) -> bool {
    let credited = credited(words, Place::Credit);
    if credited.is_empty() {
        return false;
    }
    let inside = words.find('(').map_or(words, |open| words[open..].trim_matches(['(', ')', ' ', '.']));
    let before = words.find('(').map_or("", |open| words[..open].trim());
    let initials = before.len() <= 12 && before.chars().all(|c| c.is_lowercase() || matches!(c, '/' | ',' | ' ' | '.'));
    let listed = inside
        .split([',', '/', ';'])
        .flat_map(|part| part.split(" and "))
        .filter(|part| !part.trim().is_empty())
        .count();
    let names = inside.split_whitespace().count() <= credited.len() * 3 + 1;
    initials && names && listed <= credited.len() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credits_of_running_text() {
        for (agencies, line) in [
            (&["Sputnik"][..], "MOSCOW (Sputnik) — Russia does this, the president said."),
            (&["Reuters"], "DUSHANBE, Sept 15 (Reuters) - The summit began."),
            (&["AP"], "According to The Associated Press, he also spoke."),
            (&["AP"], "The plan, the AP reports, is not ready."),
            (&["Interfax"], "The talks went on, Interfax reports."),
            (&["AP"], "The Associated Press contributed to this report."),
            (&["AFP", "Reuters"], "The minister told AFP that it was over. Reuters reported no such thing."),
            (&[], "He told Bild it was over."),
            (&[], "Reuters was founded in London."),
            (&[], "The PA system failed, and the AP's office was shut."),
        ] {
            assert_eq!(credited(line, Place::Running), agencies, "{line}");
        }
    }

    #[test]
    fn credits_of_bylines() {
        assert_eq!(credited("ab/cd (AFP, AP)", Place::Credit), ["AFP", "AP"]);
        assert_eq!(credited("By Associated Press", Place::Credit), ["AP"]);
        assert_eq!(credited("By Jane Doe", Place::Credit), [""; 0]);
    }
}
