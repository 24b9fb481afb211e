//! How deep a page's elements are nested, before a parser whose time grows with the square of it sees the page.

/// Pages nested deeper than this are not read. Browsers stop at 512; the deepest page of the development sets has 58.
pub const DEEPEST: usize = 1500;

/// About how deep the elements of a page are nested: open tags less closed ones, void elements and those that close themselves left out.
pub fn depth(html: &str) -> usize {
    let bytes = html.as_bytes();
    let (mut depth, mut most) = (0usize, 0usize);
    let mut at = 0;
    while let Some(found) = memchr::memchr(b'<', &bytes[at..]) {
        at += found + 1;
        let closing = bytes.get(at) == Some(&b'/');
        let start = at + usize::from(closing);
        let length = bytes[start..].iter().take(12).take_while(|byte| byte.is_ascii_alphanumeric()).count();
        if length == 0 {
            continue;
        }
        let name = bytes[start..start + length].to_ascii_lowercase();
        if closing {
            depth = depth.saturating_sub(usize::from(!alone(&name)));
        } else if matches!(name.as_slice(), b"script" | b"style" | b"textarea" | b"title") {
            // Their content is no markup.
            let end = [b"</", name.as_slice()].concat();
            let rest = &bytes[start..];
            at = start
                + rest
                    .windows(end.len())
                    .position(|part| part.eq_ignore_ascii_case(&end))
                    .map_or(rest.len(), |place| place + end.len());
        } else if !alone(&name) {
            depth += 1;
            most = most.max(depth);
        }
    }
    most
}

/// Void elements, and elements whose end tag pages leave out.
fn alone(name: &[u8]) -> bool {
    matches!(
        name,
        b"area"
            | b"base"
            | b"br"
            | b"col"
            | b"embed"
            | b"hr"
            | b"img"
            | b"input"
            | b"link"
            | b"meta"
            | b"param"
            | b"source"
            | b"track"
            | b"wbr"
            | b"p"
            | b"li"
            | b"dt"
            | b"dd"
            | b"option"
            | b"optgroup"
            | b"tr"
            | b"td"
            | b"th"
            | b"tbody"
            | b"thead"
            | b"tfoot"
            | b"path"
            | b"rect"
            | b"circle"
            | b"use"
            | b"g"
            | b"line"
            | b"polygon"
            | b"stop"
            | b"colgroup"
            | b"rp"
            | b"rt"
    )
}

#[cfg(test)]
mod tests {
    use super::depth;

    #[test]
    fn depths() {
        assert_eq!(depth("<div><p>a<p>b<br><b>c</b></div>"), 2);
        assert_eq!(depth("<script>if (a<b && c<d) '<div><div>'</script><div>"), 1);
        assert_eq!(depth("no markup < here"), 0);
        assert_eq!(depth(&"<div>".repeat(5000)), 5000);
    }
}
