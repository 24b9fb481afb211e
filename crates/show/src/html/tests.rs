//! The whole page: addresses, policy, outlet text.

use super::*;
use crate::fixture;
use proptest::prelude::*;

#[test]
fn every_address_leads_to_a_place_in_the_page() {
    for stories in [vec![fixture::ferry(), fixture::harbour()], vec![fixture::hostile()], vec![fixture::large(30)]] {
        let page = page(&stories);
        let ids: std::collections::BTreeSet<&str> = values(&page, " id=\"").collect();
        assert_eq!(ids.len(), values(&page, " id=\"").count(), "an id stands twice");
        for address in values(&page, " href=\"#").filter(|address| !address.is_empty()) {
            assert!(ids.contains(address), "{address} leads nowhere");
        }
    }
}

#[test]
fn outlet_text_is_never_markup() {
    let page = page(&[fixture::hostile(), fixture::ferry()]);
    assert_eq!(page.matches("<script").count(), 1);
    assert_eq!(page.matches("<style").count(), 1);
    assert!(!page.contains("<img") && !page.contains("<b id=a>"));
    assert!(!page.to_lowercase().contains("href=\"javascript"));
    assert!(!page.contains(" style=\""), "the policy allows no style attribute");
    assert!(!page.chars().any(|c| c.is_control() && c != '\n' && c != '\t'));
    assert!(!page.contains('\u{202e}'));
}

#[test]
fn the_page_names_its_policy_before_anything_it_covers() {
    let page = page(&[fixture::ferry()]);
    let policy = page.find("Content-Security-Policy").unwrap();
    assert!(policy < page.find("<style").unwrap() && policy < page.find("<script").unwrap());
    assert!(page.contains("default-src &#39;none&#39;"));
}

#[test]
fn the_same_stories_make_the_same_page() {
    assert_eq!(page(&[fixture::ferry()]), page(&[fixture::ferry()]));
}

#[test]
fn ids_that_cannot_stand_in_an_address_are_numbered() {
    let page = page(&[fixture::hostile()]);
    assert!(page.contains("id=\"in/~1\"") && page.contains("id=\"story/~1\""));
}

#[test]
fn a_page_without_stories_says_so() {
    assert!(page(&[]).contains("No stories"));
}

#[test]
fn the_whole_report_is_in_the_page() {
    let side = fixture::ferry();
    let page = page(std::slice::from_ref(&side));
    let text = page.split("<section class=\"full\"").nth(1).unwrap();
    let plain = plain(text);
    for all in &side.reports {
        for line in all.report.text.as_str().lines().filter(|line| !line.is_empty()) {
            assert!(plain.contains(line), "{line}");
        }
    }
}

/// What stands between `start` and the next quote mark, each time.
fn values<'p>(page: &'p str, start: &'p str) -> impl Iterator<Item = &'p str> {
    page.split(start).skip(1).filter_map(|rest| rest.split('"').next())
}

fn plain(markup: &str) -> String {
    let mut out = String::new();
    for part in markup.split('<') {
        out += part.split_once('>').map_or("", |part| part.1);
    }
    out.replace("&quot;", "\"").replace("&#39;", "'").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

proptest! {
    #[test]
    fn any_words_stay_words(words in any::<String>()) {
        let mut page = Page::default();
        page.word("p", &[("title", &words)], &words);
        let made = page.finish();
        prop_assert_eq!(made.matches('<').count(), 2);
        prop_assert_eq!(made.matches('"').count(), if words.is_empty() { 0 } else { 2 });
    }
}
