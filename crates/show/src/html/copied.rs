//! Who shares text with whom, and who heard it from whom.

use super::address::Desk;
use super::matrix;
use super::write::{Page, tag};
use crate::view::counted;
use rashomon_news::{Copied, Direction};
use rashomon_text::Passage;

/// Pairs written out, those listed first; more are counted.
const PAIRS: usize = 300;
/// Passages written out for one pair.
const PASSAGES: usize = 12;

pub(super) fn write(page: &mut Page, desk: &mut Desk) {
    let found = &desk.view.side.findings;
    if found.copies.is_empty() && found.chains.is_empty() {
        matrix::none(page, desk, ("copied", "Copied"), "No shared text and no common credit was found.");
        return;
    }
    matrix::open(page, desk, "copied", "Copied", found.copies.len());
    page.raw(
        "<p class=\"note\">Running text that two reports share, and agencies that both credit.</p><ul class=\"pairs\">",
    );
    for copy in found.copies.iter().take(PAIRS) {
        pair(page, desk, copy);
    }
    page.raw("</ul>");
    if found.copies.len() > PAIRS {
        page.word("p", &[("class", "note")], &format!("… and {} more pairs.", found.copies.len() - PAIRS));
    }
    chains(page, desk);
    page.raw("</section>");
}

fn pair(page: &mut Page, desk: &mut Desk, copy: &Copied) {
    let (Some(a), Some(b)) = (desk.view.place(&copy.a), desk.view.place(&copy.b)) else { return };
    page.raw("<li class=\"row pair\" data-k=\"agree\"><p class=\"what\">");
    let (first, sign, second) = match copy.direction {
        Some(Direction::AToB) => (a, " → ", b),
        Some(Direction::BToA) => (b, " → ", a),
        None => (a, " = ", b),
    };
    page.outlet(None, desk.view.name(first));
    page.text(sign);
    page.outlet(None, desk.view.name(second));
    page.raw(" <small class=\"why\">");
    let long: usize = copy.passages.iter().map(|(a, _)| a.as_str().split_whitespace().count()).sum();
    let shared = if long > 0 { format!("{} shared", counted(long, "word")) } else { "no shared text".to_owned() };
    page.text(&shared);
    match (&copy.origin, copy.direction) {
        (Some(origin), _) => {
            page.raw(" · both from ");
            page.outlet(None, origin);
        }
        (None, None) => page.raw(" · cannot tell who had it first"),
        _ => {}
    }
    page.raw("</small></p>");
    if !copy.passages.is_empty() {
        page.raw("<dl>");
        for (left, right) in copy.passages.iter().take(PASSAGES) {
            shared_words(page, desk, (a, left), (b, right));
        }
        page.raw("</dl>");
        if copy.passages.len() > PASSAGES {
            page.word("p", &[("class", "note")], &format!("… and {} more passages.", copy.passages.len() - PASSAGES));
        }
    }
    if !copy.credits.is_empty() {
        page.raw("<p class=\"credits\">Credits: ");
        for (number, (id, passage)) in copy.credits.iter().enumerate() {
            page.raw(if number > 0 { " · " } else { "" });
            let Some(place) = desk.view.place(id) else { continue };
            page.outlet(None, desk.view.name(place));
            page.raw(" ");
            words(page, desk, place, passage);
        }
        page.raw("</p>");
    }
    page.raw("</li>");
}

/// One passage in two reports: printed once where the words are the same.
fn shared_words(page: &mut Page, desk: &mut Desk, left: (usize, &Passage), right: (usize, &Passage)) {
    for (place, passage) in [left, right] {
        page.raw("<div><dt>");
        page.outlet(None, desk.view.name(place));
        page.raw("</dt><dd>");
        words(page, desk, place, passage);
        page.raw("</dd></div>");
    }
}

/// Words that open in their report.
pub(super) fn words(page: &mut Page, desk: &mut Desk, place: usize, passage: &Passage) {
    let address = desk.passage(place, passage.range());
    page.open("a", &[("class", "words"), ("href", &format!("#{address}"))]);
    page.outlet(Some(tag(desk.view.reports()[place].report.language.as_deref())), passage.as_str());
    page.close("a");
}

fn chains(page: &mut Page, desk: &mut Desk) {
    let ways = desk.view.ways();
    if ways.is_empty() {
        return;
    }
    page.word(desk.levels[2], &[], "Passed on");
    page.raw("<p class=\"note\">Who heard it from whom, first to last, and the words that tell it.</p><ul class=\"pairs ways\">");
    for way in &ways {
        let Some(place) = desk.view.place(way.report) else { continue };
        page.raw("<li class=\"row pair\" data-k=\"only\"><p class=\"what\">");
        for (number, link) in way.links.iter().enumerate() {
            page.raw(if number > 0 { " → " } else { "" });
            page.outlet(None, link);
        }
        page.raw("</p><p class=\"credits\">");
        for (number, passage) in way.passages.iter().take(PASSAGES).enumerate() {
            page.raw(if number > 0 { " · " } else { "" });
            words(page, desk, place, passage);
        }
        if way.passages.len() > PASSAGES {
            page.text(&format!(" … and {} more", way.passages.len() - PASSAGES));
        }
        page.raw("</p></li>");
    }
    page.raw("</ul>");
}
