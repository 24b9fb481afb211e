//! From what the model thinks of each line to what each line is.

use super::features::Ready;
use super::lines::Line;
use crate::facts::{agencies, bylines};
use crate::line::words::hash;
use crate::line::{Words, phrases};
use rashomon_news::Role;
use rashomon_text::Text;

/// A copy with its lines and what the model thinks of them.
pub struct Copy<'a> {
    /// The text.
    pub text: &'a Text,
    /// Its lines.
    pub lines: &'a [Line],
    /// What is counted in them.
    pub ready: &'a Ready,
    /// Log odds that a line is the article's.
    pub odds: &'a [f32],
}

impl Copy<'_> {
    /// The characters of a line.
    pub fn words(&self, place: usize) -> &str {
        self.lines.get(place).map_or("", |line| self.text.slice(line.range))
    }

    fn counts(&self, place: usize) -> &Words {
        &self.ready.words[place]
    }
}

/// Phrases of [`crate::line::phrases`]: credits of pictures, and bylines.
const CREDIT: u32 = 1 << 5;
const ALSO: u32 = 1 << 2;

/// The role of every line; `title` is the line of the headline, `date` that of the date of publication.
pub fn roles(copy: &Copy<'_>, title: Option<usize>, date: Option<usize>) -> Vec<Role> {
    let mut roles: Vec<Role> =
        copy.odds.iter().map(|odds| if *odds > 0.0 { Role::Paragraph } else { Role::Furniture }).collect();
    for (place, role) in roles.iter_mut().enumerate() {
        let counts = copy.counts(place);
        if Some(place) == title {
            *role = Role::Headline;
        } else if counts.phrases & ALSO != 0 && counts.words < 30 && also(copy.words(place)) {
            *role = Role::Furniture;
        } else if credit(copy.words(place), counts) {
            *role = Role::Credit;
        }
    }
    pullquotes(copy, &mut roles);
    captions(copy, &mut roles);
    bylines(copy, title, &mut roles);
    if let Some(date) = date.filter(|date| roles[*date] == Role::Furniture || copy.counts(*date).words < 12) {
        roles[date] = Role::Dateline;
    }
    subheads(copy, &mut roles);
    roles
}

/// "Also read: …", "Read more: …": a label and a link's words.
fn also(words: &str) -> bool {
    words.find(':').is_some_and(|at| at < 24) || words.split_whitespace().count() <= 3
}

/// "Image: Agency/A. Person", "Photo by …", "(AP Photo/…)".
pub fn credit(words: &str, counts: &Words) -> bool {
    let lower = words.to_lowercase();
    const LABELS: [&str; 13] = [
        "image:",
        "images:",
        "image source",
        "image credit",
        "photo:",
        "photo by",
        "photograph:",
        "photograph by",
        "picture:",
        "pictures:",
        "credit:",
        "photos:",
        "photo credit",
    ];
    const AGENTS: [&str; 9] = [
        "getty images",
        "via getty",
        "ap photo",
        "shutterstock",
        "/reuters",
        "reuters/",
        "afp/",
        "/afp",
        "picture-alliance",
    ];
    counts.words <= 25
        && !counts.full_stop
        && (LABELS.iter().any(|label| lower.starts_with(label))
            || (counts.words <= 8 && counts.phrases & CREDIT != 0 && AGENTS.iter().any(|agent| lower.contains(agent))))
}

/// A line that says again, in large type, what a longer line says; and the speaker's name alone after it.
fn pullquotes(copy: &Copy<'_>, roles: &mut [Role]) {
    for place in 0..roles.len() {
        let counts = copy.counts(place);
        let again = copy.ready.echoes[place] >= 0.9 && counts.words >= 6 && counts.words <= 60;
        if roles[place] == Role::Headline || !again || !near_body(roles, place) {
            continue;
        }
        roles[place] = Role::Pullquote;
        let next = place + 1;
        if next < roles.len() && roles[next] != Role::Headline {
            let after = copy.counts(next);
            let name = after.words <= 4 && after.capitals == after.words && !after.full_stop && after.digits == 0;
            if name && !copy.lines[next].heading {
                roles[next] = Role::Pullquote;
            }
        }
    }
}

/// Whether the article's text stands on both sides within ten lines.
fn near_body(roles: &[Role], place: usize) -> bool {
    let body = |role: &Role| *role == Role::Paragraph;
    roles[place.saturating_sub(10)..place].iter().any(body)
        && roles[place + 1..(place + 11).min(roles.len())].iter().any(body)
}

/// Lines that stand with a picture's credit, and furniture inside the article that reads like a caption.
fn captions(copy: &Copy<'_>, roles: &mut [Role]) {
    for place in 0..roles.len() {
        if roles[place] != Role::Credit {
            continue;
        }
        // Up to two lines without a blank line between: a caption, and the picture's title over it.
        let mut at = place;
        for _ in 0..2 {
            let same = copy.lines[at].glued || copy.lines[at].blank == 0;
            let above = at.checked_sub(1).filter(|_| same);
            let Some(above) = above.filter(|above| copy.counts(*above).words <= 60) else { break };
            let counts = copy.counts(above);
            if !matches!(roles[above], Role::Furniture | Role::Paragraph)
                || counts.words < 2
                || (counts.full_stop && at != place)
            {
                break;
            }
            roles[above] = Role::Caption;
            at = above;
        }
    }
    described(copy, roles);
    boxes(copy, roles);
    for place in 0..roles.len() {
        let counts = copy.counts(place);
        let reads = counts.words >= 5 && counts.words <= 60 && counts.stops > 0 && counts.phrases & !CREDIT == 0;
        if roles[place] == Role::Furniture && reads && copy.lines[place].marker == 0 && near_body(roles, place) {
            roles[place] = Role::Caption;
        }
    }
}

/// Lines of the article that describe a picture: they say so, or are whole sentences without the full stop that the paragraphs have.
fn described(copy: &Copy<'_>, roles: &mut [Role]) {
    let body = |place: &usize| copy.odds[*place] > 0.0 && copy.counts(*place).words >= 10;
    let (count, full) = (0..roles.len())
        .filter(body)
        .fold((0, 0), |(count, full), place| (count + 1, full + usize::from(copy.counts(place).full_stop)));
    let stopped = count >= 4 && full * 10 >= count * 6;
    for place in 0..roles.len() {
        let (counts, line) = (copy.counts(place), &copy.lines[place]);
        let plain =
            roles[place] == Role::Paragraph && line.marker == 0 && !line.heading && !counts.quoted && !counts.colon;
        if !plain || counts.words < 4 || counts.words > 22 || copy.odds[place] > SURE || !near_body(roles, place) {
            continue;
        }
        let words = copy.words(place);
        let pictured = phrases::pictured(words);
        let sentence = counts.words >= 6 && phrases::sentence(words) || counts.words >= 13;
        if pictured && (!counts.full_stop || !phrases::sentence(words)) || (stopped && !counts.full_stop && sentence) {
            roles[place] = Role::Caption;
        }
    }
}

/// Log odds above which a line stays the article's whatever it looks like.
const SURE: f32 = 3.5;

/// A gallery or video inside the article: its title, one paragraph, a caption, about something the article names nowhere else.
fn boxes(copy: &Copy<'_>, roles: &mut [Role]) {
    for place in 0..roles.len().saturating_sub(2) {
        let head = copy.counts(place);
        let shape = matches!(roles[place], Role::Paragraph | Role::Furniture)
            && roles[place + 1] == Role::Paragraph
            && roles[place + 2] == Role::Caption
            && (4..=12).contains(&head.words)
            && !head.full_stop
            && copy.lines[place].marker == 0
            && near_body(roles, place);
        if !shape {
            continue;
        }
        let names = |at: usize| -> Vec<u32> { proper(copy.words(at)) };
        let (second, third) = (names(place + 1), names(place + 2));
        let shared: Vec<u32> =
            names(place).into_iter().filter(|name| second.contains(name) && third.contains(name)).collect();
        let elsewhere = |name: &u32| {
            (0..roles.len()).any(|at| {
                !(place..place + 3).contains(&at)
                    && matches!(roles[at], Role::Paragraph | Role::Headline)
                    && copy.counts(at).hashes.contains(name)
            })
        };
        if shared.iter().any(|name| !elsewhere(name)) {
            roles[place] = Role::Caption;
            roles[place + 1] = Role::Caption;
        }
    }
}

/// The capitalised words of a line after its first, in lower case, hashed.
fn proper(words: &str) -> Vec<u32> {
    let all = words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).skip(1);
    all.filter(|word| word.chars().next().is_some_and(char::is_uppercase))
        .map(|word| hash(&word.to_lowercase()))
        .collect()
}

/// Lines of the article's head and foot that say who wrote it, and when.
fn bylines(copy: &Copy<'_>, title: Option<usize>, roles: &mut [Role]) {
    let first = roles.iter().position(|role| *role == Role::Paragraph).unwrap_or(0);
    let last = roles.iter().rposition(|role| *role == Role::Paragraph).unwrap_or(0);
    let from = title.unwrap_or(first).min(first).saturating_sub(8);
    for place in from..(last + 8).min(roles.len()) {
        let counts = copy.counts(place);
        let words = copy.words(place);
        if counts.words > 16 || copy.lines[place].marker > 0 && counts.words < 2 {
            continue;
        }
        let open = matches!(roles[place], Role::Furniture | Role::Caption);
        let edge = place <= first + 2 || place + 2 >= last;
        if edge && agencies::signed(words) && (open || counts.words <= 8) && roles[place] != Role::Headline {
            roles[place] = Role::Byline;
        } else if open && place < first + 3 {
            if starts_by(words) && !bylines::authors(words).is_empty() {
                roles[place] = Role::Byline;
            }
        } else if open && place >= last && starts_by(words) && !bylines::authors(words).is_empty() {
            roles[place] = Role::Byline;
        }
    }
}

fn starts_by(words: &str) -> bool {
    let lower = words.to_lowercase();
    ["by ", "by:", "written by", "author", "story by", "reporting by", "posted by"]
        .iter()
        .any(|label| lower.starts_with(label))
}

/// Short lines without a full stop inside the article.
fn subheads(copy: &Copy<'_>, roles: &mut [Role]) {
    for place in 0..roles.len() {
        let counts = copy.counts(place);
        let line = &copy.lines[place];
        let follows = roles.get(place + 1).is_some_and(|next| *next == Role::Paragraph);
        let short = counts.words <= 14 && !counts.full_stop && !counts.colon && !counts.quoted && line.marker == 0;
        if roles[place] == Role::Paragraph && (line.heading || (short && follows && !counts.small)) {
            roles[place] = Role::Subhead;
        }
    }
}
