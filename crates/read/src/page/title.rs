//! A page's headline: among what its head, its linked data and its headings say.

use super::linked::{Linked, plain};
use super::tree::{Page, Tag};

/// A title found, and what said it.
#[derive(Clone, Debug)]
pub struct Candidate {
    pub words: String,
    pub rule: &'static str,
}

/// All that say it, in the order of trust.
pub fn candidates(page: &Page, linked: &Linked, outlet: Option<&str>, odds: &[f32]) -> Vec<Candidate> {
    let mut out: Vec<Candidate> = Vec::new();
    let mut add = |words: Option<String>, rule: &'static str| {
        if let Some(words) = words.map(|words| plain(&words)).filter(|words| !words.is_empty()) {
            out.push(Candidate { words, rule });
        }
    };
    let headings = headings(page, odds);
    let bare = |words: &str| without_outlet(words, outlet);
    for heading in headings {
        add(Some(heading), "title/h1");
    }
    add(linked.headline.as_deref().map(&bare), "title/json-ld");
    add(page.meta("og:title").map(&bare), "title/meta");
    add(page.meta("twitter:title").map(&bare), "title/meta");
    for key in ["parsely-title", "dc.title", "sailthru.title", "headline"] {
        add(page.meta(key).map(&bare), "title/meta");
    }
    add(page.title.as_deref().map(&bare), "title/title");
    out
}

/// The one that most others agree with; of equals the more trusted.
pub fn choose(candidates: &[Candidate]) -> Option<usize> {
    let folded: Vec<Vec<String>> = candidates.iter().map(|candidate| fold(&candidate.words)).collect();
    let score = |place: usize| {
        let mine = &folded[place];
        let agree: f32 = folded
            .iter()
            .enumerate()
            .filter(|(other, _)| *other != place)
            .map(|(_, other)| likeness(mine, other))
            .sum();
        let trust = match candidates[place].rule {
            "title/h1" => 1.6,
            "title/json-ld" => 0.6,
            "title/meta" => 0.4,
            _ => 0.0,
        };
        let length = if mine.len() < 2 { -1.0 } else { 0.0 };
        agree + trust + length
    };
    let all = (0..candidates.len()).filter(|place| !folded[*place].is_empty());
    all.map(|place| (score(place), place))
        .reduce(|best, next| if next.0 > best.0 + 1e-6 { next } else { best })
        .map(|(_, place)| place)
}

fn fold(words: &str) -> Vec<String> {
    words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

fn likeness(a: &[String], b: &[String]) -> f32 {
    let shared = a.iter().filter(|word| b.contains(word)).count() as f32;
    2.0 * shared / (a.len() + b.len()).max(1) as f32
}

/// The first-rank headings above or near the article.
fn headings(page: &Page, odds: &[f32]) -> Vec<String> {
    let first = odds.iter().position(|odds| *odds > 0.0).unwrap_or(0);
    let mut found: Vec<(usize, String)> = Vec::new();
    for (place, line) in page.lines.iter().enumerate() {
        let element = &page.elements[line.element as usize];
        if element.tags >> Tag::H1 as u8 & 1 == 1 && !element.hidden {
            match found.last_mut().filter(|(last, _)| page.lines[*last].element == line.element && *last + 1 == place) {
                Some((last, words)) => {
                    *last = place;
                    words.push(' ');
                    words.push_str(&line.text);
                }
                None => found.push((place, line.text.clone())),
            }
        }
    }
    // The nearest above the article first; a logo's heading stands far above it.
    found.sort_by_key(|(place, _)| (*place > first + 2, place.abs_diff(first)));
    found.into_iter().take(2).map(|(_, words)| words).collect()
}

/// "Headline | Outlet", "Headline - Section - Outlet", "Outlet: Headline" without the outlet.
pub fn without_outlet(words: &str, outlet: Option<&str>) -> String {
    let mut words = words.trim();
    loop {
        let cut = [" | ", " - ", " – ", " — ", " :: ", " » ", " · ", " • "]
            .iter()
            .filter_map(|sign| words.rfind(sign).map(|at| (at, sign.len())))
            .max();
        let Some((at, length)) = cut else { break };
        let tail = words[at + length..].trim();
        let bar = words[at..].starts_with(" | ");
        let known = outlet.is_some_and(|outlet| same_name(tail, outlet));
        let count = tail.split_whitespace().count();
        if at >= 10 && (known || (bar && count <= 5)) {
            words = words[..at].trim_end();
        } else {
            break;
        }
    }
    words.to_owned()
}

fn same_name(a: &str, b: &str) -> bool {
    let letters = |words: &str| -> String {
        let lower = words.to_lowercase();
        let all: String = lower.chars().filter(|c| c.is_alphanumeric()).collect();
        // "thegazette.com" is "The Gazette".
        all.strip_prefix("the").map(str::to_owned).unwrap_or(all)
    };
    let (a, b) = (letters(a), letters(b));
    !a.is_empty()
        && !b.is_empty()
        && (a == b || (a.len() >= 4 && b.starts_with(&a)) || (b.len() >= 4 && a.starts_with(&b)))
}

#[cfg(test)]
mod tests {
    use super::without_outlet;

    #[test]
    fn outlets_leave_titles() {
        for (value, words, outlet) in [
            ("The bridge is open again", "The bridge is open again | The Gazette", None),
            ("The bridge is open again", "The bridge is open again - The Gazette", Some("Gazette")),
            ("The bridge - open again", "The bridge - open again", Some("Gazette")),
            ("The bridge is open", "The bridge is open - Local - thegazette.com", Some("The Gazette")),
        ] {
            let got = without_outlet(words, outlet);
            assert!(got == value || got == format!("{value} - Local"), "{got}");
        }
    }
}
