//! Posts of social networks that stand in a report as they were written.
//!
//! Finds: "We are sorry. https://t.co/… — Nordic Rail (@nordicrail) May 3, 2031", as pages embed them and copies keep them. Does not
//! find: a post without its name and handle, or a line too long for one.

use super::Found;
use super::scene::Scene;
use super::speakers::{Cast, Speaker};
use rashomon_news::{MentionForm, Quote};
use rashomon_text::Range;

/// Twice what the longest free post holds.
const LONGEST: usize = 560;
/// A shown name is at most this long (X allows 50 characters).
const LONGEST_NAME: usize = 60;
/// Addresses between a post's words and its name.
const LONGEST_TAIL: usize = 400;
/// Fewer words are a label.
const LEAST_WORDS: u32 = 3;

/// Where a post's words, the dash behind them and the name stand.
struct Post {
    content: Range,
    dash: Range,
    name: Range,
}

/// The posts, with those who wrote them.
pub fn find(scene: &Scene, cast: &Cast) -> Vec<Found> {
    let mut out = Vec::new();
    for (block, _) in &scene.blocks {
        for post in posts(scene, *block) {
            let (Some(part), Some(name), Some((dash, _))) =
                (words(scene, post.content), words(scene, post.name), words(scene, post.dash))
            else {
                continue;
            };
            if part.1 - part.0 < LEAST_WORDS {
                continue;
            }
            let known = cast.within(post.name).find(|(_, _, mention)| mention.form == MentionForm::Name);
            let speaker = known.map_or_else(
                || Speaker { name: Some(scene.text.slice(post.name).to_owned()), ..Speaker::default() },
                |(_, place, _)| cast.speaker(*place),
            );
            out.push(Found {
                cue: Some(dash),
                parts: vec![part],
                source: Some((name.0, name)),
                speaker,
                chance: None,
                rule: Quote::POST,
            });
        }
    }
    out
}

fn posts(scene: &Scene, block: Range) -> Vec<Post> {
    let text = scene.text;
    let all = text.slice(block);
    let (mut out, mut free) = (Vec::new(), 0);
    for (at, _) in all.match_indices("(@") {
        let handle = all[at + 2..].bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'_').count();
        if !(1..=20).contains(&handle) || !all[at + 2 + handle..].starts_with(')') || at < free {
            continue;
        }
        // Further back stands no post's first word.
        let floor = (at.saturating_sub(LONGEST + LONGEST_NAME + LONGEST_TAIL)..at).find(|&at| all.is_char_boundary(at));
        let from = free.max(floor.unwrap_or(at));
        let line = all[from..at].rfind('\n').map_or(from, |place| from + place + 1);
        let before = all[line..at].trim_end();
        let dash = before.char_indices().rev().find(|(place, c)| {
            let hyphen = *c == '-' && before[..*place].ends_with([' ', '-']);
            matches!(c, '—' | '–' | '―') || hyphen
        });
        let end = at + 2 + handle + 1;
        let Some((place, dash)) = dash else { continue };
        let name = &before[place + dash.len_utf8()..];
        let content = line + opened(&all[line..line + place])..line + closed(&all[line..line + place]);
        free = end + dated(&all[end..]);
        if name.len() > LONGEST_NAME || name.trim().is_empty() || content.len() > LONGEST || content.is_empty() {
            continue;
        }
        let start = block.start();
        let ranges = (
            text.range(start + content.start, start + content.end),
            text.range(start + line + place, start + line + place + dash.len_utf8()),
            text.range(start + line + place + dash.len_utf8(), start + line + before.len()),
        );
        if let (Some(content), Some(dash), Some(name)) = ranges {
            let marks = |c: char| c.is_whitespace() || "\"“”:".contains(c);
            out.push(Post { content: text.trim_matches(content, marks), dash, name: text.trim(name) });
        }
    }
    out
}

/// How much of a post's line is the page's own: "Skip Twitter post by @nordicrail".
fn opened(line: &str) -> usize {
    let handle = line.starts_with("Skip ").then(|| line.find(" by @")).flatten();
    handle.map_or(0, |handle| line[handle + 4..].find(' ').map_or(line.len(), |gap| handle + 4 + gap))
}

/// Where a post's words end: before the addresses behind them.
fn closed(line: &str) -> usize {
    let mut end = line.trim_end().len();
    while let Some(last) = line[..end].rsplit(char::is_whitespace).next().filter(|word| !word.is_empty()) {
        if !(last.contains("://") || last.starts_with("pic.twitter.com/") || last.chars().all(|c| "-–—".contains(c)))
        {
            break;
        }
        end = line[..end - last.len()].trim_end().len();
    }
    end
}

/// The length of a date after a handle: " May 3, 2031".
fn dated(rest: &str) -> usize {
    let word = rest.trim_start();
    let mut words = word.split_inclusive(' ');
    let (month, day, year) = (words.next().unwrap_or(""), words.next().unwrap_or(""), words.next().unwrap_or(""));
    let digits = |word: &str| word.bytes().take_while(u8::is_ascii_digit).count();
    let is = month.trim_end().len() >= 3
        && (1..=2).contains(&digits(day))
        && day.trim_end().ends_with(',')
        && digits(year) == 4;
    if is { rest.len() - word.len() + month.len() + day.len() + digits(year) } else { 0 }
}

/// The words of a range.
fn words(scene: &Scene, range: Range) -> Option<(u32, u32)> {
    let start = scene.words.partition_point(|word| word.range.end() <= range.start()) as u32;
    let end = scene.words.partition_point(|word| word.range.start() < range.end()) as u32;
    (start < end).then_some((start, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_of_a_line_is_the_post() {
        for (expected, line) in [
            ("We are sorry.", "We are sorry. https://t.example/a1 pic.twitter.com/b2 "),
            ("We are sorry", "We are sorry"),
            (" We are sorry.", "Skip Twitter post by @nordicrail We are sorry."),
            ("", "Skip post by @nordicrail"),
            ("", "https://t.example/a1"),
        ] {
            let start = opened(line);
            assert_eq!(&line[start..closed(line).max(start)], expected, "{line}");
        }
    }

    #[test]
    fn dates_behind_a_handle() {
        for (expected, rest) in [
            (" May 3, 2031", " May 3, 2031 and more"),
            (" October 13, 2031", " October 13, 2031\n"),
            ("", " and more"),
            ("", ""),
            ("", " May 2031"),
        ] {
            assert_eq!(&rest[..dated(rest)], expected, "{rest}");
        }
    }
}
