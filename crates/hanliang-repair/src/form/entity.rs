//! Entities of HTML that a page shows instead of their characters.
//!
//! In HTML they are right, in Markdown too, and a text about HTML means them.
//! So a page that has tags or is not Chinese, or lines that talk of markup,
//! keep theirs, and a mark of markup
//! (`&lt;` `&gt;` `&amp;` `&quot;`) is read only beside Chinese text and
//! where no tag would come of it.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use hanliang_span::Span;

use super::{Around, code_point, is_mentioned, percent, rows};
use crate::han::{is_chinese, is_chinese_page, is_han};
use crate::mojibake::table::{Bytes, Table};
use crate::record::Damage;
use crate::rewrite::{Pass, Rewrite};

static NAMED: LazyLock<BTreeMap<&'static str, char>> = LazyLock::new(|| {
    rows(include_str!("../../data/entity.tsv"))
        .filter_map(|row| Some((*row.first()?, code_point(row.get(1)?)?)))
        .collect()
});

/// Words of a line that talks of markup.
const ABOUT_MARKUP: [&str; 11] = [
    "html",
    "xml",
    "实体",
    "實體",
    "entit",
    "转义",
    "轉義",
    "字符引用",
    "escape",
    "显示为",
    "顯示為",
];

/// How often `amp;` may stand between `&` and the name: text that was escaped
/// more often does not occur.
const ESCAPED_AGAIN: usize = 4;

/// The least number of entities in a row that stand for bytes: with two a
/// character, fewer are letters of a language.
const BYTES: usize = 6;
/// The same on a line that has such a row: one character of UTF-8.
const BYTES_AGAIN: usize = 3;
/// The least number of ideographs that were twice taken for Latin-1.
const IDEOGRAPHS: usize = 2;
/// How many line breaks a page without markup may have kept.
const BREAKS: usize = 2;
/// The longest entity, without `&`, the repeated `amp;` and `;`.
const LONGEST: usize = 10;

/// The entity that old pages have most often, and most often not closed.
const SPACE: &str = "nbsp";

/// Reads entities.
pub(crate) fn repair(text: &str) -> Option<(String, Pass)> {
    let first = memchr::memchr_iter(b'&', text.as_bytes()).find(|&at| {
        let rest = text.get(at..).unwrap_or_default();
        parse(rest).is_some() || byte(rest).is_some()
    })?;
    if has_tags(text) {
        return None;
    }
    let around = Around::new(text);
    let chinese_page = is_chinese_page(text);
    let mut rewrite = Rewrite::new(text);
    let start = text.get(..first)?.rfind('\n').map_or(0, |i| i + 1);
    let mut offset = start;
    for line in text.get(start..)?.split_inclusive('\n') {
        repair_line(line, offset, chinese_page, &around, &mut rewrite);
        offset += line.len();
    }
    rewrite.finish()
}

fn repair_line(
    line: &str,
    offset: usize,
    chinese_page: bool,
    around: &Around<'_>,
    rewrite: &mut Rewrite<'_>,
) {
    let mut marks = memchr::memchr_iter(b'&', line.as_bytes()).peekable();
    if marks.peek().is_none() || is_about_markup(line) {
        return;
    }
    let chinese = line.chars().any(is_han) || is_mostly_entities(line);
    let least = if shows_bytes(line) {
        BYTES_AGAIN
    } else {
        BYTES
    };
    let (mut done, mut tried) = (0, 0);
    for at in marks {
        if at < done {
            continue;
        }
        let rest = line.get(at..).unwrap_or_default();
        if at >= tried {
            let (length, read) = words_of_bytes(rest, least);
            tried = at + length;
            if let Some(read) = read {
                done = tried;
                let span = Span::new(at, done).shift(offset);
                rewrite.replace(span, &read, Damage::HtmlEntity, 1.0);
                continue;
            }
        }
        let Some((length, c)) = parse(rest) else {
            continue;
        };
        done = at + length;
        let span = Span::new(at, done).shift(offset);
        let (before, after) = (around.before(span.start), around.at(span.end));
        let written = match c {
            '<' | '>' | '&' | '"' | '\'' => {
                chinese
                    && !is_mentioned(before, after)
                    && !makes_markup(c, around.line_before(span.start), line.get(done..))
            }
            _ => {
                (chinese || chinese_page && !c.is_ascii())
                    && !is_mentioned(before, after)
                    && !is_in_address(around.line_before(span.start))
            }
        };
        if written {
            let mut buffer = [0; 4];
            rewrite.replace(span, c.encode_utf8(&mut buffer), Damage::HtmlEntity, 1.0);
        }
    }
}

/// Whether a line has a row of entities that stand for bytes, and are sure to.
fn shows_bytes(line: &str) -> bool {
    let mut tried = 0;
    memchr::memchr_iter(b'&', line.as_bytes()).any(|at| {
        let new = at >= tried;
        new && {
            let (length, read) = words_of_bytes(line.get(at..).unwrap_or_default(), BYTES);
            tried = at + length;
            read.is_some()
        }
    })
}

/// The run of entities at the start of a text that stand for bytes, each
/// written as the character of Latin-1 it was taken for: its length, and the
/// words of these bytes, which must be so many.
fn words_of_bytes(text: &str, least: usize) -> (usize, Option<String>) {
    let mut bytes = Vec::new();
    let mut rest = text;
    while let Some((length, byte)) = byte(rest) {
        bytes.push(byte);
        rest = rest.get(length..).unwrap_or_default();
    }
    let again = || {
        let shown = core::str::from_utf8(&bytes).ok()?;
        let bytes: Option<Vec<u8>> = shown.chars().map(|c| u8::try_from(c).ok()).collect();
        let bytes = bytes?;
        // Bytes of UTF-8 in such a row are no letters.
        percent::read(&bytes).or_else(|| percent::read_gbk(&bytes, IDEOGRAPHS))
    };
    let one = || percent::read_utf8(&bytes, 1).filter(|_| least < BYTES);
    let read = (bytes.len() >= least).then(|| percent::read(&bytes).or_else(again).or_else(one));
    (text.len() - rest.len(), read.flatten())
}

/// The entity at the start of a text that stands for a byte beyond ASCII.
fn byte(text: &str) -> Option<(usize, u8)> {
    if let Some(number) = text.strip_prefix("&#") {
        let end = number.bytes().take(LONGEST).position(|byte| byte == b';')?;
        let code = code_of(number.get(..end)?)?;
        let byte = u8::try_from(code).ok().filter(|&byte| byte >= 0x80)?;
        return Some((end + "&#;".len(), byte));
    }
    let (length, c) = parse(text)?;
    match Table::Latin1.encode(c) {
        Some(Bytes::One(byte)) if byte >= 0x80 => Some((length, byte)),
        _ => None,
    }
}

/// The entity at the start of a text: its length and its character.
fn parse(text: &str) -> Option<(usize, char)> {
    let mut rest = text.strip_prefix('&')?;
    for _ in 0..ESCAPED_AGAIN {
        match rest.strip_prefix("amp;") {
            Some(inner) if starts_entity(inner) => rest = inner,
            _ => break,
        }
    }
    let length = rest
        .bytes()
        .take(LONGEST)
        .take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#')
        .count();
    // `&nbsp300`: a number follows.
    let is_cut = |name: &str| {
        let number = name.strip_prefix(SPACE);
        number.is_some_and(|number| number.starts_with(|c: char| c.is_ascii_digit()))
    };
    let length = match rest.get(..length) {
        Some(name) if is_cut(name) => SPACE.len(),
        _ => length,
    };
    let (name, tail) = rest.split_at_checked(length)?;
    let closed = tail.strip_prefix(';');
    let (c, rest) = match name.strip_prefix('#').map(code_of) {
        Some(code) => match (char_of(code?), closed) {
            (Some(c), rest) => (c, rest),
            // Above U+FFFF some write the two halves of UTF-16.
            (None, Some(rest)) => {
                let (c, rest) = second_half(code?, rest)?;
                (c, Some(rest))
            }
            (None, None) => return None,
        },
        None => (*NAMED.get(name)?, closed),
    };
    // Old pages leave the semicolon out, after a space or beside Chinese text.
    let ends = match c {
        '\u{A0}' => !tail.starts_with(|c: char| c.is_ascii_alphabetic() || c == '='),
        c if name.starts_with('#') && is_chinese(c) => {
            tail.starts_with(|c: char| c == '&' || !c.is_ascii()) || tail.is_empty()
        }
        _ => !c.is_ascii() && tail.starts_with(is_chinese),
    };
    match rest {
        Some(rest) => Some((text.len() - rest.len(), c)),
        None => ends.then_some((text.len() - tail.len(), c)),
    }
}

/// The other half of a pair of UTF-16 and what follows it: the `&#56832;` of
/// `&#55357;&#56832;`.
fn second_half(first: u32, rest: &str) -> Option<(char, &str)> {
    let body = rest.strip_prefix("&#")?;
    let end = body.bytes().take(LONGEST).position(|byte| byte == b';')?;
    let (number, rest) = (body.get(..end)?, body.get(end + 1..)?);
    let units = [
        u16::try_from(first).ok()?,
        u16::try_from(code_of(number)?).ok()?,
    ];
    let c = char::decode_utf16(units).next()?.ok()?;
    (c > '\u{FFFF}').then_some((c, rest))
}

fn starts_entity(text: &str) -> bool {
    let length = text
        .bytes()
        .take(LONGEST)
        .take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#')
        .count();
    length > 0 && text.as_bytes().get(length) == Some(&b';')
}

/// The code point that a numeric reference names, without its `#`.
fn code_of(number: &str) -> Option<u32> {
    match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok(),
        None => number.parse().ok(),
    }
}

/// The character of a code point, as HTML reads it.
fn char_of(code: u32) -> Option<char> {
    match code {
        // HTML reads these as Windows-1252 does.
        0x80..=0x9F => {
            let byte = [u8::try_from(code).ok()?];
            encoding_rs::WINDOWS_1252
                .decode_without_bom_handling(&byte)
                .0
                .chars()
                .next()
                .filter(|c| u32::from(*c) > 0x9F)
        }
        0..=8 | 0xB..=0x1F | 0x7F | 0xE000..=0xF8FF | 0xFFFD..=0xFFFF => None,
        _ => char::from_u32(code),
    }
}

/// Whether the text has tags, that is, is markup itself. A few line breaks are
/// left in pages that are not.
fn has_tags(text: &str) -> bool {
    let mut breaks = 0;
    memchr::memchr_iter(b'<', text.as_bytes()).any(|at| {
        let rest = text.as_bytes().get(at + 1..).unwrap_or_default();
        let name = rest.strip_prefix(b"/").unwrap_or(rest);
        let head = name.get(..name.len().min(200)).unwrap_or_default();
        let end = memchr::memchr2(b'>', b'\n', head);
        let tag = end.filter(|&end| head.get(end) == Some(&b'>'));
        let tag = tag.and_then(|end| head.get(..end)).unwrap_or_default();
        let name = tag.strip_suffix(b"/").unwrap_or(tag).trim_ascii();
        let is_break = name.eq_ignore_ascii_case(b"br") || name.eq_ignore_ascii_case(b"hr");
        breaks += usize::from(is_break);
        name.first().is_some_and(u8::is_ascii_alphabetic) && (!is_break || breaks > BREAKS)
    })
}

fn is_about_markup(line: &str) -> bool {
    let head: String = line
        .chars()
        .take(2000)
        .flat_map(char::to_lowercase)
        .collect();
    head.contains('`') || ABOUT_MARKUP.iter().any(|word| head.contains(word))
}

/// Whether a line without an ideograph is one whose ideographs are entities.
fn is_mostly_entities(line: &str) -> bool {
    let ideographs = memchr::memchr_iter(b'&', line.as_bytes()).filter(|&at| {
        let entity = line.get(at..).and_then(parse);
        entity.is_some_and(|(_, c)| is_han(c))
    });
    ideographs.take(3).count() == 3
}

/// Whether the character would start a tag or an entity, or stands in code.
fn makes_markup(c: char, line_before: &str, after: Option<&str>) -> bool {
    let before = line_before.chars().next_back();
    let after = after.unwrap_or_default();
    match c {
        '<' => after.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')),
        '&' => {
            starts_entity(after)
                || names_parameter(after)
                || after.starts_with("&amp;")
                || before == Some(';')
                || is_in_address(line_before)
        }
        '>' => {
            before.is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '/' | '"' | '-' | '='))
        }
        _ => before == Some('=') || after.starts_with("&gt;"),
    }
}

/// Whether a parameter of a query follows: `page=2`.
fn names_parameter(after: &str) -> bool {
    let name = after
        .bytes()
        .take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_')
        .count();
    name > 0 && after.as_bytes().get(name) == Some(&b'=')
}

/// Whether what stands before belongs to an address with a query. Behind
/// Chinese text the mark is one of the sentence: 知道吗?&ldquo;.
fn is_in_address(line_before: &str) -> bool {
    let mark = line_before.strip_suffix(['=', '?', '/']);
    mark.is_some_and(|address| !address.ends_with(is_chinese))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_every_spelling() {
        for (entity, c) in [
            ("&ldquo;", '“'),
            ("&#20013;", '中'),
            ("&#x4E2d;", '中'),
            ("&amp;mdash;", '—'),
            ("&amp;amp;#8220;", '“'),
            ("&#150;", '–'),
            ("&nbsp", '\u{A0}'),
            ("&COPY;", '©'),
            ("&#20013", '中'),
            ("&#55357;&#56832;", '😀'),
        ] {
            assert_eq!(parse(entity), Some((entity.len(), c)), "{entity}");
        }
        assert_eq!(parse("&nbsp300元"), Some(("&nbsp".len(), '\u{A0}')));
        for no in [
            "&",
            "&;",
            "&zzz;",
            "&copy=1",
            "&#;",
            "&#0;",
            "&#xD800;",
            "&#99999999;",
            "&ldquo",
            "&#55357;",
            "&#55357;&#20013;",
        ] {
            assert_eq!(parse(no), None, "{no}");
        }
    }

    #[test]
    fn the_table_is_sorted() {
        let names: Vec<_> = rows(include_str!("../../data/entity.tsv"))
            .map(|row| row[0])
            .collect();
        assert!(names.is_sorted_by(|a, b| a < b));
        assert_eq!(names.len(), NAMED.len());
    }
}
