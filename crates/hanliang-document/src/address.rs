//! Web addresses in lines.

use hanliang_span::Span;

/// Whether the whole line is a web address.
pub(crate) fn is_address(text: &str) -> bool {
    (text.starts_with("http://") || text.starts_with("https://") || text.starts_with("www."))
        && text.bytes().all(|byte| byte.is_ascii_graphic())
}

/// The first web address in a text.
pub(crate) fn address_in(text: &str) -> Option<Span> {
    let start = text.find("http://").or_else(|| text.find("https://"))?;
    let length = text
        .get(start..)?
        .bytes()
        .take_while(|&byte| byte.is_ascii_graphic() && !matches!(byte, b')' | b'"' | b'<' | b'>'))
        .count();
    Some(Span::new(start, start + length))
}
