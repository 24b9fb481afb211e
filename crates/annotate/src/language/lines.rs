//! Line ends inside a block.

use super::word::class;

/// Shorter lines are not taken for wrapped text: mails and plain-text wires wrap at 60 to 80 characters.
const WRAPPED: usize = 55;

/// Whether the line end in `gap`, after the token at `place`, parts sentences: any does, but for text wrapped into lines of
/// even length, where a sentence goes on in small letters or after a long line without a stop.
pub fn part(text: &str, ranges: &[(usize, usize)], place: usize, gap: &str) -> bool {
    if !gap.contains(['\n', '\r', '\u{2028}', '\u{2029}']) {
        return false;
    }
    if gap.matches('\n').count() > 1 {
        return true;
    }
    let (Some(&(start, end)), Some(next)) = (ranges.get(place), ranges.get(place + 1)) else { return true };
    let line = text[..end].rfind('\n').map_or(0, |at| at + 1);
    let stops = text[start..end].chars().next().is_some_and(|c| matches!(class(c), b'.' | b'"' | b')'));
    let small = text[next.0..].chars().next().is_some_and(|c| class(c) == b'a');
    !(small || (end - line >= WRAPPED && !stops))
}
