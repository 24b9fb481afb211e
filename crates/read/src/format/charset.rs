//! Characters from bytes: by byte order mark, by declaration, by looking.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// How far into a page a declaration is looked for, as browsers do.
const HEAD: usize = 4096;
/// How much is looked at to guess.
const LOOK: usize = 200_000;

/// Decodes text; `declared` is what a header says of it. Bytes that are no characters become U+FFFD.
pub fn decode(bytes: &[u8], declared: Option<&str>) -> String {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(&bytes[mark..]).0.into_owned();
    }
    if let Some(encoding) = wide(bytes) {
        return encoding.decode_without_bom_handling(bytes).0.into_owned();
    }
    if let Ok(words) = std::str::from_utf8(bytes) {
        return words.to_owned();
    }
    let told = declared.and_then(label).or_else(|| in_page(bytes));
    // Pages that say UTF-8 and are not are common: then the bytes decide, unless only a few are damaged.
    let encoding = match told {
        Some(encoding) if encoding != UTF_8 => encoding,
        _ if damage(bytes) * 2000 < bytes.len() => UTF_8,
        _ => guess(bytes),
    };
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

/// UTF-16 without a mark: every other byte of the start is zero.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(64) & !1).filter(|head| head.len() >= 8)?;
    let zero = |odd: usize| head.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let half = head.len() / 2;
    if zero(1) * 10 >= half * 9 && zero(0) == 0 {
        Some(UTF_16LE)
    } else if zero(0) * 10 >= half * 9 && zero(1) == 0 {
        Some(UTF_16BE)
    } else {
        None
    }
}

fn damage(bytes: &[u8]) -> usize {
    bytes.utf8_chunks().filter(|chunk| !chunk.invalid().is_empty()).count()
}

fn label(words: &str) -> Option<&'static Encoding> {
    let lower = words.to_ascii_lowercase();
    let name =
        lower.split("charset=").last()?.trim_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | ';'));
    Encoding::for_label(name.split([';', ' ', '"', '\'']).next()?.as_bytes())
}

/// `<meta charset=…>`, `<meta … content="…; charset=…">`, `<?xml … encoding=…?>`.
fn in_page(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]).to_ascii_lowercase();
    for key in ["charset=", "encoding="] {
        for (at, _) in head.match_indices(key) {
            let rest = head[at + key.len()..].trim_start_matches(['"', '\'', ' ']);
            let name = rest
                .split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':' | '.')))
                .next()
                .unwrap_or("");
            if let Some(encoding) = Encoding::for_label(name.as_bytes()) {
                // A page that could be read up to here is not UTF-16, whatever it says.
                return Some(if encoding == UTF_16LE || encoding == UTF_16BE { UTF_8 } else { encoding });
            }
        }
    }
    None
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(&bytes[..bytes.len().min(LOOK)], bytes.len() <= LOOK);
    detector.guess(None, chardetng::Utf8Detection::Allow)
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn characters_by_mark_declaration_and_look() {
        assert_eq!(decode("\u{feff}né".as_bytes(), None), "né");
        assert_eq!(decode(b"\xff\xfen\0\xe9\0", None), "né");
        assert_eq!(
            decode("a long line".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>().as_slice(), None),
            "a long line"
        );
        assert_eq!(
            decode(b"<meta charset=windows-1251><p>\xcc\xee\xf1\xea\xe2\xe0", None),
            "<meta charset=windows-1251><p>Москва"
        );
        assert_eq!(decode(b"caf\xe9", Some("text/html; charset=ISO-8859-1")), "café");
        assert_eq!(decode(b"the caf\xe9 of the town", None), "the café of the town");
        assert_eq!(decode(b"", None), "");
    }
}
