//! What class names, ids and roles of a page say about the part they stand on.

/// Groups of words that page makers use in class names and ids; a bit each, in this order.
const GROUPS: [&str; 27] = [
    "article articlebody story storybody entry entrycontent postbody postcontent articlecontent articletext bodytext maintext",
    "content post body text copy rich richtext prose paragraph markdown wysiwyg",
    "main primary center",
    "comment comments disqus reply respond replies discussion commentlist",
    "related recommended recommend recommendations more popular trending latest readnext also recirc recirculation outbrain taboola mostread similar suggested next upnext teaser teasers",
    "share sharing social facebook twitter follow addthis sharedaddy whatsapp linkedin pinterest",
    "nav menu breadcrumb breadcrumbs navigation navbar skip topbar submenu megamenu dropdown hamburger",
    "footer foot colophon bottom",
    "legal copyright disclaimer terms privacy rights",
    "header masthead head top banner branding logo",
    "sidebar aside rail side widget widgets secondary complementary",
    "ad ads advert advertisement advertising sponsor sponsored promo promotion promotions dfp adslot adunit commercial affiliate",
    "newsletter subscribe signup subscription paywall register login signin account membership premium donate",
    "caption figcaption legend imagecaption photocaption",
    "figure image img photo picture gallery media slideshow carousel slider thumbnail thumb slide",
    "credit credits source copyrightholder",
    "author authors byline bio contributor contributors profile",
    "date time timestamp published pubdate updated datetime meta",
    "tag tags topic topics category categories keywords label labels kicker eyebrow",
    "title headline heading hed",
    "summary standfirst lead lede dek intro excerpt subtitle deck description subheadline subhead abstract",
    "pullquote quote blockquote callout highlight",
    "cookie cookies consent gdpr modal popup overlay dialog alert notice notification",
    "search form filter input pagination pager toolbar tools print button btn icon",
    "list item card grid feed row block module box",
    "hidden sr visually screenreader offscreen invisible collapse collapsed",
    "video player audio embed podcast transcript references footnotes footnote notes citation faq toc",
];

/// How many groups there are.
pub const COUNT: usize = GROUPS.len();

/// One word of a group's list and the group's number.
type Entry = (&'static str, u8);

fn table() -> &'static [Entry] {
    static TABLE: std::sync::OnceLock<Vec<Entry>> = std::sync::OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table: Vec<Entry> = GROUPS
            .iter()
            .enumerate()
            .flat_map(|(group, words)| words.split(' ').map(move |word| (word, group as u8)))
            .collect();
        table.sort_unstable();
        table
    })
}

/// The groups that the words of an attribute name, as bits: words part at anything but letters, and before a capital after a small letter.
pub fn groups(attribute: &str) -> u32 {
    let mut bits = 0;
    let mut word = [0u8; 24];
    let mut length = 0;
    let mut last = 0u8;
    for &byte in attribute.as_bytes().iter().take(LONGEST) {
        let parts = !byte.is_ascii_alphabetic() || (byte.is_ascii_uppercase() && last.is_ascii_lowercase());
        if parts {
            bits |= group(&word[..length]);
            length = 0;
        }
        if byte.is_ascii_alphabetic() && length < word.len() {
            word[length] = byte.to_ascii_lowercase();
            length += 1;
        }
        last = byte;
    }
    bits | group(&word[..length])
}

/// Attributes are looked at this far (bytes): utility class lists grow to kilobytes and say nothing new.
const LONGEST: usize = 400;

fn group(word: &[u8]) -> u32 {
    if word.len() < 2 {
        return 0;
    }
    let table = table();
    let first = table.partition_point(|(known, _)| known.as_bytes() < word);
    let same = table[first..].iter().take_while(|(known, _)| known.as_bytes() == word);
    same.fold(0, |bits, (_, group)| bits | 1 << group)
}

#[cfg(test)]
mod tests {
    use super::groups;

    #[test]
    fn words_of_class_names_are_told_apart() {
        let comment = groups("comment");
        assert_ne!(comment, 0);
        assert_eq!(groups("wp-commentList comments"), groups("comments") | groups("list"));
        assert_eq!(groups("storyBody__inner"), groups("story") | groups("body"));
        // "ad" is a word of its own, not a part of "header" or "shadow".
        assert_eq!(groups("shadow") & groups("ad"), 0);
        assert_eq!(groups(""), 0);
    }
}
