//! Every format through the one door, with small inputs of our own and with hostile ones.

use flate2::Compression;
use flate2::write::GzEncoder;
use jiff::civil::date;
use rashomon_news::{Report, Role};
use rashomon_read::{Options, Record, records};
use std::io::{Cursor, Read, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

const LEAD: &str =
    "A footbridge over the river Orr was closed on Monday after inspectors found cracks in two of its piers.";
const NEXT: &str = "The town council said that repairs would take three weeks and that a ferry would run until then.";
const LAST: &str = "\"We would rather be late than sorry,\" the mayor, Ada Quill, told reporters at the landing.";

fn options() -> Options {
    Options { published: None, today: date(2026, 1, 1) }
}

fn open(name: &str, bytes: impl Into<Vec<u8>>) -> Vec<Result<Report, String>> {
    records(name, Box::new(Cursor::new(bytes.into())), &options())
        .map(|record| record.map(Record::into_report).map_err(|failure| failure.to_string()))
        .collect()
}

fn one(name: &str, bytes: impl Into<Vec<u8>>) -> Report {
    let mut all = open(name, bytes);
    assert_eq!(all.len(), 1, "{name}");
    all.remove(0).unwrap_or_else(|failure| panic!("{name}: {failure}"))
}

fn failure(name: &str, bytes: impl Into<Vec<u8>>) -> String {
    let mut all = open(name, bytes);
    assert_eq!(all.len(), 1, "{name}");
    all.remove(0).err().unwrap_or_else(|| panic!("{name} was read"))
}

fn day(report: &Report) -> Option<String> {
    report.published.as_ref().map(|published| published.value.day().to_string())
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut writer = GzEncoder::new(Vec::new(), Compression::fast());
    writer.write_all(bytes).unwrap();
    writer.finish().unwrap()
}

fn page(charset: &str, more: &str) -> String {
    format!(
        "<!DOCTYPE html><html><head><meta charset=\"{charset}\"><title>Footbridge closed</title></head><body>\
         <nav><a href=\"/\">Home</a> <a href=\"/sport\">Sport</a></nav><article><h1>Footbridge closed</h1>\
         <p>{LEAD}</p><p>{NEXT}</p><p>{LAST}</p><p>{more}</p></article><footer>© Orr Herald</footer></body></html>"
    )
}

#[test]
fn feeds_give_each_item_with_its_full_text() {
    let rss = format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel>\
         <title>Orr Herald</title><item><title>Footbridge closed</title><link>https://orr.example/a</link>\
         <pubDate>Mon, 10 Nov 2025 08:00:00 GMT</pubDate><description>Short.</description>\
         <content:encoded><![CDATA[<p>{LEAD}</p><p>{NEXT}</p>]]></content:encoded></item>\
         <item><title>Ferry &amp; fares</title><link>https://orr.example/b</link><description>{NEXT}</description></item>\
         </channel></rss>"
    );
    let all: Vec<Report> = open("feed.xml", rss).into_iter().map(Result::unwrap).collect();
    assert_eq!(all.len(), 2);
    assert_eq!((all[0].id.as_str(), all[0].outlet.as_deref()), ("https://orr.example/a", Some("Orr Herald")));
    assert_eq!(day(&all[0]).as_deref(), Some("2025-11-10"));
    assert!(all[0].text.as_str().contains(LEAD) && all[0].text.as_str().contains(NEXT));
    assert!(!all[0].text.as_str().contains('<') && !all[0].text.as_str().contains("Short."));
    assert_eq!(all[1].title.as_deref(), Some("Ferry & fares"));
    assert_eq!((all[1].complete, day(&all[1])), (Some(false), None));

    let atom = format!(
        "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Orr Herald</title><entry><title>Footbridge closed</title>\
         <id>tag:orr.example,2025:1</id><published>2025-11-10T08:00:00Z</published><author><name>Ben Tarn</name></author>\
         <content type=\"html\">&lt;p&gt;{LEAD}&lt;/p&gt;</content></entry></feed>"
    );
    let report = one("feed.atom", atom);
    assert_eq!((report.authors, report.id), (vec!["Ben Tarn".to_owned()], "tag:orr.example,2025:1".to_owned()));

    let json = format!(
        "{{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"Orr Herald\", \"items\": [{{\"id\": \"7\", \
         \"url\": \"https://orr.example/a\", \"title\": \"Footbridge closed\", \"content_html\": \"<p>{LEAD}</p>\", \
         \"date_published\": \"2025-11-10T08:00:00Z\"}}]}}"
    );
    let report = one("feed.json", json);
    assert_eq!((report.title.as_deref(), day(&report).as_deref()), (Some("Footbridge closed"), Some("2025-11-10")));
}

#[test]
fn articles_as_json() {
    let article = serde_json::json!({
        "@context": "https://schema.org", "@type": "NewsArticle", "headline": "Footbridge closed",
        "datePublished": "2025-11-10T08:00:00+01:00", "dateModified": "2025-11-11T08:00:00+01:00",
        "author": [{"@type": "Person", "name": "Ben Tarn"}], "publisher": {"name": "Orr Herald"},
        "url": "https://orr.example/a", "articleBody": format!("{LEAD}\n\n{NEXT}"),
    });
    let report = one("a.json", article.to_string());
    assert_eq!((report.id.as_str(), report.outlet.as_deref()), ("a", Some("Orr Herald")));
    assert_eq!(report.authors, ["Ben Tarn"]);
    assert_eq!(report.published.as_ref().unwrap().value.to_string(), "2025-11-10T07:00:00Z");
    assert_eq!(report.modified.as_ref().unwrap().value.to_string(), "2025-11-11T07:00:00Z");
    let roles: Vec<Role> = report.blocks.iter().map(|block| block.value).collect();
    assert_eq!(roles, [Role::Headline, Role::Paragraph, Role::Paragraph]);
    // A list: what is no article is named, the rest is read.
    let list = serde_json::json!([article, {"name": "no body"}, {"headline": "B", "body_text": NEXT, "uri": "urn:b"}]);
    let all = open("list.json", list.to_string());
    assert_eq!(all.len(), 3);
    assert!(all[1].as_ref().is_err_and(|failure| failure.contains("item 2")), "{:?}", all[1]);
    assert_eq!(all[2].as_ref().unwrap().id, "urn:b");
}

fn record(kind: &str, address: &str, media: &str, block: &[u8]) -> Vec<u8> {
    let mut out = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nContent-Type: {media}\r\nContent-Length: {}\r\n\r\n",
        block.len()
    )
    .into_bytes();
    out.extend(block);
    out.extend(b"\r\n\r\n");
    out
}

fn answer(status: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    let mut out = format!("HTTP/1.1 {status}\r\nContent-Type: text/html\r\n{headers}\r\n").into_bytes();
    out.extend(body);
    out
}

fn archive() -> Vec<Vec<u8>> {
    let http = "application/http; msgtype=response";
    let body = page("utf-8", "");
    let half = body.len() / 2;
    let mut chunked = Vec::new();
    for part in [&body.as_bytes()[..half], &body.as_bytes()[half..]] {
        chunked.extend(format!("{:x}\r\n", part.len()).into_bytes());
        chunked.extend(part);
        chunked.extend(b"\r\n");
    }
    chunked.extend(b"0\r\n\r\n");
    vec![
        record("warcinfo", "", "application/warc-fields", b"software: none\r\n"),
        record("request", "https://orr.example/a", "application/http; msgtype=request", b"GET / HTTP/1.1\r\n\r\n"),
        record("response", "https://orr.example/a", http, &answer("200 OK", "", body.as_bytes())),
        record("response", "https://orr.example/gone", http, &answer("404 Not Found", "", body.as_bytes())),
        record(
            "response",
            "https://orr.example/b",
            http,
            &answer("200 OK", "Transfer-Encoding: chunked\r\n", &chunked),
        ),
        record(
            "response",
            "https://orr.example/c",
            http,
            &answer("200 OK", "Content-Encoding: gzip\r\n", &packed(body.as_bytes())),
        ),
    ]
}

#[test]
fn web_archives_of_many_members() {
    let members = archive();
    let plain = members.concat();
    let gzipped: Vec<u8> = members.iter().flat_map(|member| packed(member)).collect();
    for (name, bytes) in [("a.warc", plain.clone()), ("a.warc.gz", gzipped.clone())] {
        let all: Vec<Report> = open(name, bytes).into_iter().map(Result::unwrap).collect();
        let ids: Vec<&str> = all.iter().map(|report| report.id.as_str()).collect();
        assert_eq!(ids, ["https://orr.example/a", "https://orr.example/b", "https://orr.example/c"], "{name}");
        for report in &all {
            assert!(report.text.as_str().contains(LAST) && !report.text.as_str().contains("Sport"), "{}", report.id);
        }
    }
    // Cut inside the last record: the ones before it stand, the damage is named.
    for (name, bytes) in [("a.warc", &plain), ("a.warc.gz", &gzipped)] {
        let all = open(name, &bytes[..bytes.len() - 60]);
        assert!(all.iter().take(2).all(Result::is_ok), "{name}");
        assert!(all.last().unwrap().as_ref().is_err_and(|failure| failure.contains("a.warc")), "{name}");
    }
}

#[test]
fn texts_of_web_archives() {
    let text = format!("Orr Herald\nHome\nSport\nFootbridge closed\n{LEAD}\n{NEXT}\n{LAST}\nAll rights reserved\n");
    let wet = [
        record("conversion", "https://orr.example/a", "text/plain", text.as_bytes()),
        record("conversion", "https://orr.example/empty", "text/plain", b"  \n"),
        record("conversion", "https://orr.example/b", "text/plain", text.as_bytes()),
    ];
    let all: Vec<Report> = open("a.wet", wet.concat()).into_iter().map(Result::unwrap).collect();
    assert_eq!(all.len(), 2);
    assert_eq!(all[1].url.as_deref(), Some("https://orr.example/b"));
    assert_eq!(all[0].text.as_str(), text);
}

#[test]
fn copies_without_a_clear_article_give_their_running_words() {
    use Role::{Furniture, Headline, Paragraph};
    let roles = |report: &Report| report.blocks.iter().map(|block| block.value).collect::<Vec<Role>>();
    let doubted = |report: &Report| report.doubts.iter().any(|doubt| doubt.as_str().contains("no clear article"));
    // Too short for the model to see an article in them.
    for short in [
        "New library opens\n\nThe library opened on Friday. It has a garden.\n\nMayor Clara Venn said it was late. \
         \"We waited,\" she said.\n\nEntry is free. It closes at nine.\n",
        "Storm warning\nThe wind rose at noon. It fell at dusk.\n\"We stayed,\" she said.\nNo boat sailed. None came back.\n",
    ] {
        let report = one("short.txt", short);
        let all = roles(&report);
        assert!(matches!(all[0], Headline | Furniture), "{all:?}");
        assert_eq!(all[1..], [Paragraph; 3], "{short}");
        assert!(doubted(&report));
    }
    assert_eq!(roles(&one("line.txt", "\"Hello to you,\" she said.\n")), [Paragraph]);
    // Furniture stays furniture, with full stops or without, and the doubt says so.
    let report = one(
        "wall.txt",
        "Home\nSport\n* Read on.\nSubscribe to our newsletter.\n© 2020. All rights are ours.\nAccept.\n",
    );
    assert_eq!(roles(&report), [Furniture; 6]);
    assert!(doubted(&report));
    // A copy with an article is as it was.
    let report = one("clear.txt", format!("Footbridge closed\n\n{LEAD}\n\n{NEXT}\n\n{LAST}\n\nMore.\n"));
    assert_eq!(roles(&report)[1..], [Paragraph, Paragraph, Paragraph, Furniture]);
    assert!(!doubted(&report));
}

/// A member of a zip file, stored as it is.
fn stored(name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut out = b"PK\x03\x04\x14\0\0\0\0\0\0\0\0\0".to_vec();
    out.extend([0; 4]);
    out.extend((bytes.len() as u32).to_le_bytes());
    out.extend((bytes.len() as u32).to_le_bytes());
    out.extend((name.len() as u16).to_le_bytes());
    out.extend([0; 2]);
    out.extend(name.as_bytes());
    out.extend(bytes);
    out
}

#[test]
fn collections_give_the_archives_inside() {
    let gzipped: Vec<u8> = archive().iter().flat_map(|member| packed(member)).collect();
    let mut zip = stored("pages/pages.jsonl", b"{\"format\": \"json-pages-1.0\"}\n");
    zip.extend(stored("archive/data.warc.gz", &gzipped));
    zip.extend(stored("archive/more.warc", &archive().concat()));
    zip.extend(b"PK\x01\x02");
    let all = open("a.wacz", zip.clone());
    assert_eq!(all.iter().filter(|one| one.is_ok()).count(), 6, "{all:?}");
    assert!(failure("b.wacz", stored("datapackage.json", b"{}")).contains("holds no web archive"));
    let all = open("cut.wacz", &zip[..zip.len() / 2]);
    assert!(all.iter().filter(|one| one.is_err()).count() <= 1 && !all.is_empty());
}

#[test]
fn characters_by_declaration_then_by_looking() {
    let words = "Überall fuhren Fähren über den Fluß, sagte die Bürgermeisterin gestern.";
    let latin: Vec<u8> =
        page("windows-1252", words).chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect();
    assert!(one("latin.html", latin).text.as_str().contains(words));
    // The page says UTF-8 and is not.
    let wrong: Vec<u8> =
        page("utf-8", &words.repeat(4)).chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect();
    assert!(one("wrong.html", wrong).text.as_str().contains(words));
    let text = format!("Brücke gesperrt\n\n{LEAD}\n\n{words}\n");
    let wide: Vec<u8> = [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    assert_eq!(one("wide.txt", wide).text.as_str(), text);
    // Windows-1251, declared in the page alone.
    let russian = "Мост через реку закрыт, сообщил мэр города в понедельник.";
    let cyrillic: Vec<u8> = page("windows-1251", russian)
        .chars()
        .map(|c| match u32::from(c) {
            code @ 0x410..=0x44f => (code - 0x410 + 0xc0) as u8,
            code => u8::try_from(code).unwrap_or(b'?'),
        })
        .collect();
    assert!(one("cyrillic.html", cyrillic).text.as_str().contains(russian));
}

#[test]
fn hostile_inputs_are_refused_with_a_reason() {
    let bomb = packed(&vec![b' '; 80 << 20]);
    // Whichever bound is met first.
    let bounded = |reason: &str| reason.contains("times its size") || reason.contains("larger than");
    assert!(bounded(&failure("bomb.txt.gz", bomb.clone())));
    assert!(failure("many.html.gz", packed(&packed(&packed(b"<html></html>")))).contains("packed more than twice"));
    let deep = format!("<html><body>{}text", "<div>".repeat(100_000));
    assert!(failure("deep.html", deep).contains("nested deeper"));
    assert!(failure("deep.json", "[".repeat(1_000_000)).contains("not JSON"));
    let feed = format!("<rss version=\"2.0\"><channel>{}</channel></rss>", "<item>".repeat(20_000));
    assert!(open("deep.xml", feed).len() <= 20_000);
    for (name, bytes) in
        [("a.pdf", &b"%PDF-1.7"[..]), ("a.txt", b""), ("a.txt", b" \n "), ("a.png", b"\x89PNG\r\n\x1a\n\0\0\0\r")]
    {
        failure(name, bytes);
    }
    // A bomb inside an archive ends the archive with a reason, not the program.
    let http = "application/http; msgtype=response";
    let block = answer("200 OK", "Content-Encoding: gzip\r\n", &bomb);
    let all =
        open("bomb.warc", [record("response", "https://orr.example/", http, &block), archive().concat()].concat());
    assert!(all[0].as_ref().is_err_and(|failure| bounded(failure)), "{:?}", all[0]);
    assert_eq!(all.iter().filter(|one| one.is_ok()).count(), 3);
}

/// An endless archive that is made while it is read: a text after every 50 records that are passed over.
struct Stream {
    left: usize,
    part: Cursor<Vec<u8>>,
    given: Arc<AtomicU64>,
}

impl Read for Stream {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let mut read = self.part.read(buffer)?;
        if read == 0 && self.left > 0 {
            self.left -= 1;
            let text = format!("Footbridge closed\n\n{LEAD}\n\n{NEXT}\n\n{LAST}\n");
            self.part = Cursor::new(if self.left.is_multiple_of(50) {
                record("conversion", &format!("https://orr.example/{}", self.left), "text/plain", text.as_bytes())
            } else {
                record("metadata", "https://orr.example/", "text/plain", &vec![b'x'; 200_000])
            });
            read = self.part.read(buffer)?;
        }
        self.given.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

#[test]
fn archives_are_read_as_they_come() {
    let given = Arc::new(AtomicU64::new(0));
    let stream = Stream { left: 2_000, part: Cursor::default(), given: given.clone() };
    let mut last = 0;
    let mut count = 0;
    for record in records("long.wet", Box::new(stream), &options()) {
        assert!(record.is_ok());
        let now = given.load(Ordering::Relaxed);
        // A text stands 10 MB after the one before: no more is taken than that and a buffer.
        assert!(now - last < 11 << 20, "{count}: {now} after {last}");
        (last, count) = (now, count + 1);
    }
    assert_eq!(count, 40);
    assert!(last > 370 << 20);
}

#[test]
fn rows_name_the_line_that_fails() {
    let rows = format!(
        "{{\"id\": \"a\", \"text\": \"{LEAD}\"}}\n\n{{\"text\": }}\n{{\"title\": \"no text\"}}\n{{\"text\": \"{NEXT}\"}}\n"
    );
    let all = open("rows.jsonl", rows);
    assert_eq!(all.len(), 4);
    assert!(all[1].as_ref().is_err_and(|failure| failure.contains("line 3")), "{:?}", all[1]);
    assert!(all[2].as_ref().is_err_and(|failure| failure.contains("line 4")), "{:?}", all[2]);
    assert_eq!(all[3].as_ref().unwrap().id, "4");
}
