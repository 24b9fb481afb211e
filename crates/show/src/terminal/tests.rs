//! The whole report, as it is printed.

use super::*;
use crate::fixture;
use proptest::prelude::*;
use unicode_width::UnicodeWidthStr;

const PLAIN: Style = Style { colour: false, width: 100, all: false };

#[test]
fn a_story_on_one_screen() {
    insta::assert_snapshot!("ferry", report(&[fixture::ferry(), fixture::harbour()], PLAIN));
}

#[test]
fn a_narrow_terminal() {
    insta::assert_snapshot!("narrow", report(&[fixture::ferry()], Style { width: 60, ..PLAIN }));
}

#[test]
fn lines_keep_to_the_width_and_colour_only_adds_escapes() {
    let stories = [fixture::ferry(), fixture::hostile(), fixture::large(30)];
    for width in [0, 40, 72, 100, 200] {
        for all in [false, true] {
            let plain = report(&stories, Style { colour: false, width, all });
            let wide = plain.lines().map(UnicodeWidthStr::width).max().unwrap_or(0);
            assert!(wide <= width.max(40), "{wide} columns for {width}");
            let coloured = report(&stories, Style { colour: true, width, all });
            assert!(coloured.contains("\u{1b}[") && !plain.contains('\u{1b}'));
            assert_eq!(without_escapes(&coloured), plain);
        }
    }
}

#[test]
fn what_does_not_fit_is_counted_and_all_shows_it() {
    let stories = [fixture::large(30)];
    assert!(report(&stories, PLAIN).contains("more (--all)"));
    let all = report(&stories, Style { all: true, ..PLAIN });
    assert!(!all.contains("(--all)"));
    assert!(all.contains("Outlet 29"));
}

#[test]
fn nothing_to_show_is_shown_as_nothing() {
    assert_eq!(report(&[], PLAIN), "");
}

#[test]
fn outlet_text_cannot_steer_the_terminal() {
    let printed = report(&[fixture::hostile()], Style { all: true, ..PLAIN });
    assert!(!printed.chars().any(|c| c.is_control() && c != '\n'));
    assert!(!printed.chars().any(|c| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')));
}

fn without_escapes(words: &str) -> String {
    let mut out = String::new();
    let mut parts = words.split('\u{1b}');
    out.extend(parts.next());
    for part in parts {
        out.extend(part.split_once('m').map(|part| part.1));
    }
    out
}

proptest! {
    #[test]
    fn any_headline_is_printed_within_the_width(title in any::<String>(), width in 0usize..120) {
        let mut side = fixture::ferry();
        side.story.title = Some(title.clone());
        side.reports[0].report.title = Some(title);
        let printed = report(&[side], Style { width, ..PLAIN });
        prop_assert!(printed.lines().all(|line| line.width() <= width.max(40) + 1));
        prop_assert!(!printed.chars().any(|c| c.is_control() && c != '\n'));
    }
}
