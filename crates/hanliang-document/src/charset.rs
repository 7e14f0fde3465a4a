//! The encoding that a web page declares.

use memchr::memmem;

/// How far a declaration is looked for, as browsers do.
const PRESCAN: usize = 1024;

/// The name of the encoding that a web page declares in a `meta` element, as
/// it is written there. It is a claim: let the bytes have their say, too.
///
/// The first 1,024 bytes are looked at, without comments (WHATWG HTML,
/// section 13.2.3.2, "prescan a byte stream to determine its encoding").
///
/// ```
/// use hanliang_document::declared_encoding;
///
/// let page = b"<head><meta http-equiv=Content-Type content='text/html; charset=gb2312'>";
/// assert_eq!(declared_encoding(page), Some("gb2312"));
/// assert_eq!(declared_encoding(b"<meta charset=\"Big5\"/>"), Some("Big5"));
/// assert_eq!(declared_encoding(b"<!-- <meta charset=big5> --><p>charset=gbk"), None);
/// ```
#[must_use]
pub fn declared_encoding(page: &[u8]) -> Option<&str> {
    let mut rest = page.get(..PRESCAN).unwrap_or(page);
    while let Some(at) = memchr::memchr(b'<', rest) {
        rest = rest.get(at + 1..)?;
        if rest.starts_with(b"!--") {
            rest = rest.get(memmem::find(rest, b"-->")?..)?;
        } else if starts_with(rest, b"meta") {
            let end = memchr::memchr(b'>', rest).unwrap_or(rest.len());
            let (tag, after) = rest.split_at(end);
            if let Some(name) = of_tag(tag) {
                return Some(name);
            }
            rest = after;
        }
    }
    None
}

/// The name behind the first `charset=` of a tag.
fn of_tag(mut tag: &[u8]) -> Option<&str> {
    const NAME: &[u8] = b"charset";
    while !tag.is_empty() {
        let at = tag
            .windows(NAME.len())
            .position(|part| part.eq_ignore_ascii_case(NAME))?;
        tag = tag.get(at + NAME.len()..)?.trim_ascii_start();
        if let Some(value) = tag.strip_prefix(b"=") {
            let quote = |byte: &u8| matches!(byte, b'"' | b'\'');
            let value = value.trim_ascii_start();
            let value = if value.first().is_some_and(quote) {
                value.get(1..)?
            } else {
                value
            };
            let ends = |byte: &u8| {
                quote(byte) || matches!(byte, b';' | b'/') || byte.is_ascii_whitespace()
            };
            let length = value.iter().position(ends).unwrap_or(value.len());
            let name = core::str::from_utf8(value.get(..length)?).ok()?;
            return Some(name).filter(|name| !name.is_empty());
        }
    }
    None
}

fn starts_with(text: &[u8], name: &[u8]) -> bool {
    text.get(..name.len())
        .is_some_and(|head| head.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_declaration_is_read_as_it_is_written() {
        let cases: [(&[u8], Option<&str>); 9] = [
            (b"<META CHARSET = 'GBK' >", Some("GBK")),
            (b"<meta charset=utf-8>", Some("utf-8")),
            (
                b"<meta content=\"text/html;charset=GB18030\" http-equiv=x>",
                Some("GB18030"),
            ),
            (
                b"<meta name=charset content=x><meta charset=big5>",
                Some("big5"),
            ),
            (b"<meta charset=\"\">", None),
            (b"<meta charset", None),
            (b"<title>\xD6\xD0</title><meta charset=\xD6\xD0>", None),
            (b"<!-- <meta charset=big5>", None),
            (b"", None),
        ];
        for (page, name) in cases {
            assert_eq!(declared_encoding(page), name, "{}", page.escape_ascii());
        }
    }

    #[test]
    fn a_declaration_far_down_is_none() {
        let page = [&b" ".repeat(PRESCAN)[..], b"<meta charset=gbk>"].concat();
        assert_eq!(declared_encoding(&page), None);
    }
}
