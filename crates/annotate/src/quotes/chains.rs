//! The way a quotation came: "…, he told Germany's Bild, Interfax reported".
//!
//! Finds: the medium that was told ("told Bild", "in an interview with the BBC"), and the agency or paper that reports what another
//! said ("…, Interfax reports", "according to the AP, he urged"). Does not find: people as go-betweens, which nesting shows.

use super::Found;
use super::contents::Span;
use super::scene::Scene;
use super::speakers::Cast;
use crate::Deprel;
use rashomon_news::{MentionForm, PersonKind};
use rashomon_text::Range;

/// Agencies by the names they are printed under, with their short names.
const AGENCIES: [(&str, &str); 34] = [
    ("associated press", "AP"),
    ("ap", "AP"),
    ("agence france-presse", "AFP"),
    ("agence france presse", "AFP"),
    ("afp", "AFP"),
    ("reuters", "Reuters"),
    ("thomson reuters", "Reuters"),
    ("interfax", "Interfax"),
    ("tass", "TASS"),
    ("itar-tass", "TASS"),
    ("ria novosti", "RIA Novosti"),
    ("ria", "RIA Novosti"),
    ("sputnik", "Sputnik"),
    ("xinhua", "Xinhua"),
    ("xinhua news agency", "Xinhua"),
    ("dpa", "dpa"),
    ("efe", "EFE"),
    ("ansa", "ANSA"),
    ("pa", "PA"),
    ("press association", "PA"),
    ("pa media", "PA"),
    ("kyodo", "Kyodo"),
    ("kyodo news", "Kyodo"),
    ("yonhap", "Yonhap"),
    ("yonhap news agency", "Yonhap"),
    ("anadolu agency", "Anadolu"),
    ("anadolu", "Anadolu"),
    ("irna", "IRNA"),
    ("sana", "SANA"),
    ("upi", "UPI"),
    ("bloomberg", "Bloomberg"),
    ("bloomberg news", "Bloomberg"),
    ("kcna", "KCNA"),
    ("pti", "PTI"),
];

/// Words in the names of media, and words that describe them.
const MEDIA: [&str; 40] = [
    "news",
    "times",
    "post",
    "newspaper",
    "paper",
    "daily",
    "tv",
    "television",
    "radio",
    "channel",
    "magazine",
    "journal",
    "tribune",
    "herald",
    "guardian",
    "telegraph",
    "gazette",
    "chronicle",
    "observer",
    "mail",
    "globe",
    "agency",
    "press",
    "broadcaster",
    "network",
    "bbc",
    "cnn",
    "nbc",
    "cbs",
    "abc",
    "msnbc",
    "npr",
    "bild",
    "spiegel",
    "figaro",
    "monde",
    "zeitung",
    "website",
    "weekly",
    "sun",
];

/// The short name of an agency.
pub fn agency(name: &str) -> Option<&'static str> {
    let name = name.to_lowercase();
    let name = name.trim_start_matches("the ").trim_end_matches(" news agency").trim();
    AGENCIES.iter().find(|(known, _)| *known == name).map(|(_, short)| *short)
}

fn medium(words: &str) -> bool {
    words.split(|c: char| !c.is_alphanumeric()).any(|word| MEDIA.contains(&word.to_lowercase().as_str()))
}

/// The name of the medium among these words: an agency's short name, else the name as it stands.
fn medium_in(scene: &Scene, cast: &Cast, range: Range) -> Option<String> {
    let words = scene.text.slice(range);
    for (at, place, mention) in cast.within(range) {
        let person = cast.person(*place);
        if person.kind == PersonKind::Person || !range.contains(*at) {
            continue;
        }
        if let Some(short) = agency(&person.name) {
            return Some(short.to_owned());
        }
        let described = person.kind == PersonKind::Organisation && medium(words);
        if medium(&person.name) || described && mention.form != MentionForm::Pronoun {
            return Some(person.name.clone());
        }
    }
    agency(words.trim()).map(str::to_owned)
}

/// Fills in who was told: the object of the cue, or the one interviewed by.
pub fn told(scene: &Scene, cast: &Cast, found: &Found) -> Option<String> {
    let cue = found.cue?;
    let inside = |place: u32| found.parts.iter().any(|part| part.0 <= place && place < part.1);
    for child in scene.children(cue) {
        let word = scene.word(child);
        if inside(child) || !matches!(word.deprel, Deprel::Obj | Deprel::Iobj | Deprel::Obl) {
            continue;
        }
        let (mut end, mut start) = (word.right, word.left);
        while end > child + 1 && inside(end - 1) {
            end -= 1;
        }
        while start < child && inside(start) {
            start += 1;
        }
        let range = scene.word(start).range.cover(scene.word(end - 1).range);
        if let Some(name) = medium_in(scene, cast, range) {
            return Some(name);
        }
    }
    None
}

/// The agency or medium that a source names: it passes on what others say.
pub fn passes_on(scene: &Scene, cast: &Cast, span: Span) -> Option<String> {
    medium_in(scene, cast, scene.word(span.0).range.cover(scene.word(span.1 - 1).range))
}
